//! The behaviour tests, one program: the server as it runs, on real parts.

mod journeys;
