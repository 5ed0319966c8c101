//! Where somebody signs in who says where they work: by their e-mail address, or by their university's name in an address (T5, U4).

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Form, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use store::providers::{self, Provider};
use store::{Access, domains};
use uuid::Uuid;

use super::pages::{self, Asked, Problem};
use super::{ForWhat, Next, begin, same_site_path, slow_down};
use crate::app::App;
use crate::http::door::{self, Peer};
use crate::session;

/// Who somebody says they are, by which they are known to nobody: it leads to a page of ways to sign in, and no further.
#[derive(Deserialize)]
pub(super) struct Said {
    email: String,
    next: Option<String>,
}

/// The ways to sign in of the university that an address's verified domain leads to.
pub(super) async fn by_address(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Form(Said { email, next }): Form<Said>,
) -> Result<Response, Problem> {
    slow_down(&app, peer)?;
    if !door::from_our_page(&app, &headers) {
        return Err(Problem::Forged);
    }
    let next = same_site_path(next.as_deref());
    let email = email.trim();
    let domain = domain::domains::of_address(email);
    let tx = app.system(Access::Read).await?;
    let found: Result<_, Problem> = async {
        let university = match &domain {
            Some(domain) => domains::leads_to(&tx, domain).await?,
            None => None,
        };
        let theirs = match university {
            Some(university) => providers::of(&tx, university).await?,
            None => Vec::new(),
        };
        let scheme = providers::of_the_scheme(&tx).await?;
        Ok((theirs, scheme))
    }
    .await;
    tx.finish(true).await?;
    let (theirs, scheme) = found?;
    let asked = Asked {
        email,
        domain: domain.as_deref(),
        found: !theirs.is_empty(),
    };
    let shown = if theirs.is_empty() { &scheme } else { &theirs };
    Ok(pages::choose(&app, shown, &next, Some(asked)))
}

/// To a university's sign-in: straight on where there is one way.
pub(super) async fn by_name(
    State(app): State<Arc<App>>,
    Extension(peer): Extension<Peer>,
    Path(slug): Path<String>,
    Query(Next { next }): Query<Next>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    slow_down(&app, peer)?;
    let next = same_site_path(next.as_deref());
    if session::current(&app, &headers).await?.session.is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    let tx = app.system(Access::Read).await?;
    let found: Result<(Option<Uuid>, Vec<Provider>), Problem> = async {
        let university = domains::called(&tx, &slug).await?;
        let theirs = match university {
            Some(university) => providers::of(&tx, university).await?,
            None => Vec::new(),
        };
        Ok((university, theirs))
    }
    .await;
    tx.finish(true).await?;
    match found? {
        (None, _) => Err(Problem::NoProvider),
        (Some(_), theirs) if theirs.is_empty() => Err(Problem::NotConnected),
        (Some(_), theirs) => match theirs.as_slice() {
            [only] => {
                let for_what = ForWhat {
                    next,
                    invitation_id: None,
                    again_of: None,
                    hint: None,
                };
                begin(&app, &headers, only, for_what).await
            }
            several => Ok(pages::choose(&app, several, &next, None)),
        },
    }
}
