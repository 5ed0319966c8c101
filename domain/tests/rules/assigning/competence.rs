//! W2: what an assessor can judge, and how often running.

use super::*;

rules! {
    w2_never_beyond_competence {
        "Not somebody who does not judge for the level":
            against(&judges("Ada", &[1, 2]), &for_level(3, "Gold", case("APP-1")), 0)
            => texts(&["W2: Ada does not judge for Gold: choose somebody who does."]);
        "Somebody who judges for the level may":
            rules_against(&judges("Ada", &[1, 2]), &for_level(2, "Silver", case("APP-1"))) => nothing();
        "Not somebody who does not read the language":
            against(&reads("Ada", &["en"]), &in_language("cy", case("APP-1")), 0)
            => texts(&["W2: Ada does not read Welsh: choose somebody who does."]);
        "Somebody who reads it beside another may":
            rules_against(&reads("Ada", &["en", "cy"]), &in_language("cy", case("APP-1"))) => nothing();
        "Britain's languages are told by their names":
            ["en", "cy", "gd", "ga"].map(|tag| {
                let told = against(&reads("Ada", &["fr"]), &in_language(tag, case("APP-1")), 0);
                told[0].trim_start_matches("W2: Ada does not read ").split(':').next().unwrap().to_owned()
            }) => ["English", "Welsh", "Scottish Gaelic", "Irish"];
        "A language that has no name here is told by its tag":
            against(&reads("Ada", &["en"]), &in_language("kw", case("APP-1")), 0)
            => texts(&["W2: Ada does not read kw: choose somebody who does."]);
        "Not somebody who does not judge by the scheme":
            against(&judges_by("Ada", &["school"]), &case("APP-1"), 0)
            => texts(&["W2: Ada does not judge by the University Mentoring Standards: choose somebody who does."]);
        "Somebody who judges by it may":
            rules_against(&judges_by("Ada", &["school", "university"]), &case("APP-1")) => nothing();
        "Where nothing is said of somebody, they may judge everything":
            rules_against(&assessor("Ada"), &in_language("cy", for_level(3, "Gold", case("APP-1")))) => nothing();
    }

    w2_never_the_same_university_too_often_running {
        "Not whoever judged the university as often in a row as the scheme allows":
            against(&assessor("Ada"), &running("Ada", 2, case("APP-1")), 0)
            => texts(&["W2: Ada judged Alderbrook 2 times running, which is as often as the scheme allows: \
                        choose somebody else."]);
        "Once less, they may":
            rules_against(&assessor("Ada"), &running("Ada", 1, case("APP-1"))) => nothing();
        "The last decisions in a row by one assessor count, and no earlier one":
            Running::of(&["Ada", "Ada", "Ben", "Ada"].map(id), 2)
            => Some(Running { by: id("Ada"), times: 2, at_most: 2 });
        "Where nothing was decided, nobody did": Running::of(&[], 2) => None;
        "It stands against nobody else":
            rules_against(&assessor("Ben"), &running("Ada", 5, case("APP-1"))) => nothing();
    }
}
