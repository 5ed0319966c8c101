//! Days and ids as clients write them.

use async_graphql::{ID, InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::NaiveDate;
use domain::id::{self, Kind};
use uuid::Uuid;

use crate::error::{Error, Result};

/// A civil day in Europe/London, written YYYY-MM-DD.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date(pub NaiveDate);

/// A civil day in Europe/London, as 2026-11-23.
#[Scalar]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        // chrono also takes 2026-1-5 and +12026-01-05; we take one form only.
        let form = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| {
                if matches!(i, 4 | 7) {
                    b == b'-'
                } else {
                    b.is_ascii_digit()
                }
            });
        match text.parse() {
            Ok(day) if form => Ok(Self(day)),
            _ => Err(InputValueError::custom(
                "Write the day as YYYY-MM-DD, such as 2026-11-22.",
            )),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// An id as clients get it.
pub(crate) fn show(kind: Kind, id: Uuid) -> ID {
    ID(id::encode(kind, id))
}

/// An id as clients give it. Anything that is not an id of that kind does not exist.
pub(crate) fn read(kind: Kind, id: &ID, noun: &'static str) -> Result<Uuid> {
    id::decode_as(kind, id).ok_or(Error::NotFound(noun))
}

/// Several ids as clients give them: one at least, no more than `most`, each once.
pub(crate) fn read_each(
    kind: Kind,
    ids: &[ID],
    (field, noun): (&str, &'static str),
    most: usize,
) -> Result<Vec<Uuid>> {
    if ids.is_empty() || ids.len() > most {
        let message = format!("Choose 1 to {most} {noun}s.");
        return Err(Error::input(field, message));
    }
    let mut each = Vec::with_capacity(ids.len());
    for id in ids {
        let id = read(kind, id, noun)?;
        if each.contains(&id) {
            return Err(Error::input(field, format!("Name each {noun} once.")));
        }
        each.push(id);
    }
    Ok(each)
}
