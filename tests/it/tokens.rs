//! Machines' tokens: what opens, what does not, how far each reaches, and that the trail tells a machine from a person.

mod narrowed;
mod reach;

use axum::body::{Body, to_bytes};
use axum::http::StatusCode;
use serde_json::{Value, json};
use tests::make::{self, Stage, documents as doc};
use tests::{Answer, Person, TestApp, world};

const ALL: [&str; 5] = ["PROGRAMMES", "APPLICATIONS", "EVIDENCE", "MONEY", "AUDIT"];
const TOKENS: &str = "{ tokens { totalCount nodes { id name prefix areas writes state usedAt usedFrom expiresOn madeBy { name } university { name } } } }";
const PROGRAMMES: &str = "{ programmes { totalCount nodes { name } } }";

fn wanted(areas: &[&str], writes: bool) -> Value {
    json!({ "input": { "name": "Nightly", "areas": areas, "writes": writes, "expiresOn": "2027-02-21" } })
}

async fn make_token(who: &Person, areas: &[&str], writes: bool) -> (String, String) {
    let made = who.ask(doc::MAKE_TOKEN, wanted(areas, writes)).await;
    (
        made.text("/makeToken/token/id"),
        made.text("/makeToken/secret"),
    )
}

async fn machine(who: &Person, areas: &[&str], writes: bool) -> Person {
    who.machine(&make_token(who, areas, writes).await.1)
}

/// Refused as every token is that opens nothing.
fn opens_nothing(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{:#}", answer.body);
    assert_eq!(answer.code(), "UNAUTHENTICATED");
    assert_eq!(answer.headers["www-authenticate"], "Bearer");
    let said =
        "This token opens nothing: it is unknown, expired, revoked or not written as a token is.";
    assert_eq!(answer.body["errors"][0]["message"], said);
    assert_eq!(answer.body["data"], Value::Null);
}

async fn acts(app: &TestApp, act: &str) -> Vec<String> {
    let query = format!(
        "select concat_ws('|', actor_id, origin) from trail where act = '{act}' order by at, id"
    );
    app.owner().await.column(&query).await
}

#[tokio::test]
async fn a_machine_reads_and_writes_as_its_maker_and_the_trail_names_its_token() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let made = mara
        .ask(doc::MAKE_TOKEN, wanted(&["PROGRAMMES"], true))
        .await;
    let secret = made.text("/makeToken/secret");
    let prefix = made.text("/makeToken/token/prefix");
    assert!(domain::token::is_one(&secret));
    assert!(secret.starts_with(&prefix));
    let kept = app
        .owner()
        .await
        .one("select row_to_json(t)::text from token t")
        .await;
    assert!(!kept.contains(&secret));

    let machine = mara.machine(&secret);
    let added = machine
        .ask(
            doc::ADD_PROGRAMME,
            json!({ "input": make::programme("By night") }),
        )
        .await;
    added.ok();
    let seen = machine.ask(PROGRAMMES, json!({})).await;
    assert_eq!(seen.at("/programmes/nodes/0/name"), "By night");
    let who = machine
        .ask("{ viewer { role person { name } } }", json!({}))
        .await;
    assert_eq!(who.at("/viewer/role"), "MANAGER");
    let marek = app.manager("brackenfield").await;
    let theirs = marek.ask(PROGRAMMES, json!({})).await;
    assert_eq!(theirs.number("/programmes/totalCount"), 0);

    // GET is for questions.
    let asked = machine
        .get("/graphql?query=%7Bprogrammes%7BtotalCount%7D%7D")
        .await;
    let body = to_bytes(asked.into_body(), usize::MAX).await.unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["data"]["programmes"]["totalCount"], 1);

    // Who did it is the person, and by which token.
    let mara_id = world::person("mara");
    let by_token = format!("{mara_id}|token {prefix}");
    assert_eq!(acts(&app, "programme.added").await.concat(), by_token);
    assert_eq!(acts(&app, "token.made").await, [mara_id.to_string()]);
    assert_eq!(
        acts(&app, "token.used").await.concat(),
        by_token,
        "once a day"
    );
    app.on("2026-11-24").await;
    machine.ask(PROGRAMMES, json!({})).await.ok();
    assert_eq!(acts(&app, "token.used").await.len(), 2);
    let seen = mara.ask(TOKENS, json!({})).await;
    assert_eq!(seen.at("/tokens/nodes/0/state"), "IN_FORCE");
    assert!(
        seen.text("/tokens/nodes/0/usedAt")
            .starts_with("2026-11-24")
    );
}

