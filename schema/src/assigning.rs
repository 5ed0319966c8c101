//! Assigning as whoever runs the scheme sees it: the board, a plan and what it would change, moves and their undoing (W4).

mod applying;
mod board;
mod next;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::assignment::{self, Unplaced};
use domain::canonical;
use domain::id::{self, Kind};
use serde_json::json;
use store::assigning as runs;
use uuid::Uuid;

use crate::assessor::Assessor;
use crate::connection::{connection, paging};
use crate::context::{Ask, Scope};
use crate::error::Result;
use crate::person::Person;
use crate::reason::Reason;
use crate::scalar::{self, Date};

pub use applying::AssigningMutation;
pub(crate) use board::Board;
pub use board::BoardCase;
pub use next::NextMutation;

/// Who would be given what, as a difference against now (W4).
#[derive(Debug)]
pub struct AssignmentPlan {
    board: Board,
    plan: assignment::Plan,
}

/// A case that would change hands.
#[derive(Debug, SimpleObject)]
pub struct PlannedMove {
    /// The case.
    case: BoardCase,
    /// Who has it now.
    from: Option<Person>,
    /// Who would get it; null where nobody would have it.
    to: Option<Person>,
    /// What stands against it; empty in a plan.
    objections: Vec<Reason>,
}

/// A case that nobody can be given.
#[derive(Debug, SimpleObject)]
pub struct UnplacedCase {
    /// The case.
    case: BoardCase,
    /// The fewest reasons that rule out every assessor.
    reasons: Vec<Reason>,
    /// The smallest change after which somebody could be given it, in a sentence.
    remedy: String,
    /// Who could be given it then; null where a further assessor is needed.
    assessor: Option<Person>,
    /// The points by which their capacity would rise.
    more_capacity: i32,
    /// The day to wait for.
    wait_until: Option<Date>,
}

/// An assessor's load in points before and after (W3).
#[derive(Debug, SimpleObject)]
pub struct PlannedLoad {
    /// Who.
    assessor: Person,
    /// Now.
    before: i32,
    /// With all of it applied.
    after: i32,
    /// The most they take on; null where that is not said.
    capacity: Option<i32>,
}

fn points(points: u32) -> i32 {
    i32::try_from(points).unwrap_or(i32::MAX)
}

impl AssignmentPlan {
    pub(super) async fn make(scope: &Scope) -> Result<Self> {
        let board = Board::read(scope).await?;
        let plan = assignment::plan(&board.cases, &board.assessors, scope.moment.today);
        Ok(Self { board, plan })
    }

    /// What the plan says, in one line: the same plan has the same, another one another.
    pub(super) fn hash(&self) -> String {
        let who = |id: Option<Uuid>| id.map(|id| id.to_string());
        let changes: Vec<_> = self
            .plan
            .changes
            .iter()
            .map(|change| json!([change.case.to_string(), who(change.from), who(change.to)]))
            .collect();
        let unplaced: Vec<_> = self
            .plan
            .unplaced
            .iter()
            .map(|u| u.case.to_string())
            .collect();
        canonical::hash(&json!({ "changes": changes, "unplaced": unplaced }))
    }

    /// The same for whoever is told that it is another one by now.
    pub(super) fn as_json(&self) -> serde_json::Value {
        let show = |kind, id| id::encode(kind, id);
        let changes: Vec<_> = self
            .plan
            .changes
            .iter()
            .map(|change| {
                json!({
                    "caseId": self.board.id(change.case),
                    "from": change.from.map(|id| show(Kind::Person, id)),
                    "to": change.to.map(|id| show(Kind::Person, id)),
                })
            })
            .collect();
        let unplaced: Vec<_> = self
            .plan
            .unplaced
            .iter()
            .map(|u| self.board.id(u.case))
            .collect();
        json!({ "digest": self.hash(), "changes": changes, "unplaced": unplaced })
    }

    fn unplaced_case(&self, scope: &Scope, unplaced: &Unplaced) -> Option<UnplacedCase> {
        let remedy = &unplaced.remedy;
        Some(UnplacedCase {
            case: self.board.shown(scope, unplaced.case)?,
            reasons: unplaced.reasons.iter().cloned().map(Reason::from).collect(),
            remedy: remedy.sentence.clone(),
            assessor: self.board.person(remedy.assessor),
            more_capacity: points(remedy.more_capacity),
            wait_until: remedy.wait_until.map(Date),
        })
    }
}

/// Who would be given what, as a difference against now (W4).
#[Object]
impl AssignmentPlan {
    /// What it says, in one line: applying it names it, so that nobody applies another one than they saw.
    async fn digest(&self) -> String {
        self.hash()
    }
    /// The cases that would change hands, the most urgent first.
    #[graphql(complexity = "crate::limits::list_cost(50, child_complexity)")]
    async fn changes(&self, ctx: &Context<'_>) -> Vec<PlannedMove> {
        let scope = ctx.scope();
        let show = |change: &assignment::Change| {
            Some(PlannedMove {
                case: self.board.shown(scope, change.case)?,
                from: self.board.person(change.from),
                to: self.board.person(change.to),
                objections: Vec::new(),
            })
        };
        self.plan.changes.iter().filter_map(show).collect()
    }
    /// The cases that nobody can be given, the most urgent first.
    #[graphql(complexity = "crate::limits::list_cost(10, child_complexity)")]
    async fn unplaced(&self, ctx: &Context<'_>) -> Vec<UnplacedCase> {
        let scope = ctx.scope();
        let all = self.plan.unplaced.iter();
        all.filter_map(|u| self.unplaced_case(scope, u)).collect()
    }
    /// Everybody's load before and after.
    #[graphql(complexity = "crate::limits::list_cost(50, child_complexity)")]
    async fn loads(&self) -> Vec<PlannedLoad> {
        self.board.loads(|case| {
            let change = self.plan.changes.iter().find(|c| c.case == case.id);
            change.map_or(case.assessor, |change| change.to)
        })
    }
}

