//! J3-J5: what the assessor may confirm.

use domain::Rating;
use domain::judgement::{OutcomeFacts, RequestFacts, confirm_outcome};
use domain::lifecycle::RequestState::{self, Answered, Closed, Lapsed, Open};

use super::{Marks, but, edition_with, met, met_up_to, without};
use crate::words::*;

/// An evidence request about some criteria.
pub fn asked(criteria: &[&str], state: RequestState, due_on: &str) -> RequestFacts {
    RequestFacts {
        criteria: criteria
            .iter()
            .map(|reference| (*reference).to_owned())
            .collect(),
        state,
        due_on: day(due_on),
    }
}

/// An outcome of Support, 1 December 2026.
struct Confirming<'a> {
    applied: &'a str,
    may_hold: &'a str,
    marks: Marks,
    requests: Vec<RequestFacts>,
}

fn support(applied: &str, marks: Marks) -> Confirming<'_> {
    Confirming {
        applied,
        may_hold: applied,
        marks,
        requests: vec![],
    }
}

/// The level confirmed, the best fit beside it, and the reason kept.
type Confirmed = (String, String, Option<String>);

impl<'a> Confirming<'a> {
    fn after(mut self, requests: &[RequestFacts]) -> Self {
        self.requests = requests.to_vec();
        self
    }

    fn may_hold(mut self, level: &'a str) -> Self {
        self.may_hold = level;
        self
    }

    fn put_at(self, outcome: &str) -> Result<Confirmed, Vec<&'static str>> {
        self.put_at_because(outcome, None)
    }

    fn put_at_because(
        self,
        outcome: &str,
        reason: Option<&str>,
    ) -> Result<Confirmed, Vec<&'static str>> {
        self.answer(outcome, reason)
            .map_err(|refusal| refusal.reasons().iter().map(|r| r.rule).collect())
    }

    fn told(self, outcome: &str) -> String {
        self.answer(outcome, None)
            .map_or_else(|refusal| refusal.to_string(), |_| "confirmed".to_owned())
    }

    fn answer(self, outcome: &str, reason: Option<&str>) -> Result<Confirmed, domain::Refusal> {
        let edition = edition_2021();
        let facts = OutcomeFacts {
            edition: &edition,
            target_rank: rank(self.applied),
            max_rank_applicant_may_hold: rank(self.may_hold),
            marks: &self.marks,
            requests: &self.requests,
            today: day("2026-12-01"),
            second: false,
        };
        let outcome = edition.level(outcome).map(|level| level.rank);
        let confirmed = confirm_outcome(&facts, 3, outcome, reason)?;
        let said = |rank: Option<u8>| {
            rank.and_then(|rank| edition.level_at(rank))
                .map_or("none", |l| &l.code)
                .to_owned()
        };
        Ok((
            said(confirmed.level),
            said(confirmed.best_fit),
            confirmed.reason,
        ))
    }
}

fn confirmed(
    level: &str,
    best_fit: &str,
    reason: Option<&str>,
) -> Result<Confirmed, Vec<&'static str>> {
    Ok((
        level.to_owned(),
        best_fit.to_owned(),
        reason.map(str::to_owned),
    ))
}

/// Support falls short of Bronze on 1 December 2026, after these requests.
fn shortfall(requests: &[RequestFacts]) -> Result<Confirmed, Vec<&'static str>> {
    support("BRONZE", met(&["3.1"]))
        .after(requests)
        .put_at("none")
}

/// One request about 3.2, answered in time.
fn answered() -> Vec<RequestFacts> {
    vec![asked(&["3.2"], Answered, "2026-12-20")]
}

