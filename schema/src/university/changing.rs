//! What operators do with a university: add it, keep its record, close and open it again.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::id::Kind;
use domain::input::Fields;
use domain::lifecycle::{self, UniversityAct};
use domain::university::{UniversityInput, ValidUniversity};
use serde_json::{Value, json};
use store::universities::records::{self, Change, Record};
use store::universities::{self as rows, NewUniversity};
use uuid::Uuid;

use super::record::{UniversityRecord, facts};
use crate::SCHEME;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::overview::Nation;
use crate::scalar;

/// A university to be added.
#[derive(Debug, InputObject)]
pub struct AddUniversityInput {
    /// What it is called; 200 characters at most.
    name: String,
    /// What the references of its applications begin with, two to five capital letters; the name's initials where it is left out.
    code: Option<String>,
    /// Its name in addresses, small letters, digits and hyphens; made of the name where it is left out.
    slug: Option<String>,
    /// What others call it; 100 characters at most.
    external_reference: Option<String>,
    /// Where it is.
    nation: Option<Nation>,
    /// Whether its invoices need a purchase-order number (M6).
    #[graphql(default)]
    purchase_order_needed: bool,
}

/// A university's record as it shall be.
#[derive(Debug, InputObject)]
pub struct UpdateUniversityInput {
    /// The university.
    university_id: ID,
    /// Its version last seen.
    version: i32,
    /// What it is called; 200 characters at most.
    name: String,
    /// What others call it; 100 characters at most.
    external_reference: Option<String>,
    /// Where it is.
    nation: Option<Nation>,
    /// Whether its invoices need a purchase-order number (M6).
    purchase_order_needed: bool,
}

/// A university to be closed.
#[derive(Debug, InputObject)]
pub struct CloseUniversityInput {
    /// The university.
    university_id: ID,
    /// Its version last seen.
    version: i32,
    /// Why; 2000 characters at most.
    reason: String,
}

/// A university to be opened again.
#[derive(Debug, InputObject)]
pub struct ReopenUniversityInput {
    /// The university.
    university_id: ID,
    /// Its version last seen.
    version: i32,
}

/// The university as it stands now.
#[derive(SimpleObject)]
pub struct UniversityRecordPayload {
    /// The university as it stands now.
    pub(crate) record: UniversityRecord,
}

/// A university whose texts are in order.
pub(crate) struct Said {
    texts: ValidUniversity,
    nation: Option<&'static str>,
    purchase_order_needed: bool,
}

impl AddUniversityInput {
    /// The university, if its texts are in order.
    pub(crate) fn read(self) -> Result<Said> {
        let texts = UniversityInput {
            name: self.name,
            code: self.code.unwrap_or_default(),
            slug: self.slug.unwrap_or_default(),
            external_reference: self.external_reference.unwrap_or_default(),
        };
        Ok(Said {
            texts: texts.validate()?,
            nation: code(self.nation),
            purchase_order_needed: self.purchase_order_needed,
        })
    }
}

impl Said {
    /// As it is written down.
    pub(crate) fn written(&self, id: Uuid) -> NewUniversity<'_> {
        NewUniversity {
            id,
            name: &self.texts.name,
            slug: &self.texts.slug,
            short_code: &self.texts.code,
            scheme: SCHEME,
            nation: self.nation,
            external_reference: self.texts.external_reference.as_deref(),
            purchase_order_needed: self.purchase_order_needed,
        }
    }
}

/// What another university has already is the field's fault.
pub(crate) fn taken(error: store::Error) -> Error {
    let said = |field, message| Error::input(field, message);
    match error {
        store::Error::Conflict(key) if key == "university_slug_key" => said(
            "slug",
            "Another university has this address: give this one another.",
        ),
        store::Error::Conflict(key) if key == "university_external_reference" => said(
            "externalReference",
            "Another university is called so by others: search for it before you add this one.",
        ),
        error => error.into(),
    }
}

/// The university, held until the request ends, as it was last seen.
async fn held(scope: &Scope, id: &ID, version: i32) -> Result<Record> {
    let id = scalar::read(Kind::University, id, "university")?;
    let found = records::lock(&scope.tx, id, scope.moment.today).await?;
    let row = found.ok_or(Error::NotFound("university"))?;
    unchanged(&row, version)?;
    Ok(row)
}

/// That a university is as it was last seen.
pub(super) fn unchanged(row: &Record, version: i32) -> Result<()> {
    if row.version == version {
        return Ok(());
    }
    let mut current = as_json(row);
    current["version"] = json!(row.version);
    Err(Error::Conflict {
        message: "Somebody else has changed this university since you loaded it. Compare, then save yours again or keep theirs.".to_owned(),
        current,
    })
}

/// The record as the trail keeps it.
pub(super) fn as_json(row: &Record) -> Value {
    json!({
        "name": row.name, "externalReference": row.external_reference, "nation": row.nation,
        "purchaseOrderNeeded": row.purchase_order_needed, "state": row.state,
    })
}

fn code(nation: Option<Nation>) -> Option<&'static str> {
    nation.map(|nation| domain::university::Nation::from(nation).as_str())
}

