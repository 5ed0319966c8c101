//! From texts to a checked [`Config`], with every problem collected on the way.

use super::settings::unknown;
use super::*;
use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// Everything that is wrong with the settings, one line each.
#[derive(Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<String>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Problems {}

/// The values found, by variable, and what was wrong so far.
pub(super) struct Reader {
    pub(super) values: BTreeMap<&'static str, Found>,
    pub(super) problems: Vec<String>,
}

pub(super) struct Found {
    text: String,
    /// How a person named it: the variable, or the key and the file.
    origin: String,
}

pub(super) fn read(
    mode: Mode,
    variables: impl Iterator<Item = (OsString, OsString)>,
    file: Option<&str>,
) -> Result<Config, Problems> {
    let mut reader = Reader {
        values: BTreeMap::new(),
        problems: Vec::new(),
    };
    reader.take_variables(variables);
    match file {
        Some(text) => reader.take_file(Path::new("pillars.toml"), text),
        None => reader.find_file(),
    }
    let config = reader.config(mode);
    if reader.problems.is_empty() {
        Ok(config)
    } else {
        Err(Problems(reader.problems))
    }
}

impl Reader {
    fn take_variables(&mut self, variables: impl Iterator<Item = (OsString, OsString)>) {
        for (name, value) in variables {
            let name = name.to_string_lossy().into_owned();
            let Some(setting) = SETTINGS.iter().find(|setting| setting.name == name) else {
                if name.starts_with("PILLARS_") {
                    self.problems.push(unknown(
                        &name,
                        "",
                        SETTINGS.iter().map(|setting| setting.name),
                    ));
                }
                continue;
            };
            match value.into_string() {
                // As a shell's `NAME= command` means: not set.
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => {
                    self.values.insert(
                        setting.name,
                        Found {
                            text: text.trim().to_owned(),
                            origin: name,
                        },
                    );
                }
                Err(_) => self
                    .problems
                    .push(format!("{name} is not UTF-8 text: write it as UTF-8")),
            }
        }
    }

