//! The walk: everything is asked in the empty world, and asked again, word for word, in the full one.

use std::collections::{BTreeSet, VecDeque};
use std::fmt;

use futures_util::StreamExt;
use serde_json::Value;
use tests::Person;
use tests::introspect::asks::Ask;

use super::alike::{self, LAWFUL, New};
use super::made::Worlds;

/// How many ask at once.
const AT_ONCE: usize = 3;
/// Pages that are read on, at most.
const PAGES: usize = 3;
/// Times that a question is asked again without what it was refused for.
const ROUNDS: usize = 40;

/// One question and what was said to it where Brackenfield is empty.
#[derive(Debug, Clone)]
pub(super) struct Told {
    /// Its root field.
    pub(super) root: String,
    /// What of it is tried.
    pub(super) with: String,
    pub(super) document: String,
    pub(super) variables: Value,
    pub(super) said: String,
}

/// Where two answers differ.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Difference {
    /// Who asked.
    pub(super) who: String,
    /// The root field and where in the answer, such as `applications.nodes.0.id`; an error's is under its own name.
    pub(super) path: String,
    /// What of the field was tried.
    pub(super) with: String,
    /// What was said in the empty world, and in the full one.
    pub(super) said: (String, String),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who = if self.who.is_empty() {
            "a stranger"
        } else {
            &self.who
        };
        write!(
            f,
            "{who}: {} ({}): {} | {}",
            self.path, self.with, self.said.0, self.said.1
        )
    }
}

/// Everything one can be told in the empty world.
pub(super) async fn explore(worlds: &Worlds, person: &Person) -> Vec<Told> {
    let asks = worlds.types.questions(&worlds.known);
    let each = asks.into_iter().map(|ask| follow(worlds, person, ask));
    let told: Vec<Vec<Told>> = futures_util::stream::iter(each)
        .buffered(AT_ONCE)
        .collect()
        .await;
    told.into_iter().flatten().collect()
}

/// A question and what follows from its answer: in parts where it is too much, without what is refused, page after page.
async fn follow(worlds: &Worlds, person: &Person, ask: Ask) -> Vec<Told> {
    let mut told = Vec::new();
    let mut open = VecDeque::from([(ask, 0)]);
    let mut pages = 0;
    while let Some((ask, round)) = open.pop_front() {
        let document = ask.document();
        let heard = person.hear(&document, &ask.variables).await;
        told.push(Told {
            root: ask.root.clone(),
            with: ask.with.clone(),
            document,
            variables: ask.variables.clone(),
            said: alike::plain(&heard),
        });
        let Ok(answer) = serde_json::from_str::<Value>(&heard.text) else {
            continue;
        };
        let errors = answer["errors"].as_array().map_or(&[][..], Vec::as_slice);
        let broken = errors.iter().any(|e| e["extensions"]["code"] == "INTERNAL");
        assert!(
            !broken,
            "{}: {} {}: {answer:#}",
            person.name(),
            ask.document(),
            ask.variables
        );
        if errors
            .iter()
            .any(|e| e["extensions"]["code"] == "TOO_COMPLEX")
        {
            if let Some((first, second)) = ask.tree.halves() {
                open.extend([first, second].map(|half| (ask.selecting(half), round)));
            }
            continue;
        }
        let mut tree = ask.tree.clone();
        let mut less = false;
        for error in errors {
            let path = error["path"].as_array().map_or(&[][..], Vec::as_slice);
            let path: Vec<&str> = path.iter().filter_map(Value::as_str).skip(1).collect();
            less |= !path.is_empty() && tree.leave_out(&path);
        }
        if less && round < ROUNDS {
            open.push_back((ask.selecting(tree), round + 1));
            continue;
        }
        let page = &answer["data"][&ask.root]["pageInfo"];
        if ask.paged && page["hasNextPage"] == true && pages < PAGES {
            pages += 1;
            let cursor = page["endCursor"].as_str().unwrap_or_default();
            open.push_back((ask.after(&worlds.types, cursor), round));
        }
    }
    told
}

/// The same questions in another world, and where what is said differs.
pub(super) async fn again(person: &Person, who: &str, told: &[Told]) -> Vec<Difference> {
    again_through(person, who, told, |_, said| said).await
}

