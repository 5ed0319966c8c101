//! What is paid, taken back and credited, and what is outstanding of it (M6, M7).

use std::fmt::Write;

use domain::lifecycle::InvoiceState;
use domain::pricing::{Balance, Currency, Money};
use serde_json::{Value, json};
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Answer, TestApp};

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
            1 if minor / 20 + 1 <= balance.outstanding().minor => {
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

const STATEMENT: &str = "query($id: ID!, $from: Date!, $to: Date!) { statement(universityId: $id, from: $from, to: $to) { \
    opening { minor } invoiced { minor } credited { minor } paid { minor } closing { minor } \
    lines { on kind reference invoiceNumber amount { minor } balance { minor } } } }";

#[tokio::test]
async fn m6_a_statement_says_what_was_owed_after_each_thing() {
    let mut app = TestApp::start().await;
    let case = submitted(&app).await;
    pay(&case, 10_000, "2026-11-19").await.ok();
    credit(&case, 12_000, "As agreed.").await.ok();
    make::application(&app, "brackenfield", Stage::Submitted).await;
    let id = tests::world::university_id("alderbrook");
    let ask = |from: &str| json!({ "id": id, "from": from, "to": "2026-12-31" });
    let said = case.manager.ask(STATEMENT, ask("2026-11-20")).await;
    let mut lines = String::new();
    for line in said.at("/statement/lines").as_array().unwrap() {
        let of = |path: &str| line.pointer(path).cloned().unwrap_or(Value::Null);
        writeln!(
            lines,
            "{} {} {} {} {}",
            of("/on"),
            of("/kind"),
            of("/reference"),
            of("/amount/minor"),
            of("/balance/minor")
        )
        .unwrap();
    }
    assert_eq!(
        lines.replace('"', ""),
        "2026-11-23 INVOICE INV-2026-000001 42000 32000\n2026-11-23 CREDIT_NOTE CRN-2026-000001 -12000 20000\n"
    );
    let figures = ["opening", "invoiced", "credited", "paid", "closing"];
    let figures = figures.map(|name| said.number(&format!("/statement/{name}/minor")));
    assert_eq!(figures, [-10_000, 42_000, 12_000, 0, 20_000]);
    let whole = case.operator.ask(STATEMENT, ask("2026-01-01")).await;
    assert_eq!(whole.at("/statement/lines").as_array().unwrap().len(), 3);
    assert_eq!(whole.number("/statement/closing/minor"), 20_000);
    let marek = app.manager("brackenfield").await;
    assert_eq!(
        marek.ask(STATEMENT, ask("2026-01-01")).await.code(),
        "NOT_FOUND"
    );
    let backwards = json!({ "id": id, "from": "2026-12-31", "to": "2026-01-01" });
    assert_eq!(case.manager.ask(STATEMENT, backwards).await.rules(), ["M6"]);
    app.leave_jobs();
}

#[tokio::test]
async fn t4_an_export_is_what_an_accounts_package_takes_and_is_told() {
    let mut app = TestApp::start().await;
    let case = submitted(&app).await;
    credit(&case, 12_000, "=HYPERLINK(1)").await.ok();
    let document = "mutation($input: ExportInvoicesInput!) { exportInvoices(input: $input) { fileName csv count } }";
    let input = json!({ "from": "2026-11-01", "to": "2026-11-30" });
    let taken = case.operator.ask(document, json!({ "input": input })).await;
    assert_eq!(
        taken.text("/exportInvoices/fileName"),
        "invoices-2026-11-01-2026-11-30.csv"
    );
    let csv = taken.text("/exportInvoices/csv");
    let lines: Vec<&str> = csv.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "\"University of Alderbrook\",\"CRN-2026-000001\",\"INV-2026-000001\",\"23/11/2026\",\"23/11/2026\",\"Credit of INV-2026-000001: =HYPERLINK(1)\",\"1\",\"-100.00\",\"200\",\"20% (VAT on Income)\",\"-20.00\",\"-100.00\",\"GBP\"",
            "\"University of Alderbrook\",\"INV-2026-000001\",\"PO-17\",\"23/11/2026\",\"23/12/2026\",\"Initial assessment, 1 programme\",\"1\",\"350.00\",\"200\",\"20% (VAT on Income)\",\"70.00\",\"350.00\",\"GBP\"",
        ]
    );
    let told =
        "select count(*) from trail where act = 'invoices.exported' and actor_id is not null";
    assert_eq!(app.owner().await.one(told).await, "1");
    let refused = case.manager.ask(document, json!({ "input": input })).await;
    assert_eq!(refused.code(), "FORBIDDEN");
    app.leave_jobs();
}

