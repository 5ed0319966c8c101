//! Everything that hangs on applications, read in one statement.
//!
//! An application shows parts of eleven tables. Asking table by table would cost a statement each; instead each
//! [`Part`] is a subquery that gathers its rows as JSON, and [`load`] asks for just the parts that are wanted, of all
//! the applications that are wanted, at once. Row-level security binds inside the subqueries as everywhere.

mod rows;

use std::collections::HashMap;
use std::sync::Arc;

use diesel::QueryableByName;
use diesel::sql_types::{Text, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde::Deserialize;
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::applications::UNREAD;
use crate::holds::Hold;
use crate::statement::{Statement, Value as Bound};
use crate::{Error, Result, Tx};

pub use rows::*;

/// One kind of thing that hangs on an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    University,
    Programmes,
    /// The university's programmes that run today, where the application is to cover all of them (P4).
    Active,
    Order,
    Assessor,
    Marks,
    Criteria,
    Evidence,
    Requests,
    Decision,
    Award,
    Moderation,
    Holds,
    Sample,
    Unread,
    /// The editions of its scheme, the first given first: each has a list of prices (M1).
    Lists,
}

impl Part {
    fn sql(self) -> &'static str {
        match self {
            Self::University => {
                "select row_to_json(u) from university u where u.id = a.university_id"
            }
            Self::Programmes => {
                "select coalesce(json_agg(p order by p.name, p.id), '[]') from (select p.*, \
                 (select coalesce(json_agg(w order by w.awarded_on), '[]') from award_programme x join award w on w.id = x.award_id where x.programme_id = p.id) as holds, \
                 (select f.name from delivery_framework f where f.id = p.framework_id) as framework_name \
                 from application_programme ap join programme p on p.id = ap.programme_id where ap.application_id = a.id) p"
            }
            Self::Active => {
                "select coalesce(json_agg(p order by p.name, p.id), '[]') from (select p.id, p.name, p.framework_id, f.name as framework_name \
                 from programme p left join delivery_framework f on f.id = p.framework_id \
                 where a.scope = 'UNIVERSITY_WIDE' and p.university_id = a.university_id \
                 and p.started_on <= viewer_today() and (p.ended_on is null or p.ended_on > viewer_today())) p"
            }
            Self::Order => "select row_to_json(o) from orders o where o.id = a.order_id",
            Self::Assessor => "select row_to_json(p) from person p where p.id = a.assessor_id",
            Self::Marks => {
                "select json_build_object(\
                 'ratings', (select coalesce(json_object_agg(r.criterion, r.value), '{}') from self_rating r where r.application_id = a.id), \
                 'exceptions', (select coalesce(json_agg(json_build_array(x.criterion, x.value)), '[]') from rating_exception x where x.application_id = a.id), \
                 'judgements', case when marks.second then (select coalesce(json_object_agg(j.criterion, j.value), '{}') from second_judgement j where j.application_id = a.id) \
                 else (select coalesce(json_object_agg(j.criterion, j.value), '{}') from judgement j where j.application_id = a.id) end, \
                 'evidenced', (select coalesce(json_agg(distinct t.criterion), '[]') from evidence_tie t where t.application_id = a.id \
                 and not exists (select from evidence_file f where f.evidence_id = t.evidence_id and f.state <> 'CLEAN')), \
                 'outcomes', case when marks.second then (select coalesce(json_agg(o), '[]') from second_outcome o where o.application_id = a.id) \
                 else (select coalesce(json_agg(o), '[]') from outcome o where o.application_id = a.id) end, \
                 'asked', (select coalesce(json_agg(json_build_object('criteria', q.criteria, 'state', q.state, 'due_on', q.due_on)), '[]') \
                 from evidence_request q where q.application_id = a.id))"
            }
            Self::Criteria => {
                "select json_build_object(\
                 'ratings', (select coalesce(json_object_agg(r.criterion, row_to_json(r)), '{}') from self_rating r where r.application_id = a.id), \
                 'exceptions', (select coalesce(json_agg(x order by x.name, x.programme_id), '[]') from (select x.*, p.name from rating_exception x \
                 join programme p on p.id = x.programme_id where x.application_id = a.id) x), \
                 'judgements', case when marks.second then (select coalesce(json_object_agg(j.criterion, row_to_json(j)), '{}') from second_judgement j where j.application_id = a.id) \
                 else (select coalesce(json_object_agg(j.criterion, row_to_json(j)), '{}') from judgement j where j.application_id = a.id) end)"
            }
            Self::Evidence => {
                "select coalesce(json_agg(e order by e.added_at, e.id), '[]') from (select e.*, t.refs, t.request_id, f as file, \
                 array(select x.programme_id from evidence_programme x where x.application_id = a.id and x.evidence_id = e.id order by 1) as programmes \
                 from (select t.evidence_id, array_agg(t.criterion order by t.criterion) as refs, min(t.request_id::text) as request_id from evidence_tie t where t.application_id = a.id group by 1) t \
                 join evidence e on e.id = t.evidence_id left join evidence_file f on f.evidence_id = e.id) e"
            }
            Self::Requests => {
                "select coalesce(json_agg(q order by q.asked_at, q.id), '[]') from evidence_request q where q.application_id = a.id"
            }
            Self::Holds => {
                "select coalesce(json_agg(h order by h.held_at, h.id), '[]') from application_hold h where h.application_id = a.id"
            }
            Self::Sample => {
                "select coalesce(json_agg(s order by s.chosen_at, s.programme_id), '[]') from (select s.*, p.name from sampled_programme s \
                 join programme p on p.id = s.programme_id where s.application_id = a.id) s"
            }
            Self::Unread => UNREAD,
            Self::Lists => {
                "select json_agg(e.id order by e.published_at, e.id) from edition e where e.scheme = (select x.scheme from edition x where x.id = a.edition_id)"
            }
            Self::Decision => "select row_to_json(d) from decision d where d.application_id = a.id",
            Self::Award => "select row_to_json(w) from award w where w.application_id = a.id",
            Self::Moderation => {
                "select json_build_object(\
                 'pending', (select row_to_json(d) from pending_decision d where d.application_id = a.id), \
                 'second', (select row_to_json(m) from (select m.*, s.name as assessor_name, l.name as settled_by_name from second_marking m \
                 left join person s on s.id = a.second_assessor_id left join person l on l.id = m.settled_by where m.application_id = a.id) m), \
                 'judgements', (select coalesce(json_object_agg(j.criterion, row_to_json(j)), '{}') from second_judgement j where j.application_id = a.id), \
                 'outcomes', (select coalesce(json_agg(o), '[]') from second_outcome o where o.application_id = a.id))"
            }
        }
    }

    fn read(self, json: &RawValue) -> Result<Filed> {
        Ok(match self {
            Self::University => Filed::University(parse(json)?),
            Self::Programmes => Filed::Programmes(parse(json)?),
            Self::Active => Filed::Active(parse(json)?),
            Self::Order => Filed::Order(parse(json)?),
            Self::Assessor => Filed::Assessor(parse(json)?),
            Self::Marks => Filed::Marks(parse(json)?),
            Self::Criteria => Filed::Criteria(parse(json)?),
            Self::Evidence => Filed::Evidence(parse(json)?),
            Self::Requests => Filed::Requests(parse(json)?),
            Self::Decision => Filed::Decision(parse(json)?),
            Self::Award => Filed::Award(parse(json)?),
            Self::Moderation => Filed::Moderation(parse(json)?),
            Self::Holds => Filed::Holds(parse(json)?),
            Self::Sample => Filed::Sample(parse(json)?),
            Self::Unread => Filed::Unread(parse(json)?),
            Self::Lists => Filed::Lists(parse(json)?),
        })
    }
}

