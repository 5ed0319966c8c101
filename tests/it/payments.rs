//! What is paid, taken back and credited, and what is outstanding of it (M6, M7).

use domain::lifecycle::InvoiceState;
use domain::pricing::{Balance, Currency, Money};
use serde_json::json;
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Answer, TestApp};

mod books;
mod kills;

async fn submitted(app: &TestApp) -> Case {
    make::application(app, "alderbrook", Stage::Submitted).await
}

async fn pay(case: &Case, minor: i64, on: &str) -> Answer {
    let mut input = case.payment("BACS 17").await;
    input["amountMinor"] = json!(minor);
    input["receivedOn"] = json!(on);
    case.operator
        .ask(doc::PAYMENT, json!({ "input": input }))
        .await
}

async fn credit(case: &Case, minor: i64, reason: &str) -> Answer {
    let (invoice, _) = case.invoice().await;
    let input = json!({ "invoiceId": invoice, "amountMinor": minor, "reason": reason });
    case.operator
        .ask(doc::CREDIT, json!({ "input": input }))
        .await
}

/// Takes back so much of the payment at a place, or all that is left of it.
async fn take_back(case: &Case, place: usize, minor: Option<i64>) -> Answer {
    let asked = case
        .operator
        .ask(doc::INVOICE, json!({ "id": case.order }))
        .await;
    let payment = asked.text(&format!("/node/invoice/payments/{place}/id"));
    let input = json!({ "paymentId": payment, "amountMinor": minor, "reason": "Noted twice." });
    case.operator
        .ask(doc::TAKE_BACK, json!({ "input": input }))
        .await
}

async fn stands(case: &Case) -> (String, i64) {
    let asked = case
        .manager
        .ask(doc::INVOICE, json!({ "id": case.order }))
        .await;
    (
        asked.text("/node/invoice/state"),
        asked.number("/node/invoice/outstanding/minor"),
    )
}

#[tokio::test]
async fn m7_parts_are_paid_until_nothing_is_outstanding_and_then_assessment_starts() {
    let mut app = TestApp::start().await;
    let mut case = submitted(&app).await;
    case.assign("priya").await;
    let first = pay(&case, 12_000, "2026-11-20").await;
    assert_eq!(first.text("/recordPayment/invoice/state"), "ISSUED");
    assert_eq!(
        first.number("/recordPayment/invoice/outstanding/minor"),
        30_000
    );
    assert_eq!(
        first.text("/recordPayment/applications/0/state"),
        "SUBMITTED"
    );
    let over = pay(&case, 30_001, "2026-11-23").await;
    assert_eq!(over.rules(), ["M6"]);
    assert_eq!(
        over.body["errors"][0]["message"],
        "M6: Only £300.00 is outstanding, so £300.01 is too much: give £300.00 or less. What was received beyond it is returned; to credit what is paid, take the payment back first."
    );
    let last = pay(&case, 30_000, "2026-11-18").await;
    assert_eq!(last.text("/recordPayment/invoice/state"), "PAID");
    assert_eq!(
        last.text("/recordPayment/invoice/paidOn"),
        "2026-11-20",
        "the day nothing was left"
    );
    assert_eq!(
        last.text("/recordPayment/applications/0/state"),
        "IN_ASSESSMENT"
    );
    let again = pay(&case, 1, "2026-11-23").await;
    assert_eq!(again.rules(), ["M6"]);
    assert_eq!(
        app.owner()
            .await
            .column("select paid_on from orders union select paid_on from invoice")
            .await,
        ["2026-11-20"]
    );
    app.leave_jobs();
}

#[tokio::test]
async fn m6_a_payment_is_taken_back_by_another_row_and_what_started_goes_on() {
    let mut app = TestApp::start().await;
    let mut case = submitted(&app).await;
    case.start("priya").await;
    let some = take_back(&case, 0, Some(2_000)).await;
    assert_eq!(some.text("/takeBackPayment/invoice/state"), "ISSUED");
    assert_eq!(
        some.number("/takeBackPayment/invoice/outstanding/minor"),
        2_000
    );
    assert_eq!(
        some.text("/takeBackPayment/applications/0/state"),
        "IN_ASSESSMENT"
    );
    let more = take_back(&case, 0, Some(40_001)).await;
    assert_eq!(more.rules(), ["M6"]);
    take_back(&case, 0, None).await.ok();
    assert_eq!(stands(&case).await, ("ISSUED".to_owned(), 42_000));
    let gone = take_back(&case, 0, None).await;
    assert_eq!(gone.rules(), ["M6"]);
    assert_eq!(
        app.owner()
            .await
            .column("select amount_minor || ' ' || coalesce(reason, '') from payment order by recorded_at, id")
            .await,
        ["42000 ", "-2000 Noted twice.", "-40000 Noted twice."]
    );
    case.pay().await;
    assert_eq!(stands(&case).await, ("PAID".to_owned(), 0));
    app.leave_jobs();
}

