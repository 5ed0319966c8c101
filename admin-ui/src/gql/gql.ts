/* eslint-disable */
import type * as types from './graphql';



/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Applications($filter: ApplicationFilter, $sort: ApplicationSort, $descending: Boolean, $first: Int, $after: String) {\n  applications(filter: $filter, sort: $sort, descending: $descending, first: $first, after: $after) {\n    totalCount\n    pageInfo { hasNextPage endCursor }\n    nodes {\n      id reference state kind waitingOn updatedAt submittedAt dueOn\n      level { code title rank }\n      university { id name }\n      programmes { id name }\n      assessor { id name }\n      decision { level { code title rank } }\n      pillars { pillar { number title } selfLevel { code title rank } outcome { level { code title rank } } }\n    }\n  }\n}"): typeof import('./graphql').ApplicationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Frameworks($after: String) {\n  frameworks(first: 50, after: $after) {\n    totalCount\n    pageInfo { hasNextPage endCursor }\n    nodes { id name description version programmes { id } }\n  }\n}"): typeof import('./graphql').FrameworksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Framework($id: ID!) {\n  node(id: $id) { __typename ... on DeliveryFramework { id name description version programmes { id name } } }\n}"): typeof import('./graphql').FrameworkDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ProgrammesToRun($university: ID, $after: String) {\n  programmes(universityId: $university, first: 100, after: $after) {\n    totalCount\n    pageInfo { hasNextPage endCursor }\n    nodes { id name endedOn framework { id name } }\n  }\n}"): typeof import('./graphql').ProgrammesToRunDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Imports($after: String) {\n  imports(first: 50, after: $after) {\n    totalCount pageInfo { hasNextPage endCursor }\n    nodes { id kind fileName state createdAt createdBy { name } progress { done of } counts { rows added changed bad takenBack kept } }\n  }\n}"): typeof import('./graphql').ImportsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ImportTemplates { importTemplates { kind fields { name label required help example } } }"): typeof import('./graphql').ImportTemplatesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Import($id: ID!) {\n  import(id: $id) {\n    id kind fileName size state problem version readAs updateExisting createdAt createdBy { name }\n    columns { heading field sample }\n    counts { rows new same differing bad added changed takenBack kept }\n    progress { done of }\n    mayCheck { allowed reasons { rule message } }\n    mayCommit { allowed reasons { rule message } }\n    mayUndo { allowed reasons { rule message } }\n  }\n}"): typeof import('./graphql').ImportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ImportRows($id: ID!, $verdict: ImportVerdict, $outcome: ImportOutcome, $after: String) {\n  importRows(importId: $id, first: 50, verdict: $verdict, outcome: $outcome, after: $after) {\n    totalCount pageInfo { hasNextPage endCursor }\n    nodes { number cells verdict outcome problems { column rule message } changes { field from to } }\n  }\n}"): typeof import('./graphql').ImportRowsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Invoices($filter: InvoiceFilter, $after: String) {\n  invoices(filter: $filter, first: 25, after: $after) {\n    totalCount\n    pageInfo { hasNextPage endCursor }\n    nodes { id number state overdue issuedOn dueOn purchaseOrder gross { minor currency } outstanding { minor currency } university { id name } }\n  }\n}"): typeof import('./graphql').InvoicesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query InvoiceTotals($filter: InvoiceFilter) {\n  invoiceTotals(filter: $filter) {\n    invoiced { minor currency } credited { minor currency } paid { minor currency } outstanding { minor currency } overdue { minor currency }\n  }\n}"): typeof import('./graphql').InvoiceTotalsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Invoice($number: String!) {\n  invoice(number: $number) {\n    id number state overdue issuedOn dueOn paidOn creditedOn replacedBy purchaseOrder orderId orderNumber vatPerMille\n    university { id name }\n    applications { id reference }\n    lines { label net { minor currency } }\n    net { minor currency } vat { minor currency } gross { minor currency }\n    credited { minor currency } paid { minor currency } outstanding { minor currency }\n    payments { id receivedOn amount { minor currency } method reference takesBack reason left { minor currency } }\n    creditNotes { number issuedOn reason net { minor currency } vat { minor currency } gross { minor currency } }\n  }\n}"): typeof import('./graphql').InvoiceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Statement($university: ID!, $from: Date!, $to: Date!) {\n  statement(universityId: $university, from: $from, to: $to) {\n    university { id name }\n    from to\n    opening { minor currency } invoiced { minor currency } credited { minor currency } paid { minor currency } closing { minor currency }\n    lines { on kind reference invoiceNumber amount { minor currency } balance { minor currency } }\n  }\n}"): typeof import('./graphql').StatementDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query JoinRequests($state: JoinState, $after: String) {\n  joinRequests(state: $state, first: 25, after: $after) {\n    totalCount pageInfo { hasNextPage endCursor }\n    nodes { id universityName domain name position askedAt state answeredAt answeredBy { id name } }\n  }\n}"): typeof import('./graphql').JoinRequestsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query JoinRequest($id: ID!) {\n  joinRequest(id: $id) {\n    id universityName address domain name position email askedAt state answeredAt answeredBy { id name } reason\n    university { id name } version\n  }\n}"): typeof import('./graphql').JoinRequestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Workload {\n  workload {\n    assessors {\n      lead openCases points capacity levels schemes languages version\n      person { id name }\n      absences { from backOn }\n      coached { programmeId name university }\n    }\n    cases {\n      id applicationId secondMarking reference university state version points counts submittedOn dueOn clock stoppedOn mayStart\n      level { code title rank }\n      assessor { id name }\n    }\n  }\n}"): typeof import('./graphql').WorkloadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ConsiderMoves($moves: [MoveInput!]!) {\n  considerMoves(moves: $moves) {\n    moves { case { id reference } objections { rule message } }\n    loads { assessor { id } before after }\n  }\n}"): typeof import('./graphql').ConsiderMovesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation MoveCases($input: MoveCasesInput!) { moveCases(input: $input) { run { id moves } } }"): typeof import('./graphql').MoveCasesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query People($university: ID) {\n  people(universityId: $university) { person { id name email } role signedInAt invitedUntil programmeIds }\n}"): typeof import('./graphql').PeopleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation NameContributor($input: NameContributorInput!) { nameContributor(input: $input) { people { person { id } role programmeIds } } }"): typeof import('./graphql').NameContributorDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Successors { successors { person { id name } ready manages } }"): typeof import('./graphql').SuccessorsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Phrases { viewer { phrases { id kind title text version } } }"): typeof import('./graphql').PhrasesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PriceLists {\n  currentEdition { id scheme }\n  editions { id scheme title inForceFrom prices { inForceFrom contentHash tiers { maxProgrammes initial { minor currency } reaccreditation { minor currency } } } }\n  vatRates { inForceFrom perMille }\n}"): typeof import('./graphql').PriceListsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PricePreview($on: Date, $initial: Int!, $again: Int!) {\n  pricePreview(on: $on, initial: $initial, reaccreditation: $again) {\n    list { inForceFrom }\n    together { net { minor currency } vat { minor currency } gross { minor currency } vatPerMille tailored lines { label net { minor currency } } }\n    split {\n      orders { net { minor currency } lines { label } }\n      total { net { minor currency } vat { minor currency } gross { minor currency } vatPerMille tailored lines { label net { minor currency } } }\n    }\n  }\n}"): typeof import('./graphql').PricePreviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Programmes($first: Int, $after: String) {\n  programmes(first: $first, after: $after) {\n    totalCount\n    pageInfo { hasNextPage endCursor }\n    nodes {\n      id name purpose mentors large startedOn endedOn\n      award { number expiresOn state level { code title rank } }\n      openApplication { id reference state level { code title rank } }\n    }\n  }\n}"): typeof import('./graphql').ProgrammesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Programme($id: ID!) {\n  programme(id: $id) {\n    id name purpose directions mentors startedOn endedOn coordinator large version framework { id name }\n    university { id name }\n    award { id number awardedOn expiresOn state url level { code title rank } }\n    eligibility { options { kind allowed firstDay level { code title rank } reasons { rule message } } }\n    openApplication { id reference state level { code title rank } }\n  }\n}"): typeof import('./graphql').ProgrammeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ProgrammesToApplyFor($university: ID, $after: String) {\n  programmes(universityId: $university, first: 100, after: $after) {\n    pageInfo { hasNextPage endCursor }\n    nodes {\n      id name large\n      award { expiresOn level { code title rank } }\n      openApplication { id reference state version level { code title rank } missing { rule } }\n      eligibility { options { kind allowed firstDay level { code title rank } reasons { rule message } } }\n    }\n  }\n}"): typeof import('./graphql').ProgrammesToApplyForDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PeopleFound($words: String!) {\n  peopleFound(words: $words) { person { id name email } universities staff }\n}"): typeof import('./graphql').PeopleFoundDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PersonRecord($id: ID!) {\n  personRecord(personId: $id) { person { id name email } erasedAt universities staff toErase { rule message } }\n}"): typeof import('./graphql').PersonRecordDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PersonHoldings($id: ID!) {\n  personHoldings(personId: $id) { part title count stays note }\n}"): typeof import('./graphql').PersonHoldingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query RetentionAhead { retentionAhead { kept title rule count firstOn } }"): typeof import('./graphql').RetentionAheadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Edition($id: ID!) {\n  edition(id: $id) {\n    id title code publishedOn pillarsRequired monthsHeldBeforeNext validityMonths\n    levels { code title rank }\n    pillars {\n      number code title summary\n      criteria { ref pillar title note audience level { code title rank } elements { rule items } }\n      evidenceExamples { level { code title rank } examples }\n    }\n  }\n}"): typeof import('./graphql').EditionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ApplicationHead($id: ID!) {\n  application(id: $id) {\n    id reference state kind scope ledBy expectations language version waitingOn createdAt submittedAt assessmentStartedOn dueOn decidedAt\n    level { code title rank }\n    university { id name }\n    programmes { id name mentors large startedOn }\n    edition { id }\n    assessor { id name }\n    hold { since reason }\n    actions { name allowed reasons { rule message field } }\n  }\n}"): typeof import('./graphql').ApplicationHeadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ApplicationStanding($id: ID!) {\n  application(id: $id) {\n    id version\n    selfLevel { code title rank }\n    missing { rule message field }\n    warnings { rule message field }\n    pillars {\n      pillar { number title }\n      criteria rated evidenced\n      selfLevel { code title rank }\n    }\n  }\n}"): typeof import('./graphql').ApplicationStandingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PillarRatings($id: ID!, $pillar: Int) {\n  application(id: $id) {\n    id\n    criteria(pillar: $pillar) {\n      criterion { ref }\n      rating { value statement elements version updatedAt }\n      exceptions { programmeId programme value statement version }\n    }\n  }\n}"): typeof import('./graphql').PillarRatingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ApplicationEvidence($id: ID!) {\n  application(id: $id) {\n    id\n    evidence { id kind title coversFrom coversTo criteria programmes url addedAt request locked file { name size contentType sha256 state problem malwareScanned removedOn } }\n  }\n}"): typeof import('./graphql').ApplicationEvidenceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ApplicationRequests($id: ID!) {\n  application(id: $id) {\n    id\n    requests { id criteria question state dueOn askedAt round answer answeredAt accepted closedAt evidence { id title } }\n  }\n}"): typeof import('./graphql').ApplicationRequestsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AnswerDay($id: ID!, $on: Date) {\n  application(id: $id) { id answerDay(on: $on) { on workingDay workingDays next } }\n}"): typeof import('./graphql').AnswerDayDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ApplicationOrder($id: ID!) {\n  application(id: $id) {\n    id\n    price { net { minor currency } vat { minor currency } gross { minor currency } vatPerMille tailored lines { label net { minor currency } } }\n    order {\n      id number createdAt purchaseOrder paidOn startBeforePayment\n      quote { id number state openUntil net { minor currency } }\n      invoice { id number issuedOn dueOn state overdue outstanding { minor currency } }\n    }\n  }\n}"): typeof import('./graphql').ApplicationOrderDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ApplicationTimeline($id: ID!) {\n  timeline(applicationId: $id, first: 100) { totalCount nodes { id at actor forTheScheme act summary } }\n}"): typeof import('./graphql').ApplicationTimelineDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ApplicationDecision($id: ID!) {\n  application(id: $id) {\n    id\n    decision {\n      decidedAt feedback sentences digest\n      level { code title rank }\n      pillars {\n        reason\n        pillar { number title }\n        outcome { code title rank }\n        bestFit { code title rank }\n        levels { met unmet needed reached level { code title rank } }\n      }\n    }\n    sample { programmeId programme why finding note }\n    award { id number state awardedOn expiresOn url badgeUrl level { code title rank } }\n  }\n}"): typeof import('./graphql').ApplicationDecisionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Quotes($filter: QuoteFilter, $after: String) {\n  quotes(filter: $filter, first: 25, after: $after) {\n    totalCount\n    pageInfo { hasNextPage endCursor }\n    nodes { id number state tailored issuedOn openUntil net { minor currency } applications { id reference } university { id name } }\n  }\n}"): typeof import('./graphql').QuotesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Quote($id: ID!) {\n  quote(id: $id) {\n    id number state tailored issuedOn openUntil acceptedOn purchaseOrder reason vatPerMille\n    university { id name }\n    applications { id reference programmes }\n    orders { id number invoice { id number } }\n    lines { label net { minor currency } }\n    net { minor currency } vat { minor currency } gross { minor currency }\n    split {\n      orders { net { minor currency } lines { label } }\n      total { net { minor currency } vat { minor currency } gross { minor currency } vatPerMille tailored lines { label net { minor currency } } }\n    }\n  }\n}"): typeof import('./graphql').QuoteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ReportKinds { reportKinds { report title columns { name heading } } }"): typeof import('./graphql').ReportKindsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Exports($of: ID, $after: String) {\n  exports(savedReportId: $of, first: 25, after: $after) {\n    totalCount pageInfo { hasNextPage endCursor }\n    nodes { id report title called period format state rows size narrowed problem madeAt keptUntil madeBy { id name } }\n  }\n}"): typeof import('./graphql').ExportsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Export($id: ID!) { export(id: $id) { id state rows size problem } }"): typeof import('./graphql').ExportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SavedReports {\n  savedReports(first: 100) {\n    totalCount\n    nodes { id name narrowed format paused nextOn schedule { words } madeBy { id name } lastRun { id state rows madeAt } }\n  }\n}"): typeof import('./graphql').SavedReportsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation MarkSeen($input: MarkSeenInput!) { markSeen(input: $input) { application { id unread } } }"): typeof import('./graphql').MarkSeenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SignInSettings($university: ID) {\n  signInSettings(universityId: $university) {\n    redirectAddress address\n    domains { id name verifiedAt byOperator entry says checkedAt found }\n    rules { id providerId claim value role }\n    providers { id name issuer clientId state hasChanges own used version triedAt mayOpen signOutAddress signInAddress eventsAddress checks { step passed said } }\n  }\n}"): typeof import('./graphql').SignInSettingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Staff { staff { person { id name email } role signedInAt invitedUntil openCases } }"): typeof import('./graphql').StaffDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query TrailKinds { trailKinds { kind title acts } }"): typeof import('./graphql').TrailKindsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AuditTrail($filter: TrailFilter, $after: String) {\n  trail(filter: $filter, first: 25, after: $after) {\n    totalCount pageInfo { hasNextPage endCursor }\n    nodes {\n      id at actor forTheScheme act summary number hash origin before after subjectId\n      university { id name }\n      application { id reference }\n    }\n  }\n}"): typeof import('./graphql').AuditTrailDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UniversityRecords($search: String, $state: [UniversityState!], $after: String) {\n  universityRecords(search: $search, state: $state, first: 25, after: $after) {\n    totalCount pageInfo { hasNextPage endCursor }\n    nodes { university { id name } code state programmes openApplications awardsInForce outstanding { minor currency } signedInAt }\n  }\n}"): typeof import('./graphql').UniversityRecordsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UniversityRecord($id: ID!) {\n  universityRecord(universityId: $id) {\n    university { id name slug }\n    code externalReference nation purchaseOrderNeeded state closedOn closedReason continuedBy { id name } version\n    programmes openApplications awardsInForce openQuotes outstanding { minor currency } signedInAt\n    toClose { rule message }\n    people { person { id name email } role canSignIn signedInAt }\n    notes { id text writtenAt own writtenBy { id name } }\n  }\n}"): typeof import('./graphql').UniversityRecordDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query MergePreview($from: ID!, $into: ID!) {\n  mergePreview(fromId: $from, intoId: $into) {\n    from { university { id name } version }\n    into { university { id name } version }\n    reasons { rule message }\n    moves { part count named }\n    stays { part name why }\n    stayCount\n    tiedCases { reference assessor }\n  }\n}"): typeof import('./graphql').MergePreviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UniversityTimeline($id: ID!, $after: String) {\n  universityTimeline(universityId: $id, first: 25, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id at actor forTheScheme act summary } }\n}"): typeof import('./graphql').UniversityTimelineDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UniversityChoices($after: String) {\n  universities(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { id name } }\n}"): typeof import('./graphql').UniversityChoicesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeclareFile($input: DeclareFileInput!) { declareFile(input: $input) { evidence { id } createUrl partSize } }"): typeof import('./graphql').DeclareFileDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SignUpload($input: SignUploadInput!) { signUpload(input: $input) { parts { number url } completeUrl listUrl abortUrl } }"): typeof import('./graphql').SignUploadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation FinishUpload($input: EvidenceInput!) { finishUpload(input: $input) { evidence { id file { state problem } } } }"): typeof import('./graphql').FinishUploadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DropUpload($input: EvidenceInput!) { removeEvidence(input: $input) { removedId } }"): typeof import('./graphql').DropUploadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UploadState($application: ID!) { application(id: $application) { id evidence { id file { state problem } } } }"): typeof import('./graphql').UploadStateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Viewer { viewer { person { id name email } role university { id name } acting { university { id name } role reason until } today demo settingUp } }"): typeof import('./graphql').ViewerDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query ProgrammesToCoach($universityId: ID, $after: String) {\n  programmes(universityId: $universityId, first: 100, after: $after) {\n    pageInfo { hasNextPage endCursor }\n    nodes { id name university { id name } }\n  }\n}"): typeof import('./graphql').ProgrammesToCoachDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeclareCoaching($input: CoachingInput!) { declareCoaching(input: $input) { assessor { person { id } } } }"): typeof import('./graphql').DeclareCoachingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation WithdrawCoaching($input: CoachingInput!) { withdrawCoaching(input: $input) { assessor { person { id } } } }"): typeof import('./graphql').WithdrawCoachingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query UniversityNames($search: String!) { universityNames(search: $search) { id name } }"): typeof import('./graphql').UniversityNamesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CaseloadCounts($filter: ApplicationFilter) {\n  applicationCounts(filter: $filter) {\n    total unread\n    clocks { code count }\n    waitingOn { code count }\n    kinds { code count }\n    levels { code count }\n  }\n}"): typeof import('./graphql').CaseloadCountsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CaseloadChoices {\n  currentEdition { id levels { code title rank } }\n  universities(first: 100) { nodes { id name } }\n}"): typeof import('./graphql').CaseloadChoicesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation HandBackCase($input: HandBackCaseInput!) { handBackCase(input: $input) { reference } }"): typeof import('./graphql').HandBackCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation TakeNextCase { takeNextCase { application { id reference } none { rule message } } }"): typeof import('./graphql').TakeNextCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Home {\n  applications(filter: { state: [DRAFT, SUBMITTED, IN_ASSESSMENT, AWAITING_EVIDENCE, MODERATION, ON_HOLD] }, sort: UPDATED, descending: true, first: 25) {\n    totalCount\n    nodes {\n      id reference state waitingOn dueOn updatedAt\n      level { code title rank }\n      programmes { id name }\n      missing { rule message }\n      requests { id state question dueOn }\n    }\n  }\n}"): typeof import('./graphql').HomeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OverviewIncome($months: Int) {\n  overview(months: $months) { income { month invoiced { minor currency } credited { minor currency } paid { minor currency } } }\n}"): typeof import('./graphql').OverviewIncomeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OverviewLevels($months: Int) {\n  overview(months: $months) { levels { month awards level { code title rank } } }\n}"): typeof import('./graphql').OverviewLevelsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OverviewClocks($months: Int) {\n  overview(months: $months) { punctuality { month inTime late } }\n}"): typeof import('./graphql').OverviewClocksDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OverviewFunnel($months: Int) {\n  overview(months: $months) { funnel { started submitted assessed decided awarded withdrawn } }\n}"): typeof import('./graphql').OverviewFunnelDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OverviewNations {\n  overview { nations { nation universities holders awards } }\n}"): typeof import('./graphql').OverviewNationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OverviewNeeds {\n  overview { needs { unpaid unassigned overdue dueSoon onHold openRequests answeredRequests overdueInvoices overdueAmount { minor currency } failedJobs joinRequests } }\n}"): typeof import('./graphql').OverviewNeedsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Overview {\n  submitted: applications(filter: { state: [SUBMITTED] }, sort: UPDATED, first: 25) {\n    totalCount\n    nodes { id reference submittedAt level { code title rank } university { name } programmes { name } assessor { id name } order { id paidOn startBeforePayment } }\n  }\n}"): typeof import('./graphql').OverviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Running {\n  applications(filter: { state: [IN_ASSESSMENT, AWAITING_EVIDENCE, MODERATION, ON_HOLD] }, sort: DUE, first: 15) {\n    totalCount\n    nodes { id reference state dueOn level { code title rank } university { name } programmes { name } assessor { id name } }\n  }\n}"): typeof import('./graphql').RunningDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query HandedBack {\n  applications(filter: { state: [IN_ASSESSMENT, AWAITING_EVIDENCE], unassigned: true }, sort: DUE, first: 25) {\n    totalCount\n    nodes { id reference state dueOn level { code title rank } university { name } programmes { name } }\n  }\n}"): typeof import('./graphql').HandedBackDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Decided {\n  applications(filter: { state: [DECIDED] }, sort: UPDATED, descending: true, first: 8) {\n    totalCount\n    nodes { id reference state decidedAt level { code title rank } university { name } programmes { name } decision { level { code title rank } } }\n  }\n}"): typeof import('./graphql').DecidedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ExportOwnData { exportOwnData { export { id } } }"): typeof import('./graphql').ExportOwnDataDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query MailPreferences { mailPreferences { unwanted quietFrom quietUntil digestHour version } }"): typeof import('./graphql').MailPreferencesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SetMailPreferences($input: SetMailPreferencesInput!) { setMailPreferences(input: $input) { mailPreferences { version } } }"): typeof import('./graphql').SetMailPreferencesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Sessions($after: String) {\n  sessions(first: 25, after: $after) {\n    totalCount pageInfo { hasNextPage endCursor }\n    nodes { id current role universityName startedAt usedAt address browser }\n  }\n}"): typeof import('./graphql').SessionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EndSession($input: EndSessionInput!) { endSession(input: $input) { ended } }"): typeof import('./graphql').EndSessionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EndOtherSessions { endOtherSessions { ended } }"): typeof import('./graphql').EndOtherSessionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SubmitApplication($input: SubmitApplicationInput!) { submitApplication(input: $input) { application { id state version } } }"): typeof import('./graphql').SubmitApplicationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AnswerEvidenceRequest($input: AnswerEvidenceRequestInput!) { answerEvidenceRequest(input: $input) { request { id state answer answeredAt } } }"): typeof import('./graphql').AnswerEvidenceRequestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OrderBoard($order: ID!) {\n  applicationCounts(filter: { orderId: $order }) { total states { code count } }\n  applications(filter: { orderId: $order }, first: 1) { nodes { id order { id number invoice { id number } } } }\n}"): typeof import('./graphql').OrderBoardDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CopyAnswers($input: CopyAnswersInput!) { copyAnswers(input: $input) { copied { application { id version } answers links } } }"): typeof import('./graphql').CopyAnswersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChangeCombined($input: ChangeCombinedApplicationInput!) { changeCombinedApplication(input: $input) { application { id version kind programmes { id } } } }"): typeof import('./graphql').ChangeCombinedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation KeepQuote($input: KeepQuoteInput!) { keepQuote(input: $input) { quote { id } } }"): typeof import('./graphql').KeepQuoteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SetApplicationLanguage($input: SetApplicationLanguageInput!) { setApplicationLanguage(input: $input) { application { id version language } } }"): typeof import('./graphql').SetApplicationLanguageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation WithdrawApplication($input: WithdrawApplicationInput!) { withdrawApplication(input: $input) { application { id state version } } }"): typeof import('./graphql').WithdrawApplicationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Assessors($applicationId: ID!, $after: String) {\n  assessors(applicationId: $applicationId, first: 50, after: $after) {\n    pageInfo { hasNextPage endCursor }\n    nodes { lead openCases points capacity objections { rule message } person { id name email } }\n  }\n}"): typeof import('./graphql').AssessorsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AssignAssessor($input: AssignAssessorInput!) { assignAssessor(input: $input) { application { id version state assessor { id name } } } }"): typeof import('./graphql').AssignAssessorDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AssignSecondAssessor($input: AssignSecondAssessorInput!) { assignSecondAssessor(input: $input) { application { id version state } } }"): typeof import('./graphql').AssignSecondAssessorDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SecondMarking($id: ID!) {\n  application(id: $id) { id pendingDecision { releaseAt } secondMarking { why assessor submittedAt differs settledReason } }\n}"): typeof import('./graphql').SecondMarkingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PrepareBulkAct($input: PrepareBulkActInput!) { prepareBulkAct(input: $input) { bulkAct { id } } }"): typeof import('./graphql').PrepareBulkActDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation HoldApplication($input: HoldApplicationInput!) { holdApplication(input: $input) { application { id version state hold { since reason } } } }"): typeof import('./graphql').HoldApplicationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ResumeApplication($input: ResumeApplicationInput!) { resumeApplication(input: $input) { application { id version state dueOn hold { since reason } } } }"): typeof import('./graphql').ResumeApplicationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation StartBeforePayment($input: StartBeforePaymentInput!) { startBeforePayment(input: $input) { order { id startBeforePayment } } }"): typeof import('./graphql').StartBeforePaymentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation IssueQuote($input: IssueQuoteInput!) { issueQuote(input: $input) { quote { id } } }"): typeof import('./graphql').IssueQuoteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SendReminder($input: SendReminderInput!) { sendReminder(input: $input) { application { id } } }"): typeof import('./graphql').SendReminderDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddLink($input: AddLinkInput!) { addLink(input: $input) { evidence { id } } }"): typeof import('./graphql').AddLinkDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation TieEvidence($input: TieEvidenceInput!) { tieEvidence(input: $input) { evidence { id criteria } } }"): typeof import('./graphql').TieEvidenceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveEvidence($input: EvidenceInput!) { removeEvidence(input: $input) { removedId } }"): typeof import('./graphql').RemoveEvidenceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RateException($input: RateExceptionInput!) { rateException(input: $input) { criterion { exceptions { programmeId version } } } }"): typeof import('./graphql').RateExceptionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveException($input: RemoveExceptionInput!) { removeException(input: $input) { criterion { exceptions { programmeId } } } }"): typeof import('./graphql').RemoveExceptionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation StartApplications($input: StartApplicationsInput!) { startApplications(input: $input) { applications { id } } }"): typeof import('./graphql').StartApplicationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RateCriterion($input: RateCriterionInput!) {\n  rateCriterion(input: $input) {\n    criterion { criterion { ref } rating { version } }\n    application {\n      id version\n      selfLevel { code title rank }\n      missing { rule message field }\n      warnings { rule message field }\n      pillars { pillar { number title } criteria rated evidenced selfLevel { code title rank } }\n    }\n  }\n}"): typeof import('./graphql').RateCriterionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BulkAct($id: ID!) {\n  bulkAct(id: $id) {\n    id kind reason state madeAt appliedAt undoUntil\n    madeBy { id name }\n    counts { waiting may refused done undone kept total }\n  }\n}"): typeof import('./graphql').BulkActDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BulkRows($id: ID!, $verdict: [BulkVerdict!], $first: Int, $after: String) {\n  bulkRows(bulkActId: $id, verdict: $verdict, first: $first, after: $after) {\n    pageInfo { hasNextPage endCursor }\n    nodes { verdict reasons { rule message } application { id reference state university { id name } } }\n  }\n}"): typeof import('./graphql').BulkRowsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ApplyBulkAct($input: ApplyBulkActInput!) { applyBulkAct(input: $input) { bulkAct { id state } } }"): typeof import('./graphql').ApplyBulkActDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UndoBulkAct($input: UndoBulkActInput!) { undoBulkAct(input: $input) { bulkAct { id state } } }"): typeof import('./graphql').UndoBulkActDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query BulkActs($after: String) {\n  bulkActs(first: 25, after: $after) {\n    totalCount\n    pageInfo { hasNextPage endCursor }\n    nodes { id kind state madeAt madeBy { id name } counts { may refused done undone kept total } }\n  }\n}"): typeof import('./graphql').BulkActsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CombinedEligibility($covers: CombinedInput!) {\n  combinedEligibility(covers: $covers) {\n    programmes { id name }\n    scope { rule message }\n    options { kind allowed firstDay inTheWay level { code title rank } reasons { rule message } }\n  }\n}"): typeof import('./graphql').CombinedEligibilityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation StartCombined($input: StartCombinedApplicationInput!) { startCombinedApplication(input: $input) { application { id } } }"): typeof import('./graphql').StartCombinedDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CurrentLevels { currentEdition { id levels { code title rank } } }"): typeof import('./graphql').CurrentLevelsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SubmitApplications($input: SubmitApplicationsInput!) { submitApplications(input: $input) { applications { id order { id number } } } }"): typeof import('./graphql').SubmitApplicationsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query PriceTogether($ids: [ID!]!) {\n  priceTogether(applicationIds: $ids) {\n    together { net { minor currency } vat { minor currency } gross { minor currency } vatPerMille tailored lines { label net { minor currency } } }\n    split {\n      orders { net { minor currency } lines { label } }\n      total { net { minor currency } vat { minor currency } gross { minor currency } vatPerMille tailored lines { label net { minor currency } } }\n    }\n  }\n}"): typeof import('./graphql').PriceTogetherDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Availability($after: String) {\n  assessors(first: 100, after: $after) {\n    nodes {\n      openCases points capacity levels schemes languages\n      person { id }\n      absences { from backOn }\n      conflicts { reason declaredAt declaredBy university { id name } }\n      coached { programmeId name university }\n    }\n  }\n}"): typeof import('./graphql').AvailabilityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SetAbsence($input: SetAbsenceInput!) { setAbsence(input: $input) { assessor { person { id } } } }"): typeof import('./graphql').SetAbsenceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveAbsence($input: RemoveAbsenceInput!) { removeAbsence(input: $input) { assessor { person { id } } } }"): typeof import('./graphql').RemoveAbsenceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeclareConflict($input: DeclareConflictInput!) { declareConflict(input: $input) { assessor { person { id } } } }"): typeof import('./graphql').DeclareConflictDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation WithdrawConflict($input: WithdrawConflictInput!) { withdrawConflict(input: $input) { assessor { person { id } } } }"): typeof import('./graphql').WithdrawConflictDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Awards($after: String) {\n  awards(first: 25, after: $after) {\n    totalCount\n    pageInfo { hasNextPage endCursor }\n    nodes { id number state awardedOn expiresOn url badgeUrl level { code title rank } university { id name } programmes { id name } departures { programme how on } }\n  }\n}"): typeof import('./graphql').AwardsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RetireGoldCase($input: RetireGoldCaseInput!) { retireGoldCase(input: $input) { calibration { cases { id retiredAt } } } }"): typeof import('./graphql').RetireGoldCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation MarkGoldCase($input: MarkGoldCaseInput!) { markGoldCase(input: $input) { calibration { own { marked of } } } }"): typeof import('./graphql').MarkGoldCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation FinishCalibration { finishCalibration { calibration { own { finishedAt } } } }"): typeof import('./graphql').FinishCalibrationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Calibration {\n  calibration {\n    calibrateNew passPercent\n    cases { id name retiredAt madeAt level { code title rank } criteria { ref pillar title text known own } }\n    own { required marked of finishedAt result { of agreed alpha steps passed sentence } }\n    assessors { person { id name } required marked of finishedAt result { of agreed passed sentence } }\n  }\n}"): typeof import('./graphql').CalibrationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query DecidedCases($search: String!) {\n  applications(filter: { search: $search, state: [DECIDED] }, first: 10) { nodes { id reference university { name } programmes { name } } }\n}"): typeof import('./graphql').DecidedCasesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query GoldDraft($id: ID!) { goldDraft(applicationId: $id) { reference criteria { ref title mark agreed text } } }"): typeof import('./graphql').GoldDraftDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation MakeGoldCase($input: MakeGoldCaseInput!) { makeGoldCase(input: $input) { calibration { cases { id } } } }"): typeof import('./graphql').MakeGoldCaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Caseload($filter: ApplicationFilter, $after: String) {\n  applications(filter: $filter, sort: DUE, first: 25, after: $after) {\n    totalCount\n    pageInfo { hasNextPage endCursor }\n    nodes {\n      id reference state waitingOn dueOn myRole unread\n      level { code title rank }\n      edition { id levels { code title rank } }\n      university { id name }\n      programmes { id name }\n      decision { level { code title rank } }\n      pillars { criteria judged pillar { number title } selfLevel { code title rank } outcome { level { code title rank } } }\n    }\n  }\n}"): typeof import('./graphql').CaseloadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query OwnConsistency {\n  ownConsistency {\n    person { id name }\n    agreement { alpha low high reliance criteria cases }\n    leniency { steps cases marking sentence }\n    drift { aYear tells sentence periods { from until cases steps } }\n  }\n}"): typeof import('./graphql').OwnConsistencyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Consistency($from: Date, $to: Date) {\n  consistency(from: $from, to: $to) {\n    from to\n    overall { alpha low high reliance criteria cases }\n    criteria { ref title agreement { alpha low high reliance criteria cases } }\n    assessors {\n      person { id name }\n      agreement { alpha low high reliance criteria cases }\n      leniency { steps cases marking sentence }\n      drift { aYear tells sentence periods { from until cases steps } }\n    }\n  }\n}"): typeof import('./graphql').ConsistencyDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CheckEdition($document: String!) {\n  checkEdition(document: $document) {\n    problems { path message }\n    title contentHash published { id inForceFrom } against { id title }\n    gain keep lose\n    differences { part name aspect before after }\n    prospects { number university effect sentences unmarked }\n  }\n}"): typeof import('./graphql').CheckEditionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PublishEdition($input: PublishEditionInput!) { publishEdition(input: $input) { edition { id title inForceFrom } } }"): typeof import('./graphql').PublishEditionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Editions {\n  editions { id scheme title code inForceFrom contentHash levels { code title rank } pillars { number criteria { ref } } }\n}"): typeof import('./graphql').EditionsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UpdateFramework($input: UpdateFrameworkInput!) { updateFramework(input: $input) { framework { id version } } }"): typeof import('./graphql').UpdateFrameworkDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RunToFramework($input: RunToFrameworkInput!) { runToFramework(input: $input) { programmes { id framework { id } } } }"): typeof import('./graphql').RunToFrameworkDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddFramework($input: AddFrameworkInput!) { addFramework(input: $input) { framework { id } } }"): typeof import('./graphql').AddFrameworkDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CheckImport($input: CheckImportInput!) { checkImport(input: $input) { import { id state version } } }"): typeof import('./graphql').CheckImportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CommitImport($input: CommitImportInput!) { commitImport(input: $input) { import { id state version } } }"): typeof import('./graphql').CommitImportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UndoImport($input: UndoImportInput!) { undoImport(input: $input) { import { id state version } } }"): typeof import('./graphql').UndoImportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation OpenImportProblems($input: OpenImportProblemsInput!) { openImportProblems(input: $input) { url } }"): typeof import('./graphql').OpenImportProblemsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeclareImport($input: DeclareImportInput!) { declareImport(input: $input) { putUrl import { id } } }"): typeof import('./graphql').DeclareImportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ReadImport($input: ReadImportInput!) { readImport(input: $input) { import { id state } } }"): typeof import('./graphql').ReadImportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ExportInvoices($input: ExportInvoicesInput!) { exportInvoices(input: $input) { fileName csv count } }"): typeof import('./graphql').ExportInvoicesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RecordPayment($input: RecordPaymentInput!) { recordPayment(input: $input) { invoice { id state outstanding { minor } } } }"): typeof import('./graphql').RecordPaymentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation TakeBackPayment($input: TakeBackPaymentInput!) { takeBackPayment(input: $input) { invoice { id state outstanding { minor } } } }"): typeof import('./graphql').TakeBackPaymentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreditInvoice($input: CreditInvoiceInput!) { creditInvoice(input: $input) { invoice { id state outstanding { minor } } } }"): typeof import('./graphql').CreditInvoiceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation InvoiceAgain($input: InvoiceAgainInput!) { invoiceAgain(input: $input) { invoice { id number } } }"): typeof import('./graphql').InvoiceAgainDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AcceptJoinRequest($input: AcceptJoinRequestInput!) { acceptJoinRequest(input: $input) { record { university { id } } } }"): typeof import('./graphql').AcceptJoinRequestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DeclineJoinRequest($input: DeclineJoinRequestInput!) { declineJoinRequest(input: $input) { request { id state } } }"): typeof import('./graphql').DeclineJoinRequestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation DecideApplication($input: DecideApplicationInput!) { decideApplication(input: $input) { application { id state version } } }"): typeof import('./graphql').DecideApplicationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Feedback($id: ID!) { application(id: $id) { id feedback { proposed text version } } }"): typeof import('./graphql').FeedbackDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SaveFeedback($input: SaveFeedbackInput!) { saveFeedback(input: $input) { feedback { proposed text version } } }"): typeof import('./graphql').SaveFeedbackDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RecallDecision($input: RecallDecisionInput!) { recallDecision(input: $input) { application { id state version } } }"): typeof import('./graphql').RecallDecisionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SubmitSecondMarking($input: SubmitSecondMarkingInput!) { submitSecondMarking(input: $input) { application { id state version } } }"): typeof import('./graphql').SubmitSecondMarkingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Settings { settings { secondMarkPercent secondMarkNewBelow recallMinutes sameAssessorAtMost calibrateNew calibrationPassPercent version } }"): typeof import('./graphql').SettingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ConfirmOutcome($input: ConfirmOutcomeInput!) { confirmOutcome(input: $input) { application { id version } } }"): typeof import('./graphql').ConfirmOutcomeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SavePhrase($input: SavePhraseInput!) { savePhrase(input: $input) { phrase { id } } }"): typeof import('./graphql').SavePhraseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemovePhrase($input: RemovePhraseInput!) { removePhrase(input: $input) { removed } }"): typeof import('./graphql').RemovePhraseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RequestEvidence($input: RequestEvidenceInput!) { requestEvidence(input: $input) { request { id state } } }"): typeof import('./graphql').RequestEvidenceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CloseEvidenceRequest($input: CloseEvidenceRequestInput!) { closeEvidenceRequest(input: $input) { request { id state } } }"): typeof import('./graphql').CloseEvidenceRequestDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SampleProgrammes($input: SampleProgrammesInput!) { sampleProgrammes(input: $input) { application { id sample { programmeId } } } }"): typeof import('./graphql').SampleProgrammesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation NoteFinding($input: NoteFindingInput!) { noteFinding(input: $input) { application { id sample { programmeId version } } } }"): typeof import('./graphql').NoteFindingDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation LeaveOutOfSample($input: LeaveOutOfSampleInput!) { leaveOutOfSample(input: $input) { application { id sample { programmeId } } } }"): typeof import('./graphql').LeaveOutOfSampleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query JudgeHead($id: ID!) {\n  application(id: $id) {\n    id reference state scope language version waitingOn dueOn submittedAt unread\n    level { code title rank }\n    university { id name }\n    programmes { id name }\n    sample { programmeId programme why finding note version }\n    edition { id }\n    myRole\n    hold { since reason }\n    pendingDecision { madeAt releaseAt }\n    secondMarking { why submittedAt differs settledReason }\n    bestFitLevel { code title rank }\n    undecided { rule message field }\n    actions { name allowed reasons { rule message field } }\n    pillars {\n      criteria judged evidenced askedFirst\n      pillar { number title }\n      selfLevel { code title rank }\n      bestFit { code title rank }\n      outcome { reason version level { code title rank } bestFit { code title rank } }\n    }\n  }\n}"): typeof import('./graphql').JudgeHeadDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query JudgeCriteria($id: ID!) {\n  application(id: $id) {\n    id\n    criteria {\n      criterion { ref }\n      rating { value statement elements }\n      exceptions { programmeId programme value statement }\n      judgement { value note version }\n    }\n  }\n}"): typeof import('./graphql').JudgeCriteriaDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation JudgeCriterion($input: JudgeCriterionInput!) {\n  judgeCriterion(input: $input) {\n    criterion { criterion { ref } judgement { version } }\n    application {\n      id version\n      bestFitLevel { code title rank }\n      undecided { rule message field }\n      pillars {\n        criteria judged evidenced askedFirst\n        pillar { number title }\n        selfLevel { code title rank }\n        bestFit { code title rank }\n        outcome { reason version level { code title rank } bestFit { code title rank } }\n      }\n    }\n  }\n}"): typeof import('./graphql').JudgeCriterionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query SuppressedAddresses($after: String) {\n  suppressedAddresses(first: 25, after: $after) { pageInfo { hasNextPage endCursor } nodes { id address why since } }\n}"): typeof import('./graphql').SuppressedAddressesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation LiftSuppression($input: LiftSuppressionInput!) { liftSuppression(input: $input) { lifted { id address } } }"): typeof import('./graphql').LiftSuppressionDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Letters($search: String, $state: [LetterState!], $after: String) {\n  letters(search: $search, state: $state, first: 25, after: $after) {\n    totalCount pageInfo { hasNextPage endCursor }\n    nodes { id address subject text state problem queuedAt sentAt goesAt digestId person { id name } }\n  }\n}"): typeof import('./graphql').LettersDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ResendLetter($input: ResendLetterInput!) { resendLetter(input: $input) { letter { id state } } }"): typeof import('./graphql').ResendLetterDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChangeLetterTemplate($input: ChangeLetterTemplateInput!) { changeLetterTemplate(input: $input) { letterTemplate { kind subject text version } } }"): typeof import('./graphql').ChangeLetterTemplateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RestoreLetterTemplate($input: RestoreLetterTemplateInput!) { restoreLetterTemplate(input: $input) { letterTemplate { kind subject text version } } }"): typeof import('./graphql').RestoreLetterTemplateDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query LetterPreview($kind: NoticeKind!, $subject: String!, $text: String!) {\n  letterPreview(kind: $kind, subject: $subject, text: $text) { subject text html }\n}"): typeof import('./graphql').LetterPreviewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query LetterTemplates {\n  letterTemplates {\n    kind subject text isStandard version changedAt\n    placeholders { name meaning inSubject }\n    changedBy { id name }\n  }\n}"): typeof import('./graphql').LetterTemplatesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Moderation($id: ID!) {\n  application(id: $id) {\n    id reference state version unread\n    level { code title rank }\n    university { id name }\n    programmes { id name }\n    edition { id }\n    actions { name allowed reasons { rule message field } }\n    pillars { askedFirst pillar { number title } }\n    secondMarking {\n      why openedAt submittedAt differs settledAt settledReason\n      comparison {\n        sentences\n        first { code title rank }\n        second { code title rank }\n        pillars { pillar { number title } first { code title rank } second { code title rank } }\n        criteria { ref pillar first { value note } second { value note } }\n      }\n    }\n  }\n}"): typeof import('./graphql').ModerationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SettleDifference($input: SettleDifferenceInput!) { settleDifference(input: $input) { application { id state version } } }"): typeof import('./graphql').SettleDifferenceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SendBack($input: SendBackInput!) { sendBack(input: $input) { application { id state version } } }"): typeof import('./graphql').SendBackDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation InvitePerson($input: InvitePersonInput!) { invitePerson(input: $input) { people { person { id } role } } }"): typeof import('./graphql').InvitePersonDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SetSuccessors($input: SetSuccessorsInput!) { setSuccessors(input: $input) { successors { person { id name } ready manages } } }"): typeof import('./graphql').SetSuccessorsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation InviteAgain($input: InviteAgainInput!) { inviteAgain(input: $input) { people { person { id } role } } }"): typeof import('./graphql').InviteAgainDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChangeMemberRole($input: ChangeMemberRoleInput!) { changeMemberRole(input: $input) { people { person { id } role } } }"): typeof import('./graphql').ChangeMemberRoleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveMember($input: RemoveMemberInput!) { removeMember(input: $input) { people { person { id } role } } }"): typeof import('./graphql').RemoveMemberDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PutBack($input: InvitePersonInput!) { invitePerson(input: $input) { people { person { id } role } } }"): typeof import('./graphql').PutBackDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UpdateProgramme($input: UpdateProgrammeInput!) { updateProgramme(input: $input) { programme { id version } } }"): typeof import('./graphql').UpdateProgrammeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation StartApplication($input: StartApplicationInput!) { startApplication(input: $input) { application { id reference } } }"): typeof import('./graphql').StartApplicationDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddProgramme($input: AddProgrammeInput!) { addProgramme(input: $input) { programme { id } } }"): typeof import('./graphql').AddProgrammeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ExportPerson($input: ExportPersonInput!) { exportPerson(input: $input) { export { id } } }"): typeof import('./graphql').ExportPersonDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ErasePerson($input: ErasePersonInput!) { erasePerson(input: $input) { record { person { id } erasedAt } } }"): typeof import('./graphql').ErasePersonDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ExportOwnUniversity($input: ExportUniversityInput!) { exportUniversity(input: $input) { export { id } } }"): typeof import('./graphql').ExportOwnUniversityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation WithdrawQuote($input: WithdrawQuoteInput!) { withdrawQuote(input: $input) { quote { id } } }"): typeof import('./graphql').WithdrawQuoteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AcceptQuote($input: AcceptQuoteInput!) { acceptQuote(input: $input) { quote { id } } }"): typeof import('./graphql').AcceptQuoteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RunReport($input: SavedReportInput!) { runReport(input: $input) { export { id } } }"): typeof import('./graphql').RunReportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation PauseReport($input: SavedReportInput!) { pauseReport(input: $input) { savedReport { id } } }"): typeof import('./graphql').PauseReportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ResumeReport($input: SavedReportInput!) { resumeReport(input: $input) { savedReport { id } } }"): typeof import('./graphql').ResumeReportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveReport($input: SavedReportInput!) { removeReport(input: $input) { savedReport { id name } } }"): typeof import('./graphql').RemoveReportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RestoreReport($input: SavedReportInput!) { restoreReport(input: $input) { savedReport { id } } }"): typeof import('./graphql').RestoreReportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ChangeSettings($input: ChangeSettingsInput!) { changeSettings(input: $input) { settings { secondMarkPercent secondMarkNewBelow recallMinutes sameAssessorAtMost calibrateNew calibrationPassPercent version } } }"): typeof import('./graphql').ChangeSettingsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddDomain($input: AddDomainInput!) { addDomain(input: $input) { settings { redirectAddress } } }"): typeof import('./graphql').AddDomainDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CheckDomain($input: DomainInput!) { checkDomain(input: $input) { settings { redirectAddress } } }"): typeof import('./graphql').CheckDomainDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation VerifyDomain($input: VerifyDomainInput!) { verifyDomain(input: $input) { settings { redirectAddress } } }"): typeof import('./graphql').VerifyDomainDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveDomain($input: DomainInput!) { removeDomain(input: $input) { settings { redirectAddress } } }"): typeof import('./graphql').RemoveDomainDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SaveProvider($input: SaveProviderInput!) { saveProvider(input: $input) { settings { redirectAddress } } }"): typeof import('./graphql').SaveProviderDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation TryProvider($input: ProviderInput!) { tryProvider(input: $input) { settings { redirectAddress } } }"): typeof import('./graphql').TryProviderDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation OpenProvider($input: ProviderInput!) { openProvider(input: $input) { settings { redirectAddress } } }"): typeof import('./graphql').OpenProviderDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CloseProvider($input: ProviderInput!) { closeProvider(input: $input) { settings { redirectAddress } } }"): typeof import('./graphql').CloseProviderDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ShareSignIn($input: ShareSignInInput!) { shareSignIn(input: $input) { settings { redirectAddress } } }"): typeof import('./graphql').ShareSignInDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddClaimRule($input: AddClaimRuleInput!) { addClaimRule(input: $input) { settings { redirectAddress } } }"): typeof import('./graphql').AddClaimRuleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveClaimRule($input: ClaimRuleInput!) { removeClaimRule(input: $input) { settings { redirectAddress } } }"): typeof import('./graphql').RemoveClaimRuleDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation EmployPerson($input: EmployPersonInput!) { employPerson(input: $input) { staff { person { id } role } } }"): typeof import('./graphql').EmployPersonDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation InviteStaffAgain($input: StaffInput!) { inviteStaffAgain(input: $input) { staff { person { id } role } } }"): typeof import('./graphql').InviteStaffAgainDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveStaff($input: RemoveStaffInput!) { removeStaff(input: $input) { staff { person { id } role } } }"): typeof import('./graphql').RemoveStaffDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation MakeToken($input: MakeTokenInput!) { makeToken(input: $input) { secret token { id name expiresOn } } }"): typeof import('./graphql').MakeTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Tokens($after: String) {\n  tokens(first: 25, after: $after) {\n    totalCount pageInfo { hasNextPage endCursor }\n    nodes { id name prefix areas writes state expiresOn usedAt usedFrom revokedAt madeAt madeBy { id name } university { id name } universities { id name } }\n  }\n}"): typeof import('./graphql').TokensDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RevokeToken($input: RevokeTokenInput!) { revokeToken(input: $input) { token { id name state } } }"): typeof import('./graphql').RevokeTokenDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UpdateUniversity($input: UpdateUniversityInput!) { updateUniversity(input: $input) { record { university { id } version } } }"): typeof import('./graphql').UpdateUniversityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CloseUniversity($input: CloseUniversityInput!) { closeUniversity(input: $input) { record { university { id } state } } }"): typeof import('./graphql').CloseUniversityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ReopenUniversity($input: ReopenUniversityInput!) { reopenUniversity(input: $input) { record { university { id } state } } }"): typeof import('./graphql').ReopenUniversityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation MergeUniversities($input: MergeUniversitiesInput!) { mergeUniversities(input: $input) { from { university { id } state } into { university { id } version } } }"): typeof import('./graphql').MergeUniversitiesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation NoteUniversity($input: NoteUniversityInput!) { noteUniversity(input: $input) { record { notes { id } } } }"): typeof import('./graphql').NoteUniversityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveUniversityNote($input: RemoveUniversityNoteInput!) { removeUniversityNote(input: $input) { record { notes { id } } } }"): typeof import('./graphql').RemoveUniversityNoteDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ExportUniversity($input: ExportUniversityInput!) { exportUniversity(input: $input) { export { id } } }"): typeof import('./graphql').ExportUniversityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddUniversity($input: AddUniversityInput!) { addUniversity(input: $input) { record { university { id } } } }"): typeof import('./graphql').AddUniversityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SetCapacity($input: SetCapacityInput!) { setCapacity(input: $input) { assessor { person { id } capacity version } } }"): typeof import('./graphql').SetCapacityDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query AssignmentPlan {\n  assignmentPlan {\n    digest\n    changes { case { id reference secondMarking university points } from { id name } to { id name } }\n    unplaced { case { id reference secondMarking university points } reasons { rule message } remedy }\n    loads { assessor { id name } before after capacity }\n  }\n}"): typeof import('./graphql').AssignmentPlanDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation ApplyAssignmentPlan($input: ApplyAssignmentPlanInput!) { applyAssignmentPlan(input: $input) { run { id moves } } }"): typeof import('./graphql').ApplyAssignmentPlanDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation OpenEvidence($input: EvidenceInput!) { openEvidence(input: $input) { url inline } }"): typeof import('./graphql').OpenEvidenceDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UndoAssignment($input: UndoAssignmentPlanInput!) {\n  undoAssignmentPlan(input: $input) { run { id } putBack { id } kept { reference reasons { rule message } } }\n}"): typeof import('./graphql').UndoAssignmentDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Find($search: String!) {\n  applications(filter: { search: $search }, first: 8) { nodes { id reference university { name } programmes { name } } }\n}"): typeof import('./graphql').FindDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SaveReport($input: SaveReportInput!) { saveReport(input: $input) { savedReport { id name nextOn } } }"): typeof import('./graphql').SaveReportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation MakeExport($input: MakeExportInput!) { makeExport(input: $input) { export { id } } }"): typeof import('./graphql').MakeExportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation OpenExport($input: OpenExportInput!) { openExport(input: $input) { url } }"): typeof import('./graphql').OpenExportDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query Views { viewer { views { id list name address shared own } } }"): typeof import('./graphql').ViewsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SaveView($input: SaveViewInput!) { saveView(input: $input) { view { id } } }"): typeof import('./graphql').SaveViewDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RemoveView($input: RemoveViewInput!) { removeView(input: $input) { removed } }"): typeof import('./graphql').RemoveViewDocument;


export function graphql(source: string) {
  return source as unknown;
}
