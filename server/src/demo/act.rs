//! Acting: one operation of the product's own GraphQL, as a person, at a moment of the story.

use std::sync::Arc;

use async_graphql::{Request, Variables};
use schema::{House, Moment};
use serde_json::{Value, json};
use store::{Access, Db, Viewer};

use super::Error;

/// Executes operations one after another, each in a transaction of its own.
pub struct Actor<'a> {
    db: &'a Db,
    house: &'a House,
    api: schema::Api,
}

impl<'a> Actor<'a> {
    /// An actor on this database.
    pub fn new(db: &'a Db, house: &'a House) -> Self {
        Self {
            db,
            house,
            api: schema::build().finish(),
        }
    }

    /// The data of one operation.
    ///
    /// # Errors
    /// [`Error::Refused`] with what the product said when it did not take it.
    pub async fn act(
        &self,
        viewer: Viewer,
        moment: Moment,
        document: &str,
        variables: Value,
    ) -> Result<Value, Error> {
        let access = if document.starts_with("mutation") {
            Access::Write
        } else {
            Access::Read
        };
        let tx = Arc::new(self.db.begin(&viewer, access, moment.today).await?);
        let request = Request::new(document).variables(Variables::from_json(variables));
        let request = schema::attach(
            request,
            self.house,
            (viewer, None),
            tx.clone(),
            moment,
            None,
        );
        let response = self.api.execute(request).await;
        tx.finish(response.is_ok()).await?;
        match response.errors.first() {
            None => response
                .data
                .into_json()
                .map_err(|error| Error::Story(error.to_string())),
            Some(error) => {
                let cause = schema::error::cause(error);
                let code = cause.map_or("", schema::Error::code);
                Err(Error::Refused(format!(
                    "{document}: {code} {} {}",
                    error.message,
                    cause
                        .map(|cause| format!("({cause:?})"))
                        .unwrap_or_default()
                )))
            }
        }
    }

    /// Several of one mutation in one operation; the answers in their order.
    ///
    /// # Errors
    /// As [`Actor::act`].
    pub async fn mutate(
        &self,
        viewer: Viewer,
        moment: Moment,
        name: &str,
        inputs: Vec<Value>,
        selection: &str,
    ) -> Result<Vec<Value>, Error> {
        let input_type = match name {
            "finishUpload" | "openEvidence" | "removeEvidence" => "EvidenceInput".to_owned(),
            name => name[..1].to_uppercase() + &name[1..] + "Input",
        };
        let count = inputs.len();
        let (mut declared, mut fields) = (String::new(), String::new());
        let mut variables = json!({});
        for (n, input) in inputs.into_iter().enumerate() {
            declared += &format!("$i{n}: {input_type}! ");
            fields += &format!("a{n}: {name}(input: $i{n}) {selection} ");
            variables[format!("i{n}")] = input;
        }
        let document = format!("mutation({declared}) {{ {fields} }}");
        let mut answer = self.act(viewer, moment, &document, variables).await?;
        Ok((0..count).map(|n| answer[format!("a{n}")].take()).collect())
    }
}