#[tokio::test]
async fn m6_a_part_is_credited_with_its_vat_and_the_rest_is_paid() {
    let mut app = TestApp::start().await;
    let case = submitted(&app).await;
    let silent = credit(&case, 12_000, " ").await;
    assert_eq!(silent.fields(), ["reason"]);
    let first = credit(&case, 12_000, "One mentor fewer than was thought.").await;
    let note = "/creditInvoice/invoice/creditNotes/0";
    assert_eq!(first.text(&format!("{note}/number")), "CRN-2026-000001");
    assert_eq!(first.number(&format!("{note}/net/minor")), 10_000);
    assert_eq!(first.number(&format!("{note}/vat/minor")), 2_000);
    // Three pence and three pence: the VAT of both is a penny, not two.
    let second = credit(&case, 3, "Rounding.").await;
    assert_eq!(
        second.number("/creditInvoice/invoice/creditNotes/1/vat/minor"),
        1
    );
    let third = credit(&case, 3, "Rounding.").await;
    assert_eq!(
        third.number("/creditInvoice/invoice/creditNotes/2/vat/minor"),
        0
    );
    pay(&case, 20_000, "2026-11-23").await.ok();
    let over = credit(&case, 9_995, "As agreed.").await;
    assert_eq!(over.rules(), ["M6"]);
    let rest = credit(&case, 9_994, "As agreed.").await;
    assert_eq!(rest.text("/creditInvoice/invoice/state"), "PAID");
    let owner = app.owner().await;
    assert_eq!(
        owner
            .one("select sum(net_minor + vat_minor) || ' ' || sum(vat_minor) from credit_note")
            .await,
        "22000 3667"
    );
    app.leave_jobs();
}

#[tokio::test]
async fn m6_what_was_paid_in_part_and_is_given_up_is_credited_for_the_rest() {
    let mut app = TestApp::start().await;
    let case = submitted(&app).await;
    pay(&case, 10_000, "2026-11-23").await.ok();
    case.withdraw().await;
    assert_eq!(stands(&case).await, ("PAID".to_owned(), 0));
    let owner = app.owner().await;
    assert_eq!(
        owner
            .one("select net_minor || ' ' || vat_minor from credit_note")
            .await,
        "26667 5333"
    );
    app.leave_jobs();
}

