//! One reason why not, as clients see it outside of an error.

use async_graphql::SimpleObject;

/// One reason why not, naming its rule.
#[derive(Debug, Clone, SimpleObject)]
pub struct Reason {
    /// The rule's number, such as G2.
    pub(crate) rule: String,
    /// A sentence that says what to change.
    pub(crate) message: String,
    /// The input field, or the criterion's reference, that it is about.
    pub(crate) field: Option<String>,
}

impl From<domain::Reason> for Reason {
    fn from(reason: domain::Reason) -> Self {
        Self {
            rule: reason.rule.to_owned(),
            message: reason.message,
            field: reason.field,
        }
    }
}
