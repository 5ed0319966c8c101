import { graphql } from "../gql";
import type { ProviderStep, SignInSettingsQuery } from "../gql/graphql";
import { ask } from "./graphql";

const SignInSettings = graphql(`query SignInSettings($university: ID) {
  signInSettings(universityId: $university) {
    redirectAddress address
    domains { id name verifiedAt byOperator entry says checkedAt found }
    rules { id providerId claim value role }
    providers { id name issuer clientId state hasChanges own used version triedAt mayOpen signOutAddress signInAddress eventsAddress checks { step passed said } }
  }
}`);
/** How the people of the viewer's university sign in, or of one that an operator names. */
export const signInQuery = (university?: string) => ask("live", SignInSettings, { university: university ?? null });
export type SignInSettings = SignInSettingsQuery["signInSettings"];
export type EmailDomain = SignInSettings["domains"][number];
export type ClaimRule = SignInSettings["rules"][number];
export type Provider = SignInSettings["providers"][number];

/** The steps of trying a provider, in order. */
export const STEPS = [
  ["DISCOVERY", "Its description can be read"],
  ["ISSUER", "It is the issuer that was entered"],
  ["ENDPOINTS", "Its addresses can be used"],
  ["FLOW", "It offers the authorization code flow"],
  ["SIGNING", "It signs in a way that is believed"],
  ["KEYS", "Its keys can be read"],
  ["CLIENT", "It knows Pillars by this client and secret"],
] as const satisfies readonly (readonly [ProviderStep, string])[];

/** Whether its steps are under way: it was entered or tried, and nothing is known of it yet. */
export const isTried = (p: Provider) => p.own && !p.triedAt && (p.state === "DRAFT" || p.hasChanges);
