//! The last step: what an import wrote is taken back as far as nothing was built on it since (B3).

use std::collections::{HashMap, HashSet};

use domain::access::Role;
use domain::import::{ImportKind, Problem, RowOutcome, kept_because};
use domain::lifecycle::{ImportAct, ImportState};
use serde::Deserialize;
use serde_json::{Value, json};
use store::Tx;
use store::imports::rows::{self, ImportRow, Settled};
use store::imports::{self, Change, Import, undo};
use store::trail::{self, Event};
use uuid::Uuid;

use super::{BATCH, count, event, kind};
use crate::work::{Failure, Worker};

/// What was kept of what a row did.
#[derive(Debug, Deserialize)]
struct Made {
    id: Uuid,
    university: Option<Uuid>,
    role: Option<Role>,
    /// Whether the row added the person, or only a role.
    #[serde(default)]
    added: bool,
    before: Option<Value>,
    after: Option<Value>,
}

/// Why what a row did stays, by the row's number; rows that are not named are taken back.
type Kept = HashMap<i32, &'static str>;

impl Worker {
    /// Takes back what an import wrote and was not taken back yet.
    pub(crate) async fn undo_import(&self, id: Uuid) -> Result<(), Failure> {
        while self.undo_batch(id).await? {}
        self.finish_undoing(id).await
    }

    /// One batch; `false` when there is none left.
    async fn undo_batch(&self, id: Uuid) -> Result<bool, Failure> {
        self.write(async |tx| {
            let Some(import) = imports::lock(tx, id).await? else {
                return Ok(false);
            };
            if import.state != ImportState::Undoing.as_str() {
                return Ok(false);
            }
            let most = i64::try_from(BATCH).unwrap_or(i64::MAX);
            let batch = rows::that_did(tx, id, import.at_row, most).await?;
            let Some(last) = batch.last().map(|row| row.number) else {
                return Ok(false);
            };
            let made = batch
                .iter()
                .map(|row| Ok((row, read(row)?)))
                .collect::<Result<Vec<_>, Failure>>()?;
            let kept = self.take_back(tx, &import, &made).await?;
            let (settled, events) = self.told(&import, &made, &kept)?;
            rows::settle_all(tx, id, &settled).await?;
            trail::tell_all(tx, &events, &[]).await?;
            let all = count(made.len());
            let stay = count(kept.len());
            let change = Change {
                at_row: Some(last),
                done_rows: Some(import.done_rows + all),
                taken_back_rows: Some(import.taken_back_rows + all - stay),
                kept_rows: Some(import.kept_rows + stay),
                ..Change::default()
            };
            imports::change(tx, id, &change).await?;
            Ok(true)
        })
        .await
    }

