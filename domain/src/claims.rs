//! Who comes in by what their university's own provider says of them, without an invitation (U7).

use std::collections::BTreeMap;

use serde_json::Value;

use crate::access::Role;

/// The most rules of one provider.
pub const MOST: usize = 20;

/// What a rule may make of somebody: never what works for the scheme, and nothing that only reads.
pub const ROLES: [Role; 2] = [Role::Manager, Role::Contributor];

/// Whoever a claim says this of is that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule<'a> {
    /// The claim's name.
    pub claim: &'a str,
    /// What it says: the whole of it, or one of a list.
    pub value: &'a str,
    /// What they are then: one of [`ROLES`].
    pub role: Role,
}

/// Whether a claim says this: a text that is the same to the letter, or a list with such a text in it. Nothing else says anything.
pub fn says(claim: &Value, value: &str) -> bool {
    match claim {
        Value::String(text) => text == value,
        Value::Array(all) => all.iter().any(|one| one.as_str() == Some(value)),
        _ => false,
    }
}

/// What somebody is by these rules (U7): everything that one of them says, the strongest first.
pub fn roles(rules: &[Rule<'_>], claims: &BTreeMap<String, Value>) -> Vec<Role> {
    let holds = |rule: &&Rule<'_>| {
        claims
            .get(rule.claim)
            .is_some_and(|claim| says(claim, rule.value))
    };
    ROLES
        .into_iter()
        .filter(|role| rules.iter().filter(holds).any(|rule| rule.role == *role))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn u7_a_claim_says_a_text_or_a_list_with_it() {
        for (claim, holds) in [
            (json!("mentoring"), true),
            (json!(["staff", "mentoring"]), true),
            (json!(["mentoring", 1, null]), true),
            (json!("Mentoring"), false),
            (json!("mentoring "), false),
            (json!("staff mentoring"), false),
            (json!([]), false),
            (json!([["mentoring"]]), false),
            (json!({ "mentoring": true }), false),
            (json!({ "value": "mentoring" }), false),
            (json!(true), false),
            (json!(1), false),
            (json!(null), false),
        ] {
            assert_eq!(says(&claim, "mentoring"), holds, "{claim}");
        }
    }

    #[test]
    fn u7_every_rule_that_holds_gives_its_role_once() {
        let rule = |value, role| Rule {
            claim: "groups",
            value,
            role,
        };
        let rules = [
            rule("staff", Role::Contributor),
            rule("mentoring", Role::Contributor),
            rule("mentoring", Role::Manager),
            Rule {
                claim: "department",
                ..rule("hr", Role::Manager)
            },
        ];
        let of = |claims: Value| {
            let claims = serde_json::from_value(claims).unwrap();
            roles(&rules, &claims)
        };
        assert_eq!(of(json!({})), []);
        assert_eq!(of(json!({ "groups": ["students"] })), []);
        assert_eq!(
            of(json!({ "groups": ["staff", "others"] })),
            [Role::Contributor]
        );
        assert_eq!(
            of(json!({ "groups": ["staff", "mentoring"] })),
            [Role::Manager, Role::Contributor]
        );
        assert_eq!(of(json!({ "department": "hr" })), [Role::Manager]);
        assert_eq!(of(json!({ "department": "staff" })), []);
    }
}
