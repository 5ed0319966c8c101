//! The clocks of decisions: who is reminded, and when (W6).

use tests::TestApp;
use tests::make::{self, Stage};

/// Subjects of the letters that arrived since so many, the last first, with whom they went to.
async fn since(app: &TestApp, before: usize) -> Vec<String> {
    let letters = app.letters().await;
    let new = letters.len() - before;
    let mut said: Vec<String> = letters[..new]
        .iter()
        .map(|l| format!("{}: {}", l.to, l.subject))
        .collect();
    said.sort();
    said
}

#[tokio::test]
async fn w6_the_assessor_is_reminded_before_and_the_leads_after_each_once() {
    let app = TestApp::start().await;
    make::application(&app, "alderbrook", Stage::InAssessment).await;
    let mut seen = app.letters().await.len();
    for (day, expected) in [
        ("2026-12-11", vec![]),
        (
            "2026-12-14",
            vec!["priya@assess.test: The decision on ALD-0001 is due by 21 December 2026"],
        ),
        ("2026-12-15", vec![]),
        (
            "2026-12-17",
            vec!["priya@assess.test: The decision on ALD-0001 is due by 21 December 2026"],
        ),
        ("2026-12-21", vec![]),
        (
            "2026-12-22",
            vec!["lena@assess.test: The decision on ALD-0001 is late"],
        ),
        ("2026-12-23", vec![]),
        ("2027-03-01", vec![]),
    ] {
        app.on(day).await;
        app.work().await;
        app.work().await;
        assert_eq!(since(&app, seen).await, expected, "{day}");
        seen = app.letters().await.len();
    }
}

#[tokio::test]
async fn w6_nobody_is_reminded_while_the_clock_stands_still() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::InAssessment).await;
    case.request("2.1", "2027-01-29").await;
    app.work().await;
    let seen = app.letters().await.len();
    for day in ["2026-12-14", "2026-12-22"] {
        app.on(day).await;
        app.work().await;
    }
    assert_eq!(since(&app, seen).await, [""; 0]);
}
