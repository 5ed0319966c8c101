//! One accreditation from the university's first programme to the public's look at its award, by the API alone.

mod apply;
mod award;
mod judge;

use serde_json::{Value, json};
use tests::make::{self, Stage, documents as doc};
use tests::{Person, TestApp, world};

/// Who walks the path.
struct Walk {
    app: TestApp,
    mara: Person,
    olive: Person,
    priya: Person,
    stranger: Person,
}

/// What was sent.
struct Sent {
    id: String,
    order: String,
    file: String,
}

async fn look(person: &Person, id: &str) -> Value {
    let asked = person.ask(doc::APPLICATION, json!({ "id": id })).await;
    asked.at("/application").clone()
}

fn allowed(application: &Value, name: &str) -> bool {
    let mut actions = application["actions"].as_array().into_iter().flatten();
    actions.any(|action| action["name"] == name && action["allowed"] == true)
}

#[tokio::test]
async fn from_a_first_programme_to_a_public_award() {
    let app = TestApp::start().await;
    let walk = Walk {
        mara: app.manager("alderbrook").await,
        olive: app.operator().await,
        priya: app.assessor("priya").await,
        stranger: app.stranger(),
        app,
    };
    let sent = apply::apply(&walk).await;
    let number = judge::judge(&walk, &sent).await;
    award::look_up(&walk, &sent, &number).await;
    walk.app.check_trail().await;
}

/// The chain notices what was changed behind the product's back (T4).
#[tokio::test]
async fn a_changed_trail_is_noticed() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Draft).await;
    app.check_trail().await;
    let owner = app.owner().await;
    let refused = owner.attempt("update trail set summary = 'Nothing.'").await;
    assert!(refused.unwrap_err().contains("append-only"));
    owner
        .run("alter table trail disable trigger append_only; update trail set summary = 'Nothing.' where seq = 1")
        .await;
    let tx = app
        .db()
        .begin(&store::Viewer::System, store::Access::Read, app.today())
        .await
        .unwrap();
    let broken = store::trail::first_broken(&tx, world::university("alderbrook")).await;
    tx.finish(true).await.unwrap();
    assert_eq!(broken.unwrap(), Some(1));
}
