//! Merging two universities that turn out to be one: what it would move, and doing it (L1, T4).

use std::collections::BTreeMap;

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::id::{self, Kind};
use domain::input::Fields;
use domain::lifecycle::{self, MergeInto, UniversityFacts};
use domain::merging::{self, StaysBecause};
use serde_json::{Value, json};
use store::trail;
use store::universities::merging::{self as rows, Part};
use store::universities::records::{self, Record};
use uuid::Uuid;

use super::changing::{as_json, unchanged};
use super::record::{UniversityRecord, facts};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::reason::Reason;
use crate::scalar;

/// How many of each a preview names.
const NAMED: i64 = 200;

/// Something of a university that is merged into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "merging::MergePart")]
pub enum MergePart {
    /// Somebody who belongs to it.
    Person,
    /// Somebody who belonged to it, and stays tied (W1).
    FormerMember,
    /// A programme.
    Programme,
    /// A delivery framework (P4).
    Framework,
    /// A conflict that an assessor declared with it (W1).
    Conflict,
    /// An assessor's coaching of a programme that moves (W1).
    Coaching,
    /// What an operator noted of it.
    Note,
}

/// What of one kind moves to the university that stays.
#[derive(Debug, Clone, SimpleObject)]
pub struct MergeMoves {
    /// What.
    part: MergePart,
    /// How many.
    count: i32,
    /// The first two hundred by name; of notes, how they begin.
    named: Vec<String>,
}

/// Something that stays with the university that is merged.
#[derive(Debug, Clone, SimpleObject)]
pub struct MergeStays {
    /// What.
    part: MergePart,
    /// What it is called.
    name: String,
    /// Why it stays.
    why: String,
}

/// A case whose assessor will be tied to its university (W1).
#[derive(Debug, Clone, SimpleObject)]
pub struct MergeTiedCase {
    /// The application's reference.
    reference: String,
    /// Who has it, to mark first or second.
    assessor: String,
}

/// What merging a university into another would do.
#[derive(Debug, Clone, SimpleObject)]
pub struct MergePreview {
    /// The university that is merged, and closed.
    from: UniversityRecord,
    /// The one that stays, and goes on as both.
    into: UniversityRecord,
    /// What is in the way, but for the reason; empty where nothing is.
    reasons: Vec<Reason>,
    /// What moves.
    moves: Vec<MergeMoves>,
    /// What stays, the first two hundred of programmes and of frameworks.
    stays: Vec<MergeStays>,
    /// How many programmes and frameworks stay.
    stay_count: i32,
    /// Cases of the one that stays whose assessors belong or belonged to the other or declared a conflict with it: somebody else is to have them (W1).
    tied_cases: Vec<MergeTiedCase>,
}

/// Two universities to be merged.
#[derive(Debug, InputObject)]
pub struct MergeUniversitiesInput {
    /// The university that is merged, and closed.
    from_id: ID,
    /// Its version last seen.
    from_version: i32,
    /// The one that stays.
    into_id: ID,
    /// Its version last seen.
    into_version: i32,
    /// Why; 2000 characters at most.
    reason: String,
}

/// Both universities as they stand now.
#[derive(SimpleObject)]
pub struct MergeUniversitiesPayload {
    /// The one that was merged, closed.
    from: UniversityRecord,
    /// The one that goes on.
    into: UniversityRecord,
}

/// The two among what was found.
fn both(found: &[Record], from: Uuid, into: Uuid) -> Result<(Record, Record)> {
    let one = |id| found.iter().find(|row| row.id == id).cloned();
    match (one(from), one(into)) {
        (Some(from), Some(into)) => Ok((from, into)),
        _ => Err(Error::NotFound("university")),
    }
}

fn read(from: &ID, into: &ID) -> Result<(Uuid, Uuid)> {
    let one = |id| scalar::read(Kind::University, id, "university");
    Ok((one(from)?, one(into)?))
}

fn merged<'a>(from: &Record, into: &Record, reason: &'a str) -> UniversityFacts<'a> {
    UniversityFacts {
        into: MergeInto {
            itself: from.id == into.id,
            closed: into.state != lifecycle::UniversityState::Open.as_str(),
            other_scheme: from.scheme != into.scheme,
        },
        ..facts(from, reason)
    }
}

