//! Who comes in by what their university's own provider says of them (U7): the rules, and the roles that they gave.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Bool, Nullable, Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::access::Role;
use uuid::Uuid;

use crate::tables::{claim_rule, member};
use crate::{Error, Result, Tx};

/// One row of `claim_rule`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = claim_rule)]
pub struct ClaimRule {
    pub university_id: Uuid,
    pub id: Uuid,
    pub provider_id: Uuid,
    pub claim: String,
    pub value: String,
    pub role: String,
    pub made_at: DateTime<Utc>,
    pub made_by: Uuid,
}

impl ClaimRule {
    /// As it is judged by.
    ///
    /// # Errors
    /// [`Error::Internal`] for a role that is not one.
    pub fn rule(&self) -> Result<domain::claims::Rule<'_>> {
        let role = self.role.parse();
        Ok(domain::claims::Rule {
            claim: &self.claim,
            value: &self.value,
            role: role.map_err(|_| Error::internal(format!("no such role: {}", self.role)))?,
        })
    }
}

/// The rules of a university's providers, in the order in which they were made.
pub async fn list(tx: &Tx, university: Uuid) -> Result<Vec<ClaimRule>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(claim_rule::table
        .filter(claim_rule::university_id.eq(university))
        .select(ClaimRule::as_select())
        .order((claim_rule::made_at, claim_rule::id))
        .load(&mut conn)
        .await?)
}

/// Writes a rule down; false where there is the same already.
pub async fn insert(tx: &Tx, new: &ClaimRule) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let added = diesel::insert_into(claim_rule::table)
        .values(new)
        .on_conflict_do_nothing()
        .execute(&mut conn)
        .await?;
    Ok(added == 1)
}

/// Takes a rule of a university away, and says what it was; none where it has no such rule.
pub async fn remove(tx: &Tx, university: Uuid, id: Uuid) -> Result<Option<ClaimRule>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let of_theirs = claim_rule::table
        .filter(claim_rule::id.eq(id))
        .filter(claim_rule::university_id.eq(university));
    Ok(diesel::delete(of_theirs)
        .returning(ClaimRule::as_returning())
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// Holds a university's people against others who come and go until the transaction ends; false where it takes part no longer. As the
/// system.
pub async fn hold(tx: &Tx, university: Uuid) -> Result<bool> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Bool)]
        open: bool,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Option<Row> =
        sql_query("select state = 'OPEN' as open from university where id = $1 for no key update")
            .bind::<SqlUuid, _>(university)
            .get_result(&mut conn)
            .await
            .optional()?;
    Ok(row.is_some_and(|row| row.open))
}

/// Whether an address with this domain may come in: it is verified for the university, or none is. As the system.
pub async fn fits_domains(tx: &Tx, university: Uuid, domain: Option<&str>) -> Result<bool> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Bool)]
        fits: bool,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Row = sql_query(
        "select coalesce(bool_or(d.name = $2), count(*) = 0) as fits from university_domain d where d.university_id = $1 and d.verified_at is not null",
    )
    .bind::<SqlUuid, _>(university)
    .bind::<Nullable<Text>, _>(domain)
    .get_result(&mut conn)
    .await?;
    Ok(row.fits)
}

/// What somebody is at a university by the rules of a provider; as the system.
pub async fn given(tx: &Tx, university: Uuid, person: Uuid, by: Uuid) -> Result<Vec<String>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(member::table
        .filter(member::university_id.eq(university))
        .filter(member::person_id.eq(person))
        .filter(member::ruled_by.eq(by))
        .select(member::role)
        .order(member::role)
        .load(&mut conn)
        .await?)
}

/// Gives somebody a role by the rules of a provider; false where they have it already, by whosever word. As the system.
pub async fn give(tx: &Tx, university: Uuid, person: Uuid, role: Role, by: Uuid) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let given = diesel::insert_into(member::table)
        .values((
            member::university_id.eq(university),
            member::person_id.eq(person),
            member::role.eq(role.as_str()),
            member::ruled_by.eq(by),
        ))
        .on_conflict_do_nothing()
        .execute(&mut conn)
        .await?;
    Ok(given == 1)
}

/// Takes a role away that the rules of a provider gave; false where they did not, and where nobody else who has signed in would manage
/// the university (U1). As the system, which holds it.
pub async fn take(tx: &Tx, university: Uuid, person: Uuid, role: &str, by: Uuid) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let taken = sql_query(
        "delete from member m where m.university_id = $1 and m.person_id = $2 and m.role = $3 and m.ruled_by = $4 \
           and (m.role <> 'MANAGER' or exists (select from member o where o.university_id = $1 and o.role = 'MANAGER' and o.person_id <> $2 and o.signed_in_at is not null))",
    )
    .bind::<SqlUuid, _>(university)
    .bind::<SqlUuid, _>(person)
    .bind::<Text, _>(role)
    .bind::<SqlUuid, _>(by)
    .execute(&mut conn)
    .await?;
    Ok(taken == 1)
}
