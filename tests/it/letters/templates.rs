//! Letters are worded as operators put it: looked at first, kept by version, and never at the price of what a letter tells.

use serde_json::{Value, json};
use tests::smtp::{Smtp, Taken};
use tests::{Answer, Person, TestApp};

use super::unsubscribing::{record, told, told_more};

const LIST: &str = "{ letterTemplates { kind subject text isStandard placeholders { name meaning inSubject } version changedBy { name } changedAt } }";
const CHANGE: &str = "mutation($input: ChangeLetterTemplateInput!) { changeLetterTemplate(input: $input) { letterTemplate { subject text isStandard version changedBy { name } } } }";
const RESTORE: &str = "mutation($input: RestoreLetterTemplateInput!) { restoreLetterTemplate(input: $input) { letterTemplate { subject isStandard version } } }";
const PREVIEW: &str = "query($kind: NoticeKind!, $subject: String!, $text: String!) { letterPreview(kind: $kind, subject: $subject, text: $text) { subject text html } }";

const TEXT: &str = "Hello {{ name }},\n\n{{ message }}\n\nSee {{ link }}.\n\nThe scheme's office";

async fn change(who: &Person, kind: &str, subject: &str, text: &str, version: i32) -> Answer {
    let input = json!({ "kind": kind, "subject": subject, "text": text, "version": version });
    who.ask(CHANGE, json!({ "input": input })).await
}

async fn restore(who: &Person, kind: &str, version: i32) -> Answer {
    let input = json!({ "kind": kind, "version": version });
    who.ask(RESTORE, json!({ "input": input })).await
}

async fn preview(who: &Person, kind: &str, subject: &str, text: &str) -> Answer {
    let asked = json!({ "kind": kind, "subject": subject, "text": text });
    who.ask(PREVIEW, asked).await
}

/// The template of a kind as the list has it.
async fn listed(who: &Person, kind: &str) -> Value {
    let list = who.ask(LIST, json!({})).await;
    let mut all = list.at("/letterTemplates").as_array().unwrap().iter();
    all.find(|of| of["kind"] == kind).unwrap().clone()
}

/// The fields at fault and what to change.
fn fields(answer: &Answer) -> Value {
    assert_eq!(answer.code(), "BAD_USER_INPUT");
    answer.body["errors"][0]["extensions"]["fields"].clone()
}

/// The letter of this subject as the mail server took it.
async fn taken(smtp: &Smtp, subject: &str) -> Taken {
    let all = smtp.taken(1).await;
    let found = all.into_iter().find(|l| l.headers["subject"] == subject);
    found.unwrap_or_else(|| panic!("no letter about {subject}"))
}

#[tokio::test]
async fn a_changed_wording_is_what_is_sent() {
    let (app, smtp) = (TestApp::start().await, Smtp::start().await);
    app.mail_by(smtp.mail());
    let olive = app.operator().await;
    let list = olive.ask(LIST, json!({})).await;
    let kinds = list.at("/letterTemplates").as_array().unwrap();
    assert_eq!(kinds.len(), 12);
    assert_eq!(
        kinds[0],
        json!({
            "kind": "DECISION", "subject": "{{ subject }}",
            "text": "Dear {{ name }},\n\n{{ message }}\n\n{{ link }}\n\nPillars",
            "isStandard": true, "version": 0, "changedBy": null, "changedAt": null,
            "placeholders": [
                { "name": "name", "meaning": "The reader's name", "inSubject": true },
                { "name": "subject", "meaning": "What the letter is about, in a few words", "inSubject": true },
                { "name": "message", "meaning": "What the letter tells", "inSubject": false },
                { "name": "link", "meaning": "The address of what it is about", "inSubject": false },
            ],
        })
    );
    assert!(kinds.iter().all(|kind| kind["isStandard"] == true));

    let subject = "Standards: {{ subject }}";
    let changed = change(&olive, "MONEY", subject, &format!("\r\n{TEXT}  \n"), 0).await;
    let now = changed.at("/changeLetterTemplate/letterTemplate");
    assert_eq!(
        *now,
        json!({ "subject": subject, "text": TEXT, "isStandard": false, "version": 1, "changedBy": { "name": "Olive Example" } })
    );
    // Braces and markup in what is told stay what they are.
    let message = "{{ name }} owes {% £5 %} & <b>more</b> }}.";
    told_more(&app, "MONEY", "An invoice", message).await;
    let letter = taken(&smtp, "Standards: An invoice").await;
    let text = format!(
        "Hello Mara Example,\n\n{message}\n\nSee http://localhost:8080/.\n\nThe scheme's office\n"
    );
    assert_eq!(letter.parts[0].1.replace("\r\n", "\n"), text);
    let html = &letter.parts[1].1;
    for safe in [
        "<p>{{ name }} owes {% £5 %} &amp; &lt;b&gt;more&lt;/b&gt; }}.</p>",
        "<p>See <a href=\"http://localhost:8080/\">http://localhost:8080/</a>.</p>",
    ] {
        assert!(html.contains(safe), "{html}");
    }
    let kept = record(&app, "An invoice").await;
    assert_eq!(kept["subject"], "Standards: An invoice");
    assert_eq!(kept["text"], text);
    told(&app, "DECISION", "A decision").await;
    let other = taken(&smtp, "A decision").await;
    assert!(other.parts[0].1.starts_with("Dear Mara Example,"));

    let restored = restore(&olive, "MONEY", 1).await;
    let now = restored.at("/restoreLetterTemplate/letterTemplate");
    assert_eq!(
        *now,
        json!({ "subject": "{{ subject }}", "isStandard": true, "version": 2 })
    );
    told(&app, "MONEY", "A second invoice").await;
    let standard = taken(&smtp, "A second invoice").await;
    assert_eq!(
        standard.parts[0].1.replace("\r\n", "\n"),
        "Dear Mara Example,\n\nLook.\n\nhttp://localhost:8080/\n\nPillars\n"
    );
    let events = app
        .owner()
        .await
        .column("select act || ': ' || summary from trail where act like 'letter_template.%' order by seq")
        .await;
    assert_eq!(
        events,
        [
            "letter_template.changed: Letters about quotes and invoices are worded otherwise.",
            "letter_template.restored: Letters about quotes and invoices are worded as standard again."
        ]
    );
    let before = app
        .owner()
        .await
        .one("select before ->> 'subject' || ' ' || (after ->> 'subject') from trail where act = 'letter_template.restored'")
        .await;
    assert_eq!(before, "Standards: {{ subject }} {{ subject }}");
    app.check_trail().await;
}

