//! Who may do what kind of thing; whose rows they see is another question (T1, T2).

mod proof;
mod token;

use crate::code::code_enum;

pub use proof::{FRESH_FOR, is_fresh, wants_proof};
pub use token::{Area, Need, Reach, need};

code_enum! {
    /// What somebody acts as.
    pub enum Role {
        /// Mentoring manager of a university.
        Manager = "MANAGER",
        /// Rates and evidences a university's programmes.
        Contributor = "CONTRIBUTOR",
        /// Reads a university's records.
        Viewer = "VIEWER",
        /// Works a caseload.
        Assessor = "ASSESSOR",
        /// An assessor who also moderates.
        LeadAssessor = "LEAD_ASSESSOR",
        /// Runs the scheme.
        Operator = "OPERATOR",
        /// Runs the operators.
        Administrator = "ADMINISTRATOR",
    }
}

impl Role {
    /// Whether the role belongs to the scheme, not to a university.
    pub const fn is_staff(self) -> bool {
        !matches!(self, Self::Manager | Self::Contributor | Self::Viewer)
    }

    /// Whether the role judges applications.
    pub const fn is_assessor(self) -> bool {
        matches!(self, Self::Assessor | Self::LeadAssessor)
    }

    /// Whether the role runs the scheme.
    pub const fn is_operator(self) -> bool {
        matches!(self, Self::Operator | Self::Administrator)
    }
}

