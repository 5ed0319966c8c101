//! Letters: to whom each went, what it said, and what became of it.

pub mod suppressed;
pub mod templates;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::lifecycle::LetterState;
use uuid::Uuid;

use crate::found;
use crate::page::{Cursor, Page, Paging};
use crate::statement::{Statement, Value};
use crate::tables::letter;
use crate::{Error, Result, Tx};

/// What stands in place of the address of a letter whose reader was erased (T6).
pub const ERASED: &str = "erased";

/// One row of `letter`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = letter)]
pub struct Letter {
    pub id: Uuid,
    pub person_id: Option<Uuid>,
    pub address: String,
    pub subject: String,
    pub text: String,
    pub state: String,
    /// What the mail server said last, where it did not take it.
    pub problem: Option<String>,
    pub queued_at: DateTime<Utc>,
    pub sent_at: Option<DateTime<Utc>>,
    /// What it is about; none of what was written before letters had kinds.
    pub kind: Option<String>,
    /// Until when it waits, or waited.
    pub goes_at: Option<DateTime<Utc>>,
    /// The letter that it goes in with others.
    pub digest_id: Option<Uuid>,
}

/// A letter to be written down.
#[derive(Debug, Clone, Copy, Insertable)]
#[diesel(table_name = letter)]
pub struct NewLetter<'a> {
    pub id: Uuid,
    /// Who reads it; none of whoever is not known.
    pub person_id: Option<Uuid>,
    pub address: &'a str,
    pub subject: &'a str,
    pub text: &'a str,
    pub queued_at: DateTime<Utc>,
    pub kind: Option<&'a str>,
    /// Part of the address that stops letters like it.
    pub unsubscribe: Option<&'a str>,
    /// Until when it waits.
    pub goes_at: Option<DateTime<Utc>>,
    /// Whether it waits to go in one letter with others.
    pub digest: bool,
    /// What it tells, without greeting and end; for the letter that it goes in.
    pub told: Option<&'a str>,
}

/// Writes a letter down; as the system. The same letter twice is one.
pub async fn insert(tx: &Tx, new: &NewLetter<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(letter::table)
        .values(new)
        .on_conflict_do_nothing()
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// A letter that waits to go in one with others.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = letter)]
pub struct Waiting {
    pub id: Uuid,
    pub person_id: Option<Uuid>,
    pub address: String,
    pub subject: String,
    pub text: String,
    pub kind: Option<String>,
    /// What it tells, without greeting and end; none of what an earlier version wrote.
    pub told: Option<String>,
}

/// Letters that wait for a person to go as one, and are due; held against others until the transaction ends.
pub async fn waiting(tx: &Tx, person: Uuid, now: DateTime<Utc>) -> Result<Vec<Waiting>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(letter::table
        .filter(letter::digest.and(letter::person_id.eq(person)))
        .filter(letter::goes_at.le(now).and(letter::digest_id.is_null()))
        .filter(letter::state.eq(LetterState::Queued.as_str()))
        .order((letter::queued_at, letter::id))
        .select(Waiting::as_select())
        .for_update()
        .load(&mut conn)
        .await?)
}

/// Letters go in another one from now on.
pub async fn join(tx: &Tx, ids: &[Uuid], digest: Uuid) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(letter::table.filter(letter::id.eq_any(ids)))
        .set(letter::digest_id.eq(digest))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Whose a letter is, what it is about, and the token that stops letters like it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = letter)]
pub struct Reader {
    pub person_id: Option<Uuid>,
    pub kind: Option<String>,
    pub unsubscribe: Option<String>,
}

