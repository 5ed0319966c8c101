//! What the scheme's operators set (J6).

use diesel::sql_types::{BigInt, Bool, Int4};
use diesel::{OptionalExtension, QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};

use crate::{Result, Tx};

/// The settings as they stand.
#[derive(Debug, Clone, QueryableByName)]
pub struct Settings {
    /// How many cases of a hundred are second-marked.
    #[diesel(sql_type = Int4)]
    pub second_mark_percent: i32,
    /// Every case is of an assessor who has decided fewer than so many.
    #[diesel(sql_type = Int4)]
    pub second_mark_new_below: i32,
    /// How many minutes a decision can be taken back.
    #[diesel(sql_type = Int4)]
    pub recall_minutes: i32,
    /// How many of a university's applications running one assessor may decide; 0 for any number.
    #[diesel(sql_type = Int4)]
    pub same_assessor_at_most: i32,
    /// Whether new assessors mark the calibration set before a first case.
    #[diesel(sql_type = Bool)]
    pub calibrate_new: bool,
    /// How many of a hundred marks of it are as known of whoever passes.
    #[diesel(sql_type = Int4)]
    pub calibration_pass_percent: i32,
    #[diesel(sql_type = Int4)]
    pub version: i32,
}

/// The settings, for whoever works for the scheme.
pub async fn read(tx: &Tx) -> Result<Settings> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select second_mark_percent, second_mark_new_below, recall_minutes, same_assessor_at_most, calibrate_new, calibration_pass_percent, version from setting",
    )
    .get_result(&mut conn)
    .await?)
}

/// Stores the settings, or answers `None` when somebody else has changed them since.
pub async fn put(tx: &Tx, new: &Settings) -> Result<Option<Settings>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "update setting set second_mark_percent = $1, second_mark_new_below = $2, recall_minutes = $3, same_assessor_at_most = $5, calibrate_new = $6, calibration_pass_percent = $7, version = version + 1 \
         where version = $4 returning second_mark_percent, second_mark_new_below, recall_minutes, same_assessor_at_most, calibrate_new, calibration_pass_percent, version",
    )
    .bind::<Int4, _>(new.second_mark_percent)
    .bind::<Int4, _>(new.second_mark_new_below)
    .bind::<Int4, _>(new.recall_minutes)
    .bind::<Int4, _>(new.version)
    .bind::<Int4, _>(new.same_assessor_at_most)
    .bind::<Bool, _>(new.calibrate_new)
    .bind::<Int4, _>(new.calibration_pass_percent)
    .get_result(&mut conn)
    .await
    .optional()?)
}

/// The number that cases are drawn with; only the system may read it.
pub async fn draw(tx: &Tx) -> Result<u64> {
    #[derive(QueryableByName)]
    struct Draw {
        #[diesel(sql_type = BigInt)]
        draw: i64,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let found: Draw = sql_query("select draw from setting")
        .get_result(&mut conn)
        .await?;
    Ok(found.draw.cast_unsigned())
}
