//! How the platform runs: one binary, `pillars`.

pub mod clock;
pub mod config;
pub mod doctor;
pub mod edition;
pub mod embedded;
pub mod files;
pub mod mail;
pub mod public;
pub mod work;
