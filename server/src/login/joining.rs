//! A university asks to join, by a form for everybody (U6). What is written there proves nothing: an operator reads it.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::input::{FieldProblem, InvalidInput};
use domain::joining::{JoinInput, ValidJoin};
use domain::notice::NoticeKind;
use minijinja::{Value, context};
use serde::Deserialize;
use serde_json::json;
use store::trail::{self, Event, Job};
use store::{Access, joining};
use uuid::Uuid;

use super::pages::Problem;
use super::slow_down;
use crate::app::App;
use crate::http::door::{self, Peer};
use crate::public;
use crate::work::kinds::NOTIFY_ADDRESS;

/// The form as it was filled in.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Filled {
    university: String,
    address: String,
    domain: String,
    name: String,
    position: String,
    email: String,
}

/// The form.
pub(super) async fn form(State(app): State<Arc<App>>) -> Response {
    page(&app, &JoinInput::default(), None)
}

/// Takes a request down, or shows what to change in it: nothing that was written is lost.
pub(super) async fn ask(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Form(filled): Form<Filled>,
) -> Result<Response, Problem> {
    slow_down(&app, peer)?;
    if !door::from_our_page(&app, &headers) {
        return Err(Problem::Forged);
    }
    let input = JoinInput {
        university: filled.university,
        address: filled.address,
        domain: filled.domain,
        name: filled.name,
        position: filled.position,
        email: filled.email,
    };
    match input.validate() {
        Ok(asked) => {
            keep(&app, peer, &asked).await?;
            // Whoever reloads the next page asks nothing twice.
            Ok(Redirect::to("/join/asked").into_response())
        }
        Err(wrong) => Ok(page(&app, &input, Some(&wrong))),
    }
}

/// What happens next: the same whether it was the first request of its domain or not, as that is nobody else's to know.
pub(super) async fn asked() -> Response {
    public::message(
        StatusCode::OK,
        "Your request is with us",
        "Whoever runs the scheme reads it and writes to the address that you gave, most often within five working days. If somebody of your university asked before and waits for an answer, theirs is the one that is read.",
        Some(("/standard", "Read the standard meanwhile")),
    )
}

async fn keep(app: &App, Peer(peer): Peer, asked: &ValidJoin) -> Result<(), Problem> {
    let moment = app.clock.now();
    let tx = app.system(Access::Write).await?;
    let done: store::Result<()> = async {
        let id = Uuid::now_v7();
        if !joining::ask(&tx, id, asked, moment.now).await? {
            return Ok(());
        }
        let event = Event {
            university: trail::SCHEME,
            application: None,
            subject: Some(id),
            actor: None,
            at: moment.now,
            act: "joining.asked",
            summary: format!("{} asks to join.", asked.university),
            before: None,
            after: Some(json!({ "university": asked.university, "domain": asked.domain })),
            origin: peer.map(|peer| peer.to_canonical().to_string()),
        };
        // Nothing of what was written stands in it: whoever fills in a form has us write nothing of theirs to others.
        let letter = Job {
            kind: NOTIFY_ADDRESS,
            payload: json!({
                "name": "colleague",
                "email": asked.email,
                "kind": NoticeKind::Joining,
                "subject": "Your request to join is with us",
                "text": format!(
                    "Somebody gave this address to ask that the university at {} joins the scheme. Whoever runs the scheme reads the request and writes to you. If it was not you, do nothing, or tell whoever looks after your e-mail.",
                    asked.domain
                ),
                "path": "/standard",
            }),
        };
        trail::tell(&tx, &event, &[letter]).await
    }
    .await;
    tx.finish(done.is_ok()).await?;
    Ok(done?)
}

fn page(app: &App, input: &JoinInput, wrong: Option<&InvalidInput>) -> Response {
    let problem = |field: &str| {
        let fields = wrong.map(InvalidInput::fields).unwrap_or_default();
        let of = fields.iter().find(|of| of.field == field);
        of.map(|of| of.message.clone())
    };
    let field = |name: &str, hint: &str, value: &str| {
        context! { name, label => label(name), hint, value, problem => problem(name) }
    };
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let shown = context! {
        title => "Ask to join",
        here => "join",
        demo => app.config.demo().is_some(),
        wrong => wrong.map(|wrong| wrong.fields().iter().map(summed).collect::<Vec<_>>()),
        university => field("university", "As it is to stand in the register.", &input.university),
        address => field("address", "", &input.address),
        domain => field("domain", "What comes after the @ in your colleagues’ addresses, such as university.ac.uk.", &input.domain),
        name => field("name", "", &input.name),
        position => field("position", "Such as head of mentoring.", &input.position),
        email => field("email", "At that domain. We write to you there.", &input.email),
    };
    let private = [(header::CACHE_CONTROL, "no-store")];
    (status, private, public::render("join.html", shown)).into_response()
}

/// What a field is called on the page.
fn label(field: &str) -> &'static str {
    match field {
        "university" => "Your university",
        "address" => "Its postal address",
        "domain" => "Its e-mail domain",
        "name" => "Your name",
        "position" => "What you do there",
        _ => "Your work e-mail address",
    }
}

/// A problem as it stands above the form.
fn summed(of: &FieldProblem) -> Value {
    context! { field => &of.field, label => label(&of.field), message => &of.message }
}
