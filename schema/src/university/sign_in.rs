//! How a university's people sign in: its own identity providers, entered, tried and taken in use by its managers (T5, U3).

mod changing;
mod domains;
mod rules;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::id::Kind;
use domain::provider::{self, Step};
use serde::Deserialize;
use store::providers::{self, Entered};
use uuid::Uuid;

use super::people::whose;
use crate::context::Ask;
use crate::error::{Error, Result};
use crate::scalar;

pub use changing::SignInMutation;
use domains::EmailDomain;
pub(crate) use domains::look;
pub use domains::{CHECK_DOMAIN, DomainMutation};
use rules::ClaimRule;
pub use rules::ClaimRuleMutation;

/// Tries a provider as it is entered: `{"provider_id": uuid}`.
pub const TRY_PROVIDER: &str = "try_provider";

/// Whether people sign in by a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "provider::ProviderState")]
pub enum ProviderState {
    /// It was entered, and was never in use.
    Draft,
    /// It is in use.
    Open,
    /// It was in use.
    Closed,
}

/// A step of trying a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "provider::Step")]
pub enum ProviderStep {
    /// Its description can be read.
    Discovery,
    /// It is who it was entered as.
    Issuer,
    /// Its addresses can be talked to.
    Endpoints,
    /// It offers the flow that is used.
    Flow,
    /// It signs in a way that is believed.
    Signing,
    /// Its keys can be read.
    Keys,
    /// It knows the client and its secret.
    Client,
}

/// What one step of trying a provider came to.
#[derive(Debug, Clone, SimpleObject)]
pub struct ProviderCheck {
    /// Which step.
    step: ProviderStep,
    /// Whether a sign-in gets past it.
    passed: bool,
    /// What was found, or what to change.
    said: String,
}

/// An identity provider (OpenID Connect) by which a university's people sign in.
#[derive(Debug, Clone, SimpleObject)]
pub struct Provider {
    /// Stable id.
    id: ID,
    /// Its name on the button.
    name: String,
    /// What it calls itself: an address.
    issuer: String,
    /// What it calls Pillars, as entered last.
    client_id: String,
    /// Whether people sign in by it.
    state: ProviderState,
    /// Whether other settings than those in use were entered: they are tried and opened before they are.
    has_changes: bool,
    /// Whether it is the university's own; others are shared, and looked after by those who run the scheme.
    own: bool,
    /// Whether the university's people may sign in by it now: it is open, and where it is shared the university has not left it.
    used: bool,
    /// Where it says that somebody signed out there: what is registered at it as the back-channel logout address.
    sign_out_address: String,
    /// Where the provider may say what became of an account (RFC 8935): whoever is gone leaves the university, and whoever was named follows its last mentoring manager (U10).
    events_address: String,
    /// Where it sends somebody who signs in from there: what is registered at it as the address that initiates sign-in.
    sign_in_address: String,
    /// The number of this state of it.
    version: i32,
    /// When it was last tried as it is entered now; null while it is being tried, and where it never was.
    tried_at: Option<DateTime<Utc>>,
    /// What that came to, step by step.
    checks: Vec<ProviderCheck>,
    /// Whether it may be opened.
    may_open: bool,
}

/// How a university's people sign in.
#[derive(Debug, Clone, Copy)]
pub struct SignInSettings(Uuid);

/// How a university's people sign in.
#[Object]
impl SignInSettings {
    /// Its own providers and those that are shared.
    #[graphql(complexity = "crate::limits::list_cost(5, child_complexity)")]
    async fn providers(&self, ctx: &Context<'_>) -> Result<Vec<Provider>> {
        let rows = providers::entered(&ctx.scope().tx, self.0).await?;
        let site = &ctx.scope().public_url;
        rows.iter().map(|row| Provider::new(row, site)).collect()
    }

