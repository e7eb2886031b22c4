//! Packs made by hand, with the ids of the KAP pack where fixtures use them.

use crate::language::Who;
use crate::pack::*;
use crate::text::{Sources, Span};
use crate::value::{Date, Decimal};

fn span() -> Span {
    Span::new(Sources::default().add("pack.yaml", ""), 0, 0)
}

pub fn empty() -> Pack {
    Pack {
        id: "test".into(),
        version: "1.0.0".into(),
        title: String::new(),
        intended_use: String::new(),
        users: None,
        authors: vec![],
        developer: None,
        funding: None,
        released: vec![],
        review_by: None,
        signing: None,
        digest: String::new(),
        questionnaire: String::new(),
        tiers: vec![],
        parameters: vec![],
        sources: vec![],
        sections: vec![],
        questions: vec![],
        scales: vec![],
        tables: vec![],
        term_lists: vec![],
        confusable: vec![],
        patterns: vec![],
        facts: vec![],
        rules: vec![],
        properties: vec![],
    }
}

pub fn question(id: &str, answer: Answer) -> Question {
    Question {
        id: id.into(),
        ask: String::new(),
        help: None,
        answer,
        from: vec![Who::Applicant],
        codes: vec![],
        asked_when: None,
        fresh_for: None,
        scale: None,
        group: None,
        span: span(),
    }
}

pub fn options(ids: &[&str]) -> Vec<AnswerOption> {
    ids.iter().map(|id| AnswerOption { id: (*id).into(), label: None, code: None }).collect()
}

pub fn choice(ids: &[&str]) -> Answer {
    Answer::Choice { options: options(ids), none: None }
}

pub fn number(min: i64, max: i64, places: u32, unit: Option<&str>) -> Answer {
    Answer::Number { min: Decimal::from(min), max: Decimal::from(max), places, unit: unit.map(Into::into) }
}

pub fn points(points: &[u8]) -> Answer {
    Answer::Points(points.iter().map(|p| Points { points: *p, label: String::new(), code: None }).collect())
}

impl Pack {
    pub fn add(&mut self, question: Question) -> QuestionId {
        self.questions.push(question);
        QuestionId(self.questions.len() as u32 - 1)
    }

    pub fn add_group(&mut self, id: &str, max: u32, fields: Vec<(&str, Answer)>) -> QuestionId {
        let group = self.add(question(id, Answer::Group { max, fields: vec![] }));
        let ids = fields.into_iter().map(|(field, answer)| {
            let field = question(&format!("{id}.{field}"), answer);
            self.add(Question { group: Some(group), ..field })
        });
        let fields = ids.collect();
        self.questions[group.index()].answer = Answer::Group { max, fields };
        group
    }

    pub fn add_scale(&mut self, id: &str, items: Vec<Answer>, unscored: Vec<(&str, Answer)>) -> ScaleId {
        let scale = ScaleId(self.scales.len() as u32);
        let mut item = |name: String, answer| {
            let item = question(&format!("{id}.{name}"), answer);
            self.add(Question { scale: Some(scale), fresh_for: Some(30), ..item })
        };
        let items: Vec<Item> = items
            .into_iter()
            .enumerate()
            .map(|(at, answer)| item(format!("q{}", at + 1), answer))
            .map(|question| Item { question, reversed: false, least: 0, most: 1 })
            .collect();
        let unscored = unscored.into_iter().map(|(name, answer)| item(name.into(), answer)).collect();
        self.scales.push(Scale {
            id: id.into(),
            title: String::new(),
            about: None,
            recall: String::new(),
            licence: String::new(),
            codes: vec![],
            sources: vec![],
            items,
            unscored,
            total: Some(vec![]),
            subscores: vec![],
            bands: vec![],
            cutoffs: vec![],
            prorate: None,
            span: span(),
        });
        scale
    }
}

/// A small form with questions of every kind, named as in the KAP pack.
pub fn kap() -> Pack {
    let mut pack = empty();
    let date = || Answer::Date { earliest: Date::MIN, latest: None };
    let substances = options(&["cannabis", "stimulants", "opioids", "ketamine_nonmedical", "psychedelics", "none"]);
    pack.add(question("birth_date", date()));
    pack.add(question("sex_at_birth", choice(&["female", "male", "intersex"])));
    let difficulty = choice(&["none", "somewhat", "very", "extremely"]);
    pack.add_scale("phq9", vec![points(&[0, 1, 2, 3]); 9], vec![("difficulty", difficulty)]);
    pack.add_scale("gad7", vec![points(&[0, 1, 2, 3]); 7], vec![]);
    pack.add_scale("pcl5", vec![points(&[0, 1, 2, 3, 4]); 20], vec![]);
    pack.add(question("episode_weeks", number(0, 2600, 0, None)));
    pack.add_group(
        "antidepressant_trials",
        12,
        vec![
            ("drug", Answer::Text { blank_is_none: false, past: false }),
            ("daily_dose_mg", number(0, 5000, 2, Some("mg"))),
            ("weeks", number(0, 1040, 0, None)),
            ("improvement_pct", number(0, 100, 0, None)),
            ("taken_as_prescribed", Answer::YesNo),
        ],
    );
    pack.add_scale("audit", vec![points(&[0, 2, 4]); 2], vec![]);
    pack.add_scale("mdq", vec![Answer::YesNo; 3], vec![("same_period", Answer::YesNo)]);
    pack.add(question("substances_last_30_days", Answer::Choices { options: substances, none: Some(5) }));
    pack.add(question("allergies", Answer::Choices { options: options(&["latex", "egg"]), none: None }));
    for id in ["ect_history", "psychosis_history", "mania_current", "bipolar_diagnosis"] {
        pack.add(question(id, Answer::YesNo));
    }
    let therapies = choice(&["cbt", "ipt", "emdr", "exposure", "other"]);
    let (sessions, improvement) = (number(0, 500, 0, None), number(0, 100, 0, None));
    let fields = vec![("type", therapies), ("sessions", sessions), ("improvement_pct", improvement)];
    pack.add_group("therapy_courses", 8, fields);
    pack.add(question("heart_rate", number(20, 250, 0, None)));
    pack.add(question("cardiac_event_date", date()));
    for (id, min, max) in [("systolic_bp", 50, 300), ("diastolic_bp", 20, 200)] {
        pack.add(Question { fresh_for: Some(30), ..question(id, number(min, max, 0, Some("mmHg"))) });
    }
    pack.add(question("height_cm", number(100, 250, 1, Some("cm"))));
    pack.add(question("weight_kg", number(25, 350, 1, Some("kg"))));
    pack.add(question("pregnancy", choice(&["no", "possible", "yes"])));
    pack.add(question("current_medications", Answer::Text { blank_is_none: false, past: false }));
    pack.add(question("recently_stopped_medications", Answer::Text { blank_is_none: true, past: false }));
    pack
}
