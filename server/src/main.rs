//! `pillars`, the command line: each command says what it did and exits non-zero when it did not.

use clap::{Parser, Subcommand};
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
    /// Print the table of settings.
    Settings,
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Settings => print!("{}", server::config::markdown()),
    }
    ExitCode::SUCCESS
}
