mod register;

use std::sync::Arc;

use axum::body::to_bytes;
use axum::response::{Html, Response};
use chrono::NaiveDate;
use domain::standard::Edition;
use store::editions::Published;
use store::register::Entry;

use super::*;

const STANDARD: &[u8] = include_bytes!("../../../standards/university-2021.json");

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn site() -> Site {
    Site {
        public_url: "https://pillars.example/".parse().unwrap(),
        demo: false,
    }
}

fn entry() -> Entry {
    Entry {
        number: "UMS-2026-000123".to_owned(),
        university: "University of <Alderbrook> & \u{202e}Vale".to_owned(),
        programmes: vec!["Peer mentoring 🎓".to_owned(), "إرشاد".to_owned()],
        scheme: "university".to_owned(),
        level: "SILVER".to_owned(),
        level_title: "Silver".to_owned(),
        level_rank: 2,
        level_count: 3,
        awarded_on: date("2026-11-21"),
        expires_on: date("2027-11-21"),
        ended_on: None,
        ended_as: None,
        departures: serde_json::json!([{ "programme": "إرشاد", "on": "2027-01-05", "how": "LEFT_FRAMEWORK" }]),
    }
}

fn ended(how: &str) -> Entry {
    Entry {
        ended_on: Some(date("2027-02-01")),
        ended_as: Some(how.to_owned()),
        ..entry()
    }
}

async fn award_page(entry: &Entry, today: &str) -> String {
    let edition = Edition::parse(STANDARD).unwrap();
    text_of(award::whole(&site(), entry, Some(&edition), date(today))).await
}

async fn text_of(response: Response) -> String {
    String::from_utf8(
        to_bytes(response.into_body(), usize::MAX)
            .await
            .unwrap()
            .to_vec(),
    )
    .unwrap()
}

#[tokio::test]
async fn an_award_says_at_once_whether_it_holds() {
    for (entry, today, class, verdict) in [
        (entry(), "2026-11-21", "valid", "Valid until 21 Nov 2027"),
        (entry(), "2027-11-20", "valid", "Valid until 21 Nov 2027"),
        (entry(), "2026-11-01", "valid", "Valid until 21 Nov 2027"),
        (entry(), "2027-11-21", "ended", "Expired on 21 Nov 2027"),
        (
            ended("WITHDRAWN"),
            "2027-03-01",
            "ended",
            "Withdrawn on 1 Feb 2027",
        ),
        (
            ended("SUPERSEDED"),
            "2027-03-01",
            "ended",
            "Superseded on 1 Feb 2027",
        ),
    ] {
        let page = award_page(&entry, today).await;
        assert!(
            page.contains(&format!(
                "<div class=\"banner {class}\">\n        <p class=\"verdict\">{verdict}</p>"
            )),
            "{page}"
        );
        // Only an award in force offers its badge.
        assert_eq!(page.contains("Show the badge"), class == "valid");
        let badge = badge::picture(&entry, date(today));
        assert!(badge.contains(&format!(">{verdict}</text>")), "{badge}");
        assert_eq!(badge.contains("Mentoring accreditation"), class == "valid");
        assert_eq!(
            badge.contains("#77828d"),
            class == "valid",
            "the level's colour claims the level"
        );
    }
}

#[tokio::test]
async fn names_cannot_break_out_of_the_page_or_the_picture() {
    let page = award_page(&entry(), "2026-12-01").await;
    assert!(
        page.contains("<bdi>University of &lt;Alderbrook&gt; &amp; \u{202e}Vale</bdi>"),
        "{page}"
    );
    assert!(
        page.contains("<li><bdi>Peer mentoring 🎓</bdi></li><li><bdi>إرشاد</bdi></li>"),
        "{page}"
    );
    assert!(!page.contains("<Alderbrook>"));
    // The code to copy is escaped twice: once for the page it goes into, once for this one.
    assert!(
        page.contains("University of &amp;lt;Alderbrook&amp;gt;"),
        "{page}"
    );
    let badge = badge::picture(&entry(), date("2026-12-01"));
    assert!(
        !badge.contains("<Alderbrook>") && badge.contains("&lt;Alderbrook&gt;"),
        "{badge}"
    );
    assert!(
        !badge.contains("<script") && !badge.contains("href"),
        "{badge}"
    );
}

#[tokio::test]
async fn a5_an_award_says_from_its_day_what_departed() {
    let departed = "إرشاد left the delivery framework on 5 January 2027.";
    let before = award_page(&entry(), "2027-01-04").await;
    assert!(!before.contains("left the delivery framework"), "{before}");
    let page = award_page(&entry(), "2027-01-05").await;
    assert!(page.contains(departed), "{page}");
}

#[tokio::test]
async fn an_award_page_can_be_found_and_shared() {
    let page = award_page(&entry(), "2026-12-01").await;
    for piece in [
        "<link rel=\"canonical\" href=\"https:&#x2f;&#x2f;pillars.example&#x2f;awards&#x2f;UMS-2026-000123\">",
        "<meta property=\"og:title\" content=\"Silver accreditation of ",
        "<meta name=\"description\" content=\"Valid until 21 Nov 2027. ",
        "<dt>Certificate number</dt><dd>UMS-2026-000123</dd>",
        "at least six of the seven pillars reach Silver.",
        "Those pillars reach Bronze too.",
        "data-level=\"SILVER\"",
    ] {
        assert!(page.contains(piece), "{piece} in {page}");
    }
    assert!(!page.contains("noindex"));
    assert_eq!(page.matches("class=\"on\"").count(), 2, "two of three bars");
}

#[tokio::test]
async fn the_badge_may_stand_on_any_page_and_runs_nothing() {
    let answer = badge::answer(&entry(), date("2026-12-01"));
    let headers = answer.headers();
    assert_eq!(headers["content-type"], "image/svg+xml");
    assert_eq!(
        headers["content-security-policy"],
        "default-src 'none'; sandbox"
    );
    assert_eq!(headers["cross-origin-resource-policy"], "cross-origin");
    assert_eq!(headers["cache-control"], "public, max-age=300");
}

#[test]
fn the_standard_is_shown_whole() {
    let edition = Edition::parse(STANDARD).unwrap();
    let criteria: Vec<String> = edition
        .pillars()
        .iter()
        .flat_map(|p| p.criteria.iter().map(|c| c.reference.clone()))
        .collect();
    let published = Published {
        id: uuid::Uuid::nil(),
        in_force_from: date("2021-01-01"),
        prices: Arc::new(edition.prices().clone()),
        edition: Arc::new(edition),
    };
    let Html(page) = standard::whole(&site(), &published);
    assert!(
        page.contains("Seven pillars, three levels. Edition 2021, in force since 1 January 2021."),
        "{page}"
    );
    for reference in criteria {
        assert!(
            page.contains(&format!("<span class=\"ref\">{reference}</span>")),
            "{reference}"
        );
    }
    assert!(page.contains("more than half of that level&#x27;s own criteria"));
    assert!(page.contains("<div id=\"gold\">"));
}

#[tokio::test]
async fn what_is_not_there_says_so_in_the_same_look() {
    let answer = not_found();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let page = text_of(answer).await;
    assert!(
        page.contains("<h1>There is no such page</h1>") && page.contains("/assets/public.css"),
        "{page}"
    );
}

#[test]
fn what_is_typed_is_bounded() {
    assert_eq!(typed(Some("  a\0b\n ")), Some("ab".to_owned()));
    assert_eq!(typed(Some(" \u{7} ")), None);
    assert_eq!(
        typed(Some(&"x".repeat(500))).map(|text| text.len()),
        Some(100)
    );
}
