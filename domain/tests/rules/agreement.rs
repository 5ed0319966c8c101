//! J6: how alike assessors mark what they both marked.

use chrono::Duration;
use domain::consistency::{
    Agreement, GoldMark, Mark, Marking, Reliance, Watch, calibrate, krippendorff_alpha, report,
};
use domain::standard::Rating::{self, Met, NotMet, PartlyMet};
use uuid::Uuid;

use crate::words::*;

/// Alpha to three places, of what each observer saw, unit by unit; `.` is what they did not see.
fn alpha(observers: &[&str]) -> Option<String> {
    let units = observers.iter().map(|seen| seen.len()).max().unwrap_or(0);
    let unit = |at: usize| {
        let seen = observers.iter().filter_map(|seen| seen.chars().nth(at));
        let values = seen.filter_map(|value| value.to_digit(10));
        values.map(|value| value as usize).collect()
    };
    let units: Vec<Vec<usize>> = (0..units).map(unit).collect();
    krippendorff_alpha::<6>(&units).map(|alpha| format!("{alpha:.3}"))
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn id(n: usize) -> Uuid {
    Uuid::from_u128(n as u128 + 1)
}

fn rating(digit: char) -> Option<Rating> {
    match digit {
        '0' => Some(NotMet),
        '1' => Some(PartlyMet),
        '2' => Some(Met),
        _ => None,
    }
}

/// A case a week, marked by one assessor a row: 2 met, 1 partly met, 0 not met, `.` not by them.
fn marks(rows: &[&str]) -> Vec<Mark<'static>> {
    let row = |(assessor, row): (usize, &&str)| {
        let mark = |(case, digit): (usize, char)| {
            Some(Mark {
                case: id(case),
                criterion: "1.1",
                assessor: id(assessor),
                rating: rating(digit)?,
                on: day("2026-01-05") + Duration::weeks(case as i64),
            })
        };
        row.chars().enumerate().filter_map(mark).collect::<Vec<_>>()
    };
    rows.iter().enumerate().flat_map(row).collect()
}

/// What is told about each assessor.
fn told(rows: &[&str]) -> Vec<String> {
    let report = report(&marks(rows), &Watch::default(), 1);
    let assessors = report.assessors.iter().zip(["Ada", "Ben", "Cleo"]);
    assessors
        .map(|(assessor, name)| assessor.leniency.sentence(name))
        .collect()
}

fn markings(rows: &[&str]) -> Vec<Marking> {
    let report = report(&marks(rows), &Watch::default(), 1);
    report
        .assessors
        .iter()
        .map(|a| a.leniency.marking)
        .collect()
}

fn reliance(rows: &[&str]) -> Reliance {
    report(&marks(rows), &Watch::default(), 1)
        .overall
        .reliance()
}

/// How far marks that agree so much may be relied on.
fn relied_on(alpha: f64) -> Reliance {
    let agreement = Agreement {
        alpha: Some(alpha),
        interval: None,
        units: 1,
        cases: 1,
    };
    agreement.reliance()
}

/// How alike each criterion is marked, of cases where it is marked as each row of its own says.
fn by_criterion(of: &[(&'static str, &[&str])]) -> Vec<String> {
    let of_one = |(criterion, rows): &(&'static str, &[&str])| {
        let marks = marks(rows).into_iter();
        marks
            .map(|mark| Mark { criterion, ..mark })
            .collect::<Vec<_>>()
    };
    let all: Vec<Mark> = of.iter().flat_map(of_one).collect();
    let report = report(&all, &Watch::default(), 1);
    let criteria = report.criteria.iter();
    criteria
        .map(|c| format!("{} {:.3}", c.reference, c.agreement.alpha.unwrap()))
        .collect()
}

/// Known marks and theirs of one calibration case, criterion by criterion, and what they need.
fn calibrated(gold: &str, theirs: &str, pass_percent: u8) -> (String, bool) {
    const CRITERIA: [&str; 10] = [
        "1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2", "2.3", "2.4", "2.5",
    ];
    let marks = |digits: &str| -> Vec<GoldMark<'static>> {
        let mark = |(digit, criterion)| {
            Some(GoldMark {
                case: id(0),
                criterion,
                rating: rating(digit)?,
            })
        };
        digits.chars().zip(CRITERIA).filter_map(mark).collect()
    };
    let found = calibrate(&marks(gold), &marks(theirs), pass_percent);
    (found.sentence("Ada"), found.passed)
}

fn differences(gold: &str, theirs: &str) -> Vec<String> {
    let mark = |(at, digit): (usize, char)| {
        Some(GoldMark {
            case: id(at),
            criterion: "1.1",
            rating: rating(digit)?,
        })
    };
    let marks = |digits: &str| -> Vec<GoldMark<'static>> {
        digits.chars().enumerate().filter_map(mark).collect()
    };
    let found = calibrate(&marks(gold), &marks(theirs), 80);
    let differences = found.differences.iter();
    differences
        .map(|d| format!("{:?} {:?}", d.gold, d.theirs))
        .collect()
}

