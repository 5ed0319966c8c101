//! Trying a provider without signing anybody in: each step that a sign-in will take, in order, and what was found there.

use axum::http::{Method, StatusCode, header};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::provider::Step;
use openidconnect::HttpRequest;
use serde::Serialize;
use serde_json::Value;
use store::providers::Provider;
use url::Url;
use url::form_urlencoded::{Serializer, byte_serialize};

use super::known::{discovery_of, read};
use super::provider::{ALGORITHMS, named};
use crate::outside::Outside;

/// What one step came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Which step.
    pub step: Step,
    /// Whether a sign-in gets past it.
    pub passed: bool,
    /// What was found, or what to change.
    pub said: String,
}

/// Tries a provider step by step; after one that does not pass there are no more. `secret` is the client's, `back` where sign-in comes back.
pub async fn check(
    outside: &Outside,
    provider: &Provider,
    secret: Option<&str>,
    back: &str,
) -> Vec<Check> {
    let mut checks = Vec::new();
    let trial = Trial {
        outside,
        provider,
        secret,
        back,
    };
    if let Err((step, said)) = trial.run(&mut checks).await {
        checks.push(Check {
            step,
            passed: false,
            said,
        });
    }
    checks
}

/// Where sign-ins come back to: what a university registers at its provider.
pub fn back(public_url: &str) -> String {
    format!("{}/auth/callback", public_url.trim_end_matches('/'))
}

type Failed = (Step, String);

struct Trial<'a> {
    outside: &'a Outside,
    provider: &'a Provider,
    secret: Option<&'a str>,
    back: &'a str,
}

