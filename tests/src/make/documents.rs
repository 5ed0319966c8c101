//! What people ask, as richly as the console does.

macro_rules! head {
    () => {
        "id reference version state scope kind waitingOn createdAt updatedAt submittedAt assessmentStartedOn dueOn decidedAt \
         level { code title rank } edition { id code contentHash levels { code rank } } university { id name } \
         programmes { id name mentors version } assessor { id name } \
         selfLevel { code } bestFitLevel { code } missing { rule message field } undecided { rule message field } \
         actions { name allowed reasons { rule message field } } \
         pillars { pillar { number title } criteria rated judged evidenced selfLevel { code } bestFit { code } askedFirst \
           outcome { level { code } bestFit { code } reason version } }"
    };
}

macro_rules! whole {
    () => {
        concat!(
            head!(),
            " price { net { minor currency } vat { minor } gross { minor } tailored vatPerMille lines { label net { minor } } } \
              order { id number purchaseOrder paidOn startBeforePayment price { gross { minor } } } \
              criteria { criterion { ref title } rating { value statement elements version } judgement { value note version } \
                evidence { id title } } \
              evidence { id kind title criteria url locked request addedAt file { name size state contentType sha256 problem } } \
              requests { id criteria question state dueOn round answer evidence { id title } } \
              decision { level { code } feedback sentences digest pillars { outcome { code } bestFit { code } reason \
                levels { level { code } met unmet needed reached } } } \
              award { id number state awardedOn expiresOn url badgeUrl level { code } }"
        )
    };
}

macro_rules! mutation {
    ($name:literal, $input:literal, $what:expr) => {
        concat!(
            "mutation($input: ",
            $input,
            "!) { ",
            $name,
            "(input: $input) { ",
            $what,
            " } }"
        )
    };
}

