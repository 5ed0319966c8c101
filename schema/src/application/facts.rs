//! From rows to what the rules look at. Nothing here decides.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::eligibility::{EligibilityAnswer, ProgrammeFacts, eligibility};
use domain::id::{self, Kind};
use domain::judgement::{ConfirmedOutcome, DecisionRecord, EvidenceHash, Judgement, RequestFacts};
use domain::lifecycle::{self, ApplicationState, FileState, OrderState};
use domain::pricing::{self, PriceList, Quote};
use domain::standard::{Criterion, Edition, Rating};
use domain::submission::{self, EvidenceFacts, SelfRatingFacts};
use domain::working_days::{Stop, decision_due};
use domain::{Reason, programme as programmes_rule};
use store::applications as rows;
use store::casefile;
use store::holds::Hold;

use super::{scoping, standing};
use crate::error::{Error, Result};
use crate::order::StoredLine;
use crate::programme;

/// A level's rank as the rules have it.
pub(crate) fn rank(stored: i32) -> u8 {
    u8::try_from(stored).unwrap_or(0)
}

/// Where an order stands, by what is kept of it (M3, M7).
pub(crate) fn order_state(order: &casefile::Order) -> OrderState {
    OrderState::of(
        order.net_minor.is_some(),
        order.paid_on.is_some(),
        order.start_before_reason.is_some(),
    )
}

/// Ratings and evidence change in a draft only (E4).
pub(crate) fn expect_draft(row: &rows::Application) -> Result<()> {
    let state = row.state.parse::<ApplicationState>()?;
    if state == ApplicationState::Draft {
        return Ok(());
    }
    Err(Error::refused(
        "E4",
        format!(
            "{} is {}: what was submitted stays as it was.",
            row.reference,
            state.in_words()
        ),
    ))
}

/// The criterion by its reference, if the application is judged by it.
pub(crate) fn criterion<'a>(
    edition: &'a Edition,
    row: &rows::Application,
    reference: &str,
) -> Result<&'a Criterion> {
    edition
        .criterion(reference)
        .filter(|criterion| criterion.rank <= rank(row.level_rank))
        .ok_or_else(|| {
            Error::input(
                "ref",
                "Use the reference of a criterion up to the level applied for, such as 1.1.",
            )
        })
}

/// A mark in words.
pub(crate) fn rating_in_words(rating: standing::Rating) -> &'static str {
    match rating {
        standing::Rating::Met => "met",
        standing::Rating::PartlyMet => "partly met",
        standing::Rating::NotMet => "not met",
    }
}

/// Whether an item may not be changed any more (E4): its application is sent, and it is not part of an answer being written.
pub(crate) fn is_locked(
    row: &rows::Application,
    item: &casefile::Evidence,
    requests: &[casefile::Request],
) -> bool {
    match item.request_id {
        None => row.state != "DRAFT",
        Some(id) => !requests
            .iter()
            .any(|request| request.id == id && request.state == "OPEN"),
    }
}

/// The state on a day: when every request has lapsed, assessment goes on, whether or not the nightly job has been.
pub(crate) fn state_on(
    row: &rows::Application,
    requests: &[RequestFacts],
    today: NaiveDate,
) -> Result<ApplicationState> {
    let state = row.state.parse()?;
    let waits = requests
        .iter()
        .any(|request| !request.state.is_settled(request.due_on, today));
    Ok(if state == ApplicationState::AwaitingEvidence && !waits {
        ApplicationState::InAssessment
    } else {
        state
    })
}

/// The evidence requests as the rules look at them.
pub(crate) fn requests(rows: &[casefile::Request]) -> Result<Vec<RequestFacts>> {
    rows.iter()
        .map(|row| {
            let state = row.state.parse()?;
            Ok(RequestFacts {
                criteria: row.criteria.clone(),
                state,
                due_on: row.due_on,
            })
        })
        .collect()
}

