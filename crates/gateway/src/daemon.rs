//! The daemon: starts everything, and stops it in order.
//!
//! At the start, attempts that a crash left open become UNKNOWN before anything is sent. At the stop, nothing new is begun, and what is in flight has ten
//! seconds to finish; what takes longer stays an open attempt, which the next start takes as UNKNOWN.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use gateway_core::ports::{Clock, PayerTransport, Random, Store, StoreError};
use gateway_store::{OpenError, SqliteStore};
use tokio::net::TcpListener;
use tokio::sync::{Mutex, Notify};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, ConfigError};
use crate::gateway::Gateway;
use crate::routes::{RouteError, Routes};
use crate::world::{SystemClock, SystemEntropy};
use crate::{api, inbound, inbox, limits, outbound};

/// Why the daemon could not start, or had to end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DaemonError {
    /// The configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A route cannot be set up.
    #[error(transparent)]
    Route(#[from] RouteError),
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The inbox cannot be made.
    #[error("the inbox {path} cannot be made")]
    Inbox {
        /// The directory.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The address cannot be listened on.
    #[error("cannot listen on {address}; is another gateway running?")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A daemon that has not been started.
pub struct Daemon {
    config: Config,
    transports: BTreeMap<String, Arc<dyn PayerTransport>>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
}

/// Where a running daemon can be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// The HTTP API; the console stands at its root.
    pub http: SocketAddr,
}

impl Addresses {
    /// The address of the console and the API.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.http)
    }
}

/// A running daemon. Dropping it ends it at once, as a crash would; [`Running::shut_down`] ends it in order.
pub struct Running {
    /// Where it can be reached.
    pub addresses: Addresses,
    gateway: Arc<Gateway>,
    store: Arc<SqliteStore>,
    tasks: JoinSet<()>,
}

impl Daemon {
    /// A daemon with this configuration, the computer's clock and the operating system's random numbers.
    #[must_use]
    pub fn new(config: Config) -> Self {
        Self { config, transports: BTreeMap::new(), clock: Arc::new(SystemClock), random: Arc::new(SystemEntropy::new()) }
    }

    /// Uses this connection for a route in the place of CORE over HTTPS.
    #[must_use]
    pub fn with_transport(mut self, route: impl Into<String>, transport: Arc<dyn PayerTransport>) -> Self {
        self.transports.insert(route.into(), transport);
        self
    }

    /// Uses another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = clock;
        self
    }

    /// Starts a daemon with this configuration.
    ///
    /// # Errors
    /// See [`DaemonError`].
    pub async fn start(config: Config) -> Result<Running, DaemonError> {
        Self::new(config).run().await
    }

    /// Starts the daemon: opens the store, settles what a crash left open, listens, and begins to work.
    ///
    /// # Errors
    /// See [`DaemonError`].
    pub async fn run(self) -> Result<Running, DaemonError> {
        gateway_transport::install_crypto();
        let Self { config, transports, clock, random } = self;
        config.check()?;
        let routes = Routes::new(&config, &transports, &clock, &random)?;
        let checks = Arc::new(config.checks()?);
        let store = Arc::new(SqliteStore::open(&config.database).await?);
        let unknown = store.recover(clock.now()).await?;
        if !unknown.is_empty() {
            tracing::warn!(transmissions = unknown.len(), "a crash left attempts open; their outcome is UNKNOWN");
        }
        let address = config.listen;
        let listener = TcpListener::bind(address).await.map_err(|source| DaemonError::Listen { address, source })?;
        let http = listener.local_addr().map_err(|source| DaemonError::Listen { address, source })?;
        let shared: Arc<dyn Store> = Arc::<SqliteStore>::clone(&store);
        let (stopping, store_stopped) = (CancellationToken::new(), CancellationToken::new());
        let gateway = Arc::new(Gateway {
            config,
            store: shared,
            routes,
            checks,
            clock,
            random,
            work: Notify::new(),
            inbound_turn: Mutex::new(()),
            stopping,
            store_stopped,
        });
        let tasks = begin(&gateway, listener)?;
        tracing::info!(address = %http, "listening");
        Ok(Running { addresses: Addresses { http }, gateway, store, tasks })
    }
}

/// Begins every loop.
fn begin(gateway: &Arc<Gateway>, listener: TcpListener) -> Result<JoinSet<()>, DaemonError> {
    let mut tasks = JoinSet::new();
    let directory = gateway.config.inbox.clone();
    if !directory.as_os_str().is_empty() {
        inbox::prepare(&directory).map_err(|source| DaemonError::Inbox { path: directory.clone(), source })?;
        tasks.spawn(inbox::run(Arc::clone(gateway), directory));
    }
    for route in gateway.routes.iter() {
        tasks.spawn(outbound::run(Arc::clone(gateway), Arc::clone(route)));
        tasks.spawn(inbound::run(Arc::clone(gateway), Arc::clone(route)));
    }
    tasks.spawn(take_up_unfinished(Arc::clone(gateway)));
    tasks.spawn(api::serve(Arc::clone(gateway), listener));
    Ok(tasks)
}

/// Takes up inbound files that were stored and not worked on, at the start and from time to time.
async fn take_up_unfinished(gateway: Arc<Gateway>) {
    loop {
        if let Err(error) = inbound::take_up_unfinished(&gateway).await {
            gateway.report("inbound", &error);
        }
        if !gateway.pause(gateway.config.schedule.fetch()).await {
            return;
        }
    }
}

impl Running {
    /// What the daemon remembers, to be read.
    #[must_use]
    pub fn store(&self) -> &dyn Store {
        &*self.store
    }

    /// Waits until the daemon has to end by itself: its store has stopped. Then it must be started again, and will read what is on disk.
    pub async fn failed(&self) -> StoreError {
        self.gateway.store_stopped.cancelled().await;
        StoreError::Stopped
    }

    /// Stops in order: begins nothing new, lets what is in flight finish for ten seconds, closes the database.
    pub async fn shut_down(mut self) {
        self.gateway.stopping.cancel();
        let drained = tokio::time::timeout(limits::DRAIN, async { while self.tasks.join_next().await.is_some() {} }).await;
        if drained.is_err() {
            tracing::warn!("not everything finished in time; open attempts will be UNKNOWN at the next start");
            self.tasks.shutdown().await;
        }
        self.close().await;
    }

    /// Ends at once, as a crash would: nothing in flight is finished, nothing is written down any more.
    pub async fn abort(mut self) {
        self.tasks.shutdown().await;
        self.gateway.stopping.cancel();
        self.close().await;
    }

    /// Closes the database, once the connections that were just told to end have let go of it.
    async fn close(self) {
        let Self { gateway, mut store, tasks, .. } = self;
        drop((gateway, tasks));
        let end = tokio::time::Instant::now() + limits::LET_GO;
        loop {
            match Arc::try_unwrap(store) {
                Ok(store) => return store.close().await,
                Err(held) if tokio::time::Instant::now() < end => store = held,
                // Whoever still holds it closes it when they let go.
                Err(_) => return,
            }
            tokio::time::sleep(limits::LET_GO / 200).await;
        }
    }
}
