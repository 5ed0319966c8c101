import { useSyncExternalStore } from "react";
import { graphql } from "../gql";
import type { FileState } from "../gql/graphql";
import { asApiError, sentences } from "./errors";
import { execute, refresh, uuid } from "./graphql";
import { hashFile } from "./hash";
import * as s3 from "./s3";

const Declare = graphql(
  `mutation DeclareFile($input: DeclareFileInput!) { declareFile(input: $input) { evidence { id } createUrl partSize } }`,
);
const Sign = graphql(
  `mutation SignUpload($input: SignUploadInput!) { signUpload(input: $input) { parts { number url } completeUrl listUrl abortUrl } }`,
);
const Finish = graphql(
  `mutation FinishUpload($input: EvidenceInput!) { finishUpload(input: $input) { evidence { id file { state problem } } } }`,
);
const Remove = graphql(`mutation DropUpload($input: EvidenceInput!) { removeEvidence(input: $input) { removedId } }`);
const State = graphql(
  `query UploadState($application: ID!) { application(id: $application) { id evidence { id file { state problem } } } }`,
);

const LANES = 3;
const TRIES = 4;

/** What is said of a file before it is sent. */
export type Claim = {
  title: string;
  coversFrom: string | null;
  coversTo: string | null;
  criteria: string[];
  programmeIds: string[];
  requestId: string | null;
};
/** A file on its way. */
export type Upload = Claim & {
  id: string;
  name: string;
  size: number;
  /** Bytes read while hashing, then bytes sent. */
  done: number;
  phase: "hashing" | "sending" | "checking" | "done" | "failed";
  evidenceId?: string;
  error?: string;
  /** The file itself was not taken: sending it again changes nothing. */
  refused?: boolean;
};

type Ticket = { evidenceId: string; createUrl: string; partSize: number; uploadId?: string };
type Job = { file: File; stop: AbortController; hash?: string; ticket?: Ticket; parts: Map<number, string> };
/** What a test replaces: reading a file in a worker, sending a part, waiting. */
export type Means = { hash: typeof hashFile; put: typeof s3.put; sleep: (ms: number) => Promise<void> };
const MEANS: Means = { hash: hashFile, put: s3.put, sleep: (ms) => new Promise((r) => setTimeout(r, ms)) };

/**
 * Sends files straight to storage, always in parts: three at a time, four tries each (E1). A failed upload goes on where it
 * stopped; one cut off by closing the tab goes on when the same file is chosen again.
 */
export class Uploads {
  readonly #application: string;
  readonly #means: Means;
  #list: readonly Upload[] = [];
  #jobs = new Map<string, Job>();
  #listeners = new Set<() => void>();

  constructor(application: string, means: Partial<Means> = {}) {
    this.#application = application;
    this.#means = { ...MEANS, ...means };
  }

  subscribe = (f: () => void) => {
    this.#listeners.add(f);
    return () => {
      this.#listeners.delete(f);
    };
  };
  list = () => this.#list;

