//! W6: by when an application is decided.

use domain::working_days::{Stop, add_working_days, decision_due, due_on};

use crate::words::*;

fn wait(from: &str, until: Option<&str>) -> Stop {
    Stop {
        from: day(from),
        until: until.map(day),
    }
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
        "A stop that begins after the last day makes no difference":
            due_on(day("2026-11-23"), 1, &[wait("2026-11-25", None)]) => Some(day("2026-11-24"));
    }
}
