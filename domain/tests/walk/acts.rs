//! What each of them can do, as the API does it: the scheme's functions decide.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::assignment::{self, AssessorFacts, CaseFacts};
use domain::eligibility::eligibility;
use domain::judgement::{
    self, ConfirmedOutcome, DecisionFacts, DecisionRecord, Judgement, OutcomeFacts, RequestFacts,
    confirm_outcome,
};
use domain::lifecycle::{
    self, ApplicationAct, ApplicationFacts, ApplicationScope, ApplicationState as App, FileState,
    OrderAct, OrderFacts, OrderState, RequestAct, RequestDue, RequestState, next_round,
};
use domain::moderation::compare;
use domain::standard::Rating;
use domain::submission::{EvidenceFacts, SelfRatingFacts, missing};
use domain::{Reason, Refusal};

use crate::world::{Asked, CRITERIA, PILLARS, Place, World, day};

/// The functions that decide; a test may put a faulty one in their place.
pub struct Rules {
    pub step: fn(App, ApplicationAct, &ApplicationFacts<'_>, NaiveDate) -> Result<App, Refusal>,
    pub assign: fn(&AssessorFacts, &CaseFacts, u32, NaiveDate) -> Result<(), Refusal>,
    pub undecided: fn(&DecisionFacts<'_>) -> Vec<Reason>,
    /// The requests as judging sees them.
    pub asked_first: fn(&[RequestFacts]) -> Vec<RequestFacts>,
    /// The level applied for as judging sees it.
    pub highest: fn(u8) -> u8,
    /// A rule of progress that nobody asks about.
    pub forgiven: Option<&'static str>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            step: |state, act, facts, today| lifecycle::step(state, act, facts, today),
            assign: assignment::assign,
            undecided: judgement::undecided,
            asked_first: |requests| requests.to_vec(),
            highest: |target| target,
            forgiven: None,
        }
    }
}

