//! What an application over several programmes covers, as the rules look at it (P4).

use domain::Reason;
use domain::eligibility::{
    CombinedApproach, DeliveryFramework, ScopeFacts, ScopedProgramme, out_of_scope,
};
use domain::id::{self, Kind};
use store::applications as rows;
use store::casefile;
use uuid::Uuid;

use crate::error::Result;

/// A programme as the scope of an application looks at it.
pub(super) fn scoped(
    programme: Uuid,
    name: &str,
    framework: Option<Uuid>,
    framework_name: Option<&str>,
) -> ScopedProgramme {
    ScopedProgramme {
        id: id::encode(Kind::Programme, programme),
        name: name.to_owned(),
        framework: framework
            .zip(framework_name)
            .map(|(id, name)| DeliveryFramework {
                id: id::encode(Kind::Framework, id),
                name: name.to_owned(),
            }),
    }
}

/// How programmes are run together, where any of it is stated.
pub(super) fn approach(
    led_by: Option<&str>,
    expectations: Option<&str>,
) -> Option<CombinedApproach> {
    (led_by.is_some() || expectations.is_some()).then(|| CombinedApproach {
        led_by: led_by.unwrap_or_default().to_owned(),
        expectations: expectations.unwrap_or_default().to_owned(),
    })
}

/// Everything that keeps an application's programmes from being in it, as they stand now.
pub(super) fn in_the_way(
    row: &rows::Application,
    covered: &[casefile::Programme],
    active: &[casefile::Active],
) -> Result<Vec<Reason>> {
    let covered: Vec<ScopedProgramme> = covered
        .iter()
        .map(|p| scoped(p.id, &p.name, p.framework_id, p.framework_name.as_deref()))
        .collect();
    let active: Vec<ScopedProgramme> = active
        .iter()
        .map(|p| scoped(p.id, &p.name, p.framework_id, p.framework_name.as_deref()))
        .collect();
    let approach = approach(row.led_by.as_deref(), row.expectations.as_deref());
    Ok(out_of_scope(&ScopeFacts {
        scope: row.scope.parse()?,
        programmes: &covered,
        active: &active,
        approach: approach.as_ref(),
    }))
}
