//! A university's own identity providers: entered, tried, taken in use; what one says counts for its university alone (T5, U3).

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use store::providers::{self, Provider};
use store::{Access, Viewer, people};
use tests::{Answer, Person, TestApp, world};
use uuid::Uuid;

use super::liar::{Liar, Lie};
use super::{attempt_from, get, provider};

const SETTINGS: &str = "query($at: ID) { signInSettings(universityId: $at) { redirectAddress \
   providers { id name issuer clientId state hasChanges own used version triedAt mayOpen checks { step passed said } } } }";
macro_rules! act {
    ($name:literal, $input:literal) => {
        concat!(
            "mutation($input: ",
            $input,
            "!) { ",
            $name,
            "(input: $input) { settings { providers { id name issuer clientId state hasChanges own used version mayOpen } } } }"
        )
    };
}
const SAVE: &str = act!("saveProvider", "SaveProviderInput");
const TRY: &str = act!("tryProvider", "ProviderInput");
const OPEN: &str = act!("openProvider", "ProviderInput");
const CLOSE: &str = act!("closeProvider", "ProviderInput");
const SHARE: &str = act!("shareSignIn", "ShareSignInInput");

async fn save(by: &Person, issuer: &str, more: Value) -> Answer {
    let mut input = json!({ "name": "Staff login", "issuer": issuer, "clientId": "pillars", "clientSecret": "hush-hush" });
    for (key, value) in more.as_object().unwrap() {
        input[key] = value.clone();
    }
    by.ask_freely(SAVE, json!({ "input": input })).await
}

async fn of(by: &Person, id: &str, act: &str) -> Answer {
    by.ask_freely(act, json!({ "input": { "providerId": id } }))
        .await
}

async fn listed(by: &Person) -> Vec<Value> {
    let answer = by.ask(SETTINGS, json!({})).await;
    let all = answer.at("/signInSettings/providers");
    all.as_array().unwrap().clone()
}

/// A provider that a university entered, tried, and with every step passed.
async fn entered(app: &TestApp, by: &Person, liar: &Liar) -> String {
    save(by, &liar.issuer(), json!({})).await.ok();
    app.work().await;
    let all = listed(by).await;
    let own = all.iter().find(|one| one["issuer"] == liar.issuer());
    own.unwrap()["id"].as_str().unwrap().to_owned()
}

fn refused(answer: &Answer, code: &str) {
    assert_eq!(answer.code(), code, "{answer:?}");
}

async fn knows(app: &TestApp, liar: &Liar, person: &str) {
    let tx = app.db().begin(&Viewer::System, Access::Write, app.today());
    let tx = tx.await.unwrap();
    people::identity_insert(&tx, &liar.issuer(), "u-1", world::person(person))
        .await
        .unwrap();
    tx.finish(true).await.unwrap();
}

/// A provider of the scheme's: its staff sign in by it, and where it is shared universities, too.
pub(super) async fn of_the_scheme(app: &TestApp, shared: bool) -> Liar {
    let liar = Liar::start().await;
    let tx = app.db().begin(&Viewer::System, Access::Write, app.today());
    let tx = tx.await.unwrap();
    let provider = Provider {
        id: Uuid::now_v7(),
        of_university: None,
        shared,
        slug: "scheme".to_owned(),
        name: "The scheme".to_owned(),
        issuer: liar.issuer(),
        client_id: "pillars".to_owned(),
        client_secret: app.seal(&liar.issuer(), "hush"),
        version: 1,
    };
    providers::set(&tx, &provider).await.unwrap();
    tx.finish(true).await.unwrap();
    liar
}

