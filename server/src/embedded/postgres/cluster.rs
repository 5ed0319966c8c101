//! One cluster: made, cleared of what a crash left, started.

use super::find::Programs;
use super::place::RunAs;
use super::{At, Error, Tuning};
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Runs the database and ends it when this process closes the pipe, by dying or otherwise: then even
/// `kill -9` leaves no database behind. `$$` stays the same after `exec`, so the database is our child;
/// the watcher is nobody's child, so the database never meets it.
const WATCHED: &str = r#"
exec 3<&0
( ( trap '' HUP INT TERM; read -r _ <&3; kill -INT $$ ) >/dev/null 2>&1 & )
exec 3<&-
exec "$@" </dev/null
"#;

/// Where a cluster is and what runs it.
pub(super) struct Cluster {
    pub home: PathBuf,
    pub programs: Programs,
    pub run_as: Option<RunAs>,
    pub tuning: Tuning,
}

/// The major version that made the cluster; none when there is none yet.
pub(super) fn made_by(home: &Path) -> Option<u32> {
    let version = fs::read_to_string(home.join("cluster/PG_VERSION")).ok()?;
    version.trim().parse().ok()
}

impl Cluster {
    fn folder(&self) -> PathBuf {
        self.home.join("cluster")
    }

    /// The database's log.
    pub fn log(&self) -> PathBuf {
        self.home.join("log")
    }

    fn command(&self, program: &str) -> Command {
        self.prepared(Command::new(self.programs.bin.join(program)))
    }

    /// A clean environment, a folder the user may be in, and the user.
    fn prepared(&self, mut command: Command) -> Command {
        command
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("LC_ALL", "C")
            .current_dir(&self.home)
            .stdin(Stdio::null());
        RunAs::apply(self.run_as, &mut command);
        command
    }

    /// Makes the cluster: whole, or not at all.
    pub async fn init(&self, password: &str) -> Result<(), Error> {
        let new = self.home.join("cluster.new");
        if new.exists() {
            fs::remove_dir_all(&new).at(&new)?;
        }
        let password_file = self.home.join("password");
        crate::embedded::keep::write_private(&password_file, password).at(&password_file)?;
        RunAs::give(self.run_as, &password_file)?;

        let mut last = String::new();
        for locale in self.locales() {
            let mut command = self.command("initdb");
            command
                .args([
                    "--encoding=UTF8",
                    "--username=postgres",
                    "--auth=scram-sha-256",
                ])
                .args(locale);
            command
                .arg("--pwfile")
                .arg(&password_file)
                .arg("--pgdata")
                .arg(&new);
            if self.tuning == Tuning::Test {
                command.arg("--no-sync");
            }
            let output = tokio::process::Command::from(command)
                .output()
                .await
                .at(&self.programs.bin.join("initdb"))?;
            if output.status.success() {
                fs::remove_file(&password_file).at(&password_file)?;
                return fs::rename(&new, self.folder()).at(&new);
            }
            last = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            if new.exists() {
                fs::remove_dir_all(&new).at(&new)?;
            }
        }
        fs::remove_file(&password_file).at(&password_file)?;
        Err(Error::Program {
            program: "initdb",
            output: last,
        })
    }

