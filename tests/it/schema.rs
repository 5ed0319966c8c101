//! The schema says what it is: kept, documented, and never a list without an end.

use serde_json::Value;
use tests::introspect::{Types, is_list, list, name, named};

/// Lists that are no connections, and what bounds each.
const LISTS: &[(&str, &str)] = &[
    ("PersonRecord.universities", "those of one person"),
    ("PersonRecord.toErase", "one a rule and university"),
    ("Query.personHoldings", "the parts there are"),
    ("Query.peopleFound", "twenty at most"),
    ("Query.retentionAhead", "one a kind of things"),
    ("PeoplePayload.people", "500 at most"),
    ("Member.programmeIds", "those that one person is named on"),
    ("Query.successors", "ten at most"),
    ("SuccessorsPayload.successors", "ten at most"),
    ("StaffPayload.staff", "500 at most"),
    ("Token.universities", "fifty at most"),
    ("Query.staff", "500 at most"),
    ("Query.people", "500 at most"),
    ("MailPreferences.unwanted", "of the kinds of letters"),
    ("Query.letterTemplates", "one a kind of letter"),
    ("LetterTemplate.placeholders", "four at most"),
    ("Action.reasons", "one a rule and criterion"),
    ("Application.actions", "one an ActionName"),
    ("Application.criteria", "the edition's"),
    (
        "Application.evidence",
        "an application's own, shown whole beside its criteria",
    ),
    ("Application.missing", "one a rule and criterion"),
    ("Application.pillars", "the edition's"),
    ("Application.sample", "of its programmes"),
    (
        "Application.programmes",
        "one for SINGLE; the widest order has a tier of its own",
    ),
    ("Application.requests", "three rounds"),
    ("Application.undecided", "one a rule and criterion"),
    ("Application.warnings", "one an item of evidence"),
    ("AssignmentPlan.changes", "what is open"),
    ("AssignmentPlan.loads", "one an assessor"),
    ("AssignmentPlan.unplaced", "what is open"),
    ("BulkRow.reasons", "one a rule"),
    ("CopyAnswersPayload.copied", "a hundred at most"),
    ("Calibration.assessors", "the scheme's"),
    ("Calibration.cases", "a few an operator made"),
    ("GoldCase.criteria", "the edition's"),
    ("GoldDraft.criteria", "the edition's"),
    ("Consistency.assessors", "the scheme's"),
    ("Consistency.criteria", "the standard's"),
    ("Drift.periods", "four a year, of ten years at most"),
    ("ConsideredMoves.loads", "one an assessor"),
    ("ConsideredMoves.moves", "two hundred at most"),
    ("KeptCase.reasons", "one a rule"),
    ("PlannedMove.objections", "one a rule"),
    ("UndoPayload.kept", "what was moved together"),
    ("UndoPayload.putBack", "what was moved together"),
    ("UnplacedCase.reasons", "one a rule"),
    ("Workload.assessors", "the scheme's"),
    ("Workload.cases", "what is open"),
    ("CriterionStanding.exceptions", "one a programme"),
    ("Evidence.programmes", "of its application's"),
    ("MergeMoves.named", "the first two hundred"),
    ("MergePreview.moves", "one a kind"),
    ("MergePreview.reasons", "one a rule"),
    ("MergePreview.stays", "the first two hundred of a kind"),
    ("MergePreview.tiedCases", "two hundred at most"),
    ("UniversityRecord.notes", "the latest two hundred"),
    ("UniversityRecord.people", "five hundred"),
    ("UniversityRecord.toClose", "one a rule"),
    ("Assessor.absences", "the next two years'"),
    ("Assessor.coached", "one a programme they know"),
    ("Assessor.conflicts", "one a university"),
    ("Assessor.languages", "twenty at most"),
    ("Assessor.levels", "twenty at most"),
    ("Assessor.objections", "one a rule"),
    ("Assessor.schemes", "twenty at most"),
    ("Award.programmes", "its application's"),
    ("CriterionStanding.evidence", "its application's"),
    ("Decision.pillars", "the edition's"),
    ("Decision.sentences", "a few a pillar"),
    ("Edition.awardingBodies", "the edition's"),
    ("Edition.benefits", "the edition's"),
    ("Edition.levels", "the edition's"),
    ("Edition.pillars", "the edition's"),
    ("AwardProspect.sentences", "a few a pillar"),
    ("AwardProspect.unmarked", "the edition's"),
    ("EditionCheck.differences", "the edition's"),
    (
        "EditionCheck.problems",
        "a document's, of a megabyte at most",
    ),
    ("EditionCheck.prospects", "two hundred at most"),
    ("Elements.items", "the edition's"),
    ("Eligibility.options", "one a level of the edition"),
    ("EligibilityOption.reasons", "one a rule"),
    ("Evidence.criteria", "the edition's"),
    ("EvidenceExamples.examples", "the edition's"),
    ("EvidenceRequest.accepted", "the edition's"),
    ("EvidenceRequest.criteria", "the edition's"),
    ("EvidenceRequest.evidence", "its application's"),
    ("MarkingComparison.criteria", "the edition's"),
    ("MarkingComparison.pillars", "the edition's"),
    ("MarkingComparison.sentences", "one a pillar and criterion"),
    ("LevelReasoning.met", "the edition's"),
    ("LevelReasoning.unmet", "the edition's"),
    ("OrderPayload.applications", "what is paid for together"),
    ("InvoicePayload.applications", "what is paid for together"),
    ("Invoice.applications", "what is paid for together"),
    ("Invoice.lines", "one a kind of application"),
    ("PriceList.tiers", "twenty at most"),
    ("Query.vatRates", "few"),
    ("Quote.lines", "one a kind of application"),
    ("Quote.applications", "a hundred at most"),
    ("Quote.orders", "a hundred at most"),
    ("AcceptQuotePayload.orders", "a hundred at most"),
    ("Invoice.payments", "two hundred at most"),
    ("Invoice.creditNotes", "few"),
    ("Statement.lines", "those of two years"),
    ("Pillar.criteria", "the edition's"),
    ("Pillar.evidenceExamples", "the edition's"),
    ("PillarReasoning.levels", "the edition's"),
    ("Price.lines", "one a kind of application"),
    ("Programme.directions", "one a Direction"),
    ("Query.editions", "one every few years"),
    ("Query.universityNames", "twenty at most"),
    ("RegisterEntry.programmes", "its award's"),
    ("SelfRating.elements", "the edition's"),
    ("SignUploadPayload.parts", "a hundred at a time"),
    ("Viewer.phrases", "two hundred a person"),
    ("Viewer.views", "fifty a person"),
    ("ApplicationsPayload.applications", "a hundred at most"),
    ("PriceSplit.orders", "one an application, a hundred at most"),
    ("Import.columns", "sixty at most"),
    ("ImportColumn.sample", "ten at most"),
    ("ImportPossibility.reasons", "one a rule"),
    ("ImportRow.cells", "sixty at most"),
    ("ImportRow.changes", "one a column"),
    ("ImportRow.problems", "a few a column"),
    ("ImportTemplate.fields", "what a row can say"),
    ("Query.importTemplates", "the kinds there are"),
    ("Export.columns", "those of its report"),
    ("Export.narrowed", "one a thing that narrows"),
    ("SavedReport.columns", "those of its report"),
    ("SavedReport.narrowed", "one a thing that narrows"),
    ("Overview.income", "thirty-six months at most"),
    (
        "Overview.levels",
        "thirty-six months at most, of the levels there are",
    ),
    ("Overview.nations", "the nations there are"),
    ("Overview.punctuality", "thirty-six months at most"),
    ("Query.reportKinds", "the reports there are"),
    ("Query.trailKinds", "the kinds there are"),
    ("Provider.checks", "one a step"),
    ("SignInSettings.domains", "twenty at most"),
    (
        "SignInSettings.providers",
        "ten of its own, and the shared ones",
    ),
    ("SignInSettings.rules", "twenty a provider"),
    ("Token.areas", "those there are"),
    ("TrailKindInfo.acts", "those of its kind"),
    ("ReportKind.columns", "those of its report"),
    ("RegisterEntry.departures", "one a programme it names"),
    ("Award.departures", "one a programme it names"),
    ("CombinedEligibility.options", "the edition's levels"),
    ("CombinedEligibility.programmes", "five hundred at most"),
    ("CombinedEligibility.scope", "a few, and one a programme"),
    ("CombinedOption.inTheWay", "one a programme"),
    ("CombinedOption.reasons", "a few a programme"),
    ("DeliveryFramework.programmes", "a university's programmes"),
    ("RunToFrameworkPayload.programmes", "five hundred at most"),
    ("ApplicationCounts.clocks", "the ways a clock stands"),
    ("ApplicationCounts.kinds", "what applications are for"),
    ("ApplicationCounts.levels", "the editions' levels"),
    ("ApplicationCounts.states", "the states"),
    ("ApplicationCounts.waitingOn", "the parties"),
];

