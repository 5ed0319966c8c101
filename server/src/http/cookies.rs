//! Cookies: read and written in one way, bound to this host wherever TLS is on.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use chrono::TimeDelta;

/// The cookie of a session.
pub const SESSION: &str = "pillars";
/// The cookie that binds a sign-in under way to its browser.
pub const SIGN_IN: &str = "pillars-sign-in";

/// Cookies as this site sets them.
#[derive(Debug, Clone, Copy)]
pub struct Cookies {
    tls: bool,
}

impl Cookies {
    /// With TLS they are `__Host-` cookies: sent back over TLS alone, to this host alone.
    pub fn new(tls: bool) -> Self {
        Self { tls }
    }

    fn name(self, name: &str) -> String {
        if self.tls {
            format!("__Host-{name}")
        } else {
            name.to_owned()
        }
    }

    /// The value the browser sent; none when it sent several, as somebody else may have set one of them.
    pub fn get(self, headers: &HeaderMap, name: &str) -> Option<String> {
        let name = self.name(name);
        let mut found = headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value);
        let first = found.next()?;
        found.next().is_none().then(|| first.to_owned())
    }

    /// Whether the browser sent any cookie of this name.
    pub fn sent(self, headers: &HeaderMap, name: &str) -> bool {
        let name = self.name(name);
        headers.get_all(COOKIE).iter().any(|line| {
            line.as_bytes().split(|b| *b == b';').any(|pair| {
                pair.trim_ascii()
                    .strip_prefix(name.as_bytes())
                    .is_some_and(|rest| rest.starts_with(b"="))
            })
        })
    }

    /// A `Set-Cookie` that lasts so long. `value` is letters and digits.
    pub fn set(self, name: &str, value: &str, lasts: TimeDelta) -> HeaderValue {
        let secure = if self.tls { "; Secure" } else { "" };
        let line = format!(
            "{}={value}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{secure}",
            self.name(name),
            lasts.num_seconds(),
        );
        HeaderValue::try_from(line).unwrap_or_else(|_| HeaderValue::from_static(""))
    }

    /// A `Set-Cookie` that ends it.
    pub fn clear(self, name: &str) -> HeaderValue {
        self.set(name, "", TimeDelta::zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(lines: &[&'static str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(COOKIE, HeaderValue::from_static(line));
        }
        headers
    }

    #[test]
    fn with_tls_the_cookie_is_bound_to_the_host() {
        let cookies = Cookies::new(true);
        assert_eq!(
            cookies.set(SESSION, "ab12", TimeDelta::hours(1)),
            "__Host-pillars=ab12; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(
            cookies
                .get(&sent(&["pillars=no; __Host-pillars=yes"]), SESSION)
                .as_deref(),
            Some("yes")
        );
    }

    #[test]
    fn without_tls_it_has_its_plain_name() {
        let cookies = Cookies::new(false);
        assert_eq!(
            cookies.clear(SESSION),
            "pillars=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"
        );
        let both = sent(&["a=b", "pillars=x; pillars-sign-in=y"]);
        assert_eq!(cookies.get(&both, SESSION).as_deref(), Some("x"));
        assert_eq!(cookies.get(&both, SIGN_IN).as_deref(), Some("y"));
    }

    #[test]
    fn two_of_a_name_are_none_but_count_as_sent() {
        let cookies = Cookies::new(false);
        let twice = sent(&["pillars=x; pillars=y"]);
        assert_eq!(cookies.get(&twice, SESSION), None);
        assert!(cookies.sent(&twice, SESSION));
        assert!(!cookies.sent(&sent(&["pillarsx=1"]), SESSION));
    }
}
