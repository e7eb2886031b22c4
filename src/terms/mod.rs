//! stub
use crate::value::Truth;
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListId(pub u16);
pub struct Term {
    pub list: ListId,
    pub entry: u32,
    pub words: String,
    pub exact: bool,
}
pub struct Pattern {
    pub list: ListId,
    pub entry: u32,
    pub regex: String,
}
#[derive(Debug)]
pub struct Matcher;
impl Matcher {
    pub fn new(
        _: usize,
        _: Vec<Term>,
        _: Vec<Pattern>,
        _: Vec<String>,
        _: &[Vec<String>],
    ) -> Result<Self, Vec<(usize, String)>> {
        Ok(Self)
    }
    pub fn read(&self, _: &str) -> Reading {
        Reading { patterns: vec![], hits: vec![] }
    }
}
pub struct Reading {
    pub patterns: Vec<usize>,
    pub hits: Vec<Hit>,
}
impl Reading {
    pub fn truth(&self, _: ListId) -> Truth {
        Truth::No
    }
    pub fn only_entry(&self, _: ListId) -> Option<u32> {
        None
    }
    pub fn is_elsewhere(&self) -> bool {
        false
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    Met,
    Misspelt,
    Negated,
    Past,
    SomeoneElse,
}
pub struct Hit {
    pub list: ListId,
    pub entry: u32,
    pub certainty: Certainty,
    pub found: std::ops::Range<usize>,
}
