import { useQuery } from "@tanstack/react-query";
import { createFileRoute } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Radios } from "../../forms/fields";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { MEMBER_ROLES, type Member, type MemberRole, peopleQuery } from "../../lib/people";
import { useLoad } from "../../lib/queries";
import { signInQuery } from "../../lib/sign-in";
import { ROLE, useIsManager, useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { Dialog } from "../../ui/Dialog";
import { count, moment } from "../../ui/format";
import { Button, ButtonLink, Notice, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Refusal } from "../../ui/Refusal";
import { Invite } from "./-Invite";
import { Successors } from "./-Successors";

const InviteAgain = graphql(
  `mutation InviteAgain($input: InviteAgainInput!) { inviteAgain(input: $input) { people { person { id } role } } }`,
);
const ChangeRole = graphql(
  `mutation ChangeMemberRole($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { people { person { id } role } } }`,
);
const RemoveMember = graphql(
  `mutation RemoveMember($input: RemoveMemberInput!) { removeMember(input: $input) { people { person { id } role } } }`,
);
const PutBack = graphql(`mutation PutBack($input: InvitePersonInput!) { invitePerson(input: $input) { people { person { id } role } } }`);

export const Route = createFileRoute("/people/")({ component: People });

/** The university's people: its managers invite, change and remove each other, and nobody has to ask the scheme (T5, U1). */
function People() {
  const { university } = useViewer();
  const manager = useIsManager();
  const people = useLoad(peopleQuery())?.people;
  const [inviting, setInviting] = useState(false);
  const [said, setSaid] = useState("");
  const [changing, setChanging] = useState<Member>();
  const [leaving, setLeaving] = useState<Member>();
  const [gone, setGone] = useState<Member>();
  const again = useAct(InviteAgain);
  // Where there is a provider of its own, an invitation ties whoever signed in elsewhere to it.
  const { data: signIn } = useQuery({ ...signInQuery(), enabled: manager });
  const moves = Boolean(signIn?.signInSettings.providers.some((p) => p.own && p.used));
  const change = useAct(ChangeRole);
  const remove = useAct(RemoveMember);
  const back = useAct(PutBack, { onDone: () => setGone(undefined) });
  if (!people)
    return (
      <Page width="read" title="People">
        <Skeleton lines={6} />
      </Page>
    );
  const fresh = () => {
    setGone(undefined);
    setSaid("");
    for (const act of [again, change, remove, back]) act.reset();
  };
  const managers = new Set(people.filter((p) => p.role === "MANAGER" && p.signedInAt).map((p) => p.person.id));
  return (
    <Page
      width="read"
      title="People"
      lead={`Who works on the mentoring programmes of ${university?.name ?? "your university"}. What they do belongs to the university, and stays when they leave.`}
      actions={
        manager && (
          <Button tone="primary" onClick={() => setInviting(true)}>
            Invite somebody
          </Button>
        )
      }
    >
      <Refusal error={again.error ?? change.error ?? remove.error ?? back.error} title="Nothing was changed" />
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
      {manager && managers.size === 1 && (
        <Notice tone="info" title="One mentoring manager">
          <p className="max-w-[65ch]">Invite a second: then somebody has everything when one of you leaves or is ill.</p>
        </Notice>
      )}
      <Section title={count(new Set(people.map((p) => p.person.id)).size, "person", "people")}>
        <ul className="border-t border-line" aria-label="People">
          {people.map((p) => (
            <li
              key={`${p.person.id} ${p.role}`}
              className="grid items-center gap-x-4 gap-y-2 border-b border-line py-3 sm:grid-cols-[minmax(0,1fr)_auto]"
            >
              <span className="min-w-0">
                <span className="font-medium">{p.person.name}</span>
                <span className="block break-all text-ink-2">{p.person.email ?? "no address"}</span>
                <span className={`block text-sm ${p.signedInAt ? "text-ink-2" : "text-warn"}`}>{standing(p)}</span>
                {p.role === "CONTRIBUTOR" && (
                  <span className={`block text-sm ${p.programmeIds.length ? "text-ink-2" : "text-warn"}`}>{worksOn(p)}</span>
                )}
              </span>
              {manager ? (
                <span className="no-print flex flex-wrap items-center gap-2">
                  <span className="mr-2 text-ink-2">{ROLE[p.role]}</span>
                  {p.role === "CONTRIBUTOR" && (
                    <ButtonLink size="sm" {...paths.contributor(p.person.id)}>
                      Programmes<span className="sr-only"> of {p.person.name}</span>
                    </ButtonLink>
                  )}
                  <Button size="sm" onClick={() => setChanging(p)}>
                    Change role<span className="sr-only"> of {p.person.name}</span>
                  </Button>
                  {(!p.signedInAt || moves) && (
                    <Button
                      size="sm"
                      busy={again.isPending && again.variables.personId === p.person.id}
                      onClick={() => {
                        fresh();
                        again.mutate({ personId: p.person.id }, { onSuccess: () => setSaid(`${p.person.name} gets the invitation again`) });
                      }}
                    >
                      {p.signedInAt ? "Invite" : "Send"} again
                      <span className="sr-only">
                        {p.signedInAt ? "" : " to"} {p.person.name}
                      </span>
                    </Button>
                  )}
                  <Button size="sm" tone="bare" onClick={() => setLeaving(p)}>
                    Remove<span className="sr-only"> {p.person.name}</span>
                  </Button>
                </span>
              ) : (
                <span className="text-ink-2">{ROLE[p.role]}</span>
              )}
            </li>
          ))}
        </ul>
      </Section>
      {manager && <Successors people={people} />}
      {inviting && (
        <Invite
          onClose={() => setInviting(false)}
          onDone={(name) => {
            fresh();
            setInviting(false);
            setSaid(`${name} is invited`);
          }}
        />
      )}
      {changing && (
        <RoleDialog
          member={changing}
          onClose={() => setChanging(undefined)}
          onSave={(to) => {
            fresh();
            const who = changing;
            setChanging(undefined);
            change.mutate(
              { personId: who.person.id, from: who.role, to },
              { onSuccess: () => setSaid(`${who.person.name} is ${ROLE[to].toLowerCase()} now`) },
            );
          }}
        />
      )}
      {leaving && (
        <Dialog open title={`Remove ${leaving.person.name}`} onClose={() => setLeaving(undefined)}>
          <p className="max-w-[60ch]">
            They are no {ROLE[leaving.role].toLowerCase()} here from now on, and are signed out with their next step. What they did stays
            with the university.
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

/** What somebody is from now on, chosen before it is so. */
function RoleDialog({ member, onClose, onSave }: { member: Member; onClose: () => void; onSave: (to: MemberRole) => void }) {
  const [to, setTo] = useState(member.role as MemberRole);
  const save = (e: FormEvent) => {
    e.preventDefault();
    if (to === member.role) onClose();
    else onSave(to);
  };
  return (
    <Dialog open title={`Change the role of ${member.person.name}`} onClose={onClose}>
      <form onSubmit={save} className="flex flex-col gap-5">
        <Radios
          id="member-role"
          size="md"
          label="What are they from now on?"
          hint={MEMBER_ROLES.find(([code]) => code === to)?.[2]}
          options={MEMBER_ROLES.map(([code, text]) => [code, text] as const)}
          value={to}
          onChange={setTo}
        />
        <div className="flex gap-2">
          <Button type="submit" tone="primary">
            Change role
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

function worksOn(p: Member): string {
  const many = p.programmeIds.length;
  return many ? `Works on ${count(many, "programme")}` : "Named on no programme: reads, and can change nothing yet";
}

function standing(p: Member): string {
  if (p.signedInAt) return `Last signed in ${moment(p.signedInAt)}`;
  return p.invitedUntil ? `Invited; the invitation works until ${moment(p.invitedUntil)}` : "Has not signed in yet, and has no invitation";
}
