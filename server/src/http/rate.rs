//! How fast one session or one network address may ask: a bucket that refills, one each.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Buckets kept at most; past it the full ones are forgotten, which loses nothing.
const MOST: usize = 100_000;

/// How fast, and how much at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rate {
    /// Requests a second in the long run.
    pub per_second: f64,
    /// Requests at once.
    pub burst: f64,
}

/// The rates of the door.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rates {
    /// Of one signed-in session.
    pub session: Rate,
    /// Of one network address; a whole university may share one.
    pub address: Rate,
    /// Of one machine's token.
    pub token: Rate,
    /// Of tokens that open nothing, from one network address.
    pub wrong_token: Rate,
    /// Of sign-ins begun or finished by one network address.
    pub sign_in: Rate,
}

impl Default for Rates {
    fn default() -> Self {
        let rate = |per_second, burst| Rate { per_second, burst };
        Self {
            session: rate(50.0, 200.0),
            token: rate(10.0, 100.0),
            wrong_token: rate(0.2, 20.0),
            address: rate(200.0, 1000.0),
            sign_in: rate(5.0, 200.0),
        }
    }
}

/// Buckets by key.
#[derive(Debug)]
pub struct Buckets<K> {
    rate: Rate,
    kept: Mutex<HashMap<K, Bucket>>,
}

#[derive(Debug, Clone, Copy)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl<K: Hash + Eq> Buckets<K> {
    /// Empty, that is: everybody may.
    pub fn new(rate: Rate) -> Self {
        Self {
            rate,
            kept: Mutex::default(),
        }
    }

    /// Takes one; else says how long to wait.
    ///
    /// # Errors
    /// The time after which one is there again.
    pub fn take(&self, key: K, now: Instant) -> Result<(), Duration> {
        let Rate { per_second, burst } = self.rate;
        let refilled = |bucket: &Bucket| {
            let since = now.saturating_duration_since(bucket.at).as_secs_f64();
            (bucket.left + since * per_second).min(burst)
        };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.retain(|_, bucket| refilled(bucket) < burst);
        }
        let bucket = kept.entry(key).or_insert(Bucket {
            left: burst,
            at: now,
        });
        let left = refilled(bucket);
        *bucket = Bucket { left, at: now };
        if left < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - left) / per_second));
        }
        bucket.left -= 1.0;
        Ok(())
    }
}

/// The part of an address that one customer has: all of IPv4, the first half of IPv6.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6((u128::from(address) >> 64 << 64).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_then_a_trickle_and_each_key_its_own() {
        let buckets = Buckets::new(Rate {
            per_second: 10.0,
            burst: 3.0,
        });
        let start = Instant::now();
        for _ in 0..3 {
            assert!(buckets.take("a", start).is_ok());
        }
        let wait = buckets.take("a", start).unwrap_err();
        assert!(wait <= Duration::from_millis(100), "{wait:?}");
        assert!(buckets.take("b", start).is_ok());
        assert!(
            buckets
                .take("a", start + Duration::from_millis(101))
                .is_ok()
        );
        assert!(
            buckets
                .take("a", start + Duration::from_millis(102))
                .is_err()
        );
    }

    #[test]
    fn one_customer_one_key() {
        let parse = |text: &str| network(text.parse().unwrap());
        assert_eq!(parse("2001:db8::1"), parse("2001:db8::ffff:1"));
        assert_ne!(parse("2001:db8:0:1::1"), parse("2001:db8::1"));
        assert_eq!(parse("::ffff:192.0.2.1"), parse("192.0.2.1"));
    }
}
