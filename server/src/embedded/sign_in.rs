//! An OpenID Connect provider for the demo, so that signing in takes the same way as at any university.
//!
//! It asks for no password: whoever sees its page may be anyone on it. That is why making one takes a
//! [`DemoToken`], which only the demo has.

mod grants;
mod token;

use crate::config::DemoToken;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Json, Redirect, Response};
use axum::routing::{get, post};
use chrono::{DateTime, Utc};
use grants::{Grant, Grants};
use minijinja::{Environment, Value, context};
use serde::Deserialize;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use url::Url;

/// Where the provider is mounted, on the server's own address.
pub const PATH: &str = "/demo/idp";
/// The only client's name.
pub const CLIENT_ID: &str = "pillars";

/// Somebody the demo lets you be.
#[derive(Clone, Debug)]
pub struct DemoPerson {
    /// The identity, `sub`: never changes.
    pub subject: String,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The heading this person stands under, such as a university.
    pub group: String,
    /// What they are there, such as "Mentoring manager".
    pub note: String,
}

/// Why the provider could not be made.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A secret could not be kept.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The kept signing key is damaged.
    #[error("{0} is not the key this server wrote: start over with `pillars demo --reset`")]
    Key(PathBuf),
}

/// The moment, as the caller knows it.
pub type Now = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The demo's provider.
#[derive(Clone)]
pub struct SignIn(Arc<Provider>);

struct Provider {
    issuer: String,
    redirect_uri: String,
    client_secret: String,
    people: Vec<DemoPerson>,
    key: token::Key,
    grants: Grants,
    now: Now,
    pages: Environment<'static>,
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignIn")
            .field("issuer", &self.0.issuer)
            .finish_non_exhaustive()
    }
}

impl SignIn {
    /// The provider of a demo at `public_url`, its key and client secret kept in the data folder.
    ///
    /// # Errors
    ///
    /// When a secret cannot be read or written.
    pub fn new(
        _only_in_the_demo: DemoToken,
        data: &Path,
        public_url: &Url,
        people: Vec<DemoPerson>,
        now: Now,
    ) -> Result<SignIn, Error> {
        let base = public_url.as_str().trim_end_matches('/');
        let secrets = data.join("secrets");
        let kept = |name: &str, make: fn() -> String| {
            let path = secrets.join(name);
            super::keep::private_folder(&secrets)
                .and_then(|()| super::keep::keep(&path, make))
                .map_err(|source| Error::File {
                    path: path.clone(),
                    source,
                })
                .map(|text| (path, text))
        };
        let (_, client_secret) = kept("sign-in-client", || super::keep::random_hex(24))?;
        let (path, key) = kept("sign-in-key", token::Key::generate)?;
        let mut pages = Environment::new();
        pages
            .add_template("page.html", include_str!("sign_in/page.html"))
            .expect("a template in the source parses, as the tests show");
        Ok(SignIn(Arc::new(Provider {
            issuer: format!("{base}{PATH}"),
            redirect_uri: format!("{base}/auth/callback"),
            client_secret,
            people,
            key: token::Key::read(&key).ok_or(Error::Key(path))?,
            grants: Grants::default(),
            now,
            pages,
        })))
    }

    /// The issuer, which is also the provider's address.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// The client's secret.
    pub fn client_secret(&self) -> &str {
        &self.0.client_secret
    }

    /// Its pages and endpoints, with [`PATH`] in front.
    pub fn router(&self) -> axum::Router {
        let routes = axum::Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/jwks.json", get(jwks))
            .route("/authorize", get(choose).post(chosen))
            .route("/token", post(redeem))
            .with_state(self.0.clone());
        axum::Router::new().nest(PATH, routes)
    }
}

type Idp = State<Arc<Provider>>;

async fn discovery(State(idp): Idp) -> Json<serde_json::Value> {
    let issuer = &idp.issuer;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks.json"),
        "scopes_supported": ["openid", "profile", "email"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "claims_supported": ["sub", "name", "email", "email_verified", "auth_time"],
        "prompt_values_supported": ["none", "login", "select_account"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
    }))
}

async fn jwks(State(idp): Idp) -> Json<serde_json::Value> {
    Json(json!({ "keys": [idp.key.public()] }))
}

/// What a client asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
struct Ask {
    client_id: String,
    redirect_uri: String,
    response_type: String,
    scope: String,
    state: String,
    nonce: String,
    code_challenge: String,
    code_challenge_method: String,
    prompt: String,
    max_age: String,
}

impl Provider {
    /// Nothing when the request may go on; else the answer that ends it.
    fn refusal(&self, ask: &Ask) -> Option<Response> {
        // Without a known client and address there is nobody to send the error to.
        if ask.client_id != CLIENT_ID || ask.redirect_uri != self.redirect_uri {
            let page = self.page(
                &[],
                ask,
                "This sign-in did not come from the demo. Start again from its first page.",
            );
            return Some((StatusCode::BAD_REQUEST, page).into_response());
        }
        let (error, description) = if ask.response_type != "code" {
            ("unsupported_response_type", "response_type must be code")
        } else if !ask.scope.split(' ').any(|scope| scope == "openid") {
            ("invalid_scope", "scope must have openid")
        } else if ask.code_challenge_method != "S256" || ask.code_challenge.len() != 43 {
            ("invalid_request", "a code_challenge by S256 is required")
        } else if !ask.max_age.is_empty() && ask.max_age.parse::<u32>().is_err() {
            ("invalid_request", "max_age is a number of seconds")
        } else if ask.prompt == "none" {
            ("login_required", "somebody must choose a person")
        } else {
            return None;
        };
        Some(self.back(ask, &[("error", error), ("error_description", description)]))
    }

