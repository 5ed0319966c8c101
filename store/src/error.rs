use std::sync::Arc;

/// What can go wrong between a question and its rows.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// A unique key, an exclusion or a foreign key said no: somebody was first, or the row it hangs on is not there.
    #[error("conflicts with what is stored ({0})")]
    Conflict(String),
    /// A check said no: the value is outside what the table holds.
    #[error("refused by the database ({0})")]
    Invalid(String),
    /// A value from outside that the database cannot read as what it is asked to be: a character that no text holds, or a
    /// cursor of another list.
    #[error("the database cannot read what was sent ({0})")]
    Unreadable(String),
    /// No connection in time, a lock or statement time limit, or a deadlock: the same request may pass later.
    #[error("the database is not available")]
    Unavailable(#[source] Arc<dyn std::error::Error + Send + Sync>),
    /// Anything else; the cause is for the log only.
    #[error("the database failed")]
    Internal(#[source] Arc<dyn std::error::Error + Send + Sync>),
}

/// What the functions of this crate answer with.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    pub(crate) fn internal(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(Arc::from(cause.into()))
    }

    pub(crate) fn unavailable(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Unavailable(Arc::from(cause.into()))
    }
}

impl From<diesel::result::Error> for Error {
    fn from(error: diesel::result::Error) -> Self {
        use diesel::result::{DatabaseErrorKind as Kind, Error as E};
        match &error {
            E::DatabaseError(
                Kind::UniqueViolation | Kind::ForeignKeyViolation | Kind::ExclusionViolation,
                info,
            ) => Self::Conflict(info.constraint_name().unwrap_or("key").to_owned()),
            E::DatabaseError(Kind::CheckViolation | Kind::NotNullViolation, info) => {
                Self::Invalid(info.constraint_name().unwrap_or("check").to_owned())
            }
            E::DatabaseError(Kind::RestrictViolation, info) => {
                Self::Invalid(info.message().to_owned())
            }
            E::DatabaseError(Kind::SerializationFailure | Kind::ClosedConnection, _) => {
                Self::unavailable(error)
            }
            E::DatabaseError(_, info) if is_passing(info.message()) => Self::unavailable(error),
            E::DatabaseError(_, info) if is_unreadable(info.message()) => {
                Self::Unreadable(info.message().to_owned())
            }
            _ => Self::internal(error),
        }
    }
}

/// Time limits and deadlocks have no kind of their own in diesel; PostgreSQL's words for them are fixed.
fn is_passing(message: &str) -> bool {
    [
        "canceling statement due to",
        "deadlock detected",
        "terminating connection",
        "connection closed",
    ]
    .iter()
    .any(|words| message.contains(words))
}

/// Nor have values that are none; we write none ourselves, so they came from outside.
fn is_unreadable(message: &str) -> bool {
    [
        "invalid byte sequence for encoding",
        "invalid input syntax for type",
        "date/time field value out of range",
        "timestamp out of range",
        "date out of range",
    ]
    .iter()
    .any(|words| message.starts_with(words))
}
