//! The database: reachable, up to date, and by a role that row-level security binds.

use super::{Finding, words};
use crate::clock::Clock;
use crate::config::Config;
use chrono::{DateTime, TimeDelta, Utc};
use tokio_postgres::{Client, NoTls};

const ROLES: &str = "run infra/postgres/roles.sql";

pub(super) async fn examine(config: &Config, clock: Clock) -> Vec<Finding> {
    let Some(url) = &config.database.url else {
        return vec![Finding::bad(
            "database",
            "DATABASE_URL is not set: set it to the login role's address",
        )];
    };
    let client = match tokio_postgres::connect(url.expose(), NoTls).await {
        Ok((client, connection)) => {
            tokio::spawn(connection);
            client
        }
        Err(error) => {
            let text = format!(
                "no connection ({}): start it, or correct DATABASE_URL",
                words(&error)
            );
            return vec![Finding::bad("database", text)];
        }
    };
    let mut findings = Vec::new();
    for check in [
        version(&client).await,
        role(&client).await,
        timeouts(&client).await,
        time(&client, clock).await,
    ] {
        findings.push(check.unwrap_or_else(|error| Finding::bad("database", words(&error))));
    }
    findings.push(migrations(&client).await);
    findings
}

async fn version(client: &Client) -> Result<Finding, tokio_postgres::Error> {
    let row = client
        .query_one(
            "SELECT current_setting('server_version'), current_setting('server_version_num')::int",
            &[],
        )
        .await?;
    let (text, number): (String, i32) = (row.get(0), row.get(1));
    let change = format!("PostgreSQL {text} is too old: use 15 or newer");
    Ok(Finding::when(
        number >= 150_000,
        "database",
        format!("PostgreSQL {text}"),
        change,
    ))
}

async fn role(client: &Client) -> Result<Finding, tokio_postgres::Error> {
    let row = client
        .query_one(
            "SELECT r.rolname::text,
                    concat_ws(', ',
                      CASE WHEN r.rolsuper THEN 'is a superuser' END,
                      CASE WHEN r.rolbypassrls THEN 'goes round row-level security' END,
                      CASE WHEN r.rolcreaterole THEN 'may make roles' END,
                      CASE WHEN r.rolinherit THEN 'inherits what its roles may' END,
                      CASE WHEN EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid) THEN 'owns tables' END,
                      CASE WHEN EXISTS (SELECT FROM pg_database d WHERE d.datdba = r.oid) THEN 'owns a database' END)
             FROM pg_roles r WHERE r.rolname = session_user",
            &[],
        )
        .await?;
    let (name, wrong): (String, String) = (row.get(0), row.get(1));
    let change = format!(
        "{name} {wrong}: connect as pillars_app ({ROLES}), so that tenants stay apart (T1)"
    );
    Ok(Finding::when(
        wrong.is_empty(),
        "database role",
        name,
        change,
    ))
}

async fn timeouts(client: &Client) -> Result<Finding, tokio_postgres::Error> {
    let names = [
        "statement_timeout",
        "lock_timeout",
        "idle_in_transaction_session_timeout",
    ];
    let mut without = Vec::new();
    for name in names {
        let row = client
            .query_one("SELECT current_setting($1)", &[&name])
            .await?;
        if row.get::<_, String>(0) == "0" {
            without.push(name);
        }
    }
    let change = format!("{} without end: {ROLES}", without.join(", "));
    Ok(Finding::when(
        without.is_empty(),
        "database time limits",
        "set for the login role",
        change,
    ))
}

async fn time(client: &Client, clock: Clock) -> Result<Finding, tokio_postgres::Error> {
    let before = clock.instant();
    let theirs: DateTime<Utc> = client
        .query_one("SELECT clock_timestamp()", &[])
        .await?
        .get(0);
    let after = clock.instant();
    Ok(apart("clock", "the database's", before, theirs, after))
}

/// Compares a clock read between two readings of ours.
pub(super) fn apart(
    what: &str,
    whose: &str,
    before: DateTime<Utc>,
    theirs: DateTime<Utc>,
    after: DateTime<Utc>,
) -> Finding {
    let away = (before - theirs).max(theirs - after).max(TimeDelta::zero());
    let seconds = away.num_milliseconds() as f64 / 1000.0;
    Finding::when(
        away <= TimeDelta::seconds(2),
        what,
        format!("agrees with {whose}"),
        format!("{seconds:.1} s away from {whose}: have both machines keep time (NTP)"),
    )
}

async fn migrations(client: &Client) -> Finding {
    let what = "migrations";
    let applied = async {
        client
            .batch_execute("BEGIN READ ONLY; SET LOCAL ROLE viewer_system")
            .await?;
        let rows = client
            .query("SELECT version FROM __diesel_schema_migrations", &[])
            .await;
        client.batch_execute("ROLLBACK").await?;
        Ok::<Vec<String>, tokio_postgres::Error>(rows?.iter().map(|row| row.get(0)).collect())
    };
    match applied.await {
        Err(error) => Finding::bad(
            what,
            format!("not applied ({}): run `pillars migrate up`", words(&error)),
        ),
        Ok(applied) => {
            let pending: Vec<String> = store::migrate::versions()
                .into_iter()
                .filter(|version| !applied.contains(version))
                .collect();
            let seen = format!("{} applied", applied.len());
            let change = format!(
                "{} not applied: run `pillars migrate up`",
                pending.join(", ")
            );
            Finding::when(pending.is_empty(), what, seen, change)
        }
    }
}