#[test]
fn the_kept_schema_is_the_codes() {
    let kept = include_str!("../../schema/schema.graphql");
    assert!(
        kept == schema::sdl(),
        "schema/schema.graphql is not what the code gives: run `make schema`"
    );
}

#[tokio::test]
async fn everything_is_documented() {
    let types = Types::read().await;
    let mut bare = Vec::new();
    let mut look = |what: String, of: &Value| {
        if of["description"]
            .as_str()
            .unwrap_or_default()
            .trim()
            .is_empty()
        {
            bare.push(what);
        }
    };
    for of in types.all() {
        let built_in = matches!(name(of), "Int" | "Float" | "String" | "Boolean" | "ID");
        if !built_in {
            look(name(of).to_owned(), of);
        }
        for field in list(of, "fields") {
            let place = format!("{}.{}", name(of), name(field));
            look(place.clone(), field);
            // A mutation's input is documented as the type that it is.
            let args = list(field, "args").iter();
            for arg in args.filter(|arg| name(of) != "Mutation" || name(arg) != "input") {
                look(format!("{place}({})", name(arg)), arg);
            }
        }
        for field in list(of, "inputFields").iter().chain(list(of, "enumValues")) {
            look(format!("{}.{}", name(of), name(field)), field);
        }
    }
    assert_eq!(bare, [""; 0], "without a word of documentation");
}

#[tokio::test]
async fn every_list_ends() {
    let types = Types::read().await;
    let mut unbounded = Vec::new();
    let mut used = Vec::new();
    for of in types.all() {
        for field in list(of, "fields") {
            let (type_name, field_name) = (name(of), name(field));
            let (_, inner) = named(&field["type"]);
            let place = format!("{type_name}.{field_name}");
            if inner.ends_with("Connection") {
                let args: Vec<&str> = list(field, "args").iter().map(name).collect();
                assert!(
                    args.contains(&"first") && args.contains(&"after"),
                    "{place} is not paged"
                );
            } else if is_list(&field["type"]) && !type_name.ends_with("Connection") {
                match LISTS.iter().find(|(known, _)| *known == place) {
                    Some((known, _)) => used.push(*known),
                    None => unbounded.push(place),
                }
            }
        }
    }
    assert_eq!(
        unbounded, [""; 0],
        "make it a connection, or say in tests/it/schema.rs what bounds it"
    );
    let gone: Vec<&str> = LISTS
        .iter()
        .map(|(known, _)| *known)
        .filter(|known| !used.contains(known))
        .collect();
    assert_eq!(gone, [""; 0], "no such list any more");
}
