//! Everything that can be asked: each argument in turn with each value that tells something, and all that is selected below.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::tree::Tree;
use super::{
    Ids, Place, Root, Types, is_list, kind_of, list, name, named, of_nothing, opening, required,
};

/// What there is to ask about.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Ids by kind: one's own and others', each once.
    pub ids: BTreeMap<&'static str, Vec<String>>,
    /// Numbers of invoices, one's own and others'.
    pub invoices: Vec<String>,
    /// Numbers of certificates.
    pub certificates: Vec<String>,
    /// Words that something of one's own or of others' has in its name.
    pub words: Vec<String>,
}

/// One question or mutation.
#[derive(Debug, Clone)]
pub struct Ask {
    /// Its root field.
    pub root: String,
    /// What of it is tried, such as `filter.state = DRAFT`; nothing when it is asked plainly.
    pub with: String,
    /// The values of its variables.
    pub variables: Value,
    /// What is selected; nothing of what has no fields.
    pub tree: Tree,
    /// Whether it asks for the first row alone, so that what follows is asked page by page.
    pub paged: bool,
    head: String,
}

impl Ask {
    /// The document.
    pub fn document(&self) -> String {
        if self.tree == Tree::default() {
            return format!("{} }}", self.head);
        }
        format!("{} {{{} }} }}", self.head, self.tree)
    }

    /// The same, selecting otherwise.
    pub fn selecting(&self, tree: Tree) -> Self {
        Self {
            tree,
            ..self.clone()
        }
    }

    /// The same page after this cursor.
    pub fn after(&self, types: &Types, cursor: &str) -> Self {
        let mut asked = self.variables.as_object().cloned().unwrap_or_default();
        asked.insert("after".to_owned(), json!(cursor));
        let root = types.roots().into_iter().find(|r| r.name == self.root);
        let root = root.expect("a root field of the schema");
        Self {
            head: opening(&root, &asked),
            variables: Value::Object(asked),
            with: format!("{} and on", self.with),
            ..self.clone()
        }
    }
}

/// How deep a question looks below what it is about, and below one thing by its id.
const DEEP: u8 = 2;
const DEEPER: u8 = 4;

impl Types {
    /// All that is selected of a type, so many things deep and no type within itself.
    pub fn tree(&self, of: &str, deep: u8) -> Tree {
        self.below(of, deep, &mut Vec::new())
    }

    fn below(&self, of: &str, deep: u8, within: &mut Vec<String>) -> Tree {
        let mut fields = BTreeMap::new();
        within.push(of.to_owned());
        for possible in list(&self.0[of], "possibleTypes") {
            let below = self.below(name(possible), 1, &mut Vec::new());
            fields.insert(format!("... on {}", name(possible)), below);
        }
        for field in list(&self.0[of], "fields") {
            if list(field, "args").iter().any(required) {
                continue;
            }
            let (kind, inner) = named(&field["type"]);
            if !matches!(kind, "OBJECT" | "INTERFACE" | "UNION") {
                fields.insert(name(field).to_owned(), Tree::default());
                continue;
            }
            if within.iter().any(|t| t == inner) {
                fields.insert(name(field).to_owned(), self.which(inner));
                continue;
            }
            // A page is no thing of its own.
            let page = ["Connection", "Edge", "Payload"].map(|end| inner.ends_with(end));
            let left = match page.contains(&true) || inner == "PageInfo" {
                true => Some(deep),
                false => deep.checked_sub(1),
            };
            let below = match left {
                // The same things again, by the other way round.
                Some(_) if inner.ends_with("Edge") => self.edge(inner),
                Some(left) => self.below(inner, left, within),
                None => self.which(inner),
            };
            let none = below == Tree::default();
            let below = if none { self.which(inner) } else { below };
            fields.insert(name(field).to_owned(), below);
        }
        within.pop();
        Tree::from_iter(fields)
    }

