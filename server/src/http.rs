//! HTTP: what every request passes, and what is served beside GraphQL.

pub mod console;
pub mod cookies;
pub mod door;
pub mod health;
pub mod metrics;
pub mod rate;
mod serve;

pub use serve::serve;
