/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on the page Depot, in its order: the sites of a fleet, and what they have in common. */
#include "entries.h"

#include "part-expander.h"
#include "period-list.h"
#include "site-chooser.h"
#include "site-name-row.h"
#include "sites.h"
#include "solar-list.h"
#include "tariff-dialog.h"
#include "tariff-lists.h"
#include "tariff-picture.h"
#include "words.h"

static const GhEntry entries[] = {
  { GH_ADD_LEFT, .title = N_ ("Sites") },
  { GH_ADD_PARTS },
  { GH_ADD_RIGHT, .title = N_ ("Fleet") },
  { GH_ADD_ROW, "$.name" },
  GH_ENTRIES_OF_PLACE,
  GH_ENTRIES_OF_WEATHER,
  { GH_ADD_ROW, "$.seed" },
  { GH_ADD_RIGHT, .title = N_ ("Representative periods"),
    .text = N_ ("Weeks that stand for the year.") },
  { GH_ADD_ROW, "$.period" },
  { GH_ADD_ROW, "$.period.step_minutes" },
  { GH_ADD_WIDGET, "$.periods", .new_widget = gh_period_list_new },
  { GH_ADD_RIGHT, .title = N_ ("Aggregator") },
  { GH_ADD_ROW, "$.fleet.aggregator_share" },
  { GH_ADD_ROW, "$.fleet.fee_per_vehicle_month" },
  GH_ENTRIES_OF_CARBON,
  { GH_ADD_RIGHT, .title = N_ ("Money"), .text = N_ ("Of the whole fleet.") },
  { GH_ADD_ROW, "$.currency" },
  { GH_ADD_ROW, "$.finance.capex.smart" },
  { GH_ADD_ROW, "$.finance.capex.v2h" },
  { GH_ADD_ROW, "$.finance.capex.v2g" },
  { GH_ADD_ROW, "$.finance.lifetime_years" },
  { GH_ADD_ROW, "$.finance.discount_rate" },
  { GH_ADD_EXPANDER, "$.finance", N_ ("Prices, tax and inflation"),
    N_ ("Upkeep, growth of prices, and how equipment and rates are meant.") },
  { GH_ADD_BEHIND, "$.finance.price_growth" },
  { GH_ADD_BEHIND, "$.finance.export_price_growth" },
  { GH_ADD_BEHIND, "$.finance.maintenance_per_year" },
  { GH_ADD_BEHIND, "$.finance.salvage" },
  GH_ENTRIES_OF_TAX,
  { GH_ADD_END },
};

/* What is said of the site that is shown. */
static const GhEntry entries_of_site[] = {
  { GH_ADD_GROUP, .title = N_ ("Site"), .is_main = TRUE },
  { GH_ADD_WIDGET, ".name", .new_part_widget = gh_site_name_row_new },
  { GH_ADD_ROW, ".load" },
  { GH_ADD_ROW, ".charge_points" },
  { GH_ADD_GROUP, .title = N_ ("Connection") },
  { GH_ADD_ROW, ".connection.import_limit_kw" },
  { GH_ADD_ROW, ".connection.upgrade_per_kw" },
  { GH_ADD_ROW, ".connection.export_limit_kw" },
  { GH_ADD_ROW, ".connection.export_limit_share" },
  { GH_ADD_GROUP, .title = N_ ("Tariff") },
  { GH_ADD_WIDGET, .new_part_widget = gh_tariff_file_row_new },
  { GH_ADD_WIDGET, .new_part_widget = gh_tariff_picture_new },
  { GH_ADD_ROW, ".tariff.import_price" },
  { GH_ADD_ROW, ".tariff.export_price" },
  { GH_ADD_ROW, ".tariff.demand_per_kw_month" },
  { GH_ADD_ROW, ".tariff.fixed_per_day" },
  { GH_ADD_ROW, ".tariff.fixed_per_month" },
  { GH_ADD_ROW, ".tariff.may_export" },
  { GH_ADD_EXPANDER, ".tariff", N_ ("More of the contract"),
    N_ ("Export of vehicles, later export prices, least charges, and a tax on top.") },
  { GH_ADD_BEHIND, ".tariff.store_export_price" },
  { GH_ADD_BEHIND, ".tariff.export_price_until" },
  { GH_ADD_BEHIND, ".tariff.export_price_later" },
  { GH_ADD_BEHIND, ".tariff.export_scheme" },
  { GH_ADD_BEHIND, ".tariff.minimum_per_month" },
  { GH_ADD_BEHIND, ".tariff.minimum_per_year" },
  { GH_ADD_BEHIND, ".tariff.tax" },
  { GH_ADD_GROUP, .title = N_ ("Energy tiers"), .text = N_ ("Fleets are planned without them.") },
  { GH_ADD_WIDGET, ".tariff.energy_tiers", .new_part_widget = gh_energy_tiers_list_new },
  { GH_ADD_GROUP, .title = N_ ("Demand charges") },
  { GH_ADD_WIDGET, ".tariff.demand_charges", .new_part_widget = gh_demand_list_new },
  { GH_ADD_GROUP, .title = N_ ("Solar panels") },
  { GH_ADD_WIDGET, ".solar", .new_part_widget = gh_solar_list_new },
  { GH_ADD_END },
};

static GhOwner
get_owner (const char *part G_GNUC_UNUSED)
{
  return GH_OF_ANY;
}

static char *
format_name (const GhStudy *study, const char *part)
{
  int index = gh_sites_find (study, part);

  return index >= 0 && gh_sites_count (study) > 1
             ? g_strdup (gh_sites_get_name (study, (guint) index))
             : NULL;
}

static const char *const lists[] = { "$.sites", NULL };

const GhEntryList gh_depot_entries = { .entries = entries,
                                       .part_entries = entries_of_site,
                                       .part_count = G_N_ELEMENTS (entries_of_site),
                                       .lists = lists,
                                       .new_chooser = gh_site_chooser_new,
                                       .get_owner = get_owner,
                                       .format_name = format_name };
