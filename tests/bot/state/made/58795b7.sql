BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE readers (
	chat BIGINT NOT NULL, 
	thread BIGINT NOT NULL, 
	language VARCHAR(8), 
	entities VARCHAR, 
	spoke_at BIGINT, 
	PRIMARY KEY (chat, thread)
)
 WITHOUT ROWID

;
INSERT INTO "readers" VALUES(1010,0,NULL,'astana',1796016515);
INSERT INTO "readers" VALUES(1023,0,NULL,'astana',1796016524);
CREATE INDEX readers_spoke_at ON readers (spoke_at);
COMMIT;
