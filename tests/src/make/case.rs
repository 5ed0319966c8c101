//! One application and the people around it.

use serde_json::{Value, json};

use super::{documents as doc, programme};
use crate::{Person, TestApp, world};

/// One application and the people around it.
#[derive(Debug)]
pub struct Case {
    /// The university's manager.
    pub manager: Person,
    /// The operator.
    pub operator: Person,
    /// Its assessor, once there is one.
    pub assessor: Option<Person>,
    /// The application's id.
    pub id: String,
    /// Its programme's id.
    pub programme: String,
    /// Its link's id, once it is filled in.
    pub link: Option<String>,
    /// Its order's id, once it is sent.
    pub order: Option<String>,
    /// Its award's certificate number, once it is decided.
    pub award: Option<String>,
    /// The code of the level applied for.
    pub level: String,
    /// The references that it is rated and judged by, pillar by pillar.
    pub references: Vec<Vec<String>>,
    assessors: Vec<Person>,
}

impl Case {
    /// A new programme and a draft for Bronze over it.
    ///
    /// # Panics
    /// When the API refuses, as does everything here.
    pub async fn draft(app: &TestApp, university: &str, name: &str) -> Self {
        let manager = app.manager(university).await;
        let added = manager
            .ask(doc::ADD_PROGRAMME, json!({ "input": programme(name) }))
            .await;
        let programme = added.text("/addProgramme/programme/id");
        Self::begin(app, manager, &programme, "BRONZE").await
    }

    /// A draft for a level over a programme there is.
    ///
    /// # Panics
    /// When the API refuses.
    pub async fn begin(app: &TestApp, manager: Person, programme: &str, level: &str) -> Self {
        let started = manager
            .ask(
                doc::START,
                json!({ "input": { "programmeId": programme, "level": level } }),
            )
            .await;
        let id = started.text("/startApplication/application/id");
        Self::of(app, manager, id, programme, level).await
    }

    /// A draft that was started already; of its programmes, one.
    ///
    /// # Panics
    /// When the API refuses.
    pub async fn of(
        app: &TestApp,
        manager: Person,
        id: String,
        programme: &str,
        level: &str,
    ) -> Self {
        let asked = manager
            .ask(
                "query($id: ID!) { application(id: $id) { criteria { criterion { ref pillar } } } }",
                json!({ "id": id }),
            )
            .await;
        let mut references: Vec<Vec<String>> = Vec::new();
        let mut last = Value::Null;
        for standing in asked
            .at("/application/criteria")
            .as_array()
            .into_iter()
            .flatten()
        {
            let Value::String(reference) = &standing["criterion"]["ref"] else {
                continue;
            };
            if last != standing["criterion"]["pillar"] {
                last = standing["criterion"]["pillar"].clone();
                references.push(Vec::new());
            }
            references
                .last_mut()
                .expect("a pillar")
                .push(reference.clone());
        }
        Self {
            id,
            level: level.to_owned(),
            references,
            operator: app.operator().await,
            assessor: None,
            assessors: vec![
                app.assessor("priya").await,
                app.assessor("omar").await,
                app.assessor("lena").await,
            ],
            programme: programme.to_owned(),
            link: None,
            order: None,
            award: None,
            manager,
        }
    }

    /// Rates every criterion met, and ties one link to one criterion of each pillar.
    pub async fn fill(&mut self) {
        for reference in self.references.iter().flatten() {
            self.rate(reference, "MET", 0).await;
        }
        let one_a_pillar: Vec<&String> = self.references.iter().filter_map(|r| r.first()).collect();
        let added = self
            .manager
            .ask(
                doc::ADD_LINK,
                json!({ "input": {
                    "applicationId": self.id, "url": "https://alderbrook.test/handbook", "title": "Handbook",
                    "criteria": one_a_pillar,
                } }),
            )
            .await;
        self.link = Some(added.text("/addLink/evidence/id"));
    }

    /// Rates one criterion.
    pub async fn rate(&self, reference: &str, value: &str, version: i64) {
        let input = json!({
            "applicationId": self.id, "ref": reference, "value": value, "version": version,
            "statement": format!("We do {reference} every term."),
        });
        self.manager
            .ask(doc::RATE, json!({ "input": input }))
            .await
            .ok();
    }

    /// The application's version.
    pub async fn version(&self) -> i64 {
        let asked = self
            .operator
            .ask(
                "query($id: ID!) { application(id: $id) { version } }",
                json!({ "id": self.id }),
            )
            .await;
        asked.number("/application/version")
    }

