use super::*;

/// One row an act: manager, contributor, viewer, assessor, lead assessor, operator,
/// administrator. Whoever changes a row here changes who may do what.
const TABLE: [(&str, &str); 110] = [
    ("addProgramme", "M------"),
    ("updateProgramme", "M------"),
    ("addFramework", "M------"),
    ("updateFramework", "M------"),
    ("runToFramework", "M------"),
    ("startApplication", "M----OA"),
    ("setApplicationLanguage", "M------"),
    ("startApplications", "M----OA"),
    ("startCombinedApplication", "M----OA"),
    ("changeCombinedApplication", "M------"),
    ("submitApplications", "M------"),
    ("copyAnswers", "M------"),
    ("rateCriterion", "MC-----"),
    ("rateException", "MC-----"),
    ("removeException", "MC-----"),
    ("declareFile", "MC-----"),
    ("signUpload", "MC-----"),
    ("finishUpload", "MC-----"),
    ("addLink", "MC-----"),
    ("tieEvidence", "MC-----"),
    ("removeEvidence", "MC-----"),
    ("openEvidence", "MCVALOA"),
    ("submitApplication", "M------"),
    ("withdrawApplication", "M----OA"),
    ("recordPayment", "-----OA"),
    ("takeBackPayment", "-----OA"),
    ("creditInvoice", "-----OA"),
    ("invoiceAgain", "-----OA"),
    ("exportInvoices", "-----OA"),
    ("startBeforePayment", "-----OA"),
    ("issueQuote", "-----OA"),
    ("keepQuote", "M------"),
    ("acceptQuote", "M------"),
    ("withdrawQuote", "M----OA"),
    ("publishEdition", "-----OA"),
    ("holdApplication", "-----OA"),
    ("resumeApplication", "-----OA"),
    ("sendReminder", "-----OA"),
    ("prepareBulkAct", "-----OA"),
    ("applyBulkAct", "-----OA"),
    ("undoBulkAct", "-----OA"),
    ("makeExport", "-----OA"),
    ("openExport", "-----OA"),
    ("saveReport", "-----OA"),
    ("pauseReport", "-----OA"),
    ("resumeReport", "-----OA"),
    ("removeReport", "-----OA"),
    ("restoreReport", "-----OA"),
    ("runReport", "-----OA"),
    ("addUniversity", "-----OA"),
    ("updateUniversity", "-----OA"),
    ("noteUniversity", "-----OA"),
    ("removeUniversityNote", "-----OA"),
    ("closeUniversity", "-----OA"),
    ("reopenUniversity", "-----OA"),
    ("mergeUniversities", "-----OA"),
    ("exportUniversity", "-----OA"),
    ("resendLetter", "-----OA"),
    ("setMailPreferences", "MCVALOA"),
    ("liftSuppression", "-----OA"),
    ("changeLetterTemplate", "-----OA"),
    ("restoreLetterTemplate", "-----OA"),
    ("assignAssessor", "-----OA"),
    ("declareConflict", "---ALOA"),
    ("withdrawConflict", "---ALOA"),
    ("declareCoaching", "---ALOA"),
    ("withdrawCoaching", "---ALOA"),
    ("setAbsence", "---ALOA"),
    ("removeAbsence", "---ALOA"),
    ("setCapacity", "----LOA"),
    ("applyAssignmentPlan", "-----OA"),
    ("moveCases", "-----OA"),
    ("undoAssignmentPlan", "-----OA"),
    ("takeNextCase", "---AL--"),
    ("handBackCase", "---AL--"),
    ("judgeCriterion", "---AL--"),
    ("requestEvidence", "---AL--"),
    ("answerEvidenceRequest", "M------"),
    ("closeEvidenceRequest", "---AL--"),
    ("sampleProgrammes", "---AL--"),
    ("noteFinding", "---AL--"),
    ("leaveOutOfSample", "---AL--"),
    ("confirmOutcome", "---AL--"),
    ("saveFeedback", "---AL--"),
    ("decideApplication", "---AL--"),
    ("savePhrase", "---AL--"),
    ("removePhrase", "---AL--"),
    ("recallDecision", "---AL--"),
    ("assignSecondAssessor", "----LOA"),
    ("submitSecondMarking", "---AL--"),
    ("settleDifference", "----L--"),
    ("sendBack", "----L--"),
    ("markSeen", "MCVALOA"),
    ("saveView", "MCVALOA"),
    ("removeView", "MCVALOA"),
    ("changeSettings", "-----OA"),
    ("makeGoldCase", "----LOA"),
    ("retireGoldCase", "----LOA"),
    ("markGoldCase", "---AL--"),
    ("finishCalibration", "---AL--"),
    ("declareImport", "-----OA"),
    ("readImport", "-----OA"),
    ("checkImport", "-----OA"),
    ("commitImport", "-----OA"),
    ("undoImport", "-----OA"),
    ("openImportProblems", "-----OA"),
    ("invitePerson", "M----OA"),
    ("inviteAgain", "M----OA"),
    ("changeMemberRole", "M----OA"),
    ("removeMember", "M----OA"),
];

#[test]
fn t2_every_act_has_a_row_and_every_role_a_column() {
    assert_eq!(TABLE.len(), Act::ALL.len());
    for (act, (name, row)) in Act::ALL.iter().zip(TABLE) {
        assert_eq!(act.as_str(), name);
        let found: String = Role::ALL
            .iter()
            .zip("MCVALOA".chars())
            .map(|(role, letter)| if may(Some(*role), *act) { letter } else { '-' })
            .collect();
        assert_eq!(found, row, "{name}");
        assert!(!may(None, *act), "{name} by nobody");
    }
}

#[test]
fn roles_belong_to_a_university_or_to_the_scheme() {
    let staff: Vec<_> = Role::ALL.iter().filter(|r| r.is_staff()).collect();
    assert_eq!(staff.len(), 4);
    for role in Role::ALL {
        assert_eq!(role.is_staff(), role.is_assessor() || role.is_operator());
    }
}
