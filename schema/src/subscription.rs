//! Subscriptions: applications and imports as they change. What is sent is authorised when it is sent, not only when it was asked for.

use std::collections::VecDeque;

use async_graphql::{Context, ID, SimpleObject, Subscription};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::id::{self, Kind};
use futures_util::{Stream, stream};
use store::changes::Thing;
use store::{Access, Db, Viewer, applications, imports, sessions};
use tokio::sync::{broadcast, mpsc};
use uuid::Uuid;

use crate::Moment;

/// Events kept for a slow listener before it is told to start over.
const BACKLOG: usize = 1024;
/// Things told of after one look at the database.
const TOGETHER: usize = 50;

/// What the database told of.
#[derive(Debug, Clone, Copy)]
pub enum Change {
    /// This changed; with the time it was heard of.
    Of {
        thing: Thing,
        moment: Moment,
        /// The real time, by which sessions end.
        instant: DateTime<Utc>,
    },
    /// The database was not heard for a while: something may have been missed.
    Missed,
}

/// Changes on their way to whoever listens, in this process.
#[derive(Debug, Clone)]
pub struct Changes(broadcast::Sender<Change>);

impl Default for Changes {
    fn default() -> Self {
        Self(broadcast::Sender::new(BACKLOG))
    }
}

impl Changes {
    /// Tells everybody who listens; nobody may.
    pub fn tell(&self, change: Change) {
        // An error says that nobody listens.
        let _ = self.0.send(change);
    }
}

/// Why a socket has to end, other than that its client left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The session is over, or acts as somebody else now.
    SessionOver,
    /// Changes may have been missed: connect again, and ask for everything again.
    Missed,
}

/// Who listens on a socket; part of the socket's data.
#[derive(Clone)]
pub struct Listener {
    pub db: Db,
    pub changes: Changes,
    /// Digest of the session's token.
    pub token_hash: Vec<u8>,
    pub viewer: Viewer,
    /// Told when the socket has to end.
    pub end: mpsc::UnboundedSender<Ending>,
}

/// An application changed.
#[derive(Debug, SimpleObject)]
pub struct ApplicationEvent {
    /// The application: ask again for what you show of it.
    application_id: ID,
}

/// An import went on.
#[derive(Debug, SimpleObject)]
pub struct ImportEvent {
    /// The import: ask again for what you show of it.
    import_id: ID,
}

/// What can be listened to, over WebSocket (graphql-transport-ws).
#[derive(Debug, Default)]
pub struct Subscription;

