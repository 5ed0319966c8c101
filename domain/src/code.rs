//! Enums that are known to everybody by a fixed code, such as `IN_ASSESSMENT`.

/// A text that is not one of the codes it should be one of.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{value:?} is not a code of {kind}; use one of {known}")]
pub struct UnknownCode {
    /// What it should be a code of.
    pub kind: &'static str,
    /// What was given.
    pub value: String,
    /// The codes there are, separated by commas.
    pub known: String,
}

/// Defines an enum with `ALL`, `as_str`, `FromStr`, `Display` and serde by its codes.
macro_rules! code_enum {
    ($(#[$meta:meta])* pub enum $name:ident { $($(#[$arm_meta:meta])* $arm:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$arm_meta])* $arm,)+ }

        impl $name {
            /// Every one of them, in order.
            pub const ALL: &[Self] = &[$(Self::$arm),+];

            /// Its code, the same in SQL, JSON and GraphQL.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$arm => $code),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::UnknownCode;

            fn from_str(value: &str) -> Result<Self, Self::Err> {
                match value {
                    $($code => Ok(Self::$arm),)+
                    _ => Err($crate::UnknownCode {
                        kind: stringify!($name),
                        value: value.chars().take(60).collect(),
                        known: [$($code),+].join(", "),
                    }),
                }
            }
        }

        impl From<$name> for $crate::refusal::Fact {
            fn from(code: $name) -> Self {
                code.as_str().into()
            }
        }

        #[cfg(test)]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let codes: Vec<&str> = Self::ALL.iter().map(|one| one.as_str()).collect();
                schemars::json_schema!({ "type": "string", "enum": codes })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let value = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                value.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use code_enum;

#[cfg(test)]
mod tests {
    use crate::lifecycle::ApplicationState;

    #[test]
    fn codes_survive_the_way_out_and_back() {
        for state in ApplicationState::ALL {
            assert_eq!(state.as_str().parse(), Ok(*state));
            assert_eq!(state.to_string(), state.as_str());
            assert_eq!(
                serde_json::to_value(state).unwrap(),
                serde_json::json!(state.as_str())
            );
            let read = serde_json::from_value::<ApplicationState>(state.as_str().into());
            assert_eq!(read.unwrap(), *state);
        }
        let unknown = "in_assessment".parse::<ApplicationState>().unwrap_err();
        let told =
            "\"in_assessment\" is not a code of ApplicationState; use one of DRAFT, SUBMITTED, ";
        assert!(unknown.to_string().starts_with(told), "{unknown}");
        let long = "x".repeat(61).parse::<ApplicationState>().unwrap_err();
        assert_eq!(long.value, "x".repeat(60), "as much of it as is told");
    }
}
