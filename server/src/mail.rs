//! Mail on its way out; sent by jobs, never inside a request.

mod smtp;

use std::cmp::Reverse;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use domain::notice::page;
use lettre::Message;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, MultiPartKind, SinglePart};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is sent to one person: text, and the same as HTML.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// An e-mail address.
    pub to: String,
    /// One line.
    pub subject: String,
    /// The body.
    pub text: String,
    /// The address that stops letters like it, where it is not essential.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unsubscribe: Option<String>,
}

/// A letter as the folder keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The id of the job that sent it.
    pub id: Uuid,
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// What it says.
    #[serde(flatten)]
    pub letter: Letter,
}

/// Why a letter was not sent.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The settings are wrong; nothing can be sent until they change.
    #[error("mail is not set up: {0}")]
    Settings(String),
    /// This letter can never be sent.
    #[error("the letter cannot be sent: {0}")]
    Letter(String),
    /// The mail server refuses the address of this letter for good, and says why.
    #[error("the mail server refuses the address: {0}")]
    Address(String),
    /// The mail server gave no answer in time.
    #[error("the mail server did not answer in time")]
    Slow,
    /// It may be sent later.
    #[error("the mail server did not take the letter: {0}")]
    Server(#[from] lettre::transport::smtp::Error),
    /// The folder could not be written to.
    #[error("the letter could not be kept: {0}")]
    Folder(#[from] io::Error),
}

impl Error {
    /// Whether trying the same again is of no use.
    pub fn is_final(&self) -> bool {
        match self {
            Self::Letter(_) | Self::Address(_) => true,
            Self::Server(error) => error.is_permanent(),
            Self::Settings(_) | Self::Slow | Self::Folder(_) => false,
        }
    }
}

/// How letters leave.
#[derive(Debug, Clone)]
pub enum Mail {
    /// By a mail server.
    Smtp {
        /// The server.
        server: smtp::Server,
        /// The sender.
        from: Mailbox,
    },
    /// Into a folder, for the demo and for tests.
    Folder {
        /// One file a letter.
        path: PathBuf,
        /// The sender.
        from: Mailbox,
    },
}

impl Mail {
    /// By the server at an address such as `smtps://name:password@mail.example.ac.uk`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the address or the sender does not read.
    pub fn smtp(url: &str, from: &str) -> Result<Self, Error> {
        // The cause may repeat the address, and with it the password.
        let server = smtp::Server::at(url).ok_or_else(|| {
            Error::Settings(
                "SMTP_URL must read smtps://name:password@host or smtp://host?tls=required"
                    .to_owned(),
            )
        })?;
        Ok(Self::Smtp {
            server,
            from: sender(from)?,
        })
    }

    /// Into a folder, made when the first letter comes.
    ///
    /// # Errors
    /// [`Error::Settings`] when the sender does not read.
    pub fn folder(path: &Path, from: &str) -> Result<Self, Error> {
        Ok(Self::Folder {
            path: path.to_owned(),
            from: sender(from)?,
        })
    }

    /// Sends a letter. The same `id` makes the same message, so that a repeat is recognised as one.
    ///
    /// # Errors
    /// [`Error::Letter`] when it can never be sent, [`Error::Address`] when nothing can be sent to its address, otherwise what
    /// the server or the disk says.
    pub async fn send(&self, id: Uuid, letter: &Letter, at: DateTime<Utc>) -> Result<(), Error> {
        match self {
            Self::Smtp { server, from } => {
                server.send(&message(from, id, letter, at)?).await?;
            }
            Self::Folder { path, from } => {
                let message = message(from, id, letter, at)?.formatted();
                let kept = Kept {
                    id,
                    at,
                    letter: letter.clone(),
                };
                let json = serde_json::to_vec_pretty(&kept).map_err(io::Error::other)?;
                tokio::fs::create_dir_all(path).await?;
                write(path, &format!("{id}.eml"), &message).await?;
                write(path, &format!("{id}.json"), &json).await?;
            }
        }
        Ok(())
    }

    /// The letters kept in the folder, newest first; a mail server keeps none.
    ///
    /// # Errors
    /// [`Error::Folder`] when the folder cannot be read.
    pub async fn kept(&self, most: usize) -> Result<Vec<Kept>, Error> {
        let Self::Folder { path, .. } = self else {
            return Ok(Vec::new());
        };
        let mut names = Vec::new();
        let mut files = match tokio::fs::read_dir(path).await {
            Ok(files) => files,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error.into()),
        };
        while let Some(file) = files.next_entry().await? {
            if file
                .path()
                .extension()
                .is_some_and(|extension| extension == "json")
            {
                names.push(file.path());
            }
        }
        let mut kept: Vec<Kept> = Vec::new();
        for name in names {
            let bytes = tokio::fs::read(&name).await?;
            kept.push(serde_json::from_slice(&bytes).map_err(io::Error::other)?);
        }
        kept.sort_by_key(|kept| Reverse((kept.at, kept.id)));
        kept.truncate(most);
        Ok(kept)
    }
}

fn sender(from: &str) -> Result<Mailbox, Error> {
    from.parse().map_err(|_| {
        Error::Settings(format!(
            "MAIL_FROM must read Name <name@example.ac.uk>, not {from:?}"
        ))
    })
}

