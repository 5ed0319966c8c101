//! Money: whole minor units of one currency.

use serde::{Deserialize, Serialize};

use crate::refusal::{Reason, Refusal};

/// An ISO 4217 currency with two minor digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

impl Currency {
    /// Pounds sterling.
    pub const GBP: Self = Self(*b"GBP");

    /// Its code, such as `GBP`.
    pub fn as_str(&self) -> &str {
        // The three bytes are ASCII capitals by construction.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl std::str::FromStr for Currency {
    type Err = crate::UnknownCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Self(code)),
            _ => Err(crate::UnknownCode {
                kind: "Currency",
                value: text.chars().take(60).collect(),
                known: "GBP or another ISO 4217 code".to_owned(),
            }),
        }
    }
}

impl TryFrom<String> for Currency {
    type Error = crate::UnknownCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.as_str().to_owned()
    }
}

impl std::fmt::Display for Currency {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An amount in minor units: pence for GBP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units.
    pub minor: i64,
    /// What they are units of.
    pub currency: Currency,
}

impl Money {
    /// So many minor units.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// The sum.
    ///
    /// # Errors
    /// Refuses two currencies, and sums too large to keep (M1).
    pub fn plus(self, other: Self) -> Result<Self, Refusal> {
        if self.currency != other.currency {
            return Err(Refusal::one(Reason::new(
                "M1",
                format!(
                    "{} and {} cannot be added: price an order in one currency.",
                    self.currency, other.currency
                ),
            )));
        }
        match self.minor.checked_add(other.minor) {
            Some(minor) => Ok(Self::new(minor, self.currency)),
            None => Err(Refusal::one(Reason::new(
                "M1",
                "The sum is too large: divide the order.",
            ))),
        }
    }

    /// So many thousandths of it, half a minor unit rounded up (M2).
    pub fn per_mille(self, rate: i32) -> Self {
        let exact = i128::from(self.minor) * i128::from(rate);
        let rounded = (exact + 500).div_euclid(1000);
        let limit = if rounded < 0 { i64::MIN } else { i64::MAX };
        Self::new(i64::try_from(rounded).unwrap_or(limit), self.currency)
    }
}

impl std::fmt::Display for Money {
    /// As people write it, such as `£1,000.00`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let units = self.minor.unsigned_abs();
        let whole = (units / 100).to_string();
        let mut grouped = String::new();
        for (i, digit) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        let sign = if self.minor < 0 { "-" } else { "" };
        let pence = units % 100;
        if self.currency == Currency::GBP {
            write!(f, "{sign}£{grouped}.{pence:02}")
        } else {
            write!(f, "{sign}{grouped}.{pence:02} {}", self.currency)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pence(minor: i64) -> Money {
        Money::new(minor, Currency::GBP)
    }

    #[test]
    fn amounts_read_as_people_write_them() {
        for (minor, text) in [
            (0, "£0.00"),
            (5, "£0.05"),
            (35_000, "£350.00"),
            (100_000, "£1,000.00"),
            (123_456_789, "£1,234,567.89"),
            (-17_550, "-£175.50"),
            (i64::MIN, "-£92,233,720,368,547,758.08"),
        ] {
            assert_eq!(pence(minor).to_string(), text);
        }
        let euro = Money::new(70_000, "EUR".parse().unwrap());
        assert_eq!(euro.to_string(), "700.00 EUR");
    }

    #[test]
    fn a_currency_is_three_capitals() {
        for text in ["", "gbp", "GB", "GBPX", "£££", "G P"] {
            assert!(text.parse::<Currency>().is_err(), "{text}");
        }
    }
}
