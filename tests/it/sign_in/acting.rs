//! An operator acts for a university: by their own session, for a while, told to both, and without what wants proof (U11).

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};
use store::{Access, Viewer, people};
use tests::make::{self, documents as doc};
use tests::{Answer, Person, TestApp, world};

use super::liar::Lie;
use super::own::of_the_scheme;
use super::{attempt_from, set_cookie};

const WHO: &str = "{ viewer { role person { name } university { name } acting { university { name } role reason until } views { id } } }";
const PROGRAMMES: &str = "{ programmes { totalCount nodes { name } } }";
const TRAIL: &str = "{ trail { nodes { act summary actor forTheScheme origin after } } }";
const REASON: &str = "Their only manager is ill, and a draft is due.";

struct Posted {
    answer: Answer,
    token: Option<String>,
}

async fn post(app: &TestApp, path: &str, token: &str, form: &[(&str, &str)]) -> Posted {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    let request = Request::post(path)
        .header("cookie", format!("pillars={token}"))
        .header("origin", world::PUBLIC_URL)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body));
    let answer = app.send(request.unwrap()).await;
    let (status, headers) = (answer.status(), answer.headers().clone());
    let token = set_cookie(&headers, "pillars");
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let answer = Answer {
        status,
        headers,
        body: serde_json::from_slice(&body).unwrap_or_default(),
        statements: None,
    };
    Posted { answer, token }
}

