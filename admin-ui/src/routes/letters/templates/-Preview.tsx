import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { graphql } from "../../../gql";
import type { LetterPreviewQuery, NoticeKind } from "../../../gql/graphql";
import { asApiError, type FieldProblem } from "../../../lib/errors";
import { ask } from "../../../lib/graphql";
import { Section, Skeleton } from "../../../ui/kit";
import { useDebounced } from "../../../ui/useDebounced";

const LetterPreview = graphql(`query LetterPreview($kind: NoticeKind!, $subject: String!, $text: String!) {
  letterPreview(kind: $kind, subject: $subject, text: $text) { subject text html }
}`);
type Letter = LetterPreviewQuery["letterPreview"];
type Shown = { letter: Letter | undefined; problems: readonly FieldProblem[] };

/** The letter that a wording makes once it rests, or what is wrong with the wording; then the letter stays the last that could be made. */
export function usePreview(kind: NoticeKind, { subject, text }: { subject: string; text: string }): Shown {
  const wording = useDebounced(JSON.stringify([subject, text]), 300);
  const [asked = "", body = ""] = JSON.parse(wording) as string[];
  const { data, error } = useQuery(ask("still", LetterPreview, { kind, subject: asked, text: body }));
  const last = useRef<Letter>(undefined);
  if (data) last.current = data.letterPreview;
  const failed = error ? asApiError(error) : undefined;
  if (failed && failed.code !== "BAD_USER_INPUT" && !last.current) throw failed;
  return { letter: data?.letterPreview ?? last.current, problems: failed?.fields ?? [] };
}

/** A letter as its reader gets it: laid out, and as plain text. */
export function Preview({ of: { letter, problems } }: { of: Shown }) {
  return (
    <Section title="Preview">
      <p className="max-w-[65ch] text-ink-2" role="status">
        {problems.length > 0
          ? "This wording cannot be sent yet: this is how it was before."
          : "An example, as it would be sent. Nobody gets it."}
      </p>
      {letter ? (
        <>
          <p className="max-w-160">
            <span className="text-ink-2">Subject: </span>
            <span className="font-semibold">{letter.subject}</span>
          </p>
          <h3 className="font-semibold">With layout</h3>
          <Laid html={letter.html} />
          <h3 className="font-semibold">As plain text</h3>
          <p className="max-w-160 whitespace-pre-wrap rounded-md border border-line p-4">{letter.text.trimEnd()}</p>
        </>
      ) : (
        <Skeleton lines={8} />
      )}
    </Section>
  );
}

/** The page of HTML in a frame where nothing runs and nothing can be pressed; it says the same as the plain text, which is read out. */
function Laid({ html }: { html: string }) {
  const [height, setHeight] = useState(240);
  const watch = useRef<ResizeObserver>(undefined);
  useEffect(() => () => watch.current?.disconnect(), []);
  /** As tall as what it shows, however wide it is. */
  const measure = (page: HTMLElement | undefined) => {
    watch.current?.disconnect();
    if (!page) return;
    watch.current = new ResizeObserver(() => setHeight(Math.ceil(page.getBoundingClientRect().height)));
    watch.current.observe(page);
  };
  return (
    <iframe
      title="The letter with layout"
      sandbox="allow-same-origin"
      inert
      srcDoc={html}
      onLoad={(e) => measure(e.currentTarget.contentDocument?.documentElement)}
      style={{ blockSize: height + 2 }}
      className="w-full max-w-160 rounded-md border border-line bg-surface"
    />
  );
}
