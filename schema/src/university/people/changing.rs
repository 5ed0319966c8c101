//! Inviting people to a university, changing what they are there, and removing them (T5, U1).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::{self, Act};
use domain::calendar::in_words;
use domain::id::{self, Kind};
use domain::input::Fields;
use domain::notice::NoticeKind;
use domain::people::{Leaving, may_leave};
use serde_json::{Value, json};
use store::invitations::{self, Belonging, Invitation, Joining, OPEN_FOR};
use store::trail::Job;
use uuid::Uuid;

use super::{Member, listed, whose};
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::scalar;
use crate::university;
use crate::viewer::Role;

/// Somebody to be invited.
#[derive(Debug, InputObject)]
pub struct InvitePersonInput {
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// What they are called; 200 characters at most.
    name: String,
    /// Where the invitation goes; an e-mail address.
    email: String,
    /// As what: MANAGER, CONTRIBUTOR or VIEWER.
    role: Role,
}

/// Somebody whose invitation is sent again.
#[derive(Debug, InputObject)]
pub struct InviteAgainInput {
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// Who.
    person_id: ID,
}

/// What somebody is from now on.
#[derive(Debug, InputObject)]
pub struct ChangeMemberRoleInput {
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// Who.
    person_id: ID,
    /// What they are.
    from: Role,
    /// What they become: MANAGER, CONTRIBUTOR or VIEWER.
    to: Role,
}

/// What somebody is no longer.
#[derive(Debug, InputObject)]
pub struct RemoveMemberInput {
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// Who.
    person_id: ID,
    /// As what.
    role: Role,
}

/// The university's people as they stand now.
#[derive(Debug, SimpleObject)]
pub struct PeoplePayload {
    /// Managers first, then by name; 500 at most.
    people: Vec<Member>,
}

/// Saying who belongs to a university.
#[derive(Debug, Default)]
pub struct PeopleMutation;

/// Saying who belongs to a university.
#[Object]
impl PeopleMutation {
    /// Invites somebody by a letter with an address that works once and for two weeks: signing in by it at the university's provider ties their identity (T5). Whoever signs in for the university already gets the role and no letter.
    async fn invite_person(
        &self,
        ctx: &Context<'_>,
        input: InvitePersonInput,
    ) -> Result<PeoplePayload> {
        let scope = ctx.scope();
        scope.may(Act::InvitePerson)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let mut fields = Fields::new();
        let name = fields.line("name", &input.name, 1..=200);
        let email = fields.line("email", &input.email, 3..=254);
        if !fields.names("email") && !domain::people::is_email(&email) {
            let message = "Write an e-mail address, such as name@university.ac.uk.";
            fields.problem("email", message);
        }
        let role = role_of(input.role, "role", &mut fields);
        let role = fields.or(role)?;
        let before = invitations::people(&scope.tx, university).await?;
        let theirs = |row: &&Belonging| {
            let address = row.email.as_deref().unwrap_or_default();
            address.to_lowercase() == email.to_lowercase()
        };
        let signs_in = before
            .iter()
            .filter(theirs)
            .any(|row| row.signed_in_at.is_some());
        let invitation = (!signs_in).then(Uuid::now_v7);
        let joining = Joining {
            university,
            name: &name,
            email: &email,
            role,
            by: scope.person()?,
            at: scope.moment.now,
            invitation,
        };
        let joined = invitations::join(&scope.tx, &joining).await?;
        let joined = joined.ok_or(Error::NotFound("university"))?;
        if !joined.added {
            let message = format!("{} is {} here already.", joined.name, called(role));
            return Err(Error::refused("U1", message));
        }
        let to = joined.person_id;
        let job = invitation.map(|id| invites(scope, &joined.university, to, id, role));
        let summary = match &job {
            Some(_) => format!("{} was invited as {}.", joined.name, called(role)),
            None => format!("{} is {} now, too.", joined.name, called(role)),
        };
        let after = json!({ "role": role, "email": email });
        tell(
            scope,
            (university, to),
            "member.invited",
            summary,
            after,
            job,
        )
        .await?;
        payload(scope, university).await
    }

    /// Sends somebody of the university an invitation again; an earlier one works no longer. Whoever signs in elsewhere already is tied by it to where they sign in then (T5).
    async fn invite_again(
        &self,
        ctx: &Context<'_>,
        input: InviteAgainInput,
    ) -> Result<PeoplePayload> {
        let scope = ctx.scope();
        scope.may(Act::InviteAgain)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let id = scalar::read(Kind::Person, &input.person_id, "person")?;
        let all = invitations::people(&scope.tx, university).await?;
        let row = all.iter().find(|row| row.person_id == id);
        let row = row.ok_or(Error::NotFound("person"))?;
        let Some(email) = &row.email else {
            let message = format!(
                "{} has no e-mail address: invite them anew with one.",
                row.name
            );
            return Err(Error::refused("T5", message));
        };
        let role: access::Role = row.role.parse()?;
        let now = scope.moment.now;
        let new = Invitation {
            university_id: university,
            id: Uuid::now_v7(),
            person_id: id,
            invited_by: Some(scope.person()?),
            invited_at: now,
            expires_at: now + OPEN_FOR,
            accepted_at: None,
        };
        invitations::invite(&scope.tx, &new).await?;
        let of = university::load(scope, university).await?;
        let job = invites(scope, &of.name, id, new.id, role);
        let summary = format!("{} was sent the invitation again.", row.name);
        let after = json!({ "role": role, "email": email });
        tell(
            scope,
            (university, id),
            "member.invited",
            summary,
            after,
            Some(job),
        )
        .await?;
        payload(scope, university).await
    }

