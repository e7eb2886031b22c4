//! `anteroom coverage`: what is counted, what nobody can cover, and the pages and files that tell it.

mod alone;
mod beyond;
mod counts;
mod definition;
mod told;
