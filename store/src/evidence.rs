//! Evidence: files and links, tied to criteria of applications.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::sql_types::{Array, BigInt, Date, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel::{OptionalExtension, QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::{Result, Tx, casefile};

/// An item to be added and what it is tied to.
#[derive(Debug, Clone)]
pub struct NewEvidence<'a> {
    pub id: Uuid,
    pub university: Uuid,
    pub application: Uuid,
    pub request: Option<Uuid>,
    pub title: &'a str,
    pub covers_from: Option<NaiveDate>,
    pub covers_to: Option<NaiveDate>,
    pub criteria: &'a [String],
    /// The programmes it speaks of; none for all of them.
    pub programmes: &'a [Uuid],
    pub content: NewContent<'a>,
    pub by: Uuid,
    pub at: DateTime<Utc>,
}

/// A link, or a file as its sender declares it (E1).
#[derive(Debug, Clone)]
pub enum NewContent<'a> {
    Link {
        url: &'a str,
    },
    File {
        name: &'a str,
        size: i64,
        sha256: &'a str,
        upload_key: &'a str,
    },
}

/// Stores the item with its ties, and for a file its declaration in state UPLOADING: one statement.
pub async fn insert(tx: &Tx, new: &NewEvidence<'_>) -> Result<()> {
    let (kind, url, name, size, sha256, upload_key) = match new.content {
        NewContent::Link { url } => ("LINK", Some(url), "", 0, "", ""),
        NewContent::File {
            name,
            size,
            sha256,
            upload_key,
        } => ("FILE", None, name, size, sha256, upload_key),
    };
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "with item as (insert into evidence (university_id, id, kind, title, covers_from, covers_to, url, added_at, added_by) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id), \
         file as (insert into evidence_file (university_id, evidence_id, name, size, sha256, state, upload_key) \
         select $1, id, $10, $11, $12, 'UPLOADING', $13 from item where $3 = 'FILE'), \
         speaks as (insert into evidence_programme (university_id, application_id, evidence_id, programme_id) \
         select $1, $14, item.id, p from item, unnest($17) as p) \
         insert into evidence_tie (university_id, application_id, evidence_id, criterion, request_id) \
         select $1, $14, item.id, r, $15 from item, unnest($16) as r",
    )
    .bind::<SqlUuid, _>(new.university)
    .bind::<SqlUuid, _>(new.id)
    .bind::<Text, _>(kind)
    .bind::<Text, _>(new.title)
    .bind::<Nullable<Date>, _>(new.covers_from)
    .bind::<Nullable<Date>, _>(new.covers_to)
    .bind::<Nullable<Text>, _>(url)
    .bind::<Timestamptz, _>(new.at)
    .bind::<SqlUuid, _>(new.by)
    .bind::<Text, _>(name)
    .bind::<BigInt, _>(size)
    .bind::<Text, _>(sha256)
    .bind::<Text, _>(upload_key)
    .bind::<SqlUuid, _>(new.application)
    .bind::<Nullable<SqlUuid>, _>(new.request)
    .bind::<Array<Text>, _>(new.criteria)
    .bind::<Array<SqlUuid>, _>(new.programmes)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// One item with the application it is tied to.
#[derive(Debug, Clone, QueryableByName)]
pub struct Item {
    #[diesel(sql_type = SqlUuid)]
    pub university_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub application_id: Uuid,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub request_id: Option<Uuid>,
    #[diesel(sql_type = SqlUuid)]
    pub added_by: Uuid,
    #[diesel(sql_type = Text)]
    pub title: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub url: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub file_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub file_state: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    pub file_size: Option<i64>,
    #[diesel(sql_type = Nullable<Text>)]
    pub content_type: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub upload_key: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    pub object_key: Option<String>,
    /// Since when the file is there no more (E7).
    #[diesel(sql_type = Nullable<Date>)]
    pub removed_on: Option<NaiveDate>,
}

/// The item, if this viewer may see it and it is tied to an application they may see.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Option<Item>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select e.university_id, e.id, t.application_id, t.request_id, e.added_by, e.title, e.url, f.name as file_name, f.state as file_state, \
         f.size as file_size, f.content_type, f.upload_key, f.object_key, f.removed_on \
         from evidence e left join evidence_file f on f.evidence_id = e.id \
         join lateral (select application_id, request_id from evidence_tie where evidence_id = e.id order by application_id limit 1) t on true \
         where e.id = $1",
    )
    .bind::<SqlUuid, _>(id)
    .get_result(&mut conn)
    .await
    .optional()?)
}

/// Ties the item to exactly these criteria of the application, and has it speak of exactly these programmes: one statement.
pub async fn set_ties(
    tx: &Tx,
    application: Uuid,
    item: &casefile::Evidence,
    criteria: &[String],
    programmes: &[Uuid],
) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "with gone as (delete from evidence_tie where application_id = $2 and evidence_id = $3 and criterion <> all($4)), \
         silent as (delete from evidence_programme where application_id = $2 and evidence_id = $3 and programme_id <> all($6)), \
         speaks as (insert into evidence_programme (university_id, application_id, evidence_id, programme_id) \
         select $1, $2, $3, p from unnest($6) as p on conflict do nothing) \
         insert into evidence_tie (university_id, application_id, evidence_id, criterion, request_id) \
         select $1, $2, $3, r, $5 from unnest($4) as r on conflict do nothing",
    )
    .bind::<SqlUuid, _>(item.university_id)
    .bind::<SqlUuid, _>(application)
    .bind::<SqlUuid, _>(item.id)
    .bind::<Array<Text>, _>(criteria)
    .bind::<Nullable<SqlUuid>, _>(item.request_id)
    .bind::<Array<SqlUuid>, _>(programmes)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// The browser says that the file has arrived: UPLOADING becomes SCANNING. `false` when it was not uploading.
pub async fn set_scanning(tx: &Tx, id: Uuid) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = sql_query("update evidence_file set state = 'SCANNING' where evidence_id = $1 and state = 'UPLOADING'")
        .bind::<SqlUuid, _>(id)
        .execute(&mut conn)
        .await?;
    Ok(changed == 1)
}

/// Takes the item out of its application, and away when nothing else uses it: one statement.
pub async fn remove(tx: &Tx, application: Uuid, item: Uuid) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "with untied as (delete from evidence_tie where evidence_id = $1 and application_id = $2), \
         file as (delete from evidence_file where evidence_id = $1 \
         and not exists (select from evidence_tie where evidence_id = $1 and application_id <> $2)) \
         delete from evidence where id = $1 and not exists (select from evidence_tie where evidence_id = $1 and application_id <> $2)",
    )
    .bind::<SqlUuid, _>(item)
    .bind::<SqlUuid, _>(application)
    .execute(&mut conn)
    .await?;
    Ok(())
}
