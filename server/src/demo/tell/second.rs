//! Most decided cases of the story are marked a second time, blind, so that there is something to see of how alike assessors mark.

use std::collections::BTreeMap;

use domain::Rating;
use domain::id::{self, Kind};
use schema::Moment;
use serde_json::{Value, json};
use store::Viewer;

use super::super::{Error, cast, set};
use super::{ANY, Teller, viewer};

/// Whoever marks second, in turns.
const SECONDS: [&str; 3] = ["helena", "tomasz", "priya"];
/// Whoever asks them.
const OPERATOR: &str = "rachel";

impl Teller<'_> {
    /// Decides a case; where it holds what was applied for without further words, a second assessor marks it before.
    pub(super) async fn decide(
        &mut self,
        first: Viewer,
        moment: Moment,
        case: usize,
        input: Value,
    ) -> Result<(), Error> {
        let by = first.person();
        let known = self.case(case);
        let plain = !known.departs && known.outcomes.iter().all(|(_, level)| level.is_some());
        let others = SECONDS.iter().cycle().skip(case);
        let second = others
            .take(SECONDS.len())
            .copied()
            .find(|who| cast::person(who).map(cast::Person::id) != by)
            .filter(|_| plain);
        if second.is_some() {
            set(self.stage, 100, 0, 0).await?;
        }
        self.one(first, moment, "decideApplication", input, ANY)
            .await?;
        if let Some(second) = second {
            self.work(moment).await?;
            self.mark_second(second, moment, case).await?;
            set(self.stage, 0, 0, 0).await?;
        }
        Ok(())
    }

    async fn mark_second(
        &mut self,
        second: &str,
        moment: Moment,
        case: usize,
    ) -> Result<(), Error> {
        let operator = viewer(OPERATOR)?;
        let mut input = self.versioned(operator, moment, case).await?;
        let person = cast::person(second).map(cast::Person::id);
        input["assessorId"] = json!(id::encode(Kind::Person, person.unwrap_or_default()));
        self.one(operator, moment, "assignSecondAssessor", input, ANY)
            .await?;
        let marks = self.otherwise(case);
        let id = self.case(case).id.clone();
        let judged = marks.iter().map(|(reference, rating)| {
            json!({ "applicationId": id, "ref": reference, "value": rating, "note": "Seen.", "version": 0 })
        });
        let who = viewer(second)?;
        self.many(who, moment, "judgeCriterion", judged.collect(), ANY)
            .await?;
        let outcomes = self.case(case).outcomes.iter().map(|(pillar, level)| {
            json!({ "applicationId": id, "pillar": pillar, "level": level, "version": 0 })
        });
        let outcomes = outcomes.collect();
        self.many(who, moment, "confirmOutcome", outcomes, ANY)
            .await?;
        let input = json!({ "applicationId": id });
        self.one(who, moment, "submitSecondMarking", input, ANY)
            .await?;
        self.work(moment).await
    }

    /// The marks of a case as somebody else would give them: here and there otherwise, where the outcome stays the same.
    fn otherwise(&mut self, case: usize) -> BTreeMap<String, Rating> {
        let mut marks = self.case(case).judged.clone();
        let edition = &self.story.edition;
        let mut groups: BTreeMap<(u8, u8), Vec<&str>> = BTreeMap::new();
        for criterion in edition.criteria_up_to(u8::MAX) {
            let place = (criterion.pillar, criterion.rank);
            groups.entry(place).or_default().push(&criterion.reference);
        }
        for ((pillar, rank), references) in groups {
            let chance = (case * 5 + usize::from(pillar) * 3 + usize::from(rank)) % 8;
            let short = references.iter().find(|reference| {
                marks
                    .get(**reference)
                    .is_some_and(|mark| *mark != Rating::Met)
            });
            match short.copied() {
                // One who is content where the other was not quite, and the other way round.
                Some(short) if chance == 0 => {
                    marks.insert(short.to_owned(), Rating::Met);
                }
                None if chance == 1
                    && references.len() > 2
                    && marks.contains_key(references[0]) =>
                {
                    let other = references[case % references.len()];
                    marks.insert(other.to_owned(), Rating::PartlyMet);
                }
                _ => {}
            }
        }
        marks
    }
}
