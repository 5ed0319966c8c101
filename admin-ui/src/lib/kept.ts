import { uuid } from "./graphql";

/** Words that the server does not have yet, as this browser keeps them. */
export type Held<T> = {
  key: string;
  value: T;
  /** The version they were written on. */
  version: number;
  /** What was last sent of them, where no answer has come. */
  sent?: T | undefined;
  at: number;
};

/** Where words wait that the server does not have yet: they outlive the tab and the browser. */
export interface Keep<T> {
  put(held: Held<T>): void;
  drop(key: string): void;
  /** What tabs left behind that are gone, oldest first; from now on it is this tab's. */
  adopt(): Promise<Held<T>[]>;
}

type Row<T> = Held<T> & { scope: string; tab: string };

/** This page's own name. It holds a lock of that name as long as it lives, so that another can tell whether it still does. */
const TAB = uuid();
const lockOf = (tab: string) => `words of ${tab}`;
let living: Promise<void> | undefined;
function live(): Promise<void> {
  living ??= new Promise((held) => {
    if (!navigator.locks) return held();
    void navigator.locks.request(lockOf(TAB), () => {
      held();
      return new Promise(() => {});
    });
  });
  return living;
}

const STORE = "words";
let opened: Promise<IDBDatabase | undefined> | undefined;
function open(): Promise<IDBDatabase | undefined> {
  opened ??= new Promise((done) => {
    if (typeof indexedDB === "undefined") return done(undefined);
    const asked = indexedDB.open("pillars", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: ["scope", "key", "tab"] });
    asked.onsuccess = () => done(asked.result);
    // A browser that keeps nothing, as in a private window: the server alone keeps what is written.
    asked.onerror = () => done(undefined);
  });
  return opened;
}

/**
 * Keeps words in IndexedDB, which a killed browser has on disk, unlike `localStorage`, which Chromium writes seconds later.
 * `scope` says whose words they are and about what: another person in this browser is not shown them.
 */
export function keepIn<T>(scope: string): Keep<T> {
  /** What is to be written, by key; nothing is to be removed. The newest alone counts. */
  const next = new Map<string, Row<T> | undefined>();
  let writing = false;
  const write = async () => {
    if (writing) return;
    writing = true;
    await live();
    const db = await open();
    while (db && next.size > 0) {
      const batch = [...next];
      next.clear();
      await new Promise<void>((done) => {
        const tx = db.transaction(STORE, "readwrite");
        for (const [key, row] of batch) {
          if (row) tx.objectStore(STORE).put(row);
          else tx.objectStore(STORE).delete([scope, key, TAB]);
        }
        tx.oncomplete = tx.onabort = () => done();
      });
    }
    writing = false;
  };
  return {
    put(held) {
      next.set(held.key, { ...held, scope, tab: TAB });
      void write();
    },
    drop(key) {
      next.set(key, undefined);
      void write();
    },
    async adopt() {
      await live();
      const [db, locks] = await Promise.all([open(), navigator.locks?.query()]);
      if (!db) return [];
      const alive = new Set(locks?.held?.map((l) => l.name));
      return new Promise<Held<T>[]>((done) => {
        const found: Row<T>[] = [];
        const tx = db.transaction(STORE, "readwrite");
        const words = tx.objectStore(STORE);
        const all = words.getAll(IDBKeyRange.bound([scope], [scope, []]));
        all.onsuccess = () => {
          for (const row of all.result as Row<T>[]) {
            if (row.tab === TAB || alive.has(lockOf(row.tab))) continue;
            found.push(row);
            words.delete([scope, row.key, row.tab]);
          }
          // Two of one key are both handed on; the one written last is the one to keep until the server has them.
          for (const row of found.toSorted((a, b) => a.at - b.at)) words.put({ ...row, tab: TAB });
        };
        tx.oncomplete = () => done(found.toSorted((a, b) => a.at - b.at));
        tx.onabort = () => done([]);
      });
    },
  };
}
