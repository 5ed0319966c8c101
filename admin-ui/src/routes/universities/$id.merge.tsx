import { createFileRoute, Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import * as v from "valibot";
import { text } from "../../lib/applications";
import { useLoad } from "../../lib/queries";
import { universitiesQuery, universityQuery } from "../../lib/universities";
import * as paths from "../../paths";
import { count } from "../../ui/format";
import { Button, Section, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { SearchBox } from "../../ui/SearchBox";
import { Merger } from "./-Merger";

export const Route = createFileRoute("/universities/$id/merge")({
  validateSearch: v.object({ into: v.optional(v.fallback(text, "")) }),
  component: MergeUniversity,
});

/** Merging a university into another: which one stays, what that moves, and doing it. */
function MergeUniversity() {
  const { id } = Route.useParams();
  const { into } = Route.useSearch();
  const navigate = Route.useNavigate();
  const chosen = useRef<HTMLParagraphElement>(null);
  const pressed = useRef(false);
  const record = useLoad(universityQuery(id))?.universityRecord;
  const other = useLoad({ ...universityQuery(into ?? ""), enabled: Boolean(into) })?.universityRecord;
  // The button that was pressed is gone: whoever pressed it goes on from what it chose.
  useEffect(() => {
    if (!other || !pressed.current) return;
    pressed.current = false;
    chosen.current?.focus();
  }, [other]);
  const choose = (next: string) => {
    pressed.current = true;
    void navigate({ search: next ? { into: next } : {}, replace: true });
  };
  const above = (
    <>
      <Link {...paths.universities()}>Universities</Link> / <Link {...paths.university(id)}>{record?.university.name ?? "University"}</Link>
    </>
  );
  return (
    <Page
      width="read"
      title={record ? `Merge ${record.university.name}` : "Merge a university"}
      above={above}
      lead="For a university that is here twice. It is closed, and the other goes on as both."
    >
      {!record ? (
        <Skeleton lines={6} />
      ) : (
        <>
          <Section title="Which one stays?">
            {into ? (
              <p ref={chosen} tabIndex={-1} className="flex flex-wrap items-center gap-x-4 gap-y-2">
                <span className="font-medium">{other?.university.name ?? "Loading"}</span>
                <Button size="sm" onClick={() => choose("")}>
                  Choose another
                </Button>
              </p>
            ) : (
              <Others than={id} onChoose={choose} />
            )}
          </Section>
          {into && <Merger key={into} from={id} into={into} />}
        </>
      )}
    </Page>
  );
}

/** The open universities with these words in their names, to choose the one that stays. */
function Others({ than, onChoose }: { than: string; onChoose: (id: string) => void }) {
  const [words, setWords] = useState("");
  const page = useLoad(universitiesQuery({ q: words, state: ["OPEN"] }))?.universityRecords;
  const others = page?.nodes.filter((u) => u.university.id !== than);
  return (
    <>
      <div>
        <SearchBox label="Search for the one that stays" hint="Name" value={words} onChange={setWords} />
      </div>
      {!others ? (
        <Skeleton lines={3} />
      ) : others.length === 0 ? (
        <p role="status">No other open university has this in its name.</p>
      ) : (
        <ul aria-label="Universities" className="border-t border-line">
          {others.map((u) => (
            <li key={u.university.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-1.5">
              <span className="min-w-0 flex-1 basis-52">{u.university.name}</span>
              <span className="text-sm text-ink-2">
                {u.code}, {count(u.programmes, "programme")}
              </span>
              <Button size="sm" aria-label={`Choose ${u.university.name}`} onClick={() => onChoose(u.university.id)}>
                Choose
              </Button>
            </li>
          ))}
        </ul>
      )}
      {page?.pageInfo.hasNextPage && <p className="text-sm text-ink-2">There are more: search for a part of the name.</p>}
    </>
  );
}