fn message(from: &Mailbox, id: Uuid, letter: &Letter, at: DateTime<Utc>) -> Result<Message, Error> {
    let to: Mailbox = letter
        .to
        .parse()
        .map_err(|_| Error::Letter("the address does not read".to_owned()))?;
    let subject = page::one_line(&letter.subject);
    let mut text = letter.text.clone();
    if let Some(address) = &letter.unsubscribe {
        text = page::with_way_out(&text, address);
    }
    let mut message = Message::builder()
        .message_id(Some(format!("<{id}@{}>", from.email.domain())))
        .date(at.into())
        .from(from.clone())
        .to(to)
        .subject(subject)
        .multipart(
            MultiPart::builder()
                .kind(MultiPartKind::Alternative)
                // The same message of the same id, whenever it is made.
                .boundary(id.simple().to_string())
                .singlepart(SinglePart::plain(text.clone()))
                .singlepart(SinglePart::html(page::html(&text))),
        )
        .map_err(|error| Error::Letter(error.to_string()))?;
    if let Some(address) = &letter.unsubscribe {
        // With one press, by whoever shows the letter (RFC 8058).
        for (name, value) in [
            ("List-Unsubscribe", format!("<{address}>")),
            (
                "List-Unsubscribe-Post",
                "List-Unsubscribe=One-Click".to_owned(),
            ),
        ] {
            let name = HeaderName::new_from_ascii(name.to_owned())
                .map_err(|error| Error::Letter(error.to_string()))?;
            message
                .headers_mut()
                .insert_raw(HeaderValue::new(name, value));
        }
    }
    Ok(message)
}

/// Whole or not at all, so that a killed process leaves no half letter.
async fn write(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let unfinished = folder.join(format!("{name}.part"));
    tokio::fs::write(&unfinished, bytes).await?;
    tokio::fs::rename(unfinished, folder.join(name)).await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letter(to: &str) -> Letter {
        Letter {
            to: to.to_owned(),
            subject: "Ŵythnos\r\nBcc: all@example.org".to_owned(),
            text: "Your file was checked.\n.\nUnfinished lines stay.".to_owned(),
            unsubscribe: None,
        }
    }

    #[tokio::test]
    async fn a_repeat_is_one_letter_and_no_header_is_smuggled() {
        let folder = std::env::temp_dir().join(format!("pillars-mail-{}", Uuid::now_v7()));
        let mail = Mail::folder(&folder, "Pillars <noreply@example.ac.uk>").unwrap();
        assert_eq!(mail.kept(10).await.unwrap(), []);
        let at = "2026-11-22T09:00:00Z".parse().unwrap();
        let (first, second) = (Uuid::now_v7(), Uuid::now_v7());
        for id in [first, first, second] {
            mail.send(id, &letter("ann@alderbrook.example"), at)
                .await
                .unwrap();
        }
        let kept = mail.kept(10).await.unwrap();
        assert_eq!(
            kept.iter().map(|k| k.id).collect::<Vec<_>>(),
            [second, first]
        );
        let raw = std::fs::read_to_string(folder.join(format!("{first}.eml"))).unwrap();
        assert!(
            raw.contains(&format!("Message-ID: <{first}@example.ac.uk>")),
            "{raw}"
        );
        assert!(!raw.lines().any(|line| line.starts_with("Bcc:")), "{raw}");
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_letter_is_text_and_the_same_as_html_whenever_it_is_made() {
        let from = "Pillars <noreply@example.ac.uk>".parse().unwrap();
        let (id, at) = (Uuid::nil(), "2026-11-22T09:00:00Z".parse().unwrap());
        let text = "Dear <b>Ann</b>,\n\nA & B.\n";
        let of = Letter {
            text: text.to_owned(),
            ..letter("ann@alderbrook.example")
        };
        let made = message(&from, id, &of, at).unwrap().formatted();
        assert_eq!(made, message(&from, id, &of, at).unwrap().formatted());
        let made = String::from_utf8(made).unwrap();
        assert!(made.contains("multipart/alternative"), "{made}");
        assert!(made.find("text/plain") < made.find("text/html"), "{made}");
        assert!(
            made.contains("<p>Dear &lt;b&gt;Ann&lt;/b&gt;,</p>"),
            "{made}"
        );
    }

    #[tokio::test]
    async fn a_false_address_is_final_and_settings_say_what_to_change() {
        let mail = Mail::folder(Path::new("/nonexistent"), "noreply@example.ac.uk").unwrap();
        let at = "2026-11-22T09:00:00Z".parse().unwrap();
        for to in ["", "nobody", "a@b\r\nc: d"] {
            let error = mail
                .send(Uuid::now_v7(), &letter(to), at)
                .await
                .unwrap_err();
            assert!(error.is_final(), "{error}");
        }
        let error = Mail::smtp("mail.example.ac.uk", "noreply@example.ac.uk").unwrap_err();
        assert!(error.to_string().contains("SMTP_URL"), "{error}");
        assert!(
            Mail::smtp("smtps://u:p@mail.example.ac.uk", "nobody")
                .unwrap_err()
                .to_string()
                .contains("MAIL_FROM")
        );
    }
}
