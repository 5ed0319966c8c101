//! Between the socket and the protocol: counts, times and checks what passes.

use std::collections::HashSet;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Error;
use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures_util::{Sink, Stream, sink, stream};
use schema::{Ending, Listener};
use serde::Deserialize;
use tokio::sync::mpsc;

use crate::app::App;

/// `connection_init` must come within this.
const INIT_WITHIN: Duration = Duration::from_secs(5);
/// A ping goes out this often.
const PING_EVERY: Duration = Duration::from_secs(20);
/// A client not heard of for this long is gone.
const SILENT_FOR: Duration = Duration::from_secs(60);
/// Subscriptions of one socket at once.
const SUBSCRIPTIONS: usize = 20;
/// Letters of a subscription's id at most.
const ID_LENGTH: usize = 128;
/// Messages waiting on either side.
const WAITING: usize = 32;
/// A client that does not take a message within this is gone.
const SEND_WITHIN: Duration = Duration::from_secs(15);

/// What the protocol sees of the socket.
pub(super) struct Inside<K, T> {
    pub sink: K,
    pub stream: T,
}

/// What the gate sees of the protocol.
pub(super) struct Outside {
    incoming: mpsc::Sender<Message>,
    outgoing: mpsc::Receiver<Message>,
}

/// The two ends.
pub(super) fn channel() -> (
    Inside<impl Sink<Message>, impl Stream<Item = Result<Message, Error>>>,
    Outside,
) {
    let (incoming, received) = mpsc::channel(WAITING);
    let (sent, outgoing) = mpsc::channel(WAITING);
    let stream = stream::unfold(received, async |mut received| {
        let message = mpsc::Receiver::recv(&mut received).await?;
        Some((Ok(message), received))
    });
    let sink = sink::unfold(sent, async |sent: mpsc::Sender<Message>, message| {
        sent.send(message).await.map(|()| sent)
    });
    (Inside { sink, stream }, Outside { incoming, outgoing })
}

/// One socket's gate.
pub(super) struct Gate {
    app: Arc<App>,
    socket: WebSocket,
    protocol: Outside,
    listener: Listener,
    endings: mpsc::UnboundedReceiver<Ending>,
    greeted: bool,
    /// Subscriptions under way, by id.
    active: HashSet<String>,
    /// Ended by the client: the protocol's own word of it is not passed on.
    ending: HashSet<String>,
    heard: Instant,
}

/// Why a socket is closed: the protocol's code and words.
struct Close(u16, &'static str);

/// The parts of a message that the gate looks at.
#[derive(Deserialize)]
struct Head<'a> {
    #[serde(rename = "type", borrow)]
    kind: std::borrow::Cow<'a, str>,
    id: Option<String>,
}

impl Gate {
    pub(super) fn new(
        app: Arc<App>,
        socket: WebSocket,
        protocol: Outside,
        listener: Listener,
        endings: mpsc::UnboundedReceiver<Ending>,
    ) -> Self {
        Self {
            app,
            socket,
            protocol,
            listener,
            endings,
            greeted: false,
            active: HashSet::new(),
            ending: HashSet::new(),
            heard: Instant::now(),
        }
    }

    /// Passes messages both ways until one side ends it.
    pub(super) async fn run(mut self, speak: impl Future<Output = ()>) {
        let mut speak = pin!(speak);
        let mut greeting = pin!(tokio::time::sleep(INIT_WITHIN));
        let mut pings = tokio::time::interval(PING_EVERY);
        pings.tick().await;
        let mut pinged = 0_u32;
        let close = loop {
            // In this order: a socket that has to end says nothing more.
            let step = tokio::select! {
                biased;
                ending = self.endings.recv() => Err(Some(match ending {
                    Some(Ending::SessionOver) => Close(4403, "Forbidden"),
                    _ => Close(1013, "Connect again: changes may have been missed"),
                })),
                message = self.socket.recv() => match message {
                    Some(Ok(message)) => self.hear(message).await,
                    // Too large, not a WebSocket's, or gone.
                    Some(Err(_)) => Err(Some(Close(1009, "Message refused"))),
                    None => break None,
                },
                message = self.protocol.outgoing.recv() => match message {
                    Some(message) => self.say(message).await,
                    None => break None,
                },
                () = &mut greeting, if !self.greeted => {
                    Err(Some(Close(4408, "Connection initialisation timeout")))
                }
                _ = pings.tick() => {
                    pinged = pinged.wrapping_add(1);
                    self.ping(pinged).await
                }
                () = &mut speak => break None,
            };
            match step {
                Ok(()) => {}
                Err(close) => break close,
            }
        };
        if let Some(Close(code, reason)) = close {
            let frame = Message::Close(Some(CloseFrame {
                code,
                reason: reason.into(),
            }));
            // It ends either way.
            let _ = tokio::time::timeout(SEND_WITHIN, self.socket.send(frame)).await;
        }
    }

