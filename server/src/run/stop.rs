//! Being asked to stop.

use std::time::Duration;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

/// Whether somebody asked this process to stop.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Asked by Ctrl-C or by SIGTERM; asked again after a second, the process ends at once.
    ///
    /// # Errors
    ///
    /// When the system takes no handlers.
    pub fn on_signals() -> std::io::Result<Stop> {
        let (ask, asked) = watch::channel(false);
        let first = signals()?;
        tokio::spawn(async move {
            either(first).await;
            let _ = ask.send(true);
            // A terminal and whoever watches this process may both send what one person meant once.
            tokio::time::sleep(Duration::from_secs(1)).await;
            if let Ok(again) = signals() {
                either(again).await;
                std::process::exit(130);
            }
        });
        Ok(Stop(asked))
    }

    /// Waits until asked; whoever holds the other end and drops it asks too.
    pub fn asked(&self) -> impl Future<Output = ()> + Send + 'static {
        let mut asked = self.0.clone();
        async move {
            let _ = asked.wait_for(|asked| *asked).await;
        }
    }

    /// Whether it was asked by now.
    pub fn is_asked(&self) -> bool {
        *self.0.borrow()
    }
}

impl From<watch::Receiver<bool>> for Stop {
    fn from(asked: watch::Receiver<bool>) -> Stop {
        Stop(asked)
    }
}

fn signals() -> std::io::Result<(Signal, Signal)> {
    Ok((
        signal(SignalKind::interrupt())?,
        signal(SignalKind::terminate())?,
    ))
}

async fn either((mut interrupt, mut terminate): (Signal, Signal)) {
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
