//! The behaviour tests, one program: the server as it runs, on real parts.

mod http;
mod journeys;
mod sign_in;
mod socket;
