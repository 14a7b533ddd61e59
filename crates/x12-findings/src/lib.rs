//! The finding: what is wrong with an X12 document, where, and what to do; rendered as text, JSON and SARIF.