    /// Which thing it is, and no more of it.
    fn which(&self, of: &str) -> Tree {
        let mut fields = list(&self.0[of], "fields").iter().map(name);
        let field = fields.find(|f| *f == "id").unwrap_or("__typename");
        Tree::from_iter([(field.to_owned(), Tree::default())])
    }

    fn edge(&self, of: &str) -> Tree {
        let fields = list(&self.0[of], "fields").iter().map(|field| {
            let below = match named(&field["type"]) {
                ("OBJECT", inner) => self.below(inner, 0, &mut Vec::new()),
                _ => Tree::default(),
            };
            (name(field).to_owned(), below)
        });
        fields.collect()
    }

    /// Every question with each of its arguments in turn.
    ///
    /// # Panics
    /// For an argument that nobody taught this.
    pub fn questions(&self, known: &Known) -> Vec<Ask> {
        let roots = self.roots();
        let queries = roots.iter().filter(|root| root.operation == "query");
        queries
            .flat_map(|root| self.question(root, known))
            .collect()
    }

    /// Every subscription, as far as what an event says of itself.
    pub fn hearings(&self, known: &Known) -> Vec<Ask> {
        let roots = self.subscriptions();
        let plain = |root: &Root| {
            let ask = self.question(root, known).into_iter().next();
            ask.map(|ask| ask.selecting(self.tree(&root.of, 0)))
        };
        roots.iter().filter_map(plain).collect()
    }

    fn question(&self, root: &Root, known: &Known) -> Vec<Ask> {
        let mut base = Map::new();
        for arg in root.args.iter().filter(|arg| required(arg)) {
            let first = self.values(root, arg, known).into_iter().next();
            let (_, value) = first.expect("a value of what must be given");
            base.insert(name(arg).to_owned(), value);
        }
        let ask = |with: String, variables: Map<String, Value>, deep: u8, paged: bool| Ask {
            root: root.name.clone(),
            with,
            head: opening(root, &variables),
            variables: Value::Object(variables),
            tree: if root.composite {
                self.tree(&root.of, deep)
            } else {
                Tree::default()
            },
            paged,
        };
        let by_id = root
            .args
            .iter()
            .any(|arg| required(arg) && name(arg) == "id");
        let deep = if by_id { DEEPER } else { DEEP };
        let mut asks = vec![ask(String::new(), base.clone(), deep, false)];
        for arg in &root.args {
            for (with, value) in self.values(root, arg, known) {
                let mut variables = base.clone();
                variables.insert(name(arg).to_owned(), value);
                let paged = with == "first = 1";
                let deep = if required(arg) { DEEP } else { 0 };
                asks.push(ask(with, variables, deep, paged));
            }
        }
        asks
    }

    /// Every mutation with a sample of what it takes, and with each id that there is at each place of one.
    pub fn acts(&self, known: &Known) -> Vec<Ask> {
        let mut asks = Vec::new();
        for root in self.roots().iter().filter(|r| r.operation == "mutation") {
            let own: Ids = known
                .ids
                .iter()
                .filter_map(|(kind, ids)| Some((*kind, ids.first()?.clone())))
                .collect();
            let plain = self.head(root, &own, None);
            let mut tried = vec![(String::new(), plain)];
            for place in self.places(root) {
                for id in known.of(place.kind) {
                    let with = format!("{} = {id}", place.path);
                    tried.push((with, self.placed(root, &own, &place, &id)));
                }
            }
            asks.extend(tried.into_iter().map(|(with, (head, variables))| Ask {
                root: root.name.clone(),
                with,
                head,
                variables,
                tree: if root.composite {
                    self.tree(&root.of, 1)
                } else {
                    Tree::default()
                },
                paged: false,
            }));
        }
        asks
    }

    fn placed(&self, root: &Root, own: &Ids, place: &Place, id: &str) -> (String, Value) {
        let (head, mut variables) = self.head(root, own, Some(place));
        let pointer = format!("/{}", place.path.replace('.', "/"));
        *variables.pointer_mut(&pointer).expect("the place is given") = json!(id);
        (head, variables)
    }

