//! What assigning looks at in an assessor, said by themself or by whoever runs the scheme (W1, W2).

use serde_json::json;
use tests::make::{self, Stage};
use tests::{Answer, Person, TestApp, world};

use super::{ASSESSOR, assign, change};

/// A set capacity in points, on an assessor of any competence.
async fn capacity(by: &Person, of: &str, points: Option<i64>, version: i64) -> Answer {
    let input = json!({
        "assessorId": world::person_id(of), "capacity": points, "levels": [], "schemes": [], "languages": [], "version": version,
    });
    change(by, "setCapacity", input, ASSESSOR).await
}

/// The assessors that somebody sees, asked about a case.
async fn seen(who: &Person, application: Option<&str>) -> Answer {
    let document = "query($a: ID) { assessors(applicationId: $a) { totalCount nodes { \
        person { id name } points openCases capacity conflict objections { rule message } } } }";
    who.ask(document, json!({ "a": application })).await
}

#[tokio::test]
async fn w1_a_declared_conflict_stands_in_the_way_until_it_is_taken_back() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Submitted).await;
    let priya = app.assessor("priya").await;
    let search = "query($s: String!) { universityNames(search: $s) { id name } }";
    let named = priya.ask(search, json!({ "s": "alder" })).await;
    assert_eq!(named.at("/universityNames").as_array().unwrap().len(), 1);
    let university = named.text("/universityNames/0/id");
    let input = json!({ "universityId": university, "reason": "My sister teaches there." });
    let declared = change(&priya, "declareConflict", input.clone(), ASSESSOR).await;
    assert_eq!(
        declared.text("/declareConflict/assessor/conflicts/0/university/name"),
        "University of Alderbrook"
    );
    let again = change(&priya, "declareConflict", input, ASSESSOR).await;
    assert_eq!(
        again.at("/declareConflict/assessor/conflicts"),
        declared.at("/declareConflict/assessor/conflicts"),
        "declaring it twice is declaring it once"
    );
    assert_eq!(assign(&case, "priya").await.rules(), ["W1"]);
    let olive = app.operator().await;
    let list = seen(&olive, Some(&case.id)).await;
    let of = |name: &str| {
        let nodes = list.at("/assessors/nodes").as_array().unwrap().clone();
        let id = world::person_id(name);
        nodes.into_iter().find(|n| n["person"]["id"] == id).unwrap()
    };
    assert_eq!(of("priya")["objections"][0]["rule"], "W1");
    assert_eq!(
        of("tilda")["conflict"],
        true,
        "by the domain of her address"
    );
    assert_eq!(of("omar")["objections"], json!([]));
    // Whoever writes: the database refuses it by itself.
    let owner = app.owner().await;
    let forced = format!(
        "update application set assessor_id = '{}' where assessor_id is null",
        world::person("priya")
    );
    let refused = owner.attempt(&forced).await.unwrap_err();
    assert!(refused.contains("W1"), "{refused}");

    let input = json!({ "universityId": university });
    change(&priya, "withdrawConflict", input.clone(), ASSESSOR)
        .await
        .ok();
    assert_eq!(
        change(&priya, "withdrawConflict", input, ASSESSOR)
            .await
            .code(),
        "NOT_FOUND"
    );
    assign(&case, "priya").await.ok();
    let told = owner
        .column("select act from trail where act like 'assessor.%' order by seq")
        .await;
    assert_eq!(
        told,
        ["assessor.conflict_declared", "assessor.conflict_withdrawn"]
    );
    app.check_trail().await;
}

#[tokio::test]
async fn w1_who_coached_a_programme_or_was_assessed_in_return_is_not_given_it() {
    let app = TestApp::start().await;
    let theirs = make::application(&app, "alderbrook", Stage::Submitted).await;
    let olive = app.operator().await;
    let input = json!({ "assessorId": world::person_id("omar"), "programmeId": theirs.programme });
    let said = change(&olive, "declareCoaching", input.clone(), ASSESSOR).await;
    assert_eq!(
        said.text("/declareCoaching/assessor/coached/0/name"),
        "Peer mentoring"
    );
    assert_eq!(assign(&theirs, "omar").await.rules(), ["W1"]);
    change(&olive, "withdrawCoaching", input, ASSESSOR)
        .await
        .ok();
    // An assessor names what they see and nothing else (T3).
    let omar = app.assessor("omar").await;
    let own = json!({ "programmeId": theirs.programme });
    assert_eq!(
        change(&omar, "declareCoaching", own, ASSESSOR).await.code(),
        "NOT_FOUND"
    );

    // Priya, of Brackenfield once, assesses Alderbrook: so nobody of Alderbrook assesses Brackenfield within a year.
    let owner = app.owner().await;
    let once = |university: &str, name: &str| {
        format!(
            "insert into former_member values ('{}', '{}')",
            world::university(university),
            world::person(name)
        )
    };
    owner.run(&once("brackenfield", "priya")).await;
    owner.run(&once("alderbrook", "omar")).await;
    let other = make::application(&app, "brackenfield", Stage::Submitted).await;
    assign(&other, "lena").await.ok();
    assign(&theirs, "priya").await.ok();
    let refused = assign(&other, "omar").await;
    assert_eq!(refused.rules(), ["W1"]);
    assert!(
        refused.body.to_string().contains("23 November 2027"),
        "{:#}",
        refused.body
    );
}

