//! Second marking, and what a lead assessor settles (J6).

use std::collections::BTreeMap;
use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};
use domain::Reasons;
use domain::access::Act;
use domain::assignment;
use domain::id::Kind;
use domain::input::Fields;
use domain::judgement;
use domain::lifecycle::{self, ApplicationAct, ApplicationFacts, SecondMarking};
use domain::moderation::{self, compare, settled};
use domain::notice::NoticeKind;
use serde_json::json;
use store::applications::{self as rows, Change};
use store::assessors;
use store::casefile::{self, Part};
use store::moderation::Settlement;
use store::trail::Job;
use uuid::Uuid;

use super::CaseRole;
use crate::application::deciding::{MATERIAL, release_job};
use crate::application::drafting::{ApplicationPayload, expect_version, hold};
use crate::application::facts;
use crate::application::material::Material;
use crate::assessor;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::Facts;
use crate::scalar;

/// Says who marks a sampled case second (J6).
#[derive(Debug, InputObject)]
pub struct AssignSecondAssessorInput {
    /// The application.
    application_id: ID,
    /// The assessor, a person's id; neither the one who marks it first (W2) nor one with a conflict (W1).
    assessor_id: ID,
    /// The application's version last seen.
    version: i32,
}

/// Submits a second assessor's marks (J6).
#[derive(Debug, InputObject)]
pub struct SubmitSecondMarkingInput {
    /// The application.
    application_id: ID,
}

/// The level that a lead assessor puts a pillar at.
#[derive(Debug, InputObject)]
pub struct SettledLevelInput {
    /// The pillar's number.
    pillar: i32,
    /// The level's code; null for below the lowest level.
    level: Option<String>,
}

/// Settles two assessors' difference (J6).
#[derive(Debug, InputObject)]
pub struct SettleDifferenceInput {
    /// The application.
    application_id: ID,
    /// A level for each pillar that differs.
    levels: Vec<SettledLevelInput>,
    /// Why; kept with each outcome that departs from its best fit.
    reason: String,
}

/// Sends a case in moderation back to its assessor.
#[derive(Debug, InputObject)]
pub struct SendBackInput {
    /// The application.
    application_id: ID,
    /// What the assessor is to do, such as asking for evidence on a pillar.
    reason: String,
}

/// Second marking and settling.
#[derive(Debug, Default)]
pub struct ModeratingMutation;