/// A move to be looked at or made.
#[derive(Debug, InputObject)]
pub struct MoveInput {
    /// The case: an application's id, or its second marking's.
    case_id: ID,
    /// Who gets it, a person's id; null to take it from whoever has it.
    assessor_id: Option<ID>,
}

/// What some moves would come to.
#[derive(Debug, SimpleObject)]
pub struct ConsideredMoves {
    /// Each move, with everything that stands against it beside the others.
    moves: Vec<PlannedMove>,
    /// Everybody's load before and after.
    loads: Vec<PlannedLoad>,
}

/// How work lies with everybody.
#[derive(Debug)]
pub struct Workload(Board);

/// How work lies with everybody.
#[Object]
impl Workload {
    /// The assessors by name, with their load, capacity and absences.
    #[graphql(complexity = "crate::limits::list_cost(50, child_complexity)")]
    async fn assessors(&self, ctx: &Context<'_>) -> Result<Vec<Assessor>> {
        let mut shown = Vec::with_capacity(self.0.rows.len());
        for row in &self.0.rows {
            shown.push(Assessor::new(ctx.scope(), row.clone(), None).await?);
        }
        Ok(shown)
    }
    /// Every case that is open, the most urgent first; those that nobody has among them.
    #[graphql(complexity = "crate::limits::list_cost(100, child_complexity)")]
    async fn cases(&self, ctx: &Context<'_>) -> Vec<BoardCase> {
        self.0.all_shown(ctx.scope())
    }
}

/// Moves that were applied together.
#[derive(Debug, Clone)]
pub struct AssignmentRun(pub(super) runs::Run);

/// Moves that were applied together.
#[Object]
impl AssignmentRun {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::AssignmentRun, self.0.id)
    }
    /// Whether a plan proposed them; otherwise somebody moved them by hand.
    async fn planned(&self) -> bool {
        self.0.planned
    }
    /// When they were applied.
    async fn applied_at(&self) -> DateTime<Utc> {
        self.0.applied_at
    }
    /// Who applied them, by name.
    async fn applied_by(&self) -> Option<&str> {
        self.0.applied_by.as_deref()
    }
    /// How many cases were moved.
    async fn moves(&self) -> i32 {
        i32::try_from(self.0.moves).unwrap_or(i32::MAX)
    }
    /// When they were taken back; they are once.
    async fn undone_at(&self) -> Option<DateTime<Utc>> {
        self.0.undone_at
    }
}

connection!(
    /// A page of moves that were applied together.
    AssignmentRunConnection, AssignmentRunEdge, AssignmentRun, CountRuns
);

/// Counts what was applied together.
pub(crate) struct CountRuns;

impl CountRuns {
    async fn count(&self, scope: &Scope) -> Result<i64> {
        Ok(runs::count_runs(&scope.tx).await?)
    }
}

/// Whoever sees how work lies with everybody.
fn may_look(scope: &Scope) -> Result<()> {
    scope.may(Act::SetCapacity)
}

/// Questions about who is given what.
#[derive(Debug, Default)]
pub struct AssigningQuery;

/// Questions about who is given what.
#[Object]
impl AssigningQuery {
    /// How work lies with everybody; for operators and lead assessors.
    async fn workload(&self, ctx: &Context<'_>) -> Result<Workload> {
        let scope = ctx.scope();
        may_look(scope)?;
        Ok(Workload(Board::read(scope).await?))
    }

    /// Who would be given what, with the load balanced and no rule broken (W4); for operators and lead assessors.
    async fn assignment_plan(&self, ctx: &Context<'_>) -> Result<AssignmentPlan> {
        let scope = ctx.scope();
        may_look(scope)?;
        AssignmentPlan::make(scope).await
    }

    /// What some moves would come to, before they are made; for operators and lead assessors.
    async fn consider_moves(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The moves, 200 at most.")] moves: Vec<MoveInput>,
    ) -> Result<ConsideredMoves> {
        let scope = ctx.scope();
        may_look(scope)?;
        let board = Board::read(scope).await?;
        let moves = board.read_moves(&moves)?;
        let mut shown = Vec::with_capacity(moves.len());
        for (case, to) in &moves {
            let found = board.against(*case, *to, &moves, scope.moment.today);
            let now = board.cases.get(*case);
            let row = now.and_then(|now| board.shown(scope, now.id));
            shown.extend(row.map(|row| PlannedMove {
                case: row,
                from: board.person(now.and_then(|now| now.assessor)),
                to: board.person(*to),
                objections: found.into_iter().map(Reason::from).collect(),
            }));
        }
        Ok(ConsideredMoves {
            moves: shown,
            loads: board.loads(|case| board.after(case, &moves)),
        })
    }

    /// What was assigned together before, the last first; for operators.
    #[graphql(complexity = "crate::limits::page_cost(first, child_complexity)")]
    async fn assignment_runs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows wanted, 25 unless told, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "Go on after this cursor.")] after: Option<String>,
    ) -> Result<AssignmentRunConnection> {
        let scope = ctx.scope();
        scope.may(Act::UndoAssignmentPlan)?;
        let paging = paging(first, after)?;
        let page = runs::runs(&scope.tx, &paging).await?;
        Ok(AssignmentRunConnection::new(
            page,
            &paging,
            CountRuns,
            AssignmentRun,
        ))
    }
}
