//! Files that are not what they say, and files that are more than a picture (E1, E2, E3).

use reqwest::Method;
use serde_json::json;
use tests::make::{self, Stage, documents as doc};
use tests::upload::{self, browser, declaration};
use tests::{Person, TestApp};

use super::{at_fault, counts};

const DECLARE: &str =
    "mutation($input: DeclareFileInput!) { declareFile(input: $input) { evidence { id } } }";
const SIGN: &str =
    "mutation($input: SignUploadInput!) { signUpload(input: $input) { parts { url } } }";

#[tokio::test]
async fn declarations() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Draft).await;
    let before = counts(&app).await;
    let good = declaration(&case.id, &["1.1"], "plan.pdf", &upload::pdf("Plan"));
    let two_gib = (2_u64 << 30) + 1;
    let sizes = [
        json!("0"),
        json!("-1"),
        json!("1.5"),
        json!("1e3"),
        json!("many"),
        json!(""),
        json!(" 5"),
        json!("0x10"),
        json!("５"),
        json!(two_gib.to_string()),
        json!(u64::MAX.to_string()),
        json!("9".repeat(1000)),
        json!(500),
        json!(null),
    ];
    let hashes = [
        json!(""),
        json!("abc"),
        json!("g".repeat(64)),
        json!("a".repeat(63)),
        json!("a".repeat(65)),
        json!("é".repeat(32)),
        json!(null),
    ];
    let names = [
        json!(""),
        json!(" "),
        json!("a\u{0}.pdf"),
        json!("a\n.pdf"),
        json!("fdp.\u{202e}exe"),
        json!("x".repeat(256)),
        json!(null),
    ];
    for (field, values) in [
        ("size", &sizes[..]),
        ("sha256", &hashes),
        ("name", &names),
        (
            "title",
            &[json!(""), json!("a\u{0}b"), json!("x".repeat(201))],
        ),
        ("criteria", &[json!([]), json!(["9.9"])]),
        ("coversTo", &[json!("2026-02-30")]),
    ] {
        for value in values {
            at_fault(&case.manager, DECLARE, &good, field, value.clone()).await;
        }
    }
    assert_eq!(counts(&app).await, before);
}

#[tokio::test]
async fn parts_that_the_file_does_not_have() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Draft).await;
    let bytes = upload::pdf("Plan");
    let begun = upload::begin(
        &case.manager,
        &declaration(&case.id, &["1.1"], "plan.pdf", &bytes),
    )
    .await;
    let before = counts(&app).await;
    let good = json!({ "evidenceId": begun.evidence, "uploadId": begun.upload_id, "parts": [1] });
    for parts in [
        json!([0]),
        json!([-1]),
        json!([2]),
        json!([10_001]),
        json!([i32::MAX]),
        json!(vec![1; 101]),
        json!(["1"]),
        json!([null]),
    ] {
        at_fault(&case.manager, SIGN, &good, "parts", parts).await;
    }
    for id in [
        json!(""),
        json!("a b"),
        json!("a\u{0}"),
        json!("../../etc/passwd?x=1"),
        json!("x".repeat(1025)),
        json!("é"),
        json!(null),
    ] {
        at_fault(&case.manager, SIGN, &good, "uploadId", id).await;
    }
    assert_eq!(counts(&app).await, before);
}

/// Declares one thing and sends another.
async fn send_other(
    person: &Person,
    application: &str,
    name: &str,
    said: &[u8],
    sent: &[u8],
) -> String {
    upload::send(
        person,
        &declaration(application, &["1.1"], name, said),
        sent,
    )
    .await
}

