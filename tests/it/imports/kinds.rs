//! Each kind of row, one after another as they are built on each other.

use serde_json::Value;
use tests::TestApp;
use tests::imports::send;

use super::counts;

#[tokio::test]
async fn universities_people_and_applications_follow_one_another() {
    let app = TestApp::start().await;
    let olive = app.operator().await;
    let sql = app.owner().await;
    let run = async |kind: &str, file: &str| {
        let import = send(&app, &olive, kind, "rows.csv", file.as_bytes()).await;
        import.check(&app, false).await;
        let now = import.now().await;
        assert_eq!(now["state"], "CHECKED", "{now:#}");
        if now["mayCommit"]["allowed"] == true {
            import.commit().await.ok();
            app.work().await;
        }
        import
    };
    let universities = "University,UKPRN,Code,Country\nPrifysgol Glan Môr,10001,,wales\nThe College of St Óran,,STO,\nUniversity of Alderbrook,10002,ALD,England\nTwo of one,10001,,\nNo code at all,10004,lower,Narnia\n";
    let made = run("UNIVERSITIES", universities).await;
    assert_eq!(counts(&made.now().await), [5, 2, 0, 1, 2, 2, 0, 0, 0]);
    assert_eq!(
        sql.column("select slug || ' ' || short_code from university where name in ('Prifysgol Glan Môr', 'The College of St Óran') order by name").await,
        ["prifysgol-glan-mor PGM", "the-college-of-st-oran STO"]
    );
    assert_eq!(
        sql.column("select nation from university where nation is not null")
            .await,
        ["WALES"],
        "what differs is left as it is unless updating was chosen"
    );
    assert_eq!(
        made.rows("BAD").await[0]["problems"][0]["message"],
        "Row 2 is of the same: keep one of the two."
    );

    let people = "Institution,Full name,Email,Role\n10001,Mair Rees,Mair.Rees@glanmor.example,manager\nPrifysgol Glan Môr,Mair Rees,mair.rees@glanmor.example,viewer\nalderbrook,Mara Example,mara@alderbrook.test,manager\n10001,Nobody,not an address,chief\nNowhere,Ann Other,ann@nowhere.example,viewer\n";
    let people = run("PEOPLE", people).await;
    assert_eq!(counts(&people.now().await), [5, 2, 1, 0, 2, 2, 0, 0, 0]);
    assert_eq!(
        sql.column("select m.role from member m join person p on p.id = m.person_id where p.email = 'mair.rees@glanmor.example' order by 1").await,
        ["MANAGER", "VIEWER"]
    );
    let bad = people.rows("BAD").await;
    let columns: Vec<&Value> = bad[0]["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|p| &p["column"])
        .collect();
    assert_eq!(
        columns,
        [2, 3],
        "everything that is wrong with a row is said"
    );

    let programmes = "University,Programme,Reference,Purpose,Directions,Mentors,Start date\n10001,Cyfeillion,C1,Helps people settle in.,staff->student,24,45551\n10001,Later,C2,Helps people settle in.,staff to staff,24,2027-01-01\nprifysgol-glan-mor,Bad,C3,,students to pupils,1e3,09/16/2024\n";
    let programmes = run("PROGRAMMES", programmes).await;
    assert_eq!(counts(&programmes.now().await)[..6], [3, 2, 0, 0, 1, 2]);
    assert_eq!(
        sql.one("select started_on::text from programme where external_reference = 'C1'")
            .await,
        "2024-09-16"
    );
    let wrong = programmes.rows("BAD").await[0]["problems"].clone();
    assert_eq!(wrong.as_array().unwrap().len(), 4, "{wrong:#}");

    let applications = "University,Programme,Level,Language\nPrifysgol Glan Môr,C1,bronze,Welsh\n10001,C2,Bronze,\n10001,C1,Gold,\n10001,C9,Bronze,\n10001,Cyfeillion,Platinum,French\n";
    let drafts = run("APPLICATIONS", applications).await;
    assert_eq!(counts(&drafts.now().await), [5, 1, 0, 0, 4, 1, 0, 0, 0]);
    assert_eq!(
        sql.column("select reference || ' ' || kind || ' ' || level || ' ' || language from application order by reference").await,
        ["PGM-0001 INITIAL BRONZE cy"]
    );
    let again = run(
        "APPLICATIONS",
        "University,Programme,Level\n10001,C1,Bronze\n10001,C2,Silver\n",
    )
    .await;
    assert_eq!(counts(&again.now().await)[..5], [2, 0, 1, 0, 1]);

    // Back again, in the order in which one was built on the other.
    made.undo().await.ok();
    app.work().await;
    assert_eq!(
        counts(&made.now().await)[5..],
        [2, 0, 1, 1],
        "the one with people and programmes stays"
    );
    for import in [&drafts, &programmes, &people, &made] {
        import.undo().await.ok();
        app.work().await;
    }
    assert_eq!(
        sql.one("select count(*)::text from application where state = 'WITHDRAWN'")
            .await,
        "1"
    );
    assert_eq!(
        counts(&programmes.now().await)[7..],
        [1, 1],
        "an application stays on record, and so does what it is of"
    );
    assert_eq!(
        sql.one("select count(*)::text from person where email like '%glanmor%'")
            .await,
        "0"
    );
    assert_eq!(
        sql.one("select count(*)::text from former_member").await,
        "0",
        "nobody is tied to where they never were (W1)"
    );
    app.check_trail().await;
}
