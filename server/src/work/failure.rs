//! Why a job did not work.

use crate::files;
use crate::mail;

/// Why a job did not work.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It may work later.
    #[error("{0}")]
    Passing(String),
    /// It never will.
    #[error("{0}")]
    Final(String),
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        Self::Passing(with_causes(&error))
    }
}

impl From<files::Error> for Failure {
    fn from(error: files::Error) -> Self {
        Self::Passing(with_causes(&error))
    }
}

impl From<mail::Error> for Failure {
    fn from(error: mail::Error) -> Self {
        let text = with_causes(&error);
        if error.is_final() {
            Self::Final(text)
        } else {
            Self::Passing(text)
        }
    }
}

impl From<schema::Error> for Failure {
    fn from(error: schema::Error) -> Self {
        let text = with_causes(&error);
        match error {
            // What the rules refuse now they refuse again.
            schema::Error::Refused(_) | schema::Error::Input(_) => Self::Final(text),
            _ => Self::Passing(text),
        }
    }
}

pub(super) fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
