//! What the database tells of by itself: applications that changed, heard on a connection of its own.

use std::pin::pin;

use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use futures_util::StreamExt;
use uuid::Uuid;

use crate::{Error, Result};

/// The channel that migrations' trail trigger notifies.
const CHANNEL: &str = "application_changed";

/// Listens until the connection ends. `ready` is called once it does, `changed` with each application.
///
/// # Errors
/// [`Error::Unavailable`] when there is no connection, or it ended: then something may have been missed.
pub async fn listen(
    url: &str,
    ready: impl FnOnce(),
    mut changed: impl FnMut(Uuid),
) -> Result<std::convert::Infallible> {
    let mut conn = AsyncPgConnection::establish(url)
        .await
        .map_err(Error::unavailable)?;
    conn.batch_execute(&format!("listen {CHANNEL}")).await?;
    ready();
    let mut heard = pin!(conn.notifications_stream());
    while let Some(notification) = heard.next().await {
        let notification = notification?;
        if notification.channel == CHANNEL
            && let Ok(id) = notification.payload.parse()
        {
            changed(id);
        }
    }
    Err(Error::unavailable("the listening connection ended"))
}
