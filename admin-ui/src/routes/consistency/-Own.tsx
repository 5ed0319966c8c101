import { graphql } from "../../gql";
import { ask } from "../../lib/graphql";
import { useLoad } from "../../lib/queries";
import { count } from "../../ui/format";
import { Facts, Section, Skeleton } from "../../ui/kit";
import { DriftTable } from "./-Drift";
import { figure, interval, Meaning, Reading, steps } from "./-figures";

const OwnConsistency = graphql(`query OwnConsistency {
  ownConsistency {
    person { id name }
    agreement { alpha low high reliance criteria cases }
    leniency { steps cases marking sentence }
    drift { aYear tells sentence periods { from until cases steps } }
  }
}`);

/** How an assessor marks beside colleagues, for their own eyes. */
export function Own() {
  const found = useLoad(ask("still", OwnConsistency));
  const own = found?.ownConsistency;
  return (
    <Section title="How you mark beside colleagues">
      {!found ? (
        <Skeleton lines={3} />
      ) : !own ? (
        <Meaning>
          Nothing to compare in the last twelve months: no closed case of yours was marked by a second assessor. A sample of the cases is.
        </Meaning>
      ) : (
        <>
          <p>{own.leniency.sentence}</p>
          {own.drift.tells && <p>{own.drift.sentence}</p>}
          <Facts
            rows={[
              ["Leniency", `${steps(own.leniency.steps)} of a step, on ${count(own.leniency.cases, "case")}`],
              [
                "Agreement",
                own.agreement.alpha == null ? (
                  "None yet: too few marks, or all of them the same"
                ) : (
                  <>
                    {figure(own.agreement.alpha)} {interval(own.agreement) && `(${interval(own.agreement)})`} <Reading of={own.agreement} />
                  </>
                ),
              ],
            ]}
          />
          <DriftTable of={[own]} />
          <Meaning>
            A step is one place on the scale, from not met to partly met or from partly met to met; above 0 you marked higher than those who
            marked the same. Agreement is 1 where all agree and 0 where chance alone would do as well. You and the operators see these
            figures, of closed cases of the last twelve months, and nobody else.
          </Meaning>
        </>
      )}
    </Section>
  );
}
