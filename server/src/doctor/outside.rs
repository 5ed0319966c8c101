//! Mail and the universities' sign-in.

use super::{Finding, words};
use crate::clock::Clock;
use crate::config::Config;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use serde_json::Value;
use std::time::Duration;
use store::{Access, Db, Viewer};

pub(super) async fn mail(config: &Config) -> Finding {
    let what = "mail";
    let Some(url) = &config.mail.smtp_url else {
        return Finding::bad(what, "SMTP_URL is not set: people would hear of nothing");
    };
    // The cause may repeat the address, and with it the password.
    let Ok(builder) = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose()) else {
        return Finding::bad(
            what,
            "SMTP_URL must read smtps://name:password@host or smtp://host?tls=required",
        );
    };
    match builder
        .timeout(Some(Duration::from_secs(10)))
        .build::<Tokio1Executor>()
        .test_connection()
        .await
    {
        Ok(true) => Finding::good(
            what,
            format!(
                "the mail server answers; mail comes from {}",
                config.mail.from
            ),
        ),
        Ok(false) => Finding::bad(what, "the mail server hangs up: correct SMTP_URL"),
        Err(error) => Finding::bad(what, format!("{}: correct SMTP_URL", words(&error))),
    }
}

pub(super) async fn sign_in(config: &Config, clock: Clock) -> Vec<Finding> {
    let what = "sign-in";
    let Some(url) = &config.database.url else {
        return vec![Finding::skipped(what, "the providers are in the database")];
    };
    let providers = async {
        let db = Db::connect(url.expose(), 1).await?;
        let tx = db
            .begin(&Viewer::System, Access::Read, clock.now().today)
            .await?;
        let providers = store::people::providers(&tx).await?;
        tx.finish(false).await?;
        Ok::<_, store::Error>(providers)
    };
    let providers = match providers.await {
        Ok(providers) => providers,
        Err(error) => {
            return vec![Finding::skipped(
                what,
                format!("the providers cannot be read: {}", words(&error)),
            )];
        }
    };
    if providers.is_empty() {
        return vec![Finding::bad(
            what,
            "no identity provider yet: nobody can sign in",
        )];
    }
    let http = reqwest::Client::builder()
        .timeout(Duration::from_secs(10))
        .redirect(reqwest::redirect::Policy::none())
        .build();
    let http = match http {
        Ok(http) => http,
        Err(error) => return vec![Finding::bad(what, words(&error))],
    };
    let mut findings = Vec::new();
    for provider in providers {
        let what = format!("sign-in at {}", provider.name);
        findings.push(match discovery(&http, &provider.issuer).await {
            Ok(seen) => Finding::good(&what, seen),
            Err(change) => Finding::bad(&what, change),
        });
    }
    findings
}

/// Reads a provider's own description as signing in does.
async fn discovery(http: &reqwest::Client, issuer: &str) -> Result<String, String> {
    let read = async |url: &str| -> Result<Value, String> {
        let answer = http.get(url).send().await.map_err(|error| words(&error))?;
        let answer = answer.error_for_status().map_err(|error| words(&error))?;
        answer.json().await.map_err(|error| words(&error))
    };
    let url = format!(
        "{}/.well-known/openid-configuration",
        issuer.trim_end_matches('/')
    );
    let found = read(&url)
        .await
        .map_err(|why| format!("{why}: correct the provider's issuer"))?;
    if found["issuer"] != issuer {
        return Err(format!(
            "it calls itself {}, not {issuer}: correct the provider's issuer",
            found["issuer"]
        ));
    }
    let offers = |list: &str, wanted: &str| {
        found[list]
            .as_array()
            .is_none_or(|values| values.iter().any(|value| value == wanted))
    };
    if !offers("response_types_supported", "code")
        || !offers("code_challenge_methods_supported", "S256")
    {
        return Err(
            "it does not offer the authorization code flow with PKCE by S256: ask the university"
                .to_owned(),
        );
    }
    let keys = match found["jwks_uri"].as_str() {
        Some(uri) => read(uri)
            .await
            .map_err(|why| format!("its keys cannot be read ({why}): ask the university"))?,
        None => Value::Null,
    };
    match keys["keys"].as_array() {
        Some(keys) if !keys.is_empty() => Ok(format!("{issuer} answers, with {} keys", keys.len())),
        _ => Err("it publishes no keys: ask the university".to_owned()),
    }
}
