//! Narrowing a list of applications, and counting what stands how.

use chrono::NaiveDate;
use diesel::QueryableByName;
use diesel::sql_types::{BigInt, Bool, Text};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::Sort;
use crate::statement::{Statement, Value};
use crate::{Result, Tx};

/// Narrows a list of applications; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of these alone, where they are named.
    pub ids: Option<Vec<Uuid>>,
    /// Words in the reference, the university's or a programme's name.
    pub search: Option<String>,
    pub states: Vec<&'static str>,
    pub levels: Vec<String>,
    pub assessor: Option<Uuid>,
    pub unassigned: bool,
    pub university: Option<Uuid>,
    /// Codes of what they are for.
    pub kinds: Vec<&'static str>,
    /// Codes of how their clocks stand, and the last day that is soon.
    pub clocks: Vec<&'static str>,
    pub soon: NaiveDate,
    /// Whose move it is, as what that is told by; none for anybody's.
    pub standings: Option<Vec<Standing>>,
    /// Only those to which somebody else did something that the viewer has not seen.
    pub unread: bool,
    /// Sent with this order.
    pub order: Option<Uuid>,
}

/// What tells whose move it is in an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub state: &'static str,
    /// Paid for, or let start before (M7).
    pub paid: bool,
    pub assigned: bool,
}

impl Standing {
    fn standing(self) -> String {
        format!("{} {}", self.state, self.assigned)
    }

    fn paid(self) -> String {
        format!("{} {}", self.standing(), self.paid)
    }
}

/// Whether an application is paid for, or may start before (M7).
const PAID: &str = "coalesce((select o.paid_on is not null or o.start_before_reason is not null from orders o where o.id = a.order_id), false)";

/// Whether somebody else did something to an application that the viewer has not seen, of what they may see.
pub(crate) const UNREAD: &str = "exists (select from trail t where t.application_id = a.id and t.university_id = a.university_id and t.actor_id is distinct from viewer_person() \
    and t.seq > coalesce((select s.seq from case_seen s where s.person_id = viewer_person() and s.university_id = a.university_id and s.application_id = a.id), 0))";

/// How the clock of an application stands, before and after the last day that is soon; as `domain::clock` has it.
const CLOCK: [&str; 2] = [
    "case when a.state in ('DRAFT', 'DECIDED', 'WITHDRAWN') then 'NONE' when a.state in ('AWAITING_EVIDENCE', 'ON_HOLD') then 'STOPPED' \
     when a.due_on is null then 'NOT_STARTED' when a.due_on < viewer_today() then 'OVERDUE' when a.due_on <= ",
    " then 'DUE_SOON' else 'RUNNING' end",
];

/// Clocks that run.
const RUNNING: [&str; 3] = ["OVERDUE", "DUE_SOON", "RUNNING"];

