//! What enrolment (834) asks for.

situations! {
    other_cover_without_number,
}
