//! What a provider sends of its own accord: that somebody signed out there (Back-Channel Logout 1.0), and that somebody signs in from
//! there (Core 1.0, section 4).

use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode};
use serde_json::{Value, json};
use tests::{Person, TestApp, world};
use url::Url;
use url::form_urlencoded::Serializer;

use super::liar::{Liar, Lie};
use super::own::of_the_scheme;
use super::{attempt, attempt_from, get, location, provider, set_cookie};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// A true token that says that `u-1` signed out.
fn truth(liar: &Liar) -> Value {
    let now = super::liar::now();
    json!({
        "iss": liar.issuer(), "aud": "pillars", "iat": now, "exp": now + 120,
        "jti": uuid::Uuid::new_v4().to_string(), "events": { EVENT: {} }, "sub": "u-1",
    })
}

async fn send(app: &TestApp, slug: &str, form: &[(&str, &str)]) -> Response<Body> {
    let mut body = Serializer::new(String::new());
    body.extend_pairs(form);
    let request = Request::post(format!("/auth/sign-out/{slug}"))
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = app.send(request.body(Body::from(body.finish())).unwrap());
    let answer = answer.await;
    assert_eq!(answer.headers()["cache-control"], "no-store");
    answer
}

async fn tell(app: &TestApp, slug: &str, token: &str) -> StatusCode {
    send(app, slug, &[("logout_token", token)]).await.status()
}

/// What the product says to a token of the liar's that says this.
async fn says(app: &TestApp, liar: &Liar, claims: &Value) -> StatusCode {
    let token = liar.signs(Lie::None, "logout+jwt", claims);
    tell(app, "alderbrook", &token).await
}

async fn is_in(person: &Person) -> bool {
    let answer = person.ask_freely("{ viewer { role } }", json!({})).await;
    !answer.ok()["viewer"]["role"].is_null()
}

async fn signed_in(app: &TestApp, liar: &Liar) -> Person {
    let session = attempt(app, liar, Lie::None).await.session();
    app.with_session("mara", &session.unwrap())
}

#[tokio::test]
async fn who_signs_out_there_is_signed_out_here() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let elsewhere = app.manager("alderbrook").await;
    let (one, other) = (signed_in(&app, &liar).await, signed_in(&app, &liar).await);
    let token = liar.signs(Lie::None, "logout+jwt", &truth(&liar));
    assert_eq!(tell(&app, "alderbrook", &token).await, StatusCode::OK);
    assert!(!is_in(&one).await && !is_in(&other).await);
    // What came by another way is not theirs to end.
    assert!(is_in(&elsewhere).await);
    let owner = app.owner().await;
    let told = owner
        .column("select act || ' ' || summary || ' ' || coalesce(actor_id::text, 'nobody of ours') from trail where act = 'session.ended' order by seq")
        .await;
    let line =
        "session.ended Signed out, having signed out at University of Alderbrook. nobody of ours";
    assert_eq!(told, [line, line]);
    let places = owner
        .column("select distinct university_id::text from trail where act = 'session.ended'")
        .await;
    assert_eq!(places, [world::university("alderbrook").to_string()]);

    // The same word again ends nothing, though they are in again.
    let again = signed_in(&app, &liar).await;
    assert_eq!(
        tell(&app, "alderbrook", &token).await,
        StatusCode::BAD_REQUEST
    );
    assert!(is_in(&again).await);
    // Whoever is not signed in is signed out already.
    let mut nobody = truth(&liar);
    nobody["sub"] = json!("u-77");
    assert_eq!(says(&app, &liar, &nobody).await, StatusCode::OK);
    assert!(is_in(&again).await);
}

#[tokio::test]
async fn a_session_that_is_named_ends_alone() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    liar.says(json!({ "sid": "s-1" }));
    let one = signed_in(&app, &liar).await;
    liar.says(json!({ "sid": "s-2" }));
    let other = signed_in(&app, &liar).await;
    let mut token = truth(&liar);
    token["sid"] = json!("s-1");
    token["sub"] = json!("u-2");
    assert_eq!(says(&app, &liar, &token).await, StatusCode::OK);
    assert!(is_in(&one).await, "another person's");
    let mut token = truth(&liar);
    token["sid"] = json!("s-1");
    token.as_object_mut().unwrap().remove("sub");
    assert_eq!(says(&app, &liar, &token).await, StatusCode::OK);
    assert!(!is_in(&one).await);
    assert!(is_in(&other).await);
}

