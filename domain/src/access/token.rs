//! How far a machine's token reaches at most: areas of the API, to read or to write as well. What its maker may not do, it
//! may not either.

use super::{Act, Role, reads_trail};
use crate::code::code_enum;

code_enum! {
    /// A part of the API, by its nouns.
    pub enum Area {
        /// Programmes and delivery frameworks.
        Programmes = "PROGRAMMES",
        /// Applications with their ratings, requests and decisions; awards.
        Applications = "APPLICATIONS",
        /// Evidence, and reading its files.
        Evidence = "EVIDENCE",
        /// Orders, quotes, invoices, payments.
        Money = "MONEY",
        /// What operators run the scheme by: universities' records, assessors, assigning, the overview.
        Scheme = "SCHEME",
        /// The audit trail.
        Audit = "AUDIT",
    }
}

impl Area {
    /// Whether somebody of this role may make a token for it.
    pub const fn is_open_to(self, role: Role) -> bool {
        match self {
            Self::Scheme => role.is_operator(),
            _ => reads_trail(role),
        }
    }
}

/// What a token needs for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Nothing but to be in force: it is everybody's.
    Nothing,
    /// To read an area.
    Read(Area),
    /// To write an area.
    Write(Area),
    /// No token does it: a person has to sign in.
    Person,
    /// No token does it either; it is how a university's people sign in, and there may be nowhere to sign in yet (U6).
    SignIn,
}

/// How far somebody reaches who did not sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// A machine, by its token.
    Token {
        /// The areas.
        areas: Vec<Area>,
        /// Whether it may write in them.
        writes: bool,
    },
    /// A first manager, by their invitation: they set up how their university signs in (U6).
    SettingUp,
}

impl Reach {
    /// Why something is too far for it, in a sentence; none where it is not.
    pub fn refuses(&self, need: Need) -> Option<String> {
        let (areas, may_write) = match self {
            Self::Token { areas, writes } => (areas, *writes),
            Self::SettingUp if matches!(need, Need::Nothing | Need::SignIn) => return None,
            Self::SettingUp => {
                return Some(
                    "Set up how your university signs in, and sign in for this.".to_owned(),
                );
            }
        };
        let (area, writes) = match need {
            Need::Nothing => return None,
            Need::Person | Need::SignIn => {
                return Some("No token may do this: sign in for it.".to_owned());
            }
            Need::Read(area) => (area, false),
            Need::Write(area) => (area, true),
        };
        let reaches = areas.contains(&area) && (may_write || !writes);
        let how = if writes { "READ and WRITE" } else { "READ" };
        (!reaches).then(|| format!("This needs a token that may {how} {area}."))
    }
}

/// What a token needs for an act. Judging, acts on people, on tokens and on many, exports, imports, and what a person keeps for
/// themselves are people's.
#[rustfmt::skip]
pub const fn need(act: Act) -> Need {
    use Act::*;
    match act {
        AddProgramme | UpdateProgramme | AddFramework | UpdateFramework | RunToFramework => Need::Write(Area::Programmes),
        StartApplication | SetApplicationLanguage | StartApplications | StartCombinedApplication | ChangeCombinedApplication
        | SubmitApplications | CopyAnswers | RateCriterion | RateException | RemoveException | SubmitApplication
        | WithdrawApplication | HoldApplication | ResumeApplication | SendReminder | AnswerEvidenceRequest => Need::Write(Area::Applications),
        DeclareFile | SignUpload | FinishUpload | AddLink | TieEvidence | RemoveEvidence => Need::Write(Area::Evidence),
        OpenEvidence => Need::Read(Area::Evidence),
        RecordPayment | TakeBackPayment | CreditInvoice | InvoiceAgain | StartBeforePayment | IssueQuote | KeepQuote | AcceptQuote
        | WithdrawQuote => Need::Write(Area::Money),
        AddUniversity | UpdateUniversity | NoteUniversity | RemoveUniversityNote | AssignAssessor | ApplyAssignmentPlan | MoveCases
        | UndoAssignmentPlan => Need::Write(Area::Scheme),
        SaveProvider | TryProvider | OpenProvider | CloseProvider | AddDomain | CheckDomain | RemoveDomain
        | AddClaimRule | RemoveClaimRule => Need::SignIn,
        _ => Need::Person,
    }
}
