//! Checks of an installation: each finding is one line, and a bad one says what to change.

mod database;
mod outside;
mod storage;

use crate::clock::Clock;
use crate::config::Config;
use std::fmt;

/// One thing that was looked at.
#[derive(Debug)]
pub struct Finding {
    /// What it is, such as "database role".
    pub what: String,
    /// How it is.
    pub outcome: Outcome,
}

/// How a thing is.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As it should be, with what was seen.
    Good(String),
    /// Not as it should be, with what to change.
    Bad(String),
    /// Not looked at, and why.
    Skipped(String),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mark, text) = match &self.outcome {
            Outcome::Good(text) => ("ok  ", text),
            Outcome::Bad(text) => ("FAIL", text),
            Outcome::Skipped(text) => ("-   ", text),
        };
        write!(f, "{mark}  {}: {text}", self.what)
    }
}

impl Finding {
    fn good(what: &str, text: impl Into<String>) -> Finding {
        Finding {
            what: what.to_owned(),
            outcome: Outcome::Good(text.into()),
        }
    }

    fn bad(what: &str, text: impl Into<String>) -> Finding {
        Finding {
            what: what.to_owned(),
            outcome: Outcome::Bad(text.into()),
        }
    }

    fn skipped(what: &str, text: impl Into<String>) -> Finding {
        Finding {
            what: what.to_owned(),
            outcome: Outcome::Skipped(text.into()),
        }
    }

    /// Good when `holds`, else bad with what to change.
    fn when(
        holds: bool,
        what: &str,
        seen: impl Into<String>,
        change: impl Into<String>,
    ) -> Finding {
        if holds {
            Finding::good(what, seen)
        } else {
            Finding::bad(what, change)
        }
    }

    /// Whether something has to change.
    pub fn is_bad(&self) -> bool {
        matches!(self.outcome, Outcome::Bad(_))
    }
}

/// Looks at everything the settings name.
pub async fn examine(config: &Config, clock: Clock) -> Vec<Finding> {
    let mut findings = vec![settings(config), console(config)];
    findings.extend(database::examine(config, clock).await);
    findings.extend(storage::examine(config, clock).await);
    findings.push(outside::mail(config).await);
    findings.extend(outside::sign_in(config, clock).await);
    findings
}

fn settings(config: &Config) -> Finding {
    let host = config.public_url.host_str().unwrap_or_default();
    let here = ["localhost", "127.0.0.1", "[::1]"].contains(&host) || host.ends_with(".localhost");
    Finding::when(
        config.tls() || here,
        "public address",
        config.public_url.as_str(),
        format!(
            "{} is without TLS, so sessions could be read on the way: use https",
            config.public_url
        ),
    )
}

fn console(config: &Config) -> Finding {
    let missing = ["index.html", "assets/public.css"]
        .into_iter()
        .find(|file| !config.ui.join(file).is_file());
    let folder = config.ui.display();
    match missing {
        None => Finding::good("console", folder.to_string()),
        Some(file) => Finding::bad(
            "console",
            format!(
                "{folder} has no {file}: build it (npm ci && npm run build in admin-ui) or correct PILLARS_UI"
            ),
        ),
    }
}

/// An error with its causes, in one line.
fn words(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = error.source();
    }
    text.replace('\n', " ")
}

#[cfg(test)]
mod tests;
