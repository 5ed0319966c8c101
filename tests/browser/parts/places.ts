import { base_url, expect, type Person } from "./watch.ts";

/** Asks the API as this person's browser would. */
export async function asks<T>(person: Person, query: string, variables: object = {}): Promise<T> {
  const answer = await person.page.request.post("/graphql", {
    headers: { "x-pillars": "console", origin: base_url() },
    data: { query, variables },
  });
  const { data, errors } = await answer.json();
  expect(errors).toBeUndefined();
  return data as T;
}

type Row = { id: string; reference: string; state: string; university: { id: string }; programmes: { id: string; name: string }[]; requests: { id: string; state: string }[] };

/** The applications that this person sees. */
export const applications = async (person: Person) =>
  (
    await asks<{ applications: { nodes: Row[] } }>(
      person,
      "{ applications(first: 50) { nodes { id reference state university { id } programmes { id name } requests { id state } } } }",
    )
  ).applications.nodes;

const first = (rows: Row[], state: string, also: (row: Row) => boolean = () => true): Row => {
  const found = rows.find((row) => row.state === state && also(row));
  if (!found) throw new Error(`the demo has no application in ${state} here`);
  return found;
};

/** A page by its name and address. */
export type Place = readonly [name: string, address: string];

/** The invoices that this person sees, one of them, and a statement. */
async function placesOfMoney(person: Person): Promise<Place[]> {
  const { invoices } = await asks<{ invoices: { nodes: { number: string; university: { id: string } }[] } }>(
    person,
    "{ invoices(first: 1) { nodes { number university { id } } } }",
  );
  const [one] = invoices.nodes;
  return [
    ["quotes", "/quotes"],
    ["prices", "/prices?initial=2"],
    ["invoices", "/invoices"],
    ["invoice", `/invoices/${one?.number}`],
    ["statement", `/invoices/statement?university=${one?.university.id}`],
  ];
}

/** Every main page of a mentoring manager. */
export async function placesOfManager(person: Person): Promise<Place[]> {
  const rows = await applications(person);
  const draft = first(rows, "DRAFT");
  const asked = first(rows, "AWAITING_EVIDENCE");
  const request = asked.requests.find((r) => r.state === "OPEN");
  const { people } = await asks<{ people: { role: string; person: { id: string } }[] }>(person, "{ people { role person { id } } }");
  return [
    ["home", "/"],
    ["programmes", "/programmes"],
    ["programme", `/programmes/${draft.programmes[0]?.id}`],
    ["programme-new", "/programmes/new"],
    ["frameworks", "/frameworks"],
    ["framework-new", "/frameworks/new"],
    ["combined", "/applications/combined"],
    ["combined-some", "/applications/combined?scope=COMBINED"],
    ["programme-edit", `/programmes/${draft.programmes[0]?.id}/edit`],
    ["applications", "/applications"],
    ["task-list", `/applications/${draft.id}`],
    ["pillar", `/applications/${draft.id}/pillars/2`],
    ["check", `/applications/${draft.id}/check`],
    ["asked", `/applications/${asked.id}`],
    ["request", `/applications/${asked.id}/requests/${request?.id}`],
    ["decided", `/applications/${first(rows, "DECIDED").id}`],
    ["awards", "/awards"],
    ["people", "/people"],
    ["contributor", `/people/${people.find((one) => one.role === "CONTRIBUTOR")?.person.id}`],
    ["audit", "/audit"],
    ["sign-in-settings", "/sign-in-settings"],
    ["tokens", "/tokens"],
    ["protection-of-own", "/protection"],
    ["your-data", "/account/data"],
    ["your-e-mail", "/account/mail"],
    ["sessions", "/account/sessions"],
    ...(await placesOfMoney(person)),
  ];
}

/** Every main page of an assessor. */
export async function placesOfAssessor(person: Person): Promise<Place[]> {
  const rows = await applications(person);
  return [
    ["caseload", "/caseload"],
    ["caseload-decided", "/caseload?show=decided"],
    ["judge", `/judge/${first(rows, "IN_ASSESSMENT").id}?pillar=4`],
    ["judged", `/judge/${first(rows, "DECIDED").id}`],
    ["calibration", "/calibration"],
    ["availability", "/availability"],
    ["your-e-mail", "/account/mail"],
    ["sessions", "/account/sessions"],
  ];
}

/** Every main page of an operator. */
export async function placesOfOperator(person: Person): Promise<Place[]> {
  const rows = await applications(person);
  const { peopleFound } = await asks<{ peopleFound: { person: { id: string } }[] }>(person, '{ peopleFound(words: "an") { person { id } } }');
  const { joinRequests } = await asks<{ joinRequests: { nodes: { id: string }[] } }>(person, "{ joinRequests(first: 1) { nodes { id } } }");
  return [
    ["overview", "/"],
    ["operator-applications", "/applications"],
    ["case-submitted", `/applications/${first(rows, "SUBMITTED").id}`],
    ["case-assessed", `/applications/${first(rows, "IN_ASSESSMENT").id}`],
    ["case-decided", `/applications/${first(rows, "DECIDED").id}`],
    ["operator-awards", "/awards"],
    ["universities", "/universities"],
    ["university-new", "/universities/new"],
    ["university", `/universities/${first(rows, "SUBMITTED").university.id}`],
    ["university-sign-in", `/universities/${first(rows, "SUBMITTED").university.id}/sign-in`],
    ["university-merge", `/universities/${first(rows, "SUBMITTED").university.id}/merge`],
    ["reports", "/reports"],
    ["letters", "/letters"],
    ["wordings", "/letters/templates"],
    ["wording", "/letters/templates/money"],
    ["imports", "/imports"],
    ["import-new", "/imports/new"],
    ["staff", "/staff"],
    ["joining", "/joining"],
    ["joining-one", `/joining/${joinRequests.nodes[0]?.id}`],
    ...(await placesOfMoney(person)),
    ["editions", "/editions"],
    ["consistency", "/consistency"],
    ["calibration-set", "/calibration"],
    ["gold-case", "/calibration/new"],
    ["settings", "/settings"],
    ["audit-of-all", "/audit"],
    ["tokens-of-all", "/tokens"],
    ["protection", "/protection?q=an"],
    ["person-held", `/protection/${peopleFound[0]?.person.id}`],
    ["your-e-mail", "/account/mail"],
    ["sessions", "/account/sessions"],
  ];
}

/** Every public page. */
export async function publicPlaces(person: Person): Promise<Place[]> {
  const { register } = await asks<{ register: { nodes: { number: string }[] } }>(person, "{ register(first: 1) { nodes { number } } }");
  return [
    ["register", "/register?status=all"],
    ["award", `/awards/${register.nodes[0]?.number}`],
    ["no-award", "/awards/UMS-1999-000001"],
    ["standard", "/standard"],
    ["sign-in", "/sign-in"],
    ["join", "/join"],
    ["join-asked", "/join/asked"],
    ["stops-nothing", "/unsubscribe/nothing"],
  ];
}
