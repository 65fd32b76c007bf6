/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of a table are shown in which order, while it is filtered, sorted and edited at
 * random: held against a plain sort of all that are wanted. */
#include "record-order.h"

#include "record-fixture.h"
#include "site/fleet-profile.h"
#include "slices.h"

#define ROUNDS 200
#define STEPS_BETWEEN 3

/* @modulus: rows are wanted whose battery is a multiple of it
 * @told: rows of the list as ::items-changed says */
typedef struct
{
  Fixture *fixture;
  GhRecordOrder *order;
  GRand *random;
  guint modulus;
  guint told;
  int direction;
} Table;

static double
get_battery (GhRecordRow *row)
{
  return ((const GhVehicle *) gh_record_row_get_record (row))->battery_kwh;
}

static gboolean
is_wanted (GhRecordRow *row, gpointer data)
{
  const Table *table = data;

  return (guint) get_battery (row) % table->modulus == 0;
}

static int
compare_batteries (gconstpointer a, gconstpointer b, gpointer data)
{
  const Table *table = data;
  double first = get_battery ((GhRecordRow *) a), second = get_battery ((GhRecordRow *) b);

  return table->direction * (first < second ? -1 : first > second);
}

/* What is wanted, each row put behind all that it does not come before. */
static GPtrArray *
sort_plainly (const Table *table)
{
  GListModel *rows = G_LIST_MODEL (table->fixture->rows);
  GPtrArray *sorted = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      GhRecordRow *row = g_list_model_get_item (rows, i);
      guint place = sorted->len;
      while (place > 0
             && compare_batteries (row, g_ptr_array_index (sorted, place - 1), (gpointer) table)
                    < 0)
        place--;
      if (is_wanted (row, (gpointer) table))
        g_ptr_array_insert (sorted, (int) place, row);
      else
        g_object_unref (row);
    }
  return sorted;
}

static void
assert_order (const Table *table)
{
  g_autoptr (GPtrArray) expected = sort_plainly (table);

  g_assert_cmpuint (gh_record_order_count (table->order), ==, expected->len);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (table->order)), ==, expected->len);
  g_assert_cmpuint (table->told, ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      g_autoptr (GhRecordSlot) slot = g_list_model_get_item (G_LIST_MODEL (table->order), i);
      g_assert_true (gh_record_slot_get_row (slot) == g_ptr_array_index (expected, i));
    }
  g_assert_null (gh_record_order_get_row (table->order, expected->len));
}

/* No row is shown twice, and none that is gone. */
static void
assert_sound (const Table *table)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < gh_record_order_count (table->order); i++)
    {
      GhRecordRow *row = gh_record_order_get_row (table->order, i);
      g_assert_nonnull (gh_record_row_get_record (row));
      g_assert_true (g_hash_table_add (seen, row));
    }
}

static void
items_changed_cb (Table *table, guint position, guint removed, guint added)
{
  g_assert_cmpuint (position + removed, <=, table->told);
  table->told += added - removed;
}

static void
paste_rows (Table *table, guint count)
{
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) columns = numbers (BATTERY, 1);
  g_autoptr (GString) block = g_string_new (NULL);

  for (guint i = 0; i < count; i++)
    g_string_append_printf (block, "%d\n", g_rand_int_range (table->random, 20, 100));
  g_strfreev (gh_record_rows_paste (table->fixture->rows, none, columns, block->str));
}

static guint
pick_row (const Table *table)
{
  return (guint) g_rand_int_range (
      table->random, 0, (gint32) g_list_model_get_n_items (G_LIST_MODEL (table->fixture->rows)));
}

/* Something that a person does. */
static void
act (Table *table)
{
  GhRecordRows *rows = table->fixture->rows;
  g_autoptr (GArray) some = numbers (pick_row (table), 1);
  g_autofree char *kwh = g_strdup_printf ("%d", g_rand_int_range (table->random, 20, 100));

  switch (g_rand_int_range (table->random, 0, 7))
    {
    case 0:
      table->modulus = (guint) g_rand_int_range (table->random, 1, 5);
      break;
    case 1:
      table->direction = g_rand_int_range (table->random, -1, 2);
      break;
    case 2:
      gh_record_rows_remove (rows, some);
      break;
    case 3:
      gh_record_rows_duplicate (rows, some);
      break;
    case 4:
      gh_document_undo (table->fixture->document);
      break;
    case 5:
      paste_rows (table, (guint) g_rand_int_range (table->random, 1, 90));
      break;
    default:
      gh_record_rows_set_text (rows, pick_row (table), BATTERY, kwh, NULL);
    }
}

