//! What operators keep of universities: their records, their people as they sign in, and notes.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{
    Array, BigInt, Bool, Date, Int4, Nullable, Text, Timestamptz, Uuid as SqlUuid,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::like;
use crate::page::{Cursor, Page, Paging};
use crate::tables::{university, university_note};
use crate::{Result, Tx};

/// A university's record, and what it has on a day.
#[derive(Debug, Clone, QueryableByName)]
pub struct Record {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub slug: String,
    /// What its references begin with.
    #[diesel(sql_type = Text)]
    pub short_code: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub external_reference: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub nation: Option<String>,
    #[diesel(sql_type = Bool)]
    pub purchase_order_needed: bool,
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Nullable<Date>)]
    pub closed_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Text>)]
    pub closed_reason: Option<String>,
    /// The university that it was merged into.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub continued_by: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    pub continued_by_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub continued_by_slug: Option<String>,
    /// The scheme it takes part in, by code.
    #[diesel(sql_type = Text)]
    pub scheme: String,
    #[diesel(sql_type = Int4)]
    pub version: i32,
    #[diesel(sql_type = BigInt)]
    pub programmes: i64,
    /// Submitted and not over.
    #[diesel(sql_type = BigInt)]
    pub open: i64,
    /// Begun and not sent.
    #[diesel(sql_type = BigInt)]
    pub drafts: i64,
    /// In force on the day asked for.
    #[diesel(sql_type = BigInt)]
    pub awards: i64,
    /// In pence.
    #[diesel(sql_type = BigInt)]
    pub outstanding: i64,
    /// Invoices with something outstanding.
    #[diesel(sql_type = BigInt)]
    pub outstanding_invoices: i64,
    /// Quotes that can still be accepted.
    #[diesel(sql_type = BigInt)]
    pub open_quotes: i64,
    /// When one of its people last signed in.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub signed_in_at: Option<DateTime<Utc>>,
}

/// Which universities a list is of.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// These alone; all where there is none.
    pub ids: Vec<Uuid>,
    /// Words in the name.
    pub search: Option<String>,
    /// Any of these states; all where there is none.
    pub states: Vec<&'static str>,
}

const CHOSEN: &str = "($1 is null or u.name ilike $1) and (cardinality($2) = 0 or u.id = any($2)) and (cardinality($3) = 0 or u.state = any($3))";

/// One page of universities by name, with what each has on a day.
pub async fn list(
    tx: &Tx,
    filter: &Filter,
    today: NaiveDate,
    paging: &Paging,
) -> Result<Page<Record>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let (key, id) = match &paging.after {
        Some(Cursor { key, id }) => (Some(key), Some(id)),
        None => (None, None),
    };
    let rows: Vec<Record> = sql_query(format!(
        "select u.id, u.name, u.slug, u.short_code, u.external_reference, u.nation, u.purchase_order_needed, u.state, u.closed_on, u.closed_reason, u.continued_by, c.name as continued_by_name, c.slug as continued_by_slug, u.scheme, u.version, \
         (select count(*) from programme p where p.university_id = u.id) as programmes, \
         (select count(*) from application a where a.university_id = u.id and a.state not in ('DRAFT', 'DECIDED', 'WITHDRAWN')) as open, \
         (select count(*) from application a where a.university_id = u.id and a.state = 'DRAFT') as drafts, \
         (select count(*) from award w where w.university_id = u.id and w.awarded_on <= $4 and $4 < least(w.expires_on, w.ended_on)) as awards, \
         b.outstanding, b.outstanding_invoices, \
         (select count(*) from quote q where q.university_id = u.id and q.state = 'ISSUED' and q.open_until > $4) as open_quotes, \
         (select max(s.at) from member m join last_sign_in s on s.person_id = m.person_id where m.university_id = u.id) as signed_in_at \
         from university u cross join lateral (select coalesce(sum(b.outstanding), 0)::bigint as outstanding, \
           count(*) filter (where b.outstanding > 0) as outstanding_invoices from invoice i join balance b on b.university_id = i.university_id and b.invoice_id = i.id \
           where i.university_id = u.id and i.paid_on is null and i.credited_on is null) b left join university c on c.id = u.continued_by \
         where {CHOSEN} and ($5 is null or (u.name, u.id) > ($5, $6)) order by u.name, u.id limit $7"
    ))
    .bind::<Nullable<Text>, _>(filter.search.as_deref().map(like))
    .bind::<Array<SqlUuid>, _>(&filter.ids)
    .bind::<Array<Text>, _>(&filter.states)
    .bind::<Date, _>(today)
    .bind::<Nullable<Text>, _>(key)
    .bind::<Nullable<SqlUuid>, _>(id)
    .bind::<BigInt, _>(paging.first + 1)
    .load(&mut conn)
    .await?;
    let key = |row: &Record| Cursor {
        key: row.name.clone(),
        id: row.id,
    };
    let rows = rows.into_iter().map(|row| (key(&row), row)).collect();
    Ok(Page::new(rows, paging.first))
}

/// How many universities there are.
pub async fn count(tx: &Tx, filter: &Filter) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let count: Count = sql_query(format!(
        "select count(*) as n from university u where {CHOSEN}"
    ))
    .bind::<Nullable<Text>, _>(filter.search.as_deref().map(like))
    .bind::<Array<SqlUuid>, _>(&filter.ids)
    .bind::<Array<Text>, _>(&filter.states)
    .get_result(&mut conn)
    .await?;
    Ok(count.n)
}

