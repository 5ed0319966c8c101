//! S1: documents that are no edition, each refused with the place and what to change there.
//!
//! A case ends in what is said of the place, and in whether `standards/edition.schema.json`, which
//! an editor may check by, refuses the document too.

use std::sync::LazyLock;

use domain::Edition;
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../../../standards/university-2021.json");

static SCHEMA: LazyLock<jsonschema::Validator> = LazyLock::new(|| {
    let schema = include_str!("../../../../standards/edition.schema.json");
    let schema: Value = serde_json::from_str(schema).unwrap();
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .unwrap()
});

/// Everything said of a document, and whether the schema refuses it.
fn said_of(text: &str) -> (Vec<String>, bool) {
    let problems = Edition::parse(text.as_bytes()).map_or_else(|problems| problems, |_| vec![]);
    let by_schema =
        serde_json::from_str(text).is_ok_and(|document: Value| !SCHEMA.is_valid(&document));
    (
        problems.iter().map(ToString::to_string).collect(),
        by_schema,
    )
}

/// What is said first of the document of 2021 with one thing changed.
fn refused(change: impl FnOnce(&mut Value)) -> (String, bool) {
    let mut document: Value = serde_json::from_str(DOCUMENT).unwrap();
    change(&mut document);
    let (mut said, by_schema) = said_of(&document.to_string());
    if said.is_empty() {
        said.push("taken".to_owned());
    }
    // Where in the text a field is missing depends on how the text is written.
    let first = said.remove(0);
    let first = first.split(" at line ").next().unwrap_or_default();
    (first.to_owned(), by_schema)
}

/// How many things are said of it.
fn problems(change: impl FnOnce(&mut Value)) -> usize {
    let mut document: Value = serde_json::from_str(DOCUMENT).unwrap();
    change(&mut document);
    said_of(&document.to_string()).0.len()
}

/// The schema refuses it as well.
fn by_schema_too(said: &str) -> (String, bool) {
    (said.to_owned(), true)
}

/// The schema cannot tell.
fn by_check_alone(said: &str) -> (String, bool) {
    (said.to_owned(), false)
}

/// The check and the schema both take it.
fn taken() -> (String, bool) {
    ("taken".to_owned(), false)
}

/// So many texts, each its own.
fn texts(count: usize) -> Value {
    (1..=count)
        .map(|n| format!("The text of number {n}"))
        .collect()
}

/// A document whose scheme, or whose first pillar, has a code.
fn coded(place: &'static str, code: &str) -> impl FnOnce(&mut Value) {
    let code = json!(code);
    move |d| d.pointer_mut(place).unwrap()["code"] = code
}

/// So many pillars, each the first with a number, code, title and references of its own.
fn number_pillars(document: &mut Value, count: usize) {
    let first = document["pillars"][0].clone();
    let pillar = |n: usize| {
        let mut pillar = first.clone();
        pillar["number"] = json!(n);
        pillar["code"] = json!(format!("pillar-{n}"));
        pillar["title"] = json!(format!("Pillar {n}"));
        for (i, criterion) in (1..).zip(pillar["criteria"].as_array_mut().unwrap()) {
            criterion["ref"] = json!(format!("{n}.{i}"));
        }
        pillar
    };
    document["pillars"] = (1..=count).map(pillar).collect();
}

/// So many criteria of the first pillar, those beyond its own each like the last.
fn number_criteria(document: &mut Value, count: usize) {
    let criteria = document["pillars"][0]["criteria"].as_array_mut().unwrap();
    let last = criteria.last().unwrap().clone();
    for n in criteria.len() + 1..=count {
        let mut criterion = last.clone();
        criterion["ref"] = json!(format!("1.{n}"));
        criteria.push(criterion);
    }
}

/// The document of 2021 with as many spaces after it as make so many bytes.
fn spaced_to(bytes: usize) -> String {
    DOCUMENT.to_owned() + &" ".repeat(bytes - DOCUMENT.len())
}

fn is_taken(text: &str) -> (usize, bool) {
    let (said, by_schema) = said_of(text);
    (said.len(), by_schema)
}

