//! Starting what the settings say, and stopping it in order.

pub mod demo;
mod stop;

use crate::app::{self, App, Parts};
use crate::clock::Clock;
use crate::config::{Config, Secret};
use crate::files::{self, Files};
use crate::http;
use crate::http::rate::Rates;
use crate::mail::{self, Mail};
use crate::outside::{Names, Outside};
use crate::seal::Seal;
use crate::work::Worker;
use axum::Router;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use store::Db;
use tokio::net::TcpListener;
use url::Url;

pub use stop::Stop;

/// Why it did not start, or did not go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The port is taken.
    #[error(
        "the server cannot listen on {listen} ({source}): free the port, or set PILLARS_LISTEN"
    )]
    Listen {
        /// The address asked for.
        listen: SocketAddr,
        /// Why not.
        source: std::io::Error,
    },
    /// A setting that this mode cannot do without.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// The database refused, or is not as it should be.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The embedded database did not start.
    #[error(transparent)]
    Postgres(#[from] crate::embedded::postgres::Error),
    /// The embedded database ended by itself.
    #[error("the database ended while the server ran; its log is {0}")]
    DatabaseEnded(PathBuf),
    /// The embedded evidence store did not start.
    #[error(transparent)]
    S3(#[from] crate::embedded::s3::Error),
    /// The demo's sign-in could not be made.
    #[error(transparent)]
    SignIn(#[from] crate::embedded::sign_in::Error),
    /// Evidence cannot be reached as the settings say.
    #[error(transparent)]
    Files(#[from] files::Error),
    /// Mail cannot be sent as the settings say.
    #[error(transparent)]
    Mail(#[from] mail::Error),
    /// The parts do not fit together.
    #[error(transparent)]
    App(#[from] app::Error),
    /// The edition of the standard could not be published.
    #[error(transparent)]
    Edition(#[from] crate::edition::Error),
    /// The demo's story could not be loaded.
    #[error(transparent)]
    Demo(#[from] crate::demo::Error),
    /// Migrations are missing.
    #[error("the database is not up to date ({0} missing): run `pillars migrate up`")]
    Behind(String),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Everything the server and the jobs work with.
struct Tools {
    config: Config,
    clock: Clock,
    db: Db,
    database_url: Secret,
    storage: files::Settings,
    files: Files,
    mail: Mail,
}

impl Tools {
    /// Opens what the settings name.
    async fn open(config: Config) -> Result<Tools, Error> {
        let database_url = config
            .database
            .url
            .clone()
            .ok_or(Error::Missing("DATABASE_URL"))?;
        let storage = storage(&config)?;
        let smtp = config
            .mail
            .smtp_url
            .as_ref()
            .ok_or(Error::Missing("SMTP_URL"))?;
        let mail = Mail::smtp(smtp.expose(), &config.mail.from)?;
        Tools::with(config, Clock::system(), database_url, storage, mail).await
    }

    async fn with(
        config: Config,
        clock: Clock,
        database_url: Secret,
        storage: files::Settings,
        mail: Mail,
    ) -> Result<Tools, Error> {
        let db = Db::connect(database_url.expose(), config.database.pool).await?;
        let missing = store::migrate::missing(&db, clock.now().today).await?;
        if !missing.is_empty() {
            return Err(Error::Behind(missing.join(", ")));
        }
        let files = Files::new(&storage)?;
        Ok(Tools {
            config,
            clock,
            db,
            database_url,
            storage,
            files,
            mail,
        })
    }

    fn worker(&self) -> Result<Worker, Error> {
        let clock = self.clock;
        let now = Arc::new(move || clock.now());
        let (secret, before) = (&self.config.secret, &self.config.secret_before);
        let seal = Seal::new(secret.clone(), before.clone());
        let outside = Outside::new(&self.config.public_url).map_err(app::Error::from)?;
        let worker = Worker::new(
            self.db.clone(),
            self.files.clone(),
            self.mail.clone(),
            now,
            self.config.public_url.as_str(),
        );
        let mut worker = worker.reaching(seal, outside);
        worker.set_names(Names {
            server: self.config.dns_server,
        });
        Ok(worker)
    }

    fn app(&self) -> Result<Arc<App>, Error> {
        let storage_url = Url::parse(&self.storage.public_endpoint)
            .map_err(|_| Error::Missing("S3_PUBLIC_ENDPOINT"))?;
        Ok(App::new(Parts {
            config: self.config.clone(),
            db: self.db.clone(),
            database_url: self.database_url.clone(),
            clock: self.clock,
            signer: self.files.signer(),
            storage_url,
            rates: Rates::default(),
        })?)
    }
}

/// The evidence store that the settings name.
fn storage(config: &Config) -> Result<files::Settings, Error> {
    let s3 = &config.s3;
    let endpoint = s3.endpoint.as_ref().ok_or(Error::Missing("S3_ENDPOINT"))?;
    let public = s3.public_endpoint.as_ref().unwrap_or(endpoint);
    let secret = s3
        .secret_access_key
        .as_ref()
        .ok_or(Error::Missing("S3_SECRET_ACCESS_KEY"))?;
    Ok(files::Settings {
        endpoint: endpoint.to_string(),
        public_endpoint: public.to_string(),
        region: s3.region.clone(),
        bucket: s3.bucket.clone(),
        access_key_id: s3
            .access_key_id
            .clone()
            .ok_or(Error::Missing("S3_ACCESS_KEY_ID"))?,
        secret_access_key: secret.expose().to_owned(),
    })
}

async fn listen(config: &Config) -> Result<TcpListener, Error> {
    let listen = config.listen;
    TcpListener::bind(listen)
        .await
        .map_err(|source| Error::Listen { listen, source })
}

/// `pillars serve`: answers requests until asked to stop, then ends those under way.
///
/// # Errors
///
/// When a setting, the port or the database does not let it start.
pub async fn serve(config: Config, stop: Stop) -> Result<(), Error> {
    let listener = listen(&config).await?;
    let tools = Tools::open(config).await?;
    let worker = tools.config.worker.then(|| tools.worker()).transpose()?;
    tracing::info!(address = %tools.config.listen, "serving");
    run(tools.app()?, listener, None, worker, &stop).await;
    tracing::info!("stopped");
    Ok(())
}

/// `pillars worker`: does jobs until asked to stop, then ends those begun.
///
/// # Errors
///
/// When a setting or the database does not let it start.
pub async fn work(config: Config, stop: Stop) -> Result<(), Error> {
    let tools = Tools::open(config).await?;
    tracing::info!("doing jobs");
    tools.worker()?.run(stop.asked()).await;
    tracing::info!("stopped");
    Ok(())
}

/// Answers requests, and does jobs where there is a worker, until asked to stop.
async fn run(
    app: Arc<App>,
    listener: TcpListener,
    demo: Option<Router>,
    worker: Option<Worker>,
    stop: &Stop,
) {
    let (hearing, asked) = (app::hear_changes(app.clone()), stop.asked());
    let changes = tokio::spawn(async move {
        // Ctrl-C ends the demo's database too, which is then no reason to complain.
        tokio::select! {
            () = hearing => {}
            () = asked => {}
        }
    });
    let jobs = async {
        if let Some(worker) = worker {
            worker.run(stop.asked()).await;
        }
    };
    let router = app::router(&app, demo);
    tokio::join!(http::serve(listener, router, stop.asked()), jobs);
    changes.abort();
}

#[cfg(test)]
mod tests;
