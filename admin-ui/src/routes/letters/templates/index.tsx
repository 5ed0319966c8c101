import { createFileRoute, Link } from "@tanstack/react-router";
import { useLoad } from "../../../lib/queries";
import * as paths from "../../../paths";
import { type Column, DataTable } from "../../../ui/DataTable";
import { moment } from "../../../ui/format";
import { Skeleton } from "../../../ui/kit";
import { Page } from "../../../ui/Page";
import { KINDS, slug, type Template, templatesQuery } from "./-kinds";

export const Route = createFileRoute("/letters/templates/")({ component: WordingsPage });

const COLUMNS: readonly Column<Template, never>[] = [
  {
    id: "kind",
    head: "Letters",
    rowHeader: true,
    width: "w-48",
    cell: (t) => <Link {...paths.wording(slug(t.kind))}>{KINDS[t.kind][0]}</Link>,
  },
  { id: "what", head: "Go when", cell: (t) => KINDS[t.kind][1] },
  { id: "wording", head: "Wording", width: "w-40", cell: (t) => (t.isStandard ? "Standard" : "Changed") },
  {
    id: "when",
    head: "Last changed",
    width: "w-72",
    cell: (t) => (t.changedAt ? `${moment(t.changedAt)}, ${t.changedBy?.name ?? "somebody"}` : "Never"),
  },
];

/** Every kind of letter, and whether its wording is the product's own. */
function WordingsPage() {
  const navigate = Route.useNavigate();
  const all = useLoad(templatesQuery)?.letterTemplates;
  return (
    <Page
      title="Wording of letters"
      above={<Link {...paths.letters()}>E-mail</Link>}
      lead="What stands around what a letter tells. A change holds for letters that are written from then on."
    >
      {all ? (
        <div className="-mx-3">
          <DataTable
            label="Kinds of letters"
            columns={COLUMNS}
            rows={all}
            rowKey={(t) => t.kind}
            onOpen={(t) => void navigate(paths.wording(slug(t.kind)))}
            empty={null}
          />
        </div>
      ) : (
        <Skeleton lines={10} />
      )}
    </Page>
  );
}
