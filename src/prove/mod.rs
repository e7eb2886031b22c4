//! Turns the programs of one or two packs into a finite problem over all possible answers, and its solutions into applicants.
