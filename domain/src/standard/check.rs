//! What an edition's document must hold beyond its shape; every problem is found, not the first.

mod rules;

use std::collections::{BTreeMap, BTreeSet};

use super::document::{self, Document, LevelEntry};
use super::edition::problem;
use super::{Content, Criterion, Elements, EvidenceExamples, Level, Pillar, Problem};
use crate::{pricing, words};

struct Check {
    problems: Vec<Problem>,
}

impl Check {
    fn require(&mut self, condition: bool, path: &str, message: &str) {
        if !condition {
            self.problems.push(problem(path, message));
        }
    }

    fn text(&mut self, path: &str, text: &str) {
        self.require(
            !crate::input::is_blank(text),
            path,
            "write something; it may not be blank",
        );
        self.require(
            text.chars().all(|c| !c.is_control()) && text.len() <= 4000,
            path,
            "use at most 4000 bytes and no control characters",
        );
    }

    fn texts(&mut self, path: &str, texts: &[String]) {
        self.require(texts.len() <= 50, path, "give at most 50");
        for (i, text) in texts.iter().enumerate() {
            self.text(&format!("{path}[{i}]"), text);
        }
    }

    fn code(&mut self, path: &str, text: &str, allowed: fn(char) -> bool, which: &str) {
        self.require(
            (1..=40).contains(&text.len()) && text.chars().all(allowed),
            path,
            &format!("{text:?} must be 1 to 40 of {which}"),
        );
    }
}

fn slug(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'
}

fn shout(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_'
}

fn reference(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '.' || c == '-'
}

pub(super) fn content(document: Document) -> Result<Content, Vec<Problem>> {
    let mut check = Check {
        problems: Vec::new(),
    };
    check.code(
        "scheme.code",
        &document.scheme.code,
        slug,
        "lower-case letters, digits and hyphens",
    );
    check.text("scheme.title", &document.scheme.title);
    check.code(
        "edition.code",
        &document.edition.code,
        reference,
        "letters, digits, full stops and hyphens",
    );
    if let Some(wording) = &document.edition.wording {
        check.text("edition.wording", wording);
    }
    check.texts("scheme.awarding_bodies", &document.scheme.awarding_bodies);
    check.texts("benefits", &document.benefits);
    let levels = levels(&mut check, document.levels);
    let ranks: BTreeMap<&str, u8> = levels.iter().map(|l| (l.code.as_str(), l.rank)).collect();
    let pillars = pillars(&mut check, document.pillars, &levels, &ranks);
    let rules = rules::rules(
        &mut check,
        &document.rules,
        &document.programme_rules,
        pillars.len(),
        &ranks,
    );
    let published_on = document.edition.published;
    let prices = document.prices;
    let prices = pricing::check(prices, "prices.", published_on, &mut check.problems);
    if !check.problems.is_empty() {
        return Err(check.problems);
    }
    Ok(Content {
        scheme_code: document.scheme.code,
        scheme_title: document.scheme.title,
        awarding_bodies: document.scheme.awarding_bodies,
        code: document.edition.code,
        published_on,
        wording: document.edition.wording,
        benefits: document.benefits,
        levels,
        pillars,
        rules,
        prices,
    })
}

fn levels(check: &mut Check, entries: Vec<LevelEntry>) -> Vec<Level> {
    check.require(
        (2..=6).contains(&entries.len()),
        "levels",
        "give 2 to 6 levels, lowest first",
    );
    let (mut seen, mut titles) = (BTreeSet::new(), BTreeSet::new());
    (1..=u8::MAX)
        .zip(entries)
        .map(|(rank, entry)| {
            let path = format!("levels[{}]", rank - 1);
            let (code, title) = match entry {
                LevelEntry::Code(code) => {
                    let title = code.to_lowercase().replace('_', " ");
                    (code, words::capitalised(&title))
                }
                LevelEntry::Titled(level) => (level.code, level.title),
            };
            check.code(
                &path,
                &code,
                shout,
                "capital letters, digits and underscores",
            );
            check.text(&path, &title);
            check.require(
                seen.insert(code.clone()),
                &path,
                &format!("{code} is there twice; each level needs its own code"),
            );
            check.require(
                titles.insert(title.to_lowercase()),
                &path,
                &format!("{title:?} is another level's title already"),
            );
            Level { code, title, rank }
        })
        .collect()
}

