//! Talking to identity providers: discovery, keys, codes. Nothing they say is believed until it is checked.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreAuthPrompt, CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdTokenClaims,
    CoreJsonWebKeySet, CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreUserInfoClaims,
};
use openidconnect::{
    AccessTokenHash, AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest,
    IssuerUrl, LoginHint, Nonce, OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope, TokenResponse,
};
use serde::Deserialize;
use store::providers::Provider;
use store::sessions::SignIn;
use url::Url;
use uuid::Uuid;

use super::pages::Problem;
use super::verify::Identity;
use crate::app::App;
use crate::outside::{Named, Outside, OutsideError};

/// How long what a provider says about itself is believed.
const KNOWN_FOR: Duration = Duration::from_secs(10 * 60);
/// How far a provider's clock may differ from ours.
pub(super) const LEEWAY: TimeDelta = TimeDelta::seconds(60);
/// A token issued longer ago than this was not made for this sign-in.
const FRESH: TimeDelta = TimeDelta::minutes(15);

/// Signatures that only the provider can make. None and those made with a shared secret are not among them.
pub(super) const ALGORITHMS: [CoreJwsSigningAlgorithm; 9] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// What providers say about themselves, kept for a while.
#[derive(Debug, Default)]
pub struct Providers(Mutex<HashMap<Uuid, (Instant, Arc<Discovered>)>>);

#[derive(Debug)]
struct Discovered {
    metadata: CoreProviderMetadata,
    /// It names itself in its answers (RFC 9207).
    names_itself: bool,
}

/// Where to send the browser, and what the answer must fit.
pub(super) struct AskedFor {
    pub address: Url,
    pub state: String,
    pub nonce: String,
    pub verifier: String,
}

type Client = openidconnect::core::CoreClient<
    openidconnect::EndpointSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointSet,
    openidconnect::EndpointNotSet,
>;

