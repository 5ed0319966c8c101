//! Evidence of the story: links, and files that take the way of every file.

use domain::id::{self, Kind};
use schema::Moment;
use serde_json::json;
use sha2::{Digest, Sha256};
use store::Viewer;
use uuid::Uuid;

use super::{Teller, text};
use crate::demo::Error;
use crate::demo::paper::Paper;
use crate::demo::story::Link;

impl Teller<'_> {
    fn request(&mut self, case: usize, request: Option<usize>) -> Option<String> {
        request.map(|_| self.case(case).request.clone())
    }

    pub(super) async fn link(
        &mut self,
        viewer: Viewer,
        moment: Moment,
        case: usize,
        request: Option<usize>,
        links: &[Link],
    ) -> Result<(), Error> {
        let request = self.request(case, request);
        let id = self.case(case).id.clone();
        let inputs = links
            .iter()
            .map(|link| {
                json!({
                    "applicationId": id, "requestId": request, "url": link.url, "title": link.title,
                    "coversFrom": link.covers.0, "coversTo": link.covers.1, "criteria": link.criteria,
                })
            })
            .collect();
        let selection = "{ evidence { id } }";
        let added = self
            .many(viewer, moment, "addLink", inputs, selection)
            .await?;
        for one in added {
            let id = text(&one, "/evidence/id")?;
            self.case(case).evidence.push(id);
        }
        Ok(())
    }

    /// A file takes the way of every file: declared, put where browsers put it, said to have arrived, checked by a job.
    pub(super) async fn send(
        &mut self,
        viewer: Viewer,
        moment: Moment,
        case: usize,
        request: Option<usize>,
        paper: &Paper,
    ) -> Result<(), Error> {
        let bytes = paper.content.bytes(paper.title);
        let input = json!({
            "applicationId": self.case(case).id, "requestId": self.request(case, request),
            "name": paper.name, "title": paper.title, "criteria": paper.criteria,
            "size": bytes.len().to_string(), "sha256": hex::encode(Sha256::digest(&bytes)),
        });
        let selection = "{ evidence { id } }";
        let declared = self
            .one(viewer, moment, "declareFile", input, selection)
            .await?;
        let evidence = text(&declared, "/evidence/id")?;
        let place = id::decode_as(Kind::Evidence, &evidence);
        let key = schema::storage::upload_key(
            viewer.university().unwrap_or_default(),
            place.unwrap_or_else(Uuid::nil),
        );
        self.stage.files.put(&key, bytes).await?;
        let input = json!({ "evidenceId": evidence });
        self.one(viewer, moment, "finishUpload", input, selection)
            .await?;
        self.work(moment).await?;
        self.case(case).evidence.insert(0, evidence);
        Ok(())
    }
}
