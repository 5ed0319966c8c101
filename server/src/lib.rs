//! How the platform runs: one binary, `pillars`.

// A merged object is a chain as long as its parts are many, and a future goes down it: a build from nothing counts every link.
#![recursion_limit = "512"]

pub mod app;
#[cfg(test)]
mod bench;
pub mod clock;
pub mod config;
pub mod demo;
pub mod doctor;
mod documents;
pub mod edition;
pub mod embedded;
pub mod files;
pub mod graphql;
pub mod headers;
pub mod http;
pub mod login;
pub mod mail;
pub mod opening;
pub mod outside;
pub mod public;
pub mod run;
pub mod seal;
pub mod session;
pub mod sheet;
pub mod socket;
pub mod telemetry;
mod token;
mod unsubscribe;
pub mod verify;
pub mod work;
