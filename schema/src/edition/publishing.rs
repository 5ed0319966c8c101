//! Publishing an edition, and what it would change, looked at before (S1).

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};
use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Act;
use domain::judgement::{self, AwardInForce, Prospect};
use domain::standard::{self, Difference};
use serde_json::json;
use store::Tx;
use store::editions::Published;
use store::trail::{self, Event};
use uuid::Uuid;

use super::notices::notices;
use super::{Edition, count};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::scalar::Date;

/// Awards told of one by one at most; all of them are counted.
const TOLD: usize = 200;

/// What an edition would change if it were published.
#[derive(Debug)]
pub struct Preview {
    /// The edition of its scheme in force today, which it is compared with.
    pub in_force: Option<Published>,
    /// What differs; empty where none is in force.
    pub differences: Vec<Difference>,
    /// What each award in force would come to at its next renewal, with who holds it.
    pub prospects: Vec<(Holder, Prospect)>,
}

/// Who holds an award.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// The university.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// What an edition would change: against the one of its scheme in force today, and for every award in force (S1).
///
/// # Errors
/// [`Error::Internal`] when what is stored does not read.
pub async fn preview(
    tx: &Tx,
    in_force: Option<Published>,
    new: &domain::Edition,
    today: NaiveDate,
) -> Result<Preview> {
    let Some(in_force) = in_force else {
        return Ok(Preview {
            in_force: None,
            differences: Vec::new(),
            prospects: Vec::new(),
        });
    };
    let mut universities = Vec::new();
    let mut awards = Vec::new();
    for held in store::awards::in_force_with_marks(tx, new.scheme_code(), today).await? {
        let marks = held.marks.into_iter();
        awards.push(AwardInForce {
            number: held.number,
            level: held.level,
            marks: marks
                .map(|(reference, mark)| Ok((reference, mark.parse()?)))
                .collect::<Result<_>>()?,
        });
        universities.push(Holder {
            id: held.university_id,
            name: held.university,
        });
    }
    let prospects = judgement::prospects(&in_force.edition, new, &awards);
    Ok(Preview {
        differences: standard::diff(&in_force.edition, new),
        prospects: universities.into_iter().zip(prospects).collect(),
        in_force: Some(in_force),
    })
}

/// Publishes an edition and tells the scheme's own chain of the trail (T4), and every university that gains or loses by what was
/// looked at before; its id, and whether it is new.
///
/// # Errors
/// [`store::Error::Conflict`] when another document stands under its scheme and code: what is published never changes (S1).
pub async fn publish(
    tx: &Tx,
    edition: &domain::Edition,
    in_force_from: NaiveDate,
    (actor, origin): (Option<Uuid>, Option<String>),
    at: DateTime<Utc>,
    before: &Preview,
) -> store::Result<(Uuid, bool)> {
    let (id, new) = store::editions::publish(tx, edition, in_force_from, at).await?;
    if new {
        let summary = format!(
            "{} published, in force from {in_force_from}.",
            edition.title()
        );
        let after = json!({ "contentHash": edition.content_hash(), "inForceFrom": in_force_from });
        let event = Event {
            university: trail::SCHEME,
            application: None,
            subject: Some(id),
            actor,
            at,
            act: "edition.published",
            summary,
            before: None,
            after: Some(after),
            origin,
        };
        let notices = notices(edition, in_force_from, before);
        trail::tell(tx, &event, &notices).await?;
    }
    Ok((id, new))
}

/// One thing wrong with an edition's document.
#[derive(Debug, SimpleObject)]
pub struct EditionProblem {
    /// Where, such as pillars[3].criteria[0].level.
    path: String,
    /// What to change.
    message: String,
}

/// One thing that differs between two editions.
#[derive(Debug, SimpleObject)]
pub struct EditionDifference {
    /// What part of the edition it is: EDITION, LEVEL, PILLAR, CRITERION, RULE, PRICE or BENEFIT.
    part: &'static str,
    /// Its code, reference or name.
    name: String,
    /// What about it differs; null where all of it is new or gone.
    aspect: Option<&'static str>,
    /// What it was; null where it is new.
    before: Option<String>,
    /// What it would be; null where it is gone.
    after: Option<String>,
}

