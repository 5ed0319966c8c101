//! The seam to sealing: secrets are kept so that the server alone opens them, with a key that the database does not have.

use std::fmt;
use std::sync::Arc;

use crate::context::Scope;
use crate::error::{Error, Result};

type Sealing = dyn Fn(&str, &str) -> Option<Vec<u8>> + Send + Sync;

/// Seals secrets.
#[derive(Clone)]
pub struct Sealer(Arc<Sealing>);

impl Sealer {
    /// A sealer from the function that holds the key: given for whom a secret is, and the secret; none without a key.
    pub fn new(seal: impl Fn(&str, &str) -> Option<Vec<u8>> + Send + Sync + 'static) -> Self {
        Self(Arc::new(seal))
    }

    /// A secret as it is kept; none without a key.
    pub fn seal(&self, whose: &str, secret: &str) -> Option<Vec<u8>> {
        (self.0)(whose, secret)
    }
}

impl Default for Sealer {
    /// It has no key, and seals nothing.
    fn default() -> Self {
        Self::new(|_, _| None)
    }
}

impl fmt::Debug for Sealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sealer")
    }
}

impl Scope {
    /// A secret as it is kept: it opens for whom it was sealed.
    pub(crate) fn seal(&self, whose: &str, secret: &str) -> Result<Vec<u8>> {
        let sealed = self.sealer.seal(whose, secret);
        sealed.ok_or_else(|| Error::internal("there is no key to seal with"))
    }
}
