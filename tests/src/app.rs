//! One test's server: the real router in process on a database and a bucket of its own.

pub(crate) mod copied;
mod signed_in;
mod trail;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response};
use chrono::NaiveDate;
use serde_json::json;
use server::app::{App, Parts};
use server::clock::Clock;
use server::config::{Config, Mode, Secret};
use server::files::{self, Files};
use server::http::rate::{Rate, Rates};
use server::mail::{Letter, Mail};
use server::outside::{Names, Outside};
use server::seal::Seal;
use server::work::Worker;
use store::Db;
use tower::ServiceExt;

use crate::ground::{Ground, ground};
use crate::sql::Sql;
use crate::{Person, world};

/// Connections of a server to its database, where a test does not say otherwise.
const CONNECTIONS: usize = 8;

/// One test's server. Dropping it fails the test when a job was left unrun.
#[derive(Debug)]
pub struct TestApp {
    house: Arc<House>,
    leave_jobs: bool,
}

/// What the test and its people share.
pub(crate) struct House {
    ground: &'static Ground,
    database: String,
    db: Db,
    storage: files::Settings,
    files: Files,
    mail: Mutex<Mail>,
    running: Mutex<Running>,
    asked: Mutex<BTreeMap<String, u64>>,
}

impl std::fmt::Debug for House {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("House")
            .field("database", &self.database)
            .finish_non_exhaustive()
    }
}

#[derive(Clone)]
struct Running {
    app: Arc<App>,
    router: Router,
    worker: Worker,
}

impl TestApp {
    /// A server on [`world::FIRST_DAY`].
    ///
    /// # Panics
    /// When the ground does not bear it.
    pub async fn start() -> Self {
        Self::start_with(None).await
    }

    /// The same, its evidence kept elsewhere.
    ///
    /// # Panics
    /// As [`TestApp::start`].
    pub async fn start_with(elsewhere: Option<files::Settings>) -> Self {
        let database = ground().database().await;
        Self::over(database, elsewhere, CONNECTIONS).await
    }

    /// A server over this database, by so many connections at most.
    async fn over(
        database: String,
        elsewhere: Option<files::Settings>,
        connections: usize,
    ) -> Self {
        let ground = ground();
        let storage = elsewhere.unwrap_or_else(|| ground.storage(&database));
        let db = Db::connect(&ground.app_url(&database), connections)
            .await
            .expect("the login role is safe");
        let files = Files::new(&storage).expect("the storage settings are right");
        let today = world::day(world::FIRST_DAY);
        let mail = mail(ground, &database);
        let running = Running::new(ground, &database, &db, &storage, &files, &mail, today);
        let house = House {
            ground,
            database,
            db,
            storage,
            files,
            mail: Mutex::new(mail),
            running: Mutex::new(running),
            asked: Mutex::default(),
        };
        let app = Self {
            house: Arc::new(house),
            leave_jobs: false,
        };
        app.warm().await;
        app
    }

    /// Has the server read the standard, as it does once in its life.
    async fn warm(&self) {
        let stranger = self.stranger();
        let asked = stranger
            .ask_freely("{ currentEdition { id } }", json!({}))
            .await;
        asked.ok();
    }

    /// Goes on as on another day.
    pub async fn on(&self, day: &str) {
        let House {
            ground,
            database,
            db,
            storage,
            files,
            ..
        } = &*self.house;
        let mail = self.house.mail().clone();
        let today = world::day(day);
        let next = Running::new(ground, database, db, storage, files, &mail, today);
        *self.house.running() = next;
        self.warm().await;
    }

    /// Letters leave by this from now on.
    pub fn mail_by(&self, mail: Mail) {
        *self.house.mail() = mail.clone();
        self.house.running().worker.set_mail(mail);
    }

    /// Domains are looked up there from now on.
    pub fn names_by(&self, names: Names) {
        self.house.running().worker.set_names(names);
    }

    /// The day it is.
    pub fn today(&self) -> NaiveDate {
        self.house.running().app.clock.now().today
    }

    /// A university's mentoring manager.
    pub async fn manager(&self, university: &str) -> Person {
        let name = match university {
            "alderbrook" => "mara",
            "brackenfield" => "marek",
            other => panic!("no university {other}"),
        };
        self.person(name).await
    }

    /// An assessor by name.
    pub async fn assessor(&self, name: &str) -> Person {
        self.person(name).await
    }

    /// An operator of the scheme.
    pub async fn operator(&self) -> Person {
        self.person("olive").await
    }

    /// Whoever a session is of.
    pub fn with_session(&self, name: &str, token: &str) -> Person {
        Person::new(self.house.clone(), name, Some(token.to_owned()))
    }

    /// Somebody who is not signed in.
    pub fn stranger(&self) -> Person {
        Person::new(self.house.clone(), "a stranger", None)
    }

    /// Does every job that is due.
    ///
    /// # Panics
    /// When one does not work.
    pub async fn work(&self) {
        assert_eq!(self.try_work().await, [""; 0], "jobs did not work");
    }