/// Holds a university against other writers until the transaction ends, and gives its record.
pub async fn lock(tx: &Tx, id: Uuid, today: NaiveDate) -> Result<Option<Record>> {
    let found = lock_all(tx, &[id], today).await?;
    Ok(found.into_iter().next())
}

/// Holds universities, in the order of their ids so that two who hold the same never wait for each other, and gives their records.
pub async fn lock_all(tx: &Tx, ids: &[Uuid], today: NaiveDate) -> Result<Vec<Record>> {
    {
        let conn = tx.conn().await?;
        let mut conn: &AsyncPgConnection = &conn;
        sql_query("select from university where id = any($1) order by id for update")
            .bind::<Array<SqlUuid>, _>(ids)
            .execute(&mut conn)
            .await?;
    }
    find_all(tx, ids, today).await
}

/// The record of a university, if this viewer may see it.
pub async fn find(tx: &Tx, id: Uuid, today: NaiveDate) -> Result<Option<Record>> {
    let found = find_all(tx, &[id], today).await?;
    Ok(found.into_iter().next())
}

/// The records of the universities among `ids`, one at least, that this viewer may see.
pub async fn find_all(tx: &Tx, ids: &[Uuid], today: NaiveDate) -> Result<Vec<Record>> {
    let filter = Filter {
        ids: ids.to_vec(),
        ..Filter::default()
    };
    let paging = Paging {
        first: i64::try_from(ids.len()).unwrap_or(i64::MAX - 1),
        after: None,
    };
    let page = list(tx, &filter, today, &paging).await?;
    Ok(page.rows.into_iter().map(|(_, row)| row).collect())
}

/// What changes of a university; `None` leaves a column as it is.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = university)]
pub struct Change<'a> {
    pub name: Option<&'a str>,
    pub nation: Option<Option<&'static str>>,
    pub external_reference: Option<Option<&'a str>>,
    pub purchase_order_needed: Option<bool>,
    pub state: Option<&'static str>,
    pub closed_on: Option<Option<NaiveDate>>,
    pub closed_reason: Option<Option<&'a str>>,
    /// The next version.
    pub version: Option<i32>,
}

/// Changes a university that this transaction holds.
///
/// # Errors
/// [`crate::Error::Conflict`] where another has the external reference.
pub async fn change(tx: &Tx, id: Uuid, change: &Change<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(university::table.find(id))
        .set(change)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Somebody who belongs to a university.
#[derive(Debug, Clone, QueryableByName)]
pub struct Belonging {
    #[diesel(sql_type = SqlUuid)]
    pub university_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub person_id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub email: Option<String>,
    #[diesel(sql_type = Text)]
    pub role: String,
    /// Whether an identity is tied to them (T5).
    #[diesel(sql_type = Bool)]
    pub can_sign_in: bool,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub signed_in_at: Option<DateTime<Utc>>,
}

/// The people of each university by role and name, 500 of each at most: one statement.
pub async fn people(tx: &Tx, universities: &[Uuid]) -> Result<HashMap<Uuid, Vec<Belonging>>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Belonging> = sql_query(
        "select m.* from unnest($1) as u (id) cross join lateral (\
           select m.university_id, m.person_id, p.name, p.email, m.role, exists (select from identity i where i.person_id = p.id) as can_sign_in, s.at as signed_in_at \
           from member m join person p on p.id = m.person_id left join last_sign_in s on s.person_id = p.id where m.university_id = u.id \
           order by array_position(array['MANAGER', 'CONTRIBUTOR', 'VIEWER'], m.role), p.name, p.id limit 500) m",
    )
    .bind::<Array<SqlUuid>, _>(universities)
    .load(&mut conn)
    .await?;
    let mut found: HashMap<Uuid, Vec<Belonging>> = HashMap::with_capacity(universities.len());
    for row in rows {
        found.entry(row.university_id).or_default().push(row);
    }
    Ok(found)
}

/// What an operator noted of a university.
#[derive(Debug, Clone, Queryable, QueryableByName, Selectable, Insertable)]
#[diesel(table_name = university_note)]
pub struct Note {
    pub university_id: Uuid,
    pub id: Uuid,
    pub text: String,
    pub written_at: DateTime<Utc>,
    pub written_by: Uuid,
}

/// Writes a note down.
pub async fn write_note(tx: &Tx, note: &Note) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(university_note::table)
        .values(note)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Removes a note that somebody wrote, and gives it; `None` where they wrote none of that id.
pub async fn remove_note(tx: &Tx, id: Uuid, by: Uuid) -> Result<Option<Note>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let own = university_note::table
        .find(id)
        .filter(university_note::written_by.eq(by));
    Ok(diesel::delete(own)
        .returning(Note::as_returning())
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// The latest 200 notes of each university, the latest first: one statement.
pub async fn notes(tx: &Tx, universities: &[Uuid]) -> Result<HashMap<Uuid, Vec<Note>>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Note> = sql_query(
        "select n.* from unnest($1) as u (id) cross join lateral (\
           select * from university_note n where n.university_id = u.id order by n.written_at desc, n.id desc limit 200) n",
    )
    .bind::<Array<SqlUuid>, _>(universities)
    .load(&mut conn)
    .await?;
    let mut found: HashMap<Uuid, Vec<Note>> = HashMap::with_capacity(universities.len());
    for row in rows {
        found.entry(row.university_id).or_default().push(row);
    }
    Ok(found)
}
