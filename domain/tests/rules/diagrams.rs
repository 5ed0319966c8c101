//! The lives as `docs/lives.md` draws them, made from the tables that the code walks.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use domain::lifecycle::{
    ApplicationState, AwardState, FileState, InvoiceState, Life, Move, OrderState, QuoteState,
    RequestState,
};

fn page() -> String {
    let mut text = String::from(
        "# Lives\n\nWhat there is moves only so; anything else is refused (L1). Beside each act stand the \
         numbers of the rules that guard it; an act without a number has no guard. Made from the tables in \
         `domain/src/lifecycle/` by `make lives`; do not edit.\n",
    );
    draw::<ApplicationState>(&mut text);
    draw::<RequestState>(&mut text);
    draw::<FileState>(&mut text);
    draw::<QuoteState>(&mut text);
    draw::<OrderState>(&mut text);
    draw::<InvoiceState>(&mut text);
    draw::<AwardState>(&mut text);
    text
}

fn draw<S: Life>(text: &mut String) {
    let name = S::NAME;
    let title = name[..1].to_uppercase() + &name[1..];
    let _ = write!(
        text,
        "\n## {title}\n\n```mermaid\nstateDiagram-v2\n    [*] --> {}\n",
        S::FIRST
    );
    for row in S::MOVES {
        let _ = writeln!(text, "    {} --> {} : {}", row.from, row.to, label(row));
    }
    let ends = |state: &&S| S::MOVES.iter().all(|row| row.from != **state);
    for state in S::STATES.iter().filter(ends) {
        let _ = writeln!(text, "    {state} --> [*]");
    }
    text.push_str("```\n\n| from | act | to | where |\n|---|---|---|---|\n");
    for row in S::MOVES {
        let guards = row.guards.iter();
        let guards: Vec<_> = guards
            .map(|guard| format!("{} ({})", guard.words, guard.rules.join(", ")))
            .collect();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            row.from,
            row.act,
            row.to,
            guards.join("; ")
        );
    }
}

/// `START (M7, W1)`
fn label<S: Life>(row: &Move<S>) -> String {
    let mut rules: Vec<&str> = Vec::new();
    for rule in row.guards.iter().flat_map(|guard| guard.rules) {
        if !rules.contains(rule) {
            rules.push(rule);
        }
    }
    match rules.is_empty() {
        true => row.act.to_string(),
        false => format!("{} ({})", row.act, rules.join(", ")),
    }
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/lives.md")
}

#[test]
fn l1_the_drawn_lives_are_the_ones_in_docs() {
    let written = std::fs::read_to_string(path()).unwrap_or_default();
    assert!(
        written == page(),
        "docs/lives.md is not what the code says: run `make lives`"
    );
}

/// Run by `make lives`.
#[test]
#[ignore = "writes docs/lives.md"]
fn write_the_lives() {
    std::fs::write(path(), page()).unwrap();
}

fn sound<S: Life>() {
    let mut once = BTreeSet::new();
    let mut reached = vec![S::FIRST];
    for row in S::MOVES {
        let key = format!("{} {}", row.from, row.act);
        assert!(once.insert(key.clone()), "{key} leads to two states");
        assert!(
            row.guards.iter().all(|guard| !guard.rules.is_empty()),
            "{key} has a guard without a rule"
        );
    }
    while let Some(next) = S::MOVES
        .iter()
        .find(|row| reached.contains(&row.from) && !reached.contains(&row.to))
    {
        reached.push(next.to);
    }
    for state in S::STATES {
        assert!(reached.contains(state), "nothing leads to {state}");
    }
    for act in S::ACTS {
        assert!(
            S::MOVES.iter().any(|row| row.act == *act),
            "{act} moves nothing"
        );
    }
}

#[test]
fn l1_every_state_is_reached_and_no_act_is_ambiguous() {
    sound::<ApplicationState>();
    sound::<RequestState>();
    sound::<FileState>();
    sound::<QuoteState>();
    sound::<OrderState>();
    sound::<InvoiceState>();
    sound::<AwardState>();
}
