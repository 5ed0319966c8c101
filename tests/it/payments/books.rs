//! The list, the statement, the export and the reminders (M6, T4).

use std::fmt::Write;

use serde_json::{Value, json};
use tests::make::{self, Stage};
use tests::{Answer, TestApp};

use super::{credit, pay, submitted};

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
