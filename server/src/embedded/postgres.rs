//! A private PostgreSQL cluster under the data folder, for when no `DATABASE_URL` is given.
//!
//! The cluster listens on loopback only, with passwords of its own. It dies with this process, however
//! this process ends, and what a crash leaves behind is put right by the next start.

mod cluster;
mod find;
mod place;
mod roles;

use super::keep;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitStatus};
use std::time::{Duration, Instant};

pub use find::{OLDEST, Programs};

/// The database's name.
pub const DATABASE: &str = "pillars";
/// The role that owns the database and runs migrations.
pub const OWNER: &str = "pillars_owner";
/// The login role of the application: it owns nothing and inherits nothing (T1).
pub const APP: &str = "pillars_app";

/// How the cluster trades safety for speed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tuning {
    /// What is committed survives a power cut.
    Durable,
    /// What is committed may be lost with the machine; the owner may make and drop databases.
    Test,
}

/// Why the database did not start, in a sentence that says what to change.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Neither on this machine nor fetched.
    #[error(
        "PostgreSQL {OLDEST} or newer was not found and could not be fetched ({reason}): install it \
         (Debian: apt-get install postgresql; macOS: brew install postgresql@16), or set DATABASE_URL"
    )]
    NotInstalled {
        /// Why fetching failed.
        reason: String,
    },
    /// The folder was made by another major version.
    #[error(
        "the database in {folder} was made by PostgreSQL {made_by}, which is not installed: install \
         version {made_by}, or start over with `pillars demo --reset`"
    )]
    OtherVersion {
        /// The cluster's folder.
        folder: PathBuf,
        /// The major version that made it.
        made_by: u32,
    },
    /// Another server holds the data folder.
    #[error(
        "another Pillars server is using the data folder {data}: stop it first, or set PILLARS_DATA to \
         another folder"
    )]
    InUse {
        /// The data folder.
        data: PathBuf,
    },
    /// A folder with other things in it.
    #[error(
        "{data} holds something else than Pillars' data: set PILLARS_DATA to a folder of its own"
    )]
    NotOurs {
        /// The folder.
        data: PathBuf,
    },
    /// As root, and no ordinary user to run it as.
    #[error("PostgreSQL will not run as root and there is no user `postgres` or `nobody`: add one")]
    NoUser,
    /// The fallback folder is somebody else's.
    #[error(
        "{folder} belongs to another user: remove it, or set PILLARS_DATA to a folder everybody may enter"
    )]
    Foreign {
        /// The folder.
        folder: PathBuf,
    },
    /// A program failed.
    #[error("{program} failed: {output}")]
    Program {
        /// The program's name.
        program: &'static str,
        /// What it said.
        output: String,
    },
    /// It ended or stayed silent while starting.
    #[error("PostgreSQL did not start ({reason}); its last words, from {log}:\n{tail}")]
    NotStarted {
        /// What was seen.
        reason: String,
        /// Where its log is.
        log: PathBuf,
        /// The end of the log.
        tail: String,
    },
    /// A statement that prepares the database failed.
    #[error("preparing the database failed: {0}")]
    Sql(#[from] tokio_postgres::Error),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Puts the path beside an input or output error.
trait At<T> {
    fn at(self, path: &Path) -> Result<T, Error>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, Error> {
        self.map_err(|source| Error::File {
            path: path.to_path_buf(),
            source,
        })
    }
}

/// A running cluster; dropping it stops it.
#[derive(Debug)]
pub struct Postgres {
    child: Child,
    port: u16,
    passwords: Passwords,
    log: PathBuf,
    /// Held as long as the cluster runs: one server a data folder.
    _lock: File,
}

/// The three passwords of the cluster, kept beside it.
struct Passwords {
    superuser: String,
    owner: String,
    app: String,
}

impl std::fmt::Debug for Passwords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passwords(…)")
    }
}

impl Passwords {
    fn kept(data: &Path) -> Result<Passwords, Error> {
        let folder = data.join("secrets");
        keep::private_folder(&folder).at(&folder)?;
        let one = |name: &str| {
            let path = folder.join(name);
            keep::keep(&path, || keep::random_hex(24)).at(&path)
        };
        Ok(Passwords {
            superuser: one("database-superuser")?,
            owner: one("database-owner")?,
            app: one("database-app")?,
        })
    }
}

