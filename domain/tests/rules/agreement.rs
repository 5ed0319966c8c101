//! J6: how alike assessors mark what they both marked.

use chrono::Duration;
use domain::Refusal;
use domain::consistency::{
    Agreement, Calibration, Drift, GoldMark, Mark, Marking, Reliance, Source, Watch, calibrate,
    deidentified, expect_open, gold, identifying, krippendorff_alpha, report, unmarked,
};
use domain::lifecycle::ApplicationState as App;
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

/// Alpha of all marks to three places, and whether it has an interval.
fn overall(rows: &[&str]) -> (Option<String>, bool) {
    overall_of(&marks(rows))
}

fn overall_of(marks: &[Mark]) -> (Option<String>, bool) {
    let overall = report(marks, &Watch::default(), 1).overall;
    let alpha = overall.alpha.map(|alpha| format!("{alpha:.3}"));
    (alpha, overall.interval.is_some())
}

/// How far marks that agree so much may be relied on.
fn relied_on(alpha: f64) -> Reliance {
    let agreement = Agreement {
        alpha: Some(alpha),
        interval: Some((alpha, alpha)),
        units: 2,
        cases: 2,
    };
    agreement.reliance()
}

/// How alike two assessors mark one case of one criterion, which they mark differently.
fn report_of_one() -> Agreement {
    report(&by_all(&["1.1"], &["2", "0"]), &Watch::default(), 1).overall
}

