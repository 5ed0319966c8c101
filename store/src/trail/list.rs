//! The trail as a list: narrowed, newest first, page by page.

use chrono::NaiveDate;
use diesel::QueryableByName;
use diesel::sql_types::{Array, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use super::{Count, Line, SHOWN, page, place};
use crate::page::{Page, Paging};
use crate::statement::{Statement, Value};
use crate::{Result, Tx};

/// The most people that words in a name are taken for.
pub const MOST_PEOPLE: usize = 200;

/// Narrows the trail; what is empty does not narrow.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// The first civil day.
    pub from: Option<NaiveDate>,
    /// The last civil day.
    pub to: Option<NaiveDate>,
    /// Any of these acts.
    pub acts: Vec<String>,
    /// By any of these people; by nobody where none is named.
    pub people: Option<Vec<Uuid>>,
    /// Of any of these applications.
    pub applications: Vec<Uuid>,
    /// Of this university's chain.
    pub university: Option<Uuid>,
    /// Words in the sentence: no index finds them, so narrow by days as well.
    pub words: Option<String>,
}

impl Filter {
    /// What narrows, of lines `t`, begun after `where true`. `each` is what the lines are read by already.
    fn narrow(&self, mut query: Statement, each: Option<&str>) -> Statement {
        let day = " at time zone 'Europe/London'";
        if let Some(from) = self.from {
            query = query.sql(" and t.at >= ").value(Value::Day(from));
            query = query.sql(format!("::timestamp{day}"));
        }
        if let Some(to) = self.to.and_then(|to| to.succ_opt()) {
            query = query.sql(" and t.at < ").value(Value::Day(to));
            query = query.sql(format!("::timestamp{day}"));
        }
        if let Some(university) = self.university {
            query = query.sql(" and t.university_id = ");
            query = query.value(Value::Id(university));
        }
        if !self.applications.is_empty() {
            query = query.sql(" and t.application_id = any(");
            query = query.value(Value::Ids(self.applications.clone())).sql(")");
        }
        if let Some(people) = self.people.as_ref().filter(|_| each != Some(ACTOR)) {
            query = query.sql(" and t.actor_id = any(");
            query = query.value(Value::Ids(people.clone())).sql(")");
        }
        if !self.acts.is_empty() && each != Some(ACT) {
            query = query.sql(" and t.act = any(");
            query = query.value(Value::Texts(self.acts.clone())).sql(")");
        }
        if let Some(words) = &self.words {
            query = query.sql(" and lower(t.summary) like ");
            query = query.value(Value::Text(crate::universities::like(
                &words.to_lowercase(),
            )));
        }
        query
    }

    /// By which column, and which of its values, the lines are read: each value by its own index, so that a page of few lines
    /// among many reads few.
    fn each(&self) -> Option<(&'static str, Value)> {
        if self.university.is_some() || !self.applications.is_empty() {
            return None;
        }
        if let Some(people) = &self.people {
            return Some((ACTOR, Value::Ids(people.clone())));
        }
        (!self.acts.is_empty()).then(|| (ACT, Value::Texts(self.acts.clone())))
    }
}

const ACTOR: &str = "actor_id";
const ACT: &str = "act";

/// A page of the trail as the viewer sees it, newest first.
pub async fn list(tx: &Tx, filter: &Filter, paging: &Paging) -> Result<Page<Line>> {
    let newest = " order by t.at desc, t.id desc limit ";
    let most = || Value::Int(paging.first + 1);
    let each = filter.each();
    let column = each.as_ref().map(|(column, _)| *column);
    let mut query = Statement::new(format!("select {SHOWN} from ("));
    query = match each {
        Some((column, values)) => query
            .sql("select t.* from unnest(")
            .value(values)
            .sql(format!(
                ") of (what) cross join lateral (select * from trail t where t.{column} = of.what"
            )),
        None => query.sql("select * from trail t where true"),
    };
    query = filter.narrow(query, column);
    if let Some((at, id)) = place(paging)? {
        query = query.sql(" and (t.at, t.id) < (").value(Value::Moment(at));
        query = query.sql(", ").value(Value::Id(id)).sql(")");
    }
    query = query.sql(newest).value(most());
    query = query.sql(if column.is_some() { ") t) t" } else { ") t" });
    query = query.sql(" left join person p on p.id = t.actor_id");
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows = query.sql(newest).value(most()).load(&mut conn).await?;
    Ok(page(rows, paging))
}

/// Lines are counted as far as this: to count a whole trail would take longer than to show what is asked.
pub const COUNTED: i64 = 100_001;

/// How many lines a filter leaves, [`COUNTED`] at most.
pub async fn count(tx: &Tx, filter: &Filter) -> Result<i64> {
    let query = Statement::new("select count(*) as n from (select from trail t where true");
    let query = filter.narrow(query, None).sql(" limit ");
    let query = query.value(Value::Int(COUNTED)).sql(") t");
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let count: Count = query.get_result(&mut conn).await?;
    Ok(count.n)
}

/// What words may mean in the trail.
#[derive(Debug, QueryableByName)]
pub struct Looked {
    /// The applications of that reference.
    #[diesel(sql_type = Array<SqlUuid>)]
    pub applications: Vec<Uuid>,
    /// The people with that in their names, one more than [`MOST_PEOPLE`] where there are more.
    #[diesel(sql_type = Array<SqlUuid>)]
    pub people: Vec<Uuid>,
}

/// What a reference, whole, and words in a name mean, as the viewer sees it.
pub async fn look_up(tx: &Tx, reference: &str, name: &str) -> Result<Looked> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let query = Statement::new("select array(select a.id from application a where a.reference = ")
        .value(Value::Text(reference.to_uppercase()))
        .sql(" limit 100) as applications, array(select p.id from person p where ")
        .value(Value::Text(name.to_owned()))
        .sql(" <> '' and lower(p.name) like ")
        .value(Value::Text(crate::universities::like(&name.to_lowercase())))
        .sql(" limit ")
        .value(Value::Int(
            i64::try_from(MOST_PEOPLE).unwrap_or(i64::MAX) + 1,
        ))
        .sql(") as people");
    Ok(query.get_result(&mut conn).await?)
}
