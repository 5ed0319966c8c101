//! What a resolver knows of its request: one struct, one way to get it.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::Context;
use async_graphql::dataloader::DataLoader;
use chrono::{DateTime, Utc};
use domain::access::{self, Act};
use domain::acting;
use domain::pricing::PriceList;
use store::editions::{Published, Shelf};
use store::trail::{Event, Job};
use store::{Tx, Viewer};
use uuid::Uuid;

use crate::error::{Error, Result};
use crate::loaders::{Case, EditionOfKey, Loaders};
use crate::moment::Moment;
use crate::sealer::Sealer;
use crate::storage::Signer;

/// One request: who asks, when, from where, and the transaction it reads and writes in.
pub struct Scope {
    pub viewer: Viewer,
    pub moment: Moment,
    /// The asker's network address, for the trail (T4).
    pub origin: Option<String>,
    /// The session they ask by; none for machines and jobs.
    pub session: Option<SignedIn>,
    pub tx: Arc<Tx>,
    pub shelf: Shelf,
    pub signer: Signer,
    pub sealer: Sealer,
    /// Where the public pages live, without a slash at the end.
    pub public_url: Arc<str>,
    pub demo: bool,
    pub(crate) loaders: DataLoader<Loaders>,
}

/// The session that a request comes with.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Which session.
    pub id: Uuid,
    /// The real time, by which sessions end.
    pub instant: DateTime<Utc>,
    /// Whether its person proved lately who they are (U2).
    pub fresh: bool,
    /// Whether it is by an invitation, to set up how a university signs in: there is nowhere yet to prove who they are (U6).
    pub setting_up: bool,
    /// Why and until when its person acts for a university, who runs the scheme (U11).
    pub acting: Option<ActsFor>,
}

/// Why somebody acts for a university who runs the scheme, and until when.
#[derive(Debug, Clone)]
pub struct ActsFor {
    /// What for.
    pub reason: String,
    /// Until when at most, by the real time.
    pub until: DateTime<Utc>,
}

/// The scope of the request, from any resolver.
pub(crate) trait Ask {
    fn scope(&self) -> &Scope;
}

impl Ask for Context<'_> {
    fn scope(&self) -> &Scope {
        self.data_unchecked::<Scope>()
    }
}

impl Scope {
    /// Step one of every mutation: may this viewer do this kind of thing at all, do they leave it to nobody else (U11), and did they
    /// sign in lately enough for it (U2)?
    pub(crate) fn may(&self, act: Act) -> Result<()> {
        may(&self.viewer, act)?;
        let session = self.session.as_ref();
        if session.is_some_and(|session| session.acting.is_some()) {
            acting::may_do(act)?;
        }
        if access::wants_proof(act)
            && !session.is_some_and(|session| session.fresh || session.setting_up)
        {
            return Err(Error::StepUp);
        }
        Ok(())
    }

    /// Step one of a question about what an act brings: may this viewer do such a thing?
    pub(crate) fn may_see(&self, act: Act) -> Result<()> {
        may(&self.viewer, act)
    }

    /// The signed-in person; mutations need one.
    pub(crate) fn person(&self) -> Result<Uuid> {
        self.viewer.person().ok_or(Error::Unauthenticated)
    }

    /// The edition by its id: a foreign key holds that it exists.
    pub(crate) async fn edition(&self, id: Uuid) -> Result<Published> {
        self.shelf
            .get(&self.tx, id)
            .await?
            .ok_or(Error::NotFound("edition"))
    }

    /// The list of prices in force today among those of these editions, the first given first; before the first, the first (M1).
    pub(crate) async fn prices(&self, editions: &[Uuid]) -> Result<Arc<PriceList>> {
        let found = self.shelf.get_all(&self.tx, editions).await?;
        let lists = || found.iter().map(|of| of.prices.as_ref());
        let list = PriceList::in_force(lists(), self.moment.today);
        let list = list.or_else(|| lists().min_by_key(|list| list.in_force_from()));
        let of = found
            .iter()
            .find(|of| list.is_some_and(|list| std::ptr::eq(list, of.prices.as_ref())));
        of.map(|of| of.prices.clone())
            .ok_or(Error::NotFound("edition"))
    }

    /// The edition that a university applies by today (S1).
    pub(crate) async fn edition_of(&self, university: Uuid) -> Result<Option<Published>> {
        self.loaders.load_one(EditionOfKey(university)).await
    }

    /// Everything that hangs on the application, by parts, in as few statements as askers at one level.
    pub(crate) fn case(&self, application: Uuid) -> Case<'_> {
        Case {
            loaders: &self.loaders,
            application,
        }
    }

    /// The last step of every mutation: tells the trail, and leaves the jobs.
    pub(crate) async fn tell(&self, told: Told, jobs: &[Job]) -> Result<()> {
        Ok(store::trail::tell(&self.tx, &self.event(told), jobs).await?)
    }

    /// The last step of a mutation that several chains hear of: tells each, in order.
    pub(crate) async fn tell_all(&self, told: Vec<Told>) -> Result<()> {
        let events: Vec<Event> = told.into_iter().map(|told| self.event(told)).collect();
        Ok(store::trail::tell_all(&self.tx, &events, &[]).await?)
    }

    fn event(&self, told: Told) -> Event {
        Event {
            university: told.university,
            application: told.application,
            subject: told.subject,
            actor: self.viewer.person(),
            at: self.moment.now,
            act: told.act,
            summary: told.summary,
            before: told.before,
            after: told.after,
            origin: self.origin.clone(),
        }
    }
}

/// Somebody as the operator they are today, for what is done in their name; none where they run the scheme no longer.
///
/// # Errors
/// What the database says.
pub async fn as_operator(tx: &Tx, person: Uuid) -> Result<Option<Viewer>> {
    let standings = store::people::standings(tx, person, None).await?;
    let operator = standings.iter().find(|s| s.role.is_operator());
    Ok(operator.map(|standing| standing.viewer))
}

/// May this viewer do this kind of thing at all?
pub(crate) fn may(viewer: &Viewer, act: Act) -> Result<()> {
    if access::may(viewer.role(), act) {
        return Ok(());
    }
    match viewer.role() {
        None => Err(Error::Unauthenticated),
        Some(role) => Err(Error::Forbidden(format!(
            "{} may not do this.",
            called(role)
        ))),
    }
}

/// What a mutation tells: the scope adds who, when and from where.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub university: Uuid,
    pub application: Option<Uuid>,
    pub subject: Option<Uuid>,
    pub act: &'static str,
    pub summary: String,
    pub before: Option<serde_json::Value>,
    pub after: Option<serde_json::Value>,
}

fn called(role: access::Role) -> &'static str {
    use access::Role as R;
    match role {
        R::Manager => "A mentoring manager",
        R::Contributor => "A contributor",
        R::Viewer => "A viewer",
        R::Assessor | R::LeadAssessor => "An assessor",
        R::Operator | R::Administrator => "An operator",
    }
}

/// Groups what was loaded by its key.
pub(crate) fn by_key<K: std::hash::Hash + Eq, V>(
    rows: Vec<V>,
    key: impl Fn(&V) -> K,
) -> HashMap<K, V> {
    rows.into_iter().map(|row| (key(&row), row)).collect()
}
