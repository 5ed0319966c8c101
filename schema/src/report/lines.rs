//! The audit trail as a report (T4).

use chrono::SecondsFormat;
use domain::report::{Cell, Column};
use serde_json::Value;
use store::trail::Line;

use super::rows::{names, table, unknown};
use crate::context::Scope;
use crate::error::Result;
use crate::loaders::{ApplicationKey, UniversityKey};

/// The cells of lines of the trail.
pub(super) async fn of_trail(
    scope: &Scope,
    columns: &[Column],
    rows: Vec<Line>,
) -> Result<Vec<Vec<Cell>>> {
    use Column as C;
    let names = names(scope, rows.iter().map(|row| row.university_id)).await?;
    let keys = rows.iter().filter_map(|row| row.application_id);
    let applications = scope.loaders.load_many(keys.map(ApplicationKey)).await?;
    let json =
        |value: &Option<Value>| Cell::text(value.as_ref().map_or(String::new(), Value::to_string));
    table(columns, &rows, |row, column| {
        Ok(match column {
            C::When => Cell::text(row.at.to_rfc3339_opts(SecondsFormat::Secs, true)),
            C::University => {
                let name = names.get(&UniversityKey(row.university_id));
                Cell::text(name.map_or("", |u| u.name.as_str()))
            }
            C::Who => Cell::text(row.actor.as_deref().unwrap_or("")),
            C::Origin => Cell::text(row.origin.as_deref().unwrap_or("")),
            C::Act => Cell::text(&row.act),
            C::Summary => Cell::text(&row.summary),
            C::Reference => {
                let id = row.application_id.map(ApplicationKey);
                let of = id.and_then(|id| applications.get(&id));
                Cell::text(of.map_or("", |of| of.reference.as_str()))
            }
            C::Before => json(&row.before),
            C::After => json(&row.after),
            C::Line => Cell::Count(row.seq),
            C::Hash => Cell::text(&row.hash),
            other => return Err(unknown(other)),
        })
    })
}
