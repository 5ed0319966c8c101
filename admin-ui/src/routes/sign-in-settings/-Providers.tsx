import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { isTried, type Provider, STEPS, signInQuery } from "../../lib/sign-in";
import { useViewer } from "../../lib/viewer";
import { Copy } from "../../ui/Copy";
import { Dialog } from "../../ui/Dialog";
import { moment } from "../../ui/format";
import { Button, Empty, Section, Skeleton } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";
import { Domains } from "./-Domains";
import { ProviderForm } from "./-ProviderForm";
import { Rules } from "./-Rules";

const TryProvider = graphql(`mutation TryProvider($input: ProviderInput!) { tryProvider(input: $input) { settings { redirectAddress } } }`);
const OpenProvider = graphql(
  `mutation OpenProvider($input: ProviderInput!) { openProvider(input: $input) { settings { redirectAddress } } }`,
);
const CloseProvider = graphql(
  `mutation CloseProvider($input: ProviderInput!) { closeProvider(input: $input) { settings { redirectAddress } } }`,
);
const ShareSignIn = graphql(
  `mutation ShareSignIn($input: ShareSignInInput!) { shareSignIn(input: $input) { settings { redirectAddress } } }`,
);

const STATE = {
  DRAFT: ["Not in use yet", "text-warn"],
  OPEN: ["In use", "text-ok"],
  CLOSED: ["Closed", "text-ink-2"],
} as const;

