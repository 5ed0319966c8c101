//! Which acts need somebody who proved lately who they are: a session that was left open, or taken, does not do them (U2).

use chrono::{DateTime, TimeDelta, Utc};

use super::Act;

/// How long signing in counts for them.
pub const FRESH_FOR: TimeDelta = TimeDelta::minutes(5);

/// Whether an act needs it: what lets somebody or a machine in, what takes records away in one go, and what erases. All of them are people's ([`super::need`]): a
/// machine cannot sign in again.
pub const fn wants_proof(act: Act) -> bool {
    use Act::*;
    matches!(
        act,
        MakeToken
            | MakeExport
            | RunReport
            | OpenExport
            | ExportUniversity
            | ExportInvoices
            | SaveProvider
            | OpenProvider
            | CloseProvider
            | ShareSignIn
            | VerifyDomain
            | ExportPerson
            | ExportOwnData
            | ErasePerson
            | AddClaimRule
            | RemoveClaimRule
    )
}

/// Whether signing in at that moment counts still; one that is not known does not.
pub fn is_fresh(authenticated_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    authenticated_at.is_some_and(|at| now - at <= FRESH_FOR)
}
