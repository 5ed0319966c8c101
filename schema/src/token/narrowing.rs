//! Operators' tokens for some universities alone.

use async_graphql::ID;
use domain::access::Area;
use domain::id::Kind;
use domain::input::Fields;
use domain::token::MOST_UNIVERSITIES;
use store::universities::University;
use uuid::Uuid;

use crate::context::Scope;
use crate::error::Result;
use crate::loaders::UniversityKey;
use crate::scalar;

/// The universities that a token is to be kept to, where that can be of its areas and of whoever makes it.
///
/// # Errors
/// For an id that is none of a university.
pub(super) fn read(
    ids: &[ID],
    areas: &[Area],
    university: Option<Uuid>,
    fields: &mut Fields,
) -> Result<Vec<Uuid>> {
    let mut wanted = Vec::with_capacity(ids.len());
    for id in ids {
        wanted.push(scalar::read(Kind::University, id, "university")?);
    }
    wanted.sort_unstable();
    wanted.dedup();
    let problem = if university.is_some() {
        Some("A university's token is for that university.".to_owned())
    } else if wanted.is_empty() {
        Some("Choose one or more universities, or all of them.".to_owned())
    } else if wanted.len() > MOST_UNIVERSITIES {
        Some(format!("Choose {MOST_UNIVERSITIES} universities at most."))
    } else {
        None
    };
    if let Some(problem) = problem {
        fields.problem("universityIds", problem);
    }
    if areas.contains(&Area::Scheme) {
        let message = "SCHEME is what the whole scheme is run by: a token for some universities cannot have it.";
        fields.problem("areas", message);
    }
    Ok(wanted)
}

/// Those of these universities that the viewer sees, by name.
///
/// # Errors
/// What the database says.
pub(super) async fn named(scope: &Scope, ids: &[Uuid]) -> Result<Vec<University>> {
    let keys = ids.iter().copied().map(UniversityKey);
    let mut found: Vec<_> = scope.loaders.load_many(keys).await?.into_values().collect();
    found.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(found)
}
