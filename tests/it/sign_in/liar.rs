//! An OpenID Connect provider in process that lies on demand; its log-in form is always filled in already.

mod signing;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use url::Url;
use uuid::Uuid;

use signing::Key;

/// What is wrong with the next sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lie {
    /// Nothing.
    None,
    /// Somebody the product does not know.
    Stranger,
    /// Somebody who was invited, with an address written otherwise.
    Newcomer,
    OtherNonce,
    NoNonce,
    OtherAudience,
    SecondAudience,
    OtherIssuer,
    Expired,
    IssuedTomorrow,
    IssuedLongAgo,
    Unsigned,
    SignedWithThePublicKey,
    UnknownKey,
    ForgedSignature,
    OtherState,
    AnswersAsAnother,
    AnswersAsNobody,
    NoSubject,
    UserinfoOfAnother,
    OtherAccessToken,
    TokenFails,
    /// It answers in a minute.
    TokenSlow,
    /// It signs with a key that nobody has seen yet, and nobody gets to see.
    KeysFail,
    CodeUsed,
    NoIdToken,
    AddressNotVerified,
    AddressOfAnother,
    AddressLooksAlike,
    Enormous,
    SaysNo,
    RedirectsTheToken,
    /// It is not there.
    NotThere,
    /// It calls itself somebody else.
    CallsItselfAnother,
    /// Its tokens are to be had in a private network.
    TokensInside,
    NoCodeFlow,
    SignsWithTheSecret,
    NoKeys,
    /// It does not know the client.
    UnknownClient,
    /// True, and said with the time: just now.
    SignedInNow,
    /// True, and said with the time: an hour ago.
    SignedInBefore,
}

impl Lie {
    /// Every lie that must end in a refusal.
    pub const ALL: [Self; 29] = [
        Self::OtherNonce,
        Self::NoNonce,
        Self::OtherAudience,
        Self::SecondAudience,
        Self::OtherIssuer,
        Self::Expired,
        Self::IssuedTomorrow,
        Self::IssuedLongAgo,
        Self::Unsigned,
        Self::SignedWithThePublicKey,
        Self::UnknownKey,
        Self::ForgedSignature,
        Self::OtherState,
        Self::AnswersAsAnother,
        Self::AnswersAsNobody,
        Self::NoSubject,
        Self::UserinfoOfAnother,
        Self::OtherAccessToken,
        Self::TokenFails,
        Self::TokenSlow,
        Self::KeysFail,
        Self::CodeUsed,
        Self::NoIdToken,
        Self::AddressNotVerified,
        Self::AddressOfAnother,
        Self::AddressLooksAlike,
        Self::Enormous,
        Self::SaysNo,
        Self::RedirectsTheToken,
    ];
}

/// The provider.
#[derive(Clone)]
pub struct Liar(Arc<Inside>);

struct Inside {
    address: SocketAddr,
    lie: Mutex<Lie>,
    codes: Mutex<HashMap<String, Asked>>,
    key: Mutex<Arc<Key>>,
    /// What it says of whoever signs in, beside.
    more: Mutex<Value>,
    /// How often it was asked what it is, and for its keys.
    asked: [AtomicUsize; 2],
}

/// What came with the request for a code.
struct Asked {
    nonce: String,
    challenge: String,
}

