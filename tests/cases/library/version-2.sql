-- SPDX-License-Identifier: GPL-3.0-or-later
-- A library as the second version of its tables had it: two studies, the figure of one of them and
-- the numbers of one series.
PRAGMA application_id = 1198671972;
PRAGMA user_version = 2;
CREATE TABLE study (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('household', 'fleet')),
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  created INTEGER NOT NULL,
  changed INTEGER NOT NULL,
  revision INTEGER NOT NULL DEFAULT 1,
  trashed INTEGER) STRICT;
CREATE TABLE series (
  hash TEXT PRIMARY KEY,
  count INTEGER NOT NULL,
  numbers BLOB NOT NULL CHECK (length (numbers) = 8 * count)) STRICT, WITHOUT ROWID;
CREATE TABLE study_series (
  study INTEGER NOT NULL REFERENCES study (id) ON DELETE CASCADE,
  hash TEXT NOT NULL REFERENCES series (hash),
  PRIMARY KEY (study, hash)) STRICT, WITHOUT ROWID;
CREATE INDEX study_series_hash ON study_series (hash);
CREATE TABLE result (
  study INTEGER PRIMARY KEY REFERENCES study (id) ON DELETE CASCADE,
  revision INTEGER NOT NULL,
  figure TEXT NOT NULL) STRICT;

INSERT INTO series VALUES ('db3c8b1fd0bf9e6243140dbdd585f57ec8604c384acaa5a404c1432298296c29', 24, x'00000000000000009a9999999999b93f9a9999999999c93f333333333333d33f9a9999999999d93f000000000000e03f333333333333e33f666666666666e63f9a9999999999e93fcdccccccccccec3f000000000000f03f9a9999999999f13f333333333333f33fcdccccccccccf43f666666666666f63f000000000000f83f9a9999999999f93f333333333333fb3fcdccccccccccfc3f666666666666fe3f0000000000000040cdcccccccccc00409a999999999901406666666666660240');
INSERT INTO study (kind, name, body, created, changed) VALUES ('household', 'Old house', '{
  "format": "gridhearth-study",
  "version": 1,
  "minor": 0,
  "kind": "household",
  "name": "Old house",
  "currency": "EUR",
  "location": {
    "latitude": 48,
    "longitude": 11,
    "time_zone": "Europe/Berlin"
  },
  "period": {
    "start": "2024-01-08T00:00:00+01:00",
    "step_minutes": 60,
    "steps": 24
  },
  "load": {
    "stored": "db3c8b1fd0bf9e6243140dbdd585f57ec8604c384acaa5a404c1432298296c29"
  },
  "tariff": {
    "import_price": 0.3
  },
  "vehicles": [
    {
      "name": "Car",
      "battery_kwh": 60
    }
  ]
}', 1764000000, 1764000000);
INSERT INTO study (kind, name, body, created, changed) VALUES ('household', 'Other house', '{
  "format": "gridhearth-study",
  "version": 1,
  "minor": 0,
  "kind": "household",
  "name": "Other house",
  "currency": "EUR",
  "location": {
    "latitude": 48,
    "longitude": 11,
    "time_zone": "Europe/Berlin"
  },
  "period": {
    "start": "2024-01-08T00:00:00+01:00",
    "step_minutes": 60,
    "steps": 24
  },
  "load": {
    "annual_kwh": 4200,
    "shape": "residential"
  },
  "tariff": {
    "import_price": 0.3
  },
  "vehicles": [
    {
      "name": "Car",
      "battery_kwh": 60
    }
  ]
}', 1764000000, 1764000001);
INSERT INTO study_series VALUES (1, 'db3c8b1fd0bf9e6243140dbdd585f57ec8604c384acaa5a404c1432298296c29');
INSERT INTO result (study, revision, figure) SELECT id, revision, 'v2h 12.00 EUR' FROM study WHERE name = 'Old house';
