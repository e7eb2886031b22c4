//! The packs carried inside the program: KAP, so that it screens without a folder beside it; both, to begin one's own from.

/// Path inside the pack and text of every file.
macro_rules! pack {
    ($folder:literal: $($path:literal,)*) => {
        &[$(($path, include_str!(concat!("../../rules/", $folder, "/", $path))),)*]
    };
}

/// The files of `rules/kap`, in the order of their paths; a test compares this list with the folder.
pub const KAP: &[(&str, &str)] = pack!["kap":
    "pack.yaml",
    "questionnaire.yaml",
    "rules/age.yaml",
    "rules/alcohol.yaml",
    "rules/anxiety.yaml",
    "rules/bipolar.yaml",
    "rules/body.yaml",
    "rules/cardiovascular.yaml",
    "rules/depression.yaml",
    "rules/dissociation.yaml",
    "rules/endocrine.yaml",
    "rules/eye.yaml",
    "rules/medicine.yaml",
    "rules/neurological.yaml",
    "rules/outcomes.yaml",
    "rules/pregnancy.yaml",
    "rules/psychosis.yaml",
    "rules/safety.yaml",
    "rules/substance.yaml",
    "rules/suicide.yaml",
    "rules/support.yaml",
    "rules/trauma.yaml",
    "scales/audit.yaml",
    "scales/cssrs.yaml",
    "scales/dast10.yaml",
    "scales/gad7.yaml",
    "scales/mdq.yaml",
    "scales/pcl5.yaml",
    "scales/pcptsd5.yaml",
    "scales/phq9.yaml",
    "tables/antidepressants.yaml",
    "tables/antiepileptic.yaml",
    "tables/antihypertensive.yaml",
    "tables/antipsychotic.yaml",
    "tables/antithyroid.yaml",
    "tables/barbiturate.yaml",
    "tables/benzodiazepine.yaml",
    "tables/bladder_drugs.yaml",
    "tables/cardiac.yaml",
    "tables/confusable.yaml",
    "tables/crisis_words.yaml",
    "tables/cyp_inducer.yaml",
    "tables/cyp_inhibitor.yaml",
    "tables/dementia_drugs.yaml",
    "tables/dependence_drugs.yaml",
    "tables/gabapentinoid.yaml",
    "tables/glaucoma_drops.yaml",
    "tables/ketamine_products.yaml",
    "tables/lamotrigine.yaml",
    "tables/maoi.yaml",
    "tables/mood_stabiliser.yaml",
    "tables/nmda.yaml",
    "tables/opioid.yaml",
    "tables/opioid_antagonist.yaml",
    "tables/oxybate.yaml",
    "tables/sedative.yaml",
    "tables/stimulant.yaml",
    "tables/sympathomimetic.yaml",
    "tables/thyroid.yaml",
    "tables/xanthine.yaml",
    "tables/z_drug.yaml",
];

/// The cases of the KAP pack, in the same way.
pub const KAP_CASES: &[(&str, &str)] = &[(
    "cases/clean-treatment-resistant.yaml",
    include_str!("../../fixtures/applicants/clean-treatment-resistant.yaml"),
)];

/// The files of `rules/demo`, with its cases.
pub const DEMO: &[(&str, &str)] = pack!["demo":
    "cases/demo.yaml",
    "pack.yaml",
    "questionnaire.yaml",
    "rules/demo.yaml",
    "scales/mood2.yaml",
    "tables/thinners.yaml",
];
