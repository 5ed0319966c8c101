//! What a row would change, beside what is there (B2).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    ApplicationRow, KnownPerson, KnownProgramme, KnownUniversity, Mapping, PersonRow, Problem,
    ProgrammeRow, UniversityRow,
};
use crate::eligibility::{ApplicationKind, ProgrammeFacts, eligibility};
use crate::programme::ValidProgramme;
use crate::standard::Edition;
use crate::university::Nation;

/// One thing that a row says otherwise than it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The field's label.
    pub field: String,
    /// As it is.
    pub from: String,
    /// As the row says it.
    pub to: String,
}

/// What a row would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is not there yet; with the id of what is there of it already, such as a person who gets a role.
    New(Option<Uuid>),
    /// It is there as the row says.
    Same,
    /// It is there, and these things differ.
    Differs(Uuid, Vec<Change>),
    /// It cannot be taken.
    Bad(Vec<Problem>),
}

fn about(mapping: &Mapping, field: &str, rule: &str, message: String) -> Problem {
    Problem {
        column: mapping.column(field),
        rule: rule.to_owned(),
        message,
    }
}

fn refused(mapping: &Mapping, field: &str, message: String) -> Verdict {
    Verdict::Bad(vec![about(mapping, field, "B1", message)])
}

/// Gathers what differs among the fields that the file has.
struct Differences<'a>(&'a Mapping, Vec<Change>);

impl Differences<'_> {
    fn look(&mut self, field: &str, is: &str, says: &str) {
        let column = self.0.column(field);
        let label = column.and_then(|column| self.0.columns().get(column).copied().flatten());
        if let (Some(label), true) = (label, is != says) {
            self.1.push(Change {
                field: label.label.to_owned(),
                from: is.to_owned(),
                to: says.to_owned(),
            });
        }
    }

    fn verdict(self, id: Uuid) -> Verdict {
        if self.1.is_empty() {
            Verdict::Same
        } else {
            Verdict::Differs(id, self.1)
        }
    }
}

/// The one university that a row of something else names.
///
/// # Errors
/// None, or several, are called so; or the one that is takes part no longer (L1).
pub fn the_university(
    mapping: &Mapping,
    named: &str,
    known: &[KnownUniversity],
) -> Result<Uuid, Vec<Problem>> {
    // What goes on as another takes nothing new (L1).
    let (known, gone): (Vec<_>, Vec<_>) = known.iter().partition(|k| k.continued_by.is_none());
    let by_reference = known.iter().find(|known| known.by_reference);
    let merged = gone.iter().find_map(|gone| gone.continued_by.as_deref());
    match (by_reference, known.as_slice(), merged) {
        (Some(one), ..) | (None, [one], _) if one.closed => Err(vec![about(
            mapping,
            "university",
            "L1",
            format!(
                "{} takes part no longer. Open it again before anything is imported for it.",
                one.name
            ),
        )]),
        (Some(one), ..) | (None, [one], _) => Ok(one.id),
        (None, [], Some(other)) => Err(vec![about(
            mapping,
            "university",
            "L1",
            format!("“{named}” was merged into {other}. Write that one instead."),
        )]),
        (None, [], None) => Err(vec![about(
            mapping,
            "university",
            "B1",
            format!(
                "No university is called “{named}”. Write its name, reference or address name as the scheme has it, or import it first."
            ),
        )]),
        (None, ..) => Err(vec![about(
            mapping,
            "university",
            "B1",
            format!(
                "Several universities are called “{named}”. Write its reference or its address name instead."
            ),
        )]),
    }
}

/// The university that a row of universities is of, if it is there: by its reference, else by its name.
pub fn the_same<'a>(
    row: &UniversityRow,
    known: &'a [KnownUniversity],
) -> Option<&'a KnownUniversity> {
    let mut by_name = known.iter().filter(|known| known.by_name);
    let by_reference = known.iter().find(|known| known.by_reference);
    by_reference
        .filter(|_| row.external_reference.is_some())
        .or_else(|| match (by_name.next(), by_name.next()) {
            (Some(one), None) => Some(one),
            _ => None,
        })
}

/// What a row of universities would change.
pub fn university(mapping: &Mapping, row: &UniversityRow, known: &[KnownUniversity]) -> Verdict {
    let by_name: Vec<_> = known.iter().filter(|known| known.by_name).collect();
    let same = the_same(row, known);
    if let (Some(one), [other]) = (same, by_name.as_slice())
        && one.id != other.id
    {
        let message = format!(
            "Another university than the one of this reference is called “{}”. Correct the name or the reference.",
            row.name
        );
        return refused(mapping, "name", message);
    }
    if same.is_none() && by_name.len() > 1 {
        let message = format!(
            "Several universities are called “{}”. Write its reference.",
            row.name
        );
        return refused(mapping, "name", message);
    }
    let Some(one) = same else {
        let taken = known.iter().any(|known| known.slug == row.slug);
        return if taken {
            let message = format!(
                "Another university has the address name “{}”. Write one for this one in a column Address name.",
                row.slug
            );
            refused(mapping, "slug", message)
        } else {
            Verdict::New(None)
        };
    };
    if let (Some(is), Some(says)) = (&one.external_reference, &row.external_reference)
        && is != says
    {
        let message = format!(
            "“{}” is there with the reference {is}. Correct the reference, or the name if it is another university.",
            one.name
        );
        return refused(mapping, "externalReference", message);
    }
    let mut differences = Differences(mapping, Vec::new());
    differences.look("name", &one.name, &row.name);
    if row.says_code {
        differences.look("code", &one.code, &row.code);
    }
    if let Some(says) = &row.external_reference {
        let is = one.external_reference.as_deref().unwrap_or_default();
        differences.look("externalReference", is, says);
    }
    if let Some(says) = row.nation {
        let is = one.nation.map_or("", Nation::in_words);
        differences.look("nation", is, says.in_words());
    }
    differences.verdict(one.id)
}

