//! Which column holds what.

use std::collections::HashMap;

use super::{Field, ImportKind};
use crate::input::{Fields, InvalidInput};

/// How alike a heading and a name must be to be taken for each other, 1 for equal.
const NEAR: f64 = 0.85;

/// Which column holds what: each field at most once, every required one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    columns: Vec<Option<&'static Field>>,
}

impl Mapping {
    /// The mapping by the fields' names, one a column; a column without one is left aside.
    ///
    /// # Errors
    /// Names that are none of the kind's, fields named twice, and required ones that no column holds; `columns` is the
    /// field at fault.
    pub fn new(kind: ImportKind, names: &[Option<String>]) -> Result<Self, InvalidInput> {
        let mut fields = Fields::new();
        let mut columns: Vec<Option<&'static Field>> = Vec::with_capacity(names.len());
        for name in names {
            let Some(name) = name else {
                columns.push(None);
                continue;
            };
            let found = kind.field(name);
            match found {
                None => fields.problem(
                    "columns",
                    format!(
                        "A {} has no {name:?}: choose one of its fields.",
                        kind.one()
                    ),
                ),
                Some(field) if columns.contains(&Some(field)) => fields.problem(
                    "columns",
                    format!("Choose one column for {}, not two.", field.label),
                ),
                Some(_) => {}
            }
            columns.push(found);
        }
        for field in kind.fields().iter().filter(|field| field.required) {
            if !columns.contains(&Some(field)) {
                fields.problem(
                    "columns",
                    format!("Choose the column that holds {}.", field.label),
                );
            }
        }
        fields.or(Self { columns })
    }

    /// What each column holds.
    pub fn columns(&self) -> &[Option<&'static Field>] {
        &self.columns
    }

    /// The column that holds a field.
    pub fn column(&self, name: &str) -> Option<usize> {
        let mut columns = self.columns.iter();
        columns.position(|field| field.is_some_and(|field| field.name == name))
    }

    /// Whether a column holds the field.
    pub fn says(&self, name: &str) -> bool {
        self.column(name).is_some()
    }
}

/// A heading without what people write differently: case, punctuation, spaces.
fn plain(heading: &str) -> String {
    let words = heading
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase);
    words.collect::<Vec<_>>().join(" ")
}

/// What each column seems to hold, by its heading: as it was chosen before, else by name, else by a name much like it. It is a
/// proposal: a person confirms it (B1).
pub fn guess(
    kind: ImportKind,
    headings: &[String],
    before: &[(String, Option<String>)],
) -> Vec<Option<&'static Field>> {
    let chosen: HashMap<String, Option<&'static Field>> = before
        .iter()
        .rev()
        .map(|(heading, name)| {
            (
                plain(heading),
                name.as_deref().and_then(|name| kind.field(name)),
            )
        })
        .collect();
    let headings: Vec<String> = headings.iter().map(|heading| plain(heading)).collect();
    let mut found: Vec<Option<&'static Field>> = vec![None; headings.len()];
    let put = |found: &mut Vec<Option<&'static Field>>, at: usize, field: &'static Field| {
        if !found.contains(&Some(field)) {
            found[at] = Some(field);
        }
    };
    for (at, heading) in headings.iter().enumerate() {
        if let Some(Some(field)) = chosen.get(heading) {
            put(&mut found, at, field);
        }
    }
    // Fields in the order of the template: its own headings first, then what others call them.
    for likeness in [own_name, known_name, near_name] {
        for (at, heading) in headings.iter().enumerate() {
            if found[at].is_some() || heading.is_empty() || chosen.contains_key(heading) {
                continue;
            }
            if let Some(field) = likeness(kind, heading) {
                put(&mut found, at, field);
            }
        }
    }
    found
}

fn own_name(kind: ImportKind, heading: &str) -> Option<&'static Field> {
    let is = |field: &&Field| plain(field.label) == heading || field.name == heading;
    kind.fields().iter().find(is)
}

fn known_name(kind: ImportKind, heading: &str) -> Option<&'static Field> {
    let is = |field: &&Field| field.also.contains(&heading);
    kind.fields().iter().find(is)
}

fn near_name(kind: ImportKind, heading: &str) -> Option<&'static Field> {
    let likeness = |field: &Field| {
        let names = field
            .also
            .iter()
            .map(|name| (*name).to_owned())
            .chain([plain(field.label)]);
        names
            .map(|name| strsim::normalized_damerau_levenshtein(&name, heading))
            .fold(0.0, f64::max)
    };
    let mut fields: Vec<_> = kind
        .fields()
        .iter()
        .map(|field| (likeness(field), field))
        .collect();
    fields.sort_by(|a, b| b.0.total_cmp(&a.0));
    match fields.as_slice() {
        [(best, field), (next, _), ..] if *best >= NEAR && best > next => Some(field),
        _ => None,
    }
}
