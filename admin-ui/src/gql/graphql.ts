/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A request to join that is accepted, and the university that it becomes. */
export type AcceptJoinRequestInput = {
  /** Which. */
  joinRequestId: string | number;
  /** Its version last seen. */
  version: number;
  /** The university as it is to be written down; its name may be put right. */
  university: AddUniversityInput;
};

/** A quote that the university takes up. */
export type AcceptQuoteInput = {
  /** The quote. */
  quoteId: string | number;
  /** The university's purchase-order number, if it needs one on the invoice. */
  purchaseOrder?: string | null | undefined;
  /** Whether what a kept price is for is divided into the orders that cost least together (M5); else it is one order. */
  split?: boolean;
};

/** Something a person may want to do with an application. */
export type ActionName =
  /** Rate criteria, add and change evidence. */
  | 'EDIT'
  /** Say in which language it is written (W2). */
  | 'SET_LANGUAGE'
  /** Send it. */
  | 'SUBMIT'
  /** Give it up. */
  | 'WITHDRAW'
  /** Note a payment for its invoice. */
  | 'RECORD_PAYMENT'
  /** Let assessment start before payment. */
  | 'START_BEFORE_PAYMENT'
  /** Put it on hold (W6). */
  | 'HOLD'
  /** Let it go on (W6). */
  | 'RESUME'
  /** Assign an assessor. */
  | 'ASSIGN'
  /** Judge criteria and confirm outcomes. */
  | 'JUDGE'
  /** Ask for more evidence. */
  | 'REQUEST_EVIDENCE'
  /** Decide. */
  | 'DECIDE'
  /** Take back a decision that is not released yet. */
  | 'RECALL'
  /** Say who marks it second (J6). */
  | 'ASSIGN_SECOND'
  /** Submit the second marks (J6). */
  | 'SUBMIT_SECOND'
  /** Settle what two assessors differ on (J6). */
  | 'SETTLE'
  /** Send it back to its assessor. */
  | 'SEND_BACK';

/** A rule that somebody makes. */
export type AddClaimRuleInput = {
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** By which of its own providers' word. */
  providerId: string | number;
  /** The claim's name, such as `groups`; 100 characters at most. */
  claim: string;
  /** What it says, to the letter: the whole of it, or one of a list; 300 characters at most. */
  value: string;
  /** What they are then: MANAGER or CONTRIBUTOR. */
  role: Role;
};

/** An e-mail domain that somebody enters. */
export type AddDomainInput = {
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** What comes after the @, such as `university.ac.uk`. */
  name: string;
};

/** A framework to be added. */
export type AddFrameworkInput = {
  /** What it is called; 200 characters at most. */
  name: string;
  /** How programmes are run to it; 4000 characters at most. */
  description: string;
};

/** A link to be added (E5). */
export type AddLinkInput = {
  /** The draft, or the application whose evidence request is answered. */
  applicationId: string | number;
  /** The evidence request it answers (E4). */
  requestId?: string | number | null | undefined;
  /** The address, http or https. */
  url: string;
  /** What it is, for the assessor. */
  title: string;
  /** The first day it speaks of. */
  coversFrom?: string | null | undefined;
  /** The last day it speaks of. */
  coversTo?: string | null | undefined;
  /** References of the criteria it is tied to; at least one. */
  criteria: Array<string>;
  /** The programmes it speaks of, of those the application covers; left out, it speaks of all of them (P4). */
  programmeIds?: Array<string | number> | null | undefined;
};

/** A programme to be added (P1). */
export type AddProgrammeInput = {
  /** What it is called; 200 characters at most. */
  name: string;
  /** Its one purpose; 2000 characters at most. */
  purpose: string;
  /** Who mentors whom; at least one. */
  directions: Array<Direction>;
  /** How many mentors it has. */
  mentors: number;
  /** The day it started, or will. */
  startedOn: string;
  /** Who runs it. */
  coordinator?: string | null | undefined;
  /** The delivery framework it runs to (P4). */
  frameworkId?: string | number | null | undefined;
};

/** A university to be added. */
export type AddUniversityInput = {
  /** What it is called; 200 characters at most. */
  name: string;
  /** What the references of its applications begin with, two to five capital letters; the name's initials where it is left out. */
  code?: string | null | undefined;
  /** Its name in addresses, small letters, digits and hyphens; made of the name where it is left out. */
  slug?: string | null | undefined;
  /** What others call it; 100 characters at most. */
  externalReference?: string | null | undefined;
  /** Where it is. */
  nation?: Nation | null | undefined;
  /** Whether its invoices need a purchase-order number (M6). */
  purchaseOrderNeeded?: boolean;
};

/** The university's answer. */
export type AnswerEvidenceRequestInput = {
  /** The request. */
  requestId: string | number;
  /** The answer in words; evidence is added with its requestId before. */
  answer: string;
};

/** Narrows a list of applications; what is left out does not narrow. */
export type ApplicationFilter = {
  /** Words in the reference, the university's or a programme's name. */
  search?: string | null | undefined;
  /** Any of these states. */
  state?: Array<ApplicationState> | null | undefined;
  /** Any of these levels, by code. */
  level?: Array<string> | null | undefined;
  /** Of this university. */
  universityId?: string | number | null | undefined;
  /** Assigned to this person. */
  assessorId?: string | number | null | undefined;
  /** Assigned to nobody. */
  unassigned?: boolean | null | undefined;
  /** For any of these. */
  kind?: Array<ApplicationKind> | null | undefined;
  /** Whose clock stands in any of these ways (W6). */
  clock?: Array<Clock> | null | undefined;
  /** Any of these has the next move. */
  waitingOn?: Array<Party> | null | undefined;
  /** To which somebody else did something that the viewer has not seen. */
  unread?: boolean | null | undefined;
  /** Sent with this order. */
  orderId?: string | number | null | undefined;
};

/** What an application is for. */
export type ApplicationKind =
  /** A level not held before: a full application. */
  | 'INITIAL'
  /** The level now held: continuation only. */
  | 'REACCREDITATION';

/** The language that an application is written in. */
export type ApplicationLanguage =
  /** English. */
  | 'ENGLISH'
  /** Welsh. */
  | 'WELSH';

/** How many programmes an application covers (P4). */
export type ApplicationScope =
  /** One programme. */
  | 'SINGLE'
  /** Several with a combined approach. */
  | 'COMBINED'
  /** All of the university's, run to one delivery framework. */
  | 'UNIVERSITY_WIDE';

/** The order of a list of applications. */
export type ApplicationSort =
  /** By reference. */
  | 'REFERENCE'
  /** By the university's name. */
  | 'UNIVERSITY'
  /** By the day the decision is due; those without one last. */
  | 'DUE'
  /** By when anything last changed. */
  | 'UPDATED';

/** Where an application stands. */
export type ApplicationState =
  /** Being filled in by the university. */
  | 'DRAFT'
  /** Sent; not yet being assessed. */
  | 'SUBMITTED'
  /** With its assessor. */
  | 'IN_ASSESSMENT'
  /** An evidence request is open. */
  | 'AWAITING_EVIDENCE'
  /** Looked at by a second pair of eyes before release (J6). */
  | 'MODERATION'
  /** Paused, with a reason. */
  | 'ON_HOLD'
  /** Decided: the end of its life. */
  | 'DECIDED'
  /** Given up before a decision. */
  | 'WITHDRAWN';

/** A plan to be applied. */
export type ApplyAssignmentPlanInput = {
  /** The plan's digest, as it was looked at. */
  digest: string;
};

/** A bulk act that was looked at, to be applied. */
export type ApplyBulkActInput = {
  /** The bulk act. */
  bulkActId: string | number;
};

/** Who judges the application. */
export type AssignAssessorInput = {
  /** The application. */
  applicationId: string | number;
  /** The assessor, a person's id. */
  assessorId: string | number;
  /** The application's version last seen. */
  version: number;
};

/** Says who marks a sampled case second (J6). */
export type AssignSecondAssessorInput = {
  /** The application. */
  applicationId: string | number;
  /** The assessor, a person's id; neither the one who marks it first (W2) nor one with a conflict (W1). */
  assessorId: string | number;
  /** The application's version last seen. */
  version: number;
};

/** Which awards are asked for; what is left out narrows nothing. */
export type AwardFilter = {
  /** Of this university alone. */
  universityId?: string | number | null | undefined;
  /** Standing in any of these ways today. */
  state?: Array<AwardState> | null | undefined;
};

/** Where an award stands today (A3). */
export type AwardState =
  /** Claims its level today. */
  | 'IN_FORCE'
  /** Its year is over. */
  | 'EXPIRED'
  /** A higher level took its place (A2). */
  | 'SUPERSEDED'
  /** Taken back. */
  | 'WITHDRAWN';

/** What an operator does to many applications at once. */
export type BulkKind =
  /** They are put on hold (W6). */
  | 'HOLD'
  /** They go on (W6). */
  | 'RESUME'
  /** Whoever has the next move is reminded of it. */
  | 'REMIND'
  /** Their assessment may start before payment (M7). */
  | 'START_BEFORE_PAYMENT';

/** Where a bulk act stands. */
export type BulkState =
  /** What it would do is being looked at; nothing is changed. */
  | 'CHECKING'
  /** What it would do can be read. */
  | 'CHECKED'
  /** It is being done, one application after the other. */
  | 'RUNNING'
  /** It was done. */
  | 'DONE'
  /** It is being taken back. */
  | 'UNDOING'
  /** It was taken back. */
  | 'UNDONE';

/** How a bulk act stands with one of its applications. */
export type BulkVerdict =
  /** Not looked at yet. */
  | 'WAITING'
  /** It may be done. */
  | 'MAY'
  /** It may not be done, and the reasons say why. */
  | 'REFUSED'
  /** It was done. */
  | 'DONE'
  /** It was taken back. */
  | 'UNDONE'
  /** It could not be taken back, and the reasons say why. */
  | 'KEPT';

/** What an assessor does in a case. */
export type CaseRole =
  /** Marks it, and decides. */
  | 'FIRST_ASSESSOR'
  /** Marks it second, blind (J6). */
  | 'SECOND_ASSESSOR'
  /** Settles what two assessors differ on. */
  | 'MODERATOR';

/** Changes what a draft over several programmes covers. */
export type ChangeCombinedApplicationInput = {
  /** The draft. */
  applicationId: string | number;
  /** Its version last seen. */
  version: number;
  /** All the programmes that it shall cover; left out for UNIVERSITY_WIDE, which covers every active one. */
  programmeIds?: Array<string | number> | null | undefined;
  /** The one coordinator or department that leads them, where they share no delivery framework. */
  ledBy?: string | null | undefined;
  /** What is expected of all of them, where they share no delivery framework. */
  expectations?: string | null | undefined;
};

/** Another wording for letters of a kind. */
export type ChangeLetterTemplateInput = {
  /** The kind of letter. */
  kind: NoticeKind;
  /** The subject, with its placeholders; 200 characters at most. */
  subject: string;
  /** The text, with its placeholders; 5000 characters at most. */
  text: string;
  /** The version last seen. */
  version: number;
};

/** What somebody is from now on. */
export type ChangeMemberRoleInput = {
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** Who. */
  personId: string | number;
  /** What they are. */
  from: Role;
  /** What they become: MANAGER, CONTRIBUTOR or VIEWER. */
  to: Role;
};

/** Changes what operators set. */
export type ChangeSettingsInput = {
  /** How many cases of a hundred are second-marked: 0 to 100. */
  secondMarkPercent: number;
  /** Every case of an assessor who has decided fewer than so many: 0 to 100. */
  secondMarkNewBelow: number;
  /** How many minutes a decision can be taken back: 0 to 60. */
  recallMinutes: number;
  /** How many of a university's applications running one assessor may decide: 0 to 100, 0 for any number. */
  sameAssessorAtMost: number;
  /** Whether new assessors mark the calibration set before their first case; left out it stays as it is. */
  calibrateNew?: boolean | null | undefined;
  /** How many of a hundred marks of it are as known of whoever passes: 0 to 100; left out it stays as it is. */
  calibrationPassPercent?: number | null | undefined;
  /** The version last seen. */
  version: number;
};

/** Which column holds what. */
export type CheckImportInput = {
  /** The import. */
  importId: string | number;
  /** Its version last seen. */
  version: number;
  /** For each column of the file the name of the field that it holds, or null where it is left aside. */
  columns: Array<string | null | undefined>;
  /** Whether what is there and differs is to be changed to what the file says (B2). */
  updateExisting?: boolean;
};

/** A rule of a university. */
export type ClaimRuleInput = {
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** Which. */
  ruleId: string | number;
};

/** How the clock of a decision stands (W6). */
export type Clock =
  /** Assessment has not started. */
  | 'NOT_STARTED'
  /** It runs, with more than five working days left. */
  | 'RUNNING'
  /** It is due within five working days. */
  | 'DUE_SOON'
  /** Its day has passed. */
  | 'OVERDUE'
  /** It waits for the university or is on hold, and does not run. */
  | 'STOPPED';

/** An answer that was looked at. */
export type CloseEvidenceRequestInput = {
  /** The request. */
  requestId: string | number;
  /** References of the criteria that the answer is accepted for; left out: all that were asked about. */
  accepted?: Array<string> | null | undefined;
};

/** A university to be closed. */
export type CloseUniversityInput = {
  /** The university. */
  universityId: string | number;
  /** Its version last seen. */
  version: number;
  /** Why; 2000 characters at most. */
  reason: string;
};

/** A programme that an assessor coached (W1). */
export type CoachingInput = {
  /** Who, a person's id; oneself unless told, which an operator must. */
  assessorId?: string | number | null | undefined;
  /** The programme. */
  programmeId: string | number;
};

/** Which programmes are applied for as one, and how they are run together (P4). */
export type CombinedInput = {
  /** COMBINED, or UNIVERSITY_WIDE. */
  scope: ApplicationScope;
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** The programmes, 500 at most; left out for UNIVERSITY_WIDE, which covers every active one. */
  programmeIds?: Array<string | number> | null | undefined;
  /** The one coordinator or department that leads them, where they share no delivery framework; 200 characters at most. */
  ledBy?: string | null | undefined;
  /** What is expected of all of them, where they share no delivery framework; 4000 characters at most. */
  expectations?: string | null | undefined;
};

/** An import to be written. */
export type CommitImportInput = {
  /** The import. */
  importId: string | number;
  /** Its version last seen. */
  version: number;
};

/** Confirms a pillar's outcome (J3). */
export type ConfirmOutcomeInput = {
  /** The application. */
  applicationId: string | number;
  /** The pillar's number. */
  pillar: number;
  /** The level's code; null for below the lowest level. */
  level?: string | null | undefined;
  /** Why, where it departs from best fit. */
  reason?: string | null | undefined;
  /** The outcome's version last seen; 0 when none is confirmed. */
  version: number;
};

/** Whose answers go to which drafts. */
export type CopyAnswersInput = {
  /** The application whose answers are copied, at whatever state. */
  fromApplicationId: string | number;
  /** The drafts that get them, 100 at most. */
  toApplicationIds: Array<string | number>;
};

/** A credit note over an invoice, or a part of one. */
export type CreditInvoiceInput = {
  /** The invoice. */
  invoiceId: string | number;
  /** How much, VAT included, in minor units; no more than is outstanding. */
  amountMinor: number;
  /** Why; it stands on the credit note. */
  reason: string;
};

/** Decides an application (J2, J7). */
export type DecideApplicationInput = {
  /** The application. */
  applicationId: string | number;
  /** Its version last seen. */
  version: number;
  /** What the university is told beside the reasoning. */
  feedback: string;
};

/** A conflict with a university (W1). */
export type DeclareConflictInput = {
  /** Whose, a person's id; one's own unless told, which an operator must. */
  assessorId?: string | number | null | undefined;
  /** The university. */
  universityId: string | number;
  /** Why. */
  reason: string;
};

/** A file to be sent: its size and hash are said first and checked after (E1). */
export type DeclareFileInput = {
  /** The draft, or the application whose evidence request is answered. */
  applicationId: string | number;
  /** The evidence request it answers (E4). */
  requestId?: string | number | null | undefined;
  /** The file's name. */
  name: string;
  /** Bytes, as decimal text: files reach 2 GiB. */
  size: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: string;
  /** What it is, for the assessor. */
  title: string;
  /** The first day it speaks of. */
  coversFrom?: string | null | undefined;
  /** The last day it speaks of. */
  coversTo?: string | null | undefined;
  /** References of the criteria it is tied to; at least one. */
  criteria: Array<string>;
  /** The programmes it speaks of, of those the application covers; left out, it speaks of all of them (P4). */
  programmeIds?: Array<string | number> | null | undefined;
};

/** A file to be imported: its size and hash are said first and checked after. */
export type DeclareImportInput = {
  /** What its rows are. */
  kind: ImportKind;
  /** The file's name; CSV or XLSX. */
  name: string;
  /** Bytes, as decimal text: 50 MiB at most. */
  size: string;
  /** SHA-256 of the bytes, in hexadecimal. */
  sha256: string;
};

/** A request to join that is declined. */
export type DeclineJoinRequestInput = {
  /** Which. */
  joinRequestId: string | number;
  /** Its version last seen. */
  version: number;
  /** Why, as whoever asked is told; 2000 characters at most. */
  reason: string;
};

/** How a programme departed from an award that names it (A5). */
export type Departed =
  /** It runs no longer. */
  | 'ENDED'
  /** It runs no longer to the delivery framework that the award was applied for under. */
  | 'LEFT_FRAMEWORK';

/** Who mentors whom. */
export type Direction =
  /** Staff mentor staff. */
  | 'STAFF_TO_STAFF'
  /** Staff mentor students. */
  | 'STAFF_TO_STUDENT'
  /** Students mentor staff. */
  | 'STUDENT_TO_STAFF'
  /** Students mentor students. */
  | 'STUDENT_TO_STUDENT';

/** What a look into a domain's DNS came to. */
export type DomainFound =
  /** It says what it is to say. */
  | 'VERIFIED'
  /** It says nothing. */
  | 'NO_ENTRY'
  /** It says something else. */
  | 'ANOTHER_ENTRY'
  /** It could not be asked. */
  | 'NO_ANSWER'
  /** It says what it is to say, and is verified for another university. */
  | 'TAKEN';

/** An e-mail domain of a university. */
export type DomainInput = {
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** Which. */
  domainId: string | number;
};

/** What an award would come to at its next renewal. */
export type Effect =
  /** Its marks would reach more than the level it holds. */
  | 'GAINS'
  /** Nothing would change. */
  | 'KEEPS'
  /** Its marks would reach less than the level it holds. */
  | 'LOSES';

/** How a criterion's elements make it up (S3). */
export type ElementRule =
  /** A checklist: all of them. */
  | 'ALL'
  /** One of them suffices. */
  | 'ANY';

/** Somebody who is to work for the scheme. */
export type EmployPersonInput = {
  /** What they are called; 200 characters at most. */
  name: string;
  /** Where the invitation goes; an e-mail address. */
  email: string;
  /** As what: ASSESSOR, LEAD_ASSESSOR, OPERATOR or ADMINISTRATOR. */
  role: Role;
};

/** A session to be ended. */
export type EndSessionInput = {
  /** The session. */
  sessionId: string | number;
};

/** What kind of thing changed what a university owes. */
export type EntryKind =
  /** An invoice was issued. */
  | 'INVOICE'
  /** A credit note took one back, or a part. */
  | 'CREDIT_NOTE'
  /** Money arrived. */
  | 'PAYMENT'
  /** A payment was taken back. */
  | 'PAYMENT_TAKEN_BACK';

/** A person to be erased. */
export type ErasePersonInput = {
  /** Who. */
  personId: string | number;
  /** Why; 1,000 characters at most, without their name or address: it stays in the trail. */
  reason: string;
};

/** How often a report is run. */
export type Every =
  /** On one day of the week. */
  | 'WEEK'
  /** On one day of the month. */
  | 'MONTH';

/** One item of evidence. */
export type EvidenceInput = {
  /** The item. */
  evidenceId: string | number;
};

/** A file, or a link. */
export type EvidenceKind =
  /** Bytes in storage. */
  | 'FILE'
  /** An address on the web. */
  | 'LINK';

/** What is taken out for an accounts package. */
export type ExportInvoicesInput = {
  /** The first day of issue. */
  from: string;
  /** The last day of issue. */
  to: string;
  /** Of this university alone. */
  universityId?: string | number | null | undefined;
  /** The account that sales are booked to, 200 unless told. */
  account?: string | null | undefined;
};

/** A person whose everything is to be taken away. */
export type ExportPersonInput = {
  /** Who. */
  personId: string | number;
};

/** Where an export stands. */
export type ExportState =
  /** Its rows are being written. */
  | 'RUNNING'
  /** Its file can be fetched. */
  | 'READY'
  /** It could not be written. */
  | 'FAILED'
  /** Its file was removed. */
  | 'REMOVED';

/** A university whose everything is to be taken away. */
export type ExportUniversityInput = {
  /** The university, open or closed. */
  universityId: string | number;
};

/** How a report is written. */
export type FileFormat =
  /** Comma-separated values in UTF-8. */
  | 'CSV'
  /** An Excel workbook. */
  | 'XLSX'
  /** An archive of several files: what exportUniversity, exportPerson and exportOwnData make. */
  | 'ZIP';

/** Where a file stands. */
export type FileState =
  /** On its way from the browser. */
  | 'UPLOADING'
  /** Arrived; being checked. */
  | 'SCANNING'
  /** Checked and readable. */
  | 'CLEAN'
  /** Kept away from everybody (E3). */
  | 'INFECTED'
  /** Not what was declared, or of a type that is not allowed. */
  | 'FAILED';

/** What an assessor found at a programme that they looked at more closely. */
export type Finding =
  /** It is run as the application says. */
  | 'CONFIRMED'
  /** It is not, in what the note says. */
  | 'NOT_CONFIRMED';

/** A criterion of a gold case. */
export type GoldCriterionInput = {
  /** Its reference. */
  ref: string;
  /** What there is to judge, in words that say nothing of whose it is; 20000 characters at most. */
  text: string;
};

/** A case to be handed back. */
export type HandBackCaseInput = {
  /** The application. */
  applicationId: string | number;
  /** Why; operators read it. */
  reason: string;
};

/** An application is put on hold. */
export type HoldApplicationInput = {
  /** The application. */
  applicationId: string | number;
  /** Why; its university and its assessor read it. */
  reason: string;
  /** The application's version last seen. */
  version: number;
};

/** What an import's rows are. */
export type ImportKind =
  /** Universities. */
  | 'UNIVERSITIES'
  /** Programmes of universities. */
  | 'PROGRAMMES'
  /** People with a role at a university. */
  | 'PEOPLE'
  /** Applications: drafts started for programmes. */
  | 'APPLICATIONS';

/** What became of a row. */
export type ImportOutcome =
  /** What it says was added. */
  | 'ADDED'
  /** What was there was changed to what it says. */
  | 'CHANGED'
  /** What it did was taken back. */
  | 'TAKEN_BACK'
  /** What it did could not be taken back (B3). */
  | 'KEPT';

/** Where an import stands. */
export type ImportState =
  /** Its file is on its way from the browser. */
  | 'UPLOADING'
  /** The file has arrived; its headings are being read. */
  | 'READING'
  /** Somebody has to say which column holds what. */
  | 'MAPPING'
  /** Every row is being looked at; nothing is changed. */
  | 'CHECKING'
  /** Every row has its verdict. */
  | 'CHECKED'
  /** Good rows are being written. */
  | 'COMMITTING'
  /** Good rows are written. */
  | 'COMMITTED'
  /** What was written is being taken back. */
  | 'UNDOING'
  /** What could be taken back was. */
  | 'UNDONE'
  /** The file could not be read. */
  | 'FAILED';

/** What becomes of a row when it is committed. */
export type ImportVerdict =
  /** It is not there yet and is added. */
  | 'NEW'
  /** It is there as the row says. */
  | 'SAME'
  /** It is there and something differs; changed where updating was chosen (B2). */
  | 'DIFFERS'
  /** It cannot be taken as it is (B1). */
  | 'BAD';

/** Somebody whose invitation is sent again. */
export type InviteAgainInput = {
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** Who. */
  personId: string | number;
};

/** Somebody to be invited. */
export type InvitePersonInput = {
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** What they are called; 200 characters at most. */
  name: string;
  /** Where the invitation goes; an e-mail address. */
  email: string;
  /** As what: MANAGER, CONTRIBUTOR or VIEWER. */
  role: Role;
};

/** An invoice that was credited in full is followed by another. */
export type InvoiceAgainInput = {
  /** The invoice that was credited. */
  invoiceId: string | number;
  /** The purchase-order number to stand on the new one; the same as before unless told, and none where it is empty. */
  purchaseOrder?: string | null | undefined;
};

/** Which invoices are asked for; what is left out narrows nothing. */
export type InvoiceFilter = {
  /** Of this university alone. */
  universityId?: string | number | null | undefined;
  /** In any of these states. */
  states?: Array<InvoiceState> | null | undefined;
  /** Outstanding, and their last day has passed. */
  overdue?: boolean | null | undefined;
  /** A part of the number, the purchase order or the university's name, or what the order's number begins with. */
  search?: string | null | undefined;
};

/** Where an invoice stands. */
export type InvoiceState =
  /** Sent; something of it is outstanding. */
  | 'ISSUED'
  /** Nothing is outstanding, and something was paid: assessment may start (M7). */
  | 'PAID'
  /** All of it was taken back by credit notes. */
  | 'CREDITED';

/** A tailored price to be offered (M3). */
export type IssueQuoteInput = {
  /** The order, which has no price yet. */
  orderId: string | number;
  /** The price before VAT, in minor units: pence for GBP. */
  netMinor: number;
};

/** Where a request to join stands. */
export type JoinState =
  /** It waits for an operator. */
  | 'ASKED'
  /** The university takes part. */
  | 'ACCEPTED'
  /** It does not. */
  | 'DECLINED';

/** Judges one criterion. */
export type JudgeCriterionInput = {
  /** The application. */
  applicationId: string | number;
  /** The criterion's reference, such as 4.13. */
  ref: string;
  /** How well it is met. */
  value: Rating;
  /** Why, for the record; shown to the university with the decision. */
  note: string;
  /** The judgement's version last seen; 0 for the first. */
  version: number;
};

/** Drafts whose list price is kept. */
export type KeepQuoteInput = {
  /** The drafts, 100 at most, all by the same edition. */
  applicationIds: Array<string | number>;
};

/** A programme to be left out of the sample. */
export type LeaveOutOfSampleInput = {
  /** The application. */
  applicationId: string | number;
  /** The programme. */
  programmeId: string | number;
};

/** Where a letter stands. */
export type LetterState =
  /** On its way to the mail server. */
  | 'QUEUED'
  /** The mail server took it. */
  | 'SENT'
  /** The mail server did not take it, many times over or for good. */
  | 'FAILED'
  /** The mail server refuses its address for good. */
  | 'BOUNCED'
  /** It was not sent: letters to its address are suppressed, or its kind is not wanted. */
  | 'SUPPRESSED';

/** An address to get letters again. */
export type LiftSuppressionInput = {
  /** The suppressed address. */
  suppressedAddressId: string | number;
};

/** A report to be taken away. */
export type MakeExportInput = {
  /** Which report. */
  report: ReportInput;
  /** How it is written. */
  format: FileFormat;
};

