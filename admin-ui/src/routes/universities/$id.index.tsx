import { createFileRoute, Link } from "@tanstack/react-router";
import { useState } from "react";
import { UniversityForm } from "../../forms/UniversityForm";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { queryClient } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { NATION, type UniversityRecord, universityQuery } from "../../lib/universities";
import * as paths from "../../paths";
import { count, day, moment, money } from "../../ui/format";
import { Button, ButtonLink, Facts, Notice, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { ActFor } from "./-ActFor";
import { Closing } from "./-Closing";
import { Events } from "./-Events";
import { Merging } from "./-Merging";
import { Notes } from "./-Notes";
import { People } from "./-People";
import { Taking } from "./-Taking";

const UpdateUniversity = graphql(
  `mutation UpdateUniversity($input: UpdateUniversityInput!) { updateUniversity(input: $input) { record { university { id } version } } }`,
);

export const Route = createFileRoute("/universities/$id/")({
  loader: ({ params: { id } }) => void queryClient.prefetchQuery(universityQuery(id)),
  component: University,
});

/** Everything that the scheme has of a university: its record, people, money, awards, notes, and all that happened. */
function University() {
  const { id } = Route.useParams();
  const [changing, setChanging] = useState(false);
  const update = useAct(UpdateUniversity, { onDone: () => setChanging(false) });
  const record = useLoad(universityQuery(id))?.universityRecord;
  if (!record)
    return (
      <div className="p-8">
        <Skeleton lines={8} />
      </div>
    );
  const { university, nation, externalReference, purchaseOrderNeeded } = record;
  return (
    <Page
      width="read"
      title={university.name}
      above={<Link {...paths.universities()}>Universities</Link>}
      actions={
        !changing && (
          <>
            {record.state !== "CLOSED" && <ActFor record={record} />}
            {record.state !== "CLOSED" && <ButtonLink {...paths.startFor(id)}>Start drafts for it</ButtonLink>}
            <Button onClick={() => setChanging(true)}>Change its record</Button>
          </>
        )
      }
    >
      {record.state === "CLOSED" && record.closedOn && (
        <Notice tone="info" title={`Closed on ${day(record.closedOn)}`}>
          <p className="max-w-[65ch] whitespace-pre-line">{record.closedReason}</p>
          <p>Nobody acts for it; its awards stand until they expire.</p>
          {record.continuedBy && (
            <p>
              Continued by <Link {...paths.university(record.continuedBy.id)}>{record.continuedBy.name}</Link>.
            </p>
          )}
        </Notice>
      )}
      {changing ? (
        <UniversityForm
          added
          button="Save changes"
          initial={{
            name: university.name,
            code: record.code,
            slug: university.slug,
            externalReference: externalReference ?? "",
            nation: nation ?? "",
            purchaseOrderNeeded,
          }}
          saving={update.isPending}
          error={update.error}
          save={(draft) =>
            update.mutate({
              universityId: id,
              version: record.version,
              name: draft.name,
              externalReference: draft.externalReference,
              nation: draft.nation || null,
              purchaseOrderNeeded: draft.purchaseOrderNeeded,
            })
          }
        >
          <Button size="lg" onClick={() => setChanging(false)}>
            Keep it as it is
          </Button>
        </UniversityForm>
      ) : (
        <Standing record={record} />
      )}
      <People record={record} />
      <Notes record={record} />
      <Events id={id} />
      <Taking record={record} />
      <Merging record={record} />
      <Closing record={record} />
    </Page>
  );
}

/** Where it stands, each with the way to the whole of it. */
function Standing({ record }: { record: UniversityRecord }) {
  const { university, outstanding } = record;
  const of = { university: university.id };
  return (
    <Facts
      rows={[
        ["Code", `${record.code}, as in ${record.code}-0001`],
        ["Where", record.nation ? NATION[record.nation] : "Not known"],
        record.externalReference ? ["What others call it", record.externalReference] : null,
        ["Programmes", count(record.programmes, "programme")],
        [
          "Applications",
          <Link key="a" {...paths.applications(of)}>
            {record.openApplications ? `${record.openApplications} under way` : "None under way"}
          </Link>,
        ],
        ["Awards", `${record.awardsInForce || "None"} in force`],
        [
          "Invoices",
          <Link key="i" {...paths.invoices(of)}>
            {outstanding.minor ? `${money(outstanding)} outstanding` : "Nothing outstanding"}
          </Link>,
        ],
        [
          "Statement",
          <Link key="s" {...paths.statement(university.id)}>
            All it was invoiced, credited and paid
          </Link>,
        ],
        [
          "Quotes",
          <Link key="q" {...paths.quotes(of)}>
            {record.openQuotes ? `${record.openQuotes} open` : "None open"}
          </Link>,
        ],
        ["Purchase orders", record.purchaseOrderNeeded ? "Its invoices need a number" : "Taken where one is given"],
        [
          "Sign-in",
          <Link key="p" {...paths.signInOf(university.id)}>
            How its people sign in
          </Link>,
        ],
        ["Last signed in", record.signedInAt ? moment(record.signedInAt) : "Nobody yet"],
      ]}
    />
  );
}
