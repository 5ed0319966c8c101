//! Who is in the demo: invented universities, invented people.

use domain::access::Role;
use domain::university::Nation;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// An invented university.
pub struct University {
    /// Its name in addresses, and its domain before `.example`.
    pub slug: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What its references begin with.
    pub code: &'static str,
    /// Where it is.
    pub nation: Nation,
}

/// An invented person.
pub struct Person {
    /// What the sign-in calls them; never changes.
    pub subject: &'static str,
    /// Their name.
    pub name: &'static str,
    /// Their address before the at sign.
    pub mailbox: &'static str,
    /// Their address after it.
    pub domain: &'static str,
    /// What they act as.
    pub role: Role,
    /// The university they act for, by slug; empty for the scheme's own people.
    pub university: &'static str,
    /// What to look at when signed in as them.
    pub shows: &'static str,
}

impl Person {
    /// Their e-mail address; the domain is reserved and reaches nobody.
    pub fn email(&self) -> String {
        format!("{}@{}.example", self.mailbox, self.domain)
    }

    /// The same person has the same id in every demo.
    pub fn id(&self) -> Uuid {
        id_of(&format!("person {}", self.subject))
    }
}

impl University {
    /// The same university has the same id in every demo.
    pub fn id(&self) -> Uuid {
        id_of(&format!("university {}", self.slug))
    }
}

