//! What is held of a person: taken away, and erased (T6, U5).

mod erasing;
mod packing;
mod retaining;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use serde_json::{Value, json};
use tests::{Answer, Person, TestApp, world};
use zip::ZipArchive;

const HOLDINGS: &str = "query($id: ID!) { personHoldings(personId: $id) { part title count stays note } \
     personRecord(personId: $id) { person { id name email } erasedAt universities staff toErase { rule message } } }";
const FIND: &str =
    "query($words: String!) { peopleFound(words: $words) { person { id name } universities } }";
const PACK: &str = "mutation($input: ExportPersonInput!) { exportPerson(input: $input) { export { id report narrowed } } }";
const OWN: &str = "mutation { exportOwnData { export { id } } }";
const OPEN: &str = "mutation($input: OpenExportInput!) { openExport(input: $input) { url } }";
const EXPORTS: &str = "{ exports(first: 10) { nodes { id title narrowed state } } }";
const ERASE: &str = "mutation($input: ErasePersonInput!) { erasePerson(input: $input) { record { person { name email } erasedAt toErase { rule } } } }";

async fn erase(by: &Person, who: &str, reason: &str) -> Answer {
    let input = json!({ "personId": world::person_id(who), "reason": reason });
    by.ask(ERASE, json!({ "input": input })).await
}

/// How many things of each part are held of somebody, and whether they stay.
async fn held(by: &Person, who: &str) -> BTreeMap<String, (i64, bool)> {
    let answer = by
        .ask(HOLDINGS, json!({ "id": world::person_id(who) }))
        .await;
    let parts = answer.at("/personHoldings").as_array().unwrap().iter();
    let part = |row: &Value| {
        let name = row["part"].as_str().unwrap().to_owned();
        (name, (row["count"].as_i64().unwrap(), row["stays"] == true))
    };
    parts.map(part).collect()
}

/// The files of an archive by their paths, as whoever may fetch it.
async fn fetch(who: &Person, export: &str) -> BTreeMap<String, Vec<u8>> {
    let opened = who
        .ask(OPEN, json!({ "input": { "exportId": export } }))
        .await;
    let answer = reqwest::get(opened.text("/openExport/url")).await.unwrap();
    assert_eq!(answer.status(), 200);
    let bytes = answer.bytes().await.unwrap().to_vec();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().unwrap().to_string(), bytes);
    }
    files
}

/// Lets somebody of Alderbrook be its manager, too, who has signed in.
async fn another_manager(app: &TestApp) {
    let (alder, colin) = (world::university("alderbrook"), world::person("colin"));
    let joins = format!(
        "insert into member (university_id, person_id, role, signed_in_at) values ('{alder}', '{colin}', 'MANAGER', now())"
    );
    app.owner().await.run(&joins).await;
}
