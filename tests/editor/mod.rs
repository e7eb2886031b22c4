//! The language server as an editor uses it: the program itself, spoken to over its standard input and output.

mod any_text;
mod client;
mod places;
mod session;
mod speed;
