//! The lives as `docs/lives.md` draws them, made from the tables that the code walks.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

use domain::lifecycle::{
    ApplicationFacts, ApplicationState, AwardFacts, AwardState, BulkFacts, BulkKind, BulkState,
    ExportFacts, ExportState, FileFacts, FileState, ImportFacts, ImportState, InvoiceFacts,
    InvoiceState, JoinFacts, JoinState, LetterState, Life, Move, OrderFacts, OrderState,
    QuoteFacts, QuoteState, RequestDue, RequestState, UniversityFacts, UniversityState, step,
};

use domain::pricing::{Balance, Currency, Money};

use crate::words::day;

fn page() -> String {
    let mut text = String::from(
        "# Lives\n\nWhat there is moves only so; anything else is refused (L1). Beside each act stand the \
         numbers of the rules that guard it; an act without a number has no guard. Made from the tables in \
         `domain/src/lifecycle/` by `make lives`; do not edit.\n",
    );
    draw::<ApplicationState>(&mut text, &ApplicationFacts::default());
    draw::<RequestState>(
        &mut text,
        &RequestDue {
            due_on: day("2026-11-30"),
        },
    );
    draw::<FileState>(&mut text, &FileFacts::default());
    draw::<QuoteState>(&mut text, &QuoteFacts::default());
    draw::<OrderState>(
        &mut text,
        &OrderFacts {
            priced: true,
            application: ApplicationState::Submitted,
            reason: "",
        },
    );
    draw::<InvoiceState>(
        &mut text,
        &InvoiceFacts {
            balance: Balance::of(Money::zero(Currency::GBP)),
            amount: Money::zero(Currency::GBP),
            left: Money::zero(Currency::GBP),
            received_on: None,
            payments: 0,
            reason: "",
        },
    );
    draw::<AwardState>(
        &mut text,
        &AwardFacts {
            level_rank: 1,
            expires_on: day("2027-11-22"),
            next_rank: None,
            reason: "",
        },
    );
    draw::<ImportState>(
        &mut text,
        &ImportFacts {
            good: 1,
            left: 1,
            ..ImportFacts::default()
        },
    );
    draw::<BulkState>(
        &mut text,
        &BulkFacts {
            kind: BulkKind::Hold,
            may: 1,
            applied_at: None,
            now: day("2026-11-22").and_time(Default::default()).and_utc(),
        },
    );
    draw::<JoinState>(&mut text, &JoinFacts { reason: "Said." });
    draw::<LetterState>(&mut text, &());
    draw::<UniversityState>(&mut text, &UniversityFacts::default());
    draw::<ExportState>(
        &mut text,
        &ExportFacts {
            ended_at: None,
            now: day("2026-11-22").and_time(Default::default()).and_utc(),
        },
    );
    text
}

fn draw<S: Life>(text: &mut String, facts: &S::Facts<'_>) {
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
    text.push_str("\nAnything else is refused, such as:\n\n");
    for line in refused::<S>(facts) {
        let _ = writeln!(text, "- {line}");
    }
}

/// What is told where an act is not in the life: for each act and each state, the first there is.
fn refused<S: Life>(facts: &S::Facts<'_>) -> BTreeSet<String> {
    let elsewhere = |state: S, act: S::Act| {
        !S::MOVES
            .iter()
            .any(|row| row.from == state && row.act == act)
    };
    let tell = |state: S, act: S::Act| {
        step(state, act, facts, day("2026-11-23"))
            .unwrap_err()
            .to_string()
    };
    let by_act = S::ACTS.iter().filter_map(|act| {
        let state = S::STATES.iter().find(|state| elsewhere(**state, *act))?;
        Some(tell(*state, *act))
    });
    let by_state = S::STATES.iter().filter_map(|state| {
        let act = S::ACTS.iter().find(|act| elsewhere(*state, **act))?;
        Some(tell(*state, *act))
    });
    by_act.chain(by_state).collect()
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
    sound::<BulkState>();
    sound::<ExportState>();
    sound::<JoinState>();
    sound::<LetterState>();
    sound::<UniversityState>();
}
