//! What single cells say; what could mean two things is refused with how to write it (B1).

use chrono::{Days, NaiveDate};

use crate::access::Role;
use crate::input::Fields;
use crate::lifecycle::ApplicationLanguage;
use crate::programme::Direction;
use crate::university::Nation;

/// A day: `2024-09-16`, `16/09/2024` with the day first, or a spreadsheet's number of days.
///
/// # Errors
/// How to write it.
pub fn date(text: &str) -> Result<NaiveDate, String> {
    let ask = "Write the date as 2024-09-16 or 16/09/2024.";
    if let Ok(serial) = text.parse::<u32>() {
        // 1954 to 2064: a year or a telephone number is no day.
        return match serial {
            20_000..=60_000 => NaiveDate::from_ymd_opt(1899, 12, 30)
                .and_then(|zero| zero.checked_add_days(Days::new(serial.into())))
                .ok_or_else(|| ask.to_owned()),
            _ => Err(format!("{text} is no date. {ask}")),
        };
    }
    // A spreadsheet writes midnight after a day.
    let day = text
        .split_once([' ', 'T'])
        .filter(|(_, time)| time.chars().all(|c| matches!(c, '0' | ':' | '.' | 'Z')))
        .map_or(text, |(day, _)| day);
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let figures = |part: &&str| part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit());
    let [first, second, third] = parts[..] else {
        return Err(ask.to_owned());
    };
    if !parts.iter().all(figures) {
        return Err(ask.to_owned());
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    let (year, month, day) = match (first.len(), third.len()) {
        (4, 1..=2) => (first, second, third),
        (1..=2, 4) => (third, second, first),
        (1..=2, 2) => return Err(format!("Write the year of {text} with four figures. {ask}")),
        _ => return Err(ask.to_owned()),
    };
    if first.len() < 4 && number(month) > 12 && number(day) <= 12 {
        return Err(format!(
            "{text} has its month before its day. Write the day first, or use 2024-09-16."
        ));
    }
    i32::try_from(number(year))
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, number(month), number(day)))
        .ok_or_else(|| format!("There is no day {text}. {ask}"))
}

/// Who mentors whom: `staff to student; student to student`.
///
/// # Errors
/// How to write it.
pub fn directions(text: &str) -> Result<Vec<Direction>, String> {
    let mut found = Vec::new();
    for part in text.split([';', ',', '\n', '|', '&']) {
        let part = part.replace("->", " ").to_lowercase();
        let words: Vec<&str> = part
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !matches!(*word, "" | "to" | "mentor" | "mentors" | "mentoring"))
            .map(|word| word.strip_suffix('s').unwrap_or(word))
            .collect();
        found.push(match words[..] {
            [] => continue,
            ["staff", "staff"] => Direction::StaffToStaff,
            ["staff", "student"] => Direction::StaffToStudent,
            ["student", "staff"] => Direction::StudentToStaff,
            ["student", "student"] => Direction::StudentToStudent,
            _ => {
                return Err(format!(
                    "“{}” is no direction. Write staff to staff, staff to student, student to staff or student to student, \
                     several with semicolons between.",
                    part.trim()
                ));
            }
        });
    }
    Ok(found)
}

/// A role at a university: `manager`, `contributor` or `viewer`.
///
/// # Errors
/// How to write it.
pub fn role(text: &str) -> Result<Role, String> {
    match text.to_lowercase().as_str() {
        "manager" | "mentoring manager" => Ok(Role::Manager),
        "contributor" => Ok(Role::Contributor),
        "viewer" => Ok(Role::Viewer),
        _ => Err(format!(
            "“{text}” is no role at a university. Write manager, contributor or viewer."
        )),
    }
}

/// The language that an application is written in; English where nothing is said.
///
/// # Errors
/// How to write it.
pub fn language(text: &str) -> Result<ApplicationLanguage, String> {
    match text.to_lowercase().as_str() {
        "" | "english" | "en" | "saesneg" => Ok(ApplicationLanguage::English),
        "welsh" | "cy" | "cymraeg" => Ok(ApplicationLanguage::Welsh),
        _ => Err(format!("“{text}” is not offered. Write English or Welsh.")),
    }
}
/// A nation by its name, or its problem.
pub(super) fn nation(words: &str, fields: &mut Fields) -> Option<Nation> {
    let known = Nation::called(words);
    if known.is_none() {
        let message = "Write England, Scotland, Wales or Northern Ireland.";
        fields.problem("nation", message);
    }
    known
}
