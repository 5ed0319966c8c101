import { type FormEvent, useState } from "react";
import { TextField } from "../../forms/fields";
import { graphql } from "../../gql";
import { useAct } from "../../lib/act";
import type { BoardAssessor } from "../../lib/moves";
import { useViewer } from "../../lib/viewer";
import { Dialog } from "../../ui/Dialog";
import { Button } from "../../ui/kit";
import { Refusal } from "../../ui/Refusal";
import { CoachedList, DeclareOf } from "../-availability/Coaching";

const SetCapacity = graphql(
  `mutation SetCapacity($input: SetCapacityInput!) { setCapacity(input: $input) { assessor { person { id } capacity version } } }`,
);

const words = (text: string) => text.split(/[\s,]+/).filter(Boolean);

/** How much an assessor takes on at a time, and what they can judge (W2). */
export default function Capacity({ of, onClose }: { of: BoardAssessor; onClose: () => void }) {
  const [capacity, setCapacity] = useState(of.capacity == null ? "" : String(of.capacity));
  const [levels, setLevels] = useState(of.levels.join(", "));
  const [schemes, setSchemes] = useState(of.schemes.join(", "));
  const [languages, setLanguages] = useState(of.languages.join(", "));
  // What is written here answers what was seen when it was opened.
  const [version] = useState(of.version);
  const operator = useViewer().desk === "operator";
  const [problem, setProblem] = useState<{ capacity?: string; levels?: string }>({});
  const save = useAct(SetCapacity, { onDone: onClose });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    const wrong = {
      ...(/^\d*$/.test(capacity.trim()) ? {} : { capacity: "Enter points as a whole number, or leave it empty." }),
      ...(words(levels).every((w) => /^\d+$/.test(w)) ? {} : { levels: "Enter ranks such as 1, 2: 1 is the lowest level." }),
    };
    setProblem(wrong);
    if (Object.keys(wrong).length > 0) return;
    save.mutate({
      assessorId: of.person.id,
      capacity: capacity.trim() ? Number(capacity) : null,
      levels: words(levels).map(Number),
      schemes: words(schemes),
      languages: words(languages),
      version,
    });
  };
  return (
    <Dialog open title={`Capacity of ${of.person.name}`} onClose={onClose}>
      <Refusal error={save.error} title="Not saved" />
      <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
        <TextField
          id="capacity"
          size="md"
          width="short"
          optional
          label="Points at a time"
          hint="One programme judged by seven pillars is 7 points. What waits for the university does not count."
          inputMode="numeric"
          value={capacity}
          error={problem.capacity}
          onChange={(e) => setCapacity(e.target.value)}
        />
        <TextField
          id="levels"
          size="md"
          width="mid"
          optional
          label="Levels, by rank"
          hint="Such as 1, 2. Empty is any."
          value={levels}
          error={problem.levels}
          onChange={(e) => setLevels(e.target.value)}
        />
        <TextField
          id="schemes"
          size="md"
          width="mid"
          optional
          label="Schemes, by code"
          value={schemes}
          onChange={(e) => setSchemes(e.target.value)}
        />
        <TextField
          id="languages"
          size="md"
          width="mid"
          optional
          label="Languages"
          hint="Such as en, cy. Empty is any."
          value={languages}
          onChange={(e) => setLanguages(e.target.value)}
        />
        <div className="flex gap-2">
          <Button type="submit" tone="primary" busy={save.isPending}>
            Save
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
      <h3 className="border-t border-line pt-4 font-semibold">Programmes they coached</h3>
      <CoachedList
        of={of.person.id}
        fixed={!operator}
        coached={of.coached}
        none="None is declared. They are given no case of a programme that they coached."
      />
      {operator && <DeclareOf of={of.person.id} coached={of.coached} />}
    </Dialog>
  );
}
