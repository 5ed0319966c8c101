//! What all tests of a process stand on: one cluster, one evidence store, one database to copy.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;

use server::embedded::postgres::{DATABASE, Error, Postgres, Tuning};
use server::embedded::s3::S3;
use server::files;
use tokio::runtime::{Builder, Handle};

use crate::sql::Sql;
use crate::{statements, world};

/// The database that every test's is a copy of.
const TEMPLATE: &str = "template_behaviour";

/// The shared ground.
#[derive(Debug)]
pub struct Ground {
    /// A runtime that outlives every test's own.
    pub background: Handle,
    data: PathBuf,
    owner_url: String,
    app_url: String,
    s3_endpoint: String,
    s3_key_id: String,
    s3_key: String,
    next: AtomicU32,
}

static GROUND: LazyLock<Ground> = LazyLock::new(|| {
    let (ready, wait) = mpsc::channel();
    std::thread::spawn(move || {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime can be made");
        let (ground, _cluster, _store) = runtime.block_on(Ground::lay(runtime.handle().clone()));
        ready.send(ground).expect("somebody waits for the ground");
        // The cluster ends with the process: nothing else keeps its pipe open.
        loop {
            std::thread::park();
        }
    });
    wait.recv()
        .expect("the ground could be laid: see the panic above")
});

/// The ground, laid by the first test that needs it.
pub fn ground() -> &'static Ground {
    &GROUND
}

impl Ground {
    async fn lay(background: Handle) -> (Self, Postgres, S3) {
        statements::watch();
        let (data, cluster) = cluster().await;
        let anywhere = ([127, 0, 0, 1], 0).into();
        let origins = [world::PUBLIC_URL.to_owned()];
        let store = S3::start(&data, anywhere, "unused", &origins)
            .await
            .expect("the evidence store starts");
        let ground = Self {
            background,
            owner_url: cluster.owner_url(),
            app_url: cluster.app_url(),
            s3_endpoint: store.endpoint(),
            s3_key_id: store.access_key_id().to_owned(),
            s3_key: store.secret_access_key().to_owned(),
            next: AtomicU32::new(0),
            data,
        };
        ground.clear().await;
        ground.create(TEMPLATE, "template0").await;
        store::migrate::up(&ground.owner_url(TEMPLATE))
            .await
            .expect("the migrations apply");
        world::furnish(&ground.owner_url(TEMPLATE), &ground.app_url(TEMPLATE)).await;
        (ground, cluster, store)
    }

    /// Databases and buckets that an earlier process left.
    async fn clear(&self) {
        let sql = Sql::connect(&self.owner_url).await;
        let left = sql
            .column(&format!("select datname from pg_database where datname like 't\\_%' or datname = '{TEMPLATE}'"))
            .await;
        for database in left {
            sql.run(&format!("drop database \"{database}\" with (force)"))
                .await;
        }
        let _ = std::fs::remove_dir_all(self.data.join("mail"));
        for entry in std::fs::read_dir(self.data.join("s3"))
            .into_iter()
            .flatten()
            .flatten()
        {
            if entry.file_name().to_string_lossy().starts_with("t-") {
                let _ = std::fs::remove_dir_all(entry.path());
            }
        }
    }

    async fn create(&self, database: &str, template: &str) {
        Sql::connect(&self.owner_url)
            .await
            .run(&format!("create database {database} template {template}"))
            .await;
        // A copy does not take the rights on the database itself along: as infra/postgres/roles.sql has them.
        Sql::connect(&self.owner_url)
            .await
            .run(&format!(
                "revoke all on database {database} from public; grant connect on database {database} to pillars_app"
            ))
            .await;
    }

    /// A database of its own for one test, furnished like all others.
    pub async fn database(&self) -> String {
        let name = self.name();
        self.create(&name, TEMPLATE).await;
        name
    }

    /// A copy of a database that nobody is connected to any more.
    pub async fn copy_of(&self, database: &str) -> String {
        let name = self.name();
        Sql::connect(&self.owner_url)
            .await
            .run(&format!(
                "select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}'"
            ))
            .await;
        self.create(&name, database).await;
        name
    }

