//! One chain, line by line: each follows from the one before by its number and its hash.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::redaction::{Redaction, Untold};
use crate::code::code_enum;

/// A line of a chain as the database keeps it.
#[derive(Debug, Clone)]
pub struct Line {
    /// Whose chain.
    pub university: Uuid,
    /// Its number there, from 1.
    pub seq: i64,
    /// Its id.
    pub id: Uuid,
    /// When; to the microsecond.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: Option<Uuid>,
    /// What.
    pub act: String,
    /// Of which application.
    pub application: Option<Uuid>,
    /// Of what else.
    pub subject: Option<Uuid>,
    /// What, in a sentence.
    pub summary: String,
    /// What it was, as PostgreSQL writes it.
    pub before: Option<String>,
    /// What it is, as PostgreSQL writes it.
    pub after: Option<String>,
    /// From where.
    pub origin: Option<String>,
    /// The hash of the line before.
    pub prev_hash: Vec<u8>,
    /// Its hash.
    pub hash: Vec<u8>,
    /// What erasures left of it, in order: the last says how it reads (T6).
    pub redactions: Vec<Redaction>,
}

impl Line {
    /// SHA-256 over the hash of the line before and every field in order, separated by unit separators: what `trail_hash` of
    /// the database gives, worked out without asking it.
    pub fn computed(&self) -> [u8; 32] {
        self.after_hash(&self.prev_hash)
    }

    /// The same over its own hash: of a line that says less than was hashed, what `redacted_hash` of the database gives (T6).
    pub fn redacted(&self) -> [u8; 32] {
        self.after_hash(&self.hash)
    }

    /// Whether it says what was hashed, or what an erasure left of it.
    fn is_sound(&self) -> bool {
        match self.redactions.last() {
            None => self.hash == self.computed(),
            Some(last) => last.digest == self.redacted(),
        }
    }

    fn after_hash(&self, hash: &[u8]) -> [u8; 32] {
        let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        let fields = [
            self.university.to_string(),
            self.seq.to_string(),
            self.id.to_string(),
            self.at.timestamp_micros().to_string(),
            id(self.actor),
            self.act.clone(),
            id(self.application),
            id(self.subject),
            self.summary.clone(),
            self.before.clone().unwrap_or_default(),
            self.after.clone().unwrap_or_default(),
            self.origin.clone().unwrap_or_default(),
        ];
        Sha256::new()
            .chain_update(hash)
            .chain_update(fields.join("\u{1f}"))
            .finalize()
            .into()
    }
}

code_enum! {
    /// What is wrong with a chain.
    pub enum Wrong {
        /// A line says other than what was hashed.
        Altered = "ALTERED",
        /// A line is not there.
        Missing = "MISSING",
        /// A line does not follow from the one before it.
        PutIn = "PUT_IN",
        /// The end is not there.
        CutOff = "CUT_OFF",
        /// All of it holds together, and is not what was noted before.
        Rewritten = "REWRITTEN",
        /// What was taken out of lines is not what an erasure tells (T6).
        Redacted = "REDACTED",
    }
}

/// The first broken line of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// Its number.
    pub seq: i64,
    /// What is wrong.
    pub wrong: Wrong,
}

impl Problem {
    /// The same in a sentence.
    pub fn in_words(self) -> String {
        let seq = self.seq;
        match self.wrong {
            Wrong::Altered => {
                format!("line {seq} was altered: its hash is not that of what it says")
            }
            Wrong::Missing => format!("line {seq} is missing"),
            Wrong::PutIn => format!(
                "line {seq} does not follow from what is before it: it was put in, or what is before it was changed"
            ),
            Wrong::CutOff => format!("the end was cut off: line {seq} is missing"),
            Wrong::Rewritten => {
                format!("history was rewritten: line {seq} is not the one that was noted")
            }
            Wrong::Redacted => {
                format!("line {seq}: what was taken out of lines is not what an erasure tells")
            }
        }
    }
}

/// Heads that were noted earlier, by their numbers.
pub type Noted = BTreeMap<i64, Vec<u8>>;

/// A chain as far as it was read.
#[derive(Debug, Default)]
pub struct Chain {
    noted: Noted,
    seq: i64,
    hash: Vec<u8>,
    untold: Untold,
    problem: Option<Problem>,
}

impl Chain {
    /// Nothing read yet; it has to hold these heads.
    pub fn new(noted: Noted) -> Self {
        Self {
            noted,
            ..Self::default()
        }
    }

