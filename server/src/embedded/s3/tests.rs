use super::*;
use axum::http::StatusCode;
use reqwest::Url;
use s3::{AddressingStyle, Auth, Client, Credentials};

const CONSOLE: &str = "http://localhost:8080";

struct Fixture {
    _folder: tempfile::TempDir,
    store: S3,
    client: Client,
    browser: reqwest::Client,
}

async fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let listen = SocketAddr::from(([127, 0, 0, 1], 0));
    let store = S3::start(folder.path(), listen, "evidence", &[CONSOLE.to_owned()])
        .await
        .unwrap();
    let keys = Credentials::new(store.access_key_id(), store.secret_access_key()).unwrap();
    let client = Client::builder(store.endpoint())
        .unwrap()
        .region("us-east-1")
        .auth(Auth::Static(keys))
        .addressing_style(AddressingStyle::Path)
        .build()
        .unwrap();
    Fixture {
        _folder: folder,
        store,
        client,
        browser: reqwest::Client::new(),
    }
}

impl Fixture {
    fn signed(&self, method: Method, seconds: u64, query: &[(&str, &str)]) -> Url {
        let mut request = self
            .client
            .objects()
            .presign(method, "evidence", "a/statement é.pdf");
        for (name, value) in query {
            request = request.query_param(*name, *value);
        }
        request
            .expires_in(Duration::from_secs(seconds))
            .build()
            .unwrap()
            .url
    }

    async fn send(
        &self,
        method: Method,
        url: Url,
        body: impl Into<reqwest::Body>,
    ) -> (StatusCode, String, String) {
        let answer = self
            .browser
            .request(method, url)
            .header("origin", CONSOLE)
            .body(body)
            .send()
            .await
            .unwrap();
        let etag = answer
            .headers()
            .get("etag")
            .map(|tag| tag.to_str().unwrap().to_owned())
            .unwrap_or_default();
        (answer.status(), etag, answer.text().await.unwrap())
    }
}

fn between(text: &str, open: &str, close: &str) -> String {
    text.split_once(open)
        .unwrap()
        .1
        .split_once(close)
        .unwrap()
        .0
        .to_owned()
}

#[tokio::test]
async fn a_browser_uploads_in_parts_by_signed_addresses_alone() {
    let at = fixture().await;
    let (status, _, body) = at
        .send(
            Method::POST,
            at.signed(Method::POST, 60, &[("uploads", "")]),
            "",
        )
        .await;
    assert_eq!(status, StatusCode::OK, "{body}");
    let upload = between(&body, "<UploadId>", "</UploadId>");

    let first = vec![b'a'; 5 << 20];
    let mut tags = Vec::new();
    for (number, bytes) in [("1", first.clone()), ("2", b"the end".to_vec())] {
        let url = at.signed(
            Method::PUT,
            60,
            &[("partNumber", number), ("uploadId", &upload)],
        );
        let (status, etag, body) = at.send(Method::PUT, url, bytes).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        tags.push(etag);
    }
    let (status, _, listed) = at
        .send(
            Method::GET,
            at.signed(Method::GET, 60, &[("uploadId", &upload)]),
            "",
        )
        .await;
    assert_eq!(status, StatusCode::OK, "{listed}");
    for tag in &tags {
        assert!(
            listed.contains(tag.trim_matches('"')),
            "{tag} is not in {listed}"
        );
    }

    let complete = |tags: &[String]| {
        let parts: String = tags
            .iter()
            .enumerate()
            .map(|(at, tag)| {
                format!(
                    "<Part><PartNumber>{}</PartNumber><ETag>{tag}</ETag></Part>",
                    at + 1
                )
            })
            .collect();
        format!("<CompleteMultipartUpload>{parts}</CompleteMultipartUpload>")
    };
    let url = at.signed(Method::POST, 60, &[("uploadId", &upload)]);
    let wrong = complete(&[tags[1].clone(), tags[0].clone()]);
    let (status, _, body) = at.send(Method::POST, url.clone(), wrong).await;
    assert_eq!(
        (status, body.contains("InvalidPart")),
        (StatusCode::BAD_REQUEST, true),
        "{body}"
    );
    let (status, _, body) = at.send(Method::POST, url.clone(), complete(&tags)).await;
    assert_eq!(status, StatusCode::OK, "{body}");
    let (status, _, body) = at.send(Method::POST, url, complete(&tags)).await;
    assert_eq!(
        (status, body.contains("NoSuchUpload")),
        (StatusCode::NOT_FOUND, true),
        "{body}"
    );

    let (status, etag, body) = at
        .send(Method::GET, at.signed(Method::GET, 60, &[]), "")
        .await;
    assert_eq!((status, body.len()), (StatusCode::OK, first.len() + 7));
    assert!(etag.ends_with("-2\""), "{etag}");
}

