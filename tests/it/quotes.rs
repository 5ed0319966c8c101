//! Quotes: what an operator offers, and the invoice that follows from its acceptance (M3, M6).

mod kept;

use serde_json::json;
use tests::make::{Case, documents as doc};
use tests::{Answer, TestApp};

/// A submitted application of a large programme: its order has no price.
async fn unpriced(app: &TestApp, university: &str) -> Case {
    let mut case = Case::draft(app, university, "Large").await;
    app.owner()
        .await
        .run("update programme set mentors = 50")
        .await;
    case.fill().await;
    case.submit().await;
    case
}

async fn offer(case: &Case, minor: i64) -> Answer {
    let input = json!({ "orderId": case.order, "netMinor": minor });
    case.operator
        .ask(doc::QUOTE, json!({ "input": input }))
        .await
}

async fn accept(case: &Case, quote: &str, purchase_order: &str) -> Answer {
    let input = json!({ "quoteId": quote, "purchaseOrder": purchase_order });
    case.manager
        .ask(doc::ACCEPT, json!({ "input": input }))
        .await
}

async fn withdraw(by: &tests::Person, quote: &str, reason: &str) -> Answer {
    let input = json!({ "quoteId": quote, "reason": reason });
    by.ask(doc::WITHDRAW_QUOTE, json!({ "input": input })).await
}

#[tokio::test]
async fn m6_accepting_a_quote_is_what_issues_the_invoice() {
    let app = TestApp::start().await;
    let case = unpriced(&app, "alderbrook").await;
    let owner = app.owner().await;
    let offered = offer(&case, 98_765).await;
    assert_eq!(offered.text("/issueQuote/quote/number"), "ALD-Q0001");
    assert_eq!(offered.text("/issueQuote/quote/openUntil"), "2026-12-23");
    assert_eq!(offered.number("/issueQuote/quote/gross/minor"), 118_518);
    assert_eq!(
        offered.text("/issueQuote/quote/applications/0/id"),
        case.id,
        "it names what it is for"
    );
    assert_eq!(owner.one("select count(*) from invoice").await, "0");
    assert_eq!(offer(&case, 5).await.rules(), ["M6"], "one at a time");
    let quote = offered.text("/issueQuote/quote/id");
    app.work().await;
    let letters = app.letters().await;
    assert!(
        letters
            .iter()
            .any(|l| l.to == "mara@alderbrook.test" && l.subject.contains("quote"))
    );
    let accepted = accept(&case, &quote, "PO-99").await;
    assert_eq!(accepted.text("/acceptQuote/quote/state"), "ACCEPTED");
    assert_eq!(
        accepted.text("/acceptQuote/orders/0/purchaseOrder"),
        "PO-99"
    );
    let invoice = "/acceptQuote/orders/0/invoice";
    assert_eq!(
        accepted.text(&format!("{invoice}/number")),
        "INV-2026-000001"
    );
    assert_eq!(accepted.number(&format!("{invoice}/gross/minor")), 118_518);
    assert_eq!(accept(&case, &quote, "PO-99").await.rules(), ["M6"]);
    assert_eq!(offer(&case, 5).await.rules(), ["M3"], "it has its price");
    let address = format!("/quotes/{quote}.pdf");
    assert_eq!(case.manager.get(&address).await.status(), 200);
    let marek = app.manager("brackenfield").await;
    assert_eq!(marek.get(&address).await.status(), 404);
    let theirs = json!({ "input": { "quoteId": quote } });
    assert_eq!(marek.ask(doc::ACCEPT, theirs).await.code(), "NOT_FOUND");
    app.check_trail().await;
}

#[tokio::test]
async fn m6_a_quote_is_open_for_thirty_days_and_not_a_day_more() {
    let app = TestApp::start().await;
    let case = unpriced(&app, "alderbrook").await;
    let quote = offer(&case, 98_765).await.text("/issueQuote/quote/id");
    app.on("2026-12-23").await;
    assert_eq!(accept(&case, &quote, "").await.rules(), ["M6"]);
    app.work().await;
    let owner = app.owner().await;
    assert_eq!(owner.one("select state from quote").await, "EXPIRED");
    let second = offer(&case, 90_000).await.text("/issueQuote/quote/id");
    app.on("2027-01-21").await;
    accept(&case, &second, "").await.ok();
    assert_eq!(
        owner
            .one("select net_minor || ' ' || issued_on || ' ' || purchase_order from invoice")
            .await,
        "90000 2027-01-21 PO-17",
        "the purchase order of the submission stays"
    );
    app.work().await;
}

#[tokio::test]
async fn m6_either_side_takes_a_quote_back_with_a_reason_and_another_is_offered() {
    let mut app = TestApp::start().await;
    let case = unpriced(&app, "alderbrook").await;
    let quote = offer(&case, 98_765).await.text("/issueQuote/quote/id");
    let silent = withdraw(&case.operator, &quote, " ").await;
    assert_eq!(silent.fields(), ["reason"]);
    let taken = withdraw(&case.operator, &quote, "Two programmes more.").await;
    assert_eq!(taken.text("/withdrawQuote/quote/state"), "WITHDRAWN");
    assert_eq!(accept(&case, &quote, "").await.rules(), ["M6"]);
    let second = offer(&case, 120_000).await.text("/issueQuote/quote/id");
    let declined = withdraw(&case.manager, &second, "Too much for this year.").await;
    assert_eq!(declined.text("/withdrawQuote/quote/state"), "WITHDRAWN");
    let third = offer(&case, 110_000).await.text("/issueQuote/quote/id");
    let owner = app.owner().await;
    assert_eq!(
        owner
            .column("select number || ' ' || state from quote order by number")
            .await,
        [
            "ALD-Q0001 WITHDRAWN",
            "ALD-Q0002 WITHDRAWN",
            "ALD-Q0003 ISSUED"
        ]
    );
    for statement in [
        "update quote set net_minor = 1",
        "update quoted_application set programmes = 2",
        "delete from quoted_application",
    ] {
        let said = owner.attempt(statement).await.unwrap_err();
        assert!(said.ends_with("(M6)"), "{statement}: {said}");
    }
    case.withdraw().await;
    assert_eq!(
        accept(&case, &third, "").await.rules(),
        ["L1"],
        "nothing is invoiced for what was given up"
    );
    app.leave_jobs();
}

/// What the quote says of VAT is of its day; what is owed is by the rate of the invoice's (M2).
#[tokio::test]
async fn m2_the_vat_of_a_quote_is_that_of_the_invoices_day() {
    let mut app = TestApp::start().await;
    let case = unpriced(&app, "alderbrook").await;
    let quote = offer(&case, 98_765).await.text("/issueQuote/quote/id");
    let owner = app.owner().await;
    owner
        .run("alter table quote disable trigger keeps; update quote set vat_per_mille = 175, vat_minor = 17284; alter table quote enable trigger keeps")
        .await;
    let accepted = accept(&case, &quote, "").await;
    assert_eq!(
        accepted.number("/acceptQuote/orders/0/invoice/gross/minor"),
        118_518
    );
    assert_eq!(
        owner
            .one("select vat_minor || ' ' || vat_per_mille from orders")
            .await,
        "19753 200"
    );
    app.leave_jobs();
}
