//! Templates: compiled into the program, escaped as HTML, and all held by a test.

use std::sync::LazyLock;

use axum::response::Html;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};

/// Every template there is; a page that is new adds its line.
const TEMPLATES: &[(&str, &str)] = &[
    ("layout.html", include_str!("../../templates/layout.html")),
    ("marks.html", include_str!("../../templates/marks.html")),
    (
        "invitation.html",
        include_str!("../../templates/invitation.html"),
    ),
    ("join.html", include_str!("../../templates/join.html")),
    ("message.html", include_str!("../../templates/message.html")),
    (
        "register.html",
        include_str!("../../templates/register.html"),
    ),
    ("award.html", include_str!("../../templates/award.html")),
    ("badge.svg", include_str!("../../templates/badge.svg")),
    (
        "standard.html",
        include_str!("../../templates/standard.html"),
    ),
    ("sign_in.html", include_str!("../../templates/sign_in.html")),
    ("letters.html", include_str!("../../templates/letters.html")),
    (
        "unsubscribe.html",
        include_str!("../../templates/unsubscribe.html"),
    ),
];

static PAGES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    for (name, source) in TEMPLATES {
        if let Err(error) = environment.add_template(name, source) {
            tracing::error!(template = name, %error, "a template does not read");
        }
    }
    environment
});

/// The page of a template in `server/templates`; names and texts in the context are escaped.
///
/// The layout knows `title`, and if given `description`, `canonical` (makes the page known to search engines), `here`
/// (`register`, `standard`, `sign-in`) and `demo`.
pub fn render(name: &str, context: Value) -> Html<String> {
    Html(text(name, context))
}

pub(super) fn text(name: &str, context: Value) -> String {
    let rendered = PAGES
        .get_template(name)
        .and_then(|template| template.render(context));
    rendered.unwrap_or_else(|error| {
        tracing::error!(template = name, %error, "a page could not be rendered");
        "<!doctype html><html lang=\"en-GB\"><title>Pillars</title><main><h1>This page cannot be shown</h1><p>The cause is in the log. Try again later.</p></main></html>".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use minijinja::context;

    use super::*;

    #[test]
    fn every_template_reads() {
        for (name, _) in TEMPLATES {
            PAGES.get_template(name).unwrap();
        }
    }

    #[test]
    fn a_message_is_escaped_and_has_its_landmarks() {
        let Html(page) = render(
            "message.html",
            context! { title => "<b>Sorry</b>", sentence => "It's \"gone\".", link => context! { href => "/register", text => "The register" } },
        );
        assert!(
            page.contains("<h1>&lt;b&gt;Sorry&lt;&#x2f;b&gt;</h1>"),
            "{page}"
        );
        assert!(page.contains("It&#x27;s &quot;gone&quot;."), "{page}");
        for piece in [
            "<html lang=\"en-GB\">",
            "<header class=\"site-header\">",
            "<nav class=\"site-nav\" aria-label=\"Main\">",
            "<main class=\"page narrow\" id=\"main\"",
            "<footer class=\"footer\">",
            "content=\"noindex\"",
            "<a href=\"&#x2f;register\">The register</a>",
        ] {
            assert!(page.contains(piece), "{piece} in {page}");
        }
    }
}
