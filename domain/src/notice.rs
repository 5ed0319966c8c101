//! Notices: what the product writes to people about, and which of it they can do without.

mod example;
pub mod page;
mod posting;
pub mod template;

use crate::code::code_enum;

pub use example::Example;
pub use posting::{Goes, Posting, QuietHours};

code_enum! {
    /// What a letter is about.
    pub enum NoticeKind {
        /// What was decided of an application.
        Decision = "DECISION",
        /// Prices, quotes and invoices.
        Money = "MONEY",
        /// Evidence that is asked for, and when it is due.
        EvidenceRequest = "EVIDENCE_REQUEST",
        /// Work with a day by which it is due, or that is late.
        Deadline = "DEADLINE",
        /// Evidence requests that were answered, or lapsed.
        Answer = "ANSWER",
        /// Cases that are given to somebody or taken away, and marks to be settled.
        Assignment = "ASSIGNMENT",
        /// Applications that the scheme starts, puts on hold and lets go on.
        Progress = "PROGRESS",
        /// What the scheme's operators remind of by hand.
        Reminder = "REMINDER",
        /// Invitations to work for a university.
        Invitation = "INVITATION",
        /// Requests of universities to join the scheme.
        Joining = "JOINING",
        /// Reports that are ready.
        Report = "REPORT",
        /// Letters that waited, as one.
        Digest = "DIGEST",
    }
}

impl NoticeKind {
    /// Whether its letters always go: a decision, money, a day by which something is due, or the way in.
    pub const fn is_essential(self) -> bool {
        matches!(
            self,
            Self::Decision
                | Self::Money
                | Self::EvidenceRequest
                | Self::Deadline
                | Self::Invitation
                | Self::Joining
        )
    }

    /// Whether a person may do without it.
    pub const fn is_optional(self) -> bool {
        !self.is_essential() && !matches!(self, Self::Digest)
    }

    /// What is stopped by the address in a letter of it: a digest's stops whatever may be in one.
    pub fn stops(self) -> Vec<Self> {
        match self {
            Self::Digest => Self::ALL
                .iter()
                .copied()
                .filter(|kind| kind.is_optional())
                .collect(),
            kind => vec![kind],
        }
    }

    /// What its letters are about, to go after "letters about".
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Decision => "decisions on applications",
            Self::Money => "quotes and invoices",
            Self::EvidenceRequest => "evidence that is asked for",
            Self::Deadline => "work that falls due",
            Self::Answer => "answers to evidence requests",
            Self::Assignment => "cases that are given or taken away",
            Self::Progress => "applications started for you, on hold and going on",
            Self::Reminder => "reminders by the scheme's operators",
            Self::Invitation => "invitations to work for a university",
            Self::Joining => "a request to join the scheme",
            Self::Report => "reports that are ready",
            Self::Digest => "anything that is not essential",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_decisions_and_deadlines_always_go() {
        let essential: Vec<_> = NoticeKind::ALL
            .iter()
            .filter(|kind| kind.is_essential())
            .map(|kind| kind.as_str())
            .collect();
        assert_eq!(
            essential,
            [
                "DECISION",
                "MONEY",
                "EVIDENCE_REQUEST",
                "DEADLINE",
                "INVITATION",
                "JOINING"
            ]
        );
        for kind in NoticeKind::ALL {
            assert!(
                kind.stops().iter().all(|stopped| stopped.is_optional()) || kind.is_essential()
            );
            assert!(!kind.in_words().ends_with('.'), "{kind}");
        }
    }
}
