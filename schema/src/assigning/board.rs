//! Assessors and open cases, read together: what the rules of assigning look at, and how it is shown.

use std::collections::HashMap;

use async_graphql::{ID, SimpleObject};
use chrono::NaiveDate;
use domain::assignment::{self, AssessorFacts, CaseFacts};
use domain::clock::clock;
use domain::id::{self, Kind};
use domain::{Reason, civil_day};
use store::assessors;
use store::assigning::Moved;
use uuid::Uuid;

use super::{MoveInput, PlannedLoad, points};
use crate::application::{ApplicationState, Clock, facts::rank};
use crate::assessor;
use crate::context::Scope;
use crate::edition::{Level, level_at};
use crate::error::{Error, Result};
use crate::person::Person;
use crate::scalar::{self, Date};

/// The most moves made at once.
const MOST_MOVES: usize = 200;

/// An open case as whoever assigns sees it, without what is in it.
#[derive(Debug, Clone, SimpleObject)]
pub struct BoardCase {
    /// The case's id: the application's, or its second marking's.
    id: ID,
    /// The application's id.
    application_id: ID,
    /// Whether it is the application's second marking (J6).
    second_marking: bool,
    /// As written on letters.
    reference: String,
    /// The applying university, by name.
    university: String,
    /// The level applied for.
    level: Level,
    /// Where the application stands.
    state: ApplicationState,
    /// Counts up with every move.
    version: i32,
    /// How many programmes it covers.
    programmes: i32,
    /// How heavy it is: pillars times what the programmes weigh (W3).
    points: i32,
    /// Whether it counts in its assessor's load: it waits neither for the university nor on hold (W3).
    counts: bool,
    /// The day it was sent.
    submitted_on: Option<Date>,
    /// The day its decision is due; of a stopped clock as it stood when it was stopped (W6).
    due_on: Option<Date>,
    /// How its clock stands.
    clock: Clock,
    /// Since when it waits for the university or is on hold.
    stopped_on: Option<Date>,
    /// Who has it.
    assessor: Option<Person>,
    /// Whether assessment may start: it is paid for, or may start before (M7).
    may_start: bool,
}

/// Assessors and open cases, read together.
#[derive(Debug)]
pub(crate) struct Board {
    /// By name; whoever sees the board sees all, an assessor themself.
    pub rows: Vec<assessors::Assessor>,
    pub assessors: Vec<AssessorFacts>,
    /// The most urgent first.
    pub cases: Vec<CaseFacts>,
    shown: HashMap<Uuid, (assessors::Case, Level)>,
}

impl Board {
    /// All there is that this viewer may see of it: one statement.
    pub async fn read(scope: &Scope) -> Result<Self> {
        let (rows, case_rows) = assessors::board(&scope.tx).await?;
        let mut cases = Vec::with_capacity(case_rows.len());
        let mut shown = HashMap::with_capacity(case_rows.len());
        for row in case_rows {
            let edition = scope.edition(row.edition_id).await?.edition;
            cases.push(assessor::case(scope, &row).await?);
            shown.insert(
                row.id,
                (row.clone(), level_at(&edition, rank(row.level_rank))),
            );
        }
        cases.sort_by_key(|case| (case.due_on.is_none(), case.due_on, case.id));
        Ok(Self {
            assessors: rows.iter().map(assessor::facts).collect(),
            rows,
            cases,
            shown,
        })
    }

    /// Leaves what could be worked on at once: what somebody has, is paid for or has started (M7).
    pub fn keep_what_may_start(&mut self) {
        let shown = &self.shown;
        self.cases.retain(|case| {
            let row = shown.get(&case.id).map(|(row, _)| row);
            row.is_some_and(|r| r.assessor_id.is_some() || r.may_start || r.started_on.is_some())
        });
    }

    /// A case's id as it is shown.
    pub fn id(&self, case: Uuid) -> String {
        let kind = self.row(case).map_or(Kind::Application, kind);
        id::encode(kind, case)
    }

    /// A case as it was read.
    pub fn row(&self, case: Uuid) -> Option<&assessors::Case> {
        self.shown.get(&case).map(|(row, _)| row)
    }

    /// A case that was moved, as it was read; none where it is no case any more.
    pub fn moved(&self, moved: &Moved) -> Option<&assessors::Case> {
        let mut rows = self.shown.values().map(|(row, _)| row);
        rows.find(|row| row.application_id == moved.application && row.second == moved.second)
    }

    /// A person by id, if they are an assessor.
    pub fn person(&self, id: Option<Uuid>) -> Option<Person> {
        let row = self.rows.iter().find(|row| Some(row.id) == id)?;
        Some(Person {
            id: row.id,
            name: row.name.clone(),
            email: row.email.clone(),
        })
    }

