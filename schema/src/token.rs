//! Machines' tokens: making them, seeing them, revoking them. What one may do is looked after by [`Keeping`].

mod areas;
mod keeper;
mod narrowing;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::{self, Act};
use domain::add_months;
use domain::id::Kind;
use domain::input::Fields;
use domain::token::{self, MOST_TOKENS};
use serde_json::json;
use store::{tokens as rows, trail};
use uuid::Uuid;

use crate::connection::{connection, paging};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::{PersonKey, UniversityKey};
use crate::person::Person;
use crate::scalar::{self, Date};
use crate::university::University;

pub use areas::{of_question, of_type};
pub use keeper::Keeping;

/// A part of the API that a token may be for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "access::Area")]
pub enum TokenArea {
    /// Programmes and delivery frameworks.
    Programmes,
    /// Applications with their ratings, requests and decisions; awards.
    Applications,
    /// Evidence, and reading its files.
    Evidence,
    /// Orders, quotes, invoices, payments.
    Money,
    /// Universities' records, assessors, assigning, the overview: for the scheme's tokens alone.
    Scheme,
    /// The audit trail, to read.
    Audit,
}

/// Whether a token works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum TokenState {
    /// It works.
    InForce,
    /// Its day has come.
    Expired,
    /// Somebody revoked it.
    Revoked,
    /// Whoever made it no longer holds the role it acts in, or their university is closed.
    Stopped,
}

/// What lets a machine ask the API in somebody's name. What opens is told once, when it is made.
#[derive(Debug, Clone)]
pub struct Token(rows::Token);

/// What lets a machine ask the API in somebody's name. What opens is told once, when it is made.
#[Object]
impl Token {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::Token, self.0.id)
    }
    /// What it is for, in its maker's words.
    async fn name(&self) -> &str {
        &self.0.name
    }
    /// Its first letters, to know it by.
    async fn prefix(&self) -> &str {
        &self.0.prefix
    }
    /// Which parts of the API it is for.
    async fn areas(&self) -> Result<Vec<TokenArea>> {
        let areas = self.0.areas.iter();
        areas
            .map(|area| Ok(area.parse::<access::Area>()?.into()))
            .collect()
    }
    /// Whether it may write there, not only read.
    async fn writes(&self) -> bool {
        self.0.writes
    }
    /// Whether it works.
    async fn state(&self, ctx: &Context<'_>) -> TokenState {
        if self.0.revoked_at.is_some() {
            TokenState::Revoked
        } else if self.0.expires_on <= ctx.scope().moment.today {
            TokenState::Expired
        } else if self.0.held {
            TokenState::InForce
        } else {
            TokenState::Stopped
        }
    }
    /// The university it is of; null for the scheme's.
    async fn university(&self, ctx: &Context<'_>) -> Result<Option<University>> {
        let Some(id) = self.0.acting_university else {
            return Ok(None);
        };
        let found = ctx.scope().loaders.load_one(UniversityKey(id)).await?;
        Ok(found.map(University::from))
    }
    /// The universities that it is kept to: it sees and changes what is theirs, and nothing else. Null for the scheme's that are kept to none, and for a
    /// university's own.
    #[graphql(complexity = "crate::limits::list_cost(5, child_complexity)")]
    async fn universities(&self, ctx: &Context<'_>) -> Result<Option<Vec<University>>> {
        let Some(ids) = &self.0.universities else {
            return Ok(None);
        };
        let found = narrowing::named(ctx.scope(), ids).await?;
        Ok(Some(found.into_iter().map(University::from).collect()))
    }
    /// The first day on which it does not work.
    async fn expires_on(&self) -> Date {
        Date(self.0.expires_on)
    }
    /// Who made it: it does what they may do, and stops when they no longer may.
    async fn made_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let key = PersonKey(self.0.made_by);
        Ok(ctx.scope().loaders.load_one(key).await?.map(Person::from))
    }
    /// When it was made.
    async fn made_at(&self) -> DateTime<Utc> {
        self.0.made_at
    }
    /// When it was last used, to five minutes.
    async fn used_at(&self) -> Option<DateTime<Utc>> {
        self.0.used_at
    }
    /// From which network address it was last used.
    async fn used_from(&self) -> Option<&str> {
        self.0.used_from.as_deref()
    }
    /// When it was revoked.
    async fn revoked_at(&self) -> Option<DateTime<Utc>> {
        self.0.revoked_at
    }
}

connection!(
    /// A page of tokens.
    TokenConnection, TokenEdge, Token, CountTokens
);

/// Counts tokens.
pub(crate) struct CountTokens;

impl CountTokens {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(rows::count(&scope.tx).await?)
    }
}

/// Questions about tokens.
#[derive(Debug, Default)]
pub struct TokenQuery;

/// Questions about tokens.
#[Object]
impl TokenQuery {
    /// Machines' tokens, the latest first: a manager sees their university's, operators all.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn tokens(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<TokenConnection> {
        let scope = ctx.scope();
        scope.may_see(Act::MakeToken)?;
        let paging = paging(first, after)?;
        let page = rows::list(&scope.tx, &paging).await?;
        Ok(TokenConnection::new(page, &paging, CountTokens, Token))
    }
}

/// A token to be made.
#[derive(Debug, InputObject)]
pub struct MakeTokenInput {
    /// What it is for; 80 characters at most.
    name: String,
    /// Which parts of the API it is for.
    areas: Vec<TokenArea>,
    /// Whether it may write there, not only read.
    writes: bool,
    /// The first day on which it does not work: after today, and within a year.
    expires_on: Date,
    /// For an operator's: the universities that it is kept to, 50 at most, in areas that a university's token can have; all of them unless told.
    university_ids: Option<Vec<ID>>,
}

