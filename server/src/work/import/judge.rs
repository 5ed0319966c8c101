//! What rows would change, beside what is there: a batch at a time, with the facts of all of them in a few statements.

use std::collections::HashMap;

use domain::eligibility::ApplicationKind;
use domain::import::{
    self, Change, ImportKind, KnownPerson, KnownProgramme, KnownUniversity, Mapping, Problem, Row,
    RowVerdict, Verdict,
};
use domain::programme::ValidProgramme;
use store::Tx;
use store::editions::Published;
use store::imports::{Import, known};
use store::programmes;
use uuid::Uuid;

use super::kind;
use crate::work::{Failure, Worker};

/// A row beside what is there.
pub(super) struct Judged {
    pub number: i32,
    pub cells: Vec<String>,
    /// What it says, where it reads.
    pub row: Option<Row>,
    /// Whose it is.
    pub university: Option<Uuid>,
    pub verdict: Verdict,
    /// By what another row of its file is of the same.
    pub keys: Vec<String>,
    pub there: There,
}

/// What is there of what a row says, as far as writing it needs.
pub(super) enum There {
    Nothing,
    University(KnownUniversity),
    Programme(known::Programme),
    Person(KnownPerson),
    /// What the application would be.
    Draft(Box<Draft>),
}

/// An application that would be started.
pub(super) struct Draft {
    pub programme: Uuid,
    pub called: String,
    pub kind: ApplicationKind,
    pub rank: u8,
    pub edition: Published,
}

impl Worker {
    /// Judges rows as they are in the file.
    pub(super) async fn judge(
        &self,
        tx: &Tx,
        import: &Import,
        mapping: &Mapping,
        rows: Vec<(i32, Vec<String>)>,
    ) -> Result<Vec<Judged>, Failure> {
        let kind = kind(import)?;
        let mut judged: Vec<Judged> = rows
            .into_iter()
            .map(|(number, cells)| {
                let read = import::read(kind, mapping, &cells);
                let (row, verdict) = match read {
                    Ok(row) => (Some(row), Verdict::New(None)),
                    Err(problems) => (None, Verdict::Bad(problems)),
                };
                Judged {
                    number,
                    cells,
                    row,
                    university: None,
                    verdict,
                    keys: Vec::new(),
                    there: There::Nothing,
                }
            })
            .collect();
        find_universities(tx, mapping, &mut judged).await?;
        match kind {
            ImportKind::Universities => universities(tx, mapping, &mut judged).await?,
            ImportKind::Programmes => of_programmes(tx, mapping, &mut judged).await?,
            ImportKind::People => people(tx, mapping, &mut judged).await?,
            ImportKind::Applications => self.applications(tx, mapping, &mut judged).await?,
        }
        for row in &mut judged {
            row.name_keys();
        }
        Ok(judged)
    }

    /// Looks at rows of applications: their programmes, where those stand, and the edition in force.
    async fn applications(
        &self,
        tx: &Tx,
        mapping: &Mapping,
        judged: &mut [Judged],
    ) -> Result<(), Failure> {
        let today = (self.now)().today;
        let (places, asked): (Vec<usize>, Vec<(Uuid, &str, &str)>) = judged
            .iter()
            .enumerate()
            .filter_map(|(place, of)| match (&of.row, of.university) {
                (Some(Row::Application(row)), Some(university)) => {
                    let named = row.programme.as_str();
                    Some((place, (university, named, named)))
                }
                _ => None,
            })
            .unzip();
        let found = by_place(known::programmes(tx, &asked).await?, |row| row.place);
        let universities: Vec<Uuid> = asked.iter().map(|asked| asked.0).collect();
        let editions = self.shelf.of_universities(tx, &universities, today).await?;
        let ids: Vec<Uuid> = found.values().flatten().map(|row| row.id).collect();
        let standings = programmes::standings(tx, &ids).await?;
        let open: Vec<Uuid> = standings
            .values()
            .filter_map(|standing| standing.open_application)
            .collect();
        let open: HashMap<Uuid, String> = store::applications::by_ids(tx, &open)
            .await?
            .into_iter()
            .map(|application| (application.id, application.level))
            .collect();
        for (at, place) in places.into_iter().enumerate() {
            let of = &mut judged[place];
            let Some(Row::Application(row)) = &of.row else {
                continue;
            };
            let rows = found.get(&at).map(Vec::as_slice).unwrap_or_default();
            let known = known_programmes(rows)?;
            let one = match import::the_programme(mapping, "programme", &row.programme, &known) {
                Ok(one) => one.and_then(|one| rows.iter().find(|row| row.id == one.id)),
                Err(problems) => {
                    of.verdict = Verdict::Bad(problems);
                    continue;
                }
            };
            let standing = one.and_then(|one| standings.get(&one.id));
            let facts = one.map(|one| {
                let holds = standing.map(|standing| standing.holds.as_slice());
                schema::programme_facts(
                    one.id,
                    &one.name,
                    (one.started_on, one.ended_on),
                    one.mentors,
                    holds.unwrap_or_default(),
                )
            });
            let level = standing
                .and_then(|standing| standing.open_application)
                .and_then(|id| open.get(&id));
            let published = of
                .university
                .and_then(|university| editions.get(&university));
            let (verdict, draft) = import::application(
                mapping,
                row,
                facts.as_ref(),
                level.map(String::as_str),
                published.map(|published| &*published.edition),
                today,
            );
            of.verdict = verdict;
            if let Some(one) = one {
                of.keys.push(format!("programme {}", one.id));
            }
            if let (Some((kind, rank)), Some(one), Some(published)) = (draft, one, published) {
                of.there = There::Draft(Box::new(Draft {
                    programme: one.id,
                    called: one.name.clone(),
                    kind,
                    rank,
                    edition: published.clone(),
                }));
            }
        }
        Ok(())
    }
}