impl Postgres {
    /// Starts the cluster of a data folder, making it the first time.
    ///
    /// # Errors
    ///
    /// [`Error::InUse`] when another server has the folder; others say what to install or change.
    pub async fn start(data: &Path, tuning: Tuning) -> Result<Postgres, Error> {
        let data = place::data_folder(data)?;
        let lock = lock(&data)?;
        let run_as = place::run_as().await?;
        let home = place::home(&data, run_as).await?;
        let passwords = Passwords::kept(&data)?;

        let made_by = cluster::made_by(&home);
        let path = crate::config::search_path();
        let programs = match find::installed(&path, made_by).await.into_iter().next() {
            Some(programs) => programs,
            None => match (find::fetched(&home.join("programs")).await, made_by) {
                (Ok(programs), None) => programs,
                (Ok(programs), Some(wanted)) if programs.major == wanted => programs,
                (_, Some(made_by)) => {
                    return Err(Error::OtherVersion {
                        folder: home,
                        made_by,
                    });
                }
                (Err(error), None) => return Err(error),
            },
        };

        let cluster = cluster::Cluster {
            home,
            programs,
            run_as,
            tuning,
        };
        if made_by.is_none() {
            cluster.init(&passwords.superuser).await?;
        }
        cluster.clear_stale().await?;
        let (child, port) = cluster.spawn(&passwords.superuser).await?;
        let postgres = Postgres {
            child,
            port,
            passwords,
            log: cluster.log(),
            _lock: lock,
        };
        roles::ensure(
            &postgres.superuser_url("postgres"),
            &postgres.superuser_url(DATABASE),
            &postgres.passwords,
            tuning,
        )
        .await?;
        Ok(postgres)
    }

    fn url(&self, role: &str, password: &str, database: &str) -> String {
        format!(
            "postgres://{role}:{password}@127.0.0.1:{}/{database}",
            self.port
        )
    }

    fn superuser_url(&self, database: &str) -> String {
        self.url("postgres", &self.passwords.superuser, database)
    }

    /// Where migrations connect: the role that owns the database, which is not a superuser.
    pub fn owner_url(&self) -> String {
        self.url(OWNER, &self.passwords.owner, DATABASE)
    }

    /// Where the application connects: the login role that row-level security binds (T1).
    pub fn app_url(&self) -> String {
        self.url(APP, &self.passwords.app, DATABASE)
    }

    /// The port on 127.0.0.1.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where the database writes what it has to say.
    pub fn log(&self) -> &Path {
        &self.log
    }

    /// Waits until the database ends by itself, which it should not.
    pub async fn ended(&mut self) -> io::Result<ExitStatus> {
        loop {
            if let Some(status) = self.child.try_wait()? {
                return Ok(status);
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
    }

    /// Stops the database: sessions are ended, what is committed stays.
    ///
    /// # Errors
    ///
    /// When it had not stopped after 30 seconds and was killed; the next start recovers it.
    pub async fn stop(mut self) -> io::Result<()> {
        drop(self.child.stdin.take());
        let deadline = Instant::now() + Duration::from_secs(30);
        while self.child.try_wait()?.is_none() {
            if Instant::now() > deadline {
                self.child.kill()?;
                self.child.wait()?;
                return Err(io::Error::new(
                    io::ErrorKind::TimedOut,
                    "PostgreSQL did not stop within 30 seconds and was killed",
                ));
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Closing the pipe is what stops it; the wait lets a folder be removed after.
        drop(self.child.stdin.take());
        for _ in 0..500 {
            if !matches!(self.child.try_wait(), Ok(None)) {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// Empties a data folder, to start over: the database, files, mail and secrets in it are gone.
///
/// # Errors
///
/// [`Error::InUse`] while a server has the folder, and when it is no data folder of ours.
pub async fn start_over(data: &Path) -> Result<(), Error> {
    let known = data.join("lock").exists();
    let data = place::data_folder(data)?;
    if !known && std::fs::read_dir(&data).at(&data)?.next().is_some() {
        return Err(Error::NotOurs { data });
    }
    let _lock = lock(&data)?;
    place::empty(&data)
}

/// Takes the data folder for this process; the system gives it back when the process ends.
fn lock(data: &Path) -> Result<File, Error> {
    let path = data.join("lock");
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .at(&path)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::InUse {
            data: data.to_path_buf(),
        }),
        Err(TryLockError::Error(source)) => Err(Error::File { path, source }),
    }
}

#[cfg(test)]
mod tests;
