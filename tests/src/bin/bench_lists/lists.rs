//! The console's lists, each as its screens ask for it: by the documents in the console's own sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

/// Who looks at a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Operator,
    Manager,
    Assessor,
}

/// One list as somebody asks for it.
#[derive(Debug)]
pub struct List {
    pub who: Who,
    /// The name of the console's query.
    pub query: &'static str,
    /// What of it, in words; nothing for the first page as it opens.
    pub of: &'static str,
    pub variables: Value,
}

const fn list(who: Who, query: &'static str, of: &'static str, variables: Value) -> List {
    List {
        who,
        query,
        of,
        variables,
    }
}

/// Ids that lists are narrowed to.
#[derive(Debug)]
pub struct Known {
    pub university: String,
    pub application: String,
    pub import: String,
    pub bulk_act: String,
    pub order: String,
}

/// Everything that is measured.
pub fn lists(known: &Known) -> Vec<List> {
    use Who::{Assessor, Manager, Operator};
    let open = json!([
        "SUBMITTED",
        "IN_ASSESSMENT",
        "AWAITING_EVIDENCE",
        "MODERATION",
        "ON_HOLD"
    ]);
    let usual = json!({"filter": {}, "sort": "UPDATED", "descending": true, "first": 25});
    let of = |filter: Value, sort: &str| json!({"filter": filter, "sort": sort, "descending": false, "first": 25});
    let at = &known.university;
    let mut all = vec![
        list(Operator, "Applications", "", usual.clone()),
        list(
            Operator,
            "Applications",
            "by reference",
            of(json!({}), "REFERENCE"),
        ),
        list(
            Operator,
            "Applications",
            "by university",
            of(json!({}), "UNIVERSITY"),
        ),
        list(Operator, "Applications", "by due day", of(json!({}), "DUE")),
        list(
            Operator,
            "Applications",
            "open",
            of(json!({"state": open}), "UPDATED"),
        ),
        list(
            Operator,
            "Applications",
            "overdue",
            of(json!({"clock": ["OVERDUE"]}), "DUE"),
        ),
        list(
            Operator,
            "Applications",
            "waiting for the operator",
            of(json!({"waitingOn": ["OPERATOR"]}), "UPDATED"),
        ),
        list(
            Operator,
            "Applications",
            "nobody's",
            of(json!({"unassigned": true}), "UPDATED"),
        ),
        list(
            Operator,
            "Applications",
            "found by a programme",
            of(json!({"search": "mentoring 1234"}), "UPDATED"),
        ),
        list(
            Operator,
            "Applications",
            "found by a reference",
            of(json!({"search": "R-4321"}), "UPDATED"),
        ),
        list(
            Operator,
            "Applications",
            "found by a common word",
            of(json!({"search": "alumni"}), "UPDATED"),
        ),
        list(
            Operator,
            "Applications",
            "of one university",
            of(json!({"universityId": at}), "UPDATED"),
        ),
        list(Operator, "OrderBoard", "", json!({"order": known.order})),
        list(Operator, "Overview", "", json!({})),
        list(Operator, "Running", "", json!({})),
        list(Operator, "HandedBack", "", json!({})),
        list(Operator, "Decided", "", json!({})),
        list(Operator, "Find", "", json!({"search": "R-777"})),
        list(Operator, "DecidedCases", "", json!({"search": "R-2"})),
        list(Operator, "UniversityRecords", "", json!({})),
        list(
            Operator,
            "UniversityRecords",
            "found",
            json!({"search": "university 12"}),
        ),
        list(Operator, "UniversityTimeline", "", json!({"id": at})),
        list(Operator, "UniversityChoices", "", json!({})),
        list(Operator, "Awards", "", json!({})),
        list(Operator, "Invoices", "", json!({"filter": {}})),
        list(
            Operator,
            "Invoices",
            "overdue",
            json!({"filter": {"overdue": true}}),
        ),
        list(
            Operator,
            "Invoices",
            "paid",
            json!({"filter": {"states": ["PAID"]}}),
        ),
        list(
            Operator,
            "Invoices",
            "found",
            json!({"filter": {"search": "B-001234"}}),
        ),
        list(
            Operator,
            "Invoices",
            "of one university",
            json!({"filter": {"universityId": at}}),
        ),
        list(Operator, "InvoiceTotals", "", json!({"filter": {}})),
        list(Operator, "Quotes", "", json!({"filter": {}})),
        list(
            Operator,
            "Quotes",
            "of one university",
            json!({"filter": {"universityId": at}}),
        ),
        list(Operator, "Letters", "", json!({})),
        list(
            Operator,
            "Letters",
            "bounced",
            json!({"state": ["BOUNCED"]}),
        ),
        list(
            Operator,
            "Letters",
            "found",
            json!({"search": "manager-12-1@"}),
        ),
        list(Operator, "SuppressedAddresses", "", json!({})),
        list(Operator, "Tokens", "", json!({})),
        list(Manager, "Tokens", "", json!({})),
        list(Operator, "Sessions", "", json!({})),
        list(Manager, "Sessions", "", json!({})),
        list(Operator, "Imports", "", json!({})),
        list(Operator, "JoinRequests", "", json!({})),
        list(Operator, "ImportRows", "", json!({"id": known.import})),
        list(
            Operator,
            "ImportRows",
            "bad",
            json!({"id": known.import, "verdict": "BAD"}),
        ),
        list(Operator, "BulkActs", "", json!({})),
        list(
            Operator,
            "BulkRows",
            "",
            json!({"id": known.bulk_act, "first": 25}),
        ),
        list(Operator, "Exports", "", json!({})),
        list(Operator, "SavedReports", "", json!({})),
        list(
            Operator,
            "Assessors",
            "",
            json!({"applicationId": known.application}),
        ),
        list(
            Operator,
            "ApplicationTimeline",
            "",
            json!({"id": known.application}),
        ),
        list(Operator, "AuditTrail", "", json!({})),
        list(
            Operator,
            "AuditTrail",
            "of any day",
            json!({"filter": {"from": "2000-01-01"}}),
        ),
        list(
            Operator,
            "AuditTrail",
            "about evidence",
            json!({"filter": {"kinds": ["EVIDENCE"]}}),
        ),
        list(
            Operator,
            "AuditTrail",
            "by one person",
            json!({"filter": {"who": "assessor 42", "from": "2000-01-01"}}),
        ),
        list(
            Operator,
            "AuditTrail",
            "of one university",
            json!({"filter": {"universityId": at, "from": "2000-01-01"}}),
        ),
        list(
            Operator,
            "AuditTrail",
            "found by words",
            json!({"filter": {"search": "was judged"}}),
        ),
        list(
            Operator,
            "AuditTrail",
            "found by a reference",
            json!({"filter": {"search": "R-4321"}}),
        ),
        list(Manager, "AuditTrail", "", json!({})),
    ];
    all.extend([
        list(Manager, "Programmes", "", json!({"first": 50})),
        list(Manager, "ProgrammesToApplyFor", "", json!({})),
        list(Manager, "ProgrammesToRun", "", json!({})),
        list(Manager, "Frameworks", "", json!({})),
        list(Manager, "Home", "", json!({})),
        list(Manager, "Applications", "", usual),
        list(Manager, "Applications", "by due day", of(json!({}), "DUE")),
        list(
            Manager,
            "Applications",
            "found by a programme",
            of(json!({"search": "mentoring 19"}), "UPDATED"),
        ),
        list(Manager, "Awards", "", json!({})),
        list(Manager, "Invoices", "", json!({"filter": {}})),
        list(Manager, "InvoiceTotals", "", json!({"filter": {}})),
        list(Manager, "Quotes", "", json!({"filter": {}})),
        list(Manager, "Find", "", json!({"search": "reverse"})),
        list(
            Manager,
            "ApplicationTimeline",
            "",
            json!({"id": known.application}),
        ),
        list(Assessor, "Caseload", "", json!({"filter": {"state": open}})),
        list(Assessor, "CaseloadChoices", "", json!({})),
        list(Assessor, "Availability", "", json!({})),
        list(Assessor, "ProgrammesToCoach", "", json!({})),
        list(
            Operator,
            "ProgrammesToCoach",
            "of one university",
            json!({"universityId": at}),
        ),
        list(Assessor, "Find", "", json!({"search": "careers"})),
    ]);
    all
}

