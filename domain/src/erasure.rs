//! Erasing a person (T6): what goes, what stays and why, and what is in the way (U5).

use crate::code::code_enum;
use crate::refusal::{Reason, Reasons, Refusal};
use crate::words;

code_enum! {
    /// A part of what is held of a person.
    pub enum Part {
        /// What they are called, and their e-mail address.
        Name = "NAME",
        /// Identities, sessions, and when they last signed in.
        SignIn = "SIGN_IN",
        /// What they are or were at universities, and for the scheme.
        Role = "ROLE",
        /// Invitations, and requests of theirs that their university joins.
        Invitation = "INVITATION",
        /// Letters to them.
        Letter = "LETTER",
        /// Which letters they want; an address that is suppressed.
        Mail = "MAIL",
        /// What they keep for themselves.
        Own = "OWN",
        /// What assigning looks at in them.
        Assessor = "ASSESSOR",
        /// Machines' tokens that they made.
        Token = "TOKEN",
        /// Rows of imports that name them.
        Import = "IMPORT",
        /// Archives of what is held of them.
        Pack = "PACK",
        /// Lines of the trail with their name, their address, or where they did something from.
        TrailWords = "TRAIL_WORDS",
        /// Lines of the trail of what they did.
        Trail = "TRAIL",
        /// Decisions and marks that they gave.
        Decision = "DECISION",
        /// Ratings, evidence, questions and answers.
        Rating = "RATING",
        /// Quotes and payments that they dealt with.
        Money = "MONEY",
    }
}

impl Part {
    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Name => "Name and e-mail address",
            Self::SignIn => "Identities, sessions and sign-ins",
            Self::Role => "Roles, now and before",
            Self::Invitation => "Invitations, and requests to join",
            Self::Letter => "Letters to them",
            Self::Mail => "Settings of their e-mail",
            Self::Own => "Phrases, views and drafts of their own",
            Self::Assessor => "Capacity, absences and conflicts",
            Self::Token => "Machine tokens in force",
            Self::Import => "Rows of imports that name them",
            Self::Pack => "Archives of what is held of them",
            Self::TrailWords => "Lines of the trail with their name, address or network address",
            Self::Trail => "Lines of the trail of what they did",
            Self::Decision => "Decisions and marks",
            Self::Rating => "Ratings, evidence, questions and answers",
            Self::Money => "Quotes and payments",
        }
    }

    /// What becomes of it.
    pub const fn fate(self) -> Fate {
        match self {
            Self::Trail => Fate::Stays(
                "What happened is told as it was, by somebody who is not named any more. The chain still verifies.",
            ),
            Self::Decision => Fate::Stays(
                "Awards rest on them, and they can be worked out again. Nobody is named.",
            ),
            Self::Rating => Fate::Stays(
                "They are the university's records, and decisions rest on them. Nobody is named.",
            ),
            Self::Money => Fate::Stays("The law asks for accounts of six years. Nobody is named."),
            Self::Letter => {
                Fate::Goes("Address, subject and text go; that a letter was sent stays.")
            }
            Self::Token => Fate::Goes("They are revoked: no machine acts in their name."),
            Self::TrailWords => Fate::Goes(
                "The words go, and each line says less than before. That they went is told in the chain.",
            ),
            _ => Fate::Goes(""),
        }
    }
}

/// What becomes of a part when its person is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It goes, and how where that needs saying.
    Goes(&'static str),
    /// It stays, and why.
    Stays(&'static str),
}

/// Somebody who is to be erased.
#[derive(Debug, Clone, Copy)]
pub struct Erasing<'a> {
    /// What they are called.
    pub name: &'a str,
    /// Whether they ask it of themself.
    pub itself: bool,
    /// The open universities that would be left without a mentoring manager who has signed in.
    pub last_manager_of: &'a [String],
    /// How many cases they have in hand.
    pub open_cases: usize,
    /// Whether nobody else runs the scheme.
    pub runs_alone: bool,
}

/// Erasing somebody leaves no university and no scheme without somebody to run it, and no case without whoever judges it.
///
/// # Errors
/// Refuses with every reason at once.
pub fn may_erase(who: &Erasing<'_>) -> Result<(), Refusal> {
    let mut reasons = Reasons::new();
    let name = who.name;
    reasons.require(!who.itself, || {
        Reason::new("U5", "Nobody erases themself: ask another operator.")
    });
    for university in who.last_manager_of {
        let message = format!(
            "{name} is the last mentoring manager of {university} who has signed in. Invite another, and wait until they have."
        );
        reasons.add(Reason::new("U1", message));
    }
    reasons.require(who.open_cases == 0, || {
        let many = words::plural(who.open_cases, "case", "cases");
        let message = format!("{name} has {many} in hand: give them to somebody else first.");
        Reason::new("U5", message)
    });
    reasons.require(!who.runs_alone, || {
        let message =
            format!("Nobody but {name} runs the scheme. Make somebody else an operator first.");
        Reason::new("U5", message)
    });
    reasons.or(())
}

/// Whether a reason says who was erased: it stays in the trail, where nothing names them any more.
pub fn names_them(reason: &str, name: &str, email: Option<&str>) -> bool {
    let said = reason.to_lowercase();
    let parts = name
        .split_whitespace()
        .filter(|part| part.chars().count() > 2);
    let mut words = parts.chain(email).map(str::to_lowercase);
    words.any(|word| {
        said.split(|c: char| !c.is_alphanumeric() && !"@.-_+'’".contains(c))
            .any(|said| said.trim_matches(['.', '-', '\'', '’']) == word)
    })
}