fn pillars(
    check: &mut Check,
    entries: Vec<document::Pillar>,
    levels: &[Level],
    ranks: &BTreeMap<&str, u8>,
) -> Vec<Pillar> {
    check.require(
        (1..=20).contains(&entries.len()),
        "pillars",
        "give 1 to 20 pillars",
    );
    let (mut numbers, mut codes, mut titles) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let mut references = BTreeMap::new();
    let mut pillars = Vec::new();
    for (i, entry) in entries.into_iter().enumerate() {
        let path = format!("pillars[{i}]");
        check.require(
            entry.number > 0 && numbers.insert(entry.number),
            &format!("{path}.number"),
            "number pillars from 1, each number once",
        );
        let code_path = format!("{path}.code");
        check.code(
            &code_path,
            &entry.code,
            slug,
            "lower-case letters, digits and hyphens",
        );
        check.require(
            codes.insert(entry.code.clone()),
            &code_path,
            &format!("{:?} is another pillar's code already", entry.code),
        );
        check.text(&format!("{path}.title"), &entry.title);
        check.require(
            titles.insert(entry.title.to_lowercase()),
            &format!("{path}.title"),
            &format!("{:?} is another pillar's title already", entry.title),
        );
        if !entry.summary.is_empty() {
            check.text(&format!("{path}.summary"), &entry.summary);
        }
        check.require(
            entry.criteria.len() <= 200,
            &format!("{path}.criteria"),
            "give at most 200 criteria",
        );
        let mut criteria = Vec::new();
        for (j, criterion) in entry.criteria.into_iter().enumerate() {
            let path = format!("{path}.criteria[{j}]");
            let ref_path = format!("{path}.ref");
            check.code(
                &ref_path,
                &criterion.reference,
                reference,
                "letters, digits, full stops and hyphens",
            );
            if let Some(before) = references.insert(criterion.reference.clone(), path.clone()) {
                check.problems.push(problem(
                    ref_path,
                    format!(
                        "{} is already the reference of {before}; each criterion needs its own",
                        criterion.reference
                    ),
                ));
            }
            criteria.push(self::criterion(
                check,
                &path,
                criterion,
                entry.number,
                ranks,
            ));
        }
        for level in levels {
            check.require(
                criteria.iter().any(|c: &Criterion| c.rank == level.rank),
                &format!("{path}.criteria"),
                &format!(
                    "{} has no criterion at {}; without one it can never reach that level",
                    entry.title, level.code
                ),
            );
        }
        let evidence_examples = examples(check, &path, entry.evidence_examples, ranks);
        pillars.push(Pillar {
            number: entry.number,
            code: entry.code,
            title: entry.title,
            summary: entry.summary,
            criteria,
            evidence_examples,
        });
    }
    pillars
}

fn criterion(
    check: &mut Check,
    path: &str,
    entry: document::Criterion,
    pillar: u8,
    ranks: &BTreeMap<&str, u8>,
) -> Criterion {
    check.text(&format!("{path}.title"), &entry.title);
    if let Some(note) = &entry.note {
        check.text(&format!("{path}.note"), note);
    }
    if let Some(audience) = &entry.audience {
        check.code(
            &format!("{path}.audience"),
            audience,
            shout,
            "capital letters, digits and underscores",
        );
    }
    if let Some(elements) = &entry.elements {
        check.require(
            (1..=50).contains(&elements.items.len()),
            &format!("{path}.elements.items"),
            "give 1 to 50 elements, or leave elements out",
        );
        for (k, item) in elements.items.iter().enumerate() {
            let path = format!("{path}.elements.items[{k}]");
            check.text(&path, item);
            let twice = elements.items[..k].contains(item);
            check.require(!twice, &path, &format!("{item:?} is there twice"));
        }
    }
    Criterion {
        rank: rank(check, &format!("{path}.level"), &entry.level, ranks),
        reference: entry.reference,
        pillar,
        title: entry.title,
        note: entry.note,
        audience: entry.audience,
        elements: entry.elements.map(|e| Elements {
            rule: e.rule,
            items: e.items,
        }),
    }
}

fn examples(
    check: &mut Check,
    path: &str,
    entries: BTreeMap<String, Vec<String>>,
    ranks: &BTreeMap<&str, u8>,
) -> Vec<EvidenceExamples> {
    let mut examples: Vec<EvidenceExamples> = entries
        .into_iter()
        .map(|(code, examples)| {
            let path = format!("{path}.evidence_examples.{code}");
            check.texts(&path, &examples);
            let rank = rank(check, &path, &code, ranks);
            EvidenceExamples { rank, examples }
        })
        .collect();
    examples.sort_by_key(|e| e.rank);
    examples
}

fn rank(check: &mut Check, path: &str, code: &str, ranks: &BTreeMap<&str, u8>) -> u8 {
    let known = ranks.get(code).copied();
    check.require(
        known.is_some(),
        path,
        &format!("{code:?} is not one of the edition's levels"),
    );
    known.unwrap_or(0)
}
