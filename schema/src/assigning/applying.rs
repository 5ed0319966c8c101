//! Applying a plan or moves by hand, together, and taking them back (W4).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::Refusal;
use domain::access::Act;
use domain::assignment::{self, AssessorFacts};
use domain::id::Kind;
use domain::lifecycle::{self, ApplicationAct, ApplicationFacts, ApplicationState};
use domain::notice::NoticeKind;
use domain::refusal::Reasons;
use domain::working_days::{DAYS_TO_DECIDE, add_working_days};
use serde_json::json;
use store::assessors;
use store::assigning::{self as rows, Move, Moving};
use store::trail::{Event, Job};
use uuid::Uuid;

use super::{AssignmentPlan, AssignmentRun, Board, BoardCase, MoveInput};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::reason::Reason;
use crate::scalar;

/// A plan to be applied.
#[derive(Debug, InputObject)]
pub struct ApplyAssignmentPlanInput {
    /// The plan's digest, as it was looked at.
    digest: String,
}

/// Moves to be made.
#[derive(Debug, InputObject)]
pub struct MoveCasesInput {
    /// The moves, 200 at most.
    moves: Vec<MoveInput>,
}

/// Moves that were applied together, to be taken back.
#[derive(Debug, InputObject)]
pub struct UndoAssignmentPlanInput {
    /// What was applied together.
    run_id: ID,
}

/// What was applied together.
#[derive(SimpleObject)]
pub struct AssignmentPayload {
    /// What was applied; null where there was nothing to change.
    run: Option<AssignmentRun>,
}

/// What was taken back.
#[derive(SimpleObject)]
pub struct UndoPayload {
    /// What was applied together.
    run: AssignmentRun,
    /// The cases that are with whoever had them before.
    put_back: Vec<BoardCase>,
    /// The cases that stay, and why.
    kept: Vec<KeptCase>,
}

/// A case that could not be put back.
#[derive(SimpleObject)]
pub struct KeptCase {
    /// Its reference.
    reference: String,
    /// Why it stays.
    reasons: Vec<Reason>,
}

/// A case in another's hands.
struct Given<'a> {
    row: &'a assessors::Case,
    to: Option<Uuid>,
}

/// Whether assessment of a case starts by giving it to somebody (M7).
pub(super) fn starts(scope: &Scope, row: &assessors::Case, to: Option<Uuid>) -> Result<bool> {
    let facts = ApplicationFacts {
        paid: row.may_start,
        assigned: to.is_some(),
        ..ApplicationFacts::default()
    };
    let state: ApplicationState = row.state.parse()?;
    let step = lifecycle::step(state, ApplicationAct::Start, &facts, scope.moment.today);
    Ok(step.is_ok())
}

