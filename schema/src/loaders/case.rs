//! The parts of an application's file, each read once.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::dataloader::DataLoader;
use store::Tx;
use store::casefile::{self, Filed, Part};
use store::holds::Hold;
use uuid::Uuid;

use super::{Loaders, PartKey};
use crate::error::{Error, Result};

/// The parts of one application, each loaded when asked for and shared by all who ask.
pub(crate) struct Case<'a> {
    pub loaders: &'a DataLoader<Loaders>,
    pub application: Uuid,
}

/// Parts of one application, read together: the facts that a mutation's rule stands on.
#[derive(Default)]
pub(crate) struct Facts(HashMap<Part, Filed>);

impl Facts {
    /// Reads the parts of several applications in one statement.
    pub async fn read_many(
        tx: &Tx,
        applications: &[Uuid],
        parts: &[Part],
    ) -> Result<HashMap<Uuid, Self>> {
        let mut found: HashMap<Uuid, Self> = HashMap::with_capacity(applications.len());
        for ((id, part), value) in casefile::load(tx, applications, parts).await? {
            let facts = found.entry(id).or_insert_with(|| Self(HashMap::new()));
            facts.0.insert(part, value);
        }
        Ok(found)
    }

    /// Reads the parts in one statement.
    pub async fn read(tx: &Tx, application: Uuid, parts: &[Part]) -> Result<Self> {
        let filed = casefile::load(tx, &[application], parts).await?;
        Ok(Self(
            filed
                .into_iter()
                .map(|((_, part), value)| (part, value))
                .collect(),
        ))
    }
}

/// One reader per part: the match can only fail if the store answered another part than it was asked for.
macro_rules! parts {
    ($($name:ident: $part:ident -> $type:ty;)+) => {
        impl Case<'_> {
            $(pub async fn $name(&self) -> Result<Arc<$type>> {
                match self.part(Part::$part).await? {
                    Filed::$part(value) => Ok(value),
                    other => Err(Error::internal(format!("asked for {:?}, got {other:?}", Part::$part))),
                }
            })+
        }
    };
}

parts! {
    university: University -> Option<casefile::University>;
    programmes: Programmes -> Vec<casefile::Programme>;
    active: Active -> Vec<casefile::Active>;
    order: Order -> Option<casefile::Order>;
    assessor: Assessor -> Option<casefile::Person>;
    marks: Marks -> casefile::Marks;
    criteria: Criteria -> casefile::Criteria;
    evidence: Evidence -> Vec<casefile::Evidence>;
    requests: Requests -> Vec<casefile::Request>;
    decision: Decision -> Option<casefile::Decision>;
    award: Award -> Option<casefile::Award>;
    moderation: Moderation -> casefile::Moderation;
    holds: Holds -> Vec<Hold>;
    sample: Sample -> Vec<casefile::Sampled>;
    unread: Unread -> bool;
    lists: Lists -> Vec<Uuid>;
}

/// One reader for each part that some mutation's rule or some report stands on.
macro_rules! facts {
    ($($name:ident: $part:ident -> $type:ty;)+) => {
        impl Facts {
            $(pub fn $name(&self) -> Result<Arc<$type>> {
                match self.0.get(&Part::$part) {
                    Some(Filed::$part(value)) => Ok(value.clone()),
                    other => Err(Error::internal(format!("{:?} was not asked for: {other:?}", Part::$part))),
                }
            })+
        }
    };
}

facts! {
    university: University -> Option<casefile::University>;
    programmes: Programmes -> Vec<casefile::Programme>;
    active: Active -> Vec<casefile::Active>;
    order: Order -> Option<casefile::Order>;
    assessor: Assessor -> Option<casefile::Person>;
    marks: Marks -> casefile::Marks;
    criteria: Criteria -> casefile::Criteria;
    evidence: Evidence -> Vec<casefile::Evidence>;
    requests: Requests -> Vec<casefile::Request>;
    decision: Decision -> Option<casefile::Decision>;
    award: Award -> Option<casefile::Award>;
    moderation: Moderation -> casefile::Moderation;
    holds: Holds -> Vec<Hold>;
    sample: Sample -> Vec<casefile::Sampled>;
    lists: Lists -> Vec<Uuid>;
}

impl Case<'_> {
    async fn part(&self, part: Part) -> Result<Filed> {
        self.loaders
            .load_one(PartKey(self.application, part))
            .await?
            .ok_or(Error::NotFound("application"))
    }
}
