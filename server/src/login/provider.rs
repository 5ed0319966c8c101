//! Talking to identity providers: where a sign-in begins, and what its code is given for. Nothing they say is believed until it is checked.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::core::{
    CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod, CoreJsonWebKeySet,
    CoreJwsSigningAlgorithm,
};
use openidconnect::{
    AccessToken, AccessTokenHash, AuthType, AuthorizationCode, ClientId, ClientSecret, CsrfToken,
    EndUserName, EndpointNotSet, HttpRequest, IssuerUrl, LocalizedClaim, LoginHint, Nonce,
    OAuth2TokenResponse, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse,
};
use store::providers::Provider;
use store::sessions::SignIn;
use url::Url;

use super::claims::{Claims, Client, IdToken, Told, Verifier};
use super::known::{About, Providers};
use super::pages::Problem;
use super::signed_token::is_name;
use super::verify::Identity;
use crate::app::App;
use crate::outside::Named;

/// How far a provider's clock may differ from ours.
pub(super) const LEEWAY: TimeDelta = TimeDelta::seconds(60);
/// A token issued longer ago than this was not made for this sign-in.
pub(super) const FRESH: TimeDelta = TimeDelta::minutes(15);

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

/// Where to send the browser, and what the answer must fit.
pub(super) struct AskedFor {
    pub address: Url,
    pub state: String,
    pub nonce: String,
    pub verifier: String,
}

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
        let about = self.about(&app.outside, provider).await?;
        let client = client(app, provider, &about, CoreJsonWebKeySet::default())?;
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
        let about = self.about(&app.outside, provider).await?;
        match issuer {
            Some(issuer) if issuer == provider.issuer => Ok(()),
            None if !about.names_itself => Ok(()),
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
        let about = self.about(&app.outside, provider).await?;
        let named = named(provider);
        let outside = app.outside.clone();
        let http = move |request: HttpRequest| {
            let outside = outside.clone();
            async move { outside.fetch(named, request).await }
        };
        let tokens = client(app, provider, &about, CoreJsonWebKeySet::default())?
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
        let keys = self.keys(&app.outside, provider).await?;
        let verifier = verifier(app, provider, &keys)?;
        let claims = token
            .claims(&verifier, &Nonce::new(sign_in.nonce.clone()))
            .map_err(|error| untrusted(&error))?;
        goes_with(token, &verifier, claims, tokens.access_token())?;
        let identity = identity(claims);
        let Some(address) = about.metadata.userinfo_endpoint() else {
            return Ok(identity);
        };
        let told: Told = client(app, provider, &about, (*keys).clone())?
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
        let mut claims = told.additional_claims().0.clone();
        // What is signed comes first.
        claims.extend(identity.claims);
        Ok(Identity {
            claims,
            name: identity.name.or_else(|| called(told.name())),
            email: identity
                .email
                .or_else(|| told.email().map(|email| email.as_str().to_owned())),
            email_verified: identity.email_verified.or(told.email_verified()),
            ..identity
        })
    }
}

/// Looks at an ID token by some keys.
fn verifier(app: &App, provider: &Provider, keys: &CoreJsonWebKeySet) -> Result<Verifier, Problem> {
    let now = app.clock.instant();
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(|error| unanswered(&error))?;
    let client_id = ClientId::new(provider.client_id.clone());
    // No signature by a shared secret is allowed, so it takes none.
    let verifier = Verifier::new_public_client(client_id, issuer, keys.clone());
    Ok(verifier
        .set_allowed_algs(ALGORITHMS)
        .set_time_fn(move || now - LEEWAY)
        .set_issue_time_verifier_fn(move |issued| issued_for_this(issued, now)))
}

/// An access token is the one that came with the ID token, where that says so (`at_hash`).
fn goes_with(
    token: &IdToken,
    verifier: &Verifier,
    claims: &Claims,
    access: &AccessToken,
) -> Result<(), Problem> {
    let Some(expected) = claims.access_token_hash() else {
        return Ok(());
    };
    let algorithm = token.signing_alg().map_err(|error| untrusted(&error))?;
    let key = token
        .signing_key(verifier)
        .map_err(|error| untrusted(&error))?;
    let actual = AccessTokenHash::from_token(access, algorithm, key);
    let actual = actual.map_err(|error| untrusted(&error))?;
    if actual != *expected {
        return Err(untrusted(&"the access token is not the one signed for"));
    }
    Ok(())
}

fn client(
    app: &App,
    provider: &Provider,
    about: &About,
    keys: CoreJsonWebKeySet,
) -> Result<Client, Problem> {
    let metadata = &about.metadata;
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
        Client::<EndpointNotSet>::new(ClientId::new(provider.client_id.clone()), issuer, keys)
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

fn identity(claims: &Claims) -> Identity {
    Identity {
        subject: claims.subject().as_str().to_owned(),
        name: called(claims.name()),
        claims: claims.additional_claims().0.clone(),
        email: claims.email().map(|email| email.as_str().to_owned()),
        email_verified: claims.email_verified(),
        authenticated_at: claims.auth_time(),
        sid: claims
            .additional_claims()
            .0
            .get("sid")
            .and_then(|sid| is_name(sid.as_str()?))
            .map(str::to_owned),
    }
}

fn called(name: Option<&LocalizedClaim<EndUserName>>) -> Option<String> {
    name?.get(None).map(|name| name.as_str().to_owned())
}

pub(super) fn issued_for_this(issued: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), String> {
    if issued > now + LEEWAY {
        return Err("issued in the future".to_owned());
    }
    if issued < now - FRESH {
        return Err("issued long ago".to_owned());
    }
    Ok(())
}

pub(super) fn untrusted(cause: &dyn std::fmt::Display) -> Problem {
    tracing::warn!(error.cause = %cause, "a sign-in could not be trusted");
    Problem::Untrusted
}

pub(super) fn unanswered(cause: &dyn std::fmt::Display) -> Problem {
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
