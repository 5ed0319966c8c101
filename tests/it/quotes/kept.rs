//! The list price of drafts, kept for thirty days; accepting it sends them (M5, M6).

use serde_json::json;
use tests::make::{Case, documents as doc};
use tests::{Answer, TestApp};

use super::{accept, withdraw};

/// Drafts that are filled in, of so many new programmes.
async fn filled(app: &TestApp, n: usize) -> Vec<Case> {
    let mut cases = Vec::new();
    for i in 0..n {
        let mut case = Case::draft(app, "alderbrook", &format!("Kept {i}")).await;
        case.fill().await;
        cases.push(case);
    }
    cases
}

async fn keep(cases: &[Case]) -> Answer {
    let ids: Vec<&String> = cases.iter().map(|case| &case.id).collect();
    let input = json!({ "applicationIds": ids });
    cases[0]
        .manager
        .ask(doc::KEEP, json!({ "input": input }))
        .await
}

async fn accept_split(case: &Case, quote: &str) -> Answer {
    let input = json!({ "quoteId": quote, "split": true });
    case.manager
        .ask(doc::ACCEPT, json!({ "input": input }))
        .await
}

const ORDERED: &str = "select a.reference || ' ' || a.state || ' ' || o.net_minor || ' ' || o.vat_minor || ' ' || coalesce(o.purchase_order, '-') \
    from application a join orders o on o.id = a.order_id order by 1";

#[tokio::test]
async fn m5_m6_a_kept_price_shows_both_ways_and_is_accepted_as_one_order() {
    let app = TestApp::start().await;
    let cases = filled(&app, 2).await;
    let kept = keep(&cases).await;
    assert_eq!(kept.text("/keepQuote/quote/openUntil"), "2026-12-23");
    assert_eq!(kept.number("/keepQuote/quote/net/minor"), 100_000);
    assert_eq!(kept.number("/keepQuote/quote/gross/minor"), 120_000);
    let split = "/keepQuote/quote/split";
    assert_eq!(kept.number(&format!("{split}/total/net/minor")), 70_000);
    assert_eq!(
        kept.at(&format!("{split}/orders")).as_array().map(Vec::len),
        Some(2)
    );
    let owner = app.owner().await;
    assert_eq!(
        owner.one("select count(*) from orders").await,
        "0",
        "nothing is ordered yet"
    );
    let quote = kept.text("/keepQuote/quote/id");
    let accepted = accept(&cases[0], &quote, "PO-1").await;
    assert_eq!(accepted.text("/acceptQuote/quote/state"), "ACCEPTED");
    assert_eq!(
        owner.column(ORDERED).await,
        [
            "ALD-0001 SUBMITTED 100000 20000 PO-1",
            "ALD-0002 SUBMITTED 100000 20000 PO-1"
        ]
    );
    assert_eq!(owner.one("select count(*) from invoice").await, "1");
    let again = accept(&cases[0], &quote, "PO-1").await;
    assert_eq!(again.rules().first().map(String::as_str), Some("M6"));
    assert_eq!(
        keep(&cases).await.rules(),
        ["M6"],
        "what is sent is not quoted"
    );
    app.check_trail().await;
}

#[tokio::test]
async fn m5_a_kept_price_is_accepted_divided() {
    let app = TestApp::start().await;
    let cases = filled(&app, 2).await;
    let quote = keep(&cases).await.text("/keepQuote/quote/id");
    let accepted = accept_split(&cases[0], &quote).await;
    assert_eq!(
        accepted.at("/acceptQuote/orders").as_array().map(Vec::len),
        Some(2)
    );
    let owner = app.owner().await;
    assert_eq!(
        owner.column(ORDERED).await,
        [
            "ALD-0001 SUBMITTED 35000 7000 -",
            "ALD-0002 SUBMITTED 35000 7000 -"
        ]
    );
    assert_eq!(
        owner.column("select number from invoice order by 1").await,
        ["INV-2026-000001", "INV-2026-000002"]
    );
    app.check_trail().await;
}

