//! Assessors as whoever assigns sees them: their load, and what may stand against a case (W1, W3).

use diesel::sql_types::{Array, BigInt, Bool, Nullable, Text, Uuid as SqlUuid};
use diesel::{OptionalExtension, QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

use crate::page::{Cursor, Page, Paging};
use crate::{Result, Tx};

/// An assessor, their open cases, and what the rules hold against one case's university.
#[derive(Debug, Clone, QueryableByName)]
pub struct Assessor {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub email: Option<String>,
    #[diesel(sql_type = Bool)]
    pub lead: bool,
    #[diesel(sql_type = BigInt)]
    pub open_cases: i64,
    /// The universities they belong or belonged to.
    #[diesel(sql_type = Array<SqlUuid>)]
    pub universities: Vec<Uuid>,
    /// The case's university; none where no case is given.
    #[diesel(sql_type = Nullable<Text>)]
    pub case_university: Option<String>,
    /// The domains of the addresses that its people use.
    #[diesel(sql_type = Array<Text>)]
    pub case_domains: Vec<String>,
    /// The programmes that the case covers.
    #[diesel(sql_type = Array<SqlUuid>)]
    pub case_programmes: Vec<Uuid>,
}

const SELECT: &str = "select p.id, p.name, p.email, bool_or(s.role = 'LEAD_ASSESSOR') as lead, \
    (select count(*) from application a where a.assessor_id = p.id and a.state in ('SUBMITTED', 'IN_ASSESSMENT', 'MODERATION')) as open_cases, \
    array(select m.university_id from member m where m.person_id = p.id union select f.university_id from former_member f where f.person_id = p.id) as universities, \
    array(select distinct lower(split_part(q.email, '@', 2)) from application a join member m on m.university_id = a.university_id \
      join person q on q.id = m.person_id where a.id = $1 and q.email is not null) as case_domains, \
    array(select x.programme_id from application_programme x where x.application_id = $1) as case_programmes, \
    (select u.name from application a join university u on u.id = a.university_id where a.id = $1) as case_university \
    from staff s join person p on p.id = s.person_id where s.role in ('ASSESSOR', 'LEAD_ASSESSOR')";

/// One page of assessors by name, seen from a case where one is given.
pub async fn list(tx: &Tx, application: Option<Uuid>, paging: &Paging) -> Result<Page<Assessor>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let after = paging.after.as_ref();
    let rows: Vec<Assessor> = sql_query(format!(
        "{SELECT} and ($2 is null or (p.name, p.id) > ($2, $3)) group by p.id, p.name, p.email order by p.name, p.id limit $4"
    ))
    .bind::<Nullable<SqlUuid>, _>(application)
    .bind::<Nullable<Text>, _>(after.map(|cursor| &cursor.key))
    .bind::<Nullable<SqlUuid>, _>(after.map(|cursor| cursor.id))
    .bind::<BigInt, _>(paging.first + 1)
    .load(&mut conn)
    .await?;
    let rows = rows
        .into_iter()
        .map(|row| {
            (
                Cursor {
                    key: row.name.clone(),
                    id: row.id,
                },
                row,
            )
        })
        .collect();
    Ok(Page::new(rows, paging.first))
}

/// One assessor, seen from a case.
pub async fn find(tx: &Tx, application: Uuid, person: Uuid) -> Result<Option<Assessor>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!(
        "{SELECT} and p.id = $2 group by p.id, p.name, p.email"
    ))
    .bind::<SqlUuid, _>(application)
    .bind::<SqlUuid, _>(person)
    .get_result(&mut conn)
    .await
    .optional()?)
}

/// How many assessors there are.
pub async fn count(tx: &Tx) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let count: Count = sql_query("select count(distinct person_id) as n from staff where role in ('ASSESSOR', 'LEAD_ASSESSOR')")
        .get_result(&mut conn)
        .await?;
    Ok(count.n)
}