#[tokio::test]
async fn every_lie_about_signing_out_ends_nothing() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let mara = signed_in(&app, &liar).await;
    let now = super::liar::now();
    for (claim, lie) in [
        ("iss", json!("https://another.example")),
        ("aud", json!("somebody-else")),
        ("aud", json!(["pillars", "somebody-else"])),
        ("aud", json!([])),
        ("iat", json!(now + 86_400)),
        ("iat", json!(now - 86_400)),
        ("iat", json!("now")),
        ("exp", json!(now - 120)),
        ("events", json!({})),
        ("events", json!([EVENT])),
        ("events", json!({ EVENT: true })),
        (
            "events",
            json!({ "http://schemas.openid.net/event/other": {} }),
        ),
        ("nonce", json!("a nonce")),
        ("nonce", Value::Null),
        ("jti", json!("")),
        ("jti", json!("x".repeat(1001))),
        ("jti", json!("a\0b")),
        ("sub", json!(1)),
        ("sub", json!("u\0")),
        ("sid", json!({ "in": "disguise" })),
    ] {
        let mut token = truth(&liar);
        token[claim] = lie;
        let said = says(&app, &liar, &token).await;
        assert_eq!(said, StatusCode::BAD_REQUEST, "{token}");
    }
    for claim in ["iss", "aud", "iat", "exp", "jti", "events", "sub"] {
        let mut token = truth(&liar);
        token.as_object_mut().unwrap().remove(claim);
        let said = says(&app, &liar, &token).await;
        assert_eq!(said, StatusCode::BAD_REQUEST, "without {claim}");
    }
    for lie in [
        Lie::Unsigned,
        Lie::SignedWithThePublicKey,
        Lie::UnknownKey,
        Lie::ForgedSignature,
    ] {
        let token = liar.signs(lie, "logout+jwt", &truth(&liar));
        let said = tell(&app, "alderbrook", &token).await;
        assert_eq!(said, StatusCode::BAD_REQUEST, "{lie:?}");
    }
    // Once a minute at most, whoever sends what.
    assert_eq!(liar.was_asked(), (1, 2));
    // A token that lets somebody in, or opens an interface, is none that signs them out.
    let token = liar.signs(Lie::None, "at+jwt", &truth(&liar));
    assert_eq!(
        tell(&app, "alderbrook", &token).await,
        StatusCode::BAD_REQUEST
    );
    for junk in ["", ".", "..", "a.b.c", "e30.e30.e30"] {
        assert_eq!(
            tell(&app, "alderbrook", junk).await,
            StatusCode::BAD_REQUEST,
            "{junk:?}"
        );
    }
    let nothing = send(&app, "alderbrook", &[]).await;
    assert_eq!(nothing.status(), StatusCode::BAD_REQUEST);
    let body = to_bytes(nothing.into_body(), usize::MAX).await.unwrap();
    let body: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!(body["error"], "invalid_request");
    assert!(is_in(&mara).await);
    // A product that refuses everything would pass so far.
    assert_eq!(says(&app, &liar, &truth(&liar)).await, StatusCode::OK);
    assert!(!is_in(&mara).await);
}