  add(file: File, claim: Claim): Promise<void> {
    const id = uuid();
    const problem =
      file.size === 0
        ? "This file is empty. Choose another."
        : file.size > 2 ** 31
          ? "This file is larger than 2 GB. Make it smaller or add a link to it."
          : undefined;
    this.#list = [
      ...this.#list,
      {
        ...claim,
        id,
        name: file.name,
        size: file.size,
        done: 0,
        phase: problem ? "failed" : "hashing",
        ...(problem ? { error: problem, refused: true } : {}),
      },
    ];
    this.#tell();
    if (problem) return Promise.resolve();
    this.#jobs.set(id, { file, stop: new AbortController(), parts: new Map() });
    return this.#run(id);
  }

  /** Goes on with a failed upload; parts that arrived are not sent again. */
  retry(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (!job) return Promise.resolve();
    job.stop = new AbortController();
    this.#patch(id, { phase: "hashing" });
    return this.#run(id);
  }

  /** Stops, and makes storage and server forget the file. */
  async cancel(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    job?.stop.abort();
    this.#jobs.delete(id);
    const evidenceId = this.#list.find((u) => u.id === id)?.evidenceId ?? job?.ticket?.evidenceId;
    this.#list = this.#list.filter((u) => u.id !== id);
    this.#tell();
    if (job?.hash) forget(this.#application, job.hash);
    if (!evidenceId) return;
    try {
      if (job?.ticket?.uploadId) {
        const { signUpload } = await execute(Sign, { input: { evidenceId, uploadId: job.ticket.uploadId, parts: [] } });
        await s3.abort(signUpload.abortUrl);
      }
      await execute(Remove, { input: { evidenceId } }, { key: uuid() });
    } catch {
      // The server clears away uploads that nobody finished.
    }
    void refresh();
  }

  async #run(id: string) {
    const job = this.#jobs.get(id);
    if (!job) return;
    const { signal } = job.stop;
    try {
      job.hash ??= await this.#means.hash(job.file, signal, (done) => this.#patch(id, { done }));
      const ticket = await this.#ticket(id, job, job.hash);
      this.#patch(id, { phase: "sending", done: 0, evidenceId: ticket.evidenceId });
      await this.#send(id, job, ticket);
      this.#patch(id, { phase: "checking", done: job.file.size });
      const { finishUpload } = await execute(Finish, { input: { evidenceId: ticket.evidenceId } }, { signal, key: uuid() });
      forget(this.#application, job.hash);
      await this.#settled(id, ticket.evidenceId, finishUpload.evidence.file ?? null, signal);
    } catch (e) {
      if (signal.aborted) return;
      const error =
        e instanceof s3.StorageError
          ? e.message
          : e instanceof Error && e.name !== "ApiError"
            ? e.message
            : sentences(asApiError(e))
                .map((s) => s.message)
                .join(" ");
      this.#patch(id, { phase: "failed", error });
    }
  }

  /** A place to send to: the one begun before for the same bytes, or a new one. */
  async #ticket(id: string, job: Job, hash: string): Promise<Ticket> {
    if (job.ticket) return job.ticket;
    const known = recall(this.#application, hash);
    if (known?.uploadId) {
      try {
        const { signUpload } = await execute(
          Sign,
          { input: { evidenceId: known.evidenceId, uploadId: known.uploadId, parts: [] } },
          { signal: job.stop.signal },
        );
        job.parts = await s3.arrived(signUpload.listUrl, job.stop.signal);
        job.ticket = known;
        return known;
      } catch (e) {
        if (job.stop.signal.aborted) throw e;
        forget(this.#application, hash);
      }
    }
    const u = this.#list.find((x) => x.id === id);
    if (!u) throw new DOMException("Cancelled", "AbortError");
    const { declareFile } = await execute(
      Declare,
      {
        input: {
          applicationId: this.#application,
          programmeIds: u.programmeIds,
          requestId: u.requestId,
          name: u.name,
          size: String(u.size),
          sha256: hash,
          title: u.title,
          coversFrom: u.coversFrom,
          coversTo: u.coversTo,
          criteria: u.criteria,
        },
      },
      { signal: job.stop.signal, key: uuid() },
    );
    job.ticket = { evidenceId: declareFile.evidence.id, createUrl: declareFile.createUrl, partSize: declareFile.partSize };
    return job.ticket;
  }

  async #send(id: string, job: Job, ticket: Ticket) {
    const { signal } = job.stop;
    ticket.uploadId ??= await this.#patiently(signal, () => s3.begin(ticket.createUrl, signal));
    const uploadId = ticket.uploadId;
    if (job.hash) remember(this.#application, job.hash, ticket);
    const total = Math.max(1, Math.ceil(job.file.size / ticket.partSize));
    const size = (n: number) => Math.min(ticket.partSize, job.file.size - (n - 1) * ticket.partSize);
    const waiting = Array.from({ length: total }, (_, i) => i + 1).filter((n) => !job.parts.has(n));
    const sent = new Map<number, number>([...job.parts.keys()].map((n) => [n, size(n)]));
    const told = () => this.#patch(id, { done: [...sent.values()].reduce((a, b) => a + b, 0) });
    const lane = async () => {
      for (let n = waiting.shift(); n !== undefined; n = waiting.shift()) {
        const number = n;
        const tag = await this.#patiently(signal, async () => {
          const { signUpload } = await execute(Sign, { input: { evidenceId: ticket.evidenceId, uploadId, parts: [number] } }, { signal });
          const url = signUpload.parts.find((p) => p.number === number)?.url;
          if (!url) throw new s3.StorageError(0, "The server signed no address for a part of the file.");
          return this.#means.put(url, job.file.slice((number - 1) * ticket.partSize, number * ticket.partSize), signal, (b) => {
            sent.set(number, b);
            told();
          });
        });
        job.parts.set(number, tag);
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: Math.min(LANES, Math.max(1, waiting.length)) }, lane));
    const broken = lanes.find((l) => l.status === "rejected");
    if (broken) throw broken.reason;
    await this.#patiently(signal, async () => {
      const { signUpload } = await execute(Sign, { input: { evidenceId: ticket.evidenceId, uploadId, parts: [] } }, { signal });
      return s3.complete(signUpload.completeUrl, job.parts, signal);
    });
  }

  /** Four tries, each after a longer wait; never again what the API refused. */
  async #patiently<T>(signal: AbortSignal, act: () => Promise<T>): Promise<T> {
    for (let n = 1; ; n++) {
      try {
        return await act();
      } catch (e) {
        const refused = e instanceof Error && e.name === "ApiError" && !asApiError(e).unsure;
        if (signal.aborted || refused || n >= TRIES) throw e;
        await this.#means.sleep(2 ** n * 250 + Math.random() * 250);
      }
    }
  }

  /** Waits until the server has checked size, type and hash. */
  async #settled(id: string, evidenceId: string, first: { state: FileState; problem?: string | null } | null, signal: AbortSignal) {
    let file = first;
    for (let n = 0; file && (file.state === "SCANNING" || file.state === "UPLOADING"); n++) {
      await this.#means.sleep(Math.min(5_000, 500 + n * 250));
      const { application } = await execute(State, { application: this.#application }, { signal });
      file = application.evidence.find((e) => e.id === evidenceId)?.file ?? null;
    }
    this.#jobs.delete(id);
    if (!file || file.state === "CLEAN") this.#patch(id, { phase: "done" });
    else this.#patch(id, { phase: "failed", refused: true, error: file.problem ?? "The file did not pass its checks. Choose another." });
    void refresh();
  }

  #patch(id: string, change: Partial<Upload>) {
    this.#list = this.#list.map((u) => (u.id === id ? { ...u, ...change } : u));
    this.#tell();
  }

  #tell() {
    for (const f of this.#listeners) f();
  }
}

const slot = (application: string, hash: string) => `upload:${application}:${hash}`;
const remember = (application: string, hash: string, ticket: Ticket) =>
  localStorage.setItem(slot(application, hash), JSON.stringify(ticket));
const forget = (application: string, hash: string) => localStorage.removeItem(slot(application, hash));
function recall(application: string, hash: string): Ticket | undefined {
  const kept = localStorage.getItem(slot(application, hash));
  return kept ? (JSON.parse(kept) as Ticket) : undefined;
}

const stores = new Map<string, Uploads>();
/** One store for each application, so that uploads go on while a person moves between its pages. */
export function uploadsOf(application: string): Uploads {
  const known = stores.get(application) ?? new Uploads(application);
  stores.set(application, known);
  return known;
}
/** The files of an application that are on their way. */
export function useUploads(application: string) {
  const store = uploadsOf(application);
  return { store, uploads: useSyncExternalStore(store.subscribe, store.list) };
}
