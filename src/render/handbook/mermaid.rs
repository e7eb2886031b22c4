//! Writes a picture as Mermaid text, which many readers of Markdown draw.

use crate::handbook::Picture;
use crate::render::page::clean;

pub(super) fn mermaid(picture: &Picture) -> String {
    let mut text = "```mermaid\nflowchart LR\n".to_owned();
    for (at, node) in picture.nodes.iter().enumerate() {
        let shape = if node.weight.is_some() { ["([", "])"] } else { ["[", "]"] };
        let [open, close] = shape;
        text.push_str(&format!("  n{at}{open}\"{}\"{close}\n", label(&node.words)));
    }
    for arrow in &picture.arrows {
        let line = if arrow.is_dashed { "-.->" } else { "-->" };
        text.push_str(&format!("  n{} {line} n{}\n", arrow.from, arrow.to));
    }
    text.push_str("```\n");
    text
}

/// Words that stand between quotes: nothing in them is markup.
fn label(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in clean(words).chars() {
        match letter {
            '"' => safe.push_str("#quot;"),
            '#' => safe.push_str("#35;"),
            '<' => safe.push_str("#lt;"),
            '>' => safe.push_str("#gt;"),
            '`' => safe.push('\''),
            letter => safe.push(letter),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_hold_no_markup() {
        let mut picture = Picture::new(String::new(), &["a", "b"]);
        let from = picture.node(0, "\"]; click <b>`#", None, None);
        let to = picture.node(1, "end", None, Some(crate::handbook::Weight::Hold));
        picture.arrow(from, to, true);
        let text = mermaid(&picture);
        assert!(text.contains("  n0[\"#quot;]; click #lt;b#gt;'#35;\"]\n  n1([\"end\"])\n  n0 -.-> n1\n"), "{text}");
    }
}