impl Providers {
    /// Begins a sign-in: authorization code with PKCE (S256), state and nonce.
    /// Whoever is to sign in again is to be asked who they are, however lately they were.
    pub(super) async fn ask(
        &self,
        app: &App,
        provider: &Provider,
        again: bool,
        hint: Option<&str>,
    ) -> Result<AskedFor, Problem> {
        let discovered = self.discover(app, provider).await?;
        let client = client(app, provider, &discovered, CoreJsonWebKeySet::default())?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let mut asked = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                || CsrfToken::new_random_len(32),
                || Nonce::new_random_len(32),
            )
            .add_scope(Scope::new("profile".to_owned()))
            .add_scope(Scope::new("email".to_owned()))
            .set_pkce_challenge(challenge);
        if let Some(hint) = hint {
            asked = asked.set_login_hint(LoginHint::new(hint.to_owned()));
        }
        if again {
            asked = asked
                .add_prompt(CoreAuthPrompt::Login)
                .set_max_age(Duration::ZERO);
        }
        let (address, state, nonce) = asked.url();
        Ok(AskedFor {
            address,
            state: state.into_secret(),
            nonce: nonce.secret().clone(),
            verifier: verifier.into_secret(),
        })
    }

    /// Who answers must be who was asked: a code of one provider is never given to another (mix-up).
    pub(super) async fn check_issuer(
        &self,
        app: &App,
        provider: &Provider,
        issuer: Option<&str>,
    ) -> Result<(), Problem> {
        let discovered = self.discover(app, provider).await?;
        match issuer {
            Some(issuer) if issuer == provider.issuer => Ok(()),
            None if !discovered.names_itself => Ok(()),
            _ => Err(untrusted(&"the answer's iss is not the provider's")),
        }
    }

    /// Gives the code for an identity.
    pub(super) async fn redeem(
        &self,
        app: &App,
        provider: &Provider,
        sign_in: &SignIn,
        code: String,
    ) -> Result<Identity, Problem> {
        let discovered = self.discover(app, provider).await?;
        // Fetched each time: a key that was withdrawn is not believed, one that is new is known.
        let keys: CoreJsonWebKeySet =
            get(&app.outside, provider, discovered.metadata.jwks_uri().url()).await?;
        let client = client(app, provider, &discovered, keys)?;
        let named = named(provider);
        let outside = app.outside.clone();
        let http = move |request: HttpRequest| {
            let outside = outside.clone();
            async move { outside.fetch(named, request).await }
        };
        let tokens = client
            .exchange_code(AuthorizationCode::new(code))
            .set_pkce_verifier(PkceCodeVerifier::new(sign_in.verifier.clone()))
            .request_async(&http)
            .await
            .map_err(|error| match error {
                openidconnect::RequestTokenError::ServerResponse(_) => {
                    untrusted(&"the code was not accepted")
                }
                error => unanswered(&error),
            })?;
        let token = tokens
            .id_token()
            .ok_or_else(|| untrusted(&"there is no ID token"))?;
        let now = app.clock.instant();
        let verifier = client
            .id_token_verifier()
            .set_allowed_algs(ALGORITHMS)
            .set_time_fn(move || now - LEEWAY)
            .set_issue_time_verifier_fn(move |issued| issued_for_this(issued, now));
        let nonce = Nonce::new(sign_in.nonce.clone());
        let claims = token
            .claims(&verifier, &nonce)
            .map_err(|error| untrusted(&error))?;
        if let Some(expected) = claims.access_token_hash() {
            let algorithm = token.signing_alg().map_err(|error| untrusted(&error))?;
            let key = token
                .signing_key(&verifier)
                .map_err(|error| untrusted(&error))?;
            let actual = AccessTokenHash::from_token(tokens.access_token(), algorithm, key)
                .map_err(|error| untrusted(&error))?;
            if actual != *expected {
                return Err(untrusted(&"the access token is not the one signed for"));
            }
        }
        let identity = identity(claims);
        if let Some(address) = discovered.metadata.userinfo_endpoint() {
            let told: CoreUserInfoClaims = client
                .clone()
                .set_user_info_url(address.clone())
                .user_info(
                    tokens.access_token().clone(),
                    Some(claims.subject().clone()),
                )
                .request_async(&http)
                .await
                .map_err(|error| match error {
                    openidconnect::UserInfoError::Request(error) => unanswered(&error),
                    error => untrusted(&error),
                })?;
            return Ok(Identity {
                email: identity
                    .email
                    .or_else(|| told.email().map(|email| email.as_str().to_owned())),
                email_verified: identity.email_verified.or(told.email_verified()),
                ..identity
            });
        }
        Ok(identity)
    }

    /// What the provider says about itself.
    async fn discover(&self, app: &App, provider: &Provider) -> Result<Arc<Discovered>, Problem> {
        #[derive(Deserialize)]
        struct More {
            #[serde(default)]
            authorization_response_iss_parameter_supported: bool,
        }
        let now = Instant::now();
        let known = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&provider.id)
            .filter(|(at, known)| {
                now.saturating_duration_since(*at) < KNOWN_FOR
                    && known.metadata.issuer().as_str() == provider.issuer
            })
            .map(|(_, known)| known.clone());
        if let Some(known) = known {
            return Ok(known);
        }
        let address = discovery_of(&provider.issuer).map_err(|error| unanswered(&error))?;
        let said: serde_json::Value = get(&app.outside, provider, &address).await?;
        let more: More =
            serde_json::from_value(said.clone()).map_err(|error| unanswered(&error))?;
        let metadata: CoreProviderMetadata =
            serde_json::from_value(said).map_err(|error| unanswered(&error))?;
        if metadata.issuer().as_str() != provider.issuer {
            return Err(untrusted(&"discovery names another issuer"));
        }
        let discovered = Arc::new(Discovered {
            metadata,
            names_itself: more.authorization_response_iss_parameter_supported,
        });
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(provider.id, (now, discovered.clone()));
        Ok(discovered)
    }
}