/// Gives cases to others, tells the trail of each and whoever it concerns, once each.
async fn give(scope: &Scope, board: &Board, given: &[Given<'_>], why: &str) -> Result<()> {
    let (now, today) = (scope.moment.now, scope.moment.today);
    let due = add_working_days(today, DAYS_TO_DECIDE);
    let mut moves = Vec::with_capacity(given.len());
    for case in given {
        moves.push(Move {
            application: case.row.application_id,
            second: case.row.second,
            version: case.row.version,
            to: case.to,
            starts: starts(scope, case.row, case.to)?,
        });
    }
    let changed = rows::give(&scope.tx, &moves, due, now).await?;
    if changed.len() != given.len() {
        return Err(Error::Conflict {
            message: "Somebody has changed one of these cases meanwhile. Look at them again."
                .to_owned(),
            current: json!({ "changed": given.len() - changed.len() }),
        });
    }
    let mut events = Vec::with_capacity(given.len());
    for (case, moved) in given.iter().zip(&moves) {
        let row = case.row;
        let what = if case.to.is_some() {
            "assigned"
        } else {
            "taken from its assessor"
        };
        let half = if row.second {
            ", to be marked second,"
        } else {
            ""
        };
        let start = if moved.starts {
            " Assessment starts."
        } else {
            ""
        };
        events.push(Event {
            university: row.university_id,
            application: Some(row.application_id),
            subject: None,
            actor: scope.viewer.person(),
            at: now,
            act: match (row.second, case.to) {
                (false, Some(_)) => "application.assigned",
                (false, None) => "application.unassigned",
                (true, Some(_)) => "second_marking.assigned",
                (true, None) => "second_marking.unassigned",
            },
            summary: format!("{}{half} {what}{why}.{start}", row.reference),
            before: Some(json!({ "state": row.state, "assessor": row.assessor_id })),
            after: Some(json!({ "state": if moved.starts { ApplicationState::InAssessment.as_str() } else { &row.state }, "assessor": case.to })),
            origin: scope.origin.clone(),
        });
    }
    let mut jobs = Vec::new();
    for assessor in &board.rows {
        let to_them: Vec<&assessors::Case> = given
            .iter()
            .zip(&moves)
            .filter(|(case, moved)| {
                case.to == Some(assessor.id) && (moved.starts || case.row.started_on.is_some())
            })
            .map(|(case, _)| case.row)
            .collect();
        jobs.extend(notice(assessor.id, &to_them, true));
        let from_them: Vec<&assessors::Case> = given
            .iter()
            .map(|case| case.row)
            .filter(|row| row.assessor_id == Some(assessor.id) && row.started_on.is_some())
            .collect();
        jobs.extend(notice(assessor.id, &from_them, false));
    }
    Ok(store::trail::tell_all(&scope.tx, &events, &jobs).await?)
}

/// One letter about some cases: that they are somebody's, or no longer.
fn notice(person: Uuid, cases: &[&assessors::Case], theirs: bool) -> Option<Job> {
    let name = |case: &&assessors::Case| {
        let half = if case.second {
            " (second marking, blind)"
        } else {
            ""
        };
        format!("{}{half}", case.reference)
    };
    let references: Vec<String> = cases.iter().map(name).collect();
    let all = references.join(", ");
    let (subject, text) = match (references.as_slice(), theirs) {
        ([], _) => return None,
        ([one], true) => (
            format!("{one} is yours to assess"),
            format!("{one} is assigned to you, and assessment goes on."),
        ),
        ([one], false) => (
            format!("{one} is no longer yours"),
            format!("{one} was given to somebody else. What you judged stays with it."),
        ),
        (many, true) => (
            format!("{} cases are yours to assess", many.len()),
            format!("These are assigned to you: {all}."),
        ),
        (many, false) => (
            format!("{} cases are no longer yours", many.len()),
            format!("These were given to others: {all}. What you judged stays with them."),
        ),
    };
    Some(Job {
        kind: "notify_person",
        payload: json!({ "kind": NoticeKind::Assignment, "person_id": person, "subject": subject, "text": text, "path": "/caseload" }),
    })
}

/// Keeps what was given as one run, so that it can be taken back.
async fn keep(scope: &Scope, planned: bool, given: &[Given<'_>]) -> Result<AssignmentRun> {
    let id = Uuid::now_v7();
    let moved: Vec<_> = given
        .iter()
        .map(|case| Moving {
            application: case.row.application_id,
            second: case.row.second,
            from: case.row.assessor_id,
        })
        .collect();
    let by = (scope.person()?, scope.moment.now);
    rows::keep(&scope.tx, (id, planned), &moved, by).await?;
    let run = rows::run(&scope.tx, id).await?;
    Ok(AssignmentRun(run.ok_or(Error::NotFound("run"))?))
}

/// Assigning many cases at once.
#[derive(Debug, Default)]
pub struct AssigningMutation;

/// Assigning many cases at once.
#[Object]
impl AssigningMutation {
    /// Applies the plan as it was looked at, all of it or nothing; a CONFLICT carries the plan as it is now (W4). Paid cases start (M7).
    async fn apply_assignment_plan(
        &self,
        ctx: &Context<'_>,
        input: ApplyAssignmentPlanInput,
    ) -> Result<AssignmentPayload> {
        let scope = ctx.scope();
        scope.may(Act::ApplyAssignmentPlan)?;
        rows::alone(&scope.tx).await?;
        let plan = AssignmentPlan::make(scope).await?;
        if plan.hash() != input.digest {
            return Err(Error::Conflict {
                message: "The plan is another one by now: something has changed since you looked at it. Look at it again.".to_owned(),
                current: plan.as_json(),
            });
        }
        let given: Vec<Given<'_>> = plan
            .plan
            .changes
            .iter()
            .filter_map(|change| {
                Some(Given {
                    row: plan.board.row(change.case)?,
                    to: change.to,
                })
            })
            .collect();
        if given.is_empty() {
            return Ok(AssignmentPayload { run: None });
        }
        give(scope, &plan.board, &given, " by the plan").await?;
        let run = keep(scope, true, &given).await?;
        Ok(AssignmentPayload { run: Some(run) })
    }

    /// Moves cases by hand, all of them or none; refused with everything that stands against any of them (W1, W2).
    async fn move_cases(
        &self,
        ctx: &Context<'_>,
        input: MoveCasesInput,
    ) -> Result<AssignmentPayload> {
        let scope = ctx.scope();
        scope.may(Act::MoveCases)?;
        rows::alone(&scope.tx).await?;
        let board = Board::read(scope).await?;
        let moves = board.read_moves(&input.moves)?;
        let mut reasons = Reasons::new();
        let mut given = Vec::with_capacity(moves.len());
        for (case, to) in &moves {
            let Some(facts) = board.cases.get(*case) else {
                continue;
            };
            if facts.assessor == *to {
                continue;
            }
            reasons.extend(board.against(*case, *to, &moves, scope.moment.today));
            given.extend(board.row(facts.id).map(|row| Given { row, to: *to }));
        }
        reasons.or(())?;
        if given.is_empty() {
            return Ok(AssignmentPayload { run: None });
        }
        give(scope, &board, &given, " by hand").await?;
        let run = keep(scope, false, &given).await?;
        Ok(AssignmentPayload { run: Some(run) })
    }

    /// Takes back what was applied together, once: every case that nobody has touched since goes back to whoever had it; assessment that started goes on (W4).
    async fn undo_assignment_plan(
        &self,
        ctx: &Context<'_>,
        input: UndoAssignmentPlanInput,
    ) -> Result<UndoPayload> {
        let scope = ctx.scope();
        scope.may(Act::UndoAssignmentPlan)?;
        let id = scalar::read(Kind::AssignmentRun, &input.run_id, "run")?;
        rows::alone(&scope.tx).await?;
        let found = rows::run_with_moves(&scope.tx, id).await?;
        let (mut run, moves) = found.ok_or(Error::NotFound("run"))?;
        if run.undone_at.is_some() {
            return Err(Error::refused(
                "W4",
                "This was taken back already: once is all.",
            ));
        }
        let board = Board::read(scope).await?;
        let (mut back, mut kept) = (Vec::new(), Vec::new());
        for moved in moves {
            let Some(row) = board.moved(&moved) else {
                let reason = "It is submitted, decided or withdrawn by now.";
                kept.push(KeptCase {
                    reference: moved.reference,
                    reasons: vec![why(reason)],
                });
                continue;
            };
            let against = standing(scope, &board, row.id, moved.from_id);
            if !moved.untouched {
                let reason = "Somebody has worked on it or moved it since.";
                kept.push(KeptCase {
                    reference: moved.reference,
                    reasons: vec![why(reason)],
                });
            } else if let Some(refusal) = against {
                let reasons = refusal
                    .into_reasons()
                    .into_iter()
                    .map(Reason::from)
                    .collect();
                kept.push(KeptCase {
                    reference: moved.reference,
                    reasons,
                });
            } else {
                back.push(Given {
                    row,
                    to: moved.from_id,
                });
            }
        }
        if !back.is_empty() {
            give(scope, &board, &back, ", taken back").await?;
        }
        let ids: Vec<Uuid> = back.iter().map(|case| case.row.application_id).collect();
        let by = (scope.person()?, scope.moment.now);
        rows::undo(&scope.tx, id, &ids, by).await?;
        run.undone_at = Some(scope.moment.now);
        let put_back = back
            .iter()
            .filter_map(|case| board.shown(scope, case.row.id))
            .collect();
        Ok(UndoPayload {
            run: AssignmentRun(run),
            put_back,
            kept,
        })
    }
}

fn why(reason: &str) -> Reason {
    domain::Reason::new("W4", reason).into()
}

/// What stands against a case going back to whoever had it: their room for it they had before.
fn standing(scope: &Scope, board: &Board, case: Uuid, to: Option<Uuid>) -> Option<Refusal> {
    let facts = board.cases.iter().find(|facts| facts.id == case)?;
    match board.assessors.iter().find(|who| Some(who.id) == to) {
        Some(who) => {
            // They had it: what comes before a first case is not asked again (J6).
            let who = AssessorFacts {
                uncalibrated: false,
                ..who.clone()
            };
            assignment::assign(&who, facts, 0, scope.moment.today).err()
        }
        None => assignment::movable(facts).err(),
    }
}