/** Makes a gold case. */
export type MakeGoldCaseInput = {
  /** The decided application. */
  applicationId: string | number;
  /** What it is called in the set, such as "A peer programme in its second year"; 120 characters at most. */
  name: string;
  /** What there is to mark. */
  criteria: Array<GoldCriterionInput>;
};

/** A token to be made. */
export type MakeTokenInput = {
  /** What it is for; 80 characters at most. */
  name: string;
  /** Which parts of the API it is for. */
  areas: Array<TokenArea>;
  /** Whether it may write there, not only read. */
  writes: boolean;
  /** The first day on which it does not work: after today, and within a year. */
  expiresOn: string;
  /** For an operator's: the universities that it is kept to, 50 at most, in areas that a university's token can have; all of them unless told. */
  universityIds?: Array<string | number> | null | undefined;
};

/** Marks a criterion of a gold case. */
export type MarkGoldCaseInput = {
  /** The gold case. */
  goldCaseId: string | number;
  /** The criterion's reference. */
  ref: string;
  /** How well it is met. */
  value: Rating;
};

/** A case that was looked at. */
export type MarkSeenInput = {
  /** The application. */
  applicationId: string | number;
};

/** How somebody marks beside their colleagues. */
export type Marking =
  /** Nothing says otherwise. */
  | 'ALIKE'
  /** Higher than colleagues, by more than matters and than chance would have it. */
  | 'LENIENT'
  /** Lower, likewise. */
  | 'STRICT';

/** Something of a university that is merged into another. */
export type MergePart =
  /** Somebody who belongs to it. */
  | 'PERSON'
  /** Somebody who belonged to it, and stays tied (W1). */
  | 'FORMER_MEMBER'
  /** A programme. */
  | 'PROGRAMME'
  /** A delivery framework (P4). */
  | 'FRAMEWORK'
  /** A conflict that an assessor declared with it (W1). */
  | 'CONFLICT'
  /** An assessor's coaching of a programme that moves (W1). */
  | 'COACHING'
  /** What an operator noted of it. */
  | 'NOTE';

/** Two universities to be merged. */
export type MergeUniversitiesInput = {
  /** The university that is merged, and closed. */
  fromId: string | number;
  /** Its version last seen. */
  fromVersion: number;
  /** The one that stays. */
  intoId: string | number;
  /** Its version last seen. */
  intoVersion: number;
  /** Why; 2000 characters at most. */
  reason: string;
};

/** Moves to be made. */
export type MoveCasesInput = {
  /** The moves, 200 at most. */
  moves: Array<MoveInput>;
};

/** A move to be looked at or made. */
export type MoveInput = {
  /** The case: an application's id, or its second marking's. */
  caseId: string | number;
  /** Who gets it, a person's id; null to take it from whoever has it. */
  assessorId?: string | number | null | undefined;
};

/** Which programmes a contributor works on from now on. */
export type NameContributorInput = {
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** Who; a contributor. */
  personId: string | number;
  /** Programmes that they work on from now on, beside those they do; 500 at most. */
  programmeIds: Array<string | number>;
  /** Programmes that they work on no longer; 500 at most. */
  removedProgrammeIds: Array<string | number>;
};

/** A part of the United Kingdom. */
export type Nation =
  /** England. */
  | 'ENGLAND'
  /** Scotland. */
  | 'SCOTLAND'
  /** Wales. */
  | 'WALES'
  /** Northern Ireland. */
  | 'NORTHERN_IRELAND';

/** What was found at one of them. */
export type NoteFindingInput = {
  /** The application. */
  applicationId: string | number;
  /** The programme. */
  programmeId: string | number;
  /** The version last seen. */
  version: number;
  /** What was found; left out while it is still looked at. */
  finding?: Finding | null | undefined;
  /** What was seen there; needed with a finding, 10000 characters at most. */
  note: string;
};

/** What is noted of a university. */
export type NoteUniversityInput = {
  /** The university. */
  universityId: string | number;
  /** What; 4000 characters at most. */
  text: string;
};

/** What a letter is about. */
export type NoticeKind =
  /** What was decided of an application; always goes. */
  | 'DECISION'
  /** Prices, quotes and invoices; always goes. */
  | 'MONEY'
  /** Evidence that is asked for, and when it is due; always goes. */
  | 'EVIDENCE_REQUEST'
  /** Work with a day by which it is due, or that is late; always goes. */
  | 'DEADLINE'
  /** Evidence requests that were answered, or lapsed. */
  | 'ANSWER'
  /** Cases that are given to somebody or taken away, and marks to be settled. */
  | 'ASSIGNMENT'
  /** Applications that the scheme starts, puts on hold and lets go on. */
  | 'PROGRESS'
  /** What the scheme's operators remind of by hand. */
  | 'REMINDER'
  /** Invitations to work for a university; always go. */
  | 'INVITATION'
  /** Requests of universities to join the scheme. */
  | 'JOINING'
  /** Reports that are ready. */
  | 'REPORT'
  /** Letters that waited, as one. */
  | 'DIGEST';

/** An export to be fetched. */
export type OpenExportInput = {
  /** The export. */
  exportId: string | number;
};

/** An import whose bad rows are wanted. */
export type OpenImportProblemsInput = {
  /** The import. */
  importId: string | number;
};

/** Whose move it is. */
export type Party =
  /** The university's. */
  | 'UNIVERSITY'
  /** The operator's. */
  | 'OPERATOR'
  /** The assessor's. */
  | 'ASSESSOR'
  /** Nobody's: its life is over. */
  | 'NOBODY';

/** How money arrived. */
export type PaymentMethod =
  /** By bank transfer, such as BACS. */
  | 'BANK_TRANSFER'
  /** By card. */
  | 'CARD'
  /** By cheque. */
  | 'CHEQUE'
  /** Some other way. */
  | 'OTHER';

/** A part of what is held of a person. */
export type PersonPart =
  /** What they are called, and their e-mail address. */
  | 'NAME'
  /** Identities, sessions, and when they last signed in. */
  | 'SIGN_IN'
  /** What they are or were at universities, and for the scheme. */
  | 'ROLE'
  /** Invitations. */
  | 'INVITATION'
  /** Letters to them. */
  | 'LETTER'
  /** Which letters they want; an address that is suppressed. */
  | 'MAIL'
  /** What they keep for themselves. */
  | 'OWN'
  /** What assigning looks at in them. */
  | 'ASSESSOR'
  /** Machines' tokens that they made, in force. */
  | 'TOKEN'
  /** Rows of imports that name them. */
  | 'IMPORT'
  /** Archives of what is held of them. */
  | 'PACK'
  /** Lines of the trail with their name, their address, or where they did something from. */
  | 'TRAIL_WORDS'
  /** Lines of the trail of what they did. */
  | 'TRAIL'
  /** Decisions and marks that they gave. */
  | 'DECISION'
  /** Ratings, evidence, questions and answers. */
  | 'RATING'
  /** Quotes and payments that they dealt with. */
  | 'MONEY';

/** What a phrase is for. */
export type PhraseKind =
  /** A note on a criterion. */
  | 'NOTE'
  /** The question of an evidence request. */
  | 'REQUEST';

/** What is to be done to which applications. */
export type PrepareBulkActInput = {
  /** What is to be done. */
  kind: BulkKind;
  /** Why; for a hold and an early start. Universities and assessors read it. */
  reason?: string;
  /** These applications, 2000 at most; one that is named twice is meant once. */
  applicationIds?: Array<string | number> | null | undefined;
  /** Or every application that this leaves, 2000 at most. */
  filter?: ApplicationFilter | null | undefined;
};

/** A provider of a university. */
export type ProviderInput = {
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** Which. */
  providerId: string | number;
};

/** Whether people sign in by a provider. */
export type ProviderState =
  /** It was entered, and was never in use. */
  | 'DRAFT'
  /** It is in use. */
  | 'OPEN'
  /** It was in use. */
  | 'CLOSED';

/** A step of trying a provider. */
export type ProviderStep =
  /** Its description can be read. */
  | 'DISCOVERY'
  /** It is who it was entered as. */
  | 'ISSUER'
  /** Its addresses can be talked to. */
  | 'ENDPOINTS'
  /** It offers the flow that is used. */
  | 'FLOW'
  /** It signs in a way that is believed. */
  | 'SIGNING'
  /** Its keys can be read. */
  | 'KEYS'
  /** It knows the client and its secret. */
  | 'CLIENT';

/** An edition to be published. */
export type PublishEditionInput = {
  /** The edition as JSON, as standards/edition.schema.json says. */
  document: string;
  /** The first day on which new applications are pinned to it: today or later. */
  inForceFrom: string;
};

/** Which quotes are asked for; what is left out narrows nothing. */
export type QuoteFilter = {
  /** Of this university alone. */
  universityId?: string | number | null | undefined;
  /** In any of these states. */
  states?: Array<QuoteState> | null | undefined;
  /** A part of the number, an application's reference, the purchase order or the university's name. */
  search?: string | null | undefined;
};

/** Where a quote stands. */
export type QuoteState =
  /** Being made; the university does not see it. */
  | 'DRAFT'
  /** Open to be accepted. */
  | 'ISSUED'
  /** Taken up: the invoice follows. */
  | 'ACCEPTED'
  /** Not taken up in time. */
  | 'EXPIRED'
  /** Taken back before it was accepted. */
  | 'WITHDRAWN';

/** Rates one criterion. */
export type RateCriterionInput = {
  /** The draft. */
  applicationId: string | number;
  /** The criterion's reference, such as 4.13. */
  ref: string;
  /** How well it is met. */
  value: Rating;
  /** How the programme meets it; needed before submission where it is met or partly met. */
  statement: string;
  /** Places of the elements ticked, from 0 (S3). */
  elements?: Array<number> | null | undefined;
  /** The rating's version last seen; 0 for the first. */
  version: number;
};

/** Says how one programme meets a criterion otherwise. */
export type RateExceptionInput = {
  /** The draft, over several programmes. */
  applicationId: string | number;
  /** The criterion's reference, such as 4.13. */
  ref: string;
  /** The programme that differs. */
  programmeId: string | number;
  /** How well it meets it. */
  value: Rating;
  /** How it differs; 10000 characters at most. */
  statement: string;
  /** The exception's version last seen; 0 for the first. */
  version: number;
};

/** How well a criterion is met. */
export type Rating =
  /** All of it. */
  | 'MET'
  /** Some of it; does not count towards a level (J1). */
  | 'PARTLY_MET'
  /** None of it. */
  | 'NOT_MET';

/** An import. */
export type ReadImportInput = {
  /** The import. */
  importId: string | number;
};

/** Takes back a decision that is not released yet. */
export type RecallDecisionInput = {
  /** The application. */
  applicationId: string | number;
};

/** Money that arrived for an invoice. */
export type RecordPaymentInput = {
  /** The invoice. */
  invoiceId: string | number;
  /** The day it arrived; not in the future. */
  receivedOn: string;
  /** How much, VAT included, in minor units; no more than is outstanding. */
  amountMinor: number;
  /** How it came. */
  method: PaymentMethod;
  /** The bank's or the card's reference. */
  reference: string;
};

/** How far marks may be relied on, by their agreement. */
export type Reliance =
  /** 0.8 or more: conclusions may rest on them. */
  | 'RELIABLE'
  /** From 0.667: tentative conclusions only. */
  | 'TENTATIVE'
  /** Below: the criterion or the training needs work. */
  | 'UNRELIABLE'
  /** Too few marks, or all of them the same. */
  | 'UNKNOWN';

/** An absence to be taken back. */
export type RemoveAbsenceInput = {
  /** Whose, a person's id; one's own unless told, which an operator must. */
  assessorId?: string | number | null | undefined;
  /** Its first day. */
  from: string;
};

/** An exception to be taken away. */
export type RemoveExceptionInput = {
  /** The draft. */
  applicationId: string | number;
  /** The criterion's reference. */
  ref: string;
  /** The programme that differs no longer. */
  programmeId: string | number;
  /** The exception's version last seen. */
  version: number;
};

/** What somebody is no longer. */
export type RemoveMemberInput = {
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** Who. */
  personId: string | number;
  /** As what. */
  role: Role;
};

/** A phrase not to be kept. */
export type RemovePhraseInput = {
  /** The phrase. */
  phraseId: string | number;
};

/** What somebody is for the scheme no longer. */
export type RemoveStaffInput = {
  /** Who. */
  personId: string | number;
  /** As what. */
  role: Role;
};

/** A note to be removed by who wrote it. */
export type RemoveUniversityNoteInput = {
  /** The note. */
  noteId: string | number;
};

/** A view not to be kept. */
export type RemoveViewInput = {
  /** The view. */
  viewId: string | number;
};

/** A university to be opened again. */
export type ReopenUniversityInput = {
  /** The university. */
  universityId: string | number;
  /** Its version last seen. */
  version: number;
};

/** What a report is of. */
export type Report =
  /** Applications: a row each. */
  | 'APPLICATIONS'
  /** Invoices, and what is outstanding of each: a row each. */
  | 'INVOICES'
  /** Awards: a row each. */
  | 'AWARDS'
  /** Universities, and what each has: a row each. */
  | 'UNIVERSITIES'
  /** Decisions: a row each month and level. */
  | 'DECISIONS'
  /** Lines of the audit trail: a row each (T4). */
  | 'TRAIL'
  /** Everything of one university, in one archive: what exportUniversity makes. */
  | 'EVERYTHING'
  /** Everything held of one person, in one archive: what exportPerson and exportOwnData make. */
  | 'PERSON';

/** A report that is asked for. What narrows another report is refused. */
export type ReportInput = {
  /** What it is of. */
  report: Report;
  /** Its columns by name, in the file's order; all of them where none is named. */
  columns?: Array<string> | null | undefined;
  /** Of applications: only these. */
  applications?: ApplicationFilter | null | undefined;
  /** Of applications: only these, 2,000 at most. */
  applicationIds?: Array<string | number> | null | undefined;
  /** Of applications: the order; by last change unless told. */
  sort?: ApplicationSort | null | undefined;
  /** Of applications: last first; by last change that is so unless told. */
  descending?: boolean | null | undefined;
  /** Of invoices: only these. */
  invoices?: InvoiceFilter | null | undefined;
  /** Of awards: only these. */
  awards?: AwardFilter | null | undefined;
  /** Of universities: words in the name. */
  search?: string | null | undefined;
  /** Of decisions: so many months until this one, 12 unless told, 120 at most. */
  months?: number | null | undefined;
  /** Of the trail: only these lines. */
  trail?: TrailFilter | null | undefined;
};

/** When a report is to be run by itself. */
export type ReportScheduleInput = {
  /** How often. */
  every: Every;
  /** Of a week, Monday 1 to Sunday 7; of a month, 1 to 31, a month that is too short ending with it. */
  day: number;
};

/** A question to the university (J5). */
export type RequestEvidenceInput = {
  /** The application. */
  applicationId: string | number;
  /** References of the criteria asked about; at least one. */
  criteria: Array<string>;
  /** What is asked, so that it can be answered. */
  question: string;
  /** The last day to answer; after today. Left out: ten working days from today. */
  dueOn?: string | null | undefined;
};

/** Where an evidence request stands. */
export type RequestState =
  /** Waiting for the university. */
  | 'OPEN'
  /** Answered, not yet looked at. */
  | 'ANSWERED'
  /** Answered and looked at. */
  | 'CLOSED'
  /** Its due date passed without an answer. */
  | 'LAPSED';

/** A letter to be sent again. */
export type ResendLetterInput = {
  /** The letter. */
  letterId: string | number;
};

/** A kind of letters to be worded as the product words them. */
export type RestoreLetterTemplateInput = {
  /** The kind of letter. */
  kind: NoticeKind;
  /** The version last seen. */
  version: number;
};

/** An application goes on. */
export type ResumeApplicationInput = {
  /** The application. */
  applicationId: string | number;
  /** The application's version last seen. */
  version: number;
};

/** What goes when its time is over. */
export type Retained =
  /** Files of evidence; the hash, the title and the decision stay. */
  | 'EVIDENCE'
  /** The words of letters; that each went, when and to whom stays. */
  | 'LETTERS'
  /** Rows and files of imports; what they wrote stays. */
  | 'IMPORTS'
  /** Files of exports. */
  | 'EXPORTS'
  /** Requests to join that were answered; that they were stays in the trail. */
  | 'JOIN_REQUESTS';

/** Takes a gold case out of the set. */
export type RetireGoldCaseInput = {
  /** The gold case. */
  goldCaseId: string | number;
};

/** A token to be revoked. */
export type RevokeTokenInput = {
  /** The token. */
  tokenId: string | number;
};

/** What a person acts as. */
export type Role =
  /** Everything inside one university. */
  | 'MANAGER'
  /** Rates and evidences inside one university. */
  | 'CONTRIBUTOR'
  /** Reads inside one university. */
  | 'VIEWER'
  /** Works a caseload. */
  | 'ASSESSOR'
  /** An assessor who also moderates. */
  | 'LEAD_ASSESSOR'
  /** Runs the scheme. */
  | 'OPERATOR'
  /** Runs the operators. */
  | 'ADMINISTRATOR';

/** Which programmes run to a framework. */
export type RunToFrameworkInput = {
  /** The programmes, 500 at most, of one university. */
  programmeIds: Array<string | number>;
  /** The framework; left out, they run to none. */
  frameworkId?: string | number | null | undefined;
};

/** Programmes to be looked at more closely. */
export type SampleProgrammesInput = {
  /** The application. */
  applicationId: string | number;
  /** The programmes, of those it covers. */
  programmeIds: Array<string | number>;
  /** Why these; 2000 characters at most. */
  why: string;
};

/** Why a case is second-marked (J6). */
export type Sampled =
  /** Its assessor is new. */
  | 'NEW_ASSESSOR'
  /** It was drawn. */
  | 'DRAWN';

/** Feedback to be kept as it is so far. */
export type SaveFeedbackInput = {
  /** The application. */
  applicationId: string | number;
  /** What is written so far; 20000 characters at most, none at all included. */
  text: string;
  /** The version last seen; 0 for the first. */
  version: number;
};

/** A phrase to be kept, or changed. */
export type SavePhraseInput = {
  /** The phrase to change; left out for a new one. */
  phraseId?: string | number | null | undefined;
  /** What it is for. */
  kind: PhraseKind;
  /** What it is found by; 80 characters at most, and one of its kind. */
  title: string;
  /** What is inserted; 5000 characters at most. */
  text: string;
  /** Its version last seen; 0 for a new one. */
  version: number;
};

/** A provider as somebody enters it. */
export type SaveProviderInput = {
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** The provider that is changed; none for a new one. */
  providerId?: string | number | null | undefined;
  /** The version that was changed; needed with `providerId`. */
  version?: number | null | undefined;
  /** Its name on the button; 80 characters at most. */
  name: string;
  /** What it calls itself: an https address. Only one that was never in use gets another. */
  issuer: string;
  /** What it calls Pillars; 200 characters at most. */
  clientId: string;
  /** The secret that it gave to Pillars; 1,000 characters at most. Nobody can read it again. Left out it stays as it is. */
  clientSecret?: string | null | undefined;
};

/** A report to be kept under a name. */
export type SaveReportInput = {
  /** What it is called; 80 characters at most. */
  name: string;
  /** Which report. */
  report: ReportInput;
  /** How it is written. */
  format: FileFormat;
  /** When it is run by itself; by hand alone where that is left out. */
  schedule?: ReportScheduleInput | null | undefined;
};

/** A view to be kept. */
export type SaveViewInput = {
  /** The list that it is of. */
  list: ViewOf;
  /** What it is called; 80 characters at most. One of the asker's of the same name is replaced. */
  name: string;
  /** What stands in the console's address after the question mark; 2000 characters at most. */
  address: string;
  /** Whether everybody who runs the scheme sees it; operators may share. */
  shared?: boolean;
};

/** A saved report. */
export type SavedReportInput = {
  /** The saved report. */
  savedReportId: string | number;
};

/** A draft among several, and its version last seen. */
export type SeenDraftInput = {
  /** The draft. */
  applicationId: string | number;
  /** Its version last seen. */
  version: number;
};

/** Sends a case in moderation back to its assessor. */
export type SendBackInput = {
  /** The application. */
  applicationId: string | number;
  /** What the assessor is to do, such as asking for evidence on a pillar. */
  reason: string;
};

/** A reminder to be sent. */
export type SendReminderInput = {
  /** The application. */
  applicationId: string | number;
};

/** Days on which an assessor is away (W2). */
export type SetAbsenceInput = {
  /** Who, a person's id; oneself unless told, which an operator must. */
  assessorId?: string | number | null | undefined;
  /** The first day away; an absence that begins on it is changed. */
  from: string;
  /** The first day back. */
  backOn: string;
};

/** The language of a draft. */
export type SetApplicationLanguageInput = {
  /** The draft. */
  applicationId: string | number;
  /** The language that it is written in. */
  language: ApplicationLanguage;
  /** Its version last seen. */
  version: number;
};

/** How much an assessor takes on, and what they can judge (W2). */
export type SetCapacityInput = {
  /** Who, a person's id. */
  assessorId: string | number;
  /** The most points of open work at a time; null where that is not said. */
  capacity?: number | null | undefined;
  /** The levels they judge for, by rank, 1 for the lowest; empty is any. */
  levels: Array<number>;
  /** The schemes they judge for, by code; empty is any. */
  schemes: Array<string>;
  /** The languages they judge in, such as en or cy; empty is any. */
  languages: Array<string>;
  /** The assessor's version last seen. */
  version: number;
};

/** Which letters the asker wants from now on. */
export type SetMailPreferencesInput = {
  /** What is not wanted; none of what is essential. */
  unwanted: Array<NoticeKind>;
  /** When the quiet hours begin, such as 22:00 in London; left out there are none. */
  quietFrom?: string | null | undefined;
  /** When they end, such as 07:00. */
  quietUntil?: string | null | undefined;
  /** The hour at which what is not essential goes as one letter, 0 to 23; left out it goes as it comes. */
  digestHour?: number | null | undefined;
  /** The version last seen; 0 where nothing was said before. */
  version: number;
};

/** Who follows the last mentoring manager. */
export type SetSuccessorsInput = {
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** People who belong to the university, whoever follows first at the head; ten at most, and none for nobody. */
  personIds: Array<string | number>;
};

/** Settles two assessors' difference (J6). */
export type SettleDifferenceInput = {
  /** The application. */
  applicationId: string | number;
  /** A level for each pillar that differs. */
  levels: Array<SettledLevelInput>;
  /** Why; kept with each outcome that departs from its best fit. */
  reason: string;
};

/** The level that a lead assessor puts a pillar at. */
export type SettledLevelInput = {
  /** The pillar's number. */
  pillar: number;
  /** The level's code; null for below the lowest level. */
  level?: string | null | undefined;
};

/** Whether a university's people sign in by the shared providers. */
export type ShareSignInInput = {
  /** The university; needed by those who run the scheme. */
  universityId?: string | number | null | undefined;
  /** True: by them, too; false: by its own alone. */
  shared: boolean;
};

/** Parts of an upload to be signed. */
export type SignUploadInput = {
  /** The declared file. */
  evidenceId: string | number;
  /** The upload's id, from the store's answer to the create address. */
  uploadId: string;
  /** Numbers of the parts, from 1; 100 at most at a time. */
  parts: Array<number>;
};

/** Somebody who works for the scheme. */
export type StaffInput = {
  /** Who. */
  personId: string | number;
};

/** Starts an application over one programme. */
export type StartApplicationInput = {
  /** The programme. */
  programmeId: string | number;
  /** The level applied for, by code. */
  level: string;
  /** The language that it is written in, English unless told; until it is submitted it can be changed. */
  language?: ApplicationLanguage | null | undefined;
};

/** Starts an application for each of several programmes. */
export type StartApplicationsInput = {
  /** Each programme with the level applied for, 100 at most. */
  applications: Array<StartApplicationInput>;
};

/** An early start (M7). */
export type StartBeforePaymentInput = {
  /** The order. */
  orderId: string | number;
  /** Why assessment may start before it is paid. */
  reason: string;
};

/** Starts one application over several programmes. */
export type StartCombinedApplicationInput = {
  /** What it covers. */
  covers: CombinedInput;
  /** The level applied for, by code. */
  level: string;
  /** The language that it is written in, English unless told. */
  language?: ApplicationLanguage | null | undefined;
};

/** Sends a draft. */
export type SubmitApplicationInput = {
  /** The draft. */
  applicationId: string | number;
  /** Its version last seen. */
  version: number;
  /** The university's purchase-order number, if it needs one on the invoice. */
  purchaseOrder?: string | null | undefined;
};

/** Sends several drafts with one order, or with the orders that cost least. */
export type SubmitApplicationsInput = {
  /** The drafts, 100 at most, all by the same edition. */
  applications: Array<SeenDraftInput>;
  /** The university's purchase-order number, if it needs one on the invoice. */
  purchaseOrder?: string | null | undefined;
  /** Whether they are divided into the orders that cost least together (M5); else they are one order. */
  split?: boolean;
};

/** Submits a second assessor's marks (J6). */
export type SubmitSecondMarkingInput = {
  /** The application. */
  applicationId: string | number;
};

/** A payment to be taken back. */
export type TakeBackPaymentInput = {
  /** The payment. */
  paymentId: string | number;
  /** How much of it, in minor units; all that is left of it unless told. */
  amountMinor?: number | null | undefined;
  /** Why: noted by mistake, or money returned. */
  reason: string;
};

/** The criteria an item is tied to. */
export type TieEvidenceInput = {
  /** The item. */
  evidenceId: string | number;
  /** References of all the criteria it shall be tied to; at least one. */
  criteria: Array<string>;
  /** The programmes it speaks of, of those the application covers; empty for all of them, left out it speaks of the same as before (P4). */
  programmeIds?: Array<string | number> | null | undefined;
};

/** A part of the API that a token may be for. */
export type TokenArea =
  /** Programmes and delivery frameworks. */
  | 'PROGRAMMES'
  /** Applications with their ratings, requests and decisions; awards. */
  | 'APPLICATIONS'
  /** Evidence, and reading its files. */
  | 'EVIDENCE'
  /** Orders, quotes, invoices, payments. */
  | 'MONEY'
  /** Universities' records, assessors, assigning, the overview: for the scheme's tokens alone. */
  | 'SCHEME'
  /** The audit trail, to read. */
  | 'AUDIT';

/** Whether a token works. */
export type TokenState =
  /** It works. */
  | 'IN_FORCE'
  /** Its day has come. */
  | 'EXPIRED'
  /** Somebody revoked it. */
  | 'REVOKED'
  /** Whoever made it no longer holds the role it acts in, or their university is closed. */
  | 'STOPPED';

/** Which lines of the trail are asked for; what is left out narrows nothing. */
export type TrailFilter = {
  /** The first day: 90 days until the last one, unless told. All of an application where `search` is its reference. */
  from?: string | null | undefined;
  /** The last day: today, unless told. */
  to?: string | null | undefined;
  /** About any of these. */
  kinds?: Array<TrailKind> | null | undefined;
  /** Any of these acts, such as `evidence.read`: besides those of the kinds. */
  acts?: Array<string> | null | undefined;
  /** Words in the name of whoever did it. */
  who?: string | null | undefined;
  /** Of this university's chain. */
  universityId?: string | number | null | undefined;
  /** An application's reference, whole; else words in the sentence, looked for in 92 days at most. */
  search?: string | null | undefined;
};

