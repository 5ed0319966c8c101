//! Erasing a person.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::Act;
use domain::erasure::{may_erase, names_them};
use domain::id::{self, Kind};
use domain::input::Fields;
use serde_json::json;
use store::erasure::{self as kept, Redacted};
use store::trail;
use uuid::Uuid;

use super::{PersonRecord, erasing, known};
use crate::context::{Ask, Told};
use crate::error::Result;

/// A person to be erased.
#[derive(Debug, InputObject)]
pub struct ErasePersonInput {
    /// Who.
    person_id: ID,
    /// Why; 1,000 characters at most, without their name or address: it stays in the trail.
    reason: String,
}

/// A person who was erased.
#[derive(Debug, SimpleObject)]
pub struct ErasePersonPayload {
    /// As they stand now.
    record: PersonRecord,
}

/// Erasing a person.
#[derive(Debug, Default)]
pub struct ErasingMutation;

/// Erasing a person.
#[Object]
impl ErasingMutation {
    /// Erases a person for good: all that says who they are goes, and what they did stays without a name. Refused while they are needed: as the last manager of a university, for a case in hand (U5). Of somebody who is erased already it changes nothing. Told in every chain that it took words out of (T4, T6).
    async fn erase_person(
        &self,
        ctx: &Context<'_>,
        input: ErasePersonInput,
    ) -> Result<ErasePersonPayload> {
        let scope = ctx.scope();
        scope.may(Act::ErasePerson)?;
        let before = known(scope, &input.person_id).await?;
        if before.erased_at.is_some() {
            return Ok(ErasePersonPayload {
                record: PersonRecord(before),
            });
        }
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, 1..=1_000);
        if names_them(&reason, &before.name, before.email.as_deref()) {
            let message = "Say why without their name or address: the reason stays.";
            fields.problem("reason", message);
        }
        let reason = fields.or(reason)?;
        may_erase(&erasing(scope, &before))?;
        let erasure = Uuid::now_v7();
        let chains = kept::erase(&scope.tx, before.id, erasure, scope.moment.now).await?;
        let none = Redacted {
            university_id: trail::SCHEME,
            lines: 0,
            digest: String::new(),
        };
        // The scheme's chain tells it in any case, and why.
        let scheme = chains.iter().find(|of| of.university_id == trail::SCHEME);
        let others = chains.iter().filter(|of| of.university_id != trail::SCHEME);
        let all = [scheme.unwrap_or(&none)].into_iter().chain(others);
        let told = all.map(|of| {
            let mut after = json!({
                "person": id::encode(Kind::Person, before.id), "erasure": erasure, "lines": of.lines, "digest": of.digest,
            });
            if of.university_id == trail::SCHEME {
                after["reason"] = json!(reason);
            }
            Told {
                university: of.university_id,
                subject: Some(before.id),
                act: "person.erased",
                summary: match of.lines {
                    0 => "Somebody was erased.".to_owned(),
                    1 => "Somebody was erased: one line of this chain says less.".to_owned(),
                    n => format!("Somebody was erased: {n} lines of this chain say less."),
                },
                after: Some(after),
                ..Told::default()
            }
        });
        let told = told.collect();
        scope.tell_all(told).await?;
        let record = known(scope, &input.person_id).await?;
        Ok(ErasePersonPayload {
            record: PersonRecord(record),
        })
    }
}