    /// A case as it is shown.
    pub fn shown(&self, scope: &Scope, case: Uuid) -> Option<BoardCase> {
        let (row, level) = self.shown.get(&case)?;
        let facts = self.cases.iter().find(|facts| facts.id == case)?;
        Some(BoardCase {
            id: scalar::show(kind(row), case),
            application_id: scalar::show(Kind::Application, row.application_id),
            second_marking: row.second,
            reference: row.reference.clone(),
            university: row.university.clone(),
            level: level.clone(),
            state: facts.state.into(),
            version: row.version,
            programmes: i32::try_from(row.programmes.len()).unwrap_or(i32::MAX),
            points: points(facts.points),
            counts: assignment::is_open_work(facts.state),
            submitted_on: row.submitted_on.map(Date),
            due_on: row.due_on.map(Date),
            clock: clock(facts.state, row.due_on, scope.moment.today)
                .unwrap_or(domain::clock::Clock::Stopped)
                .into(),
            stopped_on: row.stopped_at.map(civil_day).map(Date),
            assessor: self.person(row.assessor_id),
            may_start: row.may_start || row.started_on.is_some(),
        })
    }

    /// All cases as they are shown.
    pub fn all_shown(&self, scope: &Scope) -> Vec<BoardCase> {
        let all = self.cases.iter();
        all.filter_map(|case| self.shown(scope, case.id)).collect()
    }

    /// Moves as the board has them: each the place of a case, and who gets it.
    ///
    /// # Errors
    /// Too many, one case twice, a case that is not open, or somebody who is no assessor.
    pub fn read_moves(&self, moves: &[MoveInput]) -> Result<Vec<(usize, Option<Uuid>)>> {
        if moves.is_empty() || moves.len() > MOST_MOVES {
            let message = format!("Move 1 to {MOST_MOVES} cases at a time.");
            return Err(Error::input("moves", message));
        }
        let mut read: Vec<(usize, Option<Uuid>)> = Vec::with_capacity(moves.len());
        for wanted in moves {
            let id = scalar::read(Kind::Application, &wanted.case_id, "case")
                .or_else(|_| scalar::read(Kind::SecondMarking, &wanted.case_id, "case"))?;
            let place = self.cases.iter().position(|case| case.id == id);
            let place = place.ok_or(Error::NotFound("case"))?;
            let to = match &wanted.assessor_id {
                Some(id) => Some(scalar::read(Kind::Person, id, "assessor")?),
                None => None,
            };
            if to.is_some() && self.person(to).is_none() {
                return Err(Error::NotFound("assessor"));
            }
            if read.iter().any(|(other, _)| *other == place) {
                return Err(Error::input("moves", "Move each case once."));
            }
            read.push((place, to));
        }
        Ok(read)
    }

    /// Who has a case after some moves.
    pub fn after(&self, case: &CaseFacts, moves: &[(usize, Option<Uuid>)]) -> Option<Uuid> {
        let moved = moves.iter().find(|(place, _)| {
            let other = self.cases.get(*place);
            other.is_some_and(|other| other.id == case.id)
        });
        moved.map_or(case.assessor, |(_, to)| *to)
    }

    /// Everything that stands against a move beside the others (L1, W1, W2).
    pub fn against(
        &self,
        case: usize,
        to: Option<Uuid>,
        moves: &[(usize, Option<Uuid>)],
        today: NaiveDate,
    ) -> Vec<Reason> {
        let Some(facts) = self.cases.get(case) else {
            return Vec::new();
        };
        let answer = match self.assessors.iter().find(|who| Some(who.id) == to) {
            None => assignment::movable(facts),
            Some(who) => {
                let others = self.cases.iter().filter(|other| other.id != facts.id);
                let load = others
                    .filter(|other| assignment::is_open_work(other.state))
                    .filter(|other| self.after(other, moves) == Some(who.id))
                    .fold(0u32, |sum, other| sum.saturating_add(other.points));
                assignment::assign(who, facts, load, today)
            }
        };
        answer.err().map(|r| r.into_reasons()).unwrap_or_default()
    }

    /// Everybody's load now, and with each case in other hands (W3).
    pub fn loads(&self, after: impl Fn(&CaseFacts) -> Option<Uuid>) -> Vec<PlannedLoad> {
        let mut sums: HashMap<Uuid, (u32, u32)> = HashMap::new();
        for case in self
            .cases
            .iter()
            .filter(|c| assignment::is_open_work(c.state))
        {
            if let Some(id) = case.assessor {
                sums.entry(id).or_default().0 += case.points;
            }
            if let Some(id) = after(case) {
                sums.entry(id).or_default().1 += case.points;
            }
        }
        self.rows
            .iter()
            .filter_map(|row| {
                let (before, after) = sums.get(&row.id).copied().unwrap_or_default();
                Some(PlannedLoad {
                    assessor: self.person(Some(row.id))?,
                    before: points(before),
                    after: points(after),
                    capacity: row.capacity,
                })
            })
            .collect()
    }
}

/// What a case's id is of.
pub(super) const fn kind(row: &assessors::Case) -> Kind {
    if row.second {
        Kind::SecondMarking
    } else {
        Kind::Application
    }
}
