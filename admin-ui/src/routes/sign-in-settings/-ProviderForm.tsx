import { type FormEvent, useState } from "react";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { TextField } from "../../forms/fields";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { sentences } from "../../lib/errors";
import type { Provider } from "../../lib/sign-in";
import { Dialog } from "../../ui/Dialog";
import { Button } from "../../ui/kit";

const SaveProvider = graphql(
  `mutation SaveProvider($input: SaveProviderInput!) { saveProvider(input: $input) { settings { redirectAddress } } }`,
);
const FIELDS: Record<string, string> = {
  name: "provider-name",
  issuer: "provider-issuer",
  clientId: "provider-client",
  clientSecret: "provider-secret",
};

type FormProps = { university: string | undefined; of: string; provider: Provider | undefined; onClose: () => void };

/** Enters an identity provider, or what changed about one. */
export function ProviderForm({ university, of, provider, onClose }: FormProps) {
  const [name, setName] = useState(provider?.name ?? of);
  const [issuer, setIssuer] = useState(provider?.issuer ?? "");
  const [client, setClient] = useState(provider?.clientId ?? "");
  const [secret, setSecret] = useState("");
  const [tried, setTried] = useState(0);
  const save = useAct(SaveProvider, { onDone: onClose });
  const lines = save.error
    ? sentences(save.error).map((s) => ({ message: s.message, rule: s.rule, to: s.field ? FIELDS[s.field] : undefined }))
    : [];
  const problem = (to: string) => lines.find((line) => line.to === to)?.message;
  const send = (e: FormEvent) => {
    e.preventDefault();
    setTried((n) => n + 1);
    save.mutate({
      universityId: university ?? null,
      providerId: provider?.id ?? null,
      version: provider?.version ?? null,
      name,
      issuer: issuer.trim(),
      clientId: client.trim(),
      clientSecret: secret || null,
    });
  };
  const fixed = provider && provider.state !== "DRAFT";
  return (
    <Dialog open title={provider ? `Change ${provider.name}` : "Connect a provider"} onClose={onClose}>
      <form noValidate onSubmit={send} className="flex flex-col gap-5">
        <ErrorSummary lines={lines} attempt={tried} />
        {provider?.state === "OPEN" && (
          <p className="max-w-[60ch]">What is in use stays so until what you enter has passed every step and you take it in use.</p>
        )}
        <TextField
          id="provider-name"
          size="md"
          width="mid"
          label="Name on the button"
          hint="People read “Sign in with …”."
          maxLength={80}
          value={name}
          onChange={(e) => setName(e.target.value)}
          error={problem("provider-name")}
        />
        <TextField
          id="provider-issuer"
          size="md"
          type="url"
          label="Issuer"
          hint={
            fixed
              ? "People are known by it, so it stays. For another, connect another provider."
              : "The address your provider calls itself, such as https://login.university.ac.uk"
          }
          maxLength={300}
          autoComplete="off"
          spellCheck={false}
          readOnly={fixed}
          value={issuer}
          onChange={(e) => setIssuer(e.target.value)}
          error={problem("provider-issuer")}
        />
        <TextField
          id="provider-client"
          size="md"
          width="mid"
          label="Client ID"
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={client}
          onChange={(e) => setClient(e.target.value)}
          error={problem("provider-client")}
        />
        <TextField
          id="provider-secret"
          size="md"
          width="mid"
          type="password"
          label="Client secret"
          hint={
            provider
              ? "Leave it empty to keep the one that was entered. It is sealed, and shown to nobody."
              : "It is sealed, and shown to nobody."
          }
          maxLength={1000}
          autoComplete="new-password"
          value={secret}
          onChange={(e) => setSecret(e.target.value)}
          error={problem("provider-secret")}
        />
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={save.isPending}>
            Save and try it
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
