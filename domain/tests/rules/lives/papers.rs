//! L1 for files, invoices, awards and orders.

use domain::lifecycle::{
    ApplicationState as App, AwardAct, AwardFacts, AwardState, FileAct, FileFacts, FileState,
    InvoiceAct, InvoiceFacts, InvoiceState, MOST_PAYMENTS, OrderAct, OrderFacts, OrderState, step,
};
use domain::pricing::{Balance, Currency, Money};

use domain::lifecycle::{accept, reminder};

use super::{Answer, answer, becomes, lines, moves, refused};
use crate::words::*;

/// The reminders owed on days of November of a request asked on one day and due on another.
fn reminders<const N: usize>(asked: &str, due: &str, days: [u32; N]) -> [Option<u8>; N] {
    days.map(|date| reminder(day(asked), day(due), day(&format!("2026-11-{date:02}"))))
}

fn accepted(of: &[&str]) -> Result<Vec<String>, String> {
    let texts = |refs: &[&str]| refs.iter().map(|r| (*r).to_owned()).collect::<Vec<_>>();
    let asked = texts(&["1.1", "2.1", "4.13"]);
    accept(&asked, Some(&texts(of))).map_err(|input| input.fields()[0].message.clone())
}

fn file(state: FileState, act: FileAct, problem: &str) -> Answer {
    answer(step(state, act, &FileFacts { problem }, day("2026-11-22")))
}

/// An invoice of £420.00, with £100.00 paid of it.
fn owed() -> InvoiceFacts<'static> {
    let pounds = |n: i64| Money::new(n * 100, Currency::GBP);
    InvoiceFacts {
        balance: Balance {
            paid: pounds(100),
            ..Balance::of(pounds(420))
        },
        amount: pounds(320),
        left: pounds(320),
        received_on: Some(day("2026-12-01")),
        payments: 1,
        reason: "Wrong address.",
    }
}

fn invoice(act: InvoiceAct, facts: InvoiceFacts<'_>) -> Answer {
    answer(step(InvoiceState::Issued, act, &facts, day("2026-12-01")))
}

fn pay(received_on: Option<&str>, minor: i64) -> Answer {
    let amount = Money::new(minor, Currency::GBP);
    let facts = InvoiceFacts {
        received_on: received_on.map(day),
        amount,
        ..owed()
    };
    invoice(owed().balance.paying(amount), facts)
}

fn credit(minor: i64, reason: &str) -> Answer {
    let amount = Money::new(minor, Currency::GBP);
    let facts = InvoiceFacts {
        amount,
        reason,
        ..owed()
    };
    invoice(owed().balance.crediting(amount), facts)
}

fn take_back(minor: i64, left: i64) -> Answer {
    let facts = InvoiceFacts {
        amount: Money::new(minor, Currency::GBP),
        left: Money::new(left, Currency::GBP),
        ..owed()
    };
    invoice(InvoiceAct::TakeBack, facts)
}

fn hundred_and_first_payment() -> Answer {
    let facts = InvoiceFacts {
        payments: MOST_PAYMENTS,
        ..owed()
    };
    invoice(InvoiceAct::Pay, facts)
}

/// A Silver award that ends on 22 November 2027.
fn award(act: AwardAct, on: &str, next_rank: Option<u8>, reason: &str) -> Answer {
    let facts = AwardFacts {
        level_rank: 2,
        expires_on: day("2027-11-22"),
        next_rank,
        reason,
    };
    answer(step(AwardState::InForce, act, &facts, day(on)))
}

fn order(state: OrderState, act: OrderAct, priced: bool, application: App, reason: &str) -> Answer {
    answer(step(
        state,
        act,
        &OrderFacts {
            priced,
            application,
            reason,
        },
        day("2026-12-01"),
    ))
}