/** What lines of the trail are about. */
export type TrailKind =
  /** Applications and how they move. */
  | 'APPLICATION'
  /** Universities' own ratings. */
  | 'RATING'
  /** Evidence, and requests for it. */
  | 'EVIDENCE'
  /** Assessors' marks, outcomes and decisions. */
  | 'DECISION'
  /** Second marking (J6). */
  | 'SECOND_MARKING'
  /** Quotes. */
  | 'QUOTE'
  /** Invoices, payments, and the documents that say so. */
  | 'INVOICE'
  /** Programmes and delivery frameworks. */
  | 'PROGRAMME'
  /** Universities as the scheme keeps them. */
  | 'UNIVERSITY'
  /** People and the roles that they hold. */
  | 'PERSON'
  /** Signing in and out. */
  | 'SIGN_IN'
  /** What was taken away as files. */
  | 'EXPORT'
  /** Imports. */
  | 'IMPORT'
  /** Acts on many applications. */
  | 'BULK_ACT'
  /** Letters, their wording, and addresses. */
  | 'LETTER'
  /** Assessors: capacity, absence, conflicts. */
  | 'ASSESSOR'
  /** The calibration set (J6). */
  | 'CALIBRATION'
  /** The standard and the scheme's settings. */
  | 'SETTINGS'
  /** Views and phrases that people keep for themselves. */
  | 'KEEPING'
  /** Machines' tokens. */
  | 'TOKEN';

/** Moves that were applied together, to be taken back. */
export type UndoAssignmentPlanInput = {
  /** What was applied together. */
  runId: string | number;
};

/** A bulk act to be taken back. */
export type UndoBulkActInput = {
  /** The bulk act. */
  bulkActId: string | number;
};

/** An import to be taken back. */
export type UndoImportInput = {
  /** The import. */
  importId: string | number;
};

/** Where a university stands in the scheme. */
export type UniversityState =
  /** It takes part. */
  | 'OPEN'
  /** It takes part no longer: nobody acts for it; its awards stand until they expire. */
  | 'CLOSED';

/** A framework as it shall be. */
export type UpdateFrameworkInput = {
  /** The framework. */
  frameworkId: string | number;
  /** Its version last seen. */
  version: number;
  /** What it is called; 200 characters at most. */
  name: string;
  /** How programmes are run to it; 4000 characters at most. */
  description: string;
};

/** A programme as it shall be (P1). */
export type UpdateProgrammeInput = {
  /** The programme. */
  programmeId: string | number;
  /** Its version last seen. */
  version: number;
  /** What it is called; 200 characters at most. */
  name: string;
  /** Its one purpose; 2000 characters at most. */
  purpose: string;
  /** Who mentors whom; at least one. */
  directions: Array<Direction>;
  /** How many mentors it has. */
  mentors: number;
  /** The day it started, or will. */
  startedOn: string;
  /** Who runs it. */
  coordinator?: string | null | undefined;
  /** The delivery framework it runs to; left out where it runs to none (P4). */
  frameworkId?: string | number | null | undefined;
  /** The first day it runs no longer; left out where it goes on. */
  endedOn?: string | null | undefined;
};

/** A university's record as it shall be. */
export type UpdateUniversityInput = {
  /** The university. */
  universityId: string | number;
  /** Its version last seen. */
  version: number;
  /** What it is called; 200 characters at most. */
  name: string;
  /** What others call it; 100 characters at most. */
  externalReference?: string | null | undefined;
  /** Where it is. */
  nation?: Nation | null | undefined;
  /** Whether its invoices need a purchase-order number (M6). */
  purchaseOrderNeeded: boolean;
};

/** An e-mail domain that an operator knows to be a university's. */
export type VerifyDomainInput = {
  /** The university. */
  universityId: string | number;
  /** Which. */
  domainId: string | number;
  /** How they know; 2000 characters at most. */
  reason: string;
};

/** The list that a view is of. */
export type ViewOf =
  /** An assessor's caseload. */
  | 'CASELOAD'
  /** Applications. */
  | 'APPLICATIONS';

/** Gives an application up. */
export type WithdrawApplicationInput = {
  /** The application. */
  applicationId: string | number;
  /** Its version last seen. */
  version: number;
  /** Why. */
  reason: string;
};

/** A declared conflict to be taken back. */
export type WithdrawConflictInput = {
  /** Whose, a person's id; one's own unless told, which an operator must. */
  assessorId?: string | number | null | undefined;
  /** The university. */
  universityId: string | number;
};

/** A quote to be taken back. */
export type WithdrawQuoteInput = {
  /** The quote. */
  quoteId: string | number;
  /** Why. */
  reason: string;
};

export type ApplicationsQueryVariables = Exact<{
  filter?: ApplicationFilter | null | undefined;
  sort?: ApplicationSort | null | undefined;
  descending?: boolean | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ApplicationsQuery = { applications: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, reference: string, state: ApplicationState, kind: ApplicationKind, waitingOn: Party, updatedAt: string, submittedAt: string | null, dueOn: string | null, level: { code: string, title: string, rank: number }, university: { id: string, name: string }, programmes: Array<{ id: string, name: string }>, assessor: { id: string, name: string } | null, decision: { level: { code: string, title: string, rank: number } | null } | null, pillars: Array<{ pillar: { number: number, title: string }, selfLevel: { code: string, title: string, rank: number } | null, outcome: { level: { code: string, title: string, rank: number } | null } | null }> }> } };

export type FrameworksQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type FrameworksQuery = { frameworks: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string, description: string, version: number, programmes: Array<{ id: string }> }> } };

export type FrameworkQueryVariables = Exact<{
  id: string | number;
}>;


export type FrameworkQuery = { node:
    | { __typename: 'Application' }
    | { __typename: 'Award' }
    | { __typename: 'DeliveryFramework', id: string, name: string, description: string, version: number, programmes: Array<{ id: string, name: string }> }
    | { __typename: 'Edition' }
    | { __typename: 'Import' }
    | { __typename: 'Invoice' }
    | { __typename: 'Order' }
    | { __typename: 'Person' }
    | { __typename: 'Programme' }
    | { __typename: 'Quote' }
    | { __typename: 'University' }
   };

export type ProgrammesToRunQueryVariables = Exact<{
  university?: string | number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProgrammesToRunQuery = { programmes: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string, endedOn: string | null, framework: { id: string, name: string } | null }> } };

export type ImportsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type ImportsQuery = { imports: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: ImportKind, fileName: string, state: ImportState, createdAt: string, createdBy: { name: string } | null, progress: { done: number, of: number } | null, counts: { rows: number, added: number, changed: number, bad: number, takenBack: number, kept: number } }> } };

export type ImportTemplatesQueryVariables = Exact<{ [key: string]: never; }>;


export type ImportTemplatesQuery = { importTemplates: Array<{ kind: ImportKind, fields: Array<{ name: string, label: string, required: boolean, help: string, example: string }> }> };

export type ImportQueryVariables = Exact<{
  id: string | number;
}>;


export type ImportQuery = { import: { id: string, kind: ImportKind, fileName: string, size: string, state: ImportState, problem: string | null, version: number, readAs: string, updateExisting: boolean, createdAt: string, createdBy: { name: string } | null, columns: Array<{ heading: string, field: string | null, sample: Array<string> }>, counts: { rows: number, new: number, same: number, differing: number, bad: number, added: number, changed: number, takenBack: number, kept: number }, progress: { done: number, of: number } | null, mayCheck: { allowed: boolean, reasons: Array<{ rule: string, message: string }> }, mayCommit: { allowed: boolean, reasons: Array<{ rule: string, message: string }> }, mayUndo: { allowed: boolean, reasons: Array<{ rule: string, message: string }> } } };

export type ImportRowsQueryVariables = Exact<{
  id: string | number;
  verdict?: ImportVerdict | null | undefined;
  outcome?: ImportOutcome | null | undefined;
  after?: string | null | undefined;
}>;


export type ImportRowsQuery = { importRows: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ number: number, cells: Array<string>, verdict: ImportVerdict, outcome: ImportOutcome | null, problems: Array<{ column: number | null, rule: string, message: string }>, changes: Array<{ field: string, from: string, to: string }> }> } };

export type InvoicesQueryVariables = Exact<{
  filter?: InvoiceFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type InvoicesQuery = { invoices: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, number: string, state: InvoiceState, overdue: boolean, issuedOn: string, dueOn: string, purchaseOrder: string | null, gross: { minor: number, currency: string }, outstanding: { minor: number, currency: string }, university: { id: string, name: string } }> } };

export type InvoiceTotalsQueryVariables = Exact<{
  filter?: InvoiceFilter | null | undefined;
}>;


export type InvoiceTotalsQuery = { invoiceTotals: { invoiced: { minor: number, currency: string }, credited: { minor: number, currency: string }, paid: { minor: number, currency: string }, outstanding: { minor: number, currency: string }, overdue: { minor: number, currency: string } } };

export type InvoiceQueryVariables = Exact<{
  number: string;
}>;


export type InvoiceQuery = { invoice: { id: string, number: string, state: InvoiceState, overdue: boolean, issuedOn: string, dueOn: string, paidOn: string | null, creditedOn: string | null, replacedBy: string | null, purchaseOrder: string | null, orderId: string, orderNumber: string, vatPerMille: number, university: { id: string, name: string }, applications: Array<{ id: string, reference: string }>, lines: Array<{ label: string, net: { minor: number, currency: string } }>, net: { minor: number, currency: string }, vat: { minor: number, currency: string }, gross: { minor: number, currency: string }, credited: { minor: number, currency: string }, paid: { minor: number, currency: string }, outstanding: { minor: number, currency: string }, payments: Array<{ id: string, receivedOn: string, method: PaymentMethod | null, reference: string, takesBack: string | null, reason: string | null, amount: { minor: number, currency: string }, left: { minor: number, currency: string } }>, creditNotes: Array<{ number: string, issuedOn: string, reason: string, net: { minor: number, currency: string }, vat: { minor: number, currency: string }, gross: { minor: number, currency: string } }> } };

export type StatementQueryVariables = Exact<{
  university: string | number;
  from: string;
  to: string;
}>;


export type StatementQuery = { statement: { from: string, to: string, university: { id: string, name: string }, opening: { minor: number, currency: string }, invoiced: { minor: number, currency: string }, credited: { minor: number, currency: string }, paid: { minor: number, currency: string }, closing: { minor: number, currency: string }, lines: Array<{ on: string, kind: EntryKind, reference: string, invoiceNumber: string, amount: { minor: number, currency: string }, balance: { minor: number, currency: string } }> } };

export type JoinRequestsQueryVariables = Exact<{
  state?: JoinState | null | undefined;
  after?: string | null | undefined;
}>;


export type JoinRequestsQuery = { joinRequests: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, universityName: string, domain: string, name: string, position: string, askedAt: string, state: JoinState, answeredAt: string | null, answeredBy: { id: string, name: string } | null }> } };

export type JoinRequestQueryVariables = Exact<{
  id: string | number;
}>;


export type JoinRequestQuery = { joinRequest: { id: string, universityName: string, address: string, domain: string, name: string, position: string, email: string, askedAt: string, state: JoinState, answeredAt: string | null, reason: string | null, version: number, answeredBy: { id: string, name: string } | null, university: { id: string, name: string } | null } };

export type WorkloadQueryVariables = Exact<{ [key: string]: never; }>;


export type WorkloadQuery = { workload: { assessors: Array<{ lead: boolean, openCases: number, points: number, capacity: number | null, levels: Array<number>, schemes: Array<string>, languages: Array<string>, version: number, person: { id: string, name: string }, absences: Array<{ from: string, backOn: string }>, coached: Array<{ programmeId: string, name: string, university: string }> }>, cases: Array<{ id: string, applicationId: string, secondMarking: boolean, reference: string, university: string, state: ApplicationState, version: number, points: number, counts: boolean, submittedOn: string | null, dueOn: string | null, clock: Clock, stoppedOn: string | null, mayStart: boolean, level: { code: string, title: string, rank: number }, assessor: { id: string, name: string } | null }> } };

export type ConsiderMovesQueryVariables = Exact<{
  moves: Array<MoveInput> | MoveInput;
}>;


export type ConsiderMovesQuery = { considerMoves: { moves: Array<{ case: { id: string, reference: string }, objections: Array<{ rule: string, message: string }> }>, loads: Array<{ before: number, after: number, assessor: { id: string } }> } };

export type MoveCasesMutationVariables = Exact<{
  input: MoveCasesInput;
}>;


export type MoveCasesMutation = { moveCases: { run: { id: string, moves: number } | null } };

export type PeopleQueryVariables = Exact<{
  university?: string | number | null | undefined;
}>;


export type PeopleQuery = { people: Array<{ role: Role, signedInAt: string | null, invitedUntil: string | null, programmeIds: Array<string>, person: { id: string, name: string, email: string | null } }> };

export type NameContributorMutationVariables = Exact<{
  input: NameContributorInput;
}>;


export type NameContributorMutation = { nameContributor: { people: Array<{ role: Role, programmeIds: Array<string>, person: { id: string } }> } };

export type SuccessorsQueryVariables = Exact<{ [key: string]: never; }>;


export type SuccessorsQuery = { successors: Array<{ ready: boolean, manages: boolean, person: { id: string, name: string } }> };

export type PhrasesQueryVariables = Exact<{ [key: string]: never; }>;


export type PhrasesQuery = { viewer: { phrases: Array<{ id: string, kind: PhraseKind, title: string, text: string, version: number }> } };

export type PriceListsQueryVariables = Exact<{ [key: string]: never; }>;


export type PriceListsQuery = { currentEdition: { id: string, scheme: string } | null, editions: Array<{ id: string, scheme: string, title: string, inForceFrom: string, prices: { inForceFrom: string, contentHash: string, tiers: Array<{ maxProgrammes: number, initial: { minor: number, currency: string }, reaccreditation: { minor: number, currency: string } }> } }>, vatRates: Array<{ inForceFrom: string, perMille: number }> };

export type PricePreviewQueryVariables = Exact<{
  on?: string | null | undefined;
  initial: number;
  again: number;
}>;


export type PricePreviewQuery = { pricePreview: { list: { inForceFrom: string }, together: { vatPerMille: number, tailored: boolean, net: { minor: number, currency: string } | null, vat: { minor: number, currency: string } | null, gross: { minor: number, currency: string } | null, lines: Array<{ label: string, net: { minor: number, currency: string } }> }, split: { orders: Array<{ net: { minor: number, currency: string } | null, lines: Array<{ label: string }> }>, total: { vatPerMille: number, tailored: boolean, net: { minor: number, currency: string } | null, vat: { minor: number, currency: string } | null, gross: { minor: number, currency: string } | null, lines: Array<{ label: string, net: { minor: number, currency: string } }> } } | null } };

export type ProgrammesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProgrammesQuery = { programmes: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string, purpose: string, mentors: number, large: boolean, startedOn: string, endedOn: string | null, award: { number: string, expiresOn: string, state: AwardState, level: { code: string, title: string, rank: number } } | null, openApplication: { id: string, reference: string, state: ApplicationState, level: { code: string, title: string, rank: number } } | null }> } };

export type ProgrammeQueryVariables = Exact<{
  id: string | number;
}>;


export type ProgrammeQuery = { programme: { id: string, name: string, purpose: string, directions: Array<Direction>, mentors: number, startedOn: string, endedOn: string | null, coordinator: string | null, large: boolean, version: number, framework: { id: string, name: string } | null, university: { id: string, name: string }, award: { id: string, number: string, awardedOn: string, expiresOn: string, state: AwardState, url: string, level: { code: string, title: string, rank: number } } | null, eligibility: { options: Array<{ kind: ApplicationKind, allowed: boolean, firstDay: string | null, level: { code: string, title: string, rank: number }, reasons: Array<{ rule: string, message: string }> }> }, openApplication: { id: string, reference: string, state: ApplicationState, level: { code: string, title: string, rank: number } } | null } };

export type ProgrammesToApplyForQueryVariables = Exact<{
  university?: string | number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProgrammesToApplyForQuery = { programmes: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string, large: boolean, award: { expiresOn: string, level: { code: string, title: string, rank: number } } | null, openApplication: { id: string, reference: string, state: ApplicationState, version: number, level: { code: string, title: string, rank: number }, missing: Array<{ rule: string }> } | null, eligibility: { options: Array<{ kind: ApplicationKind, allowed: boolean, firstDay: string | null, level: { code: string, title: string, rank: number }, reasons: Array<{ rule: string, message: string }> }> } }> } };

export type PeopleFoundQueryVariables = Exact<{
  words: string;
}>;


export type PeopleFoundQuery = { peopleFound: Array<{ universities: Array<string>, staff: boolean, person: { id: string, name: string, email: string | null } }> };

export type PersonRecordQueryVariables = Exact<{
  id: string | number;
}>;


export type PersonRecordQuery = { personRecord: { erasedAt: string | null, universities: Array<string>, staff: boolean, person: { id: string, name: string, email: string | null }, toErase: Array<{ rule: string, message: string }> } };

export type PersonHoldingsQueryVariables = Exact<{
  id: string | number;
}>;


export type PersonHoldingsQuery = { personHoldings: Array<{ part: PersonPart, title: string, count: number, stays: boolean, note: string | null }> };

export type RetentionAheadQueryVariables = Exact<{ [key: string]: never; }>;


export type RetentionAheadQuery = { retentionAhead: Array<{ kept: Retained, title: string, rule: string, count: number, firstOn: string | null }> };

export type EditionQueryVariables = Exact<{
  id: string | number;
}>;


export type EditionQuery = { edition: { id: string, title: string, code: string, publishedOn: string, pillarsRequired: number, monthsHeldBeforeNext: number, validityMonths: number, levels: Array<{ code: string, title: string, rank: number }>, pillars: Array<{ number: number, code: string, title: string, summary: string, criteria: Array<{ ref: string, pillar: number, title: string, note: string | null, audience: string | null, level: { code: string, title: string, rank: number }, elements: { rule: ElementRule, items: Array<string> } | null }>, evidenceExamples: Array<{ examples: Array<string>, level: { code: string, title: string, rank: number } }> }> } };

export type ApplicationHeadQueryVariables = Exact<{
  id: string | number;
}>;


export type ApplicationHeadQuery = { application: { id: string, reference: string, state: ApplicationState, kind: ApplicationKind, scope: ApplicationScope, ledBy: string | null, expectations: string | null, language: ApplicationLanguage, version: number, waitingOn: Party, createdAt: string, submittedAt: string | null, assessmentStartedOn: string | null, dueOn: string | null, decidedAt: string | null, level: { code: string, title: string, rank: number }, university: { id: string, name: string }, programmes: Array<{ id: string, name: string, mentors: number, large: boolean, startedOn: string }>, edition: { id: string }, assessor: { id: string, name: string } | null, hold: { since: string, reason: string } | null, actions: Array<{ name: ActionName, allowed: boolean, reasons: Array<{ rule: string, message: string, field: string | null }> }> } };

export type ApplicationStandingQueryVariables = Exact<{
  id: string | number;
}>;


export type ApplicationStandingQuery = { application: { id: string, version: number, selfLevel: { code: string, title: string, rank: number } | null, missing: Array<{ rule: string, message: string, field: string | null }>, warnings: Array<{ rule: string, message: string, field: string | null }>, pillars: Array<{ criteria: number, rated: number, evidenced: number, pillar: { number: number, title: string }, selfLevel: { code: string, title: string, rank: number } | null }> } };

export type PillarRatingsQueryVariables = Exact<{
  id: string | number;
  pillar?: number | null | undefined;
}>;


export type PillarRatingsQuery = { application: { id: string, criteria: Array<{ criterion: { ref: string }, rating: { value: Rating, statement: string, elements: Array<number>, version: number, updatedAt: string } | null, exceptions: Array<{ programmeId: string, programme: string, value: Rating, statement: string, version: number }> }> } };

export type ApplicationEvidenceQueryVariables = Exact<{
  id: string | number;
}>;


export type ApplicationEvidenceQuery = { application: { id: string, evidence: Array<{ id: string, kind: EvidenceKind, title: string, coversFrom: string | null, coversTo: string | null, criteria: Array<string>, programmes: Array<string>, url: string | null, addedAt: string, request: string | null, locked: boolean, file: { name: string, size: string, contentType: string | null, sha256: string, state: FileState, problem: string | null, malwareScanned: boolean, removedOn: string | null } | null }> } };

export type ApplicationRequestsQueryVariables = Exact<{
  id: string | number;
}>;


export type ApplicationRequestsQuery = { application: { id: string, requests: Array<{ id: string, criteria: Array<string>, question: string, state: RequestState, dueOn: string, askedAt: string, round: number, answer: string | null, answeredAt: string | null, accepted: Array<string> | null, closedAt: string | null, evidence: Array<{ id: string, title: string }> }> } };

export type AnswerDayQueryVariables = Exact<{
  id: string | number;
  on?: string | null | undefined;
}>;


export type AnswerDayQuery = { application: { id: string, answerDay: { on: string, workingDay: boolean, workingDays: number, next: string } } };

export type ApplicationOrderQueryVariables = Exact<{
  id: string | number;
}>;


export type ApplicationOrderQuery = { application: { id: string, price: { vatPerMille: number, tailored: boolean, net: { minor: number, currency: string } | null, vat: { minor: number, currency: string } | null, gross: { minor: number, currency: string } | null, lines: Array<{ label: string, net: { minor: number, currency: string } }> }, order: { id: string, number: string, createdAt: string, purchaseOrder: string | null, paidOn: string | null, startBeforePayment: boolean, quote: { id: string, number: string, state: QuoteState, openUntil: string, net: { minor: number, currency: string } } | null, invoice: { id: string, number: string, issuedOn: string, dueOn: string, state: InvoiceState, overdue: boolean, outstanding: { minor: number, currency: string } } | null } | null } };

export type ApplicationTimelineQueryVariables = Exact<{
  id: string | number;
}>;


export type ApplicationTimelineQuery = { timeline: { totalCount: number, nodes: Array<{ id: string, at: string, actor: string | null, forTheScheme: boolean, act: string, summary: string }> } };

export type ApplicationDecisionQueryVariables = Exact<{
  id: string | number;
}>;


export type ApplicationDecisionQuery = { application: { id: string, decision: { decidedAt: string, feedback: string, sentences: Array<string>, digest: string, level: { code: string, title: string, rank: number } | null, pillars: Array<{ reason: string | null, pillar: { number: number, title: string }, outcome: { code: string, title: string, rank: number } | null, bestFit: { code: string, title: string, rank: number } | null, levels: Array<{ met: Array<string>, unmet: Array<string>, needed: number, reached: boolean, level: { code: string, title: string, rank: number } }> }> } | null, sample: Array<{ programmeId: string, programme: string, why: string, finding: Finding | null, note: string }>, award: { id: string, number: string, state: AwardState, awardedOn: string, expiresOn: string, url: string, badgeUrl: string, level: { code: string, title: string, rank: number } } | null } };

export type QuotesQueryVariables = Exact<{
  filter?: QuoteFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type QuotesQuery = { quotes: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, number: string, state: QuoteState, tailored: boolean, issuedOn: string, openUntil: string, net: { minor: number, currency: string }, applications: Array<{ id: string, reference: string }>, university: { id: string, name: string } }> } };

export type QuoteQueryVariables = Exact<{
  id: string | number;
}>;


export type QuoteQuery = { quote: { id: string, number: string, state: QuoteState, tailored: boolean, issuedOn: string, openUntil: string, acceptedOn: string | null, purchaseOrder: string | null, reason: string | null, vatPerMille: number, university: { id: string, name: string }, applications: Array<{ id: string, reference: string, programmes: number }>, orders: Array<{ id: string, number: string, invoice: { id: string, number: string } | null }>, lines: Array<{ label: string, net: { minor: number, currency: string } }>, net: { minor: number, currency: string }, vat: { minor: number, currency: string }, gross: { minor: number, currency: string }, split: { orders: Array<{ net: { minor: number, currency: string } | null, lines: Array<{ label: string }> }>, total: { vatPerMille: number, tailored: boolean, net: { minor: number, currency: string } | null, vat: { minor: number, currency: string } | null, gross: { minor: number, currency: string } | null, lines: Array<{ label: string, net: { minor: number, currency: string } }> } } | null } };

export type ReportKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type ReportKindsQuery = { reportKinds: Array<{ report: Report, title: string, columns: Array<{ name: string, heading: string }> }> };

export type ExportsQueryVariables = Exact<{
  of?: string | number | null | undefined;
  after?: string | null | undefined;
}>;


export type ExportsQuery = { exports: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, report: Report, title: string, called: string | null, period: string | null, format: FileFormat, state: ExportState, rows: number, size: string | null, narrowed: Array<string>, problem: string | null, madeAt: string, keptUntil: string | null, madeBy: { id: string, name: string } | null }> } };

export type ExportQueryVariables = Exact<{
  id: string | number;
}>;


export type ExportQuery = { export: { id: string, state: ExportState, rows: number, size: string | null, problem: string | null } };

export type SavedReportsQueryVariables = Exact<{ [key: string]: never; }>;


export type SavedReportsQuery = { savedReports: { totalCount: number, nodes: Array<{ id: string, name: string, narrowed: Array<string>, format: FileFormat, paused: boolean, nextOn: string | null, schedule: { words: string } | null, madeBy: { id: string, name: string } | null, lastRun: { id: string, state: ExportState, rows: number, madeAt: string } | null }> } };

export type MarkSeenMutationVariables = Exact<{
  input: MarkSeenInput;
}>;


export type MarkSeenMutation = { markSeen: { application: { id: string, unread: boolean } } };

export type SignInSettingsQueryVariables = Exact<{
  university?: string | number | null | undefined;
}>;


export type SignInSettingsQuery = { signInSettings: { redirectAddress: string, address: string, domains: Array<{ id: string, name: string, verifiedAt: string | null, byOperator: boolean, entry: string, says: string, checkedAt: string | null, found: DomainFound | null }>, rules: Array<{ id: string, providerId: string, claim: string, value: string, role: Role }>, providers: Array<{ id: string, name: string, issuer: string, clientId: string, state: ProviderState, hasChanges: boolean, own: boolean, used: boolean, version: number, triedAt: string | null, mayOpen: boolean, signOutAddress: string, signInAddress: string, eventsAddress: string, checks: Array<{ step: ProviderStep, passed: boolean, said: string }> }> } };

export type StaffQueryVariables = Exact<{ [key: string]: never; }>;


export type StaffQuery = { staff: Array<{ role: Role, signedInAt: string | null, invitedUntil: string | null, openCases: number, person: { id: string, name: string, email: string | null } }> };

export type TrailKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type TrailKindsQuery = { trailKinds: Array<{ kind: TrailKind, title: string, acts: Array<string> }> };

export type AuditTrailQueryVariables = Exact<{
  filter?: TrailFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditTrailQuery = { trail: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, at: string, actor: string | null, forTheScheme: boolean, act: string, summary: string, number: number | null, hash: string, origin: string | null, before: unknown, after: unknown, subjectId: string | null, university: { id: string, name: string } | null, application: { id: string, reference: string } | null }> } };

export type UniversityRecordsQueryVariables = Exact<{
  search?: string | null | undefined;
  state?: Array<UniversityState> | UniversityState | null | undefined;
  after?: string | null | undefined;
}>;


