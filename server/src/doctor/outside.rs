//! Mail and the universities' sign-in.

use super::{Finding, words};
use crate::clock::Clock;
use crate::config::Config;
use crate::login::check;
use crate::outside::Outside;
use crate::seal::Seal;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
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
        let providers = store::providers::open(&tx).await?;
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
    let outside = match Outside::new(&config.public_url) {
        Ok(outside) => outside,
        Err(error) => return vec![Finding::bad(what, words(&error))],
    };
    let seal = Seal::new(config.secret.clone(), config.secret_before.clone());
    let back = check::back(config.public_url.as_str());
    let mut findings = Vec::new();
    for provider in providers {
        let what = format!("sign-in at {}", provider.name);
        let secret = seal.reveal(&provider.issuer, &provider.client_secret);
        let checks = check::check(&outside, &provider, secret.as_deref(), &back).await;
        findings.push(match checks.iter().find(|check| !check.passed) {
            None => Finding::good(&what, format!("{} passes every step", provider.issuer)),
            Some(check) => Finding::bad(&what, check.said.clone()),
        });
    }
    findings
}
