//! The standard as clients see it: levels, pillars and criteria are data (S1-S3).

mod notices;
mod publishing;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use domain::id::Kind;
use domain::standard as rules;
use store::editions::Published;

use crate::context::Ask;
use crate::error::Result;
use crate::prices::PriceList;
use crate::scalar::{self, Date};

use publishing::EditionCheck;
pub use publishing::{EditionMutation, Preview, preview, publish};

/// One published version of a scheme's standard; never changes (S1).
#[derive(Debug, Clone)]
pub struct Edition(pub(crate) Published);

/// A level of an edition.
#[derive(Debug, Clone, SimpleObject)]
pub struct Level {
    /// Stable code, such as SILVER.
    pub code: String,
    /// As people say it, such as Silver.
    pub title: String,
    /// 1 for the lowest.
    pub rank: i32,
}

impl From<&rules::Level> for Level {
    fn from(level: &rules::Level) -> Self {
        Self {
            code: level.code.clone(),
            title: level.title.clone(),
            rank: level.rank.into(),
        }
    }
}

/// How a criterion's elements make it up (S3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "rules::ElementRule")]
pub enum ElementRule {
    /// A checklist: all of them.
    All,
    /// One of them suffices.
    Any,
}

/// What a criterion is made of. Ticking elements suggests the rating; a person decides it (S3).
#[derive(Debug, Clone, SimpleObject)]
pub struct Elements {
    /// All of them, or any of them.
    rule: ElementRule,
    /// Each in a phrase; ticked by place, from 0.
    items: Vec<String>,
}

/// What others have sent as evidence for a pillar's level.
#[derive(Debug, Clone, SimpleObject)]
pub struct EvidenceExamples {
    /// The level.
    level: Level,
    /// Such as "Training plans".
    examples: Vec<String>,
}

/// One of an edition's pillars.
#[derive(Debug, Clone)]
pub struct Pillar {
    pub(crate) edition: Arc<domain::Edition>,
    /// Its place among the edition's pillars.
    place: usize,
}

/// What is rated and judged.
#[derive(Debug, Clone)]
pub struct Criterion {
    pub(crate) edition: Arc<domain::Edition>,
    pub(crate) criterion: rules::Criterion,
}

/// One published version of a scheme's standard; never changes (S1).
#[Object]
impl Edition {
    /// Stable id.
    pub(crate) async fn id(&self) -> ID {
        scalar::show(Kind::Edition, self.0.id)
    }
    /// The scheme's code, such as university.
    async fn scheme(&self) -> &str {
        self.0.edition.scheme_code()
    }
    /// The scheme's and the edition's name.
    async fn title(&self) -> String {
        self.0.edition.title()
    }
    /// The edition's code, such as 2021.
    async fn code(&self) -> &str {
        self.0.edition.code()
    }
    /// The first day on which new applications are pinned to it (S1).
    async fn in_force_from(&self) -> Date {
        Date(self.0.in_force_from)
    }
    /// Its list of prices before VAT; the one of the edition that began last prices what is ordered today (M1).
    async fn prices(&self) -> PriceList {
        PriceList::from(self.0.prices.as_ref())
    }
    /// The day its owner published it.
    async fn published_on(&self) -> Date {
        Date(self.0.edition.published_on())
    }
    /// SHA-256 of the document, in hexadecimal: what identifies it.
    async fn content_hash(&self) -> &str {
        self.0.edition.content_hash()
    }
    /// Lowest first.
    async fn levels(&self) -> Vec<Level> {
        self.0.edition.levels().iter().map(Level::from).collect()
    }
    /// In the standard's order.
    #[graphql(complexity = "crate::limits::list_cost(7, child_complexity)")]
    async fn pillars(&self) -> Vec<Pillar> {
        pillars(&self.0.edition)
    }
    /// How many pillars must reach a level for the whole to reach it (J2).
    async fn pillars_required(&self) -> i32 {
        count(self.0.edition.rules().pillars_required)
    }
    /// Months a level is held before the next may be applied for (G2).
    async fn months_held_before_next(&self) -> i32 {
        whole(self.0.edition.rules().months_held_before_next)
    }
    /// Months an award lasts (A1).
    async fn validity_months(&self) -> i32 {
        whole(self.0.edition.rules().validity_months)
    }
    /// Days before expiry from which reaccreditation may be applied for (G3).
    async fn renewal_window_days(&self) -> i32 {
        whole(self.0.edition.rules().renewal_window_days)
    }
    /// Who awards by it.
    async fn awarding_bodies(&self) -> &[String] {
        self.0.edition.awarding_bodies()
    }
    /// What comes with an award (A4).
    async fn benefits(&self) -> &[String] {
        self.0.edition.benefits()
    }
}

/// An edition's pillars in its order.
pub(crate) fn pillars(edition: &Arc<domain::Edition>) -> Vec<Pillar> {
    (0..edition.pillars().len())
        .map(|place| Pillar {
            edition: edition.clone(),
            place,
        })
        .collect()
}

