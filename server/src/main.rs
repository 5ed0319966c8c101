//! `pillars`, the command line: each command says what it did and exits non-zero when it did not.

use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use server::clock::Clock;
use server::config::{Config, Mode, Problems};
use server::opening::{self, NewProvider};
use server::run::{self, Stop as Asked};
use server::{doctor, edition, telemetry, verify};
use std::path::PathBuf;
use std::process::ExitCode;

/// Pillars: accreditation of university mentoring programmes.
#[derive(Parser)]
#[command(name = "pillars", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run everything on this machine with invented universities; Ctrl-C stops all of it.
    Demo {
        /// Start over: the demo's data is emptied first.
        #[arg(long)]
        reset: bool,
    },
    /// Answer requests.
    Serve,
    /// Do the jobs: check files, send mail, keep dates.
    Worker,
    /// Bring the database up to date, take every migration back, or say where it stands.
    Migrate {
        /// What to do.
        #[command(subcommand)]
        to: Option<Migrate>,
    },
    /// Check, compare or publish an edition of a scheme's standard.
    Edition {
        /// What to do.
        #[command(subcommand)]
        act: Edition,
    },
    /// Try a provider, and have the scheme's staff sign in by it; its client's secret is read from PILLARS_CLIENT_SECRET.
    Provider {
        /// Its name on the button.
        #[arg(long)]
        name: String,
        /// What it calls itself: an address.
        #[arg(long)]
        issuer: String,
        /// What it calls Pillars.
        #[arg(long)]
        client_id: String,
        /// Its name in addresses; an earlier one of this name is changed.
        #[arg(long, default_value = "scheme")]
        slug: String,
        /// The people of universities may sign in by it, too.
        #[arg(long)]
        shared: bool,
    },
    /// Invite somebody to administer the scheme; all others are invited in the console.
    Administrator {
        /// What they are called.
        #[arg(long)]
        name: String,
        /// Where the invitation goes.
        #[arg(long)]
        email: String,
    },
    /// Print the GraphQL schema.
    Schema,
    /// Check the database, the evidence store, mail, sign-in and the clocks, and say what to change.
    Doctor,
    /// Check the whole audit trail line by line, and every decision and award against its record; exits non-zero when anything is broken.
    Verify {
        /// Say it as JSON.
        #[arg(long)]
        json: bool,
        /// Note where each chain ends in this file, where all is whole: keep it away from the database.
        #[arg(long, value_name = "FILE")]
        heads: Option<PathBuf>,
        /// Hold the chains against what was noted in this file.
        #[arg(long, value_name = "FILE")]
        against: Option<PathBuf>,
    },
    /// Print the table of settings.
    Settings,
}

#[derive(Clone, Copy, Subcommand)]
enum Migrate {
    /// Apply what is missing (the default).
    Up,
    /// Take every migration back: all data is gone.
    Down {
        /// Yes, all data.
        #[arg(long, required = true)]
        yes_lose_all_data: bool,
    },
    /// Say what is missing; exits non-zero when something is.
    Status,
    /// Print store/src/tables.rs as the database has it.
    Tables,
}

#[derive(Subcommand)]
enum Edition {
    /// Say whether a document is an edition, or everything that is wrong with it.
    Check {
        /// The document.
        file: PathBuf,
    },
    /// Say what a document would change: against the edition in force, and award by award at the next renewal.
    Diff {
        /// The document.
        file: PathBuf,
    },
    /// Publish a document such as standards/university-2021.json; what is published never changes.
    Publish {
        /// The document.
        file: PathBuf,
        /// The first day it is in force; the document's own date when not given.
        #[arg(long)]
        in_force_from: Option<NaiveDate>,
    },
}

/// Why a command ends without having done it.
enum Stop {
    /// The settings are wrong: exit 2.
    Settings(Problems),
    /// It was tried and failed, and this is why: exit 1.
    Failed(String),
}

impl From<Problems> for Stop {
    fn from(problems: Problems) -> Stop {
        Stop::Settings(problems)
    }
}

impl<E: std::error::Error> From<Failed<E>> for Stop {
    fn from(Failed(error): Failed<E>) -> Stop {
        let mut text = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            let more = error.to_string();
            if !text.contains(&more) {
                text = format!("{text}: {more}");
            }
            cause = error.source();
        }
        Stop::Failed(text)
    }
}

/// An error on its way to the person at the terminal.
struct Failed<E>(E);

