//! The rules by which a university's people come in, by what its own provider says of them (U7).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::{self, Act};
use domain::claims::{MOST, ROLES};
use domain::id::Kind;
use domain::input::Fields;
use serde_json::json;
use store::claim_rules::{self as rows, ClaimRule as Row};
use store::providers;
use uuid::Uuid;

use super::changing::SignInPayload;
use super::whose;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::scalar;
use crate::viewer::Role;

/// Whoever a claim of the university's own provider says this of is that, without an invitation.
#[derive(Debug, Clone, SimpleObject)]
pub struct ClaimRule {
    /// Stable id.
    id: ID,
    /// By which provider's word.
    provider_id: ID,
    /// The claim's name.
    claim: String,
    /// What it says, to the letter: the whole of it, or one of a list.
    value: String,
    /// What they are then.
    role: Role,
}

impl ClaimRule {
    pub(super) fn new(row: &Row) -> Result<Self> {
        let role: access::Role = row.role.parse()?;
        Ok(Self {
            id: scalar::show(Kind::ClaimRule, row.id),
            provider_id: scalar::show(Kind::Provider, row.provider_id),
            claim: row.claim.clone(),
            value: row.value.clone(),
            role: role.into(),
        })
    }
}

/// A rule that somebody makes.
#[derive(Debug, InputObject)]
pub struct AddClaimRuleInput {
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// By which of its own providers' word.
    provider_id: ID,
    /// The claim's name, such as `groups`; 100 characters at most.
    claim: String,
    /// What it says, to the letter: the whole of it, or one of a list; 300 characters at most.
    value: String,
    /// What they are then: MANAGER or CONTRIBUTOR.
    role: Role,
}

/// A rule of a university.
#[derive(Debug, InputObject)]
pub struct ClaimRuleInput {
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// Which.
    rule_id: ID,
}

/// Who comes in by what their university's provider says of them.
#[derive(Debug, Default)]
pub struct ClaimRuleMutation;

/// Who comes in by what their university's provider says of them.
#[Object]
impl ClaimRuleMutation {
    /// Lets whoever a claim of a provider of the university's own says this of come in as this, from their next sign-in on (U7).
    async fn add_claim_rule(
        &self,
        ctx: &Context<'_>,
        input: AddClaimRuleInput,
    ) -> Result<SignInPayload> {
        let scope = ctx.scope();
        scope.may(Act::AddClaimRule)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let provider = scalar::read(Kind::Provider, &input.provider_id, "sign-in provider")?;
        let mut fields = Fields::new();
        let claim = fields.line("claim", &input.claim, 1..=100);
        let value = fields.line("value", &input.value, 1..=300);
        let role = access::Role::from(input.role);
        if !ROLES.contains(&role) {
            fields.problem("role", "Choose mentoring manager or contributor.");
        }
        fields.or(())?;
        // Held, so that two at once do not make one too many.
        let of = providers::lock(&scope.tx, university, provider).await?;
        let of = of.ok_or(Error::NotFound("sign-in provider"))?;
        let all = rows::list(&scope.tx, university).await?;
        if all.iter().filter(|row| row.provider_id == of.id).count() >= MOST {
            let message = format!("There are {MOST} already, which is the most: remove one first.");
            return Err(Error::refused("U7", message));
        }
        let new = Row {
            university_id: university,
            id: Uuid::now_v7(),
            provider_id: of.id,
            claim,
            value,
            role: role.as_str().to_owned(),
            made_at: scope.moment.now,
            made_by: scope.person()?,
        };
        if !rows::insert(&scope.tx, &new).await? {
            return Err(Error::input("value", "There is this rule already."));
        }
        let summary = format!("A rule for who comes in by {} was made.", of.name);
        tell(scope, &new, "claim_rule.added", summary).await?;
        Ok(SignInPayload::of(university))
    }

    /// Takes a rule away. Whoever is what they are by it alone is that no longer from their next sign-in on (U7).
    async fn remove_claim_rule(
        &self,
        ctx: &Context<'_>,
        input: ClaimRuleInput,
    ) -> Result<SignInPayload> {
        let scope = ctx.scope();
        scope.may(Act::RemoveClaimRule)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let id = scalar::read(Kind::ClaimRule, &input.rule_id, "rule")?;
        let gone = rows::remove(&scope.tx, university, id).await?;
        let gone = gone.ok_or(Error::NotFound("rule"))?;
        let summary = "A rule for who comes in was taken away.".to_owned();
        tell(scope, &gone, "claim_rule.removed", summary).await?;
        Ok(SignInPayload::of(university))
    }
}

async fn tell(scope: &Scope, of: &Row, act: &'static str, summary: String) -> Result<()> {
    let told = Told {
        university: of.university_id,
        subject: Some(of.id),
        act,
        summary,
        after: Some(json!({ "claim": of.claim, "value": of.value, "role": of.role })),
        ..Told::default()
    };
    scope.tell(told, &[]).await
}
