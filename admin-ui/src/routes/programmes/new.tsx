import { createFileRoute } from "@tanstack/react-router";
import { ProgrammeForm } from "../../forms/ProgrammeForm";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import { frameworksQuery } from "../../lib/frameworks";
import { useLoad } from "../../lib/queries";
import * as paths from "../../paths";
import { Title } from "../../ui/Page";

const AddProgramme = graphql(`mutation AddProgramme($input: AddProgrammeInput!) { addProgramme(input: $input) { programme { id } } }`);

export const Route = createFileRoute("/programmes/new")({ component: NewProgramme });

function NewProgramme() {
  const navigate = Route.useNavigate();
  const frameworks = useLoad(frameworksQuery())?.frameworks.nodes ?? [];
  const add = useAct(AddProgramme, { onDone: (r) => void navigate(paths.programme(r.addProgramme.programme.id)) });
  return (
    <div className="flex max-w-180 flex-col gap-7 px-4 py-6 sm:px-10 sm:py-8">
      <ProgrammeForm
        frameworks={frameworks}
        button="Add programme"
        saving={add.isPending}
        error={add.error}
        save={({ coordinator, frameworkId, endedOn: _, ...values }) =>
          add.mutate({ ...values, coordinator: coordinator || null, frameworkId: frameworkId || null })
        }
        above={<Title size="3xl" text="Add a programme" />}
      />
    </div>
  );
}
