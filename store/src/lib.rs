//! Where it is kept, and who may see it: the only crate that speaks SQL.
//!
//! Everything goes through a [`Tx`]: one request's transaction, opened as its [`Viewer`]. PostgreSQL's row-level
//! security (migrations/security.sql) shows that viewer's rows and no others, so the functions here never filter by tenant.

pub mod applications;
pub mod assessors;
pub mod assigning;
pub mod awards;
pub mod bulk;
pub mod calibration;
pub mod casefile;
pub mod changes;
pub mod claim_rules;
pub mod consistency;
pub mod contributors;
pub mod domains;
pub mod editions;
pub mod erasure;
mod error;
pub mod everything;
pub mod evidence;
pub mod exports;
pub mod feedback;
pub mod files;
pub mod found;
pub mod frameworks;
pub mod holds;
pub mod idempotency;
pub mod imports;
pub mod invitations;
pub mod invoices;
pub mod jobs;
pub mod joining;
pub mod judging;
pub mod letters;
pub mod mail_preferences;
pub mod migrate;
pub mod moderation;
pub mod orders;
pub mod overview;
pub mod page;
pub mod payments;
pub mod people;
pub mod person_data;
pub mod phrases;
pub mod programmes;
pub mod providers;
pub mod quotes;
pub mod ratings;
pub mod register;
pub mod reports;
pub mod requests;
pub mod retention;
pub mod sampling;
pub mod saved_reports;
pub mod seen;
pub mod sessions;
pub mod settings;
pub mod staff;
mod statement;
pub mod successors;
#[rustfmt::skip]
mod tables;
pub mod tokens;
pub mod trail;
pub mod tx;
pub mod universities;
pub mod views;

pub use error::{Error, Result};
pub use page::{Page, Paging};
pub use tx::{Access, Db, Tx, Viewer};
