"""The tables of a compiled file."""

from __future__ import annotations

from knowledge.files import arrays

SCHEMA = 25
"""Version of the compiled form; part of every knowledge version."""

TABLES = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
CREATE TABLE entity (id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
CREATE TABLE statement (id TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
CREATE TABLE calendar (unit TEXT NOT NULL, value INTEGER NOT NULL, words TEXT NOT NULL);
CREATE TABLE property (id TEXT NOT NULL, record TEXT NOT NULL);
CREATE TABLE calibration (name TEXT NOT NULL, value REAL NOT NULL);
CREATE TABLE concept (role TEXT NOT NULL, concepts TEXT NOT NULL);
CREATE TABLE usage (kind TEXT NOT NULL, key TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE operation (role TEXT NOT NULL, id TEXT NOT NULL, members TEXT NOT NULL);
CREATE TABLE assertion (relation TEXT NOT NULL, claim TEXT NOT NULL, claims TEXT NOT NULL);
CREATE TABLE worded (statement TEXT NOT NULL, entities TEXT NOT NULL);
CREATE TABLE profile (statement TEXT NOT NULL UNIQUE, record TEXT NOT NULL);
{arrays.TABLE}
"""
