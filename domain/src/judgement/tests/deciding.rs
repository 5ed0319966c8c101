//! Whole decisions: what stands in the way, what they say, and the same again (J2-J8).

use super::*;
use crate::lifecycle::ApplicationState;

/// An application for a level whose marks and best-fit outcomes are in, asked about everywhere.
fn judged<'a>(
    edition: &'a Edition,
    target: u8,
    marks: &BTreeMap<String, Rating>,
) -> DecisionFacts<'a> {
    let judgements = marks
        .iter()
        .filter(|(r, _)| edition.criterion(r).is_some_and(|c| c.rank <= target))
        .map(|(reference, rating)| {
            let note = format!("Seen for {reference}.");
            let rating = *rating;
            (reference.clone(), Judgement { rating, note })
        })
        .collect();
    let outcomes = standings(edition, target, marks)
        .into_iter()
        .map(|standing| ConfirmedOutcome {
            pillar: standing.pillar,
            level: standing.best_fit,
            best_fit: standing.best_fit,
            reason: None,
        })
        .collect();
    let hash = |id: &str, byte: &str| EvidenceHash {
        id: id.to_owned(),
        sha256: byte.repeat(32),
    };
    DecisionFacts {
        edition,
        max_rank_applicant_may_hold: target,
        record: DecisionRecord {
            target_rank: target,
            judgements,
            outcomes,
            evidence: vec![hash("evi_a", "0a"), hash("evi_b", "0b")],
        },
        requests: vec![request(
            &["1.1", "2.1", "3.1", "4.1", "5.1", "6.1", "7.1"],
            RequestState::Closed,
            "2026-11-20",
        )],
        today: day("2026-12-01"),
        state: ApplicationState::InAssessment,
    }
}

fn without(mut marks: BTreeMap<String, Rating>, references: &[&str]) -> BTreeMap<String, Rating> {
    for reference in references {
        marks.insert((*reference).to_owned(), Rating::NotMet);
    }
    marks
}

#[test]
fn j2_six_pillars_at_bronze_are_accredited() {
    let edition = edition_2021();
    let marks = without(met_up_to(BRONZE), &["2.1"]);
    let decision = decide(&judged(&edition, BRONZE, &marks)).unwrap();
    assert_eq!(decision.level, Some(BRONZE));
    assert_eq!(decision.pillars[1].outcome, None);
}

#[test]
fn j8_below_the_lowest_level_is_not_accredited() {
    let edition = edition_2021();
    let marks = without(met_up_to(BRONZE), &["2.1", "6.1"]);
    let decision = decide(&judged(&edition, BRONZE, &marks)).unwrap();
    assert_eq!(decision.level, None);
    assert_eq!(
        decision.sentences.last().unwrap(),
        "Five of seven pillars reach Bronze, six are needed: not accredited."
    );
}

#[test]
fn j7_a_decision_explains_itself_in_words() {
    let edition = edition_2021();
    let mut marks = without(met_up_to(SILVER), &["2.2", "3.6", "3.7", "3.8"]);
    marks.insert("3.7".to_owned(), Rating::PartlyMet);
    let mut facts = judged(&edition, SILVER, &marks);
    facts.record.outcomes[1].level = Some(SILVER);
    facts.record.outcomes[1].reason = Some("The second module came with the answer".to_owned());
    assert_eq!(
        decide(&facts).unwrap().sentences,
        [
            "Aims reaches Silver: 2 of 2 Silver criteria met (1.4, 1.5).",
            "Training is put at Silver where best fit gives Bronze: The second module came with \
             the answer.",
            "Training reaches, by its criteria, Bronze: 1 of 1 Bronze criteria met (2.1).",
            "Short of Silver in Training: 0 of 1 met, 1 needed; not met: 2.2.",
            "Support reaches Bronze: 3 of 3 Bronze criteria met (3.1, 3.2, 3.3).",
            "Short of Silver in Support: 2 of 5 met, 3 needed; not met: 3.6, 3.7 (partly), 3.8.",
            "Administration reaches Silver: 6 of 6 Silver criteria met \
             (4.6, 4.7, 4.8, 4.9, 4.10, 4.11).",
            "Awareness reaches Silver: 2 of 2 Silver criteria met (5.4, 5.5).",
            "Diversity and inclusion reaches Silver: 2 of 2 Silver criteria met (6.2, 6.3).",
            "Celebration reaches Silver: 2 of 2 Silver criteria met (7.2, 7.3).",
            "Six of seven pillars reach Silver, six are needed: accredited at Silver.",
        ]
    );
}

#[test]
fn j7_an_outcome_below_best_fit_is_said_with_its_reason() {
    let edition = edition_2021();
    let mut facts = judged(&edition, BRONZE, &met_up_to(BRONZE));
    facts.record.outcomes[1].level = None;
    facts.record.outcomes[1].reason = Some("Nobody could name the protocol.".to_owned());
    let sentences = decide(&facts).unwrap().sentences;
    assert_eq!(
        sentences[1..3],
        [
            "Training is put below Bronze where best fit gives Bronze: Nobody could name the \
             protocol.",
            "Training reaches, by its criteria, Bronze: 1 of 1 Bronze criteria met (2.1).",
        ]
    );
}

