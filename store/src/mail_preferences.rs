//! Which letters a person wants, and when.

use chrono::{DateTime, NaiveTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::notice::{Posting, QuietHours};
use uuid::Uuid;

use crate::tables::mail_preference as table;
use crate::{Result, Tx};

/// One row of `mail_preference`.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = table, primary_key(person_id), treat_none_as_null = true)]
pub struct Preferences {
    pub person_id: Uuid,
    /// Kinds of letters that are not wanted.
    pub unwanted: Vec<String>,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
    /// When quiet hours begin, in minutes of the day in London.
    pub quiet_from: Option<i32>,
    /// When they end.
    pub quiet_until: Option<i32>,
    /// The hour at which what is not essential goes as one.
    pub digest_hour: Option<i32>,
}

impl Preferences {
    /// When letters go.
    pub fn posting(&self) -> Posting {
        let time = |minutes: Option<i32>| {
            let seconds = u32::try_from(minutes?).ok()? * 60;
            NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)
        };
        let quiet = time(self.quiet_from).zip(time(self.quiet_until));
        Posting {
            quiet: quiet.map(|(from, until)| QuietHours { from, until }),
            digest: time(self.digest_hour.map(|hour| hour * 60)),
        }
    }
}

/// Keeps what a person says in the place of the version they have seen; none where it is another one by now.
pub async fn put(tx: &Tx, new: &Preferences) -> Result<Option<Preferences>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let row = Preferences {
        version: new.version + 1,
        ..new.clone()
    };
    if new.version == 0 {
        return Ok(diesel::insert_into(table::table)
            .values(&row)
            .on_conflict_do_nothing()
            .returning(Preferences::as_returning())
            .get_result(&mut conn)
            .await
            .optional()?);
    }
    Ok(diesel::update(table::table.find(new.person_id))
        .filter(table::version.eq(new.version))
        .set(&row)
        .returning(Preferences::as_returning())
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// What a person has said; none who has said nothing wants everything.
pub async fn find(tx: &Tx, person: Uuid) -> Result<Option<Preferences>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(table::table
        .find(person)
        .select(Preferences::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// Stops letters of these kinds; `false` when they were stopped before.
pub async fn stop(tx: &Tx, person: Uuid, kinds: &[&str], at: DateTime<Utc>) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = sql_query(
        "insert into mail_preference (person_id, unwanted, updated_at) values ($1, $2, $3) \
         on conflict (person_id) do update set unwanted = array(select unnest(mail_preference.unwanted) union select unnest($2) order by 1), version = mail_preference.version + 1, updated_at = $3 \
         where not mail_preference.unwanted @> $2",
    )
    .bind::<SqlUuid, _>(person)
    .bind::<Array<Text>, _>(kinds)
    .bind::<Timestamptz, _>(at)
    .execute(&mut conn)
    .await?;
    Ok(changed == 1)
}

/// Lets letters of these kinds go again; `false` when they went.
pub async fn want(tx: &Tx, person: Uuid, kinds: &[&str], at: DateTime<Utc>) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = sql_query(
        "update mail_preference set unwanted = array(select unnest(unwanted) except select unnest($2) order by 1), version = version + 1, updated_at = $3 \
         where person_id = $1 and unwanted && $2",
    )
    .bind::<SqlUuid, _>(person)
    .bind::<Array<Text>, _>(kinds)
    .bind::<Timestamptz, _>(at)
    .execute(&mut conn)
    .await?;
    Ok(changed == 1)
}
