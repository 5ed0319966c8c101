//! The acts there are, by what they are about.

use crate::code::code_enum;
use crate::id::Kind;

code_enum! {
    /// What acts are about.
    pub enum TrailKind {
        /// Applications and how they move.
        Application = "APPLICATION",
        /// Universities' own ratings.
        Rating = "RATING",
        /// Evidence, and requests for it.
        Evidence = "EVIDENCE",
        /// Assessors' marks, outcomes and decisions.
        Decision = "DECISION",
        /// Second marking (J6).
        SecondMarking = "SECOND_MARKING",
        /// Quotes.
        Quote = "QUOTE",
        /// Invoices, payments, and the documents that say so.
        Invoice = "INVOICE",
        /// Programmes and delivery frameworks.
        Programme = "PROGRAMME",
        /// Universities as the scheme keeps them.
        University = "UNIVERSITY",
        /// People and the roles that they hold.
        Person = "PERSON",
        /// Signing in and out.
        SignIn = "SIGN_IN",
        /// What was taken away as files.
        Export = "EXPORT",
        /// Imports.
        Import = "IMPORT",
        /// Acts on many applications.
        BulkAct = "BULK_ACT",
        /// Letters, their wording, and addresses.
        Letter = "LETTER",
        /// Assessors: capacity, absence, conflicts.
        Assessor = "ASSESSOR",
        /// The calibration set (J6).
        Calibration = "CALIBRATION",
        /// The standard and the scheme's settings.
        Settings = "SETTINGS",
        /// Views and phrases that people keep for themselves.
        Keeping = "KEEPING",
        /// Machines' tokens.
        Token = "TOKEN",
    }
}

impl TrailKind {
    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Application => "Applications",
            Self::Rating => "Self-rating",
            Self::Evidence => "Evidence",
            Self::Decision => "Marks and decisions",
            Self::SecondMarking => "Second marking",
            Self::Quote => "Quotes",
            Self::Invoice => "Invoices and payments",
            Self::Programme => "Programmes and frameworks",
            Self::University => "Universities",
            Self::Person => "People",
            Self::SignIn => "Signing in",
            Self::Export => "Exports and reports",
            Self::Import => "Imports",
            Self::BulkAct => "Acts on many",
            Self::Letter => "E-mail",
            Self::Assessor => "Assessors",
            Self::Calibration => "Calibration",
            Self::Settings => "Standard and settings",
            Self::Keeping => "Kept views and phrases",
            Self::Token => "Machine tokens",
        }
    }

    /// Its acts.
    #[rustfmt::skip]
    pub const fn acts(self) -> &'static [&'static str] {
        match self {
            Self::Application => &[
                "application.started", "application.scope_changed", "application.language_set", "answers.copied", "application.submitted",
                "application.assigned", "application.unassigned", "application.taken", "application.handed_back", "application.held",
                "application.resumed", "application.reminded", "application.moderated", "application.decided", "application.withdrawn",
            ],
            Self::Rating => &["criterion.rated", "criterion.excepted", "criterion.exception_removed"],
            Self::Evidence => &[
                "evidence.added", "evidence.arrived", "evidence.verified", "evidence.refused", "evidence.tied", "evidence.removed",
                "evidence.read", "evidence.requested", "evidence.reminded", "evidence.answered", "evidence.request_closed",
                "evidence.request_lapsed", "evidence.expired",
            ],
            Self::Decision => &[
                "criterion.judged", "sample.chosen", "sample.found", "sample.left_out", "outcome.confirmed", "feedback.drafted",
                "decision.made", "decision.recalled",
            ],
            Self::SecondMarking => &[
                "second_marking.opened", "second_marking.assigned", "second_marking.unassigned", "second_marking.taken",
                "second_marking.handed_back", "second_marking.judged", "second_marking.confirmed", "second_marking.submitted",
                "second_marking.differs", "second_marking.settled", "second_marking.sent_back",
            ],
            Self::Quote => &["quote.issued", "quote.kept", "quote.accepted", "quote.withdrawn", "quote.expired"],
            Self::Invoice => &[
                "order.start_allowed", "invoice.reminded", "invoice.credited", "invoice.issued_again", "invoices.exported",
                "payment.recorded", "payment.taken_back", "document.read",
            ],
            Self::Programme => &[
                "programme.added", "programme.changed", "programme.removed", "programme.framework_changed", "framework.added",
                "framework.changed",
            ],
            Self::University => &[
                "joining.asked", "joining.declined", "joining.removed", "university.added", "university.changed", "university.closed", "university.reopened", "university.merged",
                "university.continued", "university.ties_continued", "university.noted", "university.note_removed", "university.removed",
            ],
            Self::Person => &[
                "person.changed", "member.added", "member.removed", "member.invited", "member.role_changed", "invitation.accepted", "member.named", "member.succeeded", "member.gone", "successors.set",
                "staff.employed", "staff.removed", "person.exported", "person.erased",
            ],
            Self::SignIn => &[
                "session.started", "session.confirmed", "session.ended", "session.role_changed", "provider.saved", "provider.tried",
                "provider.opened", "provider.closed", "university.sign_in_shared", "domain.added", "domain.checked", "domain.verified", "domain.removed",
                "claim_rule.added", "claim_rule.removed", "acting.began", "acting.ended",
            ],
            Self::Export => &[
                "export.made", "export.ready", "export.opened", "export.failed", "export.removed", "university.exported",
                "report.saved", "report.paused", "report.resumed", "report.removed", "report.restored",
            ],
            Self::Import => &[
                "import.declared", "import.arrived", "import.checking", "import.checked", "import.committing", "import.committed",
                "import.undoing", "import.undone", "import.failed", "import.problems_exported",
                "import.emptied",
            ],
            Self::BulkAct => &["bulk_act.prepared", "bulk_act.applied", "bulk_act.undone"],
            Self::Letter => &[
                "letter.resent", "letter.emptied", "letter_template.changed", "letter_template.restored", "address.suppressed", "address.lifted",
                "mail.preferences_set", "mail.unsubscribed", "mail.resubscribed",
            ],
            Self::Assessor => &[
                "assessor.away", "assessor.not_away", "assessor.capacity_set", "assessor.conflict_declared",
                "assessor.conflict_withdrawn", "assessor.coaching_declared", "assessor.coaching_withdrawn",
            ],
            Self::Calibration => &[
                "calibration.case_made", "calibration.case_retired", "calibration.marked", "calibration.finished",
            ],
            Self::Settings => &["settings.changed", "edition.published", "demo.loaded"],
            Self::Keeping => &["view.saved", "view.removed", "phrase.saved", "phrase.removed"],
            Self::Token => &["token.made", "token.used", "token.revoked"],
        }
    }

    /// Whether universities' chains tell of it to their managers: the scheme's own business is told in the scheme's chain.
    pub const fn is_in_universities(self) -> bool {
        !matches!(
            self,
            Self::SecondMarking
                | Self::Import
                | Self::BulkAct
                | Self::Assessor
                | Self::Calibration
                | Self::Settings
        )
    }
}