#[tokio::test]
async fn what_opens_nothing_is_told_in_the_same_words() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let (id, secret) = make_token(&mara, &ALL, true).await;
    let machine = mara.machine(&secret);
    machine.ask(PROGRAMMES, json!({})).await.ok();
    let ask = async |secret: &str| mara.machine(secret).ask(PROGRAMMES, json!({})).await;
    let mut altered = secret.clone();
    altered.replace_range(20..21, if &secret[20..21] == "a" { "b" } else { "a" });
    let unknown = domain::token::make([3; 32]);
    for wrong in [
        "",
        "plr_",
        "x",
        &altered,
        &unknown,
        &secret[1..],
        mara.token().unwrap(),
    ] {
        opens_nothing(&ask(wrong).await);
    }
    // Nothing is told of the document either, and nobody becomes a visitor by mistake.
    opens_nothing(
        &mara
            .machine("x")
            .ask("{ register { totalCount } }", json!({}))
            .await,
    );

    // Its last day, and the next.
    app.on("2027-02-20").await;
    machine.ask(PROGRAMMES, json!({})).await.ok();
    app.on("2027-02-21").await;
    opens_nothing(&machine.ask(PROGRAMMES, json!({})).await);
    let seen = mara.ask(TOKENS, json!({})).await;
    assert_eq!(seen.at("/tokens/nodes/0/state"), "EXPIRED");
    app.on("2027-02-20").await;

    // Their maker is manager no longer, and is again.
    let owner = app.owner().await;
    let held = format!(
        "person_id = '{}' and role = 'MANAGER'",
        world::person("mara")
    );
    owner
        .run(&format!("update member set role = 'VIEWER' where {held}"))
        .await;
    opens_nothing(&machine.ask(PROGRAMMES, json!({})).await);
    owner
        .run(&format!(
            "update member set role = 'MANAGER' where {}",
            held.replace("MANAGER", "VIEWER")
        ))
        .await;
    machine.ask(PROGRAMMES, json!({})).await.ok();
    owner.run("update university set state = 'CLOSED', closed_on = '2027-02-20', closed_reason = 'Merged.' where slug = 'alderbrook'").await;
    opens_nothing(&machine.ask(PROGRAMMES, json!({})).await);
    owner.run("update university set state = 'OPEN', closed_on = null, closed_reason = null where slug = 'alderbrook'").await;

    // Revoked, twice.
    let revoke = async || {
        mara.ask(doc::REVOKE_TOKEN, json!({ "input": { "tokenId": id } }))
            .await
    };
    let first = revoke().await;
    assert_eq!(first.at("/revokeToken/token/state"), "REVOKED");
    let again = revoke().await;
    assert_eq!(again.at("/revokeToken/token/state"), "REVOKED");
    assert_eq!(acts(&app, "token.revoked").await.len(), 1);
    opens_nothing(&machine.ask(PROGRAMMES, json!({})).await);
}

#[tokio::test]
async fn a_token_has_one_door() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Submitted).await;
    app.work().await;
    let mara = app.manager("alderbrook").await;
    let (_, secret) = make_token(&mara, &ALL, true).await;
    let machine = mara.machine(&secret);
    machine.ask(PROGRAMMES, json!({})).await.ok();

    // Not with a cookie beside it, whichever is right.
    for cookie in [mara.token().unwrap(), "x"] {
        let both = machine
            .request("POST", "/graphql")
            .header("content-type", "application/json")
            .header("x-pillars", "console")
            .header("origin", world::PUBLIC_URL)
            .header("cookie", format!("pillars={cookie}"))
            .body(Body::from(json!({ "query": PROGRAMMES }).to_string()))
            .unwrap();
        let answer = app.send(both).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
    }
    // Not a document, not a page of the console's, not a change of role.
    let order = case.order.as_ref().unwrap();
    let owed = mara.ask(doc::INVOICE, json!({ "id": order })).await;
    let path = format!("/invoices/{}.pdf", owed.text("/node/invoice/number"));
    assert_eq!(mara.page(&path).await.0, 200);
    assert_ne!(machine.page(&path).await.0, 200);
    let role = machine
        .request("POST", "/auth/role")
        .body(Body::empty())
        .unwrap();
    assert!(!app.send(role).await.status().is_success());
    let socket = machine
        .request("GET", "/graphql")
        .header("connection", "upgrade")
        .header("upgrade", "websocket")
        .header("origin", world::PUBLIC_URL)
        .body(Body::empty())
        .unwrap();
    assert!(matches!(
        app.send(socket).await.status().as_u16(),
        400..=426
    ));
    let listened = machine
        .ask(
            "subscription { applicationChanged { applicationId } }",
            json!({}),
        )
        .await;
    assert_eq!(listened.code(), "BAD_USER_INPUT");
}

