//! A university's own identity provider: what may be entered of one, and the steps of trying it (T5).

use crate::code::code_enum;
use crate::refusal::{Reason, Reasons, Refusal};

/// The most that a university has of its own.
pub const MOST: usize = 10;

code_enum! {
    /// A step of trying a provider, in order.
    pub enum Step {
        /// Its description can be read.
        Discovery = "DISCOVERY",
        /// It is who it was entered as.
        Issuer = "ISSUER",
        /// Its addresses can be talked to.
        Endpoints = "ENDPOINTS",
        /// It offers the flow that is used.
        Flow = "FLOW",
        /// It signs in a way that is believed.
        Signing = "SIGNING",
        /// Its keys can be read.
        Keys = "KEYS",
        /// It knows the client and its secret.
        Client = "CLIENT",
    }
}

code_enum! {
    /// Whether people sign in by a provider.
    pub enum ProviderState {
        /// It was entered, and was never in use.
        Draft = "DRAFT",
        /// It is in use.
        Open = "OPEN",
        /// It was in use.
        Closed = "CLOSED",
    }
}

/// Why a text is no issuer; none where it is one: an https address without a query or a fragment (OpenID Connect Core 1.0, section 2).
/// Where the server is on a machine for trying things, `http` is one, too.
pub fn not_an_issuer(text: &str, trying: bool) -> Option<&'static str> {
    let rest = match text.split_once("://") {
        Some(("https", rest)) => rest,
        Some(("http", rest)) if trying => rest,
        _ => return Some("Write the issuer's address, beginning with https://."),
    };
    let host = rest.split('/').next().unwrap_or_default();
    if host.is_empty() || text.chars().any(|c| !c.is_ascii_graphic()) {
        return Some("Write the issuer's whole address, without spaces.");
    }
    if host.contains('@') || text.contains(['?', '#', '\\']) {
        return Some("An issuer's address has no name, question mark or # in it.");
    }
    None
}

/// What stands of a provider that somebody wants to take in use.
#[derive(Debug, Clone, Copy)]
pub struct Entered {
    /// The version that it has.
    pub version: i32,
    /// The version that was tried last, and whether every step passed.
    pub checked: Option<(i32, bool)>,
}

/// A provider is taken in use once it passed every step as it is entered now: nobody is locked out by a slip of the pen (U3).
///
/// # Errors
/// It was not tried, was changed since, or did not pass.
pub fn may_open(of: Entered) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    match of.checked {
        Some((version, true)) if version == of.version => {}
        Some((version, false)) if version == of.version => {
            let message = "A step did not pass. Correct what it says, and save.";
            reasons.add(Reason::new("U3", message));
        }
        _ => reasons.add(Reason::new(
            "U3",
            "It was not tried as it is entered now. Try it first.",
        )),
    }
    reasons.or(())
}

/// A university keeps a way to sign in, but for those who run the scheme (U3).
///
/// # Errors
/// It is the last one.
pub fn may_close(has_another: bool, by_the_scheme: bool) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    reasons.require(has_another || by_the_scheme, || {
        Reason::new(
            "U3",
            "Nobody could sign in any more: this is the last way. Open another first, or ask the scheme's operators.",
        )
    });
    reasons.or(())
}

/// A university leaves the shared sign-in once one who manages it has signed in by its own: nobody is locked out (U3).
///
/// # Errors
/// Nobody has.
pub fn may_leave_shared(is_led_by_own: bool) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    reasons.require(is_led_by_own, || {
        Reason::new(
            "U3",
            "No mentoring manager has signed in by a provider of the university's own yet. Sign in by it once, then close this way.",
        )
    });
    reasons.or(())
}
