import type { ApplicationLanguage } from "../gql/graphql";

/** What languages are called. */
export const LANGUAGE: Record<ApplicationLanguage, string> = { ENGLISH: "English", WELSH: "Welsh" };
