//! What is held of a person, and erasing them (T6). The database's own functions count and erase, as operators see neither
//! identities nor what people keep for themselves.

use chrono::{DateTime, Utc};
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{OptionalExtension, QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Result, Tx};

/// The most people that a search gives.
pub const MOST_FOUND: i64 = 20;

/// A person as those who run the scheme know them, and what keeps them from being erased.
#[derive(Debug, Clone, QueryableByName)]
pub struct Known {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub email: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub erased_at: Option<DateTime<Utc>>,
    /// The universities that they belong or belonged to, by name.
    #[diesel(sql_type = Array<Text>)]
    pub universities: Vec<String>,
    /// Whether they work for the scheme.
    #[diesel(sql_type = Bool)]
    pub staff: bool,
    /// The open universities whose last manager who has signed in they are.
    #[diesel(sql_type = Array<Text>)]
    pub last_manager_of: Vec<String>,
    /// Cases in hand, to be marked first or second.
    #[diesel(sql_type = BigInt)]
    pub open_cases: i64,
    /// Whether they run the scheme, and nobody else does.
    #[diesel(sql_type = Bool)]
    pub runs_alone: bool,
}

const KNOWN: &str = "select p.id, p.name, p.email, p.erased_at, \
     array(select u.name from university u where exists (select from member m where m.university_id = u.id and m.person_id = p.id) \
       or exists (select from former_member f where f.university_id = u.id and f.person_id = p.id) order by u.name, u.id) as universities, \
     exists (select from staff s where s.person_id = p.id) as staff, \
     array(select u.name from member m join university u on u.id = m.university_id and u.state = 'OPEN' where m.person_id = p.id and m.role = 'MANAGER' \
       and not exists (select from member o where o.university_id = m.university_id and o.role = 'MANAGER' and o.person_id <> p.id and o.signed_in_at is not null) \
       order by u.name, u.id) as last_manager_of, \
     (select count(*) from application a where a.assessor_id = p.id and a.state not in ('DRAFT', 'DECIDED', 'WITHDRAWN') \
       or a.second_assessor_id = p.id and a.state = 'MODERATION') as open_cases, \
     exists (select from staff s where s.person_id = p.id and s.role in ('OPERATOR', 'ADMINISTRATOR')) \
       and not exists (select from staff s where s.person_id <> p.id and s.role in ('OPERATOR', 'ADMINISTRATOR')) as runs_alone \
     from person p";

/// A person, if there is one; as an operator.
pub async fn find(tx: &Tx, person: Uuid) -> Result<Option<Known>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!("{KNOWN} where p.id = $1"))
        .bind::<SqlUuid, _>(person)
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// People with these words in their name or address who were not erased, by name, [`MOST_FOUND`] at most; as an operator.
pub async fn search(tx: &Tx, words: &str) -> Result<Vec<Known>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!(
        "{KNOWN} where p.erased_at is null and (position(lower($1) in lower(p.name)) > 0 or position(lower($1) in lower(p.email)) > 0) \
         order by p.name, p.id limit {MOST_FOUND}"
    ))
    .bind::<Text, _>(words)
    .load(&mut conn)
    .await?)
}

/// How many things a part of what is held of a person has.
#[derive(Debug, Clone, QueryableByName)]
pub struct Held {
    /// The code of the part.
    #[diesel(sql_type = Text)]
    pub part: String,
    #[diesel(sql_type = BigInt)]
    pub many: i64,
}

/// What is held of a person, by parts; as an operator.
pub async fn parts(tx: &Tx, person: Uuid) -> Result<Vec<Held>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query("select part, many from person_parts($1)")
        .bind::<SqlUuid, _>(person)
        .load(&mut conn)
        .await?)
}

/// What an erasure took out of a chain of the trail.
#[derive(Debug, Clone, QueryableByName)]
pub struct Redacted {
    /// Whose chain.
    #[diesel(sql_type = SqlUuid)]
    pub university_id: Uuid,
    /// How many lines.
    #[diesel(sql_type = BigInt)]
    pub lines: i64,
    /// The digest of what they read now, in hexadecimal.
    #[diesel(sql_type = Text)]
    pub digest: String,
}

/// Erases a person; as an operator. Of somebody who is erased already it does nothing, and gives nothing.
pub async fn erase(
    tx: &Tx,
    person: Uuid,
    erasure: Uuid,
    at: DateTime<Utc>,
) -> Result<Vec<Redacted>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(
        sql_query("select university_id, lines, digest from erase_person($1, $2, $3)")
            .bind::<SqlUuid, _>(person)
            .bind::<SqlUuid, _>(erasure)
            .bind::<Timestamptz, _>(at)
            .load(&mut conn)
            .await?,
    )
}
