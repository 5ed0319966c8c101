import { createFileRoute, Link } from "@tanstack/react-router";
import { FrameworkForm } from "../../forms/FrameworkForm";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import * as paths from "../../paths";
import { Page } from "../../ui/Page";

const AddFramework = graphql(`mutation AddFramework($input: AddFrameworkInput!) { addFramework(input: $input) { framework { id } } }`);

export const Route = createFileRoute("/frameworks/new")({ component: NewFramework });

function NewFramework() {
  const navigate = Route.useNavigate();
  const add = useAct(AddFramework, { onDone: (r) => void navigate(paths.framework(r.addFramework.framework.id)) });
  return (
    <Page
      width="read"
      title="Add a delivery framework"
      above={<Link {...paths.frameworks()}>Delivery frameworks</Link>}
      lead="Say how it works once; then tick the programmes that run to it."
    >
      <FrameworkForm button="Add framework" saving={add.isPending} error={add.error} save={(draft) => add.mutate(draft)} />
    </Page>
  );
}
