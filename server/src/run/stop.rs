//! Being asked to stop.

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

/// Whether somebody asked this process to stop.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// Asked by Ctrl-C or by SIGTERM; asked a second time, the process ends at once.
    ///
    /// # Errors
    ///
    /// When the system takes no handlers.
    pub fn on_signals() -> std::io::Result<Stop> {
        let (ask, asked) = watch::channel(false);
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::spawn(async move {
            either(&mut interrupt, &mut terminate).await;
            let _ = ask.send(true);
            either(&mut interrupt, &mut terminate).await;
            std::process::exit(130);
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

async fn either(interrupt: &mut Signal, terminate: &mut Signal) {
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
}
