//! What the rows of one batch write, gathered so that each table takes one statement.

use chrono::{DateTime, Utc};
use domain::import::{ApplicationRow, PersonRow, ProgrammeRow, Row, UniversityRow, Verdict};
use domain::lifecycle::ApplicationScope;
use domain::university::Nation;
use serde_json::{Value, json};
use store::Tx;
use store::applications::{self, NewApplication};
use store::imports::{Import, known, write};
use store::trail::Event;
use uuid::Uuid;

use super::event;
use super::judge::{Draft, Judged, There};
use crate::work::Failure;

/// What one batch writes, and what it tells.
pub(super) struct Writes<'a> {
    import: &'a Import,
    at: DateTime<Utc>,
    new_universities: Vec<write::University>,
    changed_universities: Vec<write::University>,
    new_programmes: Vec<write::Programme>,
    changed_programmes: Vec<write::Programme>,
    new_people: Vec<write::Person>,
    renamed_people: Vec<write::Person>,
    new_members: Vec<write::Member>,
    new_applications: Vec<NewApplication>,
    /// What is told of each application, in the order of the applications.
    started: Vec<(String, String)>,
    events: Vec<Event>,
}

impl<'a> Writes<'a> {
    pub(super) fn new(import: &'a Import, at: DateTime<Utc>) -> Self {
        Self {
            import,
            at,
            new_universities: Vec::new(),
            changed_universities: Vec::new(),
            new_programmes: Vec::new(),
            changed_programmes: Vec::new(),
            new_people: Vec::new(),
            renamed_people: Vec::new(),
            new_members: Vec::new(),
            new_applications: Vec::new(),
            started: Vec::new(),
            events: Vec::new(),
        }
    }

    /// Adds what a row says; gives what is needed to take it back.
    pub(super) fn add(&mut self, judged: Judged) -> Value {
        let university = judged.university.unwrap_or_default();
        match (judged.row, judged.there) {
            (Some(Row::University(row)), _) => self.add_university(row),
            (Some(Row::Programme(row)), _) => self.add_programme(university, row),
            (Some(Row::Person(row)), _) => {
                let known = match judged.verdict {
                    Verdict::New(known) => known,
                    _ => None,
                };
                self.add_person(university, row, known)
            }
            (Some(Row::Application(row)), There::Draft(draft)) => {
                self.start(university, &row, *draft)
            }
            // A row that is new reads, and an application that is new has its draft.
            (Some(Row::Application(_)) | None, _) => Value::Null,
        }
    }

    /// Changes what is there to what a row says; gives what is needed to put it back.
    pub(super) fn change(&mut self, judged: Judged) -> Value {
        match (judged.row, judged.there) {
            (Some(Row::University(row)), There::University(is)) => {
                let shown = |name: &str,
                             code: &str,
                             reference: Option<&str>,
                             nation: Option<Nation>| json!({ "name": name, "short_code": code, "external_reference": reference, "nation": nation });
                let before = shown(
                    &is.name,
                    &is.code,
                    is.external_reference.as_deref(),
                    is.nation,
                );
                let nation = row.nation.or(is.nation);
                let code = if row.says_code { &row.code } else { &is.code };
                let reference = row.external_reference.clone().or(is.external_reference);
                let after = shown(&row.name, code, reference.as_deref(), nation);
                self.tell(
                    is.id,
                    is.id,
                    "university.changed",
                    &row.name,
                    Some(before.clone()),
                    Some(after.clone()),
                );
                self.changed_universities.push(write::University {
                    id: is.id,
                    slug: None,
                    short_code: Some(code.clone()),
                    external_reference: reference,
                    nation: nation.map(Nation::as_str),
                    name: row.name,
                });
                json!({ "id": is.id, "before": before, "after": after })
            }
            (Some(Row::Programme(row)), There::Programme(is)) => self.change_programme(row, is),
            (Some(Row::Person(row)), There::Person(is)) => {
                let (before, after) = (json!({ "name": is.name }), json!({ "name": row.name }));
                let university = judged.university.unwrap_or_default();
                self.tell(
                    university,
                    is.id,
                    "person.changed",
                    &row.name,
                    Some(before.clone()),
                    Some(after.clone()),
                );
                self.renamed_people.push(write::Person {
                    id: is.id,
                    name: row.name,
                    email: None,
                });
                json!({ "id": is.id, "university": university, "before": before, "after": after })
            }
            // Only what is there differs.
            _ => Value::Null,
        }
    }

    fn add_university(&mut self, row: UniversityRow) -> Value {
        let id = Uuid::now_v7();
        let after = json!({ "name": row.name, "slug": row.slug, "short_code": row.code, "external_reference": row.external_reference, "nation": row.nation });
        self.tell(id, id, "university.added", &row.name, None, Some(after));
        self.new_universities.push(write::University {
            id,
            name: row.name,
            slug: Some(row.slug),
            short_code: Some(row.code),
            external_reference: row.external_reference,
            nation: row.nation.map(Nation::as_str),
        });
        json!({ "id": id })
    }