    /// Its e-mail domains, by name.
    #[graphql(complexity = "crate::limits::list_cost(5, child_complexity)")]
    async fn domains(&self, ctx: &Context<'_>) -> Result<Vec<EmailDomain>> {
        let rows = store::domains::list(&ctx.scope().tx, self.0).await?;
        rows.iter().map(EmailDomain::new).collect()
    }

    /// The rules by which its people come in, by what its own providers say of them, in the order in which they were made.
    #[graphql(complexity = "crate::limits::list_cost(5, child_complexity)")]
    async fn rules(&self, ctx: &Context<'_>) -> Result<Vec<ClaimRule>> {
        let rows = store::claim_rules::list(&ctx.scope().tx, self.0).await?;
        rows.iter().map(ClaimRule::new).collect()
    }

    /// The page that leads its people to their sign-in.
    async fn address(&self, ctx: &Context<'_>) -> Result<String> {
        let scope = ctx.scope();
        let of = super::load(scope, self.0).await?;
        Ok(format!("{}/login/{}", scope.public_url, of.slug))
    }

    /// Where sign-ins come back to: what is registered at a provider as the redirect address, exactly.
    async fn redirect_address(&self, ctx: &Context<'_>) -> String {
        format!("{}/auth/callback", ctx.scope().public_url)
    }
}

#[derive(Deserialize)]
struct Kept {
    step: Step,
    passed: bool,
    said: String,
}

/// What was kept of the last trial, where it was of what is entered now.
fn checks(row: &Entered) -> Result<Option<Vec<Kept>>> {
    match &row.checks {
        Some(kept) if row.checked_version == Some(row.version) => {
            let kept = serde_json::from_value(kept.clone());
            Ok(Some(kept.map_err(Error::internal)?))
        }
        _ => Ok(None),
    }
}

/// What is asked before it is opened.
fn standing(row: &Entered) -> Result<provider::Entered> {
    let passed = checks(row)?.map(|all| {
        let passed = !all.is_empty() && all.iter().all(|check| check.passed);
        (row.version, passed)
    });
    Ok(provider::Entered {
        version: row.version,
        checked: passed,
    })
}

impl Provider {
    fn new(row: &Entered, site: &str) -> Result<Self> {
        let state: provider::ProviderState = row.state.parse()?;
        let kept = checks(row)?;
        let has_changes = row.next_client_id.is_some();
        let waits = has_changes || state != provider::ProviderState::Open;
        Ok(Self {
            id: scalar::show(Kind::Provider, row.id),
            name: row.name.clone(),
            issuer: row.issuer.clone(),
            client_id: row
                .next_client_id
                .as_ref()
                .unwrap_or(&row.client_id)
                .clone(),
            state: state.into(),
            has_changes,
            own: row.of_university.is_some(),
            used: row.used,
            sign_out_address: format!("{site}/auth/sign-out/{}", row.slug),
            events_address: format!("{site}/auth/events/{}", row.slug),
            sign_in_address: format!("{site}/auth/from/{}", row.slug),
            version: row.version,
            tried_at: row.checked_at.filter(|_| kept.is_some()),
            may_open: waits && provider::may_open(standing(row)?).is_ok(),
            checks: kept
                .unwrap_or_default()
                .into_iter()
                .map(|check| ProviderCheck {
                    step: check.step.into(),
                    passed: check.passed,
                    said: check.said,
                })
                .collect(),
        })
    }
}

/// How a university's people sign in.
#[derive(Debug, Default)]
pub struct SignInQuery;

/// How a university's people sign in.
#[Object]
impl SignInQuery {
    /// How the people of the viewer's university sign in, or of the one that an operator names.
    async fn sign_in_settings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The university; needed by those who run the scheme.")]
        university_id: Option<ID>,
    ) -> Result<SignInSettings> {
        let scope = ctx.scope();
        scope.may_see(Act::SaveProvider)?;
        let university = whose(scope, university_id.as_ref())?;
        Ok(SignInSettings(university))
    }
}
