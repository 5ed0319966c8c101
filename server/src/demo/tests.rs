use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::time::Instant;

use domain::judgement::Recorded;
use serde_json::{Value, json};
use store::editions::Shelf;

use super::story::What;
use super::*;
use crate::embedded::postgres::{Postgres, Tuning};
use crate::embedded::s3::S3;
use crate::verify;

/// The demo on a database and a storage of its own.
struct Fixture {
    _folder: tempfile::TempDir,
    postgres: Postgres,
    _s3: S3,
    db: Db,
    house: House,
    files: Files,
    mail: Mail,
    clock: Clock,
}

impl Fixture {
    async fn new(today: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let postgres = Postgres::start(folder.path(), Tuning::Test).await.unwrap();
        store::migrate::up(&postgres.owner_url()).await.unwrap();
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let s3 = S3::start(folder.path(), listen, "evidence", &[])
            .await
            .unwrap();
        let files = Files::new(&files::Settings {
            endpoint: s3.endpoint(),
            public_endpoint: s3.endpoint(),
            region: "us-east-1".to_owned(),
            bucket: s3.bucket().to_owned(),
            access_key_id: s3.access_key_id().to_owned(),
            secret_access_key: s3.secret_access_key().to_owned(),
        })
        .unwrap();
        Self {
            db: Db::connect(&postgres.app_url(), 4).await.unwrap(),
            house: House {
                sealer: schema::Sealer::new(|_, secret| Some(secret.into())),
                shelf: Shelf::default(),
                signer: files.signer(),
                public_url: "http://localhost:8080".into(),
                demo: true,
            },
            mail: Mail::folder(
                &folder.path().join("mail"),
                "Pillars <noreply@pillars.example>",
            )
            .unwrap(),
            clock: Clock::fixed_day(today.parse().unwrap()),
            files,
            postgres,
            _s3: s3,
            _folder: folder,
        }
    }

    async fn load(&self) -> Result<Report, Error> {
        load(&Stage {
            db: &self.db,
            house: &self.house,
            clock: self.clock,
            files: &self.files,
            mail: &self.mail,
            sign_in: SignInAt {
                issuer: "http://localhost:8080/demo/idp",
                client_secret: "a secret",
            },
            standard: &crate::config::standards().join("university-2021.json"),
        })
        .await
    }

    async fn ask(&self, subject: &str, document: &str, variables: Value) -> Value {
        let actor = act::Actor::new(&self.db, &self.house);
        let viewer = tell::viewer(subject).unwrap();
        actor
            .act(viewer, self.clock.now(), document, variables)
            .await
            .unwrap()
    }

