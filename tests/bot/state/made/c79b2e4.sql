BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE bodies (
	hash VARCHAR(32) NOT NULL, 
	html VARCHAR NOT NULL, 
	plain VARCHAR NOT NULL, 
	buttons VARCHAR NOT NULL, 
	PRIMARY KEY (hash)
);
CREATE TABLE leases (
	name VARCHAR(32) NOT NULL, 
	holder VARCHAR(64) NOT NULL, 
	until BIGINT NOT NULL, 
	PRIMARY KEY (name)
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
INSERT INTO "misses" VALUES(1,'Who is the mayor of Astana?','en',1795996800,NULL,NULL);
INSERT INTO "misses" VALUES(2,'Who is the mayor of Astana?','en',1795996800,NULL,NULL);
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
	changed VARCHAR NOT NULL, 
	corrected BIGINT, 
	PRIMARY KEY (id)
);
INSERT INTO "publications" VALUES(1,'k6-2689f586c6f0ff4a',1796016548,'',NULL);
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
INSERT INTO "readers" VALUES(1010,0,NULL,'sco-defence-ministers-2024',1796016552,'Asia/Riyadh',NULL,NULL,NULL);
INSERT INTO "readers" VALUES(1023,0,NULL,'sco-defence-ministers-2024',1796016560,'Asia/Riyadh',NULL,NULL,NULL);
CREATE TABLE received (
	update_id BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	PRIMARY KEY (update_id)
);
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
INSERT INTO "subscriptions" VALUES(1,1010,0,'all','en','instant',480,0,0,0,0,1,1796016554);
INSERT INTO "subscriptions" VALUES(2,1023,0,'all','en','instant',480,0,0,0,0,1,1796016561);
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
INSERT INTO "told" VALUES(1,1010,0,18,'sco-defence-ministers-2024.date','5ed4c2b214eed9d6','en',1,1796016552);
INSERT INTO "told" VALUES(2,1023,0,31,'sco-defence-ministers-2024.date','5ed4c2b214eed9d6','en',1,1796016560);
CREATE INDEX readers_spoke_at ON readers (spoke_at);
CREATE INDEX readers_struck_at ON readers (struck_at);
CREATE INDEX subscriptions_behind ON subscriptions (cadence, seen, due_at);
CREATE INDEX subscriptions_digests ON subscriptions (due_at) WHERE cadence <> 'instant';
CREATE INDEX outbox_waiting ON outbox (not_before, id) WHERE state = 'queued';
CREATE INDEX outbox_open ON outbox (state, id) WHERE state <> 'sent';
CREATE INDEX outbox_chat ON outbox (chat, state);
CREATE INDEX outbox_body ON outbox (body);
CREATE INDEX outbox_changed_at ON outbox (changed_at);
CREATE INDEX told_statement ON told (statement, chat);
CREATE INDEX told_at ON told (at);
CREATE INDEX misses_at ON misses (at);
CREATE INDEX misses_chat ON misses (chat);
CREATE INDEX received_at ON received (at);
COMMIT;
