//! Does the whole behave? The server as it runs, in process: real PostgreSQL under row-level security, a real S3 API.
//!
//! One cluster and one evidence store a process, one database and one bucket a test ([`TestApp`]); people with
//! sessions ([`Person`]); applications at any stage, made by the API's own mutations ([`make`]).

mod answer;
mod app;
mod ground;
pub mod imports;
pub mod introspect;
pub mod make;
pub mod moto;
mod person;
pub mod smtp;
pub mod sql;
pub mod statements;
pub mod upload;
pub mod world;

pub use answer::Answer;
pub use app::TestApp;
pub use app::copied::Template;
pub use ground::{Ground, ground};
pub use person::{Heard, Person};