#[tokio::test]
async fn an_upload_given_up_leaves_nothing() {
    let at = fixture().await;
    let (_, _, body) = at
        .send(
            Method::POST,
            at.signed(Method::POST, 60, &[("uploads", "")]),
            "",
        )
        .await;
    let upload = between(&body, "<UploadId>", "</UploadId>");
    let part = at.signed(
        Method::PUT,
        60,
        &[("partNumber", "1"), ("uploadId", &upload)],
    );
    assert_eq!(
        at.send(Method::PUT, part.clone(), "bytes").await.0,
        StatusCode::OK
    );
    let (status, ..) = at
        .send(
            Method::DELETE,
            at.signed(Method::DELETE, 60, &[("uploadId", &upload)]),
            "",
        )
        .await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_eq!(
        at.send(Method::PUT, part, "bytes").await.0,
        StatusCode::NOT_FOUND
    );
    let left: Vec<_> = std::fs::read_dir(at._folder.path().join("s3"))
        .unwrap()
        .flatten()
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[tokio::test]
async fn signatures_and_their_expiry_are_checked() {
    let at = fixture().await;
    let good = at.signed(Method::PUT, 60, &[]);
    assert_eq!(
        at.send(Method::PUT, good.clone(), "kept").await.0,
        StatusCode::OK
    );

    assert_eq!(
        at.send(Method::GET, good.clone(), "").await.0,
        StatusCode::FORBIDDEN,
        "another method"
    );
    let mut other = good.clone();
    other.set_path("/evidence/another.pdf");
    assert_eq!(
        at.send(Method::PUT, other, "x").await.0,
        StatusCode::FORBIDDEN,
        "another key"
    );
    let mut unsigned = good.clone();
    unsigned.set_query(None);
    assert_eq!(
        at.send(Method::GET, unsigned, "").await.0,
        StatusCode::FORBIDDEN,
        "no signature"
    );
    let short = at.signed(Method::GET, 1, &[]);
    tokio::time::sleep(Duration::from_millis(2100)).await;
    assert_eq!(
        at.send(Method::GET, short, "").await.0,
        StatusCode::FORBIDDEN,
        "too late"
    );
}

#[tokio::test]
async fn only_the_console_may_come_from_a_browser() {
    let at = fixture().await;
    let ask = |origin: &'static str| {
        at.browser
            .request(Method::OPTIONS, at.signed(Method::PUT, 60, &[]))
            .header("origin", origin)
            .header("access-control-request-method", "PUT")
            .header("access-control-request-headers", "content-type")
            .send()
    };
    let answer = ask(CONSOLE).await.unwrap();
    assert!(answer.status().is_success());
    assert_eq!(answer.headers()["access-control-allow-origin"], CONSOLE);
    assert_eq!(
        answer.headers()["access-control-allow-headers"],
        "content-type"
    );
    let answer = ask("https://elsewhere.example").await.unwrap();
    assert!(!answer.headers().contains_key("access-control-allow-origin"));

    let put = at
        .browser
        .put(at.signed(Method::PUT, 60, &[]))
        .header("origin", CONSOLE)
        .body("x");
    let answer = put.send().await.unwrap();
    assert!(
        answer.headers()["access-control-expose-headers"]
            .to_str()
            .unwrap()
            .contains("etag")
    );
}

#[tokio::test]
async fn what_is_kept_is_there_after_a_restart_under_the_same_keys() {
    let at = fixture().await;
    assert_eq!(
        at.send(Method::PUT, at.signed(Method::PUT, 60, &[]), "kept")
            .await
            .0,
        StatusCode::OK
    );
    let Fixture {
        _folder: folder,
        store,
        client,
        browser,
    } = at;
    let listen = store.address;
    store.stop().await;
    let store = S3::start(folder.path(), listen, "evidence", &[CONSOLE.to_owned()])
        .await
        .unwrap();
    let at = Fixture {
        _folder: folder,
        store,
        client,
        browser,
    };
    let (status, _, body) = at
        .send(Method::GET, at.signed(Method::GET, 60, &[]), "")
        .await;
    assert_eq!((status, body.as_str()), (StatusCode::OK, "kept"));
}

#[tokio::test]
async fn a_signed_address_decides_how_a_file_is_shown() {
    let at = fixture().await;
    assert_eq!(
        at.send(Method::PUT, at.signed(Method::PUT, 60, &[]), "<svg/>")
            .await
            .0,
        StatusCode::OK
    );
    let query = [
        ("response-content-disposition", "attachment"),
        ("response-content-type", "application/octet-stream"),
    ];
    let answer = at
        .browser
        .get(at.signed(Method::GET, 60, &query))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.headers()["content-disposition"], "attachment");
    assert_eq!(answer.headers()["content-type"], "application/octet-stream");
}
