-- The first schema. Columns beside `record` are what is searched by or held together by a constraint; the rest of a thing is its JSON record.
-- Times are milliseconds since 1970 in UTC, amounts are cents.

CREATE TABLE submissions (
    idempotency_key TEXT PRIMARY KEY,
    request_sha256  TEXT NOT NULL,
    response        TEXT NOT NULL,
    accepted_at     INTEGER NOT NULL
) STRICT;

CREATE TABLE claims (
    sequence                   INTEGER PRIMARY KEY AUTOINCREMENT,
    id                         TEXT NOT NULL UNIQUE,
    accepted_at                INTEGER NOT NULL,
    route                      TEXT NOT NULL,
    payer_id                   TEXT NOT NULL,
    patient_control_number     TEXT NOT NULL,
    member_id                  TEXT NOT NULL,
    content_hash               TEXT NOT NULL,
    record                     TEXT NOT NULL,
    body                       BLOB NOT NULL,
    -- What changes: the facts, and what follows from them.
    history                    TEXT NOT NULL,
    state                      TEXT NOT NULL,
    waits                      INTEGER NOT NULL CHECK (waits IN (0, 1)),
    payer_claim_control_number TEXT
) STRICT;
CREATE INDEX claims_waiting ON claims (route, payer_id, sequence) WHERE waits = 1;
CREATE INDEX claims_by_patient_control_number ON claims (patient_control_number);
CREATE INDEX claims_by_payer_claim_control_number ON claims (payer_claim_control_number) WHERE payer_claim_control_number IS NOT NULL;
CREATE INDEX claims_by_member ON claims (member_id);
CREATE INDEX claims_by_content ON claims (content_hash);

-- How many numbers each sequence has given out: it only grows.
CREATE TABLE control_numbers (
    sender   TEXT NOT NULL,
    receiver TEXT NOT NULL,
    kind     TEXT NOT NULL CHECK (kind IN ('interchange', 'group', 'set')),
    given    INTEGER NOT NULL,
    PRIMARY KEY (sender, receiver, kind)
) STRICT;
CREATE TRIGGER control_numbers_only_grow BEFORE UPDATE ON control_numbers WHEN NEW.given < OLD.given
BEGIN SELECT RAISE(ABORT, 'a control number sequence never goes back'); END;

CREATE TABLE transmissions (
    sequence                   INTEGER PRIMARY KEY AUTOINCREMENT,
    id                         TEXT NOT NULL UNIQUE,
    sender                     TEXT NOT NULL,
    receiver                   TEXT NOT NULL,
    interchange_control_number INTEGER NOT NULL,
    group_control_number       INTEGER NOT NULL,
    sha256                     TEXT NOT NULL,
    bytes                      BLOB NOT NULL,
    -- What changes: the record without its attempts, and when its next step is due.
    record                     TEXT NOT NULL,
    due_at                     INTEGER,
    -- A transmission identity is unique for ever (invariant I3).
    UNIQUE (sender, receiver, interchange_control_number),
    UNIQUE (sender, receiver, group_control_number)
) STRICT;
CREATE INDEX transmissions_due ON transmissions (due_at) WHERE due_at IS NOT NULL;
CREATE TRIGGER transmissions_are_sealed BEFORE UPDATE OF id, sender, receiver, interchange_control_number, group_control_number, sha256, bytes ON transmissions
BEGIN SELECT RAISE(ABORT, 'a sealed transmission never changes'); END;
CREATE TRIGGER transmissions_are_kept BEFORE DELETE ON transmissions
BEGIN SELECT RAISE(ABORT, 'a sealed transmission is never deleted'); END;

CREATE TABLE transmission_sets (
    sender             TEXT NOT NULL,
    receiver           TEXT NOT NULL,
    set_control_number INTEGER NOT NULL,
    reference          TEXT NOT NULL,
    transmission_id    TEXT NOT NULL REFERENCES transmissions (id),
    PRIMARY KEY (sender, receiver, set_control_number),
    UNIQUE (sender, receiver, reference)
) STRICT;

-- The key says it: a claim is in at most one transmission (invariant I2).
CREATE TABLE transmission_claims (
    claim_id        TEXT PRIMARY KEY REFERENCES claims (id),
    transmission_id TEXT NOT NULL REFERENCES transmissions (id),
    ordinal         INTEGER NOT NULL,
    UNIQUE (transmission_id, ordinal)
) STRICT;

