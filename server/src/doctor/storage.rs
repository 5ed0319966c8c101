//! The evidence store: written, read and deleted as the server does it, and reached as browsers do.

use super::database::apart;
use super::{Finding, words};
use crate::clock::Clock;
use crate::config::Config;
use axum::http::{Method, header};
use chrono::{DateTime, Utc};
use reqwest::{Client as Browser, Response};
use s3::{AddressingStyle, Auth, Client, Credentials};
use std::time::Duration;

const WHAT: &str = "evidence store";
const CORS: &str =
    "set the bucket's CORS rules as in infra/compose/cors.json, with the public address as origin";

struct Store<'a> {
    bucket: &'a str,
    key: String,
    client: Client,
    public: Client,
    origin: String,
    browser: Browser,
}

pub(super) async fn examine(config: &Config, clock: Clock) -> Vec<Finding> {
    let s3 = &config.s3;
    let (Some(endpoint), Some(public), Some(id), Some(secret)) = (
        &s3.endpoint,
        &s3.public_endpoint,
        &s3.access_key_id,
        &s3.secret_access_key,
    ) else {
        let text =
            "S3_ENDPOINT, S3_ACCESS_KEY_ID or S3_SECRET_ACCESS_KEY is not set: set all three";
        return vec![Finding::bad(WHAT, text)];
    };
    let client = |endpoint: &str| -> Result<Client, Box<s3::Error>> {
        let keys = Credentials::new(id, secret.expose())?;
        let client = Client::builder(endpoint)?
            .region(&s3.region)
            .auth(Auth::Static(keys))
            .addressing_style(AddressingStyle::Path)
            .timeout(Duration::from_secs(10))
            .build()?;
        Ok(client)
    };
    let made = client(endpoint.as_str()).and_then(|one| Ok((one, client(public.as_str())?)));
    let browser = Browser::builder().timeout(Duration::from_secs(10)).build();
    let ((client, public), browser) = match (made, browser) {
        (Ok(made), Ok(browser)) => (made, browser),
        (Err(error), _) => {
            return vec![Finding::bad(
                WHAT,
                format!("{}: correct the S3 settings", words(&*error)),
            )];
        }
        (_, Err(error)) => return vec![Finding::bad(WHAT, words(&error))],
    };
    let store = Store {
        bucket: &s3.bucket,
        key: format!("doctor/{}", uuid::Uuid::now_v7()),
        client,
        public,
        origin: config.public_url.origin().ascii_serialization(),
        browser,
    };
    let mut findings = store.as_the_server().await;
    if !findings.iter().any(Finding::is_bad) {
        findings.extend(store.as_a_browser(clock).await);
    }
    // Best effort: a failed check may have left it.
    let _ = store
        .client
        .objects()
        .delete(store.bucket, &store.key)
        .send()
        .await;
    findings
}

