import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** Reads a file once, in pieces: a 2 GiB video never stands in memory whole. Web Crypto can't do that. */
addEventListener("message", async ({ data }: MessageEvent<File>) => {
  try {
    const hash = sha256.create();
    const reader = data.stream().getReader();
    let read = 0;
    let told = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      hash.update(part.value);
      read += part.value.length;
      if (read - told > 4_000_000) {
        told = read;
        postMessage({ read });
      }
    }
    postMessage({ hex: bytesToHex(hash.digest()) });
  } catch (e) {
    postMessage({ error: e instanceof Error ? e.message : String(e) });
  }
});
