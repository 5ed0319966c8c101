//! Cases under way: drafts, what waits for an operator, what assessors have on their desks, and one withdrawn.

use domain::Rating::{NotMet, PartlyMet};

use super::drafted;
use super::papers;
use super::programmes::Programmes;
use crate::demo::story::{Case, Story};

/// Tells them.
pub fn tell(story: &mut Story, at: &Programmes) {
    drafts(story, at);
    waiting_for_operators(story, at);
    being_judged(story, at);
    waiting_for_evidence(story, at);
}

fn drafts(story: &mut Story, at: &Programmes) {
    let days = story.days;
    // The next level after seven months, two thirds rated.
    let rated = [
        "1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6",
        "3.7", "3.8", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.9",
    ];
    Case::start(story, at.peers, "SILVER", days.ago(16))
        .rate(
            "tom",
            (days.ago(16), days.ago(3)),
            Some(&rated),
            &[("3.4", PartlyMet)],
        )
        .links("tom", days.ago(8), Some(&[1, 2, 3]))
        .send("tom", days.ago(3), &papers::TRAINING, None);
    // Half rated, with evidence, and something missing.
    let rated = ["1.1", "1.2", "1.3", "2.1", "3.1", "3.2", "4.1", "4.2"];
    Case::start(story, at.family, "BRONZE", days.ago(24))
        .rate(
            "tom",
            (days.ago(24), days.ago(2)),
            Some(&rated),
            &[("2.1", PartlyMet)],
        )
        .links("tom", days.ago(10), Some(&[1, 2]))
        .send("meera", days.ago(2), &papers::ENGAGEMENT, None);
    // Ready to submit.
    let written = (days.ago(33), days.ago(2));
    drafted(
        story,
        at.researchers,
        "BRONZE",
        "lowenna",
        written,
        &[("5.3", PartlyMet)],
    )
    .send("lowenna", days.ago(2), &papers::PLAN, None)
    .send("jago", days.ago(1), &papers::PARTICIPATION, None);
    // The renewal of the award that lapses in 25 days; one link is out of date (E6).
    let rated = ["1.1", "1.2", "1.3", "2.1", "3.1", "3.2", "3.3", "4.1"];
    Case::start(story, at.cyfeillion, "BRONZE", days.ago(13))
        .rate("llyr", (days.ago(13), days.ago(4)), Some(&rated), &[])
        .links("llyr", days.ago(6), Some(&[1, 3]))
        .link(
            "llyr",
            days.ago(6),
            (
                "Hyfforddiant mentoriaid (mentor training, first cohort)",
                "mentora/hyfforddiant",
            ),
            (days.exactly(800), days.exactly(520)),
            &["2.1"],
            None,
        )
        .send("llyr", days.ago(4), &papers::CYMRAEG, None);
    // Hardly begun.
    Case::start(story, at.engineers, "BRONZE", days.ago(5)).rate(
        "zofia",
        (days.ago(5), days.ago(4)),
        Some(&["1.1", "1.2", "2.1"]),
        &[("2.1", PartlyMet)],
    );
    Case::start(story, at.studio, "BRONZE", days.ago(2)).rate(
        "ines",
        (days.ago(2), days.ago(2)),
        Some(&["1.1"]),
        &[],
    );
}

fn waiting_for_operators(story: &mut Story, at: &Programmes) {
    let days = story.days;
    // Submitted, not paid.
    drafted(
        story,
        at.siwr,
        "BRONZE",
        "llyr",
        (days.ago(47), days.ago(6)),
        &[("5.2", PartlyMet)],
    )
    .send("llyr", days.ago(7), &papers::HANDBOOK, None)
    .submit(days.ago(6), "LL-9417");
    // Paid, and nobody assigned.
    drafted(
        story,
        at.highland,
        "BRONZE",
        "catriona",
        (days.ago(44), days.ago(10)),
        &[],
    )
    .send("catriona", days.ago(11), &papers::PARTICIPATION, None)
    .submit(days.ago(10), "SU-161-26")
    .pay("daniel", days.ago(4));
    // Large: the price is tailored (M3).
    drafted(
        story,
        at.connect,
        "BRONZE",
        "oliver",
        (days.ago(58), days.ago(7)),
        &[("4.4", PartlyMet)],
    )
    .send("oliver", days.ago(8), &papers::SURVEY, None)
    .submit(days.ago(7), "WEX-PO-5520");
    // Withdrawn.
    drafted(
        story,
        at.evening,
        "BRONZE",
        "rosalind",
        (days.ago(80), days.ago(57)),
        &[("3.1", NotMet)],
    )
    .submit(days.ago(57), "")
    .withdraw(
        days.ago(43),
        "The programme's coordinator has left. We will apply again when somebody new is in post.",
    );
}