    /// Makes a manager of a contributor, and so on. A university's managers leave it one who has signed in (U1).
    async fn change_member_role(
        &self,
        ctx: &Context<'_>,
        input: ChangeMemberRoleInput,
    ) -> Result<PeoplePayload> {
        let scope = ctx.scope();
        scope.may(Act::ChangeMemberRole)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let id = scalar::read(Kind::Person, &input.person_id, "person")?;
        let mut fields = Fields::new();
        let from = role_of(input.from, "from", &mut fields);
        let to = role_of(input.to, "to", &mut fields);
        let (from, to) = fields.or((from, to))?;
        let all = invitations::people(&scope.tx, university).await?;
        let row = standing(scope, &all, id, from)?;
        if is(&all, id, to) {
            let message = format!("{} is {} here already.", row.name, called(to));
            return Err(Error::refused("U1", message));
        }
        if !invitations::change(&scope.tx, university, id, from, to).await? {
            return Err(Error::NotFound("person"));
        }
        let summary = format!("{} is {} now, not {}.", row.name, called(to), called(from));
        let after = json!({ "from": from, "role": to });
        tell(
            scope,
            (university, id),
            "member.role_changed",
            summary,
            after,
            None,
        )
        .await?;
        payload(scope, university).await
    }

    /// Takes away what somebody is at the university; all they did stays, and so does every record (T1). Their sessions for it end with the next request. A university's managers leave it one who has signed in (U1).
    async fn remove_member(
        &self,
        ctx: &Context<'_>,
        input: RemoveMemberInput,
    ) -> Result<PeoplePayload> {
        let scope = ctx.scope();
        scope.may(Act::RemoveMember)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let id = scalar::read(Kind::Person, &input.person_id, "person")?;
        let mut fields = Fields::new();
        let role = role_of(input.role, "role", &mut fields);
        let role = fields.or(role)?;
        let all = invitations::people(&scope.tx, university).await?;
        let row = standing(scope, &all, id, role)?;
        if !invitations::remove(&scope.tx, university, id, role).await? {
            return Err(Error::NotFound("person"));
        }
        let summary = format!("{} is no {} any more.", row.name, called(role));
        let after = json!({ "was": role });
        tell(
            scope,
            (university, id),
            "member.removed",
            summary,
            after,
            None,
        )
        .await?;
        payload(scope, university).await
    }
}

pub(super) async fn payload(scope: &Scope, university: Uuid) -> Result<PeoplePayload> {
    let people = listed(scope, university).await?;
    Ok(PeoplePayload { people })
}

/// A university's role; the scheme's are given by the scheme.
fn role_of(role: Role, field: &str, fields: &mut Fields) -> access::Role {
    let role = access::Role::from(role);
    if role.is_staff() {
        fields.problem(field, "Choose mentoring manager, contributor or viewer.");
    }
    role
}

fn is(all: &[Belonging], id: Uuid, role: access::Role) -> bool {
    all.iter()
        .any(|row| row.person_id == id && row.role == role.as_str())
}

/// Somebody as what they are, whom the rule lets go (U1).
fn standing<'a>(
    scope: &Scope,
    all: &'a [Belonging],
    id: Uuid,
    role: access::Role,
) -> Result<&'a Belonging> {
    let them = |row: &&Belonging| row.person_id == id && row.role == role.as_str();
    let row = all.iter().find(them).ok_or(Error::NotFound("person"))?;
    let manager = access::Role::Manager;
    let others = all.iter().filter(|other| {
        let manages = other.role == manager.as_str() && other.signed_in_at.is_some();
        manages && other.person_id != id
    });
    let leaving = Leaving {
        name: &row.name,
        manages: role == manager && row.signed_in_at.is_some(),
        others: others.count(),
        by_the_scheme: scope.viewer.university().is_none(),
    };
    may_leave(&leaving)?;
    Ok(row)
}

/// Has the letter written that lets somebody in; the seal over its address is made when it goes.
pub(crate) fn invites(
    scope: &Scope,
    of: &str,
    person: Uuid,
    invitation: Uuid,
    role: access::Role,
) -> Job {
    let until = in_words(scope.moment.today + OPEN_FOR);
    Job {
        kind: "notify_person",
        payload: json!({ "kind": NoticeKind::Invitation,
            "person_id": person,
            "subject": format!("You are invited to {of}"),
            "text": format!(
                "You are invited to work on the mentoring programmes of {of} in Pillars, as {}. Sign in by this address before {until}: it is for you alone, and works once.",
                called(role)
            ),
            "path": format!("/invitations/{}", invitation.simple()),
        }),
    }
}

async fn tell(
    scope: &Scope,
    (university, person): (Uuid, Uuid),
    act: &'static str,
    summary: String,
    mut after: Value,
    job: Option<Job>,
) -> Result<()> {
    after["person"] = json!(id::encode(Kind::Person, person));
    let told = Told {
        university,
        subject: Some(person),
        act,
        summary,
        after: Some(after),
        ..Told::default()
    };
    scope.tell(told, job.as_slice()).await
}

const fn called(role: access::Role) -> &'static str {
    match role {
        access::Role::Manager => "mentoring manager",
        access::Role::Contributor => "contributor",
        _ => "viewer",
    }
}
