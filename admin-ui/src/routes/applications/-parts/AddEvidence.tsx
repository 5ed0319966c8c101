import { type DragEvent, type FormEvent, useId, useRef, useState } from "react";
import { ErrorSummary, type SummaryLine } from "../../../forms/ErrorSummary";
import { DateInput, TextField, toDate } from "../../../forms/fields";
import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import { sentences } from "../../../lib/errors";
import type { Criterion } from "../../../lib/queries";
import { uploadsOf } from "../../../lib/uploads";
import { Dialog } from "../../../ui/Dialog";
import { bytes } from "../../../ui/format";
import { Button } from "../../../ui/kit";
import { Criteria } from "./Criteria";
import { SpeaksOf } from "./SpeaksOf";

const AddLink = graphql(`mutation AddLink($input: AddLinkInput!) { addLink(input: $input) { evidence { id } } }`);
/** E2, as the file chooser knows it; the server goes by content. */
const ACCEPT = ".pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.png,.jpg,.jpeg,.webp,.gif,.svg,.txt,.csv,.mp4,.eml";

type Props = {
  application: string;
  /** Set when it answers an evidence request (E4). */
  request?: string;
  criteria: readonly Criterion[];
  /** Ticked from the start. */
  chosen: readonly string[];
  label: string;
};