impl Store<'_> {
    async fn as_the_server(&self) -> Vec<Finding> {
        let objects = self.client.objects();
        let round = async {
            objects
                .put(self.bucket, &self.key)
                .body_bytes("doctor")
                .send()
                .await?;
            objects.head(self.bucket, &self.key).send().await?;
            objects.delete(self.bucket, &self.key).send().await?;
            match objects.head(self.bucket, &self.key).send().await {
                Err(error) if error.status().is_some_and(|status| status == 404) => Ok(true),
                Err(error) => Err(error),
                Ok(_) => Ok(false),
            }
        };
        match round.await {
            Ok(true) => vec![Finding::good(
                WHAT,
                format!("bucket {} takes, gives and deletes", self.bucket),
            )],
            Ok(false) => vec![Finding::bad(
                WHAT,
                "what is deleted is still there: allow the key to delete",
            )],
            Err(error) => {
                let change = "correct the S3 settings, make the bucket, or allow the key to write, read and delete";
                vec![Finding::bad(
                    WHAT,
                    format!("bucket {}: {}: {change}", self.bucket, words(&error)),
                )]
            }
        }
    }

    async fn as_a_browser(&self, clock: Clock) -> Vec<Finding> {
        let what = "evidence store, as browsers reach it";
        let signed = |method| {
            let request = self
                .public
                .objects()
                .presign(method, self.bucket, &self.key);
            request
                .expires_in(Duration::from_secs(60))
                .build()
                .map(|signed| signed.url)
                .map_err(Box::new)
        };
        let (put, get) = match (signed(Method::PUT), signed(Method::GET)) {
            (Ok(put), Ok(get)) => (put, get),
            (Err(error), _) | (_, Err(error)) => return vec![Finding::bad(what, words(&*error))],
        };
        let before = clock.instant();
        let answer = match self
            .browser
            .put(put.clone())
            .header(header::ORIGIN, &self.origin)
            .body("doctor")
            .send()
            .await
        {
            Ok(answer) => answer,
            Err(error) => {
                let text = format!(
                    "{}: correct S3_PUBLIC_ENDPOINT",
                    words(&error.without_url())
                );
                return vec![Finding::bad(what, text)];
            }
        };
        let after = clock.instant();
        let mut findings = vec![Finding::when(
            answer.status().is_success(),
            what,
            "takes signed addresses",
            format!(
                "a signed address is answered {}: correct S3_REGION or S3_PUBLIC_ENDPOINT",
                answer.status()
            ),
        )];
        findings.extend(date(&answer).map(|theirs| {
            // The header has whole seconds.
            apart(
                "clock of the evidence store",
                "ours",
                before - chrono::TimeDelta::seconds(1),
                theirs,
                after,
            )
        }));
        findings.push(self.cors(&answer, put).await);
        findings.push(self.forged(get).await);
        findings
    }

    async fn cors(&self, answer: &Response, put: url::Url) -> Finding {
        let what = "evidence store, uploads from the console";
        let allows = |answer: &Response| {
            let allowed = answer.headers().get(header::ACCESS_CONTROL_ALLOW_ORIGIN);
            allowed.is_some_and(|allowed| allowed == "*" || allowed == self.origin.as_str())
        };
        let exposed = answer
            .headers()
            .get_all(header::ACCESS_CONTROL_EXPOSE_HEADERS)
            .iter()
            .any(|names| {
                let names = names.to_str().unwrap_or_default().to_ascii_lowercase();
                names
                    .split(',')
                    .any(|name| matches!(name.trim(), "etag" | "*"))
            });
        let asked = self
            .browser
            .request(Method::OPTIONS, put)
            .header(header::ORIGIN, &self.origin)
            .header(header::ACCESS_CONTROL_REQUEST_METHOD, "PUT")
            .send()
            .await;
        let answered = asked.is_ok_and(|asked| asked.status().is_success() && allows(&asked));
        let change = if !answered || !allows(answer) {
            format!("pages of {} may not upload: {CORS}", self.origin)
        } else {
            format!("ETag is not exposed, so uploads cannot be completed: {CORS}")
        };
        Finding::when(
            answered && allows(answer) && exposed,
            what,
            "allowed, ETag exposed",
            change,
        )
    }

    /// An address changed after signing must be refused, or anybody could read any evidence.
    async fn forged(&self, mut get: url::Url) -> Finding {
        let what = "evidence store, signatures";
        let changed: Vec<(String, String)> = get
            .query_pairs()
            .map(|(name, value)| match &*name {
                "X-Amz-Signature" => (name.into_owned(), "0".repeat(64)),
                _ => (name.into_owned(), value.into_owned()),
            })
            .collect();
        get.query_pairs_mut().clear().extend_pairs(changed);
        match self.browser.get(get).send().await {
            Ok(answer) => Finding::when(
                answer.status() == 403,
                what,
                "checked",
                "a forged address was answered: use an S3 service that checks signatures, and close the bucket",
            ),
            Err(error) => Finding::bad(what, words(&error.without_url())),
        }
    }
}

fn date(answer: &Response) -> Option<DateTime<Utc>> {
    let text = answer.headers().get(header::DATE)?.to_str().ok()?;
    DateTime::parse_from_rfc2822(text)
        .ok()
        .map(|date| date.to_utc())
}
