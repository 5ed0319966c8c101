//! Reports: lists that operators take away as files, each by its own columns, and how long an export of one is kept.

mod cell;
mod schedule;

use chrono::{Datelike, Months, NaiveDate, TimeDelta};

use crate::code::code_enum;
use crate::input::Fields;

pub use cell::{Cell, in_words};
pub use schedule::{Every, Schedule};

/// The most rows of one export; a worksheet holds no more.
pub const MOST_ROWS: usize = 1_000_000;

/// How long an export is kept.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(7);

/// The first day of the first of so many months that end with this one.
pub fn months_ago(today: NaiveDate, months: i32) -> NaiveDate {
    let before = u32::try_from(months - 1).unwrap_or(0);
    let first = today.with_day(1).unwrap_or(today);
    first
        .checked_sub_months(Months::new(before))
        .unwrap_or(first)
}

code_enum! {
    /// What a report is of.
    pub enum Report {
        /// Applications: a row each.
        Applications = "APPLICATIONS",
        /// Invoices, and what is outstanding of each: a row each.
        Invoices = "INVOICES",
        /// Awards: a row each.
        Awards = "AWARDS",
        /// Universities, and what each has: a row each.
        Universities = "UNIVERSITIES",
        /// Decisions: a row each month and level.
        Decisions = "DECISIONS",
        /// Lines of the audit trail: a row each (T4).
        Trail = "TRAIL",
        /// Everything of one university, as its own people see it: tables and files in one archive.
        Everything = "EVERYTHING",
        /// Everything held of one person: what was written down of them and by them, in one archive (T6).
        Person = "PERSON",
    }
}

code_enum! {
    /// How a report is written.
    pub enum FileFormat {
        /// Comma-separated values in UTF-8.
        Csv = "CSV",
        /// An Excel workbook.
        Xlsx = "XLSX",
        /// An archive of several files.
        Zip = "ZIP",
    }
}

impl FileFormat {
    /// What its files' names end in.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Zip => "zip",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Zip => "application/zip",
        }
    }
}

