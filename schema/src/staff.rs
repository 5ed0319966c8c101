//! Who works for the scheme: invited and let go by those who run it, so that nobody needs the database (T5, U8).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access::{self, Act};
use domain::calendar::in_words;
use domain::id::{self, Kind};
use domain::input::Fields;
use domain::notice::NoticeKind;
use domain::staff::{Leaving, may_employ, may_leave};
use serde_json::{Value, json};
use store::invitations::OPEN_FOR;
use store::staff::{self as rows, Employed, Employing};
use store::trail::{self, Job};
use uuid::Uuid;

use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::person::Person;
use crate::scalar;
use crate::viewer::Role;

/// Somebody who works for the scheme, as one thing; whoever is several things stands there several times.
#[derive(Debug, Clone, SimpleObject)]
pub struct StaffMember {
    /// Who.
    person: Person,
    /// As what: ASSESSOR, LEAD_ASSESSOR, OPERATOR or ADMINISTRATOR.
    role: Role,
    /// When they last signed in, as whatever; null where they never did.
    signed_in_at: Option<DateTime<Utc>>,
    /// Until when the invitation lets them in that they did not take up yet; null where there is none.
    invited_until: Option<DateTime<Utc>>,
    /// How many cases they have in hand, to be marked first or second.
    open_cases: i32,
}

impl StaffMember {
    fn new(row: Employed) -> Result<Self> {
        Ok(Self {
            person: Person {
                id: row.person_id,
                name: row.name,
                email: row.email,
            },
            role: row.role.parse::<access::Role>()?.into(),
            signed_in_at: row.signed_in_at,
            invited_until: row.invited_until,
            open_cases: i32::try_from(row.open_cases).unwrap_or(i32::MAX),
        })
    }
}

/// Somebody who is to work for the scheme.
#[derive(Debug, InputObject)]
pub struct EmployPersonInput {
    /// What they are called; 200 characters at most.
    name: String,
    /// Where the invitation goes; an e-mail address.
    email: String,
    /// As what: ASSESSOR, LEAD_ASSESSOR, OPERATOR or ADMINISTRATOR.
    role: Role,
}

/// Somebody who works for the scheme.
#[derive(Debug, InputObject)]
pub struct StaffInput {
    /// Who.
    person_id: ID,
}

/// What somebody is for the scheme no longer.
#[derive(Debug, InputObject)]
pub struct RemoveStaffInput {
    /// Who.
    person_id: ID,
    /// As what.
    role: Role,
}

/// Who works for the scheme, as it stands now.
#[derive(Debug, SimpleObject)]
pub struct StaffPayload {
    /// Those who run it first, then by name; 500 at most.
    staff: Vec<StaffMember>,
}

/// Who works for the scheme.
#[derive(Debug, Default)]
pub struct StaffQuery;

/// Who works for the scheme.
#[Object]
impl StaffQuery {
    /// Who works for the scheme: those who run it first, then by name, 500 at most; operators ask (U8).
    #[graphql(complexity = "crate::limits::list_cost(50, child_complexity)")]
    async fn staff(&self, ctx: &Context<'_>) -> Result<Vec<StaffMember>> {
        let scope = ctx.scope();
        scope.may_see(Act::EmployPerson)?;
        listed(scope).await
    }
}

/// Saying who works for the scheme.
#[derive(Debug, Default)]
pub struct StaffMutation;

/// Saying who works for the scheme.
#[Object]
impl StaffMutation {
    /// Lets somebody work for the scheme, and invites them by a letter with an address that works once and for two weeks: signing in by it at the scheme's own provider ties their identity (T5). Whoever signs in already gets the role and no letter. Administrators say who runs the scheme (U8).
    async fn employ_person(
        &self,
        ctx: &Context<'_>,
        input: EmployPersonInput,
    ) -> Result<StaffPayload> {
        let scope = ctx.scope();
        scope.may(Act::EmployPerson)?;
        let mut fields = Fields::new();
        let name = fields.line("name", &input.name, 1..=200);
        let email = fields.line("email", &input.email, 3..=254);
        if !fields.names("email") && !domain::people::is_email(&email) {
            let message = "Write an e-mail address, such as name@scheme.example.";
            fields.problem("email", message);
        }
        let role = role_of(input.role, &mut fields);
        let role = fields.or(role)?;
        employs(scope, role)?;
        let before = rows::list(&scope.tx).await?;
        let address = email.to_lowercase();
        let signs_in = before.iter().any(|row| {
            let theirs = row.email.as_deref().unwrap_or_default().to_lowercase();
            theirs == address && row.signed_in_at.is_some()
        });
        let invitation = (!signs_in).then(Uuid::now_v7);
        let employing = Employing {
            name: &name,
            email: &email,
            role,
            by: Some(scope.person()?),
            at: scope.moment.now,
            invitation,
        };
        let joined = rows::employ(&scope.tx, &employing).await?;
        if !joined.added {
            let message = format!("{} is {} already.", joined.name, called(role));
            return Err(Error::refused("U8", message));
        }
        let letter = invitation.map(|id| invites(scope, joined.person_id, id, role));
        let summary = match &letter {
            Some(_) => format!("{} was invited as {}.", joined.name, called(role)),
            None => format!("{} is {} now, too.", joined.name, called(role)),
        };
        let after = json!({ "role": role, "email": email });
        tell(
            scope,
            joined.person_id,
            "staff.employed",
            summary,
            after,
            letter,
        )
        .await?;
        payload(scope).await
    }

