//! Prices by date, and the same figures on every document (M1, M2, M4, M6).

use std::collections::BTreeSet;

use axum::body::to_bytes;
use domain::pricing::{Currency, Money};
use lopdf::Document;
use serde_json::{Value, json};
use tests::make::{self, documents as doc};
use tests::{Person, TestApp};

/// The table of 2021, as the standard prints it: programmes, initial, reaccreditation, in pence before VAT.
const TABLE: [(u32, i64, i64); 4] = [
    (1, 35_000, 17_500),
    (5, 100_000, 50_000),
    (10, 150_000, 75_000),
    (50, 250_000, 125_000),
];
/// Both sides of each of its steps.
const COUNTS: [u32; 8] = [0, 1, 2, 5, 6, 10, 11, 50];

const PREVIEW: &str = "query($on: Date, $initial: Int!, $again: Int!) { pricePreview(on: $on, initial: $initial, reaccreditation: $again) { \
    list { inForceFrom tiers { maxProgrammes initial { minor } reaccreditation { minor } } } \
    together { tailored net { minor } vat { minor } gross { minor } } split { total { net { minor } } } } }";

/// What so many of each kind cost, each kind by its own count (M4).
fn net(initial: u32, again: u32) -> i64 {
    let of = |n: u32, price: fn(&(u32, i64, i64)) -> i64| {
        let tier = TABLE.iter().find(|tier| n <= tier.0).unwrap();
        if n == 0 { 0 } else { price(tier) }
    };
    of(initial, |tier| tier.1) + of(again, |tier| tier.2)
}

/// Every mix that has a list price.
fn mixes() -> impl Iterator<Item = (u32, u32)> {
    let all = COUNTS.iter().flat_map(|i| COUNTS.iter().map(|r| (*i, *r)));
    all.filter(|(i, r)| (1..=50).contains(&(i + r)))
}

/// Every amount that a document writes.
async fn amounts(person: &Person, address: &str) -> BTreeSet<String> {
    let answer = person.get(address).await;
    assert_eq!(answer.status(), 200, "{address}");
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    let pdf = Document::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
    let text = pdf.extract_text(&pages).unwrap();
    let words = text.split_whitespace().map(|word| word.trim_matches('.'));
    words
        .filter(|word| word.starts_with('£'))
        .map(str::to_owned)
        .collect()
}

fn pounds(minor: i64) -> String {
    Money::new(minor, Currency::GBP).to_string()
}

#[tokio::test]
async fn m1_m2_m4_every_price_is_the_same_to_the_penny_previewed_quoted_and_invoiced() {
    let mut app = TestApp::start().await;
    let mara = app.manager("alderbrook").await;
    let owner = app.owner().await;
    let mut drafts = Vec::new();
    for n in 0..50 {
        let input = json!({ "input": make::programme(&format!("Priced {n}")) });
        let added = mara.ask(doc::ADD_PROGRAMME, input).await;
        let id = added.text("/addProgramme/programme/id");
        let input = json!({ "programmeId": id, "level": "BRONZE" });
        let started = mara.ask(doc::START, json!({ "input": input })).await;
        drafts.push(started.text("/startApplication/application/id"));
    }
    let mut seen = 0;
    for (initial, again) in mixes() {
        let net = net(initial, again);
        // Every price of the table is whole pounds: a fifth of it is whole pence.
        let (vat, gross) = (net / 5, net + net / 5);
        let what = format!("{initial} initial, {again} again");
        owner
            .run(&format!(
                "update application set kind = case when reference <= 'ALD-' || lpad('{initial}', 4, '0') then 'INITIAL' else 'REACCREDITATION' end"
            ))
            .await;
        let asked = json!({ "initial": initial, "again": again });
        let preview = mara.ask(PREVIEW, asked).await;
        let together = "/pricePreview/together";
        assert_eq!(
            preview.number(&format!("{together}/net/minor")),
            net,
            "{what}"
        );
        assert_eq!(
            preview.number(&format!("{together}/vat/minor")),
            vat,
            "{what}"
        );
        let chosen = &drafts[..(initial + again) as usize];
        let kept = mara
            .ask(doc::KEEP, json!({ "input": { "applicationIds": chosen } }))
            .await;
        assert_eq!(kept.number("/keepQuote/quote/net/minor"), net, "{what}");
        assert_eq!(kept.number("/keepQuote/quote/gross/minor"), gross, "{what}");
        let least = |of: &Value, at: &str| of.pointer(at).and_then(Value::as_i64);
        let cheapest = least(kept.ok(), "/keepQuote/quote/split/total/net/minor");
        assert_eq!(
            cheapest,
            least(preview.ok(), "/pricePreview/split/total/net/minor"),
            "{what}"
        );
        assert!(cheapest.is_none_or(|cheapest| cheapest < net), "{what}");
        let quote = kept.text("/keepQuote/quote/id");
        let written = amounts(&mara, &format!("/quotes/{quote}.pdf")).await;
        for sum in [net, vat, gross] {
            assert!(written.contains(&pounds(sum)), "{what}: {written:?}");
        }
        owner
            .run(
                "insert into orders (university_id, id, currency, net_minor, vat_minor, vat_per_mille, lines, created_at)
                 select university_id, gen_random_uuid(), currency, net_minor, vat_minor, vat_per_mille, lines, '2026-11-23T12:00:00Z' from quote order by length(number), number desc limit 1",
            )
            .await;
        seen += 1;
        let invoiced = amounts(&mara, &format!("/invoices/INV-2026-{seen:06}.pdf")).await;
        for sum in [net, vat, gross] {
            assert!(invoiced.contains(&pounds(sum)), "{what}: {invoiced:?}");
        }
    }
    assert!(seen > 30, "only {seen} mixes");
    app.leave_jobs();
}

