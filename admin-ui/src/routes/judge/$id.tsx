import { createFileRoute } from "@tanstack/react-router";
import * as v from "valibot";
import { queryClient } from "../../lib/graphql";
import { phrasesQuery } from "../../lib/phrases";
import { editionQuery, evidenceQuery, requestsQuery, useLoad } from "../../lib/queries";
import { Skeleton } from "../../ui/kit";
import { JudgeScreen } from "./-JudgeScreen";
import { judgeCriteriaQuery, judgeHeadQuery } from "./-judging";

const Search = v.object({ pillar: v.optional(v.fallback(v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer()), 1)) });

export const Route = createFileRoute("/judge/$id")({
  validateSearch: Search,
  loader: ({ params: { id } }) => {
    void queryClient.prefetchQuery(judgeHeadQuery(id));
    void queryClient.prefetchQuery(judgeCriteriaQuery(id));
    void queryClient.prefetchQuery(evidenceQuery(id));
    void queryClient.prefetchQuery(requestsQuery(id));
    void queryClient.prefetchQuery(phrasesQuery);
  },
  component: Judge,
});

function Judge() {
  const { id } = Route.useParams();
  const { pillar } = Route.useSearch();
  const head = useLoad(judgeHeadQuery(id))?.application;
  const edition = useLoad({ ...editionQuery(head?.edition.id ?? ""), enabled: Boolean(head) })?.edition;
  if (!head || !edition) {
    return (
      <div className="p-8">
        <Skeleton lines={10} label="Loading the case" />
      </div>
    );
  }
  return <JudgeScreen key={id} head={head} edition={edition} pillar={pillar ?? edition.pillars[0]?.number ?? 1} />;
}
