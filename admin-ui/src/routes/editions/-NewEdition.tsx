import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { DateInput, toDate } from "../../forms/fields";
import { graphql } from "../../gql";
import type { CheckEditionQuery } from "../../gql/graphql";
import { useAct } from "../../lib/act";
import { type ApiError, asApiError, sentences } from "../../lib/errors";
import { execute } from "../../lib/graphql";
import { useToday } from "../../lib/viewer";
import { Dialog } from "../../ui/Dialog";
import { count, day } from "../../ui/format";
import { Button, Notice } from "../../ui/kit";

const CheckEdition = graphql(`query CheckEdition($document: String!) {
  checkEdition(document: $document) {
    problems { path message }
    title contentHash published { id inForceFrom } against { id title }
    gain keep lose
    differences { part name aspect before after }
    prospects { number university effect sentences unmarked }
  }
}`);
const PublishEdition = graphql(
  `mutation PublishEdition($input: PublishEditionInput!) { publishEdition(input: $input) { edition { id title inForceFrom } } }`,
);
type Check = CheckEditionQuery["checkEdition"];

/** Beyond this a document is surely not an edition; the API takes a megabyte a request. */
const LARGEST = 900_000;

/** Chooses a document, shows what it would be and change, and publishes it after a last question. */
export function NewEdition() {
  const [file, setFile] = useState<{ name: string; document: string }>();
  const [done, setDone] = useState<string>();
  const [tooLarge, setTooLarge] = useState(false);
  const check = useMutation<Check, ApiError, string>({
    mutationFn: async (document) => {
      try {
        return (await execute(CheckEdition, { document })).checkEdition;
      } catch (e) {
        throw asApiError(e);
      }
    },
  });
  const choose = async (chosen: File | undefined) => {
    setDone(undefined);
    if (!chosen) return;
    setTooLarge(chosen.size > LARGEST);
    check.reset();
    if (chosen.size > LARGEST) return setFile({ name: chosen.name, document: "" });
    const document = await chosen.text();
    setFile({ name: chosen.name, document });
    check.mutate(document);
  };
  return (
    <div className="flex flex-col gap-5">
      {done && (
        <Notice tone="ok" title={done}>
          Applications that are open keep their own edition.
        </Notice>
      )}
      <div className="flex flex-col gap-1.5">
        <label htmlFor="edition-file" className="font-medium">
          The edition as a JSON document
        </label>
        <span id="edition-hint" className="text-ink-2">
          It is only looked at: you see what it would change before anything is published.
        </span>
        <input
          id="edition-file"
          type="file"
          accept=".json,application/json"
          aria-describedby="edition-hint"
          className="max-w-full text-ink-2 file:mr-3 file:min-h-8 file:cursor-pointer file:rounded-md file:border file:border-line-2 file:bg-surface file:px-3 file:font-medium file:text-ink"
          // The same file again, once it was changed, is looked at again.
          onClick={(e) => {
            e.currentTarget.value = "";
          }}
          onChange={(e) => void choose(e.target.files?.[0])}
        />
      </div>
      {check.isPending && <p role="status">Looking at {file?.name} …</p>}
      {tooLarge && (
        <Notice tone="bad" title={`${file?.name} is too large to be an edition`}>
          An edition is at most 900 kB. Choose the JSON document itself.
        </Notice>
      )}
      {check.error && (
        <Notice tone="bad" title={`${file?.name} could not be looked at`}>
          {sentences(check.error)
            .map((s) => s.message)
            .join(" ")}
        </Notice>
      )}
      {check.data && file && !check.isPending && (
        <Found
          check={check.data}
          file={file.name}
          document={file.document}
          onDone={(said) => {
            check.reset();
            setDone(said);
          }}
        />
      )}
    </div>
  );
}

