//! Editions of the standard: public, immutable, and so kept in memory once read.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel::sql_types::Uuid as SqlUuid;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::pricing::PriceList;
use domain::standard::Edition;
use serde_json::Value;
use uuid::Uuid;

use crate::statement::{Statement, Value as Bound};
use crate::tables::edition;
use crate::{Error, Result, Tx};

/// A published edition, read.
#[derive(Debug, Clone)]
pub struct Published {
    pub id: Uuid,
    pub in_force_from: NaiveDate,
    pub edition: Arc<Edition>,
    /// Its list of prices, in force no earlier than itself (M1).
    pub prices: Arc<PriceList>,
}

/// The editions this process has read. They never change, and hold nothing of any tenant.
#[derive(Debug, Default, Clone)]
pub struct Shelf(Arc<RwLock<HashMap<Uuid, Published>>>);

impl Shelf {
    /// The edition, from memory or from the database.
    ///
    /// # Errors
    /// [`Error::Internal`] when the stored document is not an edition.
    pub async fn get(&self, tx: &Tx, id: Uuid) -> Result<Option<Published>> {
        Ok(self.get_all(tx, &[id]).await?.pop())
    }

    /// The editions there are among these, in their order: at most one statement, for what was never read before.
    ///
    /// # Errors
    /// [`Error::Internal`] when a stored document is not an edition.
    pub async fn get_all(&self, tx: &Tx, ids: &[Uuid]) -> Result<Vec<Published>> {
        let unread: Vec<Uuid> = ids
            .iter()
            .copied()
            .filter(|id| self.held(*id).is_none())
            .collect();
        if !unread.is_empty() {
            let conn = tx.conn().await?;
            let mut conn: &AsyncPgConnection = &conn;
            let rows: Vec<(Uuid, NaiveDate, Value)> = edition::table
                .filter(edition::id.eq_any(unread))
                .select((edition::id, edition::in_force_from, edition::document))
                .load(&mut conn)
                .await?;
            for row in rows {
                self.keep(row)?;
            }
        }
        Ok(ids.iter().filter_map(|id| self.held(*id)).collect())
    }

    /// The edition of a scheme in force on a day (S1).
    ///
    /// # Errors
    /// [`Error::Internal`] when the stored document is not an edition.
    pub async fn in_force(
        &self,
        tx: &Tx,
        scheme: &str,
        day: NaiveDate,
    ) -> Result<Option<Published>> {
        let newest_first = self.of_scheme(tx, Some(scheme)).await?;
        Ok(newest_first
            .into_iter()
            .find(|published| published.in_force_from <= day))
    }

    /// Every edition of a scheme, or of all: scheme by scheme, the one that comes into force last first.
    ///
    /// # Errors
    /// [`Error::Internal`] when a stored document is not an edition.
    pub async fn of_scheme(&self, tx: &Tx, scheme: Option<&str>) -> Result<Vec<Published>> {
        let ids: Vec<Uuid> = {
            let conn = tx.conn().await?;
            let mut conn: &AsyncPgConnection = &conn;
            let mut query = edition::table.select(edition::id).into_boxed();
            if let Some(scheme) = scheme {
                query = query.filter(edition::scheme.eq(scheme.to_owned()));
            }
            query
                .order((
                    edition::scheme.desc(),
                    edition::in_force_from.desc(),
                    edition::published_at.desc(),
                ))
                .load(&mut conn)
                .await?
        };
        self.get_all(tx, &ids).await
    }

    /// The editions that these universities apply by on a day, each by its own scheme (S1).
    ///
    /// # Errors
    /// [`Error::Internal`] when a stored document is not an edition.
    pub async fn of_universities(
        &self,
        tx: &Tx,
        universities: &[Uuid],
        day: NaiveDate,
    ) -> Result<HashMap<Uuid, Published>> {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = SqlUuid)]
            university: Uuid,
            #[diesel(sql_type = SqlUuid)]
            edition: Uuid,
        }
        let rows: Vec<Row> = {
            let conn = tx.conn().await?;
            let mut conn: &AsyncPgConnection = &conn;
            Statement::new(
                "select distinct on (u.id) u.id as university, e.id as edition from university u join edition e on e.scheme = u.scheme where u.id = any(",
            )
            .value(Bound::Ids(universities.to_vec()))
            .sql(") and e.in_force_from <= ")
            .value(Bound::Text(day.to_string()))
            .sql("::text::date order by u.id, e.in_force_from desc, e.published_at desc")
            .load(&mut conn)
            .await?
        };
        let mut ids: Vec<Uuid> = rows.iter().map(|row| row.edition).collect();
        ids.sort_unstable();
        ids.dedup();
        let read = self.get_all(tx, &ids).await?;
        Ok(rows
            .into_iter()
            .filter_map(|row| {
                let found = read.iter().find(|published| published.id == row.edition)?;
                Some((row.university, found.clone()))
            })
            .collect())
    }

    fn held(&self, id: Uuid) -> Option<Published> {
        self.0
            .read()
            .unwrap_or_else(|broken| broken.into_inner())
            .get(&id)
            .cloned()
    }

    fn keep(&self, (id, in_force_from, document): (Uuid, NaiveDate, Value)) -> Result<()> {
        let bytes = serde_json::to_vec(&document).map_err(Error::internal)?;
        let edition = Edition::parse(&bytes).map_err(|problems| {
            let problems: Vec<String> = problems
                .iter()
                .map(|p| format!("{}: {}", p.path, p.message))
                .collect();
            Error::internal(format!(
                "edition {id} does not read: {}",
                problems.join("; ")
            ))
        })?;
        let published = Published {
            id,
            in_force_from,
            prices: Arc::new(edition.prices().not_before(in_force_from)),
            edition: Arc::new(edition),
        };
        self.0
            .write()
            .unwrap_or_else(|broken| broken.into_inner())
            .insert(id, published);
        Ok(())
    }
}

/// Publishes an edition: idempotent by content hash. Answers its id and whether it is new.
///
/// # Errors
/// [`Error::Conflict`] when another document stands under the same scheme and code: a published edition never changes (S1).
pub async fn publish(
    tx: &Tx,
    edition: &Edition,
    in_force_from: NaiveDate,
    at: DateTime<Utc>,
) -> Result<(Uuid, bool)> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let held: Option<Uuid> = edition::table
        .filter(edition::content_hash.eq(edition.content_hash()))
        .select(edition::id)
        .first(&mut conn)
        .await
        .optional()?;
    if let Some(id) = held {
        return Ok((id, false));
    }
    let id = Uuid::now_v7();
    diesel::insert_into(edition::table)
        .values((
            edition::id.eq(id),
            edition::scheme.eq(edition.scheme_code()),
            edition::code.eq(edition.code()),
            edition::content_hash.eq(edition.content_hash()),
            edition::document.eq(edition.document()),
            edition::in_force_from.eq(in_force_from),
            edition::published_at.eq(at),
        ))
        .execute(&mut conn)
        .await?;
    Ok((id, true))
}
