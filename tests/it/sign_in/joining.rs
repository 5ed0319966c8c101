//! A university joins: it asks by the public form, an operator answers, its first manager sets up how it signs in (U6).

use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode};
use serde_json::{Value, json};
use tests::{Answer, Person, TestApp, world};

use super::liar::{Liar, Lie};
use super::{attempt_from, get, location, set_cookie};

const LIST: &str = "query($state: JoinState) { joinRequests(state: $state) { totalCount nodes { id universityName domain name email state version reason university { name } answeredBy { name } } } }";
const ACCEPT: &str = "mutation($input: AcceptJoinRequestInput!) { acceptJoinRequest(input: $input) { record { university { id name slug } code people { person { name email } role } } } }";
const DECLINE: &str = "mutation($input: DeclineJoinRequestInput!) { declineJoinRequest(input: $input) { request { state reason } } }";
const SETTINGS: &str = "{ viewer { settingUp role } signInSettings { providers { id state used mayOpen } domains { name verifiedAt } } }";
const SAVE: &str = "mutation($input: SaveProviderInput!) { saveProvider(input: $input) { settings { providers { id } } } }";
const OPEN: &str = "mutation($input: ProviderInput!) { openProvider(input: $input) { settings { providers { id state } } } }";

/// The form as a browser sends it, from this page or another.
async fn send(app: &TestApp, path: &str, form: &[(&str, &str)], origin: &str) -> Response<Body> {
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    let request = Request::post(path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("origin", origin);
    app.send(request.body(Body::from(form)).unwrap()).await
}

const FORM: [(&str, &str); 6] = [
    ("university", "University of Penhallow"),
    ("address", "1 High Street\r\nPenhallow"),
    ("domain", "alderbrook.test"),
    ("name", "Nia Newcome"),
    ("position", "Head of mentoring"),
    ("email", "nia@alderbrook.test"),
];

async fn text(response: Response<Body>) -> String {
    let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

/// Penhallow has asked; the request as operators see it.
async fn asked(app: &TestApp, olive: &Person) -> Value {
    let answer = send(app, "/join", &FORM, world::PUBLIC_URL).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(location(&answer), "/join/asked");
    let all = olive.ask(LIST, json!({ "state": "ASKED" })).await;
    all.at("/joinRequests/nodes/0").clone()
}

async fn accept(by: &Person, request: &Value, name: &str) -> Answer {
    let input = json!({ "joinRequestId": request["id"], "version": request["version"], "university": { "name": name, "code": "PNH" } });
    by.ask(ACCEPT, json!({ "input": input })).await
}

/// The path in the last letter to somebody that begins so.
async fn path_to(app: &TestApp, email: &str, begins: &str) -> String {
    app.work().await;
    let letters = app.letters().await;
    let mut theirs = letters.iter().rev().filter(|letter| letter.to == email);
    let letter = theirs.find(|letter| letter.text.contains(begins));
    let letter = letter.unwrap_or_else(|| panic!("no letter to {email} with {begins}"));
    let at = letter.text.find(begins).unwrap();
    let rest = letter.text[at..].chars();
    rest.take_while(|c| !c.is_whitespace()).collect()
}

#[tokio::test]
async fn u6_a_form_is_taken_down_once_and_only_from_our_page() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let elsewhere = send(&app, "/join", &FORM, "https://evil.example").await;
    assert_eq!(elsewhere.status(), StatusCode::FORBIDDEN);

    // What is wrong is said at its field, and nothing that was written is lost or taken for markup.
    let mut wrong = FORM;
    wrong[0].1 = "Penhallow <script>";
    wrong[5].1 = "nia@penhallow.test";
    let answer = send(&app, "/join", &wrong, world::PUBLIC_URL).await;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let page = text(answer).await;
    assert!(
        page.contains("Write your address at alderbrook.test"),
        "{page}"
    );
    assert!(
        page.contains("aria-describedby=\"email-problem email-hint\""),
        "{page}"
    );
    assert!(
        page.contains("Penhallow &lt;script&gt;") && !page.contains("<script>Pen"),
        "{page}"
    );
    assert!(page.contains("1 High Street\r\nPenhallow"), "{page}");

    let request = asked(&app, &olive).await;
    assert_eq!(request["universityName"], "University of Penhallow");
    // Asked again, by whoever: the first one is read, and the answer is the same.
    asked(&app, &olive).await;
    let all = olive.ask(LIST, json!({})).await;
    assert_eq!(all.at("/joinRequests/totalCount"), 1);
    app.work().await;
    let letters = app.letters().await;
    let theirs: Vec<_> = letters
        .iter()
        .filter(|letter| letter.to == "nia@alderbrook.test")
        .collect();
    assert_eq!(theirs.len(), 1);
    // Nothing of what was written is sent to an address that somebody wrote there.
    assert!(!theirs[0].text.contains("Nia") && !theirs[0].text.contains("University of Penhallow"));

    // Nobody but operators sees them.
    for who in [app.manager("alderbrook").await, app.assessor("priya").await] {
        let answer = who.ask(LIST, json!({})).await;
        assert_eq!(answer.code(), "FORBIDDEN", "{answer:?}");
    }
}

#[tokio::test]
async fn u6_a_request_is_declined_with_a_reason_and_answered_once() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let request = asked(&app, &olive).await;
    let input = |reason: &str| json!({ "input": { "joinRequestId": request["id"], "version": request["version"], "reason": reason } });
    assert_eq!(olive.ask(DECLINE, input(" ")).await.rules(), ["U6"]);
    let done = olive.ask(DECLINE, input("It has no students.")).await;
    assert_eq!(done.text("/declineJoinRequest/request/state"), "DECLINED");
    app.work().await;
    let letters = app.letters().await;
    let told = letters.iter().any(|letter| {
        letter.to == "nia@alderbrook.test" && letter.text.contains("It has no students.")
    });
    assert!(told, "{letters:#?}");
    let again = accept(&olive, &request, "Penhallow").await;
    assert_eq!(again.code(), "CONFLICT");
    let now = olive.ask(LIST, json!({ "state": "DECLINED" })).await;
    let row = now.at("/joinRequests/nodes/0");
    assert_eq!(row["answeredBy"]["name"], "Olive Example", "{row}");
    let again = accept(&olive, row, "Penhallow").await;
    assert_eq!(again.rules(), ["U6"]);
    // They may ask again.
    asked(&app, &olive).await;

    // A year later what was answered goes, and what waits stays.
    app.on("2027-11-24").await;
    app.work().await;
    let left = app.operator().await.ask(LIST, json!({})).await;
    assert_eq!(left.at("/joinRequests/totalCount"), 1);
}