#[tokio::test]
async fn t5_a_university_enters_tries_and_opens_its_own_provider() {
    let app = TestApp::start().await;
    let (liar, mara) = (Liar::start().await, app.manager("alderbrook").await);
    let id = entered(&app, &mara, &liar).await;
    let row = listed(&mara).await.remove(0);
    assert_eq!(row["state"], "DRAFT");
    assert_eq!(row["mayOpen"], true, "{row:#}");
    let checks = row["checks"].as_array().unwrap();
    assert_eq!(checks.len(), 7);
    assert!(
        checks.iter().all(|check| check["passed"] == true),
        "{checks:#?}"
    );

    // Not in use until it is opened.
    let start = get(&app, "/auth/start/alderbrook", "").await;
    assert_eq!(start.status(), StatusCode::NOT_FOUND);
    of(&mara, &id, OPEN).await.ok();
    knows(&app, &liar, "mara").await;
    let signed_in = attempt_from(&app, &liar, Lie::None, "/auth/start/alderbrook").await;
    assert!(signed_in.session().is_some());

    // Changed, it is in use as it was; only what passed takes its place.
    let version = listed(&mara).await[0]["version"].clone();
    let stale = json!({ "providerId": id, "version": 1, "clientId": "other" });
    refused(&save(&mara, &liar.issuer(), stale).await, "CONFLICT");
    let changed = json!({ "providerId": id, "version": version, "clientId": "pillars-2", "clientSecret": null });
    save(&mara, &liar.issuer(), changed).await.ok();
    refused(&of(&mara, &id, OPEN).await, "REFUSED");
    liar.tell(Lie::UnknownClient);
    app.work().await;
    let row = listed(&mara).await.remove(0);
    assert_eq!(
        (&row["hasChanges"], &row["mayOpen"]),
        (&json!(true), &json!(false))
    );
    refused(&of(&mara, &id, OPEN).await, "REFUSED");
    let still = attempt_from(&app, &liar, Lie::None, "/auth/start/alderbrook").await;
    assert!(still.session().is_some(), "what is in use stays so");
    of(&mara, &id, TRY).await.ok();
    app.work().await;
    of(&mara, &id, OPEN).await.ok();
    let row = listed(&mara).await.remove(0);
    assert_eq!(row["clientId"], "pillars-2");
    assert_eq!(row["hasChanges"], false);

    // Told, and what opens it is in no line, no answer and no row.
    let owner = app.owner().await;
    let acts = owner
        .column("select act from trail where act like 'provider.%' order by seq")
        .await;
    let expected = ["saved", "opened", "saved", "tried", "opened"];
    assert_eq!(acts, expected.map(|act| format!("provider.{act}")));
    for table in ["trail", "provider", "job", "idempotency"] {
        let sql = format!(
            "select count(*)::text from {table} t where to_jsonb(t)::text like '%hush-hush%'"
        );
        assert_eq!(owner.column(&sql).await, ["0"], "{table}");
    }
    let sql = "select count(*)::text from provider where position(convert_to('hush', 'UTF8') in client_secret) > 0";
    assert_eq!(owner.column(sql).await, ["0"]);
}

#[tokio::test]
async fn u3_each_step_says_what_is_wrong() {
    let app = TestApp::start().await;
    let (liar, mara) = (Liar::start().await, app.manager("alderbrook").await);
    let id = entered(&app, &mara, &liar).await;
    for (lie, step, says) in [
        (Lie::NotThere, "DISCOVERY", "404"),
        (Lie::Enormous, "CLIENT", ""),
        (Lie::CallsItselfAnother, "ISSUER", "https://another.example"),
        (Lie::TokensInside, "ENDPOINTS", "https://10.0.0.1"),
        (Lie::NoCodeFlow, "FLOW", "authorization code flow"),
        (Lie::SignsWithTheSecret, "SIGNING", "HS256"),
        (Lie::KeysFail, "KEYS", "500"),
        (Lie::NoKeys, "KEYS", "no key"),
        (Lie::UnknownClient, "CLIENT", "does not know this client"),
        (Lie::TokenFails, "CLIENT", "500"),
        (Lie::RedirectsTheToken, "CLIENT", "307"),
    ] {
        liar.tell(lie);
        of(&mara, &id, TRY).await.ok();
        app.work().await;
        let row = listed(&mara).await.remove(0);
        let last = row["checks"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(last["step"], step, "{lie:?}: {row:#}");
        let passed = lie == Lie::Enormous;
        assert_eq!(last["passed"], passed, "{lie:?}: {row:#}");
        assert!(
            last["said"].as_str().unwrap().contains(says),
            "{lie:?}: {last}"
        );
        assert_eq!(row["mayOpen"], passed, "{lie:?}");
        if !passed {
            refused(&of(&mara, &id, OPEN).await, "REFUSED");
        }
    }
}

#[tokio::test]
async fn u3_a_secret_goes_to_nobody_but_whom_it_was_entered_for() {
    let app = TestApp::start().await;
    let (liar, other) = (Liar::start().await, Liar::start().await);
    let mara = app.manager("alderbrook").await;
    let id = entered(&app, &mara, &liar).await;
    let version = listed(&mara).await[0]["version"].clone();
    let moved =
        |secret: Value| json!({ "providerId": id, "version": version, "clientSecret": secret });
    let kept = save(&mara, &other.issuer(), moved(Value::Null)).await;
    refused(&kept, "BAD_USER_INPUT");
    save(&mara, &other.issuer(), moved(json!("another")))
        .await
        .ok();
    app.work().await;
    of(&mara, &id, OPEN).await.ok();
    // People are known by it from now on.
    let version = listed(&mara).await[0]["version"].clone();
    let moved = json!({ "providerId": id, "version": version });
    refused(&save(&mara, &liar.issuer(), moved).await, "BAD_USER_INPUT");
    for issuer in [
        "ftp://login.example",
        "https://a b.example",
        "https://login.example/?a=b",
        "login.example",
    ] {
        refused(&save(&mara, issuer, json!({})).await, "BAD_USER_INPUT");
    }
}

#[tokio::test]
async fn t5_what_a_universitys_provider_says_counts_for_it_alone() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let owner = app.owner().await;
    // Alderbrook's provider says that it is somebody who runs the scheme, and of another university.
    let (mara, olive) = (world::person("mara"), world::person("olive"));
    let sql = |who: Uuid| format!("update identity set person_id = '{who}'");
    owner.run(&sql(olive)).await;
    let button = "/auth/start/alderbrook";
    let stranger = attempt_from(&app, &liar, Lie::None, button).await;
    assert_eq!(stranger.response.status(), StatusCode::FORBIDDEN);
    assert_eq!(stranger.session(), None);
    owner.run(&sql(mara)).await;
    let other = world::university("brackenfield");
    owner.run(&format!("insert into member (university_id, person_id, role) values ('{other}', '{mara}', 'MANAGER')")).await;
    owner
        .run(&format!("insert into staff values ('{mara}', 'OPERATOR')"))
        .await;
    let signed_in = attempt_from(&app, &liar, Lie::None, button).await;
    let session = signed_in.session().unwrap();
    let here = app.with_session("mara", &session);
    let viewer = here
        .ask("{ viewer { university { id } } }", json!({}))
        .await;
    assert_eq!(
        viewer.at("/viewer/university/id"),
        &world::university_id("alderbrook")
    );
    for (role, university) in [
        ("OPERATOR", String::new()),
        ("MANAGER", world::university_id("brackenfield")),
    ] {
        let form = Request::post("/auth/role")
            .header("cookie", format!("pillars={session}"))
            .header("origin", world::PUBLIC_URL)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(format!("role={role}&university={university}")));
        let changed = app.send(form.unwrap()).await;
        assert_eq!(changed.status(), StatusCode::FORBIDDEN, "{role}");
    }
    // Nor does a session become what its provider does not speak for.
    owner
        .run(&format!("update session set acting_university = '{other}'"))
        .await;
    let viewer = here.ask_freely("{ viewer { role } }", json!({})).await;
    assert!(viewer.ok()["viewer"]["role"].is_null());
}

