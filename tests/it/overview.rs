//! The overview's figures are those that the database gives when they are counted by hand.

use serde_json::{Value, json};
use tests::TestApp;
use tests::make::{self, Stage};
use tests::statements::MOST;

const ALL: &str = "query($months: Int) { overview(months: $months) {
  from
  needs { unpaid unassigned overdue dueSoon onHold openRequests answeredRequests overdueInvoices overdueAmount { minor } failedJobs }
  income { month invoiced { minor } credited { minor } paid { minor } }
  levels { month level { code title rank } awards }
  funnel { started submitted assessed decided awarded withdrawn }
  nations { nation universities holders awards }
  punctuality { month inTime late }
} }";

fn sum(rows: &Value, path: &str) -> i64 {
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| row.pointer(path).unwrap().as_i64().unwrap())
        .sum()
}

#[tokio::test]
async fn what_waits_and_how_the_months_went() {
    let mut app = TestApp::start().await;
    let owner = app.owner().await;
    owner
        .run("update university set nation = 'WALES' where slug = 'alderbrook'")
        .await;
    make::application(&app, "alderbrook", Stage::Draft).await;
    make::application(&app, "alderbrook", Stage::Submitted).await;
    let going = make::application(&app, "alderbrook", Stage::InAssessment).await;
    going.request("2.1", "2026-12-07").await;
    make::application(&app, "brackenfield", Stage::InAssessment).await;
    make::application(&app, "brackenfield", Stage::Decided).await;
    make::application(&app, "brackenfield", Stage::Submitted)
        .await
        .withdraw()
        .await;
    app.work().await;
    let olive = app.operator().await;

    let seen = olive.ask(ALL, json!({})).await;
    assert!(seen.statements.unwrap() <= MOST, "{:?}", seen.statements);
    let seen = seen.at("/overview");
    assert_eq!(seen["from"], "2025-12-01");
    let needs = &seen["needs"];
    assert_eq!(needs["unpaid"], 1);
    assert_eq!(needs["overdue"], 0);
    assert_eq!(needs["openRequests"], 1);
    assert_eq!(needs["overdueInvoices"], 0);
    assert_eq!(needs["failedJobs"], 0);
    assert_eq!(
        seen["funnel"],
        json!({ "started": 6, "submitted": 5, "assessed": 3, "decided": 1, "awarded": 1, "withdrawn": 1 })
    );
    // Every month is there; what they come to is what the balances say.
    let income = &seen["income"];
    assert_eq!(income.as_array().unwrap().len(), 12);
    assert_eq!(income[11]["month"], "2026-11-01");
    let balance = owner
        .rows("select sum(invoiced)::text, sum(credited)::text, sum(paid)::text from balance")
        .await;
    for (field, wanted) in ["invoiced", "credited", "paid"].iter().zip(&balance[0]) {
        let found = sum(income, &format!("/{field}/minor"));
        assert_eq!(Some(&found.to_string()), wanted.as_ref(), "{field}");
        assert!(found > 0 || *field == "credited", "{field}");
    }
    let (held, last) = (&seen["levels"], &seen["levels"][11]);
    assert_eq!(
        held.as_array().unwrap().len(),
        12,
        "one level was ever held"
    );
    assert_eq!(last["level"]["code"], "BRONZE");
    assert_eq!(
        (&last["month"], &last["awards"]),
        (&json!("2026-11-01"), &json!(1))
    );
    assert_eq!(sum(held, "/awards"), 1, "none before it was awarded");
    assert_eq!(
        seen["nations"],
        json!([
            { "nation": null, "universities": 1, "holders": 1, "awards": 1 },
            { "nation": "WALES", "universities": 1, "holders": 0, "awards": 0 },
        ])
    );
    assert_eq!(sum(&seen["punctuality"], "/inTime"), 1);

    // Later: a decision is late, an invoice overdue, an award over, and somebody's job was given up.
    owner
        .run("insert into job (id, kind, payload, run_at, failed_at) values (gen_random_uuid(), 'send_mail', '{}', now(), now())")
        .await;
    app.on("2027-12-15").await;
    let later = olive.ask(ALL, json!({ "months": 14 })).await;
    let later = later.at("/overview");
    assert_eq!(later["needs"]["overdue"], 1, "the other waits for evidence");
    assert_eq!(later["needs"]["failedJobs"], 1);
    let overdue = owner
        .rows("select count(*)::text, sum(outstanding)::text from balance where outstanding > 0")
        .await;
    assert_eq!(
        [
            Some(later["needs"]["overdueInvoices"].to_string()),
            Some(later["needs"]["overdueAmount"]["minor"].to_string())
        ],
        overdue[0][..]
    );
    // In force from 23 November 2026 up to, not including, the same day a year later (A1).
    assert_eq!(sum(&later["levels"], "/awards"), 12);
    assert_eq!(later["levels"][12]["month"], "2027-11-01");
    assert_eq!(later["levels"][12]["awards"], 0);
    assert_eq!(later["funnel"]["started"], 6);
    app.leave_jobs();
}

#[tokio::test]
async fn operators_alone_ask_and_for_so_many_months() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    for months in [0, 37, -1] {
        let refused = olive.ask(ALL, json!({ "months": months })).await;
        assert_eq!(refused.fields(), ["months"]);
    }
    for name in ["mara", "priya", "lena"] {
        let person = app.person(name).await;
        assert_eq!(person.ask(ALL, json!({})).await.code(), "FORBIDDEN");
    }
}
