//! Refusals: every reason why something may not be done now, each with its rule's number.

mod facts;

use serde::Serialize;

pub(crate) use facts::facts;
pub use facts::{Fact, Facts};

/// One reason why not.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// The rule's number, such as `G2`.
    pub rule: &'static str,
    /// A sentence that says what stands in the way and what to change.
    pub message: String,
    /// The input field, or the criterion's reference, that it is about.
    pub field: Option<String>,
    /// The same as data: dates, counts, names.
    pub facts: Facts,
}

impl Reason {
    /// A reason by its rule's number, in a sentence.
    pub fn new(rule: &'static str, message: impl Into<String>) -> Self {
        Self {
            rule,
            message: message.into(),
            field: None,
            facts: Facts::default(),
        }
    }

    /// The same reason, naming the field or criterion it is about.
    pub fn about(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// The same reason with its facts as data.
    pub fn with(mut self, facts: Facts) -> Self {
        self.facts = facts;
        self
    }
}

/// Why something may not be done now; never without a reason.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Refusal {
    reasons: Vec<Reason>,
}

impl Refusal {
    /// A refusal for one reason.
    pub fn one(reason: Reason) -> Self {
        Self {
            reasons: vec![reason],
        }
    }

    /// Every reason, in the order they were found; never empty.
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// The reasons themselves.
    pub fn into_reasons(self) -> Vec<Reason> {
        self.reasons
    }

    /// Whether some reason is by this rule.
    pub fn names(&self, rule: &str) -> bool {
        self.reasons.iter().any(|reason| reason.rule == rule)
    }
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self::one(reason)
    }
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (i, reason) in self.reasons.iter().enumerate() {
            let gap = if i > 0 { " " } else { "" };
            write!(f, "{gap}{}: {}", reason.rule, reason.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Refusal {}

/// Gathers reasons, so that a refusal gives all of them and not the first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reasons(Vec<Reason>);

impl Reasons {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn add(&mut self, reason: Reason) {
        self.0.push(reason);
    }

    /// Adds one unless the condition holds.
    pub fn require(&mut self, condition: bool, otherwise: impl FnOnce() -> Reason) {
        if !condition {
            self.0.push(otherwise());
        }
    }

    /// Adds many, none that is there already.
    pub fn extend(&mut self, reasons: impl IntoIterator<Item = Reason>) {
        for reason in reasons {
            if !self.0.contains(&reason) {
                self.0.push(reason);
            }
        }
    }

    /// The reasons gathered.
    pub fn into_vec(self) -> Vec<Reason> {
        self.0
    }

    /// The value if no reason was gathered.
    ///
    /// # Errors
    /// A refusal with every reason gathered.
    pub fn or<T>(self, value: T) -> Result<T, Refusal> {
        if self.0.is_empty() {
            Ok(value)
        } else {
            Err(Refusal { reasons: self.0 })
        }
    }
}

impl From<Vec<Reason>> for Reasons {
    fn from(reasons: Vec<Reason>) -> Self {
        Self(reasons)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_kept_in_order() {
        let mut reasons = Reasons::new();
        reasons.require(true, || unreachable!());
        reasons.require(false, || Reason::new("G1", "First.").about("level"));
        reasons.add(Reason::new("P2", "Second."));
        reasons.extend([Reason::new("P2", "Second.")]);
        let refusal = reasons.or(()).unwrap_err();
        assert_eq!(refusal.to_string(), "G1: First. P2: Second.");
        assert!(refusal.names("P2") && !refusal.names("J1"));
        assert_eq!(refusal.reasons()[0].field.as_deref(), Some("level"));
    }

    #[test]
    fn no_reason_is_no_refusal() {
        assert_eq!(Reasons::new().or(7), Ok(7));
    }
}
