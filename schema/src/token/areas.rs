//! What a machine's token needs for each question and type: the one list of it. What is not in it is people's.

use domain::access::{Area, Need, need};

use crate::error::Error;

/// What a token needs to ask a root field of `Query`; none for one that nobody thought of, which no token may ask.
#[rustfmt::skip]
pub fn of_question(name: &str) -> Option<Need> {
    use Area::{Applications, Audit, Money, Programmes, Scheme};
    Some(match name {
        "viewer" | "node" | "edition" | "currentEdition" | "editions" | "register" | "registerEntry" | "yearlyAgreement"
        | "university" => Need::Nothing,
        "programme" | "programmes" | "frameworks" => Need::Read(Programmes),
        "application" | "applications" | "applicationCounts" | "awards" | "combinedEligibility" => Need::Read(Applications),
        "priceTogether" | "pricePreview" | "vatRates" | "invoice" | "invoices" | "invoiceTotals" | "statement" | "quote"
        | "quotes" => Need::Read(Money),
        "universities" | "universityNames" | "universityRecord" | "universityRecords" | "assessors" | "workload" | "assignmentPlan"
        | "considerMoves" | "assignmentRuns" | "consistency" | "overview" | "settings" => Need::Read(Scheme),
        "trail" | "trailKinds" | "timeline" | "universityTimeline" => Need::Read(Audit),
        "checkEdition" | "mergePreview" | "bulkAct" | "bulkRows" | "bulkActs" | "ownConsistency" | "calibration" | "goldDraft"
        | "import" | "imports" | "importRows" | "importTemplates" | "reportKinds" | "export" | "exports" | "savedReports"
        | "letters" | "suppressedAddresses" | "letterTemplates" | "letterPreview" | "mailPreferences" | "tokens"
        | "people" | "successors" | "sessions" | "personRecord" | "personHoldings" | "peopleFound" | "retentionAhead" | "staff" | "joinRequests"
        | "joinRequest" => Need::Person,
        "signInSettings" => Need::SignIn,
        _ => return None,
    })
}

/// What a token needs to read a thing of this type, wherever it is reached from; what belongs to a thing is read with it.
#[rustfmt::skip]
pub fn of_type(name: &str) -> Need {
    use Area::{Applications, Audit, Evidence, Money, Programmes, Scheme};
    match name {
        "Programme" | "DeliveryFramework" => Need::Read(Programmes),
        "Application" | "EvidenceRequest" | "Award" => Need::Read(Applications),
        "Evidence" | "EvidenceFile" => Need::Read(Evidence),
        "Order" | "Quote" | "Invoice" | "Payment" | "CreditNote" | "Statement" => Need::Read(Money),
        "UniversityRecord" | "Assessor" | "AssignmentRun" => Need::Read(Scheme),
        "TrailEvent" => Need::Read(Audit),
        "Import" | "BulkAct" | "Export" | "SavedReport" | "Letter" | "Phrase" | "SavedView" | "MailPreferences" | "Token" | "Member" | "Session"
        | "JoinRequest" | "PersonRecord" | "PersonHolding" | "StaffMember"
        | "SecondMarking" | "GoldCase" | "SuppressedAddress" => Need::Person,
        "Provider" | "EmailDomain" | "ClaimRule" => Need::SignIn,
        _ => Need::Nothing,
    }
}

/// What a token needs for a field of a type.
pub(super) fn of_field(parent: &str, name: &str) -> Need {
    match parent {
        "Query" => of_question(name).unwrap_or(Need::Person),
        "Mutation" => name.parse().map_or(Need::Person, need),
        parent => of_type(parent),
    }
}

/// Says no in the API's words.
pub(super) fn refused(words: String) -> async_graphql::Error {
    Error::Forbidden(words).into()
}