rules! {
    j3_departing_from_best_fit_needs_a_reason {
        "Best fit needs none": support("BRONZE", met_up_to("BRONZE")).put_at("BRONZE") => confirmed("BRONZE", "BRONZE", None);
        "A reason for no departure is dropped":
            support("BRONZE", met_up_to("BRONZE")).put_at_because("BRONZE", Some("Fine.")) => confirmed("BRONZE", "BRONZE", None);
        "Up without a reason": support("BRONZE", met(&["3.1"])).put_at("BRONZE") => Err(vec!["J3"]);
        "Up with an empty reason": support("BRONZE", met(&["3.1"])).put_at_because("BRONZE", Some("")) => Err(vec!["J3"]);
        "Up with a reason of spaces that cannot be seen":
            support("BRONZE", met(&["3.1"])).put_at_because("BRONZE", Some(" \n\u{200B}")) => Err(vec!["J3"]);
        "Up with a reason: the record shows both levels and why":
            support("BRONZE", met(&["3.1"])).put_at_because("BRONZE", Some(" The handbook of May covers 3.2. "))
            => confirmed("BRONZE", "none", Some("The handbook of May covers 3.2."));
        "Down without a reason": support("BRONZE", met_up_to("BRONZE")).after(&answered()).put_at("none") => Err(vec!["J3"]);
        "Down with a reason":
            support("BRONZE", met_up_to("BRONZE")).after(&answered()).put_at_because("none", Some("Nobody could name it."))
            => confirmed("none", "BRONZE", Some("Nobody could name it."));
    }

    j3_every_criterion_up_to_the_level_is_judged_first {
        "Two are missing, and they are named":
            support("SILVER", without(met_up_to("SILVER"), &["3.2", "3.8"])).told("SILVER")
            => "J3: Support: judge 3.2 and 3.8 first.".to_owned();
        "What is above the level applied for need not be judged":
            support("SILVER", without(met_up_to("SILVER"), &["3.9", "3.10"])).put_at("SILVER")
            => confirmed("SILVER", "SILVER", None);
        "What is judged as not met is judged":
            support("BRONZE", but(met_up_to("BRONZE"), &["3.3"], Rating::NotMet)).put_at("BRONZE")
            => confirmed("BRONZE", "BRONZE", None);
        "Everything in the way is said at once":
            support("SILVER", without(met(&["3.1"]), &["3.3"])).put_at("BRONZE") => Err(vec!["J3", "J3", "J5"]);
    }

    j4_no_outcome_above_the_level_applied_for {
        "Silver, applied for Bronze":
            support("BRONZE", met_up_to("GOLD")).put_at_because("SILVER", Some("Excellent.")) => Err(vec!["J4"]);
        "Best fit stops at the level applied for too":
            support("BRONZE", met_up_to("GOLD")).put_at("BRONZE") => confirmed("BRONZE", "BRONZE", None);
        "Silver, applied for Silver, where the applicant may hold Bronze":
            support("SILVER", met_up_to("SILVER")).may_hold("BRONZE").after(&answered()).put_at("SILVER") => Err(vec!["J4"]);
        "Bronze, where the applicant may hold Bronze":
            support("SILVER", met_up_to("SILVER")).may_hold("BRONZE").after(&answered())
                .put_at_because("BRONZE", Some("Held for two months."))
            => confirmed("BRONZE", "SILVER", Some("Held for two months."));
        "It is told what may be held":
            support("SILVER", met_up_to("SILVER")).may_hold("BRONZE").told("SILVER")
            => "J4: Support cannot be put at Silver: the applicant may hold Bronze at most.".to_owned();
    }

    j5_a_shortfall_is_asked_about_first {
        "Nothing was asked": shortfall(&[]) => Err(vec!["J5"]);
        "Asked and still open": shortfall(&[asked(&["3.2"], Open, "2026-12-20")]) => Err(vec!["J5"]);
        "Asked, open and due today": shortfall(&[asked(&["3.2"], Open, "2026-12-01")]) => Err(vec!["J5"]);
        "Due yesterday, and nobody has looked yet":
            shortfall(&[asked(&["3.2"], Open, "2026-11-30")]) => confirmed("none", "none", None);
        "Lapsed": shortfall(&[asked(&["3.2"], Lapsed, "2026-11-30")]) => confirmed("none", "none", None);
        "Answered": shortfall(&answered()) => confirmed("none", "none", None);
        "Answered and closed": shortfall(&[asked(&["3.2"], Closed, "2026-12-20")]) => confirmed("none", "none", None);
        "Answered, but about another pillar": shortfall(&[asked(&["2.1"], Answered, "2026-12-20")]) => Err(vec!["J5"]);
        "Answered, about this pillar and another":
            shortfall(&[asked(&["2.1", "3.1"], Answered, "2026-12-20")]) => confirmed("none", "none", None);
        "Asked once and answered, asked again and open":
            shortfall(&[asked(&["3.1"], Closed, "2026-11-20"), asked(&["3.2"], Open, "2026-12-20")])
            => confirmed("none", "none", None);
        "Bronze is a shortfall where Silver was applied for":
            support("SILVER", met_up_to("BRONZE")).put_at("BRONZE") => Err(vec!["J5"]);
        "Bronze where Silver was applied for, asked and answered":
            support("SILVER", met_up_to("BRONZE")).after(&answered()).put_at("BRONZE") => confirmed("BRONZE", "BRONZE", None);
        "Bronze is none where Bronze was applied for":
            support("BRONZE", met_up_to("BRONZE")).put_at("BRONZE") => confirmed("BRONZE", "BRONZE", None);
        "It is told to ask":
            support("BRONZE", met(&["3.1"])).told("none")
            => "J5: Support would be below Bronze, short of Bronze: request evidence on it first.".to_owned();
        "It is told to wait":
            support("BRONZE", met(&["3.1"])).after(&[asked(&["3.2"], Open, "2026-12-20")]).told("none")
            => "J5: Support would be below Bronze, short of Bronze: wait until the evidence request is answered or its \
                due date has passed.".to_owned();
        "An edition may do without": {
            let edition = edition_with(|e| e["rules"]["request_evidence_before_shortfall"] = false.into());
            let facts = OutcomeFacts {
                edition: &edition, target_rank: 1, max_rank_applicant_may_hold: 1, marks: &met(&["3.1"]),
                requests: &[], today: day("2026-12-01"),
                second: false,
            };
            confirm_outcome(&facts, 3, None, None).is_ok()
        } => true;
    }
}