/// What merging universities would do.
#[derive(Debug, Default)]
pub struct MergingQuery;

/// What merging universities would do.
#[Object]
impl MergingQuery {
    /// What merging a university into another would move, what would stay and why, and what is in the way; operators ask (L1, W1).
    async fn merge_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The university that is merged, and closed.")] from_id: ID,
        #[graphql(desc = "The one that stays.")] into_id: ID,
    ) -> Result<MergePreview> {
        let scope = ctx.scope();
        scope.may(Act::MergeUniversities)?;
        let (from, into) = read(&from_id, &into_id)?;
        let found = records::find_all(&scope.tx, &[from, into], scope.moment.today).await?;
        let (from, into) = both(&found, from, into)?;
        let facts = merged(&from, &into, "given later");
        let refusal = lifecycle::merge(from.state.parse()?, &facts, scope.moment.today).err();
        let reasons = refusal.map(domain::Refusal::into_reasons);
        let same = from.id == into.id;
        let (parts, tied) = match same {
            true => (Vec::new(), Vec::new()),
            false => (
                rows::parts(&scope.tx, from.id, into.id, NAMED).await?,
                rows::tied_cases(&scope.tx, from.id, into.id).await?,
            ),
        };
        let (moves, stays, stay_count) = shown(&parts)?;
        Ok(MergePreview {
            from: from.into(),
            into: into.into(),
            reasons: reasons
                .unwrap_or_default()
                .into_iter()
                .map(Reason::from)
                .collect(),
            moves,
            stays,
            stay_count,
            tied_cases: tied
                .into_iter()
                .map(|case| MergeTiedCase {
                    reference: case.reference,
                    assessor: case.assessor,
                })
                .collect(),
        })
    }
}

/// What moves, what stays, and how much stays.
fn shown(parts: &[Part]) -> Result<(Vec<MergeMoves>, Vec<MergeStays>, i32)> {
    let whole = |many: i64| i32::try_from(many).unwrap_or(i32::MAX);
    let (mut moves, mut stays, mut stay_count) = (Vec::new(), Vec::new(), 0_i32);
    for kind in merging::MergePart::ALL {
        let of = |part: &&Part| part.part == kind.as_str();
        let moving: Vec<&Part> = parts
            .iter()
            .filter(of)
            .filter(|p| p.why.is_none())
            .collect();
        if let Some(first) = moving.first() {
            moves.push(MergeMoves {
                part: (*kind).into(),
                count: whole(first.many),
                named: moving.iter().map(|part| begins(&part.name)).collect(),
            });
        }
        let mut many = 0;
        for part in parts.iter().filter(of) {
            let Some(why) = &part.why else { continue };
            many = whole(part.many);
            stays.push(MergeStays {
                part: (*kind).into(),
                name: part.name.clone(),
                why: why.parse::<StaysBecause>()?.in_words(*kind).to_owned(),
            });
        }
        stay_count = stay_count.saturating_add(many);
    }
    Ok((moves, stays, stay_count))
}

/// The beginning of what is called so, 200 characters at most.
fn begins(name: &str) -> String {
    match name.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or(name)),
        None => name.to_owned(),
    }
}

/// Merging universities.
#[derive(Debug, Default)]
pub struct MergingMutation;

/// Merging universities.
#[Object]
impl MergingMutation {
    /// Merges a university into another: its people, the programmes that nothing was applied for, frameworks, assessors' ties and notes move; applications, awards and invoices stay, and it is closed for good (L1, T4, W1). Refused while anything is under way, drafted, offered or owed (L1, M6).
    async fn merge_universities(
        &self,
        ctx: &Context<'_>,
        input: MergeUniversitiesInput,
    ) -> Result<MergeUniversitiesPayload> {
        let scope = ctx.scope();
        scope.may(Act::MergeUniversities)?;
        let (from, into) = read(&input.from_id, &input.into_id)?;
        let today = scope.moment.today;
        let found = records::lock_all(&scope.tx, &[from, into], today).await?;
        let (from, into) = both(&found, from, into)?;
        unchanged(&from, input.from_version)?;
        unchanged(&into, input.into_version)?;
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, 0..=2_000);
        let reason = fields.or(reason)?;
        let facts = merged(&from, &into, &reason);
        lifecycle::merge(from.state.parse()?, &facts, today)?;
        let parts = rows::merge(&scope.tx, from.id, into.id, today, &reason).await;
        let parts = parts.map_err(in_the_way)?;
        let found = records::find_all(&scope.tx, &[from.id, into.id], today).await?;
        let (gone, kept) = both(&found, from.id, into.id)?;
        tell(scope, [&from, &gone], [&into, &kept], &parts, &reason).await?;
        Ok(MergeUniversitiesPayload {
            from: gone.into(),
            into: kept.into(),
        })
    }
}

