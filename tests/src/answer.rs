//! What the API answered.

use axum::http::{HeaderMap, StatusCode};
use serde_json::Value;

/// One answer of `/graphql`.
#[derive(Debug)]
pub struct Answer {
    /// The HTTP status.
    pub status: StatusCode,
    /// The HTTP headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Value,
    /// SQL statements it took, opening and closing apart; none when nothing was run.
    pub statements: Option<u64>,
}

impl Answer {
    /// The data of an answer without errors.
    ///
    /// # Panics
    /// When there are errors.
    #[track_caller]
    pub fn ok(&self) -> &Value {
        assert!(
            self.body.get("errors").is_none() && self.status.is_success(),
            "refused with {}: {:#}",
            self.status,
            self.body
        );
        &self.body["data"]
    }

    /// A value of the data by its path, such as `/viewer/role`.
    ///
    /// # Panics
    /// When there are errors, or no such value.
    #[track_caller]
    pub fn at(&self, path: &str) -> &Value {
        let data = self.ok();
        match data.pointer(path) {
            Some(value) => value,
            None => panic!("no {path} in {data:#}"),
        }
    }

    /// A text of the data by its path.
    ///
    /// # Panics
    /// When it is no text.
    #[track_caller]
    pub fn text(&self, path: &str) -> String {
        let value = self.at(path);
        match value.as_str() {
            Some(text) => text.to_owned(),
            None => panic!("{path} is no text: {value}"),
        }
    }

    /// A number of the data by its path.
    ///
    /// # Panics
    /// When it is no number.
    #[track_caller]
    pub fn number(&self, path: &str) -> i64 {
        let value = self.at(path);
        match value.as_i64() {
            Some(number) => number,
            None => panic!("{path} is no number: {value}"),
        }
    }

    /// The one error.
    ///
    /// # Panics
    /// When there is none, or data beside it that a rolled-back mutation must not show.
    #[track_caller]
    pub fn error(&self) -> &Value {
        let Some(errors) = self.body["errors"].as_array() else {
            panic!("not refused: {:#}", self.body);
        };
        assert_eq!(errors.len(), 1, "{:#}", self.body);
        &errors[0]
    }

    /// The code of the one error.
    ///
    /// # Panics
    /// When there is no error, or it has no code.
    #[track_caller]
    pub fn code(&self) -> &str {
        let error = self.error();
        match error["extensions"]["code"].as_str() {
            Some(code) => code,
            None => panic!("no code: {error:#}"),
        }
    }

    /// Why it was refused: rule and sentence of every reason.
    ///
    /// # Panics
    /// When it was not REFUSED.
    #[track_caller]
    pub fn reasons(&self) -> Vec<(String, String)> {
        assert_eq!(self.code(), "REFUSED", "{:#}", self.body);
        let reasons = self.error()["extensions"]["reasons"].as_array();
        reasons
            .expect("a refusal has reasons")
            .iter()
            .map(|reason| {
                let text = |key: &str| reason[key].as_str().unwrap_or_default().to_owned();
                (text("rule"), text("message"))
            })
            .collect()
    }

    /// The rules it was refused by, each once, in order.
    ///
    /// # Panics
    /// When it was not REFUSED.
    #[track_caller]
    pub fn rules(&self) -> Vec<String> {
        let mut rules: Vec<String> = self.reasons().into_iter().map(|(rule, _)| rule).collect();
        rules.sort();
        rules.dedup();
        rules
    }

    /// The fields at fault, of what could not be taken.
    ///
    /// # Panics
    /// When it was not BAD_USER_INPUT.
    #[track_caller]
    pub fn fields(&self) -> Vec<String> {
        assert_eq!(self.code(), "BAD_USER_INPUT", "{:#}", self.body);
        let fields = self.error()["extensions"]["fields"].as_array();
        fields
            .into_iter()
            .flatten()
            .map(|field| field["field"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}