#[tokio::test]
async fn a_wording_is_kept_by_its_version() {
    let app = TestApp::start().await;
    let (olive, ada) = (app.operator().await, app.person("ada").await);
    change(&olive, "REPORT", "{{ subject }}!", TEXT, 0)
        .await
        .ok();
    for version in [0, 2, -1] {
        let late = change(&ada, "REPORT", "{{ subject }}?", TEXT, version).await;
        assert_eq!(late.code(), "CONFLICT", "{version}");
        let current = &late.body["errors"][0]["extensions"]["current"];
        assert_eq!(current["subject"], "{{ subject }}!");
        assert_eq!(restore(&ada, "REPORT", version).await.code(), "CONFLICT");
    }
    restore(&ada, "REPORT", 1).await.ok();
    // Whoever saw the first one does not write over what came after it was put back.
    change(&olive, "REPORT", "{{ subject }}: ready", TEXT, 2)
        .await
        .ok();
    let late = change(&ada, "REPORT", "{{ subject }}", TEXT, 1).await;
    assert_eq!(late.code(), "CONFLICT");
    assert_eq!(listed(&olive, "REPORT").await["version"], 3);
    // The standard wording by another way is the standard wording.
    let standard = listed(&olive, "MONEY").await;
    let text = standard["text"].as_str().unwrap();
    let same = change(&olive, "MONEY", "{{ subject }}", text, 0).await;
    let now = same.at("/changeLetterTemplate/letterTemplate");
    assert_eq!(
        (&now["isStandard"], &now["version"]),
        (&json!(true), &json!(0))
    );
    assert_eq!(
        restore(&olive, "MONEY", 0)
            .await
            .number("/restoreLetterTemplate/letterTemplate/version"),
        0
    );
    app.check_trail().await;
}

#[tokio::test]
async fn a_wording_that_would_lose_something_is_refused_at_its_field() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let long = "x".repeat(5_001);
    for (subject, text, problems) in [
        (
            "Pillars",
            "Dear {{ nme }}, {{ message|upper }}",
            json!([
                { "field": "text", "message": "Take out {{ nme }}, {{ message|upper }}: there is nothing to go in its place. What can stand here: {{ name }}, {{ subject }}, {{ message }}, {{ link }}." },
                { "field": "text", "message": "Write {{ message }} where the letter tells what it is for." },
                { "field": "text", "message": "Write {{ link }} where the reader finds the address to go to." },
                { "field": "subject", "message": "Write {{ subject }} here or in the text: it says what the letter is about." },
            ]),
        ),
        (
            "{{ subject }}\nBcc: all@example.org",
            "Hello {{ name }",
            json!([
                { "field": "subject", "message": "Write it on one line, without tabs." },
                { "field": "text", "message": "Close every {{ with }}, such as {{ name }}." },
            ]),
        ),
        (
            "{{ subject }} {{ link }}",
            "Hello",
            json!([
                { "field": "subject", "message": "Take out {{ link }}: there is nothing to go in its place. What can stand here: {{ name }}, {{ subject }}." },
                { "field": "text", "message": "Write {{ message }} where the letter tells what it is for." },
                { "field": "text", "message": "Write {{ link }} where the reader finds the address to go to." },
            ]),
        ),
        (
            " ",
            &long,
            json!([
                { "field": "subject", "message": "Write something here; it may not be blank." },
                { "field": "text", "message": "Use at most 5000 characters." },
            ]),
        ),
    ] {
        let refused = change(&olive, "DECISION", subject, text, 0).await;
        assert_eq!(fields(&refused), problems);
        let shown = preview(&olive, "DECISION", subject, text).await;
        assert_eq!(fields(&shown), problems, "the preview says the same");
    }
    assert_eq!(listed(&olive, "DECISION").await["version"], 0);
}

