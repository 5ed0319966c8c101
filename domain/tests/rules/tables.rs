//! A table of cases: what it is made of, and how one is written.

/// A rule's cases as the list in `docs/rule-cases.md` shows them.
pub struct Table {
    /// The test's name, which begins with the rule's number.
    pub name: &'static str,
    /// Each case's sentence.
    pub cases: &'static [&'static str],
}

impl Table {
    /// The rule's number, such as `G2`.
    pub fn rule(&self) -> String {
        let number = self.name.split('_').next().unwrap_or_default();
        number.to_uppercase()
    }

    /// What the table is about, from its name.
    pub fn title(&self) -> String {
        let (_, words) = self.name.split_once('_').unwrap_or_default();
        let words = words.replace('_', " ");
        let (first, rest) = words.split_at(1);
        first.to_uppercase() + rest
    }
}

/// Makes each table a test that runs its cases, and `TABLES` of their sentences.
///
/// A case is `"sentence": what is asked => what is expected;`. Every case of a table is run, and
/// the ones that differ are all told.
macro_rules! rules {
    ($($name:ident { $($case:literal: $asked:expr => $expected:expr;)+ })+) => {
        pub const TABLES: &[$crate::tables::Table] = &[
            $($crate::tables::Table { name: stringify!($name), cases: &[$($case),+] }),+
        ];

        $(#[test] fn $name() {
            let mut wrong = Vec::new();
            $(match (&$asked, &$expected) {
                (asked, expected) if asked == expected => {}
                (asked, expected) => {
                    wrong.push(format!("{}\n  expected {expected:?}\n  answered {asked:?}", $case));
                }
            })+
            assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
        })+
    };
}
