//! The life of a letter: put on its way, taken by the mail server or not, sent again.

use super::{Life, Move, row};
use crate::code::code_enum;

code_enum! {
    /// Where a letter stands.
    pub enum LetterState {
        /// On its way to the mail server.
        Queued = "QUEUED",
        /// The mail server took it.
        Sent = "SENT",
        /// The mail server did not take it, many times over or for good.
        Failed = "FAILED",
        /// The mail server refuses its address for good.
        Bounced = "BOUNCED",
        /// It was not sent: letters to its address are suppressed, or its kind is not wanted.
        Suppressed = "SUPPRESSED",
    }
}

code_enum! {
    /// What may happen to a letter.
    pub enum LetterAct {
        /// The mail server took it.
        Send = "SEND",
        /// It will not be taken.
        Fail = "FAIL",
        /// The mail server refuses its address for good.
        Bounce = "BOUNCE",
        /// It is not to be sent.
        Suppress = "SUPPRESS",
        /// An operator has it sent again.
        Resend = "RESEND",
    }
}

impl Life for LetterState {
    type Act = LetterAct;
    type Facts<'a> = ();
    const NAME: &'static str = "letter";
    const FIRST: Self = Self::Queued;
    const STATES: &'static [Self] = Self::ALL;
    const ACTS: &'static [LetterAct] = LetterAct::ALL;
    const MOVES: &'static [Move<Self>] = &[
        row(Self::Queued, LetterAct::Send, Self::Sent, &[]),
        row(Self::Queued, LetterAct::Fail, Self::Failed, &[]),
        row(Self::Queued, LetterAct::Bounce, Self::Bounced, &[]),
        row(Self::Queued, LetterAct::Suppress, Self::Suppressed, &[]),
        row(Self::Sent, LetterAct::Resend, Self::Queued, &[]),
        row(Self::Failed, LetterAct::Resend, Self::Queued, &[]),
        row(Self::Bounced, LetterAct::Resend, Self::Queued, &[]),
        row(Self::Suppressed, LetterAct::Resend, Self::Queued, &[]),
    ];

    fn said(self) -> &'static str {
        match self {
            Self::Queued => "on its way",
            Self::Sent => "sent",
            Self::Failed => "not taken by the mail server",
            Self::Bounced => "bounced",
            Self::Suppressed => "suppressed",
        }
    }

    fn cannot(act: LetterAct) -> &'static str {
        match act {
            LetterAct::Send => "be sent",
            LetterAct::Fail => "fail",
            LetterAct::Bounce => "bounce",
            LetterAct::Suppress => "be suppressed",
            LetterAct::Resend => "be sent again",
        }
    }

    fn instead(self, _act: LetterAct) -> (&'static str, &'static str) {
        match self {
            Self::Queued => ("L1", "Wait until the mail server has it."),
            Self::Sent | Self::Failed | Self::Bounced | Self::Suppressed => {
                ("L1", "Send it again.")
            }
        }
    }
}