#[tokio::test]
async fn m6_a_university_is_reminded_when_an_invoice_is_due_and_a_fortnight_after() {
    let app = TestApp::start().await;
    let case = submitted(&app).await;
    app.work().await;
    let mut said = Vec::new();
    for day in [
        "2026-12-22",
        "2026-12-23",
        "2026-12-24",
        "2027-01-06",
        "2027-01-07",
    ] {
        app.on(day).await;
        app.work().await;
        let letters = app.letters().await;
        let of = letters.iter().filter(|l| l.subject.contains("INV-2026"));
        let of: Vec<String> = of.map(|l| format!("{} {}", l.to, l.subject)).collect();
        said.push(of.len());
        if day == "2027-01-07" {
            assert_eq!(
                of,
                [
                    "mara@alderbrook.test Invoice INV-2026-000001 is overdue",
                    "mara@alderbrook.test Invoice INV-2026-000001 is due today"
                ]
            );
        }
    }
    assert_eq!(said, [0, 1, 1, 2, 2]);
    case.pay().await;
}

#[tokio::test]
async fn m6_the_list_has_what_is_outstanding_first_and_adds_up() {
    let mut app = TestApp::start().await;
    let paid = submitted(&app).await;
    paid.pay().await;
    let part = submitted(&app).await;
    pay(&part, 2_000, "2026-11-23").await.ok();
    make::application(&app, "brackenfield", Stage::Submitted).await;
    let document = "query($filter: InvoiceFilter, $first: Int, $after: String) { \
        invoices(filter: $filter, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { number state overdue outstanding { minor } university { name } } } \
        invoiceTotals(filter: $filter) { count invoiced { minor } credited { minor } paid { minor } outstanding { minor } overdue { minor } } }";
    let olive = &paid.operator;
    let numbers = |answer: &Answer| -> Vec<String> {
        let nodes = answer.at("/invoices/nodes").as_array().unwrap();
        let nodes = nodes.iter().map(|node| node["number"].as_str().unwrap());
        nodes.map(|number| number[4..].to_owned()).collect()
    };
    let all = olive.ask(document, json!({ "first": 2 })).await;
    assert_eq!(numbers(&all), ["2026-000002", "2026-000003"]);
    let cursor = all.text("/invoices/pageInfo/endCursor");
    let rest = olive
        .ask(document, json!({ "first": 2, "after": cursor }))
        .await;
    assert_eq!(numbers(&rest), ["2026-000001"]);
    let total =
        |answer: &Answer, name: &str| answer.number(&format!("/invoiceTotals/{name}/minor"));
    assert_eq!(total(&all, "invoiced"), 126_000);
    assert_eq!(total(&all, "paid"), 44_000);
    assert_eq!(total(&all, "outstanding"), 82_000);
    assert_eq!(total(&all, "overdue"), 0);
    let narrow = |filter: Value| olive.ask(document, json!({ "filter": filter }));
    for (filter, wanted) in [
        (json!({ "states": ["PAID"] }), vec!["2026-000001"]),
        (
            json!({ "states": ["PAID", "CREDITED"] }),
            vec!["2026-000001"],
        ),
        (json!({ "overdue": true }), vec![]),
        (json!({ "search": "brackenfield" }), vec!["2026-000003"]),
        (json!({ "search": "%" }), vec![]),
        (
            json!({ "universityId": tests::world::university_id("alderbrook"), "states": ["ISSUED"] }),
            vec!["2026-000002"],
        ),
    ] {
        assert_eq!(numbers(&narrow(filter.clone()).await), wanted, "{filter}");
    }
    let own = paid.manager.ask(document, json!({})).await;
    assert_eq!(numbers(&own), ["2026-000002", "2026-000001"]);
    assert_eq!(total(&own, "outstanding"), 40_000);
    app.on("2026-12-24").await;
    let late = paid
        .manager
        .ask(document, json!({ "filter": { "overdue": true } }))
        .await;
    assert_eq!(numbers(&late), ["2026-000002"]);
    assert_eq!(total(&late, "overdue"), 40_000);
    app.leave_jobs();
}