async fn begin(by: &Person, app: &TestApp, change: &[(&'static str, &str)]) -> Posted {
    let university = make::university("alderbrook");
    let mut form = vec![
        ("university", university.as_str()),
        ("role", "MANAGER"),
        ("minutes", "30"),
        ("reason", REASON),
    ];
    for (name, value) in change {
        form.retain(|(field, _)| field != name);
        form.push((name, value));
    }
    post(app, "/auth/act-for", by.token().unwrap(), &form).await
}

/// Somebody who acts for Alderbrook from now on.
async fn acting(app: &TestApp, name: &str, role: &str) -> Person {
    let begun = begin(&app.person(name).await, app, &[("role", role)]).await;
    assert_eq!(begun.answer.status, StatusCode::OK, "{}", begun.answer.body);
    app.with_session(name, &begun.token.unwrap())
}

async fn end(app: &TestApp, who: &Person) -> Posted {
    post(app, "/auth/act-for/end", who.token().unwrap(), &[]).await
}

async fn role(who: &Person) -> Value {
    who.ask_freely("{ viewer { role } }", json!({})).await.ok()["viewer"]["role"].clone()
}

async fn add(who: &Person, name: &str) -> Answer {
    who.ask(
        doc::ADD_PROGRAMME,
        json!({ "input": make::programme(name) }),
    )
    .await
}

#[tokio::test]
async fn u11_an_operator_acts_for_a_university_and_both_trails_say_so() {
    let app = TestApp::start().await;
    let (mara, olive) = (app.manager("alderbrook").await, app.operator().await);
    add(&app.manager("brackenfield").await, "Another's")
        .await
        .ok();
    add(&mara, "Its own").await.ok();
    let view = make::view(&mara, "Mine").await;
    let begun = begin(&olive, &app, &[]).await;
    assert_eq!(begun.answer.status, StatusCode::OK, "{}", begun.answer.body);
    let acts = app.with_session("olive", &begun.token.unwrap());
    // What opened the session until now opens nothing.
    assert_eq!(role(&olive).await, Value::Null);

    let who = acts.ask(WHO, json!({})).await;
    assert_eq!(who.at("/viewer/role"), "MANAGER");
    assert_eq!(who.at("/viewer/person/name"), "Olive Example");
    let alderbrook = world::UNIVERSITIES[0].1;
    assert_eq!(who.at("/viewer/university/name"), alderbrook);
    assert_eq!(who.at("/viewer/acting/university/name"), alderbrook);
    assert_eq!(who.at("/viewer/acting/role"), "MANAGER");
    assert_eq!(who.at("/viewer/acting/reason"), REASON);
    let views = who.at("/viewer/views").to_string();
    assert!(
        !views.contains(&view),
        "what is a person's own stays theirs"
    );
    add(&acts, "For them").await.ok();
    let seen = acts.ask(PROGRAMMES, json!({})).await;
    assert_eq!(seen.number("/programmes/totalCount"), 2, "nobody else's");
    let asked = acts
        .ask("{ universityRecords { totalCount } }", json!({}))
        .await;
    assert_eq!(
        asked.code(),
        "FORBIDDEN",
        "an operator's questions are not a manager's"
    );

    let ended = end(&app, &acts).await;
    let olive = app.with_session("olive", &ended.token.unwrap());
    assert_eq!(role(&acts).await, Value::Null);
    let who = olive.ask(WHO, json!({})).await;
    assert_eq!(who.at("/viewer/role"), "OPERATOR");
    assert_eq!(who.at("/viewer/acting"), &Value::Null);
    // Twice is once.
    assert_eq!(end(&app, &olive).await.answer.status, StatusCode::OK);

    let lines = "select concat_ws('|', university_id, actor_id, act, summary, origin) from trail \
         where act like 'acting.%' or summary like '%For them%' order by at, id";
    let (person, at) = (world::person("olive"), world::university("alderbrook"));
    let scheme = "00000000-0000-0000-0000-000000000000";
    let from = "for the scheme";
    let lines = app.owner().await.column(lines).await;
    let because = format!("as mentoring manager for 30 minutes at most: {REASON}");
    let over = "as mentoring manager: they stopped";
    let [began, scheme_began, added, ended, scheme_ended] = &lines[..] else {
        panic!("{lines:#?}")
    };
    assert_eq!(
        began,
        &format!(
            "{at}|{person}|acting.began|Olive Example of the scheme acts here {because}|{from}"
        )
    );
    assert_eq!(
        scheme_began,
        &format!(
            "{scheme}|{person}|acting.began|Olive Example acts for {alderbrook} {because}|{from}"
        )
    );
    assert!(
        added.ends_with(&format!("|{from}")) && added.contains("|programme.added|"),
        "{added}"
    );
    assert!(
        ended.contains(&format!(
            "Olive Example of the scheme no longer acts here {over}"
        )),
        "{ended}"
    );
    assert!(
        scheme_ended.contains(&format!("no longer acts for {alderbrook} {over}")),
        "{scheme_ended}"
    );
    app.check_trail().await;

    // Its manager reads it, without whom and from where the machine asked.
    let seen = mara.ask(TRAIL, json!({})).await;
    let seen = seen.at("/trail/nodes").as_array().unwrap().clone();
    let told: Vec<&Value> = seen
        .iter()
        .filter(|line| line["forTheScheme"] == true)
        .collect();
    assert_eq!(told.len(), 3, "{seen:#?}");
    assert!(
        told.iter()
            .all(|line| line["origin"].is_null() && line["after"].is_null())
    );
    let others = seen.iter().filter(|line| line["forTheScheme"] == false);
    assert!(others.count() > 0);
}

#[tokio::test]
async fn u11_whoever_acts_leaves_what_wants_proof_to_others() {
    let app = TestApp::start().await;
    let acts = acting(&app, "ada", "MANAGER").await;
    let token = json!({ "input": { "name": "Nightly", "areas": ["MONEY"], "writes": false, "expiresOn": "2027-02-21" } });
    for (document, variables) in [
        (doc::MAKE_TOKEN, token),
        (
            "mutation($input: ExportUniversityInput!) { exportUniversity(input: $input) { export { id } } }",
            json!({ "input": { "universityId": make::university("alderbrook") } }),
        ),
        ("mutation { exportOwnData { export { id } } }", json!({})),
    ] {
        let refused = acts.ask_freely(document, variables).await;
        assert_eq!(refused.rules(), ["U11"], "{document}: {:#}", refused.body);
    }
    // Nor anything else to act as, nor another university.
    let again = begin(
        &acts,
        &app,
        &[("university", &make::university("brackenfield"))],
    )
    .await;
    assert_eq!(again.answer.rules(), ["U11"]);
    let role = post(
        &app,
        "/auth/role",
        acts.token().unwrap(),
        &[("role", "ADMINISTRATOR")],
    )
    .await;
    assert_eq!(
        (role.answer.status, role.token),
        (StatusCode::FORBIDDEN, None)
    );
    // A viewer reads and writes nothing.
    let viewer = acting(&app, "olive", "VIEWER").await;
    assert_eq!(add(&viewer, "By a viewer").await.code(), "FORBIDDEN");
    viewer.ask(PROGRAMMES, json!({})).await.ok();
    // An administrator goes back to what they were.
    let ended = end(&app, &acts).await.token.unwrap();
    assert_eq!(
        self::role(&app.with_session("ada", &ended)).await,
        "ADMINISTRATOR"
    );
}

#[tokio::test]
async fn u11_who_may_not_begin() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    for (change, field) in [
        (("role", "CONTRIBUTOR"), "role"),
        (("role", "OPERATOR"), "role"),
        (("minutes", "0"), "minutes"),
        (("minutes", "600"), "minutes"),
        (("reason", "Because."), "reason"),
        (("reason", "Because\nof this and that."), "reason"),
    ] {
        let refused = begin(&olive, &app, &[change]).await;
        assert_eq!(refused.answer.fields(), [field], "{change:?}");
        assert_eq!(refused.answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    for name in ["mara", "colin", "vera", "priya", "lena"] {
        let refused = begin(&app.person(name).await, &app, &[]).await;
        assert_eq!(refused.answer.rules(), ["U11"], "{name}");
    }
    for nothing in ["uni_x", "", &tests::introspect::of_nothing("uni")] {
        let refused = begin(&olive, &app, &[("university", nothing)]).await;
        assert_eq!(refused.answer.code(), "NOT_FOUND");
    }
    let owner = app.owner().await;
    owner.run("update university set state = 'CLOSED', closed_on = '2026-11-20', closed_reason = 'Merged.' where slug = 'alderbrook'").await;
    assert_eq!(begin(&olive, &app, &[]).await.answer.rules(), ["U11"]);
    owner.run("update university set state = 'OPEN', closed_on = null, closed_reason = null where slug = 'alderbrook'").await;
    owner
        .run("update session set authenticated_at = now() - interval '310 seconds'")
        .await;
    assert_eq!(begin(&olive, &app, &[]).await.answer.code(), "STEP_UP");

    // Nobody, a machine, and a page that is not ours.
    let stranger = begin(&app.with_session("olive", &"0".repeat(64)), &app, &[]).await;
    assert_eq!(stranger.answer.code(), "UNAUTHENTICATED");
    owner
        .run("update session set authenticated_at = now()")
        .await;
    let scheme = json!({ "input": { "name": "Nightly", "areas": ["SCHEME"], "writes": true, "expiresOn": "2027-02-21" } });
    let secret = olive
        .ask(doc::MAKE_TOKEN, scheme)
        .await
        .text("/makeToken/secret");
    let machine = olive.machine(&secret).request("POST", "/auth/act-for");
    let form = format!(
        "university={}&role=MANAGER&minutes=30&reason=Because+of+this",
        make::university("alderbrook")
    );
    let machine = machine
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form.clone()));
    assert!(!app.send(machine.unwrap()).await.status().is_success());
    for path in ["/auth/act-for", "/auth/act-for/end"] {
        let foreign = Request::post(path)
            .header("cookie", format!("pillars={}", olive.token().unwrap()))
            .header("origin", "https://evil.example")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form.clone()));
        let answer = app.send(foreign.unwrap()).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(role(&olive).await, "OPERATOR");
    let told = owner
        .column("select act from trail where act like 'acting.%'")
        .await;
    assert_eq!(told, [""; 0]);
}