/// Second marking and settling.
#[Object]
impl ModeratingMutation {
    /// Says who marks a sampled case second: somebody else than marks it first (W2), without a conflict (W1).
    async fn assign_second_assessor(
        &self,
        ctx: &Context<'_>,
        input: AssignSecondAssessorInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::AssignSecondAssessor)?;
        // Before any row is held: whoever assigns many does it in this order.
        store::assigning::alone(&scope.tx).await?;
        let row = hold(scope, &input.application_id).await?;
        expect_version(&row, input.version)?;
        let person = scalar::read(Kind::Person, &input.assessor_id, "assessor")?;
        let (assessor, case) = assessors::beside(&scope.tx, person, (row.id, true)).await?;
        let assessor = assessor.ok_or(Error::NotFound("assessor"))?;
        let Some(case) = case else {
            return Err(no_second_marking(&row)?);
        };
        let case = assessor::case(scope, &case).await?;
        let load = assessor::beside(assessor::load(scope, &assessor).await?, &assessor, &case);
        assignment::assign(&assessor::facts(&assessor), &case, load, scope.moment.today)?;
        let change = Change {
            second_assessor_id: Some(person),
            updated_at: Some(scope.moment.now),
            ..Change::default()
        };
        let before = json!({ "secondAssessor": row.second_assessor_id });
        let row = rows::change(&scope.tx, row.id, &change).await?;
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "second_marking.assigned",
            summary: format!("{}: somebody was asked to mark it second.", row.reference),
            before: Some(before),
            after: Some(json!({ "secondAssessor": person })),
            ..Told::default()
        };
        let notice = notice(
            person,
            &row,
            format!("{} is yours to mark second", row.reference),
            "Mark it as if nobody had: neither of you sees the other's marks until both are in.",
            "judge",
        );
        scope.tell(told, &[notice]).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }

    /// Submits the second assessor's marks: they stay as they are from then on. Where both outcomes are the same the decision is released; else a lead assessor settles them.
    async fn submit_second_marking(
        &self,
        ctx: &Context<'_>,
        input: SubmitSecondMarkingInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::SubmitSecondMarking)?;
        let by = scope.person()?;
        let (row, read) = held(scope, &input.application_id).await?;
        if row.second_assessor_id != Some(by) {
            let why = format!("{} is not yours to mark second.", row.reference);
            return Err(Error::Forbidden(why));
        }
        moderation::may_mark_second(row.state.parse()?, facts::second_marking(&read))?;
        let edition = scope.edition(row.edition_id).await?.edition;
        let record = facts::second_record(&read, &row)?;
        Reasons::from(judgement::unmarked(&edition, &record, scope.moment.today)).or(())?;
        store::moderation::submit(&scope.tx, row.id, scope.moment.now).await?;
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "second_marking.submitted",
            summary: format!("{}: second marks submitted.", row.reference),
            after: Some(json!(record)),
            ..Told::default()
        };
        scope.tell(told, &[release_job(row.id)]).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }

    /// Settles what two assessors differ on, pillar by pillar and with a reason; the decision is released by it.
    async fn settle_difference(
        &self,
        ctx: &Context<'_>,
        input: SettleDifferenceInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::SettleDifference)?;
        let by = scope.person()?;
        let row = hold(scope, &input.application_id).await?;
        let read = Facts::read(&scope.tx, row.id, &MATERIAL).await?;
        let second = read.moderation()?;
        expect_to_moderate(scope, &row, &second)?;
        expect_difference(facts::second_marking(&second))?;
        let edition = scope.edition(row.edition_id).await?.edition;
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, 1..=5_000);
        let levels = levels(&edition, &input.levels)?;
        let reason = fields.or(reason)?;
        let today = scope.moment.today;
        let mut facts = Material::read(&read)?.facts(&edition, &row, today)?;
        let comparison = compare(
            &edition,
            &facts.record,
            &facts::second_record(&second, &row)?,
        );
        let before = facts.record.outcomes.clone();
        let outcomes = settled(&edition, &comparison, &before, &levels, &reason)?;
        facts.record.outcomes.clone_from(&outcomes);
        Reasons::from(judgement::undecided(&facts)).or(())?;
        let changed: Vec<_> = outcomes
            .iter()
            .filter(|outcome| levels.contains_key(&outcome.pillar))
            .collect();
        let settlement = Settlement {
            application: row.id,
            pillars: changed.iter().map(|o| o.pillar.into()).collect(),
            levels: changed.iter().map(|o| o.level.map(i32::from)).collect(),
            reasons: changed.iter().map(|o| o.reason.as_deref()).collect(),
            reason: &reason,
            by,
            at: scope.moment.now,
        };
        store::moderation::settle(&scope.tx, &settlement).await?;
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "second_marking.settled",
            summary: format!("{}: the difference was settled: {reason}", row.reference),
            before: Some(json!(before)),
            after: Some(json!(outcomes)),
            ..Told::default()
        };
        scope.tell(told, &[release_job(row.id)]).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }

    /// Sends a case in moderation back to its assessor, with what they are to do: settling it lower may need evidence to be asked for first (J5).
    async fn send_back(
        &self,
        ctx: &Context<'_>,
        input: SendBackInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::SendBack)?;
        let (row, second) = held(scope, &input.application_id).await?;
        expect_to_moderate(scope, &row, &second)?;
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, 0..=5_000);
        let reason = fields.or(reason)?;
        let guards = ApplicationFacts {
            reason: &reason,
            ..ApplicationFacts::default()
        };
        let state: lifecycle::ApplicationState = row.state.parse()?;
        let today = scope.moment.today;
        let next = lifecycle::step(state, ApplicationAct::SendBack, &guards, today)?;
        let change = Change {
            state: Some(next.as_str()),
            updated_at: Some(scope.moment.now),
            ..Change::default()
        };
        let before = json!({ "state": row.state });
        store::moderation::forget(&scope.tx, row.id).await?;
        let row = rows::change(&scope.tx, row.id, &change).await?;
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "second_marking.sent_back",
            summary: format!("{} was sent back to its assessor: {reason}", row.reference),
            before: Some(before),
            after: Some(json!({ "state": next })),
            ..Told::default()
        };
        let subject = format!("{} comes back to you", row.reference);
        let notices: Vec<Job> = row
            .assessor_id
            .map(|person| notice(person, &row, subject, &reason, "judge"))
            .into_iter()
            .collect();
        scope.tell(told, &notices).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }
}

