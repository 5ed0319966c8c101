//! The schema as a client sees it, and documents made from it: what walks every field needs no list of them.

pub mod asks;
mod covered;
mod tree;

use std::collections::BTreeMap;

use domain::id::{self, Kind};
use serde_json::{Map, Value, json};
use uuid::Uuid;

const ASK: &str = "{ __schema { types { kind name description
    fields(includeDeprecated: true) { name description args { ...I } type { ...T } }
    inputFields { ...I } enumValues(includeDeprecated: true) { name description }
    possibleTypes { name } } } }
  fragment I on __InputValue { name description defaultValue type { ...T } }
  fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }";

/// The schema's types by name.
#[derive(Debug)]
pub struct Types(BTreeMap<String, Value>);

/// One root field.
#[derive(Debug, Clone)]
pub struct Root {
    /// `query`, `mutation` or `subscription`.
    pub operation: &'static str,
    /// Its name.
    pub name: String,
    /// Its arguments, as introspected.
    pub args: Vec<Value>,
    /// The type of its answer, inside lists and the like.
    pub of: String,
    /// Whether something must be selected of its answer.
    pub composite: bool,
}

/// Which things a document's ids are of; an id of a kind that is not there is one of nothing.
pub type Ids = BTreeMap<&'static str, String>;

/// Where an id stands in a field's arguments, such as `input.applicationId`, and what it is the id of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path.
    pub path: String,
    /// The kind of thing, by its ids' prefix.
    pub kind: &'static str,
}

/// The kind of thing that an id argument means: by its name, or by its field's where it is only called `id`.
///
/// # Panics
/// For an argument that nobody taught this: add it here, and every walk covers it.
pub fn kind_of(root: &str, argument: &str) -> &'static str {
    match (argument, root) {
        (
            "applicationId" | "applicationIds" | "caseId" | "fromApplicationId"
            | "toApplicationIds",
            _,
        )
        | ("id", "application") => "app",
        ("programmeId" | "programmeIds" | "removedProgrammeIds", _) | ("id", "programme") => "prg",
        ("frameworkId", _) => "frm",
        ("orderId", _) => "ord",
        ("invoiceId", _) => "inv",
        ("paymentId", _) => "pay",
        ("quoteId", _) | ("id", "quote") => "quo",
        ("evidenceId", _) => "evi",
        ("requestId", _) => "req",
        ("assessorId" | "personId" | "personIds", _) => "per",
        ("runId", _) => "asr",
        ("goldCaseId", _) => "gld",
        ("bulkActId", _) | ("id", "bulkAct") => "blk",
        ("letterId", _) => "let",
        ("noteId", _) => "unt",
        ("suppressedAddressId", _) => "sup",
        ("tokenId", _) => "tok",
        ("sessionId", _) => "ses",
        ("providerId", _) => "idp",
        ("domainId", _) => "dom",
        ("ruleId", _) => "clr",
        ("savedReportId", _) => "rpt",
        ("exportId", _) | ("id", "export") => "exp",
        ("phraseId", _) => "phr",
        ("viewId", _) => "viw",
        ("joinRequestId", _) | ("id", "joinRequest") => "jrq",
        ("importId", _) | ("id", "import") => "imp",
        ("universityId" | "universityIds" | "fromId" | "intoId", _) | ("id", "university") => "uni",
        ("id", "edition") => "edi",
        ("id", "node") => "node",
        _ => panic!(
            "{root}({argument}): no sample id of its kind; teach tests/src/introspect.rs what it is the id of"
        ),
    }
}

/// An id of that kind that nothing has.
pub fn of_nothing(kind: &str) -> String {
    let kind = Kind::ALL.iter().find(|k| k.prefix() == kind).copied();
    id::encode(
        kind.unwrap_or(Kind::Application),
        Uuid::from_u128(0x0190_0000_0000_7000_8000_ffff_ffff_ffff),
    )
}