#[test]
fn j7_falling_short_of_the_level_applied_for_is_said() {
    let edition = edition_2021();
    let marks = without(met_up_to(SILVER), &["2.2", "1.4", "1.5"]);
    let sentences = decide(&judged(&edition, SILVER, &marks)).unwrap().sentences;
    assert_eq!(
        sentences[sentences.len() - 2..],
        [
            "Five of seven pillars reach Silver, six are needed: not Silver.",
            "Seven of seven pillars reach Bronze, six are needed: accredited at Bronze.",
        ]
    );
}

#[test]
fn j7_a_decision_is_replayed_to_the_same_bytes() {
    let edition = edition_2021();
    let facts = judged(&edition, SILVER, &without(met_up_to(SILVER), &["2.2"]));
    let decision = decide(&facts).unwrap();
    let kept = serde_json::to_string(&facts.record).unwrap();
    let record: DecisionRecord = serde_json::from_str(&kept).unwrap();
    let again = Edition::parse(edition.document().to_string().as_bytes()).unwrap();
    assert_eq!(replay(&again, &record).to_bytes(), decision.to_bytes());
    let read: Decision = serde_json::from_slice(&decision.to_bytes()).unwrap();
    assert_eq!(read, decision);
}

#[test]
fn j7_the_digest_covers_edition_judgements_outcomes_and_evidence() {
    let edition = edition_2021();
    let record = judged(&edition, BRONZE, &met_up_to(BRONZE)).record;
    let digest = |record: &DecisionRecord| replay(&edition, record).digest;
    let original = digest(&record);
    assert_eq!(original.len(), 64);
    let mut shuffled = record.clone();
    shuffled.evidence.reverse();
    shuffled.outcomes.reverse();
    assert_eq!(
        digest(&shuffled),
        original,
        "the order of reading is nothing"
    );
    let changes: [fn(&mut DecisionRecord); 5] = [
        |r| r.target_rank = SILVER,
        |r| r.evidence[0].sha256 = "ff".repeat(32),
        |r| r.outcomes[0].reason = Some("Because.".to_owned()),
        |r| r.judgements.get_mut("1.1").unwrap().note.push('!'),
        |r| r.judgements.get_mut("1.1").unwrap().rating = Rating::PartlyMet,
    ];
    for change in changes {
        let mut changed = record.clone();
        change(&mut changed);
        assert_ne!(digest(&changed), original);
    }
    assert_ne!(replay(&edition_with_platinum(), &record).digest, original);
}

#[test]
fn j3_nothing_is_decided_before_every_criterion_and_pillar_is() {
    let edition = edition_2021();
    let mut facts = judged(&edition, BRONZE, &met_up_to(BRONZE));
    facts.record.judgements.remove("4.4");
    facts.record.outcomes.retain(|outcome| outcome.pillar != 7);
    let reasons = undecided(&facts);
    let said: Vec<_> = reasons
        .iter()
        .map(|r| (r.rule, r.message.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            ("J3", "Administration: judge 4.4 first."),
            ("J3", "Celebration: confirm its outcome."),
        ]
    );
    assert_eq!(decide(&facts).unwrap_err().reasons(), reasons);
    facts.record.judgements.clear();
    facts.record.outcomes.clear();
    assert_eq!(undecided(&facts).len(), 14, "two reasons a pillar");
}

#[test]
fn j3_an_outcome_is_confirmed_again_when_its_marks_changed() {
    let edition = edition_2021();
    let mut facts = judged(&edition, BRONZE, &met_up_to(BRONZE));
    let judgement = facts.record.judgements.get_mut("2.1").unwrap();
    judgement.rating = Rating::NotMet;
    let reasons = undecided(&facts);
    assert_eq!(
        reasons[0].message,
        "Training: its best fit was Bronze when its outcome was confirmed and is below Bronze \
         now. Confirm its outcome again."
    );
}

#[test]
fn j5_no_shortfall_is_decided_unasked() {
    let edition = edition_2021();
    let mut facts = judged(&edition, BRONZE, &without(met_up_to(BRONZE), &["2.1"]));
    facts.requests.clear();
    let refusal = decide(&facts).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "J5: Training would be below Bronze, short of Bronze: request evidence on it first."
    );
    facts.requests = vec![request(&["2.1"], RequestState::Open, "2026-12-01")];
    facts.state = ApplicationState::AwaitingEvidence;
    let rules: Vec<_> = undecided(&facts).iter().map(|r| r.rule).collect();
    assert_eq!(rules, ["J5", "J5"], "it is awaited, and not settled");
    facts.today = day("2026-12-02");
    assert!(decide(&facts).is_ok(), "its due date has passed");
}

#[test]
fn l1_only_a_case_in_assessment_or_moderation_is_decided() {
    let edition = edition_2021();
    for state in ApplicationState::ALL {
        let mut facts = judged(&edition, BRONZE, &met_up_to(BRONZE));
        facts.state = *state;
        let allowed = matches!(
            state,
            ApplicationState::InAssessment
                | ApplicationState::AwaitingEvidence
                | ApplicationState::Moderation
        );
        assert_eq!(decide(&facts).is_ok(), allowed, "{state}");
    }
}
