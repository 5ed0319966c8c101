import { useEffect } from "react";
import { TextArea } from "../../forms/fields";
import { graphql } from "../../gql";
import { Autosave, useEntry } from "../../lib/autosave";
import { ask, execute, outdate, queryClient } from "../../lib/graphql";
import { keepIn } from "../../lib/kept";
import { useLoad } from "../../lib/queries";
import { whoAmI } from "../../lib/viewer";
import { Button, Skeleton } from "../../ui/kit";
import { Saved } from "../../ui/Saved";

const Feedback = graphql(`query Feedback($id: ID!) { application(id: $id) { id feedback { proposed text version } } }`);
const feedbackQuery = (id: string) => ask("live", Feedback, { id });
const SaveFeedback = graphql(
  `mutation SaveFeedback($input: SaveFeedbackInput!) { saveFeedback(input: $input) { feedback { proposed text version } } }`,
);

const KEY = "feedback";
const stores = new Map<string, Autosave<string>>();
/** The feedback on one case as it is being written. */
function feedbackOf(application: string): Autosave<string> {
  const known = stores.get(application);
  if (known) return known;
  const store = new Autosave<string>({
    same: (a, b) => a.trim() === b.trim(),
    merge: (mine, other) => [other, mine].map((text) => text.trim()).join("\n\n"),
    keep: keepIn(`${whoAmI()} ${application} feedback`),
    save: async (_, text, version, key) => {
      const { saveFeedback } = await execute(SaveFeedback, { input: { applicationId: application, text, version } }, { key });
      await outdate();
      queryClient.setQueryData(
        feedbackQuery(application).queryKey,
        (before) => before && { application: { ...before.application, feedback: saveFeedback.feedback } },
      );
      return saveFeedback.feedback.version;
    },
    latest: async () => {
      const { application: now } = await queryClient.fetchQuery({ ...feedbackQuery(application), staleTime: 0 });
      return { value: now.feedback?.text ?? "", version: now.feedback?.version ?? 0 };
    },
  });
  store.watch();
  stores.set(application, store);
  return store;
}

/** What the university is told as it stands: what is written, or else what is proposed; nothing until that is known. */
export function useFeedback(application: string) {
  const store = feedbackOf(application);
  const kept = useLoad(feedbackQuery(application))?.application.feedback;
  const entry = useEntry(store, KEY);
  useEffect(() => {
    if (kept) store.seed(KEY, kept.text ?? "", kept.version);
  }, [kept, store]);
  // What nobody has written in follows the judgements.
  const untouched = entry?.version === 0 && entry.phase === "saved";
  return { store, entry, proposed: kept?.proposed, text: entry && kept ? (untouched ? kept.proposed : entry.value) : undefined };
}

/** Feedback drafted from the judgements, to be edited; what is written is kept for its assessor alone until it is released. */
export function FeedbackBox({ application, error }: { application: string; error: string | undefined }) {
  const { store, entry, proposed, text } = useFeedback(application);
  if (text === undefined) return <Skeleton lines={4} label="Drafting the feedback" />;
  const drafted = text === proposed;
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        id="feedback"
        size="md"
        label="Feedback for the university"
        hint={
          drafted
            ? "Drafted from your judgements. Change it: say what was strong, and what to do next."
            : "What was strong, what fell short and by how much, what to do next."
        }
        rows={10}
        value={text}
        onChange={(e) => store.edit(KEY, e.target.value)}
        onBlur={() => void store.flush()}
        error={error}
      />
      <div className="flex flex-wrap items-center gap-x-3">
        <Saved store={store} />
        {!drafted && proposed && (
          <Button size="sm" tone="bare" onClick={() => store.edit(KEY, proposed)}>
            Draft it again from the judgements
          </Button>
        )}
      </div>
      {entry?.phase === "failed" && (
        <p role="alert" className="text-sm font-medium text-bad">
          Not saved: {entry.message}
        </p>
      )}
      {entry?.phase === "conflict" && entry.other && (
        <div role="alert" className="flex flex-col gap-2 border-l-4 border-warn bg-warn-tint px-3 py-2 text-sm">
          <p className="font-semibold">Another tab has kept another text. Yours stands above and is kept; choose what shall count.</p>
          <p className="max-h-40 overflow-auto whitespace-pre-line">{entry.other.value}</p>
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={() => store.settle(KEY, "theirs")}>
              Take that
            </Button>
            <Button size="sm" onClick={() => store.settle(KEY, "mine")}>
              Keep mine
            </Button>
            <Button size="sm" onClick={() => store.settle(KEY, "both")}>
              Keep both
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
