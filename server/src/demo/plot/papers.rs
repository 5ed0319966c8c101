//! The files that universities send.

use crate::demo::paper::{Content, Paper};

pub static TRAINING: Paper = Paper {
    name: "mentor-training-outline.pdf",
    title: "Mentor training: outline of both sessions",
    criteria: &["2.1"],
    content: Content::Pdf(
        "Session one (two and a half hours)\n\
         1. What mentoring is, and what it is not. Roles and responsibilities in the programme.\n\
         2. Earning trust and keeping sessions safe. Exercise in threes: the first five minutes.\n\
         3. Structuring a conversation: open, explore, agree, close. Two rounds of practice.\n\
         4. The safeguarding protocol, spoken aloud by everybody: notice, listen, tell, note.\n\
         \n\
         Session two (two and a half hours)\n\
         5. Boundaries, communication and confidentiality. Six short scenes to discuss.\n\
         6. Supporting a mentee who is overwhelmed; where to send them, and how to go along.\n\
         7. Signposting: the map of services, and a quiz with prizes.\n\
         8. Ending a mentoring relationship well. Letters that former mentees allowed us to read.\n\
         9. Where mentors find support for themselves.\n\
         \n\
         Both sessions are led by the coordinator with a colleague of the wellbeing service. Whoever misses one comes to the next; nobody is matched before both are done. Numbers of the last cycle: 42 invited, 41 completed, 1 deferred.",
    ),
};

pub static ANSWER: Paper = Paper {
    name: "training-scenarios-revised.pdf",
    title: "Revised training: endings and the overwhelmed mentee",
    criteria: &["2.1"],
    content: Content::Pdf(
        "Added to the course after the assessor's question.\n\
         \n\
         Scene A: your mentee has not slept for three nights and says it does not matter. What do you say first? What do you not say? Whom do you tell, and how do you tell your mentee that you will?\n\
         \n\
         Scene B: it is the last meeting. Your mentee would like to go on meeting. Practise an ending that is warm and is an ending.\n\
         \n\
         Both scenes were rehearsed with all 27 mentors at a session of two hours. The list of those present is with the Learning Development unit; four who could not come have a second date.",
    ),
};

pub static HANDBOOK: Paper = Paper {
    name: "handbook.docx",
    title: "Handbook for mentors and mentees",
    criteria: &["4.1", "4.2", "4.3"],
    content: Content::Word(
        "1. How to join\n\
         Fill in the form by the closing date. We answer within two working days, and tell you within ten whether you have a place.\n\
         2. What we expect of each other\n\
         Come on time. If you cannot come, say so a day before. After two missed meetings the coordinator rings you.\n\
         3. If something goes wrong\n\
         Talk to the coordinator first, or to the head of the team if it is about the coordinator. You hear from us within five working days. If that does not settle it, the university's complaints procedure is open to you.\n\
         4. Confidence and its limits\n\
         What is said stays between you, unless somebody may come to harm.",
    ),
};

pub static CYMRAEG: Paper = Paper {
    name: "llawlyfr-mentora.docx",
    title: "Llawlyfr mentora (handbook in Welsh and English)",
    criteria: &["3.3", "4.3"],
    content: Content::Word(
        "Croeso i'r cynllun. Mae'r llawlyfr hwn i fentoriaid ac i'r rhai sy'n cael eu mentora.\n\
         Beth yw mentora? Sgwrs reolaidd rhwng dau, gyda phwrpas.\n\
         Ble gallwn ni gwrdd? Yn y llyfrgell, yn y Tŷ Agored, neu ar-lein. Dŵr a the am ddim!\n\
         Welcome to the scheme. This handbook is for mentors and for those they mentor. You may use Welsh or English throughout, and change your mind.",
    ),
};

pub static PARTICIPATION: Paper = Paper {
    name: "participation.csv",
    title: "Who takes part, beside the intake",
    criteria: &["6.1"],
    content: Content::Csv(
        "group,intake %,invited %,took part %\n\
         Women,54,54,58\n\
         Disabled students,16,16,18\n\
         Mature students,21,21,19\n\
         Minority ethnic backgrounds,29,29,31\n\
         First in the family,44,44,49\n\
         Commuters,38,38,34\n",
    ),
};

pub static SURVEY: Paper = Paper {
    name: "survey-belonging.png",
    title: "Survey: “I belong here”, before and after, by term",
    criteria: &["1.1", "5.3"],
    content: Content::Bars(&[41, 48, 55, 63, 71, 78]),
};

pub static PLAN: Paper = Paper {
    name: "operational-plan.pdf",
    title: "Operational plan, with safety and data",
    criteria: &["4.4", "4.5"],
    content: Content::Pdf(
        "Purpose of this plan: who does what, when, and what keeps people safe.\n\
         \n\
         September: call for mentors; references; training. Owner: coordinator.\n\
         October: matching; first meetings; celebration on the 27th. Owner: coordinator.\n\
         January: refresher; check-in with every mentor by telephone. Owner: deputy.\n\
         May: evaluation; report to the committee; thanks. Owner: head of the team.\n\
         \n\
         Safety and wellbeing: pairs meet in public places of the university or online. Lone meetings off campus are not part of the programme. Concerns go to the coordinator the same day, out of hours to security.\n\
         \n\
         Data: form and matching list are kept in the university's storage for two years; three named people have access; nothing about conversations is kept at all. Reviewed by the data protection officer.",
    ),
};

pub static ENGAGEMENT: Paper = Paper {
    name: "meetings-by-month.csv",
    title: "Meetings held, by month",
    criteria: &["1.1", "3.1"],
    content: Content::Csv(
        "month,pairs,meetings,cancelled\n\
         October,24,46,3\n\
         November,24,51,5\n\
         December,23,22,2\n\
         January,23,44,6\n\
         February,23,47,4\n\
         March,22,45,3\n",
    ),
};
