//! One accreditation from the university's first programme to the public's look at its award, by the API alone.

mod apply;
mod award;
mod judge;

use serde_json::{Value, json};
use tests::make::documents as doc;
use tests::{Person, TestApp};

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
