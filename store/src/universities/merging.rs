//! Merging a university into another: what would move and what would stay, and doing it.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Date, Nullable, Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Result, Tx};

/// Something of a university that is merged: it moves, or it stays and why.
#[derive(Debug, Clone, QueryableByName)]
pub struct Part {
    /// What it is, such as `PROGRAMME`.
    #[diesel(sql_type = Text)]
    pub part: String,
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// What it is called; of a note, what it says.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// Why it stays, by code; it moves where there is no reason.
    #[diesel(sql_type = Nullable<Text>)]
    pub why: Option<String>,
    /// How many there are of what it is that move, or that stay.
    #[diesel(sql_type = BigInt)]
    pub many: i64,
}

/// What would move and what would stay, by name: the first `most` of each, counted whole.
pub async fn parts(tx: &Tx, from: Uuid, into: Uuid, most: i64) -> Result<Vec<Part>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select part, id, name, why, many from (select m.*, count(*) over (partition by part, fate) as many, \
           row_number() over (partition by part, fate order by name, id) as place from merge_parts($1, $2) m) m \
         where place <= $3 order by part, name, id",
    )
    .bind::<SqlUuid, _>(from)
    .bind::<SqlUuid, _>(into)
    .bind::<BigInt, _>(most)
    .load(&mut conn)
    .await?)
}

/// Merges a university into another, and gives all that moved and all that stayed. The database looks for itself at who asks and
/// at what is in the way (L1, M6).
///
/// # Errors
/// [`crate::Error::Invalid`] where something is in the way.
pub async fn merge(
    tx: &Tx,
    from: Uuid,
    into: Uuid,
    today: NaiveDate,
    reason: &str,
) -> Result<Vec<Part>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select part, id, name, why, 0::bigint as many from merge_university($1, $2, $3, $4) order by part, name, id",
    )
    .bind::<SqlUuid, _>(from)
    .bind::<SqlUuid, _>(into)
    .bind::<Date, _>(today)
    .bind::<Text, _>(reason)
    .load(&mut conn)
    .await?)
}

/// A case whose assessor would be tied to its university.
#[derive(Debug, Clone, QueryableByName)]
pub struct TiedCase {
    /// The application's reference.
    #[diesel(sql_type = Text)]
    pub reference: String,
    /// Who marks it, first or second.
    #[diesel(sql_type = Text)]
    pub assessor: String,
}

/// The cases of `into`, 200 at most, that are with somebody who belongs or belonged to `from` or declared a conflict with it (W1).
pub async fn tied_cases(tx: &Tx, from: Uuid, into: Uuid) -> Result<Vec<TiedCase>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select a.reference, p.name as assessor from application a join person p on p.id in (a.assessor_id, a.second_assessor_id) \
         where a.university_id = $2 and a.state not in ('DRAFT', 'DECIDED', 'WITHDRAWN') and p.id in ( \
           select person_id from member where university_id = $1 union select person_id from former_member where university_id = $1 \
           union select person_id from declared_conflict where university_id = $1) order by a.reference, p.name limit 200",
    )
    .bind::<SqlUuid, _>(from)
    .bind::<SqlUuid, _>(into)
    .load(&mut conn)
    .await?)
}