/// Why an application has no second marking that could be given to somebody.
fn no_second_marking(row: &rows::Application) -> Result<Error> {
    let state: lifecycle::ApplicationState = row.state.parse()?;
    let in_moderation = SecondMarking {
        submitted: state == lifecycle::ApplicationState::Moderation,
        ..SecondMarking::default()
    };
    let refusal = moderation::may_mark_second(state, in_moderation).err();
    Ok(refusal.map_or(Error::NotFound("second marking"), Error::from))
}

/// The application, held, with what is kept of its second marking.
async fn held(scope: &Scope, id: &ID) -> Result<(rows::Application, Arc<casefile::Moderation>)> {
    let row = hold(scope, id).await?;
    let read = Facts::read(&scope.tx, row.id, &[Part::Moderation]).await?;
    Ok((row, read.moderation()?))
}

/// A lead assessor moderates a case that both have marked and that is neither's of theirs.
pub(super) fn expect_to_moderate(
    scope: &Scope,
    row: &rows::Application,
    second: &casefile::Moderation,
) -> Result<()> {
    if CaseRole::of(row, &scope.viewer) != Some(CaseRole::Moderator) {
        let why = format!(
            "You marked {} yourself: another lead assessor settles it.",
            row.reference
        );
        return Err(Error::refused("J6", why));
    }
    if !facts::second_marking(second).submitted {
        let why = "The second assessor has not submitted yet: wait for their marks.";
        return Err(Error::refused("J6", why));
    }
    Ok(())
}

fn levels(
    edition: &domain::Edition,
    input: &[SettledLevelInput],
) -> Result<BTreeMap<u8, Option<u8>>> {
    let wrong = |why| Error::input("levels", why);
    let read = input.iter().map(|settled| {
        let pillar = u8::try_from(settled.pillar).ok();
        let pillar = pillar.filter(|number| edition.pillar(*number).is_some());
        let pillar =
            pillar.ok_or_else(|| wrong("Use the number of one of the edition's pillars."))?;
        let level = settled.level.as_deref().map(|code| {
            let level = edition.level(code);
            let level = level.ok_or_else(|| wrong("Choose one of the edition's levels."))?;
            Ok::<_, Error>(level.rank)
        });
        Ok((pillar, level.transpose()?))
    });
    let read: BTreeMap<u8, Option<u8>> = read.collect::<Result<_>>()?;
    if read.len() != input.len() {
        return Err(wrong("Name each pillar once."));
    }
    Ok(read)
}

fn notice(person: Uuid, row: &rows::Application, subject: String, text: &str, page: &str) -> Job {
    Job {
        kind: "notify_person",
        payload: json!({ "kind": NoticeKind::Assignment,
            "person_id": person,
            "subject": subject,
            "text": text,
            "path": format!("/{page}/{}", domain::id::encode(Kind::Application, row.id)),
        }),
    }
}

/// A difference is settled once, when both have marked.
pub(super) fn expect_difference(marking: lifecycle::SecondMarking) -> Result<()> {
    if marking.differs && !marking.settled {
        return Ok(());
    }
    let why = "There is no difference to settle: wait until both have marked it.";
    Err(Error::refused("J6", why))
}
