//! Which fields a set of questions asks for, and which there are to ask for.

use std::collections::BTreeSet;

use super::asks::Ask;
use super::tree::Tree;
use super::{Types, list, name, named, required};

impl Types {
    /// Every field that a question can reach and that needs no argument, as `Type.field`.
    pub fn reachable(&self) -> BTreeSet<String> {
        let (mut found, mut seen) = (BTreeSet::new(), BTreeSet::new());
        let mut open = vec!["Query".to_owned()];
        while let Some(of) = open.pop() {
            if !seen.insert(of.clone()) {
                continue;
            }
            open.extend(
                list(&self.0[&of], "possibleTypes")
                    .iter()
                    .map(|t| name(t).to_owned()),
            );
            for field in list(&self.0[&of], "fields") {
                if of != "Query" && list(field, "args").iter().any(required) {
                    continue;
                }
                found.insert(format!("{of}.{}", name(field)));
                let (kind, inner) = named(&field["type"]);
                if matches!(kind, "OBJECT" | "INTERFACE" | "UNION") {
                    open.push(inner.to_owned());
                }
            }
        }
        found
    }

    /// The fields that these questions ask for.
    pub fn asked(&self, asks: &[Ask]) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for ask in asks {
            found.insert(format!("Query.{}", ask.root));
            if let Some(of) = self.of_field("Query", &ask.root) {
                self.asked_below(&of, &ask.tree, &mut found);
            }
        }
        found
    }

    fn asked_below(&self, of: &str, tree: &Tree, found: &mut BTreeSet<String>) {
        for (field, below) in tree.fields() {
            if let Some(possible) = field.strip_prefix("... on ") {
                self.asked_below(possible, below, found);
            } else if let Some(inner) = self.of_field(of, field) {
                found.insert(format!("{of}.{field}"));
                self.asked_below(&inner, below, found);
            }
        }
    }

    fn of_field(&self, of: &str, field: &str) -> Option<String> {
        let mut fields = list(self.0.get(of)?, "fields").iter();
        let found = fields.find(|f| name(f) == field)?;
        Some(named(&found["type"]).1.to_owned())
    }
}
