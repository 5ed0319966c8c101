import { type FormEvent, useState } from "react";
import { Radios, Select, TextArea } from "../../../forms/fields";
import { graphql } from "../../../gql";
import type { Rating } from "../../../gql/graphql";
import { useAct } from "../../../lib/act";
import type { Exception, Head } from "../../../lib/queries";
import { Dialog } from "../../../ui/Dialog";
import { Button } from "../../../ui/kit";
import { Refusal } from "../../../ui/Refusal";
import { RATING, RATINGS } from "./self";

const RateException = graphql(
  `mutation RateException($input: RateExceptionInput!) { rateException(input: $input) { criterion { exceptions { programmeId version } } } }`,
);
const RemoveException = graphql(
  `mutation RemoveException($input: RemoveExceptionInput!) { removeException(input: $input) { criterion { exceptions { programmeId } } } }`,
);

type Props = { head: Head; reference: string; rows: readonly Exception[]; editable: boolean };

/** Where one of several programmes meets a criterion otherwise than the rest (P4); nothing to see for one. */
export function Exceptions({ head, reference, rows, editable }: Props) {
  const [writing, setWriting] = useState<Exception | "new">();
  const [gone, setGone] = useState<Exception>();
  const remove = useAct(RemoveException);
  const back = useAct(RateException, { onDone: () => setGone(undefined) });
  if (head.programmes.length < 2 || (!editable && rows.length === 0)) return null;
  const about = { applicationId: head.id, ref: reference };
  const takeAway = (row: Exception) =>
    remove.mutate({ ...about, programmeId: row.programmeId, version: row.version }, { onSuccess: () => setGone(row) });
  return (
    <section aria-label={`Where a programme differs on ${reference}`} className="flex flex-col gap-3">
      {rows.length > 0 && (
        <>
          <h3 className="font-medium">Where a programme differs</h3>
          <ul className="flex flex-col gap-3 border-s-4 border-line-2 ps-4">
            {rows.map((row) => (
              <li key={row.programmeId} className="flex flex-col gap-1">
                <span>
                  <span className="font-medium">{row.programme}</span>, {RATING[row.value].toLowerCase()}
                </span>
                <span className="max-w-[65ch] whitespace-pre-line text-ink-2">{row.statement}</span>
                {editable && (
                  <span className="no-print -ms-2 flex flex-wrap gap-1">
                    <Button size="sm" tone="bare" aria-label={`Change how ${row.programme} differs`} onClick={() => setWriting(row)}>
                      Change
                    </Button>
                    <Button
                      size="sm"
                      tone="bare"
                      busy={remove.isPending}
                      aria-label={`${row.programme}: now as the rest`}
                      onClick={() => takeAway(row)}
                    >
                      Now as the rest
                    </Button>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <Refusal error={remove.error ?? back.error} />
      {gone && (
        <p role="status" className="flex flex-wrap items-center gap-2 text-sm text-ink-2">
          {gone.programme} is as the rest again.
          <Button
            size="sm"
            busy={back.isPending}
            onClick={() =>
              back.mutate({ ...about, programmeId: gone.programmeId, value: gone.value, statement: gone.statement, version: 0 })
            }
          >
            Undo
          </Button>
        </p>
      )}
      {editable && rows.length < head.programmes.length && (
        <div className="no-print">
          <Button size="sm" onClick={() => setWriting("new")}>
            Say where one differs
          </Button>
        </div>
      )}
      {writing && <Writing head={head} reference={reference} rows={rows} of={writing} onClose={() => setWriting(undefined)} />}
    </section>
  );
}

type WritingProps = Pick<Props, "head" | "reference" | "rows"> & { of: Exception | "new"; onClose: () => void };
/** Which programme, how well it meets it, and how it differs. */
function Writing({ head, reference, rows, of, onClose }: WritingProps) {
  const known = of === "new" ? undefined : of;
  const open = head.programmes.filter((p) => rows.every((row) => row.programmeId !== p.id));
  const [programme, setProgramme] = useState(known?.programmeId ?? "");
  const [value, setValue] = useState<Rating | null>(known?.value ?? null);
  const [statement, setStatement] = useState(known?.statement ?? "");
  const [tried, setTried] = useState(false);
  const rate = useAct(RateException, { onDone: onClose });
  const save = (e: FormEvent) => {
    e.preventDefault();
    setTried(true);
    if (!programme || !value || !statement.trim()) return;
    rate.mutate({
      applicationId: head.id,
      ref: reference,
      programmeId: programme,
      value,
      statement: statement.trim(),
      version: known?.version ?? 0,
    });
  };
  return (
    <Dialog
      open
      wide
      title={known ? `How ${known.programme} differs on ${reference}` : `Where one differs on ${reference}`}
      onClose={onClose}
    >
      <p className="max-w-[60ch] text-ink-2">
        The rating and the statement hold for the rest. Together they meet it as well as the one that meets it least.
      </p>
      <Refusal error={rate.error} title="Not saved" />
      <form noValidate onSubmit={save} className="flex flex-col gap-5">
        {!known && (
          <Select
            id="differs"
            size="md"
            label="Programme"
            value={programme}
            onChange={(e) => setProgramme(e.target.value)}
            error={tried && !programme ? "Choose the programme that differs" : undefined}
          >
            <option value="">Choose</option>
            {open.map((p) => (
              <option key={p.id} value={p.id}>
                {p.name}
              </option>
            ))}
          </Select>
        )}
        <Radios
          id="differs-rating"
          size="md"
          label="How well does it meet it?"
          options={RATINGS.map((r) => [r, RATING[r]])}
          value={value}
          onChange={setValue}
          error={tried && !value ? "Choose how well it meets it" : undefined}
        />
        <TextArea
          id="differs-statement"
          size="md"
          label="How does it differ?"
          rows={4}
          value={statement}
          onChange={(e) => setStatement(e.target.value)}
          error={tried && !statement.trim() ? "Say how it differs" : undefined}
        />
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={rate.isPending}>
            Save
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