/// A token to be revoked.
#[derive(Debug, InputObject)]
pub struct RevokeTokenInput {
    /// The token.
    token_id: ID,
}

/// A token that was made.
#[derive(Debug, SimpleObject)]
pub struct MakeTokenPayload {
    /// The token.
    token: Token,
    /// What opens: told this once, and kept nowhere. Null where the answer is told again under an idempotency key.
    secret: Option<String>,
}

/// The token as it stands.
#[derive(Debug, SimpleObject)]
pub struct TokenPayload {
    /// The token as it stands.
    token: Token,
}

/// Making tokens and revoking them.
#[derive(Debug, Default)]
pub struct TokenMutation;

/// Making tokens and revoking them.
#[Object]
impl TokenMutation {
    /// Makes a token by which a machine asks the API in the maker's name: for their university, or for the scheme.
    async fn make_token(
        &self,
        ctx: &Context<'_>,
        input: MakeTokenInput,
    ) -> Result<MakeTokenPayload> {
        let scope = ctx.scope();
        scope.may(Act::MakeToken)?;
        let made_by = scope.person()?;
        let role = scope.viewer.role().ok_or(Error::Unauthenticated)?;
        let today = scope.moment.today;
        let mut areas: Vec<access::Area> = input.areas.iter().map(|area| (*area).into()).collect();
        areas.sort_unstable();
        areas.dedup();
        let mut fields = Fields::new();
        let name = fields.line("name", &input.name, 1..=80);
        if areas.is_empty() {
            fields.problem("areas", "Choose what the token is for.");
        }
        if let Some(area) = areas.iter().find(|area| !area.is_open_to(role)) {
            fields.problem("areas", format!("{area} is for the scheme's tokens alone."));
        }
        let expires_on = input.expires_on.0;
        if expires_on <= today || expires_on > add_months(today, 12) {
            fields.problem("expiresOn", "Choose a day after today, within a year.");
        }
        let university = scope.viewer.university();
        let wanted = input.university_ids.as_deref();
        let universities =
            match wanted.map(|ids| narrowing::read(ids, &areas, university, &mut fields)) {
                Some(ids) => Some(ids?),
                None => None,
            };
        fields.or(())?;
        let among = match &universities {
            Some(ids) => narrowing::named(scope, ids).await?,
            None => Vec::new(),
        };
        if universities
            .as_ref()
            .is_some_and(|ids| ids.len() != among.len())
        {
            return Err(Error::NotFound("university"));
        }
        if rows::in_force(&scope.tx, university, today).await? >= MOST_TOKENS {
            let message =
                format!("There are {MOST_TOKENS} tokens in force already: revoke one first.");
            return Err(Error::input("name", message));
        }
        let secret = token::make(rand::random());
        let row = rows::Token {
            id: Uuid::now_v7(),
            acting_university: university,
            name,
            prefix: token::prefix(&secret).to_owned(),
            areas: areas.iter().map(ToString::to_string).collect(),
            writes: input.writes,
            made_by,
            made_at: scope.moment.now,
            expires_on,
            used_at: None,
            used_from: None,
            revoked_at: None,
            universities: universities.clone(),
            held: true,
        };
        let new = rows::New {
            id: row.id,
            acting_university: university,
            name: &row.name,
            prefix: &row.prefix,
            hash: &token::digest(&secret),
            areas: areas.iter().map(|area| area.as_str()).collect(),
            writes: row.writes,
            made_by,
            role: role.as_str(),
            made_at: row.made_at,
            expires_on,
            universities,
        };
        rows::insert(&scope.tx, &new).await?;
        let said = format!("The token {} ({}) was made.", row.name, row.prefix);
        let after = json!({ "name": row.name, "prefix": row.prefix, "areas": row.areas, "writes": row.writes, "expiresOn": expires_on,
            "universities": row.universities.is_some().then(|| among.iter().map(|of| of.name.as_str()).collect::<Vec<_>>()) });
        tell(scope, &row, "token.made", said, Some(after)).await?;
        Ok(MakeTokenPayload {
            token: Token(row),
            secret: Some(secret),
        })
    }

    /// Revokes a token: its next request is refused. One that is revoked stays so.
    async fn revoke_token(
        &self,
        ctx: &Context<'_>,
        input: RevokeTokenInput,
    ) -> Result<TokenPayload> {
        let scope = ctx.scope();
        scope.may(Act::RevokeToken)?;
        let id = scalar::read(Kind::Token, &input.token_id, "token")?;
        let found = rows::lock(&scope.tx, id).await?;
        let mut row = found.ok_or(Error::NotFound("token"))?;
        if row.revoked_at.is_none() {
            let now = scope.moment.now;
            rows::revoke(&scope.tx, id, scope.person()?, now).await?;
            row.revoked_at = Some(now);
            let said = format!("The token {} ({}) was revoked.", row.name, row.prefix);
            tell(scope, &row, "token.revoked", said, None).await?;
        }
        Ok(TokenPayload { token: Token(row) })
    }
}

async fn tell(
    scope: &Scope,
    of: &rows::Token,
    act: &'static str,
    summary: String,
    after: Option<serde_json::Value>,
) -> Result<()> {
    let told = Told {
        university: of.acting_university.unwrap_or(trail::SCHEME),
        subject: Some(of.id),
        act,
        summary,
        after,
        ..Told::default()
    };
    scope.tell(told, &[]).await
}
