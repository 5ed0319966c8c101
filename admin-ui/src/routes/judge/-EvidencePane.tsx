import { useQuery } from "@tanstack/react-query";
import { asApiError, sentences } from "../../lib/errors";
import { type EvidenceItem, FILE_STATE, openEvidence, what } from "../../ui/Evidence";
import { Button, Skeleton } from "../../ui/kit";
import { Cap } from "./-keys";

/** The piece of evidence being read: PDF and pictures in the page, anything else by its own program. */
export function EvidencePane({ item }: { item: EvidenceItem | undefined }) {
  const readable = item && (!item.file || item.file.state === "CLEAN");
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ["opened", item?.id],
    queryFn: () => openEvidence(item?.id ?? ""),
    enabled: Boolean(readable),
    // The address is good for five minutes.
    staleTime: 4 * 60_000,
    gcTime: 4 * 60_000,
    retry: false,
  });
  if (!item) {
    return (
      <div className="m-auto flex max-w-[40ch] flex-col items-center gap-2 p-8 text-center text-ink-2">
        <p>Choose a piece of evidence to read it here.</p>
        <p className="text-sm max-md:hidden">
          <Cap act="evidence" /> opens the next one of the current criterion, <Cap act="evidenceBefore" /> the one before.
        </p>
      </div>
    );
  }
  const image = item.file?.contentType?.startsWith("image/");
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2">
        <h2 className="min-w-0 truncate font-medium">{item.title}</h2>
        <span className="min-w-0 truncate text-sm text-ink-2">{what(item)}</span>
        {data && (
          <a className="ms-auto" href={data.url} target="_blank" rel="noreferrer">
            {item.kind === "LINK" ? "Open the link" : "Open original"}
          </a>
        )}
      </div>
      <section
        aria-label={item.title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
        tabIndex={0}
        className="mx-4 mb-4 grid min-h-80 flex-1 overflow-auto rounded-md border border-line bg-surface -outline-offset-2"
      >
        {!readable ? (
          <p className="m-auto max-w-[50ch] p-6 text-center text-ink-2">
            {FILE_STATE[item.file?.state ?? "FAILED"]}. {item.file?.problem}
          </p>
        ) : error ? (
          <div className="m-auto flex max-w-[50ch] flex-col items-center gap-3 p-6 text-center">
            <p role="alert">{sentences(asApiError(error))[0]?.message}</p>
            <Button onClick={() => void refetch()}>Try again</Button>
          </div>
        ) : isFetching || !data ? (
          <div className="p-6">
            <Skeleton lines={6} label="Opening" />
          </div>
        ) : data.inline && image ? (
          <img src={data.url} alt={item.title} className="m-auto max-w-full" />
        ) : data.inline ? (
          // No sandbox: browsers show no PDF in one. The frame is of another origin, which hands out nothing but checked PDF and pictures here.
          <iframe key={data.url} src={data.url} title={item.title} className="size-full min-h-120 border-0" />
        ) : (
          <div className="m-auto flex max-w-[50ch] flex-col items-center gap-3 p-6 text-center">
            <p>{item.kind === "LINK" ? "A link is read where it is published." : "This kind of file opens in its own program."}</p>
            <p className="text-sm break-all text-ink-2">{item.kind === "LINK" ? item.url : item.file?.name}</p>
            <a href={data.url} target="_blank" rel="noreferrer">
              {item.kind === "LINK" ? "Open the link in a new tab" : "Download"}
            </a>
          </div>
        )}
      </section>
    </>
  );
}
