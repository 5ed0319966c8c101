//! Entering, trying, opening and closing a university's identity providers (U3).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::{Act, Role};
use domain::id::Kind;
use domain::input::Fields;
use domain::provider::{MOST, ProviderState, may_close, may_leave_shared, may_open, not_an_issuer};
use serde_json::json;
use store::providers::{self, Entered, Entry};
use store::trail::Job;
use uuid::Uuid;

use super::{SignInSettings, TRY_PROVIDER, standing, whose};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::scalar;

/// A provider as somebody enters it.
#[derive(Debug, InputObject)]
pub struct SaveProviderInput {
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// The provider that is changed; none for a new one.
    provider_id: Option<ID>,
    /// The version that was changed; needed with `providerId`.
    version: Option<i32>,
    /// Its name on the button; 80 characters at most.
    name: String,
    /// What it calls itself: an https address. Only one that was never in use gets another.
    issuer: String,
    /// What it calls Pillars; 200 characters at most.
    client_id: String,
    /// The secret that it gave to Pillars; 1,000 characters at most. Nobody can read it again. Left out it stays as it is.
    client_secret: Option<String>,
}

/// A provider of a university.
#[derive(Debug, InputObject)]
pub struct ProviderInput {
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// Which.
    provider_id: ID,
}

/// Whether a university's people sign in by the shared providers.
#[derive(Debug, InputObject)]
pub struct ShareSignInInput {
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// True: by them, too; false: by its own alone.
    shared: bool,
}

/// How the university's people sign in now.
#[derive(Debug, SimpleObject)]
pub struct SignInPayload {
    /// As it stands after the act.
    settings: SignInSettings,
}

impl SignInPayload {
    pub(super) const fn of(university: Uuid) -> Self {
        Self {
            settings: SignInSettings(university),
        }
    }
}

/// Changing how a university's people sign in.
#[derive(Debug, Default)]
pub struct SignInMutation;

/// Changing how a university's people sign in.
#[Object]
impl SignInMutation {
    /// Enters a provider, or what changed about one, and has it tried. What is in use stays in use until what was entered is opened (U3).
    async fn save_provider(
        &self,
        ctx: &Context<'_>,
        input: SaveProviderInput,
    ) -> Result<SignInPayload> {
        let scope = ctx.scope();
        scope.may(Act::SaveProvider)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let before = match &input.provider_id {
            Some(id) => Some(held(scope, university, id).await?),
            None => None,
        };
        if before.is_none() {
            let all = providers::entered(&scope.tx, university).await?;
            if all.iter().filter(|row| row.of_university.is_some()).count() >= MOST {
                let message =
                    format!("There are {MOST} already, which is the most: change one of them.");
                return Err(Error::refused("U3", message));
            }
        }
        let mut fields = Fields::new();
        let name = fields.line("name", &input.name, 1..=80);
        let issuer = fields.line("issuer", &input.issuer, 1..=300);
        let client_id = fields.line("clientId", &input.client_id, 1..=200);
        let secret = input
            .client_secret
            .as_deref()
            .filter(|text| !text.is_empty());
        if !fields.names("issuer") {
            // A server that is tried out on one machine has its providers there.
            let trying = scope.public_url.starts_with("http://");
            if let Some(why) = not_an_issuer(&issuer, trying) {
                fields.problem("issuer", why);
            }
        }
        if let Some(long) = secret.filter(|text| text.len() > 1000) {
            let message = format!(
                "A secret has 1,000 characters at most; this one has {}.",
                long.len()
            );
            fields.problem("clientSecret", message);
        }
        let other_issuer = before.as_ref().is_some_and(|row| row.issuer != issuer);
        if secret.is_none() && (before.is_none() || other_issuer) {
            // A secret is sent to nobody but to whom it was entered for.
            fields.problem(
                "clientSecret",
                "Enter the secret that the provider gave to Pillars.",
            );
        }
        if other_issuer
            && before
                .as_ref()
                .is_some_and(|row| row.state != ProviderState::Draft.as_str())
        {
            let message = "People are known by this issuer (T5): add another provider instead.";
            fields.problem("issuer", message);
        }
        fields.or(())?;
        let sealed = match secret {
            Some(secret) => Some(scope.seal(&issuer, secret)?),
            None => None,
        };
        let entry = Entry {
            id: before.as_ref().map_or_else(Uuid::now_v7, |row| row.id),
            university,
            name: &name,
            issuer: &issuer,
            client_id: &client_id,
            secret: sealed.as_deref(),
        };
        match &before {
            None if !providers::draft(&scope.tx, &entry).await? => {
                return Err(Error::NotFound("university"));
            }
            None => {}
            Some(row) => {
                let same = input.version == Some(row.version);
                if !same || !providers::change(&scope.tx, &entry, row.version).await? {
                    return Err(Error::Conflict {
                        message: "Somebody else has changed this provider since you loaded it. Look at it, then save yours again.".to_owned(),
                        current: json!({ "name": row.name, "issuer": row.issuer, "version": row.version }),
                    });
                }
            }
        }
        let told = Told {
            university,
            subject: Some(entry.id),
            act: "provider.saved",
            summary: format!("The sign-in {name} was entered."),
            before: before.as_ref().map(
                |row| json!({ "name": row.name, "issuer": row.issuer, "clientId": row.client_id }),
            ),
            after: Some(
                json!({ "name": name, "issuer": issuer, "clientId": client_id, "secretEntered": secret.is_some() }),
            ),
            ..Told::default()
        };
        scope.tell(told, &[trial(entry.id)]).await?;
        Ok(SignInPayload::of(university))
    }

