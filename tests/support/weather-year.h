/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Of the global irradiance below: 12 hours a day of 300 W/m2, so many kWh/m2 a year of 365 days. */
#define WEATHER_YEAR_KWH_M2 (365 * 12 * 0.3)

char *new_weather_year (void);