function Found({ check, file, document, onDone }: { check: Check; file: string; document: string; onDone: (said: string) => void }) {
  if (check.problems.length > 0) {
    return (
      <Notice tone="bad" title={`${file} is not an edition that can be published`}>
        <ul className="flex flex-col gap-1">
          {check.problems.map((p) => (
            <li key={`${p.path} ${p.message}`}>
              <code className="text-sm">{p.path}</code>: {p.message}
            </li>
          ))}
        </ul>
      </Notice>
    );
  }
  if (check.published) {
    return (
      <Notice tone="info" title={`${check.title} is published already`}>
        It is in force from {day(check.published.inForceFrom)}. Publishing it again would change nothing.
      </Notice>
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <h3 className="font-serif text-xl">{check.title}</h3>
      <Awards check={check} />
      <Differences check={check} />
      <Publish check={check} document={document} onDone={onDone} />
    </div>
  );
}

function Awards({ check }: { check: Check }) {
  if (!check.against) return <p>It would be the first edition of its scheme.</p>;
  return (
    <section aria-labelledby="edition-awards" className="flex flex-col gap-3">
      <h4 id="edition-awards" className="font-medium">
        Awards in force, at their next renewal
      </h4>
      <p>
        By the marks there are, {count(check.gain, "award")} would gain a level, {check.keep} would keep theirs,{" "}
        <span className={check.lose > 0 ? "font-medium text-bad" : ""}>{check.lose} would lose it.</span>
      </p>
      {check.prospects.length > 0 && (
        <ul className="border-t border-line">
          {check.prospects.map((p) => (
            <li key={p.number} className="flex flex-col gap-1 border-b border-line py-2.5">
              <span>
                <span className="font-medium">{p.university}</span>, {p.number}:{" "}
                <span className={p.effect === "LOSES" ? "text-bad" : "text-ok"}>{p.effect === "LOSES" ? "loses" : "gains"}</span>
              </span>
              <span className="max-w-[75ch] text-ink-2">{p.sentences.join(" ")}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Differences({ check }: { check: Check }) {
  const { against, differences } = check;
  if (!against) return null;
  return (
    <section aria-labelledby="edition-differs" className="flex flex-col gap-3">
      <h4 id="edition-differs" className="font-medium">
        {differences.length === 0 ? "Nothing differs from" : `${count(differences.length, "difference")} from`} {against.title}
      </h4>
      {differences.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by keyboard
        <section aria-label="Differences" tabIndex={0} className="max-h-120 overflow-auto border-y border-line">
          <table className="w-full">
            <thead>
              <tr className="text-start text-sm text-ink-3">
                <th scope="col" className="py-2 pr-4 text-start font-medium">
                  What
                </th>
                <th scope="col" className="py-2 pr-4 text-start font-medium">
                  In force
                </th>
                <th scope="col" className="py-2 text-start font-medium">
                  This document
                </th>
              </tr>
            </thead>
            <tbody>
              {differences.map((d) => (
                <tr key={`${d.part} ${d.name} ${d.aspect}`} className="border-t border-line align-top">
                  <th scope="row" className="py-2 pr-4 text-start font-normal whitespace-nowrap">
                    {PART[d.part] ?? d.part} {d.name}
                    {d.aspect && <span className="text-ink-3">, {d.aspect.replaceAll("_", " ")}</span>}
                  </th>
                  <td className="max-w-100 py-2 pr-4">{d.before ?? <span className="text-ink-3">New</span>}</td>
                  <td className="max-w-100 py-2">{d.after ?? <span className="text-ink-3">Gone</span>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
}

const PART: Record<string, string> = {
  EDITION: "Edition",
  LEVEL: "Level",
  PILLAR: "Pillar",
  CRITERION: "Criterion",
  RULE: "Rule",
  PRICE: "Price for up to",
  BENEFIT: "Benefit",
};

function Publish({ check, document, onDone }: { check: Check; document: string; onDone: (said: string) => void }) {
  const today = useToday();
  const [from, setFrom] = useState(today);
  const [tried, setTried] = useState(0);
  const [sure, setSure] = useState(false);
  const publish = useAct(PublishEdition, {
    onDone: ({ publishEdition: { edition } }) => onDone(`${edition.title} is published, in force from ${day(edition.inForceFrom)}.`),
  });
  const date = toDate(from);
  const own = tried && !(date && date >= today) ? [{ to: "in-force-from", message: "Enter today or a later day" }] : [];
  const lines = [
    ...own,
    ...(publish.error
      ? sentences(publish.error).map((s) => ({
          message: s.message,
          rule: s.rule,
          to: s.field === "inForceFrom" ? "in-force-from" : undefined,
        }))
      : []),
  ];
  const ask = (e: FormEvent) => {
    e.preventDefault();
    setTried((n) => n + 1);
    if (date && date >= today) setSure(true);
  };
  return (
    <form noValidate onSubmit={ask} className="flex flex-col gap-5">
      <ErrorSummary lines={lines} attempt={tried + (publish.error ? 1000 : 0)} />
      <DateInput
        id="in-force-from"
        size="md"
        label="In force from"
        value={from}
        onChange={setFrom}
        error={lines.find((l) => l.to === "in-force-from")?.message}
      />
      <div>
        <Button type="submit" tone="primary">
          Publish …
        </Button>
      </div>
      {sure && date && (
        <Dialog open title={`Publish ${check.title}?`} onClose={() => setSure(false)}>
          <div className="flex flex-col gap-5">
            <p className="max-w-[60ch]">
              From {day(date)}, new applications are rated and judged by it. Open applications keep their own edition. What is published
              cannot be changed or taken back
              {check.lose > 0 ? `; ${count(check.lose, "award")} would lose a level at the next renewal` : ""}.
            </p>
            {check.gain + check.lose > 0 && (
              <p className="max-w-[60ch]">
                The managers of every university whose award gains or loses are written to, with the day and what would come out otherwise.
              </p>
            )}
            <div className="flex gap-2">
              <Button
                tone="primary"
                busy={publish.isPending}
                onClick={() => {
                  publish.mutate({ document, inForceFrom: date });
                  setSure(false);
                }}
              >
                Publish it
              </Button>
              <Button onClick={() => setSure(false)}>Cancel</Button>
            </div>
          </div>
        </Dialog>
      )}
    </form>
  );
}
