//! Feedback as its assessor is writing it; what is released stands with the decision.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Int4, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::tables::feedback_draft;
use crate::{Result, Tx};

/// One row of `feedback_draft`.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = feedback_draft)]
pub struct Draft {
    pub university_id: Uuid,
    pub application_id: Uuid,
    pub person_id: Uuid,
    pub text: String,
    pub version: i32,
    pub updated_at: DateTime<Utc>,
}

/// The viewer's own draft on an application.
pub async fn own(tx: &Tx, application: Uuid) -> Result<Option<Draft>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(feedback_draft::table
        .filter(feedback_draft::application_id.eq(application))
        .select(Draft::as_select())
        .first(&mut conn)
        .await
        .optional()?)
}

/// Keeps the draft, its version being the one last seen, and answers it as kept; `None` when another tab has kept one since.
pub async fn put(tx: &Tx, draft: &Draft) -> Result<Option<Draft>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let kept = sql_query(
        "insert into feedback_draft (university_id, application_id, person_id, text, version, updated_at) \
         select $1, $2, $3, $4, 1, $5 where $6 = 0 or exists (select from feedback_draft where application_id = $2 and person_id = $3) \
         on conflict (application_id, person_id) do update set text = excluded.text, version = feedback_draft.version + 1, \
         updated_at = excluded.updated_at where feedback_draft.version = $6",
    )
    .bind::<SqlUuid, _>(draft.university_id)
    .bind::<SqlUuid, _>(draft.application_id)
    .bind::<SqlUuid, _>(draft.person_id)
    .bind::<Text, _>(&draft.text)
    .bind::<Timestamptz, _>(draft.updated_at)
    .bind::<Int4, _>(draft.version)
    .execute(&mut conn)
    .await?;
    Ok((kept > 0).then(|| Draft {
        version: draft.version + 1,
        ..draft.clone()
    }))
}
