//! What holds whatever is judged, and the edition that other tests read.

mod properties;

use super::*;

const BRONZE: u8 = 1;
const GOLD: u8 = 3;

/// The edition of 2021, as it is published.
pub(crate) fn edition_2021() -> Edition {
    Edition::parse(include_bytes!("../../../standards/university-2021.json")).unwrap()
}