/// What an award would come to at its next renewal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "judgement::Effect")]
pub enum Effect {
    /// Its marks would reach more than the level it holds.
    Gains,
    /// Nothing would change.
    Keeps,
    /// Its marks would reach less than the level it holds.
    Loses,
}

/// An award that would gain or lose at its next renewal, by the marks there are.
#[derive(Debug, SimpleObject)]
pub struct AwardProspect {
    /// Its certificate number.
    number: String,
    /// Who holds it.
    university: String,
    /// Gains or loses.
    effect: Effect,
    /// Why, in plain English: the level first, then each pillar that comes out otherwise.
    sentences: Vec<String>,
    /// References of criteria up to the level held that are new and have no mark.
    unmarked: Vec<String>,
}

/// What a document would be and change.
#[derive(Debug, Default)]
pub struct EditionCheck {
    problems: Vec<EditionProblem>,
    edition: Option<domain::Edition>,
    published: Option<Published>,
    in_force: Option<Published>,
    preview: Option<Preview>,
}

impl EditionCheck {
    fn many(&self, effect: judgement::Effect) -> i32 {
        let prospects = self.preview.iter().flat_map(|preview| &preview.prospects);
        count(prospects.filter(|(_, p)| p.effect == effect).count())
    }
}

/// What a document would be and change.
#[Object]
impl EditionCheck {
    /// Everything wrong with it, each with its place; nothing else is known of it then.
    async fn problems(&self) -> &[EditionProblem] {
        &self.problems
    }
    /// The scheme's and the edition's name.
    async fn title(&self) -> Option<String> {
        self.edition.as_ref().map(domain::Edition::title)
    }
    /// SHA-256 of the document, in hexadecimal.
    async fn content_hash(&self) -> Option<&str> {
        self.edition.as_ref().map(domain::Edition::content_hash)
    }
    /// The same edition, where it was published before: publishing it again changes nothing.
    async fn published(&self) -> Option<Edition> {
        self.published.clone().map(Edition)
    }
    /// The edition in force, which it is compared with; null where it would be its scheme's first.
    async fn against(&self) -> Option<Edition> {
        let preview = self.preview.as_ref()?;
        preview.in_force.clone().map(Edition)
    }
    /// What differs from the edition in force.
    async fn differences(&self) -> Vec<EditionDifference> {
        let differences = self.preview.iter().flat_map(|preview| &preview.differences);
        differences
            .cloned()
            .map(|difference| EditionDifference {
                part: difference.part.as_str(),
                name: difference.name,
                aspect: difference.aspect,
                before: difference.before,
                after: difference.after,
            })
            .collect()
    }
    /// How many awards in force would gain a level at their next renewal.
    async fn gain(&self) -> i32 {
        self.many(judgement::Effect::Gains)
    }
    /// How many would keep theirs.
    async fn keep(&self) -> i32 {
        self.many(judgement::Effect::Keeps)
    }
    /// How many would lose it.
    async fn lose(&self) -> i32 {
        self.many(judgement::Effect::Loses)
    }
    /// The awards that would gain or lose, those that lose first, 200 at most.
    async fn prospects(&self) -> Vec<AwardProspect> {
        let all = self.preview.iter().flat_map(|preview| &preview.prospects);
        let mut told: Vec<_> = all
            .filter(|(_, p)| p.effect != judgement::Effect::Keeps)
            .collect();
        told.sort_by_key(|(_, p)| p.effect != judgement::Effect::Loses);
        told.into_iter()
            .take(TOLD)
            .map(|(university, prospect)| AwardProspect {
                number: prospect.number.clone(),
                university: university.name.clone(),
                effect: prospect.effect.into(),
                sentences: prospect.sentences.clone(),
                unmarked: prospect.unmarked.clone(),
            })
            .collect()
    }
}