/// A request about every criterion, answered.
pub fn answered_about_everything() -> RequestFacts {
    RequestFacts {
        criteria: CRITERIA.map(str::to_owned).to_vec(),
        state: RequestState::Closed,
        due_on: day(0),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    // The manager.
    Submit,
    Withdraw,
    Answer(u8),
    // The operator.
    Assign(usize),
    Pay,
    LetStart,
    Hold,
    Resume,
    // The assessor.
    Judge([u8; 2]),
    Confirm(u8, Option<u8>),
    Ask(u8),
    Close(u8),
    Moderate,
    Decide,
    // The second assessor, who agrees or not, and the lead.
    SecondMark(bool),
    Settle,
    // The clock.
    Days(i64),
}

pub const ACTS: &[Act] = &[
    Act::Submit,
    Act::Withdraw,
    Act::Answer(1),
    Act::Answer(2),
    Act::Assign(0),
    Act::Assign(1),
    Act::Pay,
    Act::LetStart,
    Act::Hold,
    Act::Resume,
    Act::Judge([2, 2]),
    Act::Judge([2, 1]),
    Act::Judge([1, 0]),
    Act::Judge([0, 0]),
    Act::Confirm(1, None),
    Act::Confirm(1, Some(1)),
    Act::Confirm(1, Some(2)),
    Act::Confirm(2, None),
    Act::Confirm(2, Some(1)),
    Act::Confirm(2, Some(2)),
    Act::Ask(1),
    Act::Ask(2),
    Act::Close(1),
    Act::Moderate,
    Act::Decide,
    Act::SecondMark(true),
    Act::SecondMark(false),
    Act::Settle,
    Act::Days(8),
    Act::Days(110),
];

/// Why not; what it says does not matter here.
pub struct No;

impl From<Refusal> for No {
    fn from(_: Refusal) -> Self {
        Self
    }
}

pub fn act(place: &Place, rules: &Rules, world: &World, act: Act) -> Result<World, No> {
    let mut next = world.clone();
    let today = day(world.today);
    let step = |act, facts: &ApplicationFacts<'_>| (rules.step)(world.state, act, facts, today);
    let reason = ApplicationFacts {
        reason: "Asked.",
        ..ApplicationFacts::default()
    };
    match act {
        Act::Submit => {
            // Asked of drafts only, to be quick: anything else is refused whatever is missing.
            let missing = match world.state {
                App::Draft => not_ready(place, rules, world),
                _ => Vec::new(),
            };
            let facts = ApplicationFacts {
                missing: &missing,
                ..ApplicationFacts::default()
            };
            next.state = step(ApplicationAct::Submit, &facts)?;
            next.submitted = Some(world.today);
        }
        Act::Withdraw => next.state = step(ApplicationAct::Withdraw, &reason)?,
        Act::Assign(who) => {
            (rules.assign)(&place.assessors[who], &world.case(), 0, today)?;
            next.assessor = Some(who);
            start(rules, &mut next);
        }
        Act::Pay => {
            order(world, OrderAct::Pay)?;
            next.paid = true;
            start(rules, &mut next);
        }
        Act::LetStart => {
            order(world, OrderAct::LetStart)?;
            next.let_start = true;
            start(rules, &mut next);
        }
        Act::Hold => next.state = step(ApplicationAct::Hold, &reason)?,
        Act::Resume => next.state = step(ApplicationAct::Resume, &reason)?,
        Act::Judge(levels) => {
            if !world.state.may_be_judged() {
                return Err(No);
            }
            let mark = |met| Some(if met { Rating::Met } else { Rating::NotMet });
            let [a, b] = levels;
            next.marks = [mark(a >= 1), mark(a >= 2), mark(b >= 1), mark(b >= 2)];
        }
        Act::Confirm(pillar, level) => {
            if !world.state.may_be_judged() {
                return Err(No);
            }
            let requests = (rules.asked_first)(&requests(world));
            let highest = (rules.highest)(world.target);
            let facts = OutcomeFacts {
                edition: &place.edition,
                target_rank: highest,
                max_rank_applicant_may_hold: highest,
                marks: &world.marked(),
                requests: &requests,
                today,
                second: false,
            };
            let outcome = confirm_outcome(&facts, pillar, level, Some("Seen on a visit."))?;
            next.outcomes[usize::from(pillar) - 1] = Some((outcome.level, outcome.best_fit));
        }
        Act::Ask(pillar) => ask(rules, &mut next, pillar)?,
        Act::Answer(pillar) => {
            settle(rules, &mut next, pillar, RequestAct::Answer)?;
        }
        Act::Close(pillar) => {
            let open = next
                .requests
                .iter_mut()
                .find(|r| r.pillar == pillar && r.state == RequestState::Answered);
            let request = open.ok_or(No)?;
            let due = RequestDue {
                due_on: day(request.due),
            };
            request.state = lifecycle::step(request.state, RequestAct::Close, &due, today)?;
        }
        Act::Moderate => {
            let undecided = (rules.undecided)(&deciding(place, rules, world));
            let facts = facts(world, &undecided);
            next.state = step(ApplicationAct::Moderate, &facts)?;
        }
        Act::Decide => {
            let about = deciding(place, rules, world);
            let undecided = (rules.undecided)(&about);
            let facts = facts(world, &undecided);
            next.state = step(ApplicationAct::Decide, &facts)?;
            next.decided = Some(judgement::replay(&place.edition, &about.record).level);
        }
        Act::SecondMark(agrees) => {
            if world.state != App::Moderation || world.second.0 {
                return Err(No);
            }
            let first = record(world);
            let mut second = first.clone();
            if !agrees {
                let other = second.outcomes[0].level.is_none().then_some(1);
                second.outcomes[0].level = other;
            }
            let differs = compare(&place.edition, &first, &second).differs();
            next.second = (true, differs, false);
        }
        Act::Settle => {
            if world.state != App::Moderation || !world.second.0 {
                return Err(No);
            }
            next.second.2 = true;
        }
        Act::Days(days) => {
            next.today += days;
            if next.today > 250 {
                return Err(No);
            }
            lapse(rules, &mut next);
        }
    }
    Ok(next)
}

/// What stands in the way of submitting: everything is rated and evidenced, so only progress can.
fn not_ready(place: &Place, rules: &Rules, world: &World) -> Vec<Reason> {
    let rating = SelfRatingFacts {
        rating: Rating::Met,
        statement: "We do.".to_owned(),
    };
    let ratings = CRITERIA.map(|reference| (reference.to_owned(), rating.clone()));
    let evidence = EvidenceFacts {
        name: "Plan".to_owned(),
        criteria: CRITERIA.map(str::to_owned).to_vec(),
        file: Some(FileState::Clean),
        problem: None,
        covers_to: None,
    };
    let programmes = [world.programme()];
    let today = day(world.today);
    let eligible = eligibility(&place.edition, &programmes, world.target, today);
    let ratings = BTreeMap::from(ratings);
    let mut reasons = missing(
        &place.edition,
        world.target,
        &ratings,
        &[evidence],
        &eligible,
    );
    reasons.retain(|reason| Some(reason.rule) != rules.forgiven);
    reasons
}

fn order(world: &World, act: OrderAct) -> Result<OrderState, Refusal> {
    let state = OrderState::of(true, world.paid, world.let_start);
    let facts = OrderFacts {
        priced: true,
        application: world.state,
        reason: "Their budget year.",
    };
    lifecycle::step(state, act, &facts, day(world.today))
}

/// Assessment starts as soon as nothing stands in its way.
fn start(rules: &Rules, world: &mut World) {
    let facts = facts(world, &[]);
    let next = (rules.step)(world.state, ApplicationAct::Start, &facts, day(world.today));
    world.state = next.unwrap_or(world.state);
}

fn ask(rules: &Rules, world: &mut World, pillar: u8) -> Result<(), No> {
    let today = day(world.today);
    let rounds: Vec<_> = world.requests.iter().map(|r| (r.round, r.state)).collect();
    let round = next_round(&rounds)?;
    let facts = facts(world, &[]);
    world.state = (rules.step)(world.state, ApplicationAct::RequestEvidence, &facts, today)?;
    world.requests.push(Asked {
        pillar,
        state: RequestState::Open,
        due: world.today + 7,
        round,
    });
    Ok(())
}

/// The first open request on a pillar is answered or lapses; the last one lets assessment go on.
fn settle(rules: &Rules, world: &mut World, pillar: u8, act: RequestAct) -> Result<(), No> {
    let today = day(world.today);
    let open = |r: &&mut Asked| r.pillar == pillar && r.state == RequestState::Open;
    let request = world.requests.iter_mut().find(open).ok_or(No)?;
    let due = RequestDue {
        due_on: day(request.due),
    };
    request.state = lifecycle::step(request.state, act, &due, today)?;
    let open_requests = world.waits();
    let act = match open_requests {
        0 => ApplicationAct::EvidenceSettled,
        _ => ApplicationAct::RequestSettled,
    };
    let facts = facts(world, &[]);
    world.state = (rules.step)(world.state, act, &facts, today)?;
    Ok(())
}

/// The nightly job: what is past its due date lapses, whatever became of the application.
fn lapse(rules: &Rules, world: &mut World) {
    for pillar in PILLARS {
        while settle(rules, world, pillar, RequestAct::Lapse).is_ok() {}
    }
}

fn facts<'a>(world: &World, undecided: &'a [Reason]) -> ApplicationFacts<'a> {
    ApplicationFacts {
        paid: world.paid,
        may_start_before_payment: world.let_start,
        assigned: world.assessor.is_some(),
        open_requests: world.waits(),
        rounds: world.requests.iter().map(|r| r.round).max().unwrap_or(0),
        undecided,
        second_marking: world.second_marking(),
        ..ApplicationFacts::default()
    }
}

