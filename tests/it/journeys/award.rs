//! The public's side, and what is kept of it all.

use serde_json::json;
use tests::make::documents as doc;

use super::{Sent, Walk, look};

/// Steps 6 and 7 of the path.
pub(super) async fn look_up(walk: &Walk, sent: &Sent, number: &str) {
    let Walk {
        app,
        mara,
        stranger,
        ..
    } = walk;
    let id = &sent.id;
    // 6. The award, for everybody to look up; nothing else of anybody.
    assert_eq!(number, "UMS-2026-000001");
    let public = stranger
        .ask(
            "query($number: String!) { registerEntry(number: $number) { number university programmes level levelTitle levelRank levelCount
               awardedOn expiresOn state url badgeUrl } register(search: \"alderbrook\", level: \"BRONZE\") { totalCount nodes { number } } }",
            json!({ "number": number }),
        )
        .await;
    assert_eq!(public.text("/registerEntry/state"), "IN_FORCE");
    assert_eq!(
        public.text("/registerEntry/university"),
        "University of Alderbrook"
    );
    assert_eq!(public.text("/registerEntry/awardedOn"), "2026-11-25");
    assert_eq!(
        public.text("/registerEntry/expiresOn"),
        "2027-11-25",
        "a year (A1)"
    );
    assert_eq!(public.number("/register/totalCount"), 1);
    for list in [
        "programmes",
        "applications",
        "universities",
        "awards",
        "assessors",
    ] {
        let seen = stranger
            .ask(
                &format!("{{ {list} {{ totalCount nodes {{ __typename }} }} }}"),
                json!({}),
            )
            .await;
        assert_eq!(seen.code(), "UNAUTHENTICATED", "{list}");
    }
    let nobody = stranger
        .ask(
            "{ viewer { role person { id } university { id } } }",
            json!({}),
        )
        .await;
    assert!(nobody.at("/viewer/role").is_null());
    let (status, page) = stranger.page(&format!("/awards/{number}")).await;
    assert_eq!(status, 200);
    assert!(
        page.contains("University of Alderbrook") && page.contains("Peer mentoring"),
        "{page}"
    );
    let (status, badge) = stranger.page(&format!("/awards/{number}.svg")).await;
    assert_eq!(status, 200);
    assert!(
        badge.starts_with("<svg") && badge.contains("Bronze"),
        "{badge}"
    );
    let (status, json) = stranger.page("/public/register.json").await;
    assert_eq!(status, 200, "{json}");
    assert!(json.contains(number), "{json}");
    app.on("2027-11-25").await;
    let (_, badge) = stranger.page(&format!("/awards/{number}.svg")).await;
    assert!(
        badge.to_lowercase().contains("expired"),
        "the badge stops claiming (A4): {badge}"
    );
    app.on("2026-11-25").await;

    // What the manager sees now: marks and reasons.
    let seen = look(mara, id).await;
    assert_eq!(seen["criteria"][0]["judgement"]["value"], "MET");
    assert_eq!(seen["award"]["number"], number);
    let mine = mara.ask("{ awards { totalCount nodes { id number state university { name } programmes { name } application { id } } } }", json!({})).await;
    assert_eq!(mine.number("/awards/totalCount"), 1);
    let mine = mara.ask("{ programmes { nodes { award { number level { code } } eligibility { options { level { code } allowed firstDay reasons { rule message } } } } } }", json!({})).await;
    assert_eq!(mine.text("/programmes/nodes/0/award/number"), number);
    let options = mine.at("/programmes/nodes/0/eligibility/options");
    assert_eq!(
        options[1]["firstDay"], "2027-05-25",
        "six months (G2, G4): {options:#}"
    );

    // 7. Every step is in the trail, and the chain holds (T4).
    let told = mara.ask(doc::TIMELINE, json!({ "id": id })).await;
    let acts: Vec<String> = told
        .at("/timeline/nodes")
        .as_array()
        .unwrap()
        .iter()
        .rev()
        .map(|event| event["act"].as_str().unwrap().to_owned())
        .collect();
    let count = |act: &str| acts.iter().filter(|a| *a == act).count();
    let expected = [
        ("application.started", 1),
        ("criterion.rated", 18),
        ("evidence.added", 3),
        ("evidence.arrived", 2),
        ("evidence.tied", 1),
        ("application.submitted", 1),
        ("application.assigned", 1),
        ("order.start_allowed", 1),
        ("payment.recorded", 1),
    ];
    let total = told.number("/timeline/totalCount");
    let all = app
        .owner()
        .await
        .column("select act from trail where application_id is not null order by seq")
        .await;
    assert_eq!(all.len() as i64, total);
    assert_eq!(acts.len(), 50, "the newest fifty, of {total}");
    let count_all = |act: &str| all.iter().filter(|a| *a == act).count();
    for (act, times) in expected {
        assert_eq!(count_all(act), times, "{act}: {all:?}");
    }
    for (act, times) in [
        ("criterion.judged", 18),
        ("evidence.requested", 1),
        ("evidence.answered", 1),
        ("evidence.request_closed", 1),
        ("outcome.confirmed", 7),
        ("application.decided", 1),
    ] {
        assert_eq!(count(act), times, "{act}: {acts:?}");
    }
}