/** A place to drop files on, to choose them from, or to paste them into; and a form for links. */
export function AddEvidence({ application, request, criteria, chosen, label }: Props) {
  const [files, setFiles] = useState<File[]>([]);
  const [link, setLink] = useState(false);
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const take = (list: Iterable<File>) => setFiles([...list]);
  const drop = (e: DragEvent) => {
    e.preventDefault();
    setOver(false);
    if (e.dataTransfer.files.length > 0) take(e.dataTransfer.files);
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a place to drop files, with its own buttons inside */}
      <div
        role="group"
        aria-labelledby={id}
        onDragOver={(e) => {
          e.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        onPaste={(e) => e.clipboardData.files.length > 0 && take(e.clipboardData.files)}
        className={`no-print flex flex-wrap items-center gap-2 rounded-md border border-dashed px-3 py-2.5 ${over ? "border-accent bg-accent-tint" : "border-line-2"}`}
      >
        <span id={id} className="sr-only">
          {label}
        </span>
        <Button size="sm" onClick={() => input.current?.click()}>
          Choose files
        </Button>
        <Button size="sm" onClick={() => setLink(true)}>
          Add a link
        </Button>
        <span className="text-sm text-ink-3 max-md:hidden">or drop files here</span>
        <input
          ref={input}
          type="file"
          multiple
          accept={ACCEPT}
          aria-label={`Files: ${label}`}
          className="sr-only"
          tabIndex={-1}
          onChange={(e) => {
            take(e.target.files ?? []);
            e.target.value = "";
          }}
        />
      </div>
      {files.length > 0 && (
        <FilesDialog
          files={files}
          application={application}
          request={request}
          criteria={criteria}
          chosen={chosen}
          onClose={() => setFiles([])}
        />
      )}
      {link && (
        <LinkDialog application={application} request={request} criteria={criteria} chosen={chosen} onClose={() => setLink(false)} />
      )}
    </>
  );
}

type FormProps = {
  application: string;
  request?: string | undefined;
  criteria: readonly Criterion[];
  chosen: readonly string[];
  onClose: () => void;
};

/** The days covered, the criteria and the programmes: the same for files and links. */
function useAbout(chosen: readonly string[]) {
  const [from, setFrom] = useState("");
  const [to, setTo] = useState("");
  const [refs, setRefs] = useState([...chosen]);
  const [programmes, setProgrammes] = useState<string[]>([]);
  const problems = (): SummaryLine[] => {
    const lines: SummaryLine[] = [];
    const [a, b] = [toDate(from), toDate(to)];
    if (from && !a) lines.push({ to: "covers-from", message: "Enter the first day as three numbers, such as 1 9 2025" });
    if (to && !b) lines.push({ to: "covers-to", message: "Enter the last day as three numbers, such as 31 7 2026" });
    if (a && b && a > b) lines.push({ to: "covers-to", message: "The last day must not come before the first" });
    if (refs.length === 0) lines.push({ to: "covers-criteria", message: "Tick at least one criterion that this shows" });
    return lines;
  };
  return {
    from,
    setFrom,
    to,
    setTo,
    refs,
    setRefs,
    programmes,
    setProgrammes,
    problems,
    values: () => ({ coversFrom: toDate(from), coversTo: toDate(to), criteria: refs, programmeIds: programmes }),
  };
}

function About({
  about,
  application,
  criteria,
  lines,
}: {
  about: ReturnType<typeof useAbout>;
  application: string;
  criteria: readonly Criterion[];
  lines: readonly SummaryLine[];
}) {
  const error = (to: string) => lines.find((l) => l.to === to)?.message;
  return (
    <>
      <div className="flex flex-wrap gap-x-8 gap-y-4">
        <DateInput
          id="covers-from"
          size="md"
          label="First day it covers (optional)"
          value={about.from}
          onChange={about.setFrom}
          error={error("covers-from")}
        />
        <DateInput
          id="covers-to"
          size="md"
          label="Last day it covers (optional)"
          value={about.to}
          onChange={about.setTo}
          error={error("covers-to")}
        />
      </div>
      <Criteria
        id="covers-criteria"
        label="Which criteria does it show?"
        criteria={criteria}
        value={about.refs}
        onChange={about.setRefs}
        error={error("covers-criteria")}
      />
      <SpeaksOf id="covers-programmes" application={application} value={about.programmes} onChange={about.setProgrammes} />
    </>
  );
}

const titleOf = (name: string) =>
  name
    .replace(/\.[^.]+$/, "")
    .replaceAll(/[_]+/g, " ")
    .trim() || name;

function FilesDialog({ files, application, request, criteria, chosen, onClose }: FormProps & { files: File[] }) {
  const [titles, setTitles] = useState(() => files.map((f) => titleOf(f.name)));
  const [lines, setLines] = useState<SummaryLine[]>([]);
  const [attempt, setAttempt] = useState(0);
  const about = useAbout(chosen);
  const send = (e: FormEvent) => {
    e.preventDefault();
    const problems = [
      ...titles.flatMap((t, i) => (t.trim() ? [] : [{ to: `title-${i}`, message: `Give ${files[i]?.name ?? "the file"} a title` }])),
      ...about.problems(),
    ];
    setLines(problems);
    setAttempt(attempt + 1);
    if (problems.length > 0) return;
    files.forEach((file, i) => {
      void uploadsOf(application).add(file, { ...about.values(), title: (titles[i] ?? file.name).trim(), requestId: request ?? null });
    });
    onClose();
  };
  return (
    <Dialog open wide title={files.length === 1 ? "Add a file" : `Add ${files.length} files`} onClose={onClose}>
      <form noValidate onSubmit={send} className="flex flex-col gap-5">
        <ErrorSummary lines={lines} attempt={attempt} />
        {files.map((f, i) => (
          <TextField
            key={`${f.name} ${f.size} ${i}`}
            id={`title-${i}`}
            size="md"
            label={files.length === 1 ? "Title" : `Title of ${f.name}`}
            hint={`${f.name}, ${bytes(f.size)}`}
            value={titles[i] ?? ""}
            onChange={(e) => setTitles(titles.with(i, e.target.value))}
            error={lines.find((l) => l.to === `title-${i}`)?.message}
          />
        ))}
        <About about={about} application={application} criteria={criteria} lines={lines} />
        <div className="flex gap-2">
          <Button type="submit" tone="primary">
            Upload
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}

function LinkDialog({ application, request, criteria, chosen, onClose }: FormProps) {
  const [url, setUrl] = useState("");
  const [title, setTitle] = useState("");
  const [lines, setLines] = useState<SummaryLine[]>([]);
  const [attempt, setAttempt] = useState(0);
  const about = useAbout(chosen);
  const add = useAct(AddLink, { onDone: onClose });
  const send = (e: FormEvent) => {
    e.preventDefault();
    const problems = [
      ...(/^https?:\/\/\S+\.\S+/.test(url.trim())
        ? []
        : [{ to: "link-url", message: "Enter the whole address, such as https://www.example.ac.uk/mentoring" }]),
      ...(title.trim() ? [] : [{ to: "link-title", message: "Give the link a title" }]),
      ...about.problems(),
    ];
    setLines(problems);
    setAttempt(attempt + 1);
    if (problems.length === 0)
      add.mutate({ applicationId: application, requestId: request ?? null, url: url.trim(), title: title.trim(), ...about.values() });
  };
  const refused: SummaryLine[] = add.error
    ? sentences(add.error).map((s) => ({
        message: s.message,
        rule: s.rule,
        ...(s.field === "url" || s.field === "title" ? { to: `link-${s.field}` } : {}),
      }))
    : [];
  const all = [...lines, ...refused];
  return (
    <Dialog open wide title="Add a link" onClose={onClose}>
      <form noValidate onSubmit={send} className="flex flex-col gap-5">
        <ErrorSummary lines={all} attempt={attempt + (add.error ? 1 : 0)} />
        <TextField
          id="link-url"
          size="md"
          type="url"
          label="Address"
          value={url}
          onChange={(e) => setUrl(e.target.value)}
          error={all.find((l) => l.to === "link-url")?.message}
        />
        <TextField
          id="link-title"
          size="md"
          label="Title"
          value={title}
          onChange={(e) => setTitle(e.target.value)}
          error={all.find((l) => l.to === "link-title")?.message}
        />
        <About about={about} application={application} criteria={criteria} lines={lines} />
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={add.isPending}>
            Add link
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
