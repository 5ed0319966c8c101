//! What holds whatever the edition, the marks, the awards and the orders are.

#![expect(
    clippy::unwrap_used,
    reason = "a case that cannot be made fails its test"
)]

mod editions;
mod judging;
mod prices;
mod progress;
