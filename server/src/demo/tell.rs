//! Telling the story: every deed becomes an operation of the product, by the person, on that day.

mod evidence;
mod money;
mod second;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::{NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::London;
use domain::Rating;
use domain::access::Role;
use domain::id::{self, Kind};
use schema::Moment;
use serde_json::{Value, json};
use store::Viewer;

use super::act::Actor;
use super::cast;
use super::story::{Deed, Mark, Outcome, Story, What};
use super::{Error, Stage};
use crate::work::Worker;

/// Whatever selection suffices where the answer is not looked at.
const ANY: &str = "{ application { id } }";

/// What is known of the story so far.
pub struct Teller<'a> {
    stage: &'a Stage<'a>,
    actor: Actor<'a>,
    story: &'a Story,
    programmes: HashMap<usize, String>,
    cases: HashMap<usize, Known>,
}

/// What is known of one application.
#[derive(Default)]
struct Known {
    id: String,
    order: String,
    request: String,
    evidence: Vec<String>,
    versions: HashMap<String, i32>,
    /// What its assessor made of it: the last mark of each criterion, and the outcomes.
    judged: BTreeMap<String, Rating>,
    outcomes: Vec<(u8, Option<String>)>,
    departs: bool,
}

/// The London time as a moment; a time that the day lacks is taken an hour later.
fn moment(at: NaiveDateTime) -> Moment {
    let later = at + chrono::TimeDelta::hours(1);
    let now = London
        .from_local_datetime(&at)
        .earliest()
        .or_else(|| London.from_local_datetime(&later).earliest())
        .map_or_else(|| at.and_utc(), |at| at.with_timezone(&Utc));
    Moment {
        now,
        today: domain::civil_day(now),
    }
}

/// A person of the story as they act.
///
/// # Errors
/// When nobody is called so.
pub fn viewer(subject: &str) -> Result<Viewer, Error> {
    let person =
        cast::person(subject).ok_or_else(|| Error::Story(format!("nobody is called {subject}")))?;
    let (id, role) = (person.id(), person.role);
    Ok(match role {
        Role::Manager | Role::Contributor | Role::Viewer => Viewer::Member {
            person: id,
            university: cast::university(person.university)
                .ok_or_else(|| Error::Story(format!("{subject} has no university")))?
                .id(),
            role,
        },
        Role::Assessor | Role::LeadAssessor => Viewer::Assessor { person: id, role },
        Role::Operator | Role::Administrator => Viewer::Operator { person: id, role },
    })
}

fn text(value: &Value, path: &str) -> Result<String, Error> {
    let found = value.pointer(path).and_then(Value::as_str);
    found
        .map(str::to_owned)
        .ok_or_else(|| Error::Story(format!("{path} is missing in {value}")))
}

impl<'a> Teller<'a> {
    /// A teller who knows nothing yet.
    pub fn new(stage: &'a Stage<'a>, story: &'a Story) -> Self {
        Self {
            stage,
            actor: Actor::new(stage.db, stage.house),
            story,
            programmes: HashMap::new(),
            cases: HashMap::new(),
        }
    }

