//! One conversation with a mail server for each letter, step by step: what is refused depends on the step it is refused at.

use std::error::Error as _;
use std::time::Duration;

use lettre::Message;
use lettre::address::Envelope;
use lettre::transport::smtp;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};
use percent_encoding::percent_decode_str;
use url::Url;

use super::Error;

/// The longest that a letter may take.
const MOST: Duration = Duration::from_secs(120);
/// The longest that a connection may take.
const CONNECT: Duration = Duration::from_secs(30);

/// A mail server; letters are few, so each opens a connection of its own.
#[derive(Debug, Clone)]
pub struct Server {
    host: String,
    port: u16,
    secured: Secured,
    credentials: Option<Credentials>,
    name: ClientId,
}

/// When the connection is secured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Secured {
    Never,
    IfOffered,
    Required,
    FromTheStart,
}

impl Server {
    /// The server at `smtps://name:password@host:465`, `smtp://host:587?tls=required`, `…?tls=opportunistic` or `smtp://host:25`;
    /// none where the address reads otherwise.
    pub fn at(url: &str) -> Option<Self> {
        let url = Url::parse(url).ok()?;
        let tls = url.query_pairs().find(|(key, _)| key == "tls");
        let (secured, port) = match (url.scheme(), tls.as_ref().map(|(_, value)| &**value)) {
            ("smtp", None) => (Secured::Never, 25),
            ("smtp", Some("opportunistic")) => (Secured::IfOffered, 587),
            ("smtp", Some("required")) => (Secured::Required, 587),
            ("smtps", _) => (Secured::FromTheStart, 465),
            _ => return None,
        };
        let plain = |text: &str| Some(percent_decode_str(text).decode_utf8().ok()?.into_owned());
        let credentials = match url.password() {
            Some(password) => Some(Credentials::new(plain(url.username())?, plain(password)?)),
            None => None,
        };
        let name = match url.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        Some(Self {
            host: url.host_str()?.to_owned(),
            port: url.port().unwrap_or(port),
            secured,
            credentials,
            name,
        })
    }

    /// Hands a message over.
    pub async fn send(&self, message: &Message) -> Result<(), Error> {
        tokio::time::timeout(MOST, self.converse(message))
            .await
            .unwrap_or(Err(Error::Slow))
    }

