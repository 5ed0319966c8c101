//! What people in the demo say: statements of mentoring managers, notes and questions of assessors.

mod bronze;
mod notes;
mod silver;

use domain::Rating;

pub use notes::{FEEDBACK_BRONZE, FEEDBACK_SILVER, PROOFS, note};

/// What may be said of one criterion.
pub struct Said {
    /// The criterion.
    pub reference: &'static str,
    /// How it is met, in several voices.
    pub met: &'static [&'static str],
    /// How it is met in part.
    pub partly: &'static str,
}

/// Who speaks, and of what.
#[derive(Clone, Copy)]
pub struct Voice {
    /// The programme's name.
    pub programme: &'static str,
    /// How many mentors it has.
    pub count: i32,
    /// Who is mentored.
    pub mentees: &'static str,
    /// Who mentors.
    pub mentors: &'static str,
    /// Who runs it.
    pub team: &'static str,
}

impl Voice {
    /// The text with the programme's own words in it, a capital letter at the start of each sentence.
    pub fn say(&self, text: &str) -> String {
        let said = text
            .replace("{P}", self.programme)
            .replace("{n}", &self.count.to_string())
            .replace("{mentees}", self.mentees)
            .replace("{mentors}", self.mentors)
            .replace("{team}", self.team);
        let mut starts = true;
        let mut out = String::with_capacity(said.len());
        for letter in said.chars() {
            if starts && letter.is_alphanumeric() {
                out.extend(letter.to_uppercase());
                starts = false;
            } else {
                out.push(letter);
                starts = matches!(letter, '.' | '?') || (starts && letter.is_whitespace());
            }
        }
        out
    }

    /// What the university says of a criterion that it rates so.
    pub fn statement(&self, reference: &str, rating: Rating, variant: usize) -> String {
        let said = bronze::SAID
            .iter()
            .chain(silver::SAID)
            .find(|said| said.reference == reference);
        match (said, rating) {
            (Some(said), Rating::Met) => self.say(said.met[variant % said.met.len()]),
            (Some(said), Rating::PartlyMet) => self.say(said.partly),
            (None, _) | (_, Rating::NotMet) => {
                self.say("Not yet. {team} has it in the plan for the coming year.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_begins_with_a_capital_and_no_gap_is_left() {
        let voice = Voice {
            programme: "Harbour Buddies",
            count: 12,
            mentees: "first-year students",
            mentors: "second-years",
            team: "the student life team",
        };
        for said in bronze::SAID.iter().chain(silver::SAID) {
            for rating in [Rating::Met, Rating::PartlyMet, Rating::NotMet] {
                for variant in 0..3 {
                    let text = voice.statement(said.reference, rating, variant);
                    assert!(!text.contains(['{', '}']), "{text}");
                    assert!(text.starts_with(|c: char| !c.is_lowercase()), "{text}");
                }
            }
        }
        assert_eq!(
            voice.say("{mentors} help. {team} helps 1.5 times."),
            "Second-years help. The student life team helps 1.5 times."
        );
    }
}
