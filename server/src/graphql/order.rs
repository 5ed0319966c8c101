//! The fields of an answer in the order in which they were asked for (GraphQL, section "Serialized Map Ordering"). They are written as
//! each was ready, so that an answer would tell by its bytes what was busy (T2).

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use async_graphql::{Name, PathSegment, Request, Response, ServerError, Value};

/// In which order fields were asked for, by the names that they have in the answer.
#[derive(Debug, Default)]
pub(crate) struct Order(IndexMap<Name, Order>);

impl Order {
    /// Of the operation that a request asks for; of none where it cannot be read.
    pub fn of(request: &mut Request) -> Self {
        let mut order = Self::default();
        let name = request.operation_name.clone();
        if let Ok(document) = request.parsed_query() {
            let asked = document
                .operations
                .iter()
                .find(|(of, _)| name.is_none() || of.map(Name::as_str) == name.as_deref());
            if let Some((_, operation)) = asked {
                order.take_in(document, &operation.node.selection_set.node);
            }
        }
        order
    }

    /// What is asked for in a selection, fragments where they stand: they were counted before (`schema::limits`).
    fn take_in(&mut self, document: &ExecutableDocument, selection: &SelectionSet) {
        for item in &selection.items {
            match &item.node {
                Selection::Field(field) => {
                    let name = field.node.response_key().node.clone();
                    let below = self.0.entry(name).or_default();
                    below.take_in(document, &field.node.selection_set.node);
                }
                Selection::InlineFragment(fragment) => {
                    self.take_in(document, &fragment.node.selection_set.node);
                }
                Selection::FragmentSpread(spread) => {
                    if let Some(of) = document.fragments.get(&spread.node.fragment_name.node) {
                        self.take_in(document, &of.node.selection_set.node);
                    }
                }
            }
        }
    }

    /// Puts an answer in that order, and its errors in the order of their places.
    pub fn apply(&self, response: &mut Response) {
        let data = std::mem::take(&mut response.data);
        response.data = self.value(data);
        response.errors.sort_by_cached_key(place);
    }

    fn value(&self, value: Value) -> Value {
        match value {
            Value::List(items) => {
                Value::List(items.into_iter().map(|item| self.value(item)).collect())
            }
            Value::Object(mut fields) if !self.0.is_empty() => {
                let mut ordered = IndexMap::with_capacity(fields.len());
                for (name, below) in &self.0 {
                    if let Some(value) = fields.swap_remove(name) {
                        ordered.insert(name.clone(), below.value(value));
                    }
                }
                ordered.extend(fields);
                Value::Object(ordered)
            }
            other => other,
        }
    }
}

/// Where an error stands: in the document, then in the answer; and what it says.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    locations: Vec<(usize, usize)>,
    path: Vec<(usize, String)>,
    message: String,
}

fn place(error: &ServerError) -> Place {
    let locations = error.locations.iter().map(|at| (at.line, at.column));
    let path = error.path.iter().map(|segment| match segment {
        PathSegment::Field(name) => (0, name.clone()),
        PathSegment::Index(index) => (*index, String::new()),
    });
    Place {
        locations: locations.collect(),
        path: path.collect(),
        message: error.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::value;

    fn ordered(asked: &str, data: Value) -> String {
        let mut response = Response::new(data);
        Order::of(&mut Request::new(asked)).apply(&mut response);
        response.data.to_string()
    }

    #[test]
    fn fields_stand_as_they_were_asked_for() {
        let ready =
            value!({ "c": 3, "a": [{ "y": 2, "x": 1 }, null], "b": { "z": { "f": { "k": 1 } } } });
        assert_eq!(
            ordered("{ a { x y } b { z { f } } c }", ready),
            "{a: [{x: 1, y: 2}, null], b: {z: {f: {k: 1}}}, c: 3}"
        );
    }

    #[test]
    fn fragments_stand_where_they_are_spread_and_aliases_by_their_names() {
        let ready = value!({ "last": 4, "d": { "q": 1, "p": 2 }, "two": 2, "one": 1 });
        let asked = "query Other { last } query This { one: a ...F ... on Query { d { q } } last } fragment F on Query { two: b d { p } }";
        let mut request = Request::new(asked).operation_name("This");
        let mut response = Response::new(ready);
        Order::of(&mut request).apply(&mut response);
        assert_eq!(
            response.data.to_string(),
            "{one: 1, two: 2, d: {p: 2, q: 1}, last: 4}"
        );
    }

    #[test]
    fn errors_stand_by_their_places() {
        let at = |message: &str, index: usize| {
            let mut error = ServerError::new(message, None);
            error.path = vec![
                PathSegment::Field("nodes".to_owned()),
                PathSegment::Index(index),
            ];
            error
        };
        let mut response = Response::from_errors(vec![at("later", 10), at("first", 2)]);
        Order::default().apply(&mut response);
        let said: Vec<&str> = response.errors.iter().map(|e| e.message.as_str()).collect();
        assert_eq!(said, ["first", "later"]);
    }
}
