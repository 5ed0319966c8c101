//! The language that an application is written in, said by its university (W2).

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::lifecycle::{self, ApplicationLanguage as Language};
use serde_json::json;
use store::applications::{self as rows, Change};

use super::ApplicationLanguage;
use super::drafting::{ApplicationPayload, expect_version, hold};
use crate::context::{Ask, Told};
use crate::error::Result;

/// The language of a draft.
#[derive(Debug, InputObject)]
pub struct SetApplicationLanguageInput {
    /// The draft.
    application_id: ID,
    /// The language that it is written in.
    language: ApplicationLanguage,
    /// Its version last seen.
    version: i32,
}

/// The language that an application is written in.
#[derive(Debug, Default)]
pub struct LanguageMutation;

/// The language that an application is written in.
#[Object]
impl LanguageMutation {
    /// Says in which language a draft is written: it is judged by somebody who reads it (W2). Refused by L1 once it is submitted.
    async fn set_application_language(
        &self,
        ctx: &Context<'_>,
        input: SetApplicationLanguageInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::SetApplicationLanguage)?;
        let row = hold(scope, &input.application_id).await?;
        expect_version(&row, input.version)?;
        lifecycle::says_its_language(row.state.parse()?)?;
        let before: Language = row.language.parse()?;
        let after = Language::from(input.language);
        if before == after {
            return Ok(ApplicationPayload {
                application: row.into(),
            });
        }
        let change = Change {
            language: Some(after.as_str()),
            updated_at: Some(scope.moment.now),
            ..Change::default()
        };
        let row = rows::change(&scope.tx, row.id, &change).await?;
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "application.language_set",
            summary: format!("{} is written in {}.", row.reference, after.in_words()),
            before: Some(json!({ "language": before })),
            after: Some(json!({ "language": after })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }
}
