//! Turns the text of a signer's public key into a key that signatures are held against, and back.

use data_encoding::BASE64;
use ed25519_dalek::{PUBLIC_KEY_LENGTH, Signature, VerifyingKey};
use serde::{Deserialize, Serialize};

/// An Ed25519 public key, written `ed25519:` and 32 bytes in base64. One key has one spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct PublicKey(VerifyingKey);

/// Why a text is no public key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKey {
    /// It is a private key, which must stand nowhere but in its own file.
    Private,
    /// Not `ed25519:` and 44 characters of base64.
    Shape,
    /// 32 bytes that no key has, or one for which anybody can make signatures.
    Unsafe,
}

impl PublicKey {
    pub const PREFIX: &'static str = "ed25519:";
    /// How a private key begins, so that one in the wrong place is known for what it is.
    pub const PRIVATE_PREFIX: &'static str = "ed25519-private:";

    pub fn parse(text: &str) -> Result<Self, NoKey> {
        if text.contains(Self::PRIVATE_PREFIX) {
            return Err(NoKey::Private);
        }
        let bytes = text.strip_prefix(Self::PREFIX).and_then(|text| BASE64.decode(text.as_bytes()).ok());
        let bytes: [u8; PUBLIC_KEY_LENGTH] = bytes.and_then(|b| b.try_into().ok()).ok_or(NoKey::Shape)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| NoKey::Unsafe)?;
        let is_canonical = key.to_edwards().compress().to_bytes() == bytes;
        if key.is_weak() || !is_canonical { Err(NoKey::Unsafe) } else { Ok(Self(key)) }
    }

    /// Whether this key's owner made the signature under exactly these bytes.
    pub fn fits(&self, bytes: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(bytes, &Signature::from_bytes(signature)).is_ok()
    }
}

impl std::fmt::Display for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", Self::PREFIX, BASE64.encode(self.0.as_bytes()))
    }
}

impl From<VerifyingKey> for PublicKey {
    fn from(key: VerifyingKey) -> Self {
        Self(key)
    }
}

impl From<PublicKey> for String {
    fn from(key: PublicKey) -> Self {
        key.to_string()
    }
}

impl TryFrom<String> for PublicKey {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        // The text is not repeated: it may be a private key.
        Self::parse(&text).map_err(|_| "a public key is written `ed25519:` and 44 characters")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer as _, SigningKey};

    #[test]
    fn a_key_has_one_spelling() {
        let key = PublicKey::from(SigningKey::from_bytes(&[7; 32]).verifying_key());
        let text = key.to_string();
        assert_eq!(PublicKey::parse(&text), Ok(key));
        for wrong in [
            text.trim_end_matches('=').to_owned(),
            text.replace("ed25519:", ""),
            text.replace("ed25519:", "ED25519:"),
            format!("{text} "),
            format!("{text}="),
        ] {
            assert_eq!(PublicKey::parse(&wrong), Err(NoKey::Shape), "{wrong}");
        }
        // The last character holds four bits of the key and two that must be zero.
        let last = text.len() - 2;
        let others = ('A'..='Z').chain('a'..='z').map(|c| format!("{}{c}=", &text[..last]));
        assert!(others.filter(|t| *t != text).all(|t| PublicKey::parse(&t) != Ok(key)));
    }

    #[test]
    fn keys_that_anybody_could_sign_for_are_refused() {
        // The neutral point, a point of order 2, y = p (zero again, spelt otherwise), and a y that is on no point.
        let mut neutral = [0; 32];
        neutral[0] = 1;
        let mut order_two = [0xFF; 32];
        (order_two[0], order_two[31]) = (0xEC, 0x7F);
        let mut spelt_otherwise = order_two;
        spelt_otherwise[0] = 0xED;
        let mut none = [0; 32];
        none[0] = 2;
        for bytes in [neutral, order_two, spelt_otherwise, none] {
            let text = format!("{}{}", PublicKey::PREFIX, BASE64.encode(&bytes));
            assert_eq!(PublicKey::parse(&text), Err(NoKey::Unsafe), "{text}");
        }
    }

    #[test]
    fn a_private_key_is_known_for_what_it_is() {
        let text = format!("{}{}", PublicKey::PRIVATE_PREFIX, BASE64.encode(&[7; 32]));
        assert_eq!(PublicKey::parse(&text), Err(NoKey::Private));
        assert_eq!(PublicKey::parse(&format!("private: {text}")), Err(NoKey::Private));
    }

    #[test]
    fn a_signature_fits_its_bytes_only() {
        let private = SigningKey::from_bytes(&[7; 32]);
        let key = PublicKey::from(private.verifying_key());
        let signature = private.sign(b"kap 1.0.0").to_bytes();
        assert!(key.fits(b"kap 1.0.0", &signature));
        assert!(!key.fits(b"kap 1.0.1", &signature));
        let other = PublicKey::from(SigningKey::from_bytes(&[8; 32]).verifying_key());
        assert!(!other.fits(b"kap 1.0.0", &signature));
    }
}