#[tokio::test]
async fn w2_nobody_is_given_more_than_they_take_on_nor_anything_while_away() {
    let app = TestApp::start().await;
    let (olive, priya) = (app.operator().await, app.assessor("priya").await);
    let first = make::application(&app, "alderbrook", Stage::Submitted).await;
    let second = make::application(&app, "brackenfield", Stage::Submitted).await;
    // One programme by seven pillars is seven points.
    let set = capacity(&olive, "priya", Some(13), 0).await;
    assert_eq!(set.number("/setCapacity/assessor/capacity"), 13);
    assert_eq!(set.number("/setCapacity/assessor/version"), 1);
    assert_eq!(
        capacity(&olive, "priya", Some(7), 0).await.code(),
        "CONFLICT"
    );
    assign(&first, "priya").await.ok();
    let refused = assign(&second, "priya").await;
    assert_eq!(refused.rules(), ["W2"]);
    // What one has oneself does not stand in one's own way.
    assign(&first, "priya").await.ok();
    let away = json!({ "from": "2026-11-23", "backOn": "2026-11-30" });
    change(&priya, "setAbsence", away, ASSESSOR).await.ok();
    let both = assign(&second, "priya").await;
    assert_eq!(both.reasons().len(), 2, "all reasons, not the first");
    let seen = seen(&olive, Some(&second.id)).await;
    let nodes = seen.at("/assessors/nodes").as_array().unwrap();
    let row = nodes.iter().find(|n| n["capacity"] == 13).unwrap();
    assert_eq!((&row["points"], &row["openCases"]), (&json!(7), &json!(1)));
    assert_eq!(row["objections"].as_array().unwrap().len(), 2);

    // A lead assessor says how much somebody takes on; they themself do not.
    let lena = app.assessor("lena").await;
    capacity(&lena, "priya", None, 1).await.ok();
    assert_eq!(
        capacity(&priya, "priya", Some(1000), 2).await.code(),
        "FORBIDDEN"
    );
    let back = json!({ "from": "2026-11-23" });
    change(&priya, "removeAbsence", back.clone(), ASSESSOR)
        .await
        .ok();
    assert_eq!(
        change(&priya, "removeAbsence", back, ASSESSOR).await.code(),
        "NOT_FOUND"
    );
    assign(&second, "priya").await.ok();
    app.check_trail().await;
}

#[tokio::test]
async fn an_assessor_says_it_of_themself_and_sees_nobody_else() {
    let app = TestApp::start().await;
    let (omar, lena, mara) = (
        app.assessor("omar").await,
        app.assessor("lena").await,
        app.manager("alderbrook").await,
    );
    assert_eq!(seen(&omar, None).await.number("/assessors/totalCount"), 1);
    assert_eq!(seen(&lena, None).await.number("/assessors/totalCount"), 4);
    assert_eq!(seen(&mara, None).await.number("/assessors/totalCount"), 0);
    let absence = |of: &str| json!({ "assessorId": world::person_id(of), "from": "2026-12-01", "backOn": "2026-12-08" });
    let other = |who: Person, of: &'static str| async move {
        change(&who, "setAbsence", absence(of), ASSESSOR).await
    };
    assert_eq!(other(omar.clone(), "priya").await.code(), "NOT_FOUND");
    assert_eq!(other(lena, "priya").await.code(), "FORBIDDEN");
    other(omar.clone(), "omar").await.ok();
    other(app.operator().await, "priya").await.ok();
    assert_eq!(
        other(app.operator().await, "mara").await.code(),
        "NOT_FOUND"
    );
    for (from, back, field) in [
        ("2026-12-08", "2026-12-08", "backOn"),
        ("2026-11-01", "2026-11-23", "backOn"),
        ("2026-12-01", "2029-12-01", "backOn"),
    ] {
        let input = json!({ "from": from, "backOn": back });
        let refused = change(&omar, "setAbsence", input, ASSESSOR).await;
        assert_eq!(refused.fields(), [field], "{from} to {back}");
    }
}

/// What the functions tell that look past row-level security: to whom, and of what (T3).
#[tokio::test]
async fn t3_the_functions_of_assigning_tell_each_viewer_their_own() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::Submitted).await;
    let theirs = make::application(&app, "alderbrook", Stage::Submitted).await;
    assign(&theirs, "lena").await.ok();
    make::application(&app, "brackenfield", Stage::Ready).await;
    let login = app.login_role().await;
    let ask = async |role: &str, person: &str, question: &str| {
        let opening = format!(
            "begin; set local role viewer_{role}; set local viewer.person = '{}'; set local viewer.today = '{}'",
            world::person(person),
            world::FIRST_DAY
        );
        login.run(&opening).await;
        let answer = login.attempt(question).await;
        login.run("rollback").await;
        answer
            .map(|(rows, _)| rows.len())
            .map_err(|error| error[..5].to_owned())
    };
    let (assessors, cases) = (
        "select assigning_assessors(null)",
        "select assigning_cases(null)",
    );
    // Omar: himself, and the case that nobody has. The draft is nobody's, and lena's is hers.
    assert_eq!(ask("assessor", "omar", assessors).await, Ok(1));
    assert_eq!(ask("assessor", "omar", cases).await, Ok(1));
    for (role, person) in [("assessor", "lena"), ("operator", "olive")] {
        assert_eq!(ask(role, person, assessors).await, Ok(4), "{person}");
        assert_eq!(ask(role, person, cases).await, Ok(2), "{person}");
    }
    let held = format!(
        "select assigning_cases(id) from (select '{}'::uuid as id) x",
        domain::id::decode_as(domain::id::Kind::Application, &theirs.id).unwrap()
    );
    assert_eq!(
        ask("assessor", "omar", &held).await,
        Ok(0),
        "not even by its id"
    );
    for question in [assessors, cases, "select university_names('%')"] {
        assert_eq!(
            ask("member", "mara", question).await,
            Err("42501".to_owned())
        );
        assert_eq!(
            ask("anonymous", "mara", question).await,
            Err("42501".to_owned())
        );
    }
}
