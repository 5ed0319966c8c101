/** The few words of S3 that a browser needs for a multipart upload. Every address comes signed from the API. */

/** An answer of the storage that is not success. */
export class StorageError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const texts = (xml: string, tag: string) =>
  Array.from(new DOMParser().parseFromString(xml, "application/xml").getElementsByTagName(tag), (n) => n.textContent ?? "");

async function ask(url: string, init: RequestInit): Promise<string> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  // CompleteMultipartUpload may answer 200 and an error in the body.
  if (!answer.ok || text.includes("<Error>"))
    throw new StorageError(answer.status, texts(text, "Message")[0] ?? `The storage answered ${answer.status}.`);
  return text;
}

/** Begins an upload; gives its id. */
export async function begin(url: string, signal: AbortSignal): Promise<string> {
  const id = texts(await ask(url, { method: "POST", signal }), "UploadId")[0];
  if (!id) throw new StorageError(200, "The storage gave no upload id.");
  return id;
}

/** The parts that have arrived, by number. */
export async function arrived(url: string, signal: AbortSignal): Promise<Map<number, string>> {
  const xml = await ask(url, { signal });
  const numbers = texts(xml, "PartNumber");
  const tags = texts(xml, "ETag");
  return new Map(numbers.map((n, i) => [Number(n), tags[i] ?? ""]));
}

/** Joins the parts. */
export function complete(url: string, parts: ReadonlyMap<number, string>, signal: AbortSignal): Promise<string> {
  const quoted = (s: string) => s.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const list = [...parts]
    .sort(([a], [b]) => a - b)
    .map(([n, tag]) => `<Part><PartNumber>${n}</PartNumber><ETag>${quoted(tag)}</ETag></Part>`);
  return ask(url, {
    method: "POST",
    body: `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${list.join("")}</CompleteMultipartUpload>`,
    signal,
  });
}

/** Gives the upload up; the storage forgets its parts. */
export const abort = (url: string) => fetch(url, { method: "DELETE" });

/** Sends one part and gives its ETag. XMLHttpRequest, because fetch can't say how much has been sent. */
export function put(url: string, body: Blob, signal: AbortSignal, onSent: (bytes: number) => void): Promise<string> {
  return new Promise((done, fail) => {
    const x = new XMLHttpRequest();
    const stop = () => x.abort();
    x.upload.onprogress = (e) => onSent(e.loaded);
    x.onload = () => {
      const tag = x.getResponseHeader("etag");
      if (x.status >= 200 && x.status < 300 && tag) {
        onSent(body.size);
        done(tag);
      } else
        fail(
          new StorageError(
            x.status,
            tag ? `The storage answered ${x.status}.` : "The storage does not show the ETag header; its CORS rules must expose it.",
          ),
        );
    };
    x.onerror = () => fail(new StorageError(0, "The connection to the storage was lost."));
    x.onabort = () => fail(new DOMException("Cancelled", "AbortError"));
    x.onloadend = () => signal.removeEventListener("abort", stop);
    if (signal.aborted) {
      fail(new DOMException("Cancelled", "AbortError"));
      return;
    }
    signal.addEventListener("abort", stop, { once: true });
    x.open("PUT", url);
    x.send(body);
  });
}