    /// Does one deed.
    ///
    /// # Errors
    /// Whatever the product said when it did not take it.
    pub async fn tell(&mut self, deed: &Deed) -> Result<(), Error> {
        let moment = moment(deed.at);
        if matches!(deed.what, What::Night) {
            self.worker(moment).run_due().await?;
            return Ok(());
        }
        let viewer = viewer(deed.by)?;
        match &deed.what {
            What::Night => {}
            What::Add { programme } => self.add(viewer, moment, *programme).await?,
            What::Start {
                case,
                programme,
                level,
            } => {
                let input =
                    json!({ "programmeId": self.programmes.get(programme), "level": level });
                let made = self
                    .one(viewer, moment, "startApplication", input, ANY)
                    .await?;
                self.case(*case).id = text(&made, "/application/id")?;
            }
            What::Rate { case, marks } => {
                let inputs = self.marks(*case, marks, "rate");
                self.many(viewer, moment, "rateCriterion", inputs, ANY)
                    .await?;
            }
            What::Judge { case, marks } => {
                let inputs = self.marks(*case, marks, "judge");
                let judged = marks
                    .iter()
                    .map(|mark| (mark.reference.clone(), mark.rating));
                self.case(*case).judged.extend(judged);
                self.many(viewer, moment, "judgeCriterion", inputs, ANY)
                    .await?;
            }
            What::Link {
                case,
                request,
                links,
            } => self.link(viewer, moment, *case, *request, links).await?,
            What::Send {
                case,
                request,
                paper,
            } => self.send(viewer, moment, *case, *request, paper).await?,
            What::Submit {
                case,
                purchase_order,
            } => {
                let mut input = self.versioned(viewer, moment, *case).await?;
                input["purchaseOrder"] = json!(purchase_order);
                let selection = "{ application { order { id } } }";
                let sent = self
                    .one(viewer, moment, "submitApplication", input, selection)
                    .await?;
                self.case(*case).order = text(&sent, "/application/order/id")?;
            }
            What::Withdraw { case, reason } => {
                let mut input = self.versioned(viewer, moment, *case).await?;
                input["reason"] = json!(reason);
                self.one(viewer, moment, "withdrawApplication", input, ANY)
                    .await?;
            }
            What::Pay {
                case,
                on,
                reference,
                part,
            } => {
                self.pay(viewer, moment, *case, (*on, reference), *part)
                    .await?;
            }
            What::StartEarly { case, reason } => {
                let input = json!({ "orderId": self.case(*case).order, "reason": reason });
                let selection = "{ order { id } }";
                self.one(viewer, moment, "startBeforePayment", input, selection)
                    .await?;
            }
            What::Assign { case, assessor } => {
                let mut input = self.versioned(viewer, moment, *case).await?;
                let person = cast::person(assessor).map(cast::Person::id);
                input["assessorId"] = json!(id::encode(Kind::Person, person.unwrap_or_default()));
                self.one(viewer, moment, "assignAssessor", input, ANY)
                    .await?;
            }
            What::Open { case } => {
                let evidence = self.case(*case).evidence.clone();
                let inputs = evidence
                    .iter()
                    .take(3)
                    .map(|id| json!({ "evidenceId": id }))
                    .collect();
                self.many(viewer, moment, "openEvidence", inputs, "{ inline }")
                    .await?;
            }
            What::Ask {
                case,
                criteria,
                question,
                due_on,
            } => {
                let input = json!({
                    "applicationId": self.case(*case).id, "criteria": criteria, "question": question, "dueOn": due_on,
                });
                let selection = "{ request { id } }";
                let asked = self
                    .one(viewer, moment, "requestEvidence", input, selection)
                    .await?;
                self.case(*case).request = text(&asked, "/request/id")?;
            }
            What::Answer { case, text } => {
                let input = json!({ "requestId": self.case(*case).request, "answer": text });
                self.one(viewer, moment, "answerEvidenceRequest", input, ANY)
                    .await?;
            }
            What::Close { case } => {
                let input = json!({ "requestId": self.case(*case).request });
                self.one(viewer, moment, "closeEvidenceRequest", input, ANY)
                    .await?;
            }
            What::Confirm { case, outcomes } => {
                self.confirm(viewer, moment, *case, outcomes).await?;
            }
            What::Decide { case, feedback } => {
                let mut input = self.versioned(viewer, moment, *case).await?;
                input["feedback"] = json!(feedback);
                self.decide(viewer, moment, *case, input).await?;
            }
        }
        if deed.what.leaves_letters() {
            self.work(moment).await?;
        }
        Ok(())
    }

    /// Does the jobs that were left until a moment, as the worker would have.
    ///
    /// # Errors
    /// When jobs cannot be claimed.
    pub async fn work(&self, moment: Moment) -> Result<(), Error> {
        self.worker(moment).run_left().await?;
        Ok(())
    }

