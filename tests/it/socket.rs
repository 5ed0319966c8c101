//! The socket: who may open one, what may be asked on it, and that events are authorised when they are sent.
#![expect(clippy::unwrap_used, reason = "what cannot be had fails the test")]

use std::net::SocketAddr;
use std::time::Duration;

use axum::http::{HeaderValue, StatusCode};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tests::make::documents as doc;
use tests::{Person, TestApp, make, world};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::moderation::{judge, mark, sampled, submit_second};

const CHANGED: &str = "subscription { applicationChanged { applicationId } }";

/// A client's end.
pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What came.
#[derive(Debug, PartialEq)]
pub(crate) enum Came {
    Json(Value),
    Closed(u16),
    Nothing,
}

impl Socket {
    pub(crate) async fn send(&mut self, message: &Value) {
        let text = Message::Text(message.to_string().into());
        self.0.send(text).await.unwrap();
    }

    pub(crate) async fn subscribe(&mut self, id: &str, document: &str) {
        let payload = json!({ "query": document });
        self.send(&json!({ "id": id, "type": "subscribe", "payload": payload }))
            .await;
    }

    /// The next message, pings apart.
    pub(crate) async fn next(&mut self) -> Came {
        loop {
            let next = tokio::time::timeout(Duration::from_millis(1500), self.0.next()).await;
            match next {
                Err(_) => return Came::Nothing,
                Ok(Some(Ok(Message::Text(text)))) => {
                    return Came::Json(serde_json::from_str(&text).unwrap());
                }
                Ok(Some(Ok(Message::Close(Some(frame))))) => {
                    return Came::Closed(frame.code.into());
                }
                Ok(Some(Ok(_))) => {}
                Ok(None | Some(Err(_))) => return Came::Closed(1006),
            }
        }
    }

