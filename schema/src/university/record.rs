//! What operators keep of a university, and how it stands in the scheme.

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::{self, Act};
use domain::id::Kind;
use domain::lifecycle::{self, UniversityAct, UniversityFacts};
use domain::pricing::Currency;
use store::universities::records::{self, Filter};
use uuid::Uuid;

use super::{University, words};
use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::{NotesKey, PeopleOfKey, PersonKey};
use crate::order::{Money, money};
use crate::overview::Nation;
use crate::person::Person;
use crate::reason::Reason;
use crate::scalar::{self, Date};
use crate::trail::TrailConnection;
use crate::viewer::Role;

/// Where a university stands in the scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "lifecycle::UniversityState")]
pub enum UniversityState {
    /// It takes part.
    Open,
    /// It takes part no longer: nobody acts for it; its awards stand until they expire.
    Closed,
}

/// Somebody who belongs to a university, and whether they can sign in.
#[derive(Debug, Clone, SimpleObject)]
pub struct UniversityPerson {
    /// Who.
    person: Person,
    /// As what.
    role: Role,
    /// Whether an identity of an identity provider is tied to them (T5).
    can_sign_in: bool,
    /// When they last signed in; null where they never did.
    signed_in_at: Option<DateTime<Utc>>,
}

/// What an operator noted of a university; operators read it, nobody else.
#[derive(Debug, Clone)]
pub struct UniversityNote(records::Note);

/// What an operator noted of a university; operators read it, nobody else.
#[Object]
impl UniversityNote {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::UniversityNote, self.0.id)
    }
    /// What.
    async fn text(&self) -> &str {
        &self.0.text
    }
    /// When.
    async fn written_at(&self) -> DateTime<Utc> {
        self.0.written_at
    }
    /// Who.
    async fn written_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let key = PersonKey(self.0.written_by);
        Ok(ctx.scope().loaders.load_one(key).await?.map(Person::from))
    }
    /// Whether the viewer wrote it, and so may remove it.
    async fn own(&self, ctx: &Context<'_>) -> bool {
        ctx.scope().viewer.person() == Some(self.0.written_by)
    }
}

/// A university as operators keep it: its record, its people, what it has and owes, and what was noted of it.
#[derive(Debug, Clone)]
pub struct UniversityRecord(pub(super) records::Record);

impl From<records::Record> for UniversityRecord {
    fn from(row: records::Record) -> Self {
        Self(row)
    }
}

fn whole(count: i64) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// A university as operators keep it: its record, its people, what it has and owes, and what was noted of it.
#[Object]
impl UniversityRecord {
    /// The university.
    async fn university(&self) -> University {
        University {
            id: self.0.id,
            name: self.0.name.clone(),
            slug: self.0.slug.clone(),
        }
    }
    /// What the references of its applications begin with.
    async fn code(&self) -> &str {
        &self.0.short_code
    }
    /// What others call it; imports find it again by it (B2).
    async fn external_reference(&self) -> Option<&str> {
        self.0.external_reference.as_deref()
    }
    /// Where it is, where that is known.
    async fn nation(&self) -> Result<Option<Nation>> {
        let nation = self.0.nation.as_deref();
        let nation = nation.map(str::parse::<domain::university::Nation>);
        Ok(nation.transpose()?.map(Nation::from))
    }
    /// Whether its invoices need a purchase-order number (M6).
    async fn purchase_order_needed(&self) -> bool {
        self.0.purchase_order_needed
    }
    /// Where it stands.
    async fn state(&self) -> Result<UniversityState> {
        Ok(self.0.state.parse::<lifecycle::UniversityState>()?.into())
    }
    /// The day it was closed.
    async fn closed_on(&self) -> Option<Date> {
        self.0.closed_on.map(Date)
    }
    /// Why it was closed.
    async fn closed_reason(&self) -> Option<&str> {
        self.0.closed_reason.as_deref()
    }
    /// The university that it was merged into; it is not opened again.
    async fn continued_by(&self) -> Option<University> {
        Some(University {
            id: self.0.continued_by?,
            name: self.0.continued_by_name.clone()?,
            slug: self.0.continued_by_slug.clone()?,
        })
    }
    /// Counts up with every change; give it back with the next.
    async fn version(&self) -> i32 {
        self.0.version
    }
    /// Its programmes.
    async fn programmes(&self) -> i32 {
        whole(self.0.programmes)
    }
    /// Its applications that are sent and not over.
    async fn open_applications(&self) -> i32 {
        whole(self.0.open)
    }
    /// Its awards in force today.
    async fn awards_in_force(&self) -> i32 {
        whole(self.0.awards)
    }
    /// Its quotes that can still be accepted.
    async fn open_quotes(&self) -> i32 {
        whole(self.0.open_quotes)
    }
    /// What is outstanding of all its invoices.
    async fn outstanding(&self) -> Money {
        money(self.0.outstanding, Currency::GBP.as_str())
    }
    /// When one of its people last signed in; null where nobody ever did.
    async fn signed_in_at(&self) -> Option<DateTime<Utc>> {
        self.0.signed_in_at
    }
    /// Its people, managers first, 500 at most.
    #[graphql(complexity = "crate::limits::list_cost(20, child_complexity)")]
    async fn people(&self, ctx: &Context<'_>) -> Result<Vec<UniversityPerson>> {
        let found = ctx.scope().loaders.load_one(PeopleOfKey(self.0.id)).await?;
        let people = found.unwrap_or_default();
        let shown = people.iter().map(|row| {
            Ok(UniversityPerson {
                person: Person {
                    id: row.person_id,
                    name: row.name.clone(),
                    email: row.email.clone(),
                },
                role: row.role.parse::<access::Role>()?.into(),
                can_sign_in: row.can_sign_in,
                signed_in_at: row.signed_in_at,
            })
        });
        shown.collect()
    }
    /// What was noted of it, the latest first, 200 at most.
    #[graphql(complexity = "crate::limits::list_cost(20, child_complexity)")]
    async fn notes(&self, ctx: &Context<'_>) -> Result<Vec<UniversityNote>> {
        let found = ctx.scope().loaders.load_one(NotesKey(self.0.id)).await?;
        let notes = found.unwrap_or_default();
        Ok(notes.iter().cloned().map(UniversityNote).collect())
    }
    /// What is in the way of closing it, but for the reason; empty where nothing is, and where it is closed.
    async fn to_close(&self, ctx: &Context<'_>) -> Result<Vec<Reason>> {
        if self.0.state != lifecycle::UniversityState::Open.as_str() {
            return Ok(Vec::new());
        }
        let facts = facts(&self.0, "given later");
        let state = lifecycle::UniversityState::Open;
        let step = lifecycle::step(
            state,
            UniversityAct::Close,
            &facts,
            ctx.scope().moment.today,
        );
        let reasons = step.err().map(domain::Refusal::into_reasons);
        Ok(reasons
            .unwrap_or_default()
            .into_iter()
            .map(Reason::from)
            .collect())
    }
}

