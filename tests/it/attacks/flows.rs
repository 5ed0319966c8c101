//! Acts in an order or a number that nobody meant: twice at once, half, less than nothing.

use serde_json::json;
use tests::TestApp;
use tests::make::{self, Case, Stage, documents as doc};

use super::code;

#[tokio::test]
async fn a_quote_that_is_accepted_twice_at_once_is_one_order() {
    let app = TestApp::start().await;
    let mut case = Case::draft(&app, "alderbrook", "Quoted").await;
    case.fill().await;
    let kept = case
        .manager
        .ask(
            doc::KEEP,
            json!({ "input": { "applicationIds": [case.id] } }),
        )
        .await;
    let input = json!({ "input": { "quoteId": kept.text("/keepQuote/quote/id"), "purchaseOrder": "PO-1" } });
    let colleague = app.manager("alderbrook").await;
    let accept = || case.manager.ask_freely(doc::ACCEPT, input.clone());
    let (a, b, c, d) = tokio::join!(
        accept(),
        colleague.ask_freely(doc::ACCEPT, input.clone()),
        accept(),
        accept()
    );
    let answers = [a, b, c, d];
    let taken = answers
        .iter()
        .filter(|answer| answer.body.get("errors").is_none())
        .count();
    let refused = answers
        .iter()
        .filter(|answer| matches!(code(answer), "REFUSED" | "CONFLICT"))
        .count();
    assert_eq!(
        (taken, refused),
        (1, 3),
        "{:?}",
        answers.map(|answer| answer.body)
    );
    let owner = app.owner().await;
    assert_eq!(owner.one("select count(*) from orders").await, "1");
    assert_eq!(owner.one("select count(*) from invoice").await, "1");
    app.work().await;
}

#[tokio::test]
async fn what_is_withdrawn_while_it_is_sent_is_one_of_both() {
    let app = TestApp::start().await;
    for _ in 0..3 {
        let case = make::application(&app, "alderbrook", Stage::Ready).await;
        let version = case.version().await;
        let submit = json!({ "input": { "applicationId": case.id, "version": version, "purchaseOrder": "PO-17" } });
        let withdraw = json!({ "input": { "applicationId": case.id, "version": version, "reason": "Not this year." } });
        let (sent, withdrawn) = tokio::join!(
            case.manager.ask_freely(doc::SUBMIT, submit),
            case.manager.ask_freely(doc::WITHDRAW, withdraw)
        );
        let ok = [&sent, &withdrawn].map(|answer| answer.body.get("errors").is_none());
        assert!(
            ok == [true, false] || ok == [false, true],
            "{:#} {:#}",
            sent.body,
            withdrawn.body
        );
        let owner = app.owner().await;
        let (_, uuid) = domain::id::decode(&case.id).unwrap();
        let state = owner.one(&format!("select (state = 'WITHDRAWN') || ' ' || (order_id is null) from application where id = '{uuid}'")).await;
        assert_eq!(state, if ok[0] { "false false" } else { "true true" });
    }
    app.work().await;
}

#[tokio::test]
async fn no_money_is_made_of_less_than_nothing() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Submitted).await;
    app.work().await;
    let (invoice, outstanding) = case.invoice().await;
    let before = app.owner().await.counts().await;
    for amount in [
        0,
        -1,
        -outstanding,
        i64::from(i32::MIN),
        i64::MAX,
        outstanding + 1,
    ] {
        let mut input = case.payment("BACS 18").await;
        input["amountMinor"] = json!(amount);
        let answer = case
            .operator
            .ask_freely(doc::PAYMENT, json!({ "input": input }))
            .await;
        assert!(
            matches!(code(&answer), "BAD_USER_INPUT" | "REFUSED"),
            "{amount}: {:#}",
            answer.body
        );
        let input = json!({ "invoiceId": invoice, "amountMinor": amount, "reason": "Too much." });
        let answer = case
            .operator
            .ask_freely(doc::CREDIT, json!({ "input": input }))
            .await;
        assert!(
            matches!(code(&answer), "BAD_USER_INPUT" | "REFUSED"),
            "{amount}: {:#}",
            answer.body
        );
        let input = json!({ "orderId": case.order, "netMinor": amount });
        let answer = case
            .operator
            .ask_freely(doc::QUOTE, json!({ "input": input }))
            .await;
        assert!(
            matches!(code(&answer), "BAD_USER_INPUT" | "REFUSED"),
            "{amount}: {:#}",
            answer.body
        );
    }
    assert_eq!(app.owner().await.counts().await, before);
    assert_eq!(case.invoice().await, (invoice, outstanding));
}

#[tokio::test]
async fn nothing_is_decided_before_it_is_sent_paid_and_judged() {
    let app = TestApp::start().await;
    let mut case = make::application(&app, "alderbrook", Stage::Ready).await;
    let priya = app.assessor("priya").await;
    let decide = async |case: &Case| {
        let input = json!({ "applicationId": case.id, "version": case.version().await, "feedback": "Well run." });
        let answer = priya
            .ask_freely(doc::DECIDE, json!({ "input": input }))
            .await;
        code(&answer).to_owned()
    };
    assert_eq!(
        decide(&case).await,
        "NOT_FOUND",
        "a draft is nobody's to see"
    );
    case.submit().await;
    assert_eq!(
        decide(&case).await,
        "NOT_FOUND",
        "one that nobody is assigned to"
    );
    case.start("priya").await;
    app.work().await;
    assert_eq!(decide(&case).await, "REFUSED", "nothing is judged");
    case.judge("MET").await;
    assert_eq!(decide(&case).await, "REFUSED", "nothing is confirmed");
    assert_eq!(
        app.owner().await.one("select count(*) from award").await,
        "0"
    );
}

#[tokio::test]
async fn a_form_that_is_sent_many_times_is_taken_down_once() {
    let app = TestApp::start().await;
    let form = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("university", "University of Penhallow"),
            ("address", "1 High Street"),
            ("domain", "penhallow.test"),
            ("name", "Petra Penhallow"),
            ("position", "Head"),
            ("email", "petra@penhallow.test"),
        ])
        .finish();
    let send = || {
        let request = app
            .stranger()
            .request("POST", "/join")
            .header("content-type", "application/x-www-form-urlencoded");
        super::send(&app, request, form.clone())
    };
    let all = futures_util::future::join_all((0..8).map(|_| send())).await;
    assert!(
        all.iter().all(|came| came.status < 500),
        "{:?}",
        all.iter().map(|c| c.status).collect::<Vec<_>>()
    );
    let kept = app
        .owner()
        .await
        .one("select count(*) from join_request")
        .await;
    assert_eq!(kept, "1");
    app.work().await;
}
