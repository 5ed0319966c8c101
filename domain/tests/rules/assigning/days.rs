//! W6: by when an application is decided.

use domain::clock::{Clock, clock};
use domain::lifecycle::ApplicationState as App;
use domain::working_days::{Stop, add_working_days, decision_due, due_on};

use crate::words::*;

fn wait(from: &str, until: Option<&str>) -> Stop {
    Stop {
        from: day(from),
        until: until.map(day),
    }
}

const TODAY: &str = "2026-11-23";

fn stands(state: App, due: Option<&str>) -> Option<Clock> {
    clock(state, due.map(day), day(TODAY))
}

rules! {
    w6_weekends_and_bank_holidays_are_not_counted {
        "No working day after a day is the day itself":
            add_working_days(day("2026-11-23"), 0) => day("2026-11-23");
        "The working day after a Monday is Tuesday":
            add_working_days(day("2026-11-23"), 1) => day("2026-11-24");
        "After a Friday it is Monday":
            add_working_days(day("2026-11-20"), 1) => day("2026-11-23");
        "After a Saturday too":
            add_working_days(day("2026-11-21"), 1) => day("2026-11-23");
        "Twenty working days are four weeks where no holiday falls":
            add_working_days(day("2026-11-23"), 20) => day("2026-12-21");
        "Christmas Day, and Boxing Day kept on Monday 28 December":
            add_working_days(day("2026-12-18"), 5) => day("2026-12-29");
        "And New Year's Day":
            add_working_days(day("2026-12-24"), 5) => day("2027-01-05");
        "Good Friday and Easter Monday":
            add_working_days(day("2026-04-02"), 1) => day("2026-04-07");
        "The May bank holidays":
            add_working_days(day("2027-04-30"), 20) => day("2027-06-01");
    }

    w6_stopped_time_is_not_counted {
        "Started on 2 November, a decision is due on 30 November":
            decision_due(day("2026-11-02"), &[]) => Some(day("2026-11-30"));
        "A week of waiting for evidence makes it five working days later":
            decision_due(day("2026-11-02"), &[wait("2026-11-09", Some("2026-11-14"))]) => Some(day("2026-12-07"));
        "Evidence asked and answered on one day costs nothing":
            decision_due(day("2026-11-02"), &[wait("2026-11-09", Some("2026-11-09"))]) => Some(day("2026-11-30"));
        "While it waits nobody knows when it is due":
            decision_due(day("2026-11-02"), &[wait("2026-11-09", None)]) => None;
        "Never answered: the clock runs again the day after the due date":
            Stop::asking(day("2026-11-09"), None, day("2026-11-13")) => wait("2026-11-09", Some("2026-11-14"));
        "Answered: it runs again on the day of the answer":
            Stop::asking(day("2026-11-09"), Some(day("2026-11-11")), day("2026-11-13"))
            => wait("2026-11-09", Some("2026-11-11"));
        "Two requests over the same days stop it once":
            due_on(day("2026-11-23"), 5, &[
                wait("2026-11-25", Some("2026-12-02")), wait("2026-11-25", Some("2026-12-02")),
            ]) => Some(day("2026-12-07"));
        "On hold: it stands still from that day up to the day it goes on":
            Stop::holding(day("2026-11-09"), Some(day("2026-11-14"))) => wait("2026-11-09", Some("2026-11-14"));
        "Still on hold: nobody knows":
            decision_due(day("2026-11-02"), &[Stop::holding(day("2026-11-09"), None)]) => None;
        "A stop that begins after the last day makes no difference":
            due_on(day("2026-11-23"), 1, &[wait("2026-11-25", None)]) => Some(day("2026-11-24"));
    }
    w6_a_clock_says_how_near_the_day_is {
        "Before assessment starts it has not begun":
            stands(App::Submitted, None) => Some(Clock::NotStarted);
        "On its day it is not late":
            stands(App::InAssessment, Some(TODAY)) => Some(Clock::DueSoon);
        "The day after, it is":
            stands(App::InAssessment, Some("2026-11-22")) => Some(Clock::Overdue);
        "Five working days are soon":
            stands(App::Moderation, Some("2026-11-30")) => Some(Clock::DueSoon);
        "Six are not":
            stands(App::InAssessment, Some("2026-12-01")) => Some(Clock::Running);
        "What waits for evidence, or is on hold, stands still, late or not":
            [App::AwaitingEvidence, App::OnHold].map(|state| stands(state, Some("2026-11-02")))
            => [Some(Clock::Stopped), Some(Clock::Stopped)];
        "A draft has none, nor what is over":
            [App::Draft, App::Decided, App::Withdrawn].map(|state| stands(state, Some(TODAY)))
            => [None, None, None];
    }
}
