//! Two universities that turn out to be one: what moves, what stays, and what is in the way (L1, M6, T4, W1).

mod refused;
mod ties;

use serde_json::{Value, json};
use store::Access;
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Answer, Person, TestApp, world};

const PREVIEW: &str = "query($from: ID!, $into: ID!) { mergePreview(fromId: $from, intoId: $into) { from { version state } into { version } reasons { rule message field } \
    moves { part count named } stays { part name why } stayCount tiedCases { reference assessor } } }";
const MERGE: &str = "mutation($input: MergeUniversitiesInput!) { mergeUniversities(input: $input) { \
    from { state closedOn closedReason continuedBy { id name } version programmes openApplications } into { state continuedBy { id } version programmes people { person { name } role } } } }";
const REOPEN: &str = "mutation($input: ReopenUniversityInput!) { reopenUniversity(input: $input) { record { state } } }";
const RECORD: &str = "query($id: ID!) { universityRecord(universityId: $id) { state version continuedBy { name } programmes } }";

async fn preview(who: &Person, from: &str, into: &str) -> Answer {
    let ids = json!({ "from": world::university_id(from), "into": world::university_id(into) });
    who.ask(PREVIEW, ids).await
}

async fn version(olive: &Person, slug: &str) -> i64 {
    let asked = olive
        .ask(RECORD, json!({ "id": world::university_id(slug) }))
        .await;
    asked.number("/universityRecord/version")
}

/// As it was last seen.
async fn input(olive: &Person, from: &str, into: &str) -> Value {
    json!({ "input": {
        "fromId": world::university_id(from), "fromVersion": version(olive, from).await,
        "intoId": world::university_id(into), "intoVersion": version(olive, into).await,
        "reason": "They are one.",
    } })
}

async fn merge(olive: &Person) -> Answer {
    let input = input(olive, "alderbrook", "brackenfield").await;
    olive.ask(MERGE, input).await
}

/// Alderbrook with something of every kind: what was applied for, what was not, and what Brackenfield has, too.
async fn furnished(app: &TestApp) -> Case {
    let case = make::application(app, "alderbrook", Stage::Decided).await;
    let given_up = Case::draft(app, "alderbrook", "Given up").await;
    given_up.withdraw().await;
    let (mara, marek) = (
        app.manager("alderbrook").await,
        app.manager("brackenfield").await,
    );
    for (who, names) in [
        (
            &mara,
            vec!["Buddies", "Befrienders", "Listeners", "LISTENING EARS"],
        ),
        (&marek, vec!["Listening ears"]),
    ] {
        for name in names {
            let added = who
                .ask(
                    doc::ADD_PROGRAMME,
                    json!({ "input": make::programme(name) }),
                )
                .await;
            added.ok();
        }
    }
    let (alder, bracken) = (
        world::university("alderbrook"),
        world::university("brackenfield"),
    );
    let person = world::person;
    let framework = |university, name: &str| {
        format!(
            "insert into delivery_framework (university_id, id, name, description, created_at) values ('{university}', gen_random_uuid(), '{name}', 'All alike.', now())"
        )
    };
    let run = |name: &str, framework: &str| {
        format!(
            "update programme set framework_id = (select id from delivery_framework where university_id = '{alder}' and name = '{framework}') where university_id = '{alder}' and name = '{name}'"
        )
    };
    let statements = [
        "begin; set local viewer.today = '2026-11-01'".to_owned(),
        // Ours moves; Shared is named by what stays, too; Common is there already.
        framework(alder, "Ours"),
        framework(alder, "Shared"),
        framework(alder, "Common"),
        framework(bracken, "COMMON"),
        run("Buddies", "Ours"),
        run("Befrienders", "Shared"),
        run("Given up", "Shared"),
        run("Listeners", "Common"),
        format!(
            "insert into member values ('{bracken}', '{vera}', 'CONTRIBUTOR'), ('{bracken}', '{colin}', 'VIEWER')",
            vera = person("vera"),
            colin = person("colin")
        ),
        format!(
            "insert into former_member values ('{alder}', '{}')",
            person("omar")
        ),
        format!(
            "insert into declared_conflict values ('{alder}', '{priya}', 'My sister teaches there.', now(), '{priya}')",
            priya = person("priya")
        ),
        format!(
            "insert into coached_programme select university_id, id, '{lena}', now(), '{lena}' from programme where university_id = '{alder}' and name in ('Buddies', 'Given up')",
            lena = person("lena")
        ),
        format!(
            "insert into university_note values ('{alder}', gen_random_uuid(), 'Asked to be called on Fridays.', now(), '{}')",
            person("olive")
        ),
        "commit".to_owned(),
    ];
    app.owner().await.run(&statements.join("; ")).await;
    case
}

