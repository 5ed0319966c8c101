//! The behaviour tests, one program: the server as it runs, on real parts.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by its panic"
)]

mod access;
mod architecture;
mod assigning;
mod attacks;
mod audit;
mod bad_input;
mod bulk;
mod bulk_acts;
mod calibration;
mod cancelled;
mod caseload;
mod combined;
mod contributing;
mod crash;
mod database;
mod documents;
mod editions;
mod everything;
mod exports;
mod feedback;
mod http;
mod imports;
mod invariants;
mod isolation;
mod journeys;
mod letters;
mod lists;
mod merging;
mod moderation;
mod once;
mod overview;
mod payments;
mod phrases;
mod prices;
mod protection;
mod quotes;
mod reports;
mod requests;
mod schema;
mod sessions;
mod sign_in;
mod socket;
mod statements;
mod storage;
mod tokens;
mod universities;
mod worlds;
