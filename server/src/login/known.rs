//! What is known of providers: what they say about themselves and the keys they sign with, kept for as long as they say, within bounds.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, header};
use openidconnect::core::{CoreJsonWebKeySet, CoreProviderMetadata};
use openidconnect::{HttpRequest, HttpResponse};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use store::providers::Provider;
use url::Url;
use uuid::Uuid;

use super::pages::Problem;
use super::provider::{named, unanswered, untrusted};
use crate::outside::{Outside, OutsideError};

/// How long an answer is believed that does not say for how long.
const USUALLY: Duration = Duration::from_secs(10 * 60);
/// However short a provider says.
const SHORTEST: Duration = Duration::from_secs(5 * 60);
/// However long a provider says.
const LONGEST: Duration = Duration::from_secs(24 * 3600);
/// How often a token that anybody can send has the keys fetched.
const SOUGHT_EVERY: Duration = Duration::from_secs(60);
/// Providers known at once; past it the one known longest is forgotten.
const MOST: usize = 1000;

/// What is known of each provider.
#[derive(Debug, Default)]
pub struct Providers(Mutex<HashMap<Uuid, Arc<Known>>>);

/// What is known of one provider, as it was entered last.
#[derive(Debug)]
struct Known {
    issuer: String,
    version: i32,
    since: Instant,
    about: Mutex<Kept<About>>,
    keys: Mutex<Kept<CoreJsonWebKeySet>>,
    sought: tokio::sync::Mutex<Option<Instant>>,
}

/// Something, and until when it is believed.
type Kept<T> = Option<(Instant, Arc<T>)>;

/// What a provider says about itself.
#[derive(Debug)]
pub(super) struct About {
    pub metadata: CoreProviderMetadata,
    /// It names itself in its answers (RFC 9207).
    pub names_itself: bool,
}

impl Known {
    fn of(provider: &Provider, now: Instant) -> Self {
        Self {
            issuer: provider.issuer.clone(),
            version: provider.version,
            since: now,
            about: Mutex::default(),
            keys: Mutex::default(),
            sought: tokio::sync::Mutex::default(),
        }
    }

    fn fits(&self, provider: &Provider) -> bool {
        self.issuer == provider.issuer && self.version == provider.version
    }
}

impl Providers {
    /// What is known of a provider; nothing yet where it was entered anew, opened or closed since.
    fn of(&self, provider: &Provider) -> Arc<Known> {
        let now = Instant::now();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.get(&provider.id).filter(|known| known.fits(provider)) {
            return known.clone();
        }
        if all.len() >= MOST {
            let oldest = all.iter().min_by_key(|(_, known)| known.since);
            if let Some(oldest) = oldest.map(|(id, _)| *id) {
                all.remove(&oldest);
            }
        }
        let known = Arc::new(Known::of(provider, now));
        all.insert(provider.id, known.clone());
        known
    }

    /// What a provider says about itself.
    ///
    /// # Errors
    /// [`Problem::Provider`] where it does not say, [`Problem::Untrusted`] where it says that it is another.
    pub(super) async fn about(
        &self,
        outside: &Outside,
        provider: &Provider,
    ) -> Result<Arc<About>, Problem> {
        #[derive(Deserialize)]
        struct More {
            #[serde(default)]
            authorization_response_iss_parameter_supported: bool,
        }
        let known = self.of(provider);
        if let Some(about) = in_force(&known.about, Instant::now()) {
            return Ok(about);
        }
        let address = discovery_of(&provider.issuer).map_err(|error| unanswered(&error))?;
        let (said, lasts): (serde_json::Value, _) = get(outside, provider, &address).await?;
        let more: More =
            serde_json::from_value(said.clone()).map_err(|error| unanswered(&error))?;
        let metadata: CoreProviderMetadata =
            serde_json::from_value(said).map_err(|error| unanswered(&error))?;
        if metadata.issuer().as_str() != provider.issuer {
            return Err(untrusted(&"discovery names another issuer"));
        }
        let about = About {
            metadata,
            names_itself: more.authorization_response_iss_parameter_supported,
        };
        Ok(keep(&known.about, about, lasts))
    }

    /// The keys that a provider signs with as they are now, for a token that it gave for a code: one that it took back is not believed,
    /// one that is new is known.
    ///
    /// # Errors
    /// [`Problem::Provider`] where they cannot be had.
    pub(super) async fn keys(
        &self,
        outside: &Outside,
        provider: &Provider,
    ) -> Result<Arc<CoreJsonWebKeySet>, Problem> {
        self.fetch_keys(outside, provider, &self.of(provider)).await
    }

    /// The keys that are known, or others than those which a signature was not made with, for a token that anybody can send: fetched
    /// once a minute at most. None where there are no others to be had yet.
    ///
    /// # Errors
    /// [`Problem::Provider`] where they cannot be had.
    pub(super) async fn known_keys(
        &self,
        outside: &Outside,
        provider: &Provider,
        than: Option<&Arc<CoreJsonWebKeySet>>,
    ) -> Result<Option<Arc<CoreJsonWebKeySet>>, Problem> {
        let known = self.of(provider);
        // Whoever comes while they are fetched waits for them.
        let mut sought = known.sought.lock().await;
        let now = Instant::now();
        let newer = in_force(&known.keys, now)
            .filter(|keys| than.is_none_or(|than| !Arc::ptr_eq(keys, than)));
        if newer.is_some() {
            return Ok(newer);
        }
        if sought.is_some_and(|at| now.saturating_duration_since(at) < SOUGHT_EVERY) {
            return Ok(None);
        }
        *sought = Some(now);
        let keys = self.fetch_keys(outside, provider, &known).await?;
        Ok(Some(keys))
    }

