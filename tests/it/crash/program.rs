//! The program itself, `pillars demo`, started as people start it and killed as nobody should.

use std::fs::File;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use server::config::SETTINGS;
use server::embedded::postgres::{DATABASE, OWNER};
use tempfile::TempDir;

/// Longest that a start may take, the first with its story and on a busy machine too.
const START_WITHIN: Duration = Duration::from_secs(180);

/// One demo on ports and a data folder of its own; it and its database end with this value.
pub struct Program {
    path: PathBuf,
    data: TempDir,
    folder: PathBuf,
    logs: TempDir,
    port: u16,
    storage_port: u16,
    running: Option<Child>,
}

impl Program {
    /// Not started yet.
    pub fn new() -> Self {
        let path = built();
        let data = tempfile::tempdir().expect("a folder for data");
        let folder = data.path().canonicalize().expect("the folder is there");
        let logs = tempfile::tempdir().expect("a folder for logs");
        let (port, storage_port) = free_ports();
        Self {
            path,
            data,
            folder,
            logs,
            port,
            storage_port,
            running: None,
        }
    }

    /// Its address as people use it.
    pub fn public_url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// Its address as this process reaches it.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Starts it and waits until it says that it is ready.
    pub async fn start(&mut self) {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.log())
            .expect("a log");
        let mut command = Command::new(&self.path);
        command.arg("demo").current_dir(self.data.path());
        // Whatever is set around the tests is not meant for this one.
        for setting in SETTINGS {
            command.env_remove(setting.name);
        }
        let child = command
            .env("PILLARS_DATA", &self.folder)
            .env("PILLARS_LISTEN", format!("127.0.0.1:{}", self.port))
            .env("PILLARS_PUBLIC_URL", self.public_url())
            .env(
                "PILLARS_S3_LISTEN",
                format!("127.0.0.1:{}", self.storage_port),
            )
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("the log twice"))
            .stderr(log)
            .spawn();
        self.running = Some(child.expect("the program starts"));
        self.ready().await;
    }

    async fn ready(&mut self) {
        let client = reqwest::Client::builder()
            .timeout(Duration::from_secs(2))
            .build()
            .expect("a client");
        let url = format!("{}/health/ready", self.address());
        let deadline = Instant::now() + START_WITHIN;
        loop {
            let child = self.running.as_mut().expect("it was started");
            if let Some(status) = child.try_wait().expect("its state") {
                panic!("it ended by itself ({status}):\n{}", self.said());
            }
            match client.get(&url).send().await {
                Ok(answer) if answer.status().is_success() => return,
                _ if Instant::now() > deadline => {
                    panic!("it did not become ready:\n{}", self.said())
                }
                _ => tokio::time::sleep(Duration::from_millis(50)).await,
            }
        }
    }

    /// Ends it between two instructions: it gets no chance to put anything right.
    pub fn kill(&mut self) {
        let mut child = self.running.take().expect("it runs");
        child.kill().expect("it can be killed");
        child.wait().expect("it has ended");
    }

    /// The database's process, while there is one.
    pub fn database(&self) -> Option<u32> {
        let (pid, _) = self.mark()?;
        self.processes().contains(&pid).then_some(pid)
    }

    /// Ends what would stop the database with its server, so that the database outlives it.
    pub fn orphan_database(&self) {
        let database = self.database().expect("the database runs");
        let server = self.running.as_ref().expect("it runs").id();
        let mut watchers = self.processes();
        watchers.retain(|pid| *pid != database && *pid != server);
        assert!(!watchers.is_empty(), "somebody watches over the database");
        kill(&watchers);
    }

    /// Ends both in one moment: the database must not hear that its server is gone.
    pub fn kill_with_database(&mut self) {
        let database = self.database().expect("the database runs");
        let mut child = self.running.take().expect("it runs");
        kill(&[child.id(), database]);
        child.wait().expect("it has ended");
    }

    /// The database, as the role that owns it.
    pub fn owner_url(&self) -> String {
        let password = std::fs::read_to_string(self.folder.join("secrets/database-owner"))
            .expect("the owner's password");
        let (_, port) = self.mark().expect("the database runs");
        format!(
            "postgres://{OWNER}:{}@127.0.0.1:{port}/{DATABASE}",
            password.trim()
        )
    }

    /// The cluster's folder: inside the data folder, or where that says.
    fn cluster(&self) -> PathBuf {
        let elsewhere = std::fs::read_to_string(self.folder.join("database.location"));
        let home = elsewhere.map_or_else(
            |_| self.folder.join("database"),
            |path| PathBuf::from(path.trim()),
        );
        home.join("cluster")
    }

    /// The process and the port that the cluster's own mark names.
    fn mark(&self) -> Option<(u32, u16)> {
        let text = std::fs::read_to_string(self.cluster().join("postmaster.pid")).ok()?;
        let mut lines = text.lines().map(str::trim);
        Some((lines.next()?.parse().ok()?, lines.nth(2)?.parse().ok()?))
    }

    /// Processes started with this cluster's folder: the database and who watches over it.
    fn processes(&self) -> Vec<u32> {
        let found = Command::new("pgrep")
            .arg("-f")
            .arg("--")
            .arg(self.cluster())
            .output()
            .expect("pgrep is there");
        let found = String::from_utf8_lossy(&found.stdout).into_owned();
        found.lines().filter_map(|pid| pid.parse().ok()).collect()
    }

    fn log(&self) -> PathBuf {
        self.logs.path().join("log")
    }

    /// What it has said so far.
    pub fn said(&self) -> String {
        std::fs::read_to_string(self.log()).unwrap_or_default()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(mut child) = self.running.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
        // Its watcher stops the database; were there none, it is ended here.
        for _ in 0..200 {
            if self.database().is_none() {
                break;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        if let Some(pid) = self.database() {
            kill(&[pid]);
        }
        let cluster = self.cluster();
        if !cluster.starts_with(&self.folder)
            && let Some(home) = cluster.parent()
        {
            let _ = std::fs::remove_dir_all(home);
        }
    }
}

/// `pillars`, beside the folder of this test program; as new as this test program.
pub(crate) fn built() -> PathBuf {
    let path = std::env::current_exe()
        .ok()
        .and_then(|test| Some(test.parent()?.parent()?.join("pillars")))
        .expect("the test program lies in the target folder");
    let build = "build it first: cargo build -p server";
    assert!(path.is_file(), "{} is missing: {build}", path.display());
    let schema = Command::new(&path).arg("schema").output().expect("it runs");
    assert!(
        schema.stdout == schema::sdl().as_bytes(),
        "{} is older than these tests: {build}",
        path.display()
    );
    path
}

/// A port that nobody listens at.
pub(crate) fn free_port() -> u16 {
    free_ports().0
}

/// Two different ports that nobody listens at.
fn free_ports() -> (u16, u16) {
    let take = || TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let port = |taken: &TcpListener| taken.local_addr().expect("an address").port();
    let both = (take(), take());
    (port(&both.0), port(&both.1))
}

fn kill(processes: &[u32]) {
    let killed = Command::new("kill")
        .arg("-9")
        .args(processes.iter().map(u32::to_string))
        .status()
        .expect("kill is there");
    assert!(killed.success(), "{processes:?} could not be killed");
}
