import { createFileRoute } from "@tanstack/react-router";
import { useState } from "react";
import { InviteForm } from "../../forms/InviteForm";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { useLoad } from "../../lib/queries";
import { judges, STAFF_ROLES, type StaffMember, staffQuery } from "../../lib/staff";
import { ROLE, useViewer } from "../../lib/viewer";
import { Dialog } from "../../ui/Dialog";
import { count, moment } from "../../ui/format";
import { Button, Notice, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Refusal } from "../../ui/Refusal";

const Employ = graphql(
  `mutation EmployPerson($input: EmployPersonInput!) { employPerson(input: $input) { staff { person { id } role } } }`,
);
const Again = graphql(
  `mutation InviteStaffAgain($input: StaffInput!) { inviteStaffAgain(input: $input) { staff { person { id } role } } }`,
);
const Remove = graphql(`mutation RemoveStaff($input: RemoveStaffInput!) { removeStaff(input: $input) { staff { person { id } role } } }`);

export const Route = createFileRoute("/staff/")({ component: Staff });

/** Who works for the scheme: operators say who judges for it, administrators who runs it (T5, U8). */
function Staff() {
  const administers = useViewer().role === "ADMINISTRATOR";
  const staff = useLoad(staffQuery)?.staff;
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<StaffMember>();
  const [gone, setGone] = useState<StaffMember>();
  const [said, setSaid] = useState("");
  const employ = useAct(Employ);
  const back = useAct(Employ, { onDone: () => setGone(undefined) });
  const again = useAct(Again);
  const remove = useAct(Remove);
  if (!staff)
    return (
      <Page width="read" title="Staff">
        <Skeleton lines={6} />
      </Page>
    );
  const fresh = () => {
    setGone(undefined);
    setSaid("");
    for (const act of [again, remove, back]) act.reset();
  };
  const mine = (s: StaffMember) => administers || judges(s.role);
  return (
    <Page
      width="read"
      title="Staff"
      lead={
        administers
          ? "Who runs the scheme, and who judges for it. They sign in at the scheme's own provider."
          : "Who runs the scheme, and who judges for it. You say who judges; administrators say who runs it."
      }
      actions={
        <Button tone="primary" onClick={() => setInviting(true)}>
          Invite somebody
        </Button>
      }
    >
      <Refusal error={again.error ?? remove.error ?? back.error} title="Nothing was changed" />
      <div role="status">{said && <Notice tone="ok" title={said} />}</div>
      {gone && (
        <Notice tone="ok" title={`${gone.person.name} is no ${ROLE[gone.role].toLowerCase()} any more`}>
          {gone.person.email && (
            <Button
              size="sm"
              busy={back.isPending}
              onClick={() => back.mutate({ name: gone.person.name, email: gone.person.email ?? "", role: gone.role })}
            >
              Undo
            </Button>
          )}
        </Notice>
      )}
      <Section title={count(new Set(staff.map((s) => s.person.id)).size, "person", "people")}>
        <ul className="border-t border-line" aria-label="Staff">
          {staff.map((s) => (
            <li
              key={`${s.person.id} ${s.role}`}
              className="grid items-center gap-x-4 gap-y-2 border-b border-line py-3 sm:grid-cols-[minmax(0,1fr)_auto]"
            >
              <span className="min-w-0">
                <span className="font-medium">{s.person.name}</span>
                <span className="block break-all text-ink-2">{s.person.email ?? "no address"}</span>
                <span className={`block text-sm ${s.signedInAt ? "text-ink-2" : "text-warn"}`}>{standing(s)}</span>
              </span>
              <span className="no-print flex flex-wrap items-center gap-2">
                <span className="mr-2 text-ink-2">{ROLE[s.role]}</span>
                {mine(s) && !s.signedInAt && (
                  <Button
                    size="sm"
                    busy={again.isPending && again.variables.personId === s.person.id}
                    onClick={() => {
                      fresh();
                      again.mutate({ personId: s.person.id }, { onSuccess: () => setSaid(`${s.person.name} gets the invitation again`) });
                    }}
                  >
                    Send again<span className="sr-only"> to {s.person.name}</span>
                  </Button>
                )}
                {mine(s) && (
                  <Button size="sm" tone="bare" onClick={() => setLeaving(s)}>
                    Remove<span className="sr-only"> {s.person.name}</span>
                  </Button>
                )}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      {inviting && (
        <InviteForm
          roles={administers ? STAFF_ROLES : STAFF_ROLES.filter(([role]) => judges(role))}
          first="ASSESSOR"
          lead="They get a letter with an address that works once, within two weeks: signing in by it at the scheme's own provider lets them in."
          error={employ.error}
          busy={employ.isPending}
          onSend={(who) =>
            employ.mutate(who, {
              onSuccess: () => {
                fresh();
                setInviting(false);
                setSaid(`${who.name} is invited`);
              },
            })
          }
          onClose={() => {
            employ.reset();
            setInviting(false);
          }}
        />
      )}
      {leaving && (
        <Dialog open title={`Remove ${leaving.person.name}`} onClose={() => setLeaving(undefined)}>
          <p className="max-w-[60ch]">
            They are no {ROLE[leaving.role].toLowerCase()} from now on, and are signed out with their next step. What they did stays.
          </p>
          <div className="flex gap-2">
            <Button
              tone="bad"
              onClick={() => {
                fresh();
                const who = leaving;
                setLeaving(undefined);
                remove.mutate({ personId: who.person.id, role: who.role }, { onSuccess: () => setGone(who) });
              }}
            >
              Remove them
            </Button>
            <Button onClick={() => setLeaving(undefined)}>Cancel</Button>
          </div>
        </Dialog>
      )}
    </Page>
  );
}

function standing(s: StaffMember): string {
  const cases = s.openCases > 0 ? `; ${count(s.openCases, "case")} in hand` : "";
  if (s.signedInAt) return `Last signed in ${moment(s.signedInAt)}${cases}`;
  return s.invitedUntil ? `Invited; the invitation works until ${moment(s.invitedUntil)}` : "Has not signed in yet, and has no invitation";
}
