//! Who belongs to a university, and who may leave it.

use crate::refusal::{Reason, Reasons, Refusal};

/// The most who are named to follow.
pub const MOST_SUCCESSORS: usize = 10;

/// A contributor works on what covers a programme they are named on, and reads all else (U9).
///
/// # Errors
/// They are named on none of it.
pub fn may_contribute(named: bool) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    reasons.require(named, || {
        let message = "You are not named on this programme: ask a mentoring manager, who says under People which ones you work on.";
        Reason::new("U9", message)
    });
    reasons.or(())
}

/// Somebody who may follow the last mentoring manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follower<T> {
    /// Who.
    pub who: T,
    /// Whether they have signed in for the university.
    pub signed_in: bool,
}

/// Who follows: the first in the order who has signed in and is not the one who goes (U10). An invitation that nobody took up is no
/// manager.
pub fn the_next<T: Copy + PartialEq>(order: &[Follower<T>], goes: T) -> Option<T> {
    let ready = |next: &&Follower<T>| next.signed_in && next.who != goes;
    order.iter().find(ready).map(|next| next.who)
}

/// Somebody who is to be something at a university no longer.
#[derive(Debug, Clone, Copy)]
pub struct Leaving<'a> {
    /// What they are called.
    pub name: &'a str,
    /// Whether they are a manager who has signed in.
    pub manages: bool,
    /// How many other managers have signed in.
    pub others: usize,
    /// Whether those who run the scheme do it.
    pub by_the_scheme: bool,
}

/// A university's managers leave it one who has signed in: records belong to the university, so somebody has to have them (U1).
///
/// # Errors
/// They are the last one.
pub fn may_leave(leaving: &Leaving<'_>) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    let last = leaving.manages && leaving.others == 0 && !leaving.by_the_scheme;
    reasons.require(!last, || {
        let message = format!(
            "{} is the last mentoring manager who has signed in. Invite another, and wait until they have.",
            leaving.name
        );
        Reason::new("U1", message)
    });
    reasons.or(())
}

/// Whether a text can be an e-mail address: one @, a name before it, and a domain with a dot after it; nothing that breaks a line or a
/// header.
pub fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let plain = |c: char| c.is_ascii_graphic() && !"<>()[],;:\\\"".contains(c);
    !name.is_empty()
        && !name.contains('@')
        && name.chars().all(plain)
        && domain.contains('.')
        && domain.split('.').all(|part| !part.is_empty())
        && domain
            .chars()
            .all(|c| c.is_alphanumeric() || c == '.' || c == '-')
}
