import { KINDS, templateFile, templatesQuery } from "../../lib/imports";
import { useLoad } from "../../lib/queries";
import { Button, Skeleton } from "../../ui/kit";

/** For each kind a file to begin with, and what its columns hold. */
export function Templates() {
  const templates = useLoad(templatesQuery)?.importTemplates;
  if (!templates) return <Skeleton lines={3} />;
  return (
    <ul className="border-t border-line">
      {templates.map(({ kind, fields }) => (
        <li key={kind} className="flex flex-col gap-2 border-b border-line py-3">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <span className="font-medium">{KINDS[kind].many}</span>
            <Button size="sm" onClick={() => save(`${KINDS[kind].many.toLowerCase()} template.csv`, templateFile(fields))}>
              Download the template for {KINDS[kind].many.toLowerCase()}
            </Button>
          </div>
          <details>
            <summary className="w-fit cursor-pointer text-ink-2">What the columns hold</summary>
            <dl className="mt-2 flex flex-col gap-1.5">
              {fields.map((f) => (
                <div key={f.name} className="grid gap-x-4 sm:grid-cols-[minmax(8rem,12rem)_minmax(0,1fr)]">
                  <dt className="font-medium">
                    {f.label}
                    {!f.required && <span className="font-normal text-ink-2"> (optional)</span>}
                  </dt>
                  <dd className="text-ink-2">{f.help}</dd>
                </div>
              ))}
            </dl>
          </details>
        </li>
      ))}
    </ul>
  );
}

function save(name: string, file: Blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