/// The days on which an award's state is not where its life has led, for several days on which it
/// may be superseded or withdrawn.
fn days_beside_its_life() -> Vec<String> {
    let days = ["2026-11-22", "2026-11-23", "2027-06-01", "2027-11-21"];
    let ends = || std::iter::once(None).chain(days.iter().map(|on| Some(day(on))));
    let (from, to) = (day("2026-11-22"), day("2027-11-22"));
    let facts = AwardFacts {
        level_rank: 1,
        expires_on: to,
        next_rank: Some(2),
        reason: "Asked.",
    };
    let mut beside = Vec::new();
    for superseded in ends() {
        // What has been superseded is not withdrawn any more.
        for withdrawn in ends().filter(|w| superseded.is_none_or(|s| w.is_none_or(|w| w <= s))) {
            let mut lived = AwardState::InForce;
            for today in from.iter_days().take(400) {
                for (act, on) in [
                    (AwardAct::Withdraw, withdrawn),
                    (AwardAct::Supersede, superseded),
                    (AwardAct::Expire, Some(today)),
                ] {
                    if on == Some(today) {
                        lived = step(lived, act, &facts, today).unwrap_or(lived);
                    }
                }
                if domain::award::state(from, to, superseded, withdrawn, today) != lived {
                    beside.push(format!("{today}: {superseded:?} {withdrawn:?}"));
                }
            }
        }
    }
    beside
}

