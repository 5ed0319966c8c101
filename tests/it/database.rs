//! The database's shape goes up, down and up again; and no login role that is too strong gets in.

use store::{Db, migrate};
use tests::make::{self, Stage};
use tests::sql::Sql;
use tests::{TestApp, ground, world};
use tokio::sync::Mutex;

/// Roles belong to the whole cluster: whoever changes them does so alone.
static ROLES: Mutex<()> = Mutex::const_new(());

// Migrations are run by a synchronous library, which needs a thread to itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn migrations_go_up_down_and_up_again() {
    let _alone = ROLES.lock().await;
    let database = ground().empty_database().await;
    let url = ground().owner_url(&database);
    let empty = migrate::shape(&url).await.unwrap();
    let pending = migrate::pending(&url).await.unwrap();
    assert!(!pending.is_empty());
    assert_eq!(migrate::up(&url).await.unwrap().versions, pending);
    let first = migrate::shape(&url).await.unwrap();
    assert!(first.contains("evidence_tie"), "the shape is told");

    assert_eq!(
        migrate::up(&url).await.unwrap().versions,
        [""; 0],
        "nothing is left to do"
    );
    assert_eq!(
        migrate::shape(&url).await.unwrap(),
        first,
        "and nothing was done"
    );
    assert_eq!(migrate::pending(&url).await.unwrap(), [""; 0]);

    let kept = include_str!("../../store/src/tables.rs").trim_end();
    assert_eq!(
        kept,
        migrate::tables(&url).await.unwrap(),
        "store/src/tables.rs is not what the migrations give"
    );

    let mut back = migrate::down(&url).await.unwrap().versions;
    back.reverse();
    assert_eq!(back, pending);
    let left = migrate::shape(&url).await.unwrap();
    let left: Vec<&str> = left
        .lines()
        .filter(|line| !line.contains("__diesel_schema_migrations") && !empty.contains(*line))
        .collect();
    assert_eq!(left, [""; 0], "left behind");

    migrate::up(&url).await.unwrap();
    assert_eq!(migrate::shape(&url).await.unwrap(), first);
    ground().drop_database(&database).await;
}

#[tokio::test]
async fn a_login_role_that_is_too_strong_is_refused() {
    let _alone = ROLES.lock().await;
    let database = ground().database().await;
    let refused = |url: String| async move {
        let error = Db::connect(&url, 1).await.err();
        error.map(|error| error.to_string()).unwrap_or_default()
    };
    assert_eq!(
        refused(ground().app_url(&database)).await,
        "",
        "the right one is taken"
    );
    // The owner of the tables, who may make roles as well.
    let said = refused(ground().owner_url(&database)).await;
    assert!(said.contains("too strong"), "{said}");

    let owner = Sql::connect(&ground().owner_url(&database)).await;
    let (_, server) = ground()
        .app_url(&database)
        .split_once('@')
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    for (role, made, owns) in [
        ("too_inheriting", "login inherit password 'x'", false),
        ("too_owning", "login noinherit password 'x'", true),
        (
            "too_creating",
            "login noinherit createrole password 'x'",
            false,
        ),
    ] {
        owner.run(&format!("drop role if exists {role}; create role {role} {made}; grant connect on database {database} to {role}")).await;
        if owns {
            owner.run(&format!("grant {role} to pillars_owner; grant create on schema public to {role}; create table mine (); alter table mine owner to {role}")).await;
        }
        let said = refused(format!("postgres://{role}:x@{server}")).await;
        assert!(
            said.contains(role) && said.contains("too strong"),
            "{role}: {said:?}"
        );
        if owns {
            owner
                .run(&format!(
                    "drop table mine; revoke create on schema public from {role}"
                ))
                .await;
        }
        owner
            .run(&format!(
                "revoke connect on database {database} from {role}; drop role {role}"
            ))
            .await;
    }
    ground().drop_database(&database).await;
}

#[tokio::test]
async fn a3_a_number_longer_than_its_zeros_is_written_whole() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let university = world::university("alderbrook");
    owner
        .run(&format!(
            "insert into tenant_counter values ('{university}', 'application', 9999), ('{university}', 'order', 9999);
             insert into counter values ('UMS-2026', 999999)"
        ))
        .await;
    for n in 0..2 {
        make::application(&app, "alderbrook", Stage::Decided).await;
        app.work().await;
        let numbers = owner
            .column(
                "select a.reference || ' ' || o.number || ' ' || w.number from application a
                 join orders o on o.id = a.order_id join award w on w.application_id = a.id order by a.created_at, a.id",
            )
            .await;
        let last = numbers.last().unwrap();
        let expected = [
            format!("-{}", 10_000 + n),
            format!("-O{}", 10_000 + n),
            format!("UMS-2026-{}", 1_000_000 + n),
        ];
        assert!(
            expected.iter().all(|number| last.contains(number)),
            "{last}"
        );
    }
}
