//! Servers over copies of one database: the same rows, the same ids, the same sessions.

use server::files;

use super::TestApp;
use crate::Person;
use crate::ground::ground;

/// A database to make such copies of, with the evidence that hangs on it; it stays until the process ends.
#[derive(Debug, Clone)]
pub struct Template {
    database: String,
    storage: files::Settings,
}

impl TestApp {
    /// What there is now, to copy. Nothing more can be asked of this server.
    pub async fn template(&self) -> Template {
        let database = ground().copy_of(&self.house.database).await;
        let storage = self.house.storage.clone();
        Template { database, storage }
    }

    /// A server over a copy.
    pub async fn copy_of(template: &Template) -> Self {
        let database = ground().copy_of(&template.database).await;
        Self::over(database, Some(template.storage.clone()), super::CONNECTIONS).await
    }

    /// A server that has so few connections to its database.
    pub async fn with_connections(connections: usize) -> Self {
        let database = ground().database().await;
        Self::over(database, None, connections).await
    }

    /// Somebody by the session that a cookie of this value opens; without one, a stranger.
    pub fn again(&self, name: &str, token: Option<&str>) -> Person {
        Person::new(self.house.clone(), name, token.map(str::to_owned))
    }
}