    /// Goes on with the next line, by its number.
    pub fn read(&mut self, line: &Line) {
        let sound = line.is_sound();
        self.untold.read(line);
        let told = self.untold.holds(line);
        let wrong = if line.seq > self.seq + 1 {
            Some((self.seq + 1, Wrong::Missing))
        } else if line.prev_hash != self.hash || line.seq != self.seq + 1 {
            Some((line.seq, Wrong::PutIn))
        } else if !sound {
            Some((line.seq, Wrong::Altered))
        } else if self
            .noted
            .get(&line.seq)
            .is_some_and(|hash| *hash != line.hash)
        {
            Some((line.seq, Wrong::Rewritten))
        } else if !told {
            Some((line.seq, Wrong::Redacted))
        } else {
            None
        };
        if let Some((seq, wrong)) = wrong {
            self.found(seq, wrong);
        }
        self.seq = line.seq;
        self.hash.clone_from(&line.hash);
    }

    /// Nothing more follows: the first broken line, if there is one. `head` is the end as the database keeps it apart.
    pub fn end(mut self, head: Option<(i64, &[u8])>) -> Option<Problem> {
        let (seq, hash) = head.unwrap_or_default();
        let noted = self.noted.last_key_value().map_or(0, |(seq, _)| *seq);
        if seq.max(noted) > self.seq {
            self.found(self.seq + 1, Wrong::CutOff);
        } else if seq < self.seq {
            self.found(seq + 1, Wrong::PutIn);
        } else if hash != self.hash {
            self.found(seq, Wrong::Altered);
        } else if let Some(line) = self.untold.first() {
            self.found(line, Wrong::Redacted);
        }
        self.problem
    }

    /// The number of the last line read.
    pub const fn last(&self) -> i64 {
        self.seq
    }

    fn found(&mut self, seq: i64, wrong: Wrong) {
        self.problem.get_or_insert(Problem { seq, wrong });
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn line(seq: i64, prev: &[u8], said: &str) -> Line {
        let mut line = Line {
            university: Uuid::from_u128(1),
            seq,
            id: Uuid::from_u128(seq.unsigned_abs().into()),
            at: DateTime::UNIX_EPOCH,
            actor: None,
            act: "programme.added".to_owned(),
            application: None,
            subject: None,
            summary: said.to_owned(),
            before: None,
            after: Some("{}".to_owned()),
            origin: None,
            prev_hash: prev.to_vec(),
            hash: Vec::new(),
            redactions: Vec::new(),
        };
        line.hash = line.computed().to_vec();
        line
    }

    fn whole(many: i64) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for seq in 1..=many {
            let prev = lines.last().map(|l| l.hash.clone()).unwrap_or_default();
            lines.push(line(seq, &prev, "Peer mentoring added."));
        }
        lines
    }

    pub(in super::super) fn check(
        lines: &[Line],
        head: &Line,
        noted: Noted,
    ) -> Option<(i64, Wrong)> {
        let mut chain = Chain::new(noted);
        lines.iter().for_each(|line| chain.read(line));
        let problem = chain.end(Some((head.seq, &head.hash)));
        problem.map(|problem| (problem.seq, problem.wrong))
    }

    #[test]
    fn t4_the_first_broken_line_is_found() {
        let lines = whole(5);
        let head = &lines[4];
        let none = Noted::new;
        assert_eq!(check(&lines, head, none()), None);

        let mut altered = lines.clone();
        altered[2].summary = "Nothing.".to_owned();
        assert_eq!(check(&altered, head, none()), Some((3, Wrong::Altered)));
        altered[2].hash = altered[2].computed().to_vec();
        assert_eq!(check(&altered, head, none()), Some((4, Wrong::PutIn)));

        let mut missing = lines.clone();
        missing.remove(2);
        assert_eq!(check(&missing, head, none()), Some((3, Wrong::Missing)));
        assert_eq!(check(&lines[..3], head, none()), Some((4, Wrong::CutOff)));
        assert_eq!(check(&[], head, none()), Some((1, Wrong::CutOff)));

        let more = whole(6);
        assert_eq!(check(&more, head, none()), Some((6, Wrong::PutIn)));
        let mut chain = Chain::default();
        lines.iter().for_each(|line| chain.read(line));
        assert_eq!(chain.last(), 5);
        let without = chain.end(None).map(|p| (p.seq, p.wrong));
        assert_eq!(without, Some((1, Wrong::PutIn)), "a chain that has no head");
    }

    #[test]
    fn t4_a_chain_written_anew_is_not_the_one_that_was_noted() {
        let lines = whole(4);
        let noted = Noted::from([(3, lines[2].hash.clone())]);
        assert_eq!(check(&lines, &lines[3], noted.clone()), None);
        let mut anew: Vec<Line> = Vec::new();
        for seq in 1..=4 {
            let prev = anew.last().map(|l| l.hash.clone()).unwrap_or_default();
            anew.push(line(seq, &prev, "Nothing."));
        }
        assert_eq!(
            check(&anew, &anew[3], Noted::new()),
            None,
            "it holds together"
        );
        assert_eq!(
            check(&anew, &anew[3], noted.clone()),
            Some((3, Wrong::Rewritten))
        );
        assert_eq!(check(&anew[..2], &anew[1], noted), Some((3, Wrong::CutOff)));
    }
}
