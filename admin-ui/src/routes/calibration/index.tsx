import { createFileRoute } from "@tanstack/react-router";
import { useLoad } from "../../lib/queries";
import { useViewer } from "../../lib/viewer";
import { Empty, Skeleton } from "../../ui/kit";
import { Page } from "../../ui/Page";
import { Cases, Standings } from "./-Making";
import { Marking } from "./-Marking";
import { calibrationQuery } from "./-set";

export const Route = createFileRoute("/calibration/")({ component: CalibrationPage });

/** The calibration set: an assessor marks it; operators and lead assessors make it and see how it was marked (J6). */
function CalibrationPage() {
  const { desk, role } = useViewer();
  const set = useLoad(calibrationQuery)?.calibration;
  const makes = desk === "operator" || role === "LEAD_ASSESSOR";
  const lead =
    desk === "operator"
      ? "Decided cases whose marks are agreed, without anything that says whose they are. New assessors mark them before their first case."
      : "Decided cases whose marks are agreed. Mark each criterion as you would in a case, by what is written here; the known marks are shown when you have finished.";
  return (
    <Page title="Calibration set" lead={lead} width={desk === "operator" ? "wide" : "read"}>
      {!set ? (
        <Skeleton lines={8} />
      ) : (
        <>
          {set.own &&
            (set.own.of === 0 ? (
              <Empty title="Nothing to mark">There is no gold case now. Your first case waits for nothing.</Empty>
            ) : (
              <Marking cases={set.cases.filter((c) => !c.retiredAt || set.own?.finishedAt)} own={set.own} />
            ))}
          {makes && <Cases of={set.cases} />}
          {set.assessors.length > 0 && <Standings of={set.assessors} set={set} />}
        </>
      )}
    </Page>
  );
}
