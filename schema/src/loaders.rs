//! One loader for one request: askers at the same level of a query share a statement.

mod money;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use async_graphql::dataloader::{DataLoader, Loader};
use chrono::NaiveDate;
use store::Tx;
use store::applications::Application;
use store::casefile::{self, Filed, Part};
use store::editions::{Published, Shelf};
use store::holds::Hold;
use store::people::Person;
use store::programmes::{Programme, Standing};
use store::universities::University;
use uuid::Uuid;

use crate::context::by_key;
use crate::error::{Error, Result};

pub(crate) use money::{CreditNotesKey, InvoiceKey, PaymentsKey, QuoteKey, QuoteOrdersKey};

/// Reads by keys, in the request's own transaction.
pub(crate) struct Loaders {
    pub tx: Arc<Tx>,
    pub shelf: Shelf,
    pub today: NaiveDate,
}

/// The edition that a university applies by today (S1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct EditionOfKey(pub Uuid);

impl Loader<EditionOfKey> for Loaders {
    type Value = Published;
    type Error = Error;

    async fn load(&self, keys: &[EditionOfKey]) -> Result<HashMap<EditionOfKey, Published>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = self
            .shelf
            .of_universities(&self.tx, &ids, self.today)
            .await?;
        Ok(found
            .into_iter()
            .map(|(id, published)| (EditionOfKey(id), published))
            .collect())
    }
}

/// A part of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PartKey(pub Uuid, pub Part);

impl Loader<PartKey> for Loaders {
    type Value = Filed;
    type Error = Error;

    async fn load(&self, keys: &[PartKey]) -> Result<HashMap<PartKey, Filed>> {
        let ids: Vec<Uuid> = keys
            .iter()
            .map(|key| key.0)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let parts: Vec<Part> = keys
            .iter()
            .map(|key| key.1)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let filed = casefile::load(&self.tx, &ids, &parts).await?;
        Ok(filed
            .into_iter()
            .map(|((id, part), value)| (PartKey(id, part), value))
            .collect())
    }
}

/// An application by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ApplicationKey(pub Uuid);

impl Loader<ApplicationKey> for Loaders {
    type Value = Application;
    type Error = Error;

    async fn load(&self, keys: &[ApplicationKey]) -> Result<HashMap<ApplicationKey, Application>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let rows = store::applications::by_ids(&self.tx, &ids).await?;
        Ok(by_key(rows, |row| ApplicationKey(row.id)))
    }
}

/// A programme by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct ProgrammeKey(pub Uuid);

impl Loader<ProgrammeKey> for Loaders {
    type Value = Programme;
    type Error = Error;

    async fn load(&self, keys: &[ProgrammeKey]) -> Result<HashMap<ProgrammeKey, Programme>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let rows = store::programmes::by_ids(&self.tx, &ids).await?;
        Ok(by_key(rows, |row| ProgrammeKey(row.id)))
    }
}

/// The programmes that an award names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct AwardProgrammesKey(pub Uuid);

impl Loader<AwardProgrammesKey> for Loaders {
    type Value = Arc<Vec<Programme>>;
    type Error = Error;

    async fn load(
        &self,
        keys: &[AwardProgrammesKey],
    ) -> Result<HashMap<AwardProgrammesKey, Arc<Vec<Programme>>>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = store::awards::programmes(&self.tx, &ids).await?;
        Ok(found
            .into_iter()
            .map(|(id, programmes)| (AwardProgrammesKey(id), Arc::new(programmes)))
            .collect())
    }
}

/// Where a programme stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct StandingKey(pub Uuid);

impl Loader<StandingKey> for Loaders {
    type Value = Arc<Standing>;
    type Error = Error;

    async fn load(&self, keys: &[StandingKey]) -> Result<HashMap<StandingKey, Arc<Standing>>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let standings = store::programmes::standings(&self.tx, &ids).await?;
        Ok(standings
            .into_iter()
            .map(|(id, standing)| (StandingKey(id), Arc::new(standing)))
            .collect())
    }
}

/// How many applications of a bulk act stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct BulkCountsKey(pub Uuid);

impl Loader<BulkCountsKey> for Loaders {
    type Value = HashMap<String, i64>;
    type Error = Error;

    async fn load(
        &self,
        keys: &[BulkCountsKey],
    ) -> Result<HashMap<BulkCountsKey, HashMap<String, i64>>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let counts = store::bulk::counts(&self.tx, &ids).await?;
        let counts = counts.into_iter();
        Ok(counts.map(|(id, of)| (BulkCountsKey(id), of)).collect())
    }
}

/// The last run of a saved report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct LastRunKey(pub Uuid);

impl Loader<LastRunKey> for Loaders {
    type Value = store::exports::Export;
    type Error = Error;

    async fn load(&self, keys: &[LastRunKey]) -> Result<HashMap<LastRunKey, Self::Value>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let runs = store::saved_reports::last_runs(&self.tx, &ids).await?;
        Ok(runs
            .into_iter()
            .map(|(id, run)| (LastRunKey(id), run))
            .collect())
    }
}

/// A university by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct UniversityKey(pub Uuid);

impl Loader<UniversityKey> for Loaders {
    type Value = University;
    type Error = Error;

    async fn load(&self, keys: &[UniversityKey]) -> Result<HashMap<UniversityKey, University>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let rows = store::universities::by_ids(&self.tx, &ids).await?;
        Ok(by_key(rows, |row| UniversityKey(row.id)))
    }
}

/// A person by their id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PersonKey(pub Uuid);

impl Loader<PersonKey> for Loaders {
    type Value = Person;
    type Error = Error;

    async fn load(&self, keys: &[PersonKey]) -> Result<HashMap<PersonKey, Person>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let rows = store::people::by_ids(&self.tx, &ids).await?;
        Ok(by_key(rows, |row| PersonKey(row.id)))
    }
}

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