fn client(
    app: &App,
    provider: &Provider,
    discovered: &Discovered,
    keys: CoreJsonWebKeySet,
) -> Result<Client, Problem> {
    let metadata = &discovered.metadata;
    let token = metadata
        .token_endpoint()
        .ok_or_else(|| unanswered(&"discovery names no token endpoint"))?;
    let authorize = metadata.authorization_endpoint();
    for address in [authorize.url(), token.url()] {
        let safe = app.outside.require_safe(named(provider), address);
        safe.map_err(|error| unanswered(&error))?;
    }
    let secret = app
        .seal
        .reveal(&provider.issuer, &provider.client_secret)
        .ok_or_else(|| {
            tracing::error!(
                provider = provider.slug,
                "a client secret cannot be opened: enter it anew, or set PILLARS_SECRET_BEFORE"
            );
            Problem::Internal
        })?;
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|error| unanswered(&error))?;
    let back = format!(
        "{}/auth/callback",
        app.config.public_url.as_str().trim_end_matches('/')
    );
    let back = RedirectUrl::new(back).map_err(|error| Problem::internal(&error))?;
    // Basic unless the provider says that it wants the secret in the body.
    let auth = match metadata.token_endpoint_auth_methods_supported() {
        Some(methods)
            if !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
                && methods.contains(&CoreClientAuthMethod::ClientSecretPost) =>
        {
            AuthType::RequestBody
        }
        _ => AuthType::BasicAuth,
    };
    Ok(
        CoreClient::new(ClientId::new(provider.client_id.clone()), issuer, keys)
            .set_client_secret(ClientSecret::new(secret))
            .set_auth_type(auth)
            .set_auth_uri(authorize.clone())
            .set_token_uri(token.clone())
            .set_redirect_uri(back),
    )
}

/// Whose word it is that a provider is where it is.
pub(super) fn named(provider: &Provider) -> Named {
    match provider.of_university {
        Some(_) => Named::ByOthers,
        None => Named::ByUs,
    }
}

/// Where a provider says what it is (OpenID Connect Discovery 1.0, section 4).
pub(super) fn discovery_of(issuer: &str) -> Result<Url, url::ParseError> {
    let issuer = issuer.trim_end_matches('/');
    Url::parse(&format!("{issuer}/.well-known/openid-configuration"))
}

/// Why a provider's JSON could not be had.
#[derive(Debug, thiserror::Error)]
pub(super) enum GetError {
    #[error(transparent)]
    Outside(#[from] OutsideError),
    #[error("it answered {0}")]
    Status(axum::http::StatusCode),
    #[error("its answer is not what it should be")]
    Json(#[from] serde_json::Error),
    #[error("its address is none")]
    Address(#[from] axum::http::uri::InvalidUri),
}

/// Reads a provider's JSON.
pub(super) async fn read<T: serde::de::DeserializeOwned>(
    outside: &Outside,
    provider: &Provider,
    address: &Url,
) -> Result<T, GetError> {
    let mut request = HttpRequest::new(Vec::new());
    *request.uri_mut() = address.as_str().parse()?;
    let answer = outside.fetch(named(provider), request).await?;
    if !answer.status().is_success() {
        return Err(GetError::Status(answer.status()));
    }
    Ok(serde_json::from_slice(answer.body())?)
}

async fn get<T: serde::de::DeserializeOwned>(
    outside: &Outside,
    provider: &Provider,
    address: &Url,
) -> Result<T, Problem> {
    let read = read(outside, provider, address).await;
    read.map_err(|error| unanswered(&error))
}

fn identity(claims: &CoreIdTokenClaims) -> Identity {
    Identity {
        subject: claims.subject().as_str().to_owned(),
        email: claims.email().map(|email| email.as_str().to_owned()),
        email_verified: claims.email_verified(),
        authenticated_at: claims.auth_time(),
    }
}

fn issued_for_this(issued: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), String> {
    if issued > now + LEEWAY {
        return Err("issued in the future".to_owned());
    }
    if issued < now - FRESH {
        return Err("issued long ago".to_owned());
    }
    Ok(())
}

fn untrusted(cause: &dyn std::fmt::Display) -> Problem {
    tracing::warn!(error.cause = %cause, "a sign-in could not be trusted");
    Problem::Untrusted
}

fn unanswered(cause: &dyn std::fmt::Display) -> Problem {
    tracing::warn!(error.cause = %cause, "a sign-in provider does not answer as it should");
    Problem::Provider
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_issued_for_this_sign_in() {
        let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
        let ok = |seconds| issued_for_this(now + TimeDelta::seconds(seconds), now).is_ok();
        assert!(ok(0) && ok(59) && ok(-600));
        assert!(!ok(61) && !ok(86_400) && !ok(-3600));
    }
}