    /// Locales from best to plainest: the first three know letters beyond ASCII and sort by code point.
    fn locales(&self) -> Vec<&'static [&'static str]> {
        let mut locales: Vec<&[&str]> = Vec::new();
        if self.programs.major >= 17 {
            locales.push(&[
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
            ]);
        }
        locales.extend([
            &["--locale=C.UTF-8"] as &[&str],
            &["--locale=C.utf8"],
            &["--locale=C"],
        ]);
        locales
    }

    /// Ends a database of this cluster that outlived its server, and removes the mark of one that is
    /// gone and whose number now belongs to something else.
    pub async fn clear_stale(&self) -> Result<(), Error> {
        let mark = self.folder().join("postmaster.pid");
        let Ok(text) = fs::read_to_string(&mark) else {
            return Ok(());
        };
        let Some(pid) = text
            .lines()
            .next()
            .and_then(|line| line.trim().parse::<u32>().ok())
        else {
            return Ok(());
        };
        match process(pid).await {
            // PostgreSQL clears the mark of a dead process itself, and checks shared memory as it does.
            None => Ok(()),
            Some(command) if command.contains(&*self.folder().to_string_lossy()) => {
                tracing::info!(pid, "stopping a database that outlived its server");
                self.stop_running().await
            }
            Some(_) => fs::remove_file(&mark).at(&mark),
        }
    }

    async fn stop_running(&self) -> Result<(), Error> {
        let mut said = String::new();
        for mode in ["fast", "immediate"] {
            let mut command = self.command("pg_ctl");
            command
                .args(["stop", "--wait", "--timeout=20", "--mode", mode, "--pgdata"])
                .arg(self.folder());
            let output = tokio::process::Command::from(command)
                .output()
                .await
                .at(&self.programs.bin.join("pg_ctl"))?;
            if output.status.success() || !self.folder().join("postmaster.pid").exists() {
                return Ok(());
            }
            said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        }
        Err(Error::Program {
            program: "pg_ctl stop",
            output: said,
        })
    }

    /// Starts the database on a free port and waits until it answers.
    pub async fn spawn(&self, password: &str) -> Result<(Child, u16), Error> {
        let log = self.log();
        if log.exists() {
            fs::rename(&log, self.home.join("log.before")).at(&log)?;
        }
        let mut attempts = 5;
        loop {
            let port = free_port().at(&self.home)?;
            let mut child = self.launch(port)?;
            match self.answers(&mut child, port, password).await {
                Ok(()) => return Ok((child, port)),
                // A port taken in between, or a crashed predecessor's memory not yet given back.
                Err(error)
                    if attempts == 0 || child.try_wait().is_ok_and(|ended| ended.is_none()) =>
                {
                    drop(child.stdin.take());
                    return Err(error);
                }
                Err(_) => {
                    drop(child.stdin.take());
                    attempts -= 1;
                    tokio::time::sleep(Duration::from_millis(300)).await;
                }
            }
        }
    }

    fn launch(&self, port: u16) -> Result<Child, Error> {
        let path = self.log();
        let log = File::options()
            .create(true)
            .append(true)
            .open(&path)
            .at(&path)?;
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", WATCHED, "sh"])
            .arg(self.programs.bin.join("postgres"))
            .arg("-D")
            .arg(self.folder());
        command.args(["-c", &format!("port={port}")]);
        for setting in self.settings() {
            command.args(["-c", setting]);
        }
        let mut command = self.prepared(command);
        let log_too = log.try_clone().at(&path)?;
        command
            .stdin(Stdio::piped())
            .stdout(log)
            .stderr(log_too)
            .spawn()
            .at(Path::new("/bin/sh"))
    }

    fn settings(&self) -> Vec<&'static str> {
        let mut settings = vec![
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "password_encryption=scram-sha-256",
            "timezone=UTC",
            "log_timezone=UTC",
            "log_destination=stderr",
            "logging_collector=off",
            "log_line_prefix=%m [%p] %u@%d ",
            "jit=off",
            // Lists are gone through in memory, not read anew each time.
            "shared_buffers=512MB",
        ];
        settings.extend(match self.tuning {
            Tuning::Durable => [
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "max_connections=100",
            ],
            Tuning::Test => [
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
                "max_connections=400",
            ],
        });
        settings
    }

    async fn answers(&self, child: &mut Child, port: u16, password: &str) -> Result<(), Error> {
        let url =
            format!("postgres://postgres:{password}@127.0.0.1:{port}/postgres?connect_timeout=5");
        let deadline = Instant::now() + Duration::from_secs(120);
        loop {
            match super::roles::connect(&url).await {
                Ok(_) => return Ok(()),
                Err(error) => {
                    let reason = match child.try_wait().at(&self.home)? {
                        Some(status) => format!("it ended: {status}"),
                        None if Instant::now() > deadline => {
                            format!("no answer in two minutes: {error}")
                        }
                        None => {
                            tokio::time::sleep(Duration::from_millis(15)).await;
                            continue;
                        }
                    };
                    return Err(Error::NotStarted {
                        reason,
                        log: self.log(),
                        tail: tail(&self.log()),
                    });
                }
            }
        }
    }
}

/// What a process was started as; none when there is no such process.
async fn process(pid: u32) -> Option<String> {
    if Path::new("/proc/self/cmdline").exists() {
        let command = fs::read(format!("/proc/{pid}/cmdline")).ok()?;
        return Some(String::from_utf8_lossy(&command).replace('\0', " "));
    }
    let pid = pid.to_string();
    let output = tokio::process::Command::new("ps")
        .args(["-o", "command=", "-p", &pid])
        .output()
        .await
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn free_port() -> std::io::Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// The last kilobytes of a log.
fn tail(log: &Path) -> String {
    let read = || -> std::io::Result<String> {
        let mut file = File::open(log)?;
        let length = file.metadata()?.len();
        file.seek(SeekFrom::Start(length.saturating_sub(2000)))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    };
    read().unwrap_or_else(|error| format!("(the log could not be read: {error})"))
}
