//! Where the cluster lives and as whom it runs.

use super::{At, Error};
use crate::embedded::keep;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use tokio::process::Command;

/// The ordinary user the database runs as when this process is root's.
#[derive(Clone, Copy, Debug)]
pub(super) struct RunAs {
    pub uid: u32,
    pub gid: u32,
}

impl RunAs {
    /// Has the command run as this user.
    pub fn apply(run_as: Option<RunAs>, command: &mut std::process::Command) {
        use std::os::unix::process::CommandExt;
        if let Some(user) = run_as {
            command.uid(user.uid).gid(user.gid);
        }
    }

    /// Gives a file or folder to this user.
    pub fn give(run_as: Option<RunAs>, path: &Path) -> Result<(), Error> {
        match run_as {
            Some(user) => chown(path, Some(user.uid), Some(user.gid)).at(path),
            None => Ok(()),
        }
    }
}

/// Makes the data folder and says where it really is.
pub(super) fn data_folder(data: &Path) -> Result<PathBuf, Error> {
    keep::private_folder(data).at(data)?;
    data.canonicalize().at(data)
}

/// Who to run as: nobody else unless this process is root's, because PostgreSQL refuses to be root.
pub(super) async fn run_as() -> Result<Option<RunAs>, Error> {
    if id(&["-u"]).await != Some(0) {
        return Ok(None);
    }
    for name in ["postgres", "_postgres", "nobody"] {
        if let (Some(uid), Some(gid)) = (id(&["-u", name]).await, id(&["-g", name]).await) {
            return Ok(Some(RunAs { uid, gid }));
        }
    }
    Err(Error::NoUser)
}

async fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().await.ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok()
}

/// The folder that holds the cluster and its log: `data/database`, or a folder outside when the
/// database's user cannot come to that one; `data/database.location` then says where.
pub(super) async fn home(data: &Path, run_as: Option<RunAs>) -> Result<PathBuf, Error> {
    let inside = data.join("database");
    let pointer = data.join("database.location");
    let Some(user) = run_as else {
        keep::private_folder(&inside).at(&inside)?;
        return Ok(inside);
    };
    // The data folder itself is ours: passing through it (not listing it) shows nothing.
    let mode = fs::metadata(data).at(data)?.permissions().mode();
    if mode & 0o001 == 0 {
        fs::set_permissions(data, fs::Permissions::from_mode(mode | 0o011)).at(data)?;
    }
    if let Ok(kept) = fs::read_to_string(&pointer) {
        return claimed(PathBuf::from(kept.trim()), user);
    }
    if reaches(user, data).await {
        return claimed(inside, user);
    }
    use sha2::Digest;
    let hash = hex::encode(sha2::Sha256::digest(data.as_os_str().as_encoded_bytes()));
    let outside = PathBuf::from(format!("/var/tmp/pillars-{}", &hash[..12]));
    let outside = claimed(outside, user)?;
    keep::write_private(&pointer, &outside.to_string_lossy()).at(&pointer)?;
    tracing::info!(
        folder = %outside.display(),
        "the database is kept outside the data folder, which its user cannot enter"
    );
    Ok(outside)
}

/// Whether the user may enter the folder, by trying.
async fn reaches(user: RunAs, folder: &Path) -> bool {
    let mut command = std::process::Command::new("/bin/sh");
    command
        .args(["-c", "cd -- \"$1\"", "sh"])
        .arg(folder)
        .current_dir("/");
    RunAs::apply(Some(user), &mut command);
    let status = Command::from(command)
        .stderr(std::process::Stdio::null())
        .status()
        .await;
    status.is_ok_and(|status| status.success())
}

/// Makes the folder for the user, or refuses one that others could have prepared.
fn claimed(folder: PathBuf, user: RunAs) -> Result<PathBuf, Error> {
    match fs::create_dir(&folder) {
        Ok(()) => {
            fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).at(&folder)?;
            RunAs::give(Some(user), &folder)?;
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            let found = fs::symlink_metadata(&folder).at(&folder)?;
            if !found.is_dir() || (found.uid() != user.uid && found.uid() != 0) {
                return Err(Error::Foreign { folder });
            }
            RunAs::give(Some(user), &folder)?;
        }
        Err(source) => {
            return Err(Error::File {
                path: folder,
                source,
            });
        }
    }
    Ok(folder)
}

/// Removes everything of a data folder but its lock, also what it keeps outside itself.
pub(super) fn empty(data: &Path) -> Result<(), Error> {
    if let Ok(kept) = fs::read_to_string(data.join("database.location")) {
        let outside = PathBuf::from(kept.trim());
        if outside.starts_with("/var/tmp") && outside.exists() {
            fs::remove_dir_all(&outside).at(&outside)?;
        }
    }
    for entry in fs::read_dir(data).at(data)? {
        let path = entry.at(data)?.path();
        if path.is_dir() && !path.is_symlink() {
            fs::remove_dir_all(&path).at(&path)?;
        } else if path.file_name().is_some_and(|name| name != "lock") {
            fs::remove_file(&path).at(&path)?;
        }
    }
    Ok(())
}
