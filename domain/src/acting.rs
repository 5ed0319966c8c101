//! An operator acts for a university: as what, why, for how long, and what they leave to its own people meanwhile (U11).

use chrono::TimeDelta;

use crate::access::{Act, Role, wants_proof};
use crate::input::{Fields, InvalidInput};
use crate::refusal::{Reason, Reasons, Refusal};

/// For how many minutes somebody may act at a time.
pub const MINUTES: [i64; 3] = [15, 30, 60];

/// What the trail says of where a line comes from that was written meanwhile.
const FOR_THE_SCHEME: &str = "for the scheme";

/// What somebody wants to act as, as they write it.
#[derive(Debug, Clone, Copy)]
pub struct ActForInput<'a> {
    /// As what.
    pub role: &'a str,
    /// For how many minutes.
    pub minutes: &'a str,
    /// What for; the university reads it.
    pub reason: &'a str,
}

/// What somebody wants to act as, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValidActFor {
    /// Mentoring manager or viewer.
    pub role: Role,
    /// For how long.
    pub lasts: TimeDelta,
    /// What for, in 10 to 300 characters.
    pub reason: String,
}

impl ActForInput<'_> {
    /// The same, if it is a role, a time and a reason.
    ///
    /// # Errors
    /// Every field at fault.
    pub fn validate(&self) -> Result<ValidActFor, InvalidInput> {
        let mut fields = Fields::new();
        let role = match self.role.parse() {
            Ok(role @ (Role::Manager | Role::Viewer)) => role,
            _ => {
                fields.problem("role", "Choose mentoring manager or viewer.");
                Role::Viewer
            }
        };
        let minutes = self.minutes.parse().unwrap_or_default();
        if !MINUTES.contains(&minutes) {
            fields.problem("minutes", "Choose 15, 30 or 60 minutes.");
        }
        let reason = fields.line("reason", self.reason, 10..=300);
        fields.or(ValidActFor {
            role,
            lasts: TimeDelta::minutes(minutes),
            reason,
        })
    }
}

/// Somebody who wants to act for a university.
#[derive(Debug, Clone, Copy)]
pub struct Beginning {
    /// As what they are signed in.
    pub role: Role,
    /// Whether that is for a university that is not theirs already.
    pub acts: bool,
    /// Whether the university takes part.
    pub open: bool,
}

/// Those who run the scheme act for one university at a time, and for none that is closed.
///
/// # Errors
/// Every reason at once (U11).
pub fn may_begin(who: Beginning) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    reasons.require(who.role.is_operator(), || {
        Reason::new("U11", "Only those who run the scheme act for a university.")
    });
    reasons.require(!who.acts, || {
        let message = "You act for a university already: stop that first.";
        Reason::new("U11", message)
    });
    reasons.require(who.open, || {
        let message = "Nobody acts for a university that is closed: open it again first.";
        Reason::new("U11", message)
    });
    reasons.or(())
}

/// What wants proof of who somebody is, they do as themselves, or the university's own people do.
///
/// # Errors
/// The act is of that kind (U11).
pub fn may_do(act: Act) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    reasons.require(!wants_proof(act), || {
        let message = "Nobody does this while they act for a university: stop acting for it and do it as yourself, or ask its mentoring manager.";
        Reason::new("U11", message)
    });
    reasons.or(())
}

/// From where somebody acts, as the trail is told: their address, and that it is for the scheme.
pub fn origin(address: Option<&str>) -> String {
    match address {
        Some(address) => format!("{address}, {FOR_THE_SCHEME}"),
        None => FOR_THE_SCHEME.to_owned(),
    }
}

/// Whether a line of the trail was written by somebody who acted so.
pub fn is_for_the_scheme(origin: Option<&str>) -> bool {
    origin.is_some_and(|origin| origin.ends_with(FOR_THE_SCHEME))
}
