pub mod limits;
mod moment;
pub mod storage;

pub use moment::Moment;
