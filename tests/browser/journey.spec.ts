import { asksFirst, decides, decidesForGood, judgesByKeyboard, opensTheCase, takesBack } from "./parts/assessor.ts";
import { addsAProgramme, addsEvidence, answers, isRefusedThenSubmits, rates, seesTheAward, seesTheirUniversityAlone, startsBronze } from "./parts/manager.ts";
import { runsTheCase, sets } from "./parts/operator.ts";
import { findsTheAward, isAsIfItWereNot, looksAround, seesNothingElse } from "./parts/stranger.ts";
import { test } from "./parts/watch.ts";

const ASSESSOR = "Femi Adeyemi";

test("one accreditation, from signing in to the public award", async ({ arrives }) => {
  test.setTimeout(360_000);
  const manager = await arrives();
  const { step } = test;
  await step("a manager signs in and sees their university alone", () => seesTheirUniversityAlone(manager));
  await step("adds a programme, first with mistakes", () => addsAProgramme(manager.page));
  await step("starts a Bronze application", () => startsBronze(manager.page));
  const applicationId = new URL(manager.page.url()).pathname.split("/")[2] ?? "";
  await step("rates the criteria with statements", () => rates(manager.page));
  await step("uploads straight to storage, adds a link", () => addsEvidence(manager.page));
  await step("sees the price and what is missing, is refused, submits", () => isRefusedThenSubmits(manager.page));

  const operator = await arrives();
  await step("an operator records the payment and assigns an assessor", async () => {
    await operator.signsIn("Rachel Lindqvist");
    await runsTheCase(operator.page, ASSESSOR);
  });

  const assessor = await arrives();
  await step("an assessor opens the case", async () => {
    await assessor.signsIn(ASSESSOR);
    await opensTheCase(assessor.page);
  });
  await step("judges by keyboard", () => judgesByKeyboard(assessor));
  await step("is refused a shortfall, asks for evidence", () => asksFirst(assessor.page));
  await step("the manager answers", () => answers(manager.page));
  await step("the operator lets decisions be taken back for five minutes", () => sets(operator.page, 0, 5));
  await step("the assessor decides, and takes it back", async () => {
    await decides(assessor.page);
    await takesBack(assessor.page);
  });
  await step("the operator lets decisions out at once", () => sets(operator.page, 0, 0));
  await step("the assessor decides again", () => decidesForGood(assessor.page));
  const number = await step("the manager sees decision and award", () => seesTheAward(manager.page));

  const stranger = await arrives({ javaScriptEnabled: false });
  await step("a stranger finds the award without JavaScript", () => findsTheAward(stranger, number));
  const curious = await arrives();
  await step("looks around", () => looksAround(curious, number));
  await step("and sees nothing else", () => seesNothingElse(curious, applicationId));
  await step("nor does another university", async () => {
    await curious.signsIn("Meera Anand");
    await isAsIfItWereNot(curious, applicationId);
  });
});