    /// Back to the client, which checks `state` and `iss` (RFC 9207).
    fn back(&self, ask: &Ask, answer: &[(&str, &str)]) -> Response {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .extend_pairs(answer)
            .append_pair("state", &ask.state)
            .append_pair("iss", &self.issuer)
            .finish();
        Redirect::to(&format!("{}?{query}", self.redirect_uri)).into_response()
    }

    fn page(&self, people: &[DemoPerson], ask: &Ask, problem: &str) -> Html<String> {
        let mut groups: Vec<(&str, Vec<Value>)> = Vec::new();
        for person in people {
            let button =
                context! { subject => &person.subject, name => &person.name, note => &person.note };
            match groups.iter_mut().find(|(group, _)| *group == person.group) {
                Some((_, members)) => members.push(button),
                None => groups.push((&person.group, vec![button])),
            }
        }
        let fields = [
            ("client_id", &ask.client_id),
            ("redirect_uri", &ask.redirect_uri),
            ("response_type", &ask.response_type),
            ("scope", &ask.scope),
            ("state", &ask.state),
            ("nonce", &ask.nonce),
            ("code_challenge", &ask.code_challenge),
            ("code_challenge_method", &ask.code_challenge_method),
            ("prompt", &ask.prompt),
            ("max_age", &ask.max_age),
        ];
        let fields: Vec<Value> = fields
            .into_iter()
            .map(|(name, value)| context! { name, value })
            .collect();
        let groups: Vec<Value> = groups
            .into_iter()
            .map(|(name, people)| context! { name, people })
            .collect();
        let page = self
            .pages
            .get_template("page.html")
            .and_then(|page| page.render(context! { groups, fields, problem, path => PATH }));
        Html(page.unwrap_or_else(|error| {
            tracing::error!(%error, "the demo's sign-in page could not be made");
            "<!doctype html><title>Sign in</title><p>The page could not be made.".to_owned()
        }))
    }
}

async fn choose(State(idp): Idp, Query(ask): Query<Ask>) -> Response {
    let page = || {
        (
            StatusCode::OK,
            [(header::CACHE_CONTROL, "no-store")],
            idp.page(&idp.people, &ask, ""),
        )
    };
    idp.refusal(&ask).unwrap_or_else(|| page().into_response())
}

#[derive(Deserialize)]
struct Chosen {
    person: String,
    #[serde(flatten)]
    ask: Ask,
}

async fn chosen(State(idp): Idp, Form(Chosen { person, ask }): Form<Chosen>) -> Response {
    if let Some(refusal) = idp.refusal(&ask) {
        return refusal;
    }
    let Some(person) = idp.people.iter().find(|known| known.subject == person) else {
        return idp.back(&ask, &[("error", "access_denied")]);
    };
    let code = idp.grants.issue(Grant {
        person: person.clone(),
        nonce: ask.nonce.clone(),
        code_challenge: ask.code_challenge.clone(),
        // Nobody stays signed in here: they choose who they are each time, whatever `prompt` and `max_age` ask for.
        authenticated_at: (idp.now)().timestamp(),
    });
    idp.back(&ask, &[("code", &code)])
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Redeem {
    grant_type: String,
    code: String,
    redirect_uri: String,
    code_verifier: String,
    client_id: String,
    client_secret: String,
}

async fn redeem(State(idp): Idp, headers: HeaderMap, Form(redeem): Form<Redeem>) -> Response {
    let refuse = |status, error: &str| {
        let mut response = (status, Json(json!({ "error": error }))).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(
                header::WWW_AUTHENTICATE,
                header::HeaderValue::from_static("Basic"),
            );
        }
        response
    };
    let (id, secret) = grants::basic(&headers).unwrap_or((redeem.client_id, redeem.client_secret));
    let known = subtle::ConstantTimeEq::ct_eq(secret.as_bytes(), idp.client_secret.as_bytes());
    if id != CLIENT_ID || !bool::from(known) {
        return refuse(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    if redeem.grant_type != "authorization_code" {
        return refuse(StatusCode::BAD_REQUEST, "unsupported_grant_type");
    }
    let grant = idp.grants.redeem(&redeem.code, &redeem.code_verifier);
    let (Some(grant), true) = (grant, redeem.redirect_uri == idp.redirect_uri) else {
        return refuse(StatusCode::BAD_REQUEST, "invalid_grant");
    };
    let now = (idp.now)().timestamp();
    let mut claims = json!({
        "iss": idp.issuer,
        "aud": CLIENT_ID,
        "sub": grant.person.subject,
        "iat": now,
        "exp": now + 300,
        "auth_time": grant.authenticated_at,
        "name": grant.person.name,
        "email": grant.person.email,
        "email_verified": true,
    });
    if !grant.nonce.is_empty() {
        claims["nonce"] = grant.nonce.into();
    }
    let Some(id_token) = idp.key.sign(&claims) else {
        return refuse(StatusCode::INTERNAL_SERVER_ERROR, "server_error");
    };
    let answer = json!({
        "access_token": super::keep::random_hex(24),
        "token_type": "Bearer",
        "expires_in": 300,
        "scope": "openid profile email",
        "id_token": id_token,
    });
    ([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response()
}

#[cfg(test)]
mod tests;
