//! What the database tells of by itself: applications and imports that changed, heard on a connection of its own.

use std::pin::pin;

use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use futures_util::StreamExt;
use uuid::Uuid;

use crate::{Error, Result};

/// The channels that migrations' triggers notify: the trail's, and the imports'.
const APPLICATIONS: &str = "application_changed";
const IMPORTS: &str = "import_changed";

/// What changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    Application(Uuid),
    Import(Uuid),
}

/// Listens until the connection ends. `ready` is called once it does, `changed` with each thing.
///
/// # Errors
/// [`Error::Unavailable`] when there is no connection, or it ended: then something may have been missed.
pub async fn listen(
    url: &str,
    ready: impl FnOnce(),
    mut changed: impl FnMut(Thing),
) -> Result<std::convert::Infallible> {
    let mut conn = AsyncPgConnection::establish(url)
        .await
        .map_err(Error::unavailable)?;
    conn.batch_execute(&format!("listen {APPLICATIONS}; listen {IMPORTS}"))
        .await?;
    ready();
    let mut heard = pin!(conn.notifications_stream());
    while let Some(notification) = heard.next().await {
        let notification = notification?;
        let Ok(id) = notification.payload.parse() else {
            continue;
        };
        match notification.channel.as_str() {
            APPLICATIONS => changed(Thing::Application(id)),
            IMPORTS => changed(Thing::Import(id)),
            _ => {}
        }
    }
    Err(Error::unavailable("the listening connection ended"))
}