fn main() -> ExitCode {
    let command = Arguments::parse().command;
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("The system gave no threads: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop::Settings(problems)) => {
            eprintln!("{problems}");
            ExitCode::from(2)
        }
        Err(Stop::Failed(why)) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<(), Stop> {
    match command {
        Command::Demo { reset } => {
            let config = started(Mode::Demo)?;
            let token = config
                .demo()
                .ok_or_else(|| Stop::Failed("This is not the demo.".to_owned()))?;
            run::demo::demo(config, token, reset, asked()?)
                .await
                .map_err(Failed)?;
            println!("Stopped.");
            Ok(())
        }
        Command::Serve => Ok(run::serve(started(Mode::Serve)?, asked()?)
            .await
            .map_err(Failed)?),
        Command::Worker => Ok(run::work(started(Mode::Worker)?, asked()?)
            .await
            .map_err(Failed)?),
        Command::Migrate { to } => migrate(to.unwrap_or(Migrate::Up)).await,
        Command::Edition { act } => {
            let said = match act {
                Edition::Check { file } => edition::check(&file),
                Edition::Diff { file } => {
                    let config = Config::read(Mode::Publish)?;
                    edition::diff(&config, Clock::system(), &file).await
                }
                Edition::Publish {
                    file,
                    in_force_from,
                } => {
                    let config = Config::read(Mode::Publish)?;
                    edition::publish(&config, Clock::system(), &file, in_force_from).await
                }
            };
            println!("{}", said.map_err(Failed)?);
            Ok(())
        }
        Command::Doctor => {
            let config = Config::read(Mode::Doctor)?;
            let findings = doctor::examine(&config, Clock::system()).await;
            for finding in &findings {
                println!("{finding}");
            }
            match findings.iter().filter(|finding| finding.is_bad()).count() {
                0 => Ok(()),
                1 => Err(Stop::Failed("One thing has to change.".to_owned())),
                several => Err(Stop::Failed(format!("{several} things have to change."))),
            }
        }
        Command::Verify {
            json,
            heads,
            against,
        } => {
            let config = Config::read(Mode::Publish)?;
            let (against, heads) = (against.as_deref(), heads.as_deref());
            let report = verify::run(&config, Clock::system(), against, heads);
            let report = report.await.map_err(Failed)?;
            if json {
                println!("{}", serde_json::json!(report));
            } else {
                println!("{report}");
            }
            match report.is_sound() {
                true => Ok(()),
                false => Err(Stop::Failed(
                    "The trail is not what was written.".to_owned(),
                )),
            }
        }
        Command::Provider {
            name,
            issuer,
            client_id,
            slug,
            shared,
        } => {
            let config = Config::read(Mode::Publish)?;
            let secret = config.client_secret.as_ref();
            let new = NewProvider {
                name,
                slug,
                issuer,
                client_id,
                secret: secret.map_or_else(String::new, |secret| secret.expose().to_owned()),
                shared,
            };
            let said = opening::provider(&config, Clock::system(), new).await;
            println!("{}", said.map_err(Failed)?);
            Ok(())
        }
        Command::Administrator { name, email } => {
            let config = Config::read(Mode::Publish)?;
            let said = opening::administrator(&config, Clock::system(), &name, &email).await;
            println!("{}", said.map_err(Failed)?);
            Ok(())
        }
        Command::Schema => {
            print!("{}", schema::sdl());
            Ok(())
        }
        Command::Settings => {
            print!("{}", server::config::markdown());
            Ok(())
        }
    }
}

/// The settings of a command that runs on, with logging begun.
fn started(mode: Mode) -> Result<Config, Stop> {
    let config = Config::read(mode)?;
    telemetry::start(&config.log).map_err(|error| Stop::Failed(error.to_string()))?;
    Ok(config)
}

/// Listens for Ctrl-C and SIGTERM.
fn asked() -> Result<Asked, Stop> {
    Ok(Asked::on_signals().map_err(Failed)?)
}

async fn migrate(to: Migrate) -> Result<(), Stop> {
    let config = Config::read(Mode::Migrate)?;
    let url = config
        .database
        .owner_url
        .as_ref()
        .map_or("", |url| url.expose());
    match to {
        Migrate::Up => {
            let report = store::migrate::up(url).await.map_err(Failed)?;
            match report.versions.as_slice() {
                [] => println!("The database was up to date; its policies are as they should be."),
                versions => println!("Applied {}.", versions.join(", ")),
            }
        }
        Migrate::Down { .. } => {
            let report = store::migrate::down(url).await.map_err(Failed)?;
            println!("Took back {}.", report.versions.join(", "));
        }
        Migrate::Status => match store::migrate::pending(url)
            .await
            .map_err(Failed)?
            .as_slice()
        {
            [] => println!("The database is up to date."),
            missing => {
                let missing = missing.join(", ");
                return Err(Stop::Failed(format!(
                    "Not applied: {missing}. Run `pillars migrate up`."
                )));
            }
        },
        Migrate::Tables => println!("{}", store::migrate::tables(url).await.map_err(Failed)?),
    }
    Ok(())
}
