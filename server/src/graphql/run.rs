//! One operation in one transaction, opened as its viewer: all of it, or nothing.

use std::sync::Arc;

use async_graphql::{Request, Response, Value};
use domain::access::Reach;
use schema::limits::Operation;
use schema::{Moment, SignedIn};
use serde_json::Value as Json;
use store::idempotency::{self, Claim};
use store::{Access, Tx, Viewer};
use uuid::Uuid;

use super::answer::Answer;
use super::codes::{self, Failure};
use super::order::Order;
use crate::app::App;
use crate::http::door::RequestId;

/// An operation that may be run.
pub struct Asked {
    /// What is asked, past the guard.
    pub request: Request,
    /// Tells one request from another under the same idempotency key.
    pub digest: Vec<u8>,
    /// What kind of operation it is; a subscription is run by the socket.
    pub operation: Operation,
    /// Who asks.
    pub viewer: Viewer,
    /// By which session.
    pub session: Option<SignedIn>,
    /// How far the machine's token reaches that they ask by.
    pub reach: Option<Reach>,
    /// To which universities the token is kept, if to some.
    pub within: Option<Vec<Uuid>>,
    /// Under which idempotency key.
    pub key: Option<String>,
    /// From which network address.
    pub origin: Option<String>,
    /// Its name in the log.
    pub id: RequestId,
}

/// Opens, executes, and ends the transaction.
pub async fn run(app: Arc<App>, asked: Asked) -> Answer {
    let id = asked.id.clone();
    let moment = app.clock.now();
    match attempt(&app, asked, moment).await {
        Ok(answer) => answer,
        Err(Stopped::Store(error)) => Answer::from(Failure::from_store(error, &id)),
        Err(Stopped::Failure(failure)) => Answer::from(failure),
    }
}

enum Stopped {
    Store(store::Error),
    Failure(Failure),
}

impl From<store::Error> for Stopped {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

async fn attempt(app: &App, asked: Asked, moment: Moment) -> Result<Answer, Stopped> {
    let Asked {
        mut request,
        digest,
        operation,
        viewer,
        session,
        reach,
        within,
        key,
        origin,
        id,
    } = asked;
    let writes = operation == Operation::Mutation;
    let access = if writes { Access::Write } else { Access::Read };
    let tx = Arc::new(
        app.db
            .begin_within(&viewer, within.as_deref(), access, moment.today)
            .await?,
    );
    let key = key.filter(|_| writes && viewer.person().is_some());
    if let Some(key) = &key {
        let answer = earlier(&tx, &viewer, key, &digest, moment).await;
        if !matches!(answer, Ok(None)) {
            tx.finish(false).await?;
        }
        if let Some(answer) = answer? {
            return Ok(answer);
        }
    }
    let before = tx.statements();
    let name = name_of(&mut request);
    let order = Order::of(&mut request);
    let request = schema::attach(
        request,
        &app.house,
        (viewer, session),
        tx.clone(),
        moment,
        origin,
    );
    let (api, request) = match reach {
        Some(reach) => (app.machines(), request.data(reach)),
        None => (&app.schema, request),
    };
    let mut response = schema::batched(api.execute(request)).await;
    order.apply(&mut response);
    tracing::debug!(
        graphql.operation = name,
        sql.statements = tx.statements() - before,
        "executed"
    );
    let ok = response.errors.is_empty();
    let was_run = was_run(&response);
    codes::finish(&mut response.errors, &app.limits, &id);
    for error in &response.errors {
        if let Some(code) = codes::code(error) {
            app.metrics.error(&code);
        }
    }
    if writes && !ok {
        // It is taken back: do not tell of what did not happen.
        response.data = Value::Null;
    }
    let answer = if was_run {
        Answer::run(&response.data, &response.errors)
    } else {
        Answer::invalid(&response.errors)
    };
    if ok
        && let Some(key) = &key
        && let Answer::Run { body, .. } = &answer
    {
        // What opens is told once.
        let kept = Json::String(domain::token::hide(body));
        idempotency::save(&tx, &viewer, key, &kept).await?;
    }
    tx.finish(ok).await?;
    Ok(answer)
}

/// What the client calls the operation; empty when it has no name.
fn name_of(request: &mut Request) -> String {
    let asked = request.operation_name.clone();
    let only = || {
        let document = request.parsed_query().ok()?;
        document
            .operations
            .iter()
            .find_map(|(name, _)| name.map(ToString::to_string))
    };
    asked.or_else(only).unwrap_or_default()
}

/// The answer that the same request got before under this key; an error when it was another request.
async fn earlier(
    tx: &Tx,
    viewer: &Viewer,
    key: &str,
    digest: &[u8],
    moment: Moment,
) -> Result<Option<Answer>, Stopped> {
    match idempotency::claim(tx, viewer, key, digest, moment.now).await? {
        Claim::New => Ok(None),
        Claim::Answered(Json::String(body)) => Ok(Some(Answer::Run {
            body,
            replayed: true,
        })),
        // Answers are saved as text; one that is not was not saved by us.
        Claim::Answered(_) | Claim::Other => Err(Stopped::Failure(Failure::input(
            "This idempotency-key was used for another request. Use a new key for each act.",
        ))),
    }
}

/// Parsing and validation refuse without a path; whatever a resolver says has one.
fn was_run(response: &Response) -> bool {
    response.data != Value::Null
        || response.errors.is_empty()
        || response.errors.iter().any(|error| !error.path.is_empty())
}
