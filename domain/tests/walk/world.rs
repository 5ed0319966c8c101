//! One application, everything around it, and the small edition it is judged by.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate};
use domain::Edition;
use domain::assignment::{AssessorFacts, CaseFacts, Competence, Subject};
use domain::eligibility::{Hold, ProgrammeFacts};
use domain::lifecycle::{ApplicationState, RequestState, SecondMarking};
use domain::standard::Rating;
use uuid::Uuid;

pub const BRONZE: u8 = 1;
pub const SILVER: u8 = 2;
pub const PILLARS: [u8; 2] = [1, 2];

/// What never changes while the application lives.
pub struct Place {
    pub edition: Edition,
    pub assessors: Vec<AssessorFacts>,
}

/// A request about a pillar.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    pub pillar: u8,
    pub state: RequestState,
    pub due: i64,
    pub round: u8,
}

/// Where everything stands; days are counted from the first.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct World {
    pub today: i64,
    pub state: ApplicationState,
    pub target: u8,
    pub held_bronze: bool,
    pub sampled: bool,
    pub submitted: Option<i64>,
    pub paid: bool,
    pub let_start: bool,
    pub assessor: Option<usize>,
    /// By criterion, pillar by pillar, Bronze then Silver.
    pub marks: [Option<Rating>; 4],
    /// By pillar: the level confirmed, the best fit then.
    pub outcomes: [Option<(Option<u8>, Option<u8>)>; 2],
    pub requests: Vec<Asked>,
    pub second: (bool, bool, bool),
    pub decided: Option<Option<u8>>,
}

/// The criteria in the order of [`World::marks`].
pub const CRITERIA: [&str; 4] = ["1.1", "1.2", "2.1", "2.2"];

pub fn day(n: i64) -> NaiveDate {
    let first: NaiveDate = "2026-11-23".parse().unwrap();
    first + Duration::days(n)
}

/// Bronze is held since 6 June: for six months on day 13, until day 195.
pub const HELD_SINCE: i64 = -170;

impl World {
    /// A draft for each level, with Bronze held and without, sampled and not.
    pub fn firsts() -> Vec<Self> {
        let mut firsts = Vec::new();
        for target in [BRONZE, SILVER] {
            for held_bronze in [false, true] {
                for sampled in [false, true] {
                    firsts.push(Self {
                        today: 0,
                        state: ApplicationState::Draft,
                        target,
                        held_bronze,
                        sampled,
                        submitted: None,
                        paid: false,
                        let_start: false,
                        assessor: None,
                        marks: [None; 4],
                        outcomes: [None; 2],
                        requests: Vec::new(),
                        second: (false, false, false),
                        decided: None,
                    });
                }
            }
        }
        firsts
    }

    pub fn programme(&self) -> ProgrammeFacts {
        let bronze = Hold {
            level_rank: BRONZE,
            awarded_on: day(HELD_SINCE),
            expires_on: domain::add_months(day(HELD_SINCE), 12),
            withdrawn_or_superseded_on: None,
        };
        ProgrammeFacts {
            id: "prg_peers".to_owned(),
            name: "Peers".to_owned(),
            started_on: day(-1000),
            ended_on: None,
            mentors: 20,
            holds: if self.held_bronze {
                vec![bronze]
            } else {
                vec![]
            },
        }
    }

    pub fn case(&self) -> CaseFacts {
        CaseFacts {
            id: Uuid::from_u128(1),
            reference: "APP-1".to_owned(),
            state: self.state,
            university: Uuid::from_u128(2),
            university_name: "Alderbrook".to_owned(),
            domains: vec!["alderbrook.test".to_owned()],
            programmes: vec![Uuid::from_u128(3)],
            points: 2,
            due_on: None,
            assessor: None,
            first_marker: None,
            second_marker: None,
            made: false,
            stays: false,
            subject: Subject {
                scheme: "walk".to_owned(),
                scheme_title: "Walk".to_owned(),
                level: self.target,
                level_title: "Silver".to_owned(),
                language: "en".to_owned(),
            },
            running: None,
            handed_back: vec![],
        }
    }

    /// How each criterion was judged, of those that were.
    pub fn marked(&self) -> BTreeMap<String, Rating> {
        let marks = CRITERIA.iter().zip(self.marks);
        let marks = marks.filter_map(|(reference, mark)| Some(((*reference).to_owned(), mark?)));
        marks.collect()
    }

    pub fn second_marking(&self) -> Option<SecondMarking> {
        let (submitted, differs, settled) = self.second;
        self.sampled.then_some(SecondMarking {
            submitted,
            differs,
            settled,
        })
    }

    /// Whether a request is open and not past its due date.
    pub fn waits(&self) -> usize {
        let open = |r: &&Asked| r.state == RequestState::Open && r.due >= self.today;
        self.requests.iter().filter(open).count()
    }
}

impl Place {
    pub fn new() -> Self {
        let assessor = |id, name: &str, university| AssessorFacts {
            id: Uuid::from_u128(id),
            name: name.to_owned(),
            email: None,
            universities: vec![Uuid::from_u128(university)],
            declared: vec![],
            assessed_by: vec![],
            coached: vec![],
            capacity: Some(2),
            absences: vec![],
            competence: Competence::default(),
            uncalibrated: false,
        };
        Self {
            edition: edition(),
            // The second belongs to the university that applies.
            assessors: vec![assessor(10, "Ada", 9), assessor(11, "Ben", 2)],
        }
    }
}

/// Two levels, two pillars of one criterion a level, both pillars required.
fn edition() -> Edition {
    let pillar = |number: u8, code: &str| {
        serde_json::json!({ "number": number, "code": code, "title": code, "criteria": [
            { "ref": format!("{number}.1"), "level": "BRONZE", "title": "It is there." },
            { "ref": format!("{number}.2"), "level": "SILVER", "title": "It is good." },
        ] })
    };
    let source = include_bytes!("../../../standards/university-2021.json");
    let mut document: serde_json::Value = serde_json::from_slice(source).unwrap();
    document["levels"] = serde_json::json!(["BRONZE", "SILVER"]);
    document["rules"]["pillars_required_for_level"] = 2.into();
    document["pillars"] = serde_json::json!([pillar(1, "aims"), pillar(2, "support")]);
    Edition::parse(document.to_string().as_bytes()).unwrap()
}
