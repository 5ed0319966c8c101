//! Taking away everything held of a person.

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::id::{self, Kind};
use domain::report::Report;
use serde_json::json;
use store::exports::NewExport;
use store::trail;
use uuid::Uuid;

use super::known;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::PersonKey;
use crate::report::{MakeExportPayload, begin};

/// A person whose everything is to be taken away.
#[derive(Debug, InputObject)]
pub struct ExportPersonInput {
    /// Who.
    person_id: ID,
}

/// Taking away everything held of a person.
#[derive(Debug, Default)]
pub struct PackingMutation;

/// Taking away everything held of a person.
#[Object]
impl PackingMutation {
    /// Has everything held of a person written to an archive: JSON, and a page to read it by. Kept for a week; told in the scheme's trail (T4, T6).
    async fn export_person(
        &self,
        ctx: &Context<'_>,
        input: ExportPersonInput,
    ) -> Result<MakeExportPayload> {
        let scope = ctx.scope();
        scope.may(Act::ExportPerson)?;
        let person = known(scope, &input.person_id).await?;
        if person.erased_at.is_some() {
            let message = "They were erased: nothing is held that says who they are.";
            return Err(Error::refused("T6", message));
        }
        pack(scope, person.id, &person.name).await
    }

    /// Has everything held of the asker written to an archive: JSON, and a page to read it by. Kept for a week, for them alone; told in the scheme's trail (T4, T6).
    async fn export_own_data(&self, ctx: &Context<'_>) -> Result<MakeExportPayload> {
        let scope = ctx.scope();
        scope.may(Act::ExportOwnData)?;
        let key = PersonKey(scope.person()?);
        let person = scope.loaders.load_one(key).await?;
        let person = person.ok_or(Error::NotFound("person"))?;
        pack(scope, person.id, &person.name).await
    }
}

async fn pack(scope: &Scope, person: Uuid, name: &str) -> Result<MakeExportPayload> {
    let asked = json!({ "personId": id::encode(Kind::Person, person) });
    let narrowed = [format!("Person: {name}")];
    let by = (scope.person()?, scope.moment.now);
    let new = NewExport {
        of_person: Some(person),
        ..NewExport::of_all(Report::Person.as_str(), &asked, &narrowed, by)
    };
    let export = begin(scope, &new, "everything held of a person", trail::SCHEME).await?;
    let told = Told {
        university: trail::SCHEME,
        subject: Some(person),
        act: "person.exported",
        summary: "Everything held of a person was asked for.".to_owned(),
        after: Some(json!({ "own": by.0 == person })),
        ..Told::default()
    };
    scope.tell(told, &[]).await?;
    Ok(MakeExportPayload { export })
}