/// Defines the columns there are: their codes, and their headings.
macro_rules! columns {
    ($($(#[$meta:meta])* $arm:ident = $code:literal, $heading:literal;)+) => {
        code_enum! {
            /// A column of a report.
            pub enum Column { $($(#[$meta])* $arm = $code,)+ }
        }

        impl Column {
            /// What it is headed.
            pub const fn heading(self) -> &'static str {
                match self { $(Self::$arm => $heading),+ }
            }
        }
    };
}

columns! {
    /// An application's reference.
    Reference = "reference", "Reference";
    /// A university's name.
    University = "university", "University";
    /// The programmes that it covers or names.
    Programmes = "programmes", "Programmes";
    /// Where it stands, in words.
    Status = "status", "Status";
    /// Whose move it is.
    Waits = "waits", "Waits for";
    /// The level applied for, awarded or decided.
    Level = "level", "Level";
    /// For what an application is.
    Kind = "kind", "Kind";
    /// The levels that the self-rating reaches, pillar by pillar.
    SelfRated = "selfRated", "Pillars, self-rated";
    /// The outcomes confirmed, pillar by pillar.
    Pillars = "pillars", "Pillars, confirmed";
    /// Who judges it.
    Assessor = "assessor", "Assessor";
    /// The language it is written in.
    Language = "language", "Language";
    /// The day the draft was made.
    Created = "created", "Started on";
    /// The day it was sent.
    Submitted = "submitted", "Submitted on";
    /// The day assessment started.
    Assessed = "assessed", "Assessed from";
    /// The last day, of a decision or a payment.
    Due = "due", "Due on";
    /// How the clock stands.
    Clock = "clock", "Clock";
    /// The day it was decided.
    Decided = "decided", "Decided on";
    /// The level decided.
    Outcome = "outcome", "Decision";
    /// A certificate's number.
    Certificate = "certificate", "Certificate";
    /// The day of the last change.
    Updated = "updated", "Last changed on";
    /// An order's number.
    Order = "order", "Order";
    /// An invoice's number.
    Invoice = "invoice", "Invoice";
    /// The applications that it is for.
    Applications = "applications", "Applications";
    /// The university's own number of the order.
    PurchaseOrder = "purchaseOrder", "Purchase order";
    /// The day it was issued.
    Issued = "issued", "Issued on";
    /// Before VAT.
    Net = "net", "Net (GBP)";
    /// VAT.
    Vat = "vat", "VAT (GBP)";
    /// With VAT.
    Gross = "gross", "With VAT (GBP)";
    /// What credit notes took back.
    Credited = "credited", "Credited (GBP)";
    /// What was paid and not taken back.
    Paid = "paid", "Paid (GBP)";
    /// Invoiced, less credited, less paid.
    Outstanding = "outstanding", "Outstanding (GBP)";
    /// The day nothing was outstanding any more.
    PaidOn = "paidOn", "Paid on";
    /// The first day in force.
    Awarded = "awarded", "In force from";
    /// The first day in force no longer.
    Expires = "expires", "In force until";
    /// What others call a university.
    ExternalReference = "externalReference", "Their reference";
    /// How many programmes there are.
    ProgrammeCount = "programmeCount", "Programmes";
    /// How many applications are open.
    OpenCount = "openCount", "Open applications";
    /// How many awards are in force.
    AwardCount = "awardCount", "Awards in force";
    /// A month, by its first day.
    Month = "month", "Month";
    /// How many there are.
    Count = "count", "Decisions";
    /// When something happened, to the second.
    When = "when", "When (UTC)";
    /// Who did it.
    Who = "who", "Who";
    /// From which network address.
    Origin = "origin", "From";
    /// What, as a code.
    Act = "act", "Act";
    /// What, in a sentence.
    Summary = "summary", "What";
    /// What it was.
    Before = "before", "Before";
    /// What it is.
    After = "after", "After";
    /// A line's number in its chain.
    Line = "line", "Line";
    /// A line's hash.
    Hash = "hash", "Hash";
}

impl Report {
    /// What it is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Applications => "Applications",
            Self::Invoices => "Invoices",
            Self::Awards => "Awards",
            Self::Universities => "Universities",
            Self::Decisions => "Decisions by month",
            Self::Trail => "Audit trail",
            Self::Everything => "Everything of a university",
            Self::Person => "Everything held of a person",
        }
    }

    /// Whether it is one list, of rows and columns, that a sheet can hold.
    pub const fn is_list(self) -> bool {
        !matches!(self, Self::Everything | Self::Person)
    }

    /// Every column that it can have, in the order they are proposed; none of what is no list.
    pub const fn columns(self) -> &'static [Column] {
        use Column::*;
        match self {
            Self::Applications => &[
                Reference,
                University,
                Programmes,
                Status,
                Waits,
                Level,
                Kind,
                SelfRated,
                Pillars,
                Assessor,
                Language,
                Created,
                Submitted,
                Assessed,
                Due,
                Clock,
                Decided,
                Outcome,
                Certificate,
                Order,
                Updated,
            ],
            Self::Invoices => &[
                Invoice,
                University,
                Order,
                Applications,
                PurchaseOrder,
                Issued,
                Due,
                Status,
                Net,
                Vat,
                Gross,
                Credited,
                Paid,
                Outstanding,
                PaidOn,
            ],
            Self::Awards => &[
                Certificate,
                University,
                Programmes,
                Level,
                Status,
                Awarded,
                Expires,
            ],
            Self::Universities => &[
                University,
                ExternalReference,
                ProgrammeCount,
                OpenCount,
                AwardCount,
                Outstanding,
            ],
            Self::Decisions => &[Month, Level, Count],
            Self::Trail => &[
                When, University, Who, Origin, Act, Summary, Reference, Before, After, Line, Hash,
            ],
            Self::Everything | Self::Person => &[],
        }
    }

    /// The columns of these names, in the order given; every column where none is named.
    pub fn chosen(self, names: &[String], fields: &mut Fields) -> Vec<Column> {
        let all = self.columns();
        if names.is_empty() {
            return all.to_vec();
        }
        let mut chosen = Vec::with_capacity(names.len());
        for name in names.iter().take(all.len() + 1) {
            let known = name.parse().ok().filter(|column| all.contains(column));
            match known {
                Some(column) if !chosen.contains(&column) => chosen.push(column),
                Some(_) => fields.problem("columns", "Name each column once."),
                None => {
                    let known: Vec<_> = all.iter().map(|column| column.as_str()).collect();
                    let message = format!("Name columns of this report: {}.", known.join(", "));
                    fields.problem("columns", message);
                    break;
                }
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn months_end_with_this_one() {
        let day = |text: &str| text.parse().unwrap();
        assert_eq!(months_ago(day("2026-11-23"), 1), day("2026-11-01"));
        assert_eq!(months_ago(day("2026-11-30"), 12), day("2025-12-01"));
    }

    #[test]
    fn every_column_is_of_a_report_and_no_report_heads_two_alike() {
        let mut used = BTreeSet::<Column>::new();
        for report in Report::ALL {
            let headings: BTreeSet<_> = report.columns().iter().map(|c| c.heading()).collect();
            assert_eq!(headings.len(), report.columns().len(), "{report}");
            used.extend(report.columns());
        }
        assert_eq!(used.len(), Column::ALL.len());
    }

    #[test]
    fn columns_are_chosen_by_name_in_the_order_given() {
        let chosen = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            let mut fields = Fields::new();
            let columns = Report::Awards.chosen(&names, &mut fields);
            fields.or(columns).map_err(|error| error.to_string())
        };
        assert_eq!(
            chosen(&["level", "certificate"]),
            Ok(vec![Column::Level, Column::Certificate])
        );
        assert_eq!(chosen(&[]), Ok(Report::Awards.columns().to_vec()));
        assert_eq!(
            chosen(&["level", "level"]),
            Err("columns: Name each column once.".to_owned())
        );
        let unknown = chosen(&["assessor"]).unwrap_err();
        assert!(
            unknown
                .ends_with("certificate, university, programmes, level, status, awarded, expires."),
            "{unknown}"
        );
    }
}
