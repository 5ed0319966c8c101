//! Which programmes contributors work on, and who follows the last mentoring manager (U9, U10).

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use domain::access::{Act, Role};
use domain::id::{self, Kind};
use domain::people::{MOST_SUCCESSORS, may_contribute};
use serde_json::json;
use store::contributors::{self, Naming};
use store::invitations;
use store::successors::{self, Successor as Row};
use uuid::Uuid;

use super::changing::{PeoplePayload, payload};
use super::whose;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::person::Person;
use crate::scalar;

/// On how many programmes somebody is named, or named no longer, at once.
const MOST: usize = 500;

/// Which programmes a contributor works on from now on.
#[derive(Debug, InputObject)]
pub struct NameContributorInput {
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// Who; a contributor.
    person_id: ID,
    /// Programmes that they work on from now on, beside those they do; 500 at most.
    programme_ids: Vec<ID>,
    /// Programmes that they work on no longer; 500 at most.
    removed_programme_ids: Vec<ID>,
}

/// Who follows the last mentoring manager.
#[derive(Debug, InputObject)]
pub struct SetSuccessorsInput {
    /// The university; needed by those who run the scheme.
    university_id: Option<ID>,
    /// People who belong to the university, whoever follows first at the head; ten at most, and none for nobody.
    person_ids: Vec<ID>,
}

/// Somebody who follows the last mentoring manager.
#[derive(Debug, Clone, SimpleObject)]
pub struct Successor {
    /// Who.
    person: Person,
    /// Whether they have signed in for the university: whoever has not is passed over.
    ready: bool,
    /// Whether they are a mentoring manager already.
    manages: bool,
}

impl From<Row> for Successor {
    fn from(row: Row) -> Self {
        Self {
            person: Person {
                id: row.person_id,
                name: row.name,
                email: row.email,
            },
            ready: row.signed_in_at.is_some(),
            manages: row.manages,
        }
    }
}

/// The order as it stands now.
#[derive(Debug, SimpleObject)]
pub struct SuccessorsPayload {
    /// Whoever follows first at the head; ten at most.
    successors: Vec<Successor>,
}

/// Who follows the last mentoring manager.
#[derive(Debug, Default)]
pub struct SuccessorsQuery;

/// Who follows the last mentoring manager.
#[Object]
impl SuccessorsQuery {
    /// Who follows when the provider of the viewer's university, or of the one that an operator names, says that its last mentoring manager is gone: whoever follows first at the head, ten at most (U10).
    #[graphql(complexity = "crate::limits::list_cost(10, child_complexity)")]
    async fn successors(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The university; needed by those who run the scheme.")]
        university_id: Option<ID>,
    ) -> Result<Vec<Successor>> {
        let scope = ctx.scope();
        let university = whose(scope, university_id.as_ref())?;
        let rows = successors::list(&scope.tx, university).await?;
        Ok(rows.into_iter().map(Successor::from).collect())
    }
}

/// Saying who works on what, and who follows.
#[derive(Debug, Default)]
pub struct NamingMutation;

/// Saying who works on what, and who follows.
#[Object]
impl NamingMutation {
    /// Names a contributor on programmes, and on others no longer: they rate and evidence what covers one of them, and read all else (U9). Saying it twice changes nothing.
    async fn name_contributor(
        &self,
        ctx: &Context<'_>,
        input: NameContributorInput,
    ) -> Result<PeoplePayload> {
        let scope = ctx.scope();
        scope.may(Act::NameContributor)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let person = scalar::read(Kind::Person, &input.person_id, "person")?;
        let programmes = |ids: &[ID], field| any(Kind::Programme, ids, (field, "programme"), MOST);
        let on = programmes(&input.programme_ids, "programmeIds")?;
        let off = programmes(&input.removed_programme_ids, "removedProgrammeIds")?;
        let all = invitations::people(&scope.tx, university).await?;
        let role = Role::Contributor.as_str();
        let them = all
            .iter()
            .find(|row| row.person_id == person && row.role == role);
        let them = them.ok_or(Error::NotFound("person"))?;
        if on.iter().any(|id| off.contains(id)) {
            let message = "A programme is in both lists: leave it in one of them.";
            return Err(Error::input("removedProgrammeIds", message));
        }
        let naming = Naming {
            university,
            person,
            on: &on,
            off: &off,
        };
        let named = contributors::name(&scope.tx, &naming).await?;
        if usize::try_from(named.known) != Ok(on.len() + off.len()) {
            return Err(Error::NotFound("programme"));
        }
        if named.added + named.removed > 0 {
            let now = them.programmes.len() as i64 + named.added - named.removed;
            let programmes = if now == 1 { "programme" } else { "programmes" };
            let shown = |ids: &[Uuid]| -> Vec<String> {
                ids.iter()
                    .map(|id| id::encode(Kind::Programme, *id))
                    .collect()
            };
            let told = Told {
                university,
                subject: Some(person),
                act: "member.named",
                summary: format!("{} works on {now} {programmes} now.", them.name),
                after: Some(
                    json!({ "person": id::encode(Kind::Person, person), "on": shown(&on), "off": shown(&off) }),
                ),
                ..Told::default()
            };
            scope.tell(told, &[]).await?;
        }
        payload(scope, university).await
    }

    /// Says who follows when the provider of the university says that its last mentoring manager is gone; the whole order at once (U10).
    async fn set_successors(
        &self,
        ctx: &Context<'_>,
        input: SetSuccessorsInput,
    ) -> Result<SuccessorsPayload> {
        let scope = ctx.scope();
        scope.may(Act::SetSuccessors)?;
        let university = whose(scope, input.university_id.as_ref())?;
        let noun = ("personIds", "person");
        let people = any(Kind::Person, &input.person_ids, noun, MOST_SUCCESSORS)?;
        let before = successors::list(&scope.tx, university).await?;
        if successors::set(&scope.tx, university, &people).await? != people.len() {
            return Err(Error::NotFound("person"));
        }
        let rows = successors::list(&scope.tx, university).await?;
        let named = |rows: &[Row]| -> Vec<String> {
            rows.iter()
                .map(|row| id::encode(Kind::Person, row.person_id))
                .collect()
        };
        let (was, is) = (named(&before), named(&rows));
        if was != is {
            let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
            let summary = match names.as_slice() {
                [] => "Nobody is named to follow the last mentoring manager.".to_owned(),
                names => format!(
                    "To follow the last mentoring manager: {}.",
                    names.join(", ")
                ),
            };
            let told = Told {
                university,
                act: "successors.set",
                summary,
                before: Some(json!({ "people": was })),
                after: Some(json!({ "people": is })),
                ..Told::default()
            };
            scope.tell(told, &[]).await?;
        }
        let successors = rows.into_iter().map(Successor::from).collect();
        Ok(SuccessorsPayload { successors })
    }
}

/// Things of a kind, each once, or none.
fn any(kind: Kind, ids: &[ID], noun: (&str, &'static str), most: usize) -> Result<Vec<Uuid>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    scalar::read_each(kind, ids, noun, most)
}

/// A contributor works on an application where they are named on a programme that it covers, or on the one it is about (U9).
pub(crate) async fn may_work_on(
    scope: &Scope,
    application: Uuid,
    programme: Option<Uuid>,
) -> Result<()> {
    if scope.viewer.role() != Some(Role::Contributor) {
        return Ok(());
    }
    let person = scope.person()?;
    let named = contributors::works_on(&scope.tx, person, application, programme).await?;
    Ok(may_contribute(named)?)
}
