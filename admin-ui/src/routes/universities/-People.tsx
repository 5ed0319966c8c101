import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { UniversityRecord } from "../../lib/universities";
import { ROLE } from "../../lib/viewer";
import * as paths from "../../paths";
import { moment } from "../../ui/format";
import { Button, Section } from "../../ui/kit";
import { Invite } from "../people/-Invite";

type Person = UniversityRecord["people"][number];

/** Whether somebody can sign in, and when they last did. */
function signIn(p: Person): string {
  if (p.signedInAt) return `last signed in ${moment(p.signedInAt)}`;
  return p.canSignIn ? "has not signed in yet" : "cannot sign in: no identity is tied to them";
}

/** Who belongs to it, as what, and how their sign-in stands. */
export function People({ record }: { record: UniversityRecord }) {
  const [inviting, setInviting] = useState(false);
  const [invited, setInvited] = useState("");
  const managers = record.people.filter((p) => p.role === "MANAGER");
  return (
    <Section
      title="People"
      actions={
        record.state !== "CLOSED" && (
          <span className="no-print">
            <Button size="sm" onClick={() => setInviting(true)}>
              Invite somebody
            </Button>
          </span>
        )
      }
    >
      <p role="status">{invited && `${invited} is invited.`}</p>
      {inviting && (
        <Invite
          university={record.university.id}
          role={managers.length === 0 ? "MANAGER" : "CONTRIBUTOR"}
          onClose={() => setInviting(false)}
          onDone={(name) => {
            setInviting(false);
            setInvited(name);
          }}
        />
      )}
      {record.continuedBy ? (
        <p className="max-w-[65ch] text-ink-2">
          They belong to <Link {...paths.university(record.continuedBy.id)}>{record.continuedBy.name}</Link> now.
        </p>
      ) : record.people.length === 0 ? (
        <p className="max-w-[65ch] text-ink-2">
          Nobody yet. Invite a mentoring manager first, who adds programmes, invites the others and applies; or{" "}
          <Link {...paths.newImport()}>import its people</Link>.
        </p>
      ) : (
        <>
          {managers.length === 0 && (
            <p className="max-w-[65ch] text-warn">It has no mentoring manager: nobody can add programmes or apply.</p>
          )}
          <ul className="border-t border-line">
            {record.people.map((p) => (
              <li key={`${p.person.id} ${p.role}`} className="flex flex-wrap gap-x-4 border-b border-line py-2">
                <span className="min-w-0 flex-1 basis-60">
                  <Link {...paths.personHeld(p.person.id)} className="font-medium">
                    {p.person.name}
                  </Link>
                  , {ROLE[p.role].toLowerCase()}
                </span>
                <span className="min-w-0 break-all text-ink-2">{p.person.email ?? "no address"}</span>
                <span className="basis-full text-sm text-ink-2">{signIn(p)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
