//! What jobs there are, by name, and what each is given.

/// Checks a file that has arrived: `{"evidence_id": uuid}`.
pub const VERIFY_FILE: &str = "verify_file";
pub use schema::SEND_MAIL;
/// Writes one letter of those that wait for a person: `{"person_id": uuid}`.
pub const SEND_DIGEST: &str = "send_digest";
/// Leaves a letter for each manager of a university: `{"university_id", "kind", "subject", "text", "path"}`.
pub const NOTIFY_UNIVERSITY: &str = "notify_university";
/// Leaves a letter for one person: `{"person_id", "kind", "subject", "text", "path"}`.
pub const NOTIFY_PERSON: &str = "notify_person";
/// Leaves a letter for somebody who is not known: `{"name", "email", "kind", "subject", "text", "path"}`.
pub const NOTIFY_ADDRESS: &str = "notify_address";
/// Removes objects that no row names any more: `{"keys": [text]}`.
pub const DELETE_OBJECTS: &str = "delete_objects";
/// Once a day: evidence requests whose due date has passed lapse.
pub const LAPSE_REQUESTS: &str = "lapse_requests";
/// Once a day: decisions that are due soon or late are told to whom they concern.
pub const REMIND_OF_DECISIONS: &str = "remind_of_decisions";
/// Once a day: universities are reminded of evidence requests that fall due.
pub const REMIND_OF_REQUESTS: &str = "remind_of_requests";
/// Once a day: universities are reminded of invoices that are due or overdue.
pub const REMIND_OF_INVOICES: &str = "remind_of_invoices";
/// Once a day: quotes whose thirty days are over expire.
pub const EXPIRE_QUOTES: &str = "expire_quotes";
/// Once a day: uploads that were never finished fail.
pub const SWEEP_UPLOADS: &str = "sweep_uploads";
/// Once a day: exports made a week ago are removed.
pub const REMOVE_EXPORTS: &str = "remove_exports";
/// Once a day: jobs done a month ago are forgotten.
pub const FORGET_JOBS: &str = "forget_jobs";
/// Once a day: when a month has ended, what the public is told of how alike assessors marked in a year (J6).
pub const TELL_AGREEMENT: &str = "tell_agreement";

/// Once a day: what is kept until its time is over goes (E7).
pub const RETAIN: &str = "retain";

/// Left once a day.
pub(super) const DAILY: [&str; 11] = [
    LAPSE_REQUESTS,
    REMIND_OF_DECISIONS,
    REMIND_OF_REQUESTS,
    REMIND_OF_INVOICES,
    EXPIRE_QUOTES,
    SWEEP_UPLOADS,
    REMOVE_EXPORTS,
    schema::RUN_REPORTS,
    FORGET_JOBS,
    TELL_AGREEMENT,
    RETAIN,
];
