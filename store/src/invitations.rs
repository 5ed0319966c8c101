//! Who belongs to a university, and the invitations by which they come in: a first sign-in at its provider ties the identity (T5).

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{Array, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use domain::access::Role;
use uuid::Uuid;

use crate::tables::{identity, invitation, member};
use crate::{Result, Tx, staff};

/// How long an invitation lets somebody in.
pub const OPEN_FOR: TimeDelta = TimeDelta::days(14);
/// The most of a university that are listed.
pub const MOST: i64 = 500;

/// Somebody who belongs to a university as something.
#[derive(Debug, Clone, QueryableByName)]
pub struct Belonging {
    #[diesel(sql_type = SqlUuid)]
    pub person_id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub email: Option<String>,
    #[diesel(sql_type = Text)]
    pub role: String,
    /// When they last began to act for it as this.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub signed_in_at: Option<DateTime<Utc>>,
    /// Until when the invitation that they did not take up yet is open.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    pub invited_until: Option<DateTime<Utc>>,
    /// The programmes that a contributor is named on; none for others.
    #[diesel(sql_type = Array<SqlUuid>)]
    pub programmes: Vec<Uuid>,
}

/// The people of a university by role and name, [`MOST`] at most.
pub async fn people(tx: &Tx, university: Uuid) -> Result<Vec<Belonging>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(format!(
        "select m.person_id, p.name, p.email, m.role, m.signed_in_at, i.expires_at as invited_until, \
           case when m.role = 'CONTRIBUTOR' then array(select c.programme_id from programme_contributor c \
             where c.university_id = m.university_id and c.person_id = m.person_id order by 1) else '{{}}' end as programmes \
         from member m join person p on p.id = m.person_id \
         left join invitation i on i.university_id = m.university_id and i.person_id = m.person_id and i.accepted_at is null \
         where m.university_id = $1 order by array_position(array['MANAGER', 'CONTRIBUTOR', 'VIEWER'], m.role), p.name, p.id limit {MOST}"
    ))
    .bind::<SqlUuid, _>(university)
    .load(&mut conn)
    .await?)
}

/// Somebody who is to belong to a university.
#[derive(Debug, Clone, Copy)]
pub struct Joining<'a> {
    pub university: Uuid,
    /// What they are called, where nobody of that address belongs to it, or did.
    pub name: &'a str,
    pub email: &'a str,
    pub role: Role,
    /// Who says so, and when.
    pub by: Uuid,
    pub at: DateTime<Utc>,
    /// The invitation to be written down; none for whoever signs in for the university already.
    pub invitation: Option<Uuid>,
}

/// Who joined.
#[derive(Debug, Clone, QueryableByName)]
pub struct Joined {
    #[diesel(sql_type = SqlUuid)]
    pub person_id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    /// The university's name.
    #[diesel(sql_type = Text)]
    pub university: String,
    /// False where they have the role already: nothing is to be kept of it then.
    #[diesel(sql_type = Bool)]
    pub added: bool,
}

/// Lets whoever has an address belong to a university, as the person they are or were there, or as a new one; none where this viewer
/// sees no such university.
pub async fn join(tx: &Tx, joining: &Joining<'_>) -> Result<Option<Joined>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "with known as (select p.id, p.name from person p where lower(p.email) = lower($2) \
           and (exists (select from member m where m.university_id = $1 and m.person_id = p.id) \
             or exists (select from former_member f where f.university_id = $1 and f.person_id = p.id)) order by p.id limit 1), \
         new as materialized (select new_person($3, $2) as id, $3 as name where not exists (select from known)), \
         who as (select * from known union all select * from new), \
         added as (insert into member (university_id, person_id, role) select $1, w.id, $4 from who w on conflict do nothing returning person_id), \
         invited as (insert into invitation (university_id, id, person_id, invited_by, invited_at, expires_at) \
           select $1, $5, w.id, $6, $7, $8 from who w where $5 is not null \
           on conflict (university_id, person_id) where accepted_at is null \
           do update set id = excluded.id, invited_by = excluded.invited_by, invited_at = excluded.invited_at, expires_at = excluded.expires_at) \
         select w.id as person_id, w.name, u.name as university, exists (select from added) as added from who w join university u on u.id = $1",
    )
    .bind::<SqlUuid, _>(joining.university)
    .bind::<Text, _>(joining.email)
    .bind::<Text, _>(joining.name)
    .bind::<Text, _>(joining.role.as_str())
    .bind::<Nullable<SqlUuid>, _>(joining.invitation)
    .bind::<SqlUuid, _>(joining.by)
    .bind::<Timestamptz, _>(joining.at)
    .bind::<Timestamptz, _>(joining.at + OPEN_FOR)
    .get_result(&mut conn)
    .await
    .optional()?)
}

