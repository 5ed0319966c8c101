import { type FormEvent, useState } from "react";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { Radios, TextField } from "../../forms/fields";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { sentences } from "../../lib/errors";
import type { ClaimRule, Provider } from "../../lib/sign-in";
import { Dialog } from "../../ui/Dialog";
import { Button } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";

const AddClaimRule = graphql(
  `mutation AddClaimRule($input: AddClaimRuleInput!) { addClaimRule(input: $input) { settings { redirectAddress } } }`,
);
const RemoveClaimRule = graphql(
  `mutation RemoveClaimRule($input: ClaimRuleInput!) { removeClaimRule(input: $input) { settings { redirectAddress } } }`,
);
const ROLES = [
  ["CONTRIBUTOR", "Contributor"],
  ["MANAGER", "Mentoring manager"],
] as const;
const FIELDS: Record<string, string> = { claim: "rule-claim", value: "rule-value", role: "rule-role" };

type RulesProps = { university: string | undefined; provider: Provider; rules: readonly ClaimRule[] };

/** Who comes in by what a provider of the university's own says of them, without an invitation (U7). */
export function Rules({ university, provider, rules }: RulesProps) {
  const [making, setMaking] = useState(false);
  const remove = useAct(RemoveClaimRule);
  const called = (role: ClaimRule["role"]) => (role === "MANAGER" ? "mentoring manager" : "contributor");
  return (
    <div className="mt-6">
      <h3 className="font-medium">Who comes in without an invitation</h3>
      <p className="mt-1 max-w-[65ch]">
        Whoever a claim says this of has an account from their first sign-in on, and is what it says for as long as it says so.
      </p>
      <Refusal error={remove.error} title="The rule stays" />
      {rules.length > 0 && (
        <ul className="mt-3 border-t border-line" aria-label={`Rules of ${provider.name}`}>
          {rules.map((r) => (
            <li key={r.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line py-2">
              <span className="min-w-0 break-words">
                <code className="break-all">{r.claim}</code> says <code className="break-all">{r.value}</code>: {called(r.role)}
              </span>
              <span className="no-print ms-auto">
                <Button
                  size="sm"
                  tone="bare"
                  busy={remove.isPending}
                  onClick={() => remove.mutate({ universityId: university ?? null, ruleId: r.id })}
                >
                  Remove<span className="sr-only"> the rule {`${r.claim} says ${r.value}`}</span>
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="no-print mt-3">
        <Button size="sm" onClick={() => setMaking(true)}>
          Add a rule<span className="sr-only"> for {provider.name}</span>
        </Button>
      </div>
      {making && <RuleForm university={university} provider={provider} onClose={() => setMaking(false)} />}
    </div>
  );
}

function RuleForm({ university, provider, onClose }: { university: string | undefined; provider: Provider; onClose: () => void }) {
  const [claim, setClaim] = useState("groups");
  const [value, setValue] = useState("");
  const [role, setRole] = useState<(typeof ROLES)[number][0]>("CONTRIBUTOR");
  const [tried, setTried] = useState(0);
  const add = useAct(AddClaimRule, { onDone: onClose });
  const lines = add.error
    ? sentences(add.error).map((s) => ({ message: s.message, rule: s.rule, to: s.field ? FIELDS[s.field] : undefined }))
    : [];
  const problem = (to: string) => lines.find((line) => line.to === to)?.message;
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried((n) => n + 1);
    add.mutate({ universityId: university ?? null, providerId: provider.id, claim, value, role });
  };
  return (
    <Dialog open title="Add a rule" onClose={onClose}>
      <form noValidate onSubmit={send} className="flex flex-col gap-5">
        <ErrorSummary lines={lines} attempt={tried} />
        <TextField
          id="rule-claim"
          size="md"
          width="mid"
          label="Claim"
          hint={`What ${provider.name} calls it, such as groups.`}
          maxLength={100}
          autoComplete="off"
          spellCheck={false}
          value={claim}
          onChange={(e) => setClaim(e.target.value)}
          error={problem("rule-claim")}
        />
        <TextField
          id="rule-value"
          size="md"
          width="mid"
          label="Says"
          hint="To the letter: the whole of it, or one of a list."
          maxLength={300}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(e) => setValue(e.target.value)}
          error={problem("rule-value")}
        />
        <Radios id="rule-role" size="md" label="What are they then?" options={ROLES} value={role} onChange={setRole} />
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={add.isPending}>
            Add it
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
