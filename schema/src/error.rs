//! Errors, once: whatever goes wrong below becomes one of these, and one `match` gives its code.

use std::sync::Arc;

use async_graphql::{ErrorExtensionValues, Value};
use domain::{InvalidInput, Reason, Refusal};
use serde_json::json;

use crate::storage::SigningFailed;

/// Why an operation has no answer.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in, and somebody has to be.
    #[error("Sign in first.")]
    Unauthenticated,
    /// It needs somebody who proved lately who they are (U2).
    #[error(
        "Sign in again to go on: this needs somebody who signed in within the last five minutes."
    )]
    StepUp,
    /// You may see it and may not do this with it.
    #[error("{0}")]
    Forbidden(String),
    /// It does not exist, or not for you (T2).
    #[error("There is no such {0}.")]
    NotFound(&'static str),
    /// What was sent cannot be taken; every field at fault is named.
    #[error("Some of what was sent cannot be taken: {0}")]
    Input(#[from] InvalidInput),
    /// The rules say no; every reason is given.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// Somebody else was first; carries what stands now.
    #[error("{message}")]
    Conflict {
        message: String,
        current: serde_json::Value,
    },
    /// A part that is needed does not answer; the same request may pass later.
    #[error("The service is busy. Try again in a moment.")]
    Unavailable(#[source] Arc<dyn std::error::Error + Send + Sync>),
    /// Our fault. The cause is for the log only.
    #[error("Something went wrong on our side. Nothing was changed.")]
    Internal(#[source] Arc<dyn std::error::Error + Send + Sync>),
}

/// What resolvers answer with.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// The code that clients switch on.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::StepUp => "STEP_UP",
            Self::Forbidden(_) => "FORBIDDEN",
            Self::NotFound(_) => "NOT_FOUND",
            Self::Input(_) => "BAD_USER_INPUT",
            Self::Refused(_) => "REFUSED",
            Self::Conflict { .. } => "CONFLICT",
            Self::Unavailable(_) => "UNAVAILABLE",
            Self::Internal(_) => "INTERNAL",
        }
    }

    pub(crate) fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(Arc::from(cause.into()))
    }

    /// One field that cannot be taken as it is.
    pub(crate) fn input(field: &str, message: impl Into<String>) -> Self {
        Self::Input(InvalidInput::one(field, message))
    }

    /// One reason why not.
    pub(crate) fn refused(rule: &'static str, message: impl Into<String>) -> Self {
        Self::Refused(Refusal::one(Reason::new(rule, message)))
    }

    /// What clients get beside the message.
    fn extend(&self, extensions: &mut ErrorExtensionValues) {
        extensions.set("code", self.code());
        let (key, value) = match self {
            Self::Input(input) => ("fields", json!(input.fields())),
            Self::Refused(refusal) => ("reasons", json!(refusal.reasons())),
            Self::Conflict { current, .. } => ("current", current.clone()),
            _ => return,
        };
        if let Ok(value) = Value::from_json(value) {
            extensions.set(key, value);
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Unavailable(cause) => Self::Unavailable(cause),
            store::Error::Conflict(_) => Self::Conflict {
                message: "Somebody else has just done this. Reload and look again.".to_owned(),
                current: serde_json::Value::Null,
            },
            store::Error::Unreadable(_) => Self::input(
                "input",
                "Something in it cannot be read: use cursors as their own list gave them, and no control characters.",
            ),
            error => Self::internal(error),
        }
    }
}

impl From<domain::UnknownCode> for Error {
    /// Codes of the database's own rows: one that does not read is our fault.
    fn from(error: domain::UnknownCode) -> Self {
        Self::internal(error)
    }
}

impl From<SigningFailed> for Error {
    fn from(error: SigningFailed) -> Self {
        Self::internal(error)
    }
}

impl From<Error> for async_graphql::Error {
    fn from(error: Error) -> Self {
        let mut extensions = ErrorExtensionValues::default();
        error.extend(&mut extensions);
        Self {
            message: error.to_string(),
            source: Some(Arc::new(error)),
            extensions: Some(extensions),
        }
    }
}

/// The error of this crate behind a response's error, for the log; framework errors have none.
pub fn cause(error: &async_graphql::ServerError) -> Option<&Error> {
    error.source::<Error>()
}
