//! The published JSON Schema of an edition's document, held to what is read.

use super::document::Document;

const PUBLISHED: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../standards/edition.schema.json"
);

/// What the schema must be, by the structs that a document is read into.
fn schema() -> String {
    let mut schema = schemars::schema_for!(Document);
    schema.insert(
        "title".to_owned(),
        "An edition of a scheme's standard".into(),
    );
    let text = serde_json::to_string_pretty(&schema).unwrap();
    text + "\n"
}

#[test]
fn the_published_schema_is_the_documents_own() {
    let published = std::fs::read_to_string(PUBLISHED).unwrap_or_default();
    assert!(
        published == schema(),
        "standards/edition.schema.json is not what is read: run `make edition-schema`"
    );
}

/// Run by `make edition-schema`.
#[test]
#[ignore = "writes standards/edition.schema.json"]
fn write_the_schema() {
    std::fs::write(PUBLISHED, schema()).unwrap();
}