    /// Sends somebody who works for the scheme the invitation again; an earlier one works no longer (T5).
    async fn invite_staff_again(
        &self,
        ctx: &Context<'_>,
        input: StaffInput,
    ) -> Result<StaffPayload> {
        let scope = ctx.scope();
        scope.may(Act::InviteStaffAgain)?;
        let id = scalar::read(Kind::Person, &input.person_id, "person")?;
        let all = rows::list(&scope.tx).await?;
        let row = all.iter().find(|row| row.person_id == id);
        let row = row.ok_or(Error::NotFound("person"))?;
        let role: access::Role = row.role.parse()?;
        employs(scope, role)?;
        let Some(email) = &row.email else {
            let message = format!(
                "{} has no e-mail address: invite them anew with one.",
                row.name
            );
            return Err(Error::refused("T5", message));
        };
        let invitation = Uuid::now_v7();
        let (by, at) = (scope.person()?, scope.moment.now);
        rows::invite(&scope.tx, id, invitation, by, at).await?;
        let letter = invites(scope, id, invitation, role);
        let summary = format!("{} was sent the invitation again.", row.name);
        let after = json!({ "role": role, "email": email });
        tell(scope, id, "staff.employed", summary, after, Some(letter)).await?;
        payload(scope).await
    }

    /// Lets somebody work for the scheme no longer as something; what they did stays, and their sessions as that end with the next request. The scheme keeps an administrator who has signed in, and no case loses whoever judges it (U8).
    async fn remove_staff(
        &self,
        ctx: &Context<'_>,
        input: RemoveStaffInput,
    ) -> Result<StaffPayload> {
        let scope = ctx.scope();
        scope.may(Act::RemoveStaff)?;
        let id = scalar::read(Kind::Person, &input.person_id, "person")?;
        let mut fields = Fields::new();
        let role = role_of(input.role, &mut fields);
        let role = fields.or(role)?;
        employs(scope, role)?;
        let all = rows::list(&scope.tx).await?;
        let of = |row: &&Employed| row.person_id == id && row.role == role.as_str();
        let row = all.iter().find(of).ok_or(Error::NotFound("person"))?;
        let administrators = all.iter().filter(|other| {
            let administers = other.role == access::Role::Administrator.as_str();
            administers && other.person_id != id && other.signed_in_at.is_some()
        });
        let judges_still = all.iter().any(|other| {
            let judges = other.role.parse().is_ok_and(access::Role::is_assessor);
            judges && other.person_id == id && other.role != row.role
        });
        may_leave(&Leaving {
            name: &row.name,
            role,
            administrators: administrators.count(),
            judges_still,
            open_cases: usize::try_from(row.open_cases).unwrap_or(usize::MAX),
        })?;
        if !rows::remove(&scope.tx, id, role).await? {
            return Err(Error::NotFound("person"));
        }
        let summary = format!("{} is no {} any more.", row.name, called(role));
        let after = json!({ "was": role });
        tell(scope, id, "staff.removed", summary, after, None).await?;
        payload(scope).await
    }
}

async fn listed(scope: &Scope) -> Result<Vec<StaffMember>> {
    let rows = rows::list(&scope.tx).await?;
    rows.into_iter().map(StaffMember::new).collect()
}

async fn payload(scope: &Scope) -> Result<StaffPayload> {
    let staff = listed(scope).await?;
    Ok(StaffPayload { staff })
}

/// Whether the viewer may say that somebody is this (U8).
fn employs(scope: &Scope, role: access::Role) -> Result<()> {
    let by = scope.viewer.role().ok_or(Error::Unauthenticated)?;
    Ok(may_employ(by, role)?)
}

/// A role of the scheme's; a university's are given there.
fn role_of(role: Role, fields: &mut Fields) -> access::Role {
    let role = access::Role::from(role);
    if !role.is_staff() {
        let message = "Choose assessor, lead assessor, operator or administrator.";
        fields.problem("role", message);
    }
    role
}

/// A role with its article.
fn called(role: access::Role) -> &'static str {
    match role {
        access::Role::Assessor => "assessor",
        access::Role::LeadAssessor => "lead assessor",
        access::Role::Administrator => "administrator",
        _ => "operator",
    }
}

/// Has the letter written that lets somebody in.
fn invites(scope: &Scope, person: Uuid, invitation: Uuid, role: access::Role) -> Job {
    let until = in_words(scope.moment.today + OPEN_FOR);
    Job {
        kind: "notify_person",
        payload: json!({ "kind": NoticeKind::Invitation,
            "person_id": person,
            "subject": "You are invited to work for the scheme",
            "text": format!(
                "You are invited to work in Pillars as {}. Sign in by this address before {until}: it is for you alone, and works once.",
                called(role)
            ),
            "path": format!("/invitations/{}", invitation.simple()),
        }),
    }
}

async fn tell(
    scope: &Scope,
    person: Uuid,
    act: &'static str,
    summary: String,
    mut after: Value,
    job: Option<Job>,
) -> Result<()> {
    after["person"] = json!(id::encode(Kind::Person, person));
    let told = Told {
        university: trail::SCHEME,
        subject: Some(person),
        act,
        summary,
        after: Some(after),
        ..Told::default()
    };
    scope.tell(told, job.as_slice()).await
}
