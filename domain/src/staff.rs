//! Who works for the scheme: who says so, and who may leave it (U8).

use crate::access::Role;
use crate::refusal::{Reason, Reasons, Refusal};
use crate::words;

/// The most people of the scheme that are listed.
pub const MOST: i64 = 500;

/// Administrators say who runs the scheme; operators say who judges for it.
///
/// # Errors
/// Somebody else has to.
pub fn may_employ(by: Role, role: Role) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    reasons.require(role.is_assessor() || by == Role::Administrator, || {
        Reason::new(
            "U8",
            "Administrators say who runs the scheme: ask one of them.",
        )
    });
    reasons.or(())
}

/// Somebody who is to work for the scheme as something no longer.
#[derive(Debug, Clone, Copy)]
pub struct Leaving<'a> {
    /// What they are called.
    pub name: &'a str,
    /// As what.
    pub role: Role,
    /// How many other administrators have signed in.
    pub administrators: usize,
    /// Whether they judge in another role still.
    pub judges_still: bool,
    /// Cases in hand, to be marked first or second.
    pub open_cases: usize,
}

/// The scheme keeps an administrator who has signed in, and no case is left without whoever judges it.
///
/// # Errors
/// Every reason at once.
pub fn may_leave(who: &Leaving<'_>) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    let last = who.role == Role::Administrator && who.administrators == 0;
    reasons.require(!last, || {
        let message = format!(
            "{} is the last administrator who has signed in. Invite another, and wait until they have.",
            who.name
        );
        Reason::new("U8", message)
    });
    let judges = who.role.is_assessor() && !who.judges_still;
    reasons.require(!judges || who.open_cases == 0, || {
        let many = words::plural(who.open_cases, "case", "cases");
        let message = format!(
            "{} has {many} in hand: give them to somebody else first.",
            who.name
        );
        Reason::new("U8", message)
    });
    reasons.or(())
}