/// The day the decision is due once every request is settled: days spent waiting for the university, and on hold, do not count (W6).
pub(crate) fn due_on(
    row: &rows::Application,
    requests: &[casefile::Request],
    holds: &[Hold],
) -> Option<NaiveDate> {
    let waits = requests.iter().map(|r| {
        let answered_on = r.answered_at.map(domain::civil_day);
        Stop::asking(domain::civil_day(r.asked_at), answered_on, r.due_on)
    });
    let holds = holds.iter().map(|h| Stop::holding(h.held_on, h.resumed_on));
    let waits: Vec<Stop> = waits.chain(holds).collect();
    decision_due(row.started_on?, &waits)
}

/// The same from the light form.
pub(crate) fn asked(rows: &[casefile::Asked]) -> Result<Vec<RequestFacts>> {
    rows.iter()
        .map(|row| {
            let state = row.state.parse()?;
            Ok(RequestFacts {
                criteria: row.criteria.clone(),
                state,
                due_on: row.due_on,
            })
        })
        .collect()
}

/// Marks by reference.
pub(crate) fn marks(stored: &BTreeMap<String, String>) -> Result<BTreeMap<String, Rating>> {
    stored
        .iter()
        .map(|(reference, value)| Ok((reference.clone(), value.parse()?)))
        .collect()
}

/// The university's own marks by reference: several programmes meet a criterion as the one that meets it least (P4, J1).
pub(crate) fn self_marks(stored: &casefile::Marks) -> Result<BTreeMap<String, Rating>> {
    let mut ratings = marks(&stored.ratings)?;
    for (reference, value) in &stored.exceptions {
        if let Some(rating) = ratings.get_mut(reference) {
            *rating = domain::judgement::of_all(*rating, [value.parse()?]);
        }
    }
    Ok(ratings)
}

/// The programmes as eligibility looks at them.
pub(crate) fn programmes(rows: &[casefile::Programme]) -> Vec<ProgrammeFacts> {
    rows.iter()
        .map(|row| programme::facts_of(&row.row(), &row.holds))
        .collect()
}

fn eligible(
    edition: &Edition,
    row: &rows::Application,
    covered: &[casefile::Programme],
    today: NaiveDate,
) -> EligibilityAnswer {
    eligibility(edition, &programmes(covered), rank(row.level_rank), today)
}

/// Everything that stands in the way of submitting: what it covers (P4), when (G1-G3), and what is missing in it.
pub(crate) fn missing(
    edition: &Edition,
    row: &rows::Application,
    criteria: &casefile::Criteria,
    evidence: &[casefile::Evidence],
    (covered, active): (&[casefile::Programme], &[casefile::Active]),
    today: NaiveDate,
) -> Result<Vec<Reason>> {
    let ratings = criteria
        .ratings
        .iter()
        .map(|(reference, rating)| {
            let facts = SelfRatingFacts {
                rating: rating.value.parse()?,
                statement: rating.statement.clone(),
            };
            Ok((reference.clone(), facts))
        })
        .collect::<Result<_>>()?;
    let evidence = evidence
        .iter()
        .map(evidence_facts)
        .collect::<Result<Vec<_>>>()?;
    let eligible = eligible(edition, row, covered, today);
    let mut missing = scoping::in_the_way(row, covered, active)?;
    missing.extend(submission::missing(
        edition,
        rank(row.level_rank),
        &ratings,
        &evidence,
        &eligible,
    ));
    Ok(missing)
}

/// What is worth a look in the evidence, as of the day of submission (E6).
pub(crate) fn warnings(evidence: &[casefile::Evidence], on: NaiveDate) -> Result<Vec<Reason>> {
    let evidence = evidence
        .iter()
        .map(evidence_facts)
        .collect::<Result<Vec<_>>>()?;
    Ok(submission::warnings(&evidence, on))
}

fn evidence_facts(item: &casefile::Evidence) -> Result<EvidenceFacts> {
    let file = item
        .file
        .as_ref()
        .map(|file| file.state.parse::<FileState>())
        .transpose()?;
    Ok(EvidenceFacts {
        name: item.title.clone(),
        criteria: item.refs.clone(),
        file,
        problem: item.file.as_ref().and_then(|file| file.problem.clone()),
        covers_to: item.covers_to,
    })
}

