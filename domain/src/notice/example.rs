//! What a letter of each kind may tell, so that its wording can be looked at before anybody gets one.

use super::NoticeKind;
use super::template::{Template, Values, Wording};

/// What a letter of a kind may tell: made up, worded as the product words it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// What it is about.
    pub subject: &'static str,
    /// What it tells; `{site}` stands for the product's own address.
    message: &'static str,
    /// Where it leads: a path of the console.
    path: &'static str,
}

/// Who the examples are to.
const READER: &str = "Dr Sarah Okafor";

impl Example {
    /// One of a kind.
    pub const fn of(kind: NoticeKind) -> Self {
        let (subject, message, path) = match kind {
            NoticeKind::Decision => (
                "PNH-0042 is decided",
                "PNH-0042 is decided: accredited at Silver. The reasons and the assessor's feedback are with the application.",
                "/applications/app_01kanmk4g0fx6s4p3r2xw9v8ht",
            ),
            NoticeKind::Money => (
                "Invoice INV-2026-000017 is due today",
                "£1,080.00 is outstanding on invoice INV-2026-000017, which is due by 23 December 2026. It is for your purchase order PO-77120. If it was paid in the last days, nothing more is to be done.",
                "/invoices/INV-2026-000017",
            ),
            NoticeKind::EvidenceRequest => (
                "More evidence is asked for: PNH-0042",
                "The assessor of PNH-0042 asks about 2.1, 2.3:\n\nHow are mentors told what is expected of them before they start? A handbook or the slides of an induction would do.\n\nPlease answer by 7 December 2026.",
                "/applications/app_01kanmk4g0fx6s4p3r2xw9v8ht",
            ),
            NoticeKind::Deadline => (
                "PNH-0042 is yours to assess",
                "Assessment of PNH-0042 has started. The decision is due by 25 January 2027.",
                "/judge/app_01kanmk4g0fx6s4p3r2xw9v8ht",
            ),
            NoticeKind::Answer => (
                "Your evidence request is answered: PNH-0042",
                "The university has answered your request on 2.1, 2.3.",
                "/judge/app_01kanmk4g0fx6s4p3r2xw9v8ht",
            ),
            NoticeKind::Assignment => (
                "2 cases are yours to assess",
                "These are assigned to you: PNH-0042, PNH-0051 (second marking, blind).",
                "/caseload",
            ),
            NoticeKind::Progress => (
                "PNH-0042 is on hold",
                "PNH-0042 is on hold: the university is merging two departments.",
                "/applications/app_01kanmk4g0fx6s4p3r2xw9v8ht",
            ),
            NoticeKind::Reminder => (
                "PNH-0042 waits for you",
                "PNH-0042 is a draft. Finish and submit it when you are ready, or withdraw it if it is no longer wanted.",
                "/applications/app_01kanmk4g0fx6s4p3r2xw9v8ht",
            ),
            NoticeKind::Invitation => (
                "You are invited to University of Penhallow",
                "Mara Example invites you to University of Penhallow as mentoring manager. Sign in by this address within two weeks: it is for you alone, and works once.",
                "/invitations/01a2084ac07171bbbdea9254342a093b",
            ),
            NoticeKind::Joining => (
                "University of Penhallow asks to join",
                "We have your request that University of Penhallow joins the scheme. Whoever runs the scheme reads it and writes to you: you need do nothing more.",
                "/standard",
            ),
            NoticeKind::Report => (
                "“Awards of the year” is ready",
                "Your report “Awards of the year” is ready. Sign in to download it: it is kept for a week.",
                "/reports",
            ),
            NoticeKind::Digest => (
                "2 letters from Pillars",
                "Your evidence request is answered: PNH-0042\n\nThe university has answered your request on 2.1, 2.3.\n\n{site}/judge/app_01kanmk4g0fx6s4p3r2xw9v8ht\n\n* * *\n\n“Awards of the year” is ready\n\nYour report “Awards of the year” is ready. Sign in to download it: it is kept for a week.\n\n{site}/reports",
                "",
            ),
        };
        Self {
            subject,
            message,
            path,
        }
    }

    /// The letter that a template makes of it, at a product's own address.
    pub fn written(&self, template: &Template, site: &str) -> Wording {
        template.fill(&Values {
            name: READER,
            subject: self.subject,
            message: &self.message.replace("{site}", site),
            link: &format!("{site}{}", self.path),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_one_that_leads_somewhere() {
        for kind in NoticeKind::ALL {
            let standard = Template::standard(*kind);
            let letter = Example::of(*kind).written(&standard, "https://pillars.example");
            assert!(letter.text.starts_with("Dear Dr Sarah Okafor,\n\n"));
            assert!(letter.text.contains("\nhttps://pillars.example/"), "{kind}");
            assert!(!letter.text.contains("{site}"), "{kind}");
            assert!(!letter.subject.ends_with('.'), "{kind}");
        }
    }
}
