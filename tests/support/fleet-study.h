/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A fleet of three vehicles at two sites in a week of hours, all numbers exact: two vans that
 * arrive at 18:00 having driven 20 kWh and leave at 06:00, and a car that is described by itself.
 */
static const char fleet_study[]
    = "{ \"format\": \"gridhearth-study\", \"version\": 1, \"minor\": 0, \"kind\": \"fleet\", "
      "\"name\": \"Fleet\", \"seed\": 7,\n"
      "\"period\": { \"start\": \"2025-01-13T00:00:00Z\", \"step_minutes\": 60, \"steps\": 168 },\n"
      "\"vehicles\": [ { \"name\": \"Car\", \"battery_kwh\": 50, \"site\": \"Yard\" } ],\n"
      "\"sites\": [ { \"name\": \"Depot\", \"load\": 1, \"tariff\": { \"import_price\": 0.2 } },\n"
      "  { \"name\": \"Yard\", \"load\": 2, \"tariff\": { \"import_price\": 0.3 } } ],\n"
      "\"groups\": [ { \"name\": \"Vans\", \"site\": \"Depot\", \"count\": 2, \"days\": "
      "\"mon-fri\", "
      "\"arrive\": \"18:00\", \"leave\": \"06:00\",\n"
      "  \"energy_kwh\": 20, \"battery_kwh\": 50, \"charger\": { \"charge_kw\": 10, "
      "\"charge_efficiency\": 1, \"discharge_efficiency\": 1 } } ],\n"
      "\"fleet\": { \"aggregator_share\": 0.2, \"fee_per_vehicle_month\": 3 } }\n";