/// Whether any of some programmes is large, so that there is no list price (M3, P3).
pub(crate) fn any_large(edition: &Edition, covered: &[casefile::Programme]) -> bool {
    covered
        .iter()
        .any(|p| programmes_rule::is_large(edition, u32::try_from(p.mentors).unwrap_or(0)))
}

/// What the application would cost today (M1-M4).
pub(crate) fn quote(
    (edition, prices): (&Edition, &PriceList),
    row: &rows::Application,
    covered: &[casefile::Programme],
    today: NaiveDate,
) -> Result<Quote> {
    let kind = row.kind.parse()?;
    let large = any_large(edition, covered);
    let count = u32::try_from(covered.len()).unwrap_or(u32::MAX);
    Ok(pricing::price(
        prices,
        &[(kind, count)],
        large,
        pricing::vat_per_mille(today),
    ))
}

/// A quote's lines as an order keeps them.
pub(crate) fn stored_lines(quote: &Quote) -> serde_json::Value {
    let lines: Vec<StoredLine> = quote
        .lines
        .iter()
        .map(|line| StoredLine {
            label: line.label.clone(),
            net_minor: line.net.minor,
        })
        .collect();
    serde_json::json!(lines)
}

/// How far a second marking has come; that none was opened is for the caller to know.
pub(crate) fn second_marking(read: &casefile::Moderation) -> lifecycle::SecondMarking {
    let second = read.second.as_ref();
    lifecycle::SecondMarking {
        submitted: second.is_some_and(|second| second.submitted_at.is_some()),
        differs: second.is_some_and(|second| second.differs == Some(true)),
        settled: second.is_some_and(|second| second.settled_at.is_some()),
    }
}

/// What the second assessor made of the case.
pub(crate) fn second_record(
    read: &casefile::Moderation,
    row: &rows::Application,
) -> Result<DecisionRecord> {
    Ok(DecisionRecord {
        target_rank: rank(row.level_rank),
        judgements: judgements(&read.judgements)?,
        outcomes: read.outcomes.iter().map(confirmed).collect(),
        evidence: Vec::new(),
        sampled: Vec::new(),
    })
}

/// What the first assessor made of the case, without the evidence they saw.
pub(crate) fn first_record(
    criteria: &casefile::Criteria,
    marks: &casefile::Marks,
    row: &rows::Application,
) -> Result<DecisionRecord> {
    Ok(DecisionRecord {
        target_rank: rank(row.level_rank),
        judgements: judgements(&criteria.judgements)?,
        outcomes: marks.outcomes.iter().map(confirmed).collect(),
        evidence: Vec::new(),
        sampled: Vec::new(),
    })
}

pub(super) fn judgements(
    stored: &BTreeMap<String, casefile::Judgement>,
) -> Result<BTreeMap<String, Judgement>> {
    let read = stored.iter().map(|(reference, mark)| {
        let judgement = Judgement {
            rating: mark.value.parse()?,
            note: mark.note.clone(),
        };
        Ok((reference.clone(), judgement))
    });
    read.collect()
}

pub(crate) fn confirmed(outcome: &casefile::Outcome) -> ConfirmedOutcome {
    ConfirmedOutcome {
        pillar: rank(outcome.pillar),
        level: outcome.level_rank.map(rank),
        best_fit: outcome.best_fit_rank.map(rank),
        reason: outcome.reason.clone(),
    }
}

/// What was seen: a file by its verified hash, a link by its address's; a file that is not clean was not seen (E3).
pub(super) fn evidence_hash(item: &casefile::Evidence) -> Option<EvidenceHash> {
    let sha256 = match (&item.file, &item.url) {
        (Some(file), _) if file.state == "CLEAN" => file.sha256.clone(),
        (None, Some(url)) => domain::canonical::hash(&serde_json::json!(url)),
        _ => return None,
    };
    Some(EvidenceHash {
        id: id::encode(Kind::Evidence, item.id),
        sha256,
    })
}
