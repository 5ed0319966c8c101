use schema::storage::SignRequest;

use super::*;

fn files() -> Files {
    Files::new(&Settings {
        endpoint: "http://10.0.0.1:9000".to_owned(),
        public_endpoint: "https://files.example.ac.uk".to_owned(),
        region: "eu-west-2".to_owned(),
        bucket: "pillars".to_owned(),
        access_key_id: "key".to_owned(),
        secret_access_key: "secret".to_owned(),
    })
    .unwrap()
}

fn query(url: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(url).unwrap();
    url.query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

fn read(key: &str, file_name: &str, content_type: &str) -> SignRequest {
    SignRequest::Read {
        key: key.to_owned(),
        file_name: file_name.to_owned(),
        content_type: content_type.to_owned(),
        inline: true,
    }
}

#[test]
fn addresses_are_those_of_browsers_and_short_lived() {
    let signer = files().signer();
    let url = signer
        .sign(&read("evidence/u/e/hash", "plan.pdf", "application/pdf"))
        .unwrap();
    assert!(
        url.starts_with("https://files.example.ac.uk/pillars/evidence/u/e/hash?"),
        "{url}"
    );
    assert_eq!(query(&url, "X-Amz-Expires").as_deref(), Some("300"));
    assert_eq!(
        query(&url, "response-content-type").as_deref(),
        Some("application/pdf")
    );
    assert_eq!(
        query(&url, "response-content-disposition").as_deref(),
        Some("inline; filename=\"plan.pdf\"; filename*=UTF-8''plan.pdf")
    );
    assert_eq!(query(&url, "X-Amz-SignedHeaders").as_deref(), Some("host"));
    let part = SignRequest::Part {
        key: "upload/u/e".to_owned(),
        upload_id: "a+b/c=".to_owned(),
        number: 7,
    };
    let url = signer.sign(&part).unwrap();
    assert_eq!(query(&url, "X-Amz-Expires").as_deref(), Some("3600"));
    assert_eq!(query(&url, "partNumber").as_deref(), Some("7"));
    assert_eq!(query(&url, "uploadId").as_deref(), Some("a+b/c="));
    assert!(!url.contains("secret"));
}

#[test]
fn svg_and_text_are_never_inline_whatever_was_asked() {
    let signer = files().signer();
    for content_type in ["image/svg+xml", "text/plain", "text/html"] {
        let url = signer
            .sign(&read("evidence/u/e/hash", "a", content_type))
            .unwrap();
        assert!(
            query(&url, "response-content-disposition")
                .unwrap()
                .starts_with("attachment;")
        );
    }
    let url = signer
        .sign(&read("evidence/u/e/hash", "a.txt", "text/plain"))
        .unwrap();
    assert_eq!(
        query(&url, "response-content-type").as_deref(),
        Some("text/plain; charset=utf-8")
    );
}

#[test]
fn nothing_is_signed_outside_its_folder() {
    let signer = files().signer();
    let (key, upload_id) = ("evidence/u/e/hash".to_owned(), "1".to_owned());
    for request in [
        SignRequest::CreateUpload { key: key.clone() },
        SignRequest::Part {
            key: key.clone(),
            upload_id: upload_id.clone(),
            number: 1,
        },
        SignRequest::Complete {
            key: key.clone(),
            upload_id: upload_id.clone(),
        },
        SignRequest::ListParts {
            key: key.clone(),
            upload_id: upload_id.clone(),
        },
        SignRequest::Abort { key, upload_id },
        read("upload/u/e", "a.pdf", "application/pdf"),
        read("evidence/../upload/u/e", "a.pdf", "application/pdf"),
        SignRequest::Part {
            key: "upload/u/e".to_owned(),
            upload_id: "1".to_owned(),
            number: 0,
        },
        SignRequest::Part {
            key: "upload/u/e".to_owned(),
            upload_id: "1".to_owned(),
            number: 10_001,
        },
        SignRequest::Abort {
            key: "upload/u/e".to_owned(),
            upload_id: String::new(),
        },
    ] {
        assert!(signer.sign(&request).is_err(), "{request:?}");
    }
}

#[test]
fn keys_do_not_show() {
    assert!(!format!("{:?} {:?}", files(), files().signer()).contains("secret"));
}
