//! Every list of the console at 200,000 programmes and 2,000,000 items of evidence, through the API as its screens ask for it: how long
//! the slowest twentieth takes. A list of the console's sources that nothing measures fails it as a slow one does.

mod lists;

use std::time::{Duration, Instant};

use domain::id::{self, Kind};
use lists::{Known, List, Who};
use tests::sql::Sql;
use tests::{Person, TestApp, world};

/// Programmes unless another number is given; ten items of evidence to each.
const PROGRAMMES: usize = 200_000;
/// How often each list is asked for, and how long the slowest twentieth may take.
const TIMES: usize = 40;
const MOST_MS: f64 = 100.0;
/// A list that is far too slow is asked for no longer than this.
const LONGEST: Duration = Duration::from_secs(6);

#[tokio::main]
async fn main() {
    let mut arguments = std::env::args().skip(1);
    let programmes = arguments.next().and_then(|n| n.parse().ok());
    let programmes: usize = programmes.unwrap_or(PROGRAMMES);
    let only = arguments.next();
    let mut app = TestApp::start().await;
    app.leave_jobs();
    let began = Instant::now();
    let sql = app.owner().await;
    let known = generate(&sql, programmes).await;
    println!(
        "{programmes} programmes, {} items of evidence: made in {:.0} s.",
        programmes * 10,
        began.elapsed().as_secs_f64()
    );
    let (olive, mara, priya) = (
        app.operator().await,
        app.manager("alderbrook").await,
        app.assessor("priya").await,
    );
    let documents = lists::documents();
    let all = lists::lists(&known);
    let forgotten = lists::forgotten(&all, &documents);
    let mut slow = 0;
    println!("{:>9} {:>9} {:>4}  list", "median", "p95", "SQL");
    for list in &all {
        if only
            .as_deref()
            .is_some_and(|only| !list.query.contains(only))
        {
            continue;
        }
        let person = match list.who {
            Who::Operator => &olive,
            Who::Manager => &mara,
            Who::Assessor => &priya,
        };
        let document = documents.iter().find(|(name, _)| name == list.query);
        let (_, document) = document.unwrap_or_else(|| panic!("no query {}", list.query));
        let took = measure(person, list, document).await;
        let late = took.p95 > MOST_MS;
        slow += usize::from(late);
        println!(
            "{:>6.1} ms {:>6.1} ms {:>4}  {:?}: {}{}{}{}",
            took.median,
            took.p95,
            took.statements,
            list.who,
            list.query,
            if list.of.is_empty() { "" } else { ", " },
            list.of,
            if late { "  TOO SLOW" } else { "" },
        );
    }
    println!(
        "{slow} of {} lists above {MOST_MS} ms; not measured: {forgotten:?}",
        all.len()
    );
    if slow > 0 || !forgotten.is_empty() {
        std::process::exit(1);
    }
}

/// How long a list took, in milliseconds, and its SQL statements.
struct Took {
    median: f64,
    p95: f64,
    statements: u64,
}

async fn measure(person: &Person, list: &List, document: &str) -> Took {
    let shown = person.ask_freely(document, list.variables.clone()).await;
    let statements = shown.statements.unwrap_or(0);
    // An empty list is quick and says nothing of a full one.
    if let Some(roots) = shown.at("").as_object() {
        for (root, value) in roots {
            let nodes = value.get("nodes").and_then(serde_json::Value::as_array);
            assert!(
                nodes.is_none_or(|nodes| !nodes.is_empty()),
                "{}, {}: {root} is empty",
                list.query,
                list.of
            );
        }
    }
    let mut took = Vec::with_capacity(TIMES);
    let all = Instant::now();
    while took.len() < TIMES && all.elapsed() < LONGEST {
        let began = Instant::now();
        person.ask_for_bytes(document, &list.variables).await;
        took.push(began.elapsed().as_secs_f64() * 1_000.0);
    }
    took.sort_by(f64::total_cmp);
    Took {
        median: took[took.len() / 2],
        p95: took[took.len() * 95 / 100],
        statements,
    }
}

/// Makes the scheme's data, and says what lists are narrowed to.
async fn generate(sql: &Sql, programmes: usize) -> Known {
    let settings = [
        ("programmes", programmes.to_string()),
        ("priya", world::person("priya").to_string()),
        ("olive", world::person("olive").to_string()),
        ("alderbrook", world::university("alderbrook").to_string()),
        ("criteria", tests::make::BRONZE.join(",")),
    ];
    for (name, value) in settings {
        sql.run(&format!("set bench.{name} = '{value}'")).await;
    }
    sql.run(include_str!("data.sql")).await;
    sql.run("vacuum analyze").await;
    let at = world::university("alderbrook");
    let one = async |kind, query: &str| {
        let found: uuid::Uuid = sql.one(query).await.parse().expect("an id");
        id::encode(kind, found)
    };
    Known {
        university: world::university_id("alderbrook"),
        application: one(
            Kind::Application,
            &format!("select id from application where university_id = '{at}' and state = 'IN_ASSESSMENT' order by id limit 1"),
        )
        .await,
        import: one(Kind::Import, "select id from import order by row_count desc limit 1").await,
        order: one(
            Kind::Order,
            "select order_id from application where order_id is not null order by id limit 1",
        )
        .await,
        bulk_act: one(
            Kind::BulkAct,
            "select bulk_act_id from bulk_row group by 1 order by count(*) desc limit 1",
        )
        .await,
    }
}
