//! Taking back what an import wrote, as far as nothing hangs on it (B3).

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Serialize;
use uuid::Uuid;

use super::rows::json;
use crate::{Result, Tx};

/// A row of a table that should go, and the table of what hangs on it where it could not.
#[derive(Debug, Clone, QueryableByName)]
pub struct Removed {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    pub hangs: Option<String>,
}

/// Removes rows of `university`, `programme` or `person` on which nothing hangs.
pub async fn remove(tx: &Tx, table: &'static str, ids: &[Uuid]) -> Result<Vec<Removed>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(
        sql_query("select i as id, remove_unused($1, i) as hangs from unnest($2) i")
            .bind::<Text, _>(table)
            .bind::<Array<SqlUuid>, _>(ids.to_vec())
            .load(&mut conn)
            .await?,
    )
}

/// Takes roles away again, so that nobody is tied to where they never were (W1).
pub async fn remove_members(tx: &Tx, members: &[(Uuid, Uuid, &str)]) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query("select remove_imported_member(u, p, r) from unnest($1, $2, $3) as m (u, p, r)")
        .bind::<Array<SqlUuid>, _>(members.iter().map(|m| m.0).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(members.iter().map(|m| m.1).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(members.iter().map(|m| m.2).collect::<Vec<_>>())
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Which of these people have done anything since they were added, or signed in.
pub async fn active(tx: &Tx, people: &[Uuid]) -> Result<Vec<Uuid>> {
    #[derive(QueryableByName)]
    struct Found {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let found: Vec<Found> = sql_query(
        "select t.actor_id as id from trail t where t.actor_id = any($1) union select s.person_id from session s where s.person_id = any($1)",
    )
    .bind::<Array<SqlUuid>, _>(people.to_vec())
    .load(&mut conn)
    .await?;
    Ok(found.into_iter().map(|found| found.id).collect())
}

/// What a university, programme or person was called and said before a row changed it.
#[derive(Debug, Clone, Serialize)]
pub struct Before {
    pub id: Uuid,
    pub before: serde_json::Value,
    pub after: serde_json::Value,
}

/// Puts universities back to what they were, where they are still what the row made them; those it did.
pub async fn restore_universities(tx: &Tx, before: &[Before]) -> Result<Vec<Uuid>> {
    restore(
        tx,
        "update university u set name = b.before ->> 'name', short_code = b.before ->> 'short_code', external_reference = b.before ->> 'external_reference', \
           nation = case when b.before ? 'nation' then b.before ->> 'nation' else u.nation end \
         from jsonb_to_recordset($1) as b (id uuid, before jsonb, after jsonb) \
         where u.id = b.id and jsonb_build_object('name', u.name, 'short_code', u.short_code, 'external_reference', u.external_reference, 'nation', u.nation) @> b.after \
         returning u.id",
        before,
    )
    .await
}

/// The same for programmes, which count their versions.
pub async fn restore_programmes(tx: &Tx, before: &[Before]) -> Result<Vec<Uuid>> {
    restore(
        tx,
        "update programme p set name = o.name, purpose = o.purpose, directions = o.directions, mentors = o.mentors, started_on = o.started_on, \
           coordinator = o.coordinator, external_reference = o.external_reference, version = p.version + 1 \
         from jsonb_to_recordset($1) as b (id uuid, before jsonb, after jsonb), jsonb_populate_record(null::programme, b.before) o \
         where p.id = b.id and p.version = (b.after ->> 'version')::int returning p.id",
        before,
    )
    .await
}

/// The same for people's names.
pub async fn restore_people(tx: &Tx, before: &[Before]) -> Result<Vec<Uuid>> {
    restore(
        tx,
        "update person p set name = b.before ->> 'name' from jsonb_to_recordset($1) as b (id uuid, before jsonb, after jsonb) \
         where p.id = b.id and p.name = b.after ->> 'name' returning p.id",
        before,
    )
    .await
}

/// Withdraws drafts that nobody has worked on since they were started; those it did.
pub async fn withdraw_drafts(
    tx: &Tx,
    applications: &[Uuid],
    at: chrono::DateTime<chrono::Utc>,
) -> Result<Vec<Uuid>> {
    #[derive(QueryableByName)]
    struct Withdrawn {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let withdrawn: Vec<Withdrawn> = sql_query(
        "update application a set state = 'WITHDRAWN', version = version + 1, updated_at = $2 where a.id = any($1) and a.state = 'DRAFT' \
           and not exists (select from self_rating s where s.application_id = a.id) \
           and not exists (select from evidence_tie t where t.application_id = a.id) returning a.id",
    )
    .bind::<Array<SqlUuid>, _>(applications.to_vec())
    .bind::<Timestamptz, _>(at)
    .load(&mut conn)
    .await?;
    Ok(withdrawn.into_iter().map(|row| row.id).collect())
}

async fn restore(tx: &Tx, statement: &str, before: &[Before]) -> Result<Vec<Uuid>> {
    #[derive(QueryableByName)]
    struct Restored {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let restored: Vec<Restored> = sql_query(statement)
        .bind::<Jsonb, _>(json(before)?)
        .load(&mut conn)
        .await?;
    Ok(restored.into_iter().map(|row| row.id).collect())
}
