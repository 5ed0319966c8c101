//! How the platform runs: one binary, `pillars`.

pub mod config;
pub mod embedded;
pub mod files;
pub mod mail;
pub mod public;
pub mod work;
