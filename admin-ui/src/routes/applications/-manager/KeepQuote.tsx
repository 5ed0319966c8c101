import { useNavigate } from "@tanstack/react-router";
import { graphql } from "../../../gql";
import { useAct } from "../../../lib/act";
import * as paths from "../../../paths";
import { Button } from "../../../ui/kit";
import { Refusal } from "../../../ui/Refusal";

const Keep = graphql(`mutation KeepQuote($input: KeepQuoteInput!) { keepQuote(input: $input) { quote { id } } }`);

/** Keeps today's price of drafts for thirty days, for whoever has to agree to it (M6). */
export function KeepQuote({ ids }: { ids: readonly string[] }) {
  const navigate = useNavigate();
  const keep = useAct(Keep, { onDone: (r) => void navigate(paths.quote(r.keepQuote.quote.id)) });
  return (
    <div className="no-print flex flex-col items-start gap-2">
      <Refusal error={keep.error} title="The price was not kept" />
      <Button busy={keep.isPending} onClick={() => keep.mutate({ applicationIds: [...ids] })}>
        Keep this price as a quote
      </Button>
      <p className="max-w-[60ch] text-sm text-ink-2">
        It stays open for 30 days, with a PDF for your finance office. You submit by accepting it.
      </p>
    </div>
  );
}
