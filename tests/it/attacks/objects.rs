//! Whose things are whose, and what of them one may say: ids near one's own, fields nobody asked for, acts by another way.

use serde_json::{Value, json};
use tests::TestApp;
use tests::introspect::{Ids, Types, list, name};
use tests::make::{self, Stage};

use super::{acts, code, send};

/// What somebody would set who wants to become more than they are.
const UNASKED: [&str; 10] = [
    "isAdmin",
    "role",
    "universityId",
    "university_id",
    "state",
    "createdAt",
    "madeBy",
    "assessorId",
    "__proto__",
    "$where",
];

#[tokio::test]
async fn nobody_says_more_of_a_thing_than_its_input_has() {
    let app = TestApp::start().await;
    let types = Types::read().await;
    let mara = app.manager("alderbrook").await;
    let olive = app.operator().await;
    let before = app.owner().await.counts().await;
    let mut tried = 0;
    for (root, document, variables) in acts(&types, &Ids::new()) {
        let input = tests::introspect::named(&root.args[0]["type"]).1;
        let of = types.all().find(|t| name(t) == input).unwrap();
        let known: Vec<&str> = list(of, "inputFields").iter().map(name).collect();
        for field in UNASKED.into_iter().filter(|field| !known.contains(field)) {
            let mut more = variables.clone();
            more["input"][field] = json!("OPERATOR");
            let by = if tried % 2 == 0 { &mara } else { &olive };
            let answer = by.ask_freely(&document, more).await;
            assert_eq!(
                code(&answer),
                "BAD_USER_INPUT",
                "{} with {field}: {:#}",
                root.name,
                answer.body
            );
            tried += 1;
        }
    }
    assert!(tried > 900, "{tried} fields that nobody asked for");
    assert_eq!(app.owner().await.counts().await, before);
}

const CHANGE: &str = "mutation($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { people { role } } }";
const REMOVE: &str =
    "mutation($input: RemoveMemberInput!) { removeMember(input: $input) { people { role } } }";

#[tokio::test]
async fn nobody_is_invited_to_run_the_scheme() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let invite =
        "mutation($input: InvitePersonInput!) { invitePerson(input: $input) { people { role } } }";
    let colin = tests::world::person_id("colin");
    let become_one = async |role: &str| {
        let input = json!({ "name": "Nia Newcome", "email": "nia@alderbrook.test", "role": role });
        let invited = mara.ask_freely(invite, json!({ "input": input })).await;
        let input = json!({ "personId": colin, "from": "CONTRIBUTOR", "to": role });
        let changed = mara.ask_freely(CHANGE, json!({ "input": input })).await;
        [code(&invited).to_owned(), code(&changed).to_owned()]
    };
    let before = app.owner().await.counts().await;
    for role in [
        "OPERATOR",
        "ADMINISTRATOR",
        "ASSESSOR",
        "LEAD_ASSESSOR",
        "SYSTEM",
        "manager",
    ] {
        assert_eq!(become_one(role).await, ["BAD_USER_INPUT"; 2], "{role}");
    }
    assert_eq!(app.owner().await.counts().await, before);
    assert_eq!(become_one("VIEWER").await, ["", ""], "as one may");
    app.work().await;
}

#[tokio::test]
async fn nobody_who_belongs_elsewhere_is_given_a_role_here_by_their_id() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let members = "select string_agg(person_id || role, ',' order by person_id) from member";
    let before = app.owner().await.one(members).await;
    for (who, role) in [
        ("marek", "MANAGER"),
        ("cora", "CONTRIBUTOR"),
        ("priya", "MANAGER"),
        ("olive", "MANAGER"),
    ] {
        let person = tests::world::person_id(who);
        let input = json!({ "input": { "personId": person, "from": role, "to": "VIEWER" } });
        let answer = mara.ask_freely(CHANGE, input).await;
        assert_eq!(code(&answer), "NOT_FOUND", "{who}: {:#}", answer.body);
        let input = json!({ "input": { "personId": person, "role": role } });
        let answer = mara.ask_freely(REMOVE, input).await;
        assert_eq!(code(&answer), "NOT_FOUND", "{who}: {:#}", answer.body);
    }
    assert_eq!(app.owner().await.one(members).await, before);
}

