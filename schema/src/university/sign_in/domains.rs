//! The e-mail domains that lead to a university's sign-in (T5, U4).

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::Act;
use domain::domains::{self, MOST, domain_name};
use domain::id::Kind;
use domain::input::Fields;
use serde_json::json;
use store::domains::{self as rows, Domain, New};
use store::trail::Job;
use uuid::Uuid;

use super::changing::SignInPayload;
use super::whose;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::scalar;

/// Looks into a domain's DNS: `{"domain_id": uuid}`.
pub const CHECK_DOMAIN: &str = "check_domain";

/// What a look into a domain's DNS came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domains::Found")]
pub enum DomainFound {
    /// It says what it is to say.
    Verified,
    /// It says nothing.
    NoEntry,
    /// It says something else.
    AnotherEntry,
    /// It could not be asked.
    NoAnswer,
    /// It says what it is to say, and is verified for another university.
    Taken,
}

/// An e-mail domain that leads to the university's sign-in, once it is verified.
#[derive(Debug, Clone, SimpleObject)]
pub struct EmailDomain {
    /// Stable id.
    id: ID,
    /// What comes after the @.
    name: String,
    /// When it was verified; null while it is not, and leads nowhere.
    verified_at: Option<DateTime<Utc>>,
    /// Whether an operator verified it; else its DNS did.
    by_operator: bool,
    /// The name of the TXT entry that verifies it.
    entry: String,
    /// What that entry is to say.
    says: String,
    /// When its DNS was last looked at; null while that is under way, and where it never was.
    checked_at: Option<DateTime<Utc>>,
    /// What the look came to.
    found: Option<DomainFound>,
}

impl EmailDomain {
    pub(super) fn new(row: &Domain) -> Result<Self> {
        let found: Option<domains::Found> = row.found.as_deref().map(str::parse).transpose()?;
        Ok(Self {
            id: scalar::show(Kind::Domain, row.id),
            name: row.name.clone(),
            verified_at: row.verified_at,
            by_operator: row.verified_by.as_deref() == Some("OPERATOR"),
            entry: format!("{}{}", domains::ENTRY, row.name),
            says: domains::entry(&row.token),
            checked_at: row.checked_at,
            found: found.map(Into::into),
        })
    }
}

/// An e-mail domain that somebody enters.
#[derive(Debug, InputObject)]
pub struct AddDomainInput {
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// What comes after the @, such as `university.ac.uk`.
    name: String,
}

/// An e-mail domain of a university.
#[derive(Debug, InputObject)]
pub struct DomainInput {
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// Which.
    domain_id: ID,
}

/// An e-mail domain that an operator knows to be a university's.
#[derive(Debug, InputObject)]
pub struct VerifyDomainInput {
    /// The university.
    university_id: ID,
    /// Which.
    domain_id: ID,
    /// How they know; 2000 characters at most.
    reason: String,
}

/// The e-mail domains that lead to a university's sign-in.
#[derive(Debug, Default)]
pub struct DomainMutation;

/// The e-mail domains that lead to a university's sign-in.
#[Object]
impl DomainMutation {
    /// Enters an e-mail domain, and looks into its DNS. It leads to the sign-in once it is verified (U4).
    async fn add_domain(&self, ctx: &Context<'_>, input: AddDomainInput) -> Result<SignInPayload> {
        let scope = ctx.scope();
        scope.may(Act::AddDomain)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let mut fields = Fields::new();
        let name = domain_name(&input.name).unwrap_or_else(|why| {
            fields.problem("name", why);
            String::new()
        });
        fields.or(())?;
        let all = rows::list(&scope.tx, university).await?;
        if all.len() >= MOST {
            let message = format!("There are {MOST} already, which is the most: remove one first.");
            return Err(Error::refused("U4", message));
        }
        let new = New {
            university_id: university,
            id: Uuid::now_v7(),
            name: &name,
            token: &Uuid::new_v4().simple().to_string(),
            added_at: scope.moment.now,
            added_by: scope.person()?,
        };
        if all.iter().any(|row| row.name == name) || !rows::insert(&scope.tx, &new).await? {
            return Err(Error::input("name", "It is entered already."));
        }
        let summary = format!("The e-mail domain {name} was entered.");
        tell(
            scope,
            (university, new.id),
            ("domain.added", summary),
            &name,
            &[look(new.id)],
        )
        .await?;
        Ok(SignInPayload::of(university))
    }

