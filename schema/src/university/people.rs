//! Who belongs to a university: invited, changed and removed by its own managers, so that nobody has to ask the scheme (T5, U1).

mod changing;
mod naming;

use async_graphql::{Context, ID, Object, SimpleObject};
use chrono::{DateTime, Utc};
use domain::access;
use domain::id::Kind;
use store::invitations::{self, Belonging};
use uuid::Uuid;

use crate::context::{Ask, Scope};
use crate::error::{Error, Result};
use crate::person::Person;
use crate::scalar;
use crate::viewer::Role;

pub use changing::PeopleMutation;
pub(crate) use changing::invites;
pub(crate) use naming::may_work_on;
pub use naming::{NamingMutation, SuccessorsQuery};

/// Somebody who belongs to a university, as one thing; whoever is several things stands there several times.
#[derive(Debug, Clone, SimpleObject)]
pub struct Member {
    /// Who.
    person: Person,
    /// As what: MANAGER, CONTRIBUTOR or VIEWER.
    role: Role,
    /// When they last began to act for this university as this; null where they never did.
    signed_in_at: Option<DateTime<Utc>>,
    /// Until when the invitation lets them in that they did not take up yet; null where there is none.
    invited_until: Option<DateTime<Utc>>,
    /// The programmes that a contributor is named on; none for others (U9).
    programme_ids: Vec<ID>,
}

impl Member {
    fn new(row: Belonging) -> Result<Self> {
        Ok(Self {
            person: Person {
                id: row.person_id,
                name: row.name,
                email: row.email,
            },
            role: row.role.parse::<access::Role>()?.into(),
            signed_in_at: row.signed_in_at,
            invited_until: row.invited_until,
            programme_ids: row
                .programmes
                .into_iter()
                .map(|id| scalar::show(Kind::Programme, id))
                .collect(),
        })
    }
}

/// Who belongs to a university.
#[derive(Debug, Default)]
pub struct PeopleQuery;

/// Who belongs to a university.
#[Object]
impl PeopleQuery {
    /// The people of the viewer's university, or of the one that an operator names: managers first, then by name; 500 at most.
    #[graphql(complexity = "crate::limits::list_cost(20, child_complexity)")]
    async fn people(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The university; needed by those who run the scheme.")]
        university_id: Option<ID>,
    ) -> Result<Vec<Member>> {
        let scope = ctx.scope();
        let university = whose(scope, university_id.as_ref())?;
        listed(scope, university).await
    }
}

/// The viewer's own university, or the one that whoever runs the scheme names.
pub(super) fn whose(scope: &Scope, named: Option<&ID>) -> Result<Uuid> {
    let named = named.map(|id| scalar::read(Kind::University, id, "university"));
    match (scope.viewer.university(), named.transpose()?) {
        (Some(own), None) => Ok(own),
        (Some(own), Some(named)) if named == own => Ok(own),
        (None, Some(named)) if scope.viewer.role().is_some_and(access::Role::is_operator) => {
            Ok(named)
        }
        (None, None) if scope.viewer.role().is_some_and(access::Role::is_operator) => {
            Err(Error::input("universityId", "Say which university."))
        }
        (None, _) if scope.viewer.person().is_none() => Err(Error::Unauthenticated),
        _ => Err(Error::NotFound("university")),
    }
}

async fn listed(scope: &Scope, university: Uuid) -> Result<Vec<Member>> {
    let rows = invitations::people(&scope.tx, university).await?;
    rows.into_iter().map(Member::new).collect()
}
