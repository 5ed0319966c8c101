//! An operator's token for some universities, by SQL: what is of others does not exist, whatever runs it (T1).

use tests::world;

use super::tables::{attempt, nothing, opening, refused, two_universities};

/// An operator's token for some universities: every table, also by what runs as the owner.
#[tokio::test]
async fn an_operator_kept_to_a_university() {
    let app = two_universities().await;
    let (owner, login) = (app.owner().await, app.login_role().await);
    let (alder, bracken) = (
        world::university("alderbrook"),
        world::university("brackenfield"),
    );
    let operator = opening("viewer_operator", &world::person("olive").to_string(), "");
    let kept = format!("{operator}; set local viewer.universities = '{{{alder}}}'");
    let everybody = ["edition", "register_entry", "yearly_agreement", "setting"];
    let (mut seen, mut closed) = (0, 0);
    for table in owner.tables().await {
        let tenant = format!(
            "select count(*)::text from pg_attribute where attrelid = '{table}'::regclass and attname = 'university_id'"
        );
        let by = match table.as_str() {
            "university" => Some("id"),
            _ if owner.one(&tenant).await == "1" => Some("university_id"),
            _ => None,
        };
        let reads = async |opening: &str, filter: &str| {
            let columns = format!(
                "select has_column_privilege('viewer_operator', '{table}', attname, 'select'), attname::text from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and not attisdropped order by 1 desc, attnum limit 1"
            );
            let column = owner.rows(&columns).await[0][1].clone().unwrap();
            let read = format!("select {column} from {table} {filter}");
            attempt(&login, opening, &read).await
        };
        if let Some(by) = by {
            nothing(
                &login,
                &kept,
                &format!("select ctid from {table} where {by} <> '{alder}'"),
            )
            .await;
            nothing(
                &login,
                &kept,
                &format!("delete from {table} where {by} = '{bracken}'"),
            )
            .await;
            seen += u32::from(reads(&kept, "").await.is_ok_and(|rows| rows > 0));
        } else if everybody.contains(&table.as_str())
            || matches!(table.as_str(), "staff" | "person" | "idempotency")
        {
            nothing(&login, &kept, &format!("delete from {table}")).await;
        } else {
            assert!(matches!(reads(&kept, "").await, Ok(0) | Err(_)), "{table}");
            closed += u32::from(reads(&operator, "").await.is_ok_and(|rows| rows > 0));
        }
    }
    assert!(seen > 15 && closed > 8, "{seen} seen, {closed} closed");
    // Who is of neither is not known, and what the owner does for operators is kept to it, too.
    let marek = format!(
        "select id from person where id = '{}'",
        world::person("marek")
    );
    nothing(&login, &kept, &marek).await;
    assert_eq!(attempt(&login, &operator, &marek).await, Ok(1));
    let names = "select * from university_names('%')";
    assert_eq!(attempt(&login, &kept, names).await, Ok(1));
    assert!(
        attempt(&login, &operator, names)
            .await
            .is_ok_and(|rows| rows > 1)
    );
    let told = "insert into trail (university_id, id, at, act, summary) values ('00000000-0000-0000-0000-000000000000', gen_random_uuid(), now(), 'settings.changed', 'x')";
    refused(&login, &kept, told).await;
}
