import { type FormEvent, useState } from "react";
import { ErrorSummary } from "../../forms/ErrorSummary";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { sentences } from "../../lib/errors";
import { type ImportDetails, KINDS, templatesQuery } from "../../lib/imports";
import { useLoad } from "../../lib/queries";
import { Button, Skeleton, Tick } from "../../ui/kit";

const CheckImport = graphql(
  `mutation CheckImport($input: CheckImportInput!) { checkImport(input: $input) { import { id state version } } }`,
);

/** Each column of the file beside its first cells, and the field that it holds: proposed by its heading, confirmed by a person. */
export function Columns({ of }: { of: ImportDetails }) {
  const fields = useLoad(templatesQuery)?.importTemplates.find((t) => t.kind === of.kind)?.fields;
  const [chosen, setChosen] = useState<readonly string[]>(of.columns.map((c) => c.field ?? ""));
  const [update, setUpdate] = useState(of.updateExisting);
  const [tried, setTried] = useState(0);
  const check = useAct(CheckImport);
  if (!fields) return <Skeleton lines={5} />;
  const name = (place: number) => `column-${place}`;
  const twice = fields.filter((f) => chosen.filter((c) => c === f.name).length > 1);
  const missing = fields.filter((f) => f.required && !chosen.includes(f.name));
  const own = tried
    ? [
        ...missing.map((f) => ({ to: name(0), message: `Choose the column that holds ${f.label}` })),
        ...twice.map((f) => ({ to: name(chosen.lastIndexOf(f.name)), message: `Choose one column for ${f.label}, not two` })),
      ]
    : [];
  const lines = [...own, ...(check.error ? sentences(check.error).map((s) => ({ message: s.message, rule: s.rule })) : [])];
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setTried((n) => n + 1);
    if (missing.length + twice.length > 0) return;
    check.mutate({ importId: of.id, version: of.version, columns: chosen.map((c) => c || null), updateExisting: update });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <ErrorSummary lines={lines} attempt={tried + (check.error ? 1000 : 0)} />
      <p className="max-w-[65ch] text-ink-2">
        Proposed by the headings, and as you chose before. A column that is left aside is not read. Needed are{" "}
        {fields
          .filter((f) => f.required)
          .map((f) => f.label)
          .join(", ")}
        .
      </p>
      <ol className="border-t border-line">
        {of.columns.map((column, place) => {
          const field = fields.find((f) => f.name === chosen[place]);
          return (
            <li
              key={place}
              className="grid items-start gap-x-6 gap-y-2 border-b border-line py-3 md:grid-cols-[minmax(0,16rem)_minmax(0,1fr)]"
            >
              <div className="flex flex-col gap-1">
                <label htmlFor={name(place)} className="font-medium break-words">
                  {column.heading || `Column ${place + 1}, without a heading`}
                </label>
                <select
                  id={name(place)}
                  className="control min-h-8"
                  value={chosen[place] ?? ""}
                  aria-describedby={`${name(place)}-hint`}
                  onChange={(e) => setChosen(chosen.map((c, i) => (i === place ? e.target.value : c)))}
                >
                  <option value="">Left aside</option>
                  {fields.map((f) => (
                    <option key={f.name} value={f.name}>
                      {f.label}
                    </option>
                  ))}
                </select>
              </div>
              <div id={`${name(place)}-hint`} className="flex min-w-0 flex-col gap-1">
                {field && <span className="text-sm text-ink-2">{field.help}</span>}
                <span className="text-sm break-words text-ink-3">
                  {column.sample.some(Boolean)
                    ? `In the file: ${[...new Set(column.sample.filter(Boolean))].slice(0, 4).join(" · ")}`
                    : "No cells in its first rows"}
                </span>
              </div>
            </li>
          );
        })}
      </ol>
      <Tick
        checked={update}
        onChange={(e) => setUpdate(e.target.checked)}
        label={
          of.kind === "APPLICATIONS"
            ? "Change what is there and differs (applications are only ever started)"
            : `Change what is there and differs: each ${KINDS[of.kind].one} becomes what the file says`
        }
      />
      <div>
        <Button type="submit" tone="primary" busy={check.isPending}>
          Check every row
        </Button>
      </div>
    </form>
  );
}
