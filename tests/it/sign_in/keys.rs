//! What a provider says of itself is asked for once, and its keys with every sign-in (T5).

use axum::http::StatusCode;
use tests::TestApp;

use super::liar::{Liar, Lie};
use super::{attempt, provider};

async fn signs_in(app: &TestApp, liar: &Liar) -> bool {
    attempt(app, liar, Lie::None).await.session().is_some()
}

#[tokio::test]
async fn what_it_says_of_itself_is_asked_for_once_and_its_keys_each_time() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    for times in 1..=3 {
        assert!(signs_in(&app, &liar).await);
        assert_eq!(liar.was_asked(), (1, times));
    }
    // What was entered anew is asked anew.
    let sql = "update provider set version = version + 1";
    app.owner().await.run(sql).await;
    assert!(signs_in(&app, &liar).await);
    assert_eq!(liar.was_asked(), (2, 4));
}

#[tokio::test]
async fn a_new_key_is_known_at_once_by_whatever_name() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    assert!(signs_in(&app, &liar).await);
    for name in ["k2", "k2", "k1"] {
        liar.rotate(name);
        assert!(signs_in(&app, &liar).await, "{name}");
    }
}

#[tokio::test]
async fn without_its_keys_of_now_nobody_signs_in() {
    let app = TestApp::start().await;
    let liar = provider(&app).await;
    assert!(signs_in(&app, &liar).await);
    // The signature is true, and was believed a moment ago: whether it still is, nobody says.
    let refused = attempt(&app, &liar, Lie::KeysFail).await;
    assert_eq!(refused.session(), None);
    for lie in [Lie::UnknownKey, Lie::ForgedSignature] {
        let refused = attempt(&app, &liar, lie).await;
        assert_eq!(refused.response.status(), StatusCode::FORBIDDEN);
        assert_eq!(refused.session(), None);
    }
}
