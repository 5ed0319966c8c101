//! Every field that takes an id, with another university's: as if there were no such thing (T2, T3).

use serde_json::{Value, json};
use tests::introspect::{Ids, Place, Root, Types, of_nothing};
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Answer, Person, TestApp, upload, world};

/// Ids that narrow a list say nothing of the thing itself: the answer is the empty list that any unknown id gives.
const NARROWING: [(&str, &str); 13] = [
    ("applicationCounts", "filter.assessorId"),
    ("applicationCounts", "filter.orderId"),
    ("applicationCounts", "filter.universityId"),
    ("applications", "filter.assessorId"),
    ("applications", "filter.orderId"),
    ("applications", "filter.universityId"),
    ("awards", "universityId"),
    ("invoiceTotals", "filter.universityId"),
    ("invoices", "filter.universityId"),
    ("programmes", "universityId"),
    ("quotes", "filter.universityId"),
    ("frameworks", "universityId"),
    ("trail", "filter.universityId"),
];

/// Ids that are looked at once what else is asked holds: the sample's does not, and theirs is told from nothing by neither.
const LATER: [(&str, &str); 11] = [
    ("addLink", "input.programmeIds.0"),
    ("changeCombinedApplication", "input.programmeIds.0"),
    ("combinedEligibility", "covers.programmeIds.0"),
    ("declareFile", "input.programmeIds.0"),
    ("leaveOutOfSample", "input.programmeId"),
    ("makeToken", "input.universityIds.0"),
    ("noteFinding", "input.programmeId"),
    ("rateException", "input.programmeId"),
    ("removeException", "input.programmeId"),
    ("sampleProgrammes", "input.programmeIds.0"),
    ("tieEvidence", "input.programmeIds.0"),
];

/// Ids that may be named without seeing the thing itself: whoever declares a conflict says with which university (W1), and a
/// lead assessor asks what moving any open case would come to (W4).
const NAMED: [(&str, &str); 2] = [
    ("considerMoves", "moves.0.caseId"),
    ("declareConflict", "input.universityId"),
];

/// The ids of everything that hangs on a case.
async fn ids(case: &Case, request: Option<String>, award: bool) -> Ids {
    let whole = case
        .operator
        .ask(doc::APPLICATION, json!({ "id": case.id }))
        .await;
    let mut ids = Ids::from([
        ("app", case.id.clone()),
        ("prg", case.programme.clone()),
        ("uni", whole.text("/application/university/id")),
        ("evi", whole.text("/application/evidence/0/id")),
    ]);
    let framework = json!({ "name": uuid::Uuid::now_v7(), "description": "All alike." });
    let added = case
        .manager
        .ask(doc::ADD_FRAMEWORK, json!({ "input": framework }))
        .await;
    ids.insert("frm", added.text("/addFramework/framework/id"));
    if let Some(order) = &case.order {
        ids.insert("ord", order.clone());
        let owed = case
            .operator
            .ask(doc::INVOICE, json!({ "id": order }))
            .await;
        ids.insert("inv", owed.text("/node/invoice/id"));
        ids.insert("pay", owed.text("/node/invoice/payments/0/id"));
    }
    if let Some(request) = request {
        ids.insert("req", request);
    }
    if award {
        ids.insert("awd", whole.text("/application/award/id"));
    }
    ids.insert("per", world::person_id("marek"));
    ids.insert("quo", quote(&case.manager).await);
    // Only operators may name one at all.
    ids.insert("asr", of_nothing("asr"));
    ids.insert("imp", of_nothing("imp"));
    ids.insert("blk", of_nothing("blk"));
    ids.insert("exp", of_nothing("exp"));
    ids.insert("rpt", of_nothing("rpt"));
    ids.insert("let", of_nothing("let"));
    ids.insert("unt", of_nothing("unt"));
    ids.insert("sup", of_nothing("sup"));
    ids.insert("tok", make::token(&case.manager).await);
    ids.insert("idp", make::provider(&case.manager).await);
    ids.insert("jrq", of_nothing("jrq"));
    ids.insert("dom", make::email_domain(&case.manager).await);
    ids.insert("clr", make::claim_rule(&case.manager).await);
    let signed_in = case.manager.ask(doc::SESSIONS, json!({})).await;
    ids.insert("ses", signed_in.text("/sessions/nodes/0/id"));
    // Every assessor may name every one.
    ids.insert("gld", of_nothing("gld"));
    ids
}