fn requests(world: &World) -> Vec<RequestFacts> {
    let request = |asked: &Asked| RequestFacts {
        criteria: vec![format!("{}.1", asked.pillar)],
        state: asked.state,
        due_on: day(asked.due),
    };
    world.requests.iter().map(request).collect()
}

fn record(world: &World) -> DecisionRecord {
    let judgement = |rating| Judgement {
        rating,
        note: String::new(),
    };
    let outcomes = PILLARS.into_iter().zip(&world.outcomes);
    let outcomes = outcomes.filter_map(|(pillar, outcome)| {
        let (level, best_fit) = (*outcome)?;
        let reason = (level != best_fit).then(|| "Seen on a visit.".to_owned());
        Some(ConfirmedOutcome {
            pillar,
            level,
            best_fit,
            reason,
        })
    });
    DecisionRecord {
        target_rank: world.target,
        judgements: world
            .marked()
            .into_iter()
            .map(|(r, mark)| (r, judgement(mark)))
            .collect(),
        outcomes: outcomes.collect(),
        evidence: vec![],
        sampled: vec![],
    }
}

fn deciding<'a>(place: &'a Place, rules: &Rules, world: &World) -> DecisionFacts<'a> {
    DecisionFacts {
        scope: ApplicationScope::Single,
        programmes: 1,
        edition: &place.edition,
        max_rank_applicant_may_hold: world.target,
        record: record(world),
        requests: (rules.asked_first)(&requests(world)),
        today: day(world.today),
        state: world.state,
    }
}