/// What can be listened to, over WebSocket (graphql-transport-ws).
#[Subscription]
impl Subscription {
    /// Applications this viewer may see, as they change. Ids only: ask again for what you show.
    async fn application_changed(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<impl Stream<Item = ApplicationEvent> + use<>> {
        let heard = Heard::new(ctx, Wanted::Applications)?;
        Ok(stream::unfold(heard, async |mut heard| {
            let id = heard.next().await?;
            let event = ApplicationEvent {
                application_id: ID(id::encode(Kind::Application, id)),
            };
            Some((event, heard))
        }))
    }

    /// Imports, as they go on; operators listen. Ids only: ask again for what you show.
    async fn import_changed(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<impl Stream<Item = ImportEvent> + use<>> {
        let heard = Heard::new(ctx, Wanted::Imports)?;
        Ok(stream::unfold(heard, async |mut heard| {
            let id = heard.next().await?;
            let event = ImportEvent {
                import_id: ID(id::encode(Kind::Import, id)),
            };
            Some((event, heard))
        }))
    }
}

/// What a subscription is about.
#[derive(Debug, Clone, Copy)]
enum Wanted {
    Applications,
    Imports,
}

impl Wanted {
    /// The id of what is wanted; nothing of anything else.
    fn among(self, thing: Thing) -> Option<Uuid> {
        match (self, thing) {
            (Self::Applications, Thing::Application(id)) | (Self::Imports, Thing::Import(id)) => {
                Some(id)
            }
            (Self::Applications, Thing::Import(_)) | (Self::Imports, Thing::Application(_)) => None,
        }
    }
}

/// One subscription's place in the changes.
struct Heard {
    receiver: broadcast::Receiver<Change>,
    listener: Listener,
    wanted: Wanted,
    /// Changed, and seen by the viewer, but not told of yet.
    seen: VecDeque<Uuid>,
}

impl Heard {
    fn new(ctx: &Context<'_>, wanted: Wanted) -> async_graphql::Result<Self> {
        let listener = ctx
            .data_opt::<Listener>()
            .ok_or(crate::Error::Unauthenticated)?
            .clone();
        if let Wanted::Imports = wanted {
            crate::context::may(&listener.viewer, Act::DeclareImport)?;
        }
        Ok(Self {
            receiver: listener.changes.0.subscribe(),
            listener,
            wanted,
            seen: VecDeque::new(),
        })
    }

    /// The next to tell of; none when the socket has to end.
    async fn next(&mut self) -> Option<Uuid> {
        loop {
            if let Some(id) = self.seen.pop_front() {
                return Some(id);
            }
            match self.look().await {
                Ok(()) => {}
                Err(ending) => {
                    // An error says that the socket is gone already.
                    let _ = self.listener.end.send(ending);
                    return None;
                }
            }
        }
    }

    /// Waits for a change, takes those that came with it, and keeps what the viewer may see as of now.
    async fn look(&mut self) -> Result<(), Ending> {
        let Change::Of {
            thing,
            mut moment,
            mut instant,
        } = self.receiver.recv().await.map_err(|_| Ending::Missed)?
        else {
            return Err(Ending::Missed);
        };
        let Some(id) = self.wanted.among(thing) else {
            return Ok(());
        };
        let mut ids = vec![id];
        while ids.len() < TOGETHER {
            match self.receiver.try_recv() {
                Ok(Change::Of {
                    thing,
                    moment: later,
                    instant: then,
                }) => {
                    (moment, instant) = (later, then);
                    let id = self.wanted.among(thing);
                    ids.extend(id.filter(|id| !ids.contains(id)));
                }
                Ok(Change::Missed) | Err(broadcast::error::TryRecvError::Lagged(_)) => {
                    return Err(Ending::Missed);
                }
                Err(_) => break,
            }
        }
        self.listener.require_session(moment, instant).await?;
        let visible = self.listener.visible(self.wanted, &ids, moment).await;
        let visible = visible.map_err(|error| {
            tracing::warn!(error.cause = %error, "changes could not be looked at");
            Ending::Missed
        })?;
        self.seen.extend(visible);
        Ok(())
    }
}

impl Listener {
    /// Whether the session is still in force, and still acts as the viewer that listens.
    ///
    /// # Errors
    /// Why the socket has to end.
    pub async fn require_session(
        &self,
        moment: Moment,
        instant: DateTime<Utc>,
    ) -> Result<(), Ending> {
        let look = async {
            let tx = self
                .db
                .begin(&Viewer::System, Access::Read, moment.today)
                .await?;
            let session = sessions::find(&tx, &self.token_hash, instant).await;
            tx.finish(true).await?;
            session
        };
        match look.await {
            Ok(Some(session)) if session.viewer == self.viewer => Ok(()),
            Ok(_) => Err(Ending::SessionOver),
            Err(error) => {
                tracing::warn!(error.cause = %error, "a session could not be looked at");
                Err(Ending::Missed)
            }
        }
    }

    /// Those of the ids that the viewer may see now.
    async fn visible(
        &self,
        wanted: Wanted,
        ids: &[Uuid],
        moment: Moment,
    ) -> store::Result<Vec<Uuid>> {
        let tx = self
            .db
            .begin(&self.viewer, Access::Read, moment.today)
            .await?;
        let seen = match wanted {
            Wanted::Applications => applications::visible(&tx, ids).await,
            Wanted::Imports => imports::visible(&tx, ids).await,
        };
        tx.finish(true).await?;
        seen
    }
}
