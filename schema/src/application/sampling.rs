//! The programmes that the assessor looks at more closely (P4, J7).

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::id::{self, Kind};
use domain::input::Fields;
use domain::judgement;
use domain::lifecycle;
use serde_json::json;
use store::applications as rows;
use store::casefile::{self, Part};
use store::sampling::{self, Chosen};

use super::drafting::{ApplicationPayload, hold, stale};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::loaders::Facts;
use crate::scalar;

/// What an assessor found at a programme that they looked at more closely.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "judgement::Finding")]
pub enum Finding {
    /// It is run as the application says.
    Confirmed,
    /// It is not, in what the note says.
    NotConfirmed,
}

/// A programme that the assessor looks at more closely.
#[derive(Debug, Clone, SimpleObject)]
pub struct SampledProgramme {
    /// The programme's id.
    programme_id: ID,
    /// The programme's name.
    programme: String,
    /// Why this one.
    why: String,
    /// What was found; null while it is still looked at.
    finding: Option<Finding>,
    /// What was seen there.
    note: String,
    /// Counts up with every change; give it back with the next.
    version: i32,
}

/// The sample as it stands, for whoever may see it.
pub(super) fn shown(rows: &[casefile::Sampled]) -> Result<Vec<SampledProgramme>> {
    let shown = rows.iter().map(|row| {
        let finding = row.finding.as_deref().map(str::parse::<judgement::Finding>);
        Ok(SampledProgramme {
            programme_id: scalar::show(Kind::Programme, row.programme_id),
            programme: row.name.clone(),
            why: row.why.clone(),
            finding: finding.transpose()?.map(Finding::from),
            note: row.note.clone(),
            version: row.version,
        })
    });
    shown.collect()
}

/// The sample as the rules and the record have it.
pub(super) fn recorded(rows: &[casefile::Sampled]) -> Result<Vec<judgement::SampledProgramme>> {
    let recorded = rows.iter().map(|row| {
        let finding = row.finding.as_deref().map(str::parse).transpose()?;
        Ok(judgement::SampledProgramme {
            programme: id::encode(Kind::Programme, row.programme_id),
            name: row.name.clone(),
            why: row.why.clone(),
            finding,
            note: row.note.clone(),
        })
    });
    recorded.collect()
}

/// Programmes to be looked at more closely.
#[derive(Debug, InputObject)]
pub struct SampleProgrammesInput {
    /// The application.
    application_id: ID,
    /// The programmes, of those it covers.
    programme_ids: Vec<ID>,
    /// Why these; 2000 characters at most.
    why: String,
}

/// What was found at one of them.
#[derive(Debug, InputObject)]
pub struct NoteFindingInput {
    /// The application.
    application_id: ID,
    /// The programme.
    programme_id: ID,
    /// The version last seen.
    version: i32,
    /// What was found; left out while it is still looked at.
    finding: Option<Finding>,
    /// What was seen there; needed with a finding, 10000 characters at most.
    note: String,
}

/// A programme to be left out of the sample.
#[derive(Debug, InputObject)]
pub struct LeaveOutOfSampleInput {
    /// The application.
    application_id: ID,
    /// The programme.
    programme_id: ID,
}

/// The sample of an application over several programmes.
#[derive(Debug, Default)]
pub struct SamplingMutation;

/// The application held, while its first assessor may judge it.
async fn judged(scope: &Scope, id: &ID) -> Result<rows::Application> {
    let row = hold(scope, id).await?;
    if row.assessor_id != scope.viewer.person() {
        return Err(Error::refused(
            "J3",
            "The sample is chosen by the assessor who decides the application.",
        ));
    }
    lifecycle::may_be_judged(row.state.parse()?, row.release_at.is_some())?;
    if row.scope == lifecycle::ApplicationScope::Single.as_str() {
        return Err(Error::refused(
            "P4",
            "A single application covers one programme: judge it as a whole.",
        ));
    }
    Ok(row)
}

/// The sample of an application over several programmes.
#[Object]
impl SamplingMutation {
    /// Chooses programmes of an application to look at more closely, and says why these; one chosen already keeps what was said of it (P4, J7).
    async fn sample_programmes(
        &self,
        ctx: &Context<'_>,
        input: SampleProgrammesInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::SampleProgrammes)?;
        let row = judged(scope, &input.application_id).await?;
        let ids = scalar::read_each(
            Kind::Programme,
            &input.programme_ids,
            ("programmeIds", "programme"),
            100,
        )?;
        let mut fields = Fields::new();
        let why = fields.paragraph("why", &input.why, 1..=2_000);
        let why = fields.or(why)?;
        let read = Facts::read(&scope.tx, row.id, &[Part::Programmes]).await?;
        let covered = read.programmes()?;
        let names: Vec<&str> = covered
            .iter()
            .filter(|p| ids.contains(&p.id))
            .map(|p| p.name.as_str())
            .collect();
        if names.len() < ids.len() {
            return Err(Error::NotFound("programme"));
        }
        let chosen = Chosen {
            university: row.university_id,
            application: row.id,
            programmes: &ids,
            why: &why,
            by: scope.person()?,
            at: scope.moment.now,
        };
        sampling::choose(&scope.tx, &chosen).await?;
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "sample.chosen",
            summary: format!("{} chosen to be looked at more closely.", names.join(", ")),
            after: Some(json!({ "programmes": ids, "why": why })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }

    /// Notes what was found at a programme of the sample (J7).
    async fn note_finding(
        &self,
        ctx: &Context<'_>,
        input: NoteFindingInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::NoteFinding)?;
        let row = judged(scope, &input.application_id).await?;
        let programme = scalar::read(Kind::Programme, &input.programme_id, "programme")?;
        let least = i32::from(input.finding.is_some()).try_into().unwrap_or(0);
        let mut fields = Fields::new();
        let note = fields.paragraph("note", &input.note, least..=10_000);
        let note = fields.or(note)?;
        let finding = input.finding.map(|f| judgement::Finding::from(f).as_str());
        let found = (finding, note.as_str());
        if !sampling::find(&scope.tx, row.id, programme, input.version, found).await? {
            let read = Facts::read(&scope.tx, row.id, &[Part::Sample]).await?;
            let sample = read.sample()?;
            let current = sample.iter().find(|one| one.programme_id == programme);
            return Err(match current {
                Some(current) => stale("finding", Some(current)),
                None => Error::NotFound("programme"),
            });
        }
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            subject: Some(programme),
            act: "sample.found",
            summary: "A programme of the sample was looked at.".to_owned(),
            after: Some(json!({ "finding": finding, "note": note })),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }

    /// Leaves a programme out of the sample.
    async fn leave_out_of_sample(
        &self,
        ctx: &Context<'_>,
        input: LeaveOutOfSampleInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::LeaveOutOfSample)?;
        let row = judged(scope, &input.application_id).await?;
        let programme = scalar::read(Kind::Programme, &input.programme_id, "programme")?;
        if !sampling::leave_out(&scope.tx, row.id, programme).await? {
            return Err(Error::NotFound("programme"));
        }
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            subject: Some(programme),
            act: "sample.left_out",
            summary: "A programme was left out of the sample.".to_owned(),
            ..Told::default()
        };
        scope.tell(told, &[]).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }
}