impl Liar {
    /// At a loopback port.
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
            .await
            .unwrap();
        let liar = Self(Arc::new(Inside {
            address: listener.local_addr().unwrap(),
            lie: Mutex::new(Lie::None),
            codes: Mutex::default(),
            key: Mutex::new(Arc::new(Key::new("k1"))),
            more: Mutex::new(json!({})),
            asked: Default::default(),
        }));
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/keys", get(keys))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .route("/me", get(me))
            .with_state(liar.clone());
        tokio::spawn(axum::serve(listener, routes).into_future());
        liar
    }

    pub fn issuer(&self) -> String {
        format!("http://{}", self.0.address)
    }

    /// From now on.
    pub fn tell(&self, lie: Lie) {
        *self.0.lie.lock().unwrap_or_else(PoisonError::into_inner) = lie;
    }

    fn lie(&self) -> Lie {
        *self.0.lie.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on it signs with another key.
    pub fn rotate(&self, kid: &str) {
        *self.0.key.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(Key::new(kid));
    }

    /// What it says of whoever signs in from now on, beside or instead.
    pub fn says(&self, more: Value) {
        *self.0.more.lock().unwrap_or_else(PoisonError::into_inner) = more;
    }

    fn more(&self) -> Value {
        let more = self.0.more.lock().unwrap_or_else(PoisonError::into_inner);
        more.clone()
    }

    /// Anything, as a token signed by it.
    pub fn signs(&self, lie: Lie, typ: &str, claims: &Value) -> String {
        self.key().sign(lie, typ, claims)
    }

    fn key(&self) -> Arc<Key> {
        let key = self.0.key.lock().unwrap_or_else(PoisonError::into_inner);
        key.clone()
    }

    /// How often it was asked what it is, and for its keys.
    pub fn was_asked(&self) -> (usize, usize) {
        let [what, keys] = &self.0.asked;
        (what.load(Ordering::SeqCst), keys.load(Ordering::SeqCst))
    }

    /// Goes where the product sent the browser, and says where the browser is sent back to: path and query.
    pub async fn visit(&self, address: &str) -> String {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        let answer = client.get(address).send().await.unwrap();
        let back = Url::parse(answer.headers()["location"].to_str().unwrap()).unwrap();
        format!("{}?{}", back.path(), back.query().unwrap_or_default())
    }
}

async fn discovery(State(liar): State<Liar>) -> Response {
    liar.0.asked[0].fetch_add(1, Ordering::SeqCst);
    let issuer = liar.issuer();
    let mut about = json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "userinfo_endpoint": format!("{issuer}/me"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
        "authorization_response_iss_parameter_supported": true,
    });
    match liar.lie() {
        Lie::NotThere => return StatusCode::NOT_FOUND.into_response(),
        Lie::CallsItselfAnother => about["issuer"] = json!("https://another.example"),
        Lie::TokensInside => about["token_endpoint"] = json!("https://10.0.0.1/token"),
        Lie::NoCodeFlow => about["response_types_supported"] = json!(["id_token"]),
        Lie::SignsWithTheSecret => {
            about["id_token_signing_alg_values_supported"] = json!(["HS256"]);
        }
        _ => {}
    }
    Json(about).into_response()
}

async fn keys(State(liar): State<Liar>) -> Response {
    liar.0.asked[1].fetch_add(1, Ordering::SeqCst);
    match liar.lie() {
        Lie::KeysFail => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Lie::NoKeys => Json(json!({ "keys": [] })).into_response(),
        _ => Json(json!({ "keys": [liar.key().shown()] })).into_response(),
    }
}

async fn authorize(
    State(liar): State<Liar>,
    Query(asked): Query<HashMap<String, String>>,
) -> Redirect {
    let lie = liar.lie();
    let code = Uuid::new_v4().to_string();
    liar.0
        .codes
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(
            code.clone(),
            Asked {
                nonce: asked["nonce"].clone(),
                challenge: asked["code_challenge"].clone(),
            },
        );
    let mut back = Url::parse(&asked["redirect_uri"]).unwrap();
    let state = match lie {
        Lie::OtherState => "forged",
        _ => &asked["state"],
    };
    {
        let mut query = back.query_pairs_mut();
        query.append_pair("state", state);
        match lie {
            Lie::SaysNo => query
                .append_pair("error", "access_denied")
                .append_pair("error_description", "<script>alert(1)</script>"),
            _ => query.append_pair("code", &code),
        };
        match lie {
            Lie::AnswersAsNobody => {}
            Lie::AnswersAsAnother => {
                query.append_pair("iss", "http://127.0.0.1:1");
            }
            _ => {
                query.append_pair("iss", &liar.issuer());
            }
        }
    }
    Redirect::to(back.as_str())
}

