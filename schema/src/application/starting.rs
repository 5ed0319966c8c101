//! Starting drafts: one, or many together.

use std::collections::BTreeMap;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::eligibility::eligibility;
use domain::id::Kind;
use domain::lifecycle::{self, ApplicationLanguage as Language};
use domain::notice::NoticeKind;
use domain::refusal::{Reason, Reasons};
use domain::standard::{Edition, Level};
use serde_json::json;
use store::applications::{self as rows, NewApplication};
use store::trail::{Event, Job};
use uuid::Uuid;

use super::drafting::ApplicationPayload;
use super::{Application, ApplicationLanguage};
use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::loaders::StandingKey;
use crate::programme;
use crate::scalar;

/// The most applications that are started, or submitted, together.
pub(super) const MOST_TOGETHER: usize = 100;

/// Starts an application over one programme.
#[derive(Debug, InputObject)]
pub struct StartApplicationInput {
    /// The programme.
    programme_id: ID,
    /// The level applied for, by code.
    level: String,
    /// The language that it is written in, English unless told; until it is submitted it can be changed.
    language: Option<ApplicationLanguage>,
}

/// Starts an application for each of several programmes.
#[derive(Debug, InputObject)]
pub struct StartApplicationsInput {
    /// Each programme with the level applied for, 100 at most.
    applications: Vec<StartApplicationInput>,
}

/// The applications as they stand now.
#[derive(SimpleObject)]
pub struct ApplicationsPayload {
    /// The applications as they stand now, in the order in which they were named.
    pub(super) applications: Vec<Application>,
}

/// Starting drafts.
#[derive(Debug, Default)]
pub struct StartingMutation;

/// Starting drafts.
#[Object]
impl StartingMutation {
    /// Starts a draft, pinned to the edition in force today (S1). Refused by G1-G3 with the first day it would be taken.
    async fn start_application(
        &self,
        ctx: &Context<'_>,
        input: StartApplicationInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::StartApplication)?;
        let mut started = start(scope, vec![input]).await?;
        let application = started.pop().ok_or(Error::NotFound("application"))?;
        Ok(ApplicationPayload { application })
    }

    /// Starts a draft for each of several programmes, all of them or none; refused with everything in the way of any of them (G1-G3).
    async fn start_applications(
        &self,
        ctx: &Context<'_>,
        input: StartApplicationsInput,
    ) -> Result<ApplicationsPayload> {
        let scope = ctx.scope();
        scope.may(Act::StartApplications)?;
        let applications = start(scope, input.applications).await?;
        Ok(ApplicationsPayload { applications })
    }
}

/// What stands for one programme to be started.
struct Wanted {
    programme: Uuid,
    level: String,
    language: Language,
}

fn read(inputs: Vec<StartApplicationInput>) -> Result<Vec<Wanted>> {
    if inputs.is_empty() || inputs.len() > MOST_TOGETHER {
        let message = format!("Choose 1 to {MOST_TOGETHER} programmes.");
        return Err(Error::input("applications", message));
    }
    let mut wanted: Vec<Wanted> = Vec::with_capacity(inputs.len());
    for input in inputs {
        let programme = scalar::read(Kind::Programme, &input.programme_id, "programme")?;
        if wanted.iter().any(|other| other.programme == programme) {
            return Err(Error::input("applications", "Name each programme once."));
        }
        wanted.push(Wanted {
            programme,
            level: input.level,
            language: input.language.map_or(Language::English, Language::from),
        });
    }
    Ok(wanted)
}

/// Nothing can be applied by (S1).
pub(super) fn no_edition() -> Error {
    Error::refused(
        "S1",
        "No edition of the standard is in force yet. Ask the scheme's operator.",
    )
}

/// A programme applies for one thing at a time.
pub(super) fn has_one_open(name: &str) -> Reason {
    let message =
        format!("{name} has an application open already: go on with it, or withdraw it first.");
    Reason::new("L1", message).about("programmes")
}

/// The level applied for, by its code.
pub(super) fn level<'a>(edition: &'a Edition, code: &str) -> Result<&'a Level> {
    let found = edition.level(code);
    found.ok_or_else(|| Error::input("level", "Choose one of the edition's levels."))
}

