//! Writes HTML in which every word and every attribute is escaped: what people wrote can be no markup.

use super::page::clean;

/// Elements that stand on a line of their own.
const BLOCKS: [&str; 26] = [
    "article", "body", "caption", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "head",
    "header", "html", "li", "main", "nav", "ol", "p", "section", "summary", "table", "tr", "ul",
];

type Attributes<'a> = [(&'static str, &'a str)];

/// A page under construction.
#[derive(Debug, Default)]
pub(super) struct Html {
    text: String,
}

impl Html {
    pub fn finish(self) -> String {
        self.text
    }

    /// An element, and what stands in it.
    pub fn within(&mut self, tag: &'static str, attributes: &Attributes, inside: impl FnOnce(&mut Self)) {
        self.open(tag, attributes);
        inside(self);
        self.text.push_str("</");
        self.text.push_str(tag);
        self.text.push('>');
        if BLOCKS.contains(&tag) {
            self.text.push('\n');
        }
    }

    /// An element with some words in it.
    pub fn say(&mut self, tag: &'static str, attributes: &Attributes, words: &str) {
        self.within(tag, attributes, |page| page.words(words));
    }

    /// An element that holds nothing and is not closed, such as `meta`.
    pub fn open(&mut self, tag: &'static str, attributes: &Attributes) {
        self.text.push('<');
        self.text.push_str(tag);
        for (name, value) in attributes {
            self.text.push(' ');
            self.text.push_str(name);
            self.text.push_str("=\"");
            self.escaped(&clean(value));
            self.text.push('"');
        }
        self.text.push('>');
    }

    /// Words on one line, without anything that could move the reader's eye or cursor.
    pub fn words(&mut self, words: &str) {
        self.escaped(&clean(words));
    }

    /// Words of ours in which names stand between backticks.
    pub fn named(&mut self, words: &str) {
        for (at, part) in words.split('`').enumerate() {
            match at % 2 {
                1 => self.say("code", &[], part),
                _ => self.words(part),
            }
        }
    }

    /// Lines that keep their breaks, for `pre`.
    pub fn lines(&mut self, text: &str) {
        for line in text.lines() {
            self.escaped(&clean(line));
            self.text.push('\n');
        }
    }

    /// Our own markup or style sheet, as it is.
    pub fn ours(&mut self, markup: &'static str) {
        self.text.push_str(markup);
    }

    /// A string of a style sheet: of the words, only letters, digits and `: . …` pass.
    pub fn css_string(&mut self, words: &str) {
        self.text.push('"');
        let passes = |c: &char| c.is_ascii_alphanumeric() || matches!(c, ' ' | ':' | '.' | '…');
        self.text.extend(words.chars().filter(passes));
        self.text.push('"');
    }

    fn escaped(&mut self, text: &str) {
        for letter in text.chars() {
            match letter {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                '\'' => self.text.push_str("&#39;"),
                letter => self.text.push(letter),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_was_written_is_markup() {
        let mut page = Html::default();
        page.say("p", &[("title", "\"><script>")], "<b>&'\u{202e}\n");
        page.within("pre", &[], |page| page.lines("a: <i>\nb: \x1b[2J"));
        let page = page.finish();
        assert!(page.starts_with("<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;&#39;"), "{page}");
        assert!(page.contains("<pre>a: &lt;i&gt;\nb: "), "{page}");
        assert!(!page.contains(['\u{202e}', '\x1b']), "{page}");
    }
}
