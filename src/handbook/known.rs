//! By which codes and names a question is known to ask for something that US rules single out.

/// A kind of data, and how it is told.
#[derive(Debug)]
pub(super) struct Known {
    pub name: &'static str,
    /// LOINC codes of questions and panels.
    loinc: &'static [&'static str],
    /// SNOMED CT codes of what is observed.
    snomed: &'static [&'static str],
    /// Words of a question's name. Rather one too many: whoever reads the answer sees which question it is.
    names: &'static [&'static str],
    /// Whether every scored scale is one.
    pub any_scale: bool,
}

/// Attributes 5 to 13, in their order.
pub(super) const KNOWN: [Known; 9] = [
    Known { loinc: &["32624-9", "72826-1"], names: &["race", "racial"], ..NAMED.called("Use of race") },
    Known {
        loinc: &["69490-1", "80908-7"],
        names: &["ethnicity", "ethnic", "hispanic"],
        ..NAMED.called("Use of ethnicity")
    },
    Known { loinc: &["54899-0"], names: &["language", "interpreter"], ..NAMED.called("Use of language") },
    Known { loinc: &["76690-7"], names: &["sexual_orientation"], ..NAMED.called("Use of sexual orientation") },
    Known { loinc: &["76691-5", "90778-2"], names: &["gender", "pronouns"], ..NAMED.called("Use of gender identity") },
    Known { loinc: &["46098-0", "76689-9"], snomed: &["184100006"], names: &["sex"], ..NAMED.called("Use of sex") },
    Known {
        loinc: &["21112-8"],
        snomed: &["184099003"],
        names: &["birth_date", "date_of_birth", "birthday", "age"],
        ..NAMED.called("Use of date of birth")
    },
    Known {
        loinc: &["93025-5", "96777-8", "71802-3", "67875-5", "82589-3", "88122-7", "76513-1"],
        names: &[
            "housing",
            "homeless",
            "place_to_stay",
            "abuse",
            "violence",
            "food",
            "transport",
            "escort",
            "adult_for",
            "income",
            "employment",
            "employed",
            "work",
            "education",
            "insurance",
            "caregiver",
            "lives_alone",
        ],
        ..NAMED.called("Use of social determinants of health")
    },
    Known {
        loinc: &["82810-3", "72166-2"],
        names: &["pregnancy", "pregnant", "smoking", "tobacco", "disability", "functional_status"],
        any_scale: true,
        ..NAMED.called("Use of health status assessments")
    },
];

const NAMED: Known = Known { name: "", loinc: &[], snomed: &[], names: &[], any_scale: false };

impl Known {
    const fn called(&self, name: &'static str) -> Self {
        Self { name, loinc: self.loinc, snomed: self.snomed, names: self.names, any_scale: self.any_scale }
    }

    pub fn has_code(&self, codes: &[(String, String)]) -> bool {
        codes.iter().any(|(system, code)| match system.as_str() {
            "loinc" => self.loinc.contains(&code.as_str()),
            "snomed" => self.snomed.contains(&code.as_str()),
            _ => false,
        })
    }

    /// Whether whole words of a name are among those known.
    pub fn has_name(&self, id: &str) -> bool {
        let id = format!("_{}_", id.replace('.', "_"));
        self.names.iter().any(|name| id.contains(&format!("_{name}_")))
    }
}
