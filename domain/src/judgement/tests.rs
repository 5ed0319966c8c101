use super::*;
/// The edition of 2021, as it is published.
pub(crate) fn edition_2021() -> Edition {
    Edition::parse(include_bytes!("../../../standards/university-2021.json")).unwrap()
}
