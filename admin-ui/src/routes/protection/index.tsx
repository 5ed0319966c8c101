import { createFileRoute, Link } from "@tanstack/react-router";
import * as v from "valibot";
import { text } from "../../lib/applications";
import { belongs, peopleFoundQuery, retentionAheadQuery } from "../../lib/protection";
import { useLoad } from "../../lib/queries";
import { useViewer } from "../../lib/viewer";
import * as paths from "../../paths";
import { day } from "../../ui/format";
import { Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { SearchBox } from "../../ui/SearchBox";
import { Everything } from "./-Everything";
import { Taken } from "./-Taken";

export const Route = createFileRoute("/protection/")({
  validateSearch: v.object({ q: v.optional(v.fallback(text, "")) }),
  component: Protection,
});

/** What is held, taken away and erased: of anybody for those who run the scheme, of the whole university for its managers. */
function Protection() {
  const { desk, university } = useViewer();
  if (university)
    return (
      <Page
        width="read"
        title="Data protection"
        lead={`What is held of ${university.name} is the university’s, and its managers take it away when they like.`}
      >
        <Everything id={university.id} name={university.name} />
        <Taken title="Taken away by you" empty="Nothing yet. What you take away is here for a week." />
        <Own />
      </Page>
    );
  return (
    <Page width="read" title="Data protection" lead="What is held of somebody, to be handed to them or erased when they ask.">
      {desk === "operator" && (
        <>
          <Finding />
          <Ahead />
        </>
      )}
      <Own />
    </Page>
  );
}

/** Somebody by their name or address. */
function Finding() {
  const { q = "" } = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <Section title="Find somebody">
      <p className="max-w-[65ch] text-ink-2">Anybody who was ever known here, those who left their university among them.</p>
      <div>
        <SearchBox
          label="Find somebody"
          hint="Name or address"
          value={q}
          onChange={(words) => void navigate({ search: words ? { q: words } : {}, replace: true })}
        />
      </div>
      {q.trim().length > 1 ? (
        <Found words={q.trim()} />
      ) : (
        <p role="status" className="text-sm text-ink-2">
          Write two letters at least.
        </p>
      )}
    </Section>
  );
}

function Found({ words }: { words: string }) {
  const found = useLoad(peopleFoundQuery(words))?.peopleFound;
  if (!found) return <Skeleton lines={3} />;
  if (found.length === 0)
    return (
      <p role="status" className="max-w-[65ch] text-ink-2">
        Nobody has this in their name or address. Whoever was erased is not found any more.
      </p>
    );
  return (
    <>
      <ul aria-label="People" className="border-t border-line">
        {found.map((p) => (
          <li key={p.person.id} className="flex flex-wrap gap-x-4 border-b border-line py-2">
            <Link {...paths.personHeld(p.person.id)} className="min-w-0 flex-1 basis-60 font-medium wrap-anywhere">
              {p.person.name}
            </Link>
            <span className="min-w-0 break-all text-ink-2">{p.person.email ?? "no address"}</span>
            <span className="basis-full text-sm text-ink-2">{belongs(p)}</span>
          </li>
        ))}
      </ul>
      {found.length === 20 && <p className="text-sm text-ink-2">The first twenty. Write more of the name.</p>}
    </>
  );
}

/** What goes by itself within a month. */
function Ahead() {
  const due = useLoad(retentionAheadQuery)?.retentionAhead;
  return (
    <Section title="What goes within a month">
      <p className="max-w-[65ch] text-ink-2">Removed by itself when its time is over, and told in the audit trail.</p>
      {!due ? (
        <Skeleton lines={4} />
      ) : (
        <ul aria-label="What goes within a month" className="border-t border-line">
          {due.map((d) => (
            <li key={d.kept} className="flex flex-wrap gap-x-4 border-b border-line py-2">
              <span className="min-w-0 flex-1 basis-60 font-medium">{d.title}</span>
              <span className="tabular-nums">{d.count === 0 ? "None" : `${d.count}, from ${d.firstOn ? day(d.firstOn) : "today"}`}</span>
              <span className="basis-full text-sm text-ink-2">{d.rule}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** The way to one's own. */
const Own = () => (
  <Section title="Of yourself">
    <p className="max-w-[65ch] text-ink-2">
      What is held of you alone is under <Link {...paths.accountData()}>Your data</Link>.
    </p>
  </Section>
);
