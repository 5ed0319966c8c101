//! Views: how somebody narrowed a list; row-level security shows each their own, and operators what is shared.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::upsert::excluded;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::tables::saved_view;
use crate::{Result, Tx};

/// One row of `saved_view`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = saved_view)]
pub struct View {
    pub person_id: Uuid,
    pub id: Uuid,
    /// The list that it is of.
    pub list: String,
    pub name: String,
    /// What stands in the address after the question mark.
    pub address: String,
    /// Whether everybody who runs the scheme sees it.
    pub shared: bool,
    pub updated_at: DateTime<Utc>,
}

/// The views that the viewer sees, by name.
pub async fn all(tx: &Tx) -> Result<Vec<View>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(saved_view::table
        .order((saved_view::name, saved_view::id))
        .select(View::as_select())
        .load(&mut conn)
        .await?)
}

/// Keeps a view under its name, in the place of the person's own of that name; as it is kept.
pub async fn put(tx: &Tx, new: &View) -> Result<View> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(diesel::insert_into(saved_view::table)
        .values(new)
        .on_conflict((saved_view::person_id, saved_view::list, saved_view::name))
        .do_update()
        .set((
            saved_view::address.eq(excluded(saved_view::address)),
            saved_view::shared.eq(excluded(saved_view::shared)),
            saved_view::updated_at.eq(excluded(saved_view::updated_at)),
        ))
        .returning(View::as_returning())
        .get_result(&mut conn)
        .await?)
}

/// Keeps a view of the viewer's own no longer; it as it was.
pub async fn remove(tx: &Tx, id: Uuid, person: Uuid) -> Result<Option<View>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let own = saved_view::id.eq(id).and(saved_view::person_id.eq(person));
    Ok(diesel::delete(saved_view::table.filter(own))
        .returning(View::as_returning())
        .get_result(&mut conn)
        .await
        .optional()?)
}