    /// How its programmes hang together: `SINGLE`, `COMBINED` or `UNIVERSITY_WIDE`.
    pub async fn scope(&self) -> String {
        let document = "query($id: ID!) { application(id: $id) { scope } }";
        let asked = self.operator.ask(document, json!({ "id": self.id })).await;
        asked.text("/application/scope")
    }

    /// Sends it.
    pub async fn submit(&mut self) {
        let input = json!({ "applicationId": self.id, "version": self.version().await, "purchaseOrder": "PO-17" });
        let sent = self
            .manager
            .ask(doc::SUBMIT, json!({ "input": input }))
            .await;
        self.order = Some(sent.text("/submitApplication/application/order/id"));
    }

    /// Gives it up.
    pub async fn withdraw(&self) {
        let input = json!({ "applicationId": self.id, "version": self.version().await, "reason": "Not this year." });
        self.manager
            .ask(doc::WITHDRAW, json!({ "input": input }))
            .await
            .ok();
    }

    /// Its invoice: the id, and what is outstanding in minor units.
    pub async fn invoice(&self) -> (String, i64) {
        let asked = self
            .operator
            .ask(doc::INVOICE, json!({ "id": self.order }))
            .await;
        (
            asked.text("/node/invoice/id"),
            asked.number("/node/invoice/outstanding/minor"),
        )
    }

    /// What notes a payment of all that is outstanding.
    pub async fn payment(&self, reference: &str) -> Value {
        let (invoice, outstanding) = self.invoice().await;
        json!({
            "invoiceId": invoice, "amountMinor": outstanding, "receivedOn": "2026-11-20",
            "method": "BANK_TRANSFER", "reference": reference,
        })
    }

    /// Notes the payment of all that is outstanding.
    pub async fn pay(&self) {
        let input = self.payment("BACS 17").await;
        self.operator
            .ask(doc::PAYMENT, json!({ "input": input }))
            .await
            .ok();
    }

    /// Notes the payment and assigns an assessor, which starts the assessment.
    pub async fn start(&mut self, assessor: &str) {
        self.pay().await;
        self.assign(assessor).await;
    }

    /// Assigns an assessor.
    pub async fn assign(&mut self, assessor: &str) {
        let input = json!({
            "applicationId": self.id, "assessorId": world::person_id(assessor), "version": self.version().await,
        });
        self.operator
            .ask(doc::ASSIGN, json!({ "input": input }))
            .await
            .ok();
        let found = self.assessors.iter().find(|p| p.name() == assessor);
        self.assessor = Some(found.expect("an assessor of the scheme").clone());
    }

    /// Its assessor.
    ///
    /// # Panics
    /// Before there is one.
    pub fn assessor(&self) -> &Person {
        self.assessor.as_ref().expect("an assessor is assigned")
    }

    /// Judges every criterion alike.
    pub async fn judge(&self, value: &str) {
        for reference in self.references.iter().flatten() {
            let input = json!({
                "applicationId": self.id, "ref": reference, "value": value, "note": "Seen.", "version": 0,
            });
            self.assessor()
                .ask(doc::JUDGE, json!({ "input": input }))
                .await
                .ok();
        }
    }

    /// Confirms the level applied for, for every pillar.
    pub async fn confirm(&self) {
        for pillar in 1..=self.references.len() {
            let input = json!({ "applicationId": self.id, "pillar": pillar, "level": self.level, "version": 0 });
            self.assessor()
                .ask(doc::CONFIRM, json!({ "input": input }))
                .await
                .ok();
        }
    }

    /// Decides it, and releases the decision.
    pub async fn decide(&mut self, app: &TestApp) {
        let input = json!({ "applicationId": self.id, "version": self.version().await, "feedback": "Well run." });
        self.assessor()
            .ask(doc::DECIDE, json!({ "input": input }))
            .await
            .ok();
        app.work().await;
        let document = "query($id: ID!) { application(id: $id) { award { number } } }";
        let decided = self
            .assessor()
            .ask(document, json!({ "id": self.id }))
            .await;
        self.award = Some(decided.text("/application/award/number"));
    }

    /// Asks for evidence on a criterion; gives the request's id.
    pub async fn request(&self, reference: &str, due_on: &str) -> String {
        let input = json!({
            "applicationId": self.id, "criteria": [reference], "question": "How do mentors learn of it?", "dueOn": due_on,
        });
        let asked = self
            .assessor()
            .ask(doc::REQUEST, json!({ "input": input }))
            .await;
        asked.text("/requestEvidence/request/id")
    }
}
