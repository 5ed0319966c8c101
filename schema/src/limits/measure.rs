//! What a document's operations come to as its fragments expand: each fragment is counted once.

use std::collections::HashMap;

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

/// Fragments that spread fragments, at most: bounds the stack here, and nobody writes more.
const FRAGMENT_CHAIN: usize = 32;

/// Counts of a selection as its fragments expand. They saturate; a cycle counts as the most there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Size {
    pub fields: usize,
    pub root_fields: usize,
    pub aliases: usize,
    pub directives: usize,
    /// Fields within fields.
    pub depth: usize,
    /// What it costs to describe the schema: a field's cost times how many there are of it.
    pub description: usize,
    /// Fields, fragments and spreads within one another.
    pub steps: usize,
}

impl Size {
    const ENDLESS: Self = Self {
        fields: usize::MAX,
        root_fields: usize::MAX,
        aliases: usize::MAX,
        directives: usize::MAX,
        depth: usize::MAX,
        description: usize::MAX,
        steps: usize::MAX,
    };

    /// Beside one another.
    fn add(&mut self, other: Self) {
        self.fields = self.fields.saturating_add(other.fields);
        self.root_fields = self.root_fields.saturating_add(other.root_fields);
        self.aliases = self.aliases.saturating_add(other.aliases);
        self.directives = self.directives.saturating_add(other.directives);
        self.depth = self.depth.max(other.depth);
        self.description = self.description.saturating_add(other.description);
        self.steps = self.steps.max(other.steps);
    }
}

/// All operations and all fragments together: validation walks those that nobody uses too.
pub(super) fn document(document: &ExecutableDocument) -> Size {
    let mut measure = Measure {
        document,
        known: HashMap::with_capacity(document.fragments.len()),
    };
    let mut total = Size::default();
    for (_, operation) in document.operations.iter() {
        let mut size = measure.selection(&operation.node.selection_set.node, 0);
        size.directives = size
            .directives
            .saturating_add(operation.node.directives.len());
        for variable in &operation.node.variable_definitions {
            size.directives = size
                .directives
                .saturating_add(variable.node.directives.len());
        }
        // Only one of several operations is run.
        size.root_fields = size.root_fields.max(total.root_fields);
        total.root_fields = 0;
        total.add(size);
    }
    for name in document.fragments.keys() {
        if !measure.known.contains_key(name.as_str()) {
            let size = Size {
                root_fields: 0,
                ..measure.fragment(name.as_str(), 0)
            };
            total.add(size);
        }
    }
    total
}

struct Measure<'a> {
    document: &'a ExecutableDocument,
    /// None while a fragment is being counted: meeting it again then is a cycle.
    known: HashMap<&'a str, Option<Size>>,
}

impl<'a> Measure<'a> {
    fn selection(&mut self, set: &'a SelectionSet, chain: usize) -> Size {
        let mut total = Size::default();
        for item in &set.items {
            let mut size = match &item.node {
                Selection::Field(field) => {
                    let mut size = self.selection(&field.node.selection_set.node, chain);
                    size.fields = size.fields.saturating_add(1);
                    size.depth = size.depth.saturating_add(1);
                    size.description = size
                        .description
                        .saturating_mul(how_many(field.node.name.node.as_str()))
                        .saturating_add(1);
                    size.aliases = size
                        .aliases
                        .saturating_add(usize::from(field.node.alias.is_some()));
                    size.root_fields = 1;
                    size
                }
                Selection::InlineFragment(inline) => {
                    self.selection(&inline.node.selection_set.node, chain)
                }
                Selection::FragmentSpread(spread) => {
                    self.fragment(spread.node.fragment_name.node.as_str(), chain)
                }
            };
            size.steps = size.steps.saturating_add(1);
            size.directives = size.directives.saturating_add(item.node.directives().len());
            total.add(size);
        }
        total
    }

    fn fragment(&mut self, name: &'a str, chain: usize) -> Size {
        if let Some(known) = self.known.get(name) {
            return known.unwrap_or(Size::ENDLESS);
        }
        // A fragment that is not there is validation's to tell of.
        let Some(fragment) = self.document.fragments.get(name) else {
            return Size::default();
        };
        if chain == FRAGMENT_CHAIN {
            return Size::ENDLESS;
        }
        self.known.insert(name, None);
        let mut size = self.selection(&fragment.node.selection_set.node, chain + 1);
        size.directives = size
            .directives
            .saturating_add(fragment.node.directives.len());
        self.known.insert(name, Some(size));
        size
    }
}

/// How many there are, in a schema of this size, of what introspection lists. Types lead to fields and fields to types, so a
/// short question can ask for billions; no page bounds these lists, and no field of the schema's own has such a name.
fn how_many(field: &str) -> usize {
    match field {
        "types" => 150,
        "fields" | "inputFields" => 10,
        "enumValues" => 5,
        "args" | "directives" | "locations" | "possibleTypes" => 3,
        "interfaces" => 2,
        _ => 1,
    }
}
