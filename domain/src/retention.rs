//! How long what is kept is kept (E7, T6), where nobody asks for it to go before.

use chrono::{Months, NaiveDate, TimeDelta};

use crate::code::code_enum;

/// Months for which a file of evidence is kept after the award that it served ended (E7); of an application that came to no award,
/// after it was decided or withdrawn.
pub const EVIDENCE: Months = Months::new(24);

/// How long the words of a letter are kept after it was written.
pub const LETTERS: TimeDelta = TimeDelta::days(365);

/// How long an import's rows and its file are kept after anything was last done with it.
pub const IMPORTS: TimeDelta = TimeDelta::days(90);

/// How long a university's request to join is kept after it was answered.
pub const JOIN_REQUESTS: TimeDelta = TimeDelta::days(365);

code_enum! {
    /// What goes when its time is over.
    pub enum Kept {
        /// Files of evidence; the hash, the title and the decision stay (E7).
        Evidence = "EVIDENCE",
        /// The words of letters; that each went, when and to whom stays.
        Letters = "LETTERS",
        /// Rows and files of imports; what they did stays.
        Imports = "IMPORTS",
        /// Files of exports.
        Exports = "EXPORTS",
        /// Requests to join that were answered; that they were stays in the trail.
        JoinRequests = "JOIN_REQUESTS",
    }
}

impl Kept {
    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Evidence => "Files of evidence",
            Self::Letters => "Words of letters",
            Self::Imports => "Rows and files of imports",
            Self::Exports => "Files of exports",
            Self::JoinRequests => "Requests to join",
        }
    }

    /// When it goes, in words.
    pub const fn when(self) -> &'static str {
        match self {
            Self::Evidence => {
                "24 months after the award that they served ended. Their hash, their title and the decision stay."
            }
            Self::Letters => {
                "A year after they were written. That each went, to whom and when stays."
            }
            Self::Imports => {
                "90 days after anything was last done with them. What they wrote stays; they are not taken back any more."
            }
            Self::Exports => "A week after they were written.",
            Self::JoinRequests => {
                "A year after they were answered. That they were, and why, stays in the trail."
            }
        }
    }

    /// The last day whose things are over on a day: of evidence the day on which the award ended, of the rest when it was last touched.
    pub fn over(self, on: NaiveDate) -> NaiveDate {
        let before = match self {
            // An end of February has none of its own two years later, and goes with the last day of the month.
            Self::Evidence => on.checked_sub_months(EVIDENCE),
            Self::Letters => on.checked_sub_signed(LETTERS),
            Self::Imports => on.checked_sub_signed(IMPORTS),
            Self::Exports => on.checked_sub_signed(crate::report::KEPT_FOR),
            Self::JoinRequests => on.checked_sub_signed(JOIN_REQUESTS),
        };
        before.unwrap_or(NaiveDate::MIN)
    }
}

impl Kept {
    /// The day on which something goes that ended, or was last touched, on a day.
    pub fn goes(self, ended: NaiveDate) -> NaiveDate {
        let goes = match self {
            Self::Evidence => ended.checked_add_months(EVIDENCE),
            Self::Letters => ended.checked_add_signed(LETTERS),
            Self::Imports => ended.checked_add_signed(IMPORTS),
            Self::Exports => ended.checked_add_signed(crate::report::KEPT_FOR),
            Self::JoinRequests => ended.checked_add_signed(JOIN_REQUESTS),
        };
        goes.unwrap_or(NaiveDate::MAX)
    }
}

/// How far ahead is shown what will go.
pub fn ahead(today: NaiveDate) -> NaiveDate {
    today.checked_add_months(Months::new(1)).unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn e7_evidence_goes_24_months_after_its_award_ended() {
        assert_eq!(Kept::Evidence.over(day("2028-11-23")), day("2026-11-23"));
        assert_eq!(Kept::Evidence.over(day("2028-11-22")), day("2026-11-22"));
        assert_eq!(Kept::Evidence.over(day("2028-02-29")), day("2026-02-28"));
    }

    #[test]
    fn e7_the_rest_goes_by_days() {
        assert_eq!(Kept::Letters.over(day("2027-11-23")), day("2026-11-23"));
        assert_eq!(Kept::Imports.over(day("2027-02-21")), day("2026-11-23"));
        assert_eq!(Kept::Exports.over(day("2026-11-30")), day("2026-11-23"));
        assert_eq!(ahead(day("2027-01-31")), day("2027-02-28"));
        for kept in Kept::ALL {
            assert_eq!(
                kept.over(kept.goes(day("2026-11-23"))),
                day("2026-11-23"),
                "{kept}"
            );
            assert_eq!(kept.goes(NaiveDate::MAX), NaiveDate::MAX, "{kept}");
            assert_eq!(kept.over(NaiveDate::MIN), NaiveDate::MIN, "{kept}");
        }
    }
}
