//! U8-U11: who works for the scheme, what contributors work on, who follows whom, and who acts for a university.

use domain::access::{Act, Role};
use domain::acting::{self, ActForInput, Beginning};
use domain::people::{Follower, may_contribute, the_next};
use domain::staff::{self, may_employ};

/// Somebody who is to work for the scheme as this no longer, with so many other administrators and cases in hand.
fn lets_go(role: Role, administrators: usize, open_cases: usize, judges_still: bool) -> bool {
    staff::may_leave(&staff::Leaving {
        name: "Olive",
        role,
        administrators,
        judges_still,
        open_cases,
    })
    .is_ok()
}

/// Who follows Mara, of an order of names and whether each has signed in.
fn follows(order: &[(&'static str, bool)]) -> Option<&'static str> {
    let order: Vec<Follower<&str>> = order
        .iter()
        .map(|(who, signed_in)| Follower {
            who: *who,
            signed_in: *signed_in,
        })
        .collect();
    the_next(&order, "Mara")
}

/// The fields at fault of acting as this, for so many minutes, for that reason.
fn acts(role: &str, minutes: &str, reason: &str) -> Vec<String> {
    let input = ActForInput {
        role,
        minutes,
        reason,
    };
    let wrong = input.validate().err();
    let fields = wrong.iter().flat_map(|wrong| wrong.fields());
    fields.map(|problem| problem.field.clone()).collect()
}

/// Whether somebody of this role begins, who acts already or not, for a university that is open or not.
fn begins(role: Role, acts: bool, open: bool) -> bool {
    acting::may_begin(Beginning { role, acts, open }).is_ok()
}

rules! {
    u8_administrators_say_who_runs_the_scheme {
        "An operator lets an assessor in": may_employ(Role::Operator, Role::Assessor).is_ok() => true;
        "And a lead assessor": may_employ(Role::Operator, Role::LeadAssessor).is_ok() => true;
        "But no operator": may_employ(Role::Operator, Role::Operator).is_ok() => false;
        "Nor an administrator": may_employ(Role::Operator, Role::Administrator).is_ok() => false;
        "An administrator does": may_employ(Role::Administrator, Role::Administrator).is_ok() => true;
        "And assessors, too": may_employ(Role::Administrator, Role::Assessor).is_ok() => true;
    }

    u8_the_scheme_is_left_with_who_it_needs {
        "The last administrator who has signed in stays": lets_go(Role::Administrator, 0, 0, false) => false;
        "With another they may leave": lets_go(Role::Administrator, 1, 0, false) => true;
        "An operator may": lets_go(Role::Operator, 0, 0, false) => true;
        "An assessor with a case in hand stays": lets_go(Role::Assessor, 1, 1, false) => false;
        "Unless they judge as lead assessor still": lets_go(Role::Assessor, 1, 1, true) => true;
        "Without one they may leave": lets_go(Role::LeadAssessor, 1, 0, false) => true;
    }

    u9_a_contributor_works_on_what_they_are_named_on {
        "Named on a programme that it covers": may_contribute(true).is_ok() => true;
        "Named on none of it": may_contribute(false).is_ok() => false;
    }

    u10_the_first_who_is_named_and_has_signed_in_follows {
        "The first in the order": follows(&[("Colin", true), ("Vera", true)]) => Some("Colin");
        "Whoever has not signed in is passed over": follows(&[("Colin", false), ("Vera", true)]) => Some("Vera");
        "Nobody follows themself": follows(&[("Mara", true), ("Vera", true)]) => Some("Vera");
        "Nobody who was named is ready": follows(&[("Mara", true), ("Colin", false)]) => None;
        "Nobody was named": follows(&[]) => None;
    }

    u11_those_who_run_the_scheme_act_for_an_open_university {
        "An operator": begins(Role::Operator, false, true) => true;
        "An administrator": begins(Role::Administrator, false, true) => true;
        "A lead assessor": begins(Role::LeadAssessor, false, true) => false;
        "A mentoring manager": begins(Role::Manager, false, true) => false;
        "Who acts for one already": begins(Role::Operator, true, true) => false;
        "For one that is closed": begins(Role::Operator, false, false) => false;
    }

    u11_they_say_as_what_how_long_and_why {
        "As a mentoring manager for half an hour": acts("MANAGER", "30", "Their only manager is ill.") => Vec::<String>::new();
        "As a viewer for an hour": acts("VIEWER", "60", "To see what they see.") => Vec::<String>::new();
        "As a contributor": acts("CONTRIBUTOR", "30", "To see what they see.") => vec!["role".to_owned()];
        "As an operator": acts("OPERATOR", "30", "To see what they see.") => vec!["role".to_owned()];
        "For a day": acts("VIEWER", "1440", "To see what they see.") => vec!["minutes".to_owned()];
        "For no time": acts("VIEWER", "", "To see what they see.") => vec!["minutes".to_owned()];
        "Without a reason to speak of": acts("VIEWER", "15", "Because.") => vec!["reason".to_owned()];
        "With one that nobody reads to its end": acts("VIEWER", "15", &"Because. ".repeat(40)) => vec!["reason".to_owned()];
    }

    u11_what_wants_proof_is_others {
        "Adding a programme": acting::may_do(Act::AddProgramme).is_ok() => true;
        "Submitting an application": acting::may_do(Act::SubmitApplication).is_ok() => true;
        "Making a token": acting::may_do(Act::MakeToken).is_ok() => false;
        "Taking everything away": acting::may_do(Act::ExportUniversity).is_ok() => false;
        "Opening a provider": acting::may_do(Act::OpenProvider).is_ok() => false;
        "The trail says for whom": acting::origin(Some("192.0.2.7")) => "192.0.2.7, for the scheme";
        "And of nobody else": acting::is_for_the_scheme(Some("192.0.2.7, token plr_3kQz9A")) => false;
    }
}