/// What came in the way at the same moment, as the database says it.
fn in_the_way(error: store::Error) -> Error {
    match error {
        store::Error::Invalid(why) if why.ends_with("(M6)") => Error::refused(
            "M6",
            "A quote or an invoice of the university has just come in the way: look again.",
        ),
        store::Error::Invalid(why) if why.ends_with("(L1)") => Error::refused(
            "L1",
            "Something of the university has just come in the way: look again.",
        ),
        error => error.into(),
    }
}

/// Tells both universities, and the scheme of what is the scheme's: what assessors declared and operators noted, no university reads.
async fn tell(
    scope: &Scope,
    [from_before, from]: [&Record; 2],
    [into_before, into]: [&Record; 2],
    parts: &[Part],
    reason: &str,
) -> Result<()> {
    use merging::MergePart as P;
    let theirs = [P::Person, P::FormerMember, P::Programme, P::Framework];
    let ours = [P::Conflict, P::Coaching, P::Note];
    let university = |row: &Record| id::encode(Kind::University, row.id);
    let why = reason.trim_end_matches('.');
    let summary = format!("{} was merged into {}: {why}.", from.name, into.name);
    let mut after = as_json(from);
    after["continuedBy"] = json!(university(into));
    after["moved"] = listed(parts, &theirs, false);
    after["stayed"] = listed(parts, &theirs, true);
    let gone = Told {
        university: from.id,
        subject: Some(from.id),
        act: "university.merged",
        summary: summary.clone(),
        before: Some(as_json(from_before)),
        after: Some(after),
        ..Told::default()
    };
    let mut after = as_json(into);
    after["continues"] = json!(university(from));
    after["moved"] = listed(parts, &theirs, false);
    let kept = Told {
        university: into.id,
        subject: Some(into.id),
        act: "university.continued",
        summary,
        before: Some(as_json(into_before)),
        after: Some(after),
        ..Told::default()
    };
    let scheme = Told {
        university: trail::SCHEME,
        subject: Some(into.id),
        act: "university.ties_continued",
        summary: format!(
            "What was noted of {}, and what ties assessors to it, holds for {}.",
            from.name, into.name
        ),
        before: Some(json!({ "university": university(from) })),
        after: Some(
            json!({ "university": university(into), "moved": listed(parts, &ours, false) }),
        ),
        ..Told::default()
    };
    let mut told = vec![gone, kept];
    if parts
        .iter()
        .any(|part| ours.iter().any(|kind| kind.as_str() == part.part))
    {
        told.push(scheme);
    }
    // Each chain is held from its first line on: always in one order.
    told.sort_by_key(|told| told.university);
    scope.tell_all(told).await
}

/// What moved, or stayed and why, by kind.
fn listed(parts: &[Part], kinds: &[merging::MergePart], stayed: bool) -> Value {
    use merging::MergePart as P;
    let mut all: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for kind in kinds {
        let of = match kind {
            P::Person | P::FormerMember | P::Conflict => Kind::Person,
            P::Programme | P::Coaching => Kind::Programme,
            P::Framework => Kind::Framework,
            P::Note => Kind::UniversityNote,
        };
        let rows = parts
            .iter()
            .filter(|part| part.part == kind.as_str() && part.why.is_some() == stayed);
        let rows = rows.map(|part| match &part.why {
            Some(why) => json!({ "id": id::encode(of, part.id), "name": part.name, "why": why }),
            None => json!({ "id": id::encode(of, part.id), "name": part.name }),
        });
        let rows: Vec<Value> = rows.collect();
        if !rows.is_empty() {
            all.insert(kind.as_str(), rows);
        }
    }
    json!(all)
}
