//! What a question selects of its answer.

use std::collections::BTreeMap;
use std::fmt;

/// What is selected of an answer: every field with what is selected below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tree(BTreeMap<String, Self>);

impl Tree {
    /// As two halves, or nothing when only one field is left.
    pub fn halves(&self) -> Option<(Self, Self)> {
        if let [(field, below)] = self.0.iter().collect::<Vec<_>>()[..] {
            let (first, second) = below.halves()?;
            let under = |below| Self(BTreeMap::from([(field.clone(), below)]));
            return Some((under(first), under(second)));
        }
        let middle = self.0.len() / 2;
        let mut parts = self.0.clone().into_iter();
        let first = parts.by_ref().take(middle).collect();
        (middle > 0).then(|| (Self(first), Self(parts.collect())))
    }

    /// Leaves out what stands at a path; whether something else is left, and something was left out.
    pub fn leave_out(&mut self, path: &[&str]) -> bool {
        let Some((field, rest)) = path.split_first() else {
            return false;
        };
        // A fragment is not in an answer's path.
        let keys: Vec<String> = self.0.keys().cloned().collect();
        for key in keys {
            if key.starts_with("... on") {
                let below = self.0.get_mut(&key).is_some_and(|b| b.leave_out(path));
                if below {
                    return true;
                }
            }
        }
        if rest.is_empty() {
            return self.0.remove(*field).is_some() && !self.0.is_empty();
        }
        let Some(below) = self.0.get_mut(*field) else {
            return false;
        };
        if below.leave_out(rest) {
            return true;
        }
        self.0.remove(*field);
        !self.0.is_empty()
    }

    /// Its fields.
    pub fn fields(&self) -> impl Iterator<Item = (&String, &Self)> {
        self.0.iter()
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (field, below) in &self.0 {
            write!(f, " {field}")?;
            if !below.0.is_empty() {
                write!(f, " {{{below} }}")?;
            }
        }
        Ok(())
    }
}

impl FromIterator<(String, Self)> for Tree {
    fn from_iter<I: IntoIterator<Item = (String, Self)>>(fields: I) -> Self {
        Self(fields.into_iter().collect())
    }
}