fn being_judged(story: &mut Story, at: &Programmes) {
    let days = story.days;
    // Assigned, not begun.
    drafted(
        story,
        at.clinical,
        "BRONZE",
        "oliver",
        (days.ago(52), days.ago(15)),
        &[],
    )
    .send("oliver", days.ago(16), &papers::PLAN, None)
    .submit(days.ago(15), "WEX-PO-5498")
    .pay("rachel", days.ago(9))
    .assign("rachel", days.ago(6), "femi");
    // Just begun.
    drafted(
        story,
        at.partners,
        "BRONZE",
        "danielle",
        (days.ago(50), days.ago(13)),
        &[],
    )
    .submit(days.ago(13), "KM/2480")
    .pay("rachel", days.ago(7))
    .assign("rachel", days.ago(6), "bethan")
    .open(days.ago(3))
    .judge(
        (days.ago(3), days.ago(3)),
        Some(&["1.1", "1.2", "1.3"]),
        &[],
    );
    // Half judged.
    let half = [
        "1.1", "1.2", "1.3", "2.1", "3.1", "3.2", "3.3", "4.1", "4.2",
    ];
    drafted(
        story,
        at.compass,
        "BRONZE",
        "meera",
        (days.ago(64), days.ago(27)),
        &[("3.3", PartlyMet)],
    )
    .send("tom", days.ago(28), &papers::HANDBOOK, None)
    .send("tom", days.ago(28), &papers::SURVEY, None)
    .submit(days.ago(27), "PO-45102")
    .pay("daniel", days.ago(22))
    .assign("rachel", days.ago(21), "priya")
    .open(days.ago(10))
    .judge(
        (days.ago(10), days.ago(2)),
        Some(&half),
        &[("3.3", PartlyMet)],
    )
    .confirm(days.ago(1), 1..=2, &[]);
    // Half judged, and its day has passed (W6).
    drafted(
        story,
        at.mentor_me,
        "BRONZE",
        "zofia",
        (days.ago(83), days.ago(44)),
        &[("6.1", PartlyMet)],
    )
    .send("zofia", days.ago(45), &papers::TRAINING, None)
    .submit(days.ago(44), "NMU-30388")
    .pay("daniel", days.ago(37))
    .assign("daniel", days.ago(35), "tomasz")
    .open(days.ago(28))
    .judge(
        (days.ago(28), days.ago(13)),
        Some(&half),
        &[("3.2", PartlyMet)],
    );
    // Everything judged and confirmed: ready to decide.
    drafted(
        story,
        at.step,
        "BRONZE",
        "rosalind",
        (days.ago(75), days.ago(38)),
        &[("6.1", PartlyMet)],
    )
    .send("rosalind", days.ago(39), &papers::TRAINING, None)
    .send("rosalind", days.ago(39), &papers::HANDBOOK, None)
    .submit(days.ago(38), "SBC/442")
    .pay("rachel", days.ago(27))
    .assign("rachel", days.ago(26), "priya")
    .open(days.ago(17))
    .judge((days.ago(17), days.ago(4)), None, &[("4.5", PartlyMet)])
    .confirm(days.ago(2), 1..=7, &[]);
}

fn waiting_for_evidence(story: &mut Story, at: &Programmes) {
    let days = story.days;
    let five = [
        "1.1", "1.2", "1.3", "2.1", "3.1", "3.2", "3.3", "4.1", "4.2", "4.3", "4.4", "4.5", "5.1",
        "5.2", "5.3",
    ];
    // Open, due in six days; begun before it was paid (M7).
    drafted(story, at.harbour, "BRONZE", "lowenna", (days.ago(76), days.ago(36)), &[("4.4", PartlyMet)])
        .send("lowenna", days.ago(37), &papers::SURVEY, None)
        .submit(days.ago(36), "PHU-7840")
        .start_early("rachel", days.ago(30), "The invoice is approved and in the university's payment run of the month's end.")
        // Half came with another invoice's payment; the rest is outstanding.
        .pay_part("rachel", days.ago(20), Some(21_000))
        .assign("rachel", days.ago(30), "tomasz")
        .open(days.ago(19))
        .judge((days.ago(19), days.ago(9)), Some(&five),
            &[("4.3", PartlyMet), ("4.4", NotMet), ("4.5", PartlyMet)])
        .ask(days.ago(8), &["4.3", "4.4", "4.5"],
            "Three things about administration. What happens after missed meetings: is it written anywhere? May I see the operational plan, its part on wellbeing above all? And who can open the matching data, and for how long is it kept?",
            days.ahead(6));
    // Answered two days ago, not looked at yet.
    drafted(story, at.lagan, "BRONZE", "aoife", (days.ago(82), days.ago(43)), &[("2.1", PartlyMet)])
        .send("aoife", days.ago(44), &papers::PLAN, None)
        .submit(days.ago(43), "BDY-1093")
        .pay("daniel", days.ago(37))
        .assign("daniel", days.ago(27), "priya")
        .open(days.ago(24))
        .judge((days.ago(24), days.ago(18)), None, &[("2.1", PartlyMet)])
        .ask(days.ago(17), &["2.1"],
            "The outline is good on seven of the nine essentials. How are endings, and a mentee who is overwhelmed, practised? Slides, a scene or a plan for the session would show it.",
            days.ahead(3))
        .send("aoife", days.ago(2), &papers::ANSWER, Some(0))
        .answer(days.ago(2),
            "You were right: both were in the handbook only. We wrote two scenes and held a session with all mentors last week. The scenes are attached.");
}
