//! The rules of the scheme as cases that somebody who runs it can read.
//!
//! A file a letter, a table a rule. Each case is a sentence, what is asked, and what is expected:
//!
//! ```text
//! g1_a_first_award_is_at_the_lowest_level {
//!     "A programme that never held a level may apply for Bronze":
//!         apply("BRONZE").on("2026-11-22").with(never_held()) => yes();
//! }
//! ```
//!
//! A table's name begins with its rule's number. What there is stands in `docs/rule-cases.md`,
//! written by `make rule-cases` and held to the code by the tests below.

#![expect(
    clippy::unwrap_used,
    reason = "a case that cannot be read fails its test"
)]

#[macro_use]
mod tables;

mod agreement;
mod assigning;
mod awards;
mod diagrams;
mod importing;
mod judging;
mod lives;
mod moderation;
mod people;
mod prices;
mod programmes;
mod progress;
mod sampling;
mod standard;
mod words;
mod working;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use tables::Table;

/// The rules of one letter.
struct Chapter {
    title: &'static str,
    /// The rules that must have cases, each with what it is about.
    rules: &'static [(&'static str, &'static str)],
    /// Its tables, file by file.
    tables: &'static [&'static [Table]],
}

/// Every file of cases there is; a new one is added here and nowhere else.
const CHAPTERS: &[Chapter] = &[
    Chapter {
        title: "The standard",
        rules: standard::RULES,
        tables: &[
            standard::TABLES,
            standard::documents::TABLES,
            standard::changes::TABLES,
        ],
    },
    Chapter {
        title: "Programmes",
        rules: programmes::RULES,
        tables: &[programmes::TABLES],
    },
    Chapter {
        title: "Judging",
        rules: judging::RULES,
        tables: &[
            judging::TABLES,
            judging::outcomes::TABLES,
            judging::decisions::TABLES,
            moderation::TABLES,
            agreement::TABLES,
            sampling::TABLES,
        ],
    },
    Chapter {
        title: "Progress",
        rules: progress::RULES,
        tables: &[progress::TABLES],
    },
    Chapter {
        title: "Awards",
        rules: awards::RULES,
        tables: &[awards::TABLES],
    },
    Chapter {
        title: "Prices",
        rules: prices::RULES,
        tables: &[prices::TABLES],
    },
    Chapter {
        title: "Assigning",
        rules: assigning::RULES,
        tables: &[
            assigning::TABLES,
            assigning::competence::TABLES,
            assigning::loads::TABLES,
            assigning::plans::TABLES,
            assigning::days::TABLES,
        ],
    },
    Chapter {
        title: "Imports",
        rules: importing::RULES,
        tables: &[importing::TABLES],
    },
    Chapter {
        title: "People",
        rules: people::RULES,
        tables: &[people::TABLES, working::TABLES],
    },
    Chapter {
        title: "Lives",
        rules: lives::RULES,
        tables: &[
            lives::TABLES,
            lives::bulk::TABLES,
            lives::exports::TABLES,
            lives::papers::TABLES,
            lives::quotes::TABLES,
            lives::imports::TABLES,
            lives::joining::TABLES,
            lives::letters::TABLES,
            lives::universities::TABLES,
        ],
    },
];

impl Chapter {
    fn all_tables(&self) -> impl Iterator<Item = &'static Table> {
        self.tables.iter().copied().flatten()
    }

    fn tables_of(&self, rule: &str) -> impl Iterator<Item = &'static Table> {
        self.all_tables().filter(move |table| table.rule() == rule)
    }

    fn count(&self, rule: &str) -> usize {
        self.tables_of(rule).map(|table| table.cases.len()).sum()
    }
}

fn list() -> String {
    let mut text = String::from(
        "# The rules' cases\n\nEach is run by `cargo test -p domain --test rules`. Written by \
         `make rule-cases`; do not edit.\n\n| rule | | cases |\n|---|---|---|\n",
    );
    for chapter in CHAPTERS {
        for (rule, about) in chapter.rules {
            let count = chapter.count(rule);
            let _ = writeln!(text, "| {rule} | {about} | {count} |");
        }
    }
    for chapter in CHAPTERS {
        let _ = write!(text, "\n## {}\n", chapter.title);
        for (rule, about) in chapter.rules {
            let _ = write!(text, "\n### {rule}\n\n{about}.\n");
            for table in chapter.tables_of(rule) {
                let _ = write!(text, "\n{}:\n\n", table.title());
                for case in table.cases {
                    let _ = writeln!(text, "- {case}");
                }
            }
        }
    }
    text
}

/// How many rules each letter of the rule book has, as far as they are decided here.
const LETTERS: [(&str, u8); 10] = [
    ("S", 3),
    ("P", 4),
    ("J", 8),
    ("G", 5),
    ("A", 5),
    ("M", 7),
    ("W", 6),
    ("B", 3),
    ("L", 1),
    ("U", 11),
];

fn list_path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/rule-cases.md")
}

#[test]
fn every_rule_has_a_case_and_every_case_a_rule() {
    for chapter in CHAPTERS {
        for (rule, _) in chapter.rules {
            assert!(
                chapter.count(rule) > 0,
                "{rule} has no case: write one in tests/rules"
            );
        }
        for table in chapter.all_tables() {
            let known = chapter.rules.iter().any(|(rule, _)| *rule == table.rule());
            assert!(known, "{} begins with none of its file's RULES", table.name);
        }
    }
}

#[test]
fn every_number_of_the_rule_book_is_listed_once() {
    let listed = CHAPTERS.iter().flat_map(|chapter| chapter.rules);
    let listed: Vec<String> = listed.map(|(rule, _)| (*rule).to_owned()).collect();
    let numbers =
        |(letter, last): (&'static str, u8)| (1..=last).map(move |n| format!("{letter}{n}"));
    let mut expected: Vec<String> = LETTERS.into_iter().flat_map(numbers).collect();
    let mut found = listed;
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn no_case_is_there_twice() {
    let mut seen = BTreeSet::new();
    for table in CHAPTERS.iter().flat_map(Chapter::all_tables) {
        for case in table.cases {
            assert!(
                seen.insert((table.rule(), case)),
                "twice in {}: {case}",
                table.rule()
            );
        }
    }
}

#[test]
fn the_list_of_cases_is_the_one_in_docs() {
    let written = std::fs::read_to_string(list_path()).unwrap_or_default();
    assert!(
        written == list(),
        "docs/rule-cases.md is not what the cases say: run `make rule-cases`"
    );
}

/// Run by `make rule-cases`.
#[test]
#[ignore = "writes docs/rule-cases.md"]
fn write_the_list() {
    std::fs::write(list_path(), list()).unwrap();
}
