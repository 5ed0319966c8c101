import { stopAsking } from "../lib/again";
import { goAgain } from "../lib/entered";
import { Dialog } from "./Dialog";
import { Button } from "./kit";

/** What an act needs that was refused because signing in was too long ago. */
export default function Again() {
  return (
    <Dialog title="Sign in again to go on" open onClose={stopAsking}>
      <p>
        You signed in more than five minutes ago, and this needs somebody who signed in just now: it opens the way to many records at once,
        or takes some away for good.
      </p>
      <p>You come back to this page, as who you are now. Nothing was done yet: press the button once more then.</p>
      <div className="flex flex-wrap gap-2">
        <Button tone="primary" onClick={goAgain}>
          Sign in again
        </Button>
        <Button onClick={stopAsking}>Not now</Button>
      </div>
    </Dialog>
  );
}
