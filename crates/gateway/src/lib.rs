//! The daemon as a library: configuration, HTTP API, schedulers, console, telemetry, shutdown.