/// Whatever stands in the way is said at once, and nothing is sent.
#[tokio::test]
async fn m6_a_kept_price_is_refused_with_every_reason() {
    let mut app = TestApp::start().await;
    let mut cases = filled(&app, 3).await;
    let quote = keep(&cases).await.text("/keepQuote/quote/id");
    let owner = app.owner().await;
    cases[0].submit().await;
    owner
        .run("update programme set mentors = 50 where name = 'Kept 1'; update application set kind = 'REACCREDITATION' where reference = 'ALD-0003'")
        .await;
    app.on("2026-12-23").await;
    let refused = accept(&cases[0], &quote, "").await;
    let said: Vec<String> = refused
        .reasons()
        .into_iter()
        .map(|(_, said)| said)
        .collect();
    for part in [
        "was open until 23 December 2026",
        "ALD-0001 is submitted",
        "ALD-0002 covers a large programme",
        "ALD-0003 was quoted as initial assessment of 1 programme and is reaccreditation",
    ] {
        assert!(
            said.iter().any(|said| said.contains(part)),
            "{part}: {said:?}"
        );
    }
    assert_eq!(
        owner.one("select count(*) from orders").await,
        "1",
        "that of the first alone"
    );
    app.leave_jobs();
}

#[tokio::test]
async fn m6_a_draft_that_lacks_something_is_not_sent_by_a_quote() {
    let mut app = TestApp::start().await;
    let case = Case::draft(&app, "alderbrook", "Empty").await;
    let cases = [case];
    let quote = keep(&cases).await.text("/keepQuote/quote/id");
    let refused = accept(&cases[0], &quote, "").await;
    assert!(
        refused.rules().contains(&"L1".to_owned()),
        "{:?}",
        refused.rules()
    );
    let taken = withdraw(&cases[0].manager, &quote, "Not this year.").await;
    assert_eq!(taken.text("/withdrawQuote/quote/state"), "WITHDRAWN");
    app.owner()
        .await
        .run("update programme set mentors = 50")
        .await;
    assert_eq!(keep(&cases).await.rules(), ["M3"], "there is no list price");
    let marek = app.manager("brackenfield").await;
    let theirs = json!({ "input": { "applicationIds": [cases[0].id] } });
    assert_eq!(marek.ask(doc::KEEP, theirs).await.code(), "NOT_FOUND");
    app.leave_jobs();
}

/// A quote stands at its price for what it names, whoever writes.
#[tokio::test]
async fn m6_the_database_lets_no_order_have_another_price() {
    let mut app = TestApp::start().await;
    let cases = filled(&app, 2).await;
    let quote = keep(&cases).await.text("/keepQuote/quote/id");
    let owner = app.owner().await;
    let id = owner.one("select id from quote").await;
    let accepts = "update quote set state = 'ACCEPTED', accepted_on = '2026-11-23', accepted_by = issued_by, accepted_per_mille = 200";
    let orders = |net: i64| {
        format!(
            "insert into orders (university_id, id, net_minor, vat_minor, vat_per_mille, lines, created_at, quote_id) \
             select university_id, id, {net}, 0, 200, '[]', now(), id from quote"
        )
    };
    let sends = format!(
        "update application set state = 'SUBMITTED', order_id = '{id}', submitted_at = now(), submitted_on = '2026-11-23'"
    );
    for statements in [
        accepts.to_owned(),
        orders(100_000),
        format!("{}; {sends}; {accepts}", orders(99_999)),
        format!(
            "{}; {sends} where reference = 'ALD-0001'; {accepts}",
            orders(100_000)
        ),
    ] {
        let said = owner
            .attempt(&format!("do $$ begin {statements}; end $$"))
            .await
            .unwrap_err();
        assert!(said.contains("(M6)"), "{statements}: {said}");
    }
    assert!(quote.starts_with("quo_"));
    app.leave_jobs();
}