    /// Looks into a domain's DNS again; what it says is there when that is done (U4).
    async fn check_domain(&self, ctx: &Context<'_>, input: DomainInput) -> Result<SignInPayload> {
        let scope = ctx.scope();
        scope.may(Act::CheckDomain)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let row = held(scope, university, &input.domain_id).await?;
        rows::forget_look(&scope.tx, row.id).await?;
        let summary = format!("The DNS of {} is looked at.", row.name);
        tell(
            scope,
            (university, row.id),
            ("domain.checked", summary),
            &row.name,
            &[look(row.id)],
        )
        .await?;
        Ok(SignInPayload::of(university))
    }

    /// Verifies a domain that an operator knows to be the university's, without its DNS (U4).
    async fn verify_domain(
        &self,
        ctx: &Context<'_>,
        input: VerifyDomainInput,
    ) -> Result<SignInPayload> {
        let scope = ctx.scope();
        scope.may(Act::VerifyDomain)?;
        let university = whose(scope, Some(&input.university_id))?;
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, 1..=2000);
        fields.or(())?;
        let row = held(scope, university, &input.domain_id).await?;
        if row.verified_at.is_some() {
            return Err(Error::refused(
                "U4",
                format!("{} is verified already.", row.name),
            ));
        }
        if !rows::verify(&scope.tx, row.id, "OPERATOR", scope.moment.now).await? {
            let message = format!(
                "{} is verified for another university: remove it there first.",
                row.name
            );
            return Err(Error::refused("U4", message));
        }
        let summary = format!("The e-mail domain {} was verified: {reason}", row.name);
        tell(
            scope,
            (university, row.id),
            ("domain.verified", summary),
            &row.name,
            &[],
        )
        .await?;
        Ok(SignInPayload::of(university))
    }

    /// Removes an e-mail domain: it leads to the sign-in no longer.
    async fn remove_domain(&self, ctx: &Context<'_>, input: DomainInput) -> Result<SignInPayload> {
        let scope = ctx.scope();
        scope.may(Act::RemoveDomain)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let row = held(scope, university, &input.domain_id).await?;
        rows::remove(&scope.tx, row.id).await?;
        let summary = format!("The e-mail domain {} was removed.", row.name);
        tell(
            scope,
            (university, row.id),
            ("domain.removed", summary),
            &row.name,
            &[],
        )
        .await?;
        Ok(SignInPayload::of(university))
    }
}

async fn held(scope: &Scope, university: Uuid, id: &ID) -> Result<Domain> {
    let id = scalar::read(Kind::Domain, id, "e-mail domain")?;
    let row = rows::lock(&scope.tx, university, id).await?;
    row.ok_or(Error::NotFound("e-mail domain"))
}

/// Has a domain's DNS looked at.
pub(crate) fn look(domain: Uuid) -> Job {
    Job {
        kind: CHECK_DOMAIN,
        payload: json!({ "domain_id": domain }),
    }
}

async fn tell(
    scope: &Scope,
    (university, id): (Uuid, Uuid),
    (act, summary): (&'static str, String),
    name: &str,
    jobs: &[Job],
) -> Result<()> {
    let told = Told {
        university,
        subject: Some(id),
        act,
        summary,
        after: Some(json!({ "domain": name })),
        ..Told::default()
    };
    scope.tell(told, jobs).await
}