impl Types {
    /// As the schema says of itself.
    ///
    /// # Panics
    /// When it says nothing.
    pub async fn read() -> Self {
        let answer = schema::build().finish().execute(ASK).await;
        let answer = answer.data.into_json().expect("an answer is JSON");
        let types = answer["__schema"]["types"].as_array().expect("types");
        Self(
            types
                .iter()
                .filter(|t| !name(t).starts_with("__"))
                .map(|t| (name(t).to_owned(), t.clone()))
                .collect(),
        )
    }

    /// Every type.
    pub fn all(&self) -> impl Iterator<Item = &Value> {
        self.0.values()
    }

    /// Every question and mutation.
    pub fn roots(&self) -> Vec<Root> {
        let of = [("query", "Query"), ("mutation", "Mutation")];
        of.into_iter()
            .flat_map(|(operation, of)| self.fields_of(operation, of))
            .collect()
    }

    /// Every subscription.
    pub fn subscriptions(&self) -> Vec<Root> {
        self.fields_of("subscription", "Subscription").collect()
    }

    fn fields_of(&self, operation: &'static str, of: &str) -> impl Iterator<Item = Root> {
        list(&self.0[of], "fields").iter().map(move |field| Root {
            operation,
            name: name(field).to_owned(),
            args: list(field, "args").to_vec(),
            of: named(&field["type"]).1.to_owned(),
            composite: matches!(named(&field["type"]).0, "OBJECT" | "INTERFACE" | "UNION"),
        })
    }

    /// Where a root field takes ids.
    pub fn places(&self, root: &Root) -> Vec<Place> {
        let mut places = Vec::new();
        for arg in &root.args {
            self.find(root, arg, name(arg), &mut places);
        }
        places
    }

    fn find(&self, root: &Root, input: &Value, path: &str, places: &mut Vec<Place>) {
        let (kind, of) = named(&input["type"]);
        let first = format!("{path}.0");
        let path = if is_list(&input["type"]) {
            &first
        } else {
            path
        };
        if of == "ID" {
            let kind = kind_of(&root.name, name(input));
            places.push(Place {
                path: path.to_owned(),
                kind,
            });
        } else if kind == "INPUT_OBJECT" {
            for field in list(&self.0[of], "inputFields") {
                self.find(root, field, &format!("{path}.{}", name(field)), places);
            }
        }
    }

    /// A document for a root field and its variables: everything it must have, and the ids at `wanted` places.
    pub fn document(&self, root: &Root, ids: &Ids, wanted: Option<&Place>) -> (String, Value) {
        let (head, variables) = self.head(root, ids, wanted);
        let selected = if root.composite {
            " { __typename }"
        } else {
            ""
        };
        (format!("{head}{selected} }}"), variables)
    }

    /// Such a document as far as what is selected of the answer.
    fn head(&self, root: &Root, ids: &Ids, wanted: Option<&Place>) -> (String, Value) {
        let mut variables = Map::new();
        for arg in &root.args {
            let path = name(arg);
            let asked =
                wanted.is_some_and(|w| w.path == path || w.path.starts_with(&format!("{path}.")));
            if required(arg) || asked {
                let value = self.sample(root, arg, path, ids, wanted);
                variables.insert(path.to_owned(), value);
            }
        }
        (opening(root, &variables), Value::Object(variables))
    }

    /// What can be selected of a type without arguments that must be given, so many things deep.
    pub fn selections(&self, of: &str, deep: u8) -> Vec<String> {
        let Some(of) = self.all().find(|t| name(t) == of) else {
            return Vec::new();
        };
        let fields = list(of, "fields").iter().filter(|field| {
            let mut args = list(field, "args").iter();
            args.all(|arg| arg["type"]["kind"] != "NON_NULL" || !arg["defaultValue"].is_null())
        });
        fields
            .flat_map(|field| {
                let (kind, inner) = named(&field["type"]);
                let field = name(field);
                if kind != "OBJECT" {
                    return vec![field.to_owned()];
                }
                let below = match deep {
                    0 => Vec::new(),
                    _ => self.selections(inner, deep - 1),
                };
                let mut all = vec![format!("{field} {{ __typename }}")];
                all.extend(below.into_iter().map(|s| format!("{field} {{ {s} }}")));
                all
            })
            .collect()
    }

