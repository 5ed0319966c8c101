//! What a signed address is good for.

use schema::storage::{SignRequest, upload_key};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::bench::{Bench, PDF};
use crate::files::object_key;

/// Signed addresses do one thing for one key, until they expire.
pub(super) async fn addresses(bench: &Bench) {
    let http = reqwest::Client::new();
    let signer = bench.worker.files.signer();
    let evidence = Uuid::now_v7();
    let key = upload_key(bench.university, evidence);
    let sign = |request: &SignRequest| signer.sign(request).unwrap();

    let begun = http
        .post(sign(&SignRequest::CreateUpload { key: key.clone() }))
        .send()
        .await
        .unwrap();
    assert_eq!(begun.status(), 200);
    let begun = begun.text().await.unwrap();
    let upload_id = begun
        .split("<UploadId>")
        .nth(1)
        .unwrap()
        .split("</UploadId>")
        .next()
        .unwrap()
        .to_owned();
    let part = |number| SignRequest::Part {
        key: key.clone(),
        upload_id: upload_id.clone(),
        number,
    };
    let first = vec![b'%'; 5 * 1024 * 1024];
    let mut tags = Vec::new();
    for (number, bytes) in [(1, first.clone()), (2, PDF.to_vec())] {
        let put = http
            .put(sign(&part(number)))
            .body(bytes)
            .send()
            .await
            .unwrap();
        assert_eq!(put.status(), 200);
        tags.push(put.headers()["etag"].to_str().unwrap().to_owned());
    }
    let listed = http
        .get(sign(&SignRequest::ListParts {
            key: key.clone(),
            upload_id: upload_id.clone(),
        }))
        .send()
        .await
        .unwrap();
    assert!(
        listed
            .text()
            .await
            .unwrap()
            .contains("<PartNumber>2</PartNumber>")
    );
    // An address for one part is none for another part, another key, or another act.
    let address = sign(&part(1));
    for forged in [
        address.replace("partNumber=1", "partNumber=2"),
        address.replace(&evidence.to_string(), &Uuid::now_v7().to_string()),
        address.replace("X-Amz-Signature=", "X-Amz-Signature=0"),
        address.replace("X-Amz-Expires=3600", "X-Amz-Expires=360000"),
    ] {
        assert_ne!(forged, address);
        let answer = http.put(&forged).body("x").send().await.unwrap();
        assert!(
            answer.status().is_client_error(),
            "{} for {forged}",
            answer.status()
        );
    }
    assert!(
        http.delete(&address)
            .send()
            .await
            .unwrap()
            .status()
            .is_client_error()
    );
    let complete = format!(
        "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>{}</ETag></Part><Part><PartNumber>2</PartNumber><ETag>{}</ETag></Part></CompleteMultipartUpload>",
        tags[0].replace('"', "&quot;"),
        tags[1].replace('"', "&quot;")
    );
    let completed = http
        .post(sign(&SignRequest::Complete {
            key: key.clone(),
            upload_id: upload_id.clone(),
        }))
        .body(complete)
        .send()
        .await
        .unwrap();
    assert_eq!(completed.status(), 200);
    assert_eq!(
        bench.worker.files.digest(&key).await.unwrap().sha256,
        hex::encode(Sha256::digest([first.as_slice(), PDF].concat()))
    );

    // Reading: forced type and name, and no longer than five minutes.
    let kept = object_key(bench.university, evidence, &"a".repeat(64), 1);
    bench
        .worker
        .files
        .put(&kept, b"<script>alert(1)</script>".to_vec())
        .await
        .unwrap();
    let read = SignRequest::Read {
        key: kept,
        file_name: "pl\u{e4}n.svg".to_owned(),
        content_type: "image/svg+xml".to_owned(),
        inline: true,
    };
    let answer = http.get(sign(&read)).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["content-type"], "image/svg+xml");
    assert_eq!(
        answer.headers()["content-disposition"],
        "attachment; filename=\"pl_n.svg\"; filename*=UTF-8''pl%C3%A4n.svg"
    );
    let changed = sign(&read).replace("image%2Fsvg", "text%2Fhtml");
    assert!(
        http.get(&changed)
            .send()
            .await
            .unwrap()
            .status()
            .is_client_error()
    );
}
