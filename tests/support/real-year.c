/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "real-year.h"

/* The folder of the files stands for %s. */
static const char study[]
    = "{\"format\":\"gridhearth-study\",\"version\":1,\"kind\":\"household\",\"name\":\"Real\","
      "\"location\":{\"latitude\":52.5,\"longitude\":13.4,\"time_zone\":\"Europe/Berlin\"},"
      "\"period\":{\"start\":\"2023-01-01T00:00:00+01:00\",\"step_minutes\":15,\"steps\":35040},"
      "\"load\":{\"file\":\"%s/load/vdew_h0_15min_semicolon_decimalcomma.csv\","
      "\"column\":\"Wirkleistung [kW]\",\"annual_total_kwh\":4500,\"year\":\"weekday\","
      "\"time_zone\":\"Europe/Berlin\",\"stamps\":\"end\"},"
      "\"solar\":[{\"name\":\"Roof\",\"output_kw\":{"
      "\"file\":\"%s/load/pv_50hertz_2024_15min_energycharts.csv\",\"column\":\"Solar 50Hertz\","
      "\"unit\":\"MW\",\"annual_total_kwh\":9000,\"year\":\"calendar\"}}],"
      "\"tariff\":{\"import_price\":{\"series\":{"
      "\"file\":\"%s/prices/de_lu_dayahead_2023_energycharts.csv\","
      "\"column\":\"Day Ahead Auktion (DE-LU)\",\"unit\":\"EUR/MWh\"},"
      "\"multiply\":1.19,\"add\":0.21},\"export_price\":0.08,\"fixed_per_day\":0.4},"
      "\"emissions\":{\"marginal_g_per_kwh\":600},"
      "\"vehicles\":[{\"name\":\"Car\",\"battery_kwh\":77,\"soc_min\":0.15,\"soc_max\":0.9,"
      "\"discharge_soc_min\":0.3,\"consumption_kwh_per_km\":0.18,\"trips\":[{\"days\":\"mon-fri\","
      "\"leave\":\"07:30\",\"return\":\"17:45\",\"distance_km\":42,\"soc_at_leave\":0.6}],"
      "\"charger\":{\"charge_kw\":11,\"discharge_kw\":11,\"minimum_kw\":1.4,\"standby_w\":10,"
      "\"charge_loss_kw\":[0.05,0.043,0.003],\"discharge_loss_kw\":[0.036,0.063,0.005]},"
      "\"wear_per_kwh\":0.02}],\"finance\":{\"capex\":{\"v2h\":3000,\"v2g\":3400}}}";

/**
 * write_real_year:
 * @directory: (out) (transfer full): a new folder with nothing else in it
 *
 * Writes a study of a year that was measured: German day-ahead prices of 2023 with tax and fees,
 * the standard load of 2011 and the sun of 2024, and a charger with losses by power, minimum power
 * and standby. It reads the files of `GRIDHEARTH_FIXTURES`, which has to be set.
 *
 * Returns: (transfer full): path of the study
 */
char *
write_real_year (char **directory)
{
  const char *fixtures = g_getenv ("GRIDHEARTH_FIXTURES");

  *directory = g_dir_make_tmp ("gridhearth-real-XXXXXX", NULL);
  g_auto (GStrv) parts = g_strsplit (study, "%s", -1);
  g_autofree char *text = g_strjoinv (fixtures, parts);
  char *path = g_build_filename (*directory, "study.json", NULL);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}