    fn sample(
        &self,
        root: &Root,
        input: &Value,
        path: &str,
        ids: &Ids,
        wanted: Option<&Place>,
    ) -> Value {
        if is_list(&input["type"]) {
            let first = format!("{path}.0");
            return Value::Array(vec![self.single(root, input, &first, ids, wanted)]);
        }
        self.single(root, input, path, ids, wanted)
    }

    fn single(
        &self,
        root: &Root,
        input: &Value,
        path: &str,
        ids: &Ids,
        wanted: Option<&Place>,
    ) -> Value {
        let (kind, of) = named(&input["type"]);
        match (kind, of) {
            (_, "ID") => {
                let kind = kind_of(&root.name, name(input));
                json!(ids.get(kind).cloned().unwrap_or_else(|| of_nothing(kind)))
            }
            (_, "Int") => json!(1),
            (_, "Boolean") => json!(true),
            (_, "Float") => json!(1.0),
            (_, "Date") => json!("2026-12-07"),
            ("ENUM", _) => json!(name(&list(&self.0[of], "enumValues")[0])),
            ("INPUT_OBJECT", _) => {
                let mut object = Map::new();
                for field in list(&self.0[of], "inputFields") {
                    let inner = format!("{path}.{}", name(field));
                    let within = format!("{inner}.");
                    let asked = |w: &Place| w.path == inner || w.path.starts_with(&within);
                    if required(field) || wanted.is_some_and(asked) {
                        object.insert(
                            name(field).to_owned(),
                            self.sample(root, field, &inner, ids, wanted),
                        );
                    }
                }
                Value::Object(object)
            }
            (_, "String") => json!(match name(input) {
                "level" => "BRONZE",
                "ref" | "criteria" => "1.1",
                "url" => "https://example.test/",
                "size" => "10",
                "sha256" => "0000000000000000000000000000000000000000000000000000000000000000",
                _ => "text",
            }),
            other => panic!("no sample of {other:?}: teach tests/src/introspect.rs one"),
        }
    }
}

/// A thing's name.
pub fn name(of: &Value) -> &str {
    of["name"].as_str().unwrap_or_default()
}

/// A list of an introspected thing; empty where it has none.
pub fn list<'a>(of: &'a Value, what: &str) -> &'a [Value] {
    of[what].as_array().map_or(&[], Vec::as_slice)
}

/// The kind and name of a type inside its wrappers.
pub fn named(of: &Value) -> (&str, &str) {
    match of["ofType"].as_object() {
        Some(_) => named(&of["ofType"]),
        None => (of["kind"].as_str().unwrap_or_default(), name(of)),
    }
}

/// Whether a type is a list, whatever else it is.
pub fn is_list(of: &Value) -> bool {
    of["kind"] == "LIST" || (of["ofType"].is_object() && is_list(&of["ofType"]))
}

fn required(input: &Value) -> bool {
    input["type"]["kind"] == "NON_NULL" && input["defaultValue"].is_null()
}

/// A document that gives a root field these of its arguments, as far as what is selected of the answer.
fn opening(root: &Root, variables: &Map<String, Value>) -> String {
    let (mut declared, mut given) = (String::new(), String::new());
    for arg in &root.args {
        let arg_name = name(arg);
        if variables.contains_key(arg_name) {
            declared += &format!("${arg_name}: {} ", written(&arg["type"]));
            given += &format!("{arg_name}: ${arg_name} ");
        }
    }
    let around = |text: &str| {
        if text.is_empty() {
            String::new()
        } else {
            format!("({text})")
        }
    };
    format!(
        "{}{} {{ {}{}",
        root.operation,
        around(&declared),
        root.name,
        around(&given)
    )
}

/// The type as a document writes it.
fn written(of: &Value) -> String {
    match of["kind"].as_str() {
        Some("NON_NULL") => format!("{}!", written(&of["ofType"])),
        Some("LIST") => format!("[{}]", written(&of["ofType"])),
        _ => name(of).to_owned(),
    }
}
