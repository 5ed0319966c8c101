//! Gold cases are made of decided ones, and retired (J6, T3).

use std::collections::BTreeMap;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::consistency::{Source, deidentified, gold, identifying};
use domain::id::Kind;
use domain::input::Fields;
use domain::standard;
use serde_json::json;
use store::applications;
use store::calibration::{self as rows, NewGoldCase};
use store::casefile::{self, Part};
use store::trail;
use uuid::Uuid;

use super::Calibration;
use crate::application::Rating;
use crate::application::facts::rank;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::{ApplicationKey, Facts};
use crate::scalar;

/// What a gold case of a decided application would say.
#[derive(Debug, Clone, SimpleObject)]
pub struct GoldDraft {
    /// The application's reference.
    reference: String,
    /// What was judged, in the standard's order.
    criteria: Vec<GoldDraftCriterion>,
}

/// A criterion of a gold case to be.
#[derive(Debug, Clone, SimpleObject)]
pub struct GoldDraftCriterion {
    /// Its reference.
    #[graphql(name = "ref")]
    reference: String,
    /// What it asks.
    title: String,
    /// The mark it was decided by.
    mark: Rating,
    /// Whether it is agreed: who marked the case second, if somebody did, gave it too.
    agreed: bool,
    /// The statement and its evidence, with what says whose it is taken out as far as it is known.
    text: String,
}

/// A criterion of a gold case.
#[derive(Debug, InputObject)]
pub struct GoldCriterionInput {
    /// Its reference.
    #[graphql(name = "ref")]
    reference: String,
    /// What there is to judge, in words that say nothing of whose it is; 20000 characters at most.
    text: String,
}

/// Makes a gold case.
#[derive(Debug, InputObject)]
pub struct MakeGoldCaseInput {
    /// The decided application.
    application_id: ID,
    /// What it is called in the set, such as "A peer programme in its second year"; 120 characters at most.
    name: String,
    /// What there is to mark.
    criteria: Vec<GoldCriterionInput>,
}

/// Takes a gold case out of the set.
#[derive(Debug, InputObject)]
pub struct RetireGoldCaseInput {
    /// The gold case.
    gold_case_id: ID,
}

/// The calibration set as it stands now.
#[derive(Debug, SimpleObject)]
pub struct CalibrationPayload {
    /// The calibration set as it stands now.
    pub(super) calibration: Calibration,
}

/// An application, with what a gold case is made from.
struct Read {
    row: applications::Application,
    criteria: std::sync::Arc<casefile::Criteria>,
    evidence: std::sync::Arc<Vec<casefile::Evidence>>,
    marks: BTreeMap<String, standard::Rating>,
    second: BTreeMap<String, standard::Rating>,
    names: Vec<(String, &'static str)>,
}

impl Read {
    async fn of(scope: &Scope, id: &ID) -> Result<Self> {
        let id = scalar::read(Kind::Application, id, "application")?;
        let row = scope.loaders.load_one(ApplicationKey(id)).await?;
        let row = row.ok_or(Error::NotFound("application"))?;
        // Who marked it second is shown their own marks as the marks.
        if row.second_assessor_id == scope.viewer.person() {
            let why = "You marked it second: somebody else makes a gold case of it.";
            return Err(Error::refused("J6", why));
        }
        let parts = [
            Part::University,
            Part::Programmes,
            Part::Criteria,
            Part::Evidence,
            Part::Moderation,
        ];
        let read = Facts::read(&scope.tx, row.id, &parts).await?;
        let (criteria, university, programmes) =
            (read.criteria()?, read.university()?, read.programmes()?);
        let university = university.as_ref().as_ref();
        let programme_names: Vec<&str> = programmes.iter().map(|p| p.name.as_str()).collect();
        let people: Vec<&str> = programmes
            .iter()
            .filter_map(|p| p.coordinator.as_deref())
            .collect();
        Ok(Self {
            names: identifying(
                university.map_or("", |university| university.name.as_str()),
                &programme_names,
                &people,
            ),
            marks: ratings(&criteria.judgements)?,
            second: ratings(&read.moderation()?.judgements)?,
            evidence: read.evidence()?,
            criteria,
            row,
        })
    }

