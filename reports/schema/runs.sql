-- SPDX-License-Identifier: MIT
--
-- Many runs in one SQLite database, as `python3 -m reports db RECORD... -o runs.sqlite` makes it. This file is what the
-- code executes: there is no second description. Questions are answered by the views at its end and by QUERIES.md.
--
-- Nothing is lost but line numbers, JSON's spelling and keys that no reader knows: the lines of a run come back as they
-- were. What repeats itself from run to run (names, answers, texts) is written once and has a number; an observation is
-- numbers only. Lists are JSON. Times are nanoseconds. NULL is what the record says with null or by leaving the key out.
--
-- Needs SQLite 3.38 or later: STRICT tables, JSON.

PRAGMA application_id = 0x4C575230;  -- "LWR0": by it `file` and we know the database
PRAGMA user_version = 1;             -- the version of this schema; another number is another schema

-- The files that runs came from, in the order in which they were loaded.
CREATE TABLE record (
	id INTEGER PRIMARY KEY,
	path TEXT NOT NULL                -- as it was given on the command line, with "/" on every system
) STRICT;

-- One run, or one shard of a run: the run line of its record.
CREATE TABLE run (
	id INTEGER PRIMARY KEY,           -- grows in the order of loading
	record INTEGER NOT NULL REFERENCES record (id),
	name TEXT NOT NULL,               -- the run's own id
	shard TEXT,                       -- "I/N", or NULL for the whole plan
	tool TEXT NOT NULL,               -- version of lastwords
	platform TEXT NOT NULL,           -- linux-gnu, linux-musl, macos, windows or wine
	kernel TEXT,
	libc TEXT,
	distribution TEXT,
	machine TEXT,
	started TEXT NOT NULL,            -- UTC, 2026-01-31T12:00:00Z: sorts as text
	rounds INTEGER NOT NULL,          -- how often each cell was run
	cells INTEGER NOT NULL,           -- how many were planned
	filters TEXT NOT NULL,            -- JSON list: which part of the plan was asked for, [] for all
	facts TEXT NOT NULL,              -- JSON object: what was true of the machine at the start
	lines INTEGER NOT NULL,           -- how many lines of the record were taken
	digest BLOB NOT NULL              -- of these lines: is a run that comes again the same?
) STRICT;
-- A run is here once, however often its record is loaded.
CREATE UNIQUE INDEX run_once ON run (name, ifnull(shard, ''));

-- Names of cells, and the patterns of what was left out ("*" for any id).
CREATE TABLE cell (
	id INTEGER PRIMARY KEY,
	probe TEXT NOT NULL,
	launch TEXT NOT NULL,
	delivery TEXT NOT NULL,
	responder TEXT NOT NULL,
	name TEXT GENERATED ALWAYS AS (probe || '/' || launch || '/' || delivery || '/' || responder) VIRTUAL,
	UNIQUE (probe, launch, delivery, responder)
) STRICT;
CREATE UNIQUE INDEX cell_name ON cell (name);

-- Reasons, explanations, notes: any text that is said again and again.
CREATE TABLE reason (
	id INTEGER PRIMARY KEY,
	text TEXT NOT NULL UNIQUE
) STRICT;

-- What a cell answered, in the words of a baseline (reports/observed): two outcomes with one answer differ in nothing
-- that is compared.
CREATE TABLE answer (
	id INTEGER PRIMARY KEY,
	text TEXT NOT NULL UNIQUE         -- "exit 0; sent; heard SIGTERM; ran atexit main-tail"
) STRICT;

-- All that an observation says but name, round, times and process ids.
CREATE TABLE outcome (
	id INTEGER PRIMARY KEY,
	digest BLOB NOT NULL UNIQUE,      -- of all the other columns
	answer INTEGER NOT NULL REFERENCES answer (id),
	sent_ok INTEGER NOT NULL,         -- 1: the sender was told that it worked
	sent_error INTEGER NOT NULL,
	calls TEXT NOT NULL,              -- JSON: [[call, value, error], ...], what the delivery's calls returned; [..., null] where no time was written
	how TEXT NOT NULL,                -- exit, signal, alive, stopped, lost or unborn
	code INTEGER NOT NULL,
	signal TEXT,
	raw INTEGER NOT NULL,             -- wait status or 32-bit exit code, untouched
	wrapper TEXT,                     -- JSON: [how, code, signal, raw] of what the probe was started through
	rescued INTEGER NOT NULL,         -- 1: something had to be ended by the harness
	ran TEXT NOT NULL,                -- JSON list of rungs, in the order of the ladder
	heard TEXT NOT NULL,              -- JSON list of signals and events, in their order
	marks TEXT NOT NULL,              -- JSON: [[rung, signal, process, timed], ...]; process is 0 for the first that
	                                  -- left a mark, 1 for the next other one, ...; timed is 1 where the mark has a time
	marks_lost INTEGER NOT NULL,
	basis TEXT NOT NULL,              -- gone, fence, quiet or deadline
	found TEXT                        -- JSON: [facts, processes, window class, runtime], what the probe found at its start
) STRICT;