#[tokio::test]
async fn what_arrives_is_what_was_declared_or_does_not_count() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Draft).await;
    let (mara, id) = (&case.manager, case.id.as_str());
    let words = b"Just words, and nothing of a PDF.\n".as_slice();
    let html = b"<!DOCTYPE html><script>alert(document.cookie)</script>\n".as_slice();
    let program = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0".as_slice();
    let pdf = upload::pdf("Plan");
    let mut other = pdf.clone();
    other[10] ^= 1;
    let same = |bytes: &[u8]| (bytes.to_vec(), bytes.to_vec());
    let mut refused = Vec::new();
    for (name, (said, sent), words) in [
        ("plan.pdf", (pdf.clone(), other), "SHA-256"),
        (
            "plan.pdf",
            (pdf.clone(), pdf[..pdf.len() - 1].to_vec()),
            "bytes",
        ),
        (
            "plan.pdf",
            (pdf.clone(), [pdf.as_slice(), b"\n"].concat()),
            "bytes",
        ),
        ("plan.pdf", same(words), "named .pdf"),
        ("plan.pdf", same(&pdf[..100]), "cut off"),
        ("notes.txt", same(html), "HTML"),
        ("picture.svg", same(html), "HTML"),
        ("notes.txt", same(program), "named .txt"),
        ("setup.exe", same(program), ".exe"),
        ("page.html", same(html), ".html"),
        ("none", same(program), "cannot be added"),
        (
            "plan.docx",
            same(b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
            "docx",
        ),
    ] {
        refused.push((name, send_other(mara, id, name, &said, &sent).await, words));
    }
    app.work().await;
    let owner = app.owner().await;
    for (name, evidence, words) in refused {
        let uuid = domain::id::decode_as(domain::id::Kind::Evidence, &evidence).unwrap();
        let row = format!(
            "select state, problem, upload_key from evidence_file where evidence_id = '{uuid}'"
        );
        let row: Vec<String> = owner
            .rows(&row)
            .await
            .remove(0)
            .into_iter()
            .flatten()
            .collect();
        let [state, problem, key] = row.as_slice() else {
            panic!("{name}: {row:?}")
        };
        assert_eq!(state, "FAILED", "{name}");
        assert!(problem.contains(words), "{name}: {problem}");
        let says_what_to_do = problem.contains(" again.") || problem.contains(". Add a ");
        assert!(says_what_to_do, "{name}: {problem}");
        let opened = mara
            .ask(doc::OPEN, json!({ "input": { "evidenceId": evidence } }))
            .await;
        assert_eq!(opened.rules(), ["E3"], "{name} is nobody's to read");
        assert!(app.files().size(key).await.is_err(), "{name} is not kept");
    }
    let kept = "select count(*) from evidence_file where object_key is not null";
    assert_eq!(owner.one(kept).await, "0");
    // What is not there does not help to submit.
    let missing = mara
        .ask(
            "query($id: ID!) { application(id: $id) { pillars { evidenced } } }",
            json!({ "id": id }),
        )
        .await;
    assert_eq!(
        missing.number("/application/pillars/0/evidenced"),
        0,
        "{:#}",
        missing.body
    );
    app.check_trail().await;
}

#[tokio::test]
async fn a_picture_with_a_script_is_never_shown_in_the_page() {
    let app = TestApp::start().await;
    let case = make::application(&app, "alderbrook", Stage::Draft).await;
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(document.cookie)</script></svg>"#;
    let declared = declaration(&case.id, &["1.1"], "logo.svg", svg);
    let evidence = upload::send(&case.manager, &declared, svg).await;
    app.work().await;
    let opened = case
        .manager
        .ask(doc::OPEN, json!({ "input": { "evidenceId": evidence } }))
        .await;
    assert_eq!(opened.at("/openEvidence/inline"), false);
    let url = opened.text("/openEvidence/url");
    assert!(!url.starts_with(tests::world::PUBLIC_URL), "another origin");
    let answer = reqwest::get(&url).await.unwrap();
    assert_eq!(answer.status(), 200);
    let disposition = answer.headers()["content-disposition"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(disposition.starts_with("attachment"), "{disposition}");
    // The address says how it is served; another way has no signature.
    let inline = url.replace("attachment", "inline");
    assert_ne!(url, inline);
    assert_eq!(browser(Method::GET, &inline, Vec::new()).await.status, 403);
}