/// An id made of words.
pub fn id_of(words: &str) -> Uuid {
    let hash = Sha256::digest(format!("pillars demo: {words}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// The university by its slug.
pub fn university(slug: &str) -> Option<&'static University> {
    UNIVERSITIES.iter().find(|one| one.slug == slug)
}

/// The person by their subject.
pub fn person(subject: &str) -> Option<&'static Person> {
    PEOPLE.iter().find(|one| one.subject == subject)
}

const fn called(
    slug: &'static str,
    name: &'static str,
    code: &'static str,
    nation: Nation,
) -> University {
    University {
        slug,
        name,
        code,
        nation,
    }
}

/// The universities.
pub const UNIVERSITIES: &[University] = &[
    called(
        "alderbrook",
        "University of Alderbrook",
        "ALD",
        Nation::England,
    ),
    called(
        "ballinderry",
        "Ballinderry University",
        "BDY",
        Nation::NorthernIreland,
    ),
    called(
        "eastholme",
        "Eastholme University of the Arts",
        "EUA",
        Nation::England,
    ),
    called("kirkmoor", "Kirkmoor University", "KMR", Nation::Scotland),
    called(
        "northmere",
        "Northmere Metropolitan University",
        "NMU",
        Nation::England,
    ),
    called("penhallow", "Penhallow University", "PHU", Nation::England),
    called("llanfair", "Prifysgol Llanfair", "PLL", Nation::Wales),
    called(
        "brannocs",
        "St Brannoc’s University College",
        "SBC",
        Nation::Wales,
    ),
    called(
        "strathavon",
        "Strathavon University",
        "STV",
        Nation::Scotland,
    ),
    called("wexcombe", "University of Wexcombe", "WEX", Nation::England),
];

const fn member(
    subject: &'static str,
    name: &'static str,
    mailbox: &'static str,
    university: &'static str,
    role: Role,
    shows: &'static str,
) -> Person {
    Person {
        subject,
        name,
        mailbox,
        domain: university,
        role,
        university,
        shows,
    }
}

const fn staff(
    subject: &'static str,
    name: &'static str,
    mailbox: &'static str,
    domain: &'static str,
    role: Role,
    shows: &'static str,
) -> Person {
    Person {
        subject,
        name,
        mailbox,
        domain,
        role,
        university: "",
        shows,
    }
}

/// Where the scheme's own people have their mail.
const SCHEME: &str = "mentoring-standards";

/// The people, in the order in which the sign-in shows them: the most to see first.
#[rustfmt::skip]
pub const PEOPLE: &[Person] = &[
    member("meera", "Meera Anand", "meera.anand", "alderbrook", Role::Manager, "a Bronze award with a Silver draft, a half-filled draft, a case in assessment"),
    staff("priya", "Priya Raghunathan", "priya.raghunathan", SCHEME, Role::Assessor, "a caseload: one case half judged, one answered request, one ready to decide"),
    staff("rachel", "Rachel Lindqvist", "rachel.lindqvist", SCHEME, Role::Operator, "payments to mark, a price to give, a case to assign"),
    member("jago", "Jago Trevithick", "jago.trevithick", "penhallow", Role::Manager, "an evidence request due in six days, a draft ready to submit"),
    member("sian", "Siân Prydderch", "sian.prydderch", "llanfair", Role::Manager, "an award that lapses in 25 days, its renewal begun"),
    member("tom", "Tom Fairweather", "tom.fairweather", "alderbrook", Role::Contributor, "rates and adds evidence, and cannot submit"),
    member("grace", "Grace Oyelaran", "grace.oyelaran", "alderbrook", Role::Viewer, "reads, and changes nothing"),
    member("lowenna", "Lowenna Pascoe", "lowenna.pascoe", "penhallow", Role::Contributor, "helps with the answer that is asked for"),
    member("llyr", "Llŷr Bowen", "llyr.bowen", "llanfair", Role::Contributor, "writes the renewal"),
    member("danielle", "Danielle Ashworth", "danielle.ashworth", "kirkmoor", Role::Manager, "Silver in force, reached by a second application"),
    member("yusuf", "Yusuf Rahman", "yusuf.rahman", "kirkmoor", Role::Contributor, "two awards in one university"),
    member("catriona", "Catriona MacAskill", "catriona.macaskill", "strathavon", Role::Manager, "a case not accredited, after evidence was asked for; another paid and waiting"),
    member("ruaridh", "Ruaridh Sinclair", "ruaridh.sinclair", "strathavon", Role::Viewer, "reads the reasons of a decision"),
    member("aoife", "Aoife McConville", "aoife.mcconville", "ballinderry", Role::Manager, "an award that expired, and a request just answered"),
    member("patrick", "Patrick Donnelly", "patrick.donnelly", "ballinderry", Role::Viewer, "reads"),
    member("priscilla", "Priscilla Mensah-Ward", "priscilla.mensah-ward", "wexcombe", Role::Manager, "a large programme that waits for its price"),
    member("oliver", "Oliver Hartnell", "oliver.hartnell", "wexcombe", Role::Contributor, "a case that assessment has just begun on"),
    member("rosalind", "Rosalind Thewlis", "rosalind.thewlis", "brannocs", Role::Manager, "a case close to its decision, and one withdrawn"),
    member("kwame", "Kwame Boateng", "kwame.boateng", "northmere", Role::Manager, "three programmes at three stages"),
    member("zofia", "Zofia Nowicka", "zofia.nowicka", "northmere", Role::Contributor, "an application hardly begun"),
    member("ines", "Inês Carvalho", "ines.carvalho", "eastholme", Role::Manager, "the first day: a programme, and a draft with one answer"),
    staff("helena", "Helena Brandt", "helena.brandt", SCHEME, Role::LeadAssessor, "decisions of the past year, Silver among them"),
    staff("tomasz", "Tomasz Zieliński", "tomasz.zielinski", SCHEME, Role::Assessor, "a case overdue, and one that waits for evidence"),
    staff("bethan", "Bethan Carew", "bethan.carew", "strathavon", Role::Assessor, "may not assess Strathavon: her address is one of theirs (W1)"),
    staff("femi", "Femi Adeyemi", "femi.adeyemi", SCHEME, Role::Assessor, "one case not begun"),
    staff("nia", "Nia Okafor", "nia.okafor", SCHEME, Role::Assessor, "new: marks the calibration set before a first case"),
    staff("daniel", "Daniel Osei", "daniel.osei", SCHEME, Role::Operator, "the same desk as Rachel"),
    staff("margaret", "Margaret Yuen", "margaret.yuen", SCHEME, Role::Administrator, "everything an operator sees"),
];

/// Whom the demo's sign-in knows and nobody has added: somebody new, for whoever wants to see an invitation taken up.
#[rustfmt::skip]
pub const NEWCOMERS: [Person; 2] = [
    member("hana", "Hana Whitlock", "hana.whitlock", "eastholme", Role::Manager, "new there, and not in Pillars yet: invited by Inês Carvalho, she comes in by the letter"),
    staff("greta", "Greta Lindholm", "greta.lindholm", SCHEME, Role::Assessor, "not in Pillars yet: invited by Rachel Lindqvist, she comes in by the letter"),
];
