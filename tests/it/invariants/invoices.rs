//! Invoices: numbers without gaps, never edited; a correction is a credit note (M6).

use serde_json::json;
use tests::make::{self, Stage};

use super::{at, opening, refusals, refused, written};

refusals! {
    m6_a_paid_invoices_price_stays: InAssessment, "olive", "M6", "update orders set net_minor = 1, vat_minor = 0";
    m7_an_order_is_paid_by_its_payments: Submitted, "olive", "M7", "update orders set paid_on = viewer_today()";
    m7_a_paid_order_stays_paid: InAssessment, "olive", "M7", "update orders set paid_on = null";
    m6_no_more_is_paid_than_is_outstanding: Submitted, "olive", "M6", payment("viewer_today()", 42_001, "null");
    m6_no_more_is_credited_than_is_outstanding: Submitted, "olive", "M6", "select credit(id, 42001, 'Why not.') from invoice";
    m6_what_is_paid_is_not_credited: InAssessment, "olive", "M6", "select credit(id, 1, 'Why not.') from invoice";
    m7_a_payment_has_arrived: Submitted, "olive", "M7", payment("viewer_today() + 1", 42_000, "null");
    m6_no_more_is_taken_back_than_arrived: InAssessment, "olive", "M6", payment("viewer_today()", -42_001, "(select id from payment)");
}

/// A payment of the one invoice, noted by olive; what it takes back, in SQL.
fn payment(on: &str, minor: i64, takes_back: &str) -> &'static str {
    let reason = if minor < 0 { "'Returned.'" } else { "null" };
    let sql = format!(
        "insert into payment select university_id, gen_random_uuid(), id, {on}, {minor}, 'BACS', 'OTHER', {takes_back}, {reason}, now(), viewer_person() from invoice"
    );
    sql.leak()
}

const INVOICE: &str = "select number, issued_on, due_on, net_minor, vat_minor, paid_on, credited_on from invoice order by number";

fn texts(rows: Vec<Vec<Option<String>>>) -> Vec<String> {
    rows.into_iter()
        .map(|row| {
            let row: Vec<String> = row.into_iter().map(Option::unwrap_or_default).collect();
            row.join(" ")
        })
        .collect()
}

#[tokio::test]
async fn m6_nobody_writes_an_invoice_and_the_owner_edits_none() {
    let (app, _) = at(Stage::Submitted).await;
    let (login, owner) = (app.login_role().await, app.owner().await);
    for statement in [
        "update invoice set net_minor = 1",
        "update invoice set paid_on = viewer_today()",
        "delete from invoice",
        "insert into invoice select * from invoice",
        "insert into credit_note select university_id, gen_random_uuid(), 'CRN-2026', 1, 'CRN-2026-000001', id, viewer_today(), 'Why not.', 1, 0 from invoice",
        "update payment set amount_minor = 1",
        "delete from payment",
        "update counter set value = 41",
    ] {
        for who in ["the product", "olive", "mara", "priya"] {
            let said = written(&login, &opening(who), statement).await;
            assert!(
                said.is_err_and(|said| said.starts_with("42501")),
                "{who}: {statement}"
            );
        }
    }
    for statement in [
        "update invoice set net_minor = 1",
        "update invoice set number = 'INV-2026-000007', seq = 7",
        "update invoice set credited_on = issued_on",
        "delete from invoice",
        "update invoice set paid_on = issued_on",
        "insert into credit_note select university_id, gen_random_uuid(), 'CRN-2026', 1, 'CRN-2026-000001', id, issued_on, 'Why not.', 35000, 7000 from invoice; delete from credit_note",
        "insert into payment select university_id, gen_random_uuid(), id, issued_on, 1, 'BACS', 'OTHER', null, null, now(), null from invoice; update payment set amount_minor = 2",
        "insert into payment select university_id, gen_random_uuid(), id, issued_on, 1, 'BACS', 'OTHER', null, null, now(), null from invoice; delete from payment",
        // Numbers that leave one out, or come twice.
        "insert into credit_note select university_id, gen_random_uuid(), 'CRN-2026', 2, 'CRN-2026-000002', id, issued_on, 'Why not.', 35000, 7000 from invoice",
    ] {
        let said = written(&owner, "begin", statement).await.unwrap_err();
        assert!(said.ends_with("(M6)"), "{statement}: {said}");
    }
}

