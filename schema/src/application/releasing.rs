//! Releasing a decision that was made: to a second pair of eyes, or to the university with the award (J6, A1, A2).

use domain::id::{self, Kind};
use domain::judgement::{self, Decision, DecisionFacts, Recorded};
use domain::lifecycle::{self, ApplicationAct, ApplicationFacts, ApplicationState};
use domain::moderation::{self, Sampled, Sampling, compare};
use domain::notice::NoticeKind;
use domain::standard::Edition;
use serde_json::json;
use store::applications::{self as rows, Change};
use store::casefile;
use store::editions::Shelf;
use store::judging::{self, NewAward, NewDecision};
use store::trail::{self, Event, Job};
use store::{Tx, settings};
use uuid::Uuid;

use super::deciding::{MATERIAL, outcome};
use super::facts;
use super::material::Material;
use crate::error::{Error, Result};
use crate::loaders::Facts;
use crate::moment::Moment;

/// A decision on its way out: the row is held, everything it stands on is read.
struct Release<'a> {
    tx: &'a Tx,
    moment: Moment,
    edition: &'a Edition,
    row: rows::Application,
    read: Facts,
    pending: casefile::PendingDecision,
}

/// Releases a decision that was made: to the second assessor where the case is sampled, to a lead assessor where the two
/// differ, and else to the university, with the award that follows (J6, A1, A2). Does nothing where nothing is due, so it
/// is safe to repeat.
///
/// # Errors
/// When the decision does not stand any more, with the reasons; and whatever the database says.
pub async fn release(tx: &Tx, shelf: &Shelf, moment: Moment, application: Uuid) -> Result<()> {
    let Some(row) = rows::lock(tx, application).await? else {
        return Ok(());
    };
    let edition = shelf.get(tx, row.edition_id).await?;
    let edition = edition.ok_or(Error::NotFound("edition"))?.edition;
    let read = Facts::read(tx, row.id, &MATERIAL).await?;
    let moderation = read.moderation()?;
    let Some(pending) = moderation.pending.clone() else {
        return Ok(());
    };
    let state: ApplicationState = row.state.parse()?;
    let due = row.release_at.is_some_and(|at| at <= moment.now);
    if state.is_over() || !(due || state == ApplicationState::Moderation) {
        return Ok(());
    }
    let release = Release {
        tx,
        moment,
        edition: &edition,
        row,
        read,
        pending,
    };
    let marking = facts::second_marking(&moderation);
    match &moderation.second {
        None => match release.sampled().await? {
            Some(why) => release.moderate(Some(why)).await,
            None => release.decide().await,
        },
        Some(_) if !marking.submitted && state == ApplicationState::Moderation => Ok(()),
        Some(_) if !marking.submitted => release.moderate(None).await,
        Some(_) => release.compare(&moderation, marking).await,
    }
}

