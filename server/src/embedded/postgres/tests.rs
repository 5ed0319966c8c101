use super::*;
use roles::connect;

#[tokio::test]
async fn a_cluster_starts_stops_and_starts_again_with_what_it_held() {
    let folder = tempfile::tempdir().unwrap();
    let first = Postgres::start(folder.path(), Tuning::Test).await.unwrap();
    let owner = connect(&first.owner_url()).await.unwrap();
    owner
        .batch_execute("CREATE TABLE kept AS SELECT 7 AS number")
        .await
        .unwrap();
    let app = connect(&first.app_url()).await.unwrap();
    let row = app
        .query_one(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolinherit AS strong
             FROM pg_roles WHERE rolname = current_user",
            &[],
        )
        .await
        .unwrap();
    assert!(!row.get::<_, bool>("strong"));
    assert!(app.batch_execute("CREATE TABLE mine ()").await.is_err());
    assert!(
        app.batch_execute("CREATE TEMP TABLE mine ()")
            .await
            .is_err()
    );
    assert!(app.batch_execute("SELECT * FROM kept").await.is_err());
    first.stop().await.unwrap();

    let began = Instant::now();
    let second = Postgres::start(folder.path(), Tuning::Test).await.unwrap();
    assert!(
        began.elapsed() < Duration::from_secs(3),
        "took {:?}",
        began.elapsed()
    );
    let owner = connect(&second.owner_url()).await.unwrap();
    let row = owner
        .query_one("SELECT number FROM kept", &[])
        .await
        .unwrap();
    assert_eq!(row.get::<_, i32>(0), 7);
}

#[tokio::test]
async fn a_second_server_on_the_same_folder_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let first = Postgres::start(folder.path(), Tuning::Test).await.unwrap();
    let refusal = Postgres::start(folder.path(), Tuning::Test)
        .await
        .unwrap_err();
    assert!(matches!(refusal, Error::InUse { .. }), "{refusal}");
    assert!(!refusal.to_string().contains('\n'));
    first.stop().await.unwrap();
    Postgres::start(folder.path(), Tuning::Test).await.unwrap();
}

#[tokio::test]
async fn a_database_killed_without_warning_is_recovered() {
    let folder = tempfile::tempdir().unwrap();
    let mut first = Postgres::start(folder.path(), Tuning::Durable)
        .await
        .unwrap();
    let owner = connect(&first.owner_url()).await.unwrap();
    owner
        .batch_execute("CREATE TABLE kept AS SELECT 7 AS number")
        .await
        .unwrap();
    first.child.kill().unwrap();
    first.ended().await.unwrap();
    drop(first);

    let second = Postgres::start(folder.path(), Tuning::Durable)
        .await
        .unwrap();
    let owner = connect(&second.owner_url()).await.unwrap();
    let row = owner
        .query_one("SELECT number FROM kept", &[])
        .await
        .unwrap();
    assert_eq!(row.get::<_, i32>(0), 7);
}

#[tokio::test]
async fn a_mark_left_by_a_crash_whose_number_is_in_use_again_does_not_stop_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let first = Postgres::start(folder.path(), Tuning::Test).await.unwrap();
    let cluster = first.log().with_file_name("cluster");
    first.stop().await.unwrap();
    let mark = format!(
        "{}\n{}\n0\n1\n\n127.0.0.1\n0 0\n",
        std::process::id(),
        cluster.display()
    );
    std::fs::write(cluster.join("postmaster.pid"), mark).unwrap();
    Postgres::start(folder.path(), Tuning::Test).await.unwrap();
}

#[tokio::test]
async fn starting_over_empties_the_folder_but_never_somebody_elses() {
    let folder = tempfile::tempdir().unwrap();
    let first = Postgres::start(folder.path(), Tuning::Test).await.unwrap();
    assert!(matches!(
        start_over(folder.path()).await.unwrap_err(),
        Error::InUse { .. }
    ));
    first.stop().await.unwrap();
    start_over(folder.path()).await.unwrap();
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .flatten()
        .collect();
    assert_eq!(left.len(), 1, "{left:?}");

    let other = tempfile::tempdir().unwrap();
    std::fs::write(other.path().join("thesis.odt"), "years of work").unwrap();
    assert!(matches!(
        start_over(other.path()).await.unwrap_err(),
        Error::NotOurs { .. }
    ));
}