    async fn fetch_keys(
        &self,
        outside: &Outside,
        provider: &Provider,
        known: &Known,
    ) -> Result<Arc<CoreJsonWebKeySet>, Problem> {
        let about = self.about(outside, provider).await?;
        let at = about.metadata.jwks_uri().url();
        let (keys, lasts): (CoreJsonWebKeySet, _) = get(outside, provider, at).await?;
        Ok(keep(&known.keys, keys, lasts))
    }
}

fn in_force<T>(kept: &Mutex<Kept<T>>, now: Instant) -> Option<Arc<T>> {
    let kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
    let (until, thing) = kept.as_ref()?;
    (now < *until).then(|| thing.clone())
}

fn keep<T>(kept: &Mutex<Kept<T>>, thing: T, lasts: Duration) -> Arc<T> {
    let thing = Arc::new(thing);
    let until = Instant::now() + lasts;
    *kept.lock().unwrap_or_else(PoisonError::into_inner) = Some((until, thing.clone()));
    thing
}

/// How long an answer is believed: as long as it says (RFC 9111, `max-age`), but not shorter or longer than is good for it.
fn lasts(headers: &HeaderMap) -> Duration {
    let said = headers.get_all(header::CACHE_CONTROL);
    let mut age = None;
    for part in said
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
    {
        let part = part.trim().to_ascii_lowercase();
        if part == "no-store" || part == "no-cache" {
            return SHORTEST;
        }
        if let Some(seconds) = part.strip_prefix("max-age=") {
            age = seconds.trim_matches('"').parse().ok();
        }
    }
    age.map_or(USUALLY, Duration::from_secs)
        .clamp(SHORTEST, LONGEST)
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

/// Reads a provider's JSON as it is now.
pub(super) async fn read<T: DeserializeOwned>(
    outside: &Outside,
    provider: &Provider,
    address: &Url,
) -> Result<T, GetError> {
    let answer = fetch(outside, provider, address).await?;
    Ok(serde_json::from_slice(answer.body())?)
}

async fn fetch(
    outside: &Outside,
    provider: &Provider,
    address: &Url,
) -> Result<HttpResponse, GetError> {
    let mut request = HttpRequest::new(Vec::new());
    *request.uri_mut() = address.as_str().parse()?;
    let answer = outside.fetch(named(provider), request).await?;
    if !answer.status().is_success() {
        return Err(GetError::Status(answer.status()));
    }
    Ok(answer)
}

/// A provider's JSON, and how long it is believed.
async fn get<T: DeserializeOwned>(
    outside: &Outside,
    provider: &Provider,
    address: &Url,
) -> Result<(T, Duration), Problem> {
    let answer = fetch(outside, provider, address).await;
    let answer = answer.map_err(|error| unanswered(&error))?;
    let said = serde_json::from_slice(answer.body()).map_err(|error| unanswered(&error))?;
    Ok((said, lasts(answer.headers())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn provider(id: u128, version: i32) -> Provider {
        Provider {
            id: Uuid::from_u128(id),
            of_university: None,
            shared: false,
            slug: "one".to_owned(),
            name: "One".to_owned(),
            issuer: "https://idp.example".to_owned(),
            client_id: "pillars".to_owned(),
            client_secret: Vec::new(),
            version,
        }
    }

    #[test]
    fn an_answer_is_believed_as_long_as_it_says_within_bounds() {
        let of = |said: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in said {
                headers.append(header::CACHE_CONTROL, line.parse().unwrap());
            }
            lasts(&headers)
        };
        assert_eq!(of(&[]), USUALLY);
        assert_eq!(of(&["public"]), USUALLY);
        assert_eq!(
            of(&["public, max-age=3600, must-revalidate"]),
            Duration::from_secs(3600)
        );
        assert_eq!(
            of(&["public", "Max-Age=\"3600\""]),
            Duration::from_secs(3600)
        );
        assert_eq!(of(&["max-age=1"]), SHORTEST);
        assert_eq!(of(&["max-age=3600, no-store"]), SHORTEST);
        assert_eq!(of(&["max-age=31536000"]), LONGEST);
        assert_eq!(of(&["max-age=-1"]), USUALLY);
    }

    #[test]
    fn what_was_entered_anew_is_asked_anew_and_memory_is_bounded() {
        let all = Providers::default();
        let one = all.of(&provider(1, 1));
        assert!(Arc::ptr_eq(&one, &all.of(&provider(1, 1))));
        assert!(!Arc::ptr_eq(&one, &all.of(&provider(1, 2))));
        for id in 0..u128::try_from(MOST + 10).unwrap() {
            all.of(&provider(id, 1));
        }
        assert_eq!(all.0.lock().unwrap().len(), MOST);
    }

    #[test]
    fn what_is_kept_ends() {
        let kept = Mutex::new(None);
        keep(&kept, "keys", Duration::from_secs(300));
        let now = Instant::now();
        assert!(in_force(&kept, now).is_some());
        assert!(in_force(&kept, now + Duration::from_secs(301)).is_none());
    }
}
