//! Looking more closely at some of the programmes of one application (P4, J7).

use serde::{Deserialize, Serialize};

use crate::code::code_enum;
use crate::input::is_blank;
use crate::lifecycle::ApplicationScope;
use crate::refusal::{Reason, Reasons, facts};
use crate::standard::Rating;
use crate::words;

code_enum! {
    /// What an assessor found at a programme that they looked at more closely.
    pub enum Finding {
        /// It is run as the application says.
        Confirmed = "CONFIRMED",
        /// It is not, in what the note says.
        NotConfirmed = "NOT_CONFIRMED",
    }
}

/// A programme that the assessor looked at more closely, as the record keeps it (J7).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SampledProgramme {
    /// Its id, as shown outside.
    pub programme: String,
    /// Its name when it was looked at.
    pub name: String,
    /// Why this one.
    pub why: String,
    /// What was found; none while it is still looked at.
    pub finding: Option<Finding>,
    /// What was seen there.
    pub note: String,
}

/// What is missing in the sample before an application over several programmes is decided; empty where nothing is.
///
/// One programme at least was looked at more closely, and something was found at each that was chosen. How many, and which, is
/// the assessor's to say; the record keeps both (J7). A single application has no sample.
pub fn unverified(
    scope: ApplicationScope,
    programmes: usize,
    sampled: &[SampledProgramme],
) -> Vec<Reason> {
    let mut reasons = Reasons::new();
    if scope == ApplicationScope::Single {
        return reasons.into_vec();
    }
    reasons.require(!sampled.is_empty(), || {
        let many = words::plural(programmes, "programme", "programmes");
        let message = format!(
            "It covers {many}: choose one at least to look at more closely, and say why that one."
        );
        Reason::new("J7", message).about("sample")
    });
    for one in sampled {
        reasons.require(one.finding.is_some() && !is_blank(&one.note), || {
            let message = format!(
                "{}: say what you found there, or take it out of the sample.",
                one.name
            );
            Reason::new("J7", message)
                .about("sample")
                .with(facts! { "programme": &one.programme, "name": &one.name })
        });
    }
    reasons.into_vec()
}

/// How well several programmes meet a criterion together: as well as the one that meets it least (J1).
pub fn of_all(shared: Rating, exceptions: impl IntoIterator<Item = Rating>) -> Rating {
    let least = |rating: &Rating| match rating {
        Rating::NotMet => 0,
        Rating::PartlyMet => 1,
        Rating::Met => 2,
    };
    exceptions
        .into_iter()
        .chain([shared])
        .min_by_key(least)
        .unwrap_or(shared)
}
