//! The programmes that the universities run.

use chrono::Months;

use crate::demo::story::{Programme, Story};
use crate::demo::words::Voice;

/// The programmes by their places in the story.
pub struct Programmes {
    pub peers: usize,
    pub family: usize,
    pub compass: usize,
    pub lagan: usize,
    pub legal: usize,
    pub studio: usize,
    pub moor: usize,
    pub reverse: usize,
    pub partners: usize,
    pub mentor_me: usize,
    pub engineers: usize,
    pub alumni: usize,
    pub harbour: usize,
    pub researchers: usize,
    pub ocean: usize,
    pub cyfeillion: usize,
    pub siwr: usize,
    pub step: usize,
    pub evening: usize,
    pub pals: usize,
    pub highland: usize,
    pub connect: usize,
    pub clinical: usize,
}

const PEERS: &[&str] = &["STUDENT_TO_STUDENT"];
const STAFF: &[&str] = &["STAFF_TO_STAFF"];
const STAFF_FOR_STUDENTS: &[&str] = &["STAFF_TO_STUDENT"];
const REVERSE: &[&str] = &["STUDENT_TO_STAFF"];

/// A programme as it is written down here.
struct Written {
    university: &'static str,
    manager: &'static str,
    voice: Voice,
    purpose: &'static str,
    directions: &'static [&'static str],
    /// Months ago; negative for those still to come.
    age: i32,
    coordinator: &'static str,
}

const fn voice(
    programme: &'static str,
    count: i32,
    mentees: &'static str,
    mentors: &'static str,
    team: &'static str,
) -> Voice {
    Voice {
        programme,
        count,
        mentees,
        mentors,
        team,
    }
}

