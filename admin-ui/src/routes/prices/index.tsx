import { useQuery } from "@tanstack/react-query";
import { createFileRoute, Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ErrorSummary, type SummaryLine } from "../../forms/ErrorSummary";
import { DateInput, TextField, toDate } from "../../forms/fields";
import type { PriceListsQuery } from "../../gql/graphql";
import { asApiError } from "../../lib/errors";
import { PriceSearch, priceListsQuery, pricePreviewQuery } from "../../lib/prices";
import { useLoad } from "../../lib/queries";
import { useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { count, day, money } from "../../ui/format";
import { Button, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Refusal } from "../../ui/Refusal";
import { PriceTable } from "../applications/-parts/PriceTable";

export const Route = createFileRoute("/prices/")({ validateSearch: PriceSearch, component: Prices });

type Edition = PriceListsQuery["editions"][number];

/** The lists of prices by date, the rates of VAT, and what so many programmes would cost (M1-M5). */
function Prices() {
  const { desk, today } = useViewer();
  const data = useLoad(priceListsQuery);
  return (
    <Page
      width="read"
      title="Prices"
      lead="Before VAT. An order is priced by the list in force on its day; a quote keeps its price for 30 days."
    >
      <Preview />
      {data ? (
        <>
          <Lists editions={data.editions.filter((e) => !data.currentEdition || e.scheme === data.currentEdition.scheme)} today={today} />
          {desk === "operator" && (
            <p className="max-w-[60ch] text-ink-2">
              A list of prices is part of an edition of the standard, is in force with it and never changes. To change prices,{" "}
              <Link {...paths.editions()}>publish an edition</Link> with others: you see what differs before, and from which day.
            </p>
          )}
          <Section title="VAT">
            <table className="w-full max-w-130">
              <caption className="sr-only">Rates of VAT, the latest first</caption>
              <tbody>
                {data.vatRates.map((r) => (
                  <tr key={r.inForceFrom} className="border-b border-line">
                    <th scope="row" className="py-2 pr-4 text-start font-normal">
                      From {day(r.inForceFrom)}
                    </th>
                    <td className="py-2 text-end tabular-nums">{r.perMille / 10}%</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Section>
        </>
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  );
}

/** Each list, the one that comes into force last first: the first whose day has come is in force. */
function Lists({ editions, today }: { editions: readonly Edition[]; today: string }) {
  const sorted = editions.toSorted((a, b) => b.prices.inForceFrom.localeCompare(a.prices.inForceFrom));
  const current = sorted.find((e) => e.prices.inForceFrom <= today);
  return sorted.map((e, i) => {
    const next = sorted[i - 1]?.prices.inForceFrom;
    const stands = e.prices.inForceFrom > today ? "To come" : e === current ? "In force" : "Past";
    return (
      <Section key={e.id} title={`${stands}: from ${day(e.prices.inForceFrom)}${next ? `, until ${day(next)}` : ""}`}>
        <p className="text-ink-2">{e.title}</p>
        <table className="w-full max-w-160">
          <caption className="sr-only">{`Prices before VAT from ${day(e.prices.inForceFrom)}`}</caption>
          <thead>
            <tr className="border-b border-line-2 text-sm text-ink-2">
              <th scope="col" className="py-2 pr-4 text-start font-normal">
                Programmes in the order
              </th>
              <th scope="col" className="py-2 pr-4 text-end font-normal">
                Initial
              </th>
              <th scope="col" className="py-2 text-end font-normal">
                Reaccreditation
              </th>
            </tr>
          </thead>
          <tbody>
            {e.prices.tiers.map((t) => (
              <tr key={t.maxProgrammes} className="border-b border-line">
                <th scope="row" className="py-2 pr-4 text-start font-normal">
                  {t.maxProgrammes === 1 ? "1" : `Up to ${t.maxProgrammes}`}
                </th>
                <td className="py-2 pr-4 text-end tabular-nums">{money(t.initial)}</td>
                <td className="py-2 text-end tabular-nums">{money(t.reaccreditation)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="text-sm text-ink-2">
          More than {e.prices.tiers.at(-1)?.maxProgrammes ?? 0} programmes, or a large one: by quote from the scheme's operator.
        </p>
      </Section>
    );
  });
}

const WHOLE = "Enter a whole number from 0 to 1000";
const whole = (s: string) => (/^\d{1,4}$/.test(s.trim() || "0") && Number(s) <= 1000 ? Number(s) : null);

/** What so many programmes would cost; what is asked stands in the address. */
function Preview() {
  const asked = Route.useSearch();
  const navigate = Route.useNavigate();
  const { today } = useViewer();
  const [initial, setInitial] = useState(String(asked.initial ?? ""));
  const [again, setAgain] = useState(String(asked.again ?? ""));
  const [on, setOn] = useState(asked.on ?? "");
  const [lines, setLines] = useState<SummaryLine[]>([]);
  const [tried, setTried] = useState(0);
  const total = (asked.initial ?? 0) + (asked.again ?? 0);
  const preview = useQuery({
    ...pricePreviewQuery(asked.initial ?? 0, asked.again ?? 0, asked.on ?? ""),
    enabled: total > 0,
    retry: false,
  });
  const send = (e: FormEvent) => {
    e.preventDefault();
    const [n, m] = [whole(initial), whole(again)];
    const date = on.trim() ? toDate(on) : "";
    const problems: SummaryLine[] = [
      ...(n === null ? [{ to: "initial", message: WHOLE }] : []),
      ...(m === null ? [{ to: "again", message: WHOLE }] : []),
      ...(n === 0 && m === 0 ? [{ to: "initial", message: "Enter at least one programme" }] : []),
      ...(date === null ? [{ to: "on", message: "Enter a day, such as 23 11 2026" }] : []),
    ];
    setLines(problems);
    setTried((t) => t + 1);
    if (problems.length === 0) void navigate({ search: { initial: n ?? 0, again: m ?? 0, ...(date ? { on: date } : {}) }, replace: true });
  };
  const error = (id: string) => lines.find((l) => l.to === id)?.message;
  const found = preview.data?.pricePreview;
  return (
    <Section title="What would it cost?">
      <form noValidate onSubmit={send} className="no-print flex max-w-150 flex-col gap-4">
        <ErrorSummary lines={lines} attempt={tried} />
        <div className="flex flex-wrap gap-4">
          <TextField
            id="initial"
            size="md"
            width="short"
            inputMode="numeric"
            label="Initial assessments"
            value={initial}
            onChange={(e) => setInitial(e.target.value)}
            error={error("initial")}
          />
          <TextField
            id="again"
            size="md"
            width="short"
            inputMode="numeric"
            label="Reaccreditations"
            value={again}
            onChange={(e) => setAgain(e.target.value)}
            error={error("again")}
          />
        </div>
        <DateInput id="on" size="md" label="On which day?" hint="Today, unless you say." value={on} onChange={setOn} error={error("on")} />
        <div>
          <Button type="submit" tone="primary" busy={preview.isFetching}>
            Show the price
          </Button>
        </div>
      </form>
      {preview.error && <Refusal error={asApiError(preview.error)} title="There is no price for it" />}
      {found && (
        <div role="status" className="flex flex-col gap-4">
          <p>
            {`${count(total, "standard programme")} on ${day(asked.on || today)}, by the list in force from ${day(found.list.inForceFrom)}`}
          </p>
          <PriceTable price={found.together} />
          {found.split && (
            <>
              <h3 className="font-semibold">{`The cheapest way: ${count(found.split.orders.length, "order")}`}</h3>
              <PriceTable price={found.split.total} />
            </>
          )}
        </div>
      )}
    </Section>
  );
}