#[tokio::test]
async fn ids_near_one_s_own_are_of_nothing() {
    let app = TestApp::start().await;
    let theirs = make::application(&app, "brackenfield", Stage::Draft).await;
    let mine = make::application(&app, "alderbrook", Stage::Draft).await;
    let uuid = |id: &str| domain::id::decode(id).unwrap().1.as_u128();
    assert!(
        uuid(&mine.id).abs_diff(uuid(&theirs.id)) > 1 << 40,
        "made one after the other, and far apart"
    );
    let ask = "query($id: ID!) { node(id: $id) { id } application(id: $id) { id } }";
    for bit in (0..72).step_by(3) {
        let near = uuid(&mine.id) ^ (1 << bit);
        let near = domain::id::encode(domain::id::Kind::Application, uuid::Uuid::from_u128(near));
        let answer = mine.manager.ask_freely(ask, json!({ "id": near })).await;
        assert_eq!(code(&answer), "NOT_FOUND", "{near}");
    }
    for id in [
        mine.id.to_uppercase(),
        format!(" {}", mine.id),
        format!("{}0", mine.id),
        mine.id.replace("app_", "APP_"),
    ] {
        let answer = mine.manager.ask_freely(ask, json!({ "id": id })).await;
        assert_eq!(code(&answer), "NOT_FOUND", "{id:?} is none");
    }
}

#[tokio::test]
async fn a_document_of_two_operations_is_the_one_that_is_named() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let both = "query A { viewer { role } } mutation B { endOtherSessions { ended } }";
    let before = app.owner().await.counts().await;
    let get = |name: &str| {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("query", both)
            .append_pair("operationName", name)
            .finish();
        mara.request("GET", &format!("/graphql?{query}"))
    };
    assert_eq!(send(&app, get("B"), "").await.status, 405);
    assert_eq!(
        send(&app, get("A"), "").await.json()["data"]["viewer"]["role"],
        "MANAGER"
    );
    assert_eq!(app.owner().await.counts().await, before);
}

#[tokio::test]
async fn an_act_by_another_name_is_the_same_act() {
    let app = TestApp::start().await;
    let vera = app.person("vera").await;
    let before = app.owner().await.counts().await;
    let input = json!({ "input": make::programme("Not hers"), "yes": true, "no": false });
    let head = "mutation($input: AddProgrammeInput!, $yes: Boolean = true, $no: Boolean = false)";
    for body in [
        "{ viewer: addProgramme(input: $input) { programme { id } } }",
        "{ ... on Mutation { addProgramme(input: $input) { programme { id } } } }",
        "{ ...f } fragment f on Mutation { addProgramme(input: $input) { programme { id } } }",
        "{ addProgramme(input: $input) @include(if: $yes) @skip(if: $no) { programme { id } } }",
        "{ __typename addProgramme(input: $input) { __typename } }",
    ] {
        let answer = vera
            .ask_freely(&format!("{head} {body}"), input.clone())
            .await;
        let code = code(&answer);
        assert!(
            matches!(code, "FORBIDDEN" | "BAD_USER_INPUT"),
            "{body}: {:#}",
            answer.body
        );
        let added = answer.body["data"].pointer("/addProgramme/programme/id");
        assert!(added.is_none(), "{:#}", answer.body);
    }
    assert_eq!(app.owner().await.counts().await, before);
}

#[tokio::test]
async fn a_version_that_was_not_seen_changes_nothing() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Ready).await;
    let before = case.version().await;
    let submit = make::documents::SUBMIT;
    for version in [
        json!(before + 1),
        json!(before - 1),
        json!(-1),
        json!(i64::from(i32::MAX)),
        json!(null),
        json!("1"),
    ] {
        let input = json!({ "input": { "applicationId": case.id, "version": version } });
        let answer = case.manager.ask_freely(submit, input).await;
        assert!(
            matches!(code(&answer), "CONFLICT" | "BAD_USER_INPUT"),
            "{version}: {:#}",
            answer.body
        );
    }
    assert_eq!(case.version().await, before);
    let orders = app.owner().await.one("select count(*) from orders").await;
    assert_eq!(Value::from(orders), "0");
}
