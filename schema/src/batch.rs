//! What one request loads by keys goes together: a batch is read once everything that can ask has asked.
//!
//! A loader hands its batches to whoever runs them. Run beside the request on other threads, they would set off after a moment,
//! however many resolvers are still to ask, and a long page would come to many small statements. Run here, on the request's
//! own task, they are looked at only when the request itself can do nothing but wait.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

use futures_util::stream::{FuturesUnordered, StreamExt};

type Batch = Pin<Box<dyn Future<Output = ()> + Send>>;

tokio::task_local! {
    /// The batches of the request that this task runs, as far as they were not looked at yet.
    static ASKED: Arc<Mutex<Vec<Batch>>>;
}

/// Runs a batch beside the request that asks for it; on a task of its own where no request runs here.
pub(crate) fn run(batch: Batch) {
    let mut batch = Some(batch);
    let _ = ASKED.try_with(|asked| {
        let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.extend(batch.take());
    });
    if let Some(batch) = batch {
        tokio::spawn(batch);
    }
}

/// Answers a request, and runs the batches that it asks for whenever it waits for them.
pub async fn batched<R>(request: impl Future<Output = R>) -> R {
    let asked = Arc::<Mutex<Vec<Batch>>>::default();
    let mine = asked.clone();
    let work = async move {
        let mut request = pin!(request);
        let mut batches = FuturesUnordered::new();
        poll_fn(|cx| answer(cx, request.as_mut(), &mut batches, &mine)).await
    };
    ASKED.scope(asked, work).await
}

fn answer<R>(
    cx: &mut Context<'_>,
    mut request: Pin<&mut impl Future<Output = R>>,
    batches: &mut FuturesUnordered<Batch>,
    asked: &Mutex<Vec<Batch>>,
) -> Poll<R> {
    loop {
        let called = Arc::new(Called {
            again: AtomicBool::new(false),
            waker: cx.waker().clone(),
        });
        let waker = Waker::from(called.clone());
        if let Poll::Ready(answer) = request.as_mut().poll(&mut Context::from_waker(&waker)) {
            return Poll::Ready(answer);
        }
        batches.extend(
            asked
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .drain(..),
        );
        // A long list takes its turn and asks for another: it is not waiting yet.
        if called.again.load(Ordering::Acquire) {
            return Poll::Pending;
        }
        // What a batch has read wakes those that waited for it, so the request goes on as soon as one is done.
        match batches.poll_next_unpin(cx) {
            Poll::Ready(Some(())) => {}
            Poll::Ready(None) | Poll::Pending => return Poll::Pending,
        }
    }
}

/// Passes a call on, and remembers that there was one.
struct Called {
    again: AtomicBool,
    waker: Waker,
}

impl Wake for Called {
    fn wake(self: Arc<Self>) {
        self.again.store(true, Ordering::Release);
        self.waker.wake_by_ref();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::time::Duration;

    use async_graphql::dataloader::{DataLoader, Loader};
    use futures_util::future::join_all;

    use super::*;

    /// Reads keys; how many at a time is kept.
    struct Reader(Arc<Mutex<Vec<usize>>>);

    impl Loader<usize> for Reader {
        type Value = usize;
        type Error = ();

        async fn load(&self, keys: &[usize]) -> Result<HashMap<usize, usize>, ()> {
            self.0.lock().unwrap().push(keys.len());
            tokio::time::sleep(Duration::from_millis(1)).await;
            Ok(keys.iter().map(|key| (*key, key * 2)).collect())
        }
    }

    /// Thinks before each of two questions, for longer than a loader waits.
    async fn asks(loader: &DataLoader<Reader>, key: usize) -> usize {
        std::thread::sleep(Duration::from_millis(2));
        let first = loader.load_one(key).await.unwrap().unwrap();
        std::thread::sleep(Duration::from_millis(2));
        loader.load_one(first + 1000).await.unwrap().unwrap()
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_batch_waits_until_all_have_asked() {
        let read = Arc::<Mutex<Vec<usize>>>::default();
        let loader = DataLoader::new(Reader(read.clone()), run);
        let all = batched(join_all((0..90).map(|key| asks(&loader, key)))).await;
        assert_eq!(all[7], (7 * 2 + 1000) * 2);
        assert_eq!(*read.lock().unwrap(), [90, 90], "one batch a level");
    }

    #[tokio::test]
    async fn without_a_request_a_batch_runs_by_itself() {
        let read = Arc::<Mutex<Vec<usize>>>::default();
        let loader = DataLoader::new(Reader(read.clone()), run);
        assert_eq!(loader.load_one(4).await.unwrap(), Some(8));
        assert_eq!(*read.lock().unwrap(), [1]);
    }
}
