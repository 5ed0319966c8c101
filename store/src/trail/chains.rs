//! Every chain of the trail, to be checked line by line; as the system (T4).

use chrono::{DateTime, Utc};
use diesel::sql_types::{
    Array, BigInt, Bytea, Int4, Jsonb, Nullable, Text, Timestamptz, Uuid as SqlUuid,
};
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::trail::Redaction;
use serde_json::Value;
use uuid::Uuid;

use crate::{Result, Tx};

/// A chain there is, or ought to be.
#[derive(Debug, Clone, QueryableByName)]
pub struct Known {
    #[diesel(sql_type = SqlUuid)]
    pub university_id: Uuid,
    /// The university's name; none for the scheme's own chain.
    #[diesel(sql_type = Nullable<Text>)]
    pub name: Option<String>,
    /// The number of its head, where it has one.
    #[diesel(sql_type = Nullable<BigInt>)]
    pub seq: Option<i64>,
    #[diesel(sql_type = Nullable<Bytea>)]
    pub hash: Option<Vec<u8>>,
}

/// Every chain that has a head or a line.
pub async fn known(tx: &Tx) -> Result<Vec<Known>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "with recursive begun as ((select university_id from trail order by university_id limit 1) union all \
         select (select t.university_id from trail t where t.university_id > b.university_id order by t.university_id limit 1) \
         from begun b where b.university_id is not null) \
         select c.university_id, u.name, h.seq, h.hash \
         from (select university_id from trail_head union select university_id from begun where university_id is not null) c \
         left join trail_head h on h.university_id = c.university_id left join university u on u.id = c.university_id order by c.university_id",
    )
    .load(&mut conn)
    .await?)
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = SqlUuid)]
    university_id: Uuid,
    #[diesel(sql_type = BigInt)]
    seq: i64,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Timestamptz)]
    at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    actor_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    act: String,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    application_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    subject_id: Option<Uuid>,
    #[diesel(sql_type = Text)]
    summary: String,
    #[diesel(sql_type = Nullable<Text>)]
    before: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    after: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    origin: Option<String>,
    #[diesel(sql_type = Bytea)]
    prev_hash: Vec<u8>,
    #[diesel(sql_type = Bytea)]
    hash: Vec<u8>,
    #[diesel(sql_type = Array<SqlUuid>)]
    erasures: Vec<Uuid>,
    #[diesel(sql_type = Array<Bytea>)]
    digests: Vec<Vec<u8>>,
}

impl From<Row> for domain::trail::Line {
    fn from(row: Row) -> Self {
        Self {
            university: row.university_id,
            seq: row.seq,
            id: row.id,
            at: row.at,
            actor: row.actor_id,
            act: row.act,
            application: row.application_id,
            subject: row.subject_id,
            summary: row.summary,
            before: row.before,
            after: row.after,
            origin: row.origin,
            prev_hash: row.prev_hash,
            hash: row.hash,
            redactions: row
                .erasures
                .into_iter()
                .zip(row.digests)
                .map(|(erasure, digest)| Redaction { erasure, digest })
                .collect(),
        }
    }
}

/// The next lines of a chain after a number, in order, `most` at most.
pub async fn lines(
    tx: &Tx,
    university: Uuid,
    after: i64,
    most: i64,
) -> Result<Vec<domain::trail::Line>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(
        "select university_id, seq, id, at, actor_id, act, application_id, subject_id, summary, before::text as before, after::text as after, \
         origin, prev_hash, hash, array(select r.erasure_id from trail_redaction r where r.university_id = t.university_id and r.seq = t.seq order by 1) as erasures, \
         array(select r.digest from trail_redaction r where r.university_id = t.university_id and r.seq = t.seq order by r.erasure_id) as digests \
         from trail t where university_id = $1 and seq > $2 order by seq limit $3",
    )
    .bind::<SqlUuid, _>(university)
    .bind::<BigInt, _>(after)
    .bind::<BigInt, _>(most)
    .load(&mut conn)
    .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// A decision as it is kept, and the award that says it follows from it.
#[derive(Debug, Clone, QueryableByName)]
pub struct Decided {
    #[diesel(sql_type = SqlUuid)]
    pub application_id: Uuid,
    #[diesel(sql_type = Nullable<Text>)]
    pub reference: Option<String>,
    /// None where there is an award and no decision.
    #[diesel(sql_type = Nullable<Text>)]
    pub digest: Option<String>,
    #[diesel(sql_type = Nullable<Jsonb>)]
    pub record: Option<Value>,
    #[diesel(sql_type = Nullable<Int4>)]
    pub level_rank: Option<i32>,
    /// The award's certificate number.
    #[diesel(sql_type = Nullable<Text>)]
    pub certificate: Option<String>,
    #[diesel(sql_type = Nullable<Int4>)]
    pub awarded_rank: Option<i32>,
}

/// The next decisions and awards after an application, by its id, `most` at most.
pub async fn decided(tx: &Tx, after: Option<Uuid>, most: i64) -> Result<Vec<Decided>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select x.application_id, a.reference, d.digest, d.record, d.level_rank, w.number as certificate, w.level_rank as awarded_rank \
         from (select application_id from decision where $1 is null or application_id > $1 \
               union select application_id from award where $1 is null or application_id > $1 order by 1 limit $2) x \
         left join application a on a.id = x.application_id left join decision d on d.application_id = x.application_id \
         left join award w on w.application_id = x.application_id order by x.application_id",
    )
    .bind::<Nullable<SqlUuid>, _>(after)
    .bind::<BigInt, _>(most)
    .load(&mut conn)
    .await?)
}
