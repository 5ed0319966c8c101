//! For tests: a worker on a database and an S3 store of its own, and the few rows that most of them need.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use chrono::NaiveDate;
use schema::Moment;
use schema::storage::upload_key;
use serde_json::Value;
use sha2::{Digest, Sha256};
use store::{Db, jobs};
use tokio_postgres::NoTls;
use uuid::Uuid;

use crate::embedded::postgres::{Postgres, Tuning};
use crate::embedded::s3::S3;
use crate::files::{Files, Settings};
use crate::mail::Mail;
use crate::work::{VERIFY_FILE, Worker};

/// The smallest file that is a PDF.
pub(crate) const PDF: &[u8] =
    b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

/// A worker with its surroundings; everything ends with it.
pub(crate) struct Bench {
    pub(crate) worker: Worker,
    pub(crate) owner: tokio_postgres::Client,
    pub(crate) clock: Arc<Mutex<Moment>>,
    pub(crate) university: Uuid,
    pub(crate) application: Uuid,
    pub(crate) assessor: Uuid,
    pub(crate) mail: PathBuf,
    pub(crate) folder: PathBuf,
    pub(crate) _s3: S3,
    pub(crate) postgres: Postgres,
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Bench {
    pub(crate) async fn start() -> Self {
        let folder = std::env::temp_dir().join(format!("pillars-work-{}", Uuid::now_v7()));
        std::fs::create_dir_all(&folder).unwrap();
        let postgres = Postgres::start(&folder, Tuning::Test).await.unwrap();
        store::migrate::up(&postgres.owner_url()).await.unwrap();
        let db = Db::connect(&postgres.app_url(), 4).await.unwrap();
        let s3 = S3::start(
            &folder,
            "127.0.0.1:0".parse().unwrap(),
            "evidence-files",
            &[],
        )
        .await
        .unwrap();
        let files = Files::new(&Settings {
            endpoint: s3.endpoint(),
            public_endpoint: s3.endpoint(),
            region: "us-east-1".to_owned(),
            bucket: s3.bucket().to_owned(),
            access_key_id: s3.access_key_id().to_owned(),
            secret_access_key: s3.secret_access_key().to_owned(),
        })
        .unwrap();
        let (owner, connection) = tokio_postgres::connect(&postgres.owner_url(), NoTls)
            .await
            .unwrap();
        tokio::spawn(connection);
        let clock = Arc::new(Mutex::new(Moment {
            now: "2026-11-22T10:00:00Z".parse().unwrap(),
            today: day("2026-11-22"),
        }));
        let reading = clock.clone();
        let mail = folder.join("mail");
        let worker = Worker::new(
            db,
            files,
            Mail::folder(&mail, "Pillars <noreply@pillars.example>").unwrap(),
            Arc::new(move || *reading.lock().unwrap()),
            "https://pillars.example/",
        );
        let [university, application, assessor, manager, edition, order] =
            std::array::from_fn(|_| Uuid::now_v7());
        let standard = include_str!("../../standards/university-2021.json").replace('\'', "''");
        owner
            .batch_execute(&format!(
                "insert into university values ('{university}', 'University of Alderbrook', 'alderbrook', 'UAB');
                 insert into person values ('{assessor}', 'Ann Assessor', 'ann@assess.example'), ('{manager}', 'Mo Manager', 'mo@alderbrook.example');
                 insert into member values ('{university}', '{manager}', 'MANAGER');
                 insert into edition values ('{edition}', 'university', '2021', repeat('a', 64), '{standard}', '2021-01-01', now());
                 insert into orders (university_id, id, vat_per_mille, lines, start_before_reason, created_at) values ('{university}', '{order}', 200, '[]', 'Known to pay.', now());
                 insert into application (university_id, id, edition_id, scope, kind, level, level_rank, state, created_at, updated_at)
                 values ('{university}', '{application}', '{edition}', 'SINGLE', 'INITIAL', 'BRONZE', 1, 'DRAFT', now(), now());
                 insert into programme (university_id, id, name, purpose, directions, mentors, started_on, created_at)
                 values ('{university}', '{application}', 'Peers', 'Settling in.', '{{STAFF_TO_STAFF}}', 5, '2020-01-01', now());
                 insert into application_programme values ('{university}', '{application}', '{application}');
                 update application set state = 'SUBMITTED', order_id = '{order}' where id = '{application}';
                 update application set state = 'IN_ASSESSMENT', assessor_id = '{assessor}', started_on = '2026-11-01' where id = '{application}';
                 update application set state = 'AWAITING_EVIDENCE' where id = '{application}';"
            ))
            .await
            .unwrap();
        Self {
            worker,
            owner,
            clock,
            university,
            application,
            assessor,
            mail,
            folder,
            _s3: s3,
            postgres,
        }
    }

    pub(crate) async fn end(self) {
        drop(self.owner);
        self.postgres.stop().await.unwrap();
        std::fs::remove_dir_all(&self.folder).unwrap();
    }

    /// An item as it stands after the browser said that its file arrived, and the job that this left.
    pub(crate) async fn declare(&self, name: &str, size: usize, sha256: &str, state: &str) -> Uuid {
        let (evidence, university, application) =
            (Uuid::now_v7(), self.university, self.application);
        let added = self.clock.lock().unwrap().now.to_rfc3339();
        let (key, name) = (upload_key(university, evidence), name.replace('\'', "''"));
        self.owner
            .batch_execute(&format!(
                "insert into evidence (university_id, id, kind, title, added_at, added_by) values ('{university}', '{evidence}', 'FILE', 'Plan', '{added}', '{}');
                 insert into evidence_file (university_id, evidence_id, name, size, sha256, state, upload_key) values ('{university}', '{evidence}', '{name}', {size}, '{sha256}', '{state}', '{key}');
                 insert into evidence_tie (university_id, application_id, evidence_id, criterion) values ('{university}', '{application}', '{evidence}', '1.1');",
                self.assessor
            ))
            .await
            .unwrap();
        if state == "SCANNING" {
            self.leave(VERIFY_FILE, serde_json::json!({"evidence_id": evidence}))
                .await;
        }
        evidence
    }

    pub(crate) async fn leave(&self, kind: &str, payload: Value) -> Uuid {
        let (id, now) = (Uuid::now_v7(), self.clock.lock().unwrap().now);
        self.worker
            .write(async |tx| Ok(jobs::leave(tx, id, kind, &payload, now).await?))
            .await
            .unwrap();
        id
    }

    /// A file with honest words about it, sent.
    pub(crate) async fn sent(&self, name: &str, bytes: &[u8]) -> Uuid {
        let evidence = self
            .declare(
                name,
                bytes.len(),
                &hex::encode(Sha256::digest(bytes)),
                "SCANNING",
            )
            .await;
        self.worker
            .files
            .put(&upload_key(self.university, evidence), bytes.to_vec())
            .await
            .unwrap();
        evidence
    }

    /// State, type and problem of a file, with what lies in storage for it.
    pub(crate) async fn standing(
        &self,
        evidence: Uuid,
    ) -> (String, Option<String>, Option<String>, Option<String>) {
        let row = self
            .owner
            .query_one(&format!("select state, content_type, problem, object_key from evidence_file where evidence_id = '{evidence}'"), &[])
            .await
            .unwrap();
        (row.get(0), row.get(1), row.get(2), row.get(3))
    }

    pub(crate) async fn number(&self, sql: &str) -> i64 {
        self.owner.query_one(sql, &[]).await.unwrap().get(0)
    }

    pub(crate) fn set(&self, today: &str) {
        *self.clock.lock().unwrap() = Moment {
            now: format!("{today}T10:00:00Z").parse().unwrap(),
            today: day(today),
        };
    }
}
