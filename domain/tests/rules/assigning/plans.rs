//! W4 and W5: who is given what, and what comes next.

use domain::assignment::{AssessorFacts, CaseFacts, Plan, next_case, plan};
use domain::lifecycle::ApplicationState as App;
use uuid::Uuid;

use super::*;

/// `APP-1: nobody > Ada`, one a change, then each case that has no place and why.
fn planned(assessors: &[AssessorFacts], cases: &[CaseFacts]) -> Vec<String> {
    let plan = plan(cases, assessors, day(TODAY));
    let reference = |of: Uuid| &cases.iter().find(|case| case.id == of).unwrap().reference;
    let name = |of: Option<Uuid>| match of {
        Some(of) => {
            String::from_utf8(of.as_bytes().iter().copied().filter(|b| *b > 0).collect()).unwrap()
        }
        None => "nobody".to_owned(),
    };
    let Plan {
        changes, unplaced, ..
    } = plan;
    let changes = changes.iter().map(|change| {
        format!(
            "{}: {} > {}",
            reference(change.case),
            name(change.from),
            name(change.to)
        )
    });
    let unplaced = unplaced.iter().map(|unplaced| {
        let reasons: Vec<_> = unplaced
            .reasons
            .iter()
            .map(|r| format!("{}: {}", r.rule, r.message))
            .collect();
        format!(
            "{}: {} {}",
            reference(unplaced.case),
            reasons.join(" "),
            unplaced.remedy.sentence
        )
    });
    changes.chain(unplaced).collect()
}

/// `Ada 7 > 14` for each, by name.
fn loads(assessors: &[AssessorFacts], cases: &[CaseFacts]) -> Vec<String> {
    let plan = plan(cases, assessors, day(TODAY));
    let name = |of: Uuid| &assessors.iter().find(|a| a.id == of).unwrap().name;
    let load = plan.loads.iter();
    load.map(|l| format!("{} {} > {}", name(l.assessor), l.before, l.after))
        .collect()
}

