import { createFileRoute, Link } from "@tanstack/react-router";
import { UniversityForm } from "../../forms/UniversityForm";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import * as paths from "../../paths";
import { Page } from "../../ui/Page";

const AddUniversity = graphql(
  `mutation AddUniversity($input: AddUniversityInput!) { addUniversity(input: $input) { record { university { id } } } }`,
);

export const Route = createFileRoute("/universities/new")({ component: NewUniversity });

function NewUniversity() {
  const navigate = Route.useNavigate();
  const add = useAct(AddUniversity, { onDone: (r) => void navigate(paths.university(r.addUniversity.record.university.id)) });
  return (
    <Page
      width="read"
      title="Add a university"
      above={<Link {...paths.universities()}>Universities</Link>}
      lead="Its people and programmes come after: by import, or by its own managers."
    >
      <UniversityForm
        button="Add university"
        saving={add.isPending}
        error={add.error}
        save={({ nation, ...draft }) => add.mutate({ ...draft, nation: nation || null })}
      />
    </Page>
  );
}