/// What the life of a university looks at.
pub(super) fn facts<'a>(row: &records::Record, reason: &'a str) -> UniversityFacts<'a> {
    let many = |count: i64| usize::try_from(count).unwrap_or(usize::MAX);
    UniversityFacts {
        open_applications: many(row.open),
        open_quotes: many(row.open_quotes),
        outstanding_invoices: many(row.outstanding_invoices),
        reason,
        drafts: many(row.drafts),
        merged: row.continued_by.is_some(),
        ..UniversityFacts::default()
    }
}

connection!(
    /// A page of universities as operators keep them.
    UniversityRecordConnection, UniversityRecordEdge, UniversityRecord, CountRecords
);

/// Counts the universities of a list.
pub(crate) struct CountRecords(Filter);

impl CountRecords {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(records::count(&scope.tx, &self.0).await?)
    }
}

/// The record of a university, as an operator.
async fn record(scope: &Scope, id: &ID) -> Result<records::Record> {
    scope.may(Act::UpdateUniversity)?;
    let id = scalar::read(Kind::University, id, "university")?;
    let found = records::find(&scope.tx, id, scope.moment.today).await?;
    found.ok_or(Error::NotFound("university"))
}

/// Questions about universities as operators keep them.
#[derive(Debug, Default)]
pub struct UniversityRecordQuery;

/// Questions about universities as operators keep them.
#[Object]
impl UniversityRecordQuery {
    /// A university as operators keep it; operators ask.
    async fn university_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The university's id.")] university_id: ID,
    ) -> Result<UniversityRecord> {
        Ok(record(ctx.scope(), &university_id).await?.into())
    }

    /// Universities as operators keep them, by name; operators ask.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn university_records(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Words in the name.")] search: Option<String>,
        #[graphql(desc = "Any of these states.")] state: Option<Vec<UniversityState>>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<UniversityRecordConnection> {
        let scope = ctx.scope();
        scope.may(Act::UpdateUniversity)?;
        let paging = paging(first, after)?;
        let states = state.unwrap_or_default().into_iter();
        let filter = Filter {
            ids: Vec::new(),
            search: words(search)?,
            states: states
                .map(|state| lifecycle::UniversityState::from(state).as_str())
                .collect(),
        };
        let page = records::list(&scope.tx, &filter, scope.moment.today, &paging).await?;
        Ok(UniversityRecordConnection::new(
            page,
            &paging,
            CountRecords(filter),
            Into::into,
        ))
    }

    /// Everything that happened at a university, and what the scheme did about it, newest first; operators ask (T4).
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn university_timeline(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The university's id.")] university_id: ID,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<TrailConnection> {
        let scope = ctx.scope();
        let paging = paging(first, after)?;
        let university: Uuid = record(scope, &university_id).await?.id;
        crate::trail::of_university(scope, university, &paging).await
    }
}