impl Trial<'_> {
    async fn run(&self, checks: &mut Vec<Check>) -> Result<(), Failed> {
        let mut pass = |step, said: String| {
            checks.push(Check {
                step,
                passed: true,
                said,
            });
        };
        let issuer = &self.provider.issuer;
        let fail = |step: Step| move |said: String| (step, said);
        let (about, at) = self.discover().await.map_err(fail(Step::Discovery))?;
        pass(Step::Discovery, format!("{at} answers."));
        if about["issuer"].as_str() != Some(issuer) {
            let said = match about["issuer"].as_str() {
                Some(other) => {
                    format!("It calls itself {other}. Enter exactly that as the issuer.")
                }
                None => "It does not say what its issuer is.".to_owned(),
            };
            return Err((Step::Issuer, said));
        }
        pass(Step::Issuer, format!("It calls itself {issuer}."));
        let token = self.endpoints(&about).map_err(fail(Step::Endpoints))?;
        pass(
            Step::Endpoints,
            "Its addresses for signing in and for tokens can be used.".to_owned(),
        );
        pass(Step::Flow, flow(&about).map_err(fail(Step::Flow))?);
        pass(Step::Signing, signing(&about).map_err(fail(Step::Signing))?);
        let keys = self.keys(&about).await.map_err(fail(Step::Keys))?;
        pass(Step::Keys, keys);
        let client = self.client(&about, &token).await;
        pass(Step::Client, client.map_err(fail(Step::Client))?);
        Ok(())
    }

    async fn discover(&self) -> Result<(Value, Url), String> {
        let at = discovery_of(&self.provider.issuer)
            .map_err(|_| "The issuer is no address.".to_owned())?;
        let about = read(self.outside, self.provider, &at).await;
        let about = about.map_err(|error| format!("{at}: {error}. Check the issuer."))?;
        Ok((about, at))
    }

    /// The address of tokens; both that are needed can be talked to.
    fn endpoints(&self, about: &Value) -> Result<Url, String> {
        let of = |name: &str| {
            let text = about[name].as_str().unwrap_or_default();
            let url = Url::parse(text).map_err(|_| format!("It names no {name}."))?;
            let safe = self.outside.require_safe(named(self.provider), &url);
            safe.map_err(|error| format!("Its {name}: {error}."))?;
            Ok(url)
        };
        of("authorization_endpoint")?;
        of("token_endpoint")
    }

    async fn keys(&self, about: &Value) -> Result<String, String> {
        let at = about["jwks_uri"].as_str().unwrap_or_default();
        let at = Url::parse(at).map_err(|_| "It names no jwks_uri.".to_owned())?;
        let keys: Value = read(self.outside, self.provider, &at)
            .await
            .map_err(|error| format!("Its keys at {at}: {error}."))?;
        let count = keys["keys"].as_array().map_or(0, Vec::len);
        match count {
            0 => Err(format!("There is no key at {at}.")),
            1 => Ok("It has one key to sign with.".to_owned()),
            many => Ok(format!("It has {many} keys to sign with.")),
        }
    }

    /// Asks for a token with a code that nobody was given: a provider that knows the client says that the code is wrong, not the client.
    async fn client(&self, about: &Value, token: &Url) -> Result<String, String> {
        let Some(secret) = self.secret else {
            return Err("There is no client secret that can be opened. Enter it anew.".to_owned());
        };
        let id = &self.provider.client_id;
        let in_body = about["token_endpoint_auth_methods_supported"]
            .as_array()
            .is_some_and(|all| {
                !all.iter().any(|one| one == "client_secret_basic")
                    && all.iter().any(|one| one == "client_secret_post")
            });
        let form = {
            let mut form = Serializer::new(String::new());
            form.append_pair("grant_type", "authorization_code")
                .append_pair("code", "pillars-tries-the-client")
                .append_pair("redirect_uri", self.back)
                .append_pair("code_verifier", &"pillars-".repeat(6));
            if in_body {
                form.append_pair("client_id", id);
                form.append_pair("client_secret", secret);
            }
            form.finish()
        };
        let mut request = axum::http::Request::builder()
            .method(Method::POST)
            .uri(token.as_str())
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ACCEPT, "application/json");
        if !in_body {
            let quoted = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
            let pair = format!("{}:{}", quoted(id), quoted(secret));
            let basic = format!("Basic {}", STANDARD.encode(pair));
            request = request.header(header::AUTHORIZATION, basic);
        }
        let request: HttpRequest = request
            .body(form.into_bytes())
            .map_err(|_| "The client's name or secret cannot be sent.".to_owned())?;
        let answer = self.outside.fetch(named(self.provider), request).await;
        let answer = answer.map_err(|error| format!("{token}: {error}."))?;
        let said: Value = serde_json::from_slice(answer.body()).unwrap_or(Value::Null);
        match said["error"].as_str() {
            Some("invalid_grant") => Ok("It knows the client and its secret.".to_owned()),
            Some("invalid_client") => Err(
                "It does not know this client, or the secret is another. Check the client's name and secret, and whether the secret has expired."
                    .to_owned(),
            ),
            Some("unauthorized_client") => Err(
                "The client may not sign people in by a code. Allow the authorization code grant for it.".to_owned(),
            ),
            _ if answer.status() == StatusCode::UNAUTHORIZED => Err(
                "It does not accept the client's name and secret.".to_owned(),
            ),
            other => Err(format!(
                "It answered {} ({}) where it should say that a made-up code is wrong. Ask those who run it whether the client may use the authorization code flow with PKCE, and whether {} is registered as its redirect address.",
                answer.status(),
                other.unwrap_or("without saying why"),
                self.back,
            )),
        }
    }
}

fn list<'a>(about: &'a Value, name: &str) -> Option<Vec<&'a str>> {
    let all = about[name].as_array()?;
    Some(all.iter().filter_map(Value::as_str).collect())
}

fn flow(about: &Value) -> Result<String, String> {
    let kinds = list(about, "response_types_supported").unwrap_or_default();
    if !kinds.contains(&"code") {
        return Err(
            "It does not offer the authorization code flow (response type code).".to_owned(),
        );
    }
    match list(about, "code_challenge_methods_supported") {
        Some(all) if !all.contains(&"S256") => Err("It does not offer PKCE with S256.".to_owned()),
        Some(_) => Ok("It offers the authorization code flow with PKCE.".to_owned()),
        None => Ok(
            "It offers the authorization code flow; whether with PKCE it does not say.".to_owned(),
        ),
    }
}

fn signing(about: &Value) -> Result<String, String> {
    let offered = list(about, "id_token_signing_alg_values_supported").unwrap_or_default();
    let accepted: Vec<String> = ALGORITHMS
        .iter()
        .filter_map(|one| serde_json::to_value(one).ok()?.as_str().map(str::to_owned))
        .collect();
    match offered
        .iter()
        .find(|one| accepted.iter().any(|of| of == *one))
    {
        Some(one) => Ok(format!("It signs with {one}.")),
        None => Err(format!(
            "It signs with {}; one of {} is needed.",
            if offered.is_empty() {
                "nothing that it names".to_owned()
            } else {
                offered.join(", ")
            },
            accepted.join(", "),
        )),
    }
}
