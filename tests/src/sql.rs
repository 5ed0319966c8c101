//! Plain SQL, for what tests look at and set up behind the API's back.

use tokio_postgres::{Client, NoTls, SimpleQueryMessage};

/// One connection.
#[derive(Debug)]
pub struct Sql(Client);

impl Sql {
    /// Connects.
    ///
    /// # Panics
    /// When nobody answers.
    pub async fn connect(url: &str) -> Self {
        let (client, connection) = tokio_postgres::connect(url, NoTls)
            .await
            .expect("the database answers");
        tokio::spawn(connection);
        Self(client)
    }

    /// Runs statements.
    ///
    /// # Panics
    /// When the database refuses one.
    pub async fn run(&self, sql: &str) {
        if let Err(error) = self.0.batch_execute(sql).await {
            panic!("{sql}: {}", said(&error));
        }
    }

    /// Runs statements and gives what the database said, or the rows of the last and how many rows it changed.
    ///
    /// # Errors
    /// The SQLSTATE and the message.
    pub async fn attempt(&self, sql: &str) -> Result<(Vec<Vec<Option<String>>>, u64), String> {
        let messages = self.0.simple_query(sql).await.map_err(|e| said(&e))?;
        let mut rows = Vec::new();
        let mut changed = 0;
        for message in messages {
            match message {
                SimpleQueryMessage::Row(row) => {
                    rows.push(
                        (0..row.len())
                            .map(|i| row.get(i).map(str::to_owned))
                            .collect(),
                    );
                }
                SimpleQueryMessage::CommandComplete(count) => changed = count,
                _ => {}
            }
        }
        Ok((rows, changed))
    }

    /// Rows as text.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn rows(&self, sql: &str) -> Vec<Vec<Option<String>>> {
        match self.attempt(sql).await {
            Ok((rows, _)) => rows,
            Err(error) => panic!("{sql}: {error}"),
        }
    }

    /// The first column as text; null is empty.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn column(&self, sql: &str) -> Vec<String> {
        let rows = self.rows(sql).await;
        rows.into_iter()
            .map(|row| row.into_iter().next().flatten().unwrap_or_default())
            .collect()
    }

    /// The first column of the first row.
    ///
    /// # Panics
    /// When there is none.
    pub async fn one(&self, sql: &str) -> String {
        match self.column(sql).await.into_iter().next() {
            Some(value) => value,
            None => panic!("{sql}: no row"),
        }
    }

    /// Every table of ours, by name.
    pub async fn tables(&self) -> Vec<String> {
        self.column(
            "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') \
             and relname <> '__diesel_schema_migrations' order by relname",
        )
        .await
    }

    /// How many rows each table has; those of sessions and jobs of the day left out, which come and go by themselves.
    pub async fn counts(&self) -> Vec<(String, String)> {
        let mut counts = Vec::new();
        for table in self.tables().await {
            if table == "session" {
                continue;
            }
            let count = self.one(&format!("select count(*) from {table}")).await;
            counts.push((table, count));
        }
        counts
    }
}

/// The SQLSTATE and the message of a refusal.
fn said(error: &tokio_postgres::Error) -> String {
    match error.as_db_error() {
        Some(db) => format!("{} {}", db.code().code(), db.message()),
        None => error.to_string(),
    }
}
