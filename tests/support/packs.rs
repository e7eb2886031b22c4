//! Checked packs made directly from typed nouns: every question kind, condition and number, in random shapes.

use anteroom::language::{Comparison, Kind, Raises, Who};
use anteroom::pack::*;
use anteroom::text::{Sources, Span};
use anteroom::value::{Date, Decimal};

use super::draw::Draw;
use super::texts;

pub fn span() -> Span {
    Span::new(Sources::default().add("pack.yaml", ""), 0, 0)
}

pub fn date(text: &str) -> Date {
    Date::parse(text).expect("a date")
}

pub fn empty() -> Pack {
    Pack {
        id: "generated".into(),
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
        tiers: vec![Tier { id: "standard".into(), title: String::new(), about: None }],
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

pub fn question(id: impl Into<String>, answer: Answer) -> Question {
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

pub fn line(says: Condition) -> Tree {
    Tree { kind: TreeKind::Line(Line { text: format!("{says:?}"), says, span: span() }), span: span() }
}

pub fn rule(id: impl Into<String>, kind: Kind, raises: Option<Raises>, when: Tree) -> Rule {
    Rule {
        id: id.into(),
        title: String::new(),
        kind,
        tier: matches!(raises, Some(Raises::Suggest(_))).then_some(TierId(0)),
        raises,
        unknown_incomplete: false,
        when,
        because: Template::default(),
        coordinator: None,
        clinician: None,
        sources: vec![],
        review_by: None,
        span: span(),
    }
}

/// What a pack may hold besides what every pack may.
#[derive(Clone, Copy, Default)]
pub struct Shape {
    /// Table cells that are missing, and lookups by a text that a blank reads as "none": unknown however complete the answers.
    pub gaps: bool,
    /// `is answered` in rules that raise `note`.
    pub answered: bool,
    /// At most this many rules; 0: up to twelve.
    pub rules: usize,
    /// No indications, so that a decision can be clear.
    pub no_indications: bool,
    /// So few questions and answers that all sheets can be listed; see [`super::small`].
    pub small: bool,
}

/// The questions and facts an expression may read.
#[derive(Clone, Copy)]
struct Scope {
    questions: usize,
    facts: usize,
    group: Option<QuestionId>,
    answered: bool,
}

pub(super) struct Maker<'d> {
    pub(super) draw: &'d mut Draw,
    pub(super) pack: Pack,
    /// By fact: a quotient, which rows cannot aggregate.
    quotients: Vec<bool>,
    pub(super) shape: Shape,
}

pub fn pack(draw: &mut Draw, shape: Shape) -> Pack {
    let mut maker = Maker { draw, pack: empty(), quotients: Vec::new(), shape };
    maker.words();
    maker.parameters();
    if shape.small {
        maker.small_questions();
    } else {
        maker.questions();
    }
    let half = maker.pack.questions.len() / 2;
    maker.asked_when(0..half);
    maker.facts(half, 1);
    maker.asked_when(half..maker.pack.questions.len());
    maker.facts(maker.pack.questions.len(), 5);
    maker.rules();
    maker.pack
}

impl Maker<'_> {
    fn words(&mut self) {
        let mut cell = |cell: Cell, gaps: bool| (!(gaps && self.draw.chance(30))).then_some(cell);
        let gaps = self.shape.gaps;
        let rows = texts::ROWS.iter().enumerate().map(|(row, name)| Row {
            name: (*name).into(),
            names: vec![],
            cells: vec![
                cell(Cell::YesNo(row % 2 == 0), gaps),
                cell(Cell::Choice([0, 1, 0, 2][row]), gaps),
                cell(Cell::Number(Decimal::from([5, 10, -3, 20][row])), gaps),
            ],
        });
        let rows = rows.collect();
        let column = |id: &str, kind| Column { id: id.into(), kind };
        let number = ColumnKind::Number { unit: None, places: 0, min: Decimal::from(-3), max: Decimal::from(20) };
        self.pack.tables.push(Table {
            id: "drugs".into(),
            title: String::new(),
            sources: vec![],
            columns: vec![
                column("sedating", ColumnKind::YesNo),
                column("class", ColumnKind::Choice(["x", "y", "z"].map(String::from).into())),
                column("dose", number),
            ],
            rows,
            span: span(),
        });
        for (at, list) in texts::LISTS.iter().enumerate() {
            let term = |term: &&str| Term { term: (*term).into(), names: vec![], exact: false, pattern: None };
            self.pack.term_lists.push(TermList {
                id: format!("list{at}"),
                title: String::new(),
                sources: vec![],
                entries: list.iter().map(term).collect(),
                span: span(),
            });
        }
        self.pack.patterns = texts::PATTERNS.map(String::from).into();
    }

    fn parameters(&mut self) {
        let number = |is: &str| ParameterValue::Number {
            is: Decimal::parse(is).expect("a number"),
            min: Decimal::from(-100),
            max: Decimal::from(100),
            unit: None,
        };
        let options = ["a", "b", "c"].map(String::from).to_vec();
        let option = ParameterValue::Option { is: self.draw.below(3) as u32, options };
        for (id, value) in [("few", number("2")), ("limit", number("7.5")), ("below", number("-4")), ("mode", option)] {
            let sources = vec![];
            self.pack.parameters.push(Parameter { id: id.into(), about: String::new(), value, sources, span: span() });
        }
    }

    fn questions(&mut self) {
        self.pack.questions.push(question("first", Answer::YesNo));
        for _ in 0..1 + self.draw.below(7) {
            match self.draw.below(12) {
                0..8 => {
                    self.plain(None);
                }
                8..10 => self.scale(),
                _ => self.group(),
            }
        }
    }

    pub(super) fn add(&mut self, answer: Answer, group: Option<QuestionId>, scale: Option<ScaleId>) -> QuestionId {
        let id = QuestionId(self.pack.questions.len() as u32);
        self.pack.questions.push(Question { group, scale, ..question(format!("q{}", id.0), answer) });
        id
    }

    fn plain(&mut self, group: Option<QuestionId>) -> QuestionId {
        let options = |n: usize| -> Vec<AnswerOption> {
            (0..n).map(|i| AnswerOption { id: format!("o{i}"), label: None, code: None }).collect()
        };
        let decimal = |text: &str| Decimal::parse(text).expect("a number");
        let answer = match self.draw.below(8) {
            0 => Answer::YesNo,
            1 | 2 => {
                let (min, max, places) = self.draw.pick(&[
                    ("0", "10", 0),
                    ("-5", "5", 0),
                    ("1", "20", 1),
                    ("0.5", "3", 2),
                    ("0", "1000000000", 2),
                    ("-40", "-2", 0),
                ]);
                Answer::Number { min: decimal(min), max: decimal(max), places, unit: None }
            }
            3 | 4 => {
                let count = 1 + self.draw.below(5);
                let none = self.draw.chance(30).then_some(0);
                Answer::Choice { options: options(count), none }
            }
            5 => {
                let count = 1 + self.draw.below(4);
                let none = self.draw.chance(30).then_some(0);
                Answer::Choices { options: options(count), none }
            }
            6 => Answer::Text { blank_is_none: group.is_none() && self.draw.chance(30), past: self.draw.chance(20) },
            _ => {
                let latest = if self.draw.chance(40) { Some(date("2030-06-30")) } else { None };
                Answer::Date { earliest: date(self.draw.pick(&["2015-01-01", "1990-02-28"])), latest }
            }
        };
        self.add(answer, group, None)
    }

    fn scale(&mut self) {
        let points = self.draw.pick(&[&[0u8, 1, 2, 3] as &[u8], &[0, 2, 4], &[1, 3], &[0, 100]]);
        let count = 1 + self.draw.below(6);
        let unscored = self.draw.chance(30);
        self.scale_of(count, points, unscored);
    }

    /// A scale of so many items with these points, some of them yes/no.
    pub(super) fn scale_of(&mut self, count: usize, points: &[u8], unscored: bool) {
        let scale = ScaleId(self.pack.scales.len() as u32);
        let yes_no = self.draw.chance(40);
        let mixed = self.draw.chance(30);
        let mut items = Vec::new();
        for at in 0..count {
            let yes_no = yes_no ^ (mixed && at % 2 == 1);
            let answer = if yes_no {
                Answer::YesNo
            } else {
                let point = |p: &u8| Points { points: *p, label: format!("{p}"), code: None };
                Answer::Points(points.iter().map(point).collect())
            };
            let question = self.add(answer, None, Some(scale));
            let reversed = yes_no && self.draw.chance(30);
            let (least, most) = if yes_no { (0, 1) } else { (points[0], points[points.len() - 1]) };
            items.push(Item { question, reversed, least, most });
        }
        let unscored = if unscored { vec![self.add(Answer::YesNo, None, Some(scale))] } else { vec![] };
        self.pack.scales.push(Scale {
            id: format!("s{}", scale.0),
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
    }

    fn group(&mut self) {
        let max = 1 + self.draw.below(4) as u32;
        let id = self.add(Answer::Group { max, fields: vec![] }, None, None);
        let own: Vec<QuestionId> = (0..1 + self.draw.below(4)).map(|_| self.plain(Some(id))).collect();
        if let Answer::Group { fields, .. } = &mut self.pack.questions[id.index()].answer {
            *fields = own;
        }
    }

    fn asked_when(&mut self, range: std::ops::Range<usize>) {
        for at in range {
            if at == 0 || self.pack.questions[at].group.is_some() || !self.draw.chance(30) {
                continue;
            }
            let scope = Scope { questions: at, facts: self.pack.facts.len(), group: None, answered: false };
            let says = self.condition(1, scope);
            let line = Line { text: format!("{says:?}"), says, span: span() };
            self.pack.questions[at].asked_when = Some(line);
        }
    }

    fn facts(&mut self, questions: usize, most: usize) {
        for _ in 0..self.draw.below(most + 1) {
            let scope = Scope { questions, facts: self.pack.facts.len(), group: None, answered: false };
            let groups = self.visible(scope, |q| matches!(q.answer, Answer::Group { .. }));
            let of = if !groups.is_empty() && self.draw.chance(50) { Some(self.draw.pick(&groups)) } else { None };
            let scope = Scope { group: of, ..scope };
            let (is, quotient) = match self.draw.below(4) {
                0 | 1 => (FactValue::Truth(self.tree(1, scope)), false),
                2 => {
                    let number = self.number(1, scope);
                    let quotient = self.is_quotient(&number);
                    (FactValue::Number("number".into(), number), quotient)
                }
                _ => match self.choice(scope) {
                    Some((choice, _)) => (FactValue::Choice("choice".into(), choice), false),
                    None => (FactValue::Truth(self.tree(0, scope)), false),
                },
            };
            let id = format!("f{}", self.pack.facts.len());
            self.pack.facts.push(Fact { id, about: Template::default(), of, is, span: span() });
            self.quotients.push(quotient);
        }
    }

    fn is_quotient(&self, number: &Number) -> bool {
        match number {
            Number::Divide(..) => true,
            Number::Add(l, r) | Number::Subtract(l, r) | Number::Multiply(l, r) => {
                self.is_quotient(l) || self.is_quotient(r)
            }
            Number::Fact(fact) => self.quotients[fact.index()],
            _ => false,
        }
    }

    fn rules(&mut self) {
        let most = if self.shape.rules == 0 { 12 } else { self.shape.rules };
        for at in 0..1 + self.draw.below(most) {
            let (kind, raises) = match self.draw.below(12) {
                0 => (Kind::Contraindication, Some(Raises::Hold)),
                1 | 2 => (Kind::Caution, Some(Raises::Review)),
                3 => (Kind::Safety, Some(Raises::Immediate)),
                4 | 5 => (Kind::Safety, Some(Raises::SameDay)),
                6 => (Kind::DataQuality, Some(Raises::Note)),
                7 => (Kind::Support, Some(Raises::Suggest("standard".into()))),
                8 => (Kind::Logistics, Some(Raises::Review)),
                _ if self.shape.no_indications => (Kind::Contraindication, Some(Raises::Hold)),
                _ => (Kind::Indication, None),
            };
            let answered = self.shape.answered && raises == Some(Raises::Note);
            let scope =
                Scope { questions: self.pack.questions.len(), facts: self.pack.facts.len(), group: None, answered };
            let when = self.tree(2, scope);
            let unknown_incomplete = kind == Kind::Safety && self.draw.chance(30);
            let because = self.template();
            let made = rule(format!("rule{at}"), kind, raises, when);
            self.pack.rules.push(Rule { unknown_incomplete, because, ..made });
        }
    }

    fn template(&mut self) -> Template {
        let mut pieces = vec![Piece::Text("seen: ".into())];
        let facts: Vec<usize> = (0..self.pack.facts.len()).filter(|f| self.pack.facts[*f].of.is_none()).collect();
        if !facts.is_empty() && self.draw.chance(50) {
            pieces.push(Piece::Name(Shown::Fact(FactId(self.draw.pick(&facts) as u32))));
        }
        if self.draw.chance(30) {
            pieces.push(Piece::Name(Shown::Question(QuestionId(0))));
        }
        if let Some(set) = self.items(usize::MAX).filter(|_| self.draw.chance(40)) {
            pieces.push(Piece::Name(Shown::Sum(set, "sum".into())));
        }
        Template { pieces }
    }

    fn tree(&mut self, depth: usize, scope: Scope) -> Tree {
        let kind = match if depth == 0 { 0 } else { self.draw.below(9) } {
            0..3 => return line(self.condition(1, scope)),
            3 | 4 => TreeKind::All(self.trees(depth, scope)),
            5 | 6 => TreeKind::Any(self.trees(depth, scope)),
            7 => TreeKind::None(self.trees(depth, scope)),
            _ => {
                let of = self.trees(depth, scope);
                TreeKind::AtLeast(1 + self.draw.below(of.len()), of)
            }
        };
        Tree { kind, span: span() }
    }

    fn trees(&mut self, depth: usize, scope: Scope) -> Vec<Tree> {
        (0..1 + self.draw.below(4)).map(|_| self.tree(depth - 1, scope)).collect()
    }

    /// Questions that an expression may name.
    fn visible(&self, scope: Scope, of: impl Fn(&Question) -> bool) -> Vec<QuestionId> {
        let named = |q: &Question| (q.group.is_none() || q.group == scope.group) && of(q);
        let all = self.pack.questions.iter().enumerate().take(scope.questions);
        all.filter(|(_, q)| named(q)).map(|(at, _)| QuestionId(at as u32)).collect()
    }

    fn named(&mut self, scope: Scope, of: impl Fn(&Question) -> bool) -> Option<QuestionId> {
        let found = self.visible(scope, of);
        (!found.is_empty()).then(|| self.draw.pick(&found))
    }

    fn fact(&mut self, scope: Scope, of: impl Fn(&Self, usize, &Fact) -> bool) -> Option<FactId> {
        let named = |fact: &Fact| fact.of.is_none() || fact.of == scope.group;
        let all = self.pack.facts.iter().enumerate().take(scope.facts);
        let found: Vec<u32> = all.filter(|(at, f)| named(f) && of(self, *at, f)).map(|(at, _)| at as u32).collect();
        (!found.is_empty()).then(|| FactId(self.draw.pick(&found)))
    }

    fn condition(&mut self, depth: usize, scope: Scope) -> Condition {
        // Of few questions, most kinds have nothing to be about.
        let tries = if self.shape.small { 4 } else { 1 };
        let found = (0..tries).find_map(|_| self.some_condition(depth, scope));
        found.unwrap_or(Condition::Question(QuestionId(0)))
    }

    fn some_condition(&mut self, depth: usize, scope: Scope) -> Option<Condition> {
        Some(match self.draw.below(if depth == 0 { 17 } else { 24 }) {
            0..2 => Condition::Question(self.named(scope, |q| matches!(q.answer, Answer::YesNo))?),
            2..6 => {
                let left = self.number(depth, scope);
                let operator = self.draw.pick(&Comparison::ALL);
                let right = if self.draw.chance(30) { self.number(0, scope) } else { self.near(&left) };
                Condition::Compare { left, operator, right }
            }
            6 => {
                let left = Dated::Question(self.named(scope, |q| matches!(q.answer, Answer::Date { .. }))?);
                let right = match self.named(scope, |q| matches!(q.answer, Answer::Date { .. })) {
                    Some(other) if self.draw.chance(40) => Dated::Question(other),
                    _ if self.shape.small => Dated::Constant(self.small_date()),
                    _ => Dated::Constant(date(self.draw.pick(&["2020-02-29", "2026-01-01", "2000-01-01"]))),
                };
                let operator = self.draw.pick(&Comparison::ALL);
                if self.draw.chance(20) {
                    Condition::CompareDates { left: right, operator, right: left }
                } else {
                    Condition::CompareDates { left, operator, right }
                }
            }
            7 | 8 => {
                let (choice, options) = self.choice(scope)?;
                let options = OptionSet(self.draw.below(1 << options) as u128);
                Condition::IsOneOf { choice, options }
            }
            9 => {
                let question = self.named(scope, |q| matches!(q.answer, Answer::Choices { .. }))?;
                Condition::Includes { question, options: OptionSet(1 + self.draw.below(15) as u128) }
            }
            10 => Condition::Mentions { question: self.text(scope)?, terms: TermListId(self.draw.below(2) as u32) },
            11 => Condition::Matches { question: self.text(scope)?, pattern: PatternId(self.draw.below(2) as u32) },
            12 => Condition::Lookup { table: TableId(0), question: self.looked_up(scope)?, column: 0 },
            13 | 14 => Condition::Fact(self.fact(scope, |_, _, f| matches!(f.is, FactValue::Truth(_)))?),
            15 => Condition::Constant(self.draw.chance(50)),
            16 if scope.answered => Condition::Answered(self.named(scope, |_| true)?),
            16 => return None,
            17 | 18 => Condition::Not(Box::new(self.condition(depth - 1, scope))),
            19 => Condition::And(Box::new(self.condition(depth - 1, scope)), Box::new(self.condition(0, scope))),
            20 => Condition::Or(Box::new(self.condition(depth - 1, scope)), Box::new(self.condition(0, scope))),
            _ => {
                let (group, condition) = self.rows(scope)?;
                Condition::AnyRow { group, condition }
            }
        })
    }

    fn text(&mut self, scope: Scope) -> Option<QuestionId> {
        self.named(scope, |q| matches!(q.answer, Answer::Text { .. }))
    }

    fn looked_up(&mut self, scope: Scope) -> Option<QuestionId> {
        let gaps = self.shape.gaps;
        self.named(scope, |q| matches!(q.answer, Answer::Text { blank_is_none, .. } if gaps || !blank_is_none))
    }

    /// A choice and how many options it has.
    fn choice(&mut self, scope: Scope) -> Option<(Choice, usize)> {
        match self.draw.below(6) {
            0..3 => {
                let id = self.named(scope, |q| matches!(q.answer, Answer::Choice { .. }))?;
                match &self.pack.questions[id.index()].answer {
                    Answer::Choice { options, .. } => Some((Choice::Question(id), options.len())),
                    _ => None,
                }
            }
            3 => Some((Choice::Lookup { table: TableId(0), question: self.looked_up(scope)?, column: 1 }, 3)),
            4 => Some((Choice::Parameter(ParameterId(3)), 3)),
            _ => Some((Choice::Fact(self.fact(scope, |_, _, f| matches!(f.is, FactValue::Choice(..)))?), 3)),
        }
    }

    fn constant(&mut self) -> Number {
        let value = match self.draw.below(4) {
            0 | 1 => Decimal::from(self.draw.between(0, 6)),
            2 => Decimal::from(self.draw.between(-10, 60)),
            _ => Decimal::from_scaled(self.draw.between(-50, 150), 1).expect("a small number"),
        };
        Number::Constant(value)
    }

    /// Something that the number on the left may well be.
    fn near(&mut self, left: &Number) -> Number {
        if let Number::Question(id) = left
            && let Answer::Number { min, max, places, .. } = &self.pack.questions[id.index()].answer
        {
            let (low, high) = (min.to_scaled(*places).expect("fits"), max.to_scaled(*places).expect("fits"));
            let units = self.draw.between(low - 1, high + 1);
            return Number::Constant(Decimal::from_scaled(units, *places).expect("fits"));
        }
        if self.shape.small && matches!(left, Number::DaysSince(_) | Number::YearsSince(_)) {
            return self.small_span(left);
        }
        if matches!(left, Number::DaysSince(_)) {
            return Number::Constant(Decimal::from(self.draw.between(-1500, 8000)));
        }
        if self.draw.chance(15) {
            return Number::Parameter(ParameterId(self.draw.below(3) as u32));
        }
        self.constant()
    }

    fn number(&mut self, depth: usize, scope: Scope) -> Number {
        let tries = if self.shape.small { 4 } else { 1 };
        let found = (0..tries).find_map(|_| self.some_number(depth, scope));
        found.unwrap_or_else(|| self.constant())
    }

    fn some_number(&mut self, depth: usize, scope: Scope) -> Option<Number> {
        let numeric = |q: &Question| matches!(q.answer, Answer::Number { .. } | Answer::Points(_));
        let is_date = |q: &Question| matches!(q.answer, Answer::Date { .. });
        Some(match self.draw.below(if depth == 0 { 22 } else { 29 }) {
            0..5 => Number::Question(self.named(scope, numeric)?),
            5 => self.constant(),
            6 => Number::Parameter(ParameterId(self.draw.below(3) as u32)),
            7 | 8 => Number::Fact(self.fact(scope, |_, _, f| matches!(f.is, FactValue::Number(..)))?),
            9 | 10 => Number::Sum(self.items(scope.questions)?),
            11 => {
                let items = self.items(scope.questions)?;
                let operator = self.draw.pick(&Comparison::ALL);
                // A fraction is never equal to points, which the checker refuses.
                let whole = matches!(operator, Comparison::Equal | Comparison::NotEqual) || self.draw.chance(70);
                let tenths = if whole { self.draw.between(0, 4) * 10 } else { self.draw.between(-5, 40) };
                Number::CountItems { items, operator, right: Decimal::from_scaled(tenths, 1).expect("a small number") }
            }
            12 => Number::DaysSince(self.named(scope, is_date)?),
            13 => Number::YearsSince(self.named(scope, is_date)?),
            14 => Number::Lookup { table: TableId(0), question: self.looked_up(scope)?, column: 2 },
            15 | 16 => {
                let (group, condition) = self.rows(scope)?;
                Number::CountRows { group, condition }
            }
            17 | 18 => {
                let (group, condition) = self.rows(scope)?;
                let within = Scope { group: Some(group), ..scope };
                let (field, _) = self.field_choice(within)?;
                Number::CountDistinct { group, field, condition }
            }
            19..22 => {
                let (group, condition) = self.rows(scope)?;
                let field = Box::new(self.field_number(Scope { group: Some(group), ..scope })?);
                match self.draw.below(3) {
                    0 => Number::Least { group, field, condition },
                    1 => Number::Greatest { group, field, condition },
                    _ => Number::SumRows { group, field, condition },
                }
            }
            22 | 23 => Number::Add(Box::new(self.number(depth - 1, scope)), Box::new(self.number(0, scope))),
            24 | 25 => Number::Subtract(Box::new(self.number(depth - 1, scope)), Box::new(self.number(0, scope))),
            26 => Number::Multiply(Box::new(self.number(depth - 1, scope)), Box::new(self.number(0, scope))),
            _ => Number::Divide(Box::new(self.number(depth - 1, scope)), Box::new(self.divisor(scope)?)),
        })
    }

    /// Surely not 0.
    fn divisor(&mut self, scope: Scope) -> Option<Number> {
        let away = |min: Decimal, max: Decimal| min > Decimal::ZERO || max < Decimal::ZERO;
        Some(match self.draw.below(4) {
            0 => Number::Constant(Decimal::parse(self.draw.pick(&["2", "0.5", "-3"])).expect("a number")),
            1 => Number::Parameter(ParameterId(self.draw.below(3) as u32)),
            2 => Number::Question(
                self.named(scope, |q| matches!(q.answer, Answer::Number { min, max, .. } if away(min, max)))?,
            ),
            _ => {
                let (group, condition) = self.rows(scope)?;
                let count = Number::CountRows { group, condition };
                Number::Add(Box::new(count), Box::new(Number::Constant(Decimal::ONE)))
            }
        })
    }

    fn rows(&mut self, scope: Scope) -> Option<(QuestionId, Option<Box<Condition>>)> {
        if scope.group.is_some() {
            return None;
        }
        let group = self.named(scope, |q| matches!(q.answer, Answer::Group { .. }))?;
        let fields = self.pack.questions.iter().rposition(|q| q.group == Some(group))?;
        if fields >= scope.questions {
            return None;
        }
        let within = Scope { group: Some(group), ..scope };
        let condition = self.draw.chance(70).then(|| Box::new(self.condition(1, within)));
        Some((group, condition))
    }

    fn field_number(&mut self, scope: Scope) -> Option<Number> {
        let row_fact = |maker: &Self, at: usize, fact: &Fact| {
            fact.of.is_some() && matches!(fact.is, FactValue::Number(..)) && !maker.quotients[at]
        };
        if self.draw.chance(40)
            && let Some(fact) = self.fact(scope, row_fact)
        {
            return Some(Number::Fact(fact));
        }
        let field = |q: &Question| q.group.is_some() && matches!(q.answer, Answer::Number { .. });
        Some(Number::Question(self.named(scope, field)?))
    }

    fn field_choice(&mut self, scope: Scope) -> Option<(Choice, usize)> {
        let row_fact = |_: &Self, _: usize, fact: &Fact| fact.of.is_some() && matches!(fact.is, FactValue::Choice(..));
        if self.draw.chance(50)
            && let Some(fact) = self.fact(scope, row_fact)
        {
            return Some((Choice::Fact(fact), 3));
        }
        let field = |q: &Question| q.group.is_some() && matches!(q.answer, Answer::Choice { .. });
        Some((Choice::Question(self.named(scope, field)?), 3))
    }

    /// Items of a scale whose questions all stand before `limit`.
    fn items(&mut self, limit: usize) -> Option<ItemSet> {
        let scale = ScaleId(self.draw.below(self.pack.scales.len()) as u32);
        let items = &self.pack.scales.get(scale.index())?.items;
        let known = items.iter().take_while(|i| i.question.index() < limit).count();
        let first = self.draw.below(known);
        let count = known - first;
        if count == 0 {
            return None;
        }
        // The whole scale is the simplest choice.
        let items = if self.draw.chance(40) { first..first + 1 + self.draw.below(count) } else { 0..known };
        Some(ItemSet { scale, items })
    }
}

/// A pack as a person can read it, for the message of a failed test.
pub fn show(pack: &Pack) -> String {
    use std::fmt::Write;
    let mut text = String::new();
    for (at, question) in pack.questions.iter().enumerate() {
        let asked = question.asked_when.as_ref().map(|line| format!(" asked when {:?}", line.says)).unwrap_or_default();
        let group = question.group.map(|g| format!(" of group {}", g.0)).unwrap_or_default();
        writeln!(text, "question {at}{group}: {:?}{asked}", question.answer).expect("writes");
    }
    for (at, scale) in pack.scales.iter().enumerate() {
        let items: Vec<_> = scale.items.iter().map(|i| (i.question.0, i.reversed)).collect();
        writeln!(text, "scale {at}: {items:?}").expect("writes");
    }
    for (at, fact) in pack.facts.iter().enumerate() {
        let is = match &fact.is {
            FactValue::Truth(tree) => show_tree(tree),
            FactValue::Number(_, number) => format!("{number:?}"),
            FactValue::Choice(_, choice) => format!("{choice:?}"),
        };
        let of = fact.of.map(|g| format!(" of group {}", g.0)).unwrap_or_default();
        writeln!(text, "fact {at}{of}: {is}").expect("writes");
    }
    for (at, rule) in pack.rules.iter().enumerate() {
        let incomplete = if rule.unknown_incomplete { " unknown: incomplete" } else { "" };
        writeln!(text, "rule {at} {:?} {:?}{incomplete}: {}", rule.kind, rule.raises, show_tree(&rule.when))
            .expect("writes");
    }
    text
}

fn show_tree(tree: &Tree) -> String {
    let of = |trees: &[Tree]| trees.iter().map(show_tree).collect::<Vec<_>>().join(", ");
    match &tree.kind {
        TreeKind::Line(line) => format!("{:?}", line.says),
        TreeKind::All(trees) => format!("all [{}]", of(trees)),
        TreeKind::Any(trees) => format!("any [{}]", of(trees)),
        TreeKind::None(trees) => format!("none [{}]", of(trees)),
        TreeKind::AtLeast(n, trees) => format!("at least {n} of [{}]", of(trees)),
    }
}