-- One line of a record: cell, round, what was observed, how long it took.
CREATE TABLE observation (
	run INTEGER NOT NULL REFERENCES run (id),
	cell INTEGER NOT NULL REFERENCES cell (id),
	round INTEGER NOT NULL,
	seq INTEGER NOT NULL,             -- the order of the lines of a run, over all the tables that have this column
	outcome INTEGER NOT NULL REFERENCES outcome (id),
	ready INTEGER NOT NULL,           -- from the launch
	first INTEGER,                    -- from the delivery to the first mark
	"end" INTEGER NOT NULL,           -- from the delivery
	total INTEGER NOT NULL,
	numbers BLOB NOT NULL,            -- little-endian, each 4 bytes without or all 8 bytes with sign: the time of each call,
	                                  -- of each timed mark, then the id of each process, as outcome.calls and .marks
	                                  -- count them
	PRIMARY KEY (run, cell, round, seq)
) STRICT, WITHOUT ROWID;

-- A cell without an observation.
CREATE TABLE blocked (
	run INTEGER NOT NULL REFERENCES run (id),
	seq INTEGER NOT NULL,
	cell INTEGER NOT NULL REFERENCES cell (id),
	round INTEGER NOT NULL,
	step TEXT NOT NULL,               -- ground: this machine does not offer it; others: the step that failed
	error INTEGER NOT NULL,
	what INTEGER NOT NULL REFERENCES reason (id),
	PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

-- Combinations that mean nothing.
CREATE TABLE left_out (
	run INTEGER NOT NULL REFERENCES run (id),
	seq INTEGER NOT NULL,
	cell INTEGER NOT NULL REFERENCES cell (id),
	why INTEGER NOT NULL REFERENCES reason (id),
	PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

-- Ids of an axis that do not exist on the run's platform.
CREATE TABLE absent (
	run INTEGER NOT NULL REFERENCES run (id),
	seq INTEGER NOT NULL,
	axis TEXT NOT NULL,
	id TEXT NOT NULL,
	why INTEGER NOT NULL REFERENCES reason (id),
	PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

-- What a claim said when it was judged: a claim whose words were mended has several rows.
CREATE TABLE claim (
	id INTEGER PRIMARY KEY,
	digest BLOB NOT NULL UNIQUE,      -- of all the other columns
	name TEXT NOT NULL,               -- family.name
	family TEXT NOT NULL,
	title TEXT NOT NULL,
	says TEXT NOT NULL,
	article TEXT NOT NULL,            -- JSON list of rows of the article
	sources TEXT NOT NULL             -- JSON list of addresses
) STRICT;

CREATE TABLE verdict (
	run INTEGER NOT NULL REFERENCES run (id),
	seq INTEGER NOT NULL,
	claim INTEGER NOT NULL REFERENCES claim (id),
	expect TEXT,                      -- NULL: nothing is stated for this platform
	known_ruling TEXT,                -- a known deviation, with its note
	known_note INTEGER REFERENCES reason (id),
	ruling TEXT NOT NULL,             -- holds, refuted, mixed, untested, absent or blocked
	as_expected INTEGER NOT NULL,
	cells INTEGER NOT NULL,
	blocked INTEGER NOT NULL,
	exhibit INTEGER REFERENCES cell (id),
	because INTEGER NOT NULL REFERENCES reason (id),
	PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

-- The last line of a run that came to its end.
CREATE TABLE finish (
	run INTEGER NOT NULL REFERENCES run (id),
	seq INTEGER NOT NULL,
	cells INTEGER NOT NULL,
	blocked INTEGER NOT NULL,
	faults INTEGER NOT NULL,
	unstable INTEGER NOT NULL,
	ns INTEGER NOT NULL,
	PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

-- Lines of the record that were no JSON and were read past.
CREATE TABLE skipped (
	run INTEGER NOT NULL REFERENCES run (id),
	seq INTEGER NOT NULL,
	line INTEGER NOT NULL,
	why INTEGER NOT NULL REFERENCES reason (id),
	PRIMARY KEY (run, seq)
) STRICT, WITHOUT ROWID;

-- Each run with what came of it.
CREATE VIEW run_text AS
SELECT run.id AS run, run.name, run.shard, run.started, run.tool, run.platform, run.distribution, run.kernel, run.libc,
	run.machine, run.cells AS planned,
	(SELECT count(*) FROM observation WHERE observation.run = run.id) AS observed,
	EXISTS (SELECT 1 FROM finish WHERE finish.run = run.id) AS finished,
	(SELECT count(*) FROM verdict WHERE verdict.run = run.id AND NOT as_expected) AS not_as_expected
FROM run;

-- Each observation with its answer in words.
CREATE VIEW observation_text AS
SELECT run.id AS run, run.name AS run_name, run.started, run.tool, run.platform, run.distribution, run.kernel, run.libc,
	cell.name AS cell, cell.probe, cell.launch, cell.delivery, cell.responder, observation.round,
	outcome.how, outcome.code, outcome.signal, answer.text AS answer, outcome.basis,
	observation.first / 1e6 AS first_ms, observation."end" / 1e6 AS end_ms
FROM run
JOIN observation ON observation.run = run.id
JOIN cell ON cell.id = observation.cell
JOIN outcome ON outcome.id = observation.outcome
JOIN answer ON answer.id = outcome.answer;

-- What was ruled on each claim, run by run.
CREATE VIEW ruling_history AS
SELECT claim.name AS claim, run.platform, run.distribution, run.kernel, run.tool, run.started, run.id AS run,
	run.name AS run_name, verdict.ruling, verdict.expect, verdict.as_expected, verdict.cells, cell.name AS exhibit,
	reason.text AS because
FROM verdict
JOIN run ON run.id = verdict.run
JOIN claim ON claim.id = verdict.claim
JOIN reason ON reason.id = verdict.because
LEFT JOIN cell ON cell.id = verdict.exhibit;

-- Each change of a ruling from one run to the next of the same platform and distribution (and shard).
CREATE VIEW ruling_changes AS
SELECT claim, platform, distribution, ruling_before, ruling, kernel_before, kernel, tool_before, tool, started, run
FROM (
	SELECT claim.name AS claim, run.platform, run.distribution, verdict.ruling, run.kernel, run.tool, run.started,
		run.id AS run, lag(verdict.ruling) OVER past AS ruling_before, lag(run.kernel) OVER past AS kernel_before,
		lag(run.tool) OVER past AS tool_before
	FROM verdict
	JOIN run ON run.id = verdict.run
	JOIN claim ON claim.id = verdict.claim
	WINDOW past AS (
		PARTITION BY claim.name, run.platform, run.distribution, run.shard ORDER BY run.started, run.id, verdict.seq
	)
)
WHERE ruling_before IS NOT ruling AND ruling_before IS NOT NULL;

-- Cells that gave more than one answer though nothing is known to have changed: same tool, same system.
CREATE VIEW flaky_cells AS
SELECT run.platform, run.distribution, run.kernel, run.libc, run.machine, run.tool, cell.name AS cell,
	count(DISTINCT seen.run) AS runs, sum(seen.times) AS observations, count(DISTINCT outcome.answer) AS answers
FROM (
	SELECT run, cell, outcome, count(*) AS times FROM observation GROUP BY run, cell, outcome
) AS seen
JOIN run ON run.id = seen.run
JOIN outcome ON outcome.id = seen.outcome
JOIN cell ON cell.id = seen.cell
GROUP BY run.platform, run.distribution, run.kernel, run.libc, run.machine, run.tool, seen.cell
HAVING count(DISTINCT outcome.answer) > 1;

-- How many rows there are, roughly, for SQLite's planner: without it a question about one cell would read everything.
-- It is of no run, and an ANALYZE of yours replaces it.
ANALYZE;
INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
	('observation', 'observation', '5000000 5000 1 1 1'),
	('run', 'run_once', '1000 1 1'),
	('cell', 'cell_name', '25000 1'),
	('cell', 'sqlite_autoindex_cell_1', '25000 5000 300 30 1'),
	('outcome', 'sqlite_autoindex_outcome_1', '1000 1'),
	('answer', 'sqlite_autoindex_answer_1', '500 1'),
	('verdict', 'verdict', '300000 300 1'),
	('claim', 'sqlite_autoindex_claim_1', '300 1'),
	('reason', 'sqlite_autoindex_reason_1', '1000 1');
