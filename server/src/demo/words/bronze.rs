//! What mentoring managers say of the criteria of the lowest level.

use super::Said;

/// By reference: how it is met, in several voices, and how it is met in part.
pub const SAID: &[Said] = &[
    Said {
        reference: "1.1",
        met: &[
            "{P} exists so that {mentees} settle, stay and succeed. Its three aims are written in the programme brief that the education committee approved: belonging within a term, confidence, and a plan for the next step.",
            "The purpose is one sentence long and everybody involved can repeat it: {mentors} help {mentees} to find their feet. The objectives under it are reviewed by {team} every June.",
            "Our terms of reference state the purpose, four objectives and how each is measured. They were agreed with the students' union before the first cohort.",
        ],
        partly: "There is a purpose, but the objectives still differ between the faculty's brief and the web page. {team} is bringing them together this term.",
    },
    Said {
        reference: "1.2",
        met: &[
            "The programme's page opens with what it is for and whom it is for, in plain English. The same wording stands in the leaflet and in the welcome e-mail.",
            "Website, poster and application form carry the same two sentences about the purpose. {team} checks them against each other before each intake.",
            "The handbook's first page says what {P} is for. Focus groups with {mentees} told us they understood it before they applied.",
        ],
        partly: "The web page is plain about the purpose; the printed leaflet is an older one and says something else.",
    },
    Said {
        reference: "1.3",
        met: &[
            "Every pair sets a goal that looks beyond this year: a module choice, a placement, a first job. Two sessions in the plan are about where people with this background have gone next.",
            "We introduce career pathways through short talks by {mentors} and an open evening each term with alumni. Last year 61% of {mentees} said they had a next step in mind that they had not had before.",
            "{mentors} tell their own route, detours included. The conversation guide has a page of prompts on what might come next, and the careers service joins the third meeting.",
        ],
        partly: "Career talk happens in many pairs, yet nothing in the plan prompts it. A page of prompts is being written.",
    },
    Said {
        reference: "2.1",
        met: &[
            "All {n} {mentors} complete two half-days before they are matched: trust and safety, structuring a conversation, safeguarding, boundaries and confidentiality, an overwhelmed mentee, endings, signposting and their role. Nobody is matched without a signed completion record.",
            "Training is a five-hour course with a scenario for each of the nine essentials, co-delivered with the wellbeing service. Attendance is kept, and a catch-up session runs for those who miss it.",
            "The course covers all nine essentials. We rehearse the safeguarding protocol aloud, because people remember what they have said. Refresher sessions follow in January.",
        ],
        partly: "The course covers most of the essentials. Ending a relationship well and supporting a mentee who is overwhelmed are in the handbook but not yet practised in the room.",
    },
    Said {
        reference: "3.1",
        met: &[
            "{mentors} have a named contact in {team}, a drop-in every Wednesday, and the employee or student assistance line at any hour. The contact rings each of them once a term, whether or not they have asked.",
            "A closed channel, monthly group supervision with the wellbeing service, and a clear route to counselling. The handbook says in bold that mentors may step back without giving a reason.",
            "Wellbeing is the first item of every mentors' meeting. In the last survey 92% knew whom to turn to and a third had done so.",
        ],
        partly: "Mentors may use the general support services. A contact of their own is agreed but not yet named.",
    },
    Said {
        reference: "3.2",
        met: &[
            "There is a development day every spring, with a session chosen by the mentors. This year it was coaching questions and cultural humility.",
            "Mentors may take two further workshops a year from the staff development catalogue, and both counted towards the employability award for students.",
            "At least once a year: an afternoon with mentors of two neighbouring universities, and a short online course on active listening.",
        ],
        partly: "A development day was planned and had to be put off; its new date is in the calendar.",
    },
    Said {
        reference: "3.3",
        met: &[
            "The page for mentees says what mentoring is and is not, what other people got from it, and how much time it takes. A two-minute film by last year's mentees is at the top.",
            "Everybody invited gets a one-page guide on what mentoring may lead to, with three short stories. It is read at induction too.",
            "Welcome week has a stand and a short talk; the slides and a list of questions and answers stay on the intranet.",
        ],
        partly: "The guide for mentees says what happens, and little about what may come of it.",
    },
    Said {
        reference: "4.1",
        met: &[
            "Applying is one form, open for four weeks, acknowledged within two days. A flow chart shows both sides what happens next and when.",
            "Mentors apply with a short statement and a reference; mentees sign up with a form of six questions. Both get a decision within ten working days.",
            "Sign-up is on the student portal. Each step sends a message, and the whole process is set out on the page before anyone starts.",
        ],
        partly: "Mentees sign up by form; mentors are still asked by e-mail, and the steps are not written down for them.",
    },
    Said {
        reference: "4.2",
        met: &[
            "The programme follows the university's complaints procedure, with an informal step of its own first. The link is in every agreement that a pair signs.",
            "A page of the handbook says how to complain, to whom, and what happens within five days. Two concerns were raised last year and both were settled at the first step.",
            "Complaints go to the head of {team}, who has no pairs of their own. The policy was reviewed in March.",
        ],
        partly: "The university's procedure applies, but our handbook does not mention it.",
    },
    Said {
        reference: "4.3",
        met: &[
            "The mentoring agreement states what is expected: notice of a day for a change, no more than two missed meetings, replies within three working days. We talk it through at training.",
            "Conduct, lateness and cancellations are in the handbook and on a card that every pair fills in together at the first meeting.",
            "Expectations are signed by both sides. After two cancellations the coordinator rings, kindly, and writes down what was agreed.",
        ],
        partly: "Conduct is covered in training; nothing written says what happens after missed meetings.",
    },
    Said {
        reference: "4.4",
        met: &[
            "The operational plan has sections on safety, wellbeing, lone meetings and meeting online, with an owner and a review date each.",
            "Our procedures cover where pairs may meet, what to do in an emergency, and how wellbeing concerns are passed on. Health and Safety signed them off in September.",
            "A yearly plan with a calendar, roles and a wellbeing section; it is short on purpose, and it is used.",
        ],
        partly: "There is a calendar and a risk sheet. The wellbeing section is a heading with notes under it.",
    },
    Said {
        reference: "4.5",
        met: &[
            "A privacy notice for {P}, a record of processing, and a retention rule of two years. Only three named people can open the matching data.",
            "The data protection officer reviewed our guidelines. Notes of meetings stay with the pair and are never collected.",
            "The management guide says what we hold, why, where and for how long. Form and spreadsheet live in the university's own storage, with access by role.",
        ],
        partly: "We follow the university's policy. The programme's own guidance for coordinators is a draft.",
    },
    Said {
        reference: "5.1",
        met: &[
            "The page gives the dates of the cycle, the closing date, the sign-up button and two contacts with names and photographs.",
            "Dates, closing date and contacts are on the web page, the app and the departmental screens from the first day of term.",
            "The call goes out in week one with a closing date in week four; the page has a telephone number as well as an address, because people ring.",
        ],
        partly: "Sign-up and contacts are published. The closing date was left off the page this year.",
    },
    Said {
        reference: "5.2",
        met: &[
            "Each page has an owner and a review date; the web team sends a reminder in June and December. The last review was this term.",
            "{team} reads every page and document aloud, once a year, with two current mentees. What they stumble over is rewritten.",
            "Documents carry a version and a date. Old ones are withdrawn from the site the day the new ones go up.",
        ],
        partly: "The main page is current; two linked documents are from the year before last.",
    },
    Said {
        reference: "5.3",
        met: &[
            "We publish four short stories a year and the headline figures: who took part, who stayed, what they said. The last piece was read 1,400 times.",
            "Benefits and impact are in the annual report to Senate, on the page, and in a talk at the open day.",
            "A slide with last year's results is in every induction across the faculty, and the students' newspaper ran an interview in the spring.",
        ],
        partly: "Stories are shared inside the department. Figures of impact have not been published yet.",
    },
    Said {
        reference: "6.1",
        met: &[
            "Open to all {mentees}; we look at who applied against who was invited each year, by sex, ethnicity, disability, age and entry route, and change the invitation where there is a gap.",
            "There is no threshold of marks. Evening and online pairs make room for commuters, carers and part-time students: 38% of pairs met online last year.",
            "The invitation is sent to everyone eligible, then again through five societies and the disability service. Take-up mirrors the intake within three points.",
        ],
        partly: "The programme is open to all. We do not yet know who applies and who does not.",
    },
    Said {
        reference: "7.1",
        met: &[
            "On 27 October we thank every mentor by name on the screens and with a card signed by the Vice-Chancellor. The summer celebration has certificates and cake.",
            "National Mentoring Day is our annual gathering: three pairs tell their story, and the mentor of the year is chosen by mentees.",
            "We mark National Mentoring Day with a breakfast and a wall of notes from mentees, which stays up until the end of term.",
        ],
        partly: "Mentors are thanked by e-mail at the end of the year. There was no celebration last autumn.",
    },
];
