//! The catalogue of attacks: every case has a class and a test that tries it, and every test here is in it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::architecture::sources;

/// Cases that there are at least, and classes of them.
const CASES: usize = 60;
const CLASSES: usize = 20;
/// What a class begins with: OWASP's list of 2023, a chapter of its standard, MITRE's list, or what a peer had.
const KINDS: [&str; 4] = ["API", "ASVS", "CWE-", "Peer:"];

/// A row of the document's tables: class, what is tried, what must happen, file and test.
struct Case {
    class: String,
    tried: String,
    must: String,
    file: String,
    test: String,
}

fn catalogue(text: &str) -> Vec<Case> {
    let rows = text
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains("`"));
    rows.map(|line| {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [class, tried, must, test] = cells[..] else {
            panic!("four cells: {line}");
        };
        let (file, test) = test
            .trim_matches('`')
            .split_once("::")
            .unwrap_or_else(|| panic!("file::test: {line}"));
        let [class, tried, must, file, test] = [class, tried, must, file, test].map(str::to_owned);
        Case {
            class,
            tried,
            must,
            file,
            test,
        }
    })
    .collect()
}

/// The names of the tests in a source.
fn tests_of(source: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut is_test = false;
    for line in source.lines() {
        is_test |= line.starts_with("#[tokio::test") || line.starts_with("#[test]");
        let Some(rest) = line
            .strip_prefix("async fn ")
            .or_else(|| line.strip_prefix("fn "))
        else {
            continue;
        };
        if is_test {
            names.extend(rest.split('(').next().map(str::to_owned));
        }
        is_test = false;
    }
    names
}

#[test]
fn every_attack_of_the_catalogue_is_tried() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("");
    let text = std::fs::read_to_string(root.join("docs/attacks.md")).unwrap();
    let cases = catalogue(&text);
    let mut said = BTreeSet::new();
    let mut missing = Vec::new();
    for case in &cases {
        let known = KINDS.iter().any(|kind| case.class.starts_with(kind));
        assert!(known, "{} is no class", case.class);
        assert!(
            case.tried.len() > 15 && case.must.len() > 6,
            "{}: {}",
            case.tried,
            case.must
        );
        assert!(
            said.insert((&case.tried, &case.test)),
            "{} is there twice",
            case.tried
        );
        let source =
            std::fs::read_to_string(root.join("tests/it").join(&case.file)).unwrap_or_default();
        if !tests_of(&source).contains(&case.test) {
            missing.push(format!("{}::{}", case.file, case.test));
        }
    }
    assert_eq!(missing, [""; 0], "these tests are not there");
    let classes: BTreeSet<&str> = cases.iter().map(|case| case.class.as_str()).collect();
    assert!(
        cases.len() >= CASES && classes.len() >= CLASSES,
        "{} cases of {} classes",
        cases.len(),
        classes.len()
    );
    for number in 1..=10 {
        let class = format!("API{number}:2023");
        assert!(classes.contains(class.as_str()), "nothing of {class}");
    }

    let mut files = Vec::new();
    sources(&root.join("tests/it/attacks"), ".rs", &mut files);
    let listed: BTreeSet<&str> = cases.iter().map(|case| case.test.as_str()).collect();
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        for test in tests_of(&source) {
            let own = test == "every_attack_of_the_catalogue_is_tried";
            assert!(
                own || listed.contains(test.as_str()),
                "{test} is not in docs/attacks.md"
            );
        }
    }
}