    /// An empty database, to migrate.
    pub async fn empty_database(&self) -> String {
        let name = self.name();
        self.create(&name, "template0").await;
        name
    }

    fn name(&self) -> String {
        format!("t_{}", self.next.fetch_add(1, Ordering::Relaxed))
    }

    /// Takes a test's database away, and its bucket.
    pub async fn drop_database(&self, database: &str) {
        Sql::connect(&self.owner_url)
            .await
            .run(&format!("drop database \"{database}\" with (force)"))
            .await;
        let _ = std::fs::remove_dir_all(self.bucket_folder(database));
        let _ = std::fs::remove_dir_all(self.mail_folder(database));
    }

    /// A database as the role that owns it.
    pub fn owner_url(&self, database: &str) -> String {
        renamed(&self.owner_url, database)
    }

    /// A database as the login role of the application.
    pub fn app_url(&self, database: &str) -> String {
        renamed(&self.app_url, database)
    }

    /// What a server is told of its surroundings.
    pub fn settings(
        &self,
        database: &str,
        storage: &files::Settings,
    ) -> [(&'static str, String); 9] {
        [
            ("PILLARS_PUBLIC_URL", world::PUBLIC_URL.to_owned()),
            ("DATABASE_URL", self.app_url(database)),
            ("S3_ENDPOINT", storage.endpoint.clone()),
            ("S3_BUCKET", storage.bucket.clone()),
            ("S3_ACCESS_KEY_ID", storage.access_key_id.clone()),
            ("S3_SECRET_ACCESS_KEY", storage.secret_access_key.clone()),
            ("SMTP_URL", "smtp://localhost:2525".to_owned()),
            ("MAIL_FROM", "Pillars <no-reply@scheme.test>".to_owned()),
            ("PILLARS_SECRET", "s".repeat(64)),
        ]
    }

    /// Where a test's letters are kept.
    pub fn mail_folder(&self, database: &str) -> PathBuf {
        self.data.join("mail").join(database)
    }

    fn bucket_folder(&self, database: &str) -> PathBuf {
        self.data.join("s3").join(database.replace('_', "-"))
    }

    /// The evidence store with a bucket of the test's own.
    pub fn storage(&self, database: &str) -> files::Settings {
        std::fs::create_dir_all(self.bucket_folder(database)).expect("a bucket is a folder");
        files::Settings {
            endpoint: self.s3_endpoint.clone(),
            public_endpoint: self.s3_endpoint.clone(),
            region: "us-east-1".to_owned(),
            bucket: database.replace('_', "-"),
            access_key_id: self.s3_key_id.clone(),
            secret_access_key: self.s3_key.clone(),
        }
    }
}

fn renamed(url: &str, database: &str) -> String {
    let server = url
        .strip_suffix(DATABASE)
        .expect("the address ends with the database's name");
    format!("{server}{database}")
}

/// The first of a few data folders that no other process holds: kept between runs, so that later ones start at once.
async fn cluster() -> (PathBuf, Postgres) {
    let folder = std::env::current_exe()
        .ok()
        .and_then(|program| Some(program.parent()?.parent()?.join("tmp")))
        .expect("the test program lies in the target folder");
    for place in 0..16 {
        let data = folder.join(format!("behaviour-{place}"));
        std::fs::create_dir_all(&folder).expect("the target folder can be written to");
        match started(&data).await {
            Ok(cluster) => return (data, cluster),
            Err(Error::InUse { .. }) => {}
            Err(error) => panic!("{error}"),
        }
    }
    panic!("sixteen test runs at once: wait for one of them");
}

async fn started(data: &Path) -> Result<Postgres, Error> {
    match Postgres::start(data, Tuning::Test).await {
        Ok(cluster) => Ok(cluster),
        Err(Error::InUse { data }) => Err(Error::InUse { data }),
        // Killed with its machine, and not made to survive that: begin again.
        Err(_) => {
            server::embedded::postgres::start_over(data).await?;
            Postgres::start(data, Tuning::Test).await
        }
    }
}