/// The same, where what is said passes through something on its way.
pub(super) async fn again_through(
    person: &Person,
    who: &str,
    told: &[Told],
    through: impl Fn(&Told, String) -> String,
) -> Vec<Difference> {
    let asked = told.iter().map(|one| async move {
        let heard = person.hear(&one.document, &one.variables).await;
        (one, alike::plain(&heard))
    });
    let mut found = Vec::new();
    let mut answers = futures_util::stream::iter(asked).buffer_unordered(AT_ONCE);
    while let Some((one, said)) = answers.next().await {
        let said = through(one, said);
        if said != one.said {
            found.extend(differences(who, one, &said));
        }
    }
    found.sort();
    found
}

/// Every act in both worlds, step by step; how many there were, and where what is said to them differs.
pub(super) async fn act(
    worlds: &Worlds,
    who: &'static str,
    (empty, full): (Person, Person),
    roots: impl Fn(&str) -> bool,
    through: impl Fn(&Ask, String) -> String,
) -> (usize, Vec<Difference>) {
    let told = worlds.told(who).await;
    let old: BTreeSet<String> = told
        .iter()
        .flat_map(|one| alike::words(&one.said))
        .chain(worlds.old.iter().map(String::as_str))
        .map(str::to_owned)
        .collect();
    let mut acts = worlds.types.acts(&worlds.few);
    acts.retain(|ask| roots(&ask.root));
    // What may lawfully differ comes later, for what follows it may; what ends a session comes last: nothing is asked by it.
    let lawful = |ask: &Ask| {
        LAWFUL
            .iter()
            .any(|(_, place, _)| place.trim_end_matches('.') == ask.root)
    };
    acts.sort_by_key(|ask| (ask.root.starts_with("end"), lawful(ask)));
    let mut new = [New::default(), New::default()];
    let mut found = Vec::new();
    for ask in &acts {
        let document = ask.document();
        let (first, second) = tokio::join!(
            empty.hear(&document, &ask.variables),
            full.hear(&document, &ask.variables)
        );
        let one = Told {
            root: ask.root.clone(),
            with: ask.with.clone(),
            document,
            variables: ask.variables.clone(),
            said: new[0].called(&alike::plain(&first), &old),
        };
        assert!(
            !first.text.contains("\"INTERNAL\""),
            "{who}: {} {}",
            one.document,
            one.variables
        );
        let said = through(ask, alike::plain(&second));
        let said = new[1].called(&said, &old);
        if said != one.said {
            found.extend(differences(who, &one, &said));
        }
    }
    (acts.len(), found)
}

/// Where exactly they differ: by what is in the answers, or as a whole where that is not readable.
fn differences(who: &str, one: &Told, said: &str) -> Vec<Difference> {
    let parts = |text: &str| {
        let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
        (
            head.to_owned(),
            serde_json::from_str::<Value>(body).unwrap_or_else(|_| body.into()),
        )
    };
    let (first, second) = (parts(&one.said), parts(said));
    let mut found = Vec::new();
    if first.0 != second.0 {
        found.push((format!("{}.<head>", one.root), first.0, second.0));
    }
    let (here, there) = (&first.1["data"], &second.1["data"]);
    compare(&one.root, &here[&one.root], &there[&one.root], &mut found);
    let errors = format!("{}.<errors>", one.root);
    compare(&errors, &first.1["errors"], &second.1["errors"], &mut found);
    if found.is_empty() {
        compare(
            &format!("{}.<rest>", one.root),
            &first.1,
            &second.1,
            &mut found,
        );
    }
    if found.is_empty() {
        let same = one
            .said
            .chars()
            .zip(said.chars())
            .take_while(|(a, b)| a == b)
            .count();
        let near = |text: &str| text.chars().skip(same.saturating_sub(300)).collect();
        found.push((format!("{}.<bytes>", one.root), near(&one.said), near(said)));
    }
    let short = |text: String| text.chars().take(600).collect::<String>();
    let difference = |(path, here, there)| Difference {
        who: who.to_owned(),
        path,
        with: one.with.clone(),
        said: (short(here), short(there)),
    };
    found.into_iter().map(difference).collect()
}

fn compare(path: &str, here: &Value, there: &Value, found: &mut Vec<(String, String, String)>) {
    match (here, there) {
        (Value::Object(a), Value::Object(b)) => {
            let names: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
            for name in names {
                compare(&format!("{path}.{name}"), &here[name], &there[name], found);
            }
        }
        (Value::Array(a), Value::Array(b)) => {
            for place in 0..a.len().max(b.len()) {
                let item = |of: &[Value]| of.get(place).cloned().unwrap_or_default();
                compare(&format!("{path}.{place}"), &item(a), &item(b), found);
            }
        }
        _ if here == there => {}
        _ => found.push((path.to_owned(), here.to_string(), there.to_string())),
    }
}
