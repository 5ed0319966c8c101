use super::*;
use crate::config::Mode;
use crate::embedded::postgres::{Postgres, Tuning};
use crate::embedded::s3::S3;

struct Installation {
    _folder: tempfile::TempDir,
    postgres: Postgres,
    s3: S3,
}

async fn installation() -> Installation {
    let folder = tempfile::tempdir().unwrap();
    let postgres = Postgres::start(folder.path(), Tuning::Test).await.unwrap();
    let listen = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    let origins = ["http://localhost:8080".to_owned()];
    let s3 = S3::start(folder.path(), listen, "pillars", &origins)
        .await
        .unwrap();
    Installation {
        _folder: folder,
        postgres,
        s3,
    }
}

impl Installation {
    async fn examine(&self, database_url: &str, public_url: &str) -> Vec<Finding> {
        let variables = [
            ("DATABASE_URL", database_url),
            ("S3_ENDPOINT", &self.s3.endpoint()),
            ("S3_ACCESS_KEY_ID", self.s3.access_key_id()),
            ("S3_SECRET_ACCESS_KEY", self.s3.secret_access_key()),
            ("PILLARS_PUBLIC_URL", public_url),
            ("PILLARS_UI", "/nowhere"),
        ];
        let config = Config::from_parts(Mode::Doctor, variables, "").unwrap();
        examine(&config, Clock::system()).await
    }
}

fn line(findings: &[Finding], what: &str) -> String {
    let found = findings.iter().find(|finding| finding.what == what);
    found
        .unwrap_or_else(|| panic!("{what} is not among {findings:#?}"))
        .to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sound_installation_is_said_to_be_sound() {
    let at = installation().await;
    let before = at
        .examine(&at.postgres.app_url(), "http://localhost:8080")
        .await;
    assert!(line(&before, "migrations").contains("run `pillars migrate up`"));

    store::migrate::up(&at.postgres.owner_url()).await.unwrap();
    let found = at
        .examine(&at.postgres.app_url(), "http://localhost:8080")
        .await;
    let bad: Vec<&str> = found
        .iter()
        .filter(|finding| finding.is_bad())
        .map(|finding| &*finding.what)
        .collect();
    assert_eq!(bad, ["console", "mail", "sign-in"], "{found:#?}");
    assert!(line(&found, "database role").ends_with("pillars_app"));
    assert!(line(&found, "evidence store, uploads from the console").starts_with("ok"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_says_what_to_change() {
    let at = installation().await;
    store::migrate::up(&at.postgres.owner_url()).await.unwrap();
    let found = at
        .examine(&at.postgres.owner_url(), "http://pillars.example.org")
        .await;
    let role = line(&found, "database role");
    assert!(
        role.starts_with("FAIL")
            && role.contains("owns tables")
            && role.contains("connect as pillars_app"),
        "{role}"
    );
    assert!(line(&found, "database time limits").contains("roles.sql"));
    assert!(line(&found, "public address").contains("use https"));
    let cors = line(&found, "evidence store, uploads from the console");
    assert!(
        cors.contains("pages of http://pillars.example.org may not upload"),
        "{cors}"
    );
    assert!(line(&found, "console").contains("npm run build"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_set_is_not_a_crash() {
    let config = Config::from_parts(Mode::Doctor, [] as [(&str, &str); 0], "").unwrap();
    let found = examine(&config, Clock::system()).await;
    assert!(line(&found, "database").contains("DATABASE_URL is not set"));
    assert!(line(&found, "evidence store").contains("S3_ENDPOINT"));
}
