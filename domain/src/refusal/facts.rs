//! What a reason says, as data: named values, made without a detour through text.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

/// One value of a reason's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Fact {
    /// Nothing is known of it.
    Unknown,
    /// A count, a rank or a pillar's number.
    Number(u64),
    /// A civil day.
    Day(NaiveDate),
    /// A name, an id or a code.
    Text(String),
    /// Several of them.
    Many(Vec<Fact>),
}

/// The data of a reason, by name, in the order it was given; outside, one object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts(Vec<(&'static str, Fact)>);

impl Facts {
    /// The value of a name; none where the reason does not tell it.
    pub fn get(&self, name: &str) -> Option<&Fact> {
        let mut named = self.0.iter();
        named.find(|(is, _)| *is == name).map(|(_, fact)| fact)
    }
}

impl From<Vec<(&'static str, Fact)>> for Facts {
    fn from(facts: Vec<(&'static str, Fact)>) -> Self {
        Self(facts)
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, fact)| (name, fact)))
    }
}

/// `facts!{ "pillar": 3, "criteria": missing }`: the data of a reason.
macro_rules! facts {
    ($($name:literal: $value:expr),+ $(,)?) => {
        $crate::refusal::Facts::from(vec![$(($name, $value.into())),+])
    };
}
pub(crate) use facts;

macro_rules! numbers {
    ($($from:ty),+) => {
        $(impl From<$from> for Fact {
            fn from(number: $from) -> Self {
                Self::Number(number.into())
            }
        })+
    };
}
numbers!(u8, u32);

impl From<usize> for Fact {
    fn from(count: usize) -> Self {
        Self::Number(count as u64)
    }
}

impl From<NaiveDate> for Fact {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Fact {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl<T: Into<Fact>> From<Option<T>> for Fact {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Unknown, Into::into)
    }
}

impl<T: Into<Fact>> From<Vec<T>> for Fact {
    fn from(values: Vec<T>) -> Self {
        Self::Many(values.into_iter().map(Into::into).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_one_object_outside() {
        let day: NaiveDate = "2026-02-28".parse().unwrap();
        let facts = facts! {
            "level": 3u8,
            "until": Some(day),
            "held": None::<&str>,
            "criteria": vec!["1.1", "1.2"],
        };
        let outside = serde_json::to_string(&facts).unwrap();
        let expected = r#"{"level":3,"until":"2026-02-28","held":null,"criteria":["1.1","1.2"]}"#;
        assert_eq!(outside, expected);
        assert_eq!(facts.get("level"), Some(&Fact::Number(3)));
        assert_eq!(facts.get("name"), None);
        assert_eq!(serde_json::to_string(&Facts::default()).unwrap(), "{}");
    }
}