#[tokio::test]
async fn a_preview_is_the_letter_as_it_would_be_sent() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let subject = "Standards: {{ subject }}";
    let shown = preview(&olive, "DECISION", subject, TEXT).await;
    assert_eq!(
        shown.text("/letterPreview/subject"),
        "Standards: PNH-0042 is decided"
    );
    let text = shown.text("/letterPreview/text");
    assert!(
        text.starts_with("Hello Dr Sarah Okafor,\n\nPNH-0042 is decided: "),
        "{text}"
    );
    assert!(
        text.ends_with(".\n\nThe scheme's office\n"),
        "essential: {text}"
    );
    let html = shown.text("/letterPreview/html");
    assert!(html.contains("<p>Hello Dr Sarah Okafor,</p>"), "{html}");
    let script = format!("<script>alert(1)</script> {TEXT}");
    let markup = preview(&olive, "REPORT", subject, &script).await;
    let (text, html) = (
        markup.text("/letterPreview/text"),
        markup.text("/letterPreview/html"),
    );
    assert!(
        text.contains("To get no more letters like this one:"),
        "{text}"
    );
    assert!(
        html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
        "{html}"
    );
    for kind in listed_kinds(&olive).await {
        let of = listed(&olive, &kind).await;
        let (subject, text) = (
            of["subject"].as_str().unwrap(),
            of["text"].as_str().unwrap(),
        );
        preview(&olive, &kind, subject, text).await.ok();
    }
    for name in ["mara", "priya", "lena"] {
        let who = app.person(name).await;
        for answer in [
            who.ask(LIST, json!({})).await,
            preview(&who, "MONEY", subject, TEXT).await,
            change(&who, "MONEY", subject, TEXT, 0).await,
            restore(&who, "MONEY", 0).await,
        ] {
            assert_eq!(answer.code(), "FORBIDDEN", "{name}");
        }
    }
}

async fn listed_kinds(who: &Person) -> Vec<String> {
    let list = who.ask(LIST, json!({})).await;
    let all = list.at("/letterTemplates").as_array().unwrap().iter();
    all.map(|of| of["kind"].as_str().unwrap().to_owned())
        .collect()
}

#[tokio::test]
async fn letters_go_as_one_in_the_wording_of_the_digest() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let mara = app.manager("alderbrook").await;
    let say = "mutation($input: SetMailPreferencesInput!) { setMailPreferences(input: $input) { mailPreferences { version } } }";
    let input = json!({ "unwanted": [], "digestHour": 8, "version": 0 });
    mara.ask(say, json!({ "input": input })).await.ok();
    change(&olive, "REPORT", "Report: {{ subject }}", TEXT, 0)
        .await
        .ok();
    let digest = "Hello {{ name }}, today:\n\n{{ message }}\n\nThe office";
    change(&olive, "DIGEST", "Today: {{ subject }}", digest, 0)
        .await
        .ok();
    told(&app, "REPORT", "First").await;
    told(&app, "ANSWER", "Second").await;
    app.on("2026-11-25").await;
    app.work().await;
    let sent = record(&app, "Today: 2 letters from Pillars").await;
    assert_eq!(
        sent["text"],
        "Hello Mara Example, today:\n\nReport: First\n\nLook.\n\nhttp://localhost:8080/\n\n* * *\n\nSecond\n\nLook.\n\nhttp://localhost:8080/\n\nThe office\n"
    );
    app.check_trail().await;
}

#[tokio::test]
async fn a_kept_wording_that_does_not_read_keeps_no_letter_from_going() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    change(&olive, "MONEY", "{{ subject }}", TEXT, 0).await.ok();
    app.owner()
        .await
        .run("update letter_template set text = 'Hello {{ friend }}'")
        .await;
    told(&app, "MONEY", "An invoice").await;
    let sent = record(&app, "An invoice").await;
    assert_eq!(sent["state"], "SENT");
    assert_eq!(
        sent["text"],
        "Dear Mara Example,\n\nLook.\n\nhttp://localhost:8080/\n\nPillars\n"
    );
}
