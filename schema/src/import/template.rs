//! What files of each kind may hold.

use async_graphql::SimpleObject;
use domain::import as rules;

use super::ImportKind;

/// What a column can hold.
#[derive(Debug, Clone, SimpleObject)]
pub struct ImportField {
    /// Its name in mappings.
    name: String,
    /// What the column is headed in the template.
    label: String,
    /// Whether every row must say it.
    required: bool,
    /// What to write in it.
    help: String,
    /// A cell of the template.
    example: String,
}

/// A kind of import, and what its files may hold.
#[derive(Debug, Clone, SimpleObject)]
pub struct ImportTemplate {
    /// What the rows are.
    kind: ImportKind,
    /// The columns, in the template's order.
    fields: Vec<ImportField>,
}

impl From<rules::ImportKind> for ImportTemplate {
    fn from(kind: rules::ImportKind) -> Self {
        let fields = kind.fields().iter().map(|field| ImportField {
            name: field.name.to_owned(),
            label: field.label.to_owned(),
            required: field.required,
            help: field.help.to_owned(),
            example: field.example.to_owned(),
        });
        Self {
            kind: kind.into(),
            fields: fields.collect(),
        }
    }
}
