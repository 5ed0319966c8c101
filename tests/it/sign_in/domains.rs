//! The e-mail domains that lead to a university's sign-in, and the pages that lead there (T5, U4).

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use hickory_resolver::proto::op::{Message, ResponseCode};
use hickory_resolver::proto::rr::rdata::TXT;
use hickory_resolver::proto::rr::{RData, Record};
use serde_json::{Value, json};
use server::outside::Names;
use tests::{Answer, Person, TestApp, world};
use tokio::net::UdpSocket;

use super::{get, location, provider};

const DOMAINS: &str = "query($at: ID) { signInSettings(universityId: $at) { address domains { id name verifiedAt byOperator entry says checkedAt found } } }";
macro_rules! act {
    ($name:literal, $input:literal) => {
        concat!(
            "mutation($input: ",
            $input,
            "!) { ",
            $name,
            "(input: $input) { settings { domains { id name verifiedAt } } } }"
        )
    };
}
const ADD: &str = act!("addDomain", "AddDomainInput");
const CHECK: &str = act!("checkDomain", "DomainInput");
const VERIFY: &str = act!("verifyDomain", "VerifyDomainInput");
const REMOVE: &str = act!("removeDomain", "DomainInput");

/// A DNS server that knows one name.
#[derive(Clone, Default)]
struct Dns(Arc<Mutex<Said>>);

#[derive(Default)]
struct Said {
    name: String,
    texts: Vec<String>,
    broken: bool,
}

impl Dns {
    async fn start(app: &TestApp) -> Self {
        let dns = Self::default();
        let socket = UdpSocket::bind(("127.0.0.1", 0)).await.unwrap();
        let at: SocketAddr = socket.local_addr().unwrap();
        app.names_by(Names { server: Some(at) });
        let said = dns.clone();
        tokio::spawn(async move {
            let mut bytes = [0; 2048];
            while let Ok((length, from)) = socket.recv_from(&mut bytes).await {
                let answer = said.answer(&bytes[..length]);
                socket.send_to(&answer, from).await.unwrap();
            }
        });
        dns
    }

    fn answer(&self, asked: &[u8]) -> Vec<u8> {
        let asked = Message::from_vec(asked).unwrap();
        let said = self.0.lock().unwrap();
        let query = asked.queries[0].clone();
        let mut answer = Message::response(asked.metadata.id, asked.metadata.op_code);
        answer.metadata.recursion_desired = true;
        answer.metadata.recursion_available = true;
        answer.add_query(query.clone());
        if said.broken {
            answer.metadata.response_code = ResponseCode::ServFail;
        } else if query.name().to_string() == format!("{}.", said.name) {
            for text in &said.texts {
                // In two strings, as long ones are.
                let (head, tail) = text.split_at(text.len() / 2);
                let data = RData::TXT(TXT::new(vec![head.to_owned(), tail.to_owned()]));
                answer.add_answer(Record::from_rdata(query.name().clone(), 60, data));
            }
        } else {
            answer.metadata.response_code = ResponseCode::NXDomain;
        }
        answer.to_vec().unwrap()
    }

    fn says(&self, name: &str, texts: &[&str]) {
        let mut said = self.0.lock().unwrap();
        name.clone_into(&mut said.name);
        said.texts = texts.iter().map(|text| (*text).to_owned()).collect();
    }

    fn breaks(&self, broken: bool) {
        self.0.lock().unwrap().broken = broken;
    }
}

fn refused(answer: &Answer, code: &str) {
    assert_eq!(answer.code(), code, "{answer:?}");
}

async fn add(by: &Person, name: &str) -> Answer {
    by.ask_freely(ADD, json!({ "input": { "name": name } }))
        .await
}

async fn listed(by: &Person) -> Vec<Value> {
    let answer = by.ask(DOMAINS, json!({})).await;
    let all = answer.at("/signInSettings/domains");
    all.as_array().unwrap().clone()
}

async fn look(app: &TestApp, by: &Person, id: &str) -> Value {
    by.ask(CHECK, json!({ "input": { "domainId": id } }))
        .await
        .ok();
    app.work().await;
    let all = listed(by).await;
    all.into_iter().find(|one| one["id"] == id).unwrap()
}

