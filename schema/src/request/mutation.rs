//! Asking for evidence, answering, closing.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};
use chrono::NaiveDate;
use domain::access::Act;
use domain::id::{self, Kind};
use domain::input::Fields;
use domain::lifecycle::{
    self, ApplicationAct, ApplicationFacts, ApplicationState, RequestAct, RequestDue, RequestState,
};
use domain::notice::NoticeKind;
use domain::working_days::{self, DAYS_TO_ANSWER};
use serde_json::json;
use store::applications::{self as rows, Change};
use store::casefile::{self, Part};
use store::holds::Hold;
use store::requests::{self as stored, NewRequest};
use store::trail::Job;
use uuid::Uuid;

use super::EvidenceRequest;
use crate::application::{Application, facts, hold};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::Facts;
use crate::scalar::{self, Date};

/// A question to the university (J5).
#[derive(Debug, InputObject)]
pub struct RequestEvidenceInput {
    /// The application.
    application_id: ID,
    /// References of the criteria asked about; at least one.
    criteria: Vec<String>,
    /// What is asked, so that it can be answered.
    question: String,
    /// The last day to answer; after today. Left out: ten working days from today.
    due_on: Option<Date>,
}

/// The university's answer.
#[derive(Debug, InputObject)]
pub struct AnswerEvidenceRequestInput {
    /// The request.
    request_id: ID,
    /// The answer in words; evidence is added with its requestId before.
    answer: String,
}

/// An answer that was looked at.
#[derive(Debug, InputObject)]
pub struct CloseEvidenceRequestInput {
    /// The request.
    request_id: ID,
    /// References of the criteria that the answer is accepted for; left out: all that were asked about.
    accepted: Option<Vec<String>>,
}

/// The request and its application as they stand now.
pub struct RequestPayload {
    row: rows::Application,
    id: Uuid,
}

/// The request and its application as they stand now.
#[Object]
impl RequestPayload {
    /// The application as it stands now.
    async fn application(&self) -> Application {
        self.row.clone().into()
    }
    /// The request as it stands now.
    async fn request(&self, ctx: &Context<'_>) -> Result<EvidenceRequest> {
        let case = ctx.scope().case(self.row.id);
        let (requests, evidence) = futures_util::try_join!(case.requests(), case.evidence())?;
        let request = requests.iter().find(|request| request.id == self.id);
        let request = request.ok_or(Error::NotFound("evidence request"))?;
        Ok(EvidenceRequest(request.clone(), Some(evidence)))
    }
}

/// The request among all of its application's, and the application, held.
struct Held {
    row: rows::Application,
    request: casefile::Request,
    all: Arc<Vec<casefile::Request>>,
    holds: Arc<Vec<Hold>>,
    evidence: Arc<Vec<casefile::Evidence>>,
}

async fn held(scope: &Scope, id: &ID) -> Result<Held> {
    let missing = || Error::NotFound("evidence request");
    let id = scalar::read(Kind::EvidenceRequest, id, "evidence request")?;
    let row = rows::lock_by_request(&scope.tx, id).await?;
    let row = row.ok_or_else(missing)?;
    let parts = [Part::Requests, Part::Evidence, Part::Holds];
    let read = Facts::read(&scope.tx, row.id, &parts).await?;
    let (all, evidence) = (read.requests()?, read.evidence()?);
    let request = all.iter().find(|request| request.id == id).cloned();
    let request = request.ok_or_else(missing)?;
    Ok(Held {
        row,
        request,
        all,
        holds: read.holds()?,
        evidence,
    })
}

/// Asking for evidence, answering, closing.
#[derive(Debug, Default)]
pub struct RequestMutation;

