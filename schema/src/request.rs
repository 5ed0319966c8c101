//! Evidence requests: an assessor's questions, before an outcome falls short (J5).

mod mutation;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object};
use chrono::{DateTime, Utc};
use domain::id::Kind;
use store::casefile;

use crate::application::Application;
use crate::context::Ask;
use crate::error::{Error, Result};
use crate::evidence::Evidence;
use crate::loaders::ApplicationKey;
use crate::scalar::{self, Date};

pub use mutation::RequestMutation;

/// Where an evidence request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::lifecycle::RequestState")]
pub enum RequestState {
    /// Waiting for the university.
    Open,
    /// Answered, not yet looked at.
    Answered,
    /// Answered and looked at.
    Closed,
    /// Its due date passed without an answer.
    Lapsed,
}

/// An assessor's question about criteria.
#[derive(Debug, Clone)]
pub struct EvidenceRequest(
    pub(crate) casefile::Request,
    /// The application's evidence, where it was read together with the request.
    pub(crate) Option<Arc<Vec<casefile::Evidence>>>,
);

/// An assessor's question about criteria.
#[Object]
impl EvidenceRequest {
    /// Stable id.
    async fn id(&self) -> ID {
        scalar::show(Kind::EvidenceRequest, self.0.id)
    }
    /// The application it is about.
    async fn application(&self, ctx: &Context<'_>) -> Result<Application> {
        let found = ctx
            .scope()
            .loaders
            .load_one(ApplicationKey(self.0.application_id))
            .await?;
        found
            .map(Application::from)
            .ok_or(Error::NotFound("application"))
    }
    /// References of the criteria asked about.
    async fn criteria(&self) -> &[String] {
        &self.0.criteria
    }
    /// What is asked.
    async fn question(&self) -> &str {
        &self.0.question
    }
    /// Where it stands today: OPEN past its due date has lapsed.
    async fn state(&self, ctx: &Context<'_>) -> Result<RequestState> {
        Ok(state_on(&self.0, ctx.scope().moment.today)?.into())
    }
    /// The last day to answer.
    async fn due_on(&self) -> Date {
        Date(self.0.due_on)
    }
    /// When it was asked.
    async fn asked_at(&self) -> DateTime<Utc> {
        self.0.asked_at
    }
    /// 1 for the first time evidence was asked for; at most 3.
    async fn round(&self) -> i32 {
        self.0.round
    }
    /// The university's answer.
    async fn answer(&self) -> Option<&str> {
        self.0.answer.as_deref()
    }
    /// When it was answered.
    async fn answered_at(&self) -> Option<DateTime<Utc>> {
        self.0.answered_at
    }
    /// References of the criteria that the answer was accepted for; null until it was looked at, and to the second assessor
    /// before the decision, who would learn the first's marks by it (J6).
    async fn accepted(&self, ctx: &Context<'_>) -> Result<Option<&[String]>> {
        let scope = ctx.scope();
        let key = ApplicationKey(self.0.application_id);
        let application = scope.loaders.load_one(key).await?;
        let blind = application.is_none_or(|row| {
            row.second_assessor_id.is_some()
                && row.second_assessor_id == scope.viewer.person()
                && row.decided_on.is_none()
        });
        if blind {
            return Ok(None);
        }
        Ok(match (&self.0.accepted, self.0.state.as_str()) {
            // Closed before it could be said which: all of them.
            (None, "CLOSED") => Some(&self.0.criteria),
            (accepted, _) => accepted.as_deref(),
        })
    }
    /// When the answer was looked at; null until then, and where it was before this was kept.
    async fn closed_at(&self) -> Option<DateTime<Utc>> {
        self.0.closed_at
    }
    /// What was sent with the answer (E4).
    #[graphql(complexity = "crate::limits::list_cost(5, child_complexity)")]
    async fn evidence(&self, ctx: &Context<'_>) -> Result<Vec<Evidence>> {
        let all = match &self.1 {
            Some(all) => all.clone(),
            None => ctx.scope().case(self.0.application_id).evidence().await?,
        };
        let open = self.0.state == "OPEN";
        Ok(all
            .iter()
            .filter(|item| item.request_id == Some(self.0.id))
            .map(|item| Evidence::new(item.clone(), !open))
            .collect())
    }
}

/// A request's state on a day: one that is open past its due date has lapsed, whether or not the nightly job has been.
pub(crate) fn state_on(
    request: &casefile::Request,
    today: chrono::NaiveDate,
) -> Result<domain::lifecycle::RequestState> {
    use domain::lifecycle::RequestState as S;
    let state = request.state.parse::<S>()?;
    Ok(if state == S::Open && request.due_on < today {
        S::Lapsed
    } else {
        state
    })
}
