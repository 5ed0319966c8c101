//! The operator's side: early starts, assignment.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use chrono::NaiveDate;
use domain::access::Act;
use domain::assignment;
use domain::id::Kind;
use domain::input::Fields;
use domain::lifecycle::{self, ApplicationAct, ApplicationFacts, ApplicationState, OrderAct};
use domain::notice::NoticeKind;
use domain::working_days::{DAYS_TO_DECIDE, add_working_days};
use serde_json::json;
use store::applications::{self as rows, Change};
use store::assessors;
use store::casefile;
use store::orders;
use store::trail::{Event, Job};
use uuid::Uuid;

use super::drafting::{ApplicationPayload, expect_version, hold};
use super::{Application, actions};
use crate::assessor;
use crate::context::{Ask, Scope, Told};
use crate::error::{Error, Result};
use crate::order::{Order, as_casefile};
use crate::scalar;

/// An early start (M7).
#[derive(Debug, InputObject)]
pub struct StartBeforePaymentInput {
    /// The order.
    order_id: ID,
    /// Why assessment may start before it is paid.
    reason: String,
}

/// Who judges the application.
#[derive(Debug, InputObject)]
pub struct AssignAssessorInput {
    /// The application.
    application_id: ID,
    /// The assessor, a person's id.
    assessor_id: ID,
    /// The application's version last seen.
    version: i32,
}

/// The order and its applications as they stand now.
#[derive(SimpleObject)]
pub struct OrderPayload {
    /// The order as it stands now.
    order: Order,
    /// Its applications as they stand now.
    pub(crate) applications: Vec<Application>,
}

/// The order with its applications, held.
async fn hold_order(scope: &Scope, id: Uuid) -> Result<orders::Held> {
    orders::hold(&scope.tx, orders::By::Order(id))
        .await?
        .ok_or(Error::NotFound("order"))
}

pub(super) fn state_of(applications: &[rows::Application]) -> Result<ApplicationState> {
    let states = applications
        .iter()
        .map(|row| Ok(row.state.parse()?))
        .collect::<Result<Vec<ApplicationState>>>()?;
    let open = states.iter().find(|state| !state.is_over());
    Ok(open
        .or(states.first())
        .copied()
        .unwrap_or(ApplicationState::Withdrawn))
}

/// Whether an act is in the life of an order with these applications now.
pub(crate) fn order_step(
    act: OrderAct,
    applications: &[rows::Application],
    order: &casefile::Order,
    today: NaiveDate,
) -> Result<()> {
    actions::order_step(act, state_of(applications)?, order, today)
}

/// What starting adds to a change when nothing stands in the way any more (M7, W6).
fn starting(
    scope: &Scope,
    row: &rows::Application,
    paid: bool,
    early: bool,
    assigned: bool,
) -> Result<Option<Change>> {
    let guards = ApplicationFacts {
        paid,
        may_start_before_payment: early,
        assigned,
        ..ApplicationFacts::default()
    };
    let state: ApplicationState = row.state.parse()?;
    let Ok(next) = lifecycle::step(state, ApplicationAct::Start, &guards, scope.moment.today)
    else {
        return Ok(None);
    };
    Ok(Some(Change {
        state: Some(next.as_str()),
        started_on: Some(scope.moment.today),
        due_on: Some(add_working_days(scope.moment.today, DAYS_TO_DECIDE)),
        updated_at: Some(scope.moment.now),
        ..Change::default()
    }))
}

/// Starts what may start now, tells the trail of the order's change once for each application, and leaves these jobs.
pub(super) async fn settle(
    scope: &Scope,
    (order, applications): (&orders::Order, Vec<rows::Application>),
    act: &'static str,
    summary: &str,
    mut jobs: Vec<Job>,
) -> Result<Vec<Application>> {
    let (paid, early) = (order.paid_on.is_some(), order.start_before_reason.is_some());
    let (mut starts, mut ids) = (None, Vec::new());
    for row in &applications {
        if let Some(change) = starting(scope, row, paid, early, row.assessor_id.is_some())? {
            // The same for all of them: they start today.
            starts = Some(change);
            ids.push(row.id);
        }
    }
    let started = match &starts {
        Some(change) => rows::change_all(&scope.tx, &ids, change).await?,
        None => Vec::new(),
    };
    let mut settled = Vec::with_capacity(applications.len());
    let mut events = Vec::with_capacity(applications.len());
    for row in applications {
        let before = row.state.clone();
        let began = started.iter().find(|began| began.id == row.id).cloned();
        let summary = match &began {
            Some(_) => format!("{summary} Assessment starts."),
            None => summary.to_owned(),
        };
        jobs.extend(began.as_ref().and_then(notify_assessor));
        let row = began.unwrap_or(row);
        events.push(Event {
            university: row.university_id,
            application: Some(row.id),
            subject: Some(order.id),
            actor: scope.viewer.person(),
            at: scope.moment.now,
            act,
            summary,
            before: Some(json!({ "state": before })),
            after: Some(
                json!({ "state": row.state, "order": order.number, "net": order.net_minor, "vat": order.vat_minor, "paidOn": order.paid_on }),
            ),
            origin: scope.origin.clone(),
        });
        settled.push(Application::from(row));
    }
    store::trail::tell_all(&scope.tx, &events, &jobs).await?;
    Ok(settled)
}