/// Asking for evidence, answering, closing.
#[Object]
impl RequestMutation {
    /// Asks the university for evidence before an outcome falls short (J5); the case waits for the answer or the due date.
    async fn request_evidence(
        &self,
        ctx: &Context<'_>,
        input: RequestEvidenceInput,
    ) -> Result<RequestPayload> {
        let scope = ctx.scope();
        scope.may(Act::RequestEvidence)?;
        let by = scope.person()?;
        let row = hold(scope, &input.application_id).await?;
        let edition = scope.edition(row.edition_id).await?.edition;
        let today = scope.moment.today;
        let mut fields = Fields::new();
        let question = fields.paragraph("question", &input.question, 1..=5_000);
        let due_on = input.due_on.map_or_else(
            || working_days::add_working_days(today, DAYS_TO_ANSWER),
            |day| day.0,
        );
        if due_on <= today {
            fields.problem(
                "dueOn",
                "Give the university time: choose a day after today.",
            );
        } else if due_on > domain::add_months(today, 6) {
            fields.problem("dueOn", "Choose a day within six months.");
        }
        let mut criteria = input.criteria;
        criteria.sort_unstable();
        criteria.dedup();
        if criteria.is_empty() {
            fields.problem("criteria", "Choose at least one criterion.");
        }
        for reference in &criteria {
            if facts::criterion(&edition, &row, reference).is_err() {
                let shown: String = reference.chars().take(20).collect();
                fields.problem(
                    "criteria",
                    format!("{shown} is not a criterion up to the level applied for."),
                );
            }
        }
        let question = fields.or(question)?;
        let asked = Facts::read(&scope.tx, row.id, &[Part::Requests])
            .await?
            .requests()?;
        let rounds = asked
            .iter()
            .map(|request| Ok((facts::rank(request.round), super::state_on(request, today)?)))
            .collect::<Result<Vec<_>>>()?;
        let round = lifecycle::next_round(&rounds)?;
        let last = rounds.iter().map(|(round, _)| *round).max().unwrap_or(0);
        let state = facts::state_on(&row, &facts::requests(&asked)?, today)?;
        let guards = ApplicationFacts {
            rounds: last,
            ..ApplicationFacts::default()
        };
        let next = lifecycle::step(state, ApplicationAct::RequestEvidence, &guards, today)?;
        let id = Uuid::now_v7();
        let new = NewRequest {
            university_id: row.university_id,
            id,
            application_id: row.id,
            criteria: &criteria,
            question: &question,
            due_on,
            state: RequestState::Open.as_str(),
            round: round.into(),
            asked_at: scope.moment.now,
            asked_by: by,
        };
        stored::insert(&scope.tx, &new).await?;
        let row = moved(scope, row, next, None).await?;
        let due = domain::calendar::in_words(new.due_on);
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            subject: Some(id),
            act: "evidence.requested",
            summary: format!("Evidence requested on {}, due {due}.", criteria.join(", ")),
            after: Some(
                json!({ "criteria": criteria, "question": question, "dueOn": new.due_on, "round": round }),
            ),
            ..Told::default()
        };
        let notice = Job {
            kind: "notify_university",
            payload: json!({ "kind": NoticeKind::EvidenceRequest,
                "university_id": row.university_id,
                "subject": format!("More evidence is asked for: {}", row.reference),
                "text": format!("The assessor of {} asks about {}:\n\n{question}\n\nPlease answer by {due}.", row.reference, criteria.join(", ")),
                "path": format!("/applications/{}", id::encode(Kind::Application, row.id)),
            }),
        };
        scope.tell(told, &[notice]).await?;
        Ok(RequestPayload { row, id })
    }

    /// Answers a request while it is open; evidence for it is added before with its requestId.
    async fn answer_evidence_request(
        &self,
        ctx: &Context<'_>,
        input: AnswerEvidenceRequestInput,
    ) -> Result<RequestPayload> {
        let scope = ctx.scope();
        scope.may(Act::AnswerEvidenceRequest)?;
        let by = scope.person()?;
        let Held {
            row,
            request,
            all,
            holds,
            evidence,
        } = held(scope, &input.request_id).await?;
        let today = scope.moment.today;
        let mut fields = Fields::new();
        let answer = fields.paragraph("answer", &input.answer, 1..=10_000);
        let answer = fields.or(answer)?;
        let next = lifecycle::step(
            request.state.parse::<RequestState>()?,
            RequestAct::Answer,
            &RequestDue {
                due_on: request.due_on,
            },
            today,
        )?;
        let unready = evidence
            .iter()
            .filter(|item| item.request_id == Some(request.id))
            .find(|item| {
                item.file
                    .as_ref()
                    .is_some_and(|file| file.state != lifecycle::FileState::Clean.as_str())
            });
        if let Some(item) = unready {
            return Err(Error::refused(
                "E3",
                format!(
                    "{} has not passed its checks: wait for it, or remove it, then send the answer.",
                    item.title
                ),
            ));
        }
        let change = stored::Change {
            state: Some(next.as_str()),
            answer: Some(&answer),
            answered_at: Some(scope.moment.now),
            answered_by: Some(by),
            ..stored::Change::default()
        };
        stored::change(&scope.tx, request.id, &change).await?;
        let others: Vec<_> = all
            .iter()
            .filter(|other| other.id != request.id)
            .cloned()
            .collect();
        let open = facts::requests(&others)?
            .iter()
            .filter(|other| !other.state.is_settled(other.due_on, today))
            .count();
        let act = match open {
            0 => ApplicationAct::EvidenceSettled,
            _ => ApplicationAct::RequestSettled,
        };
        let guards = ApplicationFacts {
            open_requests: open,
            ..ApplicationFacts::default()
        };
        let next = lifecycle::step(row.state.parse::<ApplicationState>()?, act, &guards, today)?;
        let mut settled: Vec<_> = all.to_vec();
        for other in settled.iter_mut().filter(|other| other.id == request.id) {
            other.answered_at = Some(scope.moment.now);
        }
        let due_on = facts::due_on(&row, &settled, &holds);
        let row = moved(scope, row, next, due_on).await?;
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            subject: Some(request.id),
            act: "evidence.answered",
            summary: format!(
                "Evidence request on {} answered.",
                request.criteria.join(", ")
            ),
            after: Some(json!({ "answer": answer })),
            ..Told::default()
        };
        let notice = row.assessor_id.map(|person| Job {
            kind: "notify_person",
            payload: json!({ "kind": NoticeKind::Answer,
                "person_id": person,
                "subject": format!("Your evidence request is answered: {}", row.reference),
                "text": format!("The university has answered your request on {}.", request.criteria.join(", ")),
                "path": format!("/judge/{}", id::encode(Kind::Application, row.id)),
            }),
        });
        scope.tell(told, notice.as_slice()).await?;
        Ok(RequestPayload {
            row,
            id: request.id,
        })
    }

    /// Says that an answer was looked at, and which criteria it is accepted for; what it is not can be asked about again.
    async fn close_evidence_request(
        &self,
        ctx: &Context<'_>,
        input: CloseEvidenceRequestInput,
    ) -> Result<RequestPayload> {
        let scope = ctx.scope();
        scope.may(Act::CloseEvidenceRequest)?;
        let Held { row, request, .. } = held(scope, &input.request_id).await?;
        if row.state == ApplicationState::Decided.as_str() {
            let message = "The application is decided: what was asked stays as it was then.";
            return Err(Error::refused("J7", message));
        }
        // To look at an answer is to judge: in moderation the second assessor would hear of it (J6).
        lifecycle::may_be_judged(row.state.parse()?, row.release_at.is_some())?;
        let accepted = lifecycle::accept(&request.criteria, input.accepted.as_deref())?;
        let next = lifecycle::step(
            request.state.parse::<RequestState>()?,
            RequestAct::Close,
            &RequestDue {
                due_on: request.due_on,
            },
            scope.moment.today,
        )?;
        let change = stored::Change {
            state: Some(next.as_str()),
            accepted: Some(&accepted),
            closed_at: Some(scope.moment.now),
            ..stored::Change::default()
        };
        stored::change(&scope.tx, request.id, &change).await?;
        let asked = request.criteria.join(", ");
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            subject: Some(request.id),
            act: "evidence.request_closed",
            summary: match accepted.len() {
                0 => format!("Answer on {asked} looked at; it was not accepted."),
                n if n == request.criteria.len() => format!("Answer on {asked} accepted."),
                _ => format!("Answer on {asked} accepted for {}.", accepted.join(", ")),
            },
            after: Some(json!({ "accepted": accepted })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(RequestPayload {
            row,
            id: request.id,
        })
    }
}

/// The application in its next state; one that stays where it is is not written.
async fn moved(
    scope: &Scope,
    row: rows::Application,
    next: ApplicationState,
    due_on: Option<NaiveDate>,
) -> Result<rows::Application> {
    if row.state == next.as_str() {
        return Ok(row);
    }
    let change = Change {
        state: Some(next.as_str()),
        updated_at: Some(scope.moment.now),
        due_on,
        ..Change::default()
    };
    Ok(rows::change(&scope.tx, row.id, &change).await?)
}
