//! One loader for one request: askers at the same level of a query share a statement.

mod case;
mod money;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use async_graphql::dataloader::Loader;
use chrono::NaiveDate;
use store::Tx;
use store::applications::Application;
use store::casefile::{self, Filed, Part};
use store::editions::{Published, Shelf};
use store::frameworks::{Departure, Framework};
use store::people::Person;
use store::programmes::{Programme, Standing};
use store::universities::University;
use store::universities::records::{self, Belonging, Note};
use uuid::Uuid;

use crate::context::by_key;
use crate::error::{Error, Result};

pub(crate) use case::{Case, Facts};
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

/// A delivery framework by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct FrameworkKey(pub Uuid);

impl Loader<FrameworkKey> for Loaders {
    type Value = Framework;
    type Error = Error;

    async fn load(&self, keys: &[FrameworkKey]) -> Result<HashMap<FrameworkKey, Framework>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let rows = store::frameworks::by_ids(&self.tx, &ids).await?;
        Ok(by_key(rows, |row| FrameworkKey(row.id)))
    }
}

/// The programmes that run to a framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct FrameworkProgrammesKey(pub Uuid);

impl Loader<FrameworkProgrammesKey> for Loaders {
    type Value = Arc<Vec<Programme>>;
    type Error = Error;

    async fn load(
        &self,
        keys: &[FrameworkProgrammesKey],
    ) -> Result<HashMap<FrameworkProgrammesKey, Arc<Vec<Programme>>>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = store::frameworks::programmes(&self.tx, &ids).await?;
        let found = found.into_iter();
        Ok(found
            .map(|(id, programmes)| (FrameworkProgrammesKey(id), Arc::new(programmes)))
            .collect())
    }
}

/// The people of a university, with whether they can sign in; as an operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct PeopleOfKey(pub Uuid);

impl Loader<PeopleOfKey> for Loaders {
    type Value = Arc<Vec<Belonging>>;
    type Error = Error;

    async fn load(
        &self,
        keys: &[PeopleOfKey],
    ) -> Result<HashMap<PeopleOfKey, Arc<Vec<Belonging>>>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = records::people(&self.tx, &ids).await?.into_iter();
        Ok(found
            .map(|(id, people)| (PeopleOfKey(id), Arc::new(people)))
            .collect())
    }
}

/// What operators noted of a university.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct NotesKey(pub Uuid);

impl Loader<NotesKey> for Loaders {
    type Value = Arc<Vec<Note>>;
    type Error = Error;

    async fn load(&self, keys: &[NotesKey]) -> Result<HashMap<NotesKey, Arc<Vec<Note>>>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = records::notes(&self.tx, &ids).await?.into_iter();
        Ok(found
            .map(|(id, notes)| (NotesKey(id), Arc::new(notes)))
            .collect())
    }
}

/// What has departed from an award.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct DeparturesKey(pub Uuid);

impl Loader<DeparturesKey> for Loaders {
    type Value = Vec<Departure>;
    type Error = Error;

    async fn load(&self, keys: &[DeparturesKey]) -> Result<HashMap<DeparturesKey, Vec<Departure>>> {
        let ids: Vec<Uuid> = keys.iter().map(|key| key.0).collect();
        let found = store::frameworks::departures(&self.tx, &ids, self.today).await?;
        let found = found.into_iter();
        Ok(found.map(|(id, left)| (DeparturesKey(id), left)).collect())
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
