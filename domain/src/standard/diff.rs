//! What differs between two editions, item by item (S1).

use serde::Serialize;

use super::{BestFitShare, Criterion, Edition};
use crate::ApplicationKind;
use crate::code::code_enum;

code_enum! {
    /// What part of an edition differs.
    pub enum Part {
        /// The edition's own head: its names and its day.
        Edition = "EDITION",
        /// One of its levels, by code.
        Level = "LEVEL",
        /// One of its pillars, by code.
        Pillar = "PILLAR",
        /// One of its criteria, by reference.
        Criterion = "CRITERION",
        /// One of its rules, by its name in the document.
        Rule = "RULE",
        /// A tier of its prices, by the most programmes it is for.
        Price = "PRICE",
        /// One of the things that come with an award.
        Benefit = "BENEFIT",
    }
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What part of the edition it is.
    pub part: Part,
    /// Its code, reference or name.
    pub name: String,
    /// What about it differs, such as `level`; none where all of it is new or gone.
    pub aspect: Option<&'static str>,
    /// What it was; none where it is new.
    pub before: Option<String>,
    /// What it is; none where it is gone.
    pub after: Option<String>,
}

impl std::fmt::Display for Difference {
    /// As people read it, such as `Criterion 4.13, level: GOLD, now SILVER`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let part = crate::words::capitalised(&self.part.as_str().to_lowercase());
        write!(f, "{part} {}", self.name)?;
        if let Some(aspect) = self.aspect {
            write!(f, ", {aspect}")?;
        }
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, ": {before}, now {after}"),
            (None, Some(after)) => write!(f, " is new: {after}"),
            (Some(before), None) => write!(f, " is gone: {before}"),
            (None, None) => Ok(()),
        }
    }
}

/// Everything that differs from one edition to another: what is gone, what changed, what is new (S1).
pub fn diff(before: &Edition, after: &Edition) -> Vec<Difference> {
    let (old, new) = (items(before), items(after));
    let known = |items: &[Item], item: &Item| items.iter().position(|other| other.is(item));
    let mut differences = Vec::new();
    for item in &old {
        match known(&new, item) {
            None => differences.push(item.whole(Some(item.said()), None)),
            Some(at) => differences.extend(item.changed_to(&new[at])),
        }
    }
    let added = new.iter().filter(|item| known(&old, item).is_none());
    differences.extend(added.map(|item| item.whole(None, Some(item.said()))));
    differences.sort_by_key(|difference| difference.part);
    differences
}

