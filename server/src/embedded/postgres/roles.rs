//! The two roles and the database, as an administrator of a real PostgreSQL would make them.

use super::{DATABASE, OWNER, Passwords, Tuning};
use tokio_postgres::{Client, Error, NoTls};

/// The same statements as an administrator runs by hand.
const ROLES: &str = include_str!("../../../../infra/postgres/roles.sql");

/// Connects, with the connection's own work done in the background.
pub(super) async fn connect(url: &str) -> Result<Client, Error> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// Makes the database and its roles where they are not yet, and brings passwords and rights up to date.
pub(super) async fn ensure(
    server_url: &str,
    database_url: &str,
    passwords: &Passwords,
    tuning: Tuning,
) -> Result<(), Error> {
    let server = connect(server_url).await?;
    let known = server
        .query_opt("SELECT FROM pg_database WHERE datname = $1", &[&DATABASE])
        .await?;
    if known.is_none() {
        let create = format!("CREATE DATABASE {DATABASE} TEMPLATE template0");
        server.batch_execute(&create).await?;
    }
    let database = connect(database_url).await?;
    // The passwords are hexadecimal digits of our own making, so quoting them is safe.
    let Passwords { owner, app, .. } = passwords;
    database
        .batch_execute(&format!(
            "SET pillars.owner_password = '{owner}'; SET pillars.app_password = '{app}'"
        ))
        .await?;
    database.batch_execute(ROLES).await?;
    let rights = match tuning {
        Tuning::Durable => "REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC".to_owned(),
        // Tests copy databases, and drop them while others are connected.
        Tuning::Test => format!("ALTER ROLE {OWNER} CREATEDB; GRANT pg_signal_backend TO {OWNER}"),
    };
    server.batch_execute(&rights).await?;
    Ok(())
}
