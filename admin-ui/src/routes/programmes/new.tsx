import { createFileRoute } from "@tanstack/react-router";
import { ProgrammeForm } from "../../forms/ProgrammeForm";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import * as paths from "../../paths";
import { Title } from "../../ui/Page";

const AddProgramme = graphql(`mutation AddProgramme($input: AddProgrammeInput!) { addProgramme(input: $input) { programme { id } } }`);

export const Route = createFileRoute("/programmes/new")({ component: NewProgramme });

function NewProgramme() {
  const navigate = Route.useNavigate();
  const add = useAct(AddProgramme, { onDone: (r) => void navigate(paths.programme(r.addProgramme.programme.id)) });
  return (
    <div className="flex max-w-180 flex-col gap-7 px-4 py-6 sm:px-10 sm:py-8">
      <ProgrammeForm
        button="Add programme"
        saving={add.isPending}
        error={add.error}
        save={(values) => add.mutate({ ...values, coordinator: values.coordinator || null })}
        above={<Title size="3xl" text="Add a programme" />}
      />
    </div>
  );
}
