//! What is heard, and what is taken away: as in the walk, the same where Brackenfield is full.

use std::io::{Cursor, Read};
use std::time::Duration;

use futures_util::future::join_all;
use serde_json::json;
use tests::{Person, TestApp, make, world};

use super::alike::New;
use super::made::{self, WALKERS, Worlds};
use crate::socket::{Came, Socket, greeted};

/// Who heard what by which subscription.
type Heard = Vec<(&'static str, String, Vec<String>)>;

/// What everybody hears by every subscription while Alderbrook begins one application.
pub(super) async fn heard(worlds: &Worlds, world: &TestApp, busy: bool) -> Heard {
    let at = world.serve().await;
    let hearing = tokio::spawn(server::app::hear_changes(world.server()));
    tokio::time::sleep(Duration::from_millis(300)).await;
    let mut sockets = Vec::new();
    for who in WALKERS.into_iter().filter(|who| !who.is_empty()) {
        for ask in worlds.types.hearings(&worlds.known) {
            let mut socket = greeted(at, &worlds.person(world, who)).await;
            socket.subscribe("1", &ask.document()).await;
            sockets.push((who, ask.root, socket));
        }
    }
    tokio::time::sleep(Duration::from_millis(300)).await;
    let listen = async {
        if busy {
            make::application(world, "brackenfield", make::Stage::Submitted).await;
        }
        make::Case::draft(world, "alderbrook", "Buddies").await;
        let all = sockets
            .into_iter()
            .map(|(who, root, socket)| async move { (who, root, everything(socket).await) });
        let mut new = New::default();
        let mut heard = join_all(all).await;
        for message in heard.iter_mut().flat_map(|(.., messages)| messages) {
            *message = new.called(message, &worlds.old);
        }
        heard
    };
    let goes_on = async {
        match busy {
            true => made::go_on(world).await,
            false => std::future::pending().await,
        }
    };
    let heard = tokio::select! {
        heard = listen => heard,
        () = goes_on => unreachable!("it goes on for ever"),
    };
    hearing.abort();
    heard
}

async fn everything(mut socket: Socket) -> Vec<String> {
    let mut messages = Vec::new();
    while messages.len() < 100
        && let Came::Json(message) = socket.next().await
    {
        messages.push(message.to_string());
    }
    messages
}

/// All that somebody takes away of their university or of themself: the files of each archive, in the order in which they lie there.
pub(super) async fn taken(
    worlds: &Worlds,
    world: &TestApp,
    who: &'static str,
) -> Vec<(String, String)> {
    let person = worlds.person(world, who);
    let mut new = New::default();
    let mut files = Vec::new();
    let of_university = json!({ "input": { "universityId": world::university_id("alderbrook") } });
    let university = "mutation($input: ExportUniversityInput!) { made: exportUniversity(input: $input) { export { id } } }";
    let own = "mutation { made: exportOwnData { export { id } } }";
    for (document, variables) in [(university, of_university), (own, json!({}))] {
        let made = person.ask_freely(document, variables).await;
        let Some(id) = made.body["data"]["made"]["export"]["id"].as_str() else {
            files.push((document.to_owned(), made.code().to_owned()));
            continue;
        };
        world.try_work().await;
        for (name, text) in archive(&person, id).await {
            files.push((name, new.called(&text, &worlds.old)));
        }
    }
    files
}

async fn archive(person: &Person, id: &str) -> Vec<(String, String)> {
    let open = "mutation($input: OpenExportInput!) { openExport(input: $input) { url } }";
    let opened = person
        .ask(open, json!({ "input": { "exportId": id } }))
        .await;
    let answer = reqwest::get(opened.text("/openExport/url")).await.unwrap();
    let bytes = answer.bytes().await.unwrap().to_vec();
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes.clone())) else {
        return vec![(String::new(), String::from_utf8_lossy(&bytes).into_owned())];
    };
    let mut files = Vec::new();
    for place in 0..archive.len() {
        let mut file = archive.by_index(place).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().to_string();
        files.push((name, String::from_utf8_lossy(&bytes).into_owned()));
    }
    files
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_subscription_tells_the_same_in_both() {
    let worlds = Worlds::get().await;
    let mut told = Vec::new();
    for (template, busy) in [(&worlds.base, false), (&worlds.full, true)] {
        let mut world = TestApp::copy_of(template).await;
        world.leave_jobs();
        told.push(heard(worlds, &world, busy).await);
    }
    assert_eq!(told[0], told[1]);
    let events = told[0].iter().filter(|(.., messages)| !messages.is_empty());
    assert!(events.count() >= 5, "{:?}", told[0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_taken_away_is_the_same_in_both() {
    let worlds = Worlds::get().await;
    let mut empty = TestApp::copy_of(&worlds.base).await;
    let mut full = TestApp::copy_of(&worlds.full).await;
    empty.leave_jobs();
    full.leave_jobs();
    for who in ["mara", "colin", "vera", "wanda"] {
        let files = taken(worlds, &empty, who).await;
        let there = taken(worlds, &full, who).await;
        for (here, there) in files.iter().zip(&there) {
            assert_eq!(here, there, "{who}");
        }
        assert_eq!(files.len(), there.len());
        assert!(files.len() > 1, "{who} takes something away");
    }
}
