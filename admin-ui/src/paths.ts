import { linkOptions } from "@tanstack/react-router";

/** One function for each address of the console. */
export const home = () => linkOptions({ to: "/" });
export const programmes = () => linkOptions({ to: "/programmes" });
export const newProgramme = () => linkOptions({ to: "/programmes/new" });
export const programme = (id: string) => linkOptions({ to: "/programmes/$id", params: { id } });
export const editProgramme = (id: string) => linkOptions({ to: "/programmes/$id/edit", params: { id } });
/** Who belongs to the university. */
export const people = () => linkOptions({ to: "/people" });
/** What one contributor works on. */
export const contributor = (id: string) => linkOptions({ to: "/people/$id", params: { id } });
export const frameworks = () => linkOptions({ to: "/frameworks" });
export const newFramework = () => linkOptions({ to: "/frameworks/new" });
export const framework = (id: string) => linkOptions({ to: "/frameworks/$id", params: { id } });
export const applications = (search: Record<string, unknown> = {}) => linkOptions({ to: "/applications", search });
export const application = (id: string) => linkOptions({ to: "/applications/$id", params: { id } });
export const bulkActs = () => linkOptions({ to: "/applications/acts" });
export const bulkAct = (id: string) => linkOptions({ to: "/applications/acts/$id", params: { id } });
export const together = () => linkOptions({ to: "/applications/together" });
export const combined = (university?: string) => linkOptions({ to: "/applications/combined", search: university ? { university } : {} });
export const pillar = (id: string, number: number, hash?: string) =>
  linkOptions({ to: "/applications/$id/pillars/$number", params: { id, number: String(number) }, ...(hash ? { hash } : {}) });
export const check = (id: string) => linkOptions({ to: "/applications/$id/check", params: { id } });
export const request = (id: string, requestId: string) =>
  linkOptions({ to: "/applications/$id/requests/$requestId", params: { id, requestId } });
export const workload = () => linkOptions({ to: "/workload" });
export const clocks = () => linkOptions({ to: "/clocks" });
export const availability = () => linkOptions({ to: "/availability" });
export const caseload = () => linkOptions({ to: "/caseload" });
export const judge = (id: string, pillarNumber?: number) =>
  linkOptions({ to: "/judge/$id", params: { id }, search: pillarNumber ? { pillar: pillarNumber } : {} });
export const moderation = (id: string) => linkOptions({ to: "/moderation/$id", params: { id } });
export const consistency = (months: "6" | "12" | "24" | "60" = "12") =>
  linkOptions({ to: "/consistency", search: months === "12" ? {} : { months } });
export const calibration = () => linkOptions({ to: "/calibration" });
export const newGoldCase = (application?: string) => linkOptions({ to: "/calibration/new", search: application ? { application } : {} });
export const settings = () => linkOptions({ to: "/settings" });
export const awards = () => linkOptions({ to: "/awards" });
export const invoices = (search: Record<string, unknown> = {}) => linkOptions({ to: "/invoices", search });
export const invoice = (number: string) => linkOptions({ to: "/invoices/$number", params: { number } });
export const quotes = (search: Record<string, unknown> = {}) => linkOptions({ to: "/quotes", search });
export const quote = (id: string) => linkOptions({ to: "/quotes/$id", params: { id } });
export const prices = () => linkOptions({ to: "/prices" });
export const statement = (university: string) => linkOptions({ to: "/invoices/statement", search: { university } });
export const imports = () => linkOptions({ to: "/imports" });
export const newImport = () => linkOptions({ to: "/imports/new" });
export const importOf = (id: string) => linkOptions({ to: "/imports/$id", params: { id } });
export const reports = (of?: string) => linkOptions({ to: "/reports", search: of ? { of } : {} });
/** Which letters one wants oneself. */
export const accountMail = () => linkOptions({ to: "/account/mail" });
/** Where one is signed in. */
export const accountSessions = () => linkOptions({ to: "/account/sessions" });
/** What is held of oneself. */
export const accountData = () => linkOptions({ to: "/account/data" });
/** What is held of people, taken away and erased. */
export const protection = () => linkOptions({ to: "/protection" });
/** What is held of one person. */
export const personHeld = (id: string) => linkOptions({ to: "/protection/$id", params: { id } });
export const letters = () => linkOptions({ to: "/letters" });
/** How letters are worded. */
export const wordings = () => linkOptions({ to: "/letters/templates" });
export const wording = (kind: string) => linkOptions({ to: "/letters/templates/$kind", params: { kind } });
export const universities = () => linkOptions({ to: "/universities" });
export const newUniversity = () => linkOptions({ to: "/universities/new" });
/** Universities that ask to join, which may be narrowed to a state. */
export const joining = (search: { state?: "ASKED" } = {}) => linkOptions({ to: "/joining", search });
export const joinRequest = (id: string) => linkOptions({ to: "/joining/$id", params: { id } });
export const university = (id: string) => linkOptions({ to: "/universities/$id", params: { id } });
/** Starting drafts for it. */
export const startFor = (id: string) => linkOptions({ to: "/universities/$id/start", params: { id } });
/** Merging it into another, which may be chosen already. */
export const mergeUniversity = (id: string, into?: string) =>
  linkOptions({ to: "/universities/$id/merge", params: { id }, search: into ? { into } : {} });
/** The audit trail, which may be narrowed. */
export const audit = (search: Record<string, unknown> = {}) => linkOptions({ to: "/audit", search });
/** How the viewer's university signs in. */
export const signInSettings = () => linkOptions({ to: "/sign-in-settings" });
/** How a university signs in, for whoever runs the scheme. */
export const signInOf = (id: string) => linkOptions({ to: "/universities/$id/sign-in", params: { id } });
/** Who works for the scheme. */
export const staff = () => linkOptions({ to: "/staff" });
/** Machines' tokens. */
export const tokens = () => linkOptions({ to: "/tokens" });
export const editions = () => linkOptions({ to: "/editions" });

/** Documents and pages the server renders. */
export const pdf = (number: string) => `/invoices/${number}.pdf`;
export const quotePdf = (id: string) => `/quotes/${id}.pdf`;
export const statementPdf = (university: string, from: string, to: string) =>
  `/invoices/statement.pdf?${new URLSearchParams({ university, from, to })}`;
export const signIn = (next: string) => `/sign-in?next=${encodeURIComponent(next)}`;
/** To where the viewer signed in, to be asked there again who they are, and back. */
export const signInAgain = (next: string) => `/auth/again?next=${encodeURIComponent(next)}`;
export const SIGN_OUT = "/auth/sign-out";
/** Acting for a university that one runs the scheme for, and stopping. */
export const ACT_FOR = "/auth/act-for";
export const STOP_ACTING = "/auth/act-for/end";
export const universityPage = (id: string) => `/universities/${id}`;
/** The console from its beginning. */
export const HOME = "/";
/** The invitation by which somebody sets up how their university signs in. */
export const OWN_INVITATION = "/invitations/own";
export const REGISTER = "/register";
export const STANDARD = "/standard";