fn parse<T: for<'de> Deserialize<'de>>(json: &RawValue) -> Result<Arc<T>> {
    serde_json::from_str(json.get())
        .map(Arc::new)
        .map_err(Error::internal)
}

/// A part as read. `None` where there is none, or none that this viewer may see.
#[derive(Debug, Clone)]
pub enum Filed {
    University(Arc<Option<University>>),
    Programmes(Arc<Vec<Programme>>),
    Active(Arc<Vec<Active>>),
    Order(Arc<Option<Order>>),
    Assessor(Arc<Option<Person>>),
    Marks(Arc<Marks>),
    Criteria(Arc<Criteria>),
    Evidence(Arc<Vec<Evidence>>),
    Requests(Arc<Vec<Request>>),
    Decision(Arc<Option<Decision>>),
    Award(Arc<Option<Award>>),
    Moderation(Arc<Moderation>),
    Holds(Arc<Vec<Hold>>),
    Sample(Arc<Vec<Sampled>>),
    Unread(Arc<bool>),
    Lists(Arc<Vec<Uuid>>),
}

/// The wanted parts of the wanted applications, in one statement.
pub async fn load(
    tx: &Tx,
    applications: &[Uuid],
    parts: &[Part],
) -> Result<HashMap<(Uuid, Part), Filed>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
        #[diesel(sql_type = Text)]
        parts: String,
    }
    let columns: Vec<&str> = parts.iter().map(|part| part.sql()).collect();
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = Statement::new("select a.id, json_build_array((")
        .sql(columns.join("), ("))
        // Who marks a case second is shown their own marks as the marks (J6).
        .sql("))::text as parts from application a cross join lateral (select coalesce(a.second_assessor_id = viewer_person(), false) as second) marks where a.id = any(")
        .value(Bound::Ids(applications.to_vec()))
        .sql(")")
        .load(&mut conn)
        .await?;
    let mut filed = HashMap::with_capacity(rows.len() * parts.len());
    for row in rows {
        let values: Vec<&RawValue> = serde_json::from_str(&row.parts).map_err(Error::internal)?;
        for (part, value) in parts.iter().zip(values) {
            filed.insert((row.id, *part), part.read(value)?);
        }
    }
    Ok(filed)
}
