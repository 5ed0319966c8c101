//! Invoices, credit notes and statements as PDF: the figures that are kept, for whom they are, readable by anybody (M6).

use std::collections::BTreeSet;

use axum::body::to_bytes;
use domain::pricing::{Currency, Money};
use lopdf::{Dictionary, Document, Object};
use serde_json::json;
use tests::make::{self, Case, Stage, documents as doc};
use tests::{Person, TestApp, world};

/// What an address answers: the status, the type and the bytes.
async fn fetch(person: &Person, path: &str) -> (u16, String, Vec<u8>) {
    let answer = person.get(path).await;
    let status = answer.status().as_u16();
    let kind = answer.headers().get("content-type");
    let kind = kind.map_or("", |kind| kind.to_str().unwrap()).to_owned();
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    (status, kind, bytes.to_vec())
}

async fn document(person: &Person, path: &str) -> Document {
    let (status, kind, bytes) = fetch(person, path).await;
    assert_eq!((status, kind.as_str()), (200, "application/pdf"), "{path}");
    let (.., again) = fetch(person, path).await;
    assert_eq!(bytes, again, "{path}: the same bytes for the same figures");
    Document::load_mem(&bytes).unwrap()
}

/// The words of all pages, one space between any two.
fn words(pdf: &Document) -> String {
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    let text = pdf.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every amount that is written.
fn amounts(text: &str) -> BTreeSet<String> {
    let trimmed = text.split_whitespace().map(|word| word.trim_matches('.'));
    trimmed
        .filter(|word| word.trim_start_matches('-').starts_with('£'))
        .map(str::to_owned)
        .collect()
}

fn pounds<const N: usize>(minor: [i64; N]) -> BTreeSet<String> {
    let money = |minor| Money::new(minor, Currency::GBP).to_string();
    minor.map(money).into_iter().collect()
}

/// What assistive technology asks of a document: its language, its title, and what each thing is.
fn accessible(pdf: &Document, title: &str) -> Vec<String> {
    let follow = |object: &Object| match object {
        Object::Reference(id) => pdf.get_object(*id).unwrap().clone(),
        other => other.clone(),
    };
    let catalog = pdf.catalog().unwrap();
    let dict =
        |from: &Dictionary, key: &[u8]| follow(from.get(key).unwrap()).as_dict().unwrap().clone();
    assert!(
        dict(catalog, b"MarkInfo")
            .get(b"Marked")
            .unwrap()
            .as_bool()
            .unwrap()
    );
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en-GB");
    let shows = dict(catalog, b"ViewerPreferences");
    assert!(shows.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    let metadata = follow(catalog.get(b"Metadata").unwrap());
    let xmp = metadata.as_stream().unwrap().get_plain_content().unwrap();
    let xmp = String::from_utf8_lossy(&xmp).into_owned();
    assert!(xmp.contains("<pdfuaid:part>1</pdfuaid:part>"), "{xmp}");
    assert!(xmp.contains(title), "{xmp}");
    let mut roles = Vec::new();
    let mut left = vec![follow(catalog.get(b"StructTreeRoot").unwrap())];
    while let Some(object) = left.pop() {
        match object {
            Object::Array(items) => left.extend(items.iter().rev().map(follow)),
            Object::Dictionary(of) => {
                if let Ok(role) = of.get(b"S").and_then(Object::as_name) {
                    let scope = of.get(b"A").map(follow);
                    let scope = scope.ok().map(|a| format!("{a:?}")).unwrap_or_default();
                    let scope = ["Row", "Column"].into_iter().find(|s| scope.contains(s));
                    roles.push(format!(
                        "{}{}",
                        String::from_utf8_lossy(role),
                        scope.map(|s| format!(" {s}")).unwrap_or_default()
                    ));
                }
                left.extend(of.get(b"K").ok().map(follow));
            }
            _ => {}
        }
    }
    roles
}

async fn settled(app: &TestApp) -> Case {
    let case = make::application(app, "alderbrook", Stage::Submitted).await;
    let mut paid = case.payment("BACS 17").await;
    paid["amountMinor"] = json!(10_007);
    let olive = &case.operator;
    olive.ask(doc::PAYMENT, json!({ "input": paid })).await.ok();
    let (invoice, _) = case.invoice().await;
    let credit = json!({ "invoiceId": invoice, "amountMinor": 12_003, "reason": "As agreed: חונכות, 🎓 and ŵ." });
    olive
        .ask(doc::CREDIT, json!({ "input": credit }))
        .await
        .ok();
    case
}

#[tokio::test]
async fn m6_an_invoice_as_pdf_has_the_figures_that_are_kept_and_can_be_read_by_anybody() {
    let mut app = TestApp::start().await;
    let case = settled(&app).await;
    let pdf = document(&case.manager, "/invoices/INV-2026-000001.pdf").await;
    let text = words(&pdf);
    assert_eq!(
        amounts(&text),
        pounds([35_000, 7_000, 42_000, -12_003, -10_007, 19_990]),
        "{text}"
    );
    for said in [
        "Invoice INV-2026-000001",
        "University of Alderbrook",
        "Initial assessment, 1 programme",
        "VAT at 20%",
        "PO-17",
        "23 December 2026",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let roles = accessible(&pdf, "Invoice INV-2026-000001");
    assert_eq!(roles[..2], ["Document", "H1"], "{roles:?}");
    let count = |role: &str| roles.iter().filter(|found| *found == role).count();
    assert_eq!(count("Table"), 3);
    assert_eq!(count("TH Column"), 4);
    assert_eq!(
        count("TR"),
        count("TH Row") + 2,
        "every row has its head: {roles:?}"
    );
    app.leave_jobs();
}

#[tokio::test]
async fn m6_a_credit_note_as_pdf_takes_back_what_is_kept_whatever_was_written() {
    let mut app = TestApp::start().await;
    let case = settled(&app).await;
    let pdf = document(&case.manager, "/invoices/CRN-2026-000001.pdf").await;
    let text = words(&pdf);
    // £120.03 with VAT, of which £20.005 is VAT: £20.01.
    assert_eq!(amounts(&text), pounds([10_002, 2_001, 12_003]), "{text}");
    assert!(text.contains("As agreed: ??????, ? and ŵ."), "{text}");
    accessible(&pdf, "Credit note CRN-2026-000001");
    app.leave_jobs();
}

#[tokio::test]
async fn m6_a_statement_as_pdf_goes_over_as_many_pages_as_it_takes() {
    let mut app = TestApp::start().await;
    let case = settled(&app).await;
    let id = world::university_id("alderbrook");
    let path = format!("/invoices/statement.pdf?university={id}&from=2026-01-01&to=2026-12-31");
    let pdf = document(&case.manager, &path).await;
    let text = words(&pdf);
    assert_eq!(
        amounts(&text),
        pounds([0, -10_007, 42_000, 31_993, -12_003, 19_990]),
        "{text}"
    );
    app.owner().await.run("insert into payment select university_id, gen_random_uuid(), id, '2026-11-20', 1, 'BACS', 'OTHER', null, null, now(), null from invoice, generate_series(1, 90)").await;
    let long = document(&case.manager, &path).await;
    let pages = long.get_pages().len();
    assert!(pages >= 3, "{pages} pages");
    let text = words(&long);
    assert!(text.contains(&format!("page {pages} of {pages}")), "{text}");
    let roles = accessible(&long, "Statement of University of Alderbrook");
    assert_eq!(
        roles.iter().filter(|role| *role == "TH Row").count(),
        3 + 95
    );
    app.leave_jobs();
}

#[tokio::test]
async fn t2_what_one_may_not_see_is_no_document() {
    let mut app = TestApp::start().await;
    let case = settled(&app).await;
    let marek = app.manager("brackenfield").await;
    let id = world::university_id("alderbrook");
    let paths = [
        "/invoices/INV-2026-000001.pdf".to_owned(),
        "/invoices/CRN-2026-000001.pdf".to_owned(),
        format!("/invoices/statement.pdf?university={id}&from=2026-01-01&to=2026-12-31"),
    ];
    for path in &paths {
        let (status, _, theirs) = fetch(&marek, path).await;
        assert_eq!(status, 404, "{path}");
        let nothing = path
            .replace("000001", "000009")
            .replace("from=2026", "from=9026");
        assert_eq!(fetch(&marek, &nothing).await.2, theirs, "{path}");
        assert_eq!(fetch(&app.stranger(), path).await.0, 303, "{path}");
        assert_eq!(fetch(&case.operator, path).await.0, 200, "{path}");
    }
    for path in [
        "/invoices/.pdf",
        "/invoices/INV-2026-00000%00.pdf",
        "/invoices/statement.pdf",
        "/invoices/statement.pdf?university=uni_x&from=2026-01-01&to=2026-12-31",
    ] {
        assert_eq!(fetch(&case.manager, path).await.0, 404, "{path}");
    }
    app.leave_jobs();
}
