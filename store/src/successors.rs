//! Who follows a university's last mentoring manager, in order (U10).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Result, Tx};

/// Somebody in the order.
#[derive(Debug, Clone, QueryableByName)]
pub struct Successor {
    #[diesel(sql_type = SqlUuid)]
    pub person_id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub email: Option<String>,
    /// When they last began to act for the university; who never did cannot follow yet.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub signed_in_at: Option<DateTime<Utc>>,
    /// Whether they are a mentoring manager already.
    #[diesel(sql_type = Bool)]
    pub manages: bool,
}

/// The order, of whoever belongs to the university still.
pub async fn list(tx: &Tx, university: Uuid) -> Result<Vec<Successor>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select s.person_id, p.name, p.email, max(m.signed_in_at) as signed_in_at, bool_or(m.role = 'MANAGER') as manages \
         from successor s join person p on p.id = s.person_id join member m on m.university_id = s.university_id and m.person_id = s.person_id \
         where s.university_id = $1 group by s.person_id, p.name, p.email, s.place order by s.place",
    )
    .bind::<SqlUuid, _>(university)
    .load(&mut conn)
    .await?)
}

/// Sets the order: the first follows first. Gives how many of them belong to the university; whoever does not is left out.
pub async fn set(tx: &Tx, university: Uuid, people: &[Uuid]) -> Result<usize> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = BigInt)]
        kept: i64,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query("delete from successor where university_id = $1 and person_id <> all ($2)")
        .bind::<SqlUuid, _>(university)
        .bind::<Array<SqlUuid>, _>(people)
        .execute(&mut conn)
        .await?;
    let row: Row = sql_query(
        "with kept as (insert into successor (university_id, person_id, place) select $1, o.person_id, o.place \
           from unnest($2) with ordinality o (person_id, place) where exists (select from member m where m.university_id = $1 and m.person_id = o.person_id) \
           on conflict (university_id, person_id) do update set place = excluded.place returning person_id) \
         select count(*) as kept from kept",
    )
    .bind::<SqlUuid, _>(university)
    .bind::<Array<SqlUuid>, _>(people)
    .get_result(&mut conn)
    .await?;
    Ok(usize::try_from(row.kept).unwrap_or_default())
}

/// What somebody is at a university, and whether another who has signed in manages it; as the system, which holds it.
#[derive(Debug, Clone, QueryableByName)]
pub struct Held {
    #[diesel(sql_type = Text)]
    pub role: String,
    /// When they last began to act as that.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub signed_in_at: Option<DateTime<Utc>>,
    /// Whether somebody else who has signed in manages it.
    #[diesel(sql_type = Bool)]
    pub another_manages: bool,
}

/// What somebody is at a university; as the system.
pub async fn held(tx: &Tx, university: Uuid, person: Uuid) -> Result<Vec<Held>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select m.role, m.signed_in_at, exists (select from member o where o.university_id = m.university_id and o.role = 'MANAGER' and o.person_id <> m.person_id \
           and o.signed_in_at is not null) as another_manages \
         from member m where m.university_id = $1 and m.person_id = $2 order by m.role",
    )
    .bind::<SqlUuid, _>(university)
    .bind::<SqlUuid, _>(person)
    .load(&mut conn)
    .await?)
}

/// Makes a mentoring manager of somebody who belongs to the university, as whatever they signed in last; as the system.
pub async fn promote(tx: &Tx, university: Uuid, person: Uuid) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "insert into member (university_id, person_id, role, signed_in_at) select $1, $2, 'MANAGER', max(m.signed_in_at) from member m \
           where m.university_id = $1 and m.person_id = $2 having count(*) > 0 \
         on conflict (university_id, person_id, role) do update set signed_in_at = greatest(member.signed_in_at, excluded.signed_in_at)",
    )
    .bind::<SqlUuid, _>(university)
    .bind::<SqlUuid, _>(person)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Takes away everything that somebody is at a university but, where they are its last mentoring manager who has signed in, that; as the
/// system, which holds it.
pub async fn leave(tx: &Tx, university: Uuid, person: Uuid) -> Result<Vec<String>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        role: String,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(
        "delete from member m where m.university_id = $1 and m.person_id = $2 \
           and (m.role <> 'MANAGER' or exists (select from member o where o.university_id = $1 and o.role = 'MANAGER' and o.person_id <> $2 and o.signed_in_at is not null)) \
         returning m.role",
    )
    .bind::<SqlUuid, _>(university)
    .bind::<SqlUuid, _>(person)
    .load(&mut conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.role).collect())
}