/// For whom a letter is; as the system.
pub async fn reader(tx: &Tx, id: Uuid) -> Result<Option<Reader>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(letter::table
        .find(id)
        .select(Reader::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// What a token that stops letters is of.
#[derive(Debug, Clone, Queryable)]
pub struct Subscribed {
    pub person_id: Uuid,
    pub kind: String,
}

/// The person and the kind of letters that a token stops; as the system.
pub async fn by_unsubscribe(tx: &Tx, token: &str) -> Result<Option<Subscribed>> {
    // No text of the database has it, and it takes none to ask for.
    if token.contains('\0') {
        return Ok(None);
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(letter::table
        .filter(letter::unsubscribe.eq(token))
        .select((
            letter::person_id.assume_not_null(),
            letter::kind.assume_not_null(),
        ))
        .filter(
            letter::person_id
                .is_not_null()
                .and(letter::kind.is_not_null()),
        )
        .first(&mut conn)
        .await
        .optional()?)
}

/// What changes about a letter; `None` leaves a column as it is.
#[derive(Debug, Clone, Copy, Default, AsChangeset)]
#[diesel(table_name = letter)]
pub struct Change<'a> {
    pub state: Option<&'static str>,
    /// Set, or taken away.
    pub problem: Option<Option<&'a str>>,
    pub queued_at: Option<DateTime<Utc>>,
    pub sent_at: Option<DateTime<Utc>>,
    /// Set, or taken away.
    pub goes_at: Option<Option<DateTime<Utc>>>,
    pub digest: Option<bool>,
    pub digest_id: Option<Option<Uuid>>,
}

/// Changes a letter, if there is one of that id.
pub async fn change(tx: &Tx, id: Uuid, change: &Change<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(letter::table.find(id))
        .set(change)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// What became of a letter, and with it of those that go in it.
pub async fn settle(tx: &Tx, id: Uuid, change: &Change<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let both = letter::id.eq(id).or(letter::digest_id.eq(id));
    diesel::update(letter::table.filter(both))
        .set(change)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// The letter, held against others until the transaction ends.
pub async fn lock(tx: &Tx, id: Uuid) -> Result<Option<Letter>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(letter::table
        .find(id)
        .select(Letter::as_select())
        .for_update()
        .first(&mut conn)
        .await
        .optional()?)
}

/// Narrows a list of letters; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words in the address or the subject.
    pub search: Option<String>,
    pub states: Vec<&'static str>,
}

impl Filter {
    /// What is selected, from the letters that the filter leaves.
    fn narrow(&self, select: &str) -> Statement {
        let mut narrowed = Statement::new(format!("{select} where true"));
        if let Some(words) = &self.search {
            let like = crate::universities::like(&words.to_lowercase());
            narrowed = narrowed.sql(" and l.sought like ").value(Value::Text(like));
        }
        if !self.states.is_empty() {
            let states = self.states.iter().map(|state| (*state).to_owned());
            narrowed = narrowed
                .sql(" and l.state = any(")
                .value(Value::Texts(states.collect()))
                .sql(")");
        }
        narrowed
    }
}

/// One page of letters, the latest first. Those that words find are found as in the list of applications, and counted with it.
pub async fn list(tx: &Tx, filter: &Filter, paging: &Paging) -> Result<Page<Letter>> {
    let after = match &paging.after {
        Some(cursor) => {
            let at = DateTime::parse_from_rfc3339(&cursor.key)
                .map_err(|_| Error::Unreadable("the cursor is of another list".to_owned()))?;
            Some((at.with_timezone(&Utc), cursor.id))
        }
        None => None,
    };
    let chosen = || filter.narrow("select l.id, l.queued_at from letter l");
    let page = |of: Statement| {
        let mut page = Statement::new("(select l.id, l.queued_at from (")
            .then(of)
            .sql(") l where true");
        if let Some((at, id)) = after {
            page = page
                .sql(" and (l.queued_at, l.id) < (")
                .value(Value::Moment(at))
                .sql(", ")
                .value(Value::Id(id))
                .sql(")");
        }
        page.sql(" order by l.queued_at desc, l.id desc limit ")
            .value(Value::Int(paging.first + 1))
            .sql(")")
    };
    let page = if filter.search.is_some() {
        found::page("l.id", chosen, page)
    } else {
        Statement::new("select l.id, null::bigint as total from ").then(page(chosen()))
    };
    let page = page.sql(" l order by l.queued_at desc, l.id desc");
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let found: Vec<Found> = page.load(&mut conn).await?;
    let total = found.as_slice().first().and_then(|found| found.total);
    let ids: Vec<Uuid> = found.iter().map(|found| found.id).collect();
    let rows: Vec<Letter> = letter::table
        .filter(letter::id.eq_any(ids))
        .order((letter::queued_at.desc(), letter::id.desc()))
        .select(Letter::as_select())
        .load(&mut conn)
        .await?;
    let key = |row: &Letter| Cursor {
        key: row.queued_at.to_rfc3339(),
        id: row.id,
    };
    let rows = rows.into_iter().map(|row| (key(&row), row)).collect();
    Ok(Page {
        total,
        ..Page::new(rows, paging.first)
    })
}

/// A letter of a page, and how many the filter leaves, where that was counted.
#[derive(Debug, QueryableByName)]
struct Found {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Nullable<BigInt>)]
    total: Option<i64>,
}

/// How many letters a filter leaves; those that words find, [`found::FOUND`] at most.
pub async fn count(tx: &Tx, filter: &Filter) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut chosen = filter.narrow("select l.id from letter l");
    if filter.search.is_some() {
        chosen = found::at_most(chosen);
    }
    let counted: Vec<Count> = Statement::new("select count(*) as n from (")
        .then(chosen)
        .sql(") l")
        .load(&mut conn)
        .await?;
    Ok(counted.as_slice().first().map_or(0, |count| count.n))
}
