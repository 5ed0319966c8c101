//! J3-J8 of whole decisions: what stands in the way, what they say, and the same again.

use domain::judgement::{
    ConfirmedOutcome, Decision, DecisionFacts, DecisionRecord, EvidenceHash, Judgement,
    MOST_FEEDBACK, OverallReasoning, Recorded, decide, feedback, replay, standings, undecided,
};
use domain::lifecycle::{ApplicationState, RequestState};
use domain::{Edition, Rating};

use super::outcomes::asked;
use super::{Marks, but, edition_with, four_levels, met_up_to};
use crate::words::*;

/// A case in assessment on 1 December 2026: judged, every pillar at best fit and asked about.
fn case<'a>(edition: &'a Edition, applied: &str, marks: &Marks) -> DecisionFacts<'a> {
    let target_rank = edition.level(applied).unwrap().rank;
    let judged = marks
        .iter()
        .filter(|(r, _)| edition.criterion(r).is_some_and(|c| c.rank <= target_rank));
    let judgements = judged.map(|(reference, rating)| {
        (
            reference.clone(),
            Judgement {
                rating: *rating,
                note: format!("Seen for {reference}."),
            },
        )
    });
    let outcomes = standings(edition, target_rank, marks)
        .into_iter()
        .map(|pillar| ConfirmedOutcome {
            pillar: pillar.pillar,
            level: pillar.best_fit,
            best_fit: pillar.best_fit,
            reason: None,
        });
    let evidence = |id: &str, byte: &str| EvidenceHash {
        id: id.to_owned(),
        sha256: byte.repeat(32),
    };
    let firsts = ["1.1", "2.1", "3.1", "4.1", "5.1", "6.1", "7.1"];
    DecisionFacts {
        scope: domain::lifecycle::ApplicationScope::Single,
        programmes: 1,
        edition,
        max_rank_applicant_may_hold: target_rank,
        record: DecisionRecord {
            sampled: Vec::new(),
            target_rank,
            judgements: judgements.collect(),
            outcomes: outcomes.collect(),
            evidence: vec![evidence("evi_a", "0a"), evidence("evi_b", "0b")],
        },
        requests: vec![asked(&firsts, RequestState::Closed, "2026-11-20")],
        today: day("2026-12-01"),
        state: ApplicationState::InAssessment,
    }
}

