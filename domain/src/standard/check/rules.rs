//! An edition's rules and prices.

use std::collections::BTreeMap;

use super::{Check, rank};
use crate::pricing::{Currency, Money, PriceTier, Prices};
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

pub(super) fn prices(check: &mut Check, prices: document::Prices) -> Prices {
    let currency = prices.currency.parse::<Currency>();
    check.require(
        currency.is_ok() && prices.minor_units == 2,
        "prices.currency",
        "must be an ISO 4217 code of a currency with two minor digits, such as GBP",
    );
    check.require(
        prices.excludes_vat,
        "prices.excludes_vat",
        "must be true: VAT is added to the order's total (M2)",
    );
    check.require(
        !prices.tiers.is_empty(),
        "prices.tiers",
        "give at least one tier",
    );
    let currency = currency.unwrap_or(Currency::GBP);
    let mut before = 0;
    let mut tiers = Vec::new();
    for (i, tier) in prices.tiers.into_iter().enumerate() {
        let path = format!("prices.tiers[{i}]");
        check.require(
            tier.max_programmes > before && tier.max_programmes <= 10_000,
            &format!("{path}.max_programmes"),
            "tiers must rise by number of programmes, up to 10000",
        );
        check.require(
            [tier.initial, tier.reaccreditation]
                .iter()
                .all(|price| (0..=1_000_000_000).contains(price)),
            &path,
            "prices must be whole minor units from 0 to 1000000000",
        );
        before = tier.max_programmes;
        tiers.push(PriceTier {
            max_programmes: tier.max_programmes,
            initial: Money::new(tier.initial, currency),
            reaccreditation: Money::new(tier.reaccreditation, currency),
        });
    }
    Prices { currency, tiers }
}
