//! x
use super::{Done, terminal::Terminal};
#[derive(Debug, clap::Args)]
pub(super) struct Explain {}
impl Explain {
    pub fn run(&self, _: &mut Terminal) -> Done {
        Ok(0)
    }
}
