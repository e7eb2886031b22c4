//! Turns the address of a file into its path, and back.

use std::path::{Path, PathBuf};

/// The path of `file:///home/ana/kap/pack.yaml`; of other addresses, none.
pub fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = decoded(rest.split(['?', '#']).next()?)?;
    // `/c:/kap` is a path of Windows with a slash too many.
    let drive = path.as_bytes().get(2) == Some(&b':') && path.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic);
    path.starts_with('/').then(|| PathBuf::from(if drive { path.trim_start_matches('/') } else { path.as_str() }))
}

/// The address of an absolute path.
pub fn of(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut uri = "file://".to_owned();
    if !path.starts_with('/') {
        uri.push('/');
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths_turn_into_one_another() {
        for name in ["/a/b.yaml", "/with space/é.yaml", "/50%/x#y?.yaml"] {
            assert_eq!(path(&of(Path::new(name))), Some(PathBuf::from(name)), "{name}");
        }
        assert_eq!(path("file:///c%3A/kap/pack.yaml"), Some(PathBuf::from("c:/kap/pack.yaml")));
        assert_eq!(of(Path::new("c:/kap/pack.yaml")), "file:///c:/kap/pack.yaml");
        for bad in ["", "untitled:Untitled-1", "file://host/x", "file:///%zz", "file:///%f", "file:///%ff"] {
            assert_eq!(path(bad), None, "{bad}");
        }
    }
}