#[tokio::test]
async fn m3_what_the_list_has_no_price_for_is_previewed_as_tailored() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let preview = |on: Value, initial: i32, again: i32| json!({ "on": on, "initial": initial, "again": again });
    let many = olive.ask(PREVIEW, preview(Value::Null, 30, 21)).await;
    assert_eq!(many.at("/pricePreview/together/tailored"), &json!(true));
    assert_eq!(many.at("/pricePreview/together/net"), &Value::Null);
    let none = olive.ask(PREVIEW, preview(Value::Null, 0, 0)).await;
    assert_eq!(none.fields(), ["initial"]);
    let wrong = olive.ask(PREVIEW, preview(Value::Null, -1, 1001)).await;
    assert_eq!(wrong.fields(), ["initial", "reaccreditation"]);
    let before = olive.ask(PREVIEW, preview(json!("1999-01-01"), 1, 0)).await;
    assert_eq!(before.fields(), ["on"]);
    let rates = olive
        .ask("{ vatRates { inForceFrom perMille } }", json!({}))
        .await;
    assert_eq!(rates.text("/vatRates/0/inForceFrom"), "2011-01-04");
    assert_eq!(rates.number("/vatRates/0/perMille"), 200);
}

/// A newer list prices what is ordered from its day on, whatever edition a draft is judged by; what was quoted before keeps its price.
#[tokio::test]
async fn m1_m6_a_newer_list_prices_drafts_from_its_day_and_no_quote() {
    let mut app = TestApp::start().await;
    let mut case = make::Case::draft(&app, "alderbrook", "Dear").await;
    case.fill().await;
    let kept = case
        .manager
        .ask(
            doc::KEEP,
            json!({ "input": { "applicationIds": [case.id] } }),
        )
        .await;
    let quote = kept.text("/keepQuote/quote/id");
    app.owner()
        .await
        .run(
            "insert into edition select gen_random_uuid(), scheme, 'dearer', repeat('a', 64), \
             jsonb_set(jsonb_set(document, '{edition,code}', '\"dearer\"'), '{prices,tiers,0,initial}', '40000'), '2026-12-01', published_at + interval '1 day' from edition where scheme = 'university' limit 1",
        )
        .await;
    let price = "query($id: ID!) { application(id: $id) { price { net { minor } } } }";
    let asked = case.manager.ask(price, json!({ "id": case.id })).await;
    assert_eq!(asked.number("/application/price/net/minor"), 35_000);
    app.on("2026-12-01").await;
    let asked = case.manager.ask(price, json!({ "id": case.id })).await;
    assert_eq!(asked.number("/application/price/net/minor"), 40_000);
    let preview = json!({ "on": "2026-11-30", "initial": 1, "again": 0 });
    let preview = case.manager.ask(PREVIEW, preview).await;
    assert_eq!(preview.number("/pricePreview/together/net/minor"), 35_000);
    let input = json!({ "quoteId": quote });
    let accepted = case
        .manager
        .ask(doc::ACCEPT, json!({ "input": input }))
        .await;
    assert_eq!(
        accepted.number("/acceptQuote/orders/0/price/net/minor"),
        35_000
    );
    app.leave_jobs();
}
