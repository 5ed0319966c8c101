//! Who is gone leaves the university, and its last mentoring manager is followed by the first who was named and has signed in (U1, U10).

use domain::notice::NoticeKind;
use domain::people::{Follower, the_next};
use serde_json::{Value, json};
use store::providers::Provider;
use store::trail::{self, Event, Job};
use store::{Tx, claim_rules, people, successors, universities};
use uuid::Uuid;

use super::pages::Problem;
use super::ruled::called;
use super::shown;
use crate::app::App;
use crate::http::door::Peer;
use crate::work::kinds::NOTIFY_PERSON;

/// Somebody of whom a university's own provider says that they are gone leaves the university, whoever gave them what they were there.
///
/// # Errors
/// What the database says.
pub(super) async fn gone(
    app: &App,
    tx: &Tx,
    peer: Peer,
    provider: &Provider,
    person: Uuid,
) -> Result<(), Problem> {
    // The scheme's own says nothing about who belongs to a university.
    let Some(university) = provider.of_university else {
        return Ok(());
    };
    if !claim_rules::hold(tx, university).await? {
        return Ok(());
    }
    let going = Going {
        app,
        tx,
        peer,
        university,
        provider,
        person,
    };
    going.leaves().await
}

/// Whoever goes, from where, by whose word.
pub(super) struct Going<'a> {
    pub app: &'a App,
    pub tx: &'a Tx,
    pub peer: Peer,
    pub university: Uuid,
    pub provider: &'a Provider,
    pub person: Uuid,
}

impl Going<'_> {
    async fn leaves(&self) -> Result<(), Problem> {
        let held = successors::held(self.tx, self.university, self.person).await?;
        if held.is_empty() {
            return Ok(());
        }
        let name = self.name(self.person).await?;
        let last = held.iter().any(|held| {
            held.role == "MANAGER" && held.signed_in_at.is_some() && !held.another_manages
        });
        let followed = !last || self.is_followed(&name).await?;
        let provider = &self.provider.name;
        for role in successors::leave(self.tx, self.university, self.person).await? {
            let said = format!(
                "{name} is no {} any more: {provider} says that they are gone.",
                called(&role)
            );
            self.tell(
                self.person,
                "member.removed",
                said,
                json!({ "was": role }),
                &[],
            )
            .await?;
        }
        if !followed {
            let said = format!(
                "{provider} says that {name} is gone, and nobody who was named to follow has signed in: they are still the mentoring manager here."
            );
            self.tell(self.person, "member.gone", said, json!({}), &[])
                .await?;
        }
        Ok(())
    }

    /// Makes a mentoring manager of whoever follows the last one, and writes to them; false where there is nobody.
    ///
    /// # Errors
    /// What the database says.
    pub(super) async fn is_followed(&self, whom: &str) -> Result<bool, Problem> {
        let rows = successors::list(self.tx, self.university).await?;
        let order: Vec<Follower<Uuid>> = rows
            .iter()
            .map(|row| Follower {
                who: row.person_id,
                signed_in: row.signed_in_at.is_some(),
            })
            .collect();
        let Some(next) = the_next(&order, self.person) else {
            return Ok(false);
        };
        successors::promote(self.tx, self.university, next).await?;
        let name = self.name(next).await?;
        let of = universities::by_ids(self.tx, &[self.university]).await?;
        let of = of.first().map_or("your university", |of| of.name.as_str());
        let letter = Job {
            kind: NOTIFY_PERSON,
            payload: json!({ "kind": NoticeKind::Invitation,
                "person_id": next,
                "subject": format!("You are mentoring manager of {of} now"),
                "text": format!(
                    "{whom} has left {of}, and you were named to follow. You are its mentoring manager from now on: its programmes, applications, people and awards are with you."
                ),
                "path": "/",
            }),
        };
        let said = format!("{name} is mentoring manager now, being named to follow {whom}.");
        let after = json!({ "role": "MANAGER", "follows": self.person });
        self.tell(next, "member.succeeded", said, after, &[letter])
            .await?;
        Ok(true)
    }

    async fn name(&self, person: Uuid) -> Result<String, Problem> {
        let known = people::by_ids(self.tx, &[person]).await?;
        Ok(known
            .into_iter()
            .next()
            .map_or_else(String::new, |known| known.name))
    }

    async fn tell(
        &self,
        about: Uuid,
        act: &'static str,
        summary: String,
        mut after: Value,
        jobs: &[Job],
    ) -> Result<(), Problem> {
        after["provider"] = json!(self.provider.slug);
        let event = Event {
            university: self.university,
            application: None,
            subject: Some(about),
            actor: None,
            at: self.app.clock.now().now,
            act,
            summary,
            before: None,
            after: Some(after),
            origin: shown(self.peer),
        };
        Ok(trail::tell(self.tx, &event, jobs).await?)
    }
}