impl Judged {
    /// By what it is known among the rows of its file.
    fn name_keys(&mut self) {
        if let Some(row) = &self.row {
            self.keys.extend(row.keys(self.university));
        }
        let there = match &self.there {
            There::University(one) => Some(one.id),
            There::Programme(one) => Some(one.id),
            There::Nothing | There::Person(_) | There::Draft(_) => None,
        };
        self.keys.extend(there.map(|id| id.to_string()));
    }
}

/// A verdict as it is kept.
pub(super) fn shown(verdict: &Verdict) -> (RowVerdict, &[Problem], &[Change]) {
    match verdict {
        Verdict::New(_) => (RowVerdict::New, &[], &[]),
        Verdict::Same => (RowVerdict::Same, &[], &[]),
        Verdict::Differs(_, changes) => (RowVerdict::Differs, &[], changes),
        Verdict::Bad(problems) => (RowVerdict::Bad, problems, &[]),
    }
}

/// What was found, by the place of what was asked for, from 0.
fn by_place<T>(rows: Vec<T>, place: impl Fn(&T) -> i32) -> HashMap<usize, Vec<T>> {
    let mut found: HashMap<usize, Vec<T>> = HashMap::new();
    for row in rows {
        let at = usize::try_from(place(&row) - 1).unwrap_or_default();
        found.entry(at).or_default().push(row);
    }
    found
}

/// Whose each row is, where it names a university.
async fn find_universities(
    tx: &Tx,
    mapping: &Mapping,
    judged: &mut [Judged],
) -> Result<(), Failure> {
    let mut names: Vec<String> = judged
        .iter()
        .filter_map(|of| of.row.as_ref()?.university().map(str::to_owned))
        .collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return Ok(());
    }
    let asked: Vec<known::Named<'_>> = names
        .iter()
        .map(|name| known::Named {
            reference: name,
            name,
            slug: name,
        })
        .collect();
    let found = by_place(known::universities(tx, &asked).await?, |row| row.place);
    for of in judged {
        let Some(named) = of.row.as_ref().and_then(Row::university) else {
            continue;
        };
        let at = names.binary_search_by(|name| name.as_str().cmp(named));
        let rows = at.ok().and_then(|at| found.get(&at));
        let known = known_universities(rows.map(Vec::as_slice).unwrap_or_default());
        match import::the_university(mapping, named, &known) {
            Ok(id) => of.university = Some(id),
            Err(problems) => of.verdict = Verdict::Bad(problems),
        }
    }
    Ok(())
}