impl Programmes {
    /// Has every manager add theirs.
    #[rustfmt::skip]
    pub fn add(story: &mut Story) -> Self {
        let mut add = |university, manager, voice, purpose, directions, age, coordinator| {
            write(story, Written { university, manager, voice, purpose, directions, age, coordinator })
        };
        let made = Self {
            peers: add("alderbrook", "meera", voice("Alderbrook Peer Mentors", 42, "first-year students", "second- and third-year students", "the Student Success team"),
                "Helps first-year students to settle, to find their feet in study and to stay.", PEERS, 50, "Meera Anand"),
            family: add("alderbrook", "meera", voice("First in the Family", 24, "students who are the first in their family at university", "academic and professional staff", "the Widening Participation office"),
                "Gives students without a family history of university somebody on the staff who has walked the same road.", STAFF_FOR_STUDENTS, 19, "Tom Fairweather"),
            compass: add("alderbrook", "meera", voice("Career Compass", 31, "penultimate-year students", "staff with a career before academia", "Careers and Employability"),
                "Opens career pathways to penultimate-year students through staff who have worked outside the university.", STAFF_FOR_STUDENTS, 28, "Delphine Achebe"),
            lagan: add("ballinderry", "aoife", voice("Lagan Learners", 27, "students who return to learning", "students in their final year", "the Learning Development unit"),
                "Supports adults who return to learning through their first two terms.", PEERS, 30, "Aoife McConville"),
            legal: add("ballinderry", "aoife", voice("Legal Futures", 18, "law students from under-represented schools", "teaching staff of the School of Law", "the School of Law"),
                "Introduces law students to the professions through staff who trained in them.", STAFF_FOR_STUDENTS, 40, "Cormac Devlin"),
            studio: add("eastholme", "ines", voice("Studio Neighbours", 16, "students new to the studios", "students of the year above them", "the Student Life office"),
                "Pairs students new to the studios with a neighbour of the year above.", PEERS, 8, "Inês Carvalho"),
            moor: add("kirkmoor", "danielle", voice("Moor to Explore", 46, "first-year students", "trained student mentors", "the Transitions team"),
                "Helps first-year students to belong, to explore and to plan beyond their degree.", PEERS, 62, "Danielle Ashworth"),
            reverse: add("kirkmoor", "danielle", voice("Reverse Mentoring for Inclusion", 14, "senior leaders", "students and early-career staff", "the Equality and Inclusion office"),
                "Lets senior leaders learn from students about belonging at the university.", REVERSE, 26, "Yusuf Rahman"),
            partners: add("kirkmoor", "danielle", voice("Kirkmoor Career Partners", 35, "final-year students", "graduates on the staff", "the Careers Service"),
                "Prepares final-year students for the step into work.", STAFF_FOR_STUDENTS, 33, "Hamish Ogilvy"),
            mentor_me: add("northmere", "kwame", voice("Mentor Me", 48, "commuter students", "experienced commuter students", "the Student Engagement team"),
                "Builds a network for students who travel to the university.", PEERS, 37, "Kwame Boateng"),
            engineers: add("northmere", "kwame", voice("Engineering Sisters", 12, "women in their first year of engineering", "women on the engineering staff", "the Faculty of Engineering"),
                "Keeps women in engineering by giving each a mentor who stayed.", STAFF_FOR_STUDENTS, 14, "Zofia Nowicka"),
            alumni: add("northmere", "kwame", voice("Northmere Alumni Guides", 22, "students in their final year", "graduates who work at the university", "the Alumni office"),
                "Brings graduates on the staff and final-year students together over a year.", STAFF_FOR_STUDENTS, 45, "Amara Diallo"),
            harbour: add("penhallow", "jago", voice("Harbour Buddies", 29, "students new to Cornwall", "students who know the place", "the Student Life team"),
                "Welcomes students who are new to the place and helps them to make it theirs.", PEERS, 34, "Jago Trevithick"),
            researchers: add("penhallow", "jago", voice("Researchers’ Compass", 20, "research staff on fixed-term contracts", "established researchers", "the Researcher Development team"),
                "Gives research staff on fixed-term contracts a view of the roads ahead.", STAFF, 22, "Lowenna Pascoe"),
            ocean: add("penhallow", "jago", voice("Women in Ocean Science", 15, "women students of marine science", "women on the research staff", "the Institute of Marine Science"),
                "Shows women students of marine science what a life in research may look like.", STAFF_FOR_STUDENTS, 31, "Morwenna Hale"),
            cyfeillion: add("llanfair", "sian", voice("Cynllun Cyfeillion Cyntaf", 33, "myfyrwyr y flwyddyn gyntaf (first-year students)", "students of the second and third year", "Gwasanaethau Myfyrwyr (Student Services)"),
                "Helps first-year students to settle, in Welsh or in English as they choose. Croeso i bawb.", PEERS, 48, "Siân Prydderch"),
            siwr: add("llanfair", "sian", voice("Siŵr o Lwyddo", 19, "students from the university’s partner colleges", "teaching staff", "Y Tŷ Agored (the Open House)"),
                "Supports students who arrive from partner colleges through their first year.", STAFF_FOR_STUDENTS, 21, "Llŷr Bowen"),
            step: add("brannocs", "rosalind", voice("Step Forward", 26, "students on foundation years", "former foundation-year students", "the Foundation Year team"),
                "Carries students on foundation years over the step into the first year.", PEERS, 29, "Rosalind Thewlis"),
            evening: add("brannocs", "rosalind", voice("Evening Learners", 11, "part-time students", "experienced part-time students", "the Lifelong Learning office"),
                "Connects part-time students who seldom meet on campus.", PEERS, 16, "Gethin Marlowe"),
            pals: add("strathavon", "catriona", voice("Study Pals", 38, "students who resit a module", "students who have passed the module", "the Academic Skills centre"),
                "Helps students who resit a module through those who have passed it.", PEERS, 17, "Ruaridh Sinclair"),
            highland: add("strathavon", "catriona", voice("Highland Graduates", 23, "students from island and Highland schools", "staff who went to the same schools", "the Access office"),
                "Keeps students from island and Highland schools in touch with those who came before them.", STAFF_FOR_STUDENTS, 27, "Eilidh Morrison"),
            connect: add("wexcombe", "priscilla", voice("Wexcombe Connect", 140, "new undergraduates", "trained students of all years", "the Student Experience directorate"),
                "Offers every new undergraduate a mentor from the first day.", PEERS, 41, "Priscilla Mensah-Ward"),
            clinical: add("wexcombe", "priscilla", voice("Clinical Placement Mentors", 44, "nursing students on their first placement", "clinical teaching staff", "the School of Health"),
                "Stands beside nursing students on their first placement.", STAFF_FOR_STUDENTS, 36, "Oliver Hartnell"),
        };
        // Programmes that have not applied.
        add("alderbrook", "meera", voice("New Lecturers’ Circle", 12, "new lecturers", "established lecturers", "Academic Development"),
            "Supports new lecturers through their first two years.", STAFF, 9, "Isolde Marchetti");
        add("ballinderry", "aoife", voice("Bridge to Belfast", 21, "international students", "students who came a year before", "the International office"),
            "Welcomes international students and stays with them for a year.", PEERS, 13, "Niamh Rafferty");
        add("eastholme", "ines", voice("Final Show Mentors", 14, "final-year students", "practising artists on the staff", "the Student Life office"),
            "Prepares final-year students for their show and for what follows it.", STAFF_FOR_STUDENTS, -1, "Inês Carvalho");
        add("llanfair", "sian", voice("Mentora Staff Newydd", 17, "new staff", "colleagues of other departments", "Datblygu Staff (Staff Development)"),
            "Gives new staff a colleague outside their own department.", STAFF, 12, "Nerys Gwynne");
        add("strathavon", "catriona", voice("Research Crossings", 13, "doctoral students", "research fellows", "the Graduate School"),
            "Helps doctoral students to plan the year after their thesis.", STAFF_FOR_STUDENTS, 20, "Torquil Menzies");
        add("wexcombe", "priscilla", voice("Technicians Together", 15, "technicians new to the university", "senior technicians", "the Technical Services group"),
            "Makes room for technicians to learn from each other across faculties.", STAFF, 11, "Bronagh Whitlock");
        made
    }
}

/// Adds the programme on a day before anything else happens to it.
fn write(story: &mut Story, about: Written) -> usize {
    let days = story.days;
    let started_on = match u32::try_from(about.age) {
        Ok(months) => days.0 - Months::new(months),
        Err(_) => days.ahead(23),
    };
    let added = match about.university {
        "eastholme" => days.ago(3),
        _ => days.ago(536),
    };
    // A programme younger than the story was added when it began.
    let added = if started_on > added && about.age > 0 {
        days.ago(
            days.0
                .signed_duration_since(started_on)
                .num_days()
                .unsigned_abs(),
        )
    } else {
        added
    };
    let programme = Programme {
        university: about.university,
        manager: about.manager,
        voice: about.voice,
        purpose: about.purpose,
        directions: about.directions,
        started_on,
        coordinator: about.coordinator,
    };
    story.programme(programme, added)
}
