/** The SHA-256 of a file, hex, worked out beside the page's own thread. */
export function hashFile(file: File, signal: AbortSignal, onRead: (bytes: number) => void): Promise<string> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL("./sha256-worker.ts", import.meta.url), { type: "module" });
    const stop = () => {
      worker.terminate();
      fail(new DOMException("Cancelled", "AbortError"));
    };
    signal.addEventListener("abort", stop, { once: true });
    const end = () => {
      signal.removeEventListener("abort", stop);
      worker.terminate();
    };
    worker.onerror = () => {
      end();
      fail(new Error("The file could not be read. Check that it is still there and try again."));
    };
    worker.onmessage = ({ data }: MessageEvent<{ read?: number; hex?: string; error?: string }>) => {
      if (data.read !== undefined) onRead(data.read);
      else {
        end();
        if (data.hex) done(data.hex);
        else fail(new Error("The file could not be read. Check that it is still there and try again."));
      }
    };
    worker.postMessage(file);
  });
}