/// A pillar by its number.
pub(crate) fn pillar(edition: &Arc<domain::Edition>, number: u8) -> Option<Pillar> {
    let mut all = edition.pillars().iter();
    let place = all.position(|pillar| pillar.number == number)?;
    pillars(edition).into_iter().nth(place)
}

/// One of an edition's pillars.
#[Object]
impl Pillar {
    /// Its number in the standard.
    async fn number(&self) -> i32 {
        self.data().number.into()
    }
    /// Stable code, such as diversity-and-inclusion.
    async fn code(&self) -> &str {
        &self.data().code
    }
    /// Its heading.
    async fn title(&self) -> &str {
        &self.data().title
    }
    /// What it is about, in a sentence.
    async fn summary(&self) -> &str {
        &self.data().summary
    }
    /// Its criteria in the standard's order.
    #[graphql(complexity = "crate::limits::list_cost(7, child_complexity)")]
    async fn criteria(&self) -> Vec<Criterion> {
        let criteria = &self.data().criteria;
        criteria
            .iter()
            .map(|criterion| Criterion {
                edition: self.edition.clone(),
                criterion: criterion.clone(),
            })
            .collect()
    }
    /// What others have sent as evidence, lowest level first.
    async fn evidence_examples(&self) -> Vec<EvidenceExamples> {
        let examples = &self.data().evidence_examples;
        examples
            .iter()
            .map(|e| EvidenceExamples {
                level: level_at(&self.edition, e.rank),
                examples: e.examples.clone(),
            })
            .collect()
    }
}

impl Pillar {
    pub(crate) fn data(&self) -> &rules::Pillar {
        &self.edition.pillars()[self.place]
    }
}

/// What is rated and judged.
#[Object]
impl Criterion {
    /// Stable reference, such as 4.13; gaps in the numbering are real (S2).
    #[graphql(name = "ref")]
    async fn reference(&self) -> &str {
        &self.criterion.reference
    }
    /// The level it belongs to.
    async fn level(&self) -> Level {
        level_at(&self.edition, self.criterion.rank)
    }
    /// Its pillar's number.
    async fn pillar(&self) -> i32 {
        self.criterion.pillar.into()
    }
    /// The criterion itself, in a sentence.
    async fn title(&self) -> &str {
        &self.criterion.title
    }
    /// How to read it.
    async fn note(&self) -> Option<&str> {
        self.criterion.note.as_deref()
    }
    /// Whom it is for, such as MENTORS.
    async fn audience(&self) -> Option<&str> {
        self.criterion.audience.as_deref()
    }
    /// What it is made of, where it is made of parts (S3).
    async fn elements(&self) -> Option<Elements> {
        let elements = self.criterion.elements.as_ref()?;
        Some(Elements {
            rule: elements.rule.into(),
            items: elements.items.clone(),
        })
    }
}

/// Questions about the standard.
#[derive(Debug, Default)]
pub struct EditionQuery;

/// Questions about the standard.
#[Object]
impl EditionQuery {
    /// A published edition.
    async fn edition(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The edition's id.")] id: ID,
    ) -> Result<Edition> {
        let id = scalar::read(Kind::Edition, &id, "edition")?;
        Ok(Edition(ctx.scope().edition(id).await?))
    }
    /// The edition in force today: of the scheme asked for, else of the viewer's own, else of the universities'. None before the first.
    async fn current_edition(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The scheme's code, such as organisation.")] scheme: Option<String>,
    ) -> Result<Option<Edition>> {
        let ask = ctx.scope();
        let found = match (scheme, ask.viewer.university()) {
            (None, Some(university)) => ask.edition_of(university).await?,
            (scheme, _) => {
                let scheme = scheme.as_deref().unwrap_or(crate::SCHEME);
                ask.shelf
                    .in_force(&ask.tx, scheme, ask.moment.today)
                    .await?
            }
        };
        Ok(found.map(Edition))
    }
    /// Every edition ever published: scheme by scheme, the one that comes into force last first.
    #[graphql(complexity = "crate::limits::list_cost(10, child_complexity)")]
    async fn editions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of this scheme alone, by its code.")] scheme: Option<String>,
    ) -> Result<Vec<Edition>> {
        let ask = ctx.scope();
        let found = ask.shelf.of_scheme(&ask.tx, scheme.as_deref()).await?;
        Ok(found.into_iter().map(Edition).collect())
    }
    /// What a document would be and change if it were published today: nothing is stored.
    async fn check_edition(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The edition as JSON, as standards/edition.schema.json says.")]
        document: String,
    ) -> Result<EditionCheck> {
        publishing::check(ctx.scope(), &document).await
    }
}

/// The level of a rank that the edition's own document gave.
pub(crate) fn level_at(edition: &domain::Edition, rank: u8) -> Level {
    let known = edition.level_at(rank).map(Level::from);
    known.unwrap_or_else(|| Level {
        code: format!("LEVEL_{rank}"),
        title: format!("Level {rank}"),
        rank: rank.into(),
    })
}

/// A count as GraphQL has it.
pub(crate) fn count(n: usize) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}

fn whole(n: u32) -> i32 {
    i32::try_from(n).unwrap_or(i32::MAX)
}
