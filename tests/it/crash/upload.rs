//! A file on its way while the server dies: what arrived stays, what did not is sent again (E1).

use std::convert::Infallible;
use std::time::{Duration, Instant};

use futures_util::stream;
use reqwest::{Body, Method};
use serde_json::{Value, json};
use tests::upload::{between, declaration};
use uuid::Uuid;

use super::browser::{Browser, Stored};
use super::writers::text;

const DECLARE: &str = "mutation($input: DeclareFileInput!) { declareFile(input: $input) { createUrl partSize evidence { id } } }";
const SIGN: &str = "mutation($input: SignUploadInput!) { signUpload(input: $input) { completeUrl listUrl parts { number url } } }";
const FINISH: &str = "mutation($input: EvidenceInput!) { finishUpload(input: $input) { evidence { id file { state } } } }";
const OPEN: &str = "mutation($input: EvidenceInput!) { openEvidence(input: $input) { url } }";

/// A text of two parts on its way.
#[derive(Clone)]
pub struct Upload {
    browser: Browser,
    /// Its evidence's id.
    pub evidence: String,
    upload_id: String,
    parts: [Vec<u8>; 2],
}

impl Upload {
    /// Declares a file of 9 MiB, begins its upload and sends the first part.
    pub async fn begin(browser: Browser, application: &str) -> Self {
        let line = b"Week by week: who met, for how long, about what.\n";
        let bytes: Vec<u8> = line.iter().copied().cycle().take(9 << 20).collect();
        let input = declaration(application, &["1.1"], "diary.txt", &bytes);
        let declared = browser.ask("declare", DECLARE, input).await.data;
        let part_size = declared["declareFile"]["partSize"]
            .as_u64()
            .and_then(|size| usize::try_from(size).ok())
            .expect("a size");
        let (first, second) = bytes.split_at(part_size);
        let create = text(&declared, "/declareFile/createUrl");
        let created = browser
            .storage(Method::POST, &create, 0, Body::default())
            .await
            .expect("storage answers");
        let upload_id = between(&created.text, "<UploadId>", "</UploadId>");
        let upload = Self {
            evidence: text(&declared, "/declareFile/evidence/id"),
            upload_id: upload_id.expect("storage says the upload's id").to_owned(),
            parts: [first.to_vec(), second.to_vec()],
            browser,
        };
        upload.send(1).await;
        upload
    }

    async fn sign(&self, parts: &[usize]) -> Value {
        let input =
            json!({ "evidenceId": self.evidence, "uploadId": self.upload_id, "parts": parts });
        // Signing stores nothing: a new question each time, so a new key each time.
        let key = format!("sign-{}", Uuid::new_v4());
        self.browser.ask(&key, SIGN, input).await.data["signUpload"].clone()
    }

    /// Sends one part whole; gives its entity tag.
    pub async fn send(&self, number: usize) -> String {
        let url = text(&self.sign(&[number]).await, "/parts/0/url");
        let bytes = self.parts[number - 1].clone();
        let stored = self
            .browser
            .storage(Method::PUT, &url, bytes.len(), bytes.into())
            .await
            .expect("storage answers");
        assert_eq!(stored.status, 200, "{}", stored.text);
        stored.etag
    }

    /// Sends the second part drop by drop, and its end never.
    pub async fn dribble(self) -> Option<Stored> {
        let url = text(&self.sign(&[2]).await, "/parts/0/url");
        let bytes = &self.parts[1];
        let length = bytes.len();
        let drops: Vec<Vec<u8>> = bytes.chunks(4096).map(<[u8]>::to_vec).collect();
        let slowly = stream::unfold(drops.into_iter(), |mut drops| async {
            tokio::time::sleep(Duration::from_millis(20)).await;
            let next = drops.next()?;
            if drops.len() == 0 {
                std::future::pending::<()>().await;
            }
            Some((Ok::<_, Infallible>(next), drops))
        });
        self.browser
            .storage(Method::PUT, &url, length, Body::wrap_stream(slowly))
            .await
    }

    /// The parts that have arrived, with their entity tags.
    pub async fn arrived(&self) -> Vec<(usize, String)> {
        let url = text(&self.sign(&[]).await, "/listUrl");
        let listed = self
            .browser
            .storage(Method::GET, &url, 0, Body::default())
            .await
            .expect("storage answers");
        assert_eq!(listed.status, 200, "{}", listed.text);
        let part = |part: &str| {
            let number = between(part, "<PartNumber>", "</PartNumber>")?;
            let etag = between(part, "<ETag>", "</ETag>")?.replace("&quot;", "\"");
            Some((number.parse().ok()?, etag))
        };
        let parts = listed.text.split("<Part>").skip(1);
        parts
            .map(|xml| part(xml).expect("a part has a number and a tag"))
            .collect()
    }

    /// Ends the upload of these parts and says so.
    pub async fn finish(&self, etags: [String; 2]) {
        let url = text(&self.sign(&[]).await, "/completeUrl");
        let [one, two] = etags;
        let list = format!(
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{one}</ETag></Part>\
             <Part><PartNumber>2</PartNumber><ETag>{two}</ETag></Part></CompleteMultipartUpload>"
        );
        let done = self
            .browser
            .storage(Method::POST, &url, list.len(), list.into())
            .await
            .expect("storage answers");
        assert_eq!(done.status, 200, "{}", done.text);
        assert!(!done.text.contains("<Error>"), "{}", done.text);
        let input = json!({ "evidenceId": self.evidence });
        self.browser.ask("finish", FINISH, input).await;
    }

    /// Reads it back as it is served: the bytes that were sent.
    pub async fn read_back(&self) {
        let input = json!({ "evidenceId": self.evidence });
        let opened = self.browser.ask("open", OPEN, input).await;
        let url = text(&opened.data, "/openEvidence/url");
        let read = reqwest::get(url).await.expect("storage answers");
        assert_eq!(read.status(), 200);
        let bytes = read.bytes().await.expect("it arrives whole");
        assert!(
            bytes == self.parts.concat(),
            "what is served is what was sent"
        );
    }
}

/// Waits for something that comes by itself.
pub async fn within(seconds: u64, what: &str, mut there: impl AsyncFnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(seconds);
    while !there().await {
        assert!(Instant::now() < deadline, "{what} did not come");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
