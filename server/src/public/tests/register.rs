//! The register from real rows, as a visitor asks for it.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use serde_json::Value;
use store::editions::Shelf;
use tower::ServiceExt;
use uuid::Uuid;

use super::super::{Pages, Site, router};
use super::text_of;
use crate::bench::Bench;

struct Visitor(axum::Router);

impl Visitor {
    fn new(bench: &Bench) -> Self {
        let clock = bench.clock.clone();
        Self(router(Pages {
            db: bench.worker.db.clone(),
            editions: Shelf::default(),
            now: std::sync::Arc::new(move || *clock.lock().unwrap()),
            site: Site {
                public_url: "https://pillars.example/".parse().unwrap(),
                demo: true,
            },
        }))
    }

    async fn ask(&self, address: &str) -> Response {
        self.0
            .clone()
            .oneshot(Request::get(address).body(Body::empty()).unwrap())
            .await
            .unwrap()
    }

    async fn see(&self, address: &str) -> String {
        let answer = self.ask(address).await;
        assert_eq!(answer.status(), StatusCode::OK, "{address}");
        text_of(answer).await
    }
}

/// An award of a university of its own, so that the register has many.
async fn award(
    bench: &Bench,
    n: usize,
    name: &str,
    level: (&str, &str, i32),
    days: (&str, &str),
    end: &str,
) {
    let [university, programme, application, order, id] = std::array::from_fn(|_| Uuid::now_v7());
    let (level, title, rank) = level;
    let (from, to) = days;
    let assessor = bench.assessor;
    bench
        .owner
        .batch_execute(&format!(
            "insert into university values ('{university}', '{name}', 'u{n}', 'UU');
             insert into programme (university_id, id, name, purpose, directions, mentors, started_on, created_at)
             values ('{university}', '{programme}', 'Peer mentoring {n}', 'Purpose', '{{STAFF_TO_STAFF}}', 5, '2020-01-01', now());
             insert into orders (university_id, id, vat_per_mille, lines, start_before_reason, created_at) values ('{university}', '{order}', 200, '[]', 'Known to pay.', now());
             insert into application (university_id, id, edition_id, scope, kind, level, level_rank, state, created_at, updated_at)
             select '{university}', '{application}', id, 'SINGLE', 'INITIAL', '{level}', {rank}, 'DRAFT', now(), now() from edition limit 1;
             insert into application_programme values ('{university}', '{application}', '{programme}');
             update application set state = 'SUBMITTED', order_id = '{order}' where id = '{application}';
             update application set state = 'IN_ASSESSMENT', assessor_id = '{assessor}', started_on = '{from}' where id = '{application}';
             insert into judgement (university_id, application_id, criterion, value, note, updated_at, updated_by)
             select '{university}', '{application}', c ->> 'ref', 'MET', 'Seen.', now(), '{assessor}' from edition, jsonb_array_elements(document -> 'pillars') p, jsonb_array_elements(p -> 'criteria') c;
             insert into outcome (university_id, application_id, pillar, level_rank, best_fit_rank, confirmed_at, confirmed_by)
             select '{university}', '{application}', pillar, {rank}, {rank}, now(), '{assessor}' from generate_series(1, 7) pillar;
             insert into decision (university_id, application_id, level, level_rank, feedback, record, digest, decided_at, decided_by)
             values ('{university}', '{application}', '{level}', {rank}, 'Well run.', '{{}}', repeat('d', 64), now(), '{assessor}');
             update application set state = 'DECIDED', decided_at = now(), decided_on = '{from}' where id = '{application}';
             insert into award (university_id, id, application_id, scheme, level, level_title, level_rank, level_count, awarded_on, expires_on)
             values ('{university}', '{id}', '{application}', 'university', '{level}', '{title}', {rank}, 3, '{from}', '{to}');
             insert into award_programme values ('{university}', '{id}', '{programme}'); {end}",
        ))
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visitor_finds_what_is_there_and_nothing_else() {
    let bench = Bench::start().await;
    let visitor = Visitor::new(&bench);
    let (bronze, gold) = (("BRONZE", "Bronze", 1), ("GOLD", "Gold", 3));
    let current = ("2026-06-01", "2027-06-01");

    let page = visitor.see("/register").await;
    assert!(
        page.contains("0 awards in force") && page.contains("<h2>Nothing found</h2>"),
        "{page}"
    );

    for n in 0..30 {
        award(
            &bench,
            n,
            &format!("University {n:02}"),
            bronze,
            current,
            "",
        )
        .await;
    }
    award(&bench, 30, "Zoë''s 100%_College <b>", gold, current, "").await;
    award(
        &bench,
        31,
        "Lapsed University",
        bronze,
        ("2025-06-01", "2026-06-01"),
        "",
    )
    .await;
    award(&bench, 32, "Withdrawn University", bronze, current, "update award set ended_on = '2026-10-01', ended_as = 'WITHDRAWN' where university_id = (select id from university where slug = 'u32');").await;

    // Pages follow each other without a gap or a repeat.
    let first = visitor.see("/register").await;
    assert!(first.contains("31 awards in force"), "{first}");
    assert_eq!(first.matches("<li class=\"entry\">").count(), 25);
    assert!(!first.contains("First page"));
    let next = first
        .split("rel=\"next\"")
        .next()
        .unwrap()
        .rsplit("href=\"")
        .next()
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let next = next.replace("&#x2f;", "/").replace("&amp;", "&");
    let second = visitor.see(&next).await;
    assert_eq!(second.matches("<li class=\"entry\">").count(), 6);
    assert!(second.contains("First page") && !second.contains("Next page"));
    assert!(
        second.contains("University 25") && !second.contains("University 24"),
        "{second}"
    );

    // Search means its letters, whatever they mean to SQL or HTML.
    for (words, found) in [
        ("zoë", 1),
        ("100%25_", 1),
        ("%25", 1),
        ("_", 1),
        ("%3Cb%3E", 1),
        ("Peer%20mentoring%2030", 1),
        ("ums-2025", 0),
        ("%00", 31),
        ("'%20or%201=1", 0),
    ] {
        let page = visitor.see(&format!("/register?q={words}")).await;
        let counted = format!(
            "{found} award{} in force",
            if found == 1 { "" } else { "s" }
        );
        assert!(page.contains(&counted), "{words}: {page}");
        assert!(!page.contains("<b>"), "{words}");
    }
    for (query, counted) in [
        ("level=GOLD", "1 award in force"),
        ("level=PLATINUM", "31 awards in force"),
        ("status=ended", "2 awards that ended"),
        ("status=all", "33 awards"),
        ("status=nonsense", "31 awards in force"),
        ("after=zz", "31 awards in force"),
    ] {
        let page = visitor.see(&format!("/register?{query}")).await;
        assert!(
            page.contains(&format!("role=\"status\">{counted}</p>")),
            "{query}: {page}"
        );
    }
    let ended = visitor.see("/register?status=ended").await;
    assert!(
        ended.contains("Expired on 1 Jun 2026") && ended.contains("Withdrawn on 1 Oct 2026"),
        "{ended}"
    );

    awards_and_data(&bench, &visitor).await;
    drop(visitor);
    bench.end().await;
}

async fn awards_and_data(bench: &Bench, visitor: &Visitor) {
    let number: String = bench
        .owner
        .query_one(
            "select number from register_entry where university = 'Withdrawn University'",
            &[],
        )
        .await
        .unwrap()
        .get(0);
    let page = visitor
        .see(&format!("/awards/{}", number.to_lowercase()))
        .await;
    assert!(
        page.contains("Withdrawn on 1 Oct 2026") && page.contains("demo-line"),
        "{page}"
    );
    let badge = visitor.ask(&format!("/awards/{number}.svg")).await;
    assert_eq!(badge.headers()["content-type"], "image/svg+xml");
    assert!(text_of(badge).await.contains("Withdrawn on 1 Oct 2026"));
    for absent in [
        "/awards/UMS-1999-000001",
        "/awards/UMS-1999-000001.svg",
        "/awards/x%00y",
        "/awards/%22%3E%3Cscript%3E",
    ] {
        let answer = visitor.ask(absent).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{absent}");
        assert!(!text_of(answer).await.contains("<script>"));
    }

    let json: Value = serde_json::from_str(&visitor.see("/public/register.json").await).unwrap();
    assert_eq!(json["entries"].as_array().unwrap().len(), 33);
    assert_eq!(
        (&json["next"], &json["today"]),
        (&Value::Null, &Value::from("2026-11-22"))
    );
    let states: Vec<&str> = json["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|e| e["state"].as_str())
        .filter(|s| *s != "IN_FORCE")
        .collect();
    assert_eq!(states, ["EXPIRED", "WITHDRAWN"]);
    let entry = &json["entries"][0];
    assert_eq!(
        entry["url"],
        format!(
            "https://pillars.example/awards/{}",
            entry["number"].as_str().unwrap()
        )
    );

    let csv = visitor.ask("/public/register.csv?level=GOLD").await;
    assert_eq!(
        csv.headers()["content-disposition"],
        "attachment; filename=\"register.csv\""
    );
    assert_eq!(csv.headers()["access-control-allow-origin"], "*");
    let csv = text_of(csv).await;
    assert_eq!(csv.lines().count(), 2);
    assert!(csv.contains(",\"Zoë's 100%_College <b>\",\"Peer mentoring 30\",\"university\",\"GOLD\",\"2026-06-01\",\"2027-06-01\",\"\",\"IN_FORCE\","), "{csv}");

    // The standard stands on its page and behind each award; without one, awards can still be checked.
    assert!(
        visitor
            .see("/standard")
            .await
            .contains("National University Mentoring Standards")
    );
    let page = visitor.see(&format!("/awards/{number}")).await;
    assert!(page.contains("What Bronze means"), "{page}");
    bench
        .owner
        .batch_execute("alter table edition disable trigger immutable; update edition set in_force_from = '2030-01-01'")
        .await
        .unwrap();
    // A server that has not read the editions yet.
    let visitor = Visitor::new(bench);
    let standard = visitor.ask("/standard").await;
    assert_eq!(standard.status(), StatusCode::NOT_FOUND);
    let page = visitor.see(&format!("/awards/{number}")).await;
    assert!(!page.contains("What Bronze means"), "{page}");
}
