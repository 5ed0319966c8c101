//! A1-A5: how long an award lasts, when it begins, and what it says of itself.

use domain::ApplicationKind::{self, Initial, Reaccreditation};
use domain::award::{Follows, award_period, follows, state};
use domain::eligibility::{Hold, ProgrammeFacts, Standing};
use domain::lifecycle::AwardState::{self, Expired, InForce, Superseded, Withdrawn};

use crate::words::*;

pub const RULES: &[(&str, &str)] = &[
    ("A1", "An award lasts a year"),
    (
        "A2",
        "Renewing early loses no day, late leaves no gap; a higher level starts a new year",
    ),
    (
        "A3",
        "A certificate number is its own, and an award says where it stands",
    ),
    (
        "A4",
        "What comes with an award stops claiming when the award stops",
    ),
    (
        "A5",
        "An award covers the programmes it names and no later one",
    ),
];

/// First day and first day after, as text.
type Days = (String, String);

fn days(from: &str, to: &str) -> Option<Days> {
    Some((from.to_owned(), to.to_owned()))
}

/// The days of a first award decided on a day.
fn year_from(decided: &str) -> Option<Days> {
    let (from, to) = award_period(Initial, day(decided), None, 12);
    Some((from.to_string(), to.to_string()))
}

/// The days of the award that follows for one programme.
fn award(
    kind: ApplicationKind,
    holds: &[Hold],
    reached: Option<&str>,
    decided: &str,
) -> Option<Days> {
    award_together(kind, &[programme("Peers", holds)], reached, decided)
}

fn award_together(
    kind: ApplicationKind,
    programmes: &[ProgrammeFacts],
    reached: Option<&str>,
    decided: &str,
) -> Option<Days> {
    let made = follows(
        &edition_2021(),
        kind,
        programmes,
        reached.map(rank),
        day(decided),
    )?;
    Some((made.awarded_on.to_string(), made.expires_on.to_string()))
}

/// Whether Silver or Bronze that begins on a day takes the place of an award held before.
fn replaces(reached: &str, from: &str, held: &Hold) -> bool {
    let made = Follows {
        awarded_on: day(from),
        expires_on: day("2099-01-01"),
    };
    made.takes_the_place_of(held, rank(reached))
}

/// Since when and until when a level is held without a gap, on a day.
fn holds_on(holds: &[Hold], on: &str) -> Option<(u8, String, String)> {
    let standing = Standing::of(holds, day(on))?;
    Some((
        standing.rank,
        standing.since.to_string(),
        standing.until.to_string(),
    ))
}

/// Where an award of 10 January 2026 stands on a day.
fn stands(on: &str, superseded: Option<&str>, withdrawn: Option<&str>) -> AwardState {
    let (from, to) = (day("2026-01-10"), day("2027-01-10"));
    state(from, to, superseded.map(day), withdrawn.map(day), day(on))
}

/// Whether what comes with an award of 10 January 2026 may claim its level on a day.
fn claims(on: &str, superseded: Option<&str>, withdrawn: Option<&str>) -> bool {
    stands(on, superseded, withdrawn) == InForce
}

