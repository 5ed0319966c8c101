//! Cases that went all the way: awards in force, about to lapse, expired, superseded, and one not accredited.

use chrono::{Days, Months, NaiveDate};
use domain::Rating::{NotMet, PartlyMet};

use super::papers;
use super::programmes::Programmes;
use super::{Way, drafted};
use crate::demo::story::{Calendar, Story};
use crate::demo::words::{FEEDBACK_BRONZE, FEEDBACK_SILVER};

/// Tells them.
pub fn tell(story: &mut Story, at: &Programmes) {
    alderbrook(story, at);
    kirkmoor(story, at);
    llanfair(story, at);
    ballinderry(story, at);
    penhallow(story, at);
    northmere(story, at);
    strathavon(story, at);
}

/// The day so many months ago, or the Friday before.
fn months_ago(days: Calendar, months: u32) -> NaiveDate {
    Calendar(days.0 - Months::new(months)).ago(0)
}

/// Bronze seven months ago: the next level is open.
fn alderbrook(story: &mut Story, at: &Programmes) {
    let way = Way::to(months_ago(story.days, 7));
    let rated = [("3.2", PartlyMet)];
    drafted(
        story,
        at.peers,
        "BRONZE",
        "tom",
        (way.draft, way.submit),
        &rated,
    )
    .send("tom", way.submit, &papers::TRAINING, None)
    .send("tom", way.submit, &papers::SURVEY, None)
    .submit(way.submit, "PO-44817")
    .pay("rachel", way.begin)
    .assign("rachel", way.begin, "helena")
    .open(way.begin)
    .judge((way.begin, way.decide), None, &rated)
    .confirm(way.decide, 1..=7, &[])
    .decide(way.decide, FEEDBACK_BRONZE[0]);
}

/// Bronze, then Silver by a second application; and a Bronze just decided, with a reason beside best fit (J3).
fn kirkmoor(story: &mut Story, at: &Programmes) {
    let way = Way::to(months_ago(story.days, 12));
    drafted(
        story,
        at.moor,
        "BRONZE",
        "yusuf",
        (way.draft, way.submit),
        &[],
    )
    .submit(way.submit, "KM/2207")
    .pay("daniel", way.begin)
    .assign("daniel", way.begin, "bethan")
    .open(way.begin)
    .judge((way.begin, way.decide), None, &[])
    .confirm(way.decide, 1..=7, &[])
    .decide(way.decide, FEEDBACK_BRONZE[1]);

    let way = Way::to(months_ago(story.days, 3));
    let judged = [("3.7", PartlyMet), ("4.8", PartlyMet), ("7.3", PartlyMet)];
    drafted(story, at.moor, "SILVER", "yusuf", (way.draft, way.submit), &[("3.7", PartlyMet)])
        .send("yusuf", way.submit, &papers::PLAN, None)
        .send("yusuf", way.submit, &papers::SURVEY, None)
        .submit(way.submit, "KM/2391")
        .pay("rachel", way.begin)
        .assign("rachel", way.begin, "helena")
        .open(way.begin)
        .judge((way.begin, Calendar(way.decide).ago(14)), None, &judged)
        .ask(Calendar(way.decide).ago(13), &["7.3"],
            "I can see how the programme celebrates. How are mentors and mentees themselves encouraged to?",
            Calendar(way.decide).ago(2))
        .link("danielle", Calendar(way.decide).ago(9), ("Kit for celebrating: words and pictures to use", "mentoring/celebrate"),
            (Calendar(way.decide).ago(60), Calendar(way.decide).ago(10)), &["7.3"], Some(0))
        .answer(Calendar(way.decide).ago(8),
            "The kit is new this year and was not on the page yet. Thirty-one pairs have used it since September.")
        .open(Calendar(way.decide).ago(6))
        .judge((Calendar(way.decide).ago(6), Calendar(way.decide).ago(6)), Some(&["7.3"]), &[])
        .close(Calendar(way.decide).ago(6))
        .confirm(way.decide, 1..=7, &[])
        .decide(way.decide, FEEDBACK_SILVER[0]);

    let way = Way::to(story.days.ago(12));
    let judged = [("5.1", PartlyMet), ("5.2", PartlyMet)];
    let departs = [(
        5,
        Some("BRONZE"),
        "Two criteria were partly met on the day they were sent. Both pages were put right within the week and I have seen them: the pillar is at Bronze in substance.",
    )];
    drafted(
        story,
        at.reverse,
        "BRONZE",
        "yusuf",
        (way.draft, way.submit),
        &judged,
    )
    .send("yusuf", way.submit, &papers::HANDBOOK, None)
    .submit(way.submit, "KM/2466")
    .start_early(
        "rachel",
        way.begin,
        "The university pays by a monthly run; its purchase order is in.",
    )
    .assign("rachel", way.begin, "bethan")
    .open(way.begin)
    .judge((way.begin, way.decide), None, &judged)
    .confirm(way.decide, 1..=7, &departs)
    .decide(way.decide, FEEDBACK_BRONZE[2]);
}

/// An award that lapses in 25 days.
fn llanfair(story: &mut Story, at: &Programmes) {
    let decided = story.days.ahead(25) - Months::new(12);
    let way = Way {
        decide: decided,
        ..Way::to(Calendar(decided).ago(0))
    };
    drafted(
        story,
        at.cyfeillion,
        "BRONZE",
        "llyr",
        (way.draft, way.submit),
        &[("5.3", PartlyMet)],
    )
    .send("llyr", way.submit, &papers::CYMRAEG, None)
    .submit(way.submit, "LL-9031")
    .pay("daniel", way.begin)
    .assign("daniel", way.begin, "tomasz")
    .open(way.begin)
    .judge(
        (way.begin, Calendar(decided).ago(1)),
        None,
        &[("5.3", PartlyMet)],
    )
    .confirm(decided, 1..=7, &[])
    .decide(decided, FEEDBACK_BRONZE[0]);
}

