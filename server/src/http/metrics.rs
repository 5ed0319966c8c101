//! Counts for whoever watches the server, as Prometheus reads them.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};

/// Counts since the process started.
#[derive(Debug, Default)]
pub struct Metrics {
    answers: Mutex<BTreeMap<u16, u64>>,
    errors: Mutex<BTreeMap<String, u64>>,
}

impl Metrics {
    /// One answer with this status.
    pub fn answer(&self, status: u16) {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        *answers.entry(status).or_default() += 1;
    }

    /// One GraphQL error with this code.
    pub fn error(&self, code: &str) {
        let mut errors = self.errors.lock().unwrap_or_else(PoisonError::into_inner);
        match errors.get_mut(code) {
            Some(count) => *count += 1,
            None => {
                errors.insert(code.to_owned(), 1);
            }
        }
    }

    /// All of it as text, with gauges given by the caller.
    pub fn text(&self, gauges: &[(&str, u64)]) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "# TYPE pillars_answers_total counter");
        for (status, count) in &*self.answers.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = writeln!(text, "pillars_answers_total{{status=\"{status}\"}} {count}");
        }
        let _ = writeln!(text, "# TYPE pillars_graphql_errors_total counter");
        for (code, count) in &*self.errors.lock().unwrap_or_else(PoisonError::into_inner) {
            let _ = writeln!(
                text,
                "pillars_graphql_errors_total{{code=\"{code}\"}} {count}"
            );
        }
        for (name, value) in gauges {
            let _ = writeln!(text, "# TYPE pillars_{name} gauge\npillars_{name} {value}");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_told() {
        let metrics = Metrics::default();
        metrics.answer(200);
        metrics.answer(200);
        metrics.error("REFUSED");
        let text = metrics.text(&[("pool_in_use", 3)]);
        assert!(text.contains("pillars_answers_total{status=\"200\"} 2\n"));
        assert!(text.contains("pillars_graphql_errors_total{code=\"REFUSED\"} 1\n"));
        assert!(text.contains("pillars_pool_in_use 3\n"));
    }
}
