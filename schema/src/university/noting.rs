//! What operators note of a university, for themselves.

use async_graphql::{Context, ID, InputObject, Object};
use domain::access::Act;
use domain::id::{self, Kind};
use domain::input::Fields;
use serde_json::json;
use store::trail;
use store::universities::records::{self, Note};
use uuid::Uuid;

use super::changing::UniversityRecordPayload;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::scalar;

/// What is noted of a university.
#[derive(Debug, InputObject)]
pub struct NoteUniversityInput {
    /// The university.
    university_id: ID,
    /// What; 4000 characters at most.
    text: String,
}

/// A note to be removed by who wrote it.
#[derive(Debug, InputObject)]
pub struct RemoveUniversityNoteInput {
    /// The note.
    note_id: ID,
}

/// What operators note of universities.
#[derive(Debug, Default)]
pub struct NotingMutation;

/// What operators note of universities.
#[Object]
impl NotingMutation {
    /// Notes something of a university, for operators alone.
    async fn note_university(
        &self,
        ctx: &Context<'_>,
        input: NoteUniversityInput,
    ) -> Result<UniversityRecordPayload> {
        let scope = ctx.scope();
        scope.may(Act::NoteUniversity)?;
        let id = scalar::read(Kind::University, &input.university_id, "university")?;
        let record = records::find(&scope.tx, id, scope.moment.today).await?;
        let record = record.ok_or(Error::NotFound("university"))?;
        let mut fields = Fields::new();
        let text = fields.paragraph("text", &input.text, 1..=4_000);
        let note = Note {
            university_id: id,
            id: Uuid::now_v7(),
            text: fields.or(text)?,
            written_at: scope.moment.now,
            written_by: scope.person()?,
        };
        records::write_note(&scope.tx, &note).await?;
        noted(
            scope,
            &note,
            "university.noted",
            format!("Something was noted of {}.", record.name),
        )
        .await?;
        Ok(UniversityRecordPayload {
            record: record.into(),
        })
    }

    /// Removes a note that the viewer wrote; what it said stays in the trail (T4).
    async fn remove_university_note(
        &self,
        ctx: &Context<'_>,
        input: RemoveUniversityNoteInput,
    ) -> Result<UniversityRecordPayload> {
        let scope = ctx.scope();
        scope.may(Act::RemoveUniversityNote)?;
        let id = scalar::read(Kind::UniversityNote, &input.note_id, "note")?;
        let note = records::remove_note(&scope.tx, id, scope.person()?).await?;
        let note = note.ok_or(Error::NotFound("note"))?;
        let record = records::find(&scope.tx, note.university_id, scope.moment.today).await?;
        let record = record.ok_or(Error::NotFound("university"))?;
        noted(
            scope,
            &note,
            "university.note_removed",
            format!("A note of {} was removed.", record.name),
        )
        .await?;
        Ok(UniversityRecordPayload {
            record: record.into(),
        })
    }
}

/// Told in the scheme's chain: the university does not read what operators note of it.
async fn noted(scope: &Scope, note: &Note, act: &'static str, summary: String) -> Result<()> {
    let told = Told {
        university: trail::SCHEME,
        subject: Some(note.university_id),
        act,
        summary,
        after: Some(
            json!({ "note": id::encode(Kind::UniversityNote, note.id), "text": note.text }),
        ),
        ..Told::default()
    };
    scope.tell(told, &[]).await
}
