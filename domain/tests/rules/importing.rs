//! B1-B3: what a row of a file must be, what it would change, and what is taken back.

use chrono::NaiveDate;
use domain::import::{
    ImportKind, KnownPerson, KnownUniversity, Mapping, Row, Verdict, application, date, directions,
    guess, kept_because, person, read, role, university,
};
use domain::lifecycle::{ImportAct, ImportFacts, ImportState, step};
use domain::programme::Direction;
use uuid::Uuid;

use super::lives::{Answer, answer, becomes, refused};
use crate::words::*;

pub const RULES: &[(&str, &str)] = &[
    (
        "B1",
        "Nothing of a file is guessed: what cannot be understood is returned with everything that is wrong with it",
    ),
    (
        "B2",
        "What is there stays as it is, unless updating was chosen",
    ),
    (
        "B3",
        "An import is taken back as far as nothing was built on it",
    ),
];

fn texts(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

/// The columns that a template of the kind has, or those of these names.
fn columns(kind: ImportKind, names: &[&str]) -> Mapping {
    let names: Vec<Option<String>> = names
        .iter()
        .map(|name| (!name.is_empty()).then(|| (*name).to_owned()))
        .collect();
    Mapping::new(kind, &names).unwrap()
}

fn proposed(kind: ImportKind, headings: &[&str], before: &[(&str, Option<&str>)]) -> Vec<String> {
    let before: Vec<(String, Option<String>)> = before
        .iter()
        .map(|(heading, name)| ((*heading).to_owned(), name.map(str::to_owned)))
        .collect();
    guess(kind, &texts(headings), &before)
        .into_iter()
        .map(|field| field.map_or("", |field| field.name).to_owned())
        .collect()
}

/// What is wrong with the columns chosen.
fn chosen(kind: ImportKind, names: &[&str]) -> Vec<String> {
    let names: Vec<Option<String>> = names.iter().map(|name| Some((*name).to_owned())).collect();
    match Mapping::new(kind, &names) {
        Ok(_) => Vec::new(),
        Err(invalid) => invalid.fields().iter().map(|p| p.message.clone()).collect(),
    }
}

const PROGRAMME: [&str; 6] = [
    "university",
    "name",
    "purpose",
    "directions",
    "mentors",
    "startedOn",
];

/// A row of programmes: the columns at fault with their rules.
fn at_fault(cells: &[&str]) -> Vec<String> {
    let mapping = columns(ImportKind::Programmes, &PROGRAMME);
    match read(ImportKind::Programmes, &mapping, &texts(cells)) {
        Ok(_) => Vec::new(),
        Err(problems) => problems
            .iter()
            .map(|p| match p.column {
                Some(column) => format!("{} {}", PROGRAMME[column], p.rule),
                None => format!("row {}", p.rule),
            })
            .collect(),
    }
}

fn university_row(cells: &[&str]) -> Result<(String, String), Vec<String>> {
    let mapping = columns(ImportKind::Universities, &["name", "code", "slug"]);
    match read(ImportKind::Universities, &mapping, &texts(cells)) {
        Ok(Row::University(row)) => Ok((row.code, row.slug)),
        Ok(other) => panic!("{other:?}"),
        Err(problems) => Err(problems.into_iter().map(|p| p.message).collect()),
    }
}

fn people_at_fault(cells: &[&str]) -> Vec<usize> {
    let mapping = columns(ImportKind::People, &["university", "name", "email", "role"]);
    let problems = read(ImportKind::People, &mapping, &texts(cells)).err();
    problems
        .into_iter()
        .flatten()
        .filter_map(|p| p.column)
        .collect()
}

fn keys(kind: ImportKind, names: &[&str], cells: &[&str], whose: u128) -> Vec<String> {
    let row = read(kind, &columns(kind, names), &texts(cells)).unwrap();
    row.keys(Some(Uuid::from_u128(whose)))
}

/// Whether two rows of one file are of one thing.
fn one(kind: ImportKind, names: &[&str], this: &[&str], other: &[&str]) -> bool {
    let this = keys(kind, names, this, 1);
    keys(kind, names, other, 1)
        .iter()
        .any(|key| this.contains(key))
}

/// Alderbrook, as a row names it.
fn alderbrook(reference: Option<&str>, by_reference: bool, by_name: bool) -> KnownUniversity {
    KnownUniversity {
        id: Uuid::from_u128(1),
        name: "University of Alderbrook".to_owned(),
        slug: "alderbrook".to_owned(),
        code: "ALD".to_owned(),
        external_reference: reference.map(str::to_owned),
        nation: None,
        by_reference,
        by_name,
        continued_by: None,
        closed: false,
    }
}

/// The same, another one.
fn other(mut of: KnownUniversity) -> KnownUniversity {
    of.id = Uuid::from_u128(2);
    of
}

/// A row of universities beside what is there: a word, and what differs or is wrong.
fn beside(cells: &[&str], known: &[KnownUniversity]) -> Vec<String> {
    let mapping = columns(
        ImportKind::Universities,
        &["name", "externalReference", "code"],
    );
    let Ok(Row::University(row)) = read(ImportKind::Universities, &mapping, &texts(cells)) else {
        panic!("{cells:?} reads");
    };
    said(university(&mapping, &row, known))
}

fn said(verdict: Verdict) -> Vec<String> {
    match verdict {
        Verdict::New(_) => texts(&["new"]),
        Verdict::Same => texts(&["same"]),
        Verdict::Differs(_, changes) => changes
            .into_iter()
            .map(|c| format!("{}: {} → {}", c.field, c.from, c.to))
            .collect(),
        Verdict::Bad(problems) => problems
            .into_iter()
            .map(|p| format!("bad {} {:?}", p.rule, p.column))
            .collect(),
    }
}

fn mara(name: &str, has_role: bool) -> KnownPerson {
    KnownPerson {
        id: Uuid::from_u128(1),
        name: name.to_owned(),
        has_role,
    }
}

fn as_person(known: &[KnownPerson]) -> Vec<String> {
    let mapping = columns(ImportKind::People, &["university", "name", "email", "role"]);
    let cells = texts(&[
        "alderbrook",
        "Mara Ellis",
        "mara@alderbrook.example",
        "manager",
    ]);
    let Ok(Row::Person(row)) = read(ImportKind::People, &mapping, &cells) else {
        panic!("{cells:?} reads");
    };
    said(person(&mapping, &row, known))
}

/// A row of applications for a programme that never held a level.
fn applied(level: &str, open: Option<&str>, started: &str) -> Vec<String> {
    let mapping = columns(
        ImportKind::Applications,
        &["university", "programme", "level"],
    );
    let cells = texts(&["alderbrook", "Peer mentoring", level]);
    let Ok(Row::Application(row)) = read(ImportKind::Applications, &mapping, &cells) else {
        panic!("{cells:?} reads");
    };
    let facts = starts(programme("Peer mentoring", &[]), started);
    let edition = edition_2021();
    said(
        application(
            &mapping,
            &row,
            Some(&facts),
            open,
            Some(&edition),
            day("2026-11-23"),
        )
        .0,
    )
}

fn import(
    state: ImportState,
    act: ImportAct,
    good: u32,
    left: u32,
    problem: &'static str,
) -> Answer {
    let facts = ImportFacts {
        good,
        left,
        problem,
    };
    answer(step(state, act, &facts, day("2026-11-23")))
}

fn on(text: &str) -> Option<NaiveDate> {
    date(text).ok()
}

rules! {
    b1_columns_are_proposed_by_their_headings {
        "The template's own headings": proposed(ImportKind::Programmes, &["University", "Programme", "Purpose", "Directions", "Mentors", "Started on"], &[])
            => texts(&PROGRAMME);
        "What others call them, in any case": proposed(ImportKind::Universities, &["INSTITUTION", "ukprn", "Short code"], &[])
            => texts(&["name", "externalReference", "code"]);
        "A slip of the pen": proposed(ImportKind::Programmes, &["Coordinater", "Purpos"], &[]) => texts(&["coordinator", "purpose"]);
        "Nothing is like it": proposed(ImportKind::Programmes, &["Budget", ""], &[]) => texts(&["", ""]);
        "A field goes to one column only": proposed(ImportKind::People, &["Email", "E-mail"], &[]) => texts(&["email", ""]);
        "As it was chosen before": proposed(ImportKind::Programmes, &["Zweck", "Name"], &[("zweck", Some("purpose"))]) => texts(&["purpose", "name"]);
        "Left aside before, left aside again": proposed(ImportKind::Programmes, &["Purpose"], &[("Purpose", None)]) => texts(&[""]);
        "The latest choice counts": proposed(ImportKind::Programmes, &["X"], &[("x", Some("name")), ("x", Some("purpose"))]) => texts(&["name"]);
    }

    b1_each_field_has_one_column_and_every_needed_one_has_one {
        "All there": chosen(ImportKind::Universities, &["name"]) => Vec::<String>::new();
        "One is missing": chosen(ImportKind::People, &["name", "email", "role"]) => texts(&["Choose the column that holds University."]);
        "One twice": chosen(ImportKind::Universities, &["name", "name"]) => texts(&["Choose one column for Name, not two."]);
        "None of this kind's": chosen(ImportKind::Universities, &["name", "mentors"])
            => texts(&["A university has no \"mentors\": choose one of its fields."]);
    }

    b1_a_date_that_could_mean_two_days_is_none {
        "As the standards write it": on("2024-09-16") => Some(day("2024-09-16"));
        "The day before the month": on("03/04/2024") => Some(day("2024-04-03"));
        "With points": on("3.4.2024") => Some(day("2024-04-03"));
        "As a spreadsheet counts days": on("45551") => Some(day("2024-09-16"));
        "With the midnight that a spreadsheet adds": on("2024-09-16 00:00:00") => Some(day("2024-09-16"));
        "With an hour": on("2024-09-16 10:30:00") => None;
        "The month before the day": date("09/16/2024").unwrap_err()
            => "09/16/2024 has its month before its day. Write the day first, or use 2024-09-16.".to_owned();
        "Two figures of the year": on("16/09/24") => None;
        "A year alone": on("2024") => None;
        "In words": on("16 September 2024") => None;
        "No such day": on("2023-02-29") => None;
        "The first day that is read as a number": (on("19999"), on("20000")) => (None, Some(day("1954-10-03")));
        "The last": (on("60000"), on("60001")) => (Some(day("2064-04-08")), None);
    }

    b1_directions_and_roles_are_read_as_people_write_them {
        "Directions in words": directions("Staff to student; students to students") => Ok(vec![Direction::StaffToStudent, Direction::StudentToStudent]);
        "By code, with an arrow, with a dash": directions("STAFF_TO_STAFF, student→staff, staff -> student")
            => Ok(vec![Direction::StaffToStaff, Direction::StudentToStaff, Direction::StaffToStudent]);
        "Anything else": directions("pupils to staff").is_err() => true;
        "A role in any case": role("Mentoring Manager").map(|role| role.as_str()) => Ok("MANAGER");
        "A role of the scheme is none of a university's": role("assessor").is_err() => true;
    }

    b1_a_row_is_returned_with_everything_that_is_wrong_with_it {
        "Nothing is wrong": at_fault(&["alderbrook", "Peer mentoring", "Settle in.", "staff to staff", "24", "2024-09-16"]) => Vec::<String>::new();
        "Everything": at_fault(&["", "", " ", "sideways", "a few", "soon"])
            => texts(&["university B1", "directions P1", "mentors P1", "startedOn P1", "name P1", "purpose P1"]);
        "A count with a comma": at_fault(&["a", "b", "c", "staff to staff", "1,200", "2024-09-16"]) => texts(&["mentors P1"]);
        "A count below nothing": at_fault(&["a", "b", "c", "staff to staff", "-1", "2024-09-16"]) => texts(&["mentors P1"]);
        "No count is so large": at_fault(&["a", "b", "c", "staff to staff", "100001", "2024-09-16"]) => texts(&["mentors P1"]);
        "More cells than headings": at_fault(&["a", "b", "c", "staff to staff", "1", "2024-09-16", "x"]) => texts(&["row B1"]);
        "Blank ones do not count": at_fault(&["a", "b", "c", "staff to staff", "1", "2024-09-16", " "]) => Vec::<String>::new();
        "Fewer cells than headings": at_fault(&["a", "b", "c", "staff to staff", "1"]) => texts(&["startedOn P1"]);
        "No address, no role": people_at_fault(&["a", "b", "mara at alderbrook", "chief"]) => vec![2, 3];
        "Two addresses in one cell": people_at_fault(&["a", "b", "a@b.example, c@d.example", "viewer"]) => vec![2];
    }

    b1_a_universitys_code_and_address_name_are_made_of_its_name {
        "Initials, small words apart": university_row(&["The University of St Andrews and Fife", "", ""])
            => Ok(("USAF".to_owned(), "the-university-of-st-andrews-and-fife".to_owned()));
        "Without accents": university_row(&["Prifysgol Ŵyn", "", ""]) => Ok(("PW".to_owned(), "prifysgol-wyn".to_owned()));
        "One word": university_row(&["Eastholme", "", ""]) => Ok(("EAS".to_owned(), "eastholme".to_owned()));
        "An apostrophe leaves no gap": university_row(&["King's College", "", ""]).map(|made| made.1) => Ok("kings-college".to_owned());
        "As the row says": university_row(&["Eastholme", "EUA", "east"]) => Ok(("EUA".to_owned(), "east".to_owned()));
        "A code in small letters": university_row(&["Eastholme", "eua", ""]) => Err(texts(&["Write two to five capital letters, such as ALD."]));
    }

    b1_two_rows_of_one_thing_are_one_too_many {
        "A name in another case": one(ImportKind::Universities, &["name"], &["Eastholme"], &["EASTHOLME"]) => true;
        "Another name": one(ImportKind::Universities, &["name"], &["Eastholme"], &["Westholme"]) => false;
        "One reference": one(ImportKind::Universities, &["name", "externalReference"], &["Aberlour", "1"], &["Birnam", "1"]) => true;
        "A person's two roles are two": one(ImportKind::People, &["university", "name", "email", "role"],
            &["a", "M", "m@a.example", "viewer"], &["a", "M", "m@a.example", "manager"]) => false;
        "One programme at two levels": one(ImportKind::Applications, &["university", "programme", "level"], &["a", "P", "Bronze"], &["a", "P", "Silver"]) => true;
    }

    b2_a_row_beside_what_is_there {
        "Not there": beside(&["University of Alderbrook", "", ""], &[]) => texts(&["new"]);
        "There by name": beside(&["University of Alderbrook", "", "ALD"], &[alderbrook(None, false, true)]) => texts(&["same"]);
        "A blank code says nothing": beside(&["University of Alderbrook", "", ""], &[alderbrook(None, false, true)]) => texts(&["same"]);
        "There by reference under another name": beside(&["Alderbrook University", "10001", "ALD"], &[alderbrook(Some("10001"), true, false)])
            => texts(&["Name: University of Alderbrook → Alderbrook University"]);
        "It gets a reference": beside(&["University of Alderbrook", "10001", "ALD"], &[alderbrook(None, false, true)])
            => texts(&["Reference:  → 10001"]);
        "It has another reference": beside(&["University of Alderbrook", "10002", "ALD"], &[alderbrook(Some("10001"), false, true)])
            => texts(&["bad B1 Some(1)"]);
        "One by reference, another by name": beside(&["University of Alderbrook", "10001", "ALD"], &[other(alderbrook(Some("10001"), true, false)), alderbrook(None, false, true)])
            => texts(&["bad B1 Some(0)"]);
        "Two of the name": beside(&["University of Alderbrook", "", ""], &[alderbrook(None, false, true), other(alderbrook(None, false, true))])
            => texts(&["bad B1 Some(0)"]);
        "Another has the address name": beside(&["Alderbrook", "", ""], &[alderbrook(None, false, false)]) => texts(&["bad B1 None"]);
        "A person who is not there": as_person(&[]) => texts(&["new"]);
        "One who gets a role": as_person(&[mara("M. Ellis", false)]) => texts(&["new"]);
        "One who has it": as_person(&[mara("Mara Ellis", true)]) => texts(&["same"]);
        "One who has it under another name": as_person(&[mara("M. Ellis", true)]) => texts(&["Name: M. Ellis → Mara Ellis"]);
        "Two of one address": as_person(&[mara("Mara Ellis", true), mara("Mara Ellis", false)]) => texts(&["bad B1 Some(2)"]);
    }

    b2_an_application_is_started_by_the_rules {
        "A first one at Bronze": applied("bronze", None, "2020-09-01") => texts(&["new"]);
        "Open at the level already": applied("Bronze", Some("BRONZE"), "2020-09-01") => texts(&["same"]);
        "Open at another": applied("Silver", Some("BRONZE"), "2020-09-01") => texts(&["bad L1 Some(1)"]);
        "No level of the standard": applied("Platinum", None, "2020-09-01") => texts(&["bad S1 Some(2)"]);
        "A level that has to be reached first": applied("Gold", None, "2020-09-01") => texts(&["bad G1 Some(2)"]);
        "A programme that has not started": applied("Bronze", None, "2027-01-01") => texts(&["bad P2 Some(2)"]);
    }

    b2_only_what_would_change_something_is_committed {
        "Checked, and something is good": import(ImportState::Checked, ImportAct::Commit, 1, 0, "") => becomes("COMMITTING");
        "Nothing is": import(ImportState::Checked, ImportAct::Commit, 0, 0, "") => refused(&["B2"]);
        "It is checked first": import(ImportState::Mapping, ImportAct::Commit, 1, 0, "") => refused(&["L1"]);
        "With other columns it is checked again": import(ImportState::Checked, ImportAct::Check, 0, 0, "") => becomes("CHECKING");
    }

    b3_what_stands_can_be_taken_back {
        "Something stands": import(ImportState::Committed, ImportAct::Undo, 0, 1, "") => becomes("UNDOING");
        "Nothing does": import(ImportState::Committed, ImportAct::Undo, 0, 0, "") => refused(&["B3"]);
        "What stayed is tried again": import(ImportState::Undone, ImportAct::Undo, 0, 1, "") => becomes("UNDOING");
        "Not before it was committed": import(ImportState::Checked, ImportAct::Undo, 0, 1, "") => refused(&["L1"]);
        "What was built on it says why it stays": kept_because("award_programme") => "It holds an award.";
        "A file that cannot be read says why": import(ImportState::Reading, ImportAct::Fail, 0, 0, " ") => refused(&["B1"]);
    }
}
