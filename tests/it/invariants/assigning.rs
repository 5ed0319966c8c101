//! Nobody judges or decides for a university of theirs: a member, one of before, or by their address (W1).

use tests::make::Stage;
use tests::world;

use super::{at, refusals, refused};

fn assigned(name: &str) -> String {
    format!(
        "update application set assessor_id = '{}'",
        world::person(name)
    )
}

refusals! {
    w1_a_member_is_not_assigned: Submitted, "the product", "W1", &assigned("mara");
    w1_an_address_of_theirs_is_not_assigned: Submitted, "olive", "W1", &assigned("tilda");
    w1_a_member_does_not_judge: Judged, "the product", "W1", &format!("update judgement set updated_by = '{}'", world::person("vera"));
    w1_a_member_does_not_confirm: Judged, "the product", "W1", &format!("update outcome set confirmed_by = '{}'", world::person("colin"));
    w1_a_member_does_not_ask: Judged, "the product", "W1",
        &format!("insert into evidence_request select university_id, gen_random_uuid(), id, '{{1.1}}', 'Which?', viewer_today(), 'OPEN', 1, now(), '{}' from application", world::person("mara"));
}

#[tokio::test]
async fn w1_who_left_is_not_assigned_either() {
    let (app, _) = at(Stage::Submitted).await;
    let login = app.login_role().await;
    let omar = world::person("omar");
    app.owner()
        .await
        .run(&format!(
            "insert into member values ('{0}', '{omar}', 'VIEWER'); delete from member where person_id = '{omar}'",
            world::university("alderbrook")
        ))
        .await;
    refused(&login, "the product", "W1", &assigned("omar")).await;
    let kept = super::written(
        &login,
        &super::opening("the product"),
        "delete from former_member",
    )
    .await;
    assert!(kept.is_err_and(|said| said.starts_with("42501")));
}

#[tokio::test]
async fn w1_an_address_below_one_of_theirs_is_not_assigned() {
    let (app, _) = at(Stage::Submitted).await;
    let login = app.login_role().await;
    let omar = world::person("omar");
    for (address, tied) in [
        ("omar@Physics.Alderbrook.test", true),
        ("omar@notalderbrook.test", false),
    ] {
        app.owner()
            .await
            .run(&format!(
                "update person set email = '{address}' where id = '{omar}'"
            ))
            .await;
        if tied {
            refused(&login, "the product", "W1", &assigned("omar")).await;
        } else {
            let taken =
                super::written(&login, &super::opening("the product"), &assigned("omar")).await;
            assert_eq!(taken, Ok(()));
        }
    }
}