export type UniversityRecordsQuery = { universityRecords: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ code: string, state: UniversityState, programmes: number, openApplications: number, awardsInForce: number, signedInAt: string | null, university: { id: string, name: string }, outstanding: { minor: number, currency: string } }> } };

export type UniversityRecordQueryVariables = Exact<{
  id: string | number;
}>;


export type UniversityRecordQuery = { universityRecord: { code: string, externalReference: string | null, nation: Nation | null, purchaseOrderNeeded: boolean, state: UniversityState, closedOn: string | null, closedReason: string | null, version: number, programmes: number, openApplications: number, awardsInForce: number, openQuotes: number, signedInAt: string | null, university: { id: string, name: string, slug: string }, continuedBy: { id: string, name: string } | null, outstanding: { minor: number, currency: string }, toClose: Array<{ rule: string, message: string }>, people: Array<{ role: Role, canSignIn: boolean, signedInAt: string | null, person: { id: string, name: string, email: string | null } }>, notes: Array<{ id: string, text: string, writtenAt: string, own: boolean, writtenBy: { id: string, name: string } | null }> } };

export type MergePreviewQueryVariables = Exact<{
  from: string | number;
  into: string | number;
}>;


export type MergePreviewQuery = { mergePreview: { stayCount: number, from: { version: number, university: { id: string, name: string } }, into: { version: number, university: { id: string, name: string } }, reasons: Array<{ rule: string, message: string }>, moves: Array<{ part: MergePart, count: number, named: Array<string> }>, stays: Array<{ part: MergePart, name: string, why: string }>, tiedCases: Array<{ reference: string, assessor: string }> } };

export type UniversityTimelineQueryVariables = Exact<{
  id: string | number;
  after?: string | null | undefined;
}>;


export type UniversityTimelineQuery = { universityTimeline: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, at: string, actor: string | null, forTheScheme: boolean, act: string, summary: string }> } };

export type UniversityChoicesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type UniversityChoicesQuery = { universities: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string }> } };

export type DeclareFileMutationVariables = Exact<{
  input: DeclareFileInput;
}>;


export type DeclareFileMutation = { declareFile: { createUrl: string, partSize: number, evidence: { id: string } } };

export type SignUploadMutationVariables = Exact<{
  input: SignUploadInput;
}>;


export type SignUploadMutation = { signUpload: { completeUrl: string, listUrl: string, abortUrl: string, parts: Array<{ number: number, url: string }> } };

export type FinishUploadMutationVariables = Exact<{
  input: EvidenceInput;
}>;


export type FinishUploadMutation = { finishUpload: { evidence: { id: string, file: { state: FileState, problem: string | null } | null } } };

export type DropUploadMutationVariables = Exact<{
  input: EvidenceInput;
}>;


export type DropUploadMutation = { removeEvidence: { removedId: string } };

export type UploadStateQueryVariables = Exact<{
  application: string | number;
}>;


export type UploadStateQuery = { application: { id: string, evidence: Array<{ id: string, file: { state: FileState, problem: string | null } | null }> } };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { role: Role | null, today: string, demo: boolean, settingUp: boolean, person: { id: string, name: string, email: string | null } | null, university: { id: string, name: string } | null, acting: { role: Role, reason: string, until: string, university: { id: string, name: string } } | null } };

export type ProgrammesToCoachQueryVariables = Exact<{
  universityId?: string | number | null | undefined;
  after?: string | null | undefined;
}>;


export type ProgrammesToCoachQuery = { programmes: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string, university: { id: string, name: string } }> } };

export type DeclareCoachingMutationVariables = Exact<{
  input: CoachingInput;
}>;


export type DeclareCoachingMutation = { declareCoaching: { assessor: { person: { id: string } } } };

export type WithdrawCoachingMutationVariables = Exact<{
  input: CoachingInput;
}>;


export type WithdrawCoachingMutation = { withdrawCoaching: { assessor: { person: { id: string } } } };

export type UniversityNamesQueryVariables = Exact<{
  search: string;
}>;


export type UniversityNamesQuery = { universityNames: Array<{ id: string, name: string }> };

export type CaseloadCountsQueryVariables = Exact<{
  filter?: ApplicationFilter | null | undefined;
}>;


export type CaseloadCountsQuery = { applicationCounts: { total: number, unread: number, clocks: Array<{ code: string, count: number }>, waitingOn: Array<{ code: string, count: number }>, kinds: Array<{ code: string, count: number }>, levels: Array<{ code: string, count: number }> } };

export type CaseloadChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type CaseloadChoicesQuery = { currentEdition: { id: string, levels: Array<{ code: string, title: string, rank: number }> } | null, universities: { nodes: Array<{ id: string, name: string }> } };

export type HandBackCaseMutationVariables = Exact<{
  input: HandBackCaseInput;
}>;


export type HandBackCaseMutation = { handBackCase: { reference: string } };

export type TakeNextCaseMutationVariables = Exact<{ [key: string]: never; }>;


export type TakeNextCaseMutation = { takeNextCase: { application: { id: string, reference: string } | null, none: { rule: string, message: string } | null } };

export type HomeQueryVariables = Exact<{ [key: string]: never; }>;


export type HomeQuery = { applications: { totalCount: number, nodes: Array<{ id: string, reference: string, state: ApplicationState, waitingOn: Party, dueOn: string | null, updatedAt: string, level: { code: string, title: string, rank: number }, programmes: Array<{ id: string, name: string }>, missing: Array<{ rule: string, message: string }>, requests: Array<{ id: string, state: RequestState, question: string, dueOn: string }> }> } };

export type OverviewIncomeQueryVariables = Exact<{
  months?: number | null | undefined;
}>;


export type OverviewIncomeQuery = { overview: { income: Array<{ month: string, invoiced: { minor: number, currency: string }, credited: { minor: number, currency: string }, paid: { minor: number, currency: string } }> } };

export type OverviewLevelsQueryVariables = Exact<{
  months?: number | null | undefined;
}>;


export type OverviewLevelsQuery = { overview: { levels: Array<{ month: string, awards: number, level: { code: string, title: string, rank: number } }> } };

export type OverviewClocksQueryVariables = Exact<{
  months?: number | null | undefined;
}>;


export type OverviewClocksQuery = { overview: { punctuality: Array<{ month: string, inTime: number, late: number }> } };

export type OverviewFunnelQueryVariables = Exact<{
  months?: number | null | undefined;
}>;


export type OverviewFunnelQuery = { overview: { funnel: { started: number, submitted: number, assessed: number, decided: number, awarded: number, withdrawn: number } } };

export type OverviewNationsQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewNationsQuery = { overview: { nations: Array<{ nation: Nation | null, universities: number, holders: number, awards: number }> } };

export type OverviewNeedsQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewNeedsQuery = { overview: { needs: { unpaid: number, unassigned: number, overdue: number, dueSoon: number, onHold: number, openRequests: number, answeredRequests: number, overdueInvoices: number, failedJobs: number, joinRequests: number, overdueAmount: { minor: number, currency: string } } } };

export type OverviewQueryVariables = Exact<{ [key: string]: never; }>;


export type OverviewQuery = { submitted: { totalCount: number, nodes: Array<{ id: string, reference: string, submittedAt: string | null, level: { code: string, title: string, rank: number }, university: { name: string }, programmes: Array<{ name: string }>, assessor: { id: string, name: string } | null, order: { id: string, paidOn: string | null, startBeforePayment: boolean } | null }> } };

export type RunningQueryVariables = Exact<{ [key: string]: never; }>;


export type RunningQuery = { applications: { totalCount: number, nodes: Array<{ id: string, reference: string, state: ApplicationState, dueOn: string | null, level: { code: string, title: string, rank: number }, university: { name: string }, programmes: Array<{ name: string }>, assessor: { id: string, name: string } | null }> } };

export type HandedBackQueryVariables = Exact<{ [key: string]: never; }>;


export type HandedBackQuery = { applications: { totalCount: number, nodes: Array<{ id: string, reference: string, state: ApplicationState, dueOn: string | null, level: { code: string, title: string, rank: number }, university: { name: string }, programmes: Array<{ name: string }> }> } };

export type DecidedQueryVariables = Exact<{ [key: string]: never; }>;


export type DecidedQuery = { applications: { totalCount: number, nodes: Array<{ id: string, reference: string, state: ApplicationState, decidedAt: string | null, level: { code: string, title: string, rank: number }, university: { name: string }, programmes: Array<{ name: string }>, decision: { level: { code: string, title: string, rank: number } | null } | null }> } };

export type ExportOwnDataMutationVariables = Exact<{ [key: string]: never; }>;


export type ExportOwnDataMutation = { exportOwnData: { export: { id: string } } };

export type MailPreferencesQueryVariables = Exact<{ [key: string]: never; }>;


export type MailPreferencesQuery = { mailPreferences: { unwanted: Array<NoticeKind>, quietFrom: string | null, quietUntil: string | null, digestHour: number | null, version: number } };

export type SetMailPreferencesMutationVariables = Exact<{
  input: SetMailPreferencesInput;
}>;


export type SetMailPreferencesMutation = { setMailPreferences: { mailPreferences: { version: number } } };

export type SessionsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type SessionsQuery = { sessions: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, current: boolean, role: Role, universityName: string | null, startedAt: string, usedAt: string, address: string | null, browser: string | null }> } };

export type EndSessionMutationVariables = Exact<{
  input: EndSessionInput;
}>;


export type EndSessionMutation = { endSession: { ended: number } };

export type EndOtherSessionsMutationVariables = Exact<{ [key: string]: never; }>;


export type EndOtherSessionsMutation = { endOtherSessions: { ended: number } };

export type SubmitApplicationMutationVariables = Exact<{
  input: SubmitApplicationInput;
}>;


export type SubmitApplicationMutation = { submitApplication: { application: { id: string, state: ApplicationState, version: number } } };

export type AnswerEvidenceRequestMutationVariables = Exact<{
  input: AnswerEvidenceRequestInput;
}>;


export type AnswerEvidenceRequestMutation = { answerEvidenceRequest: { request: { id: string, state: RequestState, answer: string | null, answeredAt: string | null } } };

export type OrderBoardQueryVariables = Exact<{
  order: string | number;
}>;


export type OrderBoardQuery = { applicationCounts: { total: number, states: Array<{ code: string, count: number }> }, applications: { nodes: Array<{ id: string, order: { id: string, number: string, invoice: { id: string, number: string } | null } | null }> } };

export type CopyAnswersMutationVariables = Exact<{
  input: CopyAnswersInput;
}>;


export type CopyAnswersMutation = { copyAnswers: { copied: Array<{ answers: number, links: number, application: { id: string, version: number } }> } };

export type ChangeCombinedMutationVariables = Exact<{
  input: ChangeCombinedApplicationInput;
}>;


export type ChangeCombinedMutation = { changeCombinedApplication: { application: { id: string, version: number, kind: ApplicationKind, programmes: Array<{ id: string }> } } };

export type KeepQuoteMutationVariables = Exact<{
  input: KeepQuoteInput;
}>;


export type KeepQuoteMutation = { keepQuote: { quote: { id: string } } };

export type SetApplicationLanguageMutationVariables = Exact<{
  input: SetApplicationLanguageInput;
}>;


export type SetApplicationLanguageMutation = { setApplicationLanguage: { application: { id: string, version: number, language: ApplicationLanguage } } };

export type WithdrawApplicationMutationVariables = Exact<{
  input: WithdrawApplicationInput;
}>;


export type WithdrawApplicationMutation = { withdrawApplication: { application: { id: string, state: ApplicationState, version: number } } };

export type AssessorsQueryVariables = Exact<{
  applicationId: string | number;
  after?: string | null | undefined;
}>;


export type AssessorsQuery = { assessors: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ lead: boolean, openCases: number, points: number, capacity: number | null, objections: Array<{ rule: string, message: string }>, person: { id: string, name: string, email: string | null } }> } };

export type AssignAssessorMutationVariables = Exact<{
  input: AssignAssessorInput;
}>;


export type AssignAssessorMutation = { assignAssessor: { application: { id: string, version: number, state: ApplicationState, assessor: { id: string, name: string } | null } } };

export type AssignSecondAssessorMutationVariables = Exact<{
  input: AssignSecondAssessorInput;
}>;


export type AssignSecondAssessorMutation = { assignSecondAssessor: { application: { id: string, version: number, state: ApplicationState } } };

export type SecondMarkingQueryVariables = Exact<{
  id: string | number;
}>;


export type SecondMarkingQuery = { application: { id: string, pendingDecision: { releaseAt: string | null } | null, secondMarking: { why: Sampled, assessor: string | null, submittedAt: string | null, differs: boolean | null, settledReason: string | null } | null } };

export type PrepareBulkActMutationVariables = Exact<{
  input: PrepareBulkActInput;
}>;


export type PrepareBulkActMutation = { prepareBulkAct: { bulkAct: { id: string } } };

export type HoldApplicationMutationVariables = Exact<{
  input: HoldApplicationInput;
}>;


export type HoldApplicationMutation = { holdApplication: { application: { id: string, version: number, state: ApplicationState, hold: { since: string, reason: string } | null } } };

export type ResumeApplicationMutationVariables = Exact<{
  input: ResumeApplicationInput;
}>;


export type ResumeApplicationMutation = { resumeApplication: { application: { id: string, version: number, state: ApplicationState, dueOn: string | null, hold: { since: string, reason: string } | null } } };

export type StartBeforePaymentMutationVariables = Exact<{
  input: StartBeforePaymentInput;
}>;


export type StartBeforePaymentMutation = { startBeforePayment: { order: { id: string, startBeforePayment: boolean } } };

export type IssueQuoteMutationVariables = Exact<{
  input: IssueQuoteInput;
}>;


export type IssueQuoteMutation = { issueQuote: { quote: { id: string } } };

export type SendReminderMutationVariables = Exact<{
  input: SendReminderInput;
}>;


export type SendReminderMutation = { sendReminder: { application: { id: string } } };

export type AddLinkMutationVariables = Exact<{
  input: AddLinkInput;
}>;


export type AddLinkMutation = { addLink: { evidence: { id: string } } };

export type TieEvidenceMutationVariables = Exact<{
  input: TieEvidenceInput;
}>;


export type TieEvidenceMutation = { tieEvidence: { evidence: { id: string, criteria: Array<string> } } };

export type RemoveEvidenceMutationVariables = Exact<{
  input: EvidenceInput;
}>;


export type RemoveEvidenceMutation = { removeEvidence: { removedId: string } };

export type RateExceptionMutationVariables = Exact<{
  input: RateExceptionInput;
}>;


export type RateExceptionMutation = { rateException: { criterion: { exceptions: Array<{ programmeId: string, version: number }> } } };

export type RemoveExceptionMutationVariables = Exact<{
  input: RemoveExceptionInput;
}>;


export type RemoveExceptionMutation = { removeException: { criterion: { exceptions: Array<{ programmeId: string }> } } };

export type StartApplicationsMutationVariables = Exact<{
  input: StartApplicationsInput;
}>;


export type StartApplicationsMutation = { startApplications: { applications: Array<{ id: string }> } };

export type RateCriterionMutationVariables = Exact<{
  input: RateCriterionInput;
}>;


export type RateCriterionMutation = { rateCriterion: { criterion: { criterion: { ref: string }, rating: { version: number } | null }, application: { id: string, version: number, selfLevel: { code: string, title: string, rank: number } | null, missing: Array<{ rule: string, message: string, field: string | null }>, warnings: Array<{ rule: string, message: string, field: string | null }>, pillars: Array<{ criteria: number, rated: number, evidenced: number, pillar: { number: number, title: string }, selfLevel: { code: string, title: string, rank: number } | null }> } } };

export type BulkActQueryVariables = Exact<{
  id: string | number;
}>;


export type BulkActQuery = { bulkAct: { id: string, kind: BulkKind, reason: string, state: BulkState, madeAt: string, appliedAt: string | null, undoUntil: string | null, madeBy: { id: string, name: string } | null, counts: { waiting: number, may: number, refused: number, done: number, undone: number, kept: number, total: number } } };

export type BulkRowsQueryVariables = Exact<{
  id: string | number;
  verdict?: Array<BulkVerdict> | BulkVerdict | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type BulkRowsQuery = { bulkRows: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ verdict: BulkVerdict, reasons: Array<{ rule: string, message: string }>, application: { id: string, reference: string, state: ApplicationState, university: { id: string, name: string } } }> } };

export type ApplyBulkActMutationVariables = Exact<{
  input: ApplyBulkActInput;
}>;


export type ApplyBulkActMutation = { applyBulkAct: { bulkAct: { id: string, state: BulkState } } };

export type UndoBulkActMutationVariables = Exact<{
  input: UndoBulkActInput;
}>;


export type UndoBulkActMutation = { undoBulkAct: { bulkAct: { id: string, state: BulkState } } };

export type BulkActsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type BulkActsQuery = { bulkActs: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, kind: BulkKind, state: BulkState, madeAt: string, madeBy: { id: string, name: string } | null, counts: { may: number, refused: number, done: number, undone: number, kept: number, total: number } }> } };

export type CombinedEligibilityQueryVariables = Exact<{
  covers: CombinedInput;
}>;


export type CombinedEligibilityQuery = { combinedEligibility: { programmes: Array<{ id: string, name: string }>, scope: Array<{ rule: string, message: string }>, options: Array<{ kind: ApplicationKind, allowed: boolean, firstDay: string | null, inTheWay: Array<string>, level: { code: string, title: string, rank: number }, reasons: Array<{ rule: string, message: string }> }> } };

export type StartCombinedMutationVariables = Exact<{
  input: StartCombinedApplicationInput;
}>;


export type StartCombinedMutation = { startCombinedApplication: { application: { id: string } } };

export type CurrentLevelsQueryVariables = Exact<{ [key: string]: never; }>;


export type CurrentLevelsQuery = { currentEdition: { id: string, levels: Array<{ code: string, title: string, rank: number }> } | null };

export type SubmitApplicationsMutationVariables = Exact<{
  input: SubmitApplicationsInput;
}>;


export type SubmitApplicationsMutation = { submitApplications: { applications: Array<{ id: string, order: { id: string, number: string } | null }> } };

export type PriceTogetherQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type PriceTogetherQuery = { priceTogether: { together: { vatPerMille: number, tailored: boolean, net: { minor: number, currency: string } | null, vat: { minor: number, currency: string } | null, gross: { minor: number, currency: string } | null, lines: Array<{ label: string, net: { minor: number, currency: string } }> }, split: { orders: Array<{ net: { minor: number, currency: string } | null, lines: Array<{ label: string }> }>, total: { vatPerMille: number, tailored: boolean, net: { minor: number, currency: string } | null, vat: { minor: number, currency: string } | null, gross: { minor: number, currency: string } | null, lines: Array<{ label: string, net: { minor: number, currency: string } }> } } | null } };

export type AvailabilityQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AvailabilityQuery = { assessors: { nodes: Array<{ openCases: number, points: number, capacity: number | null, levels: Array<number>, schemes: Array<string>, languages: Array<string>, person: { id: string }, absences: Array<{ from: string, backOn: string }>, conflicts: Array<{ reason: string, declaredAt: string, declaredBy: string | null, university: { id: string, name: string } }>, coached: Array<{ programmeId: string, name: string, university: string }> }> } };

export type SetAbsenceMutationVariables = Exact<{
  input: SetAbsenceInput;
}>;


export type SetAbsenceMutation = { setAbsence: { assessor: { person: { id: string } } } };

export type RemoveAbsenceMutationVariables = Exact<{
  input: RemoveAbsenceInput;
}>;


export type RemoveAbsenceMutation = { removeAbsence: { assessor: { person: { id: string } } } };

export type DeclareConflictMutationVariables = Exact<{
  input: DeclareConflictInput;
}>;


export type DeclareConflictMutation = { declareConflict: { assessor: { person: { id: string } } } };

export type WithdrawConflictMutationVariables = Exact<{
  input: WithdrawConflictInput;
}>;


export type WithdrawConflictMutation = { withdrawConflict: { assessor: { person: { id: string } } } };

export type AwardsQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type AwardsQuery = { awards: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, number: string, state: AwardState, awardedOn: string, expiresOn: string, url: string, badgeUrl: string, level: { code: string, title: string, rank: number }, university: { id: string, name: string }, programmes: Array<{ id: string, name: string }>, departures: Array<{ programme: string, how: Departed, on: string }> }> } };

export type RetireGoldCaseMutationVariables = Exact<{
  input: RetireGoldCaseInput;
}>;


export type RetireGoldCaseMutation = { retireGoldCase: { calibration: { cases: Array<{ id: string, retiredAt: string | null }> } } };

export type MarkGoldCaseMutationVariables = Exact<{
  input: MarkGoldCaseInput;
}>;


export type MarkGoldCaseMutation = { markGoldCase: { calibration: { own: { marked: number, of: number } | null } } };

export type FinishCalibrationMutationVariables = Exact<{ [key: string]: never; }>;


export type FinishCalibrationMutation = { finishCalibration: { calibration: { own: { finishedAt: string | null } | null } } };

export type CalibrationQueryVariables = Exact<{ [key: string]: never; }>;


export type CalibrationQuery = { calibration: { calibrateNew: boolean, passPercent: number, cases: Array<{ id: string, name: string, retiredAt: string | null, madeAt: string, level: { code: string, title: string, rank: number }, criteria: Array<{ ref: string, pillar: number, title: string, text: string, known: Rating | null, own: Rating | null }> }>, own: { required: boolean, marked: number, of: number, finishedAt: string | null, result: { of: number, agreed: number, alpha: number | null, steps: number, passed: boolean, sentence: string } | null } | null, assessors: Array<{ required: boolean, marked: number, of: number, finishedAt: string | null, person: { id: string, name: string }, result: { of: number, agreed: number, passed: boolean, sentence: string } | null }> } };

export type DecidedCasesQueryVariables = Exact<{
  search: string;
}>;


export type DecidedCasesQuery = { applications: { nodes: Array<{ id: string, reference: string, university: { name: string }, programmes: Array<{ name: string }> }> } };

export type GoldDraftQueryVariables = Exact<{
  id: string | number;
}>;


export type GoldDraftQuery = { goldDraft: { reference: string, criteria: Array<{ ref: string, title: string, mark: Rating, agreed: boolean, text: string }> } };

export type MakeGoldCaseMutationVariables = Exact<{
  input: MakeGoldCaseInput;
}>;


export type MakeGoldCaseMutation = { makeGoldCase: { calibration: { cases: Array<{ id: string }> } } };

export type CaseloadQueryVariables = Exact<{
  filter?: ApplicationFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type CaseloadQuery = { applications: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, reference: string, state: ApplicationState, waitingOn: Party, dueOn: string | null, myRole: CaseRole | null, unread: boolean, level: { code: string, title: string, rank: number }, edition: { id: string, levels: Array<{ code: string, title: string, rank: number }> }, university: { id: string, name: string }, programmes: Array<{ id: string, name: string }>, decision: { level: { code: string, title: string, rank: number } | null } | null, pillars: Array<{ criteria: number, judged: number, pillar: { number: number, title: string }, selfLevel: { code: string, title: string, rank: number } | null, outcome: { level: { code: string, title: string, rank: number } | null } | null }> }> } };

export type OwnConsistencyQueryVariables = Exact<{ [key: string]: never; }>;


export type OwnConsistencyQuery = { ownConsistency: { person: { id: string, name: string }, agreement: { alpha: number | null, low: number | null, high: number | null, reliance: Reliance, criteria: number, cases: number }, leniency: { steps: number, cases: number, marking: Marking, sentence: string }, drift: { aYear: number, tells: boolean, sentence: string, periods: Array<{ from: string, until: string, cases: number, steps: number | null }> } } | null };

export type ConsistencyQueryVariables = Exact<{
  from?: string | null | undefined;
  to?: string | null | undefined;
}>;


export type ConsistencyQuery = { consistency: { from: string, to: string, overall: { alpha: number | null, low: number | null, high: number | null, reliance: Reliance, criteria: number, cases: number }, criteria: Array<{ ref: string, title: string | null, agreement: { alpha: number | null, low: number | null, high: number | null, reliance: Reliance, criteria: number, cases: number } }>, assessors: Array<{ person: { id: string, name: string }, agreement: { alpha: number | null, low: number | null, high: number | null, reliance: Reliance, criteria: number, cases: number }, leniency: { steps: number, cases: number, marking: Marking, sentence: string }, drift: { aYear: number, tells: boolean, sentence: string, periods: Array<{ from: string, until: string, cases: number, steps: number | null }> } }> } };

export type CheckEditionQueryVariables = Exact<{
  document: string;
}>;


export type CheckEditionQuery = { checkEdition: { title: string | null, contentHash: string | null, gain: number, keep: number, lose: number, problems: Array<{ path: string, message: string }>, published: { id: string, inForceFrom: string } | null, against: { id: string, title: string } | null, differences: Array<{ part: string, name: string, aspect: string | null, before: string | null, after: string | null }>, prospects: Array<{ number: string, university: string, effect: Effect, sentences: Array<string>, unmarked: Array<string> }> } };

export type PublishEditionMutationVariables = Exact<{
  input: PublishEditionInput;
}>;


export type PublishEditionMutation = { publishEdition: { edition: { id: string, title: string, inForceFrom: string } } };

export type EditionsQueryVariables = Exact<{ [key: string]: never; }>;


export type EditionsQuery = { editions: Array<{ id: string, scheme: string, title: string, code: string, inForceFrom: string, contentHash: string, levels: Array<{ code: string, title: string, rank: number }>, pillars: Array<{ number: number, criteria: Array<{ ref: string }> }> }> };

export type UpdateFrameworkMutationVariables = Exact<{
  input: UpdateFrameworkInput;
}>;


export type UpdateFrameworkMutation = { updateFramework: { framework: { id: string, version: number } } };

export type RunToFrameworkMutationVariables = Exact<{
  input: RunToFrameworkInput;
}>;


export type RunToFrameworkMutation = { runToFramework: { programmes: Array<{ id: string, framework: { id: string } | null }> } };

export type AddFrameworkMutationVariables = Exact<{
  input: AddFrameworkInput;
}>;


export type AddFrameworkMutation = { addFramework: { framework: { id: string } } };

export type CheckImportMutationVariables = Exact<{
  input: CheckImportInput;
}>;


export type CheckImportMutation = { checkImport: { import: { id: string, state: ImportState, version: number } } };

export type CommitImportMutationVariables = Exact<{
  input: CommitImportInput;
}>;


export type CommitImportMutation = { commitImport: { import: { id: string, state: ImportState, version: number } } };

export type UndoImportMutationVariables = Exact<{
  input: UndoImportInput;
}>;


export type UndoImportMutation = { undoImport: { import: { id: string, state: ImportState, version: number } } };

export type OpenImportProblemsMutationVariables = Exact<{
  input: OpenImportProblemsInput;
}>;


export type OpenImportProblemsMutation = { openImportProblems: { url: string } };

export type DeclareImportMutationVariables = Exact<{
  input: DeclareImportInput;
}>;


export type DeclareImportMutation = { declareImport: { putUrl: string, import: { id: string } } };

export type ReadImportMutationVariables = Exact<{
  input: ReadImportInput;
}>;


export type ReadImportMutation = { readImport: { import: { id: string, state: ImportState } } };

export type ExportInvoicesMutationVariables = Exact<{
  input: ExportInvoicesInput;
}>;


export type ExportInvoicesMutation = { exportInvoices: { fileName: string, csv: string, count: number } };