async fn start(scope: &Scope, inputs: Vec<StartApplicationInput>) -> Result<Vec<Application>> {
    let wanted = read(inputs)?;
    let missing = || Error::NotFound("programme");
    let ids: Vec<Uuid> = wanted.iter().map(|wanted| wanted.programme).collect();
    let (held, standings) = futures_util::try_join!(
        async { Ok::<_, Error>(store::programmes::lock_all(&scope.tx, &ids).await?) },
        scope
            .loaders
            .load_many(ids.iter().copied().map(StandingKey)),
    )?;
    let first = held.first().ok_or_else(missing)?;
    let published = scope.edition_of(first.university_id).await?;
    let published = published.ok_or_else(no_edition)?;
    let edition = &published.edition;
    let today = scope.moment.today;
    let mut reasons = Reasons::new();
    let mut new = Vec::with_capacity(wanted.len());
    let mut names = Vec::with_capacity(wanted.len());
    for Wanted {
        programme: id,
        level,
        language,
    } in &wanted
    {
        let row = held.iter().find(|row| row.id == *id).ok_or_else(missing)?;
        let standing = standings.get(&StandingKey(*id)).ok_or_else(missing)?;
        let level = self::level(edition, level)?;
        if standing.open_application.is_some() {
            reasons.extend([has_one_open(&row.name)]);
            continue;
        }
        let facts = programme::facts_of(row, &standing.holds);
        match eligibility(edition, &[facts], level.rank, today).into_result() {
            Err(refusal) => reasons.extend(refusal.into_reasons()),
            Ok(kind) => {
                names.push((row.name.as_str(), level.title.as_str()));
                new.push(NewApplication {
                    university_id: row.university_id,
                    id: Uuid::now_v7(),
                    edition_id: published.id,
                    scope: lifecycle::ApplicationScope::Single.as_str(),
                    kind: kind.as_str(),
                    level: level.code.clone(),
                    level_rank: level.rank.into(),
                    programmes: vec![row.id],
                    language: language.as_str(),
                    led_by: None,
                    expectations: None,
                    at: scope.moment.now,
                });
            }
        }
    }
    reasons.or(())?;
    let made = rows::insert_all(&scope.tx, &new).await.map_err(closed)?;
    let mut events = Vec::with_capacity(made.len());
    let mut started = Vec::with_capacity(made.len());
    let mut for_whom: BTreeMap<Uuid, Vec<String>> = BTreeMap::new();
    for (new, (name, title)) in new.iter().zip(names) {
        let row = made.iter().find(|row| row.id == new.id);
        let row = row.ok_or(Error::NotFound("application"))?;
        let line = format!("{}: {name} at {title}", row.reference);
        for_whom.entry(row.university_id).or_default().push(line);
        events.push(Event {
            university: row.university_id,
            application: Some(row.id),
            subject: None,
            actor: scope.viewer.person(),
            at: scope.moment.now,
            act: "application.started",
            summary: format!("{} started for {name} at {title}.", row.reference),
            before: None,
            after: Some(json!({
                "programmes": new.programmes, "level": new.level, "kind": new.kind, "language": new.language, "edition": edition.content_hash(),
            })),
            origin: scope.origin.clone(),
        });
        started.push(Application::from(row.clone()));
    }
    let jobs: Vec<Job> = for_whom
        .into_iter()
        .filter_map(|(university, lines)| to_managers(scope, university, &lines))
        .collect();
    store::trail::tell_all(&scope.tx, &events, &jobs).await?;
    Ok(started)
}

/// The letter to a university's managers about drafts that the scheme started for them; none where they started them.
pub(super) fn to_managers(scope: &Scope, university: Uuid, lines: &[String]) -> Option<Job> {
    if scope.viewer.university().is_some() {
        return None;
    }
    let (subject, these) = match lines {
        [_] => (
            "A draft application was started for you".to_owned(),
            "this draft application",
        ),
        lines => (
            format!("{} draft applications were started for you", lines.len()),
            "these draft applications",
        ),
    };
    let text = format!(
        "The scheme's operators started {these} for your university. Rate and evidence what is asked for, then submit; \
         or withdraw what you do not want.\n\n{}",
        lines.join("\n")
    );
    Some(Job {
        kind: "notify_university",
        payload: json!({ "kind": NoticeKind::Progress,
            "university_id": university, "subject": subject, "text": text, "path": "/applications",
        }),
    })
}

/// A closed university applies for nothing (L1); the database keeps it so.
pub(super) fn closed(error: store::Error) -> Error {
    match error {
        store::Error::Invalid(why) if why.starts_with("the university is closed") => {
            Error::refused(
                "L1",
                "The university takes part no longer: open it again before anything is applied for.",
            )
        }
        error => error.into(),
    }
}
