//! What the DNS says of a name.

use std::net::SocketAddr;

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig};
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::RData;

/// Asks the DNS: the machine's own servers, or one that the settings name.
#[derive(Debug, Clone, Copy, Default)]
pub struct Names {
    /// None: as the machine is set up.
    pub server: Option<SocketAddr>,
}

/// The DNS gave no answer.
#[derive(Debug, thiserror::Error)]
#[error("the DNS gave no answer")]
pub struct NoAnswer(#[source] Box<dyn std::error::Error + Send + Sync>);

impl Names {
    /// The texts (TXT) of a name; none where it has none, or is not there.
    ///
    /// # Errors
    /// When nobody could say.
    pub async fn texts(&self, name: &str) -> Result<Vec<String>, NoAnswer> {
        let failed = |error: hickory_resolver::net::NetError| NoAnswer(Box::new(error));
        // What was asked a minute ago may have been entered since: nothing is kept.
        let mut builder = match self.server {
            Some(at) => {
                let mut ways = [ConnectionConfig::udp(), ConnectionConfig::tcp()];
                for way in &mut ways {
                    way.port = at.port();
                }
                let server = NameServerConfig::new(at.ip(), true, ways.into());
                let config = ResolverConfig::from_parts(None, Vec::new(), vec![server]);
                TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
            }
            None => TokioResolver::builder_tokio().map_err(failed)?,
        };
        builder.options_mut().cache_size = 0;
        let resolver = builder.build().map_err(failed)?;
        // With the dot at its end it is this name, and not one of the machine's own domain.
        match resolver.txt_lookup(format!("{name}.")).await {
            Ok(found) => Ok(found
                .answers()
                .iter()
                .filter_map(|record| match &record.data {
                    RData::TXT(text) => {
                        Some(String::from_utf8_lossy(&text.txt_data.concat()).into_owned())
                    }
                    _ => None,
                })
                .collect()),
            Err(error) if error.is_no_records_found() || error.is_nx_domain() => Ok(Vec::new()),
            Err(error) => Err(failed(error)),
        }
    }
}