    fn add_programme(&mut self, university_id: Uuid, row: ProgrammeRow) -> Value {
        let new = said(university_id, Uuid::now_v7(), row);
        self.tell(
            university_id,
            new.id,
            "programme.added",
            &new.name,
            None,
            Some(json!(new)),
        );
        let made = json!({ "id": new.id, "university": university_id });
        self.new_programmes.push(new);
        made
    }

    fn change_programme(&mut self, row: ProgrammeRow, is: known::Programme) -> Value {
        let mut now = said(is.university_id, is.id, row);
        now.external_reference = now.external_reference.or(is.external_reference.clone());
        let before = json!({
            "name": is.name, "purpose": is.purpose, "directions": is.directions, "mentors": is.mentors,
            "started_on": is.started_on, "coordinator": is.coordinator, "external_reference": is.external_reference,
        });
        self.tell(
            is.university_id,
            is.id,
            "programme.changed",
            &now.name,
            Some(before.clone()),
            Some(json!(now)),
        );
        self.changed_programmes.push(now);
        json!({ "id": is.id, "university": is.university_id, "before": before, "after": { "version": is.version + 1 } })
    }

    fn add_person(&mut self, university_id: Uuid, row: PersonRow, known: Option<Uuid>) -> Value {
        let email = row.email.to_lowercase();
        // Two rows may give one new person two roles.
        let here = self
            .new_people
            .iter()
            .find(|new| new.email.as_deref() == Some(email.as_str()));
        let (person_id, added) = match known.or_else(|| here.map(|new| new.id)) {
            Some(id) => (id, false),
            None => (Uuid::now_v7(), true),
        };
        let role = row.role.as_str();
        let after = json!({ "name": row.name, "role": role });
        self.tell(
            university_id,
            person_id,
            "member.added",
            &row.name,
            None,
            Some(after),
        );
        if added {
            self.new_people.push(write::Person {
                id: person_id,
                name: row.name,
                email: Some(email),
            });
        }
        self.new_members.push(write::Member {
            university_id,
            person_id,
            role,
        });
        json!({ "id": person_id, "university": university_id, "role": role, "added": added })
    }

    fn start(&mut self, university_id: Uuid, row: &ApplicationRow, draft: Draft) -> Value {
        let level = draft
            .edition
            .edition
            .levels()
            .iter()
            .find(|level| level.rank == draft.rank);
        let (code, title) = level
            .map(|level| (level.code.clone(), level.title.clone()))
            .unwrap_or_default();
        let id = Uuid::now_v7();
        self.started.push((draft.called, title));
        self.new_applications.push(NewApplication {
            university_id,
            id,
            edition_id: draft.edition.id,
            scope: ApplicationScope::Single.as_str(),
            kind: draft.kind.as_str(),
            level: code,
            level_rank: draft.rank.into(),
            programmes: vec![draft.programme],
            language: row.language.as_str(),
            led_by: None,
            expectations: None,
            at: self.at,
        });
        json!({ "id": id, "university": university_id })
    }

    fn tell(
        &mut self,
        university: Uuid,
        subject: Uuid,
        act: &'static str,
        called: &str,
        before: Option<Value>,
        after: Option<Value>,
    ) {
        let done = if before.is_some() { "changed" } else { "added" };
        let summary = format!("{called} {done} by the import {}.", self.import.file_name);
        let mut event = event(self.import, university, subject, act, summary, self.at);
        (event.before, event.after) = (before, after);
        self.events.push(event);
    }

    /// Writes it all; gives what is told of it.
    pub(super) async fn write(mut self, tx: &Tx) -> Result<Vec<Event>, Failure> {
        write::add_universities(tx, &self.new_universities).await?;
        write::change_universities(tx, &self.changed_universities).await?;
        write::add_programmes(tx, &self.new_programmes, self.at).await?;
        write::change_programmes(tx, &self.changed_programmes).await?;
        write::add_people(tx, &self.new_people).await?;
        write::rename_people(tx, &self.renamed_people).await?;
        write::add_members(tx, &self.new_members).await?;
        if self.new_applications.is_empty() {
            return Ok(self.events);
        }
        let made = applications::insert_all(tx, &self.new_applications).await?;
        for (new, (called, title)) in self.new_applications.iter().zip(&self.started) {
            let reference = made.iter().find(|row| row.id == new.id);
            let reference = reference
                .map(|row| row.reference.as_str())
                .unwrap_or_default();
            let summary = format!(
                "{reference} started for {called} at {title} by the import {}.",
                self.import.file_name
            );
            let mut event = event(
                self.import,
                new.university_id,
                new.id,
                "application.started",
                summary,
                self.at,
            );
            (event.application, event.subject) = (Some(new.id), None);
            event.after = Some(
                json!({ "programmes": new.programmes, "level": new.level, "kind": new.kind, "language": new.language }),
            );
            self.events.push(event);
        }
        Ok(self.events)
    }
}

/// A programme as a row says it.
fn said(university_id: Uuid, id: Uuid, row: ProgrammeRow) -> write::Programme {
    let of = row.programme;
    write::Programme {
        university_id,
        id,
        name: of.name,
        purpose: of.purpose,
        directions: of
            .directions
            .iter()
            .map(|d| d.as_str().to_owned())
            .collect(),
        mentors: of.mentors,
        started_on: of.started_on,
        coordinator: of.coordinator,
        external_reference: row.external_reference,
    }
}
