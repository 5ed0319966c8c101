//! The columns that a file of each kind may have.

use super::ImportKind;

/// One thing that a column can hold.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in mappings.
    pub name: &'static str,
    /// What the column is headed in the template.
    pub label: &'static str,
    /// Whether every row must say it.
    pub required: bool,
    /// What to write in it.
    pub help: &'static str,
    /// A cell of the template.
    pub example: &'static str,
    /// What others head such a column.
    pub(super) also: &'static [&'static str],
}

const REFERENCE: &str = "What your own records call it; it is found again by it when its name changes. 100 characters at most.";
const UNIVERSITY: Field = Field {
    name: "university",
    label: "University",
    required: true,
    help: "Its name, its reference or its address name, as the scheme has it.",
    example: "University of Alderbrook",
    also: &[
        "university name",
        "institution",
        "institution name",
        "ukprn",
        "provider",
        "organisation",
    ],
};

const UNIVERSITIES: &[Field] = &[
    Field {
        name: "name",
        label: "Name",
        required: true,
        help: "What it is called; 200 characters at most.",
        example: "University of Alderbrook",
        also: UNIVERSITY_NAMES,
    },
    Field {
        name: "externalReference",
        label: "Reference",
        required: false,
        help: REFERENCE,
        example: "10001234",
        also: &["ukprn", "id", "external reference", "institution id"],
    },
    Field {
        name: "code",
        label: "Code",
        required: false,
        help: "Two to five capital letters that its references begin with; its initials unless you say.",
        example: "ALD",
        also: &["short code", "abbreviation", "initials"],
    },
    Field {
        name: "slug",
        label: "Address name",
        required: false,
        help: "Its name in web addresses: small letters, digits and hyphens; made of its name unless you say.",
        example: "alderbrook",
        also: &["slug", "short name"],
    },
    Field {
        name: "nation",
        label: "Nation",
        required: false,
        help: "England, Scotland, Wales or Northern Ireland.",
        example: "England",
        also: &["country", "region"],
    },
];
const UNIVERSITY_NAMES: &[&str] = &[
    "university",
    "university name",
    "institution",
    "institution name",
    "organisation",
    "provider name",
];

const PROGRAMMES: &[Field] = &[
    UNIVERSITY,
    Field {
        name: "name",
        label: "Programme",
        required: true,
        help: "What it is called; 200 characters at most.",
        example: "Peer mentoring",
        also: &["name", "programme name", "title", "scheme name"],
    },
    Field {
        name: "externalReference",
        label: "Reference",
        required: false,
        help: REFERENCE,
        example: "PM-01",
        also: &["id", "external reference", "programme id", "code"],
    },
    Field {
        name: "purpose",
        label: "Purpose",
        required: true,
        help: "Its one purpose; 2000 characters at most.",
        example: "Helps first-year students settle in.",
        also: &["aim", "description", "aims"],
    },
    Field {
        name: "directions",
        label: "Directions",
        required: true,
        help: "Who mentors whom: staff to staff, staff to student, student to staff, student to student; several with semicolons between.",
        example: "student to student",
        also: &["direction", "type", "who mentors whom"],
    },
    Field {
        name: "mentors",
        label: "Mentors",
        required: true,
        help: "How many mentors it has: a whole number in figures, without commas.",
        example: "24",
        also: &["number of mentors", "mentor count", "mentor numbers"],
    },
    Field {
        name: "startedOn",
        label: "Started on",
        required: true,
        help: "The day it started, or will: 2024-09-16 or 16/09/2024, the day before the month.",
        example: "2024-09-16",
        also: &["start date", "started", "date started", "start"],
    },
    Field {
        name: "coordinator",
        label: "Coordinator",
        required: false,
        help: "Who runs it; 200 characters at most.",
        example: "Sam Shaw",
        also: &["contact", "lead", "manager", "run by"],
    },
];

const PEOPLE: &[Field] = &[
    UNIVERSITY,
    Field {
        name: "name",
        label: "Name",
        required: true,
        help: "The person's whole name; 200 characters at most.",
        example: "Mara Ellis",
        also: &["full name", "person"],
    },
    Field {
        name: "email",
        label: "E-mail",
        required: true,
        help: "The address by which the person is known; nobody is in the scheme under the same one twice.",
        example: "mara.ellis@alderbrook.example",
        also: &["email", "email address", "mail"],
    },
    Field {
        name: "role",
        label: "Role",
        required: true,
        help: "Manager, contributor or viewer.",
        example: "manager",
        also: &["position", "access"],
    },
];

const APPLICATIONS: &[Field] = &[
    UNIVERSITY,
    Field {
        name: "programme",
        label: "Programme",
        required: true,
        help: "The programme's name or reference, as its university has it.",
        example: "Peer mentoring",
        also: &["programme name", "programme reference", "name"],
    },
    Field {
        name: "level",
        label: "Level",
        required: true,
        help: "The level applied for, as the standard calls it.",
        example: "Bronze",
        also: &["award", "award level", "level applied for"],
    },
    Field {
        name: "language",
        label: "Language",
        required: false,
        help: "English or Welsh; English unless you say.",
        example: "English",
        also: &["written in"],
    },
];

impl ImportKind {
    /// What its columns can hold, in the template's order.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Universities => UNIVERSITIES,
            Self::Programmes => PROGRAMMES,
            Self::People => PEOPLE,
            Self::Applications => APPLICATIONS,
        }
    }

    /// The field of that name.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }

    /// What one row is, in a sentence: `programme`.
    pub const fn one(self) -> &'static str {
        match self {
            Self::Universities => "university",
            Self::Programmes => "programme",
            Self::People => "person",
            Self::Applications => "application",
        }
    }

    /// What the rows are, in a sentence: `programmes`.
    pub const fn many(self) -> &'static str {
        match self {
            Self::Universities => "universities",
            Self::Programmes => "programmes",
            Self::People => "people",
            Self::Applications => "applications",
        }
    }
}