async fn universities(tx: &Tx, mapping: &Mapping, judged: &mut [Judged]) -> Result<(), Failure> {
    let (places, asked): (Vec<usize>, Vec<known::Named<'_>>) = judged
        .iter()
        .enumerate()
        .filter_map(|(place, of)| match &of.row {
            Some(Row::University(row)) => {
                let named = known::Named {
                    reference: row.external_reference.as_deref().unwrap_or_default(),
                    name: &row.name,
                    slug: &row.slug,
                };
                Some((place, named))
            }
            _ => None,
        })
        .unzip();
    let found = by_place(known::universities(tx, &asked).await?, |row| row.place);
    for (at, place) in places.into_iter().enumerate() {
        let of = &mut judged[place];
        if let Some(Row::University(row)) = &of.row {
            let rows = found.get(&at).map(Vec::as_slice).unwrap_or_default();
            let known = known_universities(rows);
            of.verdict = import::university(mapping, row, &known);
            if let Some(one) = import::the_same(row, &known) {
                of.there = There::University(one.clone());
            }
        }
    }
    Ok(())
}

async fn of_programmes(tx: &Tx, mapping: &Mapping, judged: &mut [Judged]) -> Result<(), Failure> {
    let (places, asked): (Vec<usize>, Vec<(Uuid, &str, &str)>) = judged
        .iter()
        .enumerate()
        .filter_map(|(place, of)| match (&of.row, of.university) {
            (Some(Row::Programme(row)), Some(university)) => {
                let reference = row.external_reference.as_deref().unwrap_or_default();
                Some((place, (university, reference, row.programme.name.as_str())))
            }
            _ => None,
        })
        .unzip();
    let mut found = by_place(known::programmes(tx, &asked).await?, |row| row.place);
    for (at, place) in places.into_iter().enumerate() {
        let of = &mut judged[place];
        if let Some(Row::Programme(row)) = &of.row {
            let mut rows = found.remove(&at).unwrap_or_default();
            let known = known_programmes(&rows)?;
            of.verdict = import::programme(mapping, row, &known);
            let one = import::the_programme(mapping, "name", &row.programme.name, &known);
            if let Ok(Some(one)) = one {
                rows.retain(|row| row.id == one.id);
                of.there = rows.pop().map_or(There::Nothing, There::Programme);
            }
        }
    }
    Ok(())
}

async fn people(tx: &Tx, mapping: &Mapping, judged: &mut [Judged]) -> Result<(), Failure> {
    let (places, asked): (Vec<usize>, Vec<(Uuid, &str, &str)>) = judged
        .iter()
        .enumerate()
        .filter_map(|(place, of)| match (&of.row, of.university) {
            (Some(Row::Person(row)), Some(university)) => {
                Some((place, (university, row.role.as_str(), row.email.as_str())))
            }
            _ => None,
        })
        .unzip();
    let found = by_place(known::people(tx, &asked).await?, |row| row.place);
    for (at, place) in places.into_iter().enumerate() {
        let of = &mut judged[place];
        if let Some(Row::Person(row)) = &of.row {
            let rows = found.get(&at).map(Vec::as_slice).unwrap_or_default();
            let known: Vec<KnownPerson> = rows
                .iter()
                .map(|row| KnownPerson {
                    id: row.id,
                    name: row.name.clone(),
                    has_role: row.has_role,
                })
                .collect();
            of.verdict = import::person(mapping, row, &known);
            if let [one] = known.as_slice() {
                of.there = There::Person(one.clone());
            }
        }
    }
    Ok(())
}

fn known_universities(rows: &[known::University]) -> Vec<KnownUniversity> {
    rows.iter()
        .map(|row| KnownUniversity {
            id: row.id,
            name: row.name.clone(),
            slug: row.slug.clone(),
            code: row.short_code.clone(),
            external_reference: row.external_reference.clone(),
            // One that does not read is not known: the row then says it anew.
            nation: row.nation.as_deref().and_then(|code| code.parse().ok()),
            by_reference: row.by_reference,
            by_name: row.by_name,
            continued_by: row.continued_by.clone(),
            closed: row.closed,
        })
        .collect()
}

fn known_programmes(rows: &[known::Programme]) -> Result<Vec<KnownProgramme>, Failure> {
    rows.iter()
        .map(|row| {
            let directions = row.directions.iter().map(|code| code.parse());
            let directions: Result<_, domain::UnknownCode> = directions.collect();
            Ok(KnownProgramme {
                id: row.id,
                programme: ValidProgramme {
                    name: row.name.clone(),
                    purpose: row.purpose.clone(),
                    directions: directions.map_err(|error| Failure::Final(error.to_string()))?,
                    mentors: row.mentors,
                    started_on: row.started_on,
                    coordinator: row.coordinator.clone(),
                    // No file says so, so none changes it.
                    ended_on: None,
                },
                external_reference: row.external_reference.clone(),
                by_reference: row.by_reference,
            })
        })
        .collect()
}