    /// The statement and the evidence of a criterion, without what is known to say whose it is.
    fn text(&self, criterion: &standard::Criterion) -> String {
        let rating = self.criteria.ratings.get(&criterion.reference);
        let statement = rating.map_or("", |rating| rating.statement.trim());
        let statement = if statement.is_empty() {
            "No statement."
        } else {
            statement
        };
        let tied = self
            .evidence
            .iter()
            .filter(|item| item.refs.contains(&criterion.reference));
        let evidence: Vec<&str> = tied.map(|item| item.title.as_str()).collect();
        let evidence = if evidence.is_empty() {
            "none".to_owned()
        } else {
            evidence.join("; ")
        };
        deidentified(
            &format!("{statement}\n\nEvidence: {evidence}."),
            &self.names,
        )
    }
}

fn ratings(
    marks: &BTreeMap<String, casefile::Judgement>,
) -> Result<BTreeMap<String, standard::Rating>> {
    let read = marks
        .iter()
        .map(|(reference, mark)| Ok((reference.clone(), mark.value.parse()?)));
    read.collect()
}

impl GoldDraft {
    pub(super) async fn read(scope: &Scope, id: &ID) -> Result<Self> {
        let read = Read::of(scope, id).await?;
        let edition = scope.edition(read.row.edition_id).await?.edition;
        // One criterion that is judged is enough to say whether it may be made at all.
        let some = read
            .marks
            .keys()
            .next()
            .map(|reference| (reference.clone(), String::new()));
        let state = Source {
            state: read.row.state.parse()?,
            marks: &read.marks,
            second: &BTreeMap::new(),
            names: &[],
        };
        gold(&state, some.as_slice())?;
        let criteria = edition.criteria_up_to(rank(read.row.level_rank));
        let criteria = criteria.filter_map(|criterion| {
            let mark = *read.marks.get(&criterion.reference)?;
            let second = read.second.get(&criterion.reference);
            Some(GoldDraftCriterion {
                reference: criterion.reference.clone(),
                title: criterion.title.clone(),
                mark: mark.into(),
                agreed: second.is_none_or(|second| *second == mark),
                text: read.text(criterion),
            })
        });
        Ok(Self {
            reference: read.row.reference.clone(),
            criteria: criteria.collect(),
        })
    }
}

/// Making and retiring gold cases.
#[derive(Debug, Default)]
pub struct MakingMutation;

/// Making and retiring gold cases.
#[Object]
impl MakingMutation {
    /// Makes a gold case of a decided application: the marks are the decision's, the texts say nothing of whose it is (J6, T3).
    async fn make_gold_case(
        &self,
        ctx: &Context<'_>,
        input: MakeGoldCaseInput,
    ) -> Result<CalibrationPayload> {
        let scope = ctx.scope();
        scope.may(Act::MakeGoldCase)?;
        let by = scope.person()?;
        let read = Read::of(scope, &input.application_id).await?;
        let mut fields = Fields::new();
        let name = fields.line("name", &input.name, 1..=120);
        let texts: Vec<(String, String)> = input
            .criteria
            .iter()
            .enumerate()
            .map(|(at, criterion)| {
                let field = format!("criteria.{at}.text");
                let text = fields.paragraph(&field, &criterion.text, 1..=20_000);
                (criterion.reference.clone(), text)
            })
            .collect();
        let (name, texts) = fields.or((name, texts))?;
        let source = Source {
            state: read.row.state.parse()?,
            marks: &read.marks,
            second: &read.second,
            names: &read.names,
        };
        let mut said = texts.clone();
        // The name is read by those who mark, too.
        if let Some((_, text)) = said.first_mut() {
            text.push('\n');
            text.push_str(&name);
        }
        let known = gold(&source, &said)?;
        let new = NewGoldCase {
            university: read.row.university_id,
            application: read.row.id,
            id: Uuid::now_v7(),
            edition: read.row.edition_id,
            level_rank: read.row.level_rank,
            name: &name,
            criteria: texts
                .iter()
                .map(|(reference, _)| reference.as_str())
                .collect(),
            texts: texts.iter().map(|(_, text)| text.as_str()).collect(),
            known: known.iter().map(|rating| rating.as_str()).collect(),
            by,
            at: scope.moment.now,
        };
        rows::make(&scope.tx, &new).await?;
        let told = Told {
            university: trail::SCHEME,
            subject: Some(new.id),
            act: "calibration.case_made",
            summary: format!(
                "“{name}” is part of the calibration set, made from {}.",
                read.row.reference
            ),
            after: Some(json!({ "name": name, "criteria": new.criteria, "known": new.known })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        let calibration = Calibration::read(scope).await?;
        Ok(CalibrationPayload { calibration })
    }

    /// Takes a gold case out of the set; whoever has marked it keeps their result.
    async fn retire_gold_case(
        &self,
        ctx: &Context<'_>,
        input: RetireGoldCaseInput,
    ) -> Result<CalibrationPayload> {
        let scope = ctx.scope();
        scope.may(Act::RetireGoldCase)?;
        let id = scalar::read(Kind::GoldCase, &input.gold_case_id, "gold case")?;
        if !rows::retire(&scope.tx, id, scope.moment.now).await? {
            return Err(Error::NotFound("gold case"));
        }
        let told = Told {
            university: trail::SCHEME,
            subject: Some(id),
            act: "calibration.case_retired",
            summary: "A gold case is part of the calibration set no longer.".to_owned(),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        let calibration = Calibration::read(scope).await?;
        Ok(CalibrationPayload { calibration })
    }
}