/// Whether only a university's own people do it, and what it changed is theirs to see. In doubt it is not: what staff
/// did may hold what a university must not see (J6).
#[rustfmt::skip]
pub fn own_to_universities(act: &str) -> bool {
    matches!(act,
        "criterion.rated" | "criterion.excepted" | "criterion.exception_removed" | "answers.copied"
        | "application.started" | "application.scope_changed" | "application.language_set" | "application.submitted"
        | "evidence.added" | "evidence.arrived" | "evidence.tied" | "evidence.removed" | "evidence.read" | "evidence.answered"
        | "programme.added" | "programme.changed" | "programme.framework_changed" | "framework.added" | "framework.changed"
        | "quote.kept" | "quote.accepted" | "document.read"
        | "session.started" | "session.confirmed" | "session.ended" | "session.role_changed"
        | "token.made" | "token.used" | "token.revoked")
}

/// What an act's subject is, where it is something with a page of its own.
pub fn subject(act: &str) -> Option<Kind> {
    Some(match act.split('.').next()? {
        "programme" => Kind::Programme,
        "framework" => Kind::Framework,
        "quote" => Kind::Quote,
        "import" => Kind::Import,
        "bulk_act" => Kind::BulkAct,
        "university" => Kind::University,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_act_is_of_one_kind() {
        let all: Vec<&str> = TrailKind::ALL
            .iter()
            .flat_map(|k| k.acts())
            .copied()
            .collect();
        let once: BTreeSet<&str> = all.iter().copied().collect();
        assert_eq!(all.len(), once.len());
        let titles: BTreeSet<&str> = TrailKind::ALL.iter().map(|k| k.title()).collect();
        assert_eq!(titles.len(), TrailKind::ALL.len());
        for act in all {
            assert!(
                act.split_once('.')
                    .is_some_and(|(noun, verb)| !noun.is_empty() && !verb.is_empty()),
                "{act}"
            );
        }
    }

    #[test]
    fn what_staff_do_is_not_the_universities_own() {
        for kind in TrailKind::ALL.iter().filter(|k| !k.is_in_universities()) {
            assert!(
                !kind.acts().iter().any(|act| own_to_universities(act)),
                "{kind}"
            );
        }
        for act in [
            "criterion.judged",
            "decision.made",
            "application.assigned",
            "university.closed",
        ] {
            assert!(!own_to_universities(act), "{act}");
        }
    }
}