/// The decision on a case of 2021, after one thing about it was changed.
fn decided(applied: &str, marks: Marks, change: impl FnOnce(&mut DecisionFacts<'_>)) -> Decision {
    let edition = edition_2021();
    let mut facts = case(&edition, applied, &marks);
    change(&mut facts);
    decide(&facts).unwrap()
}

/// What stands in the way of it.
fn in_the_way(
    applied: &str,
    marks: Marks,
    change: impl FnOnce(&mut DecisionFacts<'_>),
) -> Vec<String> {
    let edition = edition_2021();
    let mut facts = case(&edition, applied, &marks);
    change(&mut facts);
    let reasons = undecided(&facts);
    assert_eq!(
        decide(&facts).map_or_else(|refusal| refusal.into_reasons(), |_| vec![]),
        reasons
    );
    reasons
        .iter()
        .map(|reason| format!("{}: {}", reason.rule, reason.message))
        .collect()
}

/// All of Bronze, these not met.
fn bronze_but(not_met: &[&str]) -> Marks {
    but(met_up_to("BRONZE"), not_met, Rating::NotMet)
}

/// All of Bronze and Silver, these not met.
fn silver_but(not_met: &[&str]) -> Marks {
    but(met_up_to("SILVER"), not_met, Rating::NotMet)
}

/// A decision for Silver with a shortfall and a departure, as it is kept.
fn recorded() -> Recorded {
    let edition = edition_2021();
    let mut facts = case(&edition, "SILVER", &silver_but(&["2.2", "3.6"]));
    facts.record.outcomes[1].level = Some(2);
    facts.record.outcomes[1].reason = Some("The second module came with the answer".to_owned());
    let decision = decide(&facts).unwrap();
    Recorded {
        edition: edition.content_hash().to_owned(),
        record: facts.record,
        decision,
    }
}

/// Whether a record changed in one place is replayed to what was decided.
fn replays(change: impl FnOnce(&mut Recorded)) -> Result<(), &'static str> {
    let mut kept = recorded();
    change(&mut kept);
    let kept: Recorded = serde_json::from_str(&serde_json::to_string(&kept).unwrap()).unwrap();
    let again = kept
        .replay(&edition_2021())
        .map_err(|refusal| refusal.reasons()[0].rule)?;
    assert_eq!(again.to_bytes(), kept.decision.to_bytes());
    Ok(())
}

/// The feedback drafted for Silver with two criteria short, after one thing about its record was changed.
fn drafted(change: impl FnOnce(&mut DecisionRecord)) -> String {
    let edition = edition_2021();
    let mut record = case(&edition, "SILVER", &silver_but(&["2.2", "3.6"])).record;
    change(&mut record);
    let text = feedback(&edition, &record);
    assert!(text.chars().count() <= MOST_FEEDBACK);
    text
}

/// The last two words of each line about a criterion, where the note on the first has so many letters.
fn ends_with_a_note_of(letters: usize) -> Vec<String> {
    let text =
        drafted(|record| record.judgements.get_mut("2.2").unwrap().note = "x".repeat(letters));
    let lines = text.lines().filter(|line| line.starts_with('-'));
    let end = |line: &str| {
        let words: Vec<&str> = line.rsplitn(3, ' ').take(2).collect();
        let last = words[0].replace(&"x".repeat(letters.max(1)), "NOTE");
        format!("{} {last}", words[1])
    };
    lines.map(end).collect()
}

/// The longest note on the first criterion beside which all of the feedback still fits.
fn longest_note() -> usize {
    let without = drafted(|record| record.judgements.get_mut("2.2").unwrap().note.clear());
    MOST_FEEDBACK - without.chars().count() - " ".len()
}

/// Whether a change to the record changes the digest.
fn digest_changes(change: impl FnOnce(&mut DecisionRecord)) -> bool {
    let kept = recorded();
    let mut changed = kept.record;
    change(&mut changed);
    replay(&edition_2021(), &changed).digest != kept.decision.digest
}

rules! {
    j3_nothing_is_decided_before_everything_is_judged {
        "A criterion without a mark and a pillar without an outcome are both named":
            in_the_way("BRONZE", met_up_to("BRONZE"), |case| {
                case.record.judgements.remove("4.4");
                case.record.outcomes.retain(|outcome| outcome.pillar != 7);
            }) => vec!["J3: Administration: judge 4.4 first.".to_owned(),
                       "J3: Celebration: confirm its outcome.".to_owned()];
        "Of an untouched case every pillar is named twice":
            in_the_way("BRONZE", met_up_to("BRONZE"), |case| {
                case.record.judgements.clear();
                case.record.outcomes.clear();
            }).len() => 14;
        "A mark changed after its pillar was confirmed: it is confirmed again":
            in_the_way("BRONZE", met_up_to("BRONZE"), |case| {
                case.record.judgements.get_mut("2.1").unwrap().rating = Rating::NotMet;
            }) => vec!["J3: Training: its best fit was Bronze when its outcome was confirmed and is below Bronze now. \
                        Confirm its outcome again.".to_owned()];
        "Nothing stands in the way of a case that is judged": in_the_way("BRONZE", met_up_to("BRONZE"), |_| ())
            => Vec::<String>::new();
    }

    j4_nothing_is_decided_above_what_may_be_held {
        "Seven pillars at Silver, where the applicant may hold Bronze: each is refused":
            in_the_way("SILVER", met_up_to("SILVER"), |case| case.max_rank_applicant_may_hold = 1).len() => 7;
        "An applicant who may hold no level is told so":
            in_the_way("BRONZE", met_up_to("BRONZE"), |case| case.max_rank_applicant_may_hold = 0)[0]
            => "J4: Aims cannot be put at Bronze: the applicant may hold below Bronze at most.";
    }

    j5_no_shortfall_is_decided_unasked {
        "Training falls short and nothing was asked":
            in_the_way("BRONZE", bronze_but(&["2.1"]), |case| case.requests.clear())
            => vec!["J5: Training would be below Bronze, short of Bronze: request evidence on it first.".to_owned()];
        "The day after the due date it is decided":
            decided("BRONZE", bronze_but(&["2.1"]), |case| {
                case.requests = vec![asked(&["2.1"], RequestState::Open, "2026-11-30")];
            }).level => Some(1);
    }

    j5_nothing_is_decided_while_an_answer_is_awaited {
        "One request is open and another is closed: it waits for the one":
            in_the_way("BRONZE", met_up_to("BRONZE"), |case| {
                case.state = ApplicationState::AwaitingEvidence;
                case.requests.push(asked(&["2.1"], RequestState::Open, "2026-12-20"));
            }) => vec!["J5: An evidence request is still open. Wait for the answer or for the due date to pass.".to_owned()];
        "Every request is closed: nothing stands in the way":
            in_the_way("BRONZE", met_up_to("BRONZE"), |case| case.state = ApplicationState::AwaitingEvidence)
            => Vec::<String>::new();
    }

    j6_there_is_no_appeal {
        "An edition that would allow appeals is refused":
            Edition::parse(edition_2021().document().to_string().replace("\"appeals\":false", "\"appeals\":true").as_bytes())
                .map_or_else(|problems| problems[0].to_string(), |_| "taken".to_owned())
            => "rules.appeals: must be false: there is no appeal (J6)".to_owned();
        "What is decided is over": ApplicationState::Decided.is_over() => true;
    }

    j7_a_decision_explains_itself_in_words {
        "A whole decision: a departure with its reason, shortfalls by how much, what was met and what was not":
            decided("SILVER", but(silver_but(&["2.2", "3.6", "3.8"]), &["3.7"], Rating::PartlyMet), |case| {
                case.record.outcomes[1].level = Some(2);
                case.record.outcomes[1].reason = Some("The second module came with the answer".to_owned());
            }).sentences
            => [
                "Aims reaches Silver: 2 of 2 Silver criteria met (1.4, 1.5).",
                "Training is put at Silver where best fit gives Bronze: The second module came with the answer.",
                "Training reaches, by its criteria, Bronze: 1 of 1 Bronze criteria met (2.1).",
                "Short of Silver in Training by one: 0 of 1 met, 1 needed; not met: 2.2.",
                "Support reaches Bronze: 3 of 3 Bronze criteria met (3.1, 3.2, 3.3).",
                "Short of Silver in Support by one: 2 of 5 met, 3 needed; not met: 3.6, 3.7 (partly), 3.8.",
                "Administration reaches Silver: 6 of 6 Silver criteria met (4.6, 4.7, 4.8, 4.9, 4.10, 4.11).",
                "Awareness reaches Silver: 2 of 2 Silver criteria met (5.4, 5.5).",
                "Diversity and inclusion reaches Silver: 2 of 2 Silver criteria met (6.2, 6.3).",
                "Celebration reaches Silver: 2 of 2 Silver criteria met (7.2, 7.3).",
                "Six of seven pillars reach Silver, six are needed: accredited at Silver.",
            ].map(str::to_owned).to_vec();
        "An outcome below best fit is said with its reason":
            decided("BRONZE", met_up_to("BRONZE"), |case| {
                case.record.outcomes[1].level = None;
                case.record.outcomes[1].reason = Some("Nobody could name the protocol.".to_owned());
            }).sentences[1].clone()
            => "Training is put below Bronze where best fit gives Bronze: Nobody could name the protocol.".to_owned();
        "Falling short of the level applied for is said, by how much, and what is reached instead":
            decided("SILVER", silver_but(&["2.2", "1.4", "1.5"]), |_| ()).sentences[9..].to_vec()
            => [
                "Five of seven pillars reach Silver, six are needed and one is missing: not Silver.",
                "Seven of seven pillars reach Bronze, six are needed: accredited at Bronze.",
            ].map(str::to_owned).to_vec();
    }

    j7_feedback_is_drafted_from_what_was_judged {
        "It begins with the decision's own sentences about the level":
            drafted(|_| ()).lines().next().unwrap().to_owned() => decided("SILVER", silver_but(&["2.2", "3.6"]), |_| ())
                .sentences.into_iter().rev().take(2).collect::<Vec<_>>().into_iter().rev()
                .filter(|s| s.contains("pillars reach")).collect::<Vec<_>>().join(" ");
        "What was not met is named with its note, what was met is not":
            drafted(|_| ()).lines().filter(|line| line.starts_with('-')).map(|line| (line[2..5].to_owned(), line.ends_with("Seen for 2.2.") || line.ends_with("Seen for 3.6."))).collect::<Vec<_>>()
            => vec![("2.2".to_owned(), true), ("3.6".to_owned(), true)];
        "A pillar without a confirmed outcome is taken at its best fit":
            drafted(|record| record.outcomes.clear()) == drafted(|_| ()) => true;
        "The same record gives the same words": drafted(|_| ()) == drafted(|_| ()) => true;
        "Every pillar has its part":
            drafted(|_| ()).lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count() => 7;
        "A criterion without a note has none": ends_with_a_note_of(0) => vec!["not met.", "for 3.6."];
        "Notes stay as long as there is room for all of it": ends_with_a_note_of(longest_note()) => vec!["met. NOTE", "for 3.6."];
        "One letter more, and all notes are left out": ends_with_a_note_of(longest_note() + 1) => vec!["not met.", "not met."];
        "Notes are left out where it would grow too long":
            drafted(|record| record.judgements.get_mut("2.2").unwrap().note = "Long. ".repeat(4_000))
                .lines().any(|line| line.contains("Long.") || line.ends_with("Seen for 3.6.")) => false;
        "Nothing judged yet: it still says what is needed":
            drafted(|record| { record.judgements.clear(); record.outcomes.clear(); }).contains("not accredited") => true;
    }

    j7_a_decision_explains_itself_as_data {
        "How many pillars reach each level, how many must, how many are missing":
            decided("SILVER", silver_but(&["2.2", "1.4", "1.5"]), |_| ()).levels
            => vec![
                OverallReasoning { rank: 1, pillars: vec![1, 2, 3, 4, 5, 6, 7], needed: 6, short_by: 0 },
                OverallReasoning { rank: 2, pillars: vec![3, 4, 5, 6, 7], needed: 6, short_by: 1 },
            ];
        "Which criteria of a level are met, and how many more it takes": {
            let support = decided("SILVER", silver_but(&["3.6", "3.7", "3.8"]), |_| ()).pillars.remove(2);
            let silver = &support.reasoning.levels[1];
            (silver.met.join(" "), silver.unmet.join(" "), silver.needed, silver.short_by, silver.reached)
        } => ("3.4 3.5".to_owned(), "3.6 3.7 3.8".to_owned(), 3, 1, false);
        "One kept before it was said by how much still reads": {
            let mut kept = serde_json::to_value(recorded()).unwrap();
            kept["decision"].as_object_mut().unwrap().remove("levels");
            for pillar in kept["decision"]["pillars"].as_array_mut().unwrap() {
                for level in pillar["reasoning"]["levels"].as_array_mut().unwrap() {
                    level.as_object_mut().unwrap().remove("short_by");
                }
            }
            serde_json::from_value::<Recorded>(kept).unwrap().decision.pillars.len()
        } => 7;
        "Both what the marks give and what was confirmed, and why": {
            let training = recorded().decision.pillars.remove(1);
            (training.reasoning.best_fit, training.outcome, training.reason.is_some())
        } => (Some(1), Some(2), true);
    }

    j7_a_decision_is_made_again_from_its_record {
        "From the record alone, to the byte": replays(|_| ()) => Ok(());
        "In whatever order evidence and outcomes were read":
            digest_changes(|record| { record.evidence.reverse(); record.outcomes.reverse(); }) => false;
        "By another edition it is refused": replays(|kept| kept.edition = four_levels().content_hash().to_owned())
            => Err("J7");
        "A mark changed afterwards is found":
            replays(|kept| kept.record.judgements.get_mut("1.1").unwrap().rating = Rating::PartlyMet) => Err("J7");
        "An outcome changed afterwards is found": replays(|kept| kept.record.outcomes[0].level = None) => Err("J7");
        "A file's hash changed afterwards is found":
            replays(|kept| kept.record.evidence[0].sha256 = "ff".repeat(32)) => Err("J7");
        "A decision changed afterwards is found": replays(|kept| kept.decision.level = Some(1)) => Err("J7");
        "A sentence changed afterwards is found":
            replays(|kept| kept.decision.sentences[0].push_str(" Well done.")) => Err("J7");
    }

    j7_the_digest_covers_what_the_decision_was_made_from {
        "It is a SHA-256": recorded().decision.digest.len() => 64;
        "It covers the level applied for": digest_changes(|record| record.target_rank = 1) => true;
        "It covers each file": digest_changes(|record| record.evidence[0].sha256 = "ff".repeat(32)) => true;
        "It covers each file's name": digest_changes(|record| record.evidence[0].id.push('x')) => true;
        "It covers each reason": digest_changes(|record| record.outcomes[0].reason = Some("So.".to_owned())) => true;
        "It covers each outcome": digest_changes(|record| record.outcomes[0].level = None) => true;
        "It covers each note": digest_changes(|r| r.judgements.get_mut("1.1").unwrap().note.push('!')) => true;
        "It covers each mark":
            digest_changes(|r| r.judgements.get_mut("1.1").unwrap().rating = Rating::PartlyMet) => true;
        "It covers the edition": {
            let other = edition_with(|e| e["pillars"][0]["criteria"][0]["title"] = "Other words.".into());
            replay(&other, &recorded().record).digest == recorded().decision.digest
        } => false;
    }

    j8_below_the_lowest_level_is_not_accredited {
        "Six pillars at Bronze: Bronze": decided("BRONZE", bronze_but(&["2.1"]), |_| ()).level => Some(1);
        "Five pillars at Bronze: no level": decided("BRONZE", bronze_but(&["2.1", "6.1"]), |_| ()).level => None;
        "It says so, and by how much":
            decided("BRONZE", bronze_but(&["2.1", "6.1"]), |_| ()).sentences.last().cloned()
            => Some("Five of seven pillars reach Bronze, six are needed and one is missing: not accredited.".to_owned());
        "No award follows":
            domain::award::follows(&edition_2021(), domain::ApplicationKind::Initial, &[programme("Peers", &[])], None,
                                   day("2026-12-01")).is_none() => true;
    }
}