export type RecordPaymentMutationVariables = Exact<{
  input: RecordPaymentInput;
}>;


export type RecordPaymentMutation = { recordPayment: { invoice: { id: string, state: InvoiceState, outstanding: { minor: number } } } };

export type TakeBackPaymentMutationVariables = Exact<{
  input: TakeBackPaymentInput;
}>;


export type TakeBackPaymentMutation = { takeBackPayment: { invoice: { id: string, state: InvoiceState, outstanding: { minor: number } } } };

export type CreditInvoiceMutationVariables = Exact<{
  input: CreditInvoiceInput;
}>;


export type CreditInvoiceMutation = { creditInvoice: { invoice: { id: string, state: InvoiceState, outstanding: { minor: number } } } };

export type InvoiceAgainMutationVariables = Exact<{
  input: InvoiceAgainInput;
}>;


export type InvoiceAgainMutation = { invoiceAgain: { invoice: { id: string, number: string } } };

export type AcceptJoinRequestMutationVariables = Exact<{
  input: AcceptJoinRequestInput;
}>;


export type AcceptJoinRequestMutation = { acceptJoinRequest: { record: { university: { id: string } } } };

export type DeclineJoinRequestMutationVariables = Exact<{
  input: DeclineJoinRequestInput;
}>;


export type DeclineJoinRequestMutation = { declineJoinRequest: { request: { id: string, state: JoinState } } };

export type DecideApplicationMutationVariables = Exact<{
  input: DecideApplicationInput;
}>;


export type DecideApplicationMutation = { decideApplication: { application: { id: string, state: ApplicationState, version: number } } };

export type FeedbackQueryVariables = Exact<{
  id: string | number;
}>;


export type FeedbackQuery = { application: { id: string, feedback: { proposed: string, text: string | null, version: number } | null } };

export type SaveFeedbackMutationVariables = Exact<{
  input: SaveFeedbackInput;
}>;


export type SaveFeedbackMutation = { saveFeedback: { feedback: { proposed: string, text: string | null, version: number } } };

export type RecallDecisionMutationVariables = Exact<{
  input: RecallDecisionInput;
}>;


export type RecallDecisionMutation = { recallDecision: { application: { id: string, state: ApplicationState, version: number } } };

export type SubmitSecondMarkingMutationVariables = Exact<{
  input: SubmitSecondMarkingInput;
}>;


export type SubmitSecondMarkingMutation = { submitSecondMarking: { application: { id: string, state: ApplicationState, version: number } } };

export type SettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type SettingsQuery = { settings: { secondMarkPercent: number, secondMarkNewBelow: number, recallMinutes: number, sameAssessorAtMost: number, calibrateNew: boolean, calibrationPassPercent: number, version: number } };

export type ConfirmOutcomeMutationVariables = Exact<{
  input: ConfirmOutcomeInput;
}>;


export type ConfirmOutcomeMutation = { confirmOutcome: { application: { id: string, version: number } } };

export type SavePhraseMutationVariables = Exact<{
  input: SavePhraseInput;
}>;


export type SavePhraseMutation = { savePhrase: { phrase: { id: string } } };

export type RemovePhraseMutationVariables = Exact<{
  input: RemovePhraseInput;
}>;


export type RemovePhraseMutation = { removePhrase: { removed: string } };

export type RequestEvidenceMutationVariables = Exact<{
  input: RequestEvidenceInput;
}>;


export type RequestEvidenceMutation = { requestEvidence: { request: { id: string, state: RequestState } } };

export type CloseEvidenceRequestMutationVariables = Exact<{
  input: CloseEvidenceRequestInput;
}>;


export type CloseEvidenceRequestMutation = { closeEvidenceRequest: { request: { id: string, state: RequestState } } };

export type SampleProgrammesMutationVariables = Exact<{
  input: SampleProgrammesInput;
}>;


export type SampleProgrammesMutation = { sampleProgrammes: { application: { id: string, sample: Array<{ programmeId: string }> } } };

export type NoteFindingMutationVariables = Exact<{
  input: NoteFindingInput;
}>;


export type NoteFindingMutation = { noteFinding: { application: { id: string, sample: Array<{ programmeId: string, version: number }> } } };

export type LeaveOutOfSampleMutationVariables = Exact<{
  input: LeaveOutOfSampleInput;
}>;


export type LeaveOutOfSampleMutation = { leaveOutOfSample: { application: { id: string, sample: Array<{ programmeId: string }> } } };

export type JudgeHeadQueryVariables = Exact<{
  id: string | number;
}>;


export type JudgeHeadQuery = { application: { id: string, reference: string, state: ApplicationState, scope: ApplicationScope, language: ApplicationLanguage, version: number, waitingOn: Party, dueOn: string | null, submittedAt: string | null, unread: boolean, myRole: CaseRole | null, level: { code: string, title: string, rank: number }, university: { id: string, name: string }, programmes: Array<{ id: string, name: string }>, sample: Array<{ programmeId: string, programme: string, why: string, finding: Finding | null, note: string, version: number }>, edition: { id: string }, hold: { since: string, reason: string } | null, pendingDecision: { madeAt: string, releaseAt: string | null } | null, secondMarking: { why: Sampled, submittedAt: string | null, differs: boolean | null, settledReason: string | null } | null, bestFitLevel: { code: string, title: string, rank: number } | null, undecided: Array<{ rule: string, message: string, field: string | null }>, actions: Array<{ name: ActionName, allowed: boolean, reasons: Array<{ rule: string, message: string, field: string | null }> }>, pillars: Array<{ criteria: number, judged: number, evidenced: number, askedFirst: boolean, pillar: { number: number, title: string }, selfLevel: { code: string, title: string, rank: number } | null, bestFit: { code: string, title: string, rank: number } | null, outcome: { reason: string | null, version: number, level: { code: string, title: string, rank: number } | null, bestFit: { code: string, title: string, rank: number } | null } | null }> } };

export type JudgeCriteriaQueryVariables = Exact<{
  id: string | number;
}>;


export type JudgeCriteriaQuery = { application: { id: string, criteria: Array<{ criterion: { ref: string }, rating: { value: Rating, statement: string, elements: Array<number> } | null, exceptions: Array<{ programmeId: string, programme: string, value: Rating, statement: string }>, judgement: { value: Rating, note: string, version: number } | null }> } };

export type JudgeCriterionMutationVariables = Exact<{
  input: JudgeCriterionInput;
}>;


export type JudgeCriterionMutation = { judgeCriterion: { criterion: { criterion: { ref: string }, judgement: { version: number } | null }, application: { id: string, version: number, bestFitLevel: { code: string, title: string, rank: number } | null, undecided: Array<{ rule: string, message: string, field: string | null }>, pillars: Array<{ criteria: number, judged: number, evidenced: number, askedFirst: boolean, pillar: { number: number, title: string }, selfLevel: { code: string, title: string, rank: number } | null, bestFit: { code: string, title: string, rank: number } | null, outcome: { reason: string | null, version: number, level: { code: string, title: string, rank: number } | null, bestFit: { code: string, title: string, rank: number } | null } | null }> } } };

export type SuppressedAddressesQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type SuppressedAddressesQuery = { suppressedAddresses: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, address: string, why: string, since: string }> } };

export type LiftSuppressionMutationVariables = Exact<{
  input: LiftSuppressionInput;
}>;


export type LiftSuppressionMutation = { liftSuppression: { lifted: { id: string, address: string } } };

export type LettersQueryVariables = Exact<{
  search?: string | null | undefined;
  state?: Array<LetterState> | LetterState | null | undefined;
  after?: string | null | undefined;
}>;


export type LettersQuery = { letters: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, address: string, subject: string, text: string, state: LetterState, problem: string | null, queuedAt: string, sentAt: string | null, goesAt: string | null, digestId: string | null, person: { id: string, name: string } | null }> } };

export type ResendLetterMutationVariables = Exact<{
  input: ResendLetterInput;
}>;


export type ResendLetterMutation = { resendLetter: { letter: { id: string, state: LetterState } } };

export type ChangeLetterTemplateMutationVariables = Exact<{
  input: ChangeLetterTemplateInput;
}>;


export type ChangeLetterTemplateMutation = { changeLetterTemplate: { letterTemplate: { kind: NoticeKind, subject: string, text: string, version: number } } };

export type RestoreLetterTemplateMutationVariables = Exact<{
  input: RestoreLetterTemplateInput;
}>;


export type RestoreLetterTemplateMutation = { restoreLetterTemplate: { letterTemplate: { kind: NoticeKind, subject: string, text: string, version: number } } };

export type LetterPreviewQueryVariables = Exact<{
  kind: NoticeKind;
  subject: string;
  text: string;
}>;


export type LetterPreviewQuery = { letterPreview: { subject: string, text: string, html: string } };

export type LetterTemplatesQueryVariables = Exact<{ [key: string]: never; }>;


export type LetterTemplatesQuery = { letterTemplates: Array<{ kind: NoticeKind, subject: string, text: string, isStandard: boolean, version: number, changedAt: string | null, placeholders: Array<{ name: string, meaning: string, inSubject: boolean }>, changedBy: { id: string, name: string } | null }> };

export type ModerationQueryVariables = Exact<{
  id: string | number;
}>;


export type ModerationQuery = { application: { id: string, reference: string, state: ApplicationState, version: number, unread: boolean, level: { code: string, title: string, rank: number }, university: { id: string, name: string }, programmes: Array<{ id: string, name: string }>, edition: { id: string }, actions: Array<{ name: ActionName, allowed: boolean, reasons: Array<{ rule: string, message: string, field: string | null }> }>, pillars: Array<{ askedFirst: boolean, pillar: { number: number, title: string } }>, secondMarking: { why: Sampled, openedAt: string, submittedAt: string | null, differs: boolean | null, settledAt: string | null, settledReason: string | null, comparison: { sentences: Array<string>, first: { code: string, title: string, rank: number } | null, second: { code: string, title: string, rank: number } | null, pillars: Array<{ pillar: { number: number, title: string }, first: { code: string, title: string, rank: number } | null, second: { code: string, title: string, rank: number } | null }>, criteria: Array<{ ref: string, pillar: number, first: { value: Rating, note: string } | null, second: { value: Rating, note: string } | null }> } | null } | null } };

export type SettleDifferenceMutationVariables = Exact<{
  input: SettleDifferenceInput;
}>;


export type SettleDifferenceMutation = { settleDifference: { application: { id: string, state: ApplicationState, version: number } } };

export type SendBackMutationVariables = Exact<{
  input: SendBackInput;
}>;


export type SendBackMutation = { sendBack: { application: { id: string, state: ApplicationState, version: number } } };

export type InvitePersonMutationVariables = Exact<{
  input: InvitePersonInput;
}>;


export type InvitePersonMutation = { invitePerson: { people: Array<{ role: Role, person: { id: string } }> } };

export type SetSuccessorsMutationVariables = Exact<{
  input: SetSuccessorsInput;
}>;


export type SetSuccessorsMutation = { setSuccessors: { successors: Array<{ ready: boolean, manages: boolean, person: { id: string, name: string } }> } };

export type InviteAgainMutationVariables = Exact<{
  input: InviteAgainInput;
}>;


export type InviteAgainMutation = { inviteAgain: { people: Array<{ role: Role, person: { id: string } }> } };

export type ChangeMemberRoleMutationVariables = Exact<{
  input: ChangeMemberRoleInput;
}>;


export type ChangeMemberRoleMutation = { changeMemberRole: { people: Array<{ role: Role, person: { id: string } }> } };

export type RemoveMemberMutationVariables = Exact<{
  input: RemoveMemberInput;
}>;


export type RemoveMemberMutation = { removeMember: { people: Array<{ role: Role, person: { id: string } }> } };

export type PutBackMutationVariables = Exact<{
  input: InvitePersonInput;
}>;


export type PutBackMutation = { invitePerson: { people: Array<{ role: Role, person: { id: string } }> } };

export type UpdateProgrammeMutationVariables = Exact<{
  input: UpdateProgrammeInput;
}>;


export type UpdateProgrammeMutation = { updateProgramme: { programme: { id: string, version: number } } };

export type StartApplicationMutationVariables = Exact<{
  input: StartApplicationInput;
}>;


export type StartApplicationMutation = { startApplication: { application: { id: string, reference: string } } };

export type AddProgrammeMutationVariables = Exact<{
  input: AddProgrammeInput;
}>;


export type AddProgrammeMutation = { addProgramme: { programme: { id: string } } };

export type ExportPersonMutationVariables = Exact<{
  input: ExportPersonInput;
}>;


export type ExportPersonMutation = { exportPerson: { export: { id: string } } };

export type ErasePersonMutationVariables = Exact<{
  input: ErasePersonInput;
}>;


export type ErasePersonMutation = { erasePerson: { record: { erasedAt: string | null, person: { id: string } } } };

export type ExportOwnUniversityMutationVariables = Exact<{
  input: ExportUniversityInput;
}>;


export type ExportOwnUniversityMutation = { exportUniversity: { export: { id: string } } };

export type WithdrawQuoteMutationVariables = Exact<{
  input: WithdrawQuoteInput;
}>;


export type WithdrawQuoteMutation = { withdrawQuote: { quote: { id: string } } };

export type AcceptQuoteMutationVariables = Exact<{
  input: AcceptQuoteInput;
}>;


export type AcceptQuoteMutation = { acceptQuote: { quote: { id: string } } };

export type RunReportMutationVariables = Exact<{
  input: SavedReportInput;
}>;


export type RunReportMutation = { runReport: { export: { id: string } } };

export type PauseReportMutationVariables = Exact<{
  input: SavedReportInput;
}>;


export type PauseReportMutation = { pauseReport: { savedReport: { id: string } } };

export type ResumeReportMutationVariables = Exact<{
  input: SavedReportInput;
}>;


export type ResumeReportMutation = { resumeReport: { savedReport: { id: string } } };

export type RemoveReportMutationVariables = Exact<{
  input: SavedReportInput;
}>;


export type RemoveReportMutation = { removeReport: { savedReport: { id: string, name: string } } };

export type RestoreReportMutationVariables = Exact<{
  input: SavedReportInput;
}>;


export type RestoreReportMutation = { restoreReport: { savedReport: { id: string } } };

export type ChangeSettingsMutationVariables = Exact<{
  input: ChangeSettingsInput;
}>;


export type ChangeSettingsMutation = { changeSettings: { settings: { secondMarkPercent: number, secondMarkNewBelow: number, recallMinutes: number, sameAssessorAtMost: number, calibrateNew: boolean, calibrationPassPercent: number, version: number } } };

export type AddDomainMutationVariables = Exact<{
  input: AddDomainInput;
}>;


export type AddDomainMutation = { addDomain: { settings: { redirectAddress: string } } };

export type CheckDomainMutationVariables = Exact<{
  input: DomainInput;
}>;


export type CheckDomainMutation = { checkDomain: { settings: { redirectAddress: string } } };

export type VerifyDomainMutationVariables = Exact<{
  input: VerifyDomainInput;
}>;


export type VerifyDomainMutation = { verifyDomain: { settings: { redirectAddress: string } } };

export type RemoveDomainMutationVariables = Exact<{
  input: DomainInput;
}>;


export type RemoveDomainMutation = { removeDomain: { settings: { redirectAddress: string } } };

export type SaveProviderMutationVariables = Exact<{
  input: SaveProviderInput;
}>;


export type SaveProviderMutation = { saveProvider: { settings: { redirectAddress: string } } };

export type TryProviderMutationVariables = Exact<{
  input: ProviderInput;
}>;


export type TryProviderMutation = { tryProvider: { settings: { redirectAddress: string } } };

export type OpenProviderMutationVariables = Exact<{
  input: ProviderInput;
}>;


export type OpenProviderMutation = { openProvider: { settings: { redirectAddress: string } } };

export type CloseProviderMutationVariables = Exact<{
  input: ProviderInput;
}>;


export type CloseProviderMutation = { closeProvider: { settings: { redirectAddress: string } } };

export type ShareSignInMutationVariables = Exact<{
  input: ShareSignInInput;
}>;


export type ShareSignInMutation = { shareSignIn: { settings: { redirectAddress: string } } };

export type AddClaimRuleMutationVariables = Exact<{
  input: AddClaimRuleInput;
}>;


export type AddClaimRuleMutation = { addClaimRule: { settings: { redirectAddress: string } } };

export type RemoveClaimRuleMutationVariables = Exact<{
  input: ClaimRuleInput;
}>;


export type RemoveClaimRuleMutation = { removeClaimRule: { settings: { redirectAddress: string } } };

export type EmployPersonMutationVariables = Exact<{
  input: EmployPersonInput;
}>;


export type EmployPersonMutation = { employPerson: { staff: Array<{ role: Role, person: { id: string } }> } };

export type InviteStaffAgainMutationVariables = Exact<{
  input: StaffInput;
}>;


export type InviteStaffAgainMutation = { inviteStaffAgain: { staff: Array<{ role: Role, person: { id: string } }> } };

export type RemoveStaffMutationVariables = Exact<{
  input: RemoveStaffInput;
}>;


export type RemoveStaffMutation = { removeStaff: { staff: Array<{ role: Role, person: { id: string } }> } };

export type MakeTokenMutationVariables = Exact<{
  input: MakeTokenInput;
}>;


export type MakeTokenMutation = { makeToken: { secret: string | null, token: { id: string, name: string, expiresOn: string } } };

export type TokensQueryVariables = Exact<{
  after?: string | null | undefined;
}>;


export type TokensQuery = { tokens: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ id: string, name: string, prefix: string, areas: Array<TokenArea>, writes: boolean, state: TokenState, expiresOn: string, usedAt: string | null, usedFrom: string | null, revokedAt: string | null, madeAt: string, madeBy: { id: string, name: string } | null, university: { id: string, name: string } | null, universities: Array<{ id: string, name: string }> | null }> } };

export type RevokeTokenMutationVariables = Exact<{
  input: RevokeTokenInput;
}>;


export type RevokeTokenMutation = { revokeToken: { token: { id: string, name: string, state: TokenState } } };

export type UpdateUniversityMutationVariables = Exact<{
  input: UpdateUniversityInput;
}>;


export type UpdateUniversityMutation = { updateUniversity: { record: { version: number, university: { id: string } } } };

export type CloseUniversityMutationVariables = Exact<{
  input: CloseUniversityInput;
}>;


export type CloseUniversityMutation = { closeUniversity: { record: { state: UniversityState, university: { id: string } } } };

export type ReopenUniversityMutationVariables = Exact<{
  input: ReopenUniversityInput;
}>;


export type ReopenUniversityMutation = { reopenUniversity: { record: { state: UniversityState, university: { id: string } } } };

export type MergeUniversitiesMutationVariables = Exact<{
  input: MergeUniversitiesInput;
}>;


export type MergeUniversitiesMutation = { mergeUniversities: { from: { state: UniversityState, university: { id: string } }, into: { version: number, university: { id: string } } } };

export type NoteUniversityMutationVariables = Exact<{
  input: NoteUniversityInput;
}>;


export type NoteUniversityMutation = { noteUniversity: { record: { notes: Array<{ id: string }> } } };

export type RemoveUniversityNoteMutationVariables = Exact<{
  input: RemoveUniversityNoteInput;
}>;


export type RemoveUniversityNoteMutation = { removeUniversityNote: { record: { notes: Array<{ id: string }> } } };

export type ExportUniversityMutationVariables = Exact<{
  input: ExportUniversityInput;
}>;


export type ExportUniversityMutation = { exportUniversity: { export: { id: string } } };

export type AddUniversityMutationVariables = Exact<{
  input: AddUniversityInput;
}>;


export type AddUniversityMutation = { addUniversity: { record: { university: { id: string } } } };

export type SetCapacityMutationVariables = Exact<{
  input: SetCapacityInput;
}>;


export type SetCapacityMutation = { setCapacity: { assessor: { capacity: number | null, version: number, person: { id: string } } } };

export type AssignmentPlanQueryVariables = Exact<{ [key: string]: never; }>;


export type AssignmentPlanQuery = { assignmentPlan: { digest: string, changes: Array<{ case: { id: string, reference: string, secondMarking: boolean, university: string, points: number }, from: { id: string, name: string } | null, to: { id: string, name: string } | null }>, unplaced: Array<{ remedy: string, case: { id: string, reference: string, secondMarking: boolean, university: string, points: number }, reasons: Array<{ rule: string, message: string }> }>, loads: Array<{ before: number, after: number, capacity: number | null, assessor: { id: string, name: string } }> } };

export type ApplyAssignmentPlanMutationVariables = Exact<{
  input: ApplyAssignmentPlanInput;
}>;


export type ApplyAssignmentPlanMutation = { applyAssignmentPlan: { run: { id: string, moves: number } | null } };

export type OpenEvidenceMutationVariables = Exact<{
  input: EvidenceInput;
}>;


export type OpenEvidenceMutation = { openEvidence: { url: string, inline: boolean } };

export type UndoAssignmentMutationVariables = Exact<{
  input: UndoAssignmentPlanInput;
}>;


export type UndoAssignmentMutation = { undoAssignmentPlan: { run: { id: string }, putBack: Array<{ id: string }>, kept: Array<{ reference: string, reasons: Array<{ rule: string, message: string }> }> } };

export type FindQueryVariables = Exact<{
  search: string;
}>;


export type FindQuery = { applications: { nodes: Array<{ id: string, reference: string, university: { name: string }, programmes: Array<{ name: string }> }> } };

export type SaveReportMutationVariables = Exact<{
  input: SaveReportInput;
}>;


export type SaveReportMutation = { saveReport: { savedReport: { id: string, name: string, nextOn: string | null } } };

export type MakeExportMutationVariables = Exact<{
  input: MakeExportInput;
}>;


export type MakeExportMutation = { makeExport: { export: { id: string } } };

export type OpenExportMutationVariables = Exact<{
  input: OpenExportInput;
}>;


export type OpenExportMutation = { openExport: { url: string } };

export type ViewsQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewsQuery = { viewer: { views: Array<{ id: string, list: ViewOf, name: string, address: string, shared: boolean, own: boolean }> } };

export type SaveViewMutationVariables = Exact<{
  input: SaveViewInput;
}>;


export type SaveViewMutation = { saveView: { view: { id: string } } };

export type RemoveViewMutationVariables = Exact<{
  input: RemoveViewInput;
}>;


