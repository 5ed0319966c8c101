use super::*;
use crate::calendar::tests::day;
use crate::eligibility::{ProgrammeFacts, eligibility};

const BRONZE: u8 = 1;

fn edition_2021() -> Edition {
    Edition::parse(include_bytes!("../../../standards/university-2021.json")).unwrap()
}

fn programme(started_on: &str) -> ProgrammeFacts {
    ProgrammeFacts {
        id: "prg_1".to_owned(),
        name: "Peers".to_owned(),
        started_on: day(started_on),
        ended_on: None,
        mentors: 20,
        holds: vec![],
    }
}

fn eligible(level: u8) -> EligibilityAnswer {
    eligibility(
        &edition_2021(),
        &[programme("2020-09-01")],
        level,
        day("2026-11-22"),
    )
}

fn rated(rating: Rating, statement: &str) -> SelfRatingFacts {
    SelfRatingFacts {
        rating,
        statement: statement.to_owned(),
    }
}

/// Every criterion up to Bronze met, with a statement.
fn all_rated() -> BTreeMap<String, SelfRatingFacts> {
    edition_2021()
        .criteria_up_to(BRONZE)
        .map(|c| (c.reference.clone(), rated(Rating::Met, "By the handbook.")))
        .collect()
}

fn evidence(name: &str, criteria: &[&str], file: Option<FileState>) -> EvidenceFacts {
    EvidenceFacts {
        name: name.to_owned(),
        criteria: criteria.iter().map(|r| (*r).to_owned()).collect(),
        file,
        problem: None,
        covers_to: None,
    }
}

/// One file tied to all seven pillars.
fn handbook(state: FileState) -> EvidenceFacts {
    let criteria = ["1.1", "2.1", "3.1", "4.1", "5.1", "6.1", "7.1"];
    evidence("handbook.pdf", &criteria, Some(state))
}

fn said(reasons: &[Reason]) -> Vec<(&'static str, &str)> {
    reasons
        .iter()
        .map(|r| (r.rule, r.message.as_str()))
        .collect()
}

#[test]
fn l1_a_whole_application_misses_nothing() {
    let files = [handbook(FileState::Clean)];
    let reasons = missing(
        &edition_2021(),
        BRONZE,
        &all_rated(),
        &files,
        &eligible(BRONZE),
    );
    assert_eq!(said(&reasons), []);
    let mut criteria = handbook(FileState::Clean);
    criteria.file = None;
    let reasons = missing(
        &edition_2021(),
        BRONZE,
        &all_rated(),
        &[criteria],
        &eligible(BRONZE),
    );
    assert_eq!(said(&reasons), [], "a link is as good as a file");
}

#[test]
fn l1_every_criterion_is_rated_and_what_is_met_is_stated() {
    let mut ratings = all_rated();
    ratings.remove("1.2");
    ratings.insert("3.3".to_owned(), rated(Rating::Met, " \n"));
    ratings.insert("4.1".to_owned(), rated(Rating::PartlyMet, ""));
    ratings.insert("4.2".to_owned(), rated(Rating::NotMet, ""));
    let files = [handbook(FileState::Clean)];
    let reasons = missing(&edition_2021(), BRONZE, &ratings, &files, &eligible(BRONZE));
    assert_eq!(
        said(&reasons),
        [
            ("L1", "1.2: say how well it is met."),
            ("L1", "3.3: write how it is met."),
            ("L1", "4.1: write how it is met."),
        ]
    );
    assert_eq!(reasons[0].field.as_deref(), Some("1.2"));
}

#[test]
fn l1_higher_levels_are_not_asked_about() {
    let none = BTreeMap::new();
    let files = [handbook(FileState::Clean)];
    let count = |level| {
        let reasons = missing(&edition_2021(), level, &none, &files, &eligible(BRONZE));
        reasons.len()
    };
    assert_eq!((count(1), count(2), count(3)), (17, 37, 58));
}

#[test]
fn l1_every_pillar_is_evidenced() {
    let files = [evidence(
        "handbook.pdf",
        &["1.1", "2.1", "3.11", "4.1"],
        Some(FileState::Clean),
    )];
    let reasons = missing(
        &edition_2021(),
        BRONZE,
        &all_rated(),
        &files,
        &eligible(BRONZE),
    );
    assert_eq!(
        said(&reasons),
        [
            ("L1", "Awareness: add at least one piece of evidence."),
            (
                "L1",
                "Diversity and inclusion: add at least one piece of evidence."
            ),
            ("L1", "Celebration: add at least one piece of evidence."),
        ]
    );
}

#[test]
fn e3_a_file_that_is_not_ready_is_named() {
    for (state, rule, message) in [
        (
            FileState::Uploading,
            "E1",
            "handbook.pdf is still being uploaded: let it finish, or remove it.",
        ),
        (
            FileState::Scanning,
            "E3",
            "handbook.pdf is still being checked: wait a little.",
        ),
        (
            FileState::Infected,
            "E3",
            "handbook.pdf holds malware: remove it and send a clean copy.",
        ),
        (
            FileState::Failed,
            "E1",
            "handbook.pdf could not be taken: remove it or upload it again.",
        ),
    ] {
        let files = [handbook(state)];
        let reasons = missing(
            &edition_2021(),
            BRONZE,
            &all_rated(),
            &files,
            &eligible(BRONZE),
        );
        assert_eq!(said(&reasons), [(rule, message)]);
    }
    let mut file = handbook(FileState::Failed);
    file.problem = Some("It is not a PDF.".to_owned());
    let reasons = missing(
        &edition_2021(),
        BRONZE,
        &all_rated(),
        &[file],
        &eligible(BRONZE),
    );
    let message = "handbook.pdf could not be taken: It is not a PDF. Remove it or upload it again.";
    assert_eq!(reasons[0].message, message);
    let mut file = handbook(FileState::Failed);
    file.problem = Some(" ".to_owned());
    let message = "handbook.pdf could not be taken: remove it or upload it again.";
    assert_eq!(unready(&file).unwrap().message, message);
}

#[test]
fn g1_p2_what_eligibility_says_is_said_too() {
    let answer = eligibility(
        &edition_2021(),
        &[programme("2027-01-01")],
        2,
        day("2026-11-22"),
    );
    let reasons = missing(&edition_2021(), BRONZE, &all_rated(), &[], &answer);
    let rules: Vec<_> = reasons.iter().map(|r| r.rule).collect();
    assert_eq!(rules[..3], ["P2", "G1", "L1"]);
    assert_eq!(rules.len(), 9);
}

#[test]
fn e6_old_evidence_is_flagged_and_not_refused() {
    for (covers_to, flagged) in [
        ("2025-11-21", true),
        ("2025-11-22", false),
        ("2026-11-22", false),
        ("2027-06-01", false),
    ] {
        let mut file = handbook(FileState::Clean);
        file.covers_to = Some(day(covers_to));
        let files = [file];
        assert_eq!(
            warnings(&files, day("2026-11-22")).len(),
            usize::from(flagged),
            "{covers_to}"
        );
        let reasons = missing(
            &edition_2021(),
            BRONZE,
            &all_rated(),
            &files,
            &eligible(BRONZE),
        );
        assert!(reasons.is_empty());
    }
    assert!(!is_old(day("2024-02-29"), day("2025-02-28")));
    assert!(is_old(day("2024-02-29"), day("2025-03-01")));
}
