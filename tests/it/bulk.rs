//! Many applications at once: started together, sent together, one order (M4, M5).

use serde_json::{Value, json};
use tests::make::{self, Case, documents as doc};
use tests::{Answer, Person, TestApp};

const START: &str = "mutation($input: StartApplicationsInput!) { startApplications(input: $input) { applications { id reference kind level { code } programmes { id } } } }";
const SUBMIT: &str = "mutation($input: SubmitApplicationsInput!) { submitApplications(input: $input) { applications { id state order { id number } } } }";
const PRICE: &str = "query($ids: [ID!]!) { priceTogether(applicationIds: $ids) { together { net { minor } gross { minor } tailored lines { label } } \
    split { orders { net { minor } } total { net { minor } gross { minor } } } } }";

async fn programmes(manager: &Person, names: &[&str]) -> Vec<String> {
    let mut ids = Vec::new();
    for name in names {
        let input = json!({ "input": make::programme(name) });
        let added = manager.ask(doc::ADD_PROGRAMME, input).await;
        ids.push(added.text("/addProgramme/programme/id"));
    }
    ids
}

async fn start(manager: &Person, programmes: &[String], level: &str) -> Answer {
    let each = programmes
        .iter()
        .map(|id| json!({ "programmeId": id, "level": level }));
    let input = json!({ "applications": each.collect::<Vec<_>>() });
    manager.ask(START, json!({ "input": input })).await
}

/// Drafts that are filled in, of so many new programmes.
async fn filled(app: &TestApp, n: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    for i in 0..n {
        let mut case = Case::draft(app, "alderbrook", &format!("Together {i}")).await;
        case.fill().await;
        cases.push(case);
    }
    cases
}

async fn submit(cases: &[Case], split: bool) -> Answer {
    let mut each = Vec::new();
    for case in cases {
        each.push(json!({ "applicationId": case.id, "version": case.version().await }));
    }
    let input = json!({ "applications": each, "purchaseOrder": "PO-50", "split": split });
    cases[0]
        .manager
        .ask(SUBMIT, json!({ "input": input }))
        .await
}

fn orders(answer: &Answer) -> Vec<String> {
    let sent = answer
        .at("/submitApplications/applications")
        .as_array()
        .unwrap();
    let mut numbers: Vec<String> = sent
        .iter()
        .map(|a| a["order"]["number"].as_str().unwrap().to_owned())
        .collect();
    numbers.sort();
    numbers.dedup();
    numbers
}

#[tokio::test]
async fn many_are_started_all_or_none() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let ids = programmes(&mara, &["One", "Two", "Three"]).await;
    let started = start(&mara, &ids, "BRONZE").await;
    let made = started
        .at("/startApplications/applications")
        .as_array()
        .unwrap();
    let covered: Vec<&Value> = made.iter().map(|a| &a["programmes"][0]["id"]).collect();
    assert_eq!(
        covered,
        ids.iter().collect::<Vec<_>>(),
        "in the order in which they were named"
    );
    let more = programmes(&mara, &["Four"]).await;
    let mixed = [more[0].clone(), ids[0].clone(), ids[1].clone()];
    let refused = start(&mara, &mixed, "BRONZE").await;
    assert_eq!(refused.rules(), ["L1"]);
    let said = refused.body.to_string();
    assert!(
        ["One has", "Two has"]
            .iter()
            .all(|each| said.contains(each)),
        "each that stands in the way: {said}"
    );
    let early = start(&mara, &more, "SILVER").await;
    assert_eq!(early.rules(), ["G1"]);
    start(&mara, &more, "BRONZE").await.ok();
    let twice = start(&mara, &[ids[0].clone(), ids[0].clone()], "BRONZE").await;
    assert_eq!(twice.fields(), ["applications"]);
    assert_eq!(start(&mara, &[], "BRONZE").await.fields(), ["applications"]);
    let marek = app.manager("brackenfield").await;
    assert_eq!(start(&marek, &ids, "BRONZE").await.code(), "NOT_FOUND");
    app.check_trail().await;
}