static void
begin (Table *table, Fixture *fixture)
{
  *table = (Table){ .fixture = fixture, .modulus = 1, .random = g_rand_new_with_seed (7) };
  table->order = gh_record_order_new (is_wanted, table);
  g_autoptr (GtkCustomSorter) sorter = gtk_custom_sorter_new (compare_batteries, table, NULL);
  gh_record_order_set_sorter (table->order, GTK_SORTER (sorter));
  g_signal_connect_swapped (table->order, "items-changed", G_CALLBACK (items_changed_cb), table);
  paste_rows (table, 300);
  gh_record_order_set_rows (table->order, fixture->rows);
}

static void
end (Table *table)
{
  g_object_unref (table->order);
  g_rand_free (table->random);
}

static void
test_at_random (Fixture *fixture, gconstpointer data)
{
  Table table;

  begin (&table, fixture);
  for (guint round = 0; round < ROUNDS; round++)
    {
      act (&table);
      assert_sound (&table);
      gh_record_order_begin (table.order);
      /* Some of the work is done when the next thing happens. */
      for (guint i = 0; i < STEPS_BETWEEN && round % 3 != 0; i++)
        {
          g_main_context_iteration (NULL, FALSE);
          assert_sound (&table);
        }
      if (round % 4 != 0)
        continue;
      gh_record_order_finish (table.order);
      assert_order (&table);
    }
  end (&table);
}

/* Left alone, the work ends by itself. */
static void
test_by_itself (Fixture *fixture, gconstpointer data)
{
  Table table;

  begin (&table, fixture);
  table.modulus = 3;
  table.direction = -1;
  gh_record_order_begin (table.order);
  while (gh_slices_count_pending () > 0)
    g_main_context_iteration (NULL, TRUE);
  assert_order (&table);
  gh_record_order_set_rows (table.order, NULL);
  gh_record_order_finish (table.order);
  g_assert_cmpuint (table.told, ==, 0);
  end (&table);
}

/* A slot stays in its place when another row comes to it, and one that is held on has none once it
 * is gone. */
static void
test_slots (Fixture *fixture, gconstpointer data)
{
  Table table;

  begin (&table, fixture);
  gh_record_order_finish (table.order);
  g_autoptr (GhRecordSlot) first = g_list_model_get_item (G_LIST_MODEL (table.order), 0);
  g_autoptr (GhRecordSlot) last
      = g_list_model_get_item (G_LIST_MODEL (table.order), table.told - 1);
  GhRecordRow *before = gh_record_slot_get_row (first);
  table.direction = 1;
  gh_record_order_begin (table.order);
  g_assert_true (gh_record_slot_get_row (first) == before);
  gh_record_order_finish (table.order);
  g_autoptr (GhRecordSlot) again = g_list_model_get_item (G_LIST_MODEL (table.order), 0);
  g_assert_true (again == first);
  g_assert_true (gh_record_slot_get_row (first) != before);
  table.modulus = 200;
  gh_record_order_begin (table.order);
  gh_record_order_finish (table.order);
  g_assert_cmpuint (table.told, ==, 0);
  g_assert_null (gh_record_slot_get_row (first));
  g_assert_null (gh_record_slot_get_row (last));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (table.order), 0));
  end (&table);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_RECORD_TEST ("/record-order/at-random", GH_RECORDS_VEHICLES, test_at_random);
  ADD_RECORD_TEST ("/record-order/by-itself", GH_RECORDS_VEHICLES, test_by_itself);
  ADD_RECORD_TEST ("/record-order/slots", GH_RECORDS_VEHICLES, test_slots);
  return g_test_run ();
}
