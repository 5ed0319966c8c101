//! The built console: files with fingerprints for ever, its one page for every address it has, signed in only.

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::middleware;
use axum::response::{IntoResponse, Redirect, Response};
use tower::ServiceExt;
use tower_http::services::{ServeDir, ServeFile};

use crate::app::App;
use crate::http::door;
use crate::session;

/// `/assets`: what the console's build made. A missing one is a 404, never the page: a tab left open over an update must see a
/// failed file, not HTML.
pub fn assets(ui: &Path) -> Router<Arc<App>> {
    let files = ServeDir::new(ui.join("assets"))
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    Router::new()
        .fallback_service(files)
        .layer(middleware::from_fn(cached))
}

/// Names with a fingerprint never change what they hold; others are asked about each time.
async fn cached(request: Request, next: middleware::Next) -> Response {
    let fingerprinted = has_fingerprint(request.uri().path());
    let mut answer = next.run(request).await;
    let value = match answer.status() {
        status if status.is_success() || status == StatusCode::NOT_MODIFIED => {
            if fingerprinted {
                "public, max-age=31536000, immutable"
            } else {
                "no-cache"
            }
        }
        _ => "no-store",
    };
    answer
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static(value));
    answer
}

/// Vite's names end in `-` and eight letters, digits, `-` or `_`: `index-CxQ3_a1b.js`.
fn has_fingerprint(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or_default();
    stem.len() > 9 && stem.is_ascii() && {
        let (rest, mark) = stem.split_at(stem.len() - 8);
        rest.ends_with('-')
            && mark
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
            && mark
                .bytes()
                .any(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    }
}

/// Addresses that are the server's own: what is not found under them is not the console's.
const OWN: [&str; 10] = [
    "/assets",
    "/auth",
    "/awards/",
    "/demo",
    "/graphql",
    "/health",
    "/metrics",
    "/public",
    "/register",
    "/standard",
];

/// Every other address: the console's page for who is signed in; visitors go to the register or to sign in.
pub async fn page(State(app): State<Arc<App>>, request: Request) -> Response {
    let uri = request.uri().clone();
    let path = uri.path();
    let own = OWN.iter().any(|own| path.starts_with(own)) || path.starts_with("/.well-known");
    let file = path
        .rsplit('/')
        .next()
        .is_some_and(|name| name.contains('.'));
    // An award's page is the register's; the list of a university's own is the console's.
    if own || file {
        return not_found();
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return door::plain(StatusCode::METHOD_NOT_ALLOWED, "Only for reading.");
    }
    match session::current_or_setting_up(&app, request.headers()).await {
        Ok(current) if current.session.is_some() => {
            let file = ServeFile::new(app.config.ui.join("index.html"))
                .precompressed_br()
                .precompressed_gzip();
            match file.oneshot(request).await {
                Ok(answer) => {
                    let mut answer = answer.into_response();
                    if answer.status() == StatusCode::NOT_FOUND {
                        return door::plain(
                            StatusCode::SERVICE_UNAVAILABLE,
                            "The console is not built: run `make demo`, or set PILLARS_UI to the folder that has its index.html.",
                        );
                    }
                    answer
                        .headers_mut()
                        .insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
                    answer
                }
                Err(never) => match never {},
            }
        }
        Ok(_) if path == "/" => Redirect::to("/register").into_response(),
        Ok(_) => Redirect::to(&sign_in_address(&uri)).into_response(),
        Err(error) => {
            tracing::error!(error.cause = %error, error.detail = ?error, "no session could be read");
            door::plain(
                StatusCode::SERVICE_UNAVAILABLE,
                "The service is busy. Try again in a moment.",
            )
        }
    }
}

/// Where to sign in, and come back from to this address.
pub fn sign_in_address(uri: &Uri) -> String {
    let next = uri.path_and_query().map_or("/", |path| path.as_str());
    let next: String = url::form_urlencoded::byte_serialize(next.as_bytes()).collect();
    format!("/sign-in?next={next}")
}

fn not_found() -> Response {
    door::plain(StatusCode::NOT_FOUND, "There is nothing at this address.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fingerprints() {
        for name in [
            "/index-CxQ3_a1b.js",
            "/source-sans-3-latin-BoOmiqzk.woff2",
            "/a-12345678.css",
        ] {
            assert!(has_fingerprint(name), "{name}");
        }
        for name in [
            "/public.css",
            "/theme.js",
            "/mark.svg",
            "/source-sans-variable.woff2",
            "/",
        ] {
            assert!(!has_fingerprint(name), "{name}");
        }
    }

    #[test]
    fn signing_in_comes_back() {
        let uri: Uri = "/applications?state=DRAFT&x=%2F".parse().unwrap();
        assert_eq!(
            sign_in_address(&uri),
            "/sign-in?next=%2Fapplications%3Fstate%3DDRAFT%26x%3D%252F"
        );
    }
}
