//! The scheme's own way in, from the command line: the provider that its staff sign in by, and somebody who administers it (T5, U8).
//! All else is done in the console by those who came in so.

use domain::access::Role;
use domain::input::{Fields, InvalidInput};
use domain::notice::NoticeKind;
use domain::provider::not_an_issuer;
use schema::Moment;
use serde_json::json;
use store::providers::{self, Provider};
use store::staff::{self, Employing};
use store::trail::{self, Event, Job};
use store::{Access, Db, Tx, Viewer};
use uuid::Uuid;

use crate::clock::Clock;
use crate::config::Config;
use crate::login::check;
use crate::outside::Outside;
use crate::seal::Seal;
use crate::work::kinds::NOTIFY_PERSON;

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// What was written.
    #[error("{0}")]
    Input(#[from] InvalidInput),
    /// There is nothing to seal with.
    #[error(
        "Set PILLARS_SECRET to what the server has: secrets and invitations are sealed with it."
    )]
    NoSecret,
    /// No client for what is outside.
    #[error("nothing outside can be reached")]
    Outside(#[from] reqwest::Error),
    /// Another provider has that name in addresses.
    #[error(
        "Another provider is called {0} in addresses: give --slug another name. Nothing was changed."
    )]
    Taken(String),
    /// The provider did not pass.
    #[error("{0}\nNothing was changed.")]
    NotPassed(String),
}

/// A provider of the scheme's own.
#[derive(Debug, Clone)]
pub struct NewProvider {
    /// Its name on the button.
    pub name: String,
    /// Its name in addresses; an earlier one of this name is changed.
    pub slug: String,
    /// What it calls itself.
    pub issuer: String,
    /// What it calls Pillars.
    pub client_id: String,
    /// The client's secret.
    pub secret: String,
    /// Whether the people of universities may sign in by it, too.
    pub shared: bool,
}

/// Tries a provider, and has the scheme's staff sign in by it once every step passed; says what each came to.
///
/// # Errors
/// When a step did not pass, or the database does not answer.
pub async fn provider(config: &Config, clock: Clock, new: NewProvider) -> Result<String, Error> {
    let mut fields = Fields::new();
    let name = fields.line("name", &new.name, 1..=80);
    let slug = fields.line("slug", &new.slug, 1..=60);
    let client_id = fields.line("client-id", &new.client_id, 1..=200);
    if !domain::university::is_address(&slug) {
        fields.problem(
            "slug",
            "Write 1 to 60 small letters a to z, digits and hyphens.",
        );
    }
    // A server that is tried out on one machine has its providers there.
    let trying = config.public_url.scheme() == "http";
    if let Some(why) = not_an_issuer(&new.issuer, trying) {
        fields.problem("issuer", why);
    }
    if new.secret.is_empty() {
        fields.problem(
            "secret",
            "Give the client's secret in PILLARS_CLIENT_SECRET.",
        );
    }
    fields.or(())?;
    let seal = Seal::new(config.secret.clone(), config.secret_before.clone());
    let sealed = seal
        .secret(&new.issuer, &new.secret)
        .ok_or(Error::NoSecret)?;
    let provider = Provider {
        id: Uuid::now_v7(),
        of_university: None,
        shared: new.shared,
        slug,
        name,
        issuer: new.issuer,
        client_id,
        client_secret: sealed,
        version: 1,
    };
    let outside = Outside::new(&config.public_url)?;
    let back = check::back(config.public_url.as_str());
    let checks = check::check(&outside, &provider, Some(&new.secret), &back).await;
    let lines: Vec<String> = checks
        .iter()
        .map(|check| {
            let passed = if check.passed { "ok    " } else { "FAIL  " };
            format!("{passed}{}", check.said)
        })
        .collect();
    let said = lines.join("\n");
    if !checks.iter().all(|check| check.passed) {
        return Err(Error::NotPassed(said));
    }
    let summary = format!("Staff sign in by {} from now on.", provider.name);
    let moment = clock.now();
    let tx = begin(config, moment).await?;
    let done = opened(&tx, &provider, &summary, moment).await;
    tx.finish(done.is_ok()).await?;
    done?;
    Ok(format!("{said}\n{summary} It redirects to {back}."))
}