    fn worker(&self, moment: Moment) -> Worker {
        let Stage {
            db, files, mail, ..
        } = *self.stage;
        let now = Arc::new(move || moment);
        let url = &self.stage.house.public_url;
        Worker::new(db.clone(), files.clone(), mail.clone(), now, url)
    }

    fn case(&mut self, case: usize) -> &mut Known {
        self.cases.entry(case).or_default()
    }

    async fn many(
        &self,
        viewer: Viewer,
        moment: Moment,
        name: &str,
        inputs: Vec<Value>,
        selection: &str,
    ) -> Result<Vec<Value>, Error> {
        self.actor
            .mutate(viewer, moment, name, inputs, selection)
            .await
    }

    async fn one(
        &self,
        viewer: Viewer,
        moment: Moment,
        name: &str,
        input: Value,
        selection: &str,
    ) -> Result<Value, Error> {
        let mut answers = self
            .many(viewer, moment, name, vec![input], selection)
            .await?;
        Ok(answers.pop().unwrap_or_default())
    }

    /// The input of a mutation that has to have seen the latest move.
    async fn versioned(
        &mut self,
        viewer: Viewer,
        moment: Moment,
        case: usize,
    ) -> Result<Value, Error> {
        let id = self.case(case).id.clone();
        let document = "query($id: ID!) { application(id: $id) { version } }";
        let found = self
            .actor
            .act(viewer, moment, document, json!({ "id": id }))
            .await?;
        Ok(json!({ "applicationId": id, "version": found.pointer("/application/version") }))
    }

    fn marks(&mut self, case: usize, marks: &[Mark], as_what: &str) -> Vec<Value> {
        let known = self.case(case);
        marks
            .iter()
            .map(|mark| {
                let key = format!("{as_what} {}", mark.reference);
                let version = known.versions.entry(key).or_default();
                let mut input = json!({
                    "applicationId": known.id, "ref": mark.reference, "value": mark.rating, "version": *version,
                });
                *version += 1;
                if as_what == "rate" {
                    input["statement"] = json!(mark.text);
                    input["elements"] = json!(mark.elements);
                } else {
                    input["note"] = json!(mark.text);
                }
                input
            })
            .collect()
    }

    async fn add(&mut self, viewer: Viewer, moment: Moment, programme: usize) -> Result<(), Error> {
        let about = &self.story.programmes[programme];
        let input = json!({
            "name": about.voice.programme, "purpose": about.purpose, "directions": about.directions,
            "mentors": about.voice.count, "startedOn": about.started_on, "coordinator": about.coordinator,
        });
        let selection = "{ programme { id } }";
        let made = self
            .one(viewer, moment, "addProgramme", input, selection)
            .await?;
        let id = text(&made, "/programme/id")?;
        let colleagues = cast::PEOPLE.iter().filter(|person| {
            let university = cast::university(person.university).map(cast::University::id);
            person.role == Role::Contributor && university == viewer.university()
        });
        for person in colleagues {
            let input = json!({ "personId": id::encode(Kind::Person, person.id()), "programmeIds": [id], "removedProgrammeIds": [] });
            let selection = "{ people { role } }";
            self.one(viewer, moment, "nameContributor", input, selection)
                .await?;
        }
        self.programmes.insert(programme, id);
        Ok(())
    }

    async fn confirm(
        &mut self,
        viewer: Viewer,
        moment: Moment,
        case: usize,
        outcomes: &[Outcome],
    ) -> Result<(), Error> {
        let known = self.case(case);
        known.outcomes = outcomes
            .iter()
            .map(|one| (one.pillar, one.level.clone()))
            .collect();
        known.departs = outcomes.iter().any(|one| one.reason.is_some());
        let id = known.id.clone();
        let inputs = outcomes
            .iter()
            .map(|outcome| {
                json!({
                    "applicationId": id, "pillar": outcome.pillar, "level": outcome.level,
                    "reason": outcome.reason, "version": 0,
                })
            })
            .collect();
        self.many(viewer, moment, "confirmOutcome", inputs, ANY)
            .await?;
        Ok(())
    }
}
