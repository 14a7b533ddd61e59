//! The ways to payers: which one a claim takes, and the connection at its end.

use std::collections::BTreeMap;
use std::sync::Arc;

use gateway_core::batching::WaitingBatch;
use gateway_core::identifiers::RouteId;
use gateway_core::ports::{Clock, PayerTransport, Random};
use gateway_core::transmission::Transmission;
use gateway_transport::CoreTransport;

use crate::config::{Config, ConfigError, RouteConfig};

/// The route of a claim whose payer no route leads to yet. It waits, and takes the first route that is configured for its payer.
const UNROUTED: &str = "unrouted";

/// One way with its connection.
pub(crate) struct Route {
    pub(crate) id: RouteId,
    pub(crate) config: RouteConfig,
    pub(crate) transport: Arc<dyn PayerTransport>,
}

/// Every way.
pub(crate) struct Routes(Vec<Arc<Route>>);

/// Why a route cannot be set up.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RouteError {
    /// Its configuration cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Its connection cannot be set up.
    #[error("route {id:?} cannot be set up")]
    Connection {
        /// The route.
        id: String,
        /// Why.
        #[source]
        source: gateway_transport::Error,
    },
}

impl Routes {
    /// Sets up every route. A transport that is given already is used in the place of CORE.
    pub(crate) fn new(
        config: &Config,
        given: &BTreeMap<String, Arc<dyn PayerTransport>>,
        clock: &Arc<dyn Clock>,
        random: &Arc<dyn Random>,
    ) -> Result<Self, RouteError> {
        let connect = |route: &RouteConfig| -> Result<Arc<dyn PayerTransport>, RouteError> {
            if let Some(transport) = given.get(&route.id) {
                return Ok(Arc::clone(transport));
            }
            let failed = |source| RouteError::Connection { id: route.id.clone(), source };
            Ok(Arc::new(CoreTransport::new(route.connection()?, Arc::clone(clock), Arc::clone(random)).map_err(failed)?))
        };
        let set_up = |route: &RouteConfig| Ok(Arc::new(Route { id: RouteId::new(&route.id), config: route.clone(), transport: connect(route)? }));
        config.routes.iter().map(set_up).collect::<Result<_, _>>().map(Self)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Arc<Route>> {
        self.0.iter()
    }

    /// The way to a payer: its own, or the one for every payer.
    pub(crate) fn to_payer(&self, payer_id: &str) -> Option<&Arc<Route>> {
        let own = self.0.iter().find(|route| route.config.payers.contains(payer_id));
        own.or_else(|| self.0.iter().find(|route| route.config.payers.is_empty()))
    }

    /// The route under which a claim for this payer is accepted.
    pub(crate) fn id_for(&self, payer_id: &str) -> RouteId {
        self.to_payer(payer_id).map_or_else(|| RouteId::new(UNROUTED), |route| route.id.clone())
    }

    /// The way that waiting claims take now: theirs, or the payer's where they were accepted without one or theirs is gone.
    pub(crate) fn of_batch(&self, batch: &WaitingBatch) -> Option<&Arc<Route>> {
        self.by_id(&batch.route).or_else(|| self.to_payer(&batch.payer_id))
    }

    /// The way of a sealed transmission: its own, or another between the same two parties. Never one to somebody else: its envelope names the receiver.
    pub(crate) fn of_transmission(&self, transmission: &Transmission) -> Option<&Arc<Route>> {
        let identity = &transmission.identity;
        let between = |route: &&Arc<Route>| route.config.sender == identity.sender && route.config.receiver == identity.receiver;
        self.by_id(&transmission.route).filter(between).or_else(|| self.0.iter().find(between))
    }

    fn by_id(&self, id: &RouteId) -> Option<&Arc<Route>> {
        self.0.iter().find(|route| route.id == *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::{SystemClock, SystemEntropy};

    fn routes(configs: Vec<RouteConfig>) -> Routes {
        gateway_transport::install_crypto();
        let config = Config { routes: configs, ..Config::default() };
        let (clock, random): (Arc<dyn Clock>, Arc<dyn Random>) = (Arc::new(SystemClock), Arc::new(SystemEntropy::new()));
        Routes::new(&config, &BTreeMap::new(), &clock, &random).unwrap()
    }

    fn route(id: &str, payers: &[&str]) -> RouteConfig {
        RouteConfig { payers: payers.iter().map(ToString::to_string).collect(), ..RouteConfig::new(id, "US", id, "https://payer.example/core") }
    }

    #[test]
    fn a_payer_takes_its_own_route_before_the_one_for_everybody() {
        let both = routes(vec![route("house", &[]), route("acme", &["ACME1"])]);
        assert_eq!((both.id_for("ACME1").as_str(), both.id_for("OTHER").as_str()), ("acme", "house"));
        assert_eq!(routes(vec![route("acme", &["ACME1"])]).id_for("OTHER").as_str(), UNROUTED);
    }

    #[test]
    fn a_claim_that_was_accepted_without_a_route_takes_the_one_that_came_later() {
        let batch = WaitingBatch { route: RouteId::new(UNROUTED), payer_id: "ACME1".into(), claims: 1, oldest: jiff::Timestamp::UNIX_EPOCH };
        assert!(routes(Vec::new()).of_batch(&batch).is_none());
        assert_eq!(routes(vec![route("acme", &["ACME1"])]).of_batch(&batch).map(|route| route.id.as_str().to_owned()).as_deref(), Some("acme"));
    }
}
