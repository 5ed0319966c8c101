import { graphql } from "../../gql";
import type { CalibrationQuery } from "../../gql/graphql";
import { ask } from "../../lib/graphql";

const Calibration = graphql(`query Calibration {
  calibration {
    calibrateNew passPercent
    cases { id name retiredAt madeAt level { code title rank } criteria { ref pillar title text known own } }
    own { required marked of finishedAt result { of agreed alpha steps passed sentence } }
    assessors { person { id name } required marked of finishedAt result { of agreed passed sentence } }
  }
}`);
/** The calibration set as the viewer may see it. */
export const calibrationQuery = ask("live", Calibration);
export type CalibrationSet = CalibrationQuery["calibration"];
export type GoldCase = CalibrationSet["cases"][number];
export type Standing = CalibrationSet["assessors"][number];
