//! The running server: everything a request may need, and the routes.

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::middleware;
use axum::routing::{any, get};
use schema::limits::Limits;
use schema::storage::Signer;
use schema::{Change, Changes, House};
use store::editions::Shelf;
use store::{Access, Db, Tx, Viewer};
use url::Url;
use uuid::Uuid;

use crate::clock::Clock;
use crate::config::{Config, Secret};
use crate::headers::Security;
use crate::http::cookies::Cookies;
use crate::http::metrics::Metrics;
use crate::http::rate::{Buckets, Rates};
use crate::http::{console, door, health};
use crate::outside::Outside;
use crate::public::{self, Pages, Site};
use crate::seal::Seal;
use crate::socket::Sockets;
use crate::{documents, graphql, login};

/// What the server is made of.
pub struct Parts {
    /// All settings.
    pub config: Config,
    /// The database, by the application's login role.
    pub db: Db,
    /// The same login as an address, to listen for changes on a connection of its own.
    pub database_url: Secret,
    /// The time.
    pub clock: Clock,
    /// Signs addresses of evidence.
    pub signer: Signer,
    /// Where browsers reach evidence.
    pub storage_url: Url,
    /// How fast one session or address may ask.
    pub rates: Rates,
}

/// Why the server could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A header cannot be made of the settings.
    #[error("PILLARS_PUBLIC_URL or S3_PUBLIC_ENDPOINT has characters that no header may have")]
    Header(#[from] axum::http::header::InvalidHeaderValue),
    /// The client for identity providers could not be made.
    #[error("the client for identity providers could not be made")]
    Client(#[from] reqwest::Error),
}

/// The running server.
pub struct App {
    /// All settings.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The GraphQL schema.
    pub schema: schema::Api,
    /// The time.
    pub clock: Clock,
    /// How much one GraphQL request may ask for.
    pub limits: Limits,
    /// What every GraphQL request shares.
    pub house: House,
    /// Changes on their way to sockets.
    pub changes: Changes,
    /// The client for identity providers.
    pub(crate) outside: Outside,
    /// Cookies as this site sets them.
    pub cookies: Cookies,
    pub(crate) security: Security,
    pub(crate) metrics: Metrics,
    pub(crate) providers: login::Providers,
    pub(crate) sockets: Sockets,
    /// How fast each session asks.
    pub(crate) paces: Buckets<Vec<u8>>,
    /// How fast each network address asks.
    pub(crate) addresses: Buckets<IpAddr>,
    /// The schema as machines are answered by, made for the first of them.
    machines: OnceLock<schema::Api>,
    /// How fast each machine's token asks.
    pub(crate) token_paces: Buckets<Uuid>,
    /// How fast each network address tries tokens that open nothing.
    pub(crate) wrong_tokens: Buckets<IpAddr>,
    /// How fast each network address signs in.
    pub(crate) sign_ins: Buckets<IpAddr>,
    /// Seals invitations.
    pub seal: Seal,
    database_url: Secret,
}

impl App {
    /// Puts the parts together.
    ///
    /// # Errors
    /// When the settings make no headers or no client.
    pub fn new(parts: Parts) -> Result<Arc<Self>, Error> {
        let Parts {
            config,
            db,
            database_url,
            clock,
            signer,
            storage_url,
            rates,
        } = parts;
        let limits = Limits {
            body_bytes: config.limits.body_bytes,
            ..Limits::default()
        };
        let seal = Seal::new(config.secret.clone(), config.secret_before.clone());
        let house = House {
            sealer: seal.sealer(),
            shelf: Shelf::default(),
            signer,
            public_url: config.public_url.as_str().trim_end_matches('/').into(),
            demo: config.demo().is_some(),
        };
        Ok(Arc::new(Self {
            schema: limits.apply(schema::build()).finish(),
            house,
            security: Security::new(&config.public_url, &storage_url)?,
            cookies: Cookies::new(config.tls()),
            seal,
            outside: Outside::new(&config.public_url)?,
            metrics: Metrics::default(),
            providers: login::Providers::default(),
            sockets: Sockets::default(),
            paces: Buckets::new(rates.session),
            addresses: Buckets::new(rates.address),
            machines: OnceLock::new(),
            token_paces: Buckets::new(rates.token),
            wrong_tokens: Buckets::new(rates.wrong_token),
            sign_ins: Buckets::new(rates.sign_in),
            changes: Changes::default(),
            config,
            db,
            clock,
            limits,
            database_url,
        }))
    }

    /// The schema as machines are answered by: every field of it looks at how far their token reaches.
    pub(crate) fn machines(&self) -> &schema::Api {
        self.machines.get_or_init(|| {
            let kept = schema::build().extension(schema::token::Keeping);
            self.limits.apply(kept).finish()
        })
    }

    /// A transaction of the product itself: sessions, sign-in, health.
    pub(crate) async fn system(&self, access: Access) -> store::Result<Tx> {
        self.db
            .begin(&Viewer::System, access, self.clock.now().today)
            .await
    }
}

/// Every address of the server. `demo` is what only the demo serves: its sign-in, its letters.
pub fn router(app: &Arc<App>, demo: Option<Router>) -> Router {
    let clock = app.clock;
    let pages = Pages {
        db: app.db.clone(),
        editions: app.house.shelf.clone(),
        now: Arc::new(move || clock.now()),
        site: Site {
            public_url: app.config.public_url.clone(),
            demo: app.house.demo,
        },
    };
    let routes = Router::new()
        .route("/graphql", any(graphql::endpoint))
        .route("/health/live", get(health::live))
        .route("/health/ready", get(health::ready))
        .route("/metrics", get(health::metrics))
        .nest("/assets", console::assets(&app.config.ui))
        .merge(login::router())
        .merge(documents::router())
        .merge(crate::unsubscribe::router())
        .merge(public::router(pages))
        .fallback(console::page)
        .with_state(app.clone());
    let routes = match demo.filter(|_| app.config.demo().is_some()) {
        Some(demo) => routes.merge(demo),
        None => routes,
    };
    routes.layer(middleware::from_fn_with_state(app.clone(), door::door))
}

/// Listens for changes and tells the sockets, connecting again whenever the database went away. Runs until it is dropped.
pub async fn hear_changes(app: Arc<App>) {
    const AGAIN_AFTER: Duration = Duration::from_secs(2);
    loop {
        let ended = store::changes::listen(
            app.database_url.expose(),
            // Whoever listened before this missed what happened meanwhile.
            || app.changes.tell(Change::Missed),
            |thing| {
                app.changes.tell(Change::Of {
                    thing,
                    moment: app.clock.now(),
                    instant: app.clock.instant(),
                });
            },
        );
        match ended.await {
            Ok(never) => match never {},
            Err(error) => {
                tracing::warn!(error.cause = %error, error.detail = ?error, "changes are not heard");
            }
        }
        tokio::time::sleep(AGAIN_AFTER).await;
    }
}