#[tokio::test]
async fn makers_keep_to_what_they_may_and_tokens_to_their_universities() {
    let app = TestApp::start().await;
    let (mara, marek) = (
        app.manager("alderbrook").await,
        app.manager("brackenfield").await,
    );
    let olive = app.operator().await;
    let refused = async |who: &Person, change: Value| {
        let mut input = wanted(&["MONEY"], false);
        for (key, value) in change.as_object().unwrap() {
            input["input"][key] = value.clone();
        }
        who.ask(doc::MAKE_TOKEN, input).await.fields()
    };
    assert_eq!(
        refused(&mara, json!({ "areas": ["SCHEME"] })).await,
        ["areas"]
    );
    assert_eq!(
        refused(&mara, json!({ "areas": [], "name": " " })).await,
        ["name", "areas"]
    );
    for day in ["2026-11-23", "2026-01-01", "2027-11-24"] {
        assert_eq!(
            refused(&mara, json!({ "expiresOn": day })).await,
            ["expiresOn"],
            "{day}"
        );
    }
    for name in ["colin", "vera", "priya", "lena"] {
        let who = app.person(name).await;
        assert_eq!(who.ask(TOKENS, json!({})).await.code(), "FORBIDDEN");
        let made = who.ask(doc::MAKE_TOKEN, wanted(&["MONEY"], false)).await;
        assert_eq!(made.code(), "FORBIDDEN");
    }

    let (id, _) = make_token(&mara, &["MONEY", "MONEY", "AUDIT"], false).await;
    let (scheme, _) = make_token(&olive, &["SCHEME"], false).await;
    let seen = mara.ask(TOKENS, json!({})).await;
    assert_eq!(seen.number("/tokens/totalCount"), 1, "not the scheme's");
    assert_eq!(seen.at("/tokens/nodes/0/areas"), &json!(["MONEY", "AUDIT"]));
    assert_eq!(seen.at("/tokens/nodes/0/madeBy/name"), "Mara Example");
    let seen = marek.ask(TOKENS, json!({})).await;
    assert_eq!(seen.number("/tokens/totalCount"), 0);
    let all = olive.ask(TOKENS, json!({})).await;
    assert_eq!(all.number("/tokens/totalCount"), 2);
    assert_eq!(all.at("/tokens/nodes/0/university"), &Value::Null);
    for (who, id) in [(&marek, &id), (&mara, &scheme)] {
        let revoked = who
            .ask(doc::REVOKE_TOKEN, json!({ "input": { "tokenId": id } }))
            .await;
        assert_eq!(revoked.code(), "NOT_FOUND");
    }
    // Operators stop whichever they have to.
    let revoked = olive
        .ask(doc::REVOKE_TOKEN, json!({ "input": { "tokenId": id } }))
        .await;
    assert_eq!(revoked.at("/revokeToken/token/state"), "REVOKED");

    // A university has so many, and no more.
    app.owner()
        .await
        .run(&format!(
            "insert into token (id, acting_university, name, prefix, hash, areas, writes, made_by, role, made_at, expires_on) \
             select gen_random_uuid(), '{}', 'Nightly', 'plr_ABCDEF', sha256(n::text::bytea), '{{MONEY}}', false, '{}', 'MANAGER', now(), \
             (now() at time zone 'Europe/London')::date + 90 from generate_series(1, 100) n",
            world::university("alderbrook"),
            world::person("mara")
        ))
        .await;
    app.on("2026-11-24").await;
    assert_eq!(refused(&mara, json!({})).await, ["name"]);
}

#[tokio::test]
async fn what_opens_is_told_once_and_keys_are_a_token_s_own() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let made = mara
        .ask_under("k", doc::MAKE_TOKEN, wanted(&["PROGRAMMES"], true))
        .await;
    let secret = made.text("/makeToken/secret");
    let again = mara
        .ask_under("k", doc::MAKE_TOKEN, wanted(&["PROGRAMMES"], true))
        .await;
    assert_eq!(again.at("/makeToken/secret"), &Value::Null);
    assert_eq!(
        again.at("/makeToken/token/id"),
        made.at("/makeToken/token/id")
    );
    let kept = app
        .owner()
        .await
        .column("select response::text from idempotency")
        .await;
    assert!(!kept.concat().contains(&secret));

    // Another's remembered answer is not had by the same key.
    let input = json!({ "input": make::programme("Twice") });
    mara.ask_under("add", doc::ADD_PROGRAMME, input.clone())
        .await
        .ok();
    let machine = mara.machine(&secret);
    let long = "x".repeat(200);
    for key in ["add", "add", &long] {
        machine
            .ask_under(key, doc::ADD_PROGRAMME, input.clone())
            .await
            .ok();
    }
    let seen = mara.ask(PROGRAMMES, json!({})).await;
    assert_eq!(seen.number("/programmes/totalCount"), 3);
}
