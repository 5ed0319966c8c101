import { Link, type LinkProps, Outlet, useNavigate, useRouter } from "@tanstack/react-router";
import { type CSSProperties, lazy, Suspense, useEffect, useState } from "react";
import { useAgain } from "../lib/again";
import { leave } from "../lib/graphql";
import { isTyping, keysOff, setKeysOff, useKeysOff } from "../lib/keys";
import { useLive, useLiveState } from "../lib/live";
import { type Desk, ROLE, useSameViewer, useViewer } from "../lib/viewer";
import * as paths from "../paths";
import { ActingBar } from "./Acting";
import { Mark } from "./Colonnade";
import { day } from "./format";
import { Button, Kbd } from "./kit";
import { focusTitle } from "./Page";
import { ThemeToggle } from "./Theme";

const Palette = lazy(() => import("./Palette"));
const Again = lazy(() => import("./Again"));

/** A place of the rail: where, what it is called, and the letter that goes there after G. */
export type Place = { to: LinkProps; text: string; key: string };
const AUDIT: Place = { to: paths.audit(), text: "Audit", key: "d" };
const SIGN_IN: Place = { to: paths.signInSettings(), text: "Sign-in", key: "s" };
const PROTECTION: Place = { to: paths.protection(), text: "Data protection", key: "x" };
const TOKENS: Place = { to: paths.tokens(), text: "Tokens", key: "n" };
/** The rail of each desk. */
export const PLACES: Record<Desk, readonly Place[]> = {
  university: [
    { to: paths.home(), text: "Home", key: "h" },
    { to: paths.programmes(), text: "Programmes", key: "p" },
    { to: paths.applications(), text: "Applications", key: "a" },
    { to: paths.quotes(), text: "Quotes", key: "q" },
    { to: paths.invoices(), text: "Invoices", key: "i" },
    { to: paths.prices(), text: "Prices", key: "c" },
    { to: paths.awards(), text: "Awards", key: "w" },
    { to: paths.people(), text: "People", key: "o" },
  ],
  assessor: [
    { to: paths.caseload(), text: "Caseload", key: "c" },
    { to: paths.availability(), text: "Availability", key: "v" },
    { to: paths.calibration(), text: "Calibration", key: "b" },
  ],
  operator: [
    { to: paths.home(), text: "Overview", key: "h" },
    { to: paths.applications(), text: "Applications", key: "a" },
    { to: paths.workload(), text: "Workload", key: "l" },
    { to: paths.clocks(), text: "Clocks", key: "k" },
    { to: paths.quotes(), text: "Quotes", key: "q" },
    { to: paths.invoices(), text: "Invoices", key: "i" },
    { to: paths.prices(), text: "Prices", key: "c" },
    { to: paths.awards(), text: "Awards", key: "w" },
    { to: paths.universities(), text: "Universities", key: "u" },
    { to: paths.reports(), text: "Reports", key: "r" },
    { to: paths.letters(), text: "E-mail", key: "t" },
    { to: paths.imports(), text: "Imports", key: "m" },
    { to: paths.editions(), text: "Editions", key: "e" },
    { to: paths.consistency(), text: "Consistency", key: "y" },
    { to: paths.calibration(), text: "Calibration", key: "b" },
    { to: paths.staff(), text: "Staff", key: "f" },
    { to: paths.settings(), text: "Settings", key: "s" },
    AUDIT,
    PROTECTION,
    TOKENS,
  ],
};
/** A lead assessor sees how work lies with everybody, too. */
const LEAD: readonly Place[] = [
  { to: paths.workload(), text: "Workload", key: "l" },
  { to: paths.clocks(), text: "Clocks", key: "k" },
];
/** The places of the viewer. */
export const placesOf = (viewer: { desk: Desk; role?: string | null }): readonly Place[] =>
  viewer.role === "LEAD_ASSESSOR"
    ? [...PLACES.assessor, ...LEAD]
    : viewer.role === "MANAGER"
      ? [...PLACES.university, SIGN_IN, AUDIT, PROTECTION, TOKENS]
      : PLACES[viewer.desk];
const GROUP: Record<Desk, string> = { university: "Manage", assessor: "Assess", operator: "Operate" };

/** The frame around every page: the rail at the left (a strip on a phone), the palette, live updates, the focus on arrival. */
export function Shell() {
  const viewer = useViewer();
  useLive(viewer.desk === "operator");
  useSameViewer();
  const router = useRouter();
  const [palette, setPalette] = useState(false);
  const again = useAgain();
  useEffect(() => {
    if (!viewer.person) leave(paths.signIn(location.pathname + location.search));
  }, [viewer.person]);
  useEffect(
    () =>
      router.subscribe("onRendered", ({ pathChanged, fromLocation, toLocation }) => {
        if (pathChanged && fromLocation && !toLocation.hash) focusTitle();
      }),
    [router],
  );
  useGoTo(placesOf(viewer), () => setPalette(true));
  if (!viewer.person) return null;
  return (
    <>
      <a href="#main" className="absolute -top-16 left-2 z-10 rounded-md bg-accent px-3 py-2 text-on-accent focus:top-2">
        Skip to main content
      </a>
      {viewer.demo && (
        <aside aria-label="Demo" className="no-print min-h-7 bg-info-tint px-4 py-1 text-center text-sm font-medium text-info">
          Demo: today is {day(viewer.today)}
        </aside>
      )}
      <ActingBar />
      <div
        style={viewer.demo ? ({ "--banner": "1.75rem" } as CSSProperties) : undefined}
        className="shell grid content-start md:min-h-[calc(100dvh-var(--banner,0px))] md:grid-cols-[208px_minmax(0,1fr)] md:content-stretch"
      >
        <Rail openPalette={() => setPalette(true)} />
        <main id="main" tabIndex={-1} className="min-w-0 outline-none">
          <Outlet />
        </main>
      </div>
      {palette && (
        <Suspense>
          <Palette places={placesOf(viewer)} onClose={() => setPalette(false)} />
        </Suspense>
      )}
      {again && (
        <Suspense>
          <Again />
        </Suspense>
      )}
    </>
  );
}