export type RemoveViewMutation = { removeView: { removed: string } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const ApplicationsDocument = new TypedDocumentString(`
    query Applications($filter: ApplicationFilter, $sort: ApplicationSort, $descending: Boolean, $first: Int, $after: String) {
  applications(
    filter: $filter
    sort: $sort
    descending: $descending
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      reference
      state
      kind
      waitingOn
      updatedAt
      submittedAt
      dueOn
      level {
        code
        title
        rank
      }
      university {
        id
        name
      }
      programmes {
        id
        name
      }
      assessor {
        id
        name
      }
      decision {
        level {
          code
          title
          rank
        }
      }
      pillars {
        pillar {
          number
          title
        }
        selfLevel {
          code
          title
          rank
        }
        outcome {
          level {
            code
            title
            rank
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApplicationsQuery, ApplicationsQueryVariables>;
export const FrameworksDocument = new TypedDocumentString(`
    query Frameworks($after: String) {
  frameworks(first: 50, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      name
      description
      version
      programmes {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FrameworksQuery, FrameworksQueryVariables>;
export const FrameworkDocument = new TypedDocumentString(`
    query Framework($id: ID!) {
  node(id: $id) {
    __typename
    ... on DeliveryFramework {
      id
      name
      description
      version
      programmes {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FrameworkQuery, FrameworkQueryVariables>;
export const ProgrammesToRunDocument = new TypedDocumentString(`
    query ProgrammesToRun($university: ID, $after: String) {
  programmes(universityId: $university, first: 100, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      name
      endedOn
      framework {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProgrammesToRunQuery, ProgrammesToRunQueryVariables>;
export const ImportsDocument = new TypedDocumentString(`
    query Imports($after: String) {
  imports(first: 50, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      kind
      fileName
      state
      createdAt
      createdBy {
        name
      }
      progress {
        done
        of
      }
      counts {
        rows
        added
        changed
        bad
        takenBack
        kept
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImportsQuery, ImportsQueryVariables>;
export const ImportTemplatesDocument = new TypedDocumentString(`
    query ImportTemplates {
  importTemplates {
    kind
    fields {
      name
      label
      required
      help
      example
    }
  }
}
    `) as unknown as TypedDocumentString<ImportTemplatesQuery, ImportTemplatesQueryVariables>;
export const ImportDocument = new TypedDocumentString(`
    query Import($id: ID!) {
  import(id: $id) {
    id
    kind
    fileName
    size
    state
    problem
    version
    readAs
    updateExisting
    createdAt
    createdBy {
      name
    }
    columns {
      heading
      field
      sample
    }
    counts {
      rows
      new
      same
      differing
      bad
      added
      changed
      takenBack
      kept
    }
    progress {
      done
      of
    }
    mayCheck {
      allowed
      reasons {
        rule
        message
      }
    }
    mayCommit {
      allowed
      reasons {
        rule
        message
      }
    }
    mayUndo {
      allowed
      reasons {
        rule
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImportQuery, ImportQueryVariables>;
export const ImportRowsDocument = new TypedDocumentString(`
    query ImportRows($id: ID!, $verdict: ImportVerdict, $outcome: ImportOutcome, $after: String) {
  importRows(
    importId: $id
    first: 50
    verdict: $verdict
    outcome: $outcome
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      number
      cells
      verdict
      outcome
      problems {
        column
        rule
        message
      }
      changes {
        field
        from
        to
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ImportRowsQuery, ImportRowsQueryVariables>;
export const InvoicesDocument = new TypedDocumentString(`
    query Invoices($filter: InvoiceFilter, $after: String) {
  invoices(filter: $filter, first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      number
      state
      overdue
      issuedOn
      dueOn
      purchaseOrder
      gross {
        minor
        currency
      }
      outstanding {
        minor
        currency
      }
      university {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InvoicesQuery, InvoicesQueryVariables>;
export const InvoiceTotalsDocument = new TypedDocumentString(`
    query InvoiceTotals($filter: InvoiceFilter) {
  invoiceTotals(filter: $filter) {
    invoiced {
      minor
      currency
    }
    credited {
      minor
      currency
    }
    paid {
      minor
      currency
    }
    outstanding {
      minor
      currency
    }
    overdue {
      minor
      currency
    }
  }
}
    `) as unknown as TypedDocumentString<InvoiceTotalsQuery, InvoiceTotalsQueryVariables>;
export const InvoiceDocument = new TypedDocumentString(`
    query Invoice($number: String!) {
  invoice(number: $number) {
    id
    number
    state
    overdue
    issuedOn
    dueOn
    paidOn
    creditedOn
    replacedBy
    purchaseOrder
    orderId
    orderNumber
    vatPerMille
    university {
      id
      name
    }
    applications {
      id
      reference
    }
    lines {
      label
      net {
        minor
        currency
      }
    }
    net {
      minor
      currency
    }
    vat {
      minor
      currency
    }
    gross {
      minor
      currency
    }
    credited {
      minor
      currency
    }
    paid {
      minor
      currency
    }
    outstanding {
      minor
      currency
    }
    payments {
      id
      receivedOn
      amount {
        minor
        currency
      }
      method
      reference
      takesBack
      reason
      left {
        minor
        currency
      }
    }
    creditNotes {
      number
      issuedOn
      reason
      net {
        minor
        currency
      }
      vat {
        minor
        currency
      }
      gross {
        minor
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InvoiceQuery, InvoiceQueryVariables>;
export const StatementDocument = new TypedDocumentString(`
    query Statement($university: ID!, $from: Date!, $to: Date!) {
  statement(universityId: $university, from: $from, to: $to) {
    university {
      id
      name
    }
    from
    to
    opening {
      minor
      currency
    }
    invoiced {
      minor
      currency
    }
    credited {
      minor
      currency
    }
    paid {
      minor
      currency
    }
    closing {
      minor
      currency
    }
    lines {
      on
      kind
      reference
      invoiceNumber
      amount {
        minor
        currency
      }
      balance {
        minor
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<StatementQuery, StatementQueryVariables>;
export const JoinRequestsDocument = new TypedDocumentString(`
    query JoinRequests($state: JoinState, $after: String) {
  joinRequests(state: $state, first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      universityName
      domain
      name
      position
      askedAt
      state
      answeredAt
      answeredBy {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<JoinRequestsQuery, JoinRequestsQueryVariables>;
export const JoinRequestDocument = new TypedDocumentString(`
    query JoinRequest($id: ID!) {
  joinRequest(id: $id) {
    id
    universityName
    address
    domain
    name
    position
    email
    askedAt
    state
    answeredAt
    answeredBy {
      id
      name
    }
    reason
    university {
      id
      name
    }
    version
  }
}
    `) as unknown as TypedDocumentString<JoinRequestQuery, JoinRequestQueryVariables>;
export const WorkloadDocument = new TypedDocumentString(`
    query Workload {
  workload {
    assessors {
      lead
      openCases
      points
      capacity
      levels
      schemes
      languages
      version
      person {
        id
        name
      }
      absences {
        from
        backOn
      }
      coached {
        programmeId
        name
        university
      }
    }
    cases {
      id
      applicationId
      secondMarking
      reference
      university
      state
      version
      points
      counts
      submittedOn
      dueOn
      clock
      stoppedOn
      mayStart
      level {
        code
        title
        rank
      }
      assessor {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WorkloadQuery, WorkloadQueryVariables>;
export const ConsiderMovesDocument = new TypedDocumentString(`
    query ConsiderMoves($moves: [MoveInput!]!) {
  considerMoves(moves: $moves) {
    moves {
      case {
        id
        reference
      }
      objections {
        rule
        message
      }
    }
    loads {
      assessor {
        id
      }
      before
      after
    }
  }
}
    `) as unknown as TypedDocumentString<ConsiderMovesQuery, ConsiderMovesQueryVariables>;
export const MoveCasesDocument = new TypedDocumentString(`
    mutation MoveCases($input: MoveCasesInput!) {
  moveCases(input: $input) {
    run {
      id
      moves
    }
  }
}
    `) as unknown as TypedDocumentString<MoveCasesMutation, MoveCasesMutationVariables>;
export const PeopleDocument = new TypedDocumentString(`
    query People($university: ID) {
  people(universityId: $university) {
    person {
      id
      name
      email
    }
    role
    signedInAt
    invitedUntil
    programmeIds
  }
}
    `) as unknown as TypedDocumentString<PeopleQuery, PeopleQueryVariables>;
export const NameContributorDocument = new TypedDocumentString(`
    mutation NameContributor($input: NameContributorInput!) {
  nameContributor(input: $input) {
    people {
      person {
        id
      }
      role
      programmeIds
    }
  }
}
    `) as unknown as TypedDocumentString<NameContributorMutation, NameContributorMutationVariables>;
export const SuccessorsDocument = new TypedDocumentString(`
    query Successors {
  successors {
    person {
      id
      name
    }
    ready
    manages
  }
}
    `) as unknown as TypedDocumentString<SuccessorsQuery, SuccessorsQueryVariables>;
export const PhrasesDocument = new TypedDocumentString(`
    query Phrases {
  viewer {
    phrases {
      id
      kind
      title
      text
      version
    }
  }
}
    `) as unknown as TypedDocumentString<PhrasesQuery, PhrasesQueryVariables>;
export const PriceListsDocument = new TypedDocumentString(`
    query PriceLists {
  currentEdition {
    id
    scheme
  }
  editions {
    id
    scheme
    title
    inForceFrom
    prices {
      inForceFrom
      contentHash
      tiers {
        maxProgrammes
        initial {
          minor
          currency
        }
        reaccreditation {
          minor
          currency
        }
      }
    }
  }
  vatRates {
    inForceFrom
    perMille
  }
}
    `) as unknown as TypedDocumentString<PriceListsQuery, PriceListsQueryVariables>;
export const PricePreviewDocument = new TypedDocumentString(`
    query PricePreview($on: Date, $initial: Int!, $again: Int!) {
  pricePreview(on: $on, initial: $initial, reaccreditation: $again) {
    list {
      inForceFrom
    }
    together {
      net {
        minor
        currency
      }
      vat {
        minor
        currency
      }
      gross {
        minor
        currency
      }
      vatPerMille
      tailored
      lines {
        label
        net {
          minor
          currency
        }
      }
    }
    split {
      orders {
        net {
          minor
          currency
        }
        lines {
          label
        }
      }
      total {
        net {
          minor
          currency
        }
        vat {
          minor
          currency
        }
        gross {
          minor
          currency
        }
        vatPerMille
        tailored
        lines {
          label
          net {
            minor
            currency
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PricePreviewQuery, PricePreviewQueryVariables>;
export const ProgrammesDocument = new TypedDocumentString(`
    query Programmes($first: Int, $after: String) {
  programmes(first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      name
      purpose
      mentors
      large
      startedOn
      endedOn
      award {
        number
        expiresOn
        state
        level {
          code
          title
          rank
        }
      }
      openApplication {
        id
        reference
        state
        level {
          code
          title
          rank
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProgrammesQuery, ProgrammesQueryVariables>;
export const ProgrammeDocument = new TypedDocumentString(`
    query Programme($id: ID!) {
  programme(id: $id) {
    id
    name
    purpose
    directions
    mentors
    startedOn
    endedOn
    coordinator
    large
    version
    framework {
      id
      name
    }
    university {
      id
      name
    }
    award {
      id
      number
      awardedOn
      expiresOn
      state
      url
      level {
        code
        title
        rank
      }
    }
    eligibility {
      options {
        kind
        allowed
        firstDay
        level {
          code
          title
          rank
        }
        reasons {
          rule
          message
        }
      }
    }
    openApplication {
      id
      reference
      state
      level {
        code
        title
        rank
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProgrammeQuery, ProgrammeQueryVariables>;
export const ProgrammesToApplyForDocument = new TypedDocumentString(`
    query ProgrammesToApplyFor($university: ID, $after: String) {
  programmes(universityId: $university, first: 100, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      name
      large
      award {
        expiresOn
        level {
          code
          title
          rank
        }
      }
      openApplication {
        id
        reference
        state
        version
        level {
          code
          title
          rank
        }
        missing {
          rule
        }
      }
      eligibility {
        options {
          kind
          allowed
          firstDay
          level {
            code
            title
            rank
          }
          reasons {
            rule
            message
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProgrammesToApplyForQuery, ProgrammesToApplyForQueryVariables>;
export const PeopleFoundDocument = new TypedDocumentString(`
    query PeopleFound($words: String!) {
  peopleFound(words: $words) {
    person {
      id
      name
      email
    }
    universities
    staff
  }
}
    `) as unknown as TypedDocumentString<PeopleFoundQuery, PeopleFoundQueryVariables>;
export const PersonRecordDocument = new TypedDocumentString(`
    query PersonRecord($id: ID!) {
  personRecord(personId: $id) {
    person {
      id
      name
      email
    }
    erasedAt
    universities
    staff
    toErase {
      rule
      message
    }
  }
}
    `) as unknown as TypedDocumentString<PersonRecordQuery, PersonRecordQueryVariables>;
export const PersonHoldingsDocument = new TypedDocumentString(`
    query PersonHoldings($id: ID!) {
  personHoldings(personId: $id) {
    part
    title
    count
    stays
    note
  }
}
    `) as unknown as TypedDocumentString<PersonHoldingsQuery, PersonHoldingsQueryVariables>;
export const RetentionAheadDocument = new TypedDocumentString(`
    query RetentionAhead {
  retentionAhead {
    kept
    title
    rule
    count
    firstOn
  }
}
    `) as unknown as TypedDocumentString<RetentionAheadQuery, RetentionAheadQueryVariables>;
export const EditionDocument = new TypedDocumentString(`
    query Edition($id: ID!) {
  edition(id: $id) {
    id
    title
    code
    publishedOn
    pillarsRequired
    monthsHeldBeforeNext
    validityMonths
    levels {
      code
      title
      rank
    }
    pillars {
      number
      code
      title
      summary
      criteria {
        ref
        pillar
        title
        note
        audience
        level {
          code
          title
          rank
        }
        elements {
          rule
          items
        }
      }
      evidenceExamples {
        level {
          code
          title
          rank
        }
        examples
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EditionQuery, EditionQueryVariables>;
export const ApplicationHeadDocument = new TypedDocumentString(`
    query ApplicationHead($id: ID!) {
  application(id: $id) {
    id
    reference
    state
    kind
    scope
    ledBy
    expectations
    language
    version
    waitingOn
    createdAt
    submittedAt
    assessmentStartedOn
    dueOn
    decidedAt
    level {
      code
      title
      rank
    }
    university {
      id
      name
    }
    programmes {
      id
      name
      mentors
      large
      startedOn
    }
    edition {
      id
    }
    assessor {
      id
      name
    }
    hold {
      since
      reason
    }
    actions {
      name
      allowed
      reasons {
        rule
        message
        field
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApplicationHeadQuery, ApplicationHeadQueryVariables>;
export const ApplicationStandingDocument = new TypedDocumentString(`
    query ApplicationStanding($id: ID!) {
  application(id: $id) {
    id
    version
    selfLevel {
      code
      title
      rank
    }
    missing {
      rule
      message
      field
    }
    warnings {
      rule
      message
      field
    }
    pillars {
      pillar {
        number
        title
      }
      criteria
      rated
      evidenced
      selfLevel {
        code
        title
        rank
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApplicationStandingQuery, ApplicationStandingQueryVariables>;
export const PillarRatingsDocument = new TypedDocumentString(`
    query PillarRatings($id: ID!, $pillar: Int) {
  application(id: $id) {
    id
    criteria(pillar: $pillar) {
      criterion {
        ref
      }
      rating {
        value
        statement
        elements
        version
        updatedAt
      }
      exceptions {
        programmeId
        programme
        value
        statement
        version
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PillarRatingsQuery, PillarRatingsQueryVariables>;
export const ApplicationEvidenceDocument = new TypedDocumentString(`
    query ApplicationEvidence($id: ID!) {
  application(id: $id) {
    id
    evidence {
      id
      kind
      title
      coversFrom
      coversTo
      criteria
      programmes
      url
      addedAt
      request
      locked
      file {
        name
        size
        contentType
        sha256
        state
        problem
        malwareScanned
        removedOn
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApplicationEvidenceQuery, ApplicationEvidenceQueryVariables>;
export const ApplicationRequestsDocument = new TypedDocumentString(`
    query ApplicationRequests($id: ID!) {
  application(id: $id) {
    id
    requests {
      id
      criteria
      question
      state
      dueOn
      askedAt
      round
      answer
      answeredAt
      accepted
      closedAt
      evidence {
        id
        title
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApplicationRequestsQuery, ApplicationRequestsQueryVariables>;
export const AnswerDayDocument = new TypedDocumentString(`
    query AnswerDay($id: ID!, $on: Date) {
  application(id: $id) {
    id
    answerDay(on: $on) {
      on
      workingDay
      workingDays
      next
    }
  }
}
    `) as unknown as TypedDocumentString<AnswerDayQuery, AnswerDayQueryVariables>;
export const ApplicationOrderDocument = new TypedDocumentString(`
    query ApplicationOrder($id: ID!) {
  application(id: $id) {
    id
    price {
      net {
        minor
        currency
      }
      vat {
        minor
        currency
      }
      gross {
        minor
        currency
      }
      vatPerMille
      tailored
      lines {
        label
        net {
          minor
          currency
        }
      }
    }
    order {
      id
      number
      createdAt
      purchaseOrder
      paidOn
      startBeforePayment
      quote {
        id
        number
        state
        openUntil
        net {
          minor
          currency
        }
      }
      invoice {
        id
        number
        issuedOn
        dueOn
        state
        overdue
        outstanding {
          minor
          currency
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApplicationOrderQuery, ApplicationOrderQueryVariables>;
export const ApplicationTimelineDocument = new TypedDocumentString(`
    query ApplicationTimeline($id: ID!) {
  timeline(applicationId: $id, first: 100) {
    totalCount
    nodes {
      id
      at
      actor
      forTheScheme
      act
      summary
    }
  }
}
    `) as unknown as TypedDocumentString<ApplicationTimelineQuery, ApplicationTimelineQueryVariables>;
export const ApplicationDecisionDocument = new TypedDocumentString(`
    query ApplicationDecision($id: ID!) {
  application(id: $id) {
    id
    decision {
      decidedAt
      feedback
      sentences
      digest
      level {
        code
        title
        rank
      }
      pillars {
        reason
        pillar {
          number
          title
        }
        outcome {
          code
          title
          rank
        }
        bestFit {
          code
          title
          rank
        }
        levels {
          met
          unmet
          needed
          reached
          level {
            code
            title
            rank
          }
        }
      }
    }
    sample {
      programmeId
      programme
      why
      finding
      note
    }
    award {
      id
      number
      state
      awardedOn
      expiresOn
      url
      badgeUrl
      level {
        code
        title
        rank
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ApplicationDecisionQuery, ApplicationDecisionQueryVariables>;
export const QuotesDocument = new TypedDocumentString(`
    query Quotes($filter: QuoteFilter, $after: String) {
  quotes(filter: $filter, first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      number
      state
      tailored
      issuedOn
      openUntil
      net {
        minor
        currency
      }
      applications {
        id
        reference
      }
      university {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<QuotesQuery, QuotesQueryVariables>;
export const QuoteDocument = new TypedDocumentString(`
    query Quote($id: ID!) {
  quote(id: $id) {
    id
    number
    state
    tailored
    issuedOn
    openUntil
    acceptedOn
    purchaseOrder
    reason
    vatPerMille
    university {
      id
      name
    }
    applications {
      id
      reference
      programmes
    }
    orders {
      id
      number
      invoice {
        id
        number
      }
    }
    lines {
      label
      net {
        minor
        currency
      }
    }
    net {
      minor
      currency
    }
    vat {
      minor
      currency
    }
    gross {
      minor
      currency
    }
    split {
      orders {
        net {
          minor
          currency
        }
        lines {
          label
        }
      }
      total {
        net {
          minor
          currency
        }
        vat {
          minor
          currency
        }
        gross {
          minor
          currency
        }
        vatPerMille
        tailored
        lines {
          label
          net {
            minor
            currency
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<QuoteQuery, QuoteQueryVariables>;
export const ReportKindsDocument = new TypedDocumentString(`
    query ReportKinds {
  reportKinds {
    report
    title
    columns {
      name
      heading
    }
  }
}
    `) as unknown as TypedDocumentString<ReportKindsQuery, ReportKindsQueryVariables>;
export const ExportsDocument = new TypedDocumentString(`
    query Exports($of: ID, $after: String) {
  exports(savedReportId: $of, first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      report
      title
      called
      period
      format
      state
      rows
      size
      narrowed
      problem
      madeAt
      keptUntil
      madeBy {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ExportsQuery, ExportsQueryVariables>;
export const ExportDocument = new TypedDocumentString(`
    query Export($id: ID!) {
  export(id: $id) {
    id
    state
    rows
    size
    problem
  }
}
    `) as unknown as TypedDocumentString<ExportQuery, ExportQueryVariables>;
export const SavedReportsDocument = new TypedDocumentString(`
    query SavedReports {
  savedReports(first: 100) {
    totalCount
    nodes {
      id
      name
      narrowed
      format
      paused
      nextOn
      schedule {
        words
      }
      madeBy {
        id
        name
      }
      lastRun {
        id
        state
        rows
        madeAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SavedReportsQuery, SavedReportsQueryVariables>;
export const MarkSeenDocument = new TypedDocumentString(`
    mutation MarkSeen($input: MarkSeenInput!) {
  markSeen(input: $input) {
    application {
      id
      unread
    }
  }
}
    `) as unknown as TypedDocumentString<MarkSeenMutation, MarkSeenMutationVariables>;
export const SignInSettingsDocument = new TypedDocumentString(`
    query SignInSettings($university: ID) {
  signInSettings(universityId: $university) {
    redirectAddress
    address
    domains {
      id
      name
      verifiedAt
      byOperator
      entry
      says
      checkedAt
      found
    }
    rules {
      id
      providerId
      claim
      value
      role
    }
    providers {
      id
      name
      issuer
      clientId
      state
      hasChanges
      own
      used
      version
      triedAt
      mayOpen
      signOutAddress
      signInAddress
      eventsAddress
      checks {
        step
        passed
        said
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SignInSettingsQuery, SignInSettingsQueryVariables>;
export const StaffDocument = new TypedDocumentString(`
    query Staff {
  staff {
    person {
      id
      name
      email
    }
    role
    signedInAt
    invitedUntil
    openCases
  }
}
    `) as unknown as TypedDocumentString<StaffQuery, StaffQueryVariables>;
export const TrailKindsDocument = new TypedDocumentString(`
    query TrailKinds {
  trailKinds {
    kind
    title
    acts
  }
}
    `) as unknown as TypedDocumentString<TrailKindsQuery, TrailKindsQueryVariables>;
export const AuditTrailDocument = new TypedDocumentString(`
    query AuditTrail($filter: TrailFilter, $after: String) {
  trail(filter: $filter, first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      at
      actor
      forTheScheme
      act
      summary
      number
      hash
      origin
      before
      after
      subjectId
      university {
        id
        name
      }
      application {
        id
        reference
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AuditTrailQuery, AuditTrailQueryVariables>;
export const UniversityRecordsDocument = new TypedDocumentString(`
    query UniversityRecords($search: String, $state: [UniversityState!], $after: String) {
  universityRecords(search: $search, state: $state, first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      university {
        id
        name
      }
      code
      state
      programmes
      openApplications
      awardsInForce
      outstanding {
        minor
        currency
      }
      signedInAt
    }
  }
}
    `) as unknown as TypedDocumentString<UniversityRecordsQuery, UniversityRecordsQueryVariables>;
export const UniversityRecordDocument = new TypedDocumentString(`
    query UniversityRecord($id: ID!) {
  universityRecord(universityId: $id) {
    university {
      id
      name
      slug
    }
    code
    externalReference
    nation
    purchaseOrderNeeded
    state
    closedOn
    closedReason
    continuedBy {
      id
      name
    }
    version
    programmes
    openApplications
    awardsInForce
    openQuotes
    outstanding {
      minor
      currency
    }
    signedInAt
    toClose {
      rule
      message
    }
    people {
      person {
        id
        name
        email
      }
      role
      canSignIn
      signedInAt
    }
    notes {
      id
      text
      writtenAt
      own
      writtenBy {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UniversityRecordQuery, UniversityRecordQueryVariables>;
export const MergePreviewDocument = new TypedDocumentString(`
    query MergePreview($from: ID!, $into: ID!) {
  mergePreview(fromId: $from, intoId: $into) {
    from {
      university {
        id
        name
      }
      version
    }
    into {
      university {
        id
        name
      }
      version
    }
    reasons {
      rule
      message
    }
    moves {
      part
      count
      named
    }
    stays {
      part
      name
      why
    }
    stayCount
    tiedCases {
      reference
      assessor
    }
  }
}
    `) as unknown as TypedDocumentString<MergePreviewQuery, MergePreviewQueryVariables>;
export const UniversityTimelineDocument = new TypedDocumentString(`
    query UniversityTimeline($id: ID!, $after: String) {
  universityTimeline(universityId: $id, first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      at
      actor
      forTheScheme
      act
      summary
    }
  }
}
    `) as unknown as TypedDocumentString<UniversityTimelineQuery, UniversityTimelineQueryVariables>;
export const UniversityChoicesDocument = new TypedDocumentString(`
    query UniversityChoices($after: String) {
  universities(first: 100, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<UniversityChoicesQuery, UniversityChoicesQueryVariables>;
export const DeclareFileDocument = new TypedDocumentString(`
    mutation DeclareFile($input: DeclareFileInput!) {
  declareFile(input: $input) {
    evidence {
      id
    }
    createUrl
    partSize
  }
}
    `) as unknown as TypedDocumentString<DeclareFileMutation, DeclareFileMutationVariables>;
export const SignUploadDocument = new TypedDocumentString(`
    mutation SignUpload($input: SignUploadInput!) {
  signUpload(input: $input) {
    parts {
      number
      url
    }
    completeUrl
    listUrl
    abortUrl
  }
}
    `) as unknown as TypedDocumentString<SignUploadMutation, SignUploadMutationVariables>;
export const FinishUploadDocument = new TypedDocumentString(`
    mutation FinishUpload($input: EvidenceInput!) {
  finishUpload(input: $input) {
    evidence {
      id
      file {
        state
        problem
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FinishUploadMutation, FinishUploadMutationVariables>;
export const DropUploadDocument = new TypedDocumentString(`
    mutation DropUpload($input: EvidenceInput!) {
  removeEvidence(input: $input) {
    removedId
  }
}
    `) as unknown as TypedDocumentString<DropUploadMutation, DropUploadMutationVariables>;
export const UploadStateDocument = new TypedDocumentString(`
    query UploadState($application: ID!) {
  application(id: $application) {
    id
    evidence {
      id
      file {
        state
        problem
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UploadStateQuery, UploadStateQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    person {
      id
      name
      email
    }
    role
    university {
      id
      name
    }
    acting {
      university {
        id
        name
      }
      role
      reason
      until
    }
    today
    demo
    settingUp
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const ProgrammesToCoachDocument = new TypedDocumentString(`
    query ProgrammesToCoach($universityId: ID, $after: String) {
  programmes(universityId: $universityId, first: 100, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      name
      university {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ProgrammesToCoachQuery, ProgrammesToCoachQueryVariables>;
export const DeclareCoachingDocument = new TypedDocumentString(`
    mutation DeclareCoaching($input: CoachingInput!) {
  declareCoaching(input: $input) {
    assessor {
      person {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeclareCoachingMutation, DeclareCoachingMutationVariables>;
export const WithdrawCoachingDocument = new TypedDocumentString(`
    mutation WithdrawCoaching($input: CoachingInput!) {
  withdrawCoaching(input: $input) {
    assessor {
      person {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawCoachingMutation, WithdrawCoachingMutationVariables>;
export const UniversityNamesDocument = new TypedDocumentString(`
    query UniversityNames($search: String!) {
  universityNames(search: $search) {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<UniversityNamesQuery, UniversityNamesQueryVariables>;
export const CaseloadCountsDocument = new TypedDocumentString(`
    query CaseloadCounts($filter: ApplicationFilter) {
  applicationCounts(filter: $filter) {
    total
    unread
    clocks {
      code
      count
    }
    waitingOn {
      code
      count
    }
    kinds {
      code
      count
    }
    levels {
      code
      count
    }
  }
}
    `) as unknown as TypedDocumentString<CaseloadCountsQuery, CaseloadCountsQueryVariables>;
export const CaseloadChoicesDocument = new TypedDocumentString(`
    query CaseloadChoices {
  currentEdition {
    id
    levels {
      code
      title
      rank
    }
  }
  universities(first: 100) {
    nodes {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<CaseloadChoicesQuery, CaseloadChoicesQueryVariables>;
export const HandBackCaseDocument = new TypedDocumentString(`
    mutation HandBackCase($input: HandBackCaseInput!) {
  handBackCase(input: $input) {
    reference
  }
}
    `) as unknown as TypedDocumentString<HandBackCaseMutation, HandBackCaseMutationVariables>;
export const TakeNextCaseDocument = new TypedDocumentString(`
    mutation TakeNextCase {
  takeNextCase {
    application {
      id
      reference
    }
    none {
      rule
      message
    }
  }
}
    `) as unknown as TypedDocumentString<TakeNextCaseMutation, TakeNextCaseMutationVariables>;
export const HomeDocument = new TypedDocumentString(`
    query Home {
  applications(
    filter: {state: [DRAFT, SUBMITTED, IN_ASSESSMENT, AWAITING_EVIDENCE, MODERATION, ON_HOLD]}
    sort: UPDATED
    descending: true
    first: 25
  ) {
    totalCount
    nodes {
      id
      reference
      state
      waitingOn
      dueOn
      updatedAt
      level {
        code
        title
        rank
      }
      programmes {
        id
        name
      }
      missing {
        rule
        message
      }
      requests {
        id
        state
        question
        dueOn
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HomeQuery, HomeQueryVariables>;
export const OverviewIncomeDocument = new TypedDocumentString(`
    query OverviewIncome($months: Int) {
  overview(months: $months) {
    income {
      month
      invoiced {
        minor
        currency
      }
      credited {
        minor
        currency
      }
      paid {
        minor
        currency
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OverviewIncomeQuery, OverviewIncomeQueryVariables>;
export const OverviewLevelsDocument = new TypedDocumentString(`
    query OverviewLevels($months: Int) {
  overview(months: $months) {
    levels {
      month
      awards
      level {
        code
        title
        rank
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OverviewLevelsQuery, OverviewLevelsQueryVariables>;
export const OverviewClocksDocument = new TypedDocumentString(`
    query OverviewClocks($months: Int) {
  overview(months: $months) {
    punctuality {
      month
      inTime
      late
    }
  }
}
    `) as unknown as TypedDocumentString<OverviewClocksQuery, OverviewClocksQueryVariables>;
export const OverviewFunnelDocument = new TypedDocumentString(`
    query OverviewFunnel($months: Int) {
  overview(months: $months) {
    funnel {
      started
      submitted
      assessed
      decided
      awarded
      withdrawn
    }
  }
}
    `) as unknown as TypedDocumentString<OverviewFunnelQuery, OverviewFunnelQueryVariables>;
export const OverviewNationsDocument = new TypedDocumentString(`
    query OverviewNations {
  overview {
    nations {
      nation
      universities
      holders
      awards
    }
  }
}
    `) as unknown as TypedDocumentString<OverviewNationsQuery, OverviewNationsQueryVariables>;
export const OverviewNeedsDocument = new TypedDocumentString(`
    query OverviewNeeds {
  overview {
    needs {
      unpaid
      unassigned
      overdue
      dueSoon
      onHold
      openRequests
      answeredRequests
      overdueInvoices
      overdueAmount {
        minor
        currency
      }
      failedJobs
      joinRequests
    }
  }
}
    `) as unknown as TypedDocumentString<OverviewNeedsQuery, OverviewNeedsQueryVariables>;
export const OverviewDocument = new TypedDocumentString(`
    query Overview {
  submitted: applications(filter: {state: [SUBMITTED]}, sort: UPDATED, first: 25) {
    totalCount
    nodes {
      id
      reference
      submittedAt
      level {
        code
        title
        rank
      }
      university {
        name
      }
      programmes {
        name
      }
      assessor {
        id
        name
      }
      order {
        id
        paidOn
        startBeforePayment
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const RunningDocument = new TypedDocumentString(`
    query Running {
  applications(
    filter: {state: [IN_ASSESSMENT, AWAITING_EVIDENCE, MODERATION, ON_HOLD]}
    sort: DUE
    first: 15
  ) {
    totalCount
    nodes {
      id
      reference
      state
      dueOn
      level {
        code
        title
        rank
      }
      university {
        name
      }
      programmes {
        name
      }
      assessor {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RunningQuery, RunningQueryVariables>;
export const HandedBackDocument = new TypedDocumentString(`
    query HandedBack {
  applications(
    filter: {state: [IN_ASSESSMENT, AWAITING_EVIDENCE], unassigned: true}
    sort: DUE
    first: 25
  ) {
    totalCount
    nodes {
      id
      reference
      state
      dueOn
      level {
        code
        title
        rank
      }
      university {
        name
      }
      programmes {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HandedBackQuery, HandedBackQueryVariables>;
export const DecidedDocument = new TypedDocumentString(`
    query Decided {
  applications(
    filter: {state: [DECIDED]}
    sort: UPDATED
    descending: true
    first: 8
  ) {
    totalCount
    nodes {
      id
      reference
      state
      decidedAt
      level {
        code
        title
        rank
      }
      university {
        name
      }
      programmes {
        name
      }
      decision {
        level {
          code
          title
          rank
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DecidedQuery, DecidedQueryVariables>;
export const ExportOwnDataDocument = new TypedDocumentString(`
    mutation ExportOwnData {
  exportOwnData {
    export {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<ExportOwnDataMutation, ExportOwnDataMutationVariables>;
export const MailPreferencesDocument = new TypedDocumentString(`
    query MailPreferences {
  mailPreferences {
    unwanted
    quietFrom
    quietUntil
    digestHour
    version
  }
}
    `) as unknown as TypedDocumentString<MailPreferencesQuery, MailPreferencesQueryVariables>;
export const SetMailPreferencesDocument = new TypedDocumentString(`
    mutation SetMailPreferences($input: SetMailPreferencesInput!) {
  setMailPreferences(input: $input) {
    mailPreferences {
      version
    }
  }
}
    `) as unknown as TypedDocumentString<SetMailPreferencesMutation, SetMailPreferencesMutationVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions($after: String) {
  sessions(first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      current
      role
      universityName
      startedAt
      usedAt
      address
      browser
    }
  }
}
    `) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const EndSessionDocument = new TypedDocumentString(`
    mutation EndSession($input: EndSessionInput!) {
  endSession(input: $input) {
    ended
  }
}
    `) as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
export const EndOtherSessionsDocument = new TypedDocumentString(`
    mutation EndOtherSessions {
  endOtherSessions {
    ended
  }
}
    `) as unknown as TypedDocumentString<EndOtherSessionsMutation, EndOtherSessionsMutationVariables>;
export const SubmitApplicationDocument = new TypedDocumentString(`
    mutation SubmitApplication($input: SubmitApplicationInput!) {
  submitApplication(input: $input) {
    application {
      id
      state
      version
    }
  }
}
    `) as unknown as TypedDocumentString<SubmitApplicationMutation, SubmitApplicationMutationVariables>;
export const AnswerEvidenceRequestDocument = new TypedDocumentString(`
    mutation AnswerEvidenceRequest($input: AnswerEvidenceRequestInput!) {
  answerEvidenceRequest(input: $input) {
    request {
      id
      state
      answer
      answeredAt
    }
  }
}
    `) as unknown as TypedDocumentString<AnswerEvidenceRequestMutation, AnswerEvidenceRequestMutationVariables>;
export const OrderBoardDocument = new TypedDocumentString(`
    query OrderBoard($order: ID!) {
  applicationCounts(filter: {orderId: $order}) {
    total
    states {
      code
      count
    }
  }
  applications(filter: {orderId: $order}, first: 1) {
    nodes {
      id
      order {
        id
        number
        invoice {
          id
          number
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OrderBoardQuery, OrderBoardQueryVariables>;
export const CopyAnswersDocument = new TypedDocumentString(`
    mutation CopyAnswers($input: CopyAnswersInput!) {
  copyAnswers(input: $input) {
    copied {
      application {
        id
        version
      }
      answers
      links
    }
  }
}
    `) as unknown as TypedDocumentString<CopyAnswersMutation, CopyAnswersMutationVariables>;
export const ChangeCombinedDocument = new TypedDocumentString(`
    mutation ChangeCombined($input: ChangeCombinedApplicationInput!) {
  changeCombinedApplication(input: $input) {
    application {
      id
      version
      kind
      programmes {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeCombinedMutation, ChangeCombinedMutationVariables>;
export const KeepQuoteDocument = new TypedDocumentString(`
    mutation KeepQuote($input: KeepQuoteInput!) {
  keepQuote(input: $input) {
    quote {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<KeepQuoteMutation, KeepQuoteMutationVariables>;
export const SetApplicationLanguageDocument = new TypedDocumentString(`
    mutation SetApplicationLanguage($input: SetApplicationLanguageInput!) {
  setApplicationLanguage(input: $input) {
    application {
      id
      version
      language
    }
  }
}
    `) as unknown as TypedDocumentString<SetApplicationLanguageMutation, SetApplicationLanguageMutationVariables>;
export const WithdrawApplicationDocument = new TypedDocumentString(`
    mutation WithdrawApplication($input: WithdrawApplicationInput!) {
  withdrawApplication(input: $input) {
    application {
      id
      state
      version
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawApplicationMutation, WithdrawApplicationMutationVariables>;
export const AssessorsDocument = new TypedDocumentString(`
    query Assessors($applicationId: ID!, $after: String) {
  assessors(applicationId: $applicationId, first: 50, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      lead
      openCases
      points
      capacity
      objections {
        rule
        message
      }
      person {
        id
        name
        email
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AssessorsQuery, AssessorsQueryVariables>;
export const AssignAssessorDocument = new TypedDocumentString(`
    mutation AssignAssessor($input: AssignAssessorInput!) {
  assignAssessor(input: $input) {
    application {
      id
      version
      state
      assessor {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AssignAssessorMutation, AssignAssessorMutationVariables>;
export const AssignSecondAssessorDocument = new TypedDocumentString(`
    mutation AssignSecondAssessor($input: AssignSecondAssessorInput!) {
  assignSecondAssessor(input: $input) {
    application {
      id
      version
      state
    }
  }
}
    `) as unknown as TypedDocumentString<AssignSecondAssessorMutation, AssignSecondAssessorMutationVariables>;
export const SecondMarkingDocument = new TypedDocumentString(`
    query SecondMarking($id: ID!) {
  application(id: $id) {
    id
    pendingDecision {
      releaseAt
    }
    secondMarking {
      why
      assessor
      submittedAt
      differs
      settledReason
    }
  }
}
    `) as unknown as TypedDocumentString<SecondMarkingQuery, SecondMarkingQueryVariables>;
export const PrepareBulkActDocument = new TypedDocumentString(`
    mutation PrepareBulkAct($input: PrepareBulkActInput!) {
  prepareBulkAct(input: $input) {
    bulkAct {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<PrepareBulkActMutation, PrepareBulkActMutationVariables>;
export const HoldApplicationDocument = new TypedDocumentString(`
    mutation HoldApplication($input: HoldApplicationInput!) {
  holdApplication(input: $input) {
    application {
      id
      version
      state
      hold {
        since
        reason
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HoldApplicationMutation, HoldApplicationMutationVariables>;
export const ResumeApplicationDocument = new TypedDocumentString(`
    mutation ResumeApplication($input: ResumeApplicationInput!) {
  resumeApplication(input: $input) {
    application {
      id
      version
      state
      dueOn
      hold {
        since
        reason
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ResumeApplicationMutation, ResumeApplicationMutationVariables>;
export const StartBeforePaymentDocument = new TypedDocumentString(`
    mutation StartBeforePayment($input: StartBeforePaymentInput!) {
  startBeforePayment(input: $input) {
    order {
      id
      startBeforePayment
    }
  }
}
    `) as unknown as TypedDocumentString<StartBeforePaymentMutation, StartBeforePaymentMutationVariables>;
export const IssueQuoteDocument = new TypedDocumentString(`
    mutation IssueQuote($input: IssueQuoteInput!) {
  issueQuote(input: $input) {
    quote {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<IssueQuoteMutation, IssueQuoteMutationVariables>;
export const SendReminderDocument = new TypedDocumentString(`
    mutation SendReminder($input: SendReminderInput!) {
  sendReminder(input: $input) {
    application {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<SendReminderMutation, SendReminderMutationVariables>;
export const AddLinkDocument = new TypedDocumentString(`
    mutation AddLink($input: AddLinkInput!) {
  addLink(input: $input) {
    evidence {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<AddLinkMutation, AddLinkMutationVariables>;
export const TieEvidenceDocument = new TypedDocumentString(`
    mutation TieEvidence($input: TieEvidenceInput!) {
  tieEvidence(input: $input) {
    evidence {
      id
      criteria
    }
  }
}
    `) as unknown as TypedDocumentString<TieEvidenceMutation, TieEvidenceMutationVariables>;
export const RemoveEvidenceDocument = new TypedDocumentString(`
    mutation RemoveEvidence($input: EvidenceInput!) {
  removeEvidence(input: $input) {
    removedId
  }
}
    `) as unknown as TypedDocumentString<RemoveEvidenceMutation, RemoveEvidenceMutationVariables>;
export const RateExceptionDocument = new TypedDocumentString(`
    mutation RateException($input: RateExceptionInput!) {
  rateException(input: $input) {
    criterion {
      exceptions {
        programmeId
        version
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RateExceptionMutation, RateExceptionMutationVariables>;
export const RemoveExceptionDocument = new TypedDocumentString(`
    mutation RemoveException($input: RemoveExceptionInput!) {
  removeException(input: $input) {
    criterion {
      exceptions {
        programmeId
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveExceptionMutation, RemoveExceptionMutationVariables>;
export const StartApplicationsDocument = new TypedDocumentString(`
    mutation StartApplications($input: StartApplicationsInput!) {
  startApplications(input: $input) {
    applications {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<StartApplicationsMutation, StartApplicationsMutationVariables>;
export const RateCriterionDocument = new TypedDocumentString(`
    mutation RateCriterion($input: RateCriterionInput!) {
  rateCriterion(input: $input) {
    criterion {
      criterion {
        ref
      }
      rating {
        version
      }
    }
    application {
      id
      version
      selfLevel {
        code
        title
        rank
      }
      missing {
        rule
        message
        field
      }
      warnings {
        rule
        message
        field
      }
      pillars {
        pillar {
          number
          title
        }
        criteria
        rated
        evidenced
        selfLevel {
          code
          title
          rank
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RateCriterionMutation, RateCriterionMutationVariables>;
export const BulkActDocument = new TypedDocumentString(`
    query BulkAct($id: ID!) {
  bulkAct(id: $id) {
    id
    kind
    reason
    state
    madeAt
    appliedAt
    undoUntil
    madeBy {
      id
      name
    }
    counts {
      waiting
      may
      refused
      done
      undone
      kept
      total
    }
  }
}
    `) as unknown as TypedDocumentString<BulkActQuery, BulkActQueryVariables>;
export const BulkRowsDocument = new TypedDocumentString(`
    query BulkRows($id: ID!, $verdict: [BulkVerdict!], $first: Int, $after: String) {
  bulkRows(bulkActId: $id, verdict: $verdict, first: $first, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      verdict
      reasons {
        rule
        message
      }
      application {
        id
        reference
        state
        university {
          id
          name
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BulkRowsQuery, BulkRowsQueryVariables>;
export const ApplyBulkActDocument = new TypedDocumentString(`
    mutation ApplyBulkAct($input: ApplyBulkActInput!) {
  applyBulkAct(input: $input) {
    bulkAct {
      id
      state
    }
  }
}
    `) as unknown as TypedDocumentString<ApplyBulkActMutation, ApplyBulkActMutationVariables>;
export const UndoBulkActDocument = new TypedDocumentString(`
    mutation UndoBulkAct($input: UndoBulkActInput!) {
  undoBulkAct(input: $input) {
    bulkAct {
      id
      state
    }
  }
}
    `) as unknown as TypedDocumentString<UndoBulkActMutation, UndoBulkActMutationVariables>;
export const BulkActsDocument = new TypedDocumentString(`
    query BulkActs($after: String) {
  bulkActs(first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      kind
      state
      madeAt
      madeBy {
        id
        name
      }
      counts {
        may
        refused
        done
        undone
        kept
        total
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BulkActsQuery, BulkActsQueryVariables>;
export const CombinedEligibilityDocument = new TypedDocumentString(`
    query CombinedEligibility($covers: CombinedInput!) {
  combinedEligibility(covers: $covers) {
    programmes {
      id
      name
    }
    scope {
      rule
      message
    }
    options {
      kind
      allowed
      firstDay
      inTheWay
      level {
        code
        title
        rank
      }
      reasons {
        rule
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CombinedEligibilityQuery, CombinedEligibilityQueryVariables>;
export const StartCombinedDocument = new TypedDocumentString(`
    mutation StartCombined($input: StartCombinedApplicationInput!) {
  startCombinedApplication(input: $input) {
    application {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<StartCombinedMutation, StartCombinedMutationVariables>;
export const CurrentLevelsDocument = new TypedDocumentString(`
    query CurrentLevels {
  currentEdition {
    id
    levels {
      code
      title
      rank
    }
  }
}
    `) as unknown as TypedDocumentString<CurrentLevelsQuery, CurrentLevelsQueryVariables>;
export const SubmitApplicationsDocument = new TypedDocumentString(`
    mutation SubmitApplications($input: SubmitApplicationsInput!) {
  submitApplications(input: $input) {
    applications {
      id
      order {
        id
        number
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SubmitApplicationsMutation, SubmitApplicationsMutationVariables>;
export const PriceTogetherDocument = new TypedDocumentString(`
    query PriceTogether($ids: [ID!]!) {
  priceTogether(applicationIds: $ids) {
    together {
      net {
        minor
        currency
      }
      vat {
        minor
        currency
      }
      gross {
        minor
        currency
      }
      vatPerMille
      tailored
      lines {
        label
        net {
          minor
          currency
        }
      }
    }
    split {
      orders {
        net {
          minor
          currency
        }
        lines {
          label
        }
      }
      total {
        net {
          minor
          currency
        }
        vat {
          minor
          currency
        }
        gross {
          minor
          currency
        }
        vatPerMille
        tailored
        lines {
          label
          net {
            minor
            currency
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PriceTogetherQuery, PriceTogetherQueryVariables>;
export const AvailabilityDocument = new TypedDocumentString(`
    query Availability($after: String) {
  assessors(first: 100, after: $after) {
    nodes {
      openCases
      points
      capacity
      levels
      schemes
      languages
      person {
        id
      }
      absences {
        from
        backOn
      }
      conflicts {
        reason
        declaredAt
        declaredBy
        university {
          id
          name
        }
      }
      coached {
        programmeId
        name
        university
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AvailabilityQuery, AvailabilityQueryVariables>;
export const SetAbsenceDocument = new TypedDocumentString(`
    mutation SetAbsence($input: SetAbsenceInput!) {
  setAbsence(input: $input) {
    assessor {
      person {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SetAbsenceMutation, SetAbsenceMutationVariables>;
export const RemoveAbsenceDocument = new TypedDocumentString(`
    mutation RemoveAbsence($input: RemoveAbsenceInput!) {
  removeAbsence(input: $input) {
    assessor {
      person {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveAbsenceMutation, RemoveAbsenceMutationVariables>;
export const DeclareConflictDocument = new TypedDocumentString(`
    mutation DeclareConflict($input: DeclareConflictInput!) {
  declareConflict(input: $input) {
    assessor {
      person {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DeclareConflictMutation, DeclareConflictMutationVariables>;
export const WithdrawConflictDocument = new TypedDocumentString(`
    mutation WithdrawConflict($input: WithdrawConflictInput!) {
  withdrawConflict(input: $input) {
    assessor {
      person {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawConflictMutation, WithdrawConflictMutationVariables>;
export const AwardsDocument = new TypedDocumentString(`
    query Awards($after: String) {
  awards(first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      number
      state
      awardedOn
      expiresOn
      url
      badgeUrl
      level {
        code
        title
        rank
      }
      university {
        id
        name
      }
      programmes {
        id
        name
      }
      departures {
        programme
        how
        on
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AwardsQuery, AwardsQueryVariables>;
export const RetireGoldCaseDocument = new TypedDocumentString(`
    mutation RetireGoldCase($input: RetireGoldCaseInput!) {
  retireGoldCase(input: $input) {
    calibration {
      cases {
        id
        retiredAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RetireGoldCaseMutation, RetireGoldCaseMutationVariables>;
export const MarkGoldCaseDocument = new TypedDocumentString(`
    mutation MarkGoldCase($input: MarkGoldCaseInput!) {
  markGoldCase(input: $input) {
    calibration {
      own {
        marked
        of
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MarkGoldCaseMutation, MarkGoldCaseMutationVariables>;
export const FinishCalibrationDocument = new TypedDocumentString(`
    mutation FinishCalibration {
  finishCalibration {
    calibration {
      own {
        finishedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FinishCalibrationMutation, FinishCalibrationMutationVariables>;
export const CalibrationDocument = new TypedDocumentString(`
    query Calibration {
  calibration {
    calibrateNew
    passPercent
    cases {
      id
      name
      retiredAt
      madeAt
      level {
        code
        title
        rank
      }
      criteria {
        ref
        pillar
        title
        text
        known
        own
      }
    }
    own {
      required
      marked
      of
      finishedAt
      result {
        of
        agreed
        alpha
        steps
        passed
        sentence
      }
    }
    assessors {
      person {
        id
        name
      }
      required
      marked
      of
      finishedAt
      result {
        of
        agreed
        passed
        sentence
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CalibrationQuery, CalibrationQueryVariables>;
export const DecidedCasesDocument = new TypedDocumentString(`
    query DecidedCases($search: String!) {
  applications(filter: {search: $search, state: [DECIDED]}, first: 10) {
    nodes {
      id
      reference
      university {
        name
      }
      programmes {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<DecidedCasesQuery, DecidedCasesQueryVariables>;
export const GoldDraftDocument = new TypedDocumentString(`
    query GoldDraft($id: ID!) {
  goldDraft(applicationId: $id) {
    reference
    criteria {
      ref
      title
      mark
      agreed
      text
    }
  }
}
    `) as unknown as TypedDocumentString<GoldDraftQuery, GoldDraftQueryVariables>;
export const MakeGoldCaseDocument = new TypedDocumentString(`
    mutation MakeGoldCase($input: MakeGoldCaseInput!) {
  makeGoldCase(input: $input) {
    calibration {
      cases {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MakeGoldCaseMutation, MakeGoldCaseMutationVariables>;
export const CaseloadDocument = new TypedDocumentString(`
    query Caseload($filter: ApplicationFilter, $after: String) {
  applications(filter: $filter, sort: DUE, first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      reference
      state
      waitingOn
      dueOn
      myRole
      unread
      level {
        code
        title
        rank
      }
      edition {
        id
        levels {
          code
          title
          rank
        }
      }
      university {
        id
        name
      }
      programmes {
        id
        name
      }
      decision {
        level {
          code
          title
          rank
        }
      }
      pillars {
        criteria
        judged
        pillar {
          number
          title
        }
        selfLevel {
          code
          title
          rank
        }
        outcome {
          level {
            code
            title
            rank
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CaseloadQuery, CaseloadQueryVariables>;
export const OwnConsistencyDocument = new TypedDocumentString(`
    query OwnConsistency {
  ownConsistency {
    person {
      id
      name
    }
    agreement {
      alpha
      low
      high
      reliance
      criteria
      cases
    }
    leniency {
      steps
      cases
      marking
      sentence
    }
    drift {
      aYear
      tells
      sentence
      periods {
        from
        until
        cases
        steps
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OwnConsistencyQuery, OwnConsistencyQueryVariables>;
export const ConsistencyDocument = new TypedDocumentString(`
    query Consistency($from: Date, $to: Date) {
  consistency(from: $from, to: $to) {
    from
    to
    overall {
      alpha
      low
      high
      reliance
      criteria
      cases
    }
    criteria {
      ref
      title
      agreement {
        alpha
        low
        high
        reliance
        criteria
        cases
      }
    }
    assessors {
      person {
        id
        name
      }
      agreement {
        alpha
        low
        high
        reliance
        criteria
        cases
      }
      leniency {
        steps
        cases
        marking
        sentence
      }
      drift {
        aYear
        tells
        sentence
        periods {
          from
          until
          cases
          steps
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConsistencyQuery, ConsistencyQueryVariables>;
export const CheckEditionDocument = new TypedDocumentString(`
    query CheckEdition($document: String!) {
  checkEdition(document: $document) {
    problems {
      path
      message
    }
    title
    contentHash
    published {
      id
      inForceFrom
    }
    against {
      id
      title
    }
    gain
    keep
    lose
    differences {
      part
      name
      aspect
      before
      after
    }
    prospects {
      number
      university
      effect
      sentences
      unmarked
    }
  }
}
    `) as unknown as TypedDocumentString<CheckEditionQuery, CheckEditionQueryVariables>;
export const PublishEditionDocument = new TypedDocumentString(`
    mutation PublishEdition($input: PublishEditionInput!) {
  publishEdition(input: $input) {
    edition {
      id
      title
      inForceFrom
    }
  }
}
    `) as unknown as TypedDocumentString<PublishEditionMutation, PublishEditionMutationVariables>;
export const EditionsDocument = new TypedDocumentString(`
    query Editions {
  editions {
    id
    scheme
    title
    code
    inForceFrom
    contentHash
    levels {
      code
      title
      rank
    }
    pillars {
      number
      criteria {
        ref
      }
    }
  }
}
    `) as unknown as TypedDocumentString<EditionsQuery, EditionsQueryVariables>;
export const UpdateFrameworkDocument = new TypedDocumentString(`
    mutation UpdateFramework($input: UpdateFrameworkInput!) {
  updateFramework(input: $input) {
    framework {
      id
      version
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateFrameworkMutation, UpdateFrameworkMutationVariables>;
export const RunToFrameworkDocument = new TypedDocumentString(`
    mutation RunToFramework($input: RunToFrameworkInput!) {
  runToFramework(input: $input) {
    programmes {
      id
      framework {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RunToFrameworkMutation, RunToFrameworkMutationVariables>;
export const AddFrameworkDocument = new TypedDocumentString(`
    mutation AddFramework($input: AddFrameworkInput!) {
  addFramework(input: $input) {
    framework {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<AddFrameworkMutation, AddFrameworkMutationVariables>;
export const CheckImportDocument = new TypedDocumentString(`
    mutation CheckImport($input: CheckImportInput!) {
  checkImport(input: $input) {
    import {
      id
      state
      version
    }
  }
}
    `) as unknown as TypedDocumentString<CheckImportMutation, CheckImportMutationVariables>;
export const CommitImportDocument = new TypedDocumentString(`
    mutation CommitImport($input: CommitImportInput!) {
  commitImport(input: $input) {
    import {
      id
      state
      version
    }
  }
}
    `) as unknown as TypedDocumentString<CommitImportMutation, CommitImportMutationVariables>;
export const UndoImportDocument = new TypedDocumentString(`
    mutation UndoImport($input: UndoImportInput!) {
  undoImport(input: $input) {
    import {
      id
      state
      version
    }
  }
}
    `) as unknown as TypedDocumentString<UndoImportMutation, UndoImportMutationVariables>;
export const OpenImportProblemsDocument = new TypedDocumentString(`
    mutation OpenImportProblems($input: OpenImportProblemsInput!) {
  openImportProblems(input: $input) {
    url
  }
}
    `) as unknown as TypedDocumentString<OpenImportProblemsMutation, OpenImportProblemsMutationVariables>;
export const DeclareImportDocument = new TypedDocumentString(`
    mutation DeclareImport($input: DeclareImportInput!) {
  declareImport(input: $input) {
    putUrl
    import {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<DeclareImportMutation, DeclareImportMutationVariables>;
export const ReadImportDocument = new TypedDocumentString(`
    mutation ReadImport($input: ReadImportInput!) {
  readImport(input: $input) {
    import {
      id
      state
    }
  }
}
    `) as unknown as TypedDocumentString<ReadImportMutation, ReadImportMutationVariables>;
export const ExportInvoicesDocument = new TypedDocumentString(`
    mutation ExportInvoices($input: ExportInvoicesInput!) {
  exportInvoices(input: $input) {
    fileName
    csv
    count
  }
}
    `) as unknown as TypedDocumentString<ExportInvoicesMutation, ExportInvoicesMutationVariables>;
export const RecordPaymentDocument = new TypedDocumentString(`
    mutation RecordPayment($input: RecordPaymentInput!) {
  recordPayment(input: $input) {
    invoice {
      id
      state
      outstanding {
        minor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RecordPaymentMutation, RecordPaymentMutationVariables>;
export const TakeBackPaymentDocument = new TypedDocumentString(`
    mutation TakeBackPayment($input: TakeBackPaymentInput!) {
  takeBackPayment(input: $input) {
    invoice {
      id
      state
      outstanding {
        minor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TakeBackPaymentMutation, TakeBackPaymentMutationVariables>;
export const CreditInvoiceDocument = new TypedDocumentString(`
    mutation CreditInvoice($input: CreditInvoiceInput!) {
  creditInvoice(input: $input) {
    invoice {
      id
      state
      outstanding {
        minor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<CreditInvoiceMutation, CreditInvoiceMutationVariables>;
export const InvoiceAgainDocument = new TypedDocumentString(`
    mutation InvoiceAgain($input: InvoiceAgainInput!) {
  invoiceAgain(input: $input) {
    invoice {
      id
      number
    }
  }
}
    `) as unknown as TypedDocumentString<InvoiceAgainMutation, InvoiceAgainMutationVariables>;
export const AcceptJoinRequestDocument = new TypedDocumentString(`
    mutation AcceptJoinRequest($input: AcceptJoinRequestInput!) {
  acceptJoinRequest(input: $input) {
    record {
      university {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptJoinRequestMutation, AcceptJoinRequestMutationVariables>;
export const DeclineJoinRequestDocument = new TypedDocumentString(`
    mutation DeclineJoinRequest($input: DeclineJoinRequestInput!) {
  declineJoinRequest(input: $input) {
    request {
      id
      state
    }
  }
}
    `) as unknown as TypedDocumentString<DeclineJoinRequestMutation, DeclineJoinRequestMutationVariables>;
export const DecideApplicationDocument = new TypedDocumentString(`
    mutation DecideApplication($input: DecideApplicationInput!) {
  decideApplication(input: $input) {
    application {
      id
      state
      version
    }
  }
}
    `) as unknown as TypedDocumentString<DecideApplicationMutation, DecideApplicationMutationVariables>;
export const FeedbackDocument = new TypedDocumentString(`
    query Feedback($id: ID!) {
  application(id: $id) {
    id
    feedback {
      proposed
      text
      version
    }
  }
}
    `) as unknown as TypedDocumentString<FeedbackQuery, FeedbackQueryVariables>;
export const SaveFeedbackDocument = new TypedDocumentString(`
    mutation SaveFeedback($input: SaveFeedbackInput!) {
  saveFeedback(input: $input) {
    feedback {
      proposed
      text
      version
    }
  }
}
    `) as unknown as TypedDocumentString<SaveFeedbackMutation, SaveFeedbackMutationVariables>;
export const RecallDecisionDocument = new TypedDocumentString(`
    mutation RecallDecision($input: RecallDecisionInput!) {
  recallDecision(input: $input) {
    application {
      id
      state
      version
    }
  }
}
    `) as unknown as TypedDocumentString<RecallDecisionMutation, RecallDecisionMutationVariables>;
export const SubmitSecondMarkingDocument = new TypedDocumentString(`
    mutation SubmitSecondMarking($input: SubmitSecondMarkingInput!) {
  submitSecondMarking(input: $input) {
    application {
      id
      state
      version
    }
  }
}
    `) as unknown as TypedDocumentString<SubmitSecondMarkingMutation, SubmitSecondMarkingMutationVariables>;
export const SettingsDocument = new TypedDocumentString(`
    query Settings {
  settings {
    secondMarkPercent
    secondMarkNewBelow
    recallMinutes
    sameAssessorAtMost
    calibrateNew
    calibrationPassPercent
    version
  }
}
    `) as unknown as TypedDocumentString<SettingsQuery, SettingsQueryVariables>;
export const ConfirmOutcomeDocument = new TypedDocumentString(`
    mutation ConfirmOutcome($input: ConfirmOutcomeInput!) {
  confirmOutcome(input: $input) {
    application {
      id
      version
    }
  }
}
    `) as unknown as TypedDocumentString<ConfirmOutcomeMutation, ConfirmOutcomeMutationVariables>;
export const SavePhraseDocument = new TypedDocumentString(`
    mutation SavePhrase($input: SavePhraseInput!) {
  savePhrase(input: $input) {
    phrase {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<SavePhraseMutation, SavePhraseMutationVariables>;
export const RemovePhraseDocument = new TypedDocumentString(`
    mutation RemovePhrase($input: RemovePhraseInput!) {
  removePhrase(input: $input) {
    removed
  }
}
    `) as unknown as TypedDocumentString<RemovePhraseMutation, RemovePhraseMutationVariables>;
export const RequestEvidenceDocument = new TypedDocumentString(`
    mutation RequestEvidence($input: RequestEvidenceInput!) {
  requestEvidence(input: $input) {
    request {
      id
      state
    }
  }
}
    `) as unknown as TypedDocumentString<RequestEvidenceMutation, RequestEvidenceMutationVariables>;
export const CloseEvidenceRequestDocument = new TypedDocumentString(`
    mutation CloseEvidenceRequest($input: CloseEvidenceRequestInput!) {
  closeEvidenceRequest(input: $input) {
    request {
      id
      state
    }
  }
}
    `) as unknown as TypedDocumentString<CloseEvidenceRequestMutation, CloseEvidenceRequestMutationVariables>;
export const SampleProgrammesDocument = new TypedDocumentString(`
    mutation SampleProgrammes($input: SampleProgrammesInput!) {
  sampleProgrammes(input: $input) {
    application {
      id
      sample {
        programmeId
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SampleProgrammesMutation, SampleProgrammesMutationVariables>;
export const NoteFindingDocument = new TypedDocumentString(`
    mutation NoteFinding($input: NoteFindingInput!) {
  noteFinding(input: $input) {
    application {
      id
      sample {
        programmeId
        version
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NoteFindingMutation, NoteFindingMutationVariables>;
export const LeaveOutOfSampleDocument = new TypedDocumentString(`
    mutation LeaveOutOfSample($input: LeaveOutOfSampleInput!) {
  leaveOutOfSample(input: $input) {
    application {
      id
      sample {
        programmeId
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LeaveOutOfSampleMutation, LeaveOutOfSampleMutationVariables>;
export const JudgeHeadDocument = new TypedDocumentString(`
    query JudgeHead($id: ID!) {
  application(id: $id) {
    id
    reference
    state
    scope
    language
    version
    waitingOn
    dueOn
    submittedAt
    unread
    level {
      code
      title
      rank
    }
    university {
      id
      name
    }
    programmes {
      id
      name
    }
    sample {
      programmeId
      programme
      why
      finding
      note
      version
    }
    edition {
      id
    }
    myRole
    hold {
      since
      reason
    }
    pendingDecision {
      madeAt
      releaseAt
    }
    secondMarking {
      why
      submittedAt
      differs
      settledReason
    }
    bestFitLevel {
      code
      title
      rank
    }
    undecided {
      rule
      message
      field
    }
    actions {
      name
      allowed
      reasons {
        rule
        message
        field
      }
    }
    pillars {
      criteria
      judged
      evidenced
      askedFirst
      pillar {
        number
        title
      }
      selfLevel {
        code
        title
        rank
      }
      bestFit {
        code
        title
        rank
      }
      outcome {
        reason
        version
        level {
          code
          title
          rank
        }
        bestFit {
          code
          title
          rank
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<JudgeHeadQuery, JudgeHeadQueryVariables>;
export const JudgeCriteriaDocument = new TypedDocumentString(`
    query JudgeCriteria($id: ID!) {
  application(id: $id) {
    id
    criteria {
      criterion {
        ref
      }
      rating {
        value
        statement
        elements
      }
      exceptions {
        programmeId
        programme
        value
        statement
      }
      judgement {
        value
        note
        version
      }
    }
  }
}
    `) as unknown as TypedDocumentString<JudgeCriteriaQuery, JudgeCriteriaQueryVariables>;
export const JudgeCriterionDocument = new TypedDocumentString(`
    mutation JudgeCriterion($input: JudgeCriterionInput!) {
  judgeCriterion(input: $input) {
    criterion {
      criterion {
        ref
      }
      judgement {
        version
      }
    }
    application {
      id
      version
      bestFitLevel {
        code
        title
        rank
      }
      undecided {
        rule
        message
        field
      }
      pillars {
        criteria
        judged
        evidenced
        askedFirst
        pillar {
          number
          title
        }
        selfLevel {
          code
          title
          rank
        }
        bestFit {
          code
          title
          rank
        }
        outcome {
          reason
          version
          level {
            code
            title
            rank
          }
          bestFit {
            code
            title
            rank
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<JudgeCriterionMutation, JudgeCriterionMutationVariables>;
export const SuppressedAddressesDocument = new TypedDocumentString(`
    query SuppressedAddresses($after: String) {
  suppressedAddresses(first: 25, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      address
      why
      since
    }
  }
}
    `) as unknown as TypedDocumentString<SuppressedAddressesQuery, SuppressedAddressesQueryVariables>;
export const LiftSuppressionDocument = new TypedDocumentString(`
    mutation LiftSuppression($input: LiftSuppressionInput!) {
  liftSuppression(input: $input) {
    lifted {
      id
      address
    }
  }
}
    `) as unknown as TypedDocumentString<LiftSuppressionMutation, LiftSuppressionMutationVariables>;
export const LettersDocument = new TypedDocumentString(`
    query Letters($search: String, $state: [LetterState!], $after: String) {
  letters(search: $search, state: $state, first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      address
      subject
      text
      state
      problem
      queuedAt
      sentAt
      goesAt
      digestId
      person {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LettersQuery, LettersQueryVariables>;
export const ResendLetterDocument = new TypedDocumentString(`
    mutation ResendLetter($input: ResendLetterInput!) {
  resendLetter(input: $input) {
    letter {
      id
      state
    }
  }
}
    `) as unknown as TypedDocumentString<ResendLetterMutation, ResendLetterMutationVariables>;
export const ChangeLetterTemplateDocument = new TypedDocumentString(`
    mutation ChangeLetterTemplate($input: ChangeLetterTemplateInput!) {
  changeLetterTemplate(input: $input) {
    letterTemplate {
      kind
      subject
      text
      version
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeLetterTemplateMutation, ChangeLetterTemplateMutationVariables>;
export const RestoreLetterTemplateDocument = new TypedDocumentString(`
    mutation RestoreLetterTemplate($input: RestoreLetterTemplateInput!) {
  restoreLetterTemplate(input: $input) {
    letterTemplate {
      kind
      subject
      text
      version
    }
  }
}
    `) as unknown as TypedDocumentString<RestoreLetterTemplateMutation, RestoreLetterTemplateMutationVariables>;
export const LetterPreviewDocument = new TypedDocumentString(`
    query LetterPreview($kind: NoticeKind!, $subject: String!, $text: String!) {
  letterPreview(kind: $kind, subject: $subject, text: $text) {
    subject
    text
    html
  }
}
    `) as unknown as TypedDocumentString<LetterPreviewQuery, LetterPreviewQueryVariables>;
export const LetterTemplatesDocument = new TypedDocumentString(`
    query LetterTemplates {
  letterTemplates {
    kind
    subject
    text
    isStandard
    version
    changedAt
    placeholders {
      name
      meaning
      inSubject
    }
    changedBy {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<LetterTemplatesQuery, LetterTemplatesQueryVariables>;
export const ModerationDocument = new TypedDocumentString(`
    query Moderation($id: ID!) {
  application(id: $id) {
    id
    reference
    state
    version
    unread
    level {
      code
      title
      rank
    }
    university {
      id
      name
    }
    programmes {
      id
      name
    }
    edition {
      id
    }
    actions {
      name
      allowed
      reasons {
        rule
        message
        field
      }
    }
    pillars {
      askedFirst
      pillar {
        number
        title
      }
    }
    secondMarking {
      why
      openedAt
      submittedAt
      differs
      settledAt
      settledReason
      comparison {
        sentences
        first {
          code
          title
          rank
        }
        second {
          code
          title
          rank
        }
        pillars {
          pillar {
            number
            title
          }
          first {
            code
            title
            rank
          }
          second {
            code
            title
            rank
          }
        }
        criteria {
          ref
          pillar
          first {
            value
            note
          }
          second {
            value
            note
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ModerationQuery, ModerationQueryVariables>;
export const SettleDifferenceDocument = new TypedDocumentString(`
    mutation SettleDifference($input: SettleDifferenceInput!) {
  settleDifference(input: $input) {
    application {
      id
      state
      version
    }
  }
}
    `) as unknown as TypedDocumentString<SettleDifferenceMutation, SettleDifferenceMutationVariables>;
export const SendBackDocument = new TypedDocumentString(`
    mutation SendBack($input: SendBackInput!) {
  sendBack(input: $input) {
    application {
      id
      state
      version
    }
  }
}
    `) as unknown as TypedDocumentString<SendBackMutation, SendBackMutationVariables>;
export const InvitePersonDocument = new TypedDocumentString(`
    mutation InvitePerson($input: InvitePersonInput!) {
  invitePerson(input: $input) {
    people {
      person {
        id
      }
      role
    }
  }
}
    `) as unknown as TypedDocumentString<InvitePersonMutation, InvitePersonMutationVariables>;
export const SetSuccessorsDocument = new TypedDocumentString(`
    mutation SetSuccessors($input: SetSuccessorsInput!) {
  setSuccessors(input: $input) {
    successors {
      person {
        id
        name
      }
      ready
      manages
    }
  }
}
    `) as unknown as TypedDocumentString<SetSuccessorsMutation, SetSuccessorsMutationVariables>;
export const InviteAgainDocument = new TypedDocumentString(`
    mutation InviteAgain($input: InviteAgainInput!) {
  inviteAgain(input: $input) {
    people {
      person {
        id
      }
      role
    }
  }
}
    `) as unknown as TypedDocumentString<InviteAgainMutation, InviteAgainMutationVariables>;
export const ChangeMemberRoleDocument = new TypedDocumentString(`
    mutation ChangeMemberRole($input: ChangeMemberRoleInput!) {
  changeMemberRole(input: $input) {
    people {
      person {
        id
      }
      role
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeMemberRoleMutation, ChangeMemberRoleMutationVariables>;
export const RemoveMemberDocument = new TypedDocumentString(`
    mutation RemoveMember($input: RemoveMemberInput!) {
  removeMember(input: $input) {
    people {
      person {
        id
      }
      role
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveMemberMutation, RemoveMemberMutationVariables>;
export const PutBackDocument = new TypedDocumentString(`
    mutation PutBack($input: InvitePersonInput!) {
  invitePerson(input: $input) {
    people {
      person {
        id
      }
      role
    }
  }
}
    `) as unknown as TypedDocumentString<PutBackMutation, PutBackMutationVariables>;
export const UpdateProgrammeDocument = new TypedDocumentString(`
    mutation UpdateProgramme($input: UpdateProgrammeInput!) {
  updateProgramme(input: $input) {
    programme {
      id
      version
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateProgrammeMutation, UpdateProgrammeMutationVariables>;
export const StartApplicationDocument = new TypedDocumentString(`
    mutation StartApplication($input: StartApplicationInput!) {
  startApplication(input: $input) {
    application {
      id
      reference
    }
  }
}
    `) as unknown as TypedDocumentString<StartApplicationMutation, StartApplicationMutationVariables>;
export const AddProgrammeDocument = new TypedDocumentString(`
    mutation AddProgramme($input: AddProgrammeInput!) {
  addProgramme(input: $input) {
    programme {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<AddProgrammeMutation, AddProgrammeMutationVariables>;
export const ExportPersonDocument = new TypedDocumentString(`
    mutation ExportPerson($input: ExportPersonInput!) {
  exportPerson(input: $input) {
    export {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<ExportPersonMutation, ExportPersonMutationVariables>;
export const ErasePersonDocument = new TypedDocumentString(`
    mutation ErasePerson($input: ErasePersonInput!) {
  erasePerson(input: $input) {
    record {
      person {
        id
      }
      erasedAt
    }
  }
}
    `) as unknown as TypedDocumentString<ErasePersonMutation, ErasePersonMutationVariables>;
export const ExportOwnUniversityDocument = new TypedDocumentString(`
    mutation ExportOwnUniversity($input: ExportUniversityInput!) {
  exportUniversity(input: $input) {
    export {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<ExportOwnUniversityMutation, ExportOwnUniversityMutationVariables>;
export const WithdrawQuoteDocument = new TypedDocumentString(`
    mutation WithdrawQuote($input: WithdrawQuoteInput!) {
  withdrawQuote(input: $input) {
    quote {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<WithdrawQuoteMutation, WithdrawQuoteMutationVariables>;
export const AcceptQuoteDocument = new TypedDocumentString(`
    mutation AcceptQuote($input: AcceptQuoteInput!) {
  acceptQuote(input: $input) {
    quote {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<AcceptQuoteMutation, AcceptQuoteMutationVariables>;
export const RunReportDocument = new TypedDocumentString(`
    mutation RunReport($input: SavedReportInput!) {
  runReport(input: $input) {
    export {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RunReportMutation, RunReportMutationVariables>;
export const PauseReportDocument = new TypedDocumentString(`
    mutation PauseReport($input: SavedReportInput!) {
  pauseReport(input: $input) {
    savedReport {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<PauseReportMutation, PauseReportMutationVariables>;
export const ResumeReportDocument = new TypedDocumentString(`
    mutation ResumeReport($input: SavedReportInput!) {
  resumeReport(input: $input) {
    savedReport {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<ResumeReportMutation, ResumeReportMutationVariables>;
export const RemoveReportDocument = new TypedDocumentString(`
    mutation RemoveReport($input: SavedReportInput!) {
  removeReport(input: $input) {
    savedReport {
      id
      name
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveReportMutation, RemoveReportMutationVariables>;
export const RestoreReportDocument = new TypedDocumentString(`
    mutation RestoreReport($input: SavedReportInput!) {
  restoreReport(input: $input) {
    savedReport {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<RestoreReportMutation, RestoreReportMutationVariables>;
export const ChangeSettingsDocument = new TypedDocumentString(`
    mutation ChangeSettings($input: ChangeSettingsInput!) {
  changeSettings(input: $input) {
    settings {
      secondMarkPercent
      secondMarkNewBelow
      recallMinutes
      sameAssessorAtMost
      calibrateNew
      calibrationPassPercent
      version
    }
  }
}
    `) as unknown as TypedDocumentString<ChangeSettingsMutation, ChangeSettingsMutationVariables>;
export const AddDomainDocument = new TypedDocumentString(`
    mutation AddDomain($input: AddDomainInput!) {
  addDomain(input: $input) {
    settings {
      redirectAddress
    }
  }
}
    `) as unknown as TypedDocumentString<AddDomainMutation, AddDomainMutationVariables>;
export const CheckDomainDocument = new TypedDocumentString(`
    mutation CheckDomain($input: DomainInput!) {
  checkDomain(input: $input) {
    settings {
      redirectAddress
    }
  }
}
    `) as unknown as TypedDocumentString<CheckDomainMutation, CheckDomainMutationVariables>;
export const VerifyDomainDocument = new TypedDocumentString(`
    mutation VerifyDomain($input: VerifyDomainInput!) {
  verifyDomain(input: $input) {
    settings {
      redirectAddress
    }
  }
}
    `) as unknown as TypedDocumentString<VerifyDomainMutation, VerifyDomainMutationVariables>;
export const RemoveDomainDocument = new TypedDocumentString(`
    mutation RemoveDomain($input: DomainInput!) {
  removeDomain(input: $input) {
    settings {
      redirectAddress
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveDomainMutation, RemoveDomainMutationVariables>;
export const SaveProviderDocument = new TypedDocumentString(`
    mutation SaveProvider($input: SaveProviderInput!) {
  saveProvider(input: $input) {
    settings {
      redirectAddress
    }
  }
}
    `) as unknown as TypedDocumentString<SaveProviderMutation, SaveProviderMutationVariables>;
export const TryProviderDocument = new TypedDocumentString(`
    mutation TryProvider($input: ProviderInput!) {
  tryProvider(input: $input) {
    settings {
      redirectAddress
    }
  }
}
    `) as unknown as TypedDocumentString<TryProviderMutation, TryProviderMutationVariables>;
export const OpenProviderDocument = new TypedDocumentString(`
    mutation OpenProvider($input: ProviderInput!) {
  openProvider(input: $input) {
    settings {
      redirectAddress
    }
  }
}
    `) as unknown as TypedDocumentString<OpenProviderMutation, OpenProviderMutationVariables>;
export const CloseProviderDocument = new TypedDocumentString(`
    mutation CloseProvider($input: ProviderInput!) {
  closeProvider(input: $input) {
    settings {
      redirectAddress
    }
  }
}
    `) as unknown as TypedDocumentString<CloseProviderMutation, CloseProviderMutationVariables>;
export const ShareSignInDocument = new TypedDocumentString(`
    mutation ShareSignIn($input: ShareSignInInput!) {
  shareSignIn(input: $input) {
    settings {
      redirectAddress
    }
  }
}
    `) as unknown as TypedDocumentString<ShareSignInMutation, ShareSignInMutationVariables>;
export const AddClaimRuleDocument = new TypedDocumentString(`
    mutation AddClaimRule($input: AddClaimRuleInput!) {
  addClaimRule(input: $input) {
    settings {
      redirectAddress
    }
  }
}
    `) as unknown as TypedDocumentString<AddClaimRuleMutation, AddClaimRuleMutationVariables>;
export const RemoveClaimRuleDocument = new TypedDocumentString(`
    mutation RemoveClaimRule($input: ClaimRuleInput!) {
  removeClaimRule(input: $input) {
    settings {
      redirectAddress
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveClaimRuleMutation, RemoveClaimRuleMutationVariables>;
export const EmployPersonDocument = new TypedDocumentString(`
    mutation EmployPerson($input: EmployPersonInput!) {
  employPerson(input: $input) {
    staff {
      person {
        id
      }
      role
    }
  }
}
    `) as unknown as TypedDocumentString<EmployPersonMutation, EmployPersonMutationVariables>;
export const InviteStaffAgainDocument = new TypedDocumentString(`
    mutation InviteStaffAgain($input: StaffInput!) {
  inviteStaffAgain(input: $input) {
    staff {
      person {
        id
      }
      role
    }
  }
}
    `) as unknown as TypedDocumentString<InviteStaffAgainMutation, InviteStaffAgainMutationVariables>;
export const RemoveStaffDocument = new TypedDocumentString(`
    mutation RemoveStaff($input: RemoveStaffInput!) {
  removeStaff(input: $input) {
    staff {
      person {
        id
      }
      role
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveStaffMutation, RemoveStaffMutationVariables>;
export const MakeTokenDocument = new TypedDocumentString(`
    mutation MakeToken($input: MakeTokenInput!) {
  makeToken(input: $input) {
    secret
    token {
      id
      name
      expiresOn
    }
  }
}
    `) as unknown as TypedDocumentString<MakeTokenMutation, MakeTokenMutationVariables>;
export const TokensDocument = new TypedDocumentString(`
    query Tokens($after: String) {
  tokens(first: 25, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      name
      prefix
      areas
      writes
      state
      expiresOn
      usedAt
      usedFrom
      revokedAt
      madeAt
      madeBy {
        id
        name
      }
      university {
        id
        name
      }
      universities {
        id
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TokensQuery, TokensQueryVariables>;
export const RevokeTokenDocument = new TypedDocumentString(`
    mutation RevokeToken($input: RevokeTokenInput!) {
  revokeToken(input: $input) {
    token {
      id
      name
      state
    }
  }
}
    `) as unknown as TypedDocumentString<RevokeTokenMutation, RevokeTokenMutationVariables>;
export const UpdateUniversityDocument = new TypedDocumentString(`
    mutation UpdateUniversity($input: UpdateUniversityInput!) {
  updateUniversity(input: $input) {
    record {
      university {
        id
      }
      version
    }
  }
}
    `) as unknown as TypedDocumentString<UpdateUniversityMutation, UpdateUniversityMutationVariables>;
export const CloseUniversityDocument = new TypedDocumentString(`
    mutation CloseUniversity($input: CloseUniversityInput!) {
  closeUniversity(input: $input) {
    record {
      university {
        id
      }
      state
    }
  }
}
    `) as unknown as TypedDocumentString<CloseUniversityMutation, CloseUniversityMutationVariables>;
export const ReopenUniversityDocument = new TypedDocumentString(`
    mutation ReopenUniversity($input: ReopenUniversityInput!) {
  reopenUniversity(input: $input) {
    record {
      university {
        id
      }
      state
    }
  }
}
    `) as unknown as TypedDocumentString<ReopenUniversityMutation, ReopenUniversityMutationVariables>;
export const MergeUniversitiesDocument = new TypedDocumentString(`
    mutation MergeUniversities($input: MergeUniversitiesInput!) {
  mergeUniversities(input: $input) {
    from {
      university {
        id
      }
      state
    }
    into {
      university {
        id
      }
      version
    }
  }
}
    `) as unknown as TypedDocumentString<MergeUniversitiesMutation, MergeUniversitiesMutationVariables>;
export const NoteUniversityDocument = new TypedDocumentString(`
    mutation NoteUniversity($input: NoteUniversityInput!) {
  noteUniversity(input: $input) {
    record {
      notes {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<NoteUniversityMutation, NoteUniversityMutationVariables>;
export const RemoveUniversityNoteDocument = new TypedDocumentString(`
    mutation RemoveUniversityNote($input: RemoveUniversityNoteInput!) {
  removeUniversityNote(input: $input) {
    record {
      notes {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RemoveUniversityNoteMutation, RemoveUniversityNoteMutationVariables>;
export const ExportUniversityDocument = new TypedDocumentString(`
    mutation ExportUniversity($input: ExportUniversityInput!) {
  exportUniversity(input: $input) {
    export {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<ExportUniversityMutation, ExportUniversityMutationVariables>;
export const AddUniversityDocument = new TypedDocumentString(`
    mutation AddUniversity($input: AddUniversityInput!) {
  addUniversity(input: $input) {
    record {
      university {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AddUniversityMutation, AddUniversityMutationVariables>;
export const SetCapacityDocument = new TypedDocumentString(`
    mutation SetCapacity($input: SetCapacityInput!) {
  setCapacity(input: $input) {
    assessor {
      person {
        id
      }
      capacity
      version
    }
  }
}
    `) as unknown as TypedDocumentString<SetCapacityMutation, SetCapacityMutationVariables>;
export const AssignmentPlanDocument = new TypedDocumentString(`
    query AssignmentPlan {
  assignmentPlan {
    digest
    changes {
      case {
        id
        reference
        secondMarking
        university
        points
      }
      from {
        id
        name
      }
      to {
        id
        name
      }
    }
    unplaced {
      case {
        id
        reference
        secondMarking
        university
        points
      }
      reasons {
        rule
        message
      }
      remedy
    }
    loads {
      assessor {
        id
        name
      }
      before
      after
      capacity
    }
  }
}
    `) as unknown as TypedDocumentString<AssignmentPlanQuery, AssignmentPlanQueryVariables>;
export const ApplyAssignmentPlanDocument = new TypedDocumentString(`
    mutation ApplyAssignmentPlan($input: ApplyAssignmentPlanInput!) {
  applyAssignmentPlan(input: $input) {
    run {
      id
      moves
    }
  }
}
    `) as unknown as TypedDocumentString<ApplyAssignmentPlanMutation, ApplyAssignmentPlanMutationVariables>;
export const OpenEvidenceDocument = new TypedDocumentString(`
    mutation OpenEvidence($input: EvidenceInput!) {
  openEvidence(input: $input) {
    url
    inline
  }
}
    `) as unknown as TypedDocumentString<OpenEvidenceMutation, OpenEvidenceMutationVariables>;
export const UndoAssignmentDocument = new TypedDocumentString(`
    mutation UndoAssignment($input: UndoAssignmentPlanInput!) {
  undoAssignmentPlan(input: $input) {
    run {
      id
    }
    putBack {
      id
    }
    kept {
      reference
      reasons {
        rule
        message
      }
    }
  }
}
    `) as unknown as TypedDocumentString<UndoAssignmentMutation, UndoAssignmentMutationVariables>;
export const FindDocument = new TypedDocumentString(`
    query Find($search: String!) {
  applications(filter: {search: $search}, first: 8) {
    nodes {
      id
      reference
      university {
        name
      }
      programmes {
        name
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindQuery, FindQueryVariables>;
export const SaveReportDocument = new TypedDocumentString(`
    mutation SaveReport($input: SaveReportInput!) {
  saveReport(input: $input) {
    savedReport {
      id
      name
      nextOn
    }
  }
}
    `) as unknown as TypedDocumentString<SaveReportMutation, SaveReportMutationVariables>;
export const MakeExportDocument = new TypedDocumentString(`
    mutation MakeExport($input: MakeExportInput!) {
  makeExport(input: $input) {
    export {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<MakeExportMutation, MakeExportMutationVariables>;
export const OpenExportDocument = new TypedDocumentString(`
    mutation OpenExport($input: OpenExportInput!) {
  openExport(input: $input) {
    url
  }
}
    `) as unknown as TypedDocumentString<OpenExportMutation, OpenExportMutationVariables>;
export const ViewsDocument = new TypedDocumentString(`
    query Views {
  viewer {
    views {
      id
      list
      name
      address
      shared
      own
    }
  }
}
    `) as unknown as TypedDocumentString<ViewsQuery, ViewsQueryVariables>;
export const SaveViewDocument = new TypedDocumentString(`
    mutation SaveView($input: SaveViewInput!) {
  saveView(input: $input) {
    view {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<SaveViewMutation, SaveViewMutationVariables>;
export const RemoveViewDocument = new TypedDocumentString(`
    mutation RemoveView($input: RemoveViewInput!) {
  removeView(input: $input) {
    removed
  }
}
    `) as unknown as TypedDocumentString<RemoveViewMutation, RemoveViewMutationVariables>;