    fn find_file(&mut self) {
        let (path, must_exist) = match self.values.get("PILLARS_CONFIG") {
            Some(found) => (PathBuf::from(&found.text), true),
            None => (PathBuf::from("pillars.toml"), false),
        };
        match std::fs::read_to_string(&path) {
            Ok(text) => self.take_file(&path, &text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !must_exist => {}
            Err(error) => self.problems.push(format!(
                "{}: {error}: correct PILLARS_CONFIG or the file",
                path.display()
            )),
        }
    }

    fn take_file(&mut self, path: &Path, text: &str) {
        let path = path.display();
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                let reason = error.to_string().trim().replace('\n', " ");
                self.problems.push(format!("{path} is not TOML: {reason}"));
                return;
            }
        };
        for (key, value) in table {
            let Some(setting) = SETTINGS
                .iter()
                .find(|setting| setting.key == key && !key.is_empty())
            else {
                let keys = SETTINGS
                    .iter()
                    .map(|setting| setting.key)
                    .filter(|key| !key.is_empty());
                self.problems
                    .push(unknown(&key, &format!(" in {path}"), keys));
                continue;
            };
            let text = match value {
                toml::Value::String(text) => text,
                toml::Value::Integer(number) => number.to_string(),
                toml::Value::Boolean(flag) => flag.to_string(),
                toml::Value::Datetime(date) => date.to_string(),
                _ => {
                    self.problems.push(format!(
                        "{key} in {path} must be one value, not a list or a table"
                    ));
                    continue;
                }
            };
            // The environment wins.
            self.values.entry(setting.name).or_insert(Found {
                text,
                origin: format!("{key} in {path}"),
            });
        }
    }

    pub(super) fn text(&self, name: &'static str) -> Option<String> {
        let default = || {
            SETTINGS
                .iter()
                .find(|setting| setting.name == name)
                .map(|setting| setting.default)
        };
        match self.values.get(name) {
            Some(found) => Some(found.text.clone()),
            None => default().filter(|text| !text.is_empty()).map(str::to_owned),
        }
    }

    fn secret(&self, name: &'static str) -> Option<Secret> {
        self.text(name).map(Secret::new)
    }

    /// The parsed value; a value that cannot be parsed is a problem, and `instead` keeps the reading going.
    fn parsed<T: FromStr>(&mut self, name: &'static str, wanted: &str, instead: T) -> T {
        self.checked(name, wanted, |text| text.parse().ok())
            .unwrap_or(instead)
    }

    fn checked<T>(
        &mut self,
        name: &'static str,
        wanted: &str,
        check: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = self.text(name)?;
        let value = check(&text);
        if value.is_none() {
            self.wrong(name, wanted);
        }
        value
    }

    fn wrong(&mut self, name: &'static str, wanted: &str) {
        let origin = self
            .values
            .get(name)
            .map_or(name, |found| found.origin.as_str());
        // The value itself is not repeated: it may be a secret, or hold one.
        self.problems.push(format!("{origin} must be {wanted}"));
    }

    fn url(&mut self, name: &'static str, schemes: &[&str], wanted: &str) -> Option<Url> {
        self.checked(name, wanted, |text| {
            let url = Url::parse(text).ok()?;
            (schemes.contains(&url.scheme()) && url.has_host()).then_some(url)
        })
    }

    pub(super) fn require(&mut self, names: &[&'static str], why: &str) {
        for name in names {
            if self.text(name).is_none() {
                let key = SETTINGS
                    .iter()
                    .find(|setting| setting.name == *name)
                    .map_or("", |setting| setting.key);
                self.problems.push(format!(
                    "{name} (or `{key}` in pillars.toml) is missing: {why}"
                ));
            }
        }
    }

    fn config(&mut self, mode: Mode) -> Config {
        self.requirements(mode);
        let loopback = |port| SocketAddr::from(([127, 0, 0, 1], port));
        let an_address = "an address and a port, such as 127.0.0.1:8080";
        let postgres: &[&str] = &["postgres", "postgresql"];
        let database = "an address such as postgres://pillars_app:password@host:5432/pillars";
        self.url("DATABASE_URL", postgres, database);
        self.url(
            "DATABASE_OWNER_URL",
            postgres,
            "an address such as postgres://pillars_owner:password@host:5432/pillars",
        );
        self.url(
            "SMTP_URL",
            &["smtp", "smtps"],
            "an address such as smtps://name:password@host:465",
        );
        let web: &[&str] = &["http", "https"];
        let listen = self.parsed("PILLARS_LISTEN", an_address, loopback(8080));
        let public_url = self.url(
            "PILLARS_PUBLIC_URL",
            web,
            "an address such as https://pillars.example.org",
        );
        let mut public_url = public_url.unwrap_or_else(|| fixed_url("http://localhost:8080"));
        if mode == Mode::Demo && !self.values.contains_key("PILLARS_PUBLIC_URL") {
            // An http address takes any port.
            let _ = public_url.set_port(Some(listen.port()));
        }
        if public_url.path() != "/" || public_url.query().is_some() {
            self.wrong(
                "PILLARS_PUBLIC_URL",
                "an address without a path: the product has a host of its own",
            );
        }
        let endpoint = self.url(
            "S3_ENDPOINT",
            web,
            "an address such as https://s3.example.org",
        );
        let public_endpoint = self.url(
            "S3_PUBLIC_ENDPOINT",
            web,
            "an address such as https://files.example.org",
        );
        let today = self.checked("PILLARS_TODAY", "a date such as 2027-06-01", |text| {
            text.parse().ok()
        });
        if today.is_some() && mode != Mode::Demo {
            self.problems
                .push("PILLARS_TODAY is for `pillars demo` alone: unset it".to_owned());
        }
        if self
            .secret("PILLARS_SECRET")
            .is_some_and(|secret| secret.expose().len() < 32)
        {
            self.wrong(
                "PILLARS_SECRET",
                "at least 32 bytes: make one with `openssl rand -hex 32`",
            );
        }
        let format = self.checked("PILLARS_LOG_FORMAT", "text or json", |text| match text {
            "text" => Some(LogFormat::Text),
            "json" => Some(LogFormat::Json),
            _ => None,
        });
        let filter = self.checked(
            "PILLARS_LOG",
            "a filter such as info or server=debug,info",
            |text| {
                tracing_subscriber::EnvFilter::try_new(text)
                    .ok()
                    .map(|_| text.to_owned())
            },
        );
        // The demo shares its terminal with what it says to people.
        let quiet = mode == Mode::Demo && !self.values.contains_key("PILLARS_LOG");
        let filter = if quiet {
            Some("warn".to_owned())
        } else {
            filter
        };
        let pool = self.parsed("DATABASE_POOL", "a number from 1 to 1000", 16);
        if !(1..=1000).contains(&pool) {
            self.wrong("DATABASE_POOL", "a number from 1 to 1000");
        }
        let seconds = self.parsed("PILLARS_REQUEST_SECONDS", "a number of seconds", 30);
        Config {
            mode,
            listen,
            public_url,
            data: self
                .text("PILLARS_DATA")
                .map_or_else(|| PathBuf::from("data"), PathBuf::from),
            database: Database {
                url: self.secret("DATABASE_URL"),
                owner_url: self.secret("DATABASE_OWNER_URL"),
                pool,
            },
            s3: S3 {
                public_endpoint: public_endpoint.or_else(|| endpoint.clone()),
                endpoint,
                region: self.text("S3_REGION").unwrap_or_default(),
                bucket: self.text("S3_BUCKET").unwrap_or_default(),
                access_key_id: self.text("S3_ACCESS_KEY_ID"),
                secret_access_key: self.secret("S3_SECRET_ACCESS_KEY"),
                listen: self.parsed("PILLARS_S3_LISTEN", an_address, loopback(8081)),
            },
            mail: Mail {
                smtp_url: self.secret("SMTP_URL"),
                from: self
                    .checked(
                        "MAIL_FROM",
                        "a sender such as Pillars <no-reply@example.org>",
                        |text| {
                            text.parse::<lettre::message::Mailbox>()
                                .ok()
                                .map(|_| text.to_owned())
                        },
                    )
                    .unwrap_or_default(),
            },
            issuer: lines(&self.text("PILLARS_ISSUER").unwrap_or_default()),
            secret: self.secret("PILLARS_SECRET"),
            secret_before: self.secret("PILLARS_SECRET_BEFORE"),
            client_secret: self.text("PILLARS_CLIENT_SECRET").map(Secret::new),
            dns_server: self.checked(
                "PILLARS_DNS_SERVER",
                "an address and a port, such as 192.0.2.53:53",
                |text| text.parse().ok(),
            ),
            ui: self
                .text("PILLARS_UI")
                .map_or_else(|| installed("ui", "admin-ui/dist"), PathBuf::from),
            today,
            worker: self.parsed("PILLARS_WORKER", "true or false", false),
            proxies: self.parsed("PILLARS_PROXIES", "a number of proxies", 0),
            log: Log {
                filter: filter.unwrap_or_default(),
                format: format.unwrap_or(LogFormat::Text),
            },
            limits: Limits {
                body_bytes: self.parsed("PILLARS_BODY_BYTES", "a number of bytes", 1 << 20),
                request_time: Duration::from_secs(seconds),
            },
        }
    }
}

/// Lines as a setting has them, with `|` between.
fn lines(text: &str) -> Vec<String> {
    let lines = text.split('|').map(str::trim);
    lines
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// An address written in this file.
fn fixed_url(text: &str) -> Url {
    Url::parse(text).expect("an address written in the source parses, as the tests show")
}

/// A folder installed beside the program (`../share/pillars/…`), or in the source tree this was built from.
pub(super) fn installed(name: &str, in_source: &str) -> PathBuf {
    std::env::current_exe()
        .ok()
        .and_then(|program| Some(program.parent()?.parent()?.join("share/pillars").join(name)))
        .filter(|folder| folder.is_dir())
        .unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name(in_source))
}
