//! Finding PostgreSQL's programs on this machine, or fetching them.

use super::Error;
use std::path::{Path, PathBuf};
use tokio::process::Command;

/// The oldest major version the product runs on.
pub const OLDEST: u32 = 15;

/// A folder with `postgres` and `initdb`, and their major version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programs {
    /// The folder the programs are in.
    pub bin: PathBuf,
    /// Their major version, such as 16.
    pub major: u32,
}

/// Folders under which installers put one folder for each version.
const USUAL: &[(&str, &str)] = &[
    ("/usr/lib/postgresql", "bin"),
    ("/usr", "bin"),
    ("/opt/homebrew/opt", "bin"),
    ("/usr/local/opt", "bin"),
    ("/home/linuxbrew/.linuxbrew/opt", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "bin"),
    ("/opt/local/lib", "bin"),
    ("/Library/PostgreSQL", "bin"),
];

/// Folders that may hold the programs: those of `path` (as in `$PATH`) first, then the usual places.
fn candidates(path: &std::ffi::OsStr) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::env::split_paths(path).collect();
    for (root, leaf) in USUAL {
        let Ok(entries) = std::fs::read_dir(root) else {
            continue;
        };
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let versioned = name.starts_with(|first: char| first.is_ascii_digit());
            if versioned || name.starts_with("postgresql") || name.starts_with("pgsql") {
                found.push(entry.path().join(leaf));
            }
        }
    }
    found.push(PathBuf::from("/usr/local/pgsql/bin"));
    found
}

/// Every usable installation, best first: the newest, or the one of `wanted` when a cluster needs it.
pub async fn installed(path: &std::ffi::OsStr, wanted: Option<u32>) -> Vec<Programs> {
    let mut found: Vec<Programs> = Vec::new();
    for folder in candidates(path) {
        // Distributions link single programs elsewhere; the real folder has all of them.
        let Ok(postgres) = folder.join("postgres").canonicalize() else {
            continue;
        };
        let Some(bin) = postgres.parent().map(Path::to_path_buf) else {
            continue;
        };
        if found.iter().any(|programs| programs.bin == bin) || !bin.join("initdb").exists() {
            continue;
        }
        if let Some(major) = version(&postgres).await
            && major >= OLDEST
        {
            found.push(Programs { bin, major });
        }
    }
    found.sort_by_key(|programs| std::cmp::Reverse(programs.major));
    if let Some(wanted) = wanted {
        found.retain(|programs| programs.major == wanted);
    }
    found
}

async fn version(postgres: &Path) -> Option<u32> {
    let output = Command::new(postgres)
        .arg("--version")
        .output()
        .await
        .ok()?;
    major(&String::from_utf8_lossy(&output.stdout))
}

/// The major version in the answer of `postgres --version`.
fn major(answer: &str) -> Option<u32> {
    let number = answer
        .split_whitespace()
        .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    number
        .split(|c: char| !c.is_ascii_digit())
        .next()?
        .parse()
        .ok()
}

/// Fetches PostgreSQL into `folder` (once) and says where its programs are.
pub async fn fetched(folder: &Path) -> Result<Programs, Error> {
    if !folder.is_dir() {
        tracing::warn!("PostgreSQL is not installed here and is fetched, once");
    }
    let mut settings = postgresql_embedded::Settings::default();
    // The defaults make two folders that nothing here needs.
    for unused in [
        Some(settings.data_dir.as_path()),
        settings.password_file.parent(),
    ]
    .into_iter()
    .flatten()
    {
        let _ = std::fs::remove_dir(unused);
    }
    settings.installation_dir = folder.to_path_buf();
    // Only the programs are wanted: a folder that looks initialised keeps the crate from making a
    // cluster of its own.
    settings.data_dir = folder.join("none");
    settings.temporary = false;
    settings.timeout = Some(std::time::Duration::from_secs(300));
    let outcome = async {
        std::fs::create_dir_all(&settings.data_dir).map_err(|error| error.to_string())?;
        std::fs::write(settings.data_dir.join("postgresql.conf"), "")
            .map_err(|error| error.to_string())?;
        let mut fetch = postgresql_embedded::PostgreSQL::new(settings);
        fetch.setup().await.map_err(|error| error.to_string())?;
        Ok::<_, String>(fetch.settings().installation_dir.join("bin"))
    };
    let bin = outcome
        .await
        .map_err(|reason| Error::NotInstalled { reason })?;
    match version(&bin.join("postgres")).await {
        Some(major) if major >= OLDEST => Ok(Programs { bin, major }),
        _ => Err(Error::NotInstalled {
            reason: format!("what was fetched into {} does not run here", bin.display()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_from_what_the_program_says() {
        assert_eq!(
            major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"),
            Some(15)
        );
        assert_eq!(major("postgres (PostgreSQL) 17.2"), Some(17));
        assert_eq!(major("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major("nothing of the kind"), None);
    }
}
