//! An edition's rules.

use std::collections::BTreeMap;

use super::{Check, rank};
use crate::standard::{BestFitShare, Rules, document};

pub(super) fn rules(
    check: &mut Check,
    rules: &document::Rules,
    programmes: &document::ProgrammeRules,
    pillars: usize,
    ranks: &BTreeMap<&str, u8>,
) -> Rules {
    check.require(
        (1..=pillars).contains(&rules.pillars_required_for_level),
        "rules.pillars_required_for_level",
        &format!("must be from 1 to the number of pillars, {pillars}"),
    );
    let possible = match rules.best_fit_share {
        BestFitShare::MoreThan(n, d) => n < d,
        BestFitShare::AtLeast(n, d) => 0 < n && n <= d,
    };
    check.require(
        possible,
        "rules.best_fit_share",
        "must be a share that can be reached: {\"more_than\": [1, 2]} or {\"at_least\": [2, 3]}",
    );
    check.require(
        rules.months_at_level_before_next <= 120,
        "rules.months_at_level_before_next",
        "must be at most 120",
    );
    check.require(
        (1..=120).contains(&rules.validity_months),
        "rules.validity_months",
        "must be from 1 to 120",
    );
    check.require(
        (1..=366).contains(&rules.renewal_window_days),
        "rules.renewal_window_days",
        "must be from 1 to 366",
    );
    check.require(
        rules.renewal_window_days < rules.validity_months.saturating_mul(28),
        "rules.renewal_window_days",
        "must be less than an award lasts",
    );
    check.require(
        !rules.appeals,
        "rules.appeals",
        "must be false: there is no appeal (J6)",
    );
    check.require(
        programmes.standard_programme_has_fewer_mentors_than >= 1,
        "programme_rules.standard_programme_has_fewer_mentors_than",
        "must be at least 1",
    );
    Rules {
        pillars_required: rules.pillars_required_for_level,
        best_fit: rules.best_fit_share,
        months_held_before_next: rules.months_at_level_before_next,
        first_award_at_most: rank(
            check,
            "rules.first_award_at_most",
            &rules.first_award_at_most,
            ranks,
        ),
        levels_may_be_skipped: rules.levels_may_be_skipped,
        validity_months: rules.validity_months,
        renewal_window_days: rules.renewal_window_days,
        request_evidence_before_shortfall: rules.request_evidence_before_shortfall,
        large_from_mentors: programmes.standard_programme_has_fewer_mentors_than,
        must_be_established: programmes.must_be_established_at_application,
    }
}
