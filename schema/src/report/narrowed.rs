//! What a report is narrowed by, in words.

use domain::id::{self, Kind};
use domain::report::in_words;
use serde_json::Value;

use crate::context::Scope;
use crate::error::Result;
use crate::loaders::{PersonKey, UniversityKey};

/// A line for each thing that narrows what was asked for.
pub(super) async fn narrowed(scope: &Scope, kept: &Value) -> Result<Vec<String>> {
    let mut lines = Vec::new();
    for (field, value) in kept.as_object().into_iter().flatten() {
        match (field.as_str(), value) {
            ("report" | "columns" | "sort" | "descending", _) => {}
            ("applicationIds", Value::Array(ids)) => {
                let many = if ids.len() == 1 { "" } else { "s" };
                lines.push(format!("{} chosen application{many}", ids.len()));
            }
            (_, Value::Object(filter)) => {
                for (field, value) in filter {
                    lines.extend(line(scope, field, value).await?);
                }
            }
            (field, value) => lines.extend(line(scope, field, value).await?),
        }
    }
    Ok(lines)
}

/// `Waiting on: Operator`, of what narrows by something.
async fn line(scope: &Scope, field: &str, value: &Value) -> Result<Option<String>> {
    let name = label(field);
    Ok(match value {
        Value::Bool(true) => Some(name),
        Value::Number(n) => Some(format!("{name}: {n}")),
        Value::String(id) if field.ends_with("Id") => {
            let called = called(scope, id).await?;
            let what = name.trim_end_matches(" id");
            Some(format!("{what}: {}", called.as_deref().unwrap_or(id)))
        }
        Value::String(words) if !words.trim().is_empty() => {
            Some(format!("{name}: “{}”", words.trim()))
        }
        Value::Array(codes) if !codes.is_empty() => {
            let codes = codes.iter().filter_map(Value::as_str).map(in_words);
            let codes: Vec<String> = codes.collect();
            Some(format!("{name}: {}", codes.join(", ")))
        }
        _ => None,
    })
}

/// A field's name as people read it: `Waiting on` of `waitingOn`.
fn label(field: &str) -> String {
    let mut code = String::with_capacity(field.len() + 4);
    for letter in field.chars() {
        if letter.is_ascii_uppercase() {
            code.push('_');
        }
        code.push(letter);
    }
    in_words(&code)
}

/// What a thing is called, by its id.
async fn called(scope: &Scope, text: &str) -> Result<Option<String>> {
    let loaders = &scope.loaders;
    Ok(match id::decode(text) {
        Some((Kind::University, id)) => loaders.load_one(UniversityKey(id)).await?.map(|u| u.name),
        Some((Kind::Person, id)) => loaders.load_one(PersonKey(id)).await?.map(|p| p.name),
        _ => None,
    })
}
