//! How many SQL statements each request took, read from the server's own log by the request's id.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

static COUNTED: Mutex<Option<HashMap<String, u64>>> = Mutex::new(None);

/// The most statements that any operation takes, opening and closing its transaction apart.
pub const MOST: u64 = 6;

/// Listens to the log of this process; warnings are shown with the test that caused them.
pub fn watch() {
    let counted = Targets::new()
        .with_target("server::http", LevelFilter::INFO)
        .with_target("server::graphql", LevelFilter::DEBUG);
    let shown = tracing_subscriber::fmt::layer()
        .with_test_writer()
        .with_filter(LevelFilter::WARN);
    let subscriber = tracing_subscriber::registry()
        .with(Counter.with_filter(counted))
        .with(shown);
    let _ = tracing::subscriber::set_global_default(subscriber);
}

/// The statements of one request, once.
pub fn take(request: &str) -> Option<u64> {
    let mut counted = COUNTED.lock().unwrap_or_else(PoisonError::into_inner);
    counted.as_mut()?.remove(request)
}

struct Counter;

/// The id of the request that a span is of.
struct RequestId(String);

#[derive(Default)]
struct Found {
    id: Option<String>,
    statements: Option<u64>,
}

impl Visit for Found {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if field.name() == "request.id" {
            self.id = Some(format!("{value:?}"));
        }
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name() == "sql.statements" {
            self.statements = Some(value);
        }
    }
}

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Counter {
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, context: Context<'_, S>) {
        let mut found = Found::default();
        attributes.record(&mut found);
        if let (Some(request), Some(span)) = (found.id, context.span(id)) {
            span.extensions_mut().insert(RequestId(request));
        }
    }

    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut found = Found::default();
        event.record(&mut found);
        let Some(statements) = found.statements else {
            return;
        };
        let request = context.event_scope(event).and_then(|scope| {
            scope
                .into_iter()
                .find_map(|span| span.extensions().get::<RequestId>().map(|id| id.0.clone()))
        });
        if let Some(request) = request {
            let mut counted = COUNTED.lock().unwrap_or_else(PoisonError::into_inner);
            counted.get_or_insert_default().insert(request, statements);
        }
    }
}