/// Something an edition has, with everything it says.
struct Item {
    part: Part,
    name: String,
    aspects: Vec<(&'static str, String)>,
}

impl Item {
    fn new(part: Part, name: impl ToString, aspects: Vec<(&'static str, String)>) -> Self {
        Self {
            part,
            name: name.to_string(),
            aspects,
        }
    }

    fn is(&self, other: &Self) -> bool {
        (self.part, &self.name) == (other.part, &other.name)
    }

    fn said(&self) -> String {
        let said = self.aspects.iter().map(|(_, text)| text.as_str());
        let said: Vec<&str> = said.filter(|text| !text.is_empty()).collect();
        said.join("; ")
    }

    fn whole(&self, before: Option<String>, after: Option<String>) -> Difference {
        Difference {
            part: self.part,
            name: self.name.clone(),
            aspect: None,
            before,
            after,
        }
    }

    fn changed_to(&self, other: &Self) -> Vec<Difference> {
        let pairs = self.aspects.iter().zip(&other.aspects);
        pairs
            .filter(|((_, before), (_, after))| before != after)
            .map(|((aspect, before), (_, after))| Difference {
                aspect: Some(aspect),
                ..self.whole(Some(or_none(before)), Some(or_none(after)))
            })
            .collect()
    }
}

fn or_none(text: &str) -> String {
    if text.is_empty() {
        "none".to_owned()
    } else {
        text.to_owned()
    }
}

/// Each item of an edition, the aspects of one part always in one order.
fn items(edition: &Edition) -> Vec<Item> {
    let code = |rank: u8| edition.level_at(rank).map_or("", |level| &level.code);
    let mut items = vec![Item::new(
        Part::Edition,
        edition.scheme_code(),
        vec![
            ("title", edition.title()),
            ("awarding bodies", edition.awarding_bodies().join(", ")),
            ("published", edition.published_on().to_string()),
            ("wording", edition.wording().unwrap_or_default().to_owned()),
        ],
    )];
    items.extend(edition.levels().iter().map(|level| {
        let aspects = vec![
            ("title", level.title.clone()),
            ("rank", level.rank.to_string()),
        ];
        Item::new(Part::Level, &level.code, aspects)
    }));
    for pillar in edition.pillars() {
        let aspects = vec![
            ("title", pillar.title.clone()),
            ("number", pillar.number.to_string()),
            ("summary", pillar.summary.clone()),
        ];
        items.push(Item::new(Part::Pillar, &pillar.code, aspects));
        items.extend(pillar.criteria.iter().map(|criterion| {
            let aspects = vec![
                ("level", code(criterion.rank).to_owned()),
                ("pillar", pillar.code.clone()),
                ("title", criterion.title.clone()),
                ("note", criterion.note.clone().unwrap_or_default()),
                ("audience", criterion.audience.clone().unwrap_or_default()),
                ("elements", elements(criterion)),
            ];
            Item::new(Part::Criterion, &criterion.reference, aspects)
        }));
    }
    items.extend(rules(edition));
    let prices = edition.prices();
    items.extend(prices.tiers().iter().map(|tier| {
        let price = |kind| prices.money(tier.minor(kind)).to_string();
        let aspects = vec![
            ("initial", price(ApplicationKind::Initial)),
            ("reaccreditation", price(ApplicationKind::Reaccreditation)),
        ];
        Item::new(
            Part::Price,
            format!("up to {}", tier.max_programmes),
            aspects,
        )
    }));
    let benefits = edition.benefits().iter();
    items.extend(benefits.map(|benefit| Item::new(Part::Benefit, benefit, vec![])));
    items
}

fn elements(criterion: &Criterion) -> String {
    let elements = criterion.elements.as_ref();
    elements.map_or_else(String::new, |e| {
        format!(
            "{} of {}",
            e.rule.as_str().to_lowercase(),
            e.items.join(" / ")
        )
    })
}

fn rules(edition: &Edition) -> Vec<Item> {
    let rules = edition.rules();
    let first = edition.level_at(rules.first_award_at_most);
    let share = match rules.best_fit {
        BestFitShare::MoreThan(n, d) => format!("more than {n}/{d}"),
        BestFitShare::AtLeast(n, d) => format!("at least {n}/{d}"),
    };
    [
        (
            "pillars_required_for_level",
            rules.pillars_required.to_string(),
        ),
        ("best_fit_share", share),
        (
            "months_at_level_before_next",
            rules.months_held_before_next.to_string(),
        ),
        (
            "first_award_at_most",
            first.map_or_else(String::new, |level| level.code.clone()),
        ),
        (
            "levels_may_be_skipped",
            rules.levels_may_be_skipped.to_string(),
        ),
        ("validity_months", rules.validity_months.to_string()),
        ("renewal_window_days", rules.renewal_window_days.to_string()),
        (
            "request_evidence_before_shortfall",
            rules.request_evidence_before_shortfall.to_string(),
        ),
        (
            "standard_programme_has_fewer_mentors_than",
            rules.large_from_mentors.to_string(),
        ),
        (
            "must_be_established_at_application",
            rules.must_be_established.to_string(),
        ),
    ]
    .into_iter()
    .map(|(name, value)| Item::new(Part::Rule, name, vec![("value", value)]))
    .collect()
}