/// Whatever is done in whatever order, what PostgreSQL says is outstanding is what the rules say, and every number follows.
#[tokio::test]
async fn m6_the_database_and_the_rules_agree_on_what_is_outstanding() {
    let mut app = TestApp::start().await;
    let case = submitted(&app).await;
    let owner = app.owner().await;
    let gbp = |minor| Money::new(minor, Currency::GBP);
    let mut balance = Balance::of(gbp(42_000));
    // The same walk every time: a linear congruence is chance enough here.
    let (mut seed, mut done, mut payments) = (20_261_122_u64, [0; 3], Vec::<i64>::new());
    for _ in 0..45 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let minor = i64::try_from((seed >> 33) % 9_000).unwrap() + 1;
        let which = usize::try_from((seed >> 20) % 3).unwrap();
        let taken = match which {
            0 => pay(&case, minor, "2026-11-23").await,
            1 => credit(&case, minor / 20 + 1, "As agreed.").await,
            _ if payments.is_empty() => continue,
            _ => {
                let sql =
                    "select id from payment where takes_back is null order by recorded_at, id";
                let place = usize::try_from(seed >> 40).unwrap() % payments.len();
                let id: uuid::Uuid = owner.column(sql).await[place].parse().unwrap();
                let id = domain::id::encode(domain::id::Kind::Payment, id);
                let input = json!({ "paymentId": id, "amountMinor": minor, "reason": "Returned." });
                let taken = case
                    .operator
                    .ask(doc::TAKE_BACK, json!({ "input": input }))
                    .await;
                if minor <= payments[place] {
                    payments[place] -= minor;
                    balance.paid.minor -= minor;
                    taken.ok();
                    done[2] += 1;
                } else {
                    assert_eq!(taken.rules(), ["M6"]);
                }
                taken
            }
        };
        match which {
            0 if minor <= balance.outstanding().minor => {
                taken.ok();
                balance.paid.minor += minor;
                payments.push(minor);
                done[0] += 1;
            }
            1 if minor / 20 < balance.outstanding().minor => {
                taken.ok();
                balance.credited.minor += minor / 20 + 1;
                done[1] += 1;
            }
            2 => {}
            _ => assert_eq!(taken.rules(), ["M6"]),
        }
        let kept = "select b.invoiced || ' ' || b.credited || ' ' || b.paid || ' ' || b.outstanding || ' ' || (i.paid_on is not null) || ' ' || (o.paid_on is not null) \
                    from balance b join invoice i on i.id = b.invoice_id join orders o on o.id = i.order_id";
        let paid = balance.state() == InvoiceState::Paid;
        assert_eq!(
            owner.one(kept).await,
            format!(
                "{} {} {} {} {paid} {paid}",
                balance.invoiced.minor,
                balance.credited.minor,
                balance.paid.minor,
                balance.outstanding().minor
            )
        );
        assert_eq!(
            owner
                .one("select coalesce(sum(vat_minor), 0) from credit_note")
                .await,
            Balance::of(gbp(42_000))
                .vat_of_credit(balance.credited, 200)
                .minor
                .to_string()
        );
    }
    assert!(done.iter().all(|n| *n >= 4), "each was done: {done:?}");
    app.check_trail().await;
    app.leave_jobs();
}

#[tokio::test]
async fn m6_an_order_whose_invoice_was_credited_is_invoiced_again_with_its_purchase_order_number() {
    let app = TestApp::start().await;
    let case = submitted(&app).await;
    let (first, _) = case.invoice().await;
    let again = async |number: Option<&str>| {
        let input = json!({ "invoiceId": first, "purchaseOrder": number });
        case.operator
            .ask(doc::INVOICE_AGAIN, json!({ "input": input }))
            .await
    };
    let stands = again(Some("PO-77")).await;
    assert_eq!(stands.rules(), ["M6"]);
    assert_eq!(
        stands.body["errors"][0]["message"],
        "M6: INV-2026-000001 stands: credit what is outstanding of it first."
    );
    credit(&case, 42_000, "The purchase-order number was missing.")
        .await
        .ok();
    let asked = case
        .manager
        .ask(
            doc::INVOICE_AGAIN,
            json!({ "input": { "invoiceId": first } }),
        )
        .await;
    assert_eq!(asked.code(), "FORBIDDEN");
    let second = again(Some("PO-77")).await;
    let at = |path: &str| second.text(&format!("/invoiceAgain/{path}"));
    assert_eq!(
        (at("invoice/number"), at("invoice/purchaseOrder")),
        ("INV-2026-000002".to_owned(), "PO-77".to_owned())
    );
    assert_eq!(at("applications/0/state"), "SUBMITTED");
    assert_eq!(
        second.number("/invoiceAgain/invoice/outstanding/minor"),
        42_000
    );
    // Twice is refused, and what was credited says what stands in its place.
    assert_eq!(again(Some("PO-78")).await.rules(), ["M6"]);
    let shown = case
        .manager
        .ask(
            "query($id: ID!) { node(id: $id) { ... on Invoice { state replacedBy } } }",
            json!({ "id": first }),
        )
        .await;
    assert_eq!(shown.text("/node/state"), "CREDITED");
    assert_eq!(shown.text("/node/replacedBy"), "INV-2026-000002");
    app.work().await;
    let subject = "Invoice INV-2026-000002 in place of INV-2026-000001";
    assert!(
        app.letters().await.iter().any(|l| l.subject == subject),
        "the managers are told"
    );
    // Credited once more, and no number given, it has the one of the invoice that is named.
    credit(&case, 42_000, "By mistake.").await.ok();
    let third = again(None).await;
    assert_eq!(
        third.text("/invoiceAgain/invoice/number"),
        "INV-2026-000003"
    );
    assert_eq!(third.text("/invoiceAgain/invoice/purchaseOrder"), "PO-17");
    app.work().await;
}
