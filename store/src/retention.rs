//! What is kept until its time is over (E7): what is due by a day, and taking it away.

use chrono::NaiveDate;
use diesel::sql_types::{BigInt, Date, Nullable, Text, Uuid as SqlUuid};
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::retention::Kept;
use uuid::Uuid;

use crate::{Result, Tx};

/// The day on which an application counted no more: the end of its award, or the day on which it was decided or withdrawn without one;
/// none while it is under way.
fn ended(of: &str) -> String {
    format!(
        "case when {of}.state = 'DECIDED' then coalesce((select coalesce(w.ended_on, w.expires_on) from award w \
           where w.university_id = {of}.university_id and w.application_id = {of}.id), {of}.decided_on) \
         when {of}.state = 'WITHDRAWN' then ({of}.updated_at at time zone 'Europe/London')::date end"
    )
}

/// Files of evidence, each with the last day on which one of the applications that it serves counted, where that is by the day `$1` for
/// all of them. It begins with the applications that are over: they are few beside all the files there are.
fn evidence() -> String {
    let (own, other) = (ended("a"), ended("b"));
    format!(
        "(select f.university_id, f.evidence_id, max({own}) as on_day from application a \
         join evidence_tie t on t.university_id = a.university_id and t.application_id = a.id \
         join evidence_file f on f.university_id = t.university_id and f.evidence_id = t.evidence_id and f.state = 'CLEAN' and f.removed_on is null \
         where a.state in ('DECIDED', 'WITHDRAWN') and (a.decided_on is null or a.decided_on <= $1) and {own} <= $1 \
           and not exists (select from evidence_tie x join application b on b.university_id = x.university_id and b.id = x.application_id \
             where x.university_id = f.university_id and x.evidence_id = f.evidence_id and ({other} <= $1) is not true) group by 1, 2) over"
    )
}

const LETTERS: &str = "letter l where l.text <> '' and l.state <> 'QUEUED'";
const IMPORTS: &str = "import i where i.emptied_on is null and i.state in ('MAPPING', 'CHECKED', 'COMMITTED', 'UNDONE', 'FAILED')";
/// The day on which anything was last done with an import.
const TOUCHED: &str = "(coalesce(i.acted_at, i.created_at) at time zone 'Europe/London')::date";
const EXPORTS: &str = "export e where e.state = 'READY'";

const JOIN_REQUESTS: &str = "join_request q where q.answered_at is not null";

/// How much of something goes by a day, and the first day on which some of it does.
#[derive(Debug, Clone, QueryableByName)]
pub struct Due {
    /// The code of what.
    #[diesel(sql_type = Text)]
    pub kept: String,
    #[diesel(sql_type = BigInt)]
    pub many: i64,
    /// The day on which the first of it ended, or was last touched.
    #[diesel(sql_type = Nullable<Date>)]
    pub first: Option<NaiveDate>,
}

/// What goes by a day; as an operator or the system.
pub async fn due(tx: &Tx, by: NaiveDate) -> Result<Vec<Due>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let day = |at: &str| format!("({at} at time zone 'Europe/London')::date");
    let part = |kept: Kept, from: &str, on: &str, place: u8| {
        let code = kept.as_str();
        format!(
            "select '{code}' as kept, count(*) as many, min({on}) as first from {from} and {on} <= ${place}"
        )
    };
    let parts = [
        part(
            Kept::Evidence,
            &format!("{} where true", evidence()),
            "over.on_day",
            1,
        ),
        part(Kept::Letters, LETTERS, &day("l.queued_at"), 2),
        part(Kept::Imports, IMPORTS, TOUCHED, 3),
        part(Kept::Exports, EXPORTS, &day("e.ended_at"), 4),
        part(Kept::JoinRequests, JOIN_REQUESTS, &day("q.answered_at"), 5),
    ];
    Ok(sql_query(parts.join(" union all "))
        .bind::<Date, _>(Kept::Evidence.over(by))
        .bind::<Date, _>(Kept::Letters.over(by))
        .bind::<Date, _>(Kept::Imports.over(by))
        .bind::<Date, _>(Kept::Exports.over(by))
        .bind::<Date, _>(Kept::JoinRequests.over(by))
        .load(&mut conn)
        .await?)
}

