//! Assigning end to end: what is said of assessors, and who is given what (W1-W6).

mod clocks;
mod facts;
mod holds;
mod language;
mod next;
mod plan;
mod second;
pub(crate) mod together;

use serde_json::{Value, json};
use tests::make::Case;
use tests::{Answer, Person, world};

/// What a mutation about an assessor gives back.
const ASSESSOR: &str = "assessor { person { id name } lead openCases points capacity levels schemes languages version \
    absences { from backOn } conflicts { reason university { id name } declaredBy } coached { programmeId name university } }";

/// Asks a mutation by its name.
async fn change(who: &Person, name: &str, input: Value, what: &str) -> Answer {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let kind = match name {
        "declareCoaching" | "withdrawCoaching" => "CoachingInput",
        _ => kind.as_str(),
    };
    let document = format!("mutation($input: {kind}!) {{ {name}(input: $input) {{ {what} }} }}");
    who.ask(&document, json!({ "input": input })).await
}

/// The assignment of a case to an assessor, taken or refused.
async fn assign(case: &Case, to: &str) -> Answer {
    let input = json!({ "applicationId": case.id, "assessorId": world::person_id(to), "version": case.version().await });
    change(
        &case.operator,
        "assignAssessor",
        input,
        "application { assessor { id } state }",
    )
    .await
}
