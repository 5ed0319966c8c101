import { createFileRoute, Link } from "@tanstack/react-router";
import { useLoad } from "../../../lib/queries";
import * as paths from "../../../paths";
import { moment } from "../../../ui/format";
import { Skeleton } from "../../../ui/kit";
import { Page } from "../../../ui/Page";
import { Editing } from "./-Editing";
import { KINDS, slug, templatesQuery } from "./-kinds";

export const Route = createFileRoute("/letters/templates/$kind")({ component: WordingPage });

/** How the letters of one kind are worded: changed, looked at and put back. */
function WordingPage() {
  const { kind } = Route.useParams();
  const all = useLoad(templatesQuery)?.letterTemplates;
  const above = (
    <>
      <Link {...paths.letters()}>E-mail</Link> / <Link {...paths.wordings()}>Wording of letters</Link>
    </>
  );
  const template = all?.find((t) => slug(t.kind) === kind);
  if (!template) {
    return (
      <Page title={all ? "There are no such letters" : "Wording"} above={above}>
        {all ? <p>Choose a kind of letter from the wording of letters.</p> : <Skeleton lines={8} />}
      </Page>
    );
  }
  const [title, what] = KINDS[template.kind];
  const by = template.changedAt && `${template.changedBy?.name ?? "Somebody"}, ${moment(template.changedAt)}`;
  return (
    <Page
      title={title}
      above={above}
      lead={
        <>
          {what} {template.isStandard ? "Worded as standard." : `Changed by ${by}.`}
        </>
      }
    >
      <Editing key={template.kind} now={template} />
    </Page>
  );
}