/// Adds a programme.
pub const ADD_PROGRAMME: &str = mutation!(
    "addProgramme",
    "AddProgrammeInput",
    "programme { id name purpose directions mentors startedOn coordinator large version award { number } \
     openApplication { id } university { id } eligibility { options { level { code } kind allowed firstDay reasons { rule message } } } }"
);
/// Adds a delivery framework.
pub const ADD_FRAMEWORK: &str = mutation!(
    "addFramework",
    "AddFrameworkInput",
    "framework { id name description version programmes { id } university { id } }"
);
/// Has programmes run to a framework, or to none.
pub const RUN_TO_FRAMEWORK: &str = mutation!(
    "runToFramework",
    "RunToFrameworkInput",
    "programmes { id framework { id name } version }"
);
/// Starts one application over several programmes.
pub const START_COMBINED: &str = mutation!(
    "startCombinedApplication",
    "StartCombinedApplicationInput",
    concat!(
        "application { ",
        head!(),
        " ledBy expectations framework { id } }"
    )
);
/// Changes what a draft over several programmes covers.
pub const CHANGE_COMBINED: &str = mutation!(
    "changeCombinedApplication",
    "ChangeCombinedApplicationInput",
    concat!("application { ", head!(), " ledBy expectations }")
);
/// Changes a programme.
pub const UPDATE_PROGRAMME: &str = mutation!(
    "updateProgramme",
    "UpdateProgrammeInput",
    "programme { id name purpose directions mentors startedOn coordinator large version award { number } \
     openApplication { id } eligibility { options { level { code } allowed reasons { rule message } } } }"
);
/// Starts an application.
pub const START: &str = mutation!(
    "startApplication",
    "StartApplicationInput",
    concat!("application { ", head!(), " }")
);
/// Names a contributor on programmes.
pub const NAME_CONTRIBUTOR: &str = mutation!(
    "nameContributor",
    "NameContributorInput",
    "people { person { id } role programmeIds }"
);
/// Rates a criterion.
pub const RATE: &str = mutation!(
    "rateCriterion",
    "RateCriterionInput",
    concat!(
        "application { ",
        head!(),
        " } criterion { criterion { ref } rating { value statement elements version } evidence { id } }"
    )
);
/// Adds a link.
pub const ADD_LINK: &str = mutation!(
    "addLink",
    "AddLinkInput",
    concat!(
        "application { ",
        head!(),
        " evidence { id } } evidence { id kind title url criteria programmes locked request }"
    )
);
/// Says how one programme meets a criterion otherwise.
pub const EXCEPT: &str = mutation!(
    "rateException",
    "RateExceptionInput",
    "application { id pillars { selfLevel { code } } } criterion { rating { value } exceptions { programmeId programme value statement version } }"
);
/// Takes that back.
pub const REMOVE_EXCEPTION: &str = mutation!(
    "removeException",
    "RemoveExceptionInput",
    "application { id } criterion { exceptions { programmeId } }"
);
/// Chooses programmes to look at more closely.
pub const SAMPLE: &str = mutation!(
    "sampleProgrammes",
    "SampleProgrammesInput",
    "application { id sample { programmeId programme why finding note version } }"
);
/// Notes what was found at one of them.
pub const FINDING: &str = mutation!(
    "noteFinding",
    "NoteFindingInput",
    "application { id sample { programmeId finding note version } }"
);
/// Leaves one out.
pub const LEAVE_OUT: &str = mutation!(
    "leaveOutOfSample",
    "LeaveOutOfSampleInput",
    "application { id sample { programmeId } }"
);
/// Ties evidence to criteria.
pub const TIE: &str = mutation!(
    "tieEvidence",
    "TieEvidenceInput",
    concat!(
        "application { ",
        head!(),
        " evidence { id criteria } } evidence { id criteria programmes }"
    )
);
/// Removes evidence.
pub const REMOVE: &str = mutation!(
    "removeEvidence",
    "EvidenceInput",
    concat!("application { ", head!(), " evidence { id } } removedId")
);
/// Reads evidence.
pub const OPEN: &str = mutation!("openEvidence", "EvidenceInput", "url inline");
/// Sends an application.
pub const SUBMIT: &str = mutation!(
    "submitApplication",
    "SubmitApplicationInput",
    concat!("application { ", whole!(), " }")
);
/// Gives an application up.
pub const WITHDRAW: &str = mutation!(
    "withdrawApplication",
    "WithdrawApplicationInput",
    concat!("application { ", whole!(), " }")
);
/// Notes a payment.
pub const PAYMENT: &str = mutation!(
    "recordPayment",
    "RecordPaymentInput",
    concat!(
        "invoice { id number state paidOn outstanding { minor } } applications { ",
        head!(),
        " }"
    )
);
/// Takes a payment back.
pub const TAKE_BACK: &str = mutation!(
    "takeBackPayment",
    "TakeBackPaymentInput",
    concat!(
        "invoice { id state paidOn outstanding { minor } } applications { ",
        head!(),
        " }"
    )
);
/// Credits an invoice.
pub const CREDIT: &str = mutation!(
    "creditInvoice",
    "CreditInvoiceInput",
    concat!(
        "invoice { id state outstanding { minor } creditNotes { number net { minor } vat { minor } } } applications { ",
        head!(),
        " }"
    )
);
/// Invoices an order again whose invoice was credited.
pub const INVOICE_AGAIN: &str = mutation!(
    "invoiceAgain",
    "InvoiceAgainInput",
    concat!(
        "invoice { id number state purchaseOrder outstanding { minor } } applications { ",
        head!(),
        " }"
    )
);
/// The invoice of an order, and what is owed of it.
pub const INVOICE: &str = "query($id: ID!) { node(id: $id) { ... on Order { invoice { id number state outstanding { minor } \
    payments { id left { minor } } creditNotes { number } } } } }";
