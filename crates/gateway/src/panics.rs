//! Panics: told with their place, never with their words, which may quote a claim.

use std::panic::{Location, PanicHookInfo};

/// Has every panic of this process told by its place alone.
pub fn keep_panics_private(tell: fn(&str)) {
    std::panic::set_hook(Box::new(move |panic: &PanicHookInfo<'_>| tell(&sentence(panic.location()))));
}

fn sentence(place: Option<&Location<'_>>) -> String {
    match place {
        Some(place) => format!("panicked at {place}; its words are left out, for they may quote a claim"),
        None => "panicked at a place that is not known".to_owned(),
    }
}
