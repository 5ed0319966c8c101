//! Answering a university that asks to join (U6).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::{Act, Role};
use domain::id::{self, Kind};
use domain::input::Fields;
use domain::lifecycle::{JoinAct, JoinFacts, JoinState, step};
use domain::notice::NoticeKind;
use serde_json::json;
use store::invitations::{self, Joining};
use store::joining::{self as rows, Answered, JoinRequest as Row};
use store::trail::{self, Job};
use store::universities::records;
use uuid::Uuid;

use super::JoinRequest;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::scalar;
use crate::university::{AddUniversityInput, UniversityRecordPayload, invites, look, taken};

/// A request to join that is accepted, and the university that it becomes.
#[derive(Debug, InputObject)]
pub struct AcceptJoinRequestInput {
    /// Which.
    join_request_id: ID,
    /// Its version last seen.
    version: i32,
    /// The university as it is to be written down; its name may be put right.
    university: AddUniversityInput,
}

/// A request to join that is declined.
#[derive(Debug, InputObject)]
pub struct DeclineJoinRequestInput {
    /// Which.
    join_request_id: ID,
    /// Its version last seen.
    version: i32,
    /// Why, as whoever asked is told; 2000 characters at most.
    reason: String,
}

/// The request as it stands now.
#[derive(SimpleObject)]
pub struct JoinRequestPayload {
    /// The request as it stands now.
    request: JoinRequest,
}

/// Answering universities that ask to join.
#[derive(Debug, Default)]
pub struct JoiningMutation;

/// Answering universities that ask to join.
#[Object]
impl JoiningMutation {
    /// Lets a university take part that asked to: it is added with the e-mail domain that it named, and whoever asked is invited as its first mentoring manager, who sets up how its people sign in (U6). The domain leads nowhere until it is verified (U4).
    async fn accept_join_request(
        &self,
        ctx: &Context<'_>,
        input: AcceptJoinRequestInput,
    ) -> Result<UniversityRecordPayload> {
        let scope = ctx.scope();
        scope.may(Act::AcceptJoinRequest)?;
        let university = input.university.read()?;
        let request = held(scope, &input.join_request_id, input.version).await?;
        moved(scope, &request, JoinAct::Accept, "")?;
        let (university_id, domain, invitation) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        let answered = answered(scope)?;
        let token = Uuid::new_v4().simple().to_string();
        rows::accept(
            &scope.tx,
            &request,
            &university.written(university_id),
            (domain, &token),
            answered,
        )
        .await
        .map_err(taken)?;
        let joining = Joining {
            university: university_id,
            name: &request.name,
            email: &request.email,
            role: Role::Manager,
            by: answered.by,
            at: answered.at,
            invitation: Some(invitation),
        };
        let joined = invitations::join(&scope.tx, &joining).await?;
        let joined = joined.ok_or(Error::NotFound("university"))?;
        let letter = invites(
            scope,
            &joined.university,
            joined.person_id,
            invitation,
            Role::Manager,
        );
        let record = records::find(&scope.tx, university_id, scope.moment.today).await?;
        let record = record.ok_or(Error::NotFound("university"))?;
        let told = Told {
            university: university_id,
            subject: Some(university_id),
            act: "university.added",
            summary: format!(
                "{} joined, as {} asked, who was invited as mentoring manager.",
                record.name, request.name
            ),
            after: Some(json!({
                "request": id::encode(Kind::JoinRequest, request.id),
                "domain": request.domain,
                "person": id::encode(Kind::Person, joined.person_id),
            })),
            ..Told::default()
        };
        scope.tell(told, &[letter, look(domain)]).await?;
        Ok(UniversityRecordPayload {
            record: record.into(),
        })
    }

    /// Does not let a university take part that asked to; whoever asked is told why in a letter (U6).
    async fn decline_join_request(
        &self,
        ctx: &Context<'_>,
        input: DeclineJoinRequestInput,
    ) -> Result<JoinRequestPayload> {
        let scope = ctx.scope();
        scope.may(Act::DeclineJoinRequest)?;
        let mut fields = Fields::new();
        let reason = fields.paragraph("reason", &input.reason, 0..=2_000);
        let reason = fields.or(reason)?;
        let request = held(scope, &input.join_request_id, input.version).await?;
        moved(scope, &request, JoinAct::Decline, &reason)?;
        let row = rows::decline(&scope.tx, &request, &reason, answered(scope)?).await?;
        let letter = Job {
            kind: "notify_address",
            payload: json!({
                "name": row.name,
                "email": row.email,
                "kind": NoticeKind::Joining,
                "subject": format!("{} does not join", row.university),
                "text": format!("You asked that {} joins the scheme. It does not, for now: {reason}\n\nYou may ask again at any time.", row.university),
                "path": "/join",
            }),
        };
        let told = Told {
            university: trail::SCHEME,
            subject: Some(row.id),
            act: "joining.declined",
            summary: format!("{} does not join: {reason}", row.university),
            after: Some(
                json!({ "request": id::encode(Kind::JoinRequest, row.id), "reason": reason }),
            ),
            ..Told::default()
        };
        scope.tell(told, &[letter]).await?;
        Ok(JoinRequestPayload {
            request: JoinRequest(row),
        })
    }
}

fn answered(scope: &Scope) -> Result<Answered> {
    Ok(Answered {
        by: scope.person()?,
        at: scope.moment.now,
    })
}

/// The request, held until the transaction ends, as it was last seen.
async fn held(scope: &Scope, id: &ID, version: i32) -> Result<Row> {
    let id = scalar::read(Kind::JoinRequest, id, "request to join")?;
    let row = rows::lock(&scope.tx, id).await?;
    let row = row.ok_or(Error::NotFound("request to join"))?;
    if row.version == version {
        return Ok(row);
    }
    Err(Error::Conflict {
        message: "Somebody else has answered this request since you loaded it.".to_owned(),
        current: json!({ "state": row.state, "reason": row.reason, "version": row.version }),
    })
}

fn moved(scope: &Scope, row: &Row, act: JoinAct, reason: &str) -> Result<JoinState> {
    let state: JoinState = row.state.parse()?;
    Ok(step(state, act, &JoinFacts { reason }, scope.moment.today)?)
}
