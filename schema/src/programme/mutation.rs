//! Adding and changing programmes.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::id::{self, Kind};
use domain::programme::{ProgrammeInput, ValidProgramme};
use serde_json::json;
use store::programmes::{self, Description};
use uuid::Uuid;

use super::{Direction, Programme};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::framework;
use crate::scalar::{self, Date};

/// A programme to be added (P1).
#[derive(Debug, InputObject)]
pub struct AddProgrammeInput {
    /// What it is called; 200 characters at most.
    name: String,
    /// Its one purpose; 2000 characters at most.
    purpose: String,
    /// Who mentors whom; at least one.
    directions: Vec<Direction>,
    /// How many mentors it has.
    mentors: i32,
    /// The day it started, or will.
    started_on: Date,
    /// Who runs it.
    coordinator: Option<String>,
    /// The delivery framework it runs to (P4).
    framework_id: Option<ID>,
}

/// A programme as it shall be (P1).
#[derive(Debug, InputObject)]
pub struct UpdateProgrammeInput {
    /// The programme.
    programme_id: ID,
    /// Its version last seen.
    version: i32,
    /// What it is called; 200 characters at most.
    name: String,
    /// Its one purpose; 2000 characters at most.
    purpose: String,
    /// Who mentors whom; at least one.
    directions: Vec<Direction>,
    /// How many mentors it has.
    mentors: i32,
    /// The day it started, or will.
    started_on: Date,
    /// Who runs it.
    coordinator: Option<String>,
    /// The delivery framework it runs to; left out where it runs to none (P4).
    framework_id: Option<ID>,
    /// The first day it runs no longer; left out where it goes on.
    ended_on: Option<Date>,
}

/// The programme as it stands now.
#[derive(SimpleObject)]
pub struct ProgrammePayload {
    /// The programme as it stands now.
    programme: Programme,
}

fn description(valid: &ValidProgramme, framework_id: Option<Uuid>) -> Description<'_> {
    Description {
        name: &valid.name,
        purpose: &valid.purpose,
        directions: valid
            .directions
            .iter()
            .map(|direction| direction.as_str())
            .collect(),
        mentors: valid.mentors,
        started_on: valid.started_on,
        coordinator: valid.coordinator.as_deref(),
        framework_id,
        ended_on: valid.ended_on,
    }
}

/// The framework that a programme of a university runs to, if that is said.
async fn framework(scope: &Scope, university: Uuid, id: Option<ID>) -> Result<Option<Uuid>> {
    match id {
        Some(id) => Ok(Some(framework::held(scope, university, &id).await?.id)),
        None => Ok(None),
    }
}

fn as_json(valid: &ValidProgramme, framework_id: Option<Uuid>) -> serde_json::Value {
    json!({
        "name": valid.name, "purpose": valid.purpose, "directions": valid.directions,
        "mentors": valid.mentors, "startedOn": valid.started_on, "coordinator": valid.coordinator,
        "frameworkId": framework_id.map(|id| id::encode(Kind::Framework, id)), "endedOn": valid.ended_on,
    })
}

/// Adding and changing programmes.
#[derive(Debug, Default)]
pub struct ProgrammeMutation;

/// Adding and changing programmes.
#[Object]
impl ProgrammeMutation {
    /// Adds a programme to the viewer's university (P1).
    async fn add_programme(
        &self,
        ctx: &Context<'_>,
        input: AddProgrammeInput,
    ) -> Result<ProgrammePayload> {
        let scope = ctx.scope();
        scope.may(Act::AddProgramme)?;
        let university = scope
            .viewer
            .university()
            .ok_or(Error::NotFound("university"))?;
        let valid = ProgrammeInput {
            name: input.name,
            purpose: input.purpose,
            directions: input.directions.into_iter().map(Into::into).collect(),
            mentors: input.mentors.into(),
            started_on: input.started_on.0,
            coordinator: input.coordinator,
            ended_on: None,
        }
        .validate()?;
        let framework_id = framework(scope, university, input.framework_id).await?;
        let row = programmes::insert(
            &scope.tx,
            university,
            &description(&valid, framework_id),
            scope.moment.now,
        )
        .await?;
        let told = Told {
            university,
            subject: Some(row.id),
            act: "programme.added",
            summary: format!("{} added.", row.name),
            after: Some(as_json(&valid, framework_id)),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ProgrammePayload {
            programme: row.into(),
        })
    }

    /// Changes a programme (P1). Applications that are sent keep what they said.
    async fn update_programme(
        &self,
        ctx: &Context<'_>,
        input: UpdateProgrammeInput,
    ) -> Result<ProgrammePayload> {
        let scope = ctx.scope();
        scope.may(Act::UpdateProgramme)?;
        let id = scalar::read(Kind::Programme, &input.programme_id, "programme")?;
        let row = programmes::lock(&scope.tx, id)
            .await?
            .ok_or(Error::NotFound("programme"))?;
        let before = json!({
            "name": row.name, "purpose": row.purpose, "directions": row.directions,
            "mentors": row.mentors, "startedOn": row.started_on, "coordinator": row.coordinator,
            "frameworkId": row.framework_id.map(|id| id::encode(Kind::Framework, id)), "endedOn": row.ended_on,
        });
        if row.version != input.version {
            let mut current = before;
            current["version"] = json!(row.version);
            return Err(Error::Conflict {
                message: "Somebody else has changed this programme since you loaded it. Compare, then save yours again or keep theirs.".to_owned(),
                current,
            });
        }
        let valid = ProgrammeInput {
            name: input.name,
            purpose: input.purpose,
            directions: input.directions.into_iter().map(Into::into).collect(),
            mentors: input.mentors.into(),
            started_on: input.started_on.0,
            coordinator: input.coordinator,
            ended_on: input.ended_on.map(|day| day.0),
        }
        .validate()?;
        let framework_id = framework(scope, row.university_id, input.framework_id).await?;
        let row = programmes::update(&scope.tx, id, &description(&valid, framework_id)).await?;
        let told = Told {
            university: row.university_id,
            subject: Some(row.id),
            act: "programme.changed",
            summary: format!("{} changed.", row.name),
            before: Some(before),
            after: Some(as_json(&valid, framework_id)),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ProgrammePayload {
            programme: row.into(),
        })
    }
}