#[tokio::test]
async fn u6_the_first_manager_sets_up_how_it_signs_in_and_then_signs_in() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let request = asked(&app, &olive).await;
    // What another university has already is said at its field, and nothing is added.
    let taken = accept(&olive, &request, "Alderbrook").await;
    assert_eq!(taken.code(), "BAD_USER_INPUT", "{taken:?}");
    assert!(taken.body.to_string().contains("slug"), "{taken:?}");
    let done = accept(&olive, &request, "University of Penhallow").await;
    let record = done.at("/acceptJoinRequest/record");
    assert_eq!(record["code"], "PNH");
    assert_eq!(
        record["people"][0]["person"]["email"],
        "nia@alderbrook.test"
    );

    let path = path_to(&app, "nia@alderbrook.test", "/invitations/").await;
    let page = text(get(&app, &path, "").await).await;
    assert!(
        page.contains("Set up your sign-in") && page.contains("Nia Newcome"),
        "{page}"
    );
    let set_up = format!("{path}/set-up");
    let forged = send(&app, &set_up, &[], "https://evil.example").await;
    assert_eq!(forged.status(), StatusCode::FORBIDDEN);
    let first = send(&app, &set_up, &[], world::PUBLIC_URL).await;
    assert_eq!(location(&first), "/sign-in-settings");
    let first = set_cookie(first.headers(), "pillars").expect("a session");
    let second = send(&app, &set_up, &[], world::PUBLIC_URL).await;
    let session = set_cookie(second.headers(), "pillars").expect("a session");
    // Whoever begins again ends what was begun before.
    let before = app.with_session("nia", &first);
    assert_eq!(
        before
            .ask_freely("{ viewer { settingUp } }", json!({}))
            .await
            .ok()["viewer"]["settingUp"],
        false
    );

    let nia = app.with_session("nia", &session);
    let settings = nia.ask_freely(SETTINGS, json!({})).await;
    assert_eq!(settings.at("/viewer/settingUp"), true);
    assert_eq!(
        settings.at("/signInSettings/domains/0/name"),
        "alderbrook.test"
    );
    // It opens nothing else: neither to be read nor to be written, nor another role.
    for question in [
        "{ people { role } }",
        "{ applications(first: 1) { totalCount } }",
        "{ trail(first: 1) { totalCount } }",
        "{ sessions { nodes { id } } }",
        "mutation { exportOwnData { export { id } } }",
        "mutation { addProgramme(input: { name: \"X\", startedOn: \"2020-01-01\" }) { programme { id } } }",
        "mutation { makeToken(input: { name: \"x\", areas: [], writes: false, expiresOn: \"2027-01-01\" }) { secret } }",
    ] {
        let answer = nia.ask_freely(question, json!({})).await;
        assert!(answer.body["errors"].is_array(), "{question}: {answer:?}");
        assert!(
            !answer.body.to_string().contains("totalCount\":"),
            "{question}"
        );
    }
    let role = send(
        &app,
        "/auth/role",
        &[("role", "MANAGER")],
        world::PUBLIC_URL,
    )
    .await;
    assert!(!role.status().is_success());
    // Nobody has signed in by it: they do not count as a manager who has.
    let signed_in = app.owner().await.one("select count(*) from member m join person p on p.id = m.person_id where p.email = 'nia@alderbrook.test' and m.signed_in_at is not null").await;
    assert_eq!(signed_in, "0");

    let liar = Liar::start().await;
    let input = json!({ "name": "Staff login", "issuer": liar.issuer(), "clientId": "pillars", "clientSecret": "hush-hush" });
    nia.ask_freely(SAVE, json!({ "input": input })).await.ok();
    app.work().await;
    let settings = nia.ask_freely(SETTINGS, json!({})).await;
    let id = settings.text("/signInSettings/providers/0/id");
    let opened = nia
        .ask_freely(OPEN, json!({ "input": { "providerId": id } }))
        .await;
    assert_eq!(
        opened.text("/openProvider/settings/providers/0/state"),
        "OPEN"
    );

    // The same address is the way in now, and nobody sets anything up by it any more.
    let own = get(&app, "/invitations/own", &format!("pillars={session}")).await;
    assert_eq!(location(&own), path);
    let page = text(get(&app, &path, "").await).await;
    assert!(page.contains("Sign in with Staff login"), "{page}");
    let late = send(&app, &set_up, &[], world::PUBLIC_URL).await;
    assert_eq!(late.status(), StatusCode::NOT_FOUND);
    let token = path.strip_prefix("/invitations/").unwrap();
    let page = page.replace("&#x2f;", "/");
    let slug = page.split("/auth/start/").nth(1).unwrap();
    let slug = slug.split('?').next().unwrap();
    let button = format!("/auth/start/{slug}?invitation={token}");
    let good = attempt_from(&app, &liar, Lie::Newcomer, &button).await;
    let signed_in = good.session().expect("a session");
    let nia = app.with_session("nia", &signed_in);
    let viewer = nia
        .ask_freely("{ viewer { settingUp role } people { role } }", json!({}))
        .await;
    assert_eq!(
        viewer.at("/viewer"),
        &json!({ "settingUp": false, "role": "MANAGER" })
    );
    // What was begun by the invitation is over with it.
    let over = app.with_session("nia", &session);
    assert_eq!(
        over.ask_freely("{ viewer { settingUp } }", json!({}))
            .await
            .ok()["viewer"]["settingUp"],
        false
    );
}
