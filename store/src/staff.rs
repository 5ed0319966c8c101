//! Who works for the scheme, and the invitations by which they come in (T5, U8).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::access::Role;
use domain::staff::MOST;
use uuid::Uuid;

use crate::invitations::{OPEN_FOR, Open};
use crate::tables::{staff, staff_invitation};
use crate::{Result, Tx};

/// Somebody who works for the scheme, as one thing; whoever is several things stands there several times.
#[derive(Debug, Clone, QueryableByName)]
pub struct Employed {
    #[diesel(sql_type = SqlUuid)]
    pub person_id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub email: Option<String>,
    #[diesel(sql_type = Text)]
    pub role: String,
    /// When they last signed in, as whatever.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub signed_in_at: Option<DateTime<Utc>>,
    /// Until when the invitation that they did not take up yet is open.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub invited_until: Option<DateTime<Utc>>,
    /// Cases in hand, to be marked first or second.
    #[diesel(sql_type = BigInt)]
    pub open_cases: i64,
}

/// Who works for the scheme, those who run it first, then by name; [`MOST`] at most; as an operator.
pub async fn list(tx: &Tx) -> Result<Vec<Employed>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!(
        "select s.person_id, p.name, p.email, s.role, l.at as signed_in_at, i.expires_at as invited_until, \
           (select count(*) from application a where a.assessor_id = p.id and a.state not in ('DRAFT', 'DECIDED', 'WITHDRAWN') \
             or a.second_assessor_id = p.id and a.state = 'MODERATION') as open_cases \
         from staff s join person p on p.id = s.person_id left join last_sign_in l on l.person_id = p.id \
         left join staff_invitation i on i.person_id = p.id and i.accepted_at is null \
         order by array_position(array['ADMINISTRATOR', 'OPERATOR', 'LEAD_ASSESSOR', 'ASSESSOR'], s.role), p.name, p.id limit {MOST}"
    ))
    .load(&mut conn)
    .await?)
}

/// Somebody who is to work for the scheme.
#[derive(Debug, Clone, Copy)]
pub struct Employing<'a> {
    /// What they are called, where nobody of that address works for it.
    pub name: &'a str,
    pub email: &'a str,
    pub role: Role,
    /// Who says so; none: the command line.
    pub by: Option<Uuid>,
    pub at: DateTime<Utc>,
    /// The invitation to be written down; none for whoever signs in for the scheme already.
    pub invitation: Option<Uuid>,
}

/// Who works for the scheme now.
#[derive(Debug, Clone, QueryableByName)]
pub struct Joined {
    #[diesel(sql_type = SqlUuid)]
    pub person_id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    /// False where they have the role already: nothing is to be kept of it then.
    #[diesel(sql_type = Bool)]
    pub added: bool,
}

/// Lets whoever has an address work for the scheme, as the person of that address who does or as a new one; as an operator, or the system.
pub async fn employ(tx: &Tx, who: &Employing<'_>) -> Result<Joined> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "with known as (select p.id, p.name from person p where lower(p.email) = lower($1) \
           and exists (select from staff s where s.person_id = p.id) order by p.id limit 1), \
         new as materialized (select new_person($2, $1) as id, $2 as name where not exists (select from known)), \
         who as (select * from known union all select * from new), \
         added as (insert into staff (person_id, role) select w.id, $3 from who w on conflict do nothing returning person_id), \
         invited as (insert into staff_invitation (id, person_id, invited_by, invited_at, expires_at) \
           select $4, w.id, $5, $6, $7 from who w where $4 is not null \
           on conflict (person_id) where accepted_at is null \
           do update set id = excluded.id, invited_by = excluded.invited_by, invited_at = excluded.invited_at, expires_at = excluded.expires_at) \
         select w.id as person_id, w.name, exists (select from added) as added from who w",
    )
    .bind::<Text, _>(who.email)
    .bind::<Text, _>(who.name)
    .bind::<Text, _>(who.role.as_str())
    .bind::<Nullable<SqlUuid>, _>(who.invitation)
    .bind::<Nullable<SqlUuid>, _>(who.by)
    .bind::<Timestamptz, _>(who.at)
    .bind::<Timestamptz, _>(who.at + OPEN_FOR)
    .get_result(&mut conn)
    .await?)
}

/// Invites somebody who works for the scheme again, in place of an earlier invitation that was not taken up; as an operator.
pub async fn invite(tx: &Tx, person: Uuid, id: Uuid, by: Uuid, at: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(staff_invitation::table)
        .values((
            staff_invitation::id.eq(id),
            staff_invitation::person_id.eq(person),
            staff_invitation::invited_by.eq(by),
            staff_invitation::invited_at.eq(at),
            staff_invitation::expires_at.eq(at + OPEN_FOR),
        ))
        .on_conflict(staff_invitation::person_id)
        .filter_target(staff_invitation::accepted_at.is_null())
        .do_update()
        .set((
            staff_invitation::id.eq(id),
            staff_invitation::invited_by.eq(by),
            staff_invitation::invited_at.eq(at),
            staff_invitation::expires_at.eq(at + OPEN_FOR),
        ))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// The invitation of this id, held until the transaction ends: none where it was taken up, replaced or is over, and where the person does not
/// work for the scheme any more; as the system.
pub(crate) async fn open(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<Option<Open>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select i.id, null::uuid as university_id, null::text as university, p.id as person_id, p.name, p.email, false as sets_up from staff_invitation i join person p on p.id = i.person_id \
         where i.id = $1 and i.accepted_at is null and i.expires_at > $2 and exists (select from staff s where s.person_id = p.id) for update of i",
    )
    .bind::<SqlUuid, _>(id)
    .bind::<Timestamptz, _>(now)
    .get_result(&mut conn)
    .await
    .optional()?)
}

/// An invitation is taken up by whoever signed in: the one who was invited, or somebody known by that identity already, who is from now
/// on in their place what they were to be; as the system.
pub(crate) async fn accept(tx: &Tx, of: &Open, by: Uuid, now: DateTime<Utc>) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(staff_invitation::table.find(of.id))
        .set(staff_invitation::accepted_at.eq(now))
        .execute(&mut conn)
        .await?;
    if by == of.person_id {
        return Ok(());
    }
    sql_query(
        "with gone as (delete from staff where person_id = $1 returning role) \
         insert into staff (person_id, role) select $2, role from gone on conflict do nothing",
    )
    .bind::<SqlUuid, _>(of.person_id)
    .bind::<SqlUuid, _>(by)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Takes what somebody is for the scheme away; false where they are not that.
pub async fn remove(tx: &Tx, person: Uuid, role: Role) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let removed = diesel::delete(staff::table.find((person, role.as_str())))
        .execute(&mut conn)
        .await?;
    Ok(removed == 1)
}
