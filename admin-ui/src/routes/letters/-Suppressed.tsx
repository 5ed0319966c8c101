import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { graphql } from "../../gql";
import type { SuppressedAddressesQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { ask } from "../../lib/graphql";
import { type Column, DataTable } from "../../ui/DataTable";
import { moment } from "../../ui/format";
import { Button } from "../../ui/kit";
import { Pages } from "../../ui/Pages";
import { Refusal } from "../../ui/Refusal";

const SuppressedAddresses = graphql(`query SuppressedAddresses($after: String) {
  suppressedAddresses(first: 25, after: $after) { pageInfo { hasNextPage endCursor } nodes { id address why since } }
}`);
const LiftSuppression = graphql(
  `mutation LiftSuppression($input: LiftSuppressionInput!) { liftSuppression(input: $input) { lifted { id address } } }`,
);
type Row = SuppressedAddressesQuery["suppressedAddresses"]["nodes"][number];

/** The addresses that get no more letters, and lifting one; nothing where there is none. */
export function Suppressed() {
  const [after, setAfter] = useState<string>();
  const [lifted, setLifted] = useState("");
  const { data, error } = useQuery({ ...ask("live", SuppressedAddresses, { after: after ?? null }), placeholderData: keepPreviousData });
  const lift = useAct(LiftSuppression, { onDone: (r) => setLifted(r.liftSuppression.lifted.address) });
  if (error && !data) throw error;
  const page = data?.suppressedAddresses;
  if (!page || (page.nodes.length === 0 && !after && !lifted)) return null;
  const columns: readonly Column<Row, never>[] = [
    { id: "address", head: "Address", rowHeader: true, cell: (a) => a.address },
    { id: "why", head: "The mail server said", width: "w-96", cell: (a) => a.why },
    { id: "since", head: "Since", width: "w-48", cell: (a) => moment(a.since) },
    {
      id: "lift",
      head: "What can be done",
      width: "w-40",
      cell: (a) => (
        <Button
          size="sm"
          aria-label={`Let letters go to ${a.address} again`}
          busy={lift.isPending && lift.variables.suppressedAddressId === a.id}
          onClick={() => lift.mutate({ suppressedAddressId: a.id })}
        >
          Lift
        </Button>
      ),
    },
  ];
  return (
    <section aria-labelledby="suppressed" className="flex flex-col gap-3">
      <h2 id="suppressed" className="text-lg font-semibold">
        Suppressed addresses
      </h2>
      <p className="max-w-[65ch] text-ink-2">
        A mail server refused these for good, so no letters go there. Lift one when it is in order again: the next letter that bounces
        suppresses it again.
      </p>
      <Refusal error={lift.error} title="Not lifted" />
      <p role="status">{lifted && `Letters go to ${lifted} again.`}</p>
      {page.nodes.length > 0 && (
        <div className="-mx-3">
          <DataTable label="Suppressed addresses" columns={columns} rows={page.nodes} rowKey={(a) => a.id} empty={null} />
        </div>
      )}
      <Pages page={page} after={after} onPage={setAfter} next="Next addresses" first="Back to the first addresses" />
    </section>
  );
}