/// Lets somebody of a university be something else there; false where they are not what they were said to be.
pub async fn change(tx: &Tx, university: Uuid, person: Uuid, from: Role, to: Role) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let changed = diesel::update(member::table.find((university, person, from.as_str())))
        .set(member::role.eq(to.as_str()))
        .execute(&mut conn)
        .await?;
    Ok(changed == 1)
}

/// Takes what somebody is at a university away; false where they are not that.
pub async fn remove(tx: &Tx, university: Uuid, person: Uuid, role: Role) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let removed = diesel::delete(member::table.find((university, person, role.as_str())))
        .execute(&mut conn)
        .await?;
    Ok(removed == 1)
}

/// One row of `invitation`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = invitation)]
pub struct Invitation {
    pub university_id: Uuid,
    pub id: Uuid,
    pub person_id: Uuid,
    pub invited_by: Option<Uuid>,
    pub invited_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub accepted_at: Option<DateTime<Utc>>,
}

/// Writes an invitation down in place of an earlier one that was not taken up.
pub async fn invite(tx: &Tx, new: &Invitation) -> Result<()> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::insert_into(invitation::table)
        .values(new)
        .on_conflict((invitation::university_id, invitation::person_id))
        .filter_target(invitation::accepted_at.is_null())
        .do_update()
        .set((
            invitation::id.eq(new.id),
            invitation::invited_by.eq(new.invited_by),
            invitation::invited_at.eq(new.invited_at),
            invitation::expires_at.eq(new.expires_at),
        ))
        .execute(&mut conn)
        .await?;
    Ok(())
}

/// An invitation that still lets somebody in, and to what: a university, or the scheme; as the system.
#[derive(Debug, Clone, QueryableByName)]
pub struct Open {
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// None: the scheme.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub university_id: Option<Uuid>,
    #[diesel(sql_type = Nullable<Text>)]
    pub university: Option<String>,
    #[diesel(sql_type = SqlUuid)]
    pub person_id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Nullable<Text>)]
    pub email: Option<String>,
    /// Whether it is to be the first mentoring manager, who may set up how the university signs in: nobody of it has signed in yet, and no
    /// provider of its own is in use (U6).
    #[diesel(sql_type = Bool)]
    pub sets_up: bool,
}

/// The invitation of this id, held until the transaction ends: none where it was taken up, replaced or is over, where the person does
/// not belong to the university, or work for the scheme, any more, and where the university takes part no longer.
pub async fn open(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<Option<Open>> {
    let of_university = open_of_university(tx, id, now).await?;
    match of_university {
        Some(of) => Ok(Some(of)),
        None => staff::open(tx, id, now).await,
    }
}

async fn open_of_university(tx: &Tx, id: Uuid, now: DateTime<Utc>) -> Result<Option<Open>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select i.id, u.id as university_id, u.name as university, p.id as person_id, p.name, p.email, \
           exists (select from member m where m.university_id = i.university_id and m.person_id = i.person_id and m.role = 'MANAGER') \
             and not exists (select from member m where m.university_id = i.university_id and m.signed_in_at is not null) \
             and not exists (select from provider o where o.of_university = i.university_id and o.state = 'OPEN') as sets_up \
         from invitation i join university u on u.id = i.university_id and u.state = 'OPEN' join person p on p.id = i.person_id \
         where i.id = $1 and i.accepted_at is null and i.expires_at > $2 \
           and exists (select from member m where m.university_id = i.university_id and m.person_id = i.person_id) for update of i",
    )
    .bind::<SqlUuid, _>(id)
    .bind::<Timestamptz, _>(now)
    .get_result(&mut conn)
    .await
    .optional()?)
}

/// An invitation is taken up by whoever signed in: the one who was invited, or somebody known by that identity already, who is from
/// now on in their place what they were to be; as the system.
pub async fn accept(tx: &Tx, of: &Open, by: Uuid, now: DateTime<Utc>) -> Result<()> {
    let Some(university) = of.university_id else {
        return staff::accept(tx, of, by, now).await;
    };
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    diesel::update(invitation::table.find(of.id))
        .set(invitation::accepted_at.eq(now))
        .execute(&mut conn)
        .await?;
    if by == of.person_id {
        return Ok(());
    }
    sql_query(
        "with gone as (delete from member where university_id = $1 and person_id = $2 returning role) \
         insert into member (university_id, person_id, role) select $1, $3, role from gone on conflict do nothing",
    )
    .bind::<SqlUuid, _>(university)
    .bind::<SqlUuid, _>(of.person_id)
    .bind::<SqlUuid, _>(by)
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// Whether an identity of an issuer is tied to a person (T5); as the system.
pub async fn signs_in(tx: &Tx, person: Uuid, issuer: &str) -> Result<bool> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let tied = diesel::select(diesel::dsl::exists(
        identity::table
            .filter(identity::person_id.eq(person))
            .filter(identity::issuer.eq(issuer)),
    ));
    Ok(tied.get_result(&mut conn).await?)
}
