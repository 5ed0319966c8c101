//! Another university sees and changes nothing: by SQL as the application's login role, and by every field of the API.

mod audit;
mod fields;
mod narrowed;
pub(crate) mod tables;
