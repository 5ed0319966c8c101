//! Two at once: what each alone may do, both together may not.

use futures_util::future::join_all;
use serde_json::json;
use tests::make::{Case, documents as doc};
use tests::{TestApp, world};

use super::awards::{ONE, TWO, awarded, renewal, renewing};
use super::opening;

#[tokio::test]
async fn a2_two_renewals_decided_at_once_do_not_both_stand() {
    let (app, login) = awarded().await;
    renewing(&login, ONE).await;
    renewing(&login, TWO).await;
    let (first, second) = (app.login_role().await, app.login_role().await);
    first.run(&opening("the product")).await;
    second.run(&opening("the product")).await;
    let renewed = |id| renewal(id, "2027-11-23", "2028-11-23");
    first.attempt(&renewed(ONE)).await.unwrap();
    // The second waits somewhere for the first, or does not: it must not stand either way.
    let waiting = tokio::spawn(async move {
        second
            .attempt(&renewal(TWO, "2027-11-23", "2028-11-23"))
            .await?;
        second.attempt("commit").await
    });
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    first.attempt("commit").await.unwrap();
    let said = waiting.await.unwrap().unwrap_err();
    assert!(
        said.starts_with("23P01") && said.ends_with("(A2)"),
        "{said}"
    );
}

#[tokio::test]
async fn j7_a_mark_written_while_it_is_decided_does_not_stand() {
    let (app, _) = super::at(tests::make::Stage::Judged).await;
    let (decides, marks) = (app.login_role().await, app.login_role().await);
    marks.run(&opening("the product")).await;
    decides.run(&opening("the product")).await;
    decides.attempt(&super::BRONZE.sql()).await.unwrap();
    let waiting = tokio::spawn(async move {
        marks
            .attempt("update judgement set value = 'NOT_MET'")
            .await
    });
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    decides.attempt("commit").await.unwrap();
    let said = waiting.await.unwrap().unwrap_err();
    assert!(said.ends_with("(J7)"), "{said}");
}

#[tokio::test]
async fn m6_twenty_submissions_at_once_are_twenty_numbers_in_a_row() {
    let mut app = TestApp::start().await;
    let cases = join_all((0..20).map(|n| {
        let university = world::UNIVERSITIES[n % 2].0;
        let app = &app;
        async move {
            let mut case = Case::draft(app, university, &format!("Programme {n}")).await;
            case.fill().await;
            case
        }
    }))
    .await;
    let send = |case: &Case| {
        let (manager, id) = (case.manager.clone(), case.id.clone());
        async move {
            let asked = manager
                .ask(
                    "query($id: ID!) { application(id: $id) { version } }",
                    json!({ "id": id }),
                )
                .await;
            let input =
                json!({ "applicationId": id, "version": asked.number("/application/version") });
            manager
                .ask(doc::SUBMIT, json!({ "input": input }))
                .await
                .ok();
        }
    };
    join_all(cases.iter().map(send)).await;
    let owner = app.owner().await;
    let numbers = owner
        .column("select number from invoice order by number")
        .await;
    let expected: Vec<String> = (1..=20).map(|n| format!("INV-2026-{n:06}")).collect();
    assert_eq!(numbers, expected);
    app.leave_jobs();
}

#[tokio::test]
async fn m6_a_rollback_leaves_no_gap() {
    let app = TestApp::start().await;
    let connections = [
        app.login_role().await,
        app.login_role().await,
        app.login_role().await,
    ];
    let order = format!(
        "insert into orders (university_id, id, net_minor, vat_minor, vat_per_mille, lines, created_at) \
         values ('{}', gen_random_uuid(), 35000, 7000, 200, '[]', now())",
        world::university("alderbrook")
    );
    join_all(
        (0..30)
            .map(|n| (n, &order))
            .collect::<Vec<_>>()
            .chunks(10)
            .zip(&connections)
            .map(|(turns, sql)| async move {
                for (n, order) in turns {
                    sql.run(&opening("the product")).await;
                    sql.run(order).await;
                    sql.run(if n % 3 == 0 { "rollback" } else { "commit" })
                        .await;
                }
            }),
    )
    .await;
    let owner = app.owner().await;
    assert_eq!(
        owner.column("select seq from invoice order by seq").await,
        (1..=20).map(|n| n.to_string()).collect::<Vec<_>>()
    );
}
