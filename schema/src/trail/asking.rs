//! Asking for the trail: of one application, or of all that the viewer's role reads.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::NaiveDate;
use domain::access;
use domain::id::Kind;
use domain::input::Fields;
use domain::trail as rules;
use store::Viewer;
use store::trail::{self as kept, Filter, MOST_PEOPLE};

use super::{CountTrail, TrailConnection, TrailKind};
use crate::connection::paging;
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::ApplicationKey;
use crate::scalar::{self, Date};
use crate::university::{self, words};

/// The most acts that are asked for by name.
const MOST_ACTS: usize = 100;

/// Which lines of the trail are asked for; what is left out narrows nothing.
#[derive(Debug, Default, InputObject)]
pub struct TrailFilter {
    /// The first day: 90 days until the last one, unless told. All of an application where `search` is its reference.
    from: Option<Date>,
    /// The last day: today, unless told.
    to: Option<Date>,
    /// About any of these.
    kinds: Option<Vec<TrailKind>>,
    /// Any of these acts, such as `evidence.read`: besides those of the kinds.
    acts: Option<Vec<String>>,
    /// Words in the name of whoever did it.
    who: Option<String>,
    /// Of this university's chain.
    university_id: Option<ID>,
    /// An application's reference, whole; else words in the sentence, looked for in 92 days at most.
    search: Option<String>,
}

/// A kind of what lines are about, and its acts.
#[derive(Debug, SimpleObject)]
pub struct TrailKindInfo {
    /// As a code.
    kind: TrailKind,
    /// What it is called.
    title: &'static str,
    /// Its acts, as codes.
    acts: Vec<&'static str>,
}

/// Refuses whoever does not read the trail (T4).
fn reader(scope: &Scope) -> Result<()> {
    let role = scope.viewer.role().ok_or(Error::Unauthenticated)?;
    if access::reads_trail(role) {
        return Ok(());
    }
    let message = "Mentoring managers and operators read the trail.";
    Err(Error::Forbidden(message.to_owned()))
}

impl TrailFilter {
    /// As the store takes it; none where nothing can be found, such as by a name that nobody has. One statement at most.
    pub(crate) async fn read(self, scope: &Scope) -> Result<Option<Filter>> {
        let today = scope.moment.today;
        let mut fields = Fields::new();
        let kinds = self.kinds.unwrap_or_default().into_iter();
        let kinds = kinds.flat_map(|kind| rules::TrailKind::from(kind).acts());
        let mut acts: Vec<String> = kinds.map(|act| (*act).to_owned()).collect();
        acts.extend(self.acts.unwrap_or_default());
        acts.sort();
        acts.dedup();
        let named = |act: &String| {
            let plain = |b: u8| b.is_ascii_lowercase() || b == b'_' || b == b'.';
            act.len() <= 60 && act.bytes().all(plain)
        };
        let most = MOST_ACTS.max(rules::TrailKind::ALL.iter().map(|k| k.acts().len()).sum());
        if acts.len() > most || !acts.iter().all(named) {
            let message = format!("Name {MOST_ACTS} acts at most, such as evidence.read.");
            fields.problem("acts", message);
        }
        let (search, who) = (words(self.search)?, words(self.who)?);
        let mut filter = Filter {
            acts,
            university: university::read(self.university_id)?,
            ..Filter::default()
        };
        if search.is_some() || who.is_some() {
            let (reference, name) = (search.as_deref(), who.as_deref());
            let looked =
                kept::look_up(&scope.tx, reference.unwrap_or(""), name.unwrap_or("")).await?;
            if looked.people.len() > MOST_PEOPLE {
                let message = "Many people are called that: write more of the name.";
                fields.problem("who", message);
            }
            filter.people = who.is_some().then_some(looked.people);
            filter.applications = looked.applications;
        }
        let days = (self.from.map(|d| d.0), self.to.map(|d| d.0));
        if search.is_none() || filter.applications.is_empty() {
            filter.words = search;
            let (first, last) = between(days, today);
            let long =
                (last - first).num_days() >= i64::try_from(rules::DAYS_SEARCHED).unwrap_or(0);
            if filter.words.is_some() && long {
                let message = format!(
                    "Words are looked for in {} days at most: choose a later first day, or an earlier last one.",
                    rules::DAYS_SEARCHED
                );
                fields.problem("from", message);
            }
            (filter.from, filter.to) = (Some(first), Some(last));
        } else {
            (filter.from, filter.to) = days;
        }
        if let (Some(first), Some(last)) = (filter.from, filter.to)
            && first > last
        {
            fields.problem("to", "The last day is before the first.");
        }
        fields.or(())?;
        if let Viewer::Member { university, .. } = scope.viewer {
            // Row-level security says the same; said here, it is read by its own index.
            if filter.university.is_some_and(|other| other != university) {
                return Ok(None);
            }
            filter.university = Some(university);
        }
        let nobody = filter.people.as_ref().is_some_and(Vec::is_empty);
        Ok((!nobody).then_some(filter))
    }
}

/// The days that are shown.
fn between(
    (from, to): (Option<NaiveDate>, Option<NaiveDate>),
    today: NaiveDate,
) -> (NaiveDate, NaiveDate) {
    let last = to.unwrap_or(today);
    let first = from.unwrap_or_else(|| rules::days_before(last, rules::DAYS_SHOWN));
    (first, last)
}

/// Questions about the trail.
#[derive(Debug, Default)]
pub struct TrailQuery;

/// Questions about the trail.
#[Object]
impl TrailQuery {
    /// The trail, newest first: a university's manager reads its own chain, operators read every one (T4). Lines are counted as far as 100,001.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn trail(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which lines; the last 90 days' unless told.")] filter: Option<
            TrailFilter,
        >,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<TrailConnection> {
        let scope = ctx.scope();
        reader(scope)?;
        let paging = paging(first, after)?;
        let filter = filter.unwrap_or_default().read(scope).await?;
        let page = match &filter {
            Some(filter) => kept::list(&scope.tx, filter, &paging).await?,
            None => store::Page {
                rows: Vec::new(),
                more: false,
                total: Some(0),
            },
        };
        let total = CountTrail::Narrowed(filter.map(Box::new));
        Ok(TrailConnection::new(page, &paging, total, Into::into))
    }

    /// What lines of the trail are about, with the acts of each: as far as the viewer's chains tell of them.
    #[graphql(complexity = "crate::limits::list_cost(20, child_complexity)")]
    async fn trail_kinds(&self, ctx: &Context<'_>) -> Result<Vec<TrailKindInfo>> {
        let scope = ctx.scope();
        reader(scope)?;
        let all = matches!(scope.viewer, Viewer::Operator { .. });
        let kinds = rules::TrailKind::ALL.iter();
        let kinds = kinds.filter(|kind| all || kind.is_in_universities());
        Ok(kinds
            .map(|kind| TrailKindInfo {
                kind: (*kind).into(),
                title: kind.title(),
                acts: kind.acts().to_vec(),
            })
            .collect())
    }

    /// Everything that happened to an application, newest first (T4).
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn timeline(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The application's id.")] application_id: ID,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<TrailConnection> {
        let scope = ctx.scope();
        scope.person()?;
        let id = scalar::read(Kind::Application, &application_id, "application")?;
        let paging = paging(first, after)?;
        if scope.loaders.load_one(ApplicationKey(id)).await?.is_none() {
            return Err(Error::NotFound("application"));
        }
        let page = kept::of_application(&scope.tx, id, &paging).await?;
        Ok(TrailConnection::new(
            page,
            &paging,
            CountTrail::Application(id),
            Into::into,
        ))
    }
}
