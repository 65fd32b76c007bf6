-- SPDX-License-Identifier: GPL-3.0-or-later
-- A library as the third version of its tables had it: a fleet with its vehicles in its own text.
PRAGMA application_id = 1198671972;
PRAGMA user_version = 3;
CREATE TABLE result (  study INTEGER PRIMARY KEY REFERENCES study (id) ON DELETE CASCADE,  revision INTEGER NOT NULL,  figure TEXT NOT NULL) STRICT;
CREATE TABLE series (  hash TEXT PRIMARY KEY,  count INTEGER NOT NULL,  numbers BLOB NOT NULL CHECK (length (numbers) = 8 * count)) STRICT, WITHOUT ROWID;
INSERT INTO "series" VALUES('3f6a412891dea64590bffbe11a602817f75b606dd9222193a3426c6edf46a52c',24,X'00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000F03F000000000000F03F');
CREATE TABLE study (  id INTEGER PRIMARY KEY AUTOINCREMENT,  kind TEXT NOT NULL CHECK (kind IN ('household', 'fleet')),  name TEXT NOT NULL,  body TEXT NOT NULL,  created INTEGER NOT NULL,  changed INTEGER NOT NULL,  revision INTEGER NOT NULL DEFAULT 1,  trashed INTEGER, variant_of INTEGER REFERENCES study (id) ON DELETE SET NULL) STRICT;
INSERT INTO "study" VALUES(1,'fleet','Old fleet','{
  "format": "gridhearth-study",
  "version": 1,
  "minor": 0,
  "kind": "fleet",
  "name": "Old fleet",
  "currency": "EUR",
  "period": {
    "start": "2025-01-13T00:00:00+00:00",
    "step_minutes": 60,
    "steps": 24
  },
  "vehicles": [
    {
      "name": "Van \"A\"",
      "battery_kwh": 52.5,
      "trips": [
        {
          "days": "mon-fri",
          "leave": "08:00",
          "return": "17:30",
          "distance_km": 80
        }
      ],
      "charger": {
        "charge_kw": 7.4
      }
    },
    {
      "name": "Café van",
      "battery_kwh": 68,
      "plugged": {
        "stored": "3f6a412891dea64590bffbe11a602817f75b606dd9222193a3426c6edf46a52c"
      }
    },
    {
      "name": "Car",
      "battery_kwh": 40
    }
  ],
  "sites": [
    {
      "name": "Depot",
      "load": 1,
      "tariff": {
        "import_price": 0.2
      }
    }
  ]
}
',1764300000,1764300000,1,NULL,NULL);
CREATE TABLE study_series (  study INTEGER NOT NULL REFERENCES study (id) ON DELETE CASCADE,  hash TEXT NOT NULL REFERENCES series (hash),  PRIMARY KEY (study, hash)) STRICT, WITHOUT ROWID;
INSERT INTO "study_series" VALUES(1,'3f6a412891dea64590bffbe11a602817f75b606dd9222193a3426c6edf46a52c');
CREATE INDEX study_series_hash ON study_series (hash);