fn notify_assessor(row: &rows::Application) -> Option<Job> {
    let due = row
        .due_on
        .map(domain::calendar::in_words)
        .unwrap_or_default();
    row.assessor_id.map(|person| Job {
        kind: "notify_person",
        payload: json!({ "kind": NoticeKind::Deadline,
            "person_id": person,
            "subject": format!("{} is yours to assess", row.reference),
            "text": format!("Assessment of {} has started. The decision is due by {due}.", row.reference),
            "path": format!("/judge/{}", domain::id::encode(Kind::Application, row.id)),
        }),
    })
}

/// Lets assessment of an order's applications start before it is paid (M7).
pub(crate) async fn let_start(scope: &Scope, id: Uuid, reason: &str) -> Result<OrderPayload> {
    let (order, applications) = hold_order(scope, id).await?;
    actions::startable_early(
        state_of(&applications)?,
        Some(&as_casefile(&order)),
        scope.moment.today,
    )?;
    let mut fields = Fields::new();
    let reason = fields.paragraph("reason", reason, 1..=2_000);
    let reason = fields.or(reason)?;
    let order = orders::let_start(&scope.tx, order.id, &reason).await?;
    let summary = format!("Order {} may start before payment: {reason}", order.number);
    let applications = settle(
        scope,
        (&order, applications),
        "order.start_allowed",
        &summary,
        Vec::new(),
    )
    .await?;
    Ok(OrderPayload {
        order: Order::from(&order),
        applications,
    })
}

/// The operator's side of an application.
#[derive(Debug, Default)]
pub struct OperatingMutation;

/// The operator's side of an application.
#[Object]
impl OperatingMutation {
    /// Lets assessment start before the order is paid (M7).
    async fn start_before_payment(
        &self,
        ctx: &Context<'_>,
        input: StartBeforePaymentInput,
    ) -> Result<OrderPayload> {
        let scope = ctx.scope();
        scope.may(Act::StartBeforePayment)?;
        let id = scalar::read(Kind::Order, &input.order_id, "order")?;
        let_start(scope, id, &input.reason).await
    }

    /// Assigns an assessor without a conflict (W1), with room for it, and not away (W2); a paid application starts (M7).
    async fn assign_assessor(
        &self,
        ctx: &Context<'_>,
        input: AssignAssessorInput,
    ) -> Result<ApplicationPayload> {
        let scope = ctx.scope();
        scope.may(Act::AssignAssessor)?;
        // Before any row is held: whoever assigns many does it in this order.
        store::assigning::alone(&scope.tx).await?;
        let row = hold(scope, &input.application_id).await?;
        expect_version(&row, input.version)?;
        let person = scalar::read(Kind::Person, &input.assessor_id, "assessor")?;
        let (assessor, case) = assessors::beside(&scope.tx, person, (row.id, false)).await?;
        let assessor = assessor.ok_or(Error::NotFound("assessor"))?;
        let case = case.ok_or(Error::NotFound("application"))?;
        let may_start = case.may_start;
        let case = assessor::case(scope, &case).await?;
        let load = assessor::beside(assessor::load(scope, &assessor).await?, &assessor, &case);
        assignment::assign(&assessor::facts(&assessor), &case, load, scope.moment.today)?;
        let start = starting(scope, &row, may_start, false, true)?;
        let started = start.is_some();
        let change = Change {
            assessor_id: Some(person),
            updated_at: Some(scope.moment.now),
            ..start.unwrap_or_default()
        };
        let before = json!({ "state": row.state, "assessor": row.assessor_id });
        let row = rows::change(&scope.tx, row.id, &change).await?;
        let told = Told {
            university: row.university_id,
            application: Some(row.id),
            act: "application.assigned",
            summary: format!(
                "{} assigned.{}",
                row.reference,
                if started { " Assessment starts." } else { "" }
            ),
            before: Some(before),
            after: Some(json!({ "state": row.state, "assessor": person })),
            ..Told::default()
        };
        let notice = started.then(|| notify_assessor(&row)).flatten();
        scope.tell(told, notice.as_slice()).await?;
        Ok(ApplicationPayload {
            application: row.into(),
        })
    }
}
