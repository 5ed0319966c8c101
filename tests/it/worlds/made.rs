//! How both worlds are made: Alderbrook once, and a copy of all of it in which Brackenfield is full.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use tests::introspect::Types;
use tests::introspect::asks::Known;
use tests::make::{self, Case, Stage};
use tests::sql::Sql;
use tests::{Person, Template, TestApp, ground, upload};
use tokio::sync::OnceCell;

use super::walk::{self, Told};
use crate::isolation::tables::{asked_and_decided, crowd};

/// Who walks: three of Alderbrook, a stranger, and an assessor with one case of Alderbrook's and none of Brackenfield's.
pub(super) const WALKERS: [&str; 5] = ["mara", "colin", "vera", "", "wanda"];

/// The tables that ids are of, by the ids' prefix.
const TABLES: [(&str, &str); 30] = [
    ("uni", "university"),
    ("per", "person"),
    ("prg", "programme"),
    ("app", "application"),
    ("ord", "orders"),
    ("evi", "evidence"),
    ("req", "evidence_request"),
    ("awd", "award"),
    ("edi", "edition"),
    ("phr", "phrase"),
    ("asr", "assignment_run"),
    ("smk", "second_marking"),
    ("viw", "saved_view"),
    ("gld", "gold_case"),
    ("inv", "invoice"),
    ("pay", "payment"),
    ("quo", "quote"),
    ("frm", "delivery_framework"),
    ("imp", "import"),
    ("blk", "bulk_act"),
    ("exp", "export"),
    ("rpt", "saved_report"),
    ("let", "letter"),
    ("unt", "university_note"),
    ("sup", "suppressed_address"),
    ("tok", "token"),
    ("idp", "provider"),
    ("dom", "university_domain"),
    ("jrq", "join_request"),
    ("clr", "claim_rule"),
];

/// Both worlds, what there is to ask about, and what the walkers are told in the empty one.
#[derive(Debug)]
pub(super) struct Worlds {
    /// Alderbrook has everything, Brackenfield nothing.
    pub(super) base: Template,
    /// A copy in which Brackenfield has everything too.
    pub(super) full: Template,
    /// The schema.
    pub(super) types: Types,
    /// What questions are about.
    pub(super) known: Known,
    /// Every id of both universities, in each way that one is written.
    pub(super) old: BTreeSet<String>,
    /// What acts are about: of each kind one of Alderbrook's and one of Brackenfield's.
    pub(super) few: Known,
    tokens: BTreeMap<&'static str, String>,
    told: BTreeMap<&'static str, OnceCell<Vec<Told>>>,
}

static WORLDS: OnceCell<Worlds> = OnceCell::const_new();

impl Worlds {
    /// Made once in a process.
    pub(super) async fn get() -> &'static Self {
        WORLDS.get_or_init(Self::make).await
    }

    async fn make() -> Self {
        let storage = ground().storage("t_worlds");
        let mut app = TestApp::start_with(Some(storage)).await;
        app.leave_jobs();
        let wanda = furnish(&app).await;
        let mut tokens = BTreeMap::new();
        for who in ["mara", "colin", "vera"] {
            let person = app.person(who).await;
            tokens.insert(who, person.token().unwrap().to_owned());
        }
        tokens.insert("wanda", wanda);
        let base = app.template().await;
        let mut app = TestApp::copy_of(&base).await;
        app.leave_jobs();
        let before = ids(&app.owner().await).await;
        asked_and_decided(&app, "brackenfield").await;
        make::application(&app, "brackenfield", Stage::Ready).await;
        crowd(&app).await;
        let owner = app.owner().await;
        let known = known(&owner, &before, usize::MAX).await;
        let few = known_few(&known, &before);
        let mut old = BTreeSet::new();
        for (table, id) in ids(&owner).await {
            let prefix = TABLES.iter().find(|(_, of)| *of == table).unwrap().0;
            old.insert(written(prefix, &id));
            old.insert(id.replace('-', ""));
            old.insert(id);
        }
        let full = app.template().await;
        let told = WALKERS.into_iter().map(|who| (who, OnceCell::new()));
        Self {
            base,
            full,
            types: Types::read().await,
            known,
            few,
            old,
            tokens,
            told: told.collect(),
        }
    }

    /// A walker in one of the worlds.
    pub(super) fn person(&self, world: &TestApp, who: &'static str) -> Person {
        world.again(who, self.tokens.get(who).map(String::as_str))
    }

    /// All that a walker is told in the empty world, whatever they ask.
    pub(super) async fn told(&self, who: &'static str) -> &[Told] {
        let explore = async || {
            let mut empty = TestApp::copy_of(&self.base).await;
            empty.leave_jobs();
            walk::explore(self, &self.person(&empty, who)).await
        };
        self.told[who].get_or_init(explore).await
    }
}

/// An assessor whom nothing else signs in: who it is, and what opens their session.
async fn wanda(app: &TestApp) -> (String, String) {
    let person = uuid::Uuid::now_v7();
    let (token, hash) = server::session::new_token();
    let hash = hex::encode(hash);
    app.owner()
        .await
        .run(&format!(
            "insert into person (id, name, email) values ('{person}', 'Wanda Example', 'wanda@assess.test'); \
             insert into staff values ('{person}', 'ASSESSOR'); \
             insert into session values ('\\x{hash}', '{person}', 'ASSESSOR', null, now(), now(), now() + interval '1 day')"
        ))
        .await;
    (domain::id::encode(domain::id::Kind::Person, person), token)
}

