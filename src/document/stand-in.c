/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stand-in.h"

/**
 * gh_study_stand_in:
 * @study: a study
 *
 * Gives a study of a fleet, which has neither load nor tariff of its own, such as cost and use
 * nothing, for pages that show a household. They are not marked as given, so that they are not
 * kept with the study.
 */
void
gh_study_stand_in (GhStudy *study)
{
  if (study->kind != GH_STUDY_FLEET)
    return;
  if (study->load == NULL)
    study->load = gh_series_spec_new_number (0.0);
  if (study->tariff == NULL)
    study->tariff = gh_record_new (&gh_tariff_table);
  if (study->tariff->import_price == NULL)
    {
      study->tariff->import_price = g_new0 (GhPriceSpec, 1);
      study->tariff->import_price->series = gh_series_spec_new_number (0.0);
    }
}
