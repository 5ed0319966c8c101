//! The house stands as drawn: four crates in a straight line, and files that can be read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// What each crate of ours may lean on.
const ARROWS: [(&str, &[&str]); 5] = [
    ("domain", &[]),
    ("store", &["domain"]),
    ("schema", &["domain", "store"]),
    ("server", &["domain", "schema", "store"]),
    ("tests", &["domain", "schema", "server", "store"]),
];

/// Whoever else names one of these goes round somebody.
const ONLY: [(&str, &[&str]); 9] = [
    ("diesel", &["store"]),
    ("diesel-async", &["store"]),
    ("diesel_migrations", &["store"]),
    ("async-graphql", &["schema", "server", "tests"]),
    ("async-graphql-axum", &["server"]),
    ("axum", &["server", "tests"]),
    ("s3", &["server"]),
    ("lettre", &["server"]),
    ("tokio", &["store", "schema", "server", "tests"]),
];

/// Files longer than that are made by machines, or are being taken apart.
const LONGEST: usize = 400;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("")
}

/// Direct dependencies of each crate of ours, those of its tests apart.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| {
            let dependencies = package["dependencies"].as_array().unwrap().iter();
            let own = dependencies
                .filter(|d| d["kind"] != "dev")
                .map(|d| text(&d["name"]))
                .collect();
            (text(&package["name"]), own)
        })
        .collect()
}

#[test]
fn four_crates_in_a_straight_line() {
    let dependencies = dependencies();
    let names: BTreeSet<&str> = dependencies.keys().map(String::as_str).collect();
    assert_eq!(names, ARROWS.iter().map(|(name, _)| *name).collect());
    for (name, allowed) in ARROWS {
        let ours: BTreeSet<&str> = dependencies[name]
            .iter()
            .map(String::as_str)
            .filter(|d| names.contains(d))
            .collect();
        assert!(
            ours.is_subset(&allowed.iter().copied().collect()),
            "{name} leans on {ours:?}"
        );
    }
    for (library, allowed) in ONLY {
        for (name, own) in &dependencies {
            assert!(
                !own.contains(library) || allowed.contains(&name.as_str()),
                "{name} names {library}"
            );
        }
    }
}

/// Every file of source under a folder of the workspace.
pub(crate) fn sources(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir()
            && !matches!(
                name.as_str(),
                "target" | "node_modules" | "dist" | "gql" | "test-results"
            )
        {
            sources(&path, ending, found);
        } else if name.ends_with(ending) && !name.contains(".gen.") {
            found.push(path);
        }
    }
}

#[test]
fn files_can_be_read_and_have_names() {
    let mut found = Vec::new();
    for folder in ["domain", "store", "schema", "server", "tests"] {
        sources(&root().join(folder), ".rs", &mut found);
    }
    for ending in [".ts", ".tsx"] {
        sources(&root().join("admin-ui/src"), ending, &mut found);
    }
    assert!(found.len() > 150, "the sources were found");
    let mut long = Vec::new();
    for path in &found {
        let shown = path
            .strip_prefix(root())
            .unwrap_or(path)
            .display()
            .to_string();
        for part in path.strip_prefix(root()).unwrap_or(path).iter() {
            let part = part.to_string_lossy();
            let stem = part.split('.').next().unwrap_or_default();
            assert!(
                !["common", "util", "utils", "helpers", "core", "misc"].contains(&stem),
                "{shown}: say what it is"
            );
        }
        let generated = shown == "store/src/tables.rs";
        let lines = std::fs::read_to_string(path).unwrap().lines().count();
        if lines > LONGEST && !generated {
            long.push(format!("{shown}: {lines}"));
        }
    }
    assert_eq!(
        long, [""; 0],
        "past {LONGEST} lines: make it thing.rs and thing/"
    );
}
