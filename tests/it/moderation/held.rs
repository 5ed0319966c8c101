//! The database holds second marking by itself, whoever writes (J6, W1, W2).

use tests::{TestApp, world};

use super::{mark, sampled, submit_second};

#[tokio::test]
async fn the_database_holds_moderation_by_itself() {
    let app = TestApp::start().await;
    let case = sampled(&app, "omar").await;
    let omar = app.assessor("omar").await;
    mark(&omar, &case, &[], &[]).await;
    let owner = app.owner().await;
    let refused = async |sql: &str, rule: &str| {
        let said = owner.attempt(sql).await.unwrap_err();
        assert!(said.contains(rule), "{sql}: {said}");
    };
    refused(
        "update application set second_assessor_id = assessor_id",
        "second_is_another",
    )
    .await;
    refused("delete from second_marking", "second_judgement").await;
    let tied = world::person("tilda");
    refused(
        &format!("update application set second_assessor_id = '{tied}'"),
        "(W1)",
    )
    .await;
    refused(
        &format!("update second_judgement set updated_by = '{tied}'"),
        "(W1)",
    )
    .await;
    let decide = "insert into decision select university_id, id, null, null, 'x', '{}', repeat('a', 64), now(), assessor_id from application";
    refused(decide, "(J6)").await;
    submit_second(&omar, &case).await.ok();
    refused("update second_judgement set value = 'NOT_MET'", "(J6)").await;
    refused("delete from second_outcome", "(J6)").await;
    refused(
        "update second_marking set submitted_at = now() + interval '1 day'",
        "(J6)",
    )
    .await;
    refused(
        "update second_marking m set differs = true, settled_by = a.assessor_id, settled_at = now(), settled_reason = 'x' from application a where a.id = m.application_id",
        "(J6)",
    )
    .await;
    app.work().await;
}