async fn token(State(liar): State<Liar>, Form(sent): Form<HashMap<String, String>>) -> Response {
    let lie = liar.lie();
    let refused = |code: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": code })));
    match lie {
        Lie::TokenFails => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Lie::TokenSlow => tokio::time::sleep(Duration::from_secs(60)).await,
        Lie::RedirectsTheToken => return Redirect::temporary("/token2").into_response(),
        Lie::CodeUsed => return refused("invalid_grant").into_response(),
        Lie::UnknownClient => return refused("invalid_client").into_response(),
        _ => {}
    }
    let asked = {
        let mut codes = liar.0.codes.lock().unwrap_or_else(PoisonError::into_inner);
        codes.remove(&sent["code"])
    };
    let verifier = sent.get("code_verifier").cloned().unwrap_or_default();
    let challenge = URL_SAFE_NO_PAD.encode(<sha2::Sha256 as sha2::Digest>::digest(verifier));
    let Some(asked) = asked.filter(|asked| asked.challenge == challenge) else {
        return refused("invalid_grant").into_response();
    };
    let id_token = match lie {
        Lie::NoIdToken => Value::Null,
        _ => Value::String(
            liar.key()
                .sign(lie, "JWT", &claims(&liar, lie, &asked.nonce)),
        ),
    };
    let mut answer = json!({ "access_token": "open", "token_type": "Bearer", "expires_in": 300 });
    if !id_token.is_null() {
        answer["id_token"] = id_token;
    }
    Json(answer).into_response()
}

fn claims(liar: &Liar, lie: Lie, nonce: &str) -> Value {
    let now = now();
    let mut claims = json!({
        "iss": liar.issuer(), "sub": "u-1", "aud": "pillars", "iat": now, "exp": now + 300, "nonce": nonce,
        "email": "mara@alderbrook.test", "email_verified": true,
    });
    for (key, value) in liar.more().as_object().unwrap() {
        claims[key] = value.clone();
    }
    let mut set = |key: &str, value: Value| claims[key] = value;
    match lie {
        Lie::Newcomer => {
            set("sub", json!("u-99"));
            set("email", json!("Nia@alderbrook.test"));
        }
        Lie::Stranger => set("sub", json!("u-99")),
        Lie::OtherNonce => set("nonce", json!("x")),
        Lie::NoNonce => set("nonce", Value::Null),
        Lie::OtherAudience => set("aud", json!("somebody-else")),
        Lie::SecondAudience => set("aud", json!(["pillars", "somebody-else"])),
        Lie::OtherIssuer => set("iss", json!("http://127.0.0.1:1")),
        Lie::Expired => set("exp", json!(now - 120)),
        Lie::IssuedTomorrow => set("iat", json!(now + 86_400)),
        Lie::IssuedLongAgo => set("iat", json!(now - 86_400)),
        Lie::NoSubject => set("sub", Value::Null),
        Lie::OtherAccessToken => set("at_hash", json!("AAAAAAAAAAAAAAAAAAAAAA")),
        Lie::AddressNotVerified => set("email_verified", json!(false)),
        Lie::AddressOfAnother => set("email", json!("chief@brackenfield.test")),
        Lie::AddressLooksAlike => set("email", json!("MARA@ALDERBROOK.TEST\u{200b}")),
        Lie::SignedInNow => set("auth_time", json!(now)),
        Lie::SignedInBefore => set("auth_time", json!(now - 3600)),
        Lie::Enormous => set("groups", json!(vec!["a group of many"; 50_000])),
        _ => {}
    }
    claims
}

#[expect(
    clippy::disallowed_methods,
    reason = "a provider has a clock of its own"
)]
pub fn now() -> i64 {
    chrono::Utc::now().timestamp()
}

async fn me(State(liar): State<Liar>) -> Json<Value> {
    let subject = match liar.lie() {
        Lie::UserinfoOfAnother => "u-2",
        Lie::Stranger | Lie::Newcomer => "u-99",
        _ => "u-1",
    };
    let email = match liar.lie() {
        Lie::Newcomer => "Nia@alderbrook.test",
        _ => "mara@alderbrook.test",
    };
    let mut told = json!({ "sub": subject, "email": email, "email_verified": true });
    for key in ["sub", "email"] {
        if let Some(value) = liar.more().get(key) {
            told[key] = value.clone();
        }
    }
    Json(told)
}
