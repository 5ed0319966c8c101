//! The lives of applications, bulk acts, quotes, orders, invoices, files, requests, awards, imports, exports, letters, universities and requests to join.
//!
//! Each life is one table of moves, [`Life::MOVES`]: from a state, by an act, to a state, under its
//! guards. [`step`] reads that table, and so does the diagram in `docs/lives.md`. What is not in
//! the table is refused (L1).

mod application;
mod award;
mod bulk;
mod export;
mod file;
mod import;
mod invoice;
mod joining;
mod letter;
mod order;
mod quote;
mod reminding;
mod request;
mod university;

use std::fmt::{Debug, Display};

use chrono::NaiveDate;

use crate::code::code_enum;
use crate::refusal::{Fact, Reason, Reasons, Refusal, facts};
use crate::words;

pub use application::{
    ApplicationAct, ApplicationFacts, ApplicationState, SecondMarking, may_be_judged,
    says_its_language, waiting_on,
};
pub use award::{AwardAct, AwardFacts, AwardState};
pub use bulk::{
    BulkFacts, BulkKind, BulkState, BulkStep, BulkVerdict, MOST_AT_ONCE, TAKEN_BACK_WITHIN,
};
pub use export::{ExportAct, ExportFacts, ExportState};
pub use file::{FileAct, FileFacts, FileState};
pub use import::{ImportAct, ImportFacts, ImportState};
pub use invoice::{InvoiceAct, InvoiceFacts, InvoiceState, MOST_PAYMENTS};
pub use joining::{JoinAct, JoinFacts, JoinState};
pub use letter::{LetterAct, LetterState};
pub use order::{OrderAct, OrderFacts, OrderState};
pub use quote::{QuoteAct, QuoteFacts, QuoteState, QuotedFacts, no_order_number};
pub use reminding::{ReminderFacts, whom_to_remind};
pub use request::{
    MOST_ROUNDS, REMIND_BEFORE, RequestAct, RequestDue, RequestState, accept, next_round, reminder,
};
pub use university::{MergeInto, UniversityAct, UniversityFacts, UniversityState, merge};

/// A life: the states of one kind of entity, and the moves between them.
pub trait Life: Copy + Eq + Debug + Display + Into<Fact> + 'static {
    /// What may happen to it.
    type Act: Copy + Eq + Debug + Display + Into<Fact> + 'static;
    /// What its guards look at.
    type Facts<'a>;
    /// What it is called, such as `application`.
    const NAME: &'static str;
    /// The state it begins in.
    const FIRST: Self;
    /// Every state there is.
    const STATES: &'static [Self];
    /// Every act there is.
    const ACTS: &'static [Self::Act];
    /// Every move there is; at most one from a state by an act.
    const MOVES: &'static [Move<Self>];

    /// The state as people say it after `The application is`.
    fn said(self) -> &'static str;

    /// The act as people say it after `The application cannot`.
    fn cannot(act: Self::Act) -> &'static str;

    /// By which rule an act that is not in the life is refused in a state, and what to do instead.
    fn instead(self, act: Self::Act) -> (&'static str, &'static str);
}

/// One move of a life.
pub struct Move<S: Life> {
    /// Where it begins.
    pub from: S,
    /// What happens.
    pub act: S::Act,
    /// Where it leads.
    pub to: S,
    /// What must hold; all of them are asked.
    pub guards: &'static [Guard<S>],
}

/// A move as a row of its table.
const fn row<S: Life>(from: S, act: S::Act, to: S, guards: &'static [Guard<S>]) -> Move<S> {
    Move {
        from,
        act,
        to,
        guards,
    }
}

/// What must hold for a move.
pub struct Guard<S: Life> {
    /// The numbers of the rules it keeps.
    pub rules: &'static [&'static str],
    /// What must hold, in a few words.
    pub words: &'static str,
    /// Adds every reason why it does not hold on a day.
    check: for<'a> fn(&S::Facts<'a>, NaiveDate, &mut Reasons),
}

/// The next state after an act on a day.
///
/// # Errors
/// Refuses an act that is not in the life (L1), and gives the reasons of every guard that stands
/// in the way.
pub fn step<S: Life>(
    state: S,
    act: S::Act,
    facts: &S::Facts<'_>,
    today: NaiveDate,
) -> Result<S, Refusal> {
    let mut moves = S::MOVES.iter();
    let Some(found) = moves.find(|row| row.from == state && row.act == act) else {
        return Err(not_in_the_life(state, act).into());
    };
    let mut reasons = Reasons::new();
    for guard in found.guards {
        (guard.check)(facts, today, &mut reasons);
    }
    reasons.or(found.to)
}

fn not_in_the_life<S: Life>(state: S, act: S::Act) -> Reason {
    let (rule, instead) = state.instead(act);
    let message = format!(
        "The {} is {}, so it cannot {}. {instead}",
        S::NAME,
        state.said(),
        S::cannot(act)
    );
    Reason::new(rule, message).with(facts! { "state": state, "act": act })
}

code_enum! {
    /// How many programmes an application covers, and how they hang together (P4).
    pub enum ApplicationScope {
        /// One programme.
        Single = "SINGLE",
        /// Several with a combined approach.
        Combined = "COMBINED",
        /// All of the university's, run to one delivery framework.
        UniversityWide = "UNIVERSITY_WIDE",
    }
}

code_enum! {
    /// The language that an application is written in, by its tag; who judges it reads it (W2).
    pub enum ApplicationLanguage {
        /// English.
        English = "en",
        /// Welsh.
        Welsh = "cy",
    }
}

impl ApplicationLanguage {
    /// The language as a sentence says it: `Welsh`.
    pub fn in_words(self) -> &'static str {
        words::language(self.as_str())
    }
}

code_enum! {
    /// Whose move it is.
    pub enum Party {
        /// The university's.
        University = "UNIVERSITY",
        /// The operator's.
        Operator = "OPERATOR",
        /// The assessor's.
        Assessor = "ASSESSOR",
        /// Nobody's: its life is over.
        Nobody = "NOBODY",
    }
}