    async fn sql(&self, text: &str) -> Vec<tokio_postgres::Row> {
        let (client, connection) =
            tokio_postgres::connect(&self.postgres.owner_url(), tokio_postgres::NoTls)
                .await
                .unwrap();
        tokio::spawn(connection);
        client.query(text, &[]).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story_is_told_once_and_holds_together() {
    let demo = Fixture::new("2026-11-22").await;
    let began = Instant::now();
    let report = demo.load().await.unwrap();
    eprintln!("told {report:?} in {:?}", began.elapsed());
    assert!(report.told);
    let counts = demo.counts().await;

    let began = Instant::now();
    assert!(!demo.load().await.unwrap().told);
    eprintln!("told already: {:?}", began.elapsed());
    assert_eq!(demo.counts().await, counts);

    demo.every_state_is_there().await;
    demo.every_chain_holds().await;
    demo.every_decision_replays().await;
    demo.every_file_is_clean_and_every_job_done().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_story_holds_on_a_leap_day_too() {
    let demo = Fixture::new("2028-02-29").await;
    demo.load().await.unwrap();
    demo.every_state_is_there().await;
}

#[test]
fn whatever_the_day_the_story_is_past_and_waits_before_the_next_level() {
    let edition = read(&crate::config::standards().join("university-2021.json")).unwrap();
    let first: chrono::NaiveDate = "2026-11-22".parse().unwrap();
    for today in first.iter_days().take(800).step_by(3) {
        let mut story = Story::new(edition.clone(), today);
        plot::tell(&mut story);
        let deeds = story.told();
        let mut awarded = std::collections::HashMap::new();
        let mut drafts = std::collections::HashMap::new();
        for deed in &deeds {
            let day = deed.at.date();
            assert!(day < today, "{} on {} of {today}", deed.by, deed.at);
            match deed.what {
                What::Start {
                    case,
                    programme,
                    level,
                } => {
                    drafts.insert(case, programme);
                    if level == "SILVER" {
                        let held = domain::add_months(awarded[&programme], 6);
                        assert!(
                            held <= day,
                            "Silver begun {day}, held from {held}, of {today}"
                        );
                    }
                }
                What::Decide { case, .. } => {
                    awarded.insert(drafts[&case], day);
                }
                _ => {}
            }
        }
        assert_eq!(story.cases, 26);
    }
}

impl Fixture {
    async fn counts(&self) -> Vec<i64> {
        let tables = [
            "university",
            "person",
            "identity",
            "programme",
            "application",
            "self_rating",
            "judgement",
            "evidence",
            "decision",
            "award",
            "trail",
            "job",
        ];
        let mut counts = Vec::new();
        for table in tables {
            let rows = self.sql(&format!("select count(*) from {table}")).await;
            counts.push(rows[0].get(0));
        }
        counts
    }

    async fn every_state_is_there(&self) {
        let list = "{ applications(first: 100) { totalCount nodes { reference state waitingOn } } \
                      awards(first: 100) { nodes { number state level { code } expiresOn } } }";
        let found = self.ask("rachel", list, json!({})).await;
        let of = |path: &str| -> BTreeSet<String> {
            let rows = found.pointer(path).and_then(Value::as_array).unwrap();
            let states = rows
                .iter()
                .map(|row| row["state"].as_str().unwrap().to_owned());
            states.collect()
        };
        let applications = of("/applications/nodes");
        for state in [
            "DRAFT",
            "SUBMITTED",
            "IN_ASSESSMENT",
            "AWAITING_EVIDENCE",
            "DECIDED",
            "WITHDRAWN",
        ] {
            assert!(
                applications.contains(state),
                "{state} is not among {applications:?}"
            );
        }
        let awards = of("/awards/nodes");
        for state in ["IN_FORCE", "EXPIRED", "SUPERSEDED"] {
            assert!(awards.contains(state), "{state} is not among {awards:?}");
        }
        let soon = (self.clock.now().today + chrono::Days::new(25)).to_string();
        let rows = found
            .pointer("/awards/nodes")
            .and_then(Value::as_array)
            .unwrap();
        assert!(
            rows.iter().any(|row| row["expiresOn"] == soon.as_str()),
            "{rows:?}"
        );
    }

    async fn every_chain_holds(&self) {
        let today = self.clock.now().today;
        let found = verify::examine(&self.db, today, &verify::Heads::default()).await;
        let report = found.unwrap().0;
        assert!(report.is_sound(), "{report}");
        assert!(report.chains > cast::UNIVERSITIES.len());
        let late = self
            .sql(&format!(
                // What the story is not of, as that the standard was published, is told as it is loaded.
                "select t.act || ' ' || t.at from trail t where exists (select from trail e \
            where e.university_id = t.university_id and e.seq < t.seq and e.at > t.at and e.at <= date '{today}')"
            ))
            .await;
        let late: Vec<&str> = late.iter().map(|row| row.get(0)).collect();
        assert_eq!(late, [""; 0], "the trail is told day by day");
        let coming = self
            .sql(&format!(
                "select act from trail where at > date '{}'",
                self.clock.now().today
            ))
            .await;
        assert!(coming.iter().all(|row| matches!(
            row.get::<_, &str>(0),
            LOADED | "edition.published" | "calibration.case_made"
        )));
    }

    async fn every_decision_replays(&self) {
        let rows = self
            .sql("select d.record::text, d.digest, e.document::text from decision d join application a on a.id = d.application_id join edition e on e.id = a.edition_id")
            .await;
        assert!(rows.len() >= 9, "{} decisions", rows.len());
        for row in rows {
            let kept: Recorded = serde_json::from_str(row.get(0)).unwrap();
            let edition = Edition::parse(row.get::<_, &str>(2).as_bytes()).unwrap();
            let again = kept.replay(&edition).unwrap();
            assert_eq!(again.digest, row.get::<_, &str>(1));
        }
    }

    async fn every_file_is_clean_and_every_job_done(&self) {
        let files = self
            .sql("select name, problem from evidence_file where state <> 'CLEAN'")
            .await;
        assert!(files.is_empty(), "{files:?}");
        let jobs = self
            .sql("select kind, last_error from job where done_at is null or failed_at is not null")
            .await;
        assert!(jobs.is_empty(), "{jobs:?}");
        assert!(!self.mail.kept(100).await.unwrap().is_empty());
    }
}
