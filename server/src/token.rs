//! Machines' tokens as requests bring them: read from one header, looked up in one statement, never logged.

use axum::http::{HeaderMap, header};
use store::tokens::{self, Opened};
use store::trail::{self, Event};
use store::{Access, Tx};

use crate::app::App;

/// What stands in a request's `Authorization: Bearer`: none where there is no such header, nothing in it where it cannot be read.
pub fn sent(headers: &HeaderMap) -> Option<Option<&str>> {
    let mut bearers = headers
        .get_all(header::AUTHORIZATION)
        .iter()
        .filter_map(|value| {
            let bytes = value.as_bytes();
            let scheme = bytes.get(..6)?;
            let rest = bytes.get(6..)?;
            let ends = rest.first().is_none_or(|b| *b == b' ');
            (scheme.eq_ignore_ascii_case(b"bearer") && ends).then_some(rest)
        });
    let first = bearers.next()?;
    if bearers.next().is_some() {
        return Some(None);
    }
    Some(std::str::from_utf8(first).ok().map(str::trim))
}

/// The token in force that this is, if it is one. Its use is noted, and its first of a day told to the trail, before it does
/// anything.
///
/// # Errors
/// When the database does not answer.
pub async fn open(
    app: &App,
    bearer: Option<&str>,
    from: Option<&str>,
) -> store::Result<Option<Opened>> {
    let Some(token) = bearer.filter(|text| domain::token::is_one(text)) else {
        return Ok(None);
    };
    let moment = app.clock.now();
    let tx = app.system(Access::Read).await?;
    let found = tokens::find(&tx, &domain::token::digest(token), moment.now, moment.today).await;
    tx.finish(true).await?;
    let found = found?;
    if let Some(opened) = found.as_ref().filter(|opened| opened.stale) {
        let tx = app.system(Access::Write).await?;
        let noted = note_use(app, &tx, opened, from).await;
        tx.finish(noted.is_ok()).await?;
        noted?;
    }
    Ok(found)
}

async fn note_use(app: &App, tx: &Tx, of: &Opened, from: Option<&str>) -> store::Result<()> {
    let now = app.clock.now().now;
    if !tokens::touch(tx, of.id, now, from).await? {
        return Ok(());
    }
    let event = Event {
        university: of.viewer.university().unwrap_or(trail::SCHEME),
        application: None,
        subject: Some(of.id),
        actor: of.viewer.person(),
        at: now,
        act: "token.used",
        summary: format!("The token {} ({}) was used that day.", of.name, of.prefix),
        before: None,
        after: None,
        origin: Some(origin(&of.prefix, from)),
    };
    trail::tell(tx, &event, &[]).await
}

/// From where a machine acts, as the trail is told: its address, and the token it came with.
pub fn origin(prefix: &str, from: Option<&str>) -> String {
    match from {
        Some(from) => format!("{from}, token {prefix}"),
        None => format!("token {prefix}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn one_bearer_is_read_and_two_are_none() {
        let read = |lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(header::AUTHORIZATION, HeaderValue::from_static(line));
            }
            sent(&headers).map(|text| text.map(str::to_owned))
        };
        assert_eq!(read(&[]), None);
        assert_eq!(read(&["Basic abc"]), None);
        assert_eq!(read(&["Bearers abc"]), None);
        assert_eq!(read(&["Bearer"]), Some(Some(String::new())));
        assert_eq!(read(&["bearer  abc "]), Some(Some("abc".to_owned())));
        assert_eq!(
            read(&["Basic x", "Bearer abc"]),
            Some(Some("abc".to_owned()))
        );
        assert_eq!(read(&["Bearer abc", "Bearer abc"]), Some(None));
    }
}
