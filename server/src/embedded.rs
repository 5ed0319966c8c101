//! What the demo and the behaviour tests run on when nothing else is given: a private PostgreSQL,
//! an S3 store and a sign-in provider, each spoken to exactly as the real ones are.

pub mod postgres;
pub mod s3;
pub mod sign_in;

pub(crate) mod keep;
