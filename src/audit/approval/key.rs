//! Turns random bytes into a signer's private key, and its file back into the key.

use crate::value::PublicKey;
use data_encoding::BASE64;
use ed25519_dalek::{Signer as _, SigningKey};

/// The key that makes signatures. Nothing prints it but [`PrivateKey::file`].
pub struct PrivateKey(SigningKey);

/// Why a text is no private key. It is never repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("this is a public key, and signing needs the private one that `anteroom keys new` made")]
    Public,
    #[error("this is no key file: a line that begins with `ed25519-private:` is expected")]
    Shape,
}

impl PrivateKey {
    /// `random` must be 32 bytes that nobody can guess.
    pub fn from_random(random: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&random))
    }

    /// The text of the key's file. `signer` is for people: the key alone decides.
    pub fn file(&self, signer: &str) -> String {
        let key = BASE64.encode(self.0.as_bytes());
        format!(
            "# The private key of {signer}. Whoever has this file can sign as {signer}: keep it to yourself.\n{}{key}\n",
            PublicKey::PRIVATE_PREFIX
        )
    }

    /// Reads the text of a key's file: one key, and lines that begin with `#`.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (Some(line), None) = (lines.next(), lines.next()) else { return Err(Unreadable::Shape) };
        if PublicKey::parse(line).is_ok() {
            return Err(Unreadable::Public);
        }
        let bytes = line.strip_prefix(PublicKey::PRIVATE_PREFIX).and_then(|key| BASE64.decode(key.as_bytes()).ok());
        bytes.and_then(|bytes| bytes.try_into().ok()).map(Self::from_random).ok_or(Unreadable::Shape)
    }

    pub fn public(&self) -> PublicKey {
        self.0.verifying_key().into()
    }

    pub(super) fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }
}

impl std::fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PrivateKey of {}", self.public())
    }
}
