//! aiosmtpd: a mail server that is not ours, which refuses some addresses (`tests/storage/smtp.py`).

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use serde::Deserialize;
use server::mail::Mail;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// One mail server with what it took.
#[derive(Debug)]
pub struct Smtp {
    _process: Child,
    port: u16,
    taken: Arc<Mutex<Vec<Taken>>>,
}

/// A letter as the server took it, and as somebody else's parser reads it.
#[derive(Debug, Clone, Deserialize)]
pub struct Taken {
    /// The sender, by the envelope.
    pub from: String,
    /// The addressees, by the envelope.
    pub to: Vec<String>,
    /// Headers by their names in lower case, decoded.
    pub headers: BTreeMap<String, String>,
    /// The parts in their order: type and content, decoded.
    pub parts: Vec<(String, String)>,
}

impl Smtp {
    /// Starts it; it ends with this value.
    ///
    /// # Panics
    /// When it is not installed, or does not come up in half a minute.
    pub async fn start() -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("storage");
        let program = folder.join(".venv/bin/python");
        assert!(
            program.exists(),
            "aiosmtpd is not installed: run scripts/setup test"
        );
        let mut process = Command::new(program)
            .arg(folder.join("smtp.py"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .kill_on_drop(true)
            .spawn()
            .expect("aiosmtpd starts");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let first = tokio::time::timeout(Duration::from_secs(30), lines.next_line());
        let port = first.await.expect("aiosmtpd comes up in time");
        let port = port
            .expect("its output reads")
            .expect("it says its port")
            .parse()
            .expect("a port");
        let taken = Arc::<Mutex<Vec<Taken>>>::default();
        let into = taken.clone();
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                let letter = serde_json::from_str(&line).expect("a letter as JSON");
                into.lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(letter);
            }
        });
        Self {
            _process: process,
            port,
            taken,
        }
    }

    /// As the server is told of it.
    ///
    /// # Panics
    /// When the settings are not read.
    pub fn mail(&self) -> Mail {
        let url = format!("smtp://127.0.0.1:{}", self.port);
        Mail::smtp(&url, "Pillars <no-reply@scheme.test>").expect("settings that read")
    }

    /// What it took, once there are so many letters.
    ///
    /// # Panics
    /// When there are fewer after ten seconds.
    pub async fn taken(&self, many: usize) -> Vec<Taken> {
        for _ in 0..100 {
            let taken = self
                .taken
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone();
            if taken.len() >= many {
                return taken;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("fewer than {many} letters came: {:?}", self.taken);
    }
}