rules! {
    j6_agreement_is_corrected_for_chance {
        "Krippendorff's worked example of 2011 with what is missing: four observers, twelve units, values in order, 0.815":
            alpha(&["123321412...", "1233224125.3", ".3332342251.", "12332441251."])
            => some("0.815");
        "His example of two observers and two values, 0.095":
            alpha(&["0100000010", "1110010000"]) => some("0.095");
        "Where all agree it is 1": alpha(&["2102", "2102"]) => some("1.000");
        "Where they always differ it is below 0": alpha(&["0202", "2020"]) => some("-0.750");
        "What one observer alone saw changes nothing":
            alpha(&["21025", "2102."]) => alpha(&["2102", "2102"]);
        "Where all values are the same there is none": alpha(&["222", "222"]) => None;
        "Where nobody saw what another saw there is none": alpha(&["21..", "..02"]) => None;
        "From 0.8 on marks are reliable": reliance(&["21021", "21021"]) => Reliance::Reliable;
        "From 0.667 on conclusions are tentative":
            [0.8, 0.799, 0.667, 0.666].map(relied_on)
            => [Reliance::Reliable, Reliance::Tentative, Reliance::Tentative, Reliance::Unreliable];
        "Each criterion is told by itself":
            by_criterion(&[("1.1", &["2102", "2102"]), ("1.2", &["0202", "2020"])])
            => vec!["1.1 1.000", "1.2 -0.750"];
        "Below 0.667 they are not": reliance(&["0202", "2020"]) => Reliance::Unreliable;
        "Without anything to compare nothing is known": reliance(&["2102"]) => Reliance::Unknown;
    }

    j6_whoever_marks_otherwise_is_named {
        "Somebody who marks half a step higher than two colleagues, on many cases":
            told(&["21122112211221122112", "1111111111..........", "..........1111111111"])
            => vec![
                "Ada marks more leniently than colleagues: 0.5 of a step on 20 cases.",
                "Nothing says that Ben marks otherwise than colleagues, on 10 cases.",
                "Nothing says that Cleo marks otherwise than colleagues, on 10 cases.",
            ];
        "Somebody who marks a step lower":
            markings(&["00000000000000000000", "1111111111..........", "..........1111111111"])
            => vec![Marking::Strict, Marking::Alike, Marking::Alike];
        "On a few cases nothing can be told":
            markings(&["2222", "1111"]) => vec![Marking::Alike, Marking::Alike];
        "As often higher as lower is no leniency":
            markings(&["20202020202020202020", "11111111111111111111"]) => vec![Marking::Alike, Marking::Alike];
    }

    j6_a_calibration_set_is_marked_before_the_first_case {
        "Eight of ten as known, where eight are needed":
            calibrated("2222211100", "2222211122", 80) => ("Ada passed: 8 of 10 criteria marked as known.".to_owned(), true);
        "Seven of ten are not enough":
            calibrated("2222211100", "2222211222", 80)
            => ("Ada has not passed: 7 of 10 criteria marked as known.".to_owned(), false);
        "Before everything is marked nobody has passed":
            calibrated("2222211100", "222221110.", 80) => ("Ada has 1 criterion of 10 left to mark.".to_owned(), false);
        "Where nothing is known nobody passes":
            calibrated("", "", 0) => ("Ada has not passed: 0 of 0 criteria marked as known.".to_owned(), false);
        "What differs is listed, and what is missing":
            differences("2102", "20.2") => vec!["PartlyMet Some(NotMet)", "NotMet None"];
    }
}
