//! Who is tied to the one of two merged universities is tied to the other (W1).

use serde_json::json;
use tests::make::{self, Case, Stage, documents as doc};
use tests::{TestApp, world};

use super::{furnished, merge, preview};

#[tokio::test]
async fn w1_ties_to_the_one_are_ties_to_the_other() {
    let app = TestApp::start().await;
    furnished(&app).await;
    let olive = app.operator().await;
    let with_priya = make::application(&app, "brackenfield", Stage::InAssessment).await;
    let mut case = Case::draft(&app, "brackenfield", "Another").await;
    case.fill().await;
    case.submit().await;
    let seen = preview(&olive, "alderbrook", "brackenfield").await;
    assert_eq!(
        seen.at("/mergePreview/tiedCases/0/assessor"),
        &json!("Priya Example")
    );
    assert_eq!(
        seen.at("/mergePreview/tiedCases").as_array().unwrap().len(),
        1
    );
    merge(&olive).await.ok();

    // Declared by priya; omar was a member; tilda's address is at a domain that the people who came use.
    case.pay().await;
    for assessor in ["priya", "omar", "tilda"] {
        let input = json!({ "applicationId": case.id, "assessorId": world::person_id(assessor), "version": case.version().await });
        let refused = olive.ask(doc::ASSIGN, json!({ "input": input })).await;
        assert_eq!(refused.rules(), ["W1"], "{assessor}");
    }
    // Whoever writes.
    let write = format!(
        "update application set assessor_id = '{}' where university_id = '{}' and assessor_id is null",
        world::person("priya"),
        world::university("brackenfield")
    );
    let refused = app.owner().await.attempt(&write).await.unwrap_err();
    assert!(refused.contains("(W1)"), "{refused}");
    // What lena coached, she coached; and nobody declares a conflict with what is no more.
    let lena = app.assessor("lena").await;
    let coached = "{ assessors { nodes { person { name } coached { name university } } } }";
    let seen = lena.ask(coached, json!({})).await;
    let nodes = seen.at("/assessors/nodes").as_array().unwrap().clone();
    let own = nodes
        .iter()
        .find(|n| n["person"]["name"] == "Lena Example")
        .unwrap();
    assert!(
        own["coached"]
            .as_array()
            .unwrap()
            .contains(&json!({ "name": "Buddies", "university": "Brackenfield University" })),
        "{own}"
    );
    let names = lena
        .ask("{ universityNames(search: \"alder\") { name } }", json!({}))
        .await;
    assert_eq!(names.at("/universityNames"), &json!([]));
    let late = format!(
        "insert into declared_conflict values ('{}', '{lena}', 'Late.', now(), '{lena}')",
        world::university("alderbrook"),
        lena = world::person("lena")
    );
    let refused = app.owner().await.attempt(&late).await.unwrap_err();
    assert!(refused.contains("merged into another"), "{refused}");
    let declare = "mutation($input: DeclareConflictInput!) { declareConflict(input: $input) { assessor { person { id } } } }";
    let input =
        json!({ "universityId": world::university_id("alderbrook"), "reason": "A sister." });
    let refused = lena.ask(declare, json!({ "input": input })).await;
    assert_eq!(refused.rules(), ["L1"]);
    // Who assessed the one's applications, assessed those of whoever belongs to the other.
    let owner = app.owner().await;
    let ties = owner
        .column(&format!(
            "select ties_of('{}')::text order by 1",
            world::person("marek")
        ))
        .await;
    assert_eq!(
        ties,
        [
            world::university("alderbrook").to_string(),
            world::university("brackenfield").to_string()
        ]
    );
    drop(with_priya);
}
