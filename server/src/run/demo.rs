//! `pillars demo`: the server with a database, an evidence store and a sign-in of its own, and invented people.

use super::{Error, Stop, Tools, listen, run, storage};
use crate::app::App;
use crate::clock::Clock;
use crate::config::{Config, DemoToken, Secret};
use crate::demo as story;
use crate::embedded::keep;
use crate::embedded::postgres::{self, Postgres, Tuning};
use crate::embedded::s3::S3;
use crate::embedded::sign_in::SignIn;
use crate::files;
use crate::mail::Mail;
use crate::public;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Runs the demo until asked to stop; `reset` starts over from the beginning.
///
/// # Errors
///
/// Whatever keeps one of its parts from starting, or the database's unexpected end.
pub async fn demo(config: Config, token: DemoToken, reset: bool, stop: Stop) -> Result<(), Error> {
    let began = Instant::now();
    let listener = listen(&config).await?;
    if reset {
        postgres::start_over(&config.data).await?;
    }
    let parts = tokio::select! {
        parts = parts(&config, token) => parts?,
        () = stop.asked() => return Ok(()),
    };
    let Parts {
        tools,
        app,
        sign_in,
        mut database,
        s3,
    } = parts;
    let extra = sign_in
        .router()
        .merge(public::demo_mail(tools.mail.clone()));
    announce(&tools.config, began.elapsed());
    let serving = run(app, listener, Some(extra), Some(tools.worker()?), &stop);
    let ended = tokio::select! {
        () = serving => Ok(()),
        why = database.ended(&stop) => Err(why),
    };
    drop(tools);
    if let Some(s3) = s3 {
        s3.stop().await;
    }
    database.stop().await?;
    ended
}

/// Everything that runs; dropping it stops it.
struct Parts {
    tools: Tools,
    app: Arc<App>,
    sign_in: SignIn,
    s3: Option<S3>,
    database: Database,
}

/// Starts everything and loads the story. Of a story that an earlier run left half told nothing is kept.
async fn parts(config: &Config, token: DemoToken) -> Result<Parts, Error> {
    let own = config.database.url.is_none() && config.s3.endpoint.is_none();
    match raise(config.clone(), token).await {
        Err(Error::Demo(story::Error::Half)) if own => {
            println!("An earlier run was stopped while it loaded the demo: loading it anew.");
            // What was just dropped gives its port back.
            tokio::time::sleep(Duration::from_millis(100)).await;
            postgres::start_over(&config.data).await?;
            raise(config.clone(), token).await
        }
        raised => raised,
    }
}

async fn raise(mut config: Config, token: DemoToken) -> Result<Parts, Error> {
    let database = Database::start(&config).await?;
    let (s3, storage) = store_of(&config).await?;
    config.s3.public_endpoint = Some(
        url::Url::parse(&storage.public_endpoint)
            .map_err(|_| Error::Missing("S3_PUBLIC_ENDPOINT"))?,
    );
    config.secret = Some(secret(&config)?);

    let clock = config.today.map_or_else(Clock::system, Clock::fixed_day);
    let mail = Mail::folder(&config.data.join("mail"), &config.mail.from)?;
    store::migrate::up(database.owner_url.expose()).await?;
    let database_url = database.app_url.clone();
    let tools = Tools::with(config, clock, database_url, storage, mail).await?;

    let config = &tools.config;
    let now = Arc::new(move || clock.instant());
    let people = story::people();
    let sign_in = SignIn::new(token, &config.data, &config.public_url, people, now)?;
    let app = tools.app()?;
    let stage = story::Stage {
        db: &tools.db,
        house: &app.house,
        clock,
        files: &tools.files,
        mail: &tools.mail,
        sign_in: (&sign_in).into(),
        standard: &crate::config::standards().join("university-2021.json"),
    };
    story::load(&stage).await?;
    Ok(Parts {
        tools,
        app,
        sign_in,
        s3,
        database,
    })
}

/// What seals sign-in: as set, or made once and kept.
fn secret(config: &Config) -> Result<Secret, Error> {
    if let Some(secret) = &config.secret {
        return Ok(secret.clone());
    }
    let path = config.data.join("secrets").join("sign-in-seal");
    let folder = config.data.join("secrets");
    let kept =
        keep::private_folder(&folder).and_then(|()| keep::keep(&path, || keep::random_hex(32)));
    Ok(Secret::new(
        kept.map_err(|source| Error::File { path, source })?,
    ))
}

/// The demo's database: its own, or the one the settings name.
struct Database {
    embedded: Option<Postgres>,
    app_url: Secret,
    owner_url: Secret,
}

impl Database {
    async fn start(config: &Config) -> Result<Database, Error> {
        if let (Some(app_url), Some(owner_url)) = (&config.database.url, &config.database.owner_url)
        {
            let (app_url, owner_url) = (app_url.clone(), owner_url.clone());
            return Ok(Database {
                embedded: None,
                app_url,
                owner_url,
            });
        }
        let postgres = Postgres::start(&config.data, Tuning::Durable).await?;
        Ok(Database {
            app_url: Secret::new(postgres.app_url()),
            owner_url: Secret::new(postgres.owner_url()),
            embedded: Some(postgres),
        })
    }

    /// Waits for its unexpected end. Ctrl-C reaches the database as well, which is no surprise.
    async fn ended(&mut self, stop: &Stop) -> Error {
        let Some(postgres) = &mut self.embedded else {
            return std::future::pending().await;
        };
        let _ = postgres.ended().await;
        tokio::time::sleep(Duration::from_millis(200)).await;
        if stop.is_asked() {
            return std::future::pending().await;
        }
        Error::DatabaseEnded(postgres.log().to_path_buf())
    }

    async fn stop(self) -> Result<(), Error> {
        let Some(postgres) = self.embedded else {
            return Ok(());
        };
        let log = postgres.log().to_path_buf();
        postgres
            .stop()
            .await
            .map_err(|source| Error::File { path: log, source })
    }
}

/// The demo's evidence store: its own, or the one the settings name.
async fn store_of(config: &Config) -> Result<(Option<S3>, files::Settings), Error> {
    if config.s3.endpoint.is_some() {
        return Ok((None, storage(config)?));
    }
    // Whichever name of this machine the demo is opened by.
    let port = config
        .public_url
        .port_or_known_default()
        .unwrap_or_default();
    let mut origins = vec![
        format!("http://localhost:{port}"),
        format!("http://127.0.0.1:{port}"),
    ];
    origins.push(config.public_url.origin().ascii_serialization());
    let s3 = S3::start(&config.data, config.s3.listen, &config.s3.bucket, &origins).await?;
    let endpoint = s3.endpoint();
    let settings = files::Settings {
        public_endpoint: config
            .s3
            .public_endpoint
            .as_ref()
            .map_or_else(|| endpoint.clone(), ToString::to_string),
        endpoint,
        region: config.s3.region.clone(),
        bucket: s3.bucket().to_owned(),
        access_key_id: s3.access_key_id().to_owned(),
        secret_access_key: s3.secret_access_key().to_owned(),
    };
    Ok((Some(s3), settings))
}

/// Says where to go and whom to be.
fn announce(config: &Config, took: Duration) {
    let url = config.public_url.as_str().trim_end_matches('/');
    println!(
        "Pillars, the demo: {url}   (up in {:.1} s)",
        took.as_secs_f32()
    );
    print!("{}", story::invitation());
    println!("The register is at {url}/register, mail at {url}/demo/mail.");
    println!(
        "Its data is in {}. Ctrl-C stops all of it.",
        config.data.display()
    );
}
