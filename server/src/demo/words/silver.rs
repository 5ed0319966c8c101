//! What mentoring managers say of the criteria of the second level.

use super::Said;

/// By reference: how it is met, in several voices, and how it is met in part.
pub const SAID: &[Said] = &[
    Said {
        reference: "1.4",
        met: &[
            "Mentees answer nine questions at the start, in the middle and at the end, each tied to an aim. {team} analyses them by aim and by cohort, and reports to the steering group in July.",
            "We compare outcomes against the aims every year: belonging, confidence and plans. The analysis, with response rates, is in the evidence.",
        ],
        partly: "Feedback is gathered twice a year. It is read, but not yet set against the aims.",
    },
    Said {
        reference: "1.5",
        met: &[
            "Two of the eight meetings are set aside for exploring careers, with a worksheet that the careers service wrote for us.",
            "Pairs may book a joint appointment with a careers consultant; 47 did last year. The guide has questions for exploring, not only for planning.",
        ],
        partly: "There is room for it, and some pairs use it. We cannot yet say how many.",
    },
    Said {
        reference: "2.2",
        met: &[
            "A second day covers approaches to mentoring, looking after yourself, activities, keeping notes, and choosing among services. It is led by an accredited trainer.",
            "Beyond the essentials there are five short modules, all compulsory by January. Completion last year was 96%.",
        ],
        partly: "Three of the five topics are taught; record keeping and looking after oneself are in preparation.",
    },
    Said {
        reference: "3.4",
        met: &[
            "Groups of six mentors meet a supervisor every five weeks. Notes of themes, never of people, go to {team}.",
            "Peer supervision in trios each month, and a member of staff joins every second one.",
        ],
        partly: "Supervision is offered once a term, and attendance is uneven.",
    },
    Said {
        reference: "3.5",
        met: &[
            "Mentors have a reading list, six online modules and a small fund for outside courses. Twelve used it last year.",
            "Key skills can be built by self-study on the learning platform; a badge for each is shown on the mentor's profile.",
        ],
        partly: "Self-study is there. Training beyond it depends on the department.",
    },
    Said {
        reference: "3.6",
        met: &[
            "The mentors' guide has a chapter for each phase of the relationship, with what helps both sides get the most from it.",
            "A twelve-page guide, written with mentees, and a one-page version for the wall.",
        ],
        partly: "The guide speaks to mentors about mentees; the mentee's side is thin.",
    },
    Said {
        reference: "3.7",
        met: &[
            "Mentees have a page of their own on how to complain, with a person outside the programme to talk to first.",
            "The complaints procedure is part of induction for mentees, and the link is at the foot of every message we send them.",
        ],
        partly: "Mentees may use the general procedure; it is not explained to them.",
    },
    Said {
        reference: "3.8",
        met: &[
            "An hour of induction, a page of questions and answers, and a short course for those who cannot come.",
            "Every mentee takes a half-hour online module before the first meeting; a mentor and a mentee of last year answer questions live.",
        ],
        partly: "There is a page of questions and answers; the induction was cancelled for the January intake.",
    },
    Said {
        reference: "4.6",
        met: &[
            "One page shows how applying, induction and mentoring work, as a timeline with pictures and as text.",
            "Anybody thinking of it can read the whole journey on the site without signing in, and ask by chat.",
        ],
        partly: "Applying is described; what comes after it is not.",
    },
    Said {
        reference: "4.7",
        met: &[
            "Two clicks from the home page of the programme, and in the footer of every message. It is a page long.",
            "The process is documented, on the site and in both handbooks, with an example of each step.",
        ],
        partly: "It is documented on the staff intranet, where students cannot find it.",
    },
    Said {
        reference: "4.8",
        met: &[
            "Each mentor has a half-hour review a year, from outcomes and feedback. It ends with one thing to keep and one to try.",
            "Performance is reviewed in May from mentees' feedback and the record of meetings; the coordinator talks to every mentor.",
        ],
        partly: "Feedback is passed on to mentors. A review happens only where something went wrong.",
    },
    Said {
        reference: "4.9",
        met: &[
            "A written code of conduct of one page, signed before matching, reviewed with the mentors each summer.",
            "The code was written by mentors, with the union's officer for welfare. It is signed each year anew.",
        ],
        partly: "Conduct is in the handbook in several places, not as a code.",
    },
    Said {
        reference: "4.10",
        met: &[
            "A coordinator at 0.6, an administrator at 0.2, and the head of {team} as sponsor. Their roles are in the plan.",
            "Two members of staff oversee the programme and cover for each other; supervision of mentors is in both job descriptions.",
        ],
        partly: "One person does it all, beside other duties; cover is informal.",
    },
    Said {
        reference: "4.11",
        met: &[
            "Pairs are matched from what both sides say matters to them, by the coordinator, with a check after three weeks.",
            "Mentees see three profiles and say whom they would like; the coordinator confirms. 89% got their first choice.",
        ],
        partly: "Matching is by course alone, because the form asks nothing else.",
    },
    Said {
        reference: "5.4",
        met: &[
            "Every place was taken for three cycles running, with a waiting list of eleven this autumn. We know which channel brought whom.",
            "We filled all places by the closing date; {mentors} were recruited by last year's mentors, which worked better than any poster.",
        ],
        partly: "Mentee places were filled; eleven places for mentors were not.",
    },
    Said {
        reference: "5.5",
        met: &[
            "{P} speaks at the teaching conference, sits on the student success board, and helped two other departments start.",
            "We run the university's mentoring network: five programmes, one calendar, one set of training materials.",
        ],
        partly: "Within the faculty the programme is well known. Beyond it we have only begun.",
    },
    Said {
        reference: "6.2",
        met: &[
            "Those who take part reflect the student body within three points on every characteristic we hold. The table is in the evidence.",
            "Mentors were 31% from minority ethnic backgrounds, 14% disabled and 22% mature, close to the intake that the programme is for.",
        ],
        partly: "Mentees reflect the intake. Mentors do not yet: we are recruiting through societies.",
    },
    Said {
        reference: "6.3",
        met: &[
            "The university's Athena Swan and race equality action plans name {P} under student progression.",
            "Our access and participation plan gives mentoring a section and a target; the programme is named.",
        ],
        partly: "The action plan mentions mentoring in general. A mention of the programme is agreed for its next revision.",
    },
    Said {
        reference: "7.2",
        met: &[
            "Case studies of four pairs are on the site, with tips from each. They were agreed with the people in them.",
            "Outcomes and advice go out each term in a newsletter that other universities ask for.",
        ],
        partly: "One case study is published; three more wait for consent.",
    },
    Said {
        reference: "7.3",
        met: &[
            "Mentors and mentees are invited to post, speak and nominate; there is a kit with pictures and words they may use.",
            "Pairs get two tickets for the celebration and are asked to bring one thing that mentoring changed.",
        ],
        partly: "We celebrate on their behalf. They are not yet asked to themselves.",
    },
];