/// An award that expired two months ago and was not renewed.
fn ballinderry(story: &mut Story, at: &Programmes) {
    let way = Way::to(months_ago(story.days, 14));
    let after = |days| Calendar(way.decide + Days::new(days)).ago(0);
    drafted(story, at.legal, "BRONZE", "aoife", (way.draft, way.submit), &[])
        .submit(way.submit, "")
        .pay("rachel", way.begin)
        .assign("rachel", way.begin, "helena")
        .open(way.begin)
        .judge((way.begin, way.decide), None, &[("6.1", PartlyMet), ("4.3", PartlyMet)])
        .ask(way.decide, &["6.1"],
            "Who applies, and who does not? A table by two or three characteristics would do.",
            way.decide + Days::new(14))
        .answer(after(6),
            "We have no figures for the year before last. The form now asks, and the first table will be ready in the summer.")
        .judge((after(7), after(7)), Some(&["6.1"]), &[("6.1", PartlyMet)])
        .close(after(7))
        .confirm(after(8), 1..=7, &[])
        .decide(after(8), FEEDBACK_BRONZE[1]);
}

/// Bronze in force for four months: not yet long enough for the next.
fn penhallow(story: &mut Story, at: &Programmes) {
    let way = Way::to(story.days.ago(121));
    drafted(
        story,
        at.ocean,
        "BRONZE",
        "lowenna",
        (way.draft, way.submit),
        &[],
    )
    .send("lowenna", way.submit, &papers::PARTICIPATION, None)
    .submit(way.submit, "PHU-7712")
    .pay("daniel", way.begin)
    .assign("daniel", way.begin, "priya")
    .open(way.begin)
    .judge((way.begin, way.decide), None, &[])
    .confirm(way.decide, 1..=7, &[])
    .decide(way.decide, FEEDBACK_BRONZE[0]);
}

/// Bronze by six pillars of seven: the seventh was asked about, and nobody answered (J2, J5).
fn northmere(story: &mut Story, at: &Programmes) {
    let days = story.days;
    let (draft, submit, begin) = (days.ago(140), days.ago(108), days.ago(101));
    let judged = [("7.1", NotMet), ("3.1", PartlyMet)];
    drafted(story, at.alumni, "BRONZE", "kwame", (draft, submit), &[("7.1", PartlyMet)])
        .submit(submit, "NMU-30155")
        .pay("rachel", begin)
        .assign("rachel", begin, "helena")
        .open(begin)
        .judge((begin, days.ago(90)), None, &judged)
        .ask(days.ago(88), &["7.1"],
            "Was there any celebration of mentors or of mentees' successes in the last year? A date, a photograph or a page will do.",
            days.exactly(74))
        .lapse(days.exactly(74))
        .confirm(days.ago(63), 1..=7, &[])
        .decide(days.ago(61),
            "Six pillars are at Bronze, and that is what the level asks for. Celebration was not: I asked and had no answer. A breakfast on 27 October would settle it for next time.");
}

/// Short in three pillars, asked about first, and not accredited (J5, J8).
fn strathavon(story: &mut Story, at: &Programmes) {
    let days = story.days;
    let (draft, submit, begin) = (days.ago(118), days.ago(77), days.ago(71));
    let judged = [
        ("2.1", NotMet),
        ("3.1", PartlyMet),
        ("3.2", NotMet),
        ("4.2", NotMet),
        ("4.3", PartlyMet),
        ("4.4", NotMet),
    ];
    let rated = [("2.1", PartlyMet), ("3.2", PartlyMet), ("4.4", PartlyMet)];
    drafted(story, at.pals, "BRONZE", "catriona", (draft, submit), &rated)
        .submit(submit, "SU-118-26")
        .pay("daniel", begin)
        .assign("daniel", begin, "tomasz")
        .open(begin)
        .judge((begin, days.ago(55)), None, &judged)
        .ask(days.ago(52), &["2.1", "3.1", "3.2", "4.2", "4.3", "4.4"],
            "The statements speak of training, support and procedures, and I cannot find them in what was sent. Please send the outline of the training with a list of who completed it, what mentors are offered for their wellbeing and development, and the procedures for complaints, conduct and safety.",
            days.exactly(31))
        .link("catriona", days.ago(37), ("Notes for mentors", "study-pals/notes"),
            (days.ago(90), days.ago(40)), &["2.1", "4.3"], Some(0))
        .answer(days.ago(36),
            "Training has been a talk of half an hour so far. The notes linked here are what mentors get. A full course and written procedures are planned for the spring; we would rather say so than send something hasty.")
        .open(days.ago(33))
        .judge((days.ago(33), days.ago(33)), Some(&["2.1", "4.3"]), &[("2.1", NotMet), ("4.3", PartlyMet)])
        .close(days.ago(33))
        .confirm(days.ago(22), 1..=7, &[])
        .decide(days.ago(20),
            "Thank you for a frank answer. The idea is good and the pairs clearly value it. Three pillars are short of Bronze: training, support and administration. A course of two sessions that covers the nine essentials, a named contact for mentors, and a handbook of four pages would change all three. There is no appeal, and there is nothing against a new application as soon as these are in place.");
}