/// The console's queries: every document of its sources by the name of its query.
pub fn documents() -> Vec<(String, String)> {
    let mut found = Vec::new();
    read(
        &PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../admin-ui/src")),
        &mut found,
    );
    found
}

fn read(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("the console's sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            if path
                .file_name()
                .is_some_and(|name| name != "gql" && name != "test")
            {
                read(&path, found);
            }
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap_or_default();
        for part in source.split("graphql(").skip(1) {
            let Some(document) = part.trim_start().strip_prefix('`') else {
                continue;
            };
            let document = document.split('`').next().unwrap_or_default();
            if let Some(rest) = document.strip_prefix("query ") {
                let name: String = rest
                    .chars()
                    .take_while(char::is_ascii_alphanumeric)
                    .collect();
                found.push((name, document.to_owned()));
            }
        }
    }
}

/// Names of the console's queries of lists that nothing here measures.
pub fn forgotten(lists: &[List], documents: &[(String, String)]) -> BTreeSet<String> {
    let measured: BTreeSet<&str> = lists.iter().map(|list| list.query).collect();
    let of_lists = documents
        .iter()
        .filter(|(_, document)| document.contains("nodes {"));
    of_lists
        .map(|(name, _)| name.clone())
        .filter(|name| !measured.contains(name.as_str()))
        .collect()
}