rules! {
    l1_a_university_is_reminded_14_7_and_2_days_before {
        "Due on the 30th: from the 16th, the 23rd and the 28th":
            reminders("2026-10-30", "2026-11-30", [15, 16, 22, 23, 27, 28, 30])
            => [None, Some(14), Some(14), Some(7), Some(7), Some(2), Some(2)];
        "Asked 14 days before: the question itself was the first word":
            reminders("2026-11-16", "2026-11-30", [16, 17, 22, 23]) => [None, None, None, Some(7)];
        "Asked the day before it is due: no reminder": reminders("2026-11-29", "2026-11-30", [29, 30]) => [None, None];
        "Nothing after the due date": reminders("2026-10-01", "2026-11-20", [20, 21]) => [Some(2), None];
    }

    l1_an_answer_is_accepted_criterion_by_criterion {
        "Some of what was asked about, in its order": accepted(&["4.13", "1.1"]) => Ok(vec!["1.1".to_owned(), "4.13".to_owned()]);
        "Nothing": accepted(&[]) => Ok(vec![]);
        "Where nobody says which, all": accept(&["2.1".to_owned()], None).unwrap() => vec!["2.1".to_owned()];
        "What was not asked about is refused":
            accepted(&["1.1", "7.1"]) => Err("7.1 was not asked about: accept what was, or nothing.".to_owned());
    }

    l1_an_evidence_file {
        "A file moves in these ways and in no other":
            moves::<FileState>(|act| {
                let problem = match act {
                    FileAct::Pass | FileAct::Finish => "",
                    FileAct::Fail | FileAct::Quarantine => "It is not what was declared.",
                };
                (FileFacts { problem }, "2026-11-22")
            }) => lines("
                UPLOADING  FINISH      SCANNING
                UPLOADING  FAIL        FAILED
                SCANNING   PASS        CLEAN
                SCANNING   QUARANTINE  INFECTED
                SCANNING   FAIL        FAILED");
        "Nothing passes with which something is wrong":
            file(FileState::Scanning, FileAct::Pass, "It holds malware.") => refused(&["E3"]);
        "What fails says why":
            file(FileState::Scanning, FileAct::Fail, " ") => refused(&["E3"]);
        "What is quarantined says why":
            file(FileState::Scanning, FileAct::Quarantine, "") => refused(&["E3"]);
        "Nothing is clean that was not checked":
            file(FileState::Uploading, FileAct::Pass, "") => refused(&["E3"]);
    }

    l1_an_invoice {
        "An invoice moves in these ways and in no other; it is never edited":
            moves::<InvoiceState>(|_| (owed(), "2026-12-01")) => lines("
                ISSUED  PAY          PAID
                ISSUED  PAY_PART     ISSUED
                ISSUED  CREDIT       CREDITED
                ISSUED  CREDIT_PART  ISSUED
                ISSUED  CREDIT_REST  PAID
                ISSUED  TAKE_BACK    ISSUED
                PAID    TAKE_BACK    ISSUED");
        "A payment arrives today at the latest":
            pay(Some("2026-12-02"), 32_000) => refused(&["M7"]);
        "A payment says when it arrived":
            pay(None, 32_000) => refused(&["M7"]);
        "One that arrived today counts":
            pay(Some("2026-12-01"), 32_000) => becomes("PAID");
        "A penny less leaves it issued":
            pay(Some("2026-12-01"), 31_999) => becomes("ISSUED");
        "A penny more than is outstanding is refused":
            pay(Some("2026-12-01"), 32_001) => refused(&["M6"]);
        "Nothing is no payment":
            pay(Some("2026-12-01"), 0) => refused(&["M6"]);
        "It has a hundred payments at most":
            hundred_and_first_payment() => refused(&["M6"]);
        "A credit note says why":
            credit(100, " ") => refused(&["M6"]);
        "A part of it can be credited":
            credit(100, "Sent twice.") => becomes("ISSUED");
        "The rest of what was paid in part can be credited, and it is paid":
            credit(32_000, "As agreed.") => becomes("PAID");
        "No more is credited than is outstanding":
            credit(32_001, "As agreed.") => refused(&["M6"]);
        "No more of a payment is taken back than came":
            take_back(10_001, 10_000) => refused(&["M6"]);
        "A part of a payment can be taken back":
            take_back(5_000, 10_000) => becomes("ISSUED");
    }

    l1_an_award {
        "An award moves in these ways and in no other":
            moves::<AwardState>(|act| (
                AwardFacts {
                    level_rank: 1, expires_on: day("2027-11-22"), next_rank: Some(2), reason: "Fraud.",
                },
                if act == AwardAct::Expire { "2027-11-22" } else { "2027-11-21" },
            )) => lines("
                IN_FORCE  EXPIRE     EXPIRED
                IN_FORCE  SUPERSEDE  SUPERSEDED
                IN_FORCE  WITHDRAW   WITHDRAWN");
        "It does not expire on the last day of its year":
            award(AwardAct::Expire, "2027-11-21", None, "") => refused(&["A1"]);
        "A higher level takes its place":
            award(AwardAct::Supersede, "2027-11-21", Some(3), "") => becomes("SUPERSEDED");
        "The same level does not":
            award(AwardAct::Supersede, "2027-06-01", Some(2), "") => refused(&["A2"]);
        "Nothing does not":
            award(AwardAct::Supersede, "2027-06-01", None, "") => refused(&["A2"]);
        "What has run out is not superseded any more":
            award(AwardAct::Supersede, "2027-11-22", Some(3), "") => refused(&["A1"]);
        "On every day its state is where its life has led":
            days_beside_its_life() => Vec::<String>::new();
        "Withdrawing an award needs a reason":
            award(AwardAct::Withdraw, "2027-06-01", None, "") => refused(&["A3"]);
    }

    l1_an_order {
        "An order moves in these ways and in no other":
            moves::<OrderState>(|act| (
                OrderFacts {
                    priced: act != OrderAct::Price, application: App::Submitted, reason: "Their budget year.",
                },
                "2026-12-01",
            )) => lines("
                UNPRICED   PRICE      DUE
                UNPRICED   LET_START  MAY_START
                DUE        LET_START  MAY_START
                DUE        PAY        PAID
                MAY_START  PRICE      MAY_START
                MAY_START  PAY        PAID
                PAID       TAKE_BACK  DUE");
        "What has no price is not paid, even where it may start (M3)":
            order(OrderState::MayStart, OrderAct::Pay, false, App::InAssessment, "") => refused(&["M3"]);
        "What has a price is not priced again":
            order(OrderState::MayStart, OrderAct::Price, true, App::InAssessment, "") => refused(&["M3"]);
        "What was given up is not priced":
            order(OrderState::Unpriced, OrderAct::Price, false, App::Withdrawn, "") => refused(&["L1"]);
        "An order is paid after its application is decided":
            order(OrderState::MayStart, OrderAct::Pay, true, App::Decided, "") => becomes("PAID");
        "An order whose application is withdrawn is not paid":
            order(OrderState::Due, OrderAct::Pay, true, App::Withdrawn, "") => refused(&["L1"]);
        "Only what is submitted may start before payment (M7)":
            order(OrderState::Due, OrderAct::LetStart, true, App::Withdrawn, "Budget.") => refused(&["M7"]);
        "Starting before payment needs a reason (M7)":
            order(OrderState::Due, OrderAct::LetStart, true, App::Submitted, " ") => refused(&["M7"]);
        "Assessment may start when the order is paid or let start":
            OrderState::ALL.iter().copied().filter(|s| s.may_start()).collect::<Vec<_>>()
            => vec![OrderState::MayStart, OrderState::Paid];
        "It is known by whether it is priced, paid, and let start before payment":
            [(false, false, false), (true, false, false), (true, false, true), (false, false, true), (true, true, true)]
                .map(|(priced, paid, early)| OrderState::of(priced, paid, early))
            => [OrderState::Unpriced, OrderState::Due, OrderState::MayStart, OrderState::MayStart, OrderState::Paid];
    }
}
