BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE bodies (
	hash VARCHAR(32) NOT NULL, 
	html VARCHAR NOT NULL, 
	plain VARCHAR NOT NULL, 
	buttons VARCHAR NOT NULL, 
	PRIMARY KEY (hash)
);
CREATE TABLE misses (
	id INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	lang VARCHAR(8) NOT NULL, 
	at BIGINT NOT NULL, 
	chat BIGINT, 
	thread BIGINT, 
	PRIMARY KEY (id)
);
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	dedupe VARCHAR NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	chat BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	target BIGINT, 
	body VARCHAR(32) NOT NULL, 
	lang VARCHAR(8) NOT NULL, 
	silent BOOLEAN NOT NULL, 
	tells VARCHAR NOT NULL, 
	publication BIGINT, 
	cursors VARCHAR NOT NULL, 
	not_before BIGINT NOT NULL, 
	attempts INTEGER NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	holder VARCHAR(64), 
	message BIGINT, 
	error VARCHAR, 
	changed_at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (dedupe)
);
CREATE TABLE publications (
	id INTEGER NOT NULL, 
	version VARCHAR NOT NULL, 
	at BIGINT NOT NULL, 
	corrected BIGINT, 
	PRIMARY KEY (id)
);
CREATE TABLE readers (
	chat BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	language VARCHAR(8), 
	entities VARCHAR, 
	spoke_at BIGINT, zone VARCHAR(64), quiet_from INTEGER, quiet_to INTEGER, struck_at BIGINT, 
	PRIMARY KEY (chat, thread)
)
 WITHOUT ROWID

;
INSERT INTO "readers" VALUES(7,0,'ar',NULL,5,NULL,NULL,NULL,NULL);
CREATE TABLE subscriptions (
	id INTEGER NOT NULL, 
	chat BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	subject VARCHAR NOT NULL, 
	lang VARCHAR(8) NOT NULL, 
	cadence VARCHAR(8) NOT NULL, 
	minute INTEGER NOT NULL, 
	weekday INTEGER NOT NULL, 
	silent BOOLEAN NOT NULL, 
	paused BOOLEAN NOT NULL, 
	heartbeat BOOLEAN NOT NULL, 
	seen BIGINT NOT NULL, 
	due_at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT subscriptions_once UNIQUE (chat, thread, subject)
);
CREATE TABLE told (
	id INTEGER NOT NULL, 
	chat BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	message BIGINT NOT NULL, 
	statement VARCHAR NOT NULL, 
	fingerprint VARCHAR(32) NOT NULL, 
	lang VARCHAR(8) NOT NULL, 
	editable BOOLEAN NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT told_once UNIQUE (chat, message, statement)
);
CREATE INDEX readers_spoke_at ON readers (spoke_at);
CREATE INDEX readers_struck_at ON readers (struck_at);
CREATE INDEX subscriptions_behind ON subscriptions (cadence, seen, due_at);
CREATE INDEX outbox_waiting ON outbox (not_before, id) WHERE state = 'queued';
CREATE INDEX outbox_open ON outbox (state, id) WHERE state <> 'sent';
CREATE INDEX outbox_chat ON outbox (chat, state);
CREATE INDEX outbox_changed_at ON outbox (changed_at);
CREATE INDEX told_statement ON told (statement, chat);
CREATE INDEX told_at ON told (at);
CREATE INDEX misses_at ON misses (at);
CREATE INDEX misses_chat ON misses (chat);
COMMIT;
