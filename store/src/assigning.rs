//! Assigning many cases at once, by the next one, and back (W4, W5).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{
    Array, BigInt, Bool, Date, Int4, Json, Nullable, Text, Timestamptz, Uuid as SqlUuid,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use crate::applications::Application;
use crate::page::{Cursor, Page, Paging};
use crate::{Error, Result, Tx};

/// Waits until nobody else assigns, and keeps others waiting until the transaction ends: what is read after it stays true.
pub async fn alone(tx: &Tx) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query("select pg_advisory_xact_lock(hashtextextended('assigning', 0))")
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// Gives a case that nobody has to the viewer; started and due on that day where it starts. `None` where somebody was first.
pub async fn take(
    tx: &Tx,
    application: Uuid,
    starts: Option<NaiveDate>,
    at: DateTime<Utc>,
) -> Result<Option<Application>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query("select * from take_case($1, $2, $3, $4)")
        .bind::<SqlUuid, _>(application)
        .bind::<Bool, _>(starts.is_some())
        .bind::<Nullable<Date>, _>(starts)
        .bind::<Timestamptz, _>(at)
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// Gives a second marking that nobody has to the viewer. `None` where somebody was first.
pub async fn take_second(
    tx: &Tx,
    application: Uuid,
    at: DateTime<Utc>,
) -> Result<Option<Application>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query("select * from take_second($1, $2)")
        .bind::<SqlUuid, _>(application)
        .bind::<Timestamptz, _>(at)
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// Takes a case, or the second marking of one, from the viewer, who is not offered it again; `false` where it is not theirs to hand back.
pub async fn hand_back(
    tx: &Tx,
    (application, second): (Uuid, bool),
    why: &str,
    at: DateTime<Utc>,
) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let function = if second {
        "hand_back_second"
    } else {
        "hand_back_case"
    };
    let handed = sql_query(format!("select {function}($1, $2, $3)"))
        .bind::<SqlUuid, _>(application)
        .bind::<Text, _>(why)
        .bind::<Timestamptz, _>(at)
        .execute(&mut conn)
        .await?;
    Ok(handed == 1)
}

/// A case that changes hands.
#[derive(Debug, Clone, Copy)]
pub struct Move {
    pub application: Uuid,
    /// Whether it is its second marking that is moved.
    pub second: bool,
    /// The version it was looked at in.
    pub version: i32,
    pub to: Option<Uuid>,
    /// Whether its assessment starts by it.
    pub starts: bool,
}

/// Moves cases to other hands; those that changed since they were looked at stay where they are and are not among the answer.
pub async fn give(
    tx: &Tx,
    moves: &[Move],
    due: NaiveDate,
    at: DateTime<Utc>,
) -> Result<Vec<Application>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "update application a set assessor_id = case when m.second then a.assessor_id else m.to_id end, \
         second_assessor_id = case when m.second then m.to_id else a.second_assessor_id end, version = a.version + 1, updated_at = $6, \
         state = case when m.starts then 'IN_ASSESSMENT' else a.state end, \
         started_on = case when m.starts then viewer_today() else a.started_on end, \
         due_on = case when m.starts then $5 else a.due_on end \
         from unnest($1, $2, $3, $4, $7) as m (id, seen, to_id, starts, second) where a.id = m.id and a.version = m.seen returning a.*",
    )
    .bind::<Array<SqlUuid>, _>(moves.iter().map(|m| m.application).collect::<Vec<_>>())
    .bind::<Array<Int4>, _>(moves.iter().map(|m| m.version).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(moves.iter().map(|m| m.to).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(moves.iter().map(|m| m.starts).collect::<Vec<_>>())
    .bind::<Date, _>(due)
    .bind::<Timestamptz, _>(at)
    .bind::<Array<Bool>, _>(moves.iter().map(|m| m.second).collect::<Vec<_>>())
    .load(&mut conn)
    .await?)
}

/// Moves that were applied together.
#[derive(Debug, Clone, QueryableByName)]
pub struct Run {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Bool)]
    pub planned: bool,
    #[diesel(sql_type = Timestamptz)]
    pub applied_at: DateTime<Utc>,
    #[diesel(sql_type = Nullable<Text>)]
    pub applied_by: Option<String>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub undone_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = BigInt)]
    pub moves: i64,
}

const RUN: &str = "select r.id, r.planned, r.applied_at, p.name as applied_by, r.undone_at, \
    (select count(*) from assignment_move m where m.run_id = r.id) as moves \
    from assignment_run r left join person p on p.id = r.applied_by";

