//! Everything of one university, table by table, as its own people see it: what it takes away (T1, T4).

use diesel::sql_types::{BigInt, Jsonb, Text, Uuid as SqlUuid};
use diesel::{QueryableByName, sql_query};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

use crate::{Result, Tx};

/// A table of what a university takes away.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// What it is called, here and in the archive.
    pub name: &'static str,
    /// Where its rows are, as `t`; all of them have a `university_id`.
    from: &'static str,
    /// What orders them.
    order: &'static str,
    /// Columns that are the product's own, and mean nothing outside it.
    without: &'static str,
}

const fn table(name: &'static str, order: &'static str) -> Table {
    Table {
        name,
        from: name,
        order,
        without: "{}",
    }
}

/// Every table that a university takes away, what others refer to first.
pub const TABLES: [Table; 34] = [
    Table {
        from: "(select u.id as university_id, u.* from university u)",
        without: "{university_id,version}",
        ..table("university", "id")
    },
    Table {
        from: "(select m.*, p.name, p.email from member m join person p on p.id = m.person_id)",
        without: "{ruled_by}",
        ..table("member", "person_id, role")
    },
    table("former_member", "person_id"),
    table("invitation", "invited_at, id"),
    table("successor", "place, person_id"),
    table("university_domain", "name, id"),
    table("claim_rule", "made_at, id"),
    table("delivery_framework", "id"),
    table("programme", "id"),
    table("programme_contributor", "programme_id, person_id"),
    Table {
        without: "{words}",
        ..table("application", "id")
    },
    table("application_programme", "application_id, programme_id"),
    table("application_hold", "application_id, held_at"),
    table("self_rating", "application_id, criterion"),
    table(
        "rating_exception",
        "application_id, criterion, programme_id",
    ),
    table("evidence", "id"),
    Table {
        without: "{upload_key,object_key}",
        ..table("evidence_file", "evidence_id")
    },
    table("evidence_tie", "application_id, evidence_id, criterion"),
    table(
        "evidence_programme",
        "application_id, evidence_id, programme_id",
    ),
    table("evidence_request", "application_id, asked_at"),
    table("judgement", "application_id, criterion"),
    table("outcome", "application_id, pillar"),
    table("sampled_programme", "application_id, programme_id"),
    table("decision", "application_id"),
    table("award", "number"),
    table("award_programme", "award_id, programme_id"),
    table("departure", "award_id, programme_id"),
    table("orders", "number"),
    table("quote", "number"),
    table("quoted_application", "quote_id, application_id"),
    table("invoice", "series, seq"),
    table("credit_note", "series, seq"),
    table("payment", "recorded_at, id"),
    // Its numbers would tell how much of it is not shown (J6); what staff changed, and from where, is theirs.
    Table {
        from: "(select t.university_id, t.seq, t.id, t.at, t.actor_id, t.act, t.application_id, t.subject_id, t.summary, \
               case when own then t.before end as before, case when own then t.after end as after, case when own then t.origin end as origin, \
               t.prev_hash, t.hash from trail t cross join lateral \
               (select exists (select from member m where m.person_id = t.actor_id and m.university_id = t.university_id) as own) x)",
        without: "{seq}",
        ..table("trail", "seq")
    },
];

/// Rows read at a time.
const AT_ONCE: i64 = 500;

/// Begins to read the rows of a table; a transaction reads one table at a time.
pub async fn open(tx: &Tx, table: &Table, university: Uuid) -> Result<()> {
    let Table {
        from,
        order,
        without,
        ..
    } = table;
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    // A cursor takes no values of its own: an id is hexadecimal, and the rest is ours.
    sql_query(format!(
        "declare everything no scroll cursor for select to_jsonb(t) - '{without}'::text[] as row from {from} t \
         where t.university_id = '{university}' order by {order}"
    ))
    .execute(&mut conn)
    .await?;
    Ok(())
}

/// The next rows of the table that is read; none once all were, and another can be.
pub async fn next(tx: &Tx) -> Result<Vec<Value>> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Jsonb)]
        row: Value,
    }
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    let rows: Vec<Row> = sql_query(format!("fetch {AT_ONCE} from everything"))
        .load(&mut conn)
        .await?;
    if rows.is_empty() {
        sql_query("close everything").execute(&mut conn).await?;
    }
    Ok(rows.into_iter().map(|row| row.row).collect())
}

/// A file of evidence that can be fetched.
#[derive(Debug, QueryableByName)]
pub struct File {
    #[diesel(sql_type = SqlUuid)]
    pub evidence_id: Uuid,
    #[diesel(sql_type = Text)]
    pub name: String,
    #[diesel(sql_type = Text)]
    pub content_type: String,
    /// Bytes.
    #[diesel(sql_type = BigInt)]
    pub size: i64,
    /// In hexadecimal.
    #[diesel(sql_type = Text)]
    pub sha256: String,
    #[diesel(sql_type = Text)]
    pub object_key: String,
}

/// The files of a university's evidence that were found to be what they say (E2).
pub async fn files(tx: &Tx, university: Uuid) -> Result<Vec<File>> {
    let conn = tx.conn().await?;
    let mut conn: &AsyncPgConnection = &conn;
    Ok(sql_query(
        "select evidence_id, name, coalesce(content_type, '') as content_type, size, sha256, object_key from evidence_file \
         where university_id = $1 and state = 'CLEAN' and removed_on is null order by evidence_id",
    )
    .bind::<SqlUuid, _>(university)
    .load(&mut conn)
    .await?)
}
