//! A published edition, and what it can be asked.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;

use super::document::Document;
use super::{Content, Criterion, Level, Pillar, Problem, Rules, check};
use crate::canonical;
use crate::pricing::PriceList;

/// The largest document that is read, in bytes.
const MAX_DOCUMENT: usize = 4 * 1024 * 1024;

/// One published version of a scheme's standard; immutable, known by its content hash (S1).
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    content: Content,
    places: BTreeMap<String, (usize, usize)>,
    document: Value,
    content_hash: String,
}

impl Edition {
    /// Reads an edition's JSON document.
    ///
    /// # Errors
    /// Everything found wrong with it, each with where it stands and what to change.
    pub fn parse(bytes: &[u8]) -> Result<Self, Vec<Problem>> {
        if bytes.len() > MAX_DOCUMENT {
            return Err(vec![problem(
                "",
                format!("the document may have at most {MAX_DOCUMENT} bytes"),
            )]);
        }
        // Typed from the bytes, not from the value: so a key given twice is found.
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let document: Document = serde_path_to_error::deserialize(&mut json).map_err(|e| {
            let path = e.path().to_string();
            vec![problem(
                if path == "." { "" } else { &path },
                e.into_inner().to_string(),
            )]
        })?;
        json.end()
            .map_err(|e| vec![problem("", format!("text follows the document: {e}"))])?;
        let value: Value = serde_json::from_slice(bytes)
            .map_err(|e| vec![problem("", format!("not a JSON document: {e}"))])?;
        let content = check::content(document)?;
        let places = content
            .pillars
            .iter()
            .enumerate()
            .flat_map(|(p, pillar)| {
                let criteria = pillar.criteria.iter().enumerate();
                criteria.map(move |(c, criterion)| (criterion.reference.clone(), (p, c)))
            })
            .collect();
        Ok(Self {
            content_hash: canonical::hash(&value),
            content,
            places,
            document: value,
        })
    }

    /// Lower-case hex SHA-256 of the document as canonical JSON (S1).
    pub fn content_hash(&self) -> &str {
        &self.content_hash
    }

    /// The document it was read from.
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// The scheme's code, such as `university`.
    pub fn scheme_code(&self) -> &str {
        &self.content.scheme_code
    }

    /// The scheme's name as people say it.
    pub fn scheme_title(&self) -> &str {
        &self.content.scheme_title
    }

    /// Who awards, as people say them.
    pub fn awarding_bodies(&self) -> &[String] {
        &self.content.awarding_bodies
    }

    /// What comes with an award, as people say it (A4).
    pub fn benefits(&self) -> &[String] {
        &self.content.benefits
    }

    /// Whose words the edition is written in, if it says.
    pub fn wording(&self) -> Option<&str> {
        self.content.wording.as_deref()
    }

    /// The edition's code, such as `2021`.
    pub fn code(&self) -> &str {
        &self.content.code
    }

    /// Scheme and edition, as a heading.
    pub fn title(&self) -> String {
        format!("{} {}", self.content.scheme_title, self.content.code)
    }

    /// The day it was published, from which it is in force.
    pub fn published_on(&self) -> NaiveDate {
        self.content.published_on
    }

    /// Its levels, lowest first.
    pub fn levels(&self) -> &[Level] {
        &self.content.levels
    }

    /// The level of a code.
    pub fn level(&self, code: &str) -> Option<&Level> {
        self.content.levels.iter().find(|level| level.code == code)
    }

    /// The level of a rank, 1 for the lowest.
    pub fn level_at(&self, rank: u8) -> Option<&Level> {
        self.content.levels.iter().find(|level| level.rank == rank)
    }

    /// A rank's level as people say it, or what stands below the lowest.
    pub(crate) fn level_title(&self, rank: Option<u8>) -> String {
        match rank {
            Some(rank) => self
                .level_at(rank)
                .map_or_else(|| format!("level {rank}"), |level| level.title.clone()),
            None => match self.content.levels.first() {
                Some(lowest) => format!("below {}", lowest.title),
                None => "no level".to_owned(),
            },
        }
    }

    /// Its pillars in the standard's order.
    pub fn pillars(&self) -> &[Pillar] {
        &self.content.pillars
    }

    /// The pillar of a number.
    pub fn pillar(&self, number: u8) -> Option<&Pillar> {
        self.content.pillars.iter().find(|p| p.number == number)
    }

    /// The criterion of a reference (S2).
    pub fn criterion(&self, reference: &str) -> Option<&Criterion> {
        let (pillar, criterion) = self.places.get(reference)?;
        self.content.pillars.get(*pillar)?.criteria.get(*criterion)
    }

    /// Every criterion up to a level, pillar by pillar.
    pub fn criteria_up_to(&self, rank: u8) -> impl Iterator<Item = &Criterion> {
        self.content
            .pillars
            .iter()
            .flat_map(move |pillar| pillar.criteria_up_to(rank))
    }

    /// Its rules.
    pub fn rules(&self) -> &Rules {
        &self.content.rules
    }

    /// Its list of prices, in force from the day it says or else from the edition's own (M1).
    pub fn prices(&self) -> &PriceList {
        &self.content.prices
    }
}

pub(crate) fn problem(path: impl Into<String>, message: impl Into<String>) -> Problem {
    let path = path.into();
    Problem {
        path: if path.is_empty() {
            "document".to_owned()
        } else {
            path
        },
        message: message.into(),
    }
}
