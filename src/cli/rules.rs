//! x
use super::{Done, terminal::Terminal};
#[derive(Debug, clap::Args)]
pub(super) struct Rules {}
impl Rules {
    pub fn run(&self, _: &mut Terminal) -> Done {
        Ok(0)
    }
}