    async fn converse(&self, message: &Message) -> Result<(), Error> {
        let mut connection = self.connect().await?;
        match hand_over(&mut connection, message).await {
            Ok(()) => {
                // The letter is theirs by now, however they part.
                let _ = connection.quit().await;
                Ok(())
            }
            Err(error) => {
                connection.abort().await;
                Err(error)
            }
        }
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, smtp::Error> {
        let tls = || TlsParameters::new(self.host.clone());
        let from_the_start = match self.secured {
            Secured::FromTheStart => Some(tls()?),
            _ => None,
        };
        let at = (self.host.as_str(), self.port);
        let mut connection = AsyncSmtpConnection::connect_tokio1(
            at,
            Some(CONNECT),
            &self.name,
            from_the_start,
            None,
        )
        .await?;
        let offered = self.secured == Secured::IfOffered && connection.can_starttls();
        if offered || self.secured == Secured::Required {
            connection.starttls(tls()?, &self.name).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
}

async fn hand_over(connection: &mut AsyncSmtpConnection, message: &Message) -> Result<(), Error> {
    let envelope: &Envelope = message.envelope();
    let mut parameters = Vec::new();
    let addresses = envelope.to().iter().chain(envelope.from());
    if !addresses
        .map(AsRef::<str>::as_ref)
        .all(|address: &str| address.is_ascii())
    {
        let server = connection.server_info();
        if !server.supports_feature(Extension::SmtpUtfEight) {
            return Err(Error::Letter(
                "the mail server takes no addresses in other letters than ASCII".to_owned(),
            ));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    let from = Mail::new(envelope.from().cloned(), parameters);
    connection.command(from).await?;
    for to in envelope.to() {
        let answer = connection.command(Rcpt::new(to.clone(), Vec::new())).await;
        answer.map_err(|error| refusal(error, true))?;
    }
    connection.command(Data).await?;
    let answer = connection.message(&message.formatted()).await;
    answer.map_err(|error| refusal(error, false))?;
    Ok(())
}

/// What an error at the addressee or after is: the address refused for good, or anything else.
fn refusal(error: smtp::Error, at_addressee: bool) -> Error {
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    let code = error.status().filter(|_| error.is_permanent());
    match code {
        Some(code) if refuses_address(u16::from(code), &said, at_addressee) => {
            Error::Address(format!("{code} {said}"))
        }
        _ => error.into(),
    }
}

/// Whether an answer refuses the address for good rather than the sender, what the letter says, or letters for now.
///
/// An enhanced status code says which (RFC 3463): no such mailbox (5.1.1), domain (5.1.2), name (5.1.3), it moved (5.1.6), its
/// domain takes no mail (5.1.10), it is closed (5.2.1). Without one only the answer to the address itself tells, by RFC 5321's
/// codes for a mailbox. A full mailbox (5.2.2), a forbidden relay and a list of refused senders (5.7.…) are none of these.
fn refuses_address(code: u16, said: &str, at_addressee: bool) -> bool {
    match enhanced(said) {
        Some((1, detail)) => matches!(detail, 1 | 2 | 3 | 6 | 10),
        Some((2, detail)) => detail == 1,
        Some(_) => false,
        None => at_addressee && matches!(code, 550 | 551 | 553),
    }
}

/// The subject and the detail of the enhanced status code that an answer begins with.
fn enhanced(said: &str) -> Option<(u16, u16)> {
    let mut parts = said.split_whitespace().next()?.split('.');
    let class: u16 = parts.next()?.parse().ok()?;
    let (subject, detail) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    (class == 5 && parts.next().is_none()).then_some((subject, detail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_where_and_how() {
        let at = |url: &str| Server::at(url).map(|s| (s.host, s.port, s.secured));
        let found = |port, secured| Some(("mail.example.ac.uk".to_owned(), port, secured));
        assert_eq!(
            at("smtps://u:p@mail.example.ac.uk"),
            found(465, Secured::FromTheStart)
        );
        assert_eq!(
            at("smtp://mail.example.ac.uk?tls=required"),
            found(587, Secured::Required)
        );
        assert_eq!(
            at("smtp://mail.example.ac.uk:2525"),
            found(2525, Secured::Never)
        );
        assert_eq!(
            at("smtp://mail.example.ac.uk?tls=opportunistic"),
            found(587, Secured::IfOffered)
        );
        for wrong in [
            "mail.example.ac.uk",
            "https://mail.example.ac.uk",
            "smtp://m?tls=maybe",
            "",
        ] {
            assert_eq!(at(wrong), None, "{wrong}");
        }
        let with = Server::at("smtps://a%40b:p%2Fq@mail.example.ac.uk/us.example").unwrap();
        assert_eq!(
            with.credentials,
            Some(Credentials::new("a@b".to_owned(), "p/q".to_owned()))
        );
        assert_eq!(with.name, ClientId::Domain("us.example".to_owned()));
        assert!(!format!("{with:?}").contains("p/q"), "no password shows");
    }

    #[test]
    fn only_an_address_that_is_no_more_is_refused_for_good() {
        for (code, said) in [
            (550, "5.1.1 No such user"),
            (550, "No such user here"),
            (551, "User not local"),
            (553, "Mailbox name not allowed"),
            (554, "5.2.1 Mailbox disabled"),
            (556, "5.1.10 The domain takes no mail"),
        ] {
            assert!(refuses_address(code, said, true), "{code} {said}");
        }
        for (code, said) in [
            (554, "5.7.1 Relay access denied"),
            (550, "5.7.1 Your network is listed"),
            (552, "5.2.2 Mailbox full"),
            (550, "5.1.8 Sender address rejected"),
            (554, "Transaction failed"),
            (503, "Bad sequence of commands"),
        ] {
            assert!(!refuses_address(code, said, true), "{code} {said}");
        }
        assert!(!refuses_address(550, "This looks like spam", false));
        assert!(refuses_address(550, "5.1.1 No such user", false));
    }
}
