//! The standard in force, by pillar and level.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Html;
use domain::calendar::in_words;
use domain::standard::{BestFitShare, Criterion, Edition, ElementRule, Level};
use minijinja::{Value, context};

use super::mark::Mark;
use super::{Failure, Pages, Site, message, render};
use store::editions::Published;

pub(super) async fn page(State(pages): State<Arc<Pages>>) -> Result<Html<String>, Failure> {
    let today = pages.today();
    let published = pages
        .read(today, async |tx| pages.edition(tx, today).await)
        .await?;
    let Some(published) = published else {
        return Err(Failure::Missing(message(
            StatusCode::NOT_FOUND,
            "No standard is in force yet",
            "The scheme has not published one. Come back later.",
            Some(("/register", "Go to the register")),
        )));
    };
    Ok(whole(&pages.site, &published))
}

pub(super) fn whole(site: &Site, published: &Published) -> Html<String> {
    let edition = &*published.edition;
    let levels: Vec<Value> = edition
        .levels()
        .iter()
        .map(|level| shown_level(edition, level))
        .collect();
    let pillars: Vec<Value> = edition
        .pillars()
        .iter()
        .map(|pillar| {
            let criteria: Vec<Value> = pillar.criteria.iter().map(|criterion| shown_criterion(edition, criterion)).collect();
            context! { anchor => format!("pillar-{}", pillar.number), number => pillar.number, title => pillar.title.clone(), summary => pillar.summary.clone(), criteria }
        })
        .collect();
    let (pillar_count, level_count) = (edition.pillars().len(), edition.levels().len());
    render(
        "standard.html",
        context! {
            title => edition.scheme_title(),
            description => format!("The {} in full: {pillar_count} pillars, {level_count} levels, every criterion.", edition.scheme_title()),
            canonical => site.address("/standard"),
            here => "standard",
            demo => site.demo,
            scheme => edition.scheme_title(),
            lead => format!("{} pillars, {} levels. Edition {}, in force since {}.", count(pillar_count), count(level_count).to_lowercase(), edition.code(), in_words(published.in_force_from)),
            levels,
            rules => rules(edition),
            pillars,
            source => format!("Edition {}, published on {}. Its content is known by the SHA-256 {}.", edition.code(), in_words(edition.published_on()), edition.content_hash()),
        },
    )
}

fn mark(edition: &Edition, rank: u8) -> Mark {
    let count = u32::try_from(edition.levels().len()).unwrap_or(0);
    let (code, title) = edition.level_at(rank).map_or(("", ""), |level| {
        (level.code.as_str(), level.title.as_str())
    });
    Mark::new(code, title, u32::from(rank), count)
}

fn shown_level(edition: &Edition, level: &Level) -> Value {
    let own: usize = edition
        .pillars()
        .iter()
        .map(|pillar| pillar.criteria_at(level.rank).count())
        .sum();
    context! {
        anchor => level.code.to_lowercase(),
        mark => mark(edition, level.rank),
        meaning => format!("{own} criteria of its own. {}", meaning(edition, level.rank).join(" ")),
    }
}

fn shown_criterion(edition: &Edition, criterion: &Criterion) -> Value {
    let elements = criterion.elements.as_ref();
    context! {
        reference => criterion.reference.as_str(),
        title => criterion.title.as_str(),
        note => criterion.note.clone(),
        elements => elements.map(|elements| elements.items.clone()),
        elements_rule => elements.map(|elements| match elements.rule {
            ElementRule::All => "All of these:",
            ElementRule::Any => "Any one of these:",
        }),
        mark => mark(edition, criterion.rank),
    }
}

/// What an award at a level says about its holder, from the edition's own rules.
pub(super) fn meaning(edition: &Edition, rank: u8) -> Vec<String> {
    let Some(level) = edition.level_at(rank) else {
        return Vec::new();
    };
    let required = edition.rules().pillars_required;
    let of = edition.pillars().len();
    let below: Vec<&str> = edition
        .levels()
        .iter()
        .filter(|other| other.rank < rank)
        .map(|other| other.title.as_str())
        .collect();
    let mut sentences = vec![format!(
        "An independent assessor found that at least {} of the {} pillars reach {}.",
        count(required).to_lowercase(),
        count(of).to_lowercase(),
        level.title,
    )];
    if !below.is_empty() {
        sentences.push(format!("Those pillars reach {} too.", below.join(" and ")));
    }
    sentences
}

fn rules(edition: &Edition) -> Vec<String> {
    let rules = edition.rules();
    let share = match rules.best_fit {
        BestFitShare::MoreThan(1, 2) => "more than half".to_owned(),
        BestFitShare::MoreThan(n, d) => format!("more than {n} in {d}"),
        BestFitShare::AtLeast(1, 2) => "at least half".to_owned(),
        BestFitShare::AtLeast(n, d) => format!("at least {n} in {d}"),
    };
    let mut sentences = vec![
        format!(
            "A pillar reaches a level when {share} of that level's own criteria are met and it reaches every level below."
        ),
        format!(
            "The award is at the highest level that at least {} of the {} pillars reach.",
            count(rules.pillars_required).to_lowercase(),
            count(edition.pillars().len()).to_lowercase()
        ),
        format!("An award lasts {} months.", rules.validity_months),
    ];
    if rules.months_held_before_next > 0 && edition.levels().len() > 1 {
        sentences.push(format!(
            "A level is held for {} months before the next is applied for.",
            rules.months_held_before_next
        ));
    }
    if rules.request_evidence_before_shortfall {
        sentences
            .push("Nobody falls short without being asked for more evidence first.".to_owned());
    }
    sentences
}

/// A small number in words, as a sentence begins.
fn count(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
        "Eleven", "Twelve",
    ];
    WORDS
        .get(n)
        .map_or_else(|| n.to_string(), |word| (*word).to_owned())
}