#[tokio::test]
async fn m4_many_are_sent_as_one_order_at_the_bundles_price() {
    let app = TestApp::start().await;
    let cases = filled(&app, 5).await;
    let mara = &cases[0].manager;
    let ids: Vec<&String> = cases.iter().map(|case| &case.id).collect();
    let price = mara.ask(PRICE, json!({ "ids": ids })).await;
    let bundle = price.number("/priceTogether/together/net/minor");
    let sent = submit(&cases, false).await;
    assert_eq!(orders(&sent).len(), 1, "one order");
    let order = sent.text("/submitApplications/applications/0/order/id");
    let owed = cases[0]
        .operator
        .ask(doc::INVOICE, json!({ "id": order }))
        .await;
    let paid = json!({
        "invoiceId": owed.text("/node/invoice/id"), "amountMinor": bundle + bundle / 5, "receivedOn": "2026-11-20",
        "method": "BANK_TRANSFER", "reference": "BACS 50",
    });
    let document = "mutation($input: RecordPaymentInput!) { recordPayment(input: $input) { invoice { purchaseOrder net { minor } state } applications { id } } }";
    let paid = cases[0]
        .operator
        .ask(document, json!({ "input": paid }))
        .await;
    assert_eq!(paid.number("/recordPayment/invoice/net/minor"), bundle);
    assert_eq!(paid.text("/recordPayment/invoice/purchaseOrder"), "PO-50");
    assert_eq!(
        paid.at("/recordPayment/applications")
            .as_array()
            .unwrap()
            .len(),
        5
    );
    let again = submit(&cases, false).await;
    assert_eq!(
        again.rules().first().map(String::as_str),
        Some("L1"),
        "sent once"
    );
    app.check_trail().await;
}