#[tokio::test]
async fn u11_it_ends_by_itself() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    for end in [
        "update session set acting_until = now() - interval '1 second' where acting_from is not null",
        "update university set state = 'CLOSED', closed_on = '2026-11-20', closed_reason = 'Merged.' where slug = 'alderbrook'",
    ] {
        let acts = acting(&app, "olive", "MANAGER").await;
        owner.run(end).await;
        // It is theirs again, by the same token, and both trails say so once.
        assert_eq!(role(&acts).await, "OPERATOR", "{end}");
        acts.ask(WHO, json!({})).await.ok();
        let told = "select summary from trail where act = 'acting.ended' order by at, id";
        let told = owner.column(told).await;
        assert!(
            told.iter().all(|said| said.ends_with("the time was over")),
            "{told:?}"
        );
        assert_eq!(told.len() % 2, 0);
        let kept = owner.column("select role from session where acting_from is not null or acting_university is not null").await;
        assert_eq!(kept, [""; 0]);
        owner.run("update university set state = 'OPEN', closed_on = null, closed_reason = null where slug = 'alderbrook'").await;
    }
    let told = owner
        .column("select act from trail where act = 'acting.ended'")
        .await;
    assert_eq!(told.len(), 4);
    app.check_trail().await;
    // Signing out says so, too.
    let acts = acting(&app, "olive", "VIEWER").await;
    post(&app, "/auth/sign-out", acts.token().unwrap(), &[]).await;
    assert_eq!(role(&acts).await, Value::Null);
    let last = owner.column("select summary from trail where act like '%.ended' and university_id <> '00000000-0000-0000-0000-000000000000' order by at desc, id desc limit 1").await;
    assert!(
        last.concat().ends_with("as viewer: they signed out"),
        "{last:?}"
    );
    // Who runs the scheme no longer acts for nobody.
    let acts = acting(&app, "olive", "MANAGER").await;
    owner
        .run(&format!(
            "delete from staff where person_id = '{}'",
            world::person("olive")
        ))
        .await;
    assert_eq!(role(&acts).await, Value::Null);
}

#[tokio::test]
async fn u11_it_lasts_while_the_schemes_provider_vouches() {
    let app = TestApp::start().await;
    let liar = of_the_scheme(&app, false).await;
    let tx = app
        .db()
        .begin(&Viewer::System, Access::Write, app.today())
        .await
        .unwrap();
    people::identity_insert(&tx, &liar.issuer(), "u-1", world::person("olive"))
        .await
        .unwrap();
    tx.finish(true).await.unwrap();
    let owner = app.owner().await;
    // The provider tells an address that is not theirs.
    owner
        .run(&format!(
            "update person set email = null where id = '{}'",
            world::person("olive")
        ))
        .await;
    let signed_in = attempt_from(&app, &liar, Lie::None, "/auth/start/scheme").await;
    let token = signed_in.session().expect("a session");
    let olive = app.with_session("olive", &token);
    // The university has left the shared way in: it is the scheme's word that counts.
    owner
        .run("update university set shared_sign_in = false")
        .await;
    let begun = begin(&olive, &app, &[]).await;
    let acts = app.with_session("olive", &begun.token.unwrap());
    assert_eq!(role(&acts).await, "MANAGER");
    owner
        .run("update provider set state = 'CLOSED' where of_university is null")
        .await;
    assert_eq!(role(&acts).await, Value::Null);
}
