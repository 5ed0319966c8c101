//! What is kept until its time is over goes (E7): files of evidence, the words of letters, rows and files of imports. Each removal is
//! told in the trail; files leave storage after the transaction that says so.

use chrono::NaiveDate;
use domain::calendar::in_words;
use domain::retention::Kept;
use schema::Moment;
use serde::Deserialize;
use serde_json::json;
use store::Tx;
use store::jobs::Claimed;
use store::retention::{self, File};
use store::trail::{self, Event, Job};

use super::{DELETE_OBJECTS, Failure, Worker, payload, system_event};

/// Files of evidence removed in one transaction.
const AT_A_TIME: i64 = 100;

#[derive(Deserialize)]
struct Gone {
    keys: Vec<String>,
}

impl Worker {
    /// Removes objects that no row names any more.
    pub(super) async fn delete_objects(&self, job: &Claimed) -> Result<(), Failure> {
        let gone: Gone = payload(job)?;
        for key in gone.keys {
            self.files.delete(&key).await?;
        }
        Ok(())
    }

    /// Removes everything whose time is over today.
    pub(super) async fn retain(&self) -> Result<(), Failure> {
        while self.remove_evidence().await? {}
        self.empty_letters().await?;
        self.remove_join_requests().await?;
        self.empty_imports().await
    }

    /// One batch of files of evidence; `false` when there is none left.
    async fn remove_evidence(&self) -> Result<bool, Failure> {
        let moment = (self.now)();
        self.write(async |tx| {
            let files = retention::remove_files(tx, moment.today, AT_A_TIME).await?;
            let keys: Vec<&str> = files.iter().map(|file| file.object_key.as_str()).collect();
            let events: Vec<Event> = files.iter().map(|file| removed(file, moment)).collect();
            let gone = Job {
                kind: DELETE_OBJECTS,
                payload: json!({ "keys": keys }),
            };
            trail::tell_all(tx, &events, &[gone]).await?;
            Ok(!files.is_empty())
        })
        .await
    }

    async fn empty_letters(&self) -> Result<(), Failure> {
        self.write(async |tx| {
            let today = (self.now)().today;
            let many = retention::empty_letters(tx, today).await?;
            let day = day(Kept::Letters.over(today));
            let said = format!("The words of letters written by {day} were removed: {many}.");
            self.tell_many(tx, "letter.emptied", many, said).await
        })
        .await
    }

    async fn remove_join_requests(&self) -> Result<(), Failure> {
        self.write(async |tx| {
            let today = (self.now)().today;
            let many = retention::remove_join_requests(tx, today).await?;
            let day = day(Kept::JoinRequests.over(today));
            let said = format!("Requests to join answered by {day} were removed: {many}.");
            self.tell_many(tx, "joining.removed", many, said).await
        })
        .await
    }

    /// Tells the scheme's chain of so many things at once; nothing where there were none.
    async fn tell_many(
        &self,
        tx: &Tx,
        act: &'static str,
        many: usize,
        said: String,
    ) -> Result<(), Failure> {
        if many == 0 {
            return Ok(());
        }
        let now = (self.now)().now;
        let mut event = system_event(trail::SCHEME, None, trail::SCHEME, now, act, said);
        event.subject = None;
        event.after = Some(json!({ "count": many }));
        Ok(trail::tell(tx, &event, &[]).await?)
    }

    async fn empty_imports(&self) -> Result<(), Failure> {
        let Moment { now, today } = (self.now)();
        let abandoned = self
            .write(async |tx| Ok(retention::abandoned(tx, today).await?))
            .await?;
        for id in abandoned {
            let problem = "It was not gone on with for 90 days. Import the file again.";
            self.fail_import(id, problem).await?;
        }
        self.write(async |tx| {
            for import in retention::empty_imports(tx, today).await? {
                let said = format!(
                    "The rows and the file of {} were removed.",
                    import.file_name
                );
                let mut event =
                    system_event(trail::SCHEME, None, import.id, now, "import.emptied", said);
                event.after = Some(json!({ "rows": import.rows }));
                let gone = Job {
                    kind: DELETE_OBJECTS,
                    payload: json!({ "keys": import.object_key.into_iter().collect::<Vec<_>>() }),
                };
                trail::tell(tx, &event, &[gone]).await?;
            }
            Ok(())
        })
        .await
    }
}

/// Told in the university's chain; what says what the file was stays.
fn removed(file: &File, moment: Moment) -> Event {
    let said = format!(
        "The file {} was removed: what it served ended on {} (E7).",
        file.name,
        day(file.ended_on)
    );
    let mut event = system_event(
        file.university_id,
        None,
        file.evidence_id,
        moment.now,
        "evidence.expired",
        said,
    );
    event.after = Some(json!({ "sha256": file.sha256, "endedOn": file.ended_on }));
    event
}

fn day(day: NaiveDate) -> String {
    in_words(day)
}
