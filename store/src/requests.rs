//! Evidence requests: an assessor's questions about criteria, before an outcome falls short (J5).

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::tables::{decision, evidence_request};
use crate::{Result, Tx};

/// One row of `evidence_request`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = evidence_request)]
pub struct EvidenceRequest {
    pub university_id: Uuid,
    pub id: Uuid,
    pub application_id: Uuid,
    pub criteria: Vec<String>,
    pub question: String,
    pub due_on: NaiveDate,
    pub state: String,
    pub round: i32,
    pub asked_at: DateTime<Utc>,
    pub answer: Option<String>,
    pub answered_at: Option<DateTime<Utc>>,
}

/// A question to be asked.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = evidence_request)]
pub struct NewRequest<'a> {
    pub university_id: Uuid,
    pub id: Uuid,
    pub application_id: Uuid,
    pub criteria: &'a [String],
    pub question: &'a str,
    pub due_on: NaiveDate,
    pub state: &'static str,
    pub round: i32,
    pub asked_at: DateTime<Utc>,
    pub asked_by: Uuid,
}

/// Stores the question.
pub async fn insert(tx: &Tx, new: &NewRequest<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(evidence_request::table)
        .values(new)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// The request, if this viewer may see it.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Option<EvidenceRequest>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(evidence_request::table
        .filter(evidence_request::id.eq(id))
        .select(EvidenceRequest::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// What changes when a request moves; what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = evidence_request)]
pub struct Change<'a> {
    pub state: Option<&'static str>,
    pub answer: Option<&'a str>,
    pub answered_at: Option<DateTime<Utc>>,
    pub answered_by: Option<Uuid>,
    /// References of the criteria the answer is accepted for.
    pub accepted: Option<&'a [String]>,
    pub closed_at: Option<DateTime<Utc>>,
}

/// Applies a change to a request whose application this transaction holds.
pub async fn change(tx: &Tx, id: Uuid, change: &Change<'_>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(evidence_request::table.filter(evidence_request::id.eq(id)))
        .set(change)
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// The applications, undecided ones, that have an open request whose due date has passed.
pub async fn overdue(tx: &Tx, today: NaiveDate) -> Result<Vec<Uuid>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(evidence_request::table
        .filter(
            evidence_request::state
                .eq("OPEN")
                .and(evidence_request::due_on.lt(today)),
        )
        // What hangs on a decided one stays as it was (J7).
        .filter(diesel::dsl::not(diesel::dsl::exists(
            decision::table.filter(decision::application_id.eq(evidence_request::application_id)),
        )))
        .select(evidence_request::application_id)
        .distinct()
        .order(evidence_request::application_id)
        .load(&mut conn)
        .await?)
}

/// The open requests due from a day up to another, of applications that are not decided.
pub async fn due_between(tx: &Tx, from: NaiveDate, to: NaiveDate) -> Result<Vec<EvidenceRequest>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(evidence_request::table
        .filter(
            evidence_request::state
                .eq("OPEN")
                .and(evidence_request::due_on.between(from, to)),
        )
        .filter(diesel::dsl::not(diesel::dsl::exists(
            decision::table.filter(decision::application_id.eq(evidence_request::application_id)),
        )))
        .order((evidence_request::due_on, evidence_request::id))
        .select(EvidenceRequest::as_select())
        .load(&mut conn)
        .await?)
}

/// An application's requests, oldest first.
pub async fn of_application(tx: &Tx, application: Uuid) -> Result<Vec<EvidenceRequest>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(evidence_request::table
        .filter(evidence_request::application_id.eq(application))
        .order((evidence_request::asked_at, evidence_request::id))
        .select(EvidenceRequest::as_select())
        .load(&mut conn)
        .await?)
}