/// The same marks of several criteria, each marked as the rows say.
fn by_all(criteria: &[&'static str], rows: &[&str]) -> Vec<Mark<'static>> {
    let of_one = |criterion: &&'static str| {
        let criterion = *criterion;
        let marks = marks(rows).into_iter();
        marks.map(move |mark| Mark { criterion, ..mark })
    };
    criteria.iter().flat_map(of_one).collect()
}

/// By how many steps each assessor marks higher than the one in the middle.
fn steps(marks: &[Mark]) -> Vec<String> {
    let report = report(marks, &Watch::default(), 1);
    let assessors = report.assessors.iter();
    // So that nothing is neither above nor below.
    let rounded = |steps: f64| (steps * 100.0).round() / 100.0 + 0.0;
    assessors
        .map(|a| format!("{:+.2}", rounded(a.leniency.steps)))
        .collect()
}

/// Alpha of what each assessor marked, to three places.
fn alphas(rows: &[&str]) -> Vec<String> {
    let report = report(&marks(rows), &Watch::default(), 1);
    let assessors = report.assessors.iter();
    assessors
        .map(|a| format!("{:.3}", a.agreement.alpha.unwrap()))
        .collect()
}

/// How the first assessor's leniency changed.
fn drift(rows: &[&str]) -> Drift {
    let mut report = report(&marks(rows), &Watch::default(), 1);
    report.assessors.swap_remove(0).drift
}

/// Each period's first day and how many cases there are in it.
fn periods(rows: &[&str]) -> Vec<String> {
    let periods = drift(rows).periods;
    periods
        .iter()
        .map(|p| format!("{} {}", p.from, p.cases))
        .collect()
}

/// How alike each criterion is marked, of cases where it is marked as each row of its own says.
fn by_criterion(of: &[(&'static str, &[&str])]) -> Vec<String> {
    let of_one = |(criterion, rows): &(&'static str, &[&str])| by_all(&[criterion], rows);
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

/// By how many steps theirs are higher than the known marks, on average.
fn higher(gold: &str, theirs: &str) -> f64 {
    calibration(gold, theirs).steps
}

fn calibration(gold: &str, theirs: &str) -> Calibration {
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
    calibrate(&marks(gold), &marks(theirs), 80)
}

fn differences(gold: &str, theirs: &str) -> Vec<String> {
    let found = calibration(gold, theirs);
    let differences = found.differences.iter();
    differences
        .map(|d| format!("{:?} {:?}", d.gold, d.theirs))
        .collect()
}

fn texts(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn names() -> Vec<(String, &'static str)> {
    identifying("University of Alderbrook", &["Peer Mentors"], &["Sam Shaw"])
}

/// The known marks of a gold case of what was judged met, or each reason's rule and criterion.
fn made(
    state: App,
    second: &[(&str, Rating)],
    criteria: &[(&str, &str)],
) -> Result<Vec<Rating>, Vec<String>> {
    let marks = ["1.1", "1.2"].map(|reference| (reference.to_owned(), Rating::Met));
    let second = second
        .iter()
        .map(|(reference, mark)| ((*reference).to_owned(), *mark));
    let names = names();
    let source = Source {
        state,
        marks: &marks.into(),
        second: &second.collect(),
        names: &names,
    };
    let criteria: Vec<_> = criteria
        .iter()
        .map(|(reference, text)| ((*reference).to_owned(), (*text).to_owned()))
        .collect();
    gold(&source, &criteria).map_err(|refusal| {
        let reasons = refusal.reasons().iter();
        reasons
            .map(|reason| {
                format!(
                    "{} {}",
                    reason.rule,
                    reason.field.as_deref().unwrap_or_default()
                )
            })
            .collect()
    })
}

fn said(result: Result<(), Refusal>) -> Vec<String> {
    let reasons = result.err().map(Refusal::into_reasons).unwrap_or_default();
    reasons.into_iter().map(|reason| reason.message).collect()
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
        "All marks together are told by the same figure":
            overall(&["21021", "20122"]).0 => alpha(&["21021", "20122"]);
        "One case alone says nothing of how far another may differ":
            overall_of(&[by_all(&["1.1"], &["2", "2"]), by_all(&["1.2"], &["0", "0"])].concat())
            => (some("1.000"), false);
        "Two cases do":
            overall_of(&[by_all(&["1.1"], &["20", "20"]), by_all(&["1.2"], &["02", "02"])].concat())
            => (some("1.000"), true);
        "An assessor's is of what they marked":
            alphas(&["2102....", "21020202", "....2020"])
            => vec!["1.000".to_owned(), overall(&["2102....", "21020202", "....2020"]).0.unwrap(), "-0.750".to_owned()];
        "Below 0.667 they are not": reliance(&["0202", "2020"]) => Reliance::Unreliable;
        "Without anything to compare nothing is known": reliance(&["2102"]) => Reliance::Unknown;
        "Nor of one case, however alike its marks": (report_of_one().alpha, report_of_one().reliance()) => (Some(0.0), Reliance::Unknown);
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
        "A case that three marked speaks of each of them":
            steps(&marks(&["2222", "1111", "0000"])) => vec!["+1.00", "+0.00", "-1.00"];
        "A case counts once, however many criteria it is marked by":
            steps(&by_all(&["1.1", "1.2", "1.3"], &["2222", "1111", "0000"])) => vec!["+1.00", "+0.00", "-1.00"];
        "Whoever marked beside somebody who marked beside a third is measured against both":
            steps(&marks(&["0000....", "00000000", "....2222"])) => vec!["+0.00", "+0.00", "+2.00"];
        "Nineteen of twenty a step higher is not yet a whole step":
            told(&["11111111111111111110", "0000000000..........", "..........0000000000"])[0].clone()
            => "Ada marks more leniently than colleagues: 0.9 of a step on 20 cases.";
        "On a few cases nothing can be told":
            markings(&["2222", "1111"]) => vec![Marking::Alike, Marking::Alike];
        "As often higher as lower is no leniency":
            markings(&["20202020202020202020", "11111111111111111111"]) => vec![Marking::Alike, Marking::Alike];
    }

    j6_whoever_changes_is_told {
        "A step a week is 52.2 steps a year":
            format!("{:.1}", drift(&["012", "000"]).a_year) => "52.2";
        "Becoming stricter is below nothing":
            format!("{:.1}", drift(&["210", "000"]).a_year) => "-52.2";
        "One case says nothing of a change":
            (drift(&["2", "0"]).a_year, drift(&["2", "0"]).p) => (0.0, 1.0);
        "Two cases neither: dealt otherwise they say the opposite as loudly":
            drift(&["01", "00"]).p => 1.0;
        "So steady a change is the rarest of two thousand deals":
            drift(&["000000001111111122222222", "000000000000000000000000"]).p => 0.0005;
        "A case on the first day of a period belongs to that period alone":
            periods(&[&"0".repeat(40), &"1".repeat(40)])
            => vec!["2026-01-05 13", "2026-04-05 13", "2026-07-05 13", "2026-10-05 1"];
    }

    j6_a_calibration_set_is_marked_before_the_first_case {
        "Two marked a step higher and one a step lower of four: a quarter of a step higher":
            higher("1111", "2210") => 0.25;
        "What is missing is not counted":
            higher("1111", "22..") => 1.0;
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

    j6_a_gold_case_says_nothing_of_whose_it_is {
        "The mark of the decision is the known one":
            made(App::Decided, &[], &[("1.1", "Aims are written down.")]) => Ok(vec![Rating::Met]);
        "A case that is not decided has no agreed marks":
            made(App::InAssessment, &[], &[("1.1", "Aims.")]) => Err(texts(&["J6 applicationId"]));
        "What two assessors marked differently is not agreed":
            made(App::Decided, &[("1.1", Rating::NotMet)], &[("1.1", "Aims.")]) => Err(texts(&["J6 1.1"]));
        "What both marked alike is":
            made(App::Decided, &[("1.1", Rating::Met)], &[("1.1", "Aims.")]) => Ok(vec![Rating::Met]);
        "What was not judged has no mark": made(App::Decided, &[], &[("9.9", "More.")]) => Err(texts(&["J6 9.9"]));
        "Each criterion once":
            made(App::Decided, &[], &[("1.1", "Aims."), ("1.1", "Aims.")]) => Err(texts(&["J6 1.1"]));
        "At least one": made(App::Decided, &[], &[]) => Err(texts(&["J6 criteria"]));
        "No text names the university, in capitals or not, nor by its own word alone":
            made(App::Decided, &[], &[("1.1", "At UNIVERSITY OF ALDERBROOK."), ("1.2", "Alderbrook’s aims.")])
            => Err(texts(&["T3 1.1", "T3 1.1", "T3 1.2"]));
        "Nor a programme, nor a person":
            made(App::Decided, &[], &[("1.1", "Peer Mentors say so."), ("1.2", "Ask Sam Shaw.")])
            => Err(texts(&["T3 1.1", "T3 1.2"]));
        "Part of another word is no name": made(App::Decided, &[], &[("1.1", "Alderbrookish.")]) => Ok(vec![Rating::Met]);
        "What is known to say whose it is is taken out, with a capital where a sentence begins":
            deidentified("Peer Mentors of the university of alderbrook. Alderbrook's Sam Shaw runs it.", &names())
            => "The programme of the university. The university's a colleague runs it.";
    }

    j6_the_calibration_set_is_finished_once_and_whole {
        "Whoever has finished has seen the known marks": expect_open(true).is_err() => true;
        "Until then marks may change": expect_open(false).is_ok() => true;
        "Everything is marked before": said(unmarked(&[("One".to_owned(), vec![]), ("Two".to_owned(), texts(&["1.1", "2.1"]))]))
            => texts(&["Mark 1.1 and 2.1 of “Two”, too."]);
        "Then it may be finished": said(unmarked(&[("One".to_owned(), vec![])])) => texts(&[]);
        "Where there is no set nothing is finished":
            said(unmarked(&[])) => texts(&["There is no calibration set: nothing has to be marked before a first case."]);
    }
}
