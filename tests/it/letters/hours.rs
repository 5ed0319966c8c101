//! When letters go, as their reader says: not in quiet hours, and what is not essential as one.

use chrono::{Timelike, Utc};
use chrono_tz::Europe::London;
use serde_json::{Value, json};
use tests::{Answer, Person, TestApp};

use super::unsubscribing::{page, record, told};

const SAID: &str = "{ mailPreferences { unwanted quietFrom quietUntil digestHour version } }";
const SAY: &str = "mutation($input: SetMailPreferencesInput!) { setMailPreferences(input: $input) { mailPreferences { unwanted quietFrom quietUntil digestHour version } } }";

async fn say(who: &Person, input: Value) -> Answer {
    who.ask(SAY, json!({ "input": input })).await
}

#[tokio::test]
async fn everybody_says_what_they_want() {
    let app = TestApp::start().await;
    for name in ["mara", "vera", "priya", "lena", "olive", "ada"] {
        let who = app.person(name).await;
        let before = who.ask(SAID, json!({})).await;
        assert_eq!(before.number("/mailPreferences/version"), 0);
        let input = json!({ "unwanted": ["REPORT", "ANSWER", "REPORT"], "quietFrom": "22:00", "quietUntil": "7:05", "version": 0 });
        let said = say(&who, input.clone()).await;
        let now = said.at("/setMailPreferences/mailPreferences");
        assert_eq!(
            *now,
            json!({ "unwanted": ["ANSWER", "REPORT"], "quietFrom": "22:00", "quietUntil": "07:05", "digestHour": null, "version": 1 })
        );
        assert_eq!(who.ask(SAID, json!({})).await.at("/mailPreferences"), now);
        assert_eq!(say(&who, input).await.code(), "CONFLICT");
        let plain = say(
            &who,
            json!({ "unwanted": [], "digestHour": 8, "version": 1 }),
        )
        .await;
        let now = plain.at("/setMailPreferences/mailPreferences");
        assert_eq!(now["quietFrom"], Value::Null);
        assert_eq!(
            (&now["digestHour"], &now["version"]),
            (&json!(8), &json!(2))
        );
    }
    let mara = app.manager("alderbrook").await;
    for (wrong, field) in [
        (json!({ "unwanted": ["MONEY"] }), "unwanted"),
        (json!({ "unwanted": ["DIGEST"] }), "unwanted"),
        (
            json!({ "unwanted": [], "quietFrom": "25:00", "quietUntil": "07:00" }),
            "quietFrom",
        ),
        (
            json!({ "unwanted": [], "quietFrom": "22:00" }),
            "quietUntil",
        ),
        (
            json!({ "unwanted": [], "quietFrom": "07:00", "quietUntil": "07:00" }),
            "quietUntil",
        ),
        (json!({ "unwanted": [], "digestHour": 24 }), "digestHour"),
    ] {
        let mut input = wrong;
        input["version"] = json!(2);
        let answer = say(&mara, input).await;
        assert_eq!(answer.code(), "BAD_USER_INPUT");
        let fields = &answer.body["errors"][0]["extensions"]["fields"];
        assert_eq!(fields[0]["field"], field, "{fields}");
    }
    let nobody = app.stranger().ask(SAID, json!({})).await;
    assert_eq!(nobody.code(), "UNAUTHENTICATED");
    app.check_trail().await;
}

#[tokio::test]
async fn a_letter_waits_for_quiet_hours_to_end() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let here = app.server().clock.now().now.with_timezone(&London).time();
    let minutes = here.hour() * 60 + here.minute();
    let at = |minutes: u32| format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
    let input = json!({ "unwanted": [], "quietFrom": at(minutes), "quietUntil": at(minutes + 120), "version": 0 });
    say(&mara, input).await.ok();
    let before = app.letters().await.len();
    told(&app, "MONEY", "An invoice").await;
    told(&app, "REPORT", "A report").await;
    for subject in ["An invoice", "A report"] {
        let waits = record(&app, subject).await;
        assert_eq!(waits["state"], "QUEUED", "{subject}");
        let until: chrono::DateTime<Utc> = waits["goesAt"].as_str().unwrap().parse().unwrap();
        let until = until.with_timezone(&London).format("%H:%M").to_string();
        assert_eq!(until, at(minutes + 120));
    }
    assert_eq!(app.letters().await.len(), before);
    app.on("2026-11-25").await;
    app.work().await;
    for subject in ["An invoice", "A report"] {
        assert_eq!(record(&app, subject).await["state"], "SENT", "{subject}");
    }
}

#[tokio::test]
async fn what_is_not_essential_goes_once_a_day_as_one() {
    let app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    say(
        &mara,
        json!({ "unwanted": [], "digestHour": 8, "version": 0 }),
    )
    .await
    .ok();
    told(&app, "REPORT", "First report").await;
    told(&app, "ANSWER", "An answer").await;
    told(&app, "ASSIGNMENT", "A case").await;
    told(&app, "DEADLINE", "Due soon").await;
    assert_eq!(record(&app, "Due soon").await["state"], "SENT");
    for subject in ["First report", "An answer", "A case"] {
        let waits = record(&app, subject).await;
        assert_eq!(waits["state"], "QUEUED");
        assert!(waits["goesAt"].is_string(), "{waits}");
    }
    // What is stopped while it waits does not go.
    say(
        &mara,
        json!({ "unwanted": ["ASSIGNMENT"], "digestHour": 8, "version": 1 }),
    )
    .await
    .ok();
    app.on("2026-11-25").await;
    app.work().await;
    let digest = record(&app, "2 letters from Pillars").await;
    assert_eq!(digest["state"], "SENT");
    assert_eq!(digest["kind"], "DIGEST");
    let text = digest["text"].as_str().unwrap();
    assert_eq!(text.matches("Dear Mara Example").count(), 1, "{text}");
    for subject in ["First report", "An answer"] {
        let joined = record(&app, subject).await;
        assert_eq!(joined["state"], "SENT");
        assert_eq!(joined["digestId"], digest["id"]);
        assert!(text.contains(subject), "{text}");
    }
    assert_eq!(record(&app, "A case").await["state"], "SUPPRESSED");
    let letters = app.letters().await;
    let one = letters
        .iter()
        .find(|letter| letter.subject == "2 letters from Pillars");
    let address = one.unwrap().unsubscribe.clone().unwrap();
    assert!(
        !letters.iter().any(|letter| letter.subject == "An answer"),
        "none goes by itself"
    );
    let path = address.strip_prefix("http://localhost:8080").unwrap();
    let (_, done) = page(&app, "POST", path).await;
    assert!(done.contains("anything that is not essential"), "{done}");
    let said = mara.ask(SAID, json!({})).await;
    assert_eq!(
        *said.at("/mailPreferences/unwanted"),
        json!(["ANSWER", "ASSIGNMENT", "PROGRESS", "REMINDER", "REPORT"])
    );
    // A letter that went with others goes by itself when it is sent again.
    let olive = app.operator().await;
    let again = record(&app, "An answer").await;
    super::resend(&olive, again["id"].as_str().unwrap())
        .await
        .ok();
    assert_eq!(record(&app, "An answer").await["digestId"], Value::Null);
    app.work().await;
    assert_eq!(record(&app, "An answer").await["state"], "SUPPRESSED");
    assert_eq!(record(&app, "First report").await["state"], "SENT");
    app.check_trail().await;
}