/// The id of a price that is kept for a draft of a manager's.
async fn quote(manager: &Person) -> String {
    let programme = json!({ "input": make::programme("Quoted") });
    let added = manager.ask(doc::ADD_PROGRAMME, programme).await;
    let input =
        json!({ "programmeId": added.text("/addProgramme/programme/id"), "level": "BRONZE" });
    let started = manager.ask(doc::START, json!({ "input": input })).await;
    let input = json!({ "applicationIds": [started.text("/startApplication/application/id")] });
    let kept = manager.ask(doc::KEEP, json!({ "input": input })).await;
    kept.text("/keepQuote/quote/id")
}

/// What an answer says, without what differs from one request to the next.
fn said(answer: &Answer) -> Value {
    let mut body = answer.body.clone();
    if let Some(errors) = body["errors"].as_array_mut() {
        for error in errors {
            error["extensions"]["requestId"] = Value::Null;
        }
    }
    body
}

fn code(answer: &Answer) -> &str {
    answer.body["errors"][0]["extensions"]["code"]
        .as_str()
        .unwrap_or("none")
}

/// Asks a field with one foreign id at one place, and with one of nothing: the answers are the same, and NOT_FOUND
/// unless the asker may not ask that at all.
async fn walk(
    types: &Types,
    person: &Person,
    own: &Ids,
    foreign: &Ids,
    root: &Root,
    place: &Place,
) {
    let kinds: Vec<&str> = match place.kind {
        // Whatever may have an id of its own; editions are everybody's.
        "node" => foreign.keys().copied().collect(),
        "edi" => return,
        kind => vec![kind],
    };
    for kind in kinds {
        let Some(id) = foreign.get(kind) else {
            panic!("{}({}): no foreign {kind} to try", root.name, place.path);
        };
        if NAMED.contains(&(root.name.as_str(), place.path.as_str())) {
            continue;
        }
        let put = |id: &str| {
            let (document, mut variables) = types.document(root, own, Some(place));
            let pointer = format!("/{}", place.path.replace('.', "/"));
            *variables.pointer_mut(&pointer).unwrap() = json!(id);
            (document, variables)
        };
        let (document, variables) = put(id);
        let theirs = person.ask(&document, variables).await;
        let (document, variables) = put(&of_nothing(kind));
        let nothing = person.ask(&document, variables).await;
        let what = format!(
            "{}({}) = {kind} by {}",
            root.name,
            place.path,
            person.name()
        );
        assert_eq!(
            said(&theirs),
            said(&nothing),
            "{what} tells theirs from nothing"
        );
        let here = (root.name.as_str(), place.path.as_str());
        if NARROWING.contains(&here) || LATER.contains(&here) {
            continue;
        }
        assert!(
            matches!(code(&theirs), "NOT_FOUND" | "FORBIDDEN" | "UNAUTHENTICATED"),
            "{what}: {:#}",
            theirs.body
        );
        // Refused for the verb alone only where the verb is nobody's of that role.
        let (document, variables) = types.document(root, &Ids::new(), None);
        let verb = person.ask(&document, variables).await;
        if !matches!(code(&verb), "FORBIDDEN" | "UNAUTHENTICATED") {
            assert_eq!(code(&theirs), "NOT_FOUND", "{what}: {:#}", theirs.body);
        }
    }
}

async fn walk_all(types: &Types, person: &Person, own: &Ids, foreign: &Ids) -> usize {
    let mut walked = 0;
    for root in types.roots() {
        for place in types.places(&root) {
            walk(types, person, own, foreign, &root, &place).await;
            walked += 1;
        }
    }
    walked
}

/// A case of a university in assessment, with a file in answer to an open request.
async fn awaiting(app: &TestApp, university: &str) -> (Case, String) {
    let case = make::application(app, university, Stage::InAssessment).await;
    let request = case.request("2.1", "2026-12-07").await;
    let bytes = upload::pdf("who may join");
    let mut declared = upload::declaration(&case.id, &["2.1"], "join.pdf", &bytes);
    declared["requestId"] = json!(request);
    upload::begin(&case.manager, &declared).await;
    (case, request)
}

