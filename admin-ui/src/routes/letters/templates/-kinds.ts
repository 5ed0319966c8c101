import { graphql } from "../../../gql";
import type { LetterTemplatesQuery, NoticeKind } from "../../../gql/graphql";
import { ask } from "../../../lib/graphql";

const LetterTemplates = graphql(`query LetterTemplates {
  letterTemplates {
    kind subject text isStandard version changedAt
    placeholders { name meaning inSubject }
    changedBy { id name }
  }
}`);
export const templatesQuery = ask("live", LetterTemplates);
export type Template = LetterTemplatesQuery["letterTemplates"][number];
export type Placeholder = Template["placeholders"][number];

/** What the letters of each kind are called, and when somebody gets one. */
export const KINDS: Record<NoticeKind, readonly [title: string, what: string]> = {
  DECISION: ["Decisions", "An application of the university is decided."],
  MONEY: ["Money", "A quote is offered, or an invoice is due or overdue."],
  EVIDENCE_REQUEST: ["Evidence requests", "An assessor asks for evidence, or an answer is soon due."],
  DEADLINE: ["Deadlines", "Assessment starts, or a decision is soon due or late."],
  ANSWER: ["Answers", "The university has answered an evidence request, or it lapsed."],
  ASSIGNMENT: ["Assignments", "Cases are given to somebody or taken away, or marks are to be settled."],
  PROGRESS: ["Progress", "An application is started for a university, put on hold, or goes on."],
  REMINDER: ["Reminders", "An operator reminds whoever has the next move."],
  INVITATION: ["Invitation", "Somebody is invited to work for a university."],
  JOINING: ["Joining", "A university asked to join, or is not let in."],
  REPORT: ["Reports", "A scheduled report is ready, or was not written."],
  DIGEST: ["Once a day", "Letters that waited for their reader's hour, as one."],
};

/** A kind as it stands in an address, and back. */
export const slug = (kind: NoticeKind) => kind.toLowerCase().replaceAll("_", "-");
/** A placeholder as it stands in a template. */
export const braced = (name: string) => `{{ ${name} }}`;
