//! What is held of a person: taken away by themself or by an operator, and erased (T6).

mod erasing;
mod packing;
mod retaining;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::erasure::{self, Erasing, Fate, may_erase};
use domain::id::Kind;
use domain::input::Fields;
use store::erasure as kept;

use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::person::Person;
use crate::reason::Reason;
use crate::scalar;

pub use erasing::ErasingMutation;
pub use packing::PackingMutation;
pub use retaining::RetentionQuery;

/// A part of what is held of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "erasure::Part")]
pub enum PersonPart {
    /// What they are called, and their e-mail address.
    Name,
    /// Identities, sessions, and when they last signed in.
    SignIn,
    /// What they are or were at universities, and for the scheme.
    Role,
    /// Invitations.
    Invitation,
    /// Letters to them.
    Letter,
    /// Which letters they want; an address that is suppressed.
    Mail,
    /// What they keep for themselves.
    Own,
    /// What assigning looks at in them.
    Assessor,
    /// Machines' tokens that they made, in force.
    Token,
    /// Rows of imports that name them.
    Import,
    /// Archives of what is held of them.
    Pack,
    /// Lines of the trail with their name, their address, or where they did something from.
    TrailWords,
    /// Lines of the trail of what they did.
    Trail,
    /// Decisions and marks that they gave.
    Decision,
    /// Ratings, evidence, questions and answers.
    Rating,
    /// Quotes and payments that they dealt with.
    Money,
}

/// How much of one part is held of a person, and what becomes of it when they are erased.
#[derive(Debug, Clone, SimpleObject)]
pub struct PersonHolding {
    /// Which part.
    part: PersonPart,
    /// What it is called.
    title: &'static str,
    /// How many things: letters, lines, rows.
    count: i32,
    /// Whether it stays when they are erased.
    stays: bool,
    /// Why it stays, or how it goes where that needs saying.
    note: Option<&'static str>,
}

/// A person as those who run the scheme know them.
#[derive(Debug, Clone)]
pub struct PersonRecord(kept::Known);

/// A person as those who run the scheme know them.
#[Object]
impl PersonRecord {
    /// Who.
    async fn person(&self) -> Person {
        Person {
            id: self.0.id,
            name: self.0.name.clone(),
            email: self.0.email.clone(),
        }
    }
    /// When they were erased; null where they were not.
    async fn erased_at(&self) -> Option<DateTime<Utc>> {
        self.0.erased_at
    }
    /// The universities that they belong or belonged to, by name.
    async fn universities(&self) -> &[String] {
        &self.0.universities
    }
    /// Whether they work for the scheme.
    async fn staff(&self) -> bool {
        self.0.staff
    }
    /// What keeps them from being erased; empty where nothing does (U5).
    async fn to_erase(&self, ctx: &Context<'_>) -> Vec<Reason> {
        let refusal = may_erase(&erasing(ctx.scope(), &self.0)).err();
        let reasons = refusal.map(domain::Refusal::into_reasons);
        let reasons = reasons.unwrap_or_default().into_iter();
        reasons.map(Reason::from).collect()
    }
}

/// What the rule looks at.
fn erasing<'a>(scope: &Scope, row: &'a kept::Known) -> Erasing<'a> {
    Erasing {
        name: &row.name,
        itself: scope.viewer.person() == Some(row.id),
        last_manager_of: &row.last_manager_of,
        open_cases: usize::try_from(row.open_cases).unwrap_or(usize::MAX),
        runs_alone: row.runs_alone,
    }
}

/// The person of an id, as an operator.
async fn known(scope: &Scope, id: &ID) -> Result<kept::Known> {
    let id = scalar::read(Kind::Person, id, "person")?;
    let found = kept::find(&scope.tx, id).await?;
    found.ok_or(Error::NotFound("person"))
}

/// Questions about what is held of people.
#[derive(Debug, Default)]
pub struct ProtectionQuery;

/// Questions about what is held of people.
#[Object]
impl ProtectionQuery {
    /// A person, wherever they belong or belonged; operators ask.
    async fn person_record(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who.")] person_id: ID,
    ) -> Result<PersonRecord> {
        let scope = ctx.scope();
        scope.may_see(Act::ExportPerson)?;
        Ok(PersonRecord(known(scope, &person_id).await?))
    }

    /// What is held of a person, part by part, and what becomes of each when they are erased; operators ask (T6).
    #[graphql(complexity = "crate::limits::list_cost(16, child_complexity)")]
    async fn person_holdings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who.")] person_id: ID,
    ) -> Result<Vec<PersonHolding>> {
        let scope = ctx.scope();
        scope.may_see(Act::ErasePerson)?;
        let person = known(scope, &person_id).await?;
        let held = kept::parts(&scope.tx, person.id).await?;
        held.iter().map(holding).collect()
    }

    /// People by words in their name or address, those who left among them, twenty at most; operators ask.
    #[graphql(complexity = "crate::limits::list_cost(20, child_complexity)")]
    async fn people_found(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Words in the name or the address; two letters at least.")] words: String,
    ) -> Result<Vec<PersonRecord>> {
        let scope = ctx.scope();
        scope.may_see(Act::ExportPerson)?;
        let mut fields = Fields::new();
        let words = fields.line("words", &words, 2..=200);
        let words = fields.or(words)?;
        let found = kept::search(&scope.tx, &words).await?;
        Ok(found.into_iter().map(PersonRecord).collect())
    }
}

fn holding(held: &kept::Held) -> Result<PersonHolding> {
    let part: erasure::Part = held.part.parse()?;
    let (stays, note) = match part.fate() {
        Fate::Goes(how) => (false, how),
        Fate::Stays(why) => (true, why),
    };
    Ok(PersonHolding {
        part: part.into(),
        title: part.title(),
        count: i32::try_from(held.many).unwrap_or(i32::MAX),
        stays,
        note: Some(note).filter(|note| !note.is_empty()),
    })
}
