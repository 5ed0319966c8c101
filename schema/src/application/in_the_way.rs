//! What stands in the way of the next step, looked at before anybody tries it.

use domain::Reason;
use domain::lifecycle::ApplicationState;
use futures_util::try_join;

use super::material::Material;
use super::{Application, facts};
use crate::context::Scope;
use crate::error::Result;

/// Of sending a draft; nothing once it is sent.
pub(super) async fn of_sending(scope: &Scope, application: &Application) -> Result<Vec<Reason>> {
    if application.state()? != ApplicationState::Draft {
        return Ok(Vec::new());
    }
    let row = &application.row;
    let case = scope.case(row.id);
    let edition = application.standard(scope).await?;
    let (criteria, evidence, programmes, active) = try_join!(
        case.criteria(),
        case.evidence(),
        case.programmes(),
        case.active()
    )?;
    facts::missing(
        &edition,
        row,
        &criteria,
        &evidence,
        (&programmes, &active),
        scope.moment.today,
    )
}

/// Of deciding (J3, J5), for its assessor; nothing for everybody else.
pub(super) async fn of_deciding(scope: &Scope, application: &Application) -> Result<Vec<Reason>> {
    let row = &application.row;
    if row.assessor_id != scope.viewer.person() || application.state()?.is_over() {
        return Ok(Vec::new());
    }
    let case = scope.case(row.id);
    let edition = application.standard(scope).await?;
    let material = Material::of(&case).await?;
    let facts = material.facts(&edition, row, scope.moment.today)?;
    Ok(domain::judgement::undecided(&facts))
}
