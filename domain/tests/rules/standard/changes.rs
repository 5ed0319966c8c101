//! S1: what a new edition changes, and what it would make of the awards in force.

use domain::judgement::{AwardInForce, Effect, Prospect, prospects};
use domain::standard::diff;
use domain::{Edition, Rating};
use serde_json::{Value, json};

use crate::judging::{Marks, but, edition_with, four_levels, met_up_to};
use crate::words::*;

/// What differs from the edition of 2021, in words.
fn changes(change: impl FnOnce(&mut Value)) -> Vec<String> {
    changes_to(&edition_with(change))
}

fn changes_to(new: &Edition) -> Vec<String> {
    diff(&edition_2021(), new)
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// A criterion added to a pillar, counted from 0.
fn add(edition: &mut Value, pillar: usize, reference: &str, level: &str) {
    let criterion =
        json!({ "ref": reference, "level": level, "title": format!("New {reference}.") });
    edition["pillars"][pillar]["criteria"]
        .as_array_mut()
        .unwrap()
        .push(criterion);
}

/// A criterion taken out of a pillar.
fn take_out(edition: &mut Value, pillar: usize, reference: &str) {
    edition["pillars"][pillar]["criteria"]
        .as_array_mut()
        .unwrap()
        .retain(|c| c["ref"] != reference);
}

/// What an award of 2021 with these marks would come to by a new edition.
fn award(level: &str, marks: &Marks, change: impl FnOnce(&mut Value)) -> Prospect {
    award_by(&edition_with(change), level, marks)
}

fn award_by(new: &Edition, level: &str, marks: &Marks) -> Prospect {
    let up_to = rank(level);
    let mut marks = marks.clone();
    marks.retain(|reference, _| edition_2021().criterion(reference).unwrap().rank <= up_to);
    let award = AwardInForce {
        number: "UMS-2026-000007".to_owned(),
        level: level.to_owned(),
        marks,
    };
    prospects(&edition_2021(), new, &[award]).remove(0)
}

/// The same of an award at Bronze that was applied for at Silver, so that it has marks of both.
fn fell_short_of_silver(marks: &Marks, change: impl FnOnce(&mut Value)) -> (Effect, Vec<String>) {
    let award = AwardInForce {
        number: "UMS-2026-000007".to_owned(),
        level: "BRONZE".to_owned(),
        marks: marks.clone(),
    };
    let prospect = prospects(&edition_2021(), &edition_with(change), &[award]).remove(0);
    (prospect.effect, prospect.sentences)
}

fn one(said: &str) -> Vec<String> {
    vec![said.to_owned()]
}

/// Silver by all of Bronze and Silver, these not met.
fn silver_but(not_met: &[&str]) -> Marks {
    but(met_up_to("SILVER"), not_met, Rating::NotMet)
}

/// Two more Silver criteria in each of the first two pillars.
fn harder(edition: &mut Value) {
    for (pillar, references) in [(0, ["1.20", "1.21"]), (1, ["2.20", "2.21"])] {
        for reference in references {
            add(edition, pillar, reference, "SILVER");
        }
    }
}

rules! {
    s1_what_a_new_edition_changes_is_listed {
        "Nothing": changes(|_| ()) => Vec::<String>::new();
        "A criterion's words":
            changes(|e| e["pillars"][0]["criteria"][0]["title"] = json!("It has aims."))
            => one("Criterion 1.1, title: The programme has a stated purpose, with clear aims or objectives., now It has \
                    aims.");
        "A criterion's level":
            changes(|e| e["pillars"][3]["criteria"][11]["level"] = json!("SILVER"))
            => one("Criterion 4.13, level: GOLD, now SILVER");
        "A criterion that is new":
            changes(|e| add(e, 3, "4.12", "GOLD")) => one("Criterion 4.12 is new: GOLD; administration; New 4.12.");
        "A criterion that is gone":
            changes(|e| take_out(e, 6, "7.5"))
            => one("Criterion 7.5 is gone: GOLD; celebration; Mentees can give testimonials, named or anonymous.");
        "A criterion's elements":
            changes(|e| e["pillars"][1]["criteria"][2]["elements"] = json!({ "rule": "ANY", "items": ["An exam"] })).len()
            => 1;
        "A level that is new, with its criteria": {
            let said = changes_to(&four_levels());
            (said.iter().any(|s| s == "Level PLATINUM is new: Platinum; 4"),
             said.iter().filter(|s| s.starts_with("Criterion") && s.contains(" is new: PLATINUM")).count())
        } => (true, 17);
        "A level's title":
            changes(|e| e["levels"][2] = json!({ "code": "GOLD", "title": "Gold Standard" }))
            => one("Level GOLD, title: Gold, now Gold Standard");
        "A rule":
            changes(|e| e["rules"]["pillars_required_for_level"] = json!(7))
            => one("Rule pillars_required_for_level, value: 6, now 7");
        "The share that makes best fit":
            changes(|e| e["rules"]["best_fit_share"] = json!({ "at_least": [2, 3] }))
            => one("Rule best_fit_share, value: more than 1/2, now at least 2/3");
        "A price":
            changes(|e| e["prices"]["tiers"][0]["initial"] = json!(40_000))
            => one("Price up to 1, initial: £350.00, now £400.00");
        "A tier that is gone":
            changes(|e| { e["prices"]["tiers"].as_array_mut().unwrap().pop(); })
            => one("Price up to 50 is gone: £2,500.00; £1,250.00");
        "A pillar's title":
            changes(|e| e["pillars"][0]["title"] = json!("Purpose")) => one("Pillar aims, title: Aims, now Purpose");
        "What comes with an award":
            changes(|e| { e["benefits"].as_array_mut().unwrap().remove(0); }) => one("Benefit Certification is gone: ");
    }

    s1_which_awards_would_lose_is_said_with_the_reason {
        "Nothing changes: kept":
            award("SILVER", &met_up_to("SILVER"), |_| ()).sentences => one("UMS-2026-000007 would keep Silver.");
        "Harder in two pillars: five of seven remain, and Silver is lost":
            award("SILVER", &met_up_to("SILVER"), harder).effect => Effect::Loses;
        "One new criterion in each of two pillars is said as one":
            award("SILVER", &silver_but(&["3.6", "3.7"]), |e| {
                add(e, 1, "2.20", "SILVER");
                add(e, 2, "3.20", "SILVER");
            }).sentences[1].clone()
            => "Training would be Bronze where it was Silver: 1 of 2 Silver criteria met, 2 needed; 2.20 is new and has \
                no mark.".to_owned();
        "It says which pillars, by how much, and which criteria are new and have no mark":
            award("SILVER", &met_up_to("SILVER"), harder).sentences
            => [
                "UMS-2026-000007 holds Silver and would be Bronze.",
                "Aims would be Bronze where it was Silver: 2 of 4 Silver criteria met, 3 needed; 1.20 and 1.21 are new and \
                 have no mark.",
                "Training would be Bronze where it was Silver: 1 of 3 Silver criteria met, 2 needed; 2.20 and 2.21 are new \
                 and have no mark.",
            ].map(str::to_owned).to_vec();
        "New criteria up to the level held are listed for whoever wants to ask about them":
            award("SILVER", &met_up_to("SILVER"), harder).unmarked
            => ["1.20", "1.21", "2.20", "2.21"].map(str::to_owned).to_vec();
        "Bronze is not touched by what is new in Silver":
            award("BRONZE", &met_up_to("BRONZE"), harder).effect => Effect::Keeps;
        "Harder in one pillar: six of seven remain, and Silver is kept":
            award("SILVER", &met_up_to("SILVER"), |e| {
                add(e, 0, "1.20", "SILVER");
                add(e, 0, "1.21", "SILVER");
            }).effect => Effect::Keeps;
        "All seven pillars required, and one fell short: lost":
            award("SILVER", &silver_but(&["2.2"]), |e| e["rules"]["pillars_required_for_level"] = json!(7)).effect
            => Effect::Loses;
        "Nothing left of it: below Bronze":
            award("BRONZE", &but(met_up_to("BRONZE"), &["1.1", "3.1"], Rating::NotMet),
                  |e| e["rules"]["best_fit_share"] = json!({ "at_least": [1, 1] })).after => None;
        "The level held is not in the new edition":
            award("SILVER", &met_up_to("SILVER"), |e| {
                *e = serde_json::from_str(&e.to_string().replace("\"SILVER\"", "\"STERLING\"")).unwrap();
            }).sentences[0].clone()
            => "UMS-2026-000007 holds Silver, which National University Mentoring Standards 2021 does not have.".to_owned();
        "Put at Silver by its assessor against best fit: kept, where the marks come to the same by both":
            award("SILVER", &silver_but(&["1.4", "1.5", "2.2"]), |e| add(e, 6, "7.9", "GOLD")).effect => Effect::Keeps;
    }

    s1_which_awards_would_gain_is_said_with_the_reason {
        "Applied for Silver, found Bronze, and the criterion that was missing is gone from the new edition":
            fell_short_of_silver(&silver_but(&["1.5", "2.2"]), |e| take_out(e, 0, "1.5"))
            => (Effect::Gains, [
                "UMS-2026-000007 holds Bronze and would reach Silver.",
                "Aims would be Silver where it was Bronze: 1 of 1 Silver criteria met, 1 needed.",
            ].map(str::to_owned).to_vec());
        "Six pillars asked for where seven were: a Silver by its marks that was held at Bronze gains": {
            let strict = edition_with(|e| e["rules"]["pillars_required_for_level"] = json!(7));
            let award = AwardInForce {
                number: "UMS-2026-000008".to_owned(),
                level: "BRONZE".to_owned(),
                marks: silver_but(&["2.2"]),
            };
            let prospect = prospects(&strict, &edition_2021(), &[award]).remove(0);
            (prospect.effect, prospect.before, prospect.after, prospect.sentences)
        } => (Effect::Gains, Some("BRONZE".to_owned()), Some("SILVER".to_owned()),
              one("UMS-2026-000008 holds Bronze and would reach Silver."));
        "A fourth level gains nobody anything: nobody has a mark for it":
            award_by(&four_levels(), "GOLD", &met_up_to("GOLD")).effect => Effect::Keeps;
    }
}
