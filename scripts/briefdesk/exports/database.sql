-- Tables of data/briefdesk.sqlite. Dates are as written (2017, 2017-02, 2017-02-22), with the first
-- and the last day that they can mean beside them.
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE states (
    state TEXT PRIMARY KEY, label TEXT NOT NULL, stage TEXT NOT NULL, rank INTEGER
) WITHOUT ROWID;
CREATE TABLE subjects (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE names (
    subject TEXT NOT NULL REFERENCES subjects (id), name TEXT NOT NULL, PRIMARY KEY (subject, name)
) WITHOUT ROWID;
CREATE TABLE publishers (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, reliability TEXT NOT NULL, basis TEXT
) WITHOUT ROWID;
CREATE TABLE briefs (
    id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, date TEXT NOT NULL, first_day TEXT NOT NULL,
    last_day TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL, text TEXT NOT NULL,
    language TEXT NOT NULL, confidence TEXT, published TEXT, updated TEXT, supersedes TEXT,
    address TEXT NOT NULL
);
CREATE INDEX briefs_by_day ON briefs (first_day);
CREATE TABLE brief_subjects (
    brief INTEGER NOT NULL REFERENCES briefs (id), subject TEXT NOT NULL REFERENCES subjects (id),
    role TEXT NOT NULL, PRIMARY KEY (brief, subject, role)
) WITHOUT ROWID;
CREATE INDEX briefs_of_subject ON brief_subjects (subject);
CREATE TABLE sources (
    id TEXT PRIMARY KEY, brief INTEGER NOT NULL REFERENCES briefs (id),
    publisher TEXT NOT NULL REFERENCES publishers (id), title TEXT, label TEXT, url TEXT, date TEXT,
    archived TEXT, accessed TEXT, author TEXT, language TEXT, origin TEXT,
    withdrawn TEXT, withdrawn_reason TEXT
) WITHOUT ROWID;
CREATE INDEX sources_of_brief ON sources (brief);
CREATE INDEX sources_of_publisher ON sources (publisher);
CREATE TABLE statements (
    id TEXT PRIMARY KEY, brief INTEGER NOT NULL REFERENCES briefs (id), speaker TEXT NOT NULL,
    subject TEXT REFERENCES subjects (id), office TEXT, said_to TEXT, date TEXT NOT NULL,
    says TEXT NOT NULL, credibility TEXT
) WITHOUT ROWID;
CREATE INDEX statements_of_brief ON statements (brief);
CREATE INDEX statements_of_subject ON statements (subject);
CREATE TABLE statement_sources (
    statement TEXT NOT NULL REFERENCES statements (id), source TEXT NOT NULL REFERENCES sources (id),
    PRIMARY KEY (statement, source)
) WITHOUT ROWID;
CREATE TABLE judgements (
    id TEXT PRIMARY KEY, brief INTEGER NOT NULL REFERENCES briefs (id), text TEXT NOT NULL,
    likelihood TEXT NOT NULL, confidence TEXT, resolves_by TEXT, outcome TEXT, resolved TEXT
) WITHOUT ROWID;
CREATE INDEX judgements_of_brief ON judgements (brief);
CREATE TABLE deals (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, buyer TEXT NOT NULL REFERENCES subjects (id),
    system TEXT NOT NULL REFERENCES subjects (id), lot TEXT, state TEXT REFERENCES states (state),
    standing TEXT, since TEXT, since_first_day TEXT, address TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX deals_of_buyer ON deals (buyer);
CREATE INDEX deals_of_system ON deals (system);
CREATE TABLE deal_suppliers (
    deal TEXT NOT NULL REFERENCES deals (id), supplier TEXT NOT NULL REFERENCES subjects (id),
    PRIMARY KEY (deal, supplier)
) WITHOUT ROWID;
CREATE INDEX deals_of_supplier ON deal_suppliers (supplier);
CREATE TABLE deal_programmes (
    deal TEXT NOT NULL REFERENCES deals (id), programme TEXT NOT NULL REFERENCES subjects (id),
    PRIMARY KEY (deal, programme)
) WITHOUT ROWID;
CREATE TABLE events (
    id TEXT PRIMARY KEY, deal TEXT NOT NULL REFERENCES deals (id), number INTEGER NOT NULL,
    date TEXT NOT NULL, first_day TEXT NOT NULL, last_day TEXT NOT NULL,
    state TEXT REFERENCES states (state), milestone TEXT, standing TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX events_of_deal ON events (deal, number);
CREATE INDEX events_by_day ON events (first_day);
CREATE TABLE reports (
    id TEXT PRIMARY KEY, event TEXT NOT NULL REFERENCES events (id),
    brief INTEGER NOT NULL REFERENCES briefs (id), note TEXT, quantity TEXT, operators TEXT,
    amount INTEGER, currency TEXT, basis TEXT, claimed INTEGER NOT NULL, disputed TEXT,
    credibility TEXT
) WITHOUT ROWID;
CREATE INDEX reports_of_event ON reports (event);
CREATE INDEX reports_of_brief ON reports (brief);
CREATE TABLE event_sources (
    event TEXT NOT NULL REFERENCES events (id), source TEXT NOT NULL REFERENCES sources (id),
    PRIMARY KEY (event, source)
) WITHOUT ROWID;
CREATE INDEX events_of_source ON event_sources (source);
CREATE TABLE event_parties (
    event TEXT NOT NULL REFERENCES events (id), party TEXT NOT NULL REFERENCES subjects (id),
    PRIMARY KEY (event, party)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE briefs_fts USING fts5 (
    title, summary, text, content="briefs", content_rowid="id",
    tokenize='unicode61 remove_diacritics 2'
);

-- Where every deal stands, the one that moved last first.
CREATE VIEW where_deals_stand AS
SELECT d.id AS deal, d.title, b.name AS buyer, s.name AS system, t.label AS state, t.stage,
       d.standing, d.since
FROM deals d JOIN subjects b ON b.id = d.buyer JOIN subjects s ON s.id = d.system
LEFT JOIN states t ON t.state = d.state
ORDER BY d.since_first_day DESC, d.id;

-- Every event with its deal, and how many briefs and publishers tell of it.
CREATE VIEW timeline AS
SELECT e.date, d.title AS deal, coalesce(t.label, e.milestone) AS happened, e.standing,
       (SELECT count(DISTINCT r.brief) FROM reports r WHERE r.event = e.id) AS briefs,
       (SELECT count(DISTINCT s.publisher) FROM event_sources x JOIN sources s ON s.id = x.source
        WHERE x.event = e.id) AS publishers, e.deal AS deal_id, e.id AS event
FROM events e JOIN deals d ON d.id = e.deal LEFT JOIN states t ON t.state = e.state
ORDER BY e.first_day DESC, e.id;

-- Events that rest on one publisher alone.
CREATE VIEW events_of_one_publisher AS
SELECT * FROM timeline WHERE publishers = 1;

-- Judgements that nobody has settled, the one that is due first on top.
CREATE VIEW open_judgements AS
SELECT j.resolves_by, j.text, j.likelihood, j.confidence, b.title AS brief, b.date, b.slug
FROM judgements j JOIN briefs b ON b.id = j.brief
WHERE j.outcome IS NULL ORDER BY j.resolves_by IS NULL, j.resolves_by, j.id;

-- Who is cited, how often, and how reliable that is.
CREATE VIEW most_cited AS
SELECT p.name, p.reliability, count(*) AS sources, count(DISTINCT s.brief) AS briefs
FROM publishers p JOIN sources s ON s.publisher = p.id
GROUP BY p.id ORDER BY sources DESC, p.id;