/// What operators do with universities.
#[derive(Debug, Default)]
pub struct UniversityMutation;

/// What operators do with universities.
#[Object]
impl UniversityMutation {
    /// Adds a university to the scheme that did not ask by the form. Its people come by import, by invitation, or by its own sign-in.
    async fn add_university(
        &self,
        ctx: &Context<'_>,
        input: AddUniversityInput,
    ) -> Result<UniversityRecordPayload> {
        let scope = ctx.scope();
        scope.may(Act::AddUniversity)?;
        let said = input.read()?;
        let id = Uuid::now_v7();
        rows::insert(&scope.tx, &said.written(id))
            .await
            .map_err(taken)?;
        let record = records::find(&scope.tx, id, scope.moment.today).await?;
        let record = record.ok_or(Error::NotFound("university"))?;
        tell(
            scope,
            &record,
            "university.added",
            format!("{} added.", record.name),
            None,
        )
        .await?;
        Ok(UniversityRecordPayload {
            record: record.into(),
        })
    }

    /// Changes a university's record. Its code and address stay: references and links have them.
    async fn update_university(
        &self,
        ctx: &Context<'_>,
        input: UpdateUniversityInput,
    ) -> Result<UniversityRecordPayload> {
        let scope = ctx.scope();
        scope.may(Act::UpdateUniversity)?;
        let before = held(scope, &input.university_id, input.version).await?;
        let said = UniversityInput {
            name: input.name,
            code: before.short_code.clone(),
            slug: before.slug.clone(),
            external_reference: input.external_reference.unwrap_or_default(),
        };
        let ValidUniversity {
            name,
            external_reference,
            ..
        } = said.validate()?;
        let change = Change {
            name: Some(&name),
            nation: Some(code(input.nation)),
            external_reference: Some(external_reference.as_deref()),
            purchase_order_needed: Some(input.purchase_order_needed),
            ..Change::default()
        };
        changed(
            scope,
            before,
            change,
            "university.changed",
            "its record was changed",
        )
        .await
    }

    /// Closes a university: nobody acts for it from then on, and its awards stand until they expire. Refused while anything is under way, offered or owed (L1, M6).
    async fn close_university(
        &self,
        ctx: &Context<'_>,
        input: CloseUniversityInput,
    ) -> Result<UniversityRecordPayload> {
        let scope = ctx.scope();
        scope.may(Act::CloseUniversity)?;
        let before = held(scope, &input.university_id, input.version).await?;
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, 0..=2_000);
        let reason = fields.or(reason)?;
        let state = step(scope, &before, UniversityAct::Close, &reason)?;
        let change = Change {
            state: Some(state.as_str()),
            closed_on: Some(Some(scope.moment.today)),
            closed_reason: Some(Some(&reason)),
            ..Change::default()
        };
        let said = format!("it takes part no longer: {reason}");
        changed(scope, before, change, "university.closed", &said).await
    }

    /// Opens a closed university again: its people act for it as before. Refused where it was merged into another (L1).
    async fn reopen_university(
        &self,
        ctx: &Context<'_>,
        input: ReopenUniversityInput,
    ) -> Result<UniversityRecordPayload> {
        let scope = ctx.scope();
        scope.may(Act::ReopenUniversity)?;
        let before = held(scope, &input.university_id, input.version).await?;
        let state = step(scope, &before, UniversityAct::Reopen, "")?;
        let change = Change {
            state: Some(state.as_str()),
            closed_on: Some(None),
            closed_reason: Some(None),
            ..Change::default()
        };
        changed(
            scope,
            before,
            change,
            "university.reopened",
            "it takes part again",
        )
        .await
    }
}

fn step(
    scope: &Scope,
    row: &Record,
    act: UniversityAct,
    reason: &str,
) -> Result<lifecycle::UniversityState> {
    let state = row.state.parse()?;
    Ok(lifecycle::step(
        state,
        act,
        &facts(row, reason),
        scope.moment.today,
    )?)
}

/// Changes a university that this request holds, and tells of it in its own chain.
async fn changed(
    scope: &Scope,
    before: Record,
    change: Change<'_>,
    act: &'static str,
    said: &str,
) -> Result<UniversityRecordPayload> {
    let change = Change {
        version: Some(before.version + 1),
        ..change
    };
    records::change(&scope.tx, before.id, &change)
        .await
        .map_err(taken)?;
    let record = records::find(&scope.tx, before.id, scope.moment.today).await?;
    let record = record.ok_or(Error::NotFound("university"))?;
    let summary = format!("{}: {said}.", record.name);
    tell(scope, &record, act, summary, Some(as_json(&before))).await?;
    Ok(UniversityRecordPayload {
        record: record.into(),
    })
}

async fn tell(
    scope: &Scope,
    record: &Record,
    act: &'static str,
    summary: String,
    before: Option<Value>,
) -> Result<()> {
    let told = Told {
        university: record.id,
        subject: Some(record.id),
        act,
        summary,
        before,
        after: Some(as_json(record)),
        ..Told::default()
    };
    scope.tell(told, &[]).await
}