#[tokio::test]
async fn t5_a_provider_signs_out_those_alone_who_came_by_it() {
    let app = TestApp::start().await;
    let (liar, scheme) = (provider(&app).await, of_the_scheme(&app, true).await);
    let mara = signed_in(&app, &liar).await;
    let tie = |issuer: String, who| {
        format!(
            "insert into identity values ('{issuer}', 'u-1', '{}') on conflict (issuer, subject) do update set person_id = excluded.person_id",
            world::person(who)
        )
    };
    let owner = app.owner().await;
    owner.run(&tie(scheme.issuer(), "olive")).await;
    let nameless = format!(
        "update person set email = null where id = '{}'",
        world::person("olive")
    );
    owner.run(&nameless).await;
    let olive = attempt_from(&app, &scheme, Lie::None, "/auth/start/scheme").await;
    let olive = app.with_session("olive", &olive.session().unwrap());
    assert!(is_in(&olive).await);

    // Each calls somebody u-1; a word of one at the other's address, or for the other, is none.
    let of = |liar: &Liar, claims: &Value| liar.signs(Lie::None, "logout+jwt", claims);
    for (slug, token) in [
        ("scheme", of(&liar, &truth(&liar))),
        ("alderbrook", of(&scheme, &truth(&scheme))),
        ("alderbrook", of(&scheme, &truth(&liar))),
        ("scheme", of(&liar, &truth(&scheme))),
        ("brackenfield", of(&liar, &truth(&liar))),
        ("nowhere", of(&liar, &truth(&liar))),
        ("%00", of(&liar, &truth(&liar))),
    ] {
        assert_eq!(
            tell(&app, slug, &token).await,
            StatusCode::BAD_REQUEST,
            "{slug}"
        );
    }
    assert!(is_in(&mara).await && is_in(&olive).await);
    let told = tell(&app, "scheme", &of(&scheme, &truth(&scheme))).await;
    assert_eq!(told, StatusCode::OK);
    assert!(is_in(&mara).await && !is_in(&olive).await);
    // Staff are told of in the scheme's own chain.
    let places = owner
        .column("select university_id::text from trail where act = 'session.ended'")
        .await;
    assert_eq!(places, [uuid::Uuid::nil().to_string()]);
    // A provider that is closed ends nothing, and nobody is in by it.
    owner
        .run("update provider set state = 'CLOSED' where slug = 'alderbrook'")
        .await;
    assert_eq!(
        says(&app, &liar, &truth(&liar)).await,
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn strangers_have_keys_fetched_once_a_minute_and_take_no_sign_ins_turn() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    liar.tell(Lie::KeysFail);
    for _ in 0..3 {
        assert_eq!(
            says(&app, &liar, &truth(&liar)).await,
            StatusCode::BAD_REQUEST
        );
    }
    assert_eq!(liar.was_asked(), (1, 1));
    assert!(attempt(&app, &liar, Lie::None).await.session().is_some());
    liar.rotate("k2");
    assert!(attempt(&app, &liar, Lie::None).await.session().is_some());
    assert_eq!(liar.was_asked(), (1, 3));
}

async fn initiated(app: &TestApp, of: &[(&str, &str)], cookie: &str) -> Response<Body> {
    let mut query = Serializer::new(String::new());
    query.extend_pairs(of);
    get(
        app,
        &format!("/auth/from/alderbrook?{}", query.finish()),
        cookie,
    )
    .await
}

#[tokio::test]
async fn a_sign_in_may_begin_at_the_provider() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let issuer = liar.issuer();
    let target = format!("{}/programmes?of=2#b", world::PUBLIC_URL);
    let sent = [
        ("iss", &*issuer),
        ("login_hint", "mara"),
        ("target_link_uri", &target),
    ];
    let start = initiated(&app, &sent, "").await;
    let address = Url::parse(&location(&start)).unwrap();
    assert!(address.as_str().starts_with(&issuer));
    let of = |name: &str| {
        address
            .query_pairs()
            .find(|(key, _)| key == name)
            .unwrap()
            .1
            .into_owned()
    };
    assert_eq!(of("login_hint"), "mara");
    assert!(of("state").len() >= 32 && of("nonce").len() >= 32);
    let cookie = set_cookie(start.headers(), "pillars-sign-in").unwrap();
    let answered = liar.visit(address.as_str()).await;
    let cookie = format!("pillars-sign-in={cookie}");
    let response = get(&app, &answered, &cookie).await;
    assert_eq!(location(&response), "/programmes?of=2#b");
    let session = set_cookie(response.headers(), "pillars").unwrap();

    // Who is signed in stays so, and goes where the link leads.
    let mara = app.with_session("mara", &session);
    let again = initiated(&app, &sent, &format!("pillars={session}")).await;
    assert_eq!(location(&again), "/programmes?of=2#b");
    assert!(is_in(&mara).await);

    // A form comes back as a link, so that the browser sends what it knows.
    let mut form = Serializer::new(String::new());
    form.extend_pairs(sent);
    let form = form.finish();
    let post = Request::post("/auth/from/alderbrook")
        .header("origin", &issuer)
        .header("content-type", "application/x-www-form-urlencoded");
    let post = app.send(post.body(Body::from(form.clone())).unwrap()).await;
    assert_eq!(post.status(), StatusCode::SEE_OTHER);
    assert_eq!(location(&post), format!("/auth/from/alderbrook?{form}"));
}

#[tokio::test]
async fn what_is_sent_along_leads_nowhere_else() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let issuer = liar.issuer();
    for target in [
        "https://evil.example/",
        "//evil.example",
        "javascript:alert(1)",
        "http://localhost:8080.evil.example/",
    ] {
        let start = initiated(&app, &[("iss", &issuer), ("target_link_uri", target)], "").await;
        let cookie = set_cookie(start.headers(), "pillars-sign-in").unwrap();
        let answered = liar.visit(&location(&start)).await;
        let response = get(&app, &answered, &format!("pillars-sign-in={cookie}")).await;
        assert_eq!(location(&response), "/", "{target}");
    }
    for iss in ["", "https://another.example", &format!("{issuer}/")] {
        let refused = initiated(&app, &[("iss", iss)], "").await;
        assert_eq!(refused.status(), StatusCode::NOT_FOUND, "{iss}");
    }
    assert_eq!(
        initiated(&app, &[], "").await.status(),
        StatusCode::NOT_FOUND
    );
    let nowhere = get(&app, "/auth/from/nowhere?iss=x", "").await;
    assert_eq!(nowhere.status(), StatusCode::NOT_FOUND);
    let hint = initiated(&app, &[("iss", &issuer), ("login_hint", "a\r\nb")], "").await;
    assert!(!location(&hint).contains("login_hint"));
}