/// One page of what was applied together, the last first.
pub async fn runs(tx: &Tx, paging: &Paging) -> Result<Page<Run>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let after = paging.after.as_ref();
    let rows: Vec<Run> = sql_query(format!(
        "{RUN} where $1 is null or (r.applied_at, r.id) < ($1::timestamptz, $2) order by r.applied_at desc, r.id desc limit $3"
    ))
    .bind::<Nullable<Text>, _>(after.map(|cursor| &cursor.key))
    .bind::<Nullable<SqlUuid>, _>(after.map(|cursor| cursor.id))
    .bind::<BigInt, _>(paging.first + 1)
    .load(&mut conn)
    .await?;
    let with_cursor = |run: Run| {
        let key = run.applied_at.to_rfc3339();
        (Cursor { key, id: run.id }, run)
    };
    Ok(Page::new(
        rows.into_iter().map(with_cursor).collect(),
        paging.first,
    ))
}

/// How many were applied so far.
pub async fn count_runs(tx: &Tx) -> Result<i64> {
    use crate::tables::assignment_run::dsl::assignment_run;
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(assignment_run.count().get_result(&mut conn).await?)
}

/// What was applied together, by its id.
pub async fn run(tx: &Tx, id: Uuid) -> Result<Option<Run>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!("{RUN} where r.id = $1"))
        .bind::<SqlUuid, _>(id)
        .get_result(&mut conn)
        .await
        .optional()?)
}

/// A case that was moved, and who had it before.
#[derive(Debug, Clone, Copy)]
pub struct Moving {
    pub application: Uuid,
    /// Whether it is its second marking that was moved.
    pub second: bool,
    pub from: Option<Uuid>,
}

/// Keeps what was applied together, as the last thing that was told of each application: tell the trail first.
pub async fn keep(
    tx: &Tx,
    (id, planned): (Uuid, bool),
    moved: &[Moving],
    (by, at): (Uuid, DateTime<Utc>),
) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    sql_query(
        "with r as (insert into assignment_run (id, planned, applied_at, applied_by) values ($1, $2, $3, $4) returning id) \
         insert into assignment_move (university_id, run_id, application_id, second, from_id, to_id, seq) \
         select a.university_id, r.id, a.id, m.second, m.from_id, case when m.second then a.second_assessor_id else a.assessor_id end, coalesce((select max(t.seq) from trail t where t.application_id = a.id), 0) \
         from r, unnest($5, $6, $7) as m (id, from_id, second) join application a on a.id = m.id",
    )
    .bind::<SqlUuid, _>(id)
    .bind::<Bool, _>(planned)
    .bind::<Timestamptz, _>(at)
    .bind::<SqlUuid, _>(by)
    .bind::<Array<SqlUuid>, _>(moved.iter().map(|m| m.application).collect::<Vec<_>>())
    .bind::<Array<Nullable<SqlUuid>>, _>(moved.iter().map(|m| m.from).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(moved.iter().map(|m| m.second).collect::<Vec<_>>())
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// A case as it was moved, and whether nobody has touched it since.
#[derive(Debug, Clone, Deserialize)]
pub struct Moved {
    pub application: Uuid,
    /// Whether it is its second marking that was moved.
    pub second: bool,
    pub reference: String,
    pub from_id: Option<Uuid>,
    pub untouched: bool,
}

/// What was applied together, by its id, with its cases in the order of their references: one statement.
pub async fn run_with_moves(tx: &Tx, id: Uuid) -> Result<Option<(Run, Vec<Moved>)>> {
    #[derive(QueryableByName)]
    struct Whole {
        #[diesel(embed)]
        run: Run,
        #[diesel(sql_type = Json)]
        cases: Value,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let found: Option<Whole> = sql_query(format!(
        "select x.*, (select coalesce(json_agg(json_build_object('application', a.id, 'second', m.second, 'reference', a.reference, 'from_id', m.from_id, \
         'untouched', case when m.second then a.second_assessor_id else a.assessor_id end is not distinct from m.to_id and m.seq = coalesce((select max(t.seq) from trail t where t.application_id = a.id), 0)) \
         order by a.reference, a.id), '[]') from assignment_move m join application a on a.id = m.application_id where m.run_id = x.id) as cases \
         from ({RUN} where r.id = $1) x"
    ))
    .bind::<SqlUuid, _>(id)
    .get_result(&mut conn)
    .await
    .optional()?;
    found
        .map(|whole| {
            Ok((
                whole.run,
                Vec::deserialize(whole.cases).map_err(Error::internal)?,
            ))
        })
        .transpose()
}

/// Marks what was applied together as taken back, and which of its cases were; `false` where it was before.
pub async fn undo(
    tx: &Tx,
    run: Uuid,
    put_back: &[Uuid],
    (by, at): (Uuid, DateTime<Utc>),
) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let undone = sql_query(
        "with m as (update assignment_move set undone = true where run_id = $1 and application_id = any($2)) \
         update assignment_run set undone_at = $3, undone_by = $4 where id = $1 and undone_at is null",
    )
    .bind::<SqlUuid, _>(run)
    .bind::<Array<SqlUuid>, _>(put_back)
    .bind::<Timestamptz, _>(at)
    .bind::<SqlUuid, _>(by)
    .execute(&mut conn)
    .await?;
    Ok(undone == 1)
}
