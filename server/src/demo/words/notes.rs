//! What assessors write, and what universities put beside their statements.

use domain::Rating;

/// Why an assessor marked a criterion of a pillar so.
pub fn note(pillar: u8, rating: Rating, variant: usize) -> &'static str {
    let Some((met, short)) = usize::from(pillar)
        .checked_sub(1)
        .and_then(|place| NOTES.get(place))
    else {
        return "";
    };
    match rating {
        Rating::Met => met[variant % met.len()],
        Rating::PartlyMet => short[0],
        Rating::NotMet => short[1],
    }
}

/// By pillar: notes on what is met, and on what is partly met and not met.
const NOTES: [([&str; 3], [&str; 2]); 7] = [
    (
        [
            "Clear, and the same wherever I looked: page, brief and handbook.",
            "The aims are specific enough to be measured, and the evidence shows that they are.",
            "Statement and evidence agree. A good example of a purpose that people use.",
        ],
        [
            "There is a start here. The objectives differ between two of the documents, so I cannot call it met.",
            "I found nothing that shows this, in the statement or in the evidence.",
        ],
    ),
    (
        [
            "All the essentials are in the slides, and attendance is recorded. Convincing.",
            "The scenario on safeguarding is particularly good.",
            "The course outline and the record of completion cover every element.",
        ],
        [
            "Most elements are covered. I could not find endings or the overwhelmed mentee in the outline.",
            "The outline covers two of the elements only; the safeguarding protocol is not among them.",
        ],
    ),
    (
        [
            "A named contact and a route that people use: the survey bears it out.",
            "The guide shows it, and the calendar shows that it happens.",
            "Met. It would be worth telling other universities how the drop-in works.",
        ],
        [
            "The offer is general; I would expect something for mentors in particular.",
            "Nothing offered to mentors could be found for the last year.",
        ],
    ),
    (
        [
            "The procedure is written, dated and easy to follow.",
            "Agreement, handbook and page say the same. Met.",
            "Seen in the operational plan, with an owner and a review date.",
        ],
        [
            "Applied in practice, it seems, but not written down in what was sent.",
            "No document was sent, and the link leads to the university's home page.",
        ],
    ),
    (
        [
            "The page has dates, a closing date, sign-up and contacts.",
            "Up to date on the day I looked; the review log confirms that this is usual.",
            "Good use of stories. The figures are modest and honest.",
        ],
        [
            "Published, with gaps: the closing date is missing from the page.",
            "The page is from an earlier cycle.",
        ],
    ),
    (
        [
            "Take-up is compared with the intake and acted upon. More than the level asks for.",
            "Open to all, and the evening pairs show that it is meant.",
            "The table of participation is clear.",
        ],
        [
            "Open in principle; there are no figures that show who takes part.",
            "The invitation went to one course only.",
        ],
    ),
    (
        [
            "The programme of the day and the photographs show it.",
            "Warmly done, and on the right day.",
            "Met: the cards are a lovely touch.",
        ],
        [
            "Mentors are thanked, but there was no celebration to point to.",
            "Nothing was found for the last year.",
        ],
    ),
];

/// Something a university puts beside its statements.
pub struct Proof {
    /// Its title.
    pub title: &'static str,
    /// Where it is on the university's site.
    pub path: &'static str,
    /// What it is tied to, of whatever level is applied for.
    pub criteria: &'static [&'static str],
}

/// Proofs in the order of the pillars: each university's set is chosen from these.
pub const PROOFS: &[Proof] = &[
    Proof {
        title: "Programme page",
        path: "mentoring",
        criteria: &["1.1", "1.2", "5.1", "4.6"],
    },
    Proof {
        title: "Aims and yearly evaluation",
        path: "mentoring/evaluation",
        criteria: &["1.1", "1.3", "1.4", "1.5"],
    },
    Proof {
        title: "Training: outline and slides",
        path: "mentoring/training",
        criteria: &["2.1", "2.2"],
    },
    Proof {
        title: "Support for mentors",
        path: "mentoring/for-mentors",
        criteria: &["3.1", "3.2", "3.4", "3.5", "3.6"],
    },
    Proof {
        title: "Guide for mentees",
        path: "mentoring/for-mentees",
        criteria: &["3.3", "3.7", "3.8", "4.6"],
    },
    Proof {
        title: "Handbook, with agreement and complaints",
        path: "mentoring/handbook",
        criteria: &["4.1", "4.2", "4.3", "4.7", "4.9"],
    },
    Proof {
        title: "Operational plan and privacy notice",
        path: "mentoring/plan",
        criteria: &["4.4", "4.5", "4.8", "4.10", "4.11"],
    },
    Proof {
        title: "Stories and results",
        path: "news/mentoring-results",
        criteria: &["5.2", "5.3", "5.4", "5.5", "7.2"],
    },
    Proof {
        title: "Who takes part: figures beside the intake",
        path: "mentoring/participation",
        criteria: &["6.1", "6.2", "6.3"],
    },
    Proof {
        title: "National Mentoring Day",
        path: "news/national-mentoring-day",
        criteria: &["7.1", "7.3"],
    },
];

/// What an assessor tells a university that reached the lowest level.
pub const FEEDBACK_BRONZE: &[&str] = &[
    "Congratulations. This is a programme that knows what it is for and looks after its mentors. For the next level, set the feedback you already gather against your aims, and give mentors supervision in groups: both would take little more than you do now.",
    "A strong first application. The statements are frank and the evidence is easy to follow. Think next about the second half of the year: matching, review of mentors and how mentees learn what to expect.",
    "Well deserved. I liked how the handbook speaks to both sides. Before applying again, bring the written procedures together in one place and publish your results.",
];

/// What an assessor tells a university that reached the second level.
pub const FEEDBACK_SILVER: &[&str] = &[
    "Congratulations on a convincing second application. Feedback now drives what you do, and it shows. The highest level asks for an alumni network, for matching that mentees take part in, and for an assessment of mentors' skill after training: you have the beginnings of all three.",
];