/// A file of evidence whose time is over.
#[derive(Debug, Clone, QueryableByName)]
pub struct File {
    #[diesel(sql_type = SqlUuid)]
    pub university_id: Uuid,
    #[diesel(sql_type = SqlUuid)]
    pub evidence_id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub sha256: String,
    #[diesel(sql_type = Text)]
    pub object_key: String,
    /// When the last award that it served ended.
    #[diesel(sql_type = Date)]
    pub ended_on: NaiveDate,
}

/// Marks files of evidence as removed whose time was over by a day, so many at most, and gives them; as the system.
pub async fn remove_files(tx: &Tx, today: NaiveDate, most: i64) -> Result<Vec<File>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let over = evidence();
    Ok(sql_query(format!(
        "update evidence_file f set removed_on = $2 from (select * from {over} order by university_id, evidence_id limit $3) g \
         where f.evidence_id = g.evidence_id and f.removed_on is null \
         returning f.university_id, f.evidence_id, f.name, f.sha256, f.object_key, g.on_day as ended_on"
    ))
    .bind::<Date, _>(Kept::Evidence.over(today))
    .bind::<Date, _>(today)
    .bind::<BigInt, _>(most)
    .load(&mut conn)
    .await?)
}

/// Takes the words out of letters whose time is over; how many; as the system.
pub async fn empty_letters(tx: &Tx, today: NaiveDate) -> Result<usize> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "update letter l set text = '', told = null, unsubscribe = null where l.text <> '' and l.state <> 'QUEUED' \
         and (l.queued_at at time zone 'Europe/London')::date <= $1",
    )
    .bind::<Date, _>(Kept::Letters.over(today))
    .execute(&mut conn)
    .await?)
}

/// Removes the requests to join whose time is over; how many; as the system.
pub async fn remove_join_requests(tx: &Tx, today: NaiveDate) -> Result<usize> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "delete from join_request q where (q.answered_at at time zone 'Europe/London')::date <= $1",
    )
    .bind::<Date, _>(Kept::JoinRequests.over(today))
    .execute(&mut conn)
    .await?)
}

/// An import whose rows were removed, and its file where it had one.
#[derive(Debug, Clone, QueryableByName)]
pub struct Emptied {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub file_name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub object_key: Option<String>,
    #[diesel(sql_type = BigInt)]
    pub rows: i64,
}

/// Imports that were not gone on with until their time was over, and are not over themselves; as the system.
pub async fn abandoned(tx: &Tx, today: NaiveDate) -> Result<Vec<Uuid>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(format!(
        "select i.id from {IMPORTS} and i.state in ('MAPPING', 'CHECKED') and {TOUCHED} <= $1 order by i.id"
    ))
    .bind::<Date, _>(Kept::Imports.over(today))
    .load(&mut conn)
    .await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// Removes the rows of imports that are over and whose time is, and what is known of their files; as the system.
pub async fn empty_imports(tx: &Tx, today: NaiveDate) -> Result<Vec<Emptied>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!(
        "with due as (select i.id, i.object_key from {IMPORTS} and i.state in ('COMMITTED', 'UNDONE', 'FAILED') and {TOUCHED} <= $1 for update), \
         gone as (delete from import_row r using due d where r.import_id = d.id returning r.import_id) \
         update import i set emptied_on = $2, object_key = null, preview = '[]' \
         from due d where i.id = d.id returning i.id, i.file_name, d.object_key, (select count(*) from gone g where g.import_id = i.id) as rows"
    ))
    .bind::<Date, _>(Kept::Imports.over(today))
    .bind::<Date, _>(today)
    .load(&mut conn)
    .await?)
}