#[tokio::test]
async fn m6_an_invoice_is_issued_at_submission_and_paid_with_its_order() {
    let (app, mut case) = at(Stage::Submitted).await;
    let owner = app.owner().await;
    assert_eq!(
        texts(owner.rows(INVOICE).await),
        ["INV-2026-000001 2026-11-23 2026-12-23 35000 7000  "]
    );
    let ask = "query($id: ID!) { application(id: $id) { order { invoice { number issuedOn dueOn paidOn state net { minor currency } vat { minor } gross { minor } } } } }";
    let asked = case.manager.ask(ask, json!({ "id": case.id })).await;
    let invoice = asked.at("/application/order/invoice").clone();
    assert_eq!(
        invoice,
        json!({
            "number": "INV-2026-000001", "issuedOn": "2026-11-23", "dueOn": "2026-12-23", "paidOn": null, "state": "ISSUED",
            "net": { "minor": 35000, "currency": "GBP" }, "vat": { "minor": 7000 }, "gross": { "minor": 42000 },
        })
    );
    case.start("priya").await;
    for person in [&case.manager, &case.operator, case.assessor()] {
        let asked = person.ask(ask, json!({ "id": case.id })).await;
        assert_eq!(asked.text("/application/order/invoice/state"), "PAID");
        assert_eq!(
            asked.text("/application/order/invoice/paidOn"),
            "2026-11-20"
        );
    }
}

#[tokio::test]
async fn m6_giving_an_application_up_credits_its_invoice() {
    let (app, case) = at(Stage::Submitted).await;
    case.withdraw().await;
    let owner = app.owner().await;
    assert_eq!(
        texts(owner.rows(INVOICE).await),
        ["INV-2026-000001 2026-11-23 2026-12-23 35000 7000  2026-11-23"]
    );
    assert_eq!(
        owner
            .column("select number || ' ' || reason from credit_note")
            .await,
        ["CRN-2026-000001 All that the order was for is withdrawn."]
    );
    let asked = case
        .manager
        .ask(
            "query($id: ID!) { application(id: $id) { order { invoice { state } } } }",
            json!({ "id": case.id }),
        )
        .await;
    assert_eq!(asked.text("/application/order/invoice/state"), "CREDITED");
}

#[tokio::test]
async fn m6_a_changed_price_is_a_credit_note_and_a_new_invoice() {
    let (app, _) = at(Stage::Submitted).await;
    let changed = "update orders set net_minor = 30000, vat_minor = 6000";
    written(&app.login_role().await, &opening("olive"), changed)
        .await
        .unwrap();
    let owner = app.owner().await;
    assert_eq!(
        texts(owner.rows(INVOICE).await),
        [
            "INV-2026-000001 2026-11-23 2026-12-23 35000 7000  2026-11-23",
            "INV-2026-000002 2026-11-23 2026-12-23 30000 6000  ",
        ]
    );
    assert_eq!(owner.one("select count(*) from credit_note").await, "1");
}

#[tokio::test]
async fn m6_each_university_sees_its_own_invoices() {
    let (app, _) = at(Stage::Submitted).await;
    make::application(&app, "brackenfield", Stage::Submitted).await;
    let login = app.login_role().await;
    login.run(&opening("mara")).await;
    assert_eq!(
        login.column("select number from invoice").await,
        ["INV-2026-000001"]
    );
    login.run("rollback").await;
    refused(
        &login,
        "olive",
        "M6",
        &format!(
            "{} where number = 'INV-2026-000001'; update orders set net_minor = 2, vat_minor = 0",
            payment("viewer_today()", 1, "null")
        ),
    )
    .await;
}

/// Numbers are the scheme's: whose VAT does not follow from what is credited does not stand either (M2).
#[tokio::test]
async fn m2_a_credit_note_has_the_invoices_vat() {
    let (app, _) = at(Stage::Submitted).await;
    let note = "insert into credit_note select university_id, gen_random_uuid(), 'CRN-2026', 1, 'CRN-2026-000001', id, issued_on, 'Half.', 17501, 3499 from invoice";
    let said = written(&app.owner().await, "begin", note)
        .await
        .unwrap_err();
    assert!(said.ends_with("(M2)"), "{said}");
}
