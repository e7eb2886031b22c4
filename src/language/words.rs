//! The closed word lists of the pack format and of decisions.

use serde::{Deserialize, Serialize};

/// Words of the expression language that no question, fact, parameter, scale, member or table may be called by.
/// An option of a choice may be one of them.
pub const RESERVED: [&str; 19] = [
    "all",
    "any",
    "none",
    "at_least",
    "and",
    "or",
    "not",
    "in",
    "is",
    "where",
    "count",
    "sum",
    "min",
    "max",
    "yes",
    "no",
    "rule",
    "safety",
    "screening",
];

/// The two outcomes of a decision, by the names that a property gives them.
pub const AXES: [&str; 2] = ["safety", "screening"];

/// A word list a pack may choose from.
pub trait Word: Sized + Copy + 'static {
    const ALL: &'static [(Self, &'static str)];

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == text).map(|(word, _)| *word)
    }
}

/// Writes an enum whose words are written as named, with `ALL`, `name` and the wire form.
macro_rules! words {
    ($(#[$doc:meta])* $type:ident { $($(#[$vdoc:meta])* $variant:ident $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $type { $($(#[$vdoc])* #[serde(rename = $name)] $variant,)* }

        impl Word for $type {
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $name),)*];
        }

        impl $type {
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

words! {
    /// What a question is answered with.
    QuestionKind {
        YesNo "yes_no",
        Integer "integer",
        Decimal "decimal",
        Choice "choice",
        Choices "choices",
        Text "text",
        Date "date",
        Group "group",
    }
}

words! {
    /// Who can supply an answer.
    Who {
        Applicant "applicant",
        Prescriber "prescriber",
        Clinic "clinic",
        Lab "lab",
    }
}

words! {
    /// In what capacity somebody signs a version of a pack.
    Role {
        Clinician "clinician",
        Director "director",
        Pharmacist "pharmacist",
        Engineer "engineer",
    }
}

words! {
    /// What a rule is for.
    Kind {
        Indication "indication",
        Contraindication "contraindication",
        Caution "caution",
        Safety "safety",
        Logistics "logistics",
        DataQuality "data_quality",
        Support "support",
    }
}

words! {
    /// What a source of the bibliography is.
    SourceKind {
        Guideline "guideline",
        Label "label",
        Study "study",
        Manual "manual",
        Reference "reference",
        /// The clinic's own choice, never shown as a guideline.
        ClinicPolicy "clinic_policy",
    }
}

words! {
    /// What `check` does with a warning that a pack earns.
    Level {
        Allow "allow",
        Warn "warn",
        Deny "deny",
    }
}

words! {
    /// The safety axis, mildest first.
    Safety {
        None "none",
        SameDay "same_day",
        Immediate "immediate",
    }
}

words! {
    /// The screening axis, mildest first.
    Screening {
        Clear "clear",
        Incomplete "incomplete",
        Review "review",
        Hold "hold",
    }
}

/// What a rule does when it is met.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum Raises {
    Immediate,
    SameDay,
    Hold,
    Review,
    Note,
    /// Suggests a support tier.
    Suggest(String),
}

impl Raises {
    /// The words that stand alone; `suggest` takes a tier.
    pub const NAMES: [&'static str; 5] = ["immediate", "same_day", "hold", "review", "note"];

    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "immediate" => Some(Self::Immediate),
            "same_day" => Some(Self::SameDay),
            "hold" => Some(Self::Hold),
            "review" => Some(Self::Review),
            "note" => Some(Self::Note),
            _ => None,
        }
    }

    pub fn name(&self) -> &'static str {
        match self {
            Self::Immediate => "immediate",
            Self::SameDay => "same_day",
            Self::Hold => "hold",
            Self::Review => "review",
            Self::Note => "note",
            Self::Suggest(_) => "suggest",
        }
    }
}
