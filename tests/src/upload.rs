//! An upload as a browser does it: straight to storage, by signed addresses alone (E1).

use reqwest::{Client, Method};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{Answer, Person, world};

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// What storage answered.
#[derive(Debug)]
pub struct Stored {
    /// The HTTP status.
    pub status: u16,
    /// The entity tag of what was stored.
    pub etag: String,
    /// The body.
    pub text: String,
}

/// One request of a browser on the product's page to storage.
///
/// # Panics
/// When storage does not answer.
pub async fn browser(method: Method, url: &str, bytes: Vec<u8>) -> Stored {
    let response = Client::new()
        .request(method, url)
        .header("origin", world::PUBLIC_URL)
        .body(bytes)
        .send()
        .await
        .expect("storage answers");
    assert_eq!(
        response
            .headers()
            .get("access-control-allow-origin")
            .and_then(|v| v.to_str().ok()),
        Some(world::PUBLIC_URL),
        "the browser would not show the answer to the page"
    );
    let etag = response.headers().get("etag").and_then(|v| v.to_str().ok());
    Stored {
        status: response.status().as_u16(),
        etag: etag.unwrap_or_default().to_owned(),
        text: response.text().await.unwrap_or_default(),
    }
}

/// A declared file on its way.
#[derive(Debug)]
pub struct Upload {
    /// Its evidence.
    pub evidence: String,
    /// Bytes of every part but the last.
    pub part_size: usize,
    /// The upload's id in storage.
    pub upload_id: String,
}

/// Declares a file as it is: the input of `declareFile`.
pub fn declaration(application: &str, criteria: &[&str], name: &str, bytes: &[u8]) -> Value {
    json!({
        "applicationId": application, "criteria": criteria, "name": name, "title": name,
        "size": bytes.len().to_string(), "sha256": sha256(bytes),
    })
}

const DECLARE: &str = "mutation($input: DeclareFileInput!) { declareFile(input: $input) {
    createUrl partSize application { id missing { rule message } } evidence { id kind title criteria locked file { name size sha256 state contentType } } } }";

const SIGN: &str = "mutation($input: SignUploadInput!) { signUpload(input: $input) {
    completeUrl listUrl abortUrl parts { number url } } }";

const FINISH: &str = "mutation($input: EvidenceInput!) { finishUpload(input: $input) {
    application { id evidence { id file { state } } } evidence { id file { state problem } } } }";

/// Declares a file.
pub async fn declare(person: &Person, declaration: &Value) -> Answer {
    person.ask(DECLARE, json!({ "input": declaration })).await
}

/// Declares a file and begins its upload.
///
/// # Panics
/// When one of them is refused.
pub async fn begin(person: &Person, declaration: &Value) -> Upload {
    let declared = declare(person, declaration).await;
    let create = declared.text("/declareFile/createUrl");
    let created = browser(Method::POST, &create, Vec::new()).await;
    assert_eq!(created.status, 200, "{}", created.text);
    let upload_id = between(&created.text, "<UploadId>", "</UploadId>");
    Upload {
        evidence: declared.text("/declareFile/evidence/id"),
        part_size: usize::try_from(declared.number("/declareFile/partSize")).expect("a size"),
        upload_id: upload_id.expect("storage says the upload's id").to_owned(),
    }
}

impl Upload {
    /// Signs addresses of these parts.
    pub async fn sign(&self, person: &Person, parts: &[usize]) -> Answer {
        let input =
            json!({ "evidenceId": self.evidence, "uploadId": self.upload_id, "parts": parts });
        person.ask(SIGN, json!({ "input": input })).await
    }

    /// Sends one part; gives its entity tag.
    ///
    /// # Panics
    /// When storage refuses it.
    pub async fn send_part(&self, person: &Person, number: usize, bytes: &[u8]) -> String {
        let signed = self.sign(person, &[number]).await;
        let url = signed.text("/signUpload/parts/0/url");
        let stored = browser(Method::PUT, &url, bytes.to_vec()).await;
        assert_eq!(stored.status, 200, "{}", stored.text);
        stored.etag
    }

    /// The parts that have arrived, as storage says.
    ///
    /// # Panics
    /// When it does not say.
    pub async fn arrived(&self, person: &Person) -> Vec<usize> {
        let signed = self.sign(person, &[]).await;
        let listed = browser(Method::GET, &signed.text("/signUpload/listUrl"), Vec::new()).await;
        assert_eq!(listed.status, 200, "{}", listed.text);
        let mut numbers: Vec<usize> = listed
            .text
            .split("<PartNumber>")
            .skip(1)
            .filter_map(|rest| rest.split('<').next()?.parse().ok())
            .collect();
        numbers.sort_unstable();
        numbers
    }

    /// Ends the upload in storage, of these parts.
    ///
    /// # Panics
    /// When storage refuses.
    pub async fn complete(&self, person: &Person, etags: &[String]) {
        let signed = self.sign(person, &[]).await;
        let parts: String = etags
            .iter()
            .enumerate()
            .map(|(i, etag)| {
                let number = i + 1;
                format!("<Part><PartNumber>{number}</PartNumber><ETag>{etag}</ETag></Part>")
            })
            .collect();
        let list = format!("<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>");
        let url = signed.text("/signUpload/completeUrl");
        let done = browser(Method::POST, &url, list.into_bytes()).await;
        assert_eq!(done.status, 200, "{}", done.text);
        assert!(!done.text.contains("<Error>"), "{}", done.text);
    }

    /// Says that the bytes have arrived.
    pub async fn finish(&self, person: &Person) -> Answer {
        finish(person, &self.evidence).await
    }
}

/// Says that a file's bytes have arrived.
pub async fn finish(person: &Person, evidence: &str) -> Answer {
    person
        .ask(FINISH, json!({ "input": { "evidenceId": evidence } }))
        .await
}

/// Sends a whole file as declared; it is then being checked. Gives its evidence's id.
///
/// # Panics
/// When anything is refused on the way.
pub async fn send(person: &Person, declaration: &Value, bytes: &[u8]) -> String {
    let upload = begin(person, declaration).await;
    let mut etags = Vec::new();
    for (i, part) in bytes.chunks(upload.part_size).enumerate() {
        etags.push(upload.send_part(person, i + 1, part).await);
    }
    upload.complete(person, &etags).await;
    upload.finish(person).await.ok();
    upload.evidence
}

/// What stands between two texts.
pub fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    text.split_once(from)?
        .1
        .split_once(to)
        .map(|(found, _)| found)
}

/// A small PDF, as its content says.
pub fn pdf(words: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n% {words}\n\
         xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n100\n%%EOF\n"
    )
    .into_bytes()
}