/// Alderbrook with an application at every stage and all that hangs on one. An assessor has one of its cases, priya the others;
/// what opens that assessor's session.
async fn furnish(app: &TestApp) -> String {
    make::application(app, "alderbrook", Stage::Draft).await;
    make::application(app, "alderbrook", Stage::Ready).await;
    let (wanda, token) = wanda(app).await;
    let case = make::application(app, "alderbrook", Stage::Submitted).await;
    case.pay().await;
    let given =
        json!({ "applicationId": case.id, "assessorId": wanda, "version": case.version().await });
    case.operator
        .ask(make::documents::ASSIGN, json!({ "input": given }))
        .await
        .ok();
    app.work().await;
    let wanda = app.again("wanda", Some(&token));
    let words = json!({ "applicationId": case.id, "text": "Well run so far.", "version": 0 });
    let save = "mutation($input: SaveFeedbackInput!) { saveFeedback(input: $input) { feedback { version } } }";
    wanda.ask(save, json!({ "input": words })).await.ok();
    make::phrase(&wanda, "NOTE", "Undated").await;
    make::view(&wanda, "Late").await;
    asked_and_decided(app, "alderbrook").await;
    make::application(app, "alderbrook", Stage::Submitted)
        .await
        .withdraw()
        .await;
    make::application(app, "alderbrook", Stage::Submitted).await;
    let mara = app.manager("alderbrook").await;
    let framework = json!({ "name": "Together", "description": "All alike." });
    mara.ask(
        make::documents::ADD_FRAMEWORK,
        json!({ "input": framework }),
    )
    .await
    .ok();
    make::token(&mara).await;
    make::email_domain(&mara).await;
    make::claim_rule(&mara).await;
    let ready = Case::draft(app, "alderbrook", "Peer quotes").await;
    let keep = json!({ "input": { "applicationIds": [ready.id] } });
    mara.ask(make::documents::KEEP, keep).await.ok();
    let bytes = upload::pdf("handbook");
    let declared = upload::declaration(&ready.id, &["1.1"], "handbook.pdf", &bytes);
    upload::send(&mara, &declared, &bytes).await;
    app.work().await;
    mara.ask("mutation { exportOwnData { export { id } } }", json!({}))
        .await
        .ok();
    app.work().await;
    token
}

/// Brackenfield goes on, for ever.
pub(super) async fn go_on(world: &TestApp) {
    for turn in 0_u64.. {
        let stage =
            [Stage::Ready, Stage::Submitted, Stage::Draft][usize::try_from(turn % 3).unwrap()];
        let case = make::application(world, "brackenfield", stage).await;
        if turn < 50 {
            make::token(&case.manager).await;
        }
        if stage == Stage::Submitted {
            case.pay().await;
        }
    }
}

/// An id as the API says it.
fn written(prefix: &str, id: &str) -> String {
    let kind = domain::id::Kind::ALL
        .iter()
        .find(|kind| kind.prefix() == prefix);
    domain::id::encode(*kind.unwrap(), id.parse().unwrap())
}

async fn ids(sql: &Sql) -> BTreeSet<(String, String)> {
    let mut ids = BTreeSet::new();
    for (_, table) in TABLES {
        let of = sql.column(&format!("select id from {table}")).await;
        ids.extend(of.into_iter().map(|id| (table.to_owned(), id)));
    }
    ids
}

/// What there is of each kind: as much as is told apart by its state of Alderbrook's, and two of what is Brackenfield's alone.
async fn known(sql: &Sql, before: &BTreeSet<(String, String)>, most: usize) -> Known {
    let mut known = Known::default();
    for (prefix, table) in TABLES {
        // Of evidence, files before links.
        let order = if prefix == "evi" { "kind, id" } else { "id" };
        let all = sql
            .column(&format!("select id from {table} order by {order}"))
            .await;
        let is_own = |id: &String| before.contains(&(table.to_owned(), id.clone()));
        let (own, theirs): (Vec<String>, Vec<String>) = all.into_iter().partition(is_own);
        let several = if prefix == "app" { most } else { 3 };
        let ids = own
            .into_iter()
            .take(several)
            .chain(theirs.into_iter().take(2));
        let ids = ids.map(|id| written(prefix, &id)).collect();
        known.ids.insert(prefix, ids);
    }
    known.invoices = sql
        .column("select number from invoice order by number limit 8")
        .await;
    known.certificates = sql
        .column("select number from award where university_id in (select id from university where slug = 'alderbrook')")
        .await;
    let words = ["Peer", "Brackenfield", "BRA", "marek", "%", "programme"];
    known.words = words.map(str::to_owned).into();
    known
}

/// The first of each kind of Alderbrook's, and the first of what is Brackenfield's alone.
fn known_few(known: &Known, before: &BTreeSet<(String, String)>) -> Known {
    let mut few = known.clone();
    for (prefix, table) in TABLES {
        let is_own = |id: &&String| {
            let (_, uuid) = domain::id::decode(id).unwrap();
            before.contains(&(table.to_owned(), uuid.to_string()))
        };
        let all = &known.ids[prefix];
        let own = all.iter().find(is_own);
        let theirs = all.iter().find(|id| !is_own(id));
        few.ids
            .insert(prefix, own.into_iter().chain(theirs).cloned().collect());
    }
    few
}