    /// Has a provider tried again as it is entered; its steps are there when that is done.
    async fn try_provider(&self, ctx: &Context<'_>, input: ProviderInput) -> Result<SignInPayload> {
        let scope = ctx.scope();
        scope.may(Act::TryProvider)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let row = held(scope, university, &input.provider_id).await?;
        providers::forget_check(&scope.tx, row.id).await?;
        let told = Told {
            university,
            subject: Some(row.id),
            act: "provider.tried",
            summary: format!("The sign-in {} is tried.", row.name),
            ..Told::default()
        };
        scope.tell(told, &[trial(row.id)]).await?;
        Ok(SignInPayload::of(university))
    }

    /// Takes in use what was entered of a provider, once every step of trying it passed (U3).
    async fn open_provider(
        &self,
        ctx: &Context<'_>,
        input: ProviderInput,
    ) -> Result<SignInPayload> {
        let scope = ctx.scope();
        scope.may(Act::OpenProvider)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let row = held(scope, university, &input.provider_id).await?;
        may_open(standing(&row)?)?;
        providers::take_in_use(&scope.tx, row.id).await?;
        let summary = format!("The sign-in {} was opened.", row.name);
        tell(scope, university, &row, "provider.opened", summary).await?;
        Ok(SignInPayload::of(university))
    }

    /// Lets nobody sign in by a provider any more, and signs out who did. A university keeps one way to sign in (U3).
    async fn close_provider(
        &self,
        ctx: &Context<'_>,
        input: ProviderInput,
    ) -> Result<SignInPayload> {
        let scope = ctx.scope();
        scope.may(Act::CloseProvider)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let row = held(scope, university, &input.provider_id).await?;
        if row.state == ProviderState::Closed.as_str() {
            return Err(Error::refused(
                "U3",
                format!("{} is closed already.", row.name),
            ));
        }
        if row.state == ProviderState::Open.as_str() {
            let another = providers::has_another(&scope.tx, university, row.id).await?;
            may_close(another, scope.viewer.role().is_some_and(Role::is_operator))?;
        }
        providers::close(&scope.tx, row.id).await?;
        let summary = format!("The sign-in {} was closed.", row.name);
        tell(scope, university, &row, "provider.closed", summary).await?;
        Ok(SignInPayload::of(university))
    }

    /// Lets the university's people sign in by the shared providers, too, or by its own alone: that once one who manages it has signed in by its own. Who signed in by a shared one is signed out (U3).
    async fn share_sign_in(
        &self,
        ctx: &Context<'_>,
        input: ShareSignInInput,
    ) -> Result<SignInPayload> {
        let scope = ctx.scope();
        scope.may(Act::ShareSignIn)?;
        let university = whose(scope, input.university_id.as_ref())?;
        if !input.shared {
            may_leave_shared(providers::is_led_by_own(&scope.tx, university).await?)?;
        }
        if providers::share(&scope.tx, university, input.shared).await? {
            let told = Told {
                university,
                subject: Some(university),
                act: "university.sign_in_shared",
                summary: if input.shared {
                    "Its people may sign in by the shared providers, too.".to_owned()
                } else {
                    "Its people sign in by its own providers alone.".to_owned()
                },
                before: Some(json!({ "shared": !input.shared })),
                after: Some(json!({ "shared": input.shared })),
                ..Told::default()
            };
            scope.tell(told, &[]).await?;
        }
        Ok(SignInPayload::of(university))
    }
}

async fn held(scope: &Scope, university: Uuid, id: &ID) -> Result<Entered> {
    let id = scalar::read(Kind::Provider, id, "sign-in provider")?;
    let row = providers::lock(&scope.tx, university, id).await?;
    row.ok_or(Error::NotFound("sign-in provider"))
}

fn trial(provider: Uuid) -> Job {
    Job {
        kind: TRY_PROVIDER,
        payload: json!({ "provider_id": provider }),
    }
}

async fn tell(
    scope: &Scope,
    university: Uuid,
    row: &Entered,
    act: &'static str,
    summary: String,
) -> Result<()> {
    let client_id = row.next_client_id.as_ref().unwrap_or(&row.client_id);
    let told = Told {
        university,
        subject: Some(row.id),
        act,
        summary,
        after: Some(json!({ "issuer": row.issuer, "clientId": client_id })),
        ..Told::default()
    };
    scope.tell(told, &[]).await
}