fn next(assessor: &AssessorFacts, cases: &[CaseFacts]) -> Option<String> {
    next_case(assessor, cases, day(TODAY)).map(|case| case.reference.clone())
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

rules! {
    w4_a_plan_balances_load {
        "Two cases go to two assessors":
            planned(&[assessor("Ada"), assessor("Ben")], &[case("APP-1"), case("APP-2")])
            => texts(&["APP-1: nobody > Ada", "APP-2: nobody > Ben"]);
        "A case goes to whoever has less":
            planned(&[assessor("Ada"), assessor("Ben")],
                &[with("Ada", App::InAssessment, case("APP-1")), case("APP-2")])
            => texts(&["APP-2: nobody > Ben"]);
        "What waits for the university weighs nothing":
            planned(&[assessor("Ada"), assessor("Ben")], &[
                with("Ada", App::AwaitingEvidence, case("APP-1")),
                with("Ben", App::InAssessment, case("APP-2")), case("APP-3"),
            ]) => texts(&["APP-3: nobody > Ada"]);
        "Load is balanced in proportion to capacity":
            loads(&[takes("Ada", 14), takes("Ben", 28)], &[case("APP-1"), case("APP-2"), case("APP-3")])
            => texts(&["Ada 0 > 7", "Ben 0 > 14"]);
        "A heavy case and two light ones come out even":
            loads(&[assessor("Ada"), assessor("Ben")], &[case("APP-1"), case("APP-2"), heavy("APP-3", 14)])
            => texts(&["Ada 0 > 14", "Ben 0 > 14"]);
        "A second marking goes to somebody other than the first marker":
            planned(&[assessor("Ada"), assessor("Ben")], &[second_marking("APP-1", "Ada")])
            => texts(&["APP-1: nobody > Ben"]);
        "A conflict is kept out, though it costs the balance":
            planned(&[of_university("Ada", "Alderbrook"), assessor("Ben")], &[case("APP-1"), case("APP-2")])
            => texts(&["APP-1: nobody > Ben", "APP-2: nobody > Ben"]);
        "What may be moved is moved to balance load":
            planned(&[assessor("Ada"), assessor("Ben")],
                &[loosely("Ada", case("APP-1")), loosely("Ada", case("APP-2"))])
            => texts(&["APP-2: Ada > Ben"]);
        "What has started stays, however uneven":
            planned(&[assessor("Ada"), assessor("Ben")], &[
                with("Ada", App::InAssessment, case("APP-1")), with("Ada", App::InAssessment, case("APP-2")),
            ]) => texts(&[]);
        "Of two ways that are as good, the one that changes less is taken":
            planned(&[assessor("Ada"), assessor("Ben")],
                &[loosely("Ben", case("APP-1")), loosely("Ada", case("APP-2"))])
            => texts(&[]);
        "A case that has not started leaves an assessor with a conflict":
            planned(&[of_university("Ada", "Alderbrook"), assessor("Ben")], &[loosely("Ada", case("APP-1"))])
            => texts(&["APP-1: Ada > Ben"]);
        "One case makes way so that two have a place":
            planned(&[takes("Ada", 7), AssessorFacts { declared: vec![id("Birchfield")], ..takes("Ben", 7) }], &[
                loosely("Ada", case("APP-1")),
                CaseFacts { university: id("Birchfield"), ..case("APP-2") },
            ]) => texts(&["APP-1: Ada > Ben", "APP-2: nobody > Ada"]);
        "Where there is room for one, the more urgent case has it":
            planned(&[takes("Ada", 7)], &[due("APP-1", "2026-12-02"), due("APP-2", "2026-12-01")])
            => texts(&["APP-2: nobody > Ada",
                "APP-1: W2: The only assessor, Ada, has no room for 7 points. Raise the capacity of Ada by 7 points."]);
        "Where there is room for a heavy case or a light one, the heavy one has it":
            planned(&[takes("Ada", 14)], &[due("APP-1", "2026-12-01"), heavy("APP-2", 14)])
            => texts(&["APP-2: nobody > Ada",
                "APP-1: W2: The only assessor, Ada, has no room for 7 points. Raise the capacity of Ada by 7 points."]);
        "One case that may be moved goes to whoever has a little more capacity":
            planned(&[takes("Ada", 27), takes("Ben", 31)], &[loosely("Ada", case("APP-1"))])
            => texts(&["APP-1: Ada > Ben"]);
        "A light and a heavy case go to those with a little and with much capacity":
            loads(&[takes("Ada", 7), takes("Ben", 30)], &[case("APP-1"), heavy("APP-2", 14)])
            => texts(&["Ada 0 > 7", "Ben 0 > 14"]);
        "Two cases go to two, though one of them has room for both":
            loads(&[takes("Ada", 7), takes("Ben", 14)], &[case("APP-1"), case("APP-2")])
            => texts(&["Ada 0 > 7", "Ben 0 > 7"]);
        "A light case stays where it is, and the heavy one goes to somebody else":
            planned(&[assessor("Ada"), assessor("Ben")], &[loosely("Ada", case("APP-1")), heavy("APP-2", 21)])
            => texts(&["APP-2: nobody > Ben"]);
        "A case that weighs nothing stays where it is":
            planned(&[assessor("Ada"), takes("Ben", 39)], &[loosely("Ben", heavy("APP-1", 0))]) => texts(&[]);
        "A more urgent case takes the only place from one that has not started":
            planned(&[takes("Ada", 7)], &[due("APP-1", "2026-12-01"), loosely("Ada", due("APP-2", "2026-12-02"))])
            => texts(&["APP-1: nobody > Ada", "APP-2: Ada > nobody",
                "APP-2: W2: The only assessor, Ada, has no room for 7 points. Raise the capacity of Ada by 7 points."]);
        "And does so too where another one has to make way":
            planned(&[takes("Ada", 7), AssessorFacts { declared: vec![id("Birchfield")], ..takes("Ben", 7) }], &[
                loosely("Ada", due("APP-1", "2026-12-01")),
                CaseFacts { university: id("Birchfield"), ..due("APP-2", "2026-12-02") },
                loosely("Ben", due("APP-3", "2026-12-03")),
            ])
            => texts(&["APP-1: Ada > Ben", "APP-2: nobody > Ada", "APP-3: Ben > nobody",
                "APP-3: W2: All two assessors have no room for 7 points. Raise the capacity of Ada by 7 points."]);
        "A heavy case makes way so that a light one has a place":
            planned(&[takes("Ada", 14), AssessorFacts { declared: vec![id("Birchfield")], ..takes("Ben", 14) }], &[
                loosely("Ada", heavy("APP-1", 14)),
                CaseFacts { university: id("Birchfield"), ..case("APP-2") },
            ]) => texts(&["APP-1: Ada > Ben", "APP-2: nobody > Ada"]);
        "And does so too where somebody else has more than they take on already":
            planned(&[
                takes("Ada", 14), AssessorFacts { declared: vec![id("Birchfield")], ..takes("Ben", 14) }, takes("Cleo", 7),
            ], &[
                loosely("Ada", heavy("APP-1", 14)),
                CaseFacts { university: id("Birchfield"), ..case("APP-2") },
                with("Cleo", App::InAssessment, heavy("APP-3", 14)),
            ]) => texts(&["APP-1: Ada > Ben", "APP-2: nobody > Ada"]);
        "Where a heavier case makes way, a lighter one may lose its place by it":
            planned(&[
                AssessorFacts { declared: vec![id("Cedarhurst")], ..takes("Ada", 21) },
                AssessorFacts { declared: vec![id("Birchfield")], ..takes("Ben", 21) },
            ], &[
                loosely("Ada", heavy("APP-1", 21)),
                CaseFacts { university: id("Birchfield"), ..heavy("APP-2", 14) },
                loosely("Ben", CaseFacts { university: id("Cedarhurst"), ..case("APP-3") }),
            ])
            => texts(&["APP-1: Ada > Ben", "APP-2: nobody > Ada", "APP-3: Ben > nobody",
                "APP-3: W1: Ada has declared a conflict with Alderbrook. W2: Ben has no room for 7 points. \
                 Raise the capacity of Ben by 7 points."]);
        "Two cases change places where load is more even by it":
            planned(&[assessor("Ada"), assessor("Ben")], &[
                with("Ada", App::InAssessment, case("APP-1")),
                loosely("Ada", heavy("APP-2", 21)), loosely("Ben", heavy("APP-3", 14)),
            ]) => texts(&["APP-2: Ada > Ben", "APP-3: Ben > Ada"]);
        "Whoever has more than they take on already is given nothing":
            planned(&[takes("Ada", 7)], &[with("Ada", App::InAssessment, heavy("APP-1", 14)), case("APP-2")])
            => texts(&["APP-2: W2: The only assessor, Ada, has no room for 7 points. Raise the capacity of Ada by 14 points."]);
        "Of two cases that weigh nothing, the one that somebody has stays there":
            planned(&[assessor("Ada"), assessor("Ben")], &[loosely("Ben", heavy("APP-1", 0)), heavy("APP-2", 0)])
            => texts(&["APP-2: nobody > Ada"]);
        "A draft, a case on hold and a decided one have no part in it":
            planned(&[assessor("Ada")], &[
                CaseFacts { state: App::Draft, ..case("APP-1") },
                CaseFacts { state: App::OnHold, ..case("APP-2") },
                CaseFacts { state: App::Decided, ..case("APP-3") },
            ]) => texts(&[]);
    }

    w4_a_refusal_is_explained_by_the_fewest_reasons {
        "Where all are full, that is the reason, and the smallest rise is named":
            planned(&[takes("Ada", 3), takes("Ben", 5)], &[case("APP-1")])
            => texts(&["APP-1: W2: All two assessors have no room for 7 points. Raise the capacity of Ben by 2 points."]);
        "One reason that holds for all is told, whatever else holds for some":
            planned(&[AssessorFacts { capacity: Some(0), ..declared("Ada", "Alderbrook") }, takes("Ben", 0)], &[case("APP-1")])
            => texts(&["APP-1: W2: All two assessors have no room for 7 points. Raise the capacity of Ben by 7 points."]);
        "Where one reason is not enough, each assessor is named once":
            planned(&[of_university("Ada", "Alderbrook"), takes("Ben", 0), takes("Cleo", 0)], &[case("APP-1")])
            => texts(&["APP-1: W1: Ada belongs or belonged to Alderbrook. W2: Ben and Cleo have no room for 7 points. \
                        Raise the capacity of Ben by 7 points."]);
        "Four or more are counted":
            planned(&[
                of_university("Ada", "Alderbrook"), takes("Ben", 0), takes("Cleo", 0), takes("Dev", 1), takes("Eve", 0),
            ], &[case("APP-1")])
            => texts(&["APP-1: W1: Ada belongs or belonged to Alderbrook. W2: Four assessors have no room for 7 points. \
                        Raise the capacity of Dev by 6 points."]);
        "Where somebody is away, the first day back is named":
            planned(&[away("Ada", &[("2026-11-20", "2026-12-05")]), away("Ben", &[("2026-11-20", "2026-12-01")])], &[case("APP-1")])
            => texts(&["APP-1: W2: All two assessors are away. Wait for Ben until 1 December 2026."]);
        "Where somebody is away and full, both are named":
            planned(&[AssessorFacts { capacity: Some(0), ..away("Ada", &[("2026-11-20", "2026-12-05")]) }], &[case("APP-1")])
            => texts(&["APP-1: W2: The only assessor, Ada, is away. Wait for Ada until 5 December 2026 and raise their capacity by 7 points."]);
        "Raising capacity asks less than waiting":
            planned(&[away("Ada", &[("2026-11-20", "2026-11-24")]), takes("Ben", 0)], &[case("APP-1")])
            => texts(&["APP-1: W2: Ada is away. W2: Ben has no room for 7 points. Raise the capacity of Ben by 7 points."]);
        "A year after a reciprocal assessment the case has a place":
            planned(&[assessed_by("Ada", "Alderbrook", &["2026-01-10"])], &[case("APP-1")])
            => texts(&["APP-1: W1: The only assessor, Ada, is of a university that Alderbrook assessed within a year. \
                        Wait for Ada until 10 January 2027."]);
        "Against a lasting tie only somebody new helps":
            planned(&[declared("Ada", "Alderbrook"), declared("Ben", "Alderbrook")], &[case("APP-1")])
            => texts(&["APP-1: W1: All two assessors have declared a conflict with Alderbrook. \
                        Bring in an assessor without a tie to Alderbrook."]);
        "An address, coaching and a first mark are told too":
            planned(&[at("Ada", "a@alderbrook.test"), coached("Ben", "Peers"), assessor("Cleo")], &[second_marking("APP-1", "Cleo")])
            => texts(&["APP-1: W1: Ada has an e-mail address of Alderbrook. W1: Ben has coached a programme of APP-1. \
                        W2: Cleo has marked APP-1 first. Bring in an assessor without a tie to Alderbrook."]);
        "What assessors lack is told, and that somebody is needed who has it":
            planned(&[reads("Ada", &["en"]), judges("Ben", &[1]), judges_by("Cleo", &["school"])],
                &[in_language("cy", for_level(3, "Gold", case("APP-1")))])
            => texts(&["APP-1: W2: Cleo does not judge by the University Mentoring Standards. W2: Ben does not judge \
                        for Gold. W2: Ada does not read Welsh. Bring in an assessor without a tie to Alderbrook who \
                        judges by the University Mentoring Standards, judges for Gold and reads Welsh."]);
        "Having judged the university too often running is told":
            planned(&[assessor("Ada")], &[running("Ada", 2, case("APP-1"))])
            => texts(&["APP-1: W2: The only assessor, Ada, has judged Alderbrook 2 times running, which is as often as \
                        the scheme allows. Bring in an assessor without a tie to Alderbrook."]);
        "Whoever handed it back can be asked":
            planned(&[assessor("Ada"), declared("Ben", "Alderbrook")], &[handed_back("Ada", case("APP-1"))])
            => texts(&["APP-1: W1: Ben has declared a conflict with Alderbrook. W5: Ada has handed APP-1 back. \
                        Ask Ada, who handed it back, and assign it by hand."]);
        "Asking again asks less than waiting":
            planned(&[assessor("Ada"), away("Ben", &[("2026-11-20", "2026-11-24")])], &[handed_back("Ada", case("APP-1"))])
            => texts(&["APP-1: W2: Ben is away. W5: Ada has handed APP-1 back. \
                        Ask Ada, who handed it back, and assign it by hand."]);
        "Whoever handed it back and is away and full":
            planned(&[AssessorFacts { capacity: Some(0), ..away("Ada", &[("2026-11-20", "2026-12-05")]) }],
                &[handed_back("Ada", case("APP-1"))])
            => texts(&["APP-1: W2: The only assessor, Ada, is away. Wait for Ada until 5 December 2026, raise their \
                        capacity by 7 points and ask them, who handed it back, and assign it by hand."]);
        "Where there is no assessor, that is the reason":
            planned(&[], &[case("APP-1")])
            => texts(&["APP-1: W4: There is no assessor: invite one. Bring in an assessor without a tie to Alderbrook."]);
        "A case that nobody may keep is nobody's":
            planned(&[of_university("Ada", "Alderbrook")], &[loosely("Ada", case("APP-1"))])
            => texts(&["APP-1: Ada > nobody",
                "APP-1: W1: The only assessor, Ada, belongs or belonged to Alderbrook. \
                 Bring in an assessor without a tie to Alderbrook."]);
    }

    w5_what_was_handed_back_is_not_offered_again {
        "A plan gives it to somebody else":
            planned(&[assessor("Ada"), assessor("Ben")], &[handed_back("Ada", case("APP-1"))])
            => texts(&["APP-1: nobody > Ben"]);
        "It is not the next case of whoever handed it back":
            next(&assessor("Ada"), &[handed_back("Ada", due("APP-1", "2026-12-01")), case("APP-2")])
            => some("APP-2");
        "It is the next case of somebody else":
            next(&assessor("Ben"), &[handed_back("Ada", due("APP-1", "2026-12-01")), case("APP-2")])
            => some("APP-1");
        "An operator may give it to them by hand, having talked to them":
            assigned(&assessor("Ada"), &handed_back("Ada", case("APP-1"))) => Ok(());
        "Whoever assigns is told":
            against(&assessor("Ada"), &handed_back("Ada", case("APP-1")), 0)
            => texts(&["W5: Ada handed APP-1 back: choose somebody else, or ask them and assign it by hand."]);
    }

    w5_the_next_case_is_the_most_urgent {
        "The earliest due comes first":
            next(&assessor("Ada"), &[due("APP-1", "2026-12-02"), due("APP-2", "2026-12-01"), case("APP-3")])
            => some("APP-2");
        "Among cases due on one day, the one that came first":
            next(&assessor("Ada"), &[due("APP-2", "2026-12-01"), due("APP-1", "2026-12-01")]) => some("APP-1");
        "Cases without a due day come after, in the order they came":
            next(&assessor("Ada"), &[case("APP-3"), case("APP-2")]) => some("APP-2");
        "What somebody has is not handed out again":
            next(&assessor("Ada"), &[loosely("Ben", due("APP-1", "2026-12-01")), case("APP-2")]) => some("APP-2");
        "What they may not take is passed over (W1)":
            next(&of_university("Ada", "Alderbrook"), &[
                due("APP-1", "2026-12-01"), CaseFacts { university: id("Birchfield"), ..case("APP-2") },
            ]) => some("APP-2");
        "What does not fit beside their open work is passed over (W2)":
            next(&takes("Ada", 20), &[
                with("Ada", App::InAssessment, case("APP-1")), heavy("APP-2", 14), case("APP-3"),
            ]) => some("APP-3");
        "Whoever is away is handed nothing":
            next(&away("Ada", &[("2026-11-20", "2026-12-05")]), &[case("APP-1")]) => None;
        "A draft is handed to nobody":
            next(&assessor("Ada"), &[CaseFacts { state: App::Draft, ..case("APP-1") }]) => None;
    }
}