impl Filter {
    /// What is selected, from the rows that the filter leaves. The universities are joined only where their names are
    /// sorted by: seeing one costs a look at its applications.
    pub(crate) fn narrow(&self, select: Statement, sort: Sort) -> Statement {
        let join = if sort == Sort::University {
            " join university u on u.id = a.university_id"
        } else {
            ""
        };
        let mut narrowed = select.sql(format!(" from application a{join} where true"));
        if let Some(ids) = &self.ids {
            narrowed = narrowed
                .sql(" and a.id = any(")
                .value(Value::Ids(ids.clone()))
                .sql(")");
        }
        if let Some(words) = &self.search {
            narrowed = narrowed
                // Put into small letters once, and not for each row.
                .sql(" and a.words like (select lower(")
                .value(Value::Text(crate::universities::like(words)))
                .sql("))");
        }
        if !self.states.is_empty() {
            let states = self
                .states
                .iter()
                .map(|state| (*state).to_owned())
                .collect();
            narrowed = narrowed
                .sql(" and a.state = any(")
                .value(Value::Texts(states))
                .sql(")");
        }
        if !self.levels.is_empty() {
            narrowed = narrowed
                .sql(" and a.level = any(")
                .value(Value::Texts(self.levels.clone()))
                .sql(")");
        }
        if let Some(assessor) = self.assessor {
            narrowed = narrowed
                .sql(" and a.assessor_id = ")
                .value(Value::Id(assessor));
        }
        if let Some(university) = self.university {
            narrowed = narrowed
                .sql(" and a.university_id = ")
                .value(Value::Id(university));
        }
        if let Some(order) = self.order {
            narrowed = narrowed.sql(" and a.order_id = ").value(Value::Id(order));
        }
        if self.unassigned {
            narrowed = narrowed.sql(" and a.assessor_id is null");
        }
        let texts = |codes: &[&'static str]| {
            Value::Texts(codes.iter().map(|code| (*code).to_owned()).collect())
        };
        if !self.kinds.is_empty() {
            narrowed = narrowed
                .sql(" and a.kind = any(")
                .value(texts(&self.kinds))
                .sql(")");
        }
        if !self.clocks.is_empty() {
            // Clocks that run have a day, and an index by it.
            if self.clocks.iter().all(|code| RUNNING.contains(code)) {
                narrowed = narrowed.sql(" and a.due_on is not null and a.state not in ('DRAFT', 'DECIDED', 'WITHDRAWN')");
            }
            let [before, after] = CLOCK;
            narrowed = narrowed
                .sql(format!(" and {before}"))
                .value(Value::Day(self.soon))
                .sql(format!("{after} = any("))
                .value(texts(&self.clocks))
                .sql(")");
        }
        if let Some(standings) = &self.standings {
            // Whether one is paid for is asked where that decides, and of no other.
            let either = |of: &&Standing| {
                let unpaid = Standing {
                    paid: !of.paid,
                    ..**of
                };
                standings.contains(&unpaid)
            };
            let (sure, open): (Vec<&Standing>, Vec<&Standing>) = standings.iter().partition(either);
            let states = standings.iter().map(|of| of.state.to_owned());
            let assigned = "(a.assessor_id is not null)::text";
            narrowed = narrowed
                .sql(" and a.state = any(")
                .value(Value::Texts(states.collect()))
                .sql(format!(") and (concat_ws(' ', a.state, {assigned}) = any("))
                .value(Value::Texts(
                    sure.into_iter().map(|of| of.standing()).collect(),
                ))
                .sql(format!(") or concat_ws(' ', a.state, {assigned}) = any("))
                .value(Value::Texts(open.iter().map(|of| of.standing()).collect()))
                .sql(format!(
                    ") and concat_ws(' ', a.state, {assigned}, ({PAID})::text) = any("
                ))
                .value(Value::Texts(open.iter().map(|of| of.paid()).collect()))
                .sql("))");
        }
        if self.unread {
            narrowed = narrowed.sql(format!(" and {UNREAD}"));
        }
        narrowed
    }
}

/// How many applications stand alike.
#[derive(Debug, Clone, QueryableByName)]
pub struct Tally {
    #[diesel(sql_type = Text)]
    pub state: String,
    #[diesel(sql_type = Text)]
    pub level: String,
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// The code of how the clock stands; `NONE` where there is none.
    #[diesel(sql_type = Text)]
    pub clock: String,
    #[diesel(sql_type = Bool)]
    pub paid: bool,
    #[diesel(sql_type = Bool)]
    pub assigned: bool,
    #[diesel(sql_type = BigInt)]
    pub count: i64,
    /// Of those, how many hold something that the viewer has not seen; 0 where that was not asked for.
    #[diesel(sql_type = BigInt)]
    pub unread: i64,
}

/// How many of the applications that a filter leaves stand how: one statement.
pub async fn tally(tx: &Tx, filter: &Filter, unread: bool) -> Result<Vec<Tally>> {
    let [before, after] = CLOCK;
    let unread = if unread { UNREAD } else { "false" };
    let each = Statement::new(format!("select a.state, a.level, a.kind, {before}"))
        .value(Value::Day(filter.soon))
        .sql(format!("{after} as clock, {PAID} as paid, a.assessor_id is not null as assigned, {unread} as unread"));
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(Statement::new("select state, level, kind, clock, paid, assigned, count(*) as count, count(*) filter (where unread) as unread from (")
        .then(filter.narrow(each, Sort::Reference))
        .sql(") a group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6")
        .load(&mut conn)
        .await?)
}
