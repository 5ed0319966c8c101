//! People.

use async_graphql::{ID, Object};
use domain::id::Kind;
use store::casefile;
use uuid::Uuid;

use crate::scalar;

/// Somebody with an account.
#[derive(Debug, Clone)]
pub struct Person {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) email: Option<String>,
}

impl From<&casefile::Person> for Person {
    fn from(person: &casefile::Person) -> Self {
        Self {
            id: person.id,
            name: person.name.clone(),
            email: person.email.clone(),
        }
    }
}

impl From<store::people::Person> for Person {
    fn from(person: store::people::Person) -> Self {
        Self {
            id: person.id,
            name: person.name,
            email: person.email,
        }
    }
}

/// Somebody with an account.
#[Object]
impl Person {
    /// Stable id.
    pub(crate) async fn id(&self) -> ID {
        scalar::show(Kind::Person, self.id)
    }
    /// As they are called.
    async fn name(&self) -> &str {
        &self.name
    }
    /// E-mail address, where their identity provider gives one. Never what identifies them (T5).
    async fn email(&self) -> Option<&str> {
        self.email.as_deref()
    }
}
