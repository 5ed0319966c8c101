use super::*;
use crate::config::Mode;
use crate::embedded::postgres::{Postgres, Tuning};
use crate::embedded::s3::S3;
use std::time::Duration;
use tokio::sync::watch;

/// A port that was free a moment ago.
fn free() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

fn browser() -> reqwest::Client {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

async fn until_live(base: &str) {
    // The first start of a demo also tells its story, beside whatever else the machine does.
    for _ in 0..3_000 {
        if browser()
            .get(format!("{base}/health/live"))
            .send()
            .await
            .is_ok()
        {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{base} did not come up");
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_has_nothing_of_the_demo_and_stops_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let postgres = Postgres::start(folder.path(), Tuning::Test).await.unwrap();
    store::migrate::up(&postgres.owner_url()).await.unwrap();
    let s3 = S3::start(folder.path(), free(), "pillars", &[])
        .await
        .unwrap();
    let listen = free();
    let base = format!("http://{listen}");
    let config = Config::from_parts(
        Mode::Serve,
        [
            ("PILLARS_LISTEN", listen.to_string().as_str()),
            ("PILLARS_PUBLIC_URL", &base),
            ("PILLARS_SECRET", "a secret of thirty-two bytes or more"),
            ("DATABASE_URL", &postgres.app_url()),
            ("S3_ENDPOINT", &s3.endpoint()),
            ("S3_ACCESS_KEY_ID", s3.access_key_id()),
            ("S3_SECRET_ACCESS_KEY", s3.secret_access_key()),
            ("SMTP_URL", "smtp://127.0.0.1:1"),
            ("MAIL_FROM", "Pillars <no-reply@example.org>"),
        ],
        "worker = true",
    )
    .unwrap();
    let (ask, asked) = watch::channel(false);
    let serving = tokio::spawn(serve(config, Stop::from(asked)));
    until_live(&base).await;
    for path in [
        "/demo/idp/.well-known/openid-configuration",
        "/demo/idp/authorize",
        "/demo/mail",
    ] {
        let answer = browser().get(format!("{base}{path}")).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
    }
    ask.send(true).unwrap();
    tokio::time::timeout(Duration::from_secs(15), serving)
        .await
        .unwrap()
        .unwrap()
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn serve_refuses_a_database_that_is_not_up_to_date_and_a_port_that_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let postgres = Postgres::start(folder.path(), Tuning::Test).await.unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let config = |listen: SocketAddr| {
        let variables = [
            ("PILLARS_LISTEN", listen.to_string()),
            (
                "PILLARS_SECRET",
                "a secret of thirty-two bytes or more".to_owned(),
            ),
            ("DATABASE_URL", postgres.app_url()),
            ("S3_ENDPOINT", "http://127.0.0.1:1".to_owned()),
            ("S3_ACCESS_KEY_ID", "key".to_owned()),
            ("S3_SECRET_ACCESS_KEY", "key".to_owned()),
            ("SMTP_URL", "smtp://127.0.0.1:1".to_owned()),
            ("MAIL_FROM", "Pillars <no-reply@example.org>".to_owned()),
        ];
        Config::from_parts(Mode::Serve, variables, "").unwrap()
    };
    let (_ask, asked) = watch::channel(false);
    let behind = serve(config(free()), Stop::from(asked.clone()))
        .await
        .unwrap_err();
    assert!(
        behind.to_string().contains("pillars migrate up"),
        "{behind}"
    );
    let busy = serve(config(taken.local_addr().unwrap()), Stop::from(asked))
        .await
        .unwrap_err();
    assert!(busy.to_string().contains("set PILLARS_LISTEN"), "{busy}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_starts_from_nothing_and_again_within_three_seconds() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let listen = free();
    let base = format!("http://{listen}");
    let config = || {
        let variables = [
            ("PILLARS_DATA", data.to_string_lossy().into_owned()),
            ("PILLARS_LISTEN", listen.to_string()),
            ("PILLARS_PUBLIC_URL", base.clone()),
            ("PILLARS_S3_LISTEN", "127.0.0.1:0".to_owned()),
            ("PILLARS_TODAY", "2027-06-01".to_owned()),
        ];
        Config::from_parts(Mode::Demo, variables, "").unwrap()
    };
    let mut again = Duration::MAX;
    for round in 0..4 {
        let (ask, asked) = watch::channel(false);
        let config = config();
        let token = config.demo().unwrap();
        let began = std::time::Instant::now();
        let running = tokio::spawn(demo::demo(config, token, false, Stop::from(asked)));
        until_live(&base).await;
        let took = began.elapsed();
        if round > 0 {
            again = again.min(took);
        }
        let discovery = format!("{base}/demo/idp/.well-known/openid-configuration");
        let answer = browser().get(discovery).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        ask.send(true).unwrap();
        tokio::time::timeout(Duration::from_secs(40), running)
            .await
            .unwrap()
            .unwrap()
            .unwrap();
        if again < Duration::from_secs(3) {
            return;
        }
    }
    panic!("the quickest of three starts took {again:?}");
}
