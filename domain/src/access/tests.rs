use super::*;

/// One row an act: manager, contributor, viewer, assessor, lead assessor, operator,
/// administrator. Whoever changes a row here changes who may do what.
const TABLE: [(&str, &str); 135] = [
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
    ("openExport", "MCVALOA"),
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
    ("exportUniversity", "M----OA"),
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
    ("nameContributor", "M----OA"),
    ("setSuccessors", "M----OA"),
    ("makeToken", "M----OA"),
    ("revokeToken", "M----OA"),
    ("endSession", "MCVALOA"),
    ("endOtherSessions", "MCVALOA"),
    ("saveProvider", "M----OA"),
    ("tryProvider", "M----OA"),
    ("openProvider", "M----OA"),
    ("closeProvider", "M----OA"),
    ("shareSignIn", "M----OA"),
    ("addDomain", "M----OA"),
    ("checkDomain", "M----OA"),
    ("verifyDomain", "-----OA"),
    ("removeDomain", "M----OA"),
    ("exportPerson", "-----OA"),
    ("exportOwnData", "MCVALOA"),
    ("erasePerson", "-----OA"),
    ("acceptJoinRequest", "-----OA"),
    ("declineJoinRequest", "-----OA"),
    ("employPerson", "-----OA"),
    ("inviteStaffAgain", "-----OA"),
    ("removeStaff", "-----OA"),
    ("addClaimRule", "M----OA"),
    ("removeClaimRule", "M----OA"),
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

/// What a token needs for an act; for every other a person has to sign in. Whoever changes this changes what machines do.
const TOKENS: [(Need, &str); 7] = [
    (
        Need::SignIn,
        "saveProvider tryProvider openProvider closeProvider addDomain checkDomain removeDomain \
         addClaimRule removeClaimRule",
    ),
    (
        Need::Write(Area::Programmes),
        "addProgramme updateProgramme addFramework updateFramework runToFramework",
    ),
    (
        Need::Write(Area::Applications),
        "startApplication setApplicationLanguage startApplications startCombinedApplication changeCombinedApplication \
         submitApplications copyAnswers rateCriterion rateException removeException submitApplication withdrawApplication \
         holdApplication resumeApplication sendReminder answerEvidenceRequest",
    ),
    (
        Need::Write(Area::Evidence),
        "declareFile signUpload finishUpload addLink tieEvidence removeEvidence",
    ),
    (Need::Read(Area::Evidence), "openEvidence"),
    (
        Need::Write(Area::Money),
        "recordPayment takeBackPayment creditInvoice invoiceAgain startBeforePayment issueQuote keepQuote acceptQuote withdrawQuote",
    ),
    (
        Need::Write(Area::Scheme),
        "addUniversity updateUniversity noteUniversity removeUniversityNote assignAssessor applyAssignmentPlan moveCases \
         undoAssignmentPlan",
    ),
];

#[test]
fn every_act_says_what_a_token_needs_for_it() {
    let mut left: Vec<&str> = TOKENS
        .iter()
        .flat_map(|(_, acts)| acts.split(' '))
        .collect();
    for act in Act::ALL {
        let row = TOKENS
            .iter()
            .find(|(_, acts)| acts.split(' ').any(|name| name == act.as_str()));
        assert_eq!(
            need(*act),
            row.map_or(Need::Person, |(need, _)| *need),
            "{act}"
        );
        left.retain(|name| *name != act.as_str());
    }
    assert_eq!(left, [""; 0], "acts that there are not");
}

#[test]
fn a_token_reaches_its_areas_and_no_further() {
    for area in Area::ALL {
        for other in Area::ALL {
            for writes in [false, true] {
                let reach = Reach::Token {
                    areas: vec![*area],
                    writes,
                };
                assert_eq!(reach.refuses(Need::Read(*other)).is_none(), area == other);
                let written = reach.refuses(Need::Write(*other));
                assert_eq!(written.is_none(), area == other && writes);
                if let Some(words) = written {
                    assert_eq!(
                        words,
                        format!("This needs a token that may READ and WRITE {other}.")
                    );
                }
                assert_eq!(reach.refuses(Need::Nothing), None);
                assert!(reach.refuses(Need::Person).is_some());
                assert!(reach.refuses(Need::SignIn).is_some());
            }
        }
        for role in Role::ALL {
            let open = area.is_open_to(*role);
            assert!(!open || may(Some(*role), Act::MakeToken), "{area} {role}");
        }
    }
    assert!(!Area::Scheme.is_open_to(Role::Manager));
}

#[test]
fn u6_who_sets_up_a_sign_in_reaches_nothing_else() {
    let reach = Reach::SettingUp;
    assert_eq!(reach.refuses(Need::SignIn), None);
    assert_eq!(reach.refuses(Need::Nothing), None);
    assert!(reach.refuses(Need::Person).is_some());
    for area in Area::ALL {
        assert!(reach.refuses(Need::Read(*area)).is_some());
        assert!(reach.refuses(Need::Write(*area)).is_some());
    }
}