rules! {
    a1_an_award_lasts_a_year {
        "From 22 November up to, not including, the next 22 November":
            year_from("2026-11-22") => days("2026-11-22", "2027-11-22");
        "From 29 February to 28 February": year_from("2024-02-29") => days("2024-02-29", "2025-02-28");
        "From 28 February to 28 February, though the next is a leap year":
            year_from("2023-02-28") => days("2023-02-28", "2024-02-28");
        "From the last day of the year to the last day of the year":
            year_from("2026-12-31") => days("2026-12-31", "2027-12-31");
        "A first award begins on the day of decision":
            award(Initial, &[], Some("BRONZE"), "2026-11-22") => days("2026-11-22", "2027-11-22");
    }

    a2_renewing_early_loses_no_day_and_late_leaves_no_gap {
        "Decided two months before the expiry, it starts on the expiry":
            award(Reaccreditation, &[held("BRONZE", "2025-12-01")], Some("BRONZE"), "2026-10-01")
            => days("2026-12-01", "2027-12-01");
        "Decided on the last day, it starts on the expiry":
            award(Reaccreditation, &[held("BRONZE", "2025-12-01")], Some("BRONZE"), "2026-11-30")
            => days("2026-12-01", "2027-12-01");
        "Decided on the day of the expiry":
            award(Reaccreditation, &[held("BRONZE", "2025-12-01")], Some("BRONZE"), "2026-12-01")
            => days("2026-12-01", "2027-12-01");
        "Submitted in time and decided seven weeks late, it still starts on the expiry":
            award(Reaccreditation, &[held("BRONZE", "2025-12-01")], Some("BRONZE"), "2027-01-20")
            => days("2026-12-01", "2027-12-01");
        "It starts on the last expiry there is, where several years were held":
            award(Reaccreditation, &[held("BRONZE", "2024-12-01"), held("BRONZE", "2025-12-01")], Some("BRONZE"),
                  "2026-11-01") => days("2026-12-01", "2027-12-01");
        "A year from 29 February is renewed from 28 February":
            award(Reaccreditation, &[held("BRONZE", "2024-02-29")], Some("BRONZE"), "2025-01-20")
            => days("2025-02-28", "2026-02-28");
        "Silver renewed and found to be Bronze: Bronze follows when Silver expires":
            award(Reaccreditation, &[held("SILVER", "2025-12-01")], Some("BRONZE"), "2026-10-01")
            => days("2026-12-01", "2027-12-01");
        "Renewed and found below Bronze: no award, and what is held runs out":
            award(Reaccreditation, &[held("BRONZE", "2025-12-01")], None, "2026-10-01") => None;
        "Programmes whose years end on different days are renewed from the earliest, so that none has a gap":
            award_together(Reaccreditation, &[
                programme("Peers", &[held("BRONZE", "2025-12-01")]), programme("Careers", &[held("BRONZE", "2025-12-20")]),
            ], Some("BRONZE"), "2026-11-01") => days("2026-12-01", "2027-12-01");
        "What was withdrawn before the decision is not renewed: the award starts on the day of decision":
            award(Reaccreditation, &[ended(held("BRONZE", "2025-12-01"), "2026-10-20")], Some("BRONZE"), "2026-11-01")
            => days("2026-11-01", "2027-11-01");
        "Renewed in time, the hold has no gap":
            holds_on(&[held("BRONZE", "2024-12-01"), held("BRONZE", "2025-12-01")], "2026-01-05")
            => Some((1, "2024-12-01".to_owned(), "2026-12-01".to_owned()));
    }

    a2_a_higher_level_starts_a_new_year_and_supersedes {
        "Silver decided in September starts in September, though Bronze runs to December":
            award(Initial, &[held("BRONZE", "2025-12-01")], Some("SILVER"), "2026-09-01")
            => days("2026-09-01", "2027-09-01");
        "It takes the place of Bronze": replaces("SILVER", "2026-09-01", &held("BRONZE", "2025-12-01")) => true;
        "From then on Silver is held, and Bronze is not":
            holds_on(&[ended(held("BRONZE", "2025-12-01"), "2026-09-01"), held("SILVER", "2026-09-01")], "2026-09-01")
            => Some((2, "2026-09-01".to_owned(), "2027-09-01".to_owned()));
        "On the day before it was Bronze":
            holds_on(&[ended(held("BRONZE", "2025-12-01"), "2026-09-01"), held("SILVER", "2026-09-01")], "2026-08-31")
            => Some((1, "2025-12-01".to_owned(), "2026-09-01".to_owned()));
        "Of two levels in force the higher is the one held":
            holds_on(&[held("BRONZE", "2026-01-10"), ended(held("SILVER", "2026-03-01"), "2026-09-01")], "2026-08-31")
            => Some((2, "2026-03-01".to_owned(), "2026-09-01".to_owned()));
        "It does not take the place of what had expired before":
            replaces("SILVER", "2026-09-01", &held("BRONZE", "2025-09-01")) => false;
        "Nor of what was withdrawn before":
            replaces("SILVER", "2026-09-01", &ended(held("BRONZE", "2025-12-01"), "2026-09-01")) => false;
        "It takes the place of what is withdrawn later":
            replaces("SILVER", "2026-09-01", &ended(held("BRONZE", "2025-12-01"), "2026-10-01")) => true;
        "Bronze does not take the place of Silver": replaces("BRONZE", "2026-09-01", &held("SILVER", "2025-12-01")) => false;
        "A renewal does not take the place of the year it follows":
            replaces("BRONZE", "2026-12-01", &held("BRONZE", "2025-12-01")) => false;
        "A renewal from the earliest of several expiries takes the place of what would run on beside it":
            replaces("BRONZE", "2026-12-01", &held("BRONZE", "2025-12-20")) => true;
        "Applied for Silver, found to be Bronze, and Bronze is held: no new award, what is held stands":
            award(Initial, &[held("BRONZE", "2025-12-01")], Some("BRONZE"), "2026-09-01") => None;
        "Applied for Silver, found to be Bronze, and Bronze ran out meanwhile: Bronze from the day of decision":
            award(Initial, &[held("BRONZE", "2025-12-01")], Some("BRONZE"), "2026-12-01")
            => days("2026-12-01", "2027-12-01");
        "Some of the programmes hold the level already and others do not: an award for all of them":
            award_together(Initial, &[
                programme("Peers", &[held("BRONZE", "2025-12-01")]), programme("Careers", &[]),
            ], Some("BRONZE"), "2026-11-01") => days("2026-11-01", "2027-11-01");
    }

    a3_an_award_says_where_it_stands {
        "In force on its first day": stands("2026-01-10", None, None) => InForce;
        "In force on its last day": stands("2027-01-09", None, None) => InForce;
        "Expired the day after": stands("2027-01-10", None, None) => Expired;
        "In force on the day before a higher level takes its place": stands("2026-05-31", Some("2026-06-01"), None) => InForce;
        "Superseded from that day": stands("2026-06-01", Some("2026-06-01"), None) => Superseded;
        "Superseded ever after": stands("2028-06-01", Some("2026-06-01"), None) => Superseded;
        "Expired, where the higher level came only after its expiry":
            stands("2027-03-01", Some("2027-02-01"), None) => Expired;
        "Expired, though a higher level begins on the day it expires":
            stands("2027-01-10", Some("2027-01-10"), None) => Expired;
        "In force on the day before it is withdrawn": stands("2026-02-28", None, Some("2026-03-01")) => InForce;
        "Withdrawn from that day": stands("2026-03-01", None, Some("2026-03-01")) => Withdrawn;
        "Withdrawn, though superseded before": stands("2026-03-01", Some("2026-02-01"), Some("2026-03-01")) => Withdrawn;
        "Withdrawn, though expired before": stands("2027-03-01", None, Some("2027-03-01")) => Withdrawn;
    }

    a4_what_comes_with_an_award_claims_only_while_it_is_in_force {
        "Its badge claims on its last day": claims("2027-01-09", None, None) => true;
        "It claims no more when the year is over": claims("2027-01-10", None, None) => false;
        "It claims no more when a higher level takes its place": claims("2026-06-01", Some("2026-06-01"), None) => false;
        "It claims no more when it is withdrawn": claims("2026-06-01", None, Some("2026-06-01")) => false;
        "The edition says what comes with it":
            edition_2021().benefits().first().cloned() => Some("Certification".to_owned());
    }

    a5_a_later_programme_is_not_covered {
        "A programme that no award names holds nothing, whatever the others hold":
            holds_on(&programme("New", &[]).holds, "2026-11-22") => None;
        "So it stands in the way of a common step up until it holds the level itself":
            domain::eligibility::eligibility(&edition_2021(), &[
                programme("Peers", &[held("BRONZE", "2026-01-10")]), programme("New", &[]),
            ], rank("SILVER"), day("2026-11-22")).reasons.iter().map(|r| text(r.facts.get("name"))).collect::<Vec<_>>()
            => vec!["New".to_owned()];
    }
}
