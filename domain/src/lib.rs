//! The rules of the scheme, and nothing else: no async, no SQL, no GraphQL, no clock, no I/O.
//! Time is an argument, and so is chance. Rules are known by number (`G2`), and so are refusals.
//!
//! # Glossary
//!
//! - **Scheme**: what accredits, such as the National University Mentoring Standards.
//! - **Edition**: one published version of a scheme's standard. Data, immutable, known by its
//!   content hash. Its **levels** are data too: an ordered list, lowest first, known by rank.
//! - **Pillar**: one of the edition's headings. **Criterion**: what is judged, known by a stable
//!   reference such as `4.13`, never by position (S2). **Elements**: a criterion's checklist (S3).
//! - **University**: a tenant; records belong to it, never to a person.
//! - **Programme**: a mentoring programme with a single purpose (P1).
//! - **Application**: a request to be accredited at a level. Its *scope* is one programme, several
//!   with a combined approach, or all of the university's. Its *kind* is initial (a level not held
//!   before) or reaccreditation (the level now held).
//! - **Order**: what is paid for together. **Invoice**: what its price became once it was owed. **Credit note**:
//!   what takes an invoice back, whole or in part. **Payment**: money that arrived for an invoice, or a part of one
//!   taken back. **Outstanding**: invoiced, less credited, less paid; always computed. **Statement**: all of these of one
//!   university between two days.
//! - **Self-rating**: the university's own view of a criterion. **Judgement**: the assessor's, on
//!   the same scale: met, partly met, not met.
//! - **Exception**: how one of several programmes meets a criterion otherwise than the rest of its application. **Sample**: those
//!   of them that the assessor looks at more closely, with what was found.
//! - **Evidence**: a file or a link, tied to criteria. **Evidence request**: an assessor's question
//!   about criteria, with a due date, before an outcome falls short (J5).
//! - **Phrase**: a note or a question that an assessor keeps for themselves, to insert again.
//! - **Best fit**: the level a pillar reaches by its marks alone (J1). **Outcome**: the level the
//!   assessor confirms, per pillar (J3), and the level that follows overall (J2).
//! - **Hold**: a level a programme holds by an award, from one day up to, not including, another.
//! - **Award**: the accreditation that follows a decision.
//! - **Case**: what an assessor is given: an application, or its second marking. **Points**: how
//!   heavy it is. **Load**: an assessor's points of open work. **Plan**: who is given what.
//! - **Step**: one place on the scale of marks. **Leniency**: how many steps higher somebody marks than
//!   colleagues who marked the same. **Unit**: a criterion of a case that two marked or more.
//!   **Calibration set**: cases whose marks are known, called **gold cases**. **Blind mark**: what
//!   one of two assessors gave before seeing the other's.
//! - **Life**: the states of a thing and the moves between them (L1).
//! - **Refusal**: why something may not be done now: every reason, each with its rule's number.
//! - **Import**: an operator's file of universities, programmes, people or applications, taken row by row. **Mapping**: which
//!   column holds what. **Verdict**: what a row would change.
//! - **Report**: a list as operators take it away, by its **columns**. **Export**: a report written to a file once, kept for a week.
//!   **Saved report**: one kept under a name, run by hand or by its **schedule**, once a **period**.
//! - **Notice**: what the product tells somebody, of a kind; an **essential** one always goes.
//! - **Letter**: what the product wrote to somebody by e-mail. It **bounces** when its address is refused for good; the address is
//!   **suppressed** then, and gets no letters until an operator lifts it.
//! - **Template**: how the letters of a kind are worded, with **placeholders** for what differs from one to the next; **standard** unless
//!   an operator has changed it.
//! - **Trail**: who did what, when, kept in the same transaction as the change. **Chain**: a university's lines of it, or the
//!   scheme's own, each following from the one before; its **head** is the last.
//!
//! Rule numbers are those of the scheme's rule book: S standard, P programmes, J judging,
//! G progress, A awards, M prices, E evidence, W assigning, T tenancy, B bulk import ([`import`]). `L1` is the rule that
//! everything moves only along its life ([`lifecycle`]).

#![deny(missing_docs)]

pub mod access;
pub mod accounts;
pub mod acting;
pub mod assignment;
pub mod award;
pub mod browser;
pub mod calendar;
pub mod canonical;
pub mod caseload;
pub mod claims;
pub mod clock;
mod code;
pub mod consistency;
pub mod csv;
pub mod domains;
pub mod eligibility;
pub mod erasure;
pub mod id;
pub mod import;
pub mod input;
pub mod joining;
pub mod judgement;
pub mod lifecycle;
pub mod merging;
pub mod moderation;
pub mod notice;
pub mod people;
pub mod phrase;
pub mod pricing;
pub mod programme;
pub mod provider;
pub mod refusal;
pub mod report;
pub mod retention;
pub mod staff;
pub mod standard;
pub mod submission;
pub mod token;
pub mod trail;
pub mod university;
pub mod view;
mod words;
pub mod working_days;

pub use calendar::{add_months, civil_day};
pub use code::UnknownCode;
pub use eligibility::ApplicationKind;
pub use input::InvalidInput;
pub use refusal::{Reason, Reasons, Refusal};
pub use standard::{Edition, Rating};