function Rail({ openPalette }: { openPalette: () => void }) {
  const viewer = useViewer();
  const [open, setOpen] = useState(false);
  return (
    <nav aria-label="Main" className="no-print border-line max-md:border-b md:border-r">
      <div className="flex flex-col gap-4 p-3 tall md:sticky md:top-[var(--acting,0px)] md:overflow-y-auto">
        <div className="flex items-center justify-between gap-2">
          <Link
            {...paths.home()}
            className="flex items-center gap-2 rounded-md px-2 font-serif text-lg font-semibold text-ink no-underline"
          >
            <Mark />
            Pillars
          </Link>
          <div className="flex gap-1 md:hidden">
            <Button size="sm" tone="bare" onClick={openPalette}>
              Search
            </Button>
            <Button size="sm" aria-expanded={open} aria-controls="rail" onClick={() => setOpen(!open)}>
              Menu
            </Button>
          </div>
        </div>
        <div id="rail" className={`flex flex-1 flex-col gap-4 ${open ? "" : "max-md:hidden"}`}>
          <div className="max-md:hidden">
            <Button wide aria-keyshortcuts="Control+k" onClick={openPalette}>
              <span className="font-normal text-ink-2">Search or jump to</span>
              <Kbd>Ctrl K</Kbd>
            </Button>
          </div>
          <div>
            <h2 className="px-2 pb-1 text-xs font-medium text-ink-3">{viewer.university?.name ?? GROUP[viewer.desk]}</h2>
            <ul className="flex flex-col">
              {placesOf(viewer).map((p) => (
                <li key={p.text}>
                  <Link
                    {...p.to}
                    onClick={() => setOpen(false)}
                    activeOptions={{ exact: p.to.to === "/", includeSearch: false }}
                    className="block rounded-md px-2 py-1.5 no-underline hover:bg-sunken aria-[current=page]:bg-accent-tint aria-[current=page]:font-medium"
                    activeProps={{ className: "text-ink" }}
                    inactiveProps={{ className: "text-ink-2" }}
                  >
                    {p.text}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
          <div>
            <h2 className="px-2 pb-1 text-xs font-medium text-ink-3">Public</h2>
            <ul className="flex flex-col">
              {(
                [
                  [paths.REGISTER, "Register"],
                  [paths.STANDARD, "The standard"],
                ] as const
              ).map(([href, text]) => (
                <li key={href}>
                  <a href={href} className="block rounded-md px-2 py-1.5 text-ink-2 no-underline hover:bg-sunken">
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </div>
          <Foot />
        </div>
      </div>
    </nav>
  );
}

function Foot() {
  const viewer = useViewer();
  const live = useLiveState();
  const off = useKeysOff();
  return (
    <div className="mt-auto flex flex-col gap-1 border-t border-line pt-3 text-sm">
      <p className="px-2">
        <span className="block font-medium">{viewer.person?.name}</span>
        {viewer.role && <span className="block text-xs text-ink-3">{ROLE[viewer.role]}</span>}
      </p>
      <Link {...paths.accountMail()} className="block rounded-md px-2 py-1 text-ink-2 no-underline hover:bg-sunken">
        Your e-mail
      </Link>
      <Link {...paths.accountSessions()} className="block rounded-md px-2 py-1 text-ink-2 no-underline hover:bg-sunken">
        Where you are signed in
      </Link>
      <Link {...paths.accountData()} className="block rounded-md px-2 py-1 text-ink-2 no-underline hover:bg-sunken">
        Your data
      </Link>
      <div className="flex flex-wrap gap-x-1">
        <form method="post" action={paths.SIGN_OUT}>
          <Button type="submit" tone="bare" size="sm">
            Sign out
          </Button>
        </form>
        <ThemeToggle />
        <Button tone="bare" size="sm" aria-pressed={off} onClick={() => setKeysOff(!off)}>
          {off ? "Shortcuts are off" : "Shortcuts are on"}
        </Button>
      </div>
      <p role="status" className="px-2 text-xs text-ink-3">
        {live === "live" ? "Live updates on" : live === "offline" ? "Live updates paused, retrying" : "Connecting"}
      </p>
    </div>
  );
}

/** Ctrl K opens the palette; G and then a letter goes to a place. */
function useGoTo(places: readonly Place[], openPalette: () => void) {
  const navigate = useNavigate();
  useEffect(() => {
    let since = 0;
    const listen = (e: KeyboardEvent) => {
      if ((e.metaKey || e.ctrlKey) && e.key.toLowerCase() === "k") {
        e.preventDefault();
        openPalette();
        return;
      }
      if (isTyping(e) || keysOff()) return;
      if (e.key === "g") {
        since = Date.now();
        return;
      }
      const place = Date.now() - since < 1500 ? places.find((p) => p.key === e.key) : undefined;
      since = 0;
      if (place) {
        e.preventDefault();
        e.stopImmediatePropagation();
        void navigate(place.to as never);
      }
    };
    addEventListener("keydown", listen, { capture: true });
    return () => removeEventListener("keydown", listen, { capture: true });
  }, [places, openPalette, navigate]);
}