/// What a document would be: an edition that may be published, one that is, or none.
async fn read(scope: &Scope, document: &str) -> Result<EditionCheck> {
    scope.may(Act::PublishEdition)?;
    let wrong = |problems: Vec<standard::Problem>| EditionCheck {
        problems: problems
            .into_iter()
            .map(|problem| EditionProblem {
                path: problem.path,
                message: problem.message,
            })
            .collect(),
        ..EditionCheck::default()
    };
    let edition = match domain::Edition::parse(document.as_bytes()) {
        Ok(edition) => edition,
        Err(problems) => return Ok(wrong(problems)),
    };
    let others = scope
        .shelf
        .of_scheme(&scope.tx, Some(edition.scheme_code()))
        .await?;
    let same = |other: &Published| other.edition.content_hash() == edition.content_hash();
    let called = |other: &Published| other.edition.code() == edition.code();
    if others.iter().any(|other| called(other) && !same(other)) {
        let message = format!(
            "{} is published with other contents, and what is published never changes (S1): give this one a code of its own",
            edition.code()
        );
        return Ok(wrong(vec![standard::Problem {
            path: "edition.code".to_owned(),
            message,
        }]));
    }
    let today = scope.moment.today;
    let in_force = others.iter().find(|other| other.in_force_from <= today);
    Ok(EditionCheck {
        in_force: in_force.cloned(),
        published: others.iter().find(|other| same(other)).cloned(),
        edition: Some(edition),
        ..EditionCheck::default()
    })
}

/// Reads a document and looks at what it would change.
pub(super) async fn check(scope: &Scope, document: &str) -> Result<EditionCheck> {
    let mut read = read(scope, document).await?;
    if let Some(edition) = &read.edition {
        let in_force = read.in_force.clone();
        let preview = preview(&scope.tx, in_force, edition, scope.moment.today).await?;
        read.preview = Some(preview);
    }
    Ok(read)
}

/// An edition to be published.
#[derive(InputObject)]
pub struct PublishEditionInput {
    /// The edition as JSON, as standards/edition.schema.json says.
    document: String,
    /// The first day on which new applications are pinned to it: today or later.
    in_force_from: Date,
}

/// What changed.
#[derive(SimpleObject)]
pub struct PublishEditionPayload {
    /// The edition as published.
    edition: Edition,
}

/// Publishing editions.
#[derive(Debug, Default)]
pub struct EditionMutation;

/// Publishing editions.
#[Object]
impl EditionMutation {
    /// Publishes an edition: it never changes afterwards, and no open application does (S1). Universities whose awards gain or lose by it are written to, with the day it is in force from. The same document again changes nothing.
    async fn publish_edition(
        &self,
        ctx: &Context<'_>,
        input: PublishEditionInput,
    ) -> Result<PublishEditionPayload> {
        let scope = ctx.scope();
        let checked = read(scope, &input.document).await?;
        if let Some(problem) = checked.problems.first() {
            let message = format!("{}: {}.", problem.path, problem.message);
            return Err(Error::input("document", message));
        }
        if let Some(published) = checked.published {
            return Ok(PublishEditionPayload {
                edition: Edition(published),
            });
        }
        if input.in_force_from.0 < scope.moment.today {
            return Err(Error::input(
                "inForceFrom",
                "Choose today or a later day: what was applied for until now was applied for by the edition in force.",
            ));
        }
        let edition = checked.edition.ok_or(Error::NotFound("edition"))?;
        let before = preview(&scope.tx, checked.in_force, &edition, scope.moment.today).await?;
        let by = (scope.viewer.person(), scope.origin.clone());
        let (id, _) = publish(
            &scope.tx,
            &edition,
            input.in_force_from.0,
            by,
            scope.moment.now,
            &before,
        )
        .await?;
        Ok(PublishEditionPayload {
            edition: Edition(scope.edition(id).await?),
        })
    }
}