    /// Takes back what rows did; what stays, and why.
    async fn take_back(
        &self,
        tx: &Tx,
        import: &Import,
        made: &[(&ImportRow, Made)],
    ) -> Result<Kept, Failure> {
        let (changed, added): (Vec<_>, Vec<_>) =
            made.iter().partition(|(_, made)| made.before.is_some());
        let mut kept = Kept::new();
        let kind = kind(import)?;
        if !changed.is_empty() {
            let before: Vec<undo::Before> = changed
                .iter()
                .map(|(_, made)| undo::Before {
                    id: made.id,
                    before: made.before.clone().unwrap_or_default(),
                    after: made.after.clone().unwrap_or_default(),
                })
                .collect();
            let restored = match kind {
                ImportKind::Universities => undo::restore_universities(tx, &before).await?,
                ImportKind::Programmes => undo::restore_programmes(tx, &before).await?,
                ImportKind::People => undo::restore_people(tx, &before).await?,
                ImportKind::Applications => Vec::new(),
            };
            for (row, made) in &changed {
                if !restored.contains(&made.id) {
                    kept.insert(row.number, kept_because("version"));
                }
            }
        }
        if added.is_empty() {
            return Ok(kept);
        }
        let ids: Vec<Uuid> = added.iter().map(|(_, made)| made.id).collect();
        match kind {
            ImportKind::Universities | ImportKind::Programmes => {
                let table = if kind == ImportKind::Programmes {
                    "programme"
                } else {
                    "university"
                };
                let removed = undo::remove(tx, table, &ids).await?;
                let hangs: HashMap<Uuid, String> = removed
                    .into_iter()
                    .filter_map(|removed| Some((removed.id, removed.hangs?)))
                    .collect();
                for (row, made) in &added {
                    if let Some(hangs) = hangs.get(&made.id) {
                        kept.insert(row.number, kept_because(hangs));
                    }
                }
            }
            ImportKind::Applications => {
                let at = (self.now)().now;
                let withdrawn: HashSet<Uuid> = undo::withdraw_drafts(tx, &ids, at)
                    .await?
                    .into_iter()
                    .collect();
                for (row, made) in &added {
                    if !withdrawn.contains(&made.id) {
                        kept.insert(row.number, kept_because("application"));
                    }
                }
            }
            ImportKind::People => {
                let active: HashSet<Uuid> = undo::active(tx, &ids).await?.into_iter().collect();
                let mut members = Vec::new();
                let mut people = Vec::new();
                for (row, made) in &added {
                    let (Some(university), Some(role)) = (made.university, made.role) else {
                        continue;
                    };
                    if active.contains(&made.id) {
                        kept.insert(row.number, kept_because("trail"));
                        continue;
                    }
                    members.push((university, made.id, role.as_str()));
                    if made.added {
                        people.push(made.id);
                    }
                }
                undo::remove_members(tx, &members).await?;
                // Somebody who was given another role since stays a person; the role of this import is gone.
                undo::remove(tx, "person", &people).await?;
            }
        }
        Ok(kept)
    }

    /// What becomes of the rows, and what is told of those that were taken back.
    fn told(
        &self,
        import: &Import,
        made: &[(&ImportRow, Made)],
        kept: &Kept,
    ) -> Result<(Vec<Settled>, Vec<Event>), Failure> {
        let at = (self.now)().now;
        let kind = kind(import)?;
        let mut settled = Vec::with_capacity(made.len());
        let mut events = Vec::with_capacity(made.len());
        for (row, made) in made {
            let why = kept.get(&row.number);
            let (outcome, problems) = match why {
                Some(why) => (RowOutcome::Kept, json!([Problem::of_row("B3", *why)])),
                None => (RowOutcome::TakenBack, json!([])),
            };
            settled.push(Settled {
                number: row.number,
                verdict: row.verdict.clone(),
                problems,
                changes: row.changes.clone(),
                outcome: Some(outcome.as_str()),
                made: None,
            });
            if why.is_some() {
                continue;
            }
            let act = match (kind, made.before.is_some()) {
                (ImportKind::Universities, true) => "university.changed",
                (ImportKind::Universities, false) => "university.removed",
                (ImportKind::Programmes, true) => "programme.changed",
                (ImportKind::Programmes, false) => "programme.removed",
                (ImportKind::People, true) => "person.changed",
                (ImportKind::People, false) => "member.removed",
                (ImportKind::Applications, _) => "application.withdrawn",
            };
            let summary = format!(
                "Row {} of the import {} was taken back.",
                row.number, import.file_name
            );
            let university = made.university.unwrap_or(made.id);
            let mut event = event(import, university, made.id, act, summary, at);
            event.after.clone_from(&made.before);
            if kind == ImportKind::Applications {
                (event.application, event.subject) = (Some(made.id), None);
            }
            events.push(event);
        }
        Ok((settled, events))
    }

    /// What could be taken back was.
    pub(super) async fn finish_undoing(&self, id: Uuid) -> Result<(), Failure> {
        self.finish_import(
            id,
            None,
            ImportAct::FinishUndoing,
            "import.undone",
            |import| {
                format!(
                    "{} was taken back: {} rows undone, {} kept.",
                    import.file_name, import.taken_back_rows, import.kept_rows
                )
            },
        )
        .await
    }
}

fn read(row: &ImportRow) -> Result<Made, Failure> {
    let made = row.made.clone().unwrap_or_default();
    serde_json::from_value(made).map_err(|error| Failure::Final(error.to_string()))
}
