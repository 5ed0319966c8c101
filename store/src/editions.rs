//! Editions of the standard: public, immutable, and so kept in memory once read.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::standard::Edition;
use serde_json::Value;
use uuid::Uuid;

use crate::tables::edition;
use crate::{Error, Result, Tx};

/// A published edition, read.
#[derive(Debug, Clone)]
pub struct Published {
    pub id: Uuid,
    pub in_force_from: NaiveDate,
    pub edition: Arc<Edition>,
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
        if let Some(found) = self.held(id) {
            return Ok(Some(found));
        }
        let conn = tx.conn().await?;
        let mut conn: &AsyncPgConnection = &conn;
        let row: Option<(Uuid, NaiveDate, Value)> = edition::table
            .filter(edition::id.eq(id))
            .select((edition::id, edition::in_force_from, edition::document))
            .first(&mut conn)
            .await
            .optional()?;
        row.map(|row| self.keep(row)).transpose()
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
        let conn = tx.conn().await?;
        let mut conn: &AsyncPgConnection = &conn;
        let id: Option<Uuid> = edition::table
            .filter(
                edition::scheme
                    .eq(scheme)
                    .and(edition::in_force_from.le(day)),
            )
            .order((edition::in_force_from.desc(), edition::published_at.desc()))
            .select(edition::id)
            .first(&mut conn)
            .await
            .optional()?;
        match id {
            Some(id) => self.get(tx, id).await,
            None => Ok(None),
        }
    }

    fn held(&self, id: Uuid) -> Option<Published> {
        self.0
            .read()
            .unwrap_or_else(|broken| broken.into_inner())
            .get(&id)
            .cloned()
    }

    fn keep(&self, (id, in_force_from, document): (Uuid, NaiveDate, Value)) -> Result<Published> {
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
            edition: Arc::new(edition),
        };
        self.0
            .write()
            .unwrap_or_else(|broken| broken.into_inner())
            .insert(id, published.clone());
        Ok(published)
    }
}

/// Publishes an edition: idempotent by content hash. Answers its id and whether it is new.
///
/// # Errors
/// [`Error::Conflict`] when another document stands under the same scheme and code: a published edition never changes (S1).
pub async fn publish(
    tx: &Tx,
    edition: &Edition,
    document: &Value,
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
            edition::document.eq(document),
            edition::in_force_from.eq(in_force_from),
            edition::published_at.eq(at),
        ))
        .execute(&mut conn)
        .await?;
    Ok((id, true))
}