/// What the sign-in page says to whoever enters an address.
async fn enters(app: &TestApp, email: &str) -> String {
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("email", email)
        .append_pair("next", "/programmes")
        .finish();
    let request = Request::post("/sign-in")
        .header("origin", world::PUBLIC_URL)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(form));
    let response = app.send(request.unwrap()).await;
    assert_eq!(response.status(), StatusCode::OK);
    let page = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(page.to_vec()).unwrap()
}

#[tokio::test]
async fn u4_a_domain_is_verified_by_its_dns_and_leads_to_the_sign_in() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    let (dns, mara) = (Dns::start(&app).await, app.manager("alderbrook").await);
    add(&mara, "@Alderbrook.test").await.ok();
    app.work().await;
    let row = listed(&mara).await.remove(0);
    let id = row["id"].as_str().unwrap().to_owned();
    assert_eq!(row["name"], "alderbrook.test");
    assert_eq!(row["entry"], "_pillars.alderbrook.test");
    assert_eq!(
        (&row["found"], &row["verifiedAt"]),
        (&json!("NO_ENTRY"), &Value::Null)
    );
    // Not verified, it leads nowhere.
    let nowhere = "No university signs in with addresses at alderbrook.test yet";
    let page = enters(&app, "nia@alderbrook.test").await;
    assert!(page.contains(nowhere), "{page}");

    let says = row["says"].as_str().unwrap().to_owned();
    let entry = "_pillars.alderbrook.test";
    dns.says(entry, &["pillars-verification=another"]);
    assert_eq!(look(&app, &mara, &id).await["found"], "ANOTHER_ENTRY");
    dns.breaks(true);
    assert_eq!(look(&app, &mara, &id).await["found"], "NO_ANSWER");
    dns.breaks(false);
    dns.says("alderbrook.test", &[&says]);
    let row = look(&app, &mara, &id).await;
    assert_eq!(row["found"], "NO_ENTRY", "of another name");
    dns.says(entry, &["v=spf1 -all", &says]);
    let row = look(&app, &mara, &id).await;
    assert_eq!(
        (&row["found"], &row["byOperator"]),
        (&json!("VERIFIED"), &json!(false))
    );
    assert!(row["verifiedAt"].is_string());

    let page = enters(&app, " Nia@ALDERBROOK.test").await;
    assert!(page.contains("for addresses at alderbrook.test"), "{page}");
    assert!(page.contains("hint=Nia%40ALDERBROOK.test"), "{page}");
    let start = get(
        &app,
        "/auth/start/alderbrook?next=%2F&hint=Nia%40ALDERBROOK.test",
        "",
    )
    .await;
    let asked = location(&start);
    assert!(asked.starts_with(&liar.issuer()), "{asked}");
    assert!(
        asked.contains("login_hint=Nia%40ALDERBROOK.test"),
        "{asked}"
    );
    let acts = "select act from trail where act like 'domain.%' order by seq";
    let acts = app.owner().await.column(acts).await;
    assert_eq!(acts.first().map(String::as_str), Some("domain.added"));
    assert_eq!(acts.last().map(String::as_str), Some("domain.verified"));

    // Taken away, it leads nowhere again.
    mara.ask(REMOVE, json!({ "input": { "domainId": id } }))
        .await
        .ok();
    let page = enters(&app, "nia@alderbrook.test").await;
    assert!(page.contains(nowhere), "{page}");
}

