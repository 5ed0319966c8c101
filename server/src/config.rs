//! Every setting, read once from the environment and `pillars.toml`; nothing else reads the environment.
//!
//! All problems are found before any is reported, so that one round of changes is enough.

mod read;
mod required;
mod settings;

use chrono::NaiveDate;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use url::Url;

pub use read::Problems;
pub use settings::{SETTINGS, Setting, markdown};

/// What the process was started to do: it decides which settings must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Everything embedded, with invented people; the only mode with a date of its own.
    Demo,
    /// The server.
    Serve,
    /// Jobs without a server.
    Worker,
    /// Migrations: the database owner's work.
    Migrate,
    /// Publishing an edition.
    Publish,
    /// Checks that report what is missing instead of refusing to start.
    Doctor,
}

/// A text that never shows in logs or `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret text.
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// The text, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// All settings, checked.
#[derive(Clone, Debug)]
pub struct Config {
    mode: Mode,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The address people use; what cookies, links and sign-in are made of.
    pub public_url: Url,
    /// The folder the demo keeps everything in.
    pub data: PathBuf,
    /// The database.
    pub database: Database,
    /// The evidence store.
    pub s3: S3,
    /// Outgoing mail.
    pub mail: Mail,
    /// Who issues invoices, line by line.
    pub issuer: Vec<String>,
    /// Seals sign-in state; at least 32 bytes.
    pub secret: Option<Secret>,
    /// The one before, which only opens what it sealed.
    pub secret_before: Option<Secret>,
    /// The secret that a provider's client has, for `pillars provider`.
    pub client_secret: Option<Secret>,
    /// The DNS server that domains are looked up at; the machine's own when none.
    pub dns_server: Option<std::net::SocketAddr>,
    /// The folder of the built console.
    pub ui: PathBuf,
    /// The demo's date, for months to pass; the real date when none.
    pub today: Option<NaiveDate>,
    /// Whether `serve` does the jobs too.
    pub worker: bool,
    /// How many proxies stand in front and say whom they heard from.
    pub proxies: usize,
    /// What is logged and how.
    pub log: Log,
    /// How much one request may take.
    pub limits: Limits,
}

/// Where the database is.
#[derive(Clone, Debug)]
pub struct Database {
    /// The application's login role; none means the embedded cluster.
    pub url: Option<Secret>,
    /// The role that owns the database, for migrations.
    pub owner_url: Option<Secret>,
    /// Connections kept.
    pub pool: usize,
}

/// Where evidence is.
#[derive(Clone, Debug)]
pub struct S3 {
    /// As the server reaches it; none means the embedded store.
    pub endpoint: Option<Url>,
    /// As browsers reach it.
    pub public_endpoint: Option<Url>,
    /// The region in signatures.
    pub region: String,
    /// The bucket.
    pub bucket: String,
    /// The key's name.
    pub access_key_id: Option<String>,
    /// The key.
    pub secret_access_key: Option<Secret>,
    /// Where the embedded store listens.
    pub listen: SocketAddr,
}

/// How mail goes out.
#[derive(Clone, Debug)]
pub struct Mail {
    /// `smtp://` or `smtps://` with name and password; none means a folder of messages (demo only).
    pub smtp_url: Option<Secret>,
    /// The sender.
    pub from: String,
}

/// What is logged.
#[derive(Clone, Debug)]
pub struct Log {
    /// As `tracing` filters: `info`, `server=debug,info`.
    pub filter: String,
    /// For people or for machines.
    pub format: LogFormat,
}

/// How a log line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// How much one request may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Largest body of a GraphQL request, in bytes.
    pub body_bytes: usize,
    /// Longest a request may take to arrive and be answered.
    pub request_time: Duration,
}

/// Proof that this process is the demo; what must never run elsewhere asks for it.
#[derive(Clone, Copy, Debug)]
pub struct DemoToken(());

impl Config {
    /// Reads the environment and `pillars.toml`.
    ///
    /// # Errors
    ///
    /// Every problem at once, each saying what to change.
    pub fn read(mode: Mode) -> Result<Config, Problems> {
        read::read(mode, std::env::vars_os(), None)
    }

    /// As [`Config::read`], from given variables and the text of a `pillars.toml`.
    ///
    /// # Errors
    ///
    /// Every problem at once, each saying what to change.
    pub fn from_parts<N: Into<OsString>, V: Into<OsString>>(
        mode: Mode,
        variables: impl IntoIterator<Item = (N, V)>,
        file: &str,
    ) -> Result<Config, Problems> {
        let variables = variables
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()));
        read::read(mode, variables, Some(file))
    }

    /// What the process was started to do.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Proof of being the demo, in the demo alone.
    pub fn demo(&self) -> Option<DemoToken> {
        (self.mode == Mode::Demo).then_some(DemoToken(()))
    }

    /// Whether people reach the server by TLS, so that cookies can insist on it.
    pub fn tls(&self) -> bool {
        self.public_url.scheme() == "https"
    }
}

/// The folder of the standards that come with the program.
pub fn standards() -> PathBuf {
    read::installed("standards", "standards")
}

/// The folders programs are looked for in.
pub(crate) fn search_path() -> OsString {
    std::env::var_os("PATH").unwrap_or_default()
}

#[cfg(test)]
mod tests;
