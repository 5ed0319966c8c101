//! Who and what every test finds: two universities, their people, the scheme's people, the standard of 2021.

use chrono::{DateTime, NaiveDate, Utc};
use domain::access::Role;
use domain::id::{self, Kind};
use store::{Access, Db, Viewer};
use uuid::Uuid;

use crate::sql::Sql;

/// Where the people of a test think the product is.
pub const PUBLIC_URL: &str = "http://localhost:8080";

/// The day a test begins on, unless it says otherwise.
pub const FIRST_DAY: &str = "2026-11-23";

/// The universities: slug, name, code.
pub const UNIVERSITIES: [(&str, &str, &str); 2] = [
    ("alderbrook", "University of Alderbrook", "ALD"),
    ("brackenfield", "Brackenfield University", "BRA"),
];

/// Everybody: name, role, the university's slug or nothing, the domain of their e-mail address.
pub const PEOPLE: [(&str, Role, &str, &str); 13] = [
    ("mara", Role::Manager, "alderbrook", "alderbrook.test"),
    ("colin", Role::Contributor, "alderbrook", "alderbrook.test"),
    ("vera", Role::Viewer, "alderbrook", "alderbrook.test"),
    ("marek", Role::Manager, "brackenfield", "brackenfield.test"),
    (
        "cora",
        Role::Contributor,
        "brackenfield",
        "brackenfield.test",
    ),
    ("viktor", Role::Viewer, "brackenfield", "brackenfield.test"),
    ("priya", Role::Assessor, "", "assess.test"),
    ("omar", Role::Assessor, "", "assess.test"),
    // Has a tie to a university by the address they use (W1).
    ("tilda", Role::Assessor, "", "alderbrook.test"),
    ("lena", Role::LeadAssessor, "", "assess.test"),
    ("olive", Role::Operator, "", "scheme.test"),
    ("otto", Role::Operator, "", "scheme.test"),
    ("ada", Role::Administrator, "", "scheme.test"),
];

/// The same UUID for the same name, in every process.
fn uuid(space: u128, place: usize) -> Uuid {
    Uuid::from_u128((0x0190_0000_0000_7000_8000 << 48) + (space << 16) + place as u128)
}

/// A university by its slug.
///
/// # Panics
/// When nobody lives there.
pub fn university(slug: &str) -> Uuid {
    let place = UNIVERSITIES.iter().position(|(s, ..)| *s == slug);
    uuid(1, place.unwrap_or_else(|| panic!("no university {slug}")))
}

/// A university's id, as the API says it.
pub fn university_id(slug: &str) -> String {
    id::encode(Kind::University, university(slug))
}

/// A person by name.
///
/// # Panics
/// When there is no such person.
pub fn person(name: &str) -> Uuid {
    let place = PEOPLE.iter().position(|(n, ..)| *n == name);
    uuid(
        2,
        place.unwrap_or_else(|| panic!("nobody is called {name}")),
    )
}

/// A person's id, as the API says it.
pub fn person_id(name: &str) -> String {
    id::encode(Kind::Person, person(name))
}

/// As whom a person acts.
pub fn viewer(name: &str) -> Viewer {
    let person = person(name);
    let (_, role, slug, _) = PEOPLE
        .into_iter()
        .find(|(n, ..)| *n == name)
        .expect("whoever has an id is in the list");
    match role {
        Role::Manager | Role::Contributor | Role::Viewer => Viewer::Member {
            person,
            university: university(slug),
            role,
        },
        Role::Assessor | Role::LeadAssessor => Viewer::Assessor { person, role },
        Role::Operator | Role::Administrator => Viewer::Operator { person, role },
    }
}

/// The day as a date.
///
/// # Panics
/// When it is none.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day as 2026-11-23")
}

/// Furnishes a migrated database.
pub(crate) async fn furnish(owner_url: &str, app_url: &str) {
    let sql = Sql::connect(owner_url).await;
    // Decisions go out at once and unsampled, where a test does not say otherwise.
    sql.run(
        "update setting set second_mark_percent = 0, second_mark_new_below = 0, recall_minutes = 0",
    )
    .await;
    for (slug, name, code) in UNIVERSITIES {
        let id = university(slug);
        sql.run(&format!(
            "insert into university (id, name, slug, short_code) values ('{id}', '{name}', '{slug}', '{code}')"
        ))
        .await;
    }
    for (name, role, slug, domain) in PEOPLE {
        let id = person(name);
        let called = format!("{}{} Example", name[..1].to_uppercase(), &name[1..]);
        sql.run(&format!(
            "insert into person (id, name, email) values ('{id}', '{called}', '{name}@{domain}')"
        ))
        .await;
        let role = role.as_str();
        if slug.is_empty() {
            sql.run(&format!("insert into staff values ('{id}', '{role}')"))
                .await;
        } else {
            let university = university(slug);
            sql.run(&format!(
                "insert into member values ('{university}', '{id}', '{role}')"
            ))
            .await;
        }
    }
    let db = Db::connect(app_url, 1)
        .await
        .expect("the login role is safe");
    let tx = db
        .begin(&Viewer::System, Access::Write, day(FIRST_DAY))
        .await
        .expect("a transaction");
    let document = include_bytes!("../../standards/university-2021.json");
    let edition = domain::standard::Edition::parse(document).expect("the standard reads");
    let published: DateTime<Utc> = "2021-01-01T00:00:00Z".parse().expect("a moment");
    store::editions::publish(&tx, &edition, day("2021-01-01"), published)
        .await
        .expect("the standard is published");
    tx.finish(true).await.expect("a commit");
}