/// The one programme that a row names, if there is one.
///
/// # Errors
/// Several are called so.
pub fn the_programme<'a>(
    mapping: &Mapping,
    field: &str,
    named: &str,
    known: &'a [KnownProgramme],
) -> Result<Option<&'a KnownProgramme>, Vec<Problem>> {
    if let Some(one) = known.iter().find(|known| known.by_reference) {
        return Ok(Some(one));
    }
    match known {
        [] => Ok(None),
        [one] => Ok(Some(one)),
        _ => {
            let message = format!(
                "The university has several programmes called “{named}”. Say which by its reference."
            );
            Err(vec![about(mapping, field, "B1", message)])
        }
    }
}

/// What a row of programmes would change.
pub fn programme(mapping: &Mapping, row: &ProgrammeRow, known: &[KnownProgramme]) -> Verdict {
    let says = &row.programme;
    let one = match the_programme(mapping, "name", &says.name, known) {
        Err(problems) => return Verdict::Bad(problems),
        Ok(None) => return Verdict::New(None),
        Ok(Some(one)) => one,
    };
    if let (Some(is), Some(other)) = (&one.external_reference, &row.external_reference)
        && is != other
    {
        let message = format!(
            "“{}” is there with the reference {is}. Correct the reference, or the name if it is another programme.",
            one.programme.name
        );
        return refused(mapping, "externalReference", message);
    }
    let is = &one.programme;
    let in_words = |programme: &ValidProgramme| {
        let words = programme
            .directions
            .iter()
            .map(|direction| direction.as_str().to_lowercase().replace('_', " "));
        words.collect::<Vec<_>>().join("; ")
    };
    let mut differences = Differences(mapping, Vec::new());
    differences.look("name", &is.name, &says.name);
    differences.look("purpose", &is.purpose, &says.purpose);
    differences.look("directions", &in_words(is), &in_words(says));
    differences.look(
        "mentors",
        &is.mentors.to_string(),
        &says.mentors.to_string(),
    );
    differences.look(
        "startedOn",
        &is.started_on.to_string(),
        &says.started_on.to_string(),
    );
    let coordinator = |of: &ValidProgramme| of.coordinator.clone().unwrap_or_default();
    differences.look("coordinator", &coordinator(is), &coordinator(says));
    if let Some(says) = &row.external_reference {
        let is = one.external_reference.as_deref().unwrap_or_default();
        differences.look("externalReference", is, says);
    }
    differences.verdict(one.id)
}

/// What a row of people would change.
pub fn person(mapping: &Mapping, row: &PersonRow, known: &[KnownPerson]) -> Verdict {
    match known {
        [] => Verdict::New(None),
        [one] if !one.has_role => Verdict::New(Some(one.id)),
        [one] => {
            let mut differences = Differences(mapping, Vec::new());
            differences.look("name", &one.name, &row.name);
            differences.verdict(one.id)
        }
        _ => {
            let message = format!(
                "Several people are known by {}. Ask an administrator to bring them together.",
                row.email
            );
            refused(mapping, "email", message)
        }
    }
}

/// What a row of applications would change; where it is new, also what it would be and the level's rank (G1-G3).
pub fn application(
    mapping: &Mapping,
    row: &ApplicationRow,
    programme: Option<&ProgrammeFacts>,
    open: Option<&str>,
    edition: Option<&Edition>,
    today: NaiveDate,
) -> (Verdict, Option<(ApplicationKind, u8)>) {
    let bad = |problems| (Verdict::Bad(problems), None);
    let one =
        |field: &str, rule: &str, message: String| bad(vec![about(mapping, field, rule, message)]);
    let Some(programme) = programme else {
        return one(
            "programme",
            "B1",
            format!(
                "The university has no programme “{}”. Write its name or reference as the university has it, or import it first.",
                row.programme
            ),
        );
    };
    let Some(edition) = edition else {
        return one(
            "level",
            "S1",
            "No edition of the standard is in force yet. Publish one first.".to_owned(),
        );
    };
    let called = row.level.to_lowercase();
    let level = edition
        .levels()
        .iter()
        .find(|level| level.code.to_lowercase() == called || level.title.to_lowercase() == called);
    let Some(level) = level else {
        let titles: Vec<&str> = edition
            .levels()
            .iter()
            .map(|level| level.title.as_str())
            .collect();
        return one(
            "level",
            "S1",
            format!(
                "“{}” is no level of the standard. Write {}.",
                row.level,
                titles.join(", ")
            ),
        );
    };
    match open {
        Some(code) if code == level.code => return (Verdict::Same, None),
        Some(_) => {
            return one(
                "programme",
                "L1",
                format!(
                    "{} has an application open at another level: go on with it, or withdraw it first.",
                    programme.name
                ),
            );
        }
        None => {}
    }
    match eligibility(edition, std::slice::from_ref(programme), level.rank, today).into_result() {
        Ok(kind) => (Verdict::New(None), Some((kind, level.rank))),
        Err(refusal) => bad(refusal
            .into_reasons()
            .into_iter()
            .map(|reason| about(mapping, "level", reason.rule, reason.message))
            .collect()),
    }
}