    /// The code of the first error of the answer to a subscription.
    pub(crate) async fn code(&mut self) -> String {
        match self.next().await {
            Came::Json(answer) => {
                let errors = answer["payload"]
                    .get("errors")
                    .unwrap_or(&answer["payload"]);
                errors[0]["extensions"]["code"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned()
            }
            came => panic!("{came:?}"),
        }
    }

    pub(crate) async fn event(&mut self) -> Option<String> {
        self.event_of("/applicationChanged/applicationId").await
    }

    pub(crate) async fn event_of(&mut self, id: &str) -> Option<String> {
        match self.next().await {
            Came::Json(event) => event["payload"]["data"]
                .pointer(id)
                .and_then(Value::as_str)
                .map(str::to_owned),
            _ => None,
        }
    }
}

pub(crate) async fn connect(
    at: SocketAddr,
    headers: &[(&'static str, String)],
) -> Result<Socket, StatusCode> {
    let mut request = format!("ws://{at}/graphql").into_client_request().unwrap();
    for (name, value) in headers {
        request
            .headers_mut()
            .insert(*name, HeaderValue::from_str(value).unwrap());
    }
    match connect_async(request).await {
        Ok((socket, _)) => Ok(Socket(socket)),
        Err(Error::Http(answer)) => Err(answer.status()),
        Err(error) => panic!("{error}"),
    }
}

pub(crate) fn headers(person: &Person) -> Vec<(&'static str, String)> {
    vec![
        ("origin", world::PUBLIC_URL.to_owned()),
        ("cookie", format!("pillars={}", person.token().unwrap())),
        ("sec-websocket-protocol", "graphql-transport-ws".to_owned()),
    ]
}

/// An open socket that was greeted.
pub(crate) async fn greeted(at: SocketAddr, person: &Person) -> Socket {
    let mut socket = connect(at, &headers(person)).await.ok().unwrap();
    socket.send(&json!({ "type": "connection_init" })).await;
    assert_eq!(
        socket.next().await,
        Came::Json(json!({ "type": "connection_ack" }))
    );
    socket
}

#[tokio::test]
async fn only_our_pages_and_only_the_signed_in_open_one() {
    let app = TestApp::start().await;
    let at = app.serve().await;
    let mara = app.manager("alderbrook").await;
    let all = headers(&mara);
    let without = |name: &str| {
        all.iter()
            .filter(|(n, _)| *n != name)
            .cloned()
            .collect::<Vec<_>>()
    };
    let with = |name: &'static str, value: &str| {
        let mut all = without(name);
        all.push((name, value.to_owned()));
        all
    };
    for (headers, status) in [
        (without("origin"), 403),
        (with("origin", "https://evil.example"), 403),
        (with("origin", "null"), 403),
        (without("cookie"), 401),
        (with("cookie", &format!("pillars={}", "0".repeat(64))), 401),
        (without("sec-websocket-protocol"), 400),
        (with("sec-websocket-protocol", "graphql-ws"), 400),
    ] {
        let refused = connect(at, &headers).await.err();
        assert_eq!(refused.map(|s| s.as_u16()), Some(status), "{headers:?}");
    }
    assert!(connect(at, &all).await.is_ok());
}

#[tokio::test]
async fn what_breaks_the_protocol_closes_the_socket() {
    let app = TestApp::start().await;
    let at = app.serve().await;
    let mara = app.manager("alderbrook").await;

    let mut early = connect(at, &headers(&mara)).await.ok().unwrap();
    early.subscribe("1", CHANGED).await;
    assert_eq!(early.next().await, Came::Closed(4401));

    let mut twice = greeted(at, &mara).await;
    twice.send(&json!({ "type": "connection_init" })).await;
    assert_eq!(twice.next().await, Came::Closed(4429));

    for wrong in [
        json!("text"),
        json!({ "type": "nothing" }),
        json!({ "type": "subscribe" }),
        json!([]),
    ] {
        let mut odd = greeted(at, &mara).await;
        odd.send(&wrong).await;
        assert_eq!(odd.next().await, Came::Closed(4400), "{wrong}");
    }

    let mut same = greeted(at, &mara).await;
    same.subscribe("1", CHANGED).await;
    same.subscribe("1", CHANGED).await;
    assert_eq!(same.next().await, Came::Closed(4409));

    let mut long = greeted(at, &mara).await;
    long.subscribe("1", &"x".repeat(100_000)).await;
    assert_eq!(long.next().await, Came::Closed(1009));
}

#[tokio::test]
async fn every_guard_holds_on_the_socket_too() {
    let app = TestApp::start().await;
    let at = app.serve().await;
    let mara = app.manager("alderbrook").await;
    let mut socket = greeted(at, &mara).await;
    let doubling: String = (0..30)
        .map(|n| {
            format!(
                " fragment f{n} on Subscription {{ ...f{} ...f{} }}",
                n + 1,
                n + 1
            )
        })
        .collect();
    for (id, document, code) in [
        ("q", "{ viewer { role } }".to_owned(), "BAD_USER_INPUT"),
        (
            "m",
            "mutation { closeEvidenceRequest(input: { requestId: \"x\" }) { request { id } } }"
                .to_owned(),
            "BAD_USER_INPUT",
        ),
        ("n", "subscription { nothing }".to_owned(), "BAD_USER_INPUT"),
        (
            "d",
            format!(
                "subscription {{ ...f0 }}{doubling} fragment f30 on Subscription {{ applicationChanged {{ applicationId }} }}"
            ),
            "TOO_COMPLEX",
        ),
    ] {
        socket.subscribe(id, &document).await;
        assert_eq!(socket.code().await, code, "{id}");
        assert_eq!(
            socket.next().await,
            Came::Json(json!({ "type": "complete", "id": id }))
        );
    }
    for n in 0..20 {
        socket.subscribe(&format!("s{n}"), CHANGED).await;
    }
    socket.subscribe("one-more", CHANGED).await;
    assert_eq!(socket.code().await, "TOO_COMPLEX");
}

#[tokio::test]
async fn events_go_to_those_who_may_see_them_now() {
    let mut app = TestApp::start().await;
    app.leave_jobs();
    let at = app.serve().await;
    let hearing = tokio::spawn(server::app::hear_changes(app.server()));
    tokio::time::sleep(Duration::from_millis(300)).await;
    let (mara, marek) = (
        app.manager("alderbrook").await,
        app.manager("brackenfield").await,
    );
    let priya = app.assessor("priya").await;
    let olive = app.operator().await;
    let mut sockets = Vec::new();
    for person in [&mara, &marek, &priya, &olive] {
        let mut socket = greeted(at, person).await;
        socket.subscribe("1", CHANGED).await;
        sockets.push(socket);
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let case = make::Case::draft(&app, "alderbrook", "Buddies").await;
    let application = case.id.clone();
    let [mara_s, marek_s, priya_s, olive_s] = &mut sockets[..] else {
        panic!("four sockets")
    };
    assert_eq!(mara_s.event().await.as_ref(), Some(&application));
    assert_eq!(olive_s.event().await.as_ref(), Some(&application));
    assert_eq!(marek_s.next().await, Came::Nothing);
    assert_eq!(priya_s.next().await, Came::Nothing);

    // A session that is over hears nothing more, though it asked in time.
    let owner = app.owner().await;
    let id = world::person("mara");
    owner
        .run(&format!("delete from session where person_id = '{id}'"))
        .await;
    make::Case::draft(&app, "alderbrook", "Peers").await;
    assert_eq!(mara_s.next().await, Came::Closed(4403));

    assert!(olive_s.event().await.is_some(), "the draft just made");

    // When the database was not heard for a while, everybody starts over.
    hearing.abort();
    app.server().changes.tell(schema::Change::Missed);
    assert_eq!(olive_s.next().await, Came::Closed(1013));
}

/// That somebody marks, how often and when, is told to nobody who marks the same case (J6).
#[tokio::test]
async fn neither_assessor_hears_of_the_others_marks() {
    let app = TestApp::start().await;
    let case = sampled(&app, "omar").await;
    let at = app.serve().await;
    let hearing = tokio::spawn(server::app::hear_changes(app.server()));
    tokio::time::sleep(Duration::from_millis(300)).await;
    let (priya, omar) = (app.assessor("priya").await, app.assessor("omar").await);
    let mut first = greeted(at, &priya).await;
    let mut second = greeted(at, &omar).await;
    for socket in [&mut first, &mut second] {
        socket.subscribe("1", CHANGED).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;

    mark(&omar, &case, &["2.1"], &[2]).await;
    assert_eq!(first.next().await, Came::Nothing);
    assert_eq!(
        judge(&priya, &case, "2.1", "NOT_MET", 1).await.rules(),
        ["L1"]
    );
    let confirm = json!({ "applicationId": case.id, "pillar": 2, "level": null, "version": 1 });
    let confirmed = priya.ask(doc::CONFIRM, json!({ "input": confirm })).await;
    assert_eq!(confirmed.rules(), ["L1"]);
    app.owner()
        .await
        .run("update judgement set value = 'NOT_MET', note = 'Otherwise.', version = version + 1, updated_at = now()")
        .await;
    assert_eq!(second.next().await, Came::Nothing);

    // Both are told when both are in.
    submit_second(&omar, &case).await.ok();
    for socket in [&mut first, &mut second] {
        assert_eq!(socket.event().await.as_ref(), Some(&case.id));
    }
    hearing.abort();
    app.work().await;
}

/// Imports go on before the eyes of those who run the scheme, and nobody else hears of them.
#[tokio::test]
async fn an_import_is_heard_of_by_operators_alone() {
    let mut app = TestApp::start().await;
    let at = app.serve().await;
    let hearing = tokio::spawn(server::app::hear_changes(app.server()));
    tokio::time::sleep(Duration::from_millis(300)).await;
    let (olive, mara) = (app.operator().await, app.manager("alderbrook").await);
    let subscription = "subscription { importChanged { importId } }";
    let mut hears = greeted(at, &olive).await;
    hears.subscribe("1", subscription).await;
    let mut deaf = greeted(at, &mara).await;
    deaf.subscribe("1", subscription).await;
    assert_eq!(deaf.code().await, "FORBIDDEN");
    assert_eq!(
        deaf.next().await,
        Came::Json(json!({ "type": "complete", "id": "1" }))
    );
    deaf.subscribe("2", CHANGED).await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    let declared = tests::imports::declare(&olive, "PEOPLE", "people.csv", b"Name\nMara\n").await;
    let id = declared.text("/declareImport/import/id");
    assert_eq!(hears.event_of("/importChanged/importId").await, Some(id));
    // The next that the manager hears is of an application, not of what came before it.
    let case = make::Case::draft(&app, "alderbrook", "Buddies").await;
    assert_eq!(deaf.event().await, Some(case.id.clone()));
    hearing.abort();
    app.leave_jobs();
}

#[tokio::test]
async fn a_session_that_its_owner_ends_elsewhere_hears_nothing_more() {
    let app = TestApp::start().await;
    let at = app.serve().await;
    let hearing = tokio::spawn(server::app::hear_changes(app.server()));
    tokio::time::sleep(Duration::from_millis(300)).await;
    let (here, there) = (
        app.manager("alderbrook").await,
        app.manager("alderbrook").await,
    );
    let mut sockets = [greeted(at, &here).await, greeted(at, &there).await];
    for socket in &mut sockets {
        socket.subscribe("1", CHANGED).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    let ended = here.ask(doc::END_OTHER_SESSIONS, json!({})).await;
    assert_eq!(ended.number("/endOtherSessions/ended"), 1);
    let case = make::Case::draft(&app, "alderbrook", "Buddies").await;
    assert_eq!(sockets[0].event().await, Some(case.id));
    assert_eq!(sockets[1].next().await, Came::Closed(4403));
    hearing.abort();
    assert_eq!(
        connect(at, &headers(&there)).await.err(),
        Some(StatusCode::UNAUTHORIZED)
    );
}