/// The names of what moves or stays, of one kind.
fn named(preview: &Answer, part: &str) -> (Vec<String>, Vec<String>) {
    let of = |place: &str| {
        let all = preview.at(place).as_array().unwrap().clone();
        all.into_iter().filter(|row| row["part"] == part)
    };
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let moves = of("/mergePreview/moves")
        .flat_map(|row| {
            row["named"]
                .as_array()
                .unwrap()
                .iter()
                .map(text)
                .collect::<Vec<_>>()
        })
        .collect();
    let stays = of("/mergePreview/stays")
        .map(|row| format!("{}: {}", text(&row["name"]), text(&row["why"])))
        .collect();
    (moves, stays)
}

#[tokio::test]
async fn t4_a_merger_moves_what_nothing_was_decided_on_and_closes_the_one() {
    let app = TestApp::start().await;
    let case = furnished(&app).await;
    let olive = app.operator().await;
    let seen = preview(&olive, "alderbrook", "brackenfield").await;
    assert_eq!(seen.at("/mergePreview/reasons"), &json!([]));
    assert_eq!(
        named(&seen, "PERSON").0,
        ["Colin Example", "Mara Example", "Vera Example"]
    );
    assert_eq!(named(&seen, "FORMER_MEMBER").0, ["Omar Example"]);
    let (moves, stays) = named(&seen, "PROGRAMME");
    assert_eq!(moves, ["Befrienders", "Buddies", "Listeners"]);
    assert_eq!(
        stays,
        [
            "Given up: It was applied for, and stays with its applications and awards.",
            "LISTENING EARS: The other has one of this name.",
            "Peer mentoring: It was applied for, and stays with its applications and awards.",
        ]
    );
    let (moves, stays) = named(&seen, "FRAMEWORK");
    assert_eq!(moves, ["Ours"]);
    assert_eq!(stays.len(), 2, "{stays:?}");
    assert_eq!(seen.at("/mergePreview/stayCount"), &json!(5));
    assert_eq!(named(&seen, "CONFLICT").0, ["Priya Example"]);
    assert_eq!(named(&seen, "COACHING").0, ["Lena Example, Buddies"]);

    let merged = merge(&olive).await;
    let at = |place: &str| merged.at(&format!("/mergeUniversities/{place}")).clone();
    assert_eq!(at("from/state"), json!("CLOSED"));
    assert_eq!(at("from/closedOn"), json!(world::FIRST_DAY));
    assert_eq!(at("from/closedReason"), json!("They are one."));
    assert_eq!(
        at("from/continuedBy/name"),
        json!("Brackenfield University")
    );
    assert_eq!(at("from/programmes"), json!(3));
    assert_eq!(at("into/programmes"), json!(4));
    let noted = "query($id: ID!) { universityRecord(universityId: $id) { people { role } notes { text } } }";
    let of = async |slug| {
        olive
            .ask(noted, json!({ "id": world::university_id(slug) }))
            .await
    };
    let (from, into) = (of("alderbrook").await, of("brackenfield").await);
    assert_eq!(
        from.at("/universityRecord"),
        &json!({ "people": [], "notes": [] })
    );
    assert_eq!(
        into.text("/universityRecord/notes/0/text"),
        "Asked to be called on Fridays."
    );
    let people: Vec<String> = at("into/people")
        .as_array()
        .unwrap()
        .iter()
        .map(|p| {
            format!(
                "{} {}",
                p["person"]["name"].as_str().unwrap(),
                p["role"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        people,
        [
            "Mara Example MANAGER",
            "Marek Example MANAGER",
            "Colin Example CONTRIBUTOR",
            "Cora Example CONTRIBUTOR",
            "Vera Example CONTRIBUTOR",
            "Viktor Example VIEWER"
        ],
        "who belongs to both keeps the higher role"
    );

    // Frameworks: the one moved, the one that stays copied, the one there already taken up; days and descriptions are kept.
    let owner = app.owner().await;
    let run_to = owner
        .rows(&format!("select p.name, f.name, p.framework_since from programme p join delivery_framework f on f.id = p.framework_id and f.university_id = p.university_id where p.university_id = '{}' order by 1", world::university("brackenfield")))
        .await;
    let shown: Vec<String> = run_to
        .iter()
        .map(|row| row.iter().flatten().cloned().collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(
        shown,
        [
            "Befrienders Shared 2026-11-23",
            "Buddies Ours 2026-11-01",
            "Listeners COMMON 2026-11-23"
        ]
    );

    // What was decided stays where it was, and on the register.
    let alder = world::university("alderbrook");
    let stayed = owner
        .one(&format!(
            "select count(*) from award where university_id = '{alder}'"
        ))
        .await;
    assert_eq!(stayed, "1");
    let award = case.award.as_ref().unwrap();
    let (status, page) = app.stranger().page(&format!("/awards/{award}")).await;
    assert_eq!(status, 200);
    assert!(
        page.contains("University of Alderbrook"),
        "as it was awarded"
    );

    // Told in both chains; what assessors declared and operators noted, in the scheme's alone.
    let told = owner
        .column("select act || ' ' || (after::text like '%sister%' or after::text like '%Fridays%' or after::text like '%CONFLICT%')::text from trail where act like 'university.%' order by 1")
        .await;
    assert_eq!(
        told,
        [
            "university.continued false",
            "university.merged false",
            "university.ties_continued true"
        ]
    );
    let moved = owner
        .one("select after #>> '{moved,PROGRAMME,0,name}' || ', ' || (after #>> '{stayed,PROGRAMME,0,why}') || ', ' || (before ->> 'state') || ', ' || (after ->> 'state') from trail where act = 'university.merged'")
        .await;
    assert_eq!(moved, "Befrienders, APPLIED_FOR, OPEN, CLOSED");

    // It is merged for good.
    let reopen = json!({ "input": { "universityId": world::university_id("alderbrook"), "version": version(&olive, "alderbrook").await } });
    let refused = olive.ask(REOPEN, reopen).await;
    assert_eq!(refused.rules(), ["L1"]);
    assert!(refused.reasons()[0].1.contains("merged into another"));
    app.check_trail().await;
}

#[tokio::test]
async fn t2_a_person_of_the_one_finds_the_other() {
    let app = TestApp::start().await;
    furnished(&app).await;
    let olive = app.operator().await;
    let mara = app.manager("alderbrook").await;
    merge(&olive).await.ok();
    let programmes = "{ programmes(first: 50) { nodes { name university { name } } } }";
    assert_eq!(
        mara.ask(programmes, json!({})).await.code(),
        "UNAUTHENTICATED"
    );
    // What signing in finds of her.
    let tx = app
        .db()
        .begin(&store::Viewer::System, Access::Read, app.today())
        .await
        .unwrap();
    let standings = store::people::standings(&tx, world::person("mara"), None)
        .await
        .unwrap();
    drop(tx);
    assert_eq!(standings.len(), 1);
    assert_eq!(
        standings[0].university.as_deref(),
        Some("Brackenfield University")
    );
    let act = format!(
        "update session set acting_university = '{}' where person_id = '{}'",
        world::university("brackenfield"),
        world::person("mara")
    );
    app.owner().await.run(&act).await;
    let found = mara.ask(programmes, json!({})).await;
    let names: Vec<&str> = found
        .at("/programmes/nodes")
        .as_array()
        .unwrap()
        .iter()
        .map(|p| p["name"].as_str().unwrap())
        .collect();
    assert_eq!(
        names,
        ["Befrienders", "Buddies", "Listeners", "Listening ears"]
    );
    // She applies with one that came along.
    let buddies = app
        .owner()
        .await
        .one("select id from programme where name = 'Buddies'")
        .await;
    let buddies = domain::id::encode(domain::id::Kind::Programme, buddies.parse().unwrap());
    let started = mara
        .ask(
            doc::START,
            json!({ "input": { "programmeId": buddies, "level": "BRONZE" } }),
        )
        .await;
    started.ok();
}