#[tokio::test]
async fn u3_a_way_stays_and_one_that_is_closed_signs_out() {
    let app = TestApp::start().await;
    let (liar, mara) = (Liar::start().await, app.manager("alderbrook").await);
    let id = entered(&app, &mara, &liar).await;
    of(&mara, &id, OPEN).await.ok();
    refused(&of(&mara, &id, CLOSE).await, "REFUSED");
    let shared = of_the_scheme(&app, true).await;
    let share = async |shared: bool| {
        mara.ask_freely(SHARE, json!({ "input": { "shared": shared } }))
            .await
    };

    // Nobody who manages it has signed in by its own: it does not leave the shared one.
    refused(&share(false).await, "REFUSED");
    knows(&app, &liar, "mara").await;
    knows(&app, &shared, "colin").await;
    let colin = attempt_from(&app, &shared, Lie::None, "/auth/start/scheme").await;
    let colin = app.with_session("colin", &colin.session().unwrap());
    let role = async |of: &Person| {
        of.ask_freely("{ viewer { role } }", json!({})).await.ok()["viewer"]["role"].clone()
    };
    assert_eq!(role(&colin).await, "CONTRIBUTOR");
    share(false).await.ok();
    assert!(role(&colin).await.is_null(), "signed out");
    let left = attempt_from(&app, &shared, Lie::None, "/auth/start/scheme").await;
    assert_eq!(left.response.status(), StatusCode::FORBIDDEN);
    refused(&of(&mara, &id, CLOSE).await, "REFUSED");
    share(true).await.ok();
    assert_eq!(role(&colin).await, "CONTRIBUTOR");

    let own = attempt_from(&app, &liar, Lie::None, "/auth/start/alderbrook").await;
    let own = app.with_session("mara", &own.session().unwrap());
    assert_eq!(role(&own).await, "MANAGER");
    of(&mara, &id, CLOSE).await.ok();
    assert!(role(&own).await.is_null(), "signed out");
    let start = get(&app, "/auth/start/alderbrook", "").await;
    assert_eq!(start.status(), StatusCode::NOT_FOUND);
    refused(&of(&mara, &id, CLOSE).await, "REFUSED");
}

#[tokio::test]
async fn t5_others_see_nothing_of_it_and_a_shared_one_is_not_theirs_to_change() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let shared = of_the_scheme(&app, true).await;
    let (mara, brian) = (
        app.manager("alderbrook").await,
        app.manager("brackenfield").await,
    );
    let all = listed(&mara).await;
    let (own, common) = (
        all[0]["id"].as_str().unwrap(),
        all[1]["id"].as_str().unwrap(),
    );
    assert_eq!(
        (all[0]["issuer"].as_str(), all[1]["issuer"].as_str()),
        (Some(&*liar.issuer()), Some(&*shared.issuer()))
    );
    assert_eq!(listed(&brian).await.len(), 1);
    for act in [TRY, OPEN, CLOSE] {
        refused(&of(&brian, own, act).await, "NOT_FOUND");
        refused(&of(&mara, common, act).await, "NOT_FOUND");
    }
    // Whoever runs the scheme does it for them.
    let olive = app.operator().await;
    let input = json!({ "input": { "providerId": own, "universityId": world::university_id("alderbrook") } });
    olive.ask(CLOSE, input).await;
    let elsewhere = json!({ "input": { "providerId": own, "universityId": world::university_id("brackenfield") } });
    refused(&olive.ask_freely(OPEN, elsewhere).await, "NOT_FOUND");
}