#[tokio::test]
async fn m5_two_singles_beat_the_tier_and_the_university_chooses() {
    let app = TestApp::start().await;
    let cases = filled(&app, 2).await;
    let ids: Vec<&String> = cases.iter().map(|case| &case.id).collect();
    let price = cases[0].manager.ask(PRICE, json!({ "ids": ids })).await;
    assert_eq!(price.number("/priceTogether/together/net/minor"), 100_000);
    assert_eq!(price.number("/priceTogether/split/total/net/minor"), 70_000);
    assert_eq!(
        price
            .at("/priceTogether/split/orders")
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(orders(&submit(&cases, true).await).len(), 2);
    app.check_trail().await;
}

#[tokio::test]
async fn what_is_missing_in_any_of_them_is_said_of_which_and_none_is_sent() {
    let app = TestApp::start().await;
    let mut cases = filled(&app, 1).await;
    cases.push(Case::draft(&app, "alderbrook", "Not filled in").await);
    let refused = submit(&cases, false).await;
    assert!(!refused.rules().is_empty());
    let body = refused.body.to_string();
    assert!(
        body.contains("ALD-0002: ") && !body.contains("ALD-0001: "),
        "{body}"
    );
    let seen = "query($id: ID!) { application(id: $id) { state } }";
    let first = cases[0]
        .manager
        .ask(seen, json!({ "id": cases[0].id }))
        .await;
    assert_eq!(first.text("/application/state"), "DRAFT");
    let marek = app.manager("brackenfield").await;
    let theirs = marek.ask(PRICE, json!({ "ids": [cases[0].id] })).await;
    assert_eq!(theirs.code(), "NOT_FOUND");
}

async fn copy(who: &Person, from: &Case, to: &[&Case]) -> Answer {
    let document = "mutation($input: CopyAnswersInput!) { copyAnswers(input: $input) { copied { application { reference missing { rule } } answers links } } }";
    let to: Vec<&str> = to.iter().map(|case| case.id.as_str()).collect();
    let input = json!({ "fromApplicationId": from.id, "toApplicationIds": to });
    who.ask(document, json!({ "input": input })).await
}

#[tokio::test]
async fn answers_are_copied_to_drafts_and_what_is_written_stays() {
    let app = TestApp::start().await;
    let full = filled(&app, 1).await.remove(0);
    let empty = Case::draft(&app, "alderbrook", "Empty").await;
    let begun = Case::draft(&app, "alderbrook", "Begun").await;
    let manager = &full.manager;
    let own = json!({ "applicationId": begun.id, "ref": "1.1", "value": "PARTLY_MET", "statement": "Our own.", "version": 0 });
    let rate = "mutation($input: RateCriterionInput!) { rateCriterion(input: $input) { application { id } } }";
    manager.ask(rate, json!({ "input": own })).await.ok();

    let copied = copy(manager, &full, &[&empty, &begun]).await;
    let got = |at: usize, what: &str| copied.number(&format!("/copyAnswers/copied/{at}/{what}"));
    assert_eq!((got(0, "answers"), got(1, "answers")), (17, 16));
    assert_eq!(got(0, "links"), got(1, "links"));
    assert!(got(0, "links") > 0);
    let ratings = "query($id: ID!) { application(id: $id) { criteria { criterion { ref } rating { value statement } } } }";
    let seen = manager.ask(ratings, json!({ "id": begun.id })).await;
    let first = seen.at("/application/criteria/0/rating").clone();
    assert_eq!(
        first,
        json!({ "value": "PARTLY_MET", "statement": "Our own." })
    );
    // Again changes nothing, and tells nothing.
    let again = copy(manager, &full, &[&empty, &begun]).await;
    assert_eq!(again.number("/copyAnswers/copied/0/answers"), 0);
    assert_eq!(again.number("/copyAnswers/copied/0/links"), 0);
    let owner = app.owner().await;
    let told = owner.column("select summary from trail where act = 'answers.copied'");
    assert_eq!(told.await.len(), 2);

    assert_eq!(
        copy(manager, &full, &[]).await.fields(),
        ["toApplicationIds"]
    );
    assert_eq!(
        copy(manager, &full, &[&full]).await.fields(),
        ["toApplicationIds"]
    );
    let theirs = make::application(&app, "brackenfield", make::Stage::Draft).await;
    assert_eq!(copy(manager, &full, &[&theirs]).await.code(), "NOT_FOUND");
    assert_eq!(copy(manager, &theirs, &[&empty]).await.code(), "NOT_FOUND");
    let sent = make::application(&app, "alderbrook", make::Stage::Submitted).await;
    assert_eq!(copy(manager, &full, &[&sent]).await.rules(), ["E4"]);
    // What was sent can be copied from.
    let later = Case::draft(&app, "alderbrook", "Later").await;
    let copied = copy(manager, &sent, &[&later]).await;
    assert_eq!(copied.number("/copyAnswers/copied/0/answers"), 17);
    app.check_trail().await;
}

#[tokio::test]
async fn fifty_programmes_are_one_invoice_and_fifty_cases_on_the_board() {
    let app = TestApp::start().await;
    let mut cases = filled(&app, 1).await;
    for i in 1..50 {
        cases.push(Case::draft(&app, "alderbrook", &format!("Of fifty {i}")).await);
    }
    let (full, others) = cases.split_first().unwrap();
    let others: Vec<&Case> = others.iter().collect();
    let copied = copy(&full.manager, full, &others).await;
    let rows = copied.at("/copyAnswers/copied").as_array().unwrap();
    assert_eq!(rows.len(), 49);
    assert!(
        rows.iter().all(|row| row["application"]["missing"]
            .as_array()
            .unwrap()
            .iter()
            .all(|m| m["rule"] != "L1")),
        "every draft is answered"
    );
    let sent = submit(&cases, false).await;
    assert_eq!(orders(&sent).len(), 1);
    let owner = app.owner().await;
    let invoices = owner.column("select net_minor::text from invoice");
    assert_eq!(invoices.await, ["250000"], "up to fifty (M1)");
    let olive = app.operator().await;
    let board = olive
        .ask("{ workload { cases { reference } } }", json!({}))
        .await;
    assert_eq!(board.at("/workload/cases").as_array().unwrap().len(), 50);
    app.work().await;
}

#[tokio::test]
async fn an_operator_starts_drafts_for_a_university_and_its_managers_are_told() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let olive = app.operator().await;
    let ids = programmes(&mara, &["One", "Two", "Three"]).await;
    start(&olive, &ids[..2], "BRONZE").await.ok();
    app.work().await;
    let letters = app.letters().await;
    let told: Vec<_> = letters
        .iter()
        .filter(|letter| letter.subject == "2 draft applications were started for you")
        .collect();
    assert_eq!(
        told.len(),
        1,
        "one letter to its manager for both: {letters:?}"
    );
    assert!(
        told[0]
            .text
            .contains("ALD-0001: One at Bronze\nALD-0002: Two at Bronze"),
        "{}",
        told[0].text
    );
    // Who starts their own is not written to.
    start(&mara, &ids[2..], "BRONZE").await.ok();
    app.work().await;
    assert_eq!(app.letters().await.len(), letters.len());
}