#[tokio::test]
async fn another_universitys_ids_are_of_nothing() {
    let mut app = TestApp::start().await;
    let types = Types::read().await;
    let (theirs, request) = awaiting(&app, "brackenfield").await;
    let decided = make::application(&app, "brackenfield", Stage::Decided).await;
    let mut foreign = ids(&theirs, Some(request), false).await;
    foreign.insert("awd", ids(&decided, None, true).await["awd"].clone());
    let priya = app.assessor("priya").await;
    foreign.insert("phr", make::phrase(&priya, "NOTE", "Undated").await);
    foreign.insert("viw", make::view(&priya, "Late").await);
    let (mine, request) = awaiting(&app, "alderbrook").await;
    let own = ids(&mine, Some(request), false).await;
    let named = make::name(&mine.manager, "colin", &[&mine.programme], &[]).await;
    named.ok();
    for name in ["mara", "colin", "vera"] {
        let person = app.person(name).await;
        let walked = walk_all(&types, &person, &own, &foreign).await;
        assert!(walked >= 30, "only {walked} places take an id");
    }
    // A draft of one's own, and evidence for somebody else's request.
    let draft = make::application(&app, "alderbrook", Stage::Ready).await;
    let own = ids(&draft, None, false).await;
    walk_all(&types, &app.manager("alderbrook").await, &own, &foreign).await;
    let stranger = app.stranger();
    walk_all(&types, &stranger, &Ids::new(), &foreign).await;
    app.leave_jobs();
}

#[tokio::test]
async fn an_assessor_has_their_own_cases_and_for_a_year_after() {
    let mut app = TestApp::start().await;
    let types = Types::read().await;
    let (case, request) = awaiting(&app, "alderbrook").await;
    let mut foreign = ids(&case, Some(request), false).await;
    let decided = make::application(&app, "brackenfield", Stage::Decided).await;
    foreign.insert("awd", ids(&decided, None, true).await["awd"].clone());
    let priya = app.assessor("priya").await;
    foreign.insert("phr", make::phrase(&priya, "NOTE", "Undated").await);
    foreign.insert("viw", make::view(&priya, "Late").await);
    let omar = app.assessor("omar").await;
    walk_all(&types, &omar, &Ids::new(), &foreign).await;
    let lena = app.assessor("lena").await;
    walk_all(&types, &lena, &Ids::new(), &foreign).await;

    // T3: what priya decided, for twelve months and not a day more.
    let look = async || {
        priya.ask("query($id: ID!) { application(id: $id) { id university { name } evidence { id } } }", json!({ "id": decided.id })).await
    };
    look().await.ok();
    app.on("2027-11-22").await;
    look().await.ok();
    app.on("2027-11-23").await;
    assert_eq!(look().await.code(), "NOT_FOUND");
    let mut past = ids(&decided, None, true).await;
    past.insert("req", of_nothing("req"));
    past.insert("phr", make::phrase(&omar, "NOTE", "Undated").await);
    past.insert("viw", make::view(&omar, "Late").await);
    walk_all(&types, &priya, &Ids::new(), &past).await;
    app.leave_jobs();
}

/// What Brackenfield does changes no bit of what Alderbrook and its assessor are told (T2).
#[tokio::test]
async fn what_others_do_changes_no_answer() {
    let app = TestApp::start().await;
    let mine = make::application(&app, "alderbrook", Stage::InAssessment).await;
    let questions = [
        "{ programmes { totalCount nodes { id name } pageInfo { hasNextPage endCursor } } }",
        "{ applications { totalCount nodes { id reference state } pageInfo { hasNextPage endCursor } } }",
        "{ applications(first: 1, sort: UNIVERSITY) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }",
        "{ universities { totalCount nodes { id programmes { totalCount } awards { totalCount } } } }",
        "{ awards { totalCount nodes { id } } }",
        "{ invoices { totalCount nodes { number outstanding { minor } } } invoiceTotals { count outstanding { minor } } }",
        "{ assessors { totalCount nodes { person { id } openCases } } }",
    ];
    let everything = async || {
        let mut answers = Vec::new();
        for name in ["mara", "colin", "vera", "omar"] {
            let person = app.person(name).await;
            for question in questions {
                answers.push((name, question, said(&person.ask(question, json!({})).await)));
            }
            let whole = person.ask(doc::APPLICATION, json!({ "id": mine.id })).await;
            answers.push((name, "application", said(&whole)));
        }
        answers
    };
    let before = everything().await;
    make::application(&app, "brackenfield", Stage::Decided).await;
    make::application(&app, "brackenfield", Stage::Ready).await;
    assert_eq!(before, everything().await);
}
