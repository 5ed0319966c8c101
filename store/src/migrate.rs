//! The database's shape: migrations, and after them the whole of security.sql, by the role that owns the tables.

use chrono::NaiveDate;
use diesel::sql_types::Text;
use diesel::{QueryableByName, sql_query};
use diesel_async::{
    AsyncConnection, AsyncMigrationHarness, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::{Access, Db, Error, Result, Viewer};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../migrations");
const SECURITY: &str = include_str!("../../migrations/security.sql");

/// What a run did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Versions applied or taken back, in order.
    pub versions: Vec<String>,
}

/// Applies what is missing, then security.sql. Safe to repeat.
///
/// # Errors
/// [`Error::Unavailable`] when the database does not answer; [`Error::Internal`] when a migration fails.
pub async fn up(owner_url: &str) -> Result<Report> {
    let conn = connect(owner_url).await?;
    let mut harness = AsyncMigrationHarness::new(conn);
    let versions = harness
        .run_pending_migrations(MIGRATIONS)
        .map_err(Error::internal)?;
    let versions = versions.iter().map(ToString::to_string).collect();
    let mut conn = harness.into_inner();
    secure(&mut conn).await?;
    Ok(Report { versions })
}

/// Takes every migration back, newest first.
///
/// # Errors
/// As [`up`].
pub async fn down(owner_url: &str) -> Result<Report> {
    let conn = connect(owner_url).await?;
    let mut harness = AsyncMigrationHarness::new(conn);
    let versions = harness
        .revert_all_migrations(MIGRATIONS)
        .map_err(Error::internal)?;
    Ok(Report {
        versions: versions.iter().map(ToString::to_string).collect(),
    })
}

/// Every version there is, oldest first.
pub fn versions() -> Vec<String> {
    use diesel::migration::{Migration, MigrationSource};
    let all: Vec<Box<dyn Migration<diesel::pg::Pg>>> = MIGRATIONS
        .migrations()
        .expect("migrations are compiled in, so reading them cannot fail");
    let mut versions: Vec<String> = all
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect();
    versions.sort();
    versions
}

/// Versions that are not applied yet, as the application's own login can tell.
///
/// # Errors
/// [`Error::Unavailable`] when the database does not answer.
pub async fn missing(db: &Db, today: NaiveDate) -> Result<Vec<String>> {
    let applied = match applied(db, today).await {
        Ok(applied) => applied,
        Err(error @ Error::Unavailable(_)) => return Err(error),
        // Before the first migration there is neither the role to ask as nor the table to ask.
        Err(_) => Vec::new(),
    };
    let mut versions = versions();
    versions.retain(|version| !applied.contains(version));
    Ok(versions)
}

async fn applied(db: &Db, today: NaiveDate) -> Result<Vec<String>> {
    #[derive(QueryableByName)]
    struct Applied {
        #[diesel(sql_type = Text)]
        version: String,
    }
    let tx = db.begin(&Viewer::System, Access::Read, today).await?;
    let rows: Vec<Applied> = {
        let conn = tx.conn().await?;
        let mut conn: &AsyncPgConnection = &conn;
        sql_query("select version from __diesel_schema_migrations")
            .load(&mut conn)
            .await?
    };
    tx.finish(true).await?;
    Ok(rows.into_iter().map(|row| row.version).collect())
}

/// Versions that are not applied yet.
///
/// # Errors
/// As [`up`].
pub async fn pending(owner_url: &str) -> Result<Vec<String>> {
    let conn = connect(owner_url).await?;
    let mut harness = AsyncMigrationHarness::new(conn);
    let pending = harness
        .pending_migrations(MIGRATIONS)
        .map_err(Error::internal)?;
    Ok(pending
        .iter()
        .map(|migration| migration.name().version().to_string())
        .collect())
}

/// Policies and grants as security.sql says, all or none.
async fn secure(conn: &mut AsyncPgConnection) -> Result<()> {
    conn.batch_execute(&format!("begin;\n{SECURITY}\ncommit;"))
        .await?;
    Ok(())
}

async fn connect(url: &str) -> Result<AsyncPgConnection> {
    AsyncPgConnection::establish(url)
        .await
        .map_err(Error::unavailable)
}

/// The database's shape as text: columns, indexes, constraints, triggers, functions, policies, grants; for comparing.
///
/// # Errors
/// As [`up`].
pub async fn shape(owner_url: &str) -> Result<String> {
    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = Text)]
        line: String,
    }
    let mut conn = connect(owner_url).await?;
    let lines: Vec<Line> = sql_query(include_str!("shape.sql")).load(&mut conn).await?;
    Ok(lines
        .into_iter()
        .map(|line| line.line)
        .collect::<Vec<_>>()
        .join("\n"))
}

/// store/src/tables.rs as the database would have it.
///
/// # Errors
/// As [`up`].
pub async fn tables(owner_url: &str) -> Result<String> {
    #[derive(QueryableByName)]
    struct Generated {
        #[diesel(sql_type = Text)]
        text: String,
    }
    let mut conn = connect(owner_url).await?;
    let sql = format!(
        "select text from ({}) as generated (text)",
        include_str!("tables.sql").trim_end().trim_end_matches(';')
    );
    let text: Generated = sql_query(sql).get_result(&mut conn).await?;
    Ok(text.text)
}
