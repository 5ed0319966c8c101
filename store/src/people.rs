//! People, the identities they sign in with, and the roles they hold (T5).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Nullable, Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::access::Role;
use uuid::Uuid;

use crate::sessions;
use crate::tables::{identity, last_sign_in, member, person, staff};
use crate::{Error, Result, Tx, Viewer};

/// One row of `person`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = person)]
pub struct Person {
    pub id: Uuid,
    pub name: String,
    pub email: Option<String>,
}

/// The people among `ids` that this viewer may see.
pub async fn by_ids(tx: &Tx, ids: &[Uuid]) -> Result<Vec<Person>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(person::table
        .filter(person::id.eq_any(ids))
        .select(Person::as_select())
        .load(&mut conn)
        .await?)
}

/// The managers of a university.
pub async fn managers(tx: &Tx, university: Uuid) -> Result<Vec<Person>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let managers = member::table
        .filter(member::university_id.eq(university))
        .filter(member::role.eq(Role::Manager.as_str()))
        .select(member::person_id);
    Ok(person::table
        .filter(person::id.eq_any(managers))
        .select(Person::as_select())
        .order(person::id)
        .load(&mut conn)
        .await?)
}

/// The lead assessors, by id.
pub async fn leads(tx: &Tx) -> Result<Vec<Uuid>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(staff::table
        .filter(staff::role.eq(Role::LeadAssessor.as_str()))
        .select(staff::person_id)
        .order(staff::person_id)
        .load(&mut conn)
        .await?)
}

/// Writes down a person.
pub async fn insert(tx: &Tx, new: &Person) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(person::table)
        .values(new)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Whose identity this is: issuer and subject together, never the e-mail address (T5).
pub async fn by_identity(tx: &Tx, issuer: &str, subject: &str) -> Result<Option<Uuid>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(identity::table
        .find((issuer, subject))
        .select(identity::person_id)
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// Lets a person sign in with this identity.
pub async fn identity_insert(tx: &Tx, issuer: &str, subject: &str, person: Uuid) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(identity::table)
        .values((
            identity::issuer.eq(issuer),
            identity::subject.eq(subject),
            identity::person_id.eq(person),
        ))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Gives a person a role in a university; false where they have it already.
pub async fn member_insert(tx: &Tx, university: Uuid, person: Uuid, role: Role) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let added = diesel::insert_into(member::table)
        .values((
            member::university_id.eq(university),
            member::person_id.eq(person),
            member::role.eq(role.as_str()),
        ))
        .on_conflict_do_nothing()
        .execute(&mut conn)
        .await?;
    Ok(added == 1)
}

/// Gives a person a role in the scheme.
pub async fn staff_insert(tx: &Tx, person: Uuid, role: Role) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(staff::table)
        .values((staff::person_id.eq(person), staff::role.eq(role.as_str())))
        .on_conflict_do_nothing()
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Notes that a person signed in.
pub async fn signed_in(tx: &Tx, person: Uuid, at: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(last_sign_in::table)
        .values((last_sign_in::person_id.eq(person), last_sign_in::at.eq(at)))
        .on_conflict(last_sign_in::person_id)
        .do_update()
        .set(last_sign_in::at.eq(at))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// One thing a person may act as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// As whom a session of it acts.
    pub viewer: Viewer,
    pub role: Role,
    /// The university's name, where the role is a university's.
    pub university: Option<String>,
}

/// Everything a person may act as who signed in by a provider, the strongest first: a university's roles before the scheme's. A provider's
/// word counts for its own university alone (U3); without one, everything they are.
pub async fn standings(tx: &Tx, person: Uuid, by: Option<Uuid>) -> Result<Vec<Standing>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        role: String,
        #[diesel(sql_type = Nullable<SqlUuid>)]
        university_id: Option<Uuid>,
        #[diesel(sql_type = Nullable<Text>)]
        university: Option<String>,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(
        "select m.role, u.id as university_id, u.name as university from member m join university u on u.id = m.university_id and u.state = 'OPEN' \
           where m.person_id = $1 and ($2 is null or vouches($2, u.id)) \
         union all select f.role, null, null from staff f where f.person_id = $1 and ($2 is null or vouches($2, null))",
    )
    .bind::<SqlUuid, _>(person)
    .bind::<Nullable<SqlUuid>, _>(by)
    .load(&mut conn)
    .await?;
    let mut standings = rows
        .into_iter()
        .map(|row| {
            let viewer = sessions::viewer(person, &row.role, row.university_id)?;
            let role = viewer
                .role()
                .ok_or_else(|| Error::internal("a standing without a role"))?;
            Ok(Standing {
                viewer,
                role,
                university: row.university,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    standings
        .sort_by(|a, b| (strength(a.role), &a.university).cmp(&(strength(b.role), &b.university)));
    Ok(standings)
}

fn strength(role: Role) -> u8 {
    match role {
        Role::Manager => 0,
        Role::Contributor => 1,
        Role::Viewer => 2,
        Role::Administrator => 3,
        Role::Operator => 4,
        Role::LeadAssessor => 5,
        Role::Assessor => 6,
    }
}
