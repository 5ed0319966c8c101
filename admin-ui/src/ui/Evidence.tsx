import { useState } from "react";
import { graphql } from "../gql";
import type { ApplicationEvidenceQuery, FileState } from "../gql/graphql";
import { type ApiError, asApiError, sentences } from "../lib/errors";
import { execute, uuid } from "../lib/graphql";
import { bytes, day, list } from "./format";

const OpenEvidence = graphql(`mutation OpenEvidence($input: EvidenceInput!) { openEvidence(input: $input) { url inline } }`);

/** A piece of evidence as lists show it. */
export type EvidenceItem = ApplicationEvidenceQuery["application"]["evidence"][number];

/** An address to read a piece of evidence at, good for five minutes; the reading is on record. */
export async function openEvidence(evidenceId: string): Promise<{ url: string; inline: boolean }> {
  return (await execute(OpenEvidence, { input: { evidenceId } }, { key: uuid() })).openEvidence;
}

/** Whether a file can be read yet, and if not, why. */
export const FILE_STATE: Record<FileState, string> = {
  UPLOADING: "Upload not finished",
  SCANNING: "Being checked",
  CLEAN: "",
  INFECTED: "Refused: it carries malware",
  FAILED: "Did not pass its checks",
};

/** The days a piece of evidence covers (E6). */
export function covers(e: { coversFrom?: string | null; coversTo?: string | null }): string {
  if (e.coversFrom && e.coversTo) return `${day(e.coversFrom)} to ${day(e.coversTo)}`;
  if (e.coversFrom) return `from ${day(e.coversFrom)}`;
  return e.coversTo ? `up to ${day(e.coversTo)}` : "";
}

/** The programmes that a piece of evidence speaks of, where not of all that are applied for (P4). */
export function speaksOf(e: Pick<EvidenceItem, "programmes">, covered: readonly { id: string; name: string }[]): string {
  const named = covered.filter((p) => e.programmes.includes(p.id)).map((p) => p.name);
  return named.length > 0 ? `Speaks of ${list(named)}` : "";
}

/** What a piece of evidence is, in a few words. */
export function what(e: Pick<EvidenceItem, "kind" | "url" | "file" | "coversFrom" | "coversTo">): string {
  const kind = e.kind === "LINK" ? hostOf(e.url ?? "") : e.file ? `${e.file.name}, ${bytes(Number(e.file.size))}` : "";
  return [kind, covers(e)].filter(Boolean).join(", ");
}
function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
}

/** The title of a piece of evidence; pressing it opens the evidence in a new tab. */
export function EvidenceLink({ item }: { item: Pick<EvidenceItem, "id" | "title" | "file" | "kind"> }) {
  const [error, setError] = useState<ApiError>();
  const unread = item.file && item.file.state !== "CLEAN";
  const removed = item.file?.removedOn;
  const open = async () => {
    // The tab is opened at once, by the press itself; a browser would block it later.
    const tab = window.open("about:blank", "_blank");
    try {
      const { url } = await openEvidence(item.id);
      setError(undefined);
      if (tab) {
        tab.opener = null;
        tab.location.replace(url);
      } else location.assign(url);
    } catch (e) {
      tab?.close();
      setError(asApiError(e));
    }
  };
  if (removed) {
    return (
      <span>
        <span className="font-medium">{item.title}</span> <span className="text-ink-2">Removed on {day(removed)}; its hash is kept</span>
      </span>
    );
  }
  if (unread) {
    return (
      <span>
        <span className="font-medium">{item.title}</span>{" "}
        <span className={item.file?.state === "SCANNING" || item.file?.state === "UPLOADING" ? "text-ink-3" : "text-bad"}>
          {FILE_STATE[item.file?.state ?? "SCANNING"]}
          {item.file?.problem ? `. ${item.file.problem}` : ""}
        </span>
      </span>
    );
  }
  return (
    <span>
      <button
        type="button"
        onClick={() => void open()}
        className="cursor-pointer text-start font-medium text-accent underline underline-offset-3"
      >
        {item.title}
        <span className="sr-only"> (opens in a new tab)</span>
      </button>
      {error && (
        <span role="alert" className="block text-sm text-bad">
          {sentences(error)[0]?.message}
        </span>
      )}
    </span>
  );
}
