//! Awards (A1-A5).

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Date, Jsonb, Nullable, Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use crate::casefile::Award;
use crate::page::{Cursor, Page, Paging};
use crate::programmes::Programme;
use crate::tables::{award, award_programme, programme};
use crate::{Error, Result, Tx};

/// One page of awards, newest number first, of one university or of all that this viewer may see.
pub async fn list(tx: &Tx, university: Option<Uuid>, paging: &Paging) -> Result<Page<Award>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Jsonb)]
        award: Value,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(
        "select to_jsonb(w) as award from award w where ($1 is null or w.university_id = $1) and ($2 is null or w.number < $2) \
         order by w.number desc limit $3",
    )
    .bind::<Nullable<SqlUuid>, _>(university)
    .bind::<Nullable<Text>, _>(paging.after.as_ref().map(|cursor| &cursor.key))
    .bind::<BigInt, _>(paging.first + 1)
    .load(&mut conn)
    .await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            let award: Award = serde_json::from_value(row.award).map_err(Error::internal)?;
            Ok((
                Cursor {
                    key: award.number.clone(),
                    id: award.id,
                },
                award,
            ))
        })
        .collect::<Result<_>>()?;
    Ok(Page::new(rows, paging.first))
}

/// How many awards there are.
pub async fn count(tx: &Tx, university: Option<Uuid>) -> Result<i64> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let mut query = award::table.count().into_boxed();
    if let Some(university) = university {
        query = query.filter(award::university_id.eq(university));
    }
    Ok(query.get_result(&mut conn).await?)
}

/// The award, if this viewer may see it.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Option<Award>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Jsonb)]
        award: Value,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row: Option<Row> = sql_query("select to_jsonb(w) as award from award w where w.id = $1")
        .bind::<SqlUuid, _>(id)
        .get_result(&mut conn)
        .await
        .optional()?;
    row.map(|row| serde_json::from_value(row.award).map_err(Error::internal))
        .transpose()
}

/// The programmes that these awards name (A5), each award's by name.
pub async fn programmes(tx: &Tx, ids: &[Uuid]) -> Result<HashMap<Uuid, Vec<Programme>>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<(Uuid, Programme)> = award_programme::table
        .inner_join(programme::table.on(programme::id.eq(award_programme::programme_id)))
        .filter(award_programme::award_id.eq_any(ids))
        .order((programme::name, programme::id))
        .select((award_programme::award_id, Programme::as_select()))
        .load(&mut conn)
        .await?;
    let mut found: HashMap<Uuid, Vec<Programme>> = HashMap::with_capacity(ids.len());
    for (award, programme) in rows {
        found.entry(award).or_default().push(programme);
    }
    Ok(found)
}

/// An award in force with the marks it was decided with.
#[derive(Debug, Clone)]
pub struct Marked {
    pub number: String,
    /// Who holds it.
    pub university_id: Uuid,
    /// The same, by name.
    pub university: String,
    /// The code of its level.
    pub level: String,
    /// The assessor's marks by reference.
    pub marks: BTreeMap<String, String>,
}

/// The awards of a scheme in force on a day, by number, with the marks they were decided with.
pub async fn in_force_with_marks(tx: &Tx, scheme: &str, day: NaiveDate) -> Result<Vec<Marked>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        number: String,
        #[diesel(sql_type = SqlUuid)]
        university_id: Uuid,
        #[diesel(sql_type = Text)]
        university: String,
        #[diesel(sql_type = Text)]
        level: String,
        #[diesel(sql_type = Jsonb)]
        marks: Value,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(
        "select w.number, w.university_id, u.name as university, w.level, \
         (select coalesce(jsonb_object_agg(j.criterion, j.value), '{}') from judgement j where j.application_id = w.application_id) as marks \
         from award w join university u on u.id = w.university_id \
         where w.scheme = $1 and w.awarded_on <= $2 and $2 < least(w.expires_on, w.ended_on) order by w.number",
    )
    .bind::<Text, _>(scheme)
    .bind::<Date, _>(day)
    .load(&mut conn)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Marked {
                number: row.number,
                university_id: row.university_id,
                university: row.university,
                level: row.level,
                marks: serde_json::from_value(row.marks).map_err(Error::internal)?,
            })
        })
        .collect()
}
