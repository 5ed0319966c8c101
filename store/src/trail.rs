//! The audit trail (T4), and the jobs that a change leaves behind, in the transaction that caused them.

pub mod chains;
mod list;

use chrono::{DateTime, Utc};
use diesel::sql_types::{Array, BigInt, Bool, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::{Error, Result, Tx};

pub use list::{Filter, Looked, MOST_PEOPLE, count, list, look_up};

/// The scheme's own chain: events that belong to no university.
pub const SCHEME: Uuid = Uuid::nil();

/// One change, told in the transaction that made it.
#[derive(Debug, Clone)]
pub struct Event {
    pub university: Uuid,
    pub application: Option<Uuid>,
    /// What was changed, where it is not the application itself.
    pub subject: Option<Uuid>,
    pub actor: Option<Uuid>,
    pub at: DateTime<Utc>,
    /// Noun and past participle: `application.submitted`.
    pub act: &'static str,
    /// One sentence for people.
    pub summary: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
    /// The request's network address, where there was a request.
    pub origin: Option<String>,
}

/// Work to be done after the transaction, outside of it.
#[derive(Debug, Clone)]
pub struct Job {
    pub kind: &'static str,
    pub payload: Value,
}

/// Writes the event, chained to the one before it, and leaves the jobs: one statement.
pub async fn tell(tx: &Tx, event: &Event, jobs: &[Job]) -> Result<()> {
    tell_all(tx, std::slice::from_ref(event), jobs).await
}

/// Writes several events, each chained to the one before it, and leaves the jobs, due when the first event was: one statement.
pub async fn tell_all(tx: &Tx, events: &[Event], jobs: &[Job]) -> Result<()> {
    let Some(first) = events.first() else {
        return Ok(());
    };
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "with told as (insert into trail (university_id, id, at, actor_id, act, application_id, subject_id, summary, before, after, origin) \
         select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)) \
         insert into job (id, kind, payload, run_at) \
         select j.id, j.kind, j.payload, $15 from unnest($12, $13, $14) as j (id, kind, payload)",
    )
    .bind::<Array<SqlUuid>, _>(events.iter().map(|e| e.university).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(events.iter().map(|_| Uuid::now_v7()).collect::<Vec<_>>())
    .bind::<Array<Timestamptz>, _>(events.iter().map(|e| e.at).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(events.iter().map(|e| e.actor).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(events.iter().map(|e| e.act).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(events.iter().map(|e| e.application).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(events.iter().map(|e| e.subject).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(events.iter().map(|e| e.summary.as_str()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Jsonb>>, _>(events.iter().map(|e| e.before.as_ref()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Jsonb>>, _>(events.iter().map(|e| e.after.as_ref()).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(events.iter().map(|e| e.origin.as_deref()).collect::<Vec<_>>())
    .bind::<Array<SqlUuid>, _>(jobs.iter().map(|_| Uuid::now_v7()).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(jobs.iter().map(|job| job.kind).collect::<Vec<_>>())
    .bind::<Array<Jsonb>, _>(jobs.iter().map(|job| job.payload.clone()).collect::<Vec<_>>())
    .bind::<Timestamptz, _>(first.at)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// One line of the trail as shown.
#[derive(Debug, Clone, QueryableByName)]
pub struct Line {
    /// Whose chain it is of: [`SCHEME`] for the scheme's own.
    #[diesel(sql_type = SqlUuid)]
    pub university_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// Its number in its chain. How many are between two tells those who do not see all of them what they may not know (J6).
    #[diesel(sql_type = BigInt)]
    pub seq: i64,
    #[diesel(sql_type = Timestamptz)]
    pub at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Text>)]
    pub actor: Option<String>,
    /// Whether whoever did it is one of the university's people.
    #[diesel(sql_type = Bool)]
    pub own: bool,
    #[diesel(sql_type = Text)]
    pub act: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub application_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub subject_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    pub summary: String,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub before: Option<Value>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub after: Option<Value>,
    #[diesel(sql_type = Nullable<Text>)]
    pub origin: Option<String>,
    /// In lower-case hexadecimal.
    #[diesel(sql_type = Text)]
    pub hash: String,
}

/// What is shown of lines `t` and of whoever did it, `p`.
const SHOWN: &str = "t.university_id, t.id, t.seq, t.at, p.name as actor, t.act, t.application_id, t.subject_id, t.summary, t.before, t.after, t.origin, encode(t.hash, 'hex') as hash, \
     exists (select from member m where m.person_id = t.actor_id and m.university_id = t.university_id) as own";

/// An application's trail, newest first.
pub async fn of_application(tx: &Tx, application: Uuid, paging: &Paging) -> Result<Page<Line>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    // A cursor names the line, not its number: what lies between two would tell how much there is that is not shown (J6).
    let rows: Vec<Line> = sql_query(format!(
        "select {SHOWN} from trail t left join person p on p.id = t.actor_id \
         where t.application_id = $1 and ($2 is null or t.seq < (select c.seq from trail c where c.application_id = $1 and c.id = $2)) \
         order by t.seq desc limit $3",
    ))
    .bind::<SqlUuid, _>(application)
    .bind::<Nullable<SqlUuid>, _>(paging.after.as_ref().map(|cursor| cursor.id))
    .bind::<BigInt, _>(paging.first + 1)
    .load(&mut conn)
    .await?;
    let rows = rows
        .into_iter()
        .map(|line| {
            (
                Cursor {
                    key: String::new(),
                    id: line.id,
                },
                line,
            )
        })
        .collect();
    Ok(Page::new(rows, paging.first))
}

/// How many lines an application's trail has.
pub async fn count_of_application(tx: &Tx, application: Uuid) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let count: Count = sql_query("select count(*) as n from trail where application_id = $1")
        .bind::<SqlUuid, _>(application)
        .get_result(&mut conn)
        .await?;
    Ok(count.n)
}

/// A university's trail, newest first: its own chain, and what the scheme's says of it.
pub async fn of_university(tx: &Tx, university: Uuid, paging: &Paging) -> Result<Page<Line>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let (at, id) = place(paging)?.unzip();
    // Each chain by its own index, so that a page of a long one reads a page.
    let newest = |chain: &str| {
        format!(
            "(select * from trail t where {chain} and ($2 is null or (t.at, t.id) < ($2, $3)) order by t.at desc, t.id desc limit $4)"
        )
    };
    let (own, scheme) = (newest(OWN), newest(SCHEMES));
    let rows: Vec<Line> = sql_query(format!(
        "select {SHOWN} from ({own} union all {scheme}) t \
         left join person p on p.id = t.actor_id order by t.at desc, t.id desc limit $4"
    ))
    .bind::<SqlUuid, _>(university)
    .bind::<Nullable<Timestamptz>, _>(at)
    .bind::<Nullable<SqlUuid>, _>(id)
    .bind::<BigInt, _>(paging.first + 1)
    .load(&mut conn)
    .await?;
    Ok(page(rows, paging))
}

/// Where a page begins: after the line of this moment and id.
fn place(paging: &Paging) -> Result<Option<(DateTime<Utc>, Uuid)>> {
    let Some(cursor) = &paging.after else {
        return Ok(None);
    };
    let other = |_| Error::Unreadable("the cursor is of another list".to_owned());
    Ok(Some((cursor.key.parse().map_err(other)?, cursor.id)))
}

/// A page of lines by when they were written.
fn page(rows: Vec<Line>, paging: &Paging) -> Page<Line> {
    let key = |line: &Line| Cursor {
        key: line.at.to_rfc3339(),
        id: line.id,
    };
    let rows = rows.into_iter().map(|line| (key(&line), line)).collect();
    Page::new(rows, paging.first)
}

/// A university's own chain, and the scheme's lines that are of it.
const OWN: &str = "t.university_id = $1";
const SCHEMES: &str =
    "t.university_id = '00000000-0000-0000-0000-000000000000' and t.subject_id = $1";

/// How many lines a university's trail has.
pub async fn count_of_university(tx: &Tx, university: Uuid) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let count: Count = sql_query(format!(
        "select (select count(*) from trail t where {OWN}) + (select count(*) from trail t where {SCHEMES}) as n"
    ))
    .bind::<SqlUuid, _>(university)
    .get_result(&mut conn)
    .await?;
    Ok(count.n)
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// When something last happened to an application.
pub async fn last_of_application(
    tx: &Tx,
    application: Uuid,
    act: &str,
) -> Result<Option<DateTime<Utc>>> {
    #[derive(QueryableByName)]
    struct Last {
        #[diesel(sql_type = Nullable<Timestamptz>)]
        at: Option<DateTime<Utc>>,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let last: Last =
        sql_query("select max(at) as at from trail where application_id = $1 and act = $2")
            .bind::<SqlUuid, _>(application)
            .bind::<Text, _>(act)
            .get_result(&mut conn)
            .await?;
    Ok(last.at)
}

/// Whether an act was ever told in a university's chain.
pub async fn has(tx: &Tx, university: Uuid, act: &str) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = Bool)]
        found: bool,
    }
    let found: Found = sql_query(
        "select exists (select from trail where university_id = $1 and act = $2) as found",
    )
    .bind::<SqlUuid, _>(university)
    .bind::<Text, _>(act)
    .get_result(&mut conn)
    .await?;
    Ok(found.found)
}