#[tokio::test]
async fn u4_one_that_is_verified_is_nobody_elses() {
    let app = TestApp::start().await;
    let (dns, mara) = (Dns::start(&app).await, app.manager("alderbrook").await);
    let (marek, olive) = (app.manager("brackenfield").await, app.operator().await);
    add(&mara, "alderbrook.test").await.ok();
    add(&marek, "alderbrook.test").await.ok();
    app.work().await;
    let (theirs, others) = (
        listed(&mara).await.remove(0),
        listed(&marek).await.remove(0),
    );
    assert_ne!(theirs["says"], others["says"]);
    // The other university's manager learns nothing of it by looking.
    let verify = async |at: &str, row: &Value| {
        let input = json!({ "universityId": world::university_id(at), "domainId": row["id"], "reason": "Their IT wrote to us." });
        olive.ask_freely(VERIFY, json!({ "input": input })).await
    };
    verify("alderbrook", &theirs).await.ok();
    let other = others["id"].as_str().unwrap();
    assert_eq!(look(&app, &marek, other).await["found"], "NO_ENTRY");
    // Not even by an entry of its own, which whoever has the domain alone can write.
    dns.says(
        "_pillars.alderbrook.test",
        &[others["says"].as_str().unwrap()],
    );
    let row = look(&app, &marek, other).await;
    assert_eq!(
        (&row["found"], &row["verifiedAt"]),
        (&json!("TAKEN"), &Value::Null)
    );
    refused(&verify("brackenfield", &others).await, "REFUSED");
    refused(&verify("alderbrook", &theirs).await, "REFUSED");
    refused(&verify("brackenfield", &theirs).await, "NOT_FOUND");
    let of = json!({ "input": { "domainId": theirs["id"] } });
    refused(&marek.ask_freely(REMOVE, of.clone()).await, "NOT_FOUND");
    refused(&marek.ask_freely(CHECK, of.clone()).await, "NOT_FOUND");
    let own = json!({ "universityId": world::university_id("alderbrook"), "domainId": theirs["id"], "reason": "Ours." });
    let by_manager = mara.ask_freely(VERIFY, json!({ "input": own })).await;
    refused(&by_manager, "FORBIDDEN");
    mara.ask(REMOVE, of).await.ok();
    let row = look(&app, &marek, other).await;
    assert_eq!(row["found"], "VERIFIED", "free again");
}

#[tokio::test]
async fn u4_what_is_no_domain_is_said_beside_the_field() {
    let app = TestApp::start().await;
    let dns = Dns::start(&app).await;
    let mara = app.manager("alderbrook").await;
    for bad in [
        "",
        "alderbrook",
        "mara@alderbrook.test",
        "gmail.com",
        "10.0.0.1",
        "a b.test",
    ] {
        let answer = add(&mara, bad).await;
        refused(&answer, "BAD_USER_INPUT");
        assert_eq!(answer.fields(), ["name"], "{bad}");
    }
    add(&mara, "alderbrook.test").await.ok();
    refused(&add(&mara, "ALDERBROOK.test").await, "BAD_USER_INPUT");
    for n in 1..20 {
        add(&mara, &format!("d{n}.alderbrook.test")).await.ok();
    }
    refused(&add(&mara, "one-more.test").await, "REFUSED");
    dns.breaks(true);
    app.work().await;
}

#[tokio::test]
async fn t5_a_university_has_an_address_that_leads_to_its_sign_in() {
    let app = TestApp::start().await;
    let nowhere = get(&app, "/login/alderbrook", "").await;
    assert_eq!(nowhere.status(), StatusCode::CONFLICT, "no way yet");
    let liar = provider(&app).await;
    let mara = app.manager("alderbrook").await;
    let answer = mara.ask(DOMAINS, json!({})).await;
    let address = answer.text("/signInSettings/address");
    assert_eq!(address, format!("{}/login/alderbrook", world::PUBLIC_URL));
    let straight = get(&app, "/login/alderbrook?next=/programmes", "").await;
    assert!(location(&straight).starts_with(&liar.issuer()));
    for nobody in ["/login/nobody", "/login/%00", "/login/Alderbrook'"] {
        let status = get(&app, nobody, "").await.status();
        assert_eq!(status, StatusCode::NOT_FOUND, "{nobody}");
    }
    // A university's own provider is on no list: its people are led to it.
    let page = app.stranger().page("/sign-in").await.1;
    assert!(!page.contains("University of Alderbrook"), "{page}");
    let forged = Request::post("/sign-in")
        .header("origin", "https://evil.example")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("email=a%40alderbrook.test"));
    let forged = app.send(forged.unwrap()).await;
    assert_eq!(forged.status(), StatusCode::FORBIDDEN);
    for odd in ["nobody", "a@b", "<script>alert(1)</script>@x.test"] {
        let page = enters(&app, odd).await;
        assert!(page.contains("role=\"alert\""), "{page}");
        assert!(!page.contains("<script>alert"), "{page}");
    }
}