impl Release<'_> {
    /// Whether the case is second-marked, and why (J6).
    async fn sampled(&self) -> Result<Option<Sampled>> {
        let set = settings::read(self.tx).await?;
        let sampling = Sampling::new(set.second_mark_percent, set.second_mark_new_below)?;
        let decided = store::moderation::decided_by(self.tx, self.pending.made_by).await?;
        let draw = settings::draw(self.tx).await?;
        Ok(moderation::sampled(sampling, self.row.id, decided, draw))
    }

    /// Hands the case to second marking, which it opens where it was sampled just now.
    async fn moderate(self, sampled: Option<Sampled>) -> Result<()> {
        self.put_into_moderation().await?;
        let Some(why) = sampled else {
            return Ok(());
        };
        let (university, id) = (self.row.university_id, self.row.id);
        let second =
            store::moderation::open(self.tx, university, id, why.as_str(), self.moment.now).await?;
        let words = match why {
            Sampled::NewAssessor => "its assessor is new",
            Sampled::Drawn => "it was drawn",
        };
        let summary = format!("{} is second-marked: {words}.", self.row.reference);
        let mut event = self.event("second_marking.opened", summary);
        event.subject = Some(second);
        event.after = Some(json!({ "why": why }));
        Ok(trail::tell(self.tx, &event, &[]).await?)
    }

    /// Puts the case into moderation, where it is not.
    async fn put_into_moderation(&self) -> Result<()> {
        let state: ApplicationState = self.row.state.parse()?;
        if state == ApplicationState::Moderation {
            return Ok(());
        }
        let undecided = judgement::undecided(&self.facts()?);
        let guards = ApplicationFacts {
            undecided: &undecided,
            second_marking: Some(lifecycle::SecondMarking::default()),
            ..ApplicationFacts::default()
        };
        let today = self.moment.today;
        let next = lifecycle::step(state, ApplicationAct::Moderate, &guards, today)?;
        let change = Change {
            state: Some(next.as_str()),
            release_at: Some(None),
            updated_at: Some(self.moment.now),
            ..Change::default()
        };
        rows::change(self.tx, self.row.id, &change).await?;
        let summary = format!(
            "{} is looked at by a second pair of eyes before its decision is released.",
            self.row.reference
        );
        let mut event = self.event("application.moderated", summary);
        event.before = Some(json!({ "state": state }));
        event.after = Some(json!({ "state": next }));
        Ok(trail::tell(self.tx, &event, &[]).await?)
    }

    /// Both have marked: releases what they agree on or a lead has settled, and else asks the leads.
    async fn compare(
        self,
        read: &casefile::Moderation,
        marking: lifecycle::SecondMarking,
    ) -> Result<()> {
        self.put_into_moderation().await?;
        if marking.settled {
            return self.decide().await;
        }
        let second = facts::second_record(read, &self.row)?;
        let comparison = compare(self.edition, &self.facts()?.record, &second);
        let differs = comparison.differs();
        store::moderation::compared(self.tx, self.row.id, differs).await?;
        if !differs {
            return self.decide().await;
        }
        let leads = store::moderation::leads(self.tx, self.row.id).await?;
        let asked: Vec<Job> = leads.iter().map(|lead| self.ask_to_settle(*lead)).collect();
        let summary = format!(
            "{}: the two outcomes differ; a lead assessor settles them.",
            self.row.reference
        );
        let mut event = self.event("second_marking.differs", summary);
        event.after = Some(json!(comparison));
        Ok(trail::tell(self.tx, &event, &asked).await?)
    }

    fn ask_to_settle(&self, lead: Uuid) -> Job {
        Job {
            kind: "notify_person",
            payload: json!({ "kind": NoticeKind::Assignment,
                "person_id": lead,
                "subject": format!("{} waits to be settled", self.row.reference),
                "text": format!("Two assessors differ on {}. A lead assessor settles it, with a reason.", self.row.reference),
                "path": format!("/moderation/{}", id::encode(Kind::Application, self.row.id)),
            }),
        }
    }

    fn facts(&self) -> Result<DecisionFacts<'_>> {
        Material::read(&self.read)?.facts(self.edition, &self.row, self.moment.today)
    }

    /// Told as whoever made the decision.
    fn event(&self, act: &'static str, summary: String) -> Event {
        Event {
            university: self.row.university_id,
            application: Some(self.row.id),
            subject: None,
            actor: Some(self.pending.made_by),
            at: self.moment.now,
            act,
            summary,
            before: None,
            after: None,
            origin: None,
        }
    }

    /// Stores the decision and the award that follows, and tells the university.
    async fn decide(self) -> Result<()> {
        let facts = self.facts()?;
        let decision = judgement::decide(&facts)?;
        let recorded = Recorded {
            edition: self.edition.content_hash().to_owned(),
            record: facts.record,
            decision: decision.clone(),
        };
        let level = decision.level.and_then(|rank| self.edition.level_at(rank));
        let new = NewDecision {
            university: self.row.university_id,
            application: self.row.id,
            level: level.map(|level| level.code.as_str()),
            level_rank: decision.level.map(i32::from),
            feedback: &self.pending.feedback,
            record: &json!(recorded),
            digest: &decision.digest,
            by: self.pending.made_by,
            at: self.moment.now,
            today: self.moment.today,
        };
        let number = self.award(&decision).await?;
        judging::decide(self.tx, &new).await?;
        store::moderation::forget(self.tx, self.row.id).await?;
        let (reference, outcome) = (&self.row.reference, outcome(self.edition, decision.level));
        let summary = match &number {
            Some(number) => format!("{reference} decided: {outcome}. Certificate {number}."),
            None => format!("{reference} decided: {outcome}."),
        };
        let mut event = self.event("application.decided", summary);
        event.before = Some(json!({ "state": self.row.state }));
        event.after = Some(
            json!({ "state": "DECIDED", "level": new.level, "award": number, "digest": decision.digest }),
        );
        let notice = Job {
            kind: "notify_university",
            payload: json!({ "kind": NoticeKind::Decision,
                "university_id": self.row.university_id,
                "subject": format!("{reference} is decided"),
                "text": format!("{reference} is decided: {outcome}. The reasons and the assessor's feedback are with the application."),
                "path": format!("/applications/{}", id::encode(Kind::Application, self.row.id)),
            }),
        };
        Ok(trail::tell(self.tx, &event, &[notice]).await?)
    }

    /// The award that follows from a decision (A1, A2), and its certificate number.
    async fn award(&self, decision: &Decision) -> Result<Option<String>> {
        let covered = self.read.programmes()?;
        let programmes = facts::programmes(&covered);
        let follows = domain::award::follows(
            self.edition,
            self.row.kind.parse()?,
            &programmes,
            decision.level,
            self.moment.today,
        );
        let level = decision.level.and_then(|rank| self.edition.level_at(rank));
        let (Some(follows), Some(level)) = (follows, level) else {
            return Ok(None);
        };
        let ids: Vec<Uuid> = covered.iter().map(|programme| programme.id).collect();
        let superseded: Vec<Uuid> = covered
            .iter()
            .zip(&programmes)
            .flat_map(|(row, facts)| row.holds.iter().zip(&facts.holds))
            .filter(|(_, held)| follows.takes_the_place_of(held, level.rank))
            .map(|(row, _)| row.id)
            .collect();
        let new = NewAward {
            scheme: self.edition.scheme_code(),
            level: &level.code,
            level_title: &level.title,
            level_rank: level.rank.into(),
            level_count: i32::try_from(self.edition.levels().len()).unwrap_or(i32::MAX),
            awarded_on: follows.awarded_on,
            expires_on: follows.expires_on,
            programmes: &ids,
            supersedes: &superseded,
        };
        let (university, id) = (self.row.university_id, self.row.id);
        Ok(Some(judging::award(self.tx, university, id, &new).await?))
    }
}
