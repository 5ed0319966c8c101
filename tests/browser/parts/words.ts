/** What the manager says of each criterion that Bronze asks for. */
export const STATEMENTS: Readonly<Record<string, string>> = {
  "1.1": "Our aims are written in the programme handbook: every mentee sets two goals in the first month and reviews them in the last.",
  "1.2": "The web page says in its first paragraph what Tide Mentors is for and who it is for; the leaflet says the same.",
  "1.3": "Each pair plans one visit to a workplace, and four alumni talk about the ways into marine careers.",
  "2.1": "Every mentor does a half-day of training before the first meeting; it covers boundaries, listening and whom to turn to.",
  "3.1": "Mentors have a monthly drop-in with the wellbeing team, and a named person to ring between them.",
  "3.2": "In May each year mentors choose one of three workshops; last year 19 of 24 came.",
  "3.3": "Mentees read a two-page guide before they are matched: what mentoring is for, and what it led to for others.",
  "4.1": "One form, one closing date, an answer within ten working days: the process is on the web page.",
  "4.2": "The complaints procedure is in the handbook, with a person outside the programme to write to.",
  "4.3": "The agreement that both sign says what to do about lateness and cancellations.",
  "4.4": "The operational plan is reviewed each August; it covers wellbeing, lone meetings and safety on visits.",
  "4.5": "Data of mentors and mentees is kept for two years after the last meeting; the guidelines say by whom.",
  "5.1": "Dates, the closing date and whom to ask are on the web page from 1 June.",
  "5.2": "The coordinator checks the pages on the first Monday of the month.",
  "5.3": "Three stories of mentees are on the page, and the yearly report counts what changed.",
  "6.1": "Open to every student; of this year's mentees 41% are the first of their family at a university.",
  "7.1": "We thank mentors at a supper on National Mentoring Day and hand out certificates.",
};

/** What the assessor asks. */
export const QUESTION = "The handbook names a supper for mentors, but nothing shows that it takes place. Please send its programme, or photographs.";
/** What the manager answers. */
export const ANSWER = "We add the programme of this year's supper, with the names on the certificates. The next one is on 27 October 2027.";
/** Why the assessor departs from best fit. */
export const REASON = "The supper takes place and is well attended; what is partly met is that mentees have no part in it yet.";
/** What the assessor tells the university. */
export const FEEDBACK = "A well-run programme. Its handbook stands out; let mentees take part in the celebration next year.";
