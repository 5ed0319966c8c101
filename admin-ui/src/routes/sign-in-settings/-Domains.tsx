import { type FormEvent, useState } from "react";
import { TextField } from "../../forms/fields";
import { graphql } from "../../gql";
import type { DomainFound } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { sentences } from "../../lib/errors";
import type { EmailDomain } from "../../lib/sign-in";
import { useViewer } from "../../lib/viewer";
import { AskWhy } from "../../ui/AskWhy";
import { Copy } from "../../ui/Copy";
import { moment } from "../../ui/format";
import { Button, Section } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";

const AddDomain = graphql(`mutation AddDomain($input: AddDomainInput!) { addDomain(input: $input) { settings { redirectAddress } } }`);
const CheckDomain = graphql(`mutation CheckDomain($input: DomainInput!) { checkDomain(input: $input) { settings { redirectAddress } } }`);
const VerifyDomain = graphql(
  `mutation VerifyDomain($input: VerifyDomainInput!) { verifyDomain(input: $input) { settings { redirectAddress } } }`,
);
const RemoveDomain = graphql(
  `mutation RemoveDomain($input: DomainInput!) { removeDomain(input: $input) { settings { redirectAddress } } }`,
);

const FOUND: Record<DomainFound, string> = {
  VERIFIED: "Its DNS says so.",
  NO_ENTRY: "Its DNS has no such entry yet. Entries take minutes, at times hours, to be seen everywhere: look again then.",
  ANOTHER_ENTRY: "Its DNS has such an entry, which says something else. Copy the text below into it exactly.",
  NO_ANSWER: "Its DNS gave no answer. Check how the domain is written, and look again in a while.",
  TAKEN: "Its DNS says so, and it is verified for another university. Ask the scheme's operators.",
};

/** The e-mail domains that lead to a university's sign-in (T5, U4). */
export function Domains({ university, domains, address }: { university?: string; domains: readonly EmailDomain[]; address: string }) {
  const [name, setName] = useState("");
  const [verifying, setVerifying] = useState<EmailDomain>();
  const add = useAct(AddDomain, { onDone: () => setName("") });
  const check = useAct(CheckDomain);
  const remove = useAct(RemoveDomain);
  const verify = useAct(VerifyDomain, { onDone: () => setVerifying(undefined) });
  const operates = useViewer().desk === "operator";
  const problem = add.error ? sentences(add.error)[0]?.message : undefined;
  const send = (e: FormEvent) => {
    e.preventDefault();
    add.mutate({ universityId: university ?? null, name });
  };
  const input = (d: EmailDomain) => ({ universityId: university ?? null, domainId: d.id });
  return (
    <Section title="E-mail domains">
      <p className="max-w-[65ch]">
        Whoever enters an e-mail address at a verified domain on the sign-in page is led to the university’s own. Without one, this leads
        there:
      </p>
      <p className="mt-2 flex flex-wrap items-center gap-3">
        <code className="break-all">{address}</code>
        <Copy text={address} what="its address" />
      </p>
      <Refusal error={check.error ?? remove.error} title="Nothing was changed" />
      {domains.length > 0 && (
        <ul className="mt-4 border-t border-line" aria-label="E-mail domains">
          {domains.map((d) => (
            <li key={d.id} className="border-b border-line py-3">
              <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <span className="min-w-0 break-all font-medium">{d.name}</span>
                <span className={d.verifiedAt ? "text-ok" : "text-warn"}>
                  {d.verifiedAt ? `Verified ${d.byOperator ? "by an operator" : "by its DNS"}, ${moment(d.verifiedAt)}` : "Not verified"}
                </span>
                <span className="no-print ms-auto flex flex-wrap gap-2">
                  {!d.verifiedAt && (
                    <Button size="sm" busy={!d.checkedAt} onClick={() => check.mutate(input(d))}>
                      Look again<span className="sr-only"> at {d.name}</span>
                    </Button>
                  )}
                  {!d.verifiedAt && operates && (
                    <Button size="sm" onClick={() => setVerifying(d)}>
                      Verify<span className="sr-only"> {d.name}</span>
                    </Button>
                  )}
                  <Button size="sm" tone="bare" onClick={() => remove.mutate(input(d))}>
                    Remove<span className="sr-only"> {d.name}</span>
                  </Button>
                </span>
              </div>
              {!d.verifiedAt && (
                <div className="mt-2 text-sm">
                  <p role="status" className="max-w-[65ch]">
                    {d.found ? FOUND[d.found] : "Its DNS is being looked at…"}
                  </p>
                  <dl className="mt-2 grid gap-x-4 gap-y-1 sm:grid-cols-[6rem_minmax(0,1fr)]">
                    <dt className="text-ink-2">TXT entry</dt>
                    <dd className="break-all">
                      <code>{d.entry}</code> <Copy text={d.entry} what="the name" />
                    </dd>
                    <dt className="text-ink-2">Text</dt>
                    <dd className="break-all">
                      <code>{d.says}</code> <Copy text={d.says} what="the text" />
                    </dd>
                  </dl>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      <form noValidate onSubmit={send} className="no-print mt-4 flex flex-wrap items-end gap-3">
        <TextField
          id="domain-name"
          size="md"
          width="mid"
          label="Another e-mail domain"
          hint="What comes after the @, such as university.ac.uk"
          maxLength={253}
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={(e) => setName(e.target.value)}
          error={problem}
        />
        <Button type="submit" busy={add.isPending}>
          Add it
        </Button>
      </form>
      {verifying && university && (
        <AskWhy
          title={`Verify ${verifying.name}?`}
          missing="Say how you know that it is theirs."
          failed="It is not verified"
          yes="Verify it"
          busy={verify.isPending}
          error={verify.error}
          onClose={() => setVerifying(undefined)}
          onYes={(reason) => verify.mutate({ universityId: university, domainId: verifying.id, reason })}
        >
          Whoever enters an address there is led to this university’s sign-in from now on.
        </AskWhy>
      )}
    </Section>
  );
}
