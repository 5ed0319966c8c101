//! Where it is kept, and who may see it: the only crate that speaks SQL.
//!
//! Everything goes through a [`Tx`]: one request's transaction, opened as its [`Viewer`]. PostgreSQL's row-level
//! security (migrations/security.sql) shows that viewer's rows and no others, so the functions here never filter by tenant.

mod error;
#[rustfmt::skip]
mod tables;
pub mod tx;

pub use error::{Error, Result};
pub use tx::{Access, Db, Tx, Viewer};