    /// The values that an argument is tried with, each with what it says.
    fn values(&self, root: &Root, input: &Value, known: &Known) -> Vec<(String, Value)> {
        let (kind, of) = named(&input["type"]);
        let called = name(input);
        let single: Vec<(String, Value)> = match (kind, of) {
            ("INPUT_OBJECT", _) => self.objects(root, input, of, known),
            _ => self
                .singles(root, input, known)
                .into_iter()
                .map(|value| match &value {
                    Value::String(text) => (format!("{called} = {text}"), value),
                    _ => (format!("{called} = {value}"), value),
                })
                .collect(),
        };
        if is_list(&input["type"]) {
            return single
                .into_iter()
                .map(|(with, v)| (with, json!([v])))
                .collect();
        }
        single
    }

    fn singles(&self, root: &Root, input: &Value, known: &Known) -> Vec<Value> {
        let (kind, of) = named(&input["type"]);
        let called = name(input);
        let texts = |texts: &[&str]| texts.iter().map(|text| json!(text)).collect();
        match (kind, of) {
            (_, "ID") => known
                .of(kind_of(&root.name, called))
                .into_iter()
                .map(Value::from)
                .collect(),
            (_, "Boolean") => vec![json!(true), json!(false)],
            (_, "Date") => texts(&["2026-11-24", "2026-01-01", "2027-12-31"]),
            ("ENUM", _) => list(&self.0[of], "enumValues")
                .iter()
                .map(|v| json!(name(v)))
                .collect(),
            (_, "Int") => match called {
                "first" => vec![json!(1), json!(100)],
                "months" | "initial" | "reaccreditation" => vec![json!(1), json!(12)],
                _ => panic!(
                    "{}({called}): teach tests/src/introspect/asks.rs a number to try",
                    root.name
                ),
            },
            (_, "String") => match (called, root.name.as_str()) {
                ("search" | "words" | "who", _) => known.words.iter().map(|w| json!(w)).collect(),
                ("number", "invoice") => known.invoices.iter().map(|n| json!(n)).collect(),
                ("number", "registerEntry") => {
                    known.certificates.iter().map(|n| json!(n)).collect()
                }
                ("after", _) => texts(&["", "ffff"]),
                ("level", _) => texts(&["BRONZE", "GOLD"]),
                ("acts", _) => texts(&["programme.added", "application.submitted"]),
                ("scheme", _) => texts(&["UNIVERSITY", "NONE"]),
                ("document" | "ledBy" | "expectations" | "subject" | "text", _) => texts(&["{}"]),
                _ => panic!(
                    "{}({called}): teach tests/src/introspect/asks.rs a word to try",
                    root.name
                ),
            },
            other => panic!("no values of {other:?}: teach tests/src/introspect/asks.rs some"),
        }
    }

    /// An object with what it must have, and each of its fields in turn.
    fn objects(&self, root: &Root, input: &Value, of: &str, known: &Known) -> Vec<(String, Value)> {
        let fields = list(&self.0[of], "inputFields");
        let mut base = Map::new();
        for field in fields.iter().filter(|field| required(field)) {
            let first = self.values(root, field, known).into_iter().next();
            base.insert(name(field).to_owned(), first.expect("a value").1);
        }
        let mut tried = Vec::new();
        for field in fields {
            for (with, value) in self.values(root, field, known) {
                let mut object = base.clone();
                object.insert(name(field).to_owned(), value);
                tried.push((format!("{}.{with}", name(input)), Value::Object(object)));
            }
        }
        tried
    }
}

impl Known {
    /// The ids of a kind; where an id may be of anything, all of them; where there is none, one of nothing.
    fn of(&self, kind: &str) -> Vec<String> {
        if kind == "node" {
            return self.ids.values().flatten().cloned().collect();
        }
        let known = self.ids.get(kind).filter(|ids| !ids.is_empty());
        known.cloned().unwrap_or_else(|| vec![of_nothing(kind)])
    }
}