    /// Does every job that is due; gives the kinds of those that did not work and wait to be tried again.
    ///
    /// # Panics
    /// When none can be claimed.
    pub async fn try_work(&self) -> Vec<String> {
        let worker = self.house.running().worker.clone();
        worker.run_due().await.expect("jobs can be claimed");
        self.owner()
            .await
            .column("select kind from job where last_error is not null and done_at is null")
            .await
    }

    /// This test leaves jobs unrun on purpose.
    pub fn leave_jobs(&mut self) {
        self.leave_jobs = true;
    }

    /// Letters sent, newest first.
    ///
    /// # Panics
    /// When the folder cannot be read.
    pub async fn letters(&self) -> Vec<Letter> {
        let mail = mail(self.house.ground, &self.house.database);
        let kept = mail.kept(1000).await.expect("the folder can be read");
        kept.into_iter().map(|kept| kept.letter).collect()
    }

    /// The database as the role that owns it.
    pub async fn owner(&self) -> Sql {
        Sql::connect(&self.house.ground.owner_url(&self.house.database)).await
    }

    /// The database as the application's login role.
    pub async fn login_role(&self) -> Sql {
        Sql::connect(&self.house.ground.app_url(&self.house.database)).await
    }

    /// The address of the database as the application's login role.
    pub fn login_url(&self) -> String {
        self.house.ground.app_url(&self.house.database)
    }

    /// What a server in a process of its own is told to work on the same.
    pub fn settings(&self) -> [(&'static str, String); 9] {
        let House {
            ground,
            database,
            storage,
            ..
        } = &*self.house;
        ground.settings(database, storage)
    }

    /// The store, as the server uses it.
    pub fn db(&self) -> &Db {
        &self.house.db
    }

    /// The storage of evidence, as the server uses it.
    pub fn files(&self) -> &Files {
        &self.house.files
    }

    /// The server's parts, as they stand today.
    pub fn server(&self) -> Arc<App> {
        self.house.running().app.clone()
    }

    /// One request past no network.
    pub async fn send(&self, request: Request<Body>) -> Response<Body> {
        self.house.send(request).await
    }

    /// The same server at a loopback port, for as long as the test's runtime runs; the day it was served on stays.
    ///
    /// # Panics
    /// When no port is free.
    pub async fn serve(&self) -> SocketAddr {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
            .await
            .expect("a free port");
        let address = listener.local_addr().expect("an address");
        let router = self.house.running().router.clone();
        tokio::spawn(server::http::serve(
            listener,
            router,
            std::future::pending(),
        ));
        address
    }

    /// Questions and mutations answered so far, by name, with the most SQL statements one took.
    pub fn asked(&self) -> BTreeMap<String, u64> {
        self.house.asked().clone()
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let House {
            ground, database, ..
        } = &*self.house;
        let (ground, database) = (*ground, database.clone());
        let (tell, told) = mpsc::channel();
        ground.background.spawn(async move {
            let unrun = Sql::connect(&ground.owner_url(&database))
                .await
                .column("select kind from job where done_at is null order by id")
                .await;
            ground.drop_database(&database).await;
            let _ = tell.send(unrun);
        });
        let unrun = told.recv().unwrap_or_default();
        if !self.leave_jobs && !std::thread::panicking() {
            assert_eq!(unrun, [""; 0], "jobs were left unrun: call app.work()");
        }
    }
}

impl House {
    fn mail(&self) -> MutexGuard<'_, Mail> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn running(&self) -> MutexGuard<'_, Running> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn asked(&self) -> MutexGuard<'_, BTreeMap<String, u64>> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Response<Body> {
        let router = self.running().router.clone();
        match router.oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}

impl Running {
    fn new(
        ground: &Ground,
        database: &str,
        db: &Db,
        storage: &files::Settings,
        files: &Files,
        mail: &Mail,
        today: NaiveDate,
    ) -> Self {
        let settings = ground.settings(database, storage);
        let config = Config::from_parts(Mode::Serve, settings, "").expect("the settings are right");
        let clock = Clock::fixed_day(today);
        let unhurried = Rate {
            per_second: 1e6,
            burst: 1e6,
        };
        let seal = Seal::new(config.secret.clone(), None);
        let outside = Outside::new(&config.public_url).expect("a client");
        let app = App::new(Parts {
            db: db.clone(),
            database_url: Secret::new(ground.app_url(database)),
            clock,
            signer: files.signer(),
            storage_url: storage.endpoint.parse().expect("an address"),
            rates: Rates {
                session: unhurried,
                token: unhurried,
                wrong_token: unhurried,
                address: unhurried,
                sign_in: unhurried,
            },
            config,
        })
        .expect("the parts fit");
        let worker = Worker::new(
            db.clone(),
            files.clone(),
            mail.clone(),
            Arc::new(move || clock.now()),
            world::PUBLIC_URL,
        )
        .reaching(seal, outside);
        Self {
            router: server::app::router(&app, None),
            app,
            worker,
        }
    }
}

fn mail(ground: &Ground, database: &str) -> Mail {
    let folder = ground.mail_folder(database);
    std::fs::create_dir_all(&folder).expect("a folder for letters");
    Mail::folder(&folder, "Pillars <no-reply@scheme.test>").expect("a sender")
}
