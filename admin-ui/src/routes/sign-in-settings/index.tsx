import { createFileRoute } from "@tanstack/react-router";
import { useViewer } from "../../lib/viewer";
import { Page } from "../../ui/Page";
import { Providers } from "./-Providers";

export const Route = createFileRoute("/sign-in-settings/")({ component: SignIn });

/** How the viewer's university signs in. */
function SignIn() {
  const { university } = useViewer();
  return (
    <Page
      width="read"
      title="Sign-in"
      lead={`The people of ${university?.name ?? "your university"} sign in at its own identity provider. Pillars keeps no password of theirs.`}
    >
      <Providers name={university?.name ?? ""} />
    </Page>
  );
}