/** A university's identity providers: entered, tried step by step, taken in use (T5, U3). */
export function Providers({ university, name }: { university?: string; name: string }) {
  const question = signInQuery(university);
  const { data, error } = useQuery({
    ...question,
    refetchInterval: (q) => {
      const of = q.state.data?.signInSettings;
      return of?.providers.some(isTried) || of?.domains.some((d) => !d.checkedAt && !d.verifiedAt) ? 700 : false;
    },
  });
  const [entering, setEntering] = useState<Provider | "new">();
  const [closing, setClosing] = useState<Provider>();
  const trying = useAct(TryProvider);
  const opening = useAct(OpenProvider);
  const shutting = useAct(CloseProvider, { onDone: () => setClosing(undefined) });
  const [leaving, setLeaving] = useState(false);
  const sharing = useAct(ShareSignIn, { onDone: () => setLeaving(false) });
  const { settingUp } = useViewer();
  if (error && !data) throw error;
  if (!data) return <Skeleton lines={6} />;
  const { providers, redirectAddress, rules } = data.signInSettings;
  const own = providers.filter((p) => p.own);
  const shared = providers.filter((p) => !p.own);
  const uses = shared.some((p) => p.used);
  const names = shared.map((p) => p.name).join(" and ");
  const input = (p: Provider) => ({ universityId: university ?? null, providerId: p.id });
  return (
    <>
      <Section title="What your identity provider needs to know">
        <p className="max-w-[65ch]">
          Register Pillars there as a web application (OpenID Connect, authorization code flow), with this redirect address, exactly:
        </p>
        <p className="mt-2 flex flex-wrap items-center gap-3">
          <code className="break-all">{redirectAddress}</code>
          <Copy text={redirectAddress} what="the address" />
        </p>
      </Section>
      <Refusal error={trying.error ?? opening.error ?? (leaving ? null : sharing.error)} title="Nothing was changed" />
      {own.length === 0 && (
        <Empty title="No provider of its own yet">
          <p className="max-w-[60ch]">
            {shared.length > 0 ? `Until there is one, people sign in with ${names}.` : "Nobody can sign in until there is one."}
          </p>
        </Empty>
      )}
      {own.map((p) => (
        <Section
          key={p.id}
          title={p.name}
          actions={
            <span className="no-print flex flex-wrap gap-2">
              <Button size="sm" onClick={() => setEntering(p)}>
                Change<span className="sr-only"> {p.name}</span>
              </Button>
              {p.state === "OPEN" && (
                <Button size="sm" tone="bare" onClick={() => setClosing(p)}>
                  Close<span className="sr-only"> {p.name}</span>
                </Button>
              )}
            </span>
          }
        >
          <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[8rem_minmax(0,1fr)]">
            <dt className="text-ink-2">State</dt>
            <dd className={STATE[p.state][1]}>
              {STATE[p.state][0]}
              {p.hasChanges && p.state === "OPEN" && "; what was entered since is not, yet"}
            </dd>
            <dt className="text-ink-2">Issuer</dt>
            <dd className="break-all">{p.issuer}</dd>
            <dt className="text-ink-2">Client</dt>
            <dd className="break-all">{p.clientId}</dd>
            <dt className="text-ink-2">Signing out</dt>
            <dd>
              <p className="max-w-[60ch]">Who signs out there is signed out here, if it knows this back-channel logout address:</p>
              <code className="break-all">{p.signOutAddress}</code> <Copy text={p.signOutAddress} what="the address of signing out" />
            </dd>
            <dt className="text-ink-2">Leaving</dt>
            <dd>
              <p className="max-w-[60ch]">
                Whose account it disables or deletes leaves the university, if it sends security events (RISC) to this address:
              </p>
              <code className="break-all">{p.eventsAddress}</code> <Copy text={p.eventsAddress} what="the address of leaving" />
            </dd>
            <dt className="text-ink-2">Signing in</dt>
            <dd>
              <p className="max-w-[60ch]">People can begin there, if it knows this address that initiates sign-in:</p>
              <code className="break-all">{p.signInAddress}</code> <Copy text={p.signInAddress} what="the address of signing in" />
            </dd>
          </dl>
          <Steps provider={p} />
          <div className="no-print mt-4 flex flex-wrap gap-2">
            {p.mayOpen && (
              <Button tone="primary" busy={opening.isPending} onClick={() => opening.mutate(input(p))}>
                {p.state === "OPEN" ? "Take the changes in use" : "Take it in use"}
              </Button>
            )}
            <Button busy={trying.isPending || isTried(p)} onClick={() => trying.mutate(input(p))}>
              Try it {p.triedAt ? "again" : "now"}
            </Button>
          </div>
          <Rules university={university} provider={p} rules={rules.filter((r) => r.providerId === p.id)} />
        </Section>
      ))}
      <div className="no-print mt-6">
        <Button tone={own.length === 0 ? "primary" : "quiet"} onClick={() => setEntering("new")}>
          {own.length === 0 ? "Connect a provider" : "Connect another provider"}
        </Button>
      </div>
      {own.length > 0 && shared.length > 0 && !settingUp && (
        <Section title="Shared sign-in">
          <p className="max-w-[65ch]">
            {uses
              ? `People also sign in with ${names}. Close that way once everybody has signed in by your own: under People, invite whoever has not again, and the letter ties them to it.`
              : `People do not sign in with ${names}.`}
          </p>
          <div className="no-print mt-4">
            {uses ? (
              <Button onClick={() => setLeaving(true)}>Close the shared way</Button>
            ) : (
              <Button busy={sharing.isPending} onClick={() => sharing.mutate({ universityId: university ?? null, shared: true })}>
                Use the shared way again
              </Button>
            )}
          </div>
        </Section>
      )}
      <Domains {...(university ? { university } : {})} domains={data.signInSettings.domains} address={data.signInSettings.address} />
      {leaving && (
        <Dialog open title="Close the shared way" onClose={() => setLeaving(false)}>
          <Refusal error={sharing.error} title="It stays in use" />
          <p className="max-w-[60ch]">
            The people of {name} sign in by its own providers alone from now on. Whoever is signed in with {names} is signed out. It can be
            used again at any time.
          </p>
          <div className="flex gap-2">
            <Button tone="bad" busy={sharing.isPending} onClick={() => sharing.mutate({ universityId: university ?? null, shared: false })}>
              Close it
            </Button>
            <Button onClick={() => setLeaving(false)}>Cancel</Button>
          </div>
        </Dialog>
      )}
      {entering && (
        <ProviderForm
          university={university}
          of={name}
          provider={entering === "new" ? undefined : entering}
          onClose={() => setEntering(undefined)}
        />
      )}
      {closing && (
        <Dialog open title={`Close ${closing.name}`} onClose={() => setClosing(undefined)}>
          <Refusal error={shutting.error} title="It stays in use" />
          <p className="max-w-[60ch]">Nobody signs in by it from now on, and whoever did is signed out. It can be taken in use again.</p>
          <div className="flex gap-2">
            <Button tone="bad" busy={shutting.isPending} onClick={() => shutting.mutate(input(closing))}>
              Close it
            </Button>
            <Button onClick={() => setClosing(undefined)}>Cancel</Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

/** What trying a provider came to, step by step, and what is still to come. */
function Steps({ provider: p }: { provider: Provider }) {
  const waits = isTried(p);
  if (!waits && p.checks.length === 0) return null;
  const failed = p.checks.find((c) => !c.passed);
  return (
    <div className="mt-4">
      <p role="status" className="font-medium">
        {waits
          ? "It is being tried…"
          : failed
            ? "A step did not pass: nobody can sign in by what was entered."
            : `Every step passed${p.triedAt ? `, ${moment(p.triedAt)}` : ""}.`}
      </p>
      {!waits && (
        <ol className="mt-2 border-t border-line" aria-label={`Steps of trying ${p.name}`}>
          {STEPS.map(([step, title]) => {
            const check = p.checks.find((c) => c.step === step);
            return (
              <li key={step} className="grid gap-x-4 border-b border-line py-2 sm:grid-cols-[7rem_minmax(0,1fr)]">
                <span className={check ? (check.passed ? "text-ok" : "text-bad") : "text-ink-2"}>
                  {check ? (check.passed ? "Passed" : "Not passed") : "Not reached"}
                </span>
                <span className="min-w-0">
                  <span className="font-medium">{title}</span>
                  {check && <span className="block break-words text-ink-2">{check.said}</span>}
                </span>
              </li>
            );
          })}
        </ol>
      )}
    </div>
  );
}
