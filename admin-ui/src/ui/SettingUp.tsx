import { useQuery } from "@tanstack/react-query";
import { signInQuery } from "../lib/sign-in";
import { useViewer } from "../lib/viewer";
import * as paths from "../paths";
import { Providers } from "../routes/sign-in-settings/-Providers";
import { Mark } from "./Colonnade";
import { Button, Notice } from "./kit";
import { Page } from "./Page";
import { ThemeToggle } from "./Theme";

/** What a university's first manager sees, who came by an invitation to set up how its people sign in: that, and nothing else. */
export function SettingUp() {
  const viewer = useViewer();
  const settings = useQuery(signInQuery()).data?.signInSettings;
  const opened = settings?.providers.find((p) => p.own && p.state === "OPEN");
  const name = viewer.university?.name ?? "Your university";
  return (
    <>
      <a href="#main" className="absolute -top-16 left-2 z-10 rounded-md bg-accent px-3 py-2 text-on-accent focus:top-2">
        Skip to main content
      </a>
      <header className="no-print flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3">
        <span className="flex items-center gap-2 font-serif text-lg font-semibold">
          <Mark />
          Pillars
        </span>
        <div className="flex flex-wrap items-center gap-1">
          <form method="post" action={paths.SIGN_OUT}>
            <Button type="submit" tone="bare" size="sm">
              Leave
            </Button>
          </form>
          <ThemeToggle />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="min-w-0 outline-none">
        <Page
          width="read"
          title={`How ${name} signs in`}
          lead={`${viewer.person?.name}, connect your identity provider, try it, take it in use: then you sign in by it as everybody will. You can go on with this for a day; the letter leads back here.`}
        >
          {opened && (
            <Notice tone="ok" title={`${opened.name} is in use`}>
              <p className="max-w-[65ch]">Sign in by it now: the invitation is yours by that, and you invite your colleagues then.</p>
              <p className="mt-2">
                <a href={paths.OWN_INVITATION}>Sign in with {opened.name}</a>
              </p>
            </Notice>
          )}
          <Providers name={name} />
        </Page>
      </main>
    </>
  );
}
