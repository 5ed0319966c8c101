//! One byte sequence for one JSON document, whatever order its keys came in, and its SHA-256.

use serde_json::Value;
use sha2::{Digest, Sha256};

/// The document as JSON without spaces, keys sorted by code point at every depth.
pub fn to_bytes(value: &Value) -> Vec<u8> {
    let mut out = String::new();
    write(value, &mut out);
    out.into_bytes()
}

/// Lower-case hex SHA-256 of [`to_bytes`].
pub fn hash(value: &Value) -> String {
    hex::encode(Sha256::digest(to_bytes(value)))
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => {
            out.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Object(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_by(|a, b| a.0.cmp(b.0));
            out.push('{');
            for (i, (key, item)) in entries.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write(item, out);
            }
            out.push('}');
        }
        scalar => out.push_str(&scalar.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_keys_makes_no_difference() {
        let one: Value = serde_json::from_str(r#"{"b":[{"z":1,"a":"é\n"}],"a":null}"#).unwrap();
        let other: Value = serde_json::from_str(r#"{"a":null, "b":[{"a":"é\n","z":1}]}"#).unwrap();
        assert_eq!(
            to_bytes(&one),
            r#"{"a":null,"b":[{"a":"é\n","z":1}]}"#.as_bytes()
        );
        assert_eq!(hash(&one), hash(&other));
    }

    #[test]
    fn what_is_in_a_list_stays_apart() {
        let list = serde_json::json!([1, 2, [], {}, [3]]);
        assert_eq!(to_bytes(&list), b"[1,2,[],{},[3]]");
    }

    #[test]
    fn the_order_of_a_list_does() {
        assert_ne!(
            hash(&serde_json::json!([1, 2])),
            hash(&serde_json::json!([2, 1]))
        );
    }
}
