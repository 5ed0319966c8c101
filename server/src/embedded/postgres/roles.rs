//! The two roles and the database, as an administrator of a real PostgreSQL would make them.

use super::{APP, DATABASE, OWNER, Passwords, Tuning};
use tokio_postgres::{Client, Error, NoTls};

/// Connects, with the connection's own work done in the background.
pub(super) async fn connect(url: &str) -> Result<Client, Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// Makes the roles and the database where they are not yet, and brings passwords and rights up to date.
///
/// The owner is no superuser: it owns the database and may make the viewers' roles. The application's
/// role owns nothing, inherits nothing and is bound by row-level security (T1).
pub(super) async fn ensure(
    server_url: &str,
    database_url: &str,
    passwords: &Passwords,
    tuning: Tuning,
) -> Result<(), Error> {
    let server = connect(server_url).await?;
    let owner_may = match tuning {
        Tuning::Durable => "NOCREATEDB",
        Tuning::Test => "CREATEDB",
    };
    // Passwords are hexadecimal digits of our own making, so quoting them is safe.
    for (role, rights, password) in [
        (
            OWNER,
            format!("CREATEROLE INHERIT {owner_may}"),
            &passwords.owner,
        ),
        (
            APP,
            "NOCREATEROLE NOINHERIT NOCREATEDB".to_owned(),
            &passwords.app,
        ),
    ] {
        let known = server
            .query_opt("SELECT FROM pg_roles WHERE rolname = $1", &[&role])
            .await?;
        let verb = if known.is_some() { "ALTER" } else { "CREATE" };
        server
            .batch_execute(&format!(
                "{verb} ROLE {role} LOGIN NOSUPERUSER NOBYPASSRLS NOREPLICATION {rights} PASSWORD '{password}'"
            ))
            .await?;
    }
    if tuning == Tuning::Test {
        server
            .batch_execute(&format!("GRANT pg_signal_backend TO {OWNER}"))
            .await?;
    }
    let known = server
        .query_opt("SELECT FROM pg_database WHERE datname = $1", &[&DATABASE])
        .await?;
    if known.is_none() {
        server
            .batch_execute(&format!(
                "CREATE DATABASE {DATABASE} OWNER {OWNER} TEMPLATE template0"
            ))
            .await?;
    }
    server
        .batch_execute(&format!(
            "REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;
             GRANT CONNECT ON DATABASE {DATABASE} TO {APP};
             ALTER DATABASE {DATABASE} SET timezone TO 'UTC';
             REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC;"
        ))
        .await?;
    let database = connect(database_url).await?;
    database
        .batch_execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        .await
}
