//! G1-G5: who may apply for which level, and from when.

use domain::ApplicationKind;
use domain::calendar::{add_months, civil_day};
use domain::eligibility::{EligibilityAnswer, Hold, ProgrammeFacts, eligibility, options};
use serde_json::{Value, json};

use crate::words::*;

pub const RULES: &[(&str, &str)] = &[
    ("G1", "A first award is at the lowest level"),
    (
        "G2",
        "To rise, the level below is held for six months without a gap, and none is skipped",
    ),
    (
        "G3",
        "The level held is renewed from 90 days before its expiry; a lapse starts over",
    ),
    (
        "G4",
        "An answer names the rule, the programmes and the first day it would be yes",
    ),
    (
        "G5",
        "Months are calendar months, days are civil days in London",
    ),
];

/// What one programme that held these is told.
fn apply(level: &str, on: &str, holds: &[Hold]) -> Answer {
    apply_together(level, on, [programme("Peers", holds)])
}

/// What these programmes are told together.
fn apply_together<const N: usize>(
    level: &str,
    on: &str,
    programmes: [ProgrammeFacts; N],
) -> Answer {
    Answer::from(eligibility(
        &edition_2021(),
        &programmes,
        rank(level),
        day(on),
    ))
}

/// An answer, as short as it can be said.
#[derive(Debug, PartialEq)]
enum Answer {
    Yes(ApplicationKind),
    No {
        /// Each rule in the way, with the programme it names.
        reasons: Vec<(&'static str, String)>,
        first_day: Option<String>,
    },
}

impl From<EligibilityAnswer> for Answer {
    fn from(answer: EligibilityAnswer) -> Self {
        if answer.allowed {
            assert!(answer.reasons.is_empty() && answer.first_day.is_some());
            return Self::Yes(answer.kind);
        }
        let reasons = answer
            .reasons
            .into_iter()
            .map(|reason| (reason.rule, text(reason.facts.get("name"))));
        Self::No {
            reasons: reasons.collect(),
            first_day: answer.first_day.map(|day| day.to_string()),
        }
    }
}

/// Yes, as a full application.
fn initial() -> Answer {
    Answer::Yes(ApplicationKind::Initial)
}

/// Yes, as a continuation.
fn renewal() -> Answer {
    Answer::Yes(ApplicationKind::Reaccreditation)
}

/// No, for each of these reasons.
fn no(reasons: &[(&'static str, &str)], first_day: Option<&str>) -> Answer {
    Answer::No {
        reasons: reasons
            .iter()
            .map(|(rule, name)| (*rule, (*name).to_owned()))
            .collect(),
        first_day: first_day.map(str::to_owned),
    }
}

/// No, for one reason, and yes from a day on.
fn not_before(first_day: &str, rule: &'static str) -> Answer {
    no(&[(rule, "Peers")], Some(first_day))
}

/// No, for one reason, and nobody knows from when on.
fn no_day_known(rule: &'static str) -> Answer {
    no(&[(rule, "Peers")], None)
}

/// The first sentence that one programme is told.
fn sentence(level: &str, on: &str, holds: &[Hold]) -> String {
    let programmes = [programme("Peers", holds)];
    eligibility(&edition_2021(), &programmes, rank(level), day(on)).reasons[0]
        .message
        .clone()
}

/// One of the facts that one programme is told.
fn fact(name: &str, level: &str, on: &str, holds: &[Hold]) -> Value {
    let programmes = [programme("Peers", holds)];
    let answer = eligibility(&edition_2021(), &programmes, rank(level), day(on));
    json!(answer.reasons[0].facts.get(name))
}

rules! {
    g1_a_first_award_is_at_the_lowest_level {
        "A programme that never held a level may apply for Bronze":
            apply("BRONZE", "2026-11-22", &[]) => initial();
        "A programme that never held a level may not apply for Silver, and no day is known on which it might":
            apply("SILVER", "2026-11-22", &[]) => no_day_known("G1");
        "A programme that never held a level may not apply for Gold":
            apply("GOLD", "2026-11-22", &[]) => no_day_known("G1");
        "It is told so in a sentence":
            sentence("SILVER", "2026-11-22", &[])
            => "Peers holds no level now: a first award is at most at Bronze.".to_owned();
        "What is decided already and begins tomorrow is not held today":
            apply("SILVER", "2026-01-09", &[held("BRONZE", "2026-01-10")]) => not_before("2026-07-10", "G1");
    }

    g2_six_months_without_a_gap {
        "Bronze since 15 January is not enough for Silver on 14 July":
            apply("SILVER", "2026-07-14", &[held("BRONZE", "2026-01-15")]) => not_before("2026-07-15", "G2");
        "Bronze since 15 January is enough for Silver on 15 July":
            apply("SILVER", "2026-07-15", &[held("BRONZE", "2026-01-15")]) => initial();
        "Bronze since 15 January is enough for Silver on its last day, 14 January a year later":
            apply("SILVER", "2027-01-14", &[held("BRONZE", "2026-01-15")]) => initial();
        "A renewal that begins on the day the old award ends keeps the hold unbroken":
            apply("SILVER", "2026-02-01", &[held("BRONZE", "2026-01-10"), held("BRONZE", "2025-01-10")])
            => initial();
        "A gap of one day between two awards begins the six months anew":
            apply("SILVER", "2026-02-01", &[held("BRONZE", "2025-01-10"), held("BRONZE", "2026-01-11")])
            => not_before("2026-07-11", "G2");
        "Two awards that overlap are one hold":
            apply("SILVER", "2026-07-10", &[held("BRONZE", "2026-01-10"), held("BRONZE", "2026-03-10")])
            => initial();
        "Six months of which the last day falls on the end of the hold come too late":
            apply("SILVER", "2026-06-01", &[ended(held("BRONZE", "2026-01-10"), "2026-07-10")])
            => no_day_known("G2");
        "Six months of which the last day falls one day before the end of the hold are in time":
            apply("SILVER", "2026-06-01", &[ended(held("BRONZE", "2026-01-10"), "2026-07-11")])
            => not_before("2026-07-10", "G2");
    }

    g2_the_level_below_is_in_force_on_the_day {
        "Bronze still in force on its last day counts":
            apply("SILVER", "2026-01-09", &[held("BRONZE", "2025-01-10")]) => initial();
        "Bronze that ends today does not":
            apply("SILVER", "2026-01-10", &[held("BRONZE", "2025-01-10")]) => no_day_known("G1");
        "An award withdrawn tomorrow is in force today":
            apply("SILVER", "2026-08-31", &[ended(held("BRONZE", "2026-01-10"), "2026-09-01")]) => initial();
        "An award withdrawn today is not in force":
            apply("SILVER", "2026-09-01", &[ended(held("BRONZE", "2026-01-10"), "2026-09-01")])
            => no_day_known("G1");
        "An award withdrawn on its first day was never held":
            apply("BRONZE", "2026-01-10", &[ended(held("BRONZE", "2026-01-10"), "2026-01-10")]) => initial();
        "Silver took the place of Bronze: for Gold it is Silver's six months that count, not Bronze's":
            apply("GOLD", "2026-08-31", &[
                ended(held("BRONZE", "2025-06-01"), "2026-03-01"), held("SILVER", "2026-03-01"),
            ]) => not_before("2026-09-01", "G2");
        "Silver took the place of Bronze and has been held for six months":
            apply("GOLD", "2026-09-01", &[
                ended(held("BRONZE", "2025-06-01"), "2026-03-01"), held("SILVER", "2026-03-01"),
            ]) => initial();
    }

    g2_levels_are_never_skipped {
        "From Bronze there is no way to Gold, however long it was held":
            apply("GOLD", "2026-12-01", &[held("BRONZE", "2025-01-10"), held("BRONZE", "2026-01-10")])
            => no_day_known("G2");
        "It is told which level comes first":
            sentence("GOLD", "2026-08-01", &[held("BRONZE", "2026-01-10")])
            => "Peers holds Bronze: levels are never skipped, so Silver comes first.".to_owned();
    }

    g2_every_programme_holds_the_level_below {
        "Of three programmes the two that have held Bronze too briefly are named, and the later day counts":
            apply_together("SILVER", "2026-08-01", [
                programme("Peers", &[held("BRONZE", "2026-01-10")]),
                programme("Careers", &[held("BRONZE", "2026-05-20")]),
                programme("Reverse", &[held("BRONZE", "2026-03-05")]),
            ]) => no(&[("G2", "Careers"), ("G2", "Reverse")], Some("2026-11-20"));
        "No day is promised on which another programme's hold will have ended":
            apply_together("SILVER", "2026-09-01", [
                programme("Peers", &[held("BRONZE", "2026-01-10")]),
                programme("Careers", &[held("BRONZE", "2026-08-20")]),
            ]) => no(&[("G2", "Careers")], None);
        "A programme that holds nothing stands in the way of those that hold Bronze":
            apply_together("SILVER", "2026-09-01", [
                programme("Peers", &[held("BRONZE", "2026-01-10")]),
                programme("Careers", &[]),
            ]) => no(&[("G1", "Careers")], None);
    }

    g3_renewal_opens_ninety_days_before_expiry {
        "Ninety-one days before its expiry Bronze cannot be renewed yet":
            apply("BRONZE", "2026-10-11", &[held("BRONZE", "2026-01-10")]) => not_before("2026-10-12", "G3");
        "Ninety days before its expiry it can":
            apply("BRONZE", "2026-10-12", &[held("BRONZE", "2026-01-10")]) => renewal();
        "On its last day it can":
            apply("BRONZE", "2027-01-09", &[held("BRONZE", "2026-01-10")]) => renewal();
        "What has been renewed already opens again 90 days before the new expiry":
            apply("BRONZE", "2026-12-01", &[held("BRONZE", "2026-01-10"), held("BRONZE", "2027-01-10")])
            => not_before("2027-10-12", "G3");
        "A lower level is not applied for while a higher one is held":
            apply("BRONZE", "2026-12-01", &[held("SILVER", "2026-01-10")]) => not_before("2027-01-10", "G3");
        "Some programmes renew and others begin: one initial application for all of them":
            apply_together("BRONZE", "2026-11-01", [
                programme("Peers", &[held("BRONZE", "2026-01-10")]), programme("Careers", &[]),
            ]) => initial();
        "All programmes renew: a reaccreditation, though their years end on different days":
            apply_together("BRONZE", "2026-11-01", [
                programme("Peers", &[held("BRONZE", "2026-01-10")]),
                programme("Careers", &[held("BRONZE", "2025-12-01")]),
            ]) => renewal();
        "One of two programmes is outside its 90 days: they renew together later":
            apply_together("BRONZE", "2026-11-01", [
                programme("Peers", &[held("BRONZE", "2026-01-10")]),
                programme("Careers", &[held("BRONZE", "2026-03-10")]),
            ]) => no(&[("G3", "Careers")], Some("2026-12-10"));
    }

    g3_a_lapse_starts_over {
        "Bronze that ended today is applied for anew, in full":
            apply("BRONZE", "2027-01-10", &[held("BRONZE", "2026-01-10")]) => initial();
        "Silver that ended today is out of reach: Bronze comes first":
            apply("SILVER", "2027-01-10", &[held("SILVER", "2026-01-10")]) => no_day_known("G1");
        "It is told which level ended and when":
            sentence("SILVER", "2026-01-10", &[held("BRONZE", "2025-01-10")])
            => "Peers holds no level now: a first award is at most at Bronze. Its Bronze ended on 10 January 2026, \
                and a lapse starts over.".to_owned();
        "What was withdrawn before it began was never held and did not lapse":
            sentence("SILVER", "2027-04-01", &[ended(held("BRONZE", "2027-01-10"), "2026-12-01")])
            => "Peers holds no level now: a first award is at most at Bronze.".to_owned();
        "Nor what was withdrawn on the day it began":
            sentence("SILVER", "2026-04-01", &[ended(held("BRONZE", "2026-01-10"), "2026-01-10")])
            => "Peers holds no level now: a first award is at most at Bronze.".to_owned();
        "What was withdrawn after its expiry had lapsed on its expiry":
            sentence("SILVER", "2027-04-01", &[ended(held("BRONZE", "2026-01-10"), "2027-03-01")])
            => "Peers holds no level now: a first award is at most at Bronze. Its Bronze ended on 10 January 2027, \
                and a lapse starts over.".to_owned();
    }

    g4_an_answer_names_rule_programme_and_day {
        "It is said in a sentence":
            sentence("SILVER", "2026-11-22", &[held("BRONZE", "2026-07-01")])
            => "Peers has held Bronze without a gap since 1 July 2026, and 6 months are needed: apply for Silver from \
                1 January 2027.".to_owned();
        "A level that there is not is answered with those that there are":
            eligibility(&edition_2021(), &[programme("Peers", &[])], 9, day("2026-11-22")).reasons[0].message
            => "The edition has no level 9: choose one of Bronze, Silver and Gold.";
        "It names the programme":
            fact("programme", "SILVER", "2026-11-22", &[held("BRONZE", "2026-07-01")]) => json!("prg_Peers");
        "It names the first day":
            fact("firstDay", "SILVER", "2026-11-22", &[held("BRONZE", "2026-07-01")]) => json!("2027-01-01");
        "It names the level held":
            fact("held", "SILVER", "2026-11-22", &[held("BRONZE", "2026-07-01")]) => json!("BRONZE");
        "It names no first day where there is none":
            fact("firstDay", "SILVER", "2026-06-01", &[ended(held("BRONZE", "2026-01-10"), "2026-07-10")])
            => json!(null);
        "Every rule in the way is named, not the first one found":
            apply_together("SILVER", "2026-11-30", [starts(programme("Peers", &[]), "2026-12-01")])
            => no(&[("P2", "Peers"), ("G1", "Peers")], None);
        "Every level of the edition has its answer":
            options(&edition_2021(), &[programme("Peers", &[held("BRONZE", "2026-07-01")])], day("2026-11-22"))
                .into_iter().map(|(level, answer)| (level.code, answer.reasons[0].rule)).collect::<Vec<_>>()
            => vec![("BRONZE".to_owned(), "G3"), ("SILVER".to_owned(), "G2"), ("GOLD".to_owned(), "G2")];
        "Where an edition lets a first award be at Silver, it may be applied for when a Bronze cut short has ended": {
            let edition = crate::judging::edition_with(|e| e["rules"]["first_award_at_most"] = json!("SILVER"));
            let programmes = [programme("Peers", &[ended(held("BRONZE", "2026-01-10"), "2026-04-10")])];
            Answer::from(eligibility(&edition, &programmes, rank("SILVER"), day("2026-02-01")))
        } => not_before("2026-04-10", "G2");
        "An award decided already may bring the day forward":
            apply("SILVER", "2026-06-22", &[
                until(held("BRONZE", "2026-06-22"), "2026-07-01"), until(held("SILVER", "2026-08-01"), "2026-10-01"),
            ]) => not_before("2026-08-01", "G2");
    }

    g5_months_end_on_the_last_day_there_is {
        "31 August and six months is 28 February": add_months(day("2025-08-31"), 6) => day("2026-02-28");
        "In a leap year it is 29 February": add_months(day("2027-08-31"), 6) => day("2028-02-29");
        "28 August and six months is 28 February too": add_months(day("2026-08-28"), 6) => day("2027-02-28");
        "29 August and six months is 28 February": add_months(day("2026-08-29"), 6) => day("2027-02-28");
        "29 February and a year is 28 February": add_months(day("2024-02-29"), 12) => day("2025-02-28");
        "29 February and four years is 29 February": add_months(day("2024-02-29"), 48) => day("2028-02-29");
        "31 October and a month is 30 November": add_months(day("2026-10-31"), 1) => day("2026-11-30");
        "A month is added across the end of the year": add_months(day("2026-12-31"), 2) => day("2027-02-28");
        "No months later is the same day": add_months(day("2026-03-15"), 0) => day("2026-03-15");
        "Bronze since 31 August: not yet on 27 February":
            apply("SILVER", "2026-02-27", &[held("BRONZE", "2025-08-31")]) => not_before("2026-02-28", "G2");
        "Bronze since 31 August: Silver may be applied for on 28 February":
            apply("SILVER", "2026-02-28", &[held("BRONZE", "2025-08-31")]) => initial();
        "Bronze since 31 August: not yet on 28 February of a leap year":
            apply("SILVER", "2028-02-28", &[held("BRONZE", "2027-08-31")]) => not_before("2028-02-29", "G2");
        "Bronze since 31 August: Silver may be applied for on 29 February of a leap year":
            apply("SILVER", "2028-02-29", &[held("BRONZE", "2027-08-31")]) => initial();
    }

    g5_days_are_civil_days_in_london {
        "A minute before eleven at night by Greenwich in June is still that day":
            civil_day(moment("2026-06-30T22:59:59Z")) => day("2026-06-30");
        "Eleven at night by Greenwich in June is the next day in London":
            civil_day(moment("2026-06-30T23:00:00Z")) => day("2026-07-01");
        "The last second of the year is that year": civil_day(moment("2026-12-31T23:59:59Z")) => day("2026-12-31");
        "Midnight in winter begins the day": civil_day(moment("2027-01-01T00:00:00Z")) => day("2027-01-01");
        "The night the clocks go forward": civil_day(moment("2026-03-29T00:59:59Z")) => day("2026-03-29");
        "The evening before the clocks go back": civil_day(moment("2026-10-24T23:30:00Z")) => day("2026-10-25");
        "The evening after the clocks went back": civil_day(moment("2026-10-25T23:30:00Z")) => day("2026-10-25");
    }
}
