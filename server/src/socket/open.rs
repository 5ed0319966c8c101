//! How many sockets are open, and whose.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Sockets of one session at most: a few windows with a few tabs.
const OF_ONE: usize = 20;
/// Sockets at most.
const OF_ALL: usize = 2_000;

/// Open sockets by session.
#[derive(Debug, Clone, Default)]
pub struct Sockets(Arc<Mutex<HashMap<Vec<u8>, usize>>>);

/// One open socket; given back when dropped.
#[derive(Debug)]
pub struct Place {
    sockets: Sockets,
    session: Vec<u8>,
}

impl Sockets {
    /// A place for one more, if there is one.
    pub fn open_one(&self, session: &[u8]) -> Option<Place> {
        let mut open = self.lock();
        if open.values().sum::<usize>() >= OF_ALL {
            return None;
        }
        let own = open.entry(session.to_vec()).or_default();
        if *own >= OF_ONE {
            return None;
        }
        *own += 1;
        Some(Place {
            sockets: self.clone(),
            session: session.to_vec(),
        })
    }

    /// How many are open.
    pub fn open(&self) -> usize {
        self.lock().values().sum()
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Vec<u8>, usize>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.sockets.lock();
        if let Some(own) = open.get_mut(&self.session) {
            *own -= 1;
            if *own == 0 {
                open.remove(&self.session);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_given_back() {
        let sockets = Sockets::default();
        let places: Vec<_> = (0..OF_ONE)
            .map(|_| sockets.open_one(b"a").unwrap())
            .collect();
        assert!(sockets.open_one(b"a").is_none());
        assert!(sockets.open_one(b"b").is_some());
        drop(places);
        assert_eq!(sockets.open(), 0);
        assert!(sockets.open_one(b"a").is_some());
    }
}
