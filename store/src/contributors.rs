//! Which programmes of their university contributors work on (U9).

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Result, Tx};

/// Whether somebody is named on a programme that an application covers, or on that very one.
pub async fn works_on(
    tx: &Tx,
    person: Uuid,
    application: Uuid,
    programme: Option<Uuid>,
) -> Result<bool> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Bool)]
        works: bool,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Row = sql_query(
        "select exists (select from application_programme a join programme_contributor c on c.university_id = a.university_id and c.programme_id = a.programme_id \
           where a.application_id = $1 and c.person_id = $2 and ($3 is null or a.programme_id = $3)) as works",
    )
    .bind::<SqlUuid, _>(application)
    .bind::<SqlUuid, _>(person)
    .bind::<Nullable<SqlUuid>, _>(programme)
    .get_result(&mut conn)
    .await?;
    Ok(row.works)
}

/// What somebody is named on from now on, and on what no longer.
#[derive(Debug, Clone, Copy)]
pub struct Naming<'a> {
    pub university: Uuid,
    pub person: Uuid,
    pub on: &'a [Uuid],
    pub off: &'a [Uuid],
}

/// What came of it.
#[derive(Debug, Clone, Copy, QueryableByName)]
pub struct Named {
    /// How many of the programmes are the university's.
    #[diesel(sql_type = BigInt)]
    pub known: i64,
    /// On how many they were named that they were not before, and the other way round.
    #[diesel(sql_type = BigInt)]
    pub added: i64,
    #[diesel(sql_type = BigInt)]
    pub removed: i64,
}

/// Names somebody on programmes of a university, and on others no longer; those that are not its own are left alone.
pub async fn name(tx: &Tx, naming: &Naming<'_>) -> Result<Named> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "with known as (select p.id from programme p where p.university_id = $1 and p.id = any ($3 || $4)), \
         added as (insert into programme_contributor (university_id, programme_id, person_id) select $1, k.id, $2 from known k where k.id = any ($3) \
           on conflict do nothing returning programme_id), \
         removed as (delete from programme_contributor c where c.university_id = $1 and c.person_id = $2 and c.programme_id = any ($4) returning programme_id) \
         select (select count(*) from known) as known, (select count(*) from added) as added, (select count(*) from removed) as removed",
    )
    .bind::<SqlUuid, _>(naming.university)
    .bind::<SqlUuid, _>(naming.person)
    .bind::<Array<SqlUuid>, _>(naming.on)
    .bind::<Array<SqlUuid>, _>(naming.off)
    .get_result(&mut conn)
    .await?)
}
