//! How much one request may ask for, and the guard that refuses more before anything costs time.
//!
//! async-graphql walks a fragment again at every spread, so a document under a kilobyte can take it seconds and
//! gigabytes, whatever depth and complexity are set. The guard here reads the bytes once ([`scan`]), parses, and counts
//! what fragments expand to once a fragment (`measure`): linear in the document, and before validation.

mod measure;
pub mod scan;

use async_graphql::parser::types::OperationType;
use async_graphql::{
    ErrorExtensionValues, ObjectType, Request, SchemaBuilder, ServerError, ServerResult,
    SubscriptionType, Value,
};

use crate::connection::{DEFAULT_PAGE, MAX_PAGE};

/// How much one request may ask for. The defaults are several times what the console asks for at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// Bytes of a GraphQL document; long texts belong in variables.
    pub document_bytes: usize,
    /// Words and signs of a document.
    pub tokens: usize,
    /// Brackets of any kind open at once in a document: bounds the parser's stack.
    pub nesting: usize,
    /// Operations of a document, of which one is run.
    pub operations: usize,
    /// Fields within fields, as fragments expand.
    pub depth: usize,
    /// Fields, as fragments expand.
    pub fields: usize,
    /// Fields at the root of the operation, as fragments expand: each is a resolver call of its own.
    pub root_fields: usize,
    /// Aliases, as fragments expand.
    pub aliases: usize,
    /// Directives, as fragments expand.
    pub directives: usize,
    /// What an operation may cost that asks the schema to describe itself: the usual question, and half as much again.
    pub description: usize,
    /// Values in a request's JSON, variables above all.
    pub values: usize,
    /// Cost of the operation, where a list costs its page times what is asked of each row.
    pub complexity: usize,
    /// Errors told of in one response.
    pub errors: usize,
    /// Characters of one error's message.
    pub message_chars: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 1024 * 1024,
            document_bytes: 64 * 1024,
            tokens: 4_000,
            nesting: 48,
            operations: 20,
            depth: 20,
            fields: 2_000,
            root_fields: 20,
            aliases: 100,
            directives: 50,
            description: 450_000,
            values: 20_000,
            complexity: 50_000,
            errors: 20,
            message_chars: 500,
        }
    }
}

/// The operation a request runs, known once the guard let it pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    /// Reads.
    Query,
    /// Writes.
    Mutation,
    /// Listens; only on a socket.
    Subscription,
}

impl Limits {
    /// Refuses what is too much, then says what the request's operation is.
    ///
    /// Whoever takes requests from outside calls it first: the door of HTTP and the socket. It is no extension of the
    /// schema, because with any extension async-graphql wraps every field of every answer in one.
    ///
    /// # Errors
    /// `TOO_COMPLEX` naming the limit; `BAD_USER_INPUT` for a document that does not parse or an operation that is not in it.
    pub fn check(&self, request: &mut Request) -> ServerResult<Operation> {
        self.check_size(request)?;
        let name = request.operation_name.clone();
        let document = request.parsed_query().map_err(bad_input)?;
        let mut found = document.operations.iter();
        let operation = match &name {
            Some(name) => found
                .find(|(n, _)| n.is_some_and(|n| n.as_str() == name))
                .ok_or("The document has no operation of the name in operationName."),
            None if found.len() == 1 => found.next().ok_or("The document has no operation."),
            None => {
                Err("The document has several operations: say which to run with operationName.")
            }
        };
        let (_, operation) = operation.map_err(|words| bad_input(ServerError::new(words, None)))?;
        let kind = match operation.node.ty {
            OperationType::Query => Operation::Query,
            OperationType::Mutation => Operation::Mutation,
            OperationType::Subscription => Operation::Subscription,
        };
        let size = measure::document(document);
        self.refuse_over([
            (
                "operations",
                document.operations.iter().len(),
                self.operations,
            ),
            ("levels of fields", size.depth, self.depth),
            ("levels of selections", size.steps, self.nesting),
            ("fields", size.fields, self.fields),
            ("fields at the root", size.root_fields, self.root_fields),
            ("aliases", size.aliases, self.aliases),
            ("directives", size.directives, self.directives),
            ("units of introspection", size.description, self.description),
        ])?;
        Ok(kind)
    }

    /// What can be refused before the parser sees it.
    fn check_size(&self, request: &Request) -> ServerResult<()> {
        self.refuse_over([
            (
                "bytes of document",
                request.query.len(),
                self.document_bytes,
            ),
            (
                "values in variables",
                request.variables.values().map(values).sum(),
                self.values,
            ),
        ])?;
        let size = scan::document(&request.query)
            .map_err(|words| bad_input(ServerError::new(words, None)))?;
        self.refuse_over([
            ("words and signs", size.tokens, self.tokens),
            ("brackets open at once", size.nesting, self.nesting),
        ])
    }

    fn refuse_over<const N: usize>(&self, found: [(&str, usize, usize); N]) -> ServerResult<()> {
        match found.into_iter().find(|(_, have, limit)| have > limit) {
            Some((what, _, limit)) => Err(too_complex(format!(
                "The request is too complex: it has more than {limit} {what}. Ask for less at once."
            ))),
            None => Ok(()),
        }
    }

    /// Sets on a schema what async-graphql counts itself, once [`Limits::check`] has let a request pass.
    pub fn apply<Q, M, S>(&self, builder: SchemaBuilder<Q, M, S>) -> SchemaBuilder<Q, M, S>
    where
        Q: ObjectType + 'static,
        M: ObjectType + 'static,
        S: SubscriptionType + 'static,
    {
        builder
            .limit_complexity(self.complexity)
            .limit_depth(self.depth)
            .limit_recursive_depth(self.nesting)
            .limit_directives(self.directives)
            .disable_suggestions()
    }
}

/// What any one list may cost: sums of it stay far from what a number can hold.
const COST_MOST: usize = 1_000_000_000;

/// The cost of one page of a list: its rows times what is asked of each. More rows than a page has are refused elsewhere.
pub(crate) fn page_cost(first: Option<i32>, of_each: usize) -> usize {
    let rows = first.unwrap_or(DEFAULT_PAGE).clamp(1, MAX_PAGE);
    list_cost(usize::try_from(rows).unwrap_or_default(), of_each)
}

/// The cost of a list without pages: how many there usually are, times what is asked of each.
pub(crate) fn list_cost(usual: usize, of_each: usize) -> usize {
    usual.saturating_mul(of_each.max(1)).min(COST_MOST)
}

/// An error with the code TOO_COMPLEX.
pub fn too_complex(message: impl Into<String>) -> ServerError {
    with_code(ServerError::new(message, None), "TOO_COMPLEX")
}

fn bad_input(error: ServerError) -> ServerError {
    with_code(error, "BAD_USER_INPUT")
}

fn with_code(mut error: ServerError, code: &str) -> ServerError {
    error
        .extensions
        .get_or_insert_with(ErrorExtensionValues::default)
        .set("code", code);
    error
}

/// Values within a value; JSON's own depth limit bounds the recursion.
fn values(value: &Value) -> usize {
    match value {
        Value::List(items) => items.iter().map(values).sum::<usize>() + 1,
        Value::Object(fields) => fields.values().map(values).sum::<usize>() + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests;
