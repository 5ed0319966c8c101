//! The badge: a picture that claims no longer than the award does (A4).

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use domain::lifecycle::AwardState;
use minijinja::context;
use store::register::Entry;

use super::{day, mark, render};

/// Letters that fit a line of the holder's name.
const A_LINE: usize = 31;
/// Letters that fit a line in any font; more are drawn to the line's length.
const ROOMY: usize = 22;

/// The picture, for any page anywhere; looked at again after five minutes.
pub(super) fn answer(entry: &Entry, today: NaiveDate) -> Response {
    const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
    let headers = [
        (CONTENT_TYPE, "image/svg+xml"),
        (CACHE_CONTROL, "public, max-age=300"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (RESOURCE_POLICY, "cross-origin"),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    ];
    (headers, picture(entry, today)).into_response()
}

pub(super) fn picture(entry: &Entry, today: NaiveDate) -> String {
    let whole = |n: i32| u32::try_from(n).unwrap_or(0);
    let rank = whole(entry.level_rank);
    let in_force = entry.state(today) == AwardState::InForce;
    let (fill, ink) = if in_force {
        mark::colours(&entry.level, rank)
    } else {
        ("#7f8985", "#5f6b68")
    };
    render::text(
        "badge.svg",
        context! {
            label => label(entry, today),
            level => entry.level_title.as_str(),
            subtitle => if in_force { "Mentoring accreditation" } else { "No longer accredited" },
            holder => lines(&entry.university).into_iter().map(|text| context! { tight => text.chars().count() > ROOMY, text }).collect::<Vec<_>>(),
            bars => mark::shown(&mark::bars(rank, whole(entry.level_count), 16.0, 48.0)),
            verdict => verdict(entry, today),
            number => entry.number.as_str(),
            fill,
            ink,
            in_force,
        },
    )
}

/// What the picture says, in one sentence.
pub(super) fn label(entry: &Entry, today: NaiveDate) -> String {
    format!(
        "{} mentoring accreditation of {}. {}.",
        entry.level_title,
        entry.university,
        verdict(entry, today)
    )
}

fn verdict(entry: &Entry, today: NaiveDate) -> String {
    let ended = day(entry.ended_on.unwrap_or(entry.expires_on));
    match entry.state(today) {
        AwardState::InForce => format!("Valid until {}", day(entry.expires_on)),
        AwardState::Expired => format!("Expired on {}", day(entry.expires_on)),
        AwardState::Superseded => format!("Superseded on {ended}"),
        AwardState::Withdrawn => format!("Withdrawn on {ended}"),
    }
}

/// A name in at most two lines, cut between words where it can be.
fn lines(name: &str) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in name.split_whitespace() {
        let last = lines
            .last_mut()
            .expect("it begins with one line and only grows");
        if last.is_empty() {
            word.clone_into(last);
        } else if last.chars().count() + 1 + word.chars().count() <= A_LINE {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    let cut = lines.len() > 2;
    lines.truncate(2);
    for line in &mut lines {
        if line.chars().count() > A_LINE {
            *line = line.chars().take(A_LINE - 1).chain(['…']).collect();
        }
    }
    if cut
        && let Some(last) = lines.last_mut()
        && !last.ends_with('…')
    {
        if last.chars().count() >= A_LINE {
            last.pop();
        }
        last.push('…');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fit_two_lines() {
        assert_eq!(
            lines("University of Alderbrook"),
            ["University of Alderbrook"]
        );
        assert_eq!(
            lines("The Royal Northern University of Applied Sciences"),
            ["The Royal Northern University", "of Applied Sciences"]
        );
        let long =
            lines("Prifysgol Genedlaethol Gogledd a Chanolbarth Cymru ac Ynysoedd y De-ddwyrain");
        assert_eq!(long.len(), 2);
        assert!(
            long[1].ends_with('…') && long.iter().all(|line| line.chars().count() <= A_LINE),
            "{long:?}"
        );
        let endless = lines(&"W".repeat(200));
        assert_eq!(endless[0].chars().count(), A_LINE);
        assert_eq!(lines(""), [""]);
    }
}