    async fn hear(&mut self, message: Message) -> Result<(), Option<Close>> {
        self.heard = Instant::now();
        let text = match &message {
            Message::Text(text) => text.as_str(),
            Message::Binary(_) => return Err(Some(Close(4400, "Messages are text"))),
            Message::Close(_) => return Err(None),
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
        };
        self.app
            .paces
            .take(self.listener.token_hash.clone(), self.heard)
            .map_err(|_| Some(Close(4429, "Too many messages")))?;
        let Ok(Head { kind, id }) = serde_json::from_str(text) else {
            return Err(Some(Close(4400, "Invalid message")));
        };
        match (&*kind, id) {
            ("connection_init", _) if self.greeted => {
                return Err(Some(Close(4429, "Too many initialisation requests")));
            }
            ("connection_init", _) => self.greeted = true,
            ("ping" | "pong", _) => {}
            ("subscribe", Some(id)) => {
                if !self.greeted {
                    return Err(Some(Close(4401, "Unauthorized")));
                }
                if id.is_empty() || id.len() > ID_LENGTH {
                    return Err(Some(Close(4400, "Invalid id")));
                }
                if self.active.contains(&id) || self.ending.contains(&id) {
                    return Err(Some(Close(4409, "Subscriber for this id already exists")));
                }
                if self.active.len() >= SUBSCRIPTIONS {
                    let error = serde_json::json!({
                        "id": id, "type": "error", "payload": [super::too_many(SUBSCRIPTIONS)],
                    });
                    return self.send(Message::Text(error.to_string().into())).await;
                }
                self.active.insert(id);
            }
            ("complete", Some(id)) => {
                if !self.active.remove(&id) {
                    return Ok(());
                }
                self.ending.insert(id);
            }
            _ => return Err(Some(Close(4400, "Invalid message"))),
        }
        self.protocol.incoming.send(message).await.map_err(|_| None)
    }

    async fn say(&mut self, message: Message) -> Result<(), Option<Close>> {
        if let Message::Text(text) = &message
            && let Ok(Head { kind, id: Some(id) }) = serde_json::from_str(text.as_str())
        {
            if matches!(&*kind, "complete" | "error") {
                self.active.remove(&id);
            }
            if self.ending.contains(&id) {
                if matches!(&*kind, "complete" | "error") {
                    self.ending.remove(&id);
                }
                return Ok(());
            }
        }
        self.send(message).await
    }

    /// Asks whether the client is there, and now and then whether its session is.
    async fn ping(&mut self, count: u32) -> Result<(), Option<Close>> {
        if self.heard.elapsed() > SILENT_FOR {
            return Err(None);
        }
        if count.is_multiple_of(3) {
            let (moment, instant) = (self.app.clock.now(), self.app.clock.instant());
            match self.listener.require_session(moment, instant).await {
                Ok(()) | Err(Ending::Missed) => {}
                Err(Ending::SessionOver) => return Err(Some(Close(4403, "Forbidden"))),
            }
        }
        self.send(Message::Ping(Vec::new().into())).await
    }

    async fn send(&mut self, message: Message) -> Result<(), Option<Close>> {
        match tokio::time::timeout(SEND_WITHIN, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(None),
        }
    }
}
