import { createFileRoute } from "@tanstack/react-router";
import { ProgrammeForm } from "../../forms/ProgrammeForm";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { frameworksQuery } from "../../lib/frameworks";
import { programmeQuery } from "../../lib/programmes";
import { useLoad } from "../../lib/queries";
import * as paths from "../../paths";
import { Skeleton } from "../../ui/kit";
import { Title } from "../../ui/Page";

const UpdateProgramme = graphql(
  `mutation UpdateProgramme($input: UpdateProgrammeInput!) { updateProgramme(input: $input) { programme { id version } } }`,
);

export const Route = createFileRoute("/programmes/$id/edit")({ component: EditProgramme });

function EditProgramme() {
  const { id } = Route.useParams();
  const navigate = Route.useNavigate();
  const data = useLoad(programmeQuery(id));
  const frameworks = useLoad(frameworksQuery())?.frameworks.nodes ?? [];
  const update = useAct(UpdateProgramme, { onDone: () => void navigate(paths.programme(id)) });
  if (!data) {
    return (
      <div className="p-8">
        <Skeleton />
      </div>
    );
  }
  const p = data.programme;
  return (
    <div className="flex max-w-180 flex-col gap-7 px-4 py-6 sm:px-10 sm:py-8">
      <ProgrammeForm
        frameworks={frameworks}
        button="Save changes"
        initial={{
          name: p.name,
          purpose: p.purpose,
          directions: p.directions,
          mentors: String(p.mentors),
          startedOn: p.startedOn,
          coordinator: p.coordinator ?? "",
          frameworkId: p.framework?.id ?? "",
          endedOn: p.endedOn ?? "",
        }}
        saving={update.isPending}
        error={update.error}
        ends
        save={({ coordinator, frameworkId, endedOn, ...values }) =>
          update.mutate({
            ...values,
            coordinator: coordinator || null,
            frameworkId: frameworkId || null,
            endedOn: endedOn || null,
            programmeId: id,
            version: p.version,
          })
        }
        above={<Title size="3xl" text={`Change ${p.name}`} />}
      />
    </div>
  );
}