rules! {
    s1_what_is_published_is_an_edition {
        "The edition of 2021": is_taken(DOCUMENT) => (0, false);
        "The example of four levels":
            is_taken(include_str!("../../../../standards/university-four-levels.json")) => (0, false);
        "The organisations' edition":
            is_taken(include_str!("../../../../standards/organisation-2021.json")) => (0, false);
    }

    s1_unknown_and_missing_fields_are_refused {
        "A field that nobody knows":
            refused(|d| d["rules"]["grace"] = json!(1)).1 => true;
        "It is named with its place":
            refused(|d| d["rules"]["grace"] = json!(1)).0.starts_with("rules.grace: unknown field `grace`") => true;
        "A field that nobody knows, deep inside":
            refused(|d| d["pillars"][3]["criteria"][0]["weight"] = json!(2)).0
                .starts_with("pillars[3].criteria[0].weight: unknown field `weight`") => true;
        "A field that is missing":
            refused(|d| { d["rules"].as_object_mut().unwrap().remove("validity_months"); })
            => by_schema_too("rules: missing field `validity_months`");
        "A text in place of a number":
            refused(|d| d["pillars"][0]["number"] = json!("one")).0.starts_with("pillars[0].number: invalid type") => true;
        "A number below nothing":
            refused(|d| d["rules"]["validity_months"] = json!(-12)).0.starts_with("rules.validity_months: invalid value")
            => true;
        "A day that is none":
            refused(|d| d["edition"]["published"] = json!("2021-02-30"))
            => by_schema_too("edition.published: input is out of range");
        "A level of a code without its title":
            refused(|d| d["levels"][1] = json!({ "code": "SILVER" }))
            => by_schema_too("levels[1]: a level's code, or {\"code\", \"title\"}");
        "A rule for elements that is neither all nor any":
            refused(|d| d["pillars"][1]["criteria"][0]["elements"]["rule"] = json!("SOME")).1 => true;
        "A field given twice": said_of(&DOCUMENT.replacen("\"levels\":", "\"levels\": [\"A\", \"B\"], \"levels\":", 1)).0
            .first().is_some_and(|said| said.contains("duplicate field")) => true;
    }

    s1_levels_are_a_list_of_two_to_six {
        "One level": refused(|d| d["levels"] = json!(["BRONZE"])) => by_schema_too("levels: give 2 to 6 levels, lowest first");
        "Seven levels":
            refused(|d| d["levels"] = json!(["BRONZE", "SILVER", "GOLD", "D", "E", "F", "G"])).1 => true;
        "A level twice":
            refused(|d| d["levels"] = json!(["BRONZE", "SILVER", "GOLD", "SILVER"]))
            => by_check_alone("levels[3]: SILVER is there twice; each level needs its own code");
        "Two levels that people call the same":
            refused(|d| d["levels"][2] = json!({ "code": "GOLD", "title": "Silver" }))
            => by_check_alone("levels[2]: \"Silver\" is another level's title already");
        "A code in small letters":
            refused(|d| d["levels"][2] = json!("gold"))
            => by_schema_too("levels[2]: \"gold\" must be 1 to 40 of capital letters, digits and underscores");
    }

    s1_every_criterion_has_its_own_reference_and_level {
        "A reference that another criterion has":
            refused(|d| d["pillars"][6]["criteria"][1]["ref"] = json!("1.1"))
            => by_check_alone("pillars[6].criteria[1].ref: 1.1 is already the reference of pillars[0].criteria[0]; each \
                               criterion needs its own");
        "A reference with a space":
            refused(|d| d["pillars"][6]["criteria"][1]["ref"] = json!("7 2"))
            => by_schema_too("pillars[6].criteria[1].ref: \"7 2\" must be 1 to 40 of letters, digits, full stops and hyphens");
        "A level that the edition does not have":
            refused(|d| d["pillars"][6]["criteria"][1]["level"] = json!("PEWTER"))
            => by_check_alone("pillars[6].criteria[1].level: \"PEWTER\" is not one of the edition's levels");
        "A level without a criterion":
            refused(|d| d["pillars"][1]["criteria"][2]["level"] = json!("SILVER"))
            => by_check_alone("pillars[1].criteria: Training has no criterion at GOLD; without one it can never reach that \
                               level");
        "A pillar without criteria": refused(|d| d["pillars"][1]["criteria"] = json!([])).1 => true;
        "A blank criterion":
            refused(|d| d["pillars"][0]["criteria"][0]["title"] = json!(""))
            => by_schema_too("pillars[0].criteria[0].title: write something; it may not be blank");
        "A checklist of nothing":
            refused(|d| d["pillars"][1]["criteria"][0]["elements"]["items"] = json!([]))
            => by_schema_too("pillars[1].criteria[0].elements.items: give 1 to 50 elements, or leave elements out");
        "An element twice":
            refused(|d| d["pillars"][1]["criteria"][0]["elements"]["items"] = json!(["Trust", "Trust"]))
            => by_check_alone("pillars[1].criteria[0].elements.items[1]: \"Trust\" is there twice");
    }

    s1_every_pillar_has_its_own_number_code_and_title {
        "A number twice":
            refused(|d| d["pillars"][1]["number"] = json!(1))
            => by_check_alone("pillars[1].number: number pillars from 1, each number once");
        "A pillar numbered 0":
            refused(|d| d["pillars"][1]["number"] = json!(0))
            => by_schema_too("pillars[1].number: number pillars from 1, each number once");
        "A code twice":
            refused(|d| d["pillars"][1]["code"] = json!("aims"))
            => by_check_alone("pillars[1].code: \"aims\" is another pillar's code already");
        "A title twice":
            refused(|d| d["pillars"][1]["title"] = json!("aims"))
            => by_check_alone("pillars[1].title: \"aims\" is another pillar's title already");
        "A title of spaces":
            refused(|d| d["pillars"][1]["title"] = json!(" "))
            => by_check_alone("pillars[1].title: write something; it may not be blank");
        "Examples of evidence for a level that is none":
            refused(|d| d["pillars"][1]["evidence_examples"]["PEWTER"] = json!([]))
            => by_check_alone("pillars[1].evidence_examples.PEWTER: \"PEWTER\" is not one of the edition's levels");
        "No pillars": refused(|d| d["pillars"] = json!([])).1 => true;
        "A summary that is no text": refused(|d| d["pillars"][1]["summary"] = json!("Ring\u{7}")).0
            => "pillars[1].summary: use at most 4000 bytes and no control characters".to_owned();
    }

    s1_a_code_is_short_and_plain {
        "Small letters, digits and hyphens make a scheme's code":
            refused(coded("/scheme", "uk-schools-2")) => taken();
        "And a pillar's": refused(coded("/pillars/0", "aims-2-and-ends")) => taken();
        "A scheme's code with a capital letter":
            refused(coded("/scheme", "University"))
            => by_schema_too("scheme.code: \"University\" must be 1 to 40 of lower-case letters, digits and hyphens");
        "A pillar's code with a space":
            refused(coded("/pillars/0", "the aims"))
            => by_schema_too("pillars[0].code: \"the aims\" must be 1 to 40 of lower-case letters, digits and hyphens");
        "A scheme without a code":
            refused(coded("/scheme", ""))
            => by_schema_too("scheme.code: \"\" must be 1 to 40 of lower-case letters, digits and hyphens");
        "A scheme's code of forty letters": refused(coded("/scheme", &"a".repeat(40))) => taken();
        "A scheme's code of forty-one":
            refused(coded("/scheme", &"a".repeat(41)))
            => by_schema_too(&format!("scheme.code: {:?} must be 1 to 40 of lower-case letters, digits and hyphens",
                "a".repeat(41)));
    }

    s1_a_list_has_fifty_texts_at_most {
        "Fifty benefits": refused(|d| d["benefits"] = texts(50)) => taken();
        "Fifty-one benefits": refused(|d| d["benefits"] = texts(51)) => by_schema_too("benefits: give at most 50");
        "Fifty awarding bodies": refused(|d| d["scheme"]["awarding_bodies"] = texts(50)) => taken();
        "Fifty-one awarding bodies":
            refused(|d| d["scheme"]["awarding_bodies"] = texts(51))
            => by_schema_too("scheme.awarding_bodies: give at most 50");
        "Fifty examples of evidence for a level":
            refused(|d| d["pillars"][1]["evidence_examples"]["GOLD"] = texts(50)) => taken();
        "Fifty-one examples":
            refused(|d| d["pillars"][1]["evidence_examples"]["GOLD"] = texts(51))
            => by_check_alone("pillars[1].evidence_examples.GOLD: give at most 50");
        "Fifty elements of a criterion":
            refused(|d| d["pillars"][1]["criteria"][0]["elements"]["items"] = texts(50)) => taken();
        "Fifty-one elements":
            refused(|d| d["pillars"][1]["criteria"][0]["elements"]["items"] = texts(51))
            => by_schema_too("pillars[1].criteria[0].elements.items: give 1 to 50 elements, or leave elements out");
        "A text of four thousand letters": refused(|d| d["benefits"][1] = json!("x".repeat(4000))) => taken();
        "A text of four thousand and one":
            refused(|d| d["benefits"][1] = json!("x".repeat(4001)))
            => by_schema_too("benefits[1]: use at most 4000 bytes and no control characters");
        "A blank text among them":
            refused(|d| d["benefits"][1] = json!("\u{200b}"))
            => by_check_alone("benefits[1]: write something; it may not be blank");
    }

    s1_its_rules_can_be_kept {
        "More pillars required than there are":
            refused(|d| d["rules"]["pillars_required_for_level"] = json!(8))
            => by_check_alone("rules.pillars_required_for_level: must be from 1 to the number of pillars, 7");
        "No pillar required":
            refused(|d| d["rules"]["pillars_required_for_level"] = json!(0)).1 => true;
        "A first award at a level that is none":
            refused(|d| d["rules"]["first_award_at_most"] = json!("PEWTER"))
            => by_check_alone("rules.first_award_at_most: \"PEWTER\" is not one of the edition's levels");
        "More than all criteria required":
            refused(|d| d["rules"]["best_fit_share"] = json!({ "more_than": [1, 1] })).0
            => "rules.best_fit_share: must be a share that can be reached: {\"more_than\": [1, 2]} or {\"at_least\": [2, 3]}"
                .to_owned();
        "None of the criteria required": refused(|d| d["rules"]["best_fit_share"] = json!({ "at_least": [0, 2] })).0
            == "taken" => false;
        "A share of another kind": refused(|d| d["rules"]["best_fit_share"] = json!({ "about": [1, 2] })).1 => true;
        "A year of no months":
            refused(|d| d["rules"]["validity_months"] = json!(0))
            => by_schema_too("rules.validity_months: must be from 1 to 120");
        "A hold of eleven years": refused(|d| d["rules"]["months_at_level_before_next"] = json!(121))
            => by_schema_too("rules.months_at_level_before_next: must be at most 120");
        "Renewal that opens before the award begins":
            refused(|d| d["rules"]["renewal_window_days"] = json!(340))
            => by_check_alone("rules.renewal_window_days: must be less than an award lasts");
        "Renewal that opens as long before as the shortest twelve months could last, at 28 days a month":
            refused(|d| d["rules"]["renewal_window_days"] = json!(336))
            => by_check_alone("rules.renewal_window_days: must be less than an award lasts");
        "A day less may be kept": refused(|d| d["rules"]["renewal_window_days"] = json!(335)) => taken();
        "An appeal":
            refused(|d| d["rules"]["appeals"] = json!(true))
            => by_schema_too("rules.appeals: must be false: there is no appeal (J6)");
        "Every programme is large":
            refused(|d| d["programme_rules"]["standard_programme_has_fewer_mentors_than"] = json!(0)).1 => true;
    }

    s1_the_largest_and_the_smallest_that_is_taken {
        "Twenty pillars": refused(|d| number_pillars(d, 20)) => taken();
        "Twenty-one pillars": refused(|d| number_pillars(d, 21)) => by_schema_too("pillars: give 1 to 20 pillars");
        "Two hundred criteria in a pillar": refused(|d| number_criteria(d, 200)) => taken();
        "Two hundred and one":
            refused(|d| number_criteria(d, 201)) => by_schema_too("pillars[0].criteria: give at most 200 criteria");
        "An award of ten years that is renewed in its last 366 days, after a hold of ten years":
            refused(|d| {
                d["rules"]["validity_months"] = json!(120);
                d["rules"]["renewal_window_days"] = json!(366);
                d["rules"]["months_at_level_before_next"] = json!(120);
            }) => taken();
        "A month longer": refused(|d| d["rules"]["validity_months"] = json!(121))
            => by_schema_too("rules.validity_months: must be from 1 to 120");
        "A day more to renew it in": refused(|d| {
                d["rules"]["validity_months"] = json!(120);
                d["rules"]["renewal_window_days"] = json!(367);
            }) => by_schema_too("rules.renewal_window_days: must be from 1 to 366");
        "An award of a month that is renewed on its last day": refused(|d| {
                d["rules"]["validity_months"] = json!(1);
                d["rules"]["renewal_window_days"] = json!(1);
            }) => taken();
        "No day to renew it on": refused(|d| d["rules"]["renewal_window_days"] = json!(0))
            => by_schema_too("rules.renewal_window_days: must be from 1 to 366");
        "A programme of one mentor is large":
            refused(|d| d["programme_rules"]["standard_programme_has_fewer_mentors_than"] = json!(1)) => taken();
    }

    s1_its_prices_can_be_asked {
        "Tiers that do not rise":
            refused(|d| d["prices"]["tiers"][1]["max_programmes"] = json!(1))
            => by_check_alone("prices.tiers[1].max_programmes: tiers must rise by number of programmes, up to 1000");
        "A currency that is none":
            refused(|d| d["prices"]["currency"] = json!("pounds"))
            => by_schema_too("prices.currency: must be an ISO 4217 code of a currency with two minor digits, such as GBP");
        "Prices with VAT in them":
            refused(|d| d["prices"]["excludes_vat"] = json!(false))
            => by_schema_too("prices.excludes_vat: must be true: VAT is added to the order's total (M2)");
        "A price below nothing":
            refused(|d| d["prices"]["tiers"][0]["initial"] = json!(-1))
            => by_schema_too("prices.tiers[0].initial: must be in whole minor units, from 0 to 1000000000");
        "A price with a decimal point": refused(|d| d["prices"]["tiers"][0]["initial"] = json!(350.5)).1 => true;
        "No tiers": refused(|d| d["prices"]["tiers"] = json!([])) => by_schema_too("prices.tiers: give 1 to 20 tiers");
    }

    s1_everything_wrong_is_said_at_once {
        "Four things":
            problems(|d| {
                d["rules"]["appeals"] = json!(true);
                d["rules"]["validity_months"] = json!(0);
                d["pillars"][0]["criteria"][0]["level"] = json!("PEWTER");
                d["prices"]["tiers"] = json!([]);
            }) => 5;
        "An empty text is no document": said_of("").0.len() => 1;
        "Nothing is no document": said_of("null").0.len() => 1;
        "A list is no document": said_of("[]").0.len() => 1;
        "Half a document is none": said_of(&DOCUMENT[..DOCUMENT.len() - 3]).0.len() => 1;
        "A document and something after it is none": said_of(&format!("{DOCUMENT} {{}}")).0.len() => 1;
        "A hundred thousand brackets are none": said_of(&"[".repeat(100_000)).0.len() => 1;
        "Five million letters are none": said_of(&format!("\"{}\"", "x".repeat(5_000_000))).0
            => vec!["document: the document may have at most 4194304 bytes".to_owned()];
        "A document of four mebibytes, made so large by spaces, is taken": is_taken(&spaced_to(4_194_304)) => (0, false);
        "One of a byte more is not": said_of(&spaced_to(4_194_305)).0
            => vec!["document: the document may have at most 4194304 bytes".to_owned()];
        "Bytes that are no text are none": Edition::parse(&[0xff, 0xfe, 0x00]).is_err() => true;
    }
}
