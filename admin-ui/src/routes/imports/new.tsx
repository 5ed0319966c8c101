import { useMutation } from "@tanstack/react-query";
import { createFileRoute, Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { Group } from "../../forms/fields";
import { graphql } from "../../gql";
import type { ImportKind } from "../../gql/graphql";
import { type ApiError, asApiError, sentences } from "../../lib/errors";
import { execute, refresh, uuid } from "../../lib/graphql";
import { hashFile } from "../../lib/hash";
import { KINDS } from "../../lib/imports";
import { put } from "../../lib/s3";
import * as paths from "../../paths";
import { bytes } from "../../ui/format";
import { Button, Tick } from "../../ui/kit";
import { Page } from "../../ui/Page";

const DeclareImport = graphql(
  `mutation DeclareImport($input: DeclareImportInput!) { declareImport(input: $input) { putUrl import { id } } }`,
);
const ReadImport = graphql(`mutation ReadImport($input: ReadImportInput!) { readImport(input: $input) { import { id state } } }`);

export const Route = createFileRoute("/imports/new")({ component: NewImport });

const LARGEST = 50 * 1024 * 1024;

/** What the rows are, and the file; it goes straight to the storage. Which column holds what is asked when it has been read. */
function NewImport() {
  const navigate = useNavigate();
  const [kind, setKind] = useState<ImportKind>();
  const [file, setFile] = useState<File>();
  const [tried, setTried] = useState(0);
  const [sent, setSent] = useState(0);
  const send = useMutation<string, ApiError, { kind: ImportKind; file: File }>({
    mutationFn: async ({ kind, file }) => {
      const signal = new AbortController().signal;
      try {
        const sha256 = await hashFile(file, signal, () => {});
        const input = { kind, name: file.name, size: String(file.size), sha256 };
        const { declareImport } = await execute(DeclareImport, { input }, { key: uuid() });
        await put(declareImport.putUrl, file, signal, setSent);
        const importId = declareImport.import.id;
        await execute(ReadImport, { input: { importId } }, { key: uuid() });
        return importId;
      } catch (e) {
        throw asApiError(e);
      }
    },
    onSuccess: (id) => {
      void refresh();
      void navigate(paths.importOf(id));
    },
  });
  const own = tried
    ? [
        !kind && { to: "kind", message: "Choose what the rows are" },
        !file && { to: "import-file", message: "Choose a file" },
        file && file.size > LARGEST && { to: "import-file", message: "Choose a file of 50 MiB at most, or split it" },
        file && file.size === 0 && { to: "import-file", message: "The file is empty. Choose the one with the rows" },
      ].filter((line) => !!line)
    : [];
  const lines = [...own, ...(send.error ? sentences(send.error).map((s) => ({ message: s.message, rule: s.rule })) : [])];
  const error = (to: string) => own.find((line) => line.to === to)?.message;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setTried((n) => n + 1);
    if (kind && file && file.size > 0 && file.size <= LARGEST && !send.isPending) send.mutate({ kind, file });
  };
  return (
    <Page title="Import a file" above={<Link {...paths.imports()}>Imports</Link>} width="form" size="3xl">
      <form noValidate onSubmit={submit} className="flex flex-col gap-6">
        <ErrorSummary lines={lines} attempt={tried + (send.error ? 1000 : 0)} />
        <Group id="kind" label="What is each row of the file?" error={error("kind")}>
          {(Object.keys(KINDS) as ImportKind[]).map((k) => (
            <Tick
              key={k}
              type="radio"
              name="kind"
              checked={kind === k}
              onChange={() => setKind(k)}
              label={
                <span className="text-lg">{k === "PEOPLE" ? "A person with a role at a university" : `${article(KINDS[k].one)}`}</span>
              }
            />
          ))}
        </Group>
        <div className={`flex flex-col gap-1 ${error("import-file") ? "border-l-4 border-bad pl-3" : ""}`}>
          <label htmlFor="import-file" className="text-lg font-semibold">
            The file
          </label>
          <span id="import-hint" className="max-w-[60ch] text-ink-2">
            CSV or an Excel workbook (.xlsx), its first row headings; 100,000 rows and 50 MiB at most. Nothing is written before you have
            seen what it would change.
          </span>
          {error("import-file") && (
            <p id="import-error" className="font-medium text-bad">
              <span className="sr-only">Error: </span>
              {error("import-file")}
            </p>
          )}
          <input
            id="import-file"
            type="file"
            accept=".csv,.xlsx,.txt,.tsv,text/csv"
            aria-describedby={`import-hint${error("import-file") ? " import-error" : ""}`}
            className="mt-1 max-w-full text-ink-2 file:mr-3 file:min-h-8 file:cursor-pointer file:rounded-md file:border file:border-line-2 file:bg-surface file:px-3 file:font-medium file:text-ink"
            onChange={(e) => setFile(e.target.files?.[0])}
          />
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" tone="primary" size="lg" busy={send.isPending}>
            Send the file
          </Button>
          <p role="status" className="text-ink-2">
            {send.isPending && file ? `Sending ${bytes(sent)} of ${bytes(file.size)} …` : ""}
          </p>
        </div>
      </form>
    </Page>
  );
}

const article = (one: string) => `${/^[aeio]/.test(one) ? "An" : "A"} ${one}`;