code_enum! {
    /// Everything that can be done through the API, by its name there.
    pub enum Act {
        /// Adds a programme.
        AddProgramme = "addProgramme",
        /// Changes a programme.
        UpdateProgramme = "updateProgramme",
        /// Adds a delivery framework (P4).
        AddFramework = "addFramework",
        /// Changes a delivery framework.
        UpdateFramework = "updateFramework",
        /// Says which programmes run to a framework (P4).
        RunToFramework = "runToFramework",
        /// Makes a draft application.
        StartApplication = "startApplication",
        /// Says in which language a draft is written (W2).
        SetApplicationLanguage = "setApplicationLanguage",
        /// Makes a draft for each of several programmes.
        StartApplications = "startApplications",
        /// Makes one draft over several programmes, or all of them (P4).
        StartCombinedApplication = "startCombinedApplication",
        /// Changes what such a draft covers (P4).
        ChangeCombinedApplication = "changeCombinedApplication",
        /// Submits several drafts with one order (M4, M5).
        SubmitApplications = "submitApplications",
        /// Copies one application's answers to drafts.
        CopyAnswers = "copyAnswers",
        /// Rates a criterion.
        RateCriterion = "rateCriterion",
        /// Says how one programme meets a criterion otherwise (P4).
        RateException = "rateException",
        /// Takes that back.
        RemoveException = "removeException",
        /// Declares a file before its upload (E1).
        DeclareFile = "declareFile",
        /// Signs the parts of an upload.
        SignUpload = "signUpload",
        /// Says that an upload is complete.
        FinishUpload = "finishUpload",
        /// Adds a link.
        AddLink = "addLink",
        /// Ties evidence to criteria.
        TieEvidence = "tieEvidence",
        /// Removes evidence from a draft (E4).
        RemoveEvidence = "removeEvidence",
        /// Reads evidence.
        OpenEvidence = "openEvidence",
        /// Submits an application.
        SubmitApplication = "submitApplication",
        /// Gives an application up.
        WithdrawApplication = "withdrawApplication",
        /// Notes a payment that arrived, of all or of a part (M7).
        RecordPayment = "recordPayment",
        /// Takes a payment back: noted by mistake, or money returned (M6).
        TakeBackPayment = "takeBackPayment",
        /// Credits an invoice in part or as a whole (M6).
        CreditInvoice = "creditInvoice",
        /// Invoices an order again whose invoice was credited (M6).
        InvoiceAgain = "invoiceAgain",
        /// Takes invoices and credit notes out for an accounts package (T4).
        ExportInvoices = "exportInvoices",
        /// Lets assessment start before payment (M7).
        StartBeforePayment = "startBeforePayment",
        /// Offers a tailored price for an order (M3, M6).
        IssueQuote = "issueQuote",
        /// Keeps the list price of drafts as a quote (M6).
        KeepQuote = "keepQuote",
        /// Takes a quote up (M6).
        AcceptQuote = "acceptQuote",
        /// Takes a quote back (M6).
        WithdrawQuote = "withdrawQuote",
        /// Publishes an edition of the standard, and looks at what it would change (S1).
        PublishEdition = "publishEdition",
        /// Puts an application on hold, with a reason (W6).
        HoldApplication = "holdApplication",
        /// Lets it go on (W6).
        ResumeApplication = "resumeApplication",
        /// Reminds whoever has the next move in an application.
        SendReminder = "sendReminder",
        /// Looks at what an act would do to many applications.
        PrepareBulkAct = "prepareBulkAct",
        /// Does it to them.
        ApplyBulkAct = "applyBulkAct",
        /// Takes it back within a day.
        UndoBulkAct = "undoBulkAct",
        /// Takes a report away as a file (T4).
        MakeExport = "makeExport",
        /// Fetches the file (T4).
        OpenExport = "openExport",
        /// Keeps a report under a name, with a schedule.
        SaveReport = "saveReport",
        /// Lets its schedule rest.
        PauseReport = "pauseReport",
        /// Lets it go on.
        ResumeReport = "resumeReport",
        /// Removes it.
        RemoveReport = "removeReport",
        /// Takes that back.
        RestoreReport = "restoreReport",
        /// Runs it now (T4).
        RunReport = "runReport",
        /// Adds a university to the scheme.
        AddUniversity = "addUniversity",
        /// Keeps a university's record, and reads it.
        UpdateUniversity = "updateUniversity",
        /// Notes something of a university.
        NoteUniversity = "noteUniversity",
        /// Removes a note that they wrote.
        RemoveUniversityNote = "removeUniversityNote",
        /// Closes a university.
        CloseUniversity = "closeUniversity",
        /// Opens it again.
        ReopenUniversity = "reopenUniversity",
        /// Merges a university into another, and looks at what that would move (L1).
        MergeUniversities = "mergeUniversities",
        /// Takes everything of a university away (T4).
        ExportUniversity = "exportUniversity",
        /// Sends a letter again (T4).
        ResendLetter = "resendLetter",
        /// Says which letters one wants, and when (T4).
        SetMailPreferences = "setMailPreferences",
        /// Lets a suppressed address take letters again (T4).
        LiftSuppression = "liftSuppression",
        /// Words letters of a kind otherwise, and looks at how they are worded (T4).
        ChangeLetterTemplate = "changeLetterTemplate",
        /// Words them as the product does again (T4).
        RestoreLetterTemplate = "restoreLetterTemplate",
        /// Assigns an assessor.
        AssignAssessor = "assignAssessor",
        /// Declares a conflict of an assessor with a university (W1).
        DeclareConflict = "declareConflict",
        /// Takes a declared conflict back (W1).
        WithdrawConflict = "withdrawConflict",
        /// Says that an assessor coached a programme (W1).
        DeclareCoaching = "declareCoaching",
        /// Takes that back (W1).
        WithdrawCoaching = "withdrawCoaching",
        /// Says when an assessor is away (W2).
        SetAbsence = "setAbsence",
        /// Takes an absence back (W2).
        RemoveAbsence = "removeAbsence",
        /// Says how much an assessor takes on, and what they can judge (W2).
        SetCapacity = "setCapacity",
        /// Applies a plan of who is given what (W4).
        ApplyAssignmentPlan = "applyAssignmentPlan",
        /// Moves cases by hand (W4).
        MoveCases = "moveCases",
        /// Takes back what was assigned together (W4).
        UndoAssignmentPlan = "undoAssignmentPlan",
        /// Takes the most urgent case there is for oneself (W5).
        TakeNextCase = "takeNextCase",
        /// Hands a case back (W5).
        HandBackCase = "handBackCase",
        /// Judges a criterion (J3).
        JudgeCriterion = "judgeCriterion",
        /// Asks for evidence (J5).
        RequestEvidence = "requestEvidence",
        /// Answers an evidence request.
        AnswerEvidenceRequest = "answerEvidenceRequest",
        /// Closes an answered evidence request.
        CloseEvidenceRequest = "closeEvidenceRequest",
        /// Chooses programmes to look at more closely (P4, J7).
        SampleProgrammes = "sampleProgrammes",
        /// Notes what was found there (J7).
        NoteFinding = "noteFinding",
        /// Leaves one out of the sample.
        LeaveOutOfSample = "leaveOutOfSample",
        /// Confirms a pillar's outcome (J3).
        ConfirmOutcome = "confirmOutcome",
        /// Keeps a draft of the feedback.
        SaveFeedback = "saveFeedback",
        /// Decides an application.
        DecideApplication = "decideApplication",
        /// Keeps a phrase for oneself.
        SavePhrase = "savePhrase",
        /// Keeps a phrase no longer.
        RemovePhrase = "removePhrase",
        /// Takes back a decision that is not released yet.
        RecallDecision = "recallDecision",
        /// Says who marks a sampled case second (J6).
        AssignSecondAssessor = "assignSecondAssessor",
        /// Submits a second assessor's marks (J6).
        SubmitSecondMarking = "submitSecondMarking",
        /// Settles two assessors' difference (J6).
        SettleDifference = "settleDifference",
        /// Sends a case in moderation back to its assessor.
        SendBack = "sendBack",
        /// Says that one has seen what happened to a case.
        MarkSeen = "markSeen",
        /// Keeps how one narrowed a list.
        SaveView = "saveView",
        /// Keeps it no longer.
        RemoveView = "removeView",
        /// Changes how many cases are second-marked, and how long a decision can be taken back.
        ChangeSettings = "changeSettings",
        /// Makes a gold case of a decided one (J6).
        MakeGoldCase = "makeGoldCase",
        /// Takes a gold case out of the calibration set (J6).
        RetireGoldCase = "retireGoldCase",
        /// Marks a criterion of a gold case (J6).
        MarkGoldCase = "markGoldCase",
        /// Finishes marking the calibration set (J6).
        FinishCalibration = "finishCalibration",
        /// Announces a file of rows to be imported.
        DeclareImport = "declareImport",
        /// Says that the file has arrived.
        ReadImport = "readImport",
        /// Says which column holds what, and has the rows looked at (B1).
        CheckImport = "checkImport",
        /// Has good rows written (B2).
        CommitImport = "commitImport",
        /// Takes back what an import wrote (B3).
        UndoImport = "undoImport",
        /// Reads the rows that have to be corrected.
        OpenImportProblems = "openImportProblems",
        /// Invites somebody to a university, as something (T5).
        InvitePerson = "invitePerson",
        /// Sends an invitation again (T5).
        InviteAgain = "inviteAgain",
        /// Says what somebody of a university is there (U1).
        ChangeMemberRole = "changeMemberRole",
        /// Takes away what somebody is at a university (U1).
        RemoveMember = "removeMember",
        /// Says which programmes a contributor works on (U9).
        NameContributor = "nameContributor",
        /// Says who follows the last mentoring manager (U10).
        SetSuccessors = "setSuccessors",
        /// Makes a token for a machine, and looks at those there are.
        MakeToken = "makeToken",
        /// Revokes a token.
        RevokeToken = "revokeToken",
        /// Ends one of one's own sessions.
        EndSession = "endSession",
        /// Ends all of one's own sessions but the one that asks.
        EndOtherSessions = "endOtherSessions",
        /// Enters an identity provider of a university, or what changed about one, and looks at those there are (U3).
        SaveProvider = "saveProvider",
        /// Has a provider tried (U3).
        TryProvider = "tryProvider",
        /// Takes a provider in use (U3).
        OpenProvider = "openProvider",
        /// Lets nobody sign in by a provider any more (U3).
        CloseProvider = "closeProvider",
        /// Lets a university's people sign in by the shared providers, or by its own alone (U3).
        ShareSignIn = "shareSignIn",
        /// Enters an e-mail domain that is to lead to a university's sign-in (U4).
        AddDomain = "addDomain",
        /// Has a domain's DNS looked at (U4).
        CheckDomain = "checkDomain",
        /// Verifies a domain without its DNS (U4).
        VerifyDomain = "verifyDomain",
        /// Takes a domain away (U4).
        RemoveDomain = "removeDomain",
        /// Takes away everything held of a person, and looks at what that is (T6).
        ExportPerson = "exportPerson",
        /// Takes away everything held of oneself (T6).
        ExportOwnData = "exportOwnData",
        /// Erases a person (T6).
        ErasePerson = "erasePerson",
        /// Lets a university take part that asked to (U6).
        AcceptJoinRequest = "acceptJoinRequest",
        /// Does not, and says why (U6).
        DeclineJoinRequest = "declineJoinRequest",
        /// Lets somebody work for the scheme (U8).
        EmployPerson = "employPerson",
        /// Sends somebody who works for the scheme the invitation again (U8).
        InviteStaffAgain = "inviteStaffAgain",
        /// Lets somebody work for the scheme no longer (U8).
        RemoveStaff = "removeStaff",
        /// Lets people in by what their university's provider says of them (U7).
        AddClaimRule = "addClaimRule",
        /// Takes such a rule away (U7).
        RemoveClaimRule = "removeClaimRule",
    }
}