/// Whoever is known by an issuer is known by no other: a provider of the scheme keeps its own.
async fn opened(tx: &Tx, provider: &Provider, summary: &str, moment: Moment) -> Result<(), Error> {
    let before = providers::by_slug(tx, &provider.slug).await?;
    if let Some(before) = before.filter(|before| before.issuer != provider.issuer) {
        return Err(Error::Taken(before.slug));
    }
    let id = providers::set(tx, provider).await?;
    let id = id.ok_or_else(|| Error::Taken(provider.slug.clone()))?;
    let event = Event {
        act: "provider.opened",
        summary: summary.to_owned(),
        after: Some(
            json!({ "issuer": provider.issuer, "clientId": provider.client_id, "shared": provider.shared }),
        ),
        ..told(id, moment)
    };
    Ok(trail::tell(tx, &event, &[]).await?)
}

/// Lets somebody administer the scheme, and has the letter written that lets them in; gives the address that it has, too.
///
/// # Errors
/// When a text is not in order, or the database does not answer.
pub async fn administrator(
    config: &Config,
    clock: Clock,
    name: &str,
    email: &str,
) -> Result<String, Error> {
    let mut fields = Fields::new();
    let name = fields.line("name", name, 1..=200);
    let email = fields.line("email", email, 3..=254);
    if !fields.names("email") && !domain::people::is_email(&email) {
        fields.problem(
            "email",
            "Write an e-mail address, such as name@scheme.example.",
        );
    }
    fields.or(())?;
    let seal = Seal::new(config.secret.clone(), config.secret_before.clone());
    let (invitation, moment) = (Uuid::now_v7(), clock.now());
    let token = seal.token(invitation).ok_or(Error::NoSecret)?;
    let employing = Employing {
        name: &name,
        email: &email,
        role: Role::Administrator,
        by: None,
        at: moment.now,
        invitation: Some(invitation),
    };
    let tx = begin(config, moment).await?;
    let done = async {
        let joined = staff::employ(&tx, &employing).await?;
        let letter = Job {
            kind: NOTIFY_PERSON,
            payload: json!({
                "kind": NoticeKind::Invitation,
                "person_id": joined.person_id,
                "subject": "You are invited to administer the scheme",
                "text": "You are invited to work in Pillars as administrator. Sign in by this address within two weeks: it is for you alone, and works once.",
                "path": format!("/invitations/{}", invitation.simple()),
            }),
        };
        let event = Event {
            act: "staff.employed",
            summary: format!(
                "{} was invited as administrator, from the command line.",
                joined.name
            ),
            after: Some(json!({ "role": Role::Administrator, "email": email })),
            ..told(joined.person_id, moment)
        };
        trail::tell(&tx, &event, &[letter]).await
    };
    let done: store::Result<()> = done.await;
    tx.finish(done.is_ok()).await?;
    done?;
    let site = config.public_url.as_str().trim_end_matches('/');
    Ok(format!(
        "{name} administers the scheme once they have signed in, by this address, within two weeks; it is on its way to {email}, too:\n{site}/invitations/{token}"
    ))
}

/// A line of the scheme's chain, by nobody who signed in.
fn told(subject: Uuid, moment: Moment) -> Event {
    Event {
        university: trail::SCHEME,
        application: None,
        subject: Some(subject),
        actor: None,
        at: moment.now,
        act: "",
        summary: String::new(),
        before: None,
        after: None,
        origin: None,
    }
}

async fn begin(config: &Config, moment: Moment) -> store::Result<Tx> {
    let url = config.database.url.as_ref().map_or("", |url| url.expose());
    let db = Db::connect(url, 1).await?;
    db.begin(&Viewer::System, Access::Write, moment.today).await
}
