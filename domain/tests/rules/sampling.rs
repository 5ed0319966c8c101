//! P4, J7: what differs between the programmes of one application, and which of them were looked at more closely.

use domain::judgement::{Finding, SampledProgramme, of_all, unverified};
use domain::lifecycle::ApplicationScope::{self, Combined, Single, UniversityWide};
use domain::standard::Rating::{self, Met, NotMet, PartlyMet};

fn sampled(name: &str, finding: Option<Finding>, note: &str) -> SampledProgramme {
    SampledProgramme {
        programme: format!("prg_{name}"),
        name: name.to_owned(),
        why: "The youngest.".to_owned(),
        finding,
        note: note.to_owned(),
    }
}

fn seen(name: &str) -> SampledProgramme {
    sampled(name, Some(Finding::Confirmed), "Two mentors spoke to.")
}

fn missing(scope: ApplicationScope, programmes: usize, chosen: &[SampledProgramme]) -> Vec<String> {
    let reasons = unverified(scope, programmes, chosen);
    assert!(reasons.iter().all(|reason| reason.rule == "J7"));
    reasons.into_iter().map(|reason| reason.message).collect()
}

fn together(shared: Rating, exceptions: &[Rating]) -> Rating {
    of_all(shared, exceptions.iter().copied())
}

fn nothing() -> Vec<String> {
    vec![]
}

rules! {
    j1_several_programmes_meet_a_criterion_as_the_one_that_meets_it_least {
        "Without an exception, as all of them": together(Met, &[]) => Met;
        "One meets it in part": together(Met, &[PartlyMet]) => PartlyMet;
        "One does not meet it": together(Met, &[PartlyMet, NotMet]) => NotMet;
        "One meets it better than the rest": together(PartlyMet, &[Met]) => PartlyMet;
    }

    j7_a_decision_over_several_stands_on_a_sample {
        "A single application has none": missing(Single, 1, &[]) => nothing();
        "Nobody was looked at":
            missing(Combined, 3, &[])
            => vec!["It covers 3 programmes: choose one at least to look at more closely, and say why that one.".to_owned()];
        "University-wide over one": missing(UniversityWide, 1, &[]).len() => 1;
        "One was, and confirmed": missing(Combined, 3, &[seen("Peers")]) => nothing();
        "What was not confirmed was looked at too":
            missing(Combined, 3, &[sampled("Peers", Some(Finding::NotConfirmed), "No training is held.")]) => nothing();
        "One is still looked at":
            missing(UniversityWide, 3, &[seen("Peers"), sampled("Careers", None, "")])
            => vec!["Careers: say what you found there, or take it out of the sample.".to_owned()];
        "A finding without a word": missing(Combined, 3, &[sampled("Peers", Some(Finding::Confirmed), " ")]).len() => 1;
    }
}