/// Whether a role reads the audit trail: its own university's, or the scheme's and every university's (T4).
pub const fn reads_trail(role: Role) -> bool {
    matches!(role, Role::Manager | Role::Operator | Role::Administrator)
}

/// Whether a role may do an act at all; nobody is signed in where there is no role.
#[rustfmt::skip]
pub const fn may(role: Option<Role>, act: Act) -> bool {
    use Act::*;
    let Some(role) = role else { return false };
    if matches!(act, MarkSeen | SaveView | RemoveView | SetMailPreferences | EndSession | EndOtherSessions | OpenExport | ExportOwnData) {
        return true;
    }
    match role {
        Role::Manager => matches!(act,
            InvitePerson | InviteAgain | ChangeMemberRole | RemoveMember | NameContributor | SetSuccessors |
            AddProgramme | UpdateProgramme | AddFramework | UpdateFramework | RunToFramework
            | StartApplication | StartApplications | StartCombinedApplication | ChangeCombinedApplication
            | SubmitApplications | SetApplicationLanguage
            | CopyAnswers | RateCriterion | RateException | RemoveException
            | DeclareFile | SignUpload | FinishUpload | AddLink | TieEvidence | RemoveEvidence | OpenEvidence
            | SubmitApplication | KeepQuote | AcceptQuote | WithdrawQuote | WithdrawApplication | AnswerEvidenceRequest
            | ExportUniversity | MakeToken | RevokeToken
            | SaveProvider | TryProvider | OpenProvider | CloseProvider | ShareSignIn | AddDomain | CheckDomain | RemoveDomain
            | AddClaimRule | RemoveClaimRule),
        Role::Contributor => matches!(act,
            RateCriterion | RateException | RemoveException
            | DeclareFile | SignUpload | FinishUpload | AddLink | TieEvidence | RemoveEvidence | OpenEvidence),
        Role::Viewer => matches!(act, OpenEvidence),
        Role::LeadAssessor if matches!(act,
            SetCapacity | AssignSecondAssessor | SettleDifference | SendBack | MakeGoldCase | RetireGoldCase) => true,
        Role::Assessor | Role::LeadAssessor => matches!(act,
            OpenEvidence | JudgeCriterion | RequestEvidence | CloseEvidenceRequest
            | SampleProgrammes | NoteFinding | LeaveOutOfSample
            | ConfirmOutcome | SaveFeedback | DecideApplication | RecallDecision | SubmitSecondMarking
            | SavePhrase | RemovePhrase
            | DeclareConflict | WithdrawConflict | DeclareCoaching | WithdrawCoaching
            | SetAbsence | RemoveAbsence | TakeNextCase | HandBackCase
            | MarkGoldCase | FinishCalibration),
        Role::Operator | Role::Administrator => matches!(act,
            InvitePerson | InviteAgain | ChangeMemberRole | RemoveMember | NameContributor | SetSuccessors |
            OpenEvidence | WithdrawApplication | RecordPayment | TakeBackPayment | CreditInvoice | InvoiceAgain | ExportInvoices | StartBeforePayment
            | IssueQuote | WithdrawQuote | PublishEdition | StartApplication | StartApplications | StartCombinedApplication | HoldApplication | ResumeApplication
            | SendReminder | PrepareBulkAct | ApplyBulkAct | UndoBulkAct | MakeExport | ExportPerson | ErasePerson
            | SaveReport | PauseReport | ResumeReport | RemoveReport | RestoreReport | RunReport | ResendLetter | LiftSuppression
            | ChangeLetterTemplate | RestoreLetterTemplate
            | AcceptJoinRequest | DeclineJoinRequest | EmployPerson | InviteStaffAgain | RemoveStaff
            | AddUniversity | UpdateUniversity | NoteUniversity | RemoveUniversityNote | CloseUniversity | ReopenUniversity | MergeUniversities | ExportUniversity | AssignAssessor | AssignSecondAssessor | ChangeSettings
            | DeclareConflict | WithdrawConflict | DeclareCoaching | WithdrawCoaching
            | SetAbsence | RemoveAbsence | SetCapacity
            | ApplyAssignmentPlan | MoveCases | UndoAssignmentPlan
            | MakeGoldCase | RetireGoldCase
            | DeclareImport | ReadImport | CheckImport | CommitImport | UndoImport | OpenImportProblems
            | MakeToken | RevokeToken
            | SaveProvider | TryProvider | OpenProvider | CloseProvider | ShareSignIn | AddDomain | CheckDomain | VerifyDomain | RemoveDomain
            | AddClaimRule | RemoveClaimRule),
    }
}

#[cfg(test)]
mod tests;
