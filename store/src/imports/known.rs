//! What the rows of an import may mean among what is there: one statement a batch.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Bool, Date, Integer, Nullable, Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Result, Tx};

/// A university that a row may mean.
#[derive(Debug, Clone, QueryableByName)]
pub struct University {
    /// The place of what was asked for, from 1.
    #[diesel(sql_type = Integer)]
    pub place: i32,
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub slug: String,
    #[diesel(sql_type = Text)]
    pub short_code: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub external_reference: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub nation: Option<String>,
    #[diesel(sql_type = Bool)]
    pub by_reference: bool,
    #[diesel(sql_type = Bool)]
    pub by_name: bool,
    /// What the one is called that it was merged into.
    #[diesel(sql_type = Nullable<Text>)]
    pub continued_by: Option<String>,
    #[diesel(sql_type = Bool)]
    pub closed: bool,
}

/// What a row says of a university: reference, name and address name; any of them may be blank.
#[derive(Debug, Clone, Copy)]
pub struct Named<'a> {
    pub reference: &'a str,
    pub name: &'a str,
    pub slug: &'a str,
}

/// The universities that these may mean.
pub async fn universities(tx: &Tx, named: &[Named<'_>]) -> Result<Vec<University>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "with asked as (select * from unnest($1, $2, $3) with ordinality as a (reference, name, slug, place)), \
         found as (select a.place, u.id from asked a join university u on u.external_reference = a.reference \
           union select a.place, u.id from asked a join university u on lower(u.name) = lower(a.name) \
           union select a.place, u.id from asked a join university u on u.slug = lower(a.slug)) \
         select a.place::int as place, u.id, u.name, u.slug, u.short_code, u.external_reference, u.nation, \
           coalesce(u.external_reference = a.reference, false) as by_reference, lower(u.name) = lower(a.name) as by_name, c.name as continued_by, u.state = 'CLOSED' as closed \
         from found f join asked a on a.place = f.place join university u on u.id = f.id left join university c on c.id = u.continued_by order by a.place, u.id",
    )
    .bind::<Array<Text>, _>(named.iter().map(|n| n.reference).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(named.iter().map(|n| n.name).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(named.iter().map(|n| n.slug).collect::<Vec<_>>())
    .load(&mut conn)
    .await?)
}

/// A programme that a row may mean.
#[derive(Debug, Clone, QueryableByName)]
pub struct Programme {
    /// The place of what was asked for, from 1.
    #[diesel(sql_type = Integer)]
    pub place: i32,
    #[diesel(sql_type = SqlUuid)]
    pub university_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub purpose: String,
    #[diesel(sql_type = Array<Text>)]
    pub directions: Vec<String>,
    #[diesel(sql_type = Integer)]
    pub mentors: i32,
    #[diesel(sql_type = Date)]
    pub started_on: NaiveDate,
    #[diesel(sql_type = Nullable<Date>)]
    pub ended_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Text>)]
    pub coordinator: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub external_reference: Option<String>,
    #[diesel(sql_type = Integer)]
    pub version: i32,
    #[diesel(sql_type = Bool)]
    pub by_reference: bool,
}

/// The programmes that these may mean: a university, a reference and a name.
pub async fn programmes(tx: &Tx, named: &[(Uuid, &str, &str)]) -> Result<Vec<Programme>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "with asked as (select * from unnest($1, $2, $3) with ordinality as a (university_id, reference, name, place)), \
         found as (select a.place, p.id from asked a join programme p on p.university_id = a.university_id and p.external_reference = a.reference \
           union select a.place, p.id from asked a join programme p on p.university_id = a.university_id and lower(p.name) = lower(a.name)) \
         select a.place::int as place, p.university_id, p.id, p.name, p.purpose, p.directions, p.mentors, p.started_on, p.ended_on, p.coordinator, \
           p.external_reference, p.version, coalesce(p.external_reference = a.reference, false) as by_reference \
         from found f join asked a on a.place = f.place join programme p on p.id = f.id order by a.place, p.id",
    )
    .bind::<Array<SqlUuid>, _>(named.iter().map(|n| n.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(named.iter().map(|n| n.1).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(named.iter().map(|n| n.2).collect::<Vec<_>>())
    .load(&mut conn)
    .await?)
}

/// A person that a row may mean.
#[derive(Debug, Clone, QueryableByName)]
pub struct Person {
    /// The place of what was asked for, from 1.
    #[diesel(sql_type = Integer)]
    pub place: i32,
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Bool)]
    pub has_role: bool,
}

/// The people that these may mean: a university, a role there and an address.
pub async fn people(tx: &Tx, named: &[(Uuid, &str, &str)]) -> Result<Vec<Person>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select a.place::int as place, p.id, p.name, \
           exists (select from member m where m.person_id = p.id and m.university_id = a.university_id and m.role = a.role) as has_role \
         from unnest($1, $2, $3) with ordinality as a (university_id, role, email, place) join person p on lower(p.email) = lower(a.email) \
         order by a.place, p.id",
    )
    .bind::<Array<SqlUuid>, _>(named.iter().map(|n| n.0).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(named.iter().map(|n| n.1).collect::<Vec<_>>())
    .bind::<Array<Text>, _>(named.iter().map(|n| n.2).collect::<Vec<_>>())
    .load(&mut conn)
    .await?)
}
