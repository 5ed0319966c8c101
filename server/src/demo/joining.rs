//! A university that asks to join, and waits for an operator (U6).

use chrono::TimeDelta;
use domain::joining::JoinInput;
use store::{Access, Viewer, joining};
use uuid::Uuid;

use super::{Error, Stage};

/// Has it ask, the day before.
///
/// # Errors
/// Whatever the product said when it did not take it.
pub async fn tell(stage: &Stage<'_>) -> Result<(), Error> {
    let moment = stage.clock.now();
    let asked = JoinInput {
        university: "University of Thornhaven".to_owned(),
        address: "Harbour Street\nThornhaven\nTH1 1AA".to_owned(),
        domain: "thornhaven.example".to_owned(),
        name: "Gwen Pascoe".to_owned(),
        position: "Head of student success".to_owned(),
        email: "gwen.pascoe@thornhaven.example".to_owned(),
    };
    let asked = asked
        .validate()
        .map_err(|wrong| Error::Story(wrong.to_string()))?;
    let at = moment.now - TimeDelta::days(1);
    let tx = stage
        .db
        .begin(&Viewer::System, Access::Write, moment.today)
        .await?;
    let done = joining::ask(&tx, Uuid::now_v7(), &asked, at).await;
    tx.finish(done.is_ok()).await?;
    done?;
    Ok(())
}