/// Lets assessment start before payment.
pub const EARLY: &str = mutation!(
    "startBeforePayment",
    "StartBeforePaymentInput",
    concat!(
        "order { id startBeforePayment paidOn } applications { ",
        head!(),
        " }"
    )
);
/// Offers a tailored price.
pub const QUOTE: &str = mutation!(
    "issueQuote",
    "IssueQuoteInput",
    "quote { id number state openUntil tailored net { minor } vat { minor } gross { minor } applications { id } orders { price { tailored } } }"
);
/// Keeps the list price of drafts.
pub const KEEP: &str = mutation!(
    "keepQuote",
    "KeepQuoteInput",
    "quote { id number state openUntil tailored net { minor } gross { minor } applications { id programmes } lines { label } \
     split { total { net { minor } gross { minor } } orders { net { minor } } } }"
);
/// Takes a quote up.
pub const ACCEPT: &str = mutation!(
    "acceptQuote",
    "AcceptQuoteInput",
    "quote { id state acceptedOn purchaseOrder } \
     orders { id number purchaseOrder price { net { minor } } invoice { number dueOn gross { minor } } }"
);
/// Takes a quote back.
pub const WITHDRAW_QUOTE: &str = mutation!(
    "withdrawQuote",
    "WithdrawQuoteInput",
    "quote { id state reason }"
);
/// Assigns an assessor.
pub const ASSIGN: &str = mutation!(
    "assignAssessor",
    "AssignAssessorInput",
    concat!("application { ", whole!(), " }")
);
/// Judges a criterion.
pub const JUDGE: &str = mutation!(
    "judgeCriterion",
    "JudgeCriterionInput",
    concat!(
        "application { ",
        head!(),
        " } criterion { criterion { ref } judgement { value note version } evidence { id } }"
    )
);
/// Confirms an outcome.
pub const CONFIRM: &str = mutation!(
    "confirmOutcome",
    "ConfirmOutcomeInput",
    concat!("application { ", head!(), " }")
);
/// Decides an application.
pub const DECIDE: &str = mutation!(
    "decideApplication",
    "DecideApplicationInput",
    concat!("application { ", whole!(), " }")
);
/// Asks for evidence.
pub const REQUEST: &str = mutation!(
    "requestEvidence",
    "RequestEvidenceInput",
    concat!(
        "application { ",
        head!(),
        " } request { id state round dueOn criteria question evidence { id } }"
    )
);
/// Answers an evidence request.
pub const ANSWER: &str = mutation!(
    "answerEvidenceRequest",
    "AnswerEvidenceRequestInput",
    concat!(
        "application { ",
        head!(),
        " } request { id state answer answeredAt evidence { id title } }"
    )
);
/// Closes an evidence request.
pub const CLOSE: &str = mutation!(
    "closeEvidenceRequest",
    "CloseEvidenceRequestInput",
    concat!("application { ", head!(), " } request { id state }")
);
/// Keeps a phrase.
pub const SAVE_PHRASE: &str = mutation!(
    "savePhrase",
    "SavePhraseInput",
    "phrase { id kind title text version }"
);
/// Everything about one application.
pub const APPLICATION: &str = concat!(
    "query($id: ID!) { application(id: $id) { ",
    whole!(),
    " } }"
);
/// What happened to an application, the newest fifty.
pub const TIMELINE: &str = "query($id: ID!) { timeline(applicationId: $id, first: 50) { totalCount nodes { id at actor act summary } pageInfo { hasNextPage endCursor } } }";
/// The assessor's caseload.
pub const CASELOAD: &str = "query($filter: ApplicationFilter, $first: Int) { applications(filter: $filter, sort: DUE, first: $first) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id reference state waitingOn dueOn level { code title rank } edition { id levels { code title rank } } university { id name }
      programmes { id name } decision { level { code } }
      pillars { criteria rated judged evidenced pillar { number title } selfLevel { code title rank } bestFit { code } outcome { level { code title rank } } }
      evidence { id kind title criteria file { name state } } requests { id state dueOn } } } }";

pub const MAKE_TOKEN: &str = "mutation($input: MakeTokenInput!) { makeToken(input: $input) { secret token { id prefix state } } }";
pub const SESSIONS: &str = "{ sessions { totalCount nodes { id current role universityName startedAt usedAt address browser } } }";
pub const END_SESSION: &str =
    "mutation($input: EndSessionInput!) { endSession(input: $input) { ended } }";
pub const END_OTHER_SESSIONS: &str = "mutation { endOtherSessions { ended } }";
pub const REVOKE_TOKEN: &str = "mutation($input: RevokeTokenInput!) { revokeToken(input: $input) { token { id state revokedAt } } }";