CREATE TABLE attempts (
    transmission_id TEXT NOT NULL REFERENCES transmissions (id),
    number          INTEGER NOT NULL,
    record          TEXT NOT NULL,
    open            INTEGER NOT NULL CHECK (open IN (0, 1)),
    PRIMARY KEY (transmission_id, number)
) STRICT;
-- At most one attempt is open (invariant I4).
CREATE UNIQUE INDEX attempts_open ON attempts (transmission_id) WHERE open = 1;
CREATE TRIGGER attempts_end_once BEFORE UPDATE ON attempts WHEN OLD.open = 0
BEGIN SELECT RAISE(ABORT, 'an attempt that has ended never changes'); END;

CREATE TABLE inbound (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id       TEXT NOT NULL UNIQUE,
    bytes    BLOB NOT NULL,
    record   TEXT NOT NULL,
    status   TEXT NOT NULL
) STRICT;
CREATE INDEX inbound_unfinished ON inbound (sequence) WHERE status = 'received';

CREATE TABLE acknowledgements (
    sequence        INTEGER PRIMARY KEY AUTOINCREMENT,
    inbound_id      TEXT NOT NULL REFERENCES inbound (id),
    segment         INTEGER NOT NULL,
    transmission_id TEXT REFERENCES transmissions (id),
    recorded_at     INTEGER NOT NULL,
    record          TEXT NOT NULL,
    UNIQUE (inbound_id, segment)
) STRICT;

-- A payment is named after its content, so it is posted at most once (invariant I5).
CREATE TABLE payments (
    sequence     INTEGER PRIMARY KEY AUTOINCREMENT,
    id           TEXT NOT NULL UNIQUE,
    payer_id     TEXT NOT NULL,
    trace_number TEXT NOT NULL,
    status       TEXT NOT NULL CHECK (status IN ('posted', 'quarantined')),
    decided_at   INTEGER NOT NULL,
    record       TEXT NOT NULL,
    totals       TEXT NOT NULL
) STRICT;
CREATE INDEX payments_by_trace ON payments (payer_id, trace_number);
CREATE TRIGGER payments_stay_posted BEFORE UPDATE ON payments WHEN OLD.status = 'posted'
BEGIN SELECT RAISE(ABORT, 'a posted payment never changes'); END;

CREATE TABLE adjudications (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    payment_id TEXT NOT NULL REFERENCES payments (id),
    ordinal    INTEGER NOT NULL,
    claim_id   TEXT NOT NULL REFERENCES claims (id),
    record     TEXT NOT NULL,
    UNIQUE (payment_id, ordinal)
) STRICT;
CREATE INDEX adjudications_by_claim ON adjudications (claim_id, sequence);

CREATE TABLE ledger (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT NOT NULL,
    debit      TEXT NOT NULL,
    credit     TEXT NOT NULL,
    amount     INTEGER NOT NULL CHECK (amount > 0),
    claim_id   TEXT REFERENCES claims (id),
    line       INTEGER,
    payment_id TEXT REFERENCES payments (id),
    segment    INTEGER,
    reason     TEXT NOT NULL,
    CHECK (debit <> credit)
) STRICT;
CREATE INDEX ledger_by_claim ON ledger (claim_id, sequence) WHERE claim_id IS NOT NULL;
CREATE INDEX ledger_by_payment ON ledger (payment_id, sequence) WHERE payment_id IS NOT NULL;
-- A claim is charged once.
CREATE UNIQUE INDEX ledger_one_charge ON ledger (claim_id) WHERE kind = 'charge';
CREATE TRIGGER ledger_never_changes BEFORE UPDATE ON ledger
BEGIN SELECT RAISE(ABORT, 'a ledger entry never changes'); END;
CREATE TRIGGER ledger_is_kept BEFORE DELETE ON ledger
BEGIN SELECT RAISE(ABORT, 'a ledger entry is never deleted'); END;

CREATE TABLE exceptions (
    sequence   INTEGER PRIMARY KEY AUTOINCREMENT,
    reason     TEXT NOT NULL,
    raised_at  INTEGER NOT NULL,
    payment_id TEXT,
    segment    INTEGER,
    record     TEXT NOT NULL,
    resolution TEXT
) STRICT;
CREATE INDEX exceptions_open ON exceptions (sequence) WHERE resolution IS NULL;
CREATE INDEX exceptions_by_payment ON exceptions (payment_id, segment) WHERE payment_id IS NOT NULL;

CREATE TABLE events (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at       INTEGER NOT NULL,
    claim_id TEXT,
    record   TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_claim ON events (claim_id, sequence) WHERE claim_id IS NOT NULL;

CREATE TABLE api_keys (
    id     TEXT PRIMARY KEY,
    record TEXT NOT NULL
) STRICT;
