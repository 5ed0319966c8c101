//! Every error has a code: those of the schema bring theirs, those of the framework get one here.

use std::error::Error;

use async_graphql::{ErrorExtensionValues, ServerError, Value};
use axum::http::StatusCode;
use schema::limits::Limits;

use crate::http::door::RequestId;

/// Words of async-graphql for a document that is too much.
const TOO_COMPLEX: [&str; 4] = [
    "Query is too complex",
    "Query is nested too deep",
    "The recursion depth of the query",
    "The number of directives",
];

/// Why an operation was not run.
#[derive(Debug)]
pub struct Failure {
    pub(super) status: StatusCode,
    pub(super) malformed: bool,
    pub(super) error: Box<ServerError>,
}

impl Failure {
    fn new(status: StatusCode, malformed: bool, code: &str, words: &str) -> Self {
        let mut error = ServerError::new(words, None);
        extensions(&mut error).set("code", code);
        Self {
            status,
            malformed,
            error: Box::new(error),
        }
    }

    /// The request itself cannot be read.
    pub fn request(status: StatusCode, words: &str) -> Self {
        Self::new(status, true, "BAD_USER_INPUT", words)
    }

    /// It can be read and asks for what is not to be had this way.
    pub fn input(words: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, false, "BAD_USER_INPUT", words)
    }

    /// It does not come from where it has to.
    pub fn forbidden(words: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, true, "FORBIDDEN", words)
    }

    /// It comes with a token that opens nothing: whichever way, in the same words.
    pub fn wrong_token() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            true,
            "UNAUTHENTICATED",
            "This token opens nothing: it is unknown, expired, revoked or not written as a token is.",
        )
    }

    /// It asks for too much.
    pub fn too_complex(words: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, false, "TOO_COMPLEX", words)
    }

    /// Refused by the guard before validation.
    pub fn from_server_error(error: ServerError) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            malformed: false,
            error: Box::new(error),
        }
    }

    /// The store failed outside of a resolver.
    pub fn from_store(error: store::Error, id: &RequestId) -> Self {
        match error {
            store::Error::Unavailable(cause) => {
                tracing::warn!(error.cause = %cause, "the database is not available");
                Self::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    true,
                    "UNAVAILABLE",
                    "The service is busy. Try again in a moment.",
                )
            }
            store::Error::Conflict(what) => {
                tracing::info!(error.cause = what, "a conflict at commit");
                Self::new(
                    StatusCode::OK,
                    false,
                    "CONFLICT",
                    "Somebody else was first. Reload and look again.",
                )
            }
            error => Self::internal(&error, id),
        }
    }

    /// Its code.
    pub(super) fn code(&self) -> Option<String> {
        code(&self.error)
    }

    /// As a GraphQL error alone.
    pub fn into_error(self) -> ServerError {
        *self.error
    }

    /// Our fault: the cause goes to the log, the request's id to the client.
    pub fn internal(cause: &dyn Error, RequestId(id): &RequestId) -> Self {
        log_cause(cause);
        let mut failure = Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            true,
            "INTERNAL",
            INTERNAL,
        );
        extensions(&mut failure.error).set("requestId", &**id);
        failure
    }
}

const INTERNAL: &str = "Something went wrong on our side. Nothing was changed. Try again, and if it stays so, tell us the request id.";

/// Makes a response's errors fit to send: a code each, no inside words, not too many and not too long.
pub fn finish(errors: &mut Vec<ServerError>, limits: &Limits, RequestId(id): &RequestId) {
    for error in errors.iter_mut() {
        let own = code(error);
        let code = own.clone().unwrap_or_else(|| framework_code(error));
        if code == "INTERNAL" {
            match schema::cause(error) {
                Some(cause) => log_cause(cause),
                None => tracing::error!(error.cause = error.message, "an internal error"),
            }
            INTERNAL.clone_into(&mut error.message);
            let mut only = ErrorExtensionValues::default();
            only.set("code", "INTERNAL");
            only.set("requestId", &**id);
            error.extensions = Some(only);
        } else if own.is_none() {
            extensions(error).set("code", code);
        } else if code == "UNAVAILABLE"
            && let Some(cause) = schema::cause(error)
        {
            log_cause(cause);
        }
        if let Some((end, _)) = error.message.char_indices().nth(limits.message_chars) {
            error.message.truncate(end);
            error.message.push('…');
        }
        error.locations.truncate(10);
    }
    errors.truncate(limits.errors);
}

/// The code an error has.
pub(super) fn code(error: &ServerError) -> Option<String> {
    match error.extensions.as_ref()?.get("code")? {
        Value::String(code) => Some(code.clone()),
        _ => None,
    }
}

/// Errors that async-graphql makes itself have no code: they are about the request, but for a resolver that lacks its data.
fn framework_code(error: &ServerError) -> String {
    let begins = |words: &&str| error.message.starts_with(*words);
    let code = if TOO_COMPLEX.iter().any(&begins) {
        "TOO_COMPLEX"
    } else if begins(&"Data `") {
        "INTERNAL"
    } else {
        "BAD_USER_INPUT"
    };
    code.to_owned()
}

fn extensions(error: &mut ServerError) -> &mut ErrorExtensionValues {
    error.extensions.get_or_insert_default()
}

/// The whole chain of causes, once.
fn log_cause(error: &dyn Error) {
    let mut words = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        words.push_str(": ");
        words.push_str(&cause.to_string());
        next = cause.source();
    }
    tracing::error!(error.cause = words, "an operation failed");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(mut error: ServerError) -> serde_json::Value {
        error.extensions.get_or_insert_default();
        let mut errors = vec![error];
        finish(&mut errors, &Limits::default(), &RequestId("r1".into()));
        serde_json::to_value(&errors[0]).unwrap()
    }

    #[test]
    fn framework_errors_get_a_code() {
        for (words, code) in [
            ("Unknown field \"x\" on type \"Query\".", "BAD_USER_INPUT"),
            ("Query is too complex.", "TOO_COMPLEX"),
            ("Query is nested too deep.", "TOO_COMPLEX"),
        ] {
            let told = finished(ServerError::new(words, None));
            assert_eq!(told["extensions"]["code"], code);
            assert_eq!(told["message"], words);
        }
    }

    #[test]
    fn internal_errors_tell_the_request_s_id_and_nothing_else() {
        let told = finished(ServerError::new("Data `store::Tx` does not exist.", None));
        assert_eq!(
            told["extensions"],
            serde_json::json!({ "code": "INTERNAL", "requestId": "r1" })
        );
        assert!(!told["message"].as_str().unwrap().contains("Tx"));
    }

    #[test]
    fn long_messages_and_many_errors_are_cut() {
        let told = finished(ServerError::new("é".repeat(10_000), None));
        assert_eq!(told["message"].as_str().unwrap().chars().count(), 501);
        let mut errors = vec![ServerError::new("x", None); 1000];
        finish(&mut errors, &Limits::default(), &RequestId("r1".into()));
        assert_eq!(errors.len(), Limits::default().errors);
    }
}
