/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which rows of a table are shown, in which order, as a list of slots: the first slot has the row
 * that is the first now. Filtered or sorted anew the slots stay, and with them all the widgets of a
 * list, which only have other rows to draw: to make some hundred rows of widgets takes the toolkit
 * twenty frames. Rows are looked through and sorted in slices between frames, while the slots keep
 * what they had; slots are added and taken away at the end, some at a time. */
#include "record-order.h"

#include "slices.h"

/* Rows that are looked at in one step. */
#define ROWS_OF_STEP 64
/* Slots that come or go at a time, and after how many all the rest do: a list makes no more widgets
 * than that, and others only take their place. */
#define SLOTS_OF_STEP 3
#define MOST_MADE_SLOTS 256

struct _GhRecordSlot
{
  GObject parent_instance;
  GhRecordOrder *order;
  guint position;
};

/* A part of what is being sorted that is in order. */
typedef struct
{
  guint first;
  guint count;
} Run;

/* @rows: (owned) (nullable)
 * @sorter: (owned) (nullable): of rows
 * @list: (element-type GhRecordRow): what the slots have
 * @slots: (element-type GhRecordSlot): those that anybody asked for, by position; others are %NULL
 * @told: how many there are for who looks at the list
 * @telling: the work that makes them as many as @list
 * @sorting: the work on what comes next
 * @next: of @rows, to be looked at
 * @found: (element-type GhRecordRow): those that are wanted; unowned
 * @runs: (element-type Run): of @found */
struct _GhRecordOrder
{
  GObject parent_instance;
  GhRecordWanted wanted;
  gpointer data;
  GhRecordRows *rows;
  GtkSorter *sorter;
  GPtrArray *list;
  GPtrArray *slots;
  guint told;
  guint telling;
  guint sorting;
  guint next;
  GPtrArray *found;
  GArray *runs;
};

enum
{
  SIGNAL_ORDERED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GhRecordSlot, gh_record_slot, G_TYPE_OBJECT)

static void
gh_record_slot_class_init (GhRecordSlotClass *class)
{
}

static void
gh_record_slot_init (GhRecordSlot *slot)
{
}

/**
 * gh_record_slot_get_row:
 * @slot: a place in a table
 *
 * Returns: (transfer none) (nullable): the row that has it now; %NULL for none
 */
GhRecordRow *
gh_record_slot_get_row (GhRecordSlot *slot)
{
  return slot->order != NULL ? gh_record_order_get_row (slot->order, slot->position) : NULL;
}

static GType
get_item_type (GListModel *model G_GNUC_UNUSED)
{
  return GH_TYPE_RECORD_SLOT;
}

static guint
get_n_items (GListModel *model)
{
  return GH_RECORD_ORDER (model)->told;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GhRecordOrder *order = GH_RECORD_ORDER (model);
  gpointer *slot;

  if (position >= order->told)
    return NULL;
  if (position >= order->slots->len)
    g_ptr_array_set_size (order->slots, (int) position + 1);
  slot = &g_ptr_array_index (order->slots, position);
  if (*slot == NULL)
    {
      *slot = g_object_new (GH_TYPE_RECORD_SLOT, NULL);
      ((GhRecordSlot *) *slot)->order = order;
      ((GhRecordSlot *) *slot)->position = position;
    }
  return g_object_ref (*slot);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhRecordOrder, gh_record_order, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
free_slot (gpointer slot)
{
  if (slot == NULL)
    return;
  /* It may be held for longer by a widget that is going. */
  ((GhRecordSlot *) slot)->order = NULL;
  g_object_unref (slot);
}

static void
gh_record_order_dispose (GObject *object)
{
  GhRecordOrder *order = GH_RECORD_ORDER (object);

  gh_record_order_set_sorter (order, NULL);
  if (order->rows != NULL)
    g_signal_handlers_disconnect_by_data (order->rows, order);
  g_clear_handle_id (&order->sorting, gh_slices_remove);
  g_clear_handle_id (&order->telling, gh_slices_remove);
  g_ptr_array_set_size (order->slots, 0);
  g_clear_object (&order->rows);
  G_OBJECT_CLASS (gh_record_order_parent_class)->dispose (object);
}

static void
gh_record_order_finalize (GObject *object)
{
  GhRecordOrder *order = GH_RECORD_ORDER (object);

  g_ptr_array_unref (order->list);
  g_ptr_array_unref (order->slots);
  g_ptr_array_unref (order->found);
  g_array_unref (order->runs);
  G_OBJECT_CLASS (gh_record_order_parent_class)->finalize (object);
}

static void
gh_record_order_class_init (GhRecordOrderClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gh_record_order_dispose;
  G_OBJECT_CLASS (class)->finalize = gh_record_order_finalize;
  /* When slots have other rows than before, with the GPtrArray of the rows that they had. */
  signals[SIGNAL_ORDERED] = g_signal_new ("ordered", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
gh_record_order_init (GhRecordOrder *order)
{
  order->list = g_ptr_array_new_with_free_func (g_object_unref);
  order->slots = g_ptr_array_new_with_free_func (free_slot);
  order->found = g_ptr_array_new ();
  order->runs = g_array_new (FALSE, FALSE, sizeof (Run));
}

/* Rows that are alike stand as the study has them. */
static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  GhRecordOrder *order = data;
  GhRecordRow *first = *(GhRecordRow *const *) a, *second = *(GhRecordRow *const *) b;
  int sorted = order->sorter != NULL ? (int) gtk_sorter_compare (order->sorter, first, second) : 0;
  guint at = gh_record_row_get_index (first), other = gh_record_row_get_index (second);

  return sorted != 0 ? sorted : at < other ? -1 : 1;
}

static void
tell_size (GhRecordOrder *order, guint size)
{
  guint before = order->told, kept = MIN (before, size);

  order->told = size;
  if (size < order->slots->len)
    g_ptr_array_set_size (order->slots, (int) size);
  if (before != size)
    g_list_model_items_changed (G_LIST_MODEL (order), kept, before - kept, size - kept);
}

/* Some slots more or fewer; all that are left when no more widgets have to be made for them. */
static gboolean
tell_some (gpointer data)
{
  GhRecordOrder *order = data;
  guint size = order->list->len, told = order->told;

  if (told < MIN (size, MOST_MADE_SLOTS))
    tell_size (order, MIN (told + SLOTS_OF_STEP, size));
  else if (told > MAX (size, MOST_MADE_SLOTS))
    tell_size (order, MAX (size, MOST_MADE_SLOTS));
  else if (told > size)
    tell_size (order, MAX (told, size + SLOTS_OF_STEP) - SLOTS_OF_STEP);
  else
    tell_size (order, size);
  if (order->told != order->list->len)
    return TRUE;
  order->telling = 0;
  return FALSE;
}

static void
begin_telling (GhRecordOrder *order)
{
  if (order->telling == 0 && order->told != order->list->len)
    order->telling = gh_slices_add (tell_some, order);
}

/* @list: (transfer full): what the slots have from now on */
static void
take_list (GhRecordOrder *order, GPtrArray *list)
{
  g_autoptr (GPtrArray) before = order->list;

  order->list = list;
  g_signal_emit (order, signals[SIGNAL_ORDERED], 0, before);
  begin_telling (order);
}

/* What was found, as a list that keeps its rows. */
static GPtrArray *
own_found (GhRecordOrder *order)
{
  GPtrArray *list = g_ptr_array_new_full (order->found->len, g_object_unref);

  for (guint i = 0; i < order->found->len; i++)
    g_ptr_array_add (list, g_object_ref (g_ptr_array_index (order->found, i)));
  return list;
}

static void
add_run (GhRecordOrder *order, guint first)
{
  Run run = { first, order->found->len - first };

  if (run.count == 0)
    return;
  g_qsort_with_data (&g_ptr_array_index (order->found, first), (int) run.count, sizeof (gpointer),
                     compare, order);
  g_array_append_val (order->runs, run);
}

/* Looks at some rows more. */
static void
find_some (GhRecordOrder *order)
{
  guint count = g_list_model_get_n_items (G_LIST_MODEL (order->rows)), first = order->found->len;
  guint end = MIN (order->next + ROWS_OF_STEP, count);

  for (; order->next < end; order->next++)
    {
      g_autoptr (GhRecordRow) row = g_list_model_get_item (G_LIST_MODEL (order->rows), order->next);
      if (order->wanted (row, order->data))
        g_ptr_array_add (order->found, row);
    }
  add_run (order, first);
}

/* Puts two runs that stand side by side into order. */
static void
merge (GhRecordOrder *order, const Run *first, const Run *second)
{
  gpointer *to = &g_ptr_array_index (order->found, first->first);
  gpointer *right = to + first->count, *end = right + second->count;
  g_autofree gpointer *copy = g_memdup2 (to, first->count * sizeof (gpointer));
  gpointer *left = copy, *left_end = copy + first->count;

  if (compare (right - 1, right, order) < 0)
    return;
  while (left < left_end)
    *to++ = right == end || compare (left, right, order) < 0 ? *left++ : *right++;
}

static void
merge_last (GhRecordOrder *order)
{
  Run *first = &g_array_index (order->runs, Run, order->runs->len - 2);
  const Run *second = first + 1;

  merge (order, first, second);
  first->count += second->count;
  g_array_set_size (order->runs, order->runs->len - 1);
}

/* Runs of about the same length are merged first. */
static gboolean
has_alike_runs (GhRecordOrder *order)
{
  guint count = order->runs->len;

  return count > 1
         && g_array_index (order->runs, Run, count - 2).count
                <= g_array_index (order->runs, Run, count - 1).count;
}

static gboolean
sort_some (gpointer data)
{
  GhRecordOrder *order = data;

  if (has_alike_runs (order))
    merge_last (order);
  else if (order->next < g_list_model_get_n_items (G_LIST_MODEL (order->rows)))
    find_some (order);
  else if (order->runs->len > 1)
    merge_last (order);
  else
    {
      order->sorting = 0;
      take_list (order, own_found (order));
      return FALSE;
    }
  return TRUE;
}

/**
 * gh_record_order_begin:
 * @order: an order
 *
 * Looks through all rows again, since others may be wanted. What the slots have stays until that is
 * done.
 */
void
gh_record_order_begin (GhRecordOrder *order)
{
  order->next = 0;
  g_ptr_array_set_size (order->found, 0);
  g_array_set_size (order->runs, 0);
  if (order->rows != NULL && order->sorting == 0)
    order->sorting = gh_slices_add (sort_some, order);
}

/**
 * gh_record_order_finish:
 * @order: an order
 *
 * Does at once what is still to be done, so that there is a slot for every row that is wanted.
 */
void
gh_record_order_finish (GhRecordOrder *order)
{
  if (order->sorting != 0)
    {
      gh_slices_remove (order->sorting);
      while (sort_some (order))
        ;
    }
  g_clear_handle_id (&order->telling, gh_slices_remove);
  tell_size (order, order->list->len);
}

/* Those that stay, in their order; each of them is noted. */
static void
keep_rows (GhRecordOrder *order, GHashTable *kept)
{
  for (guint i = 0; i < order->list->len; i++)
    {
      GhRecordRow *row = g_ptr_array_index (order->list, i);
      if (gh_record_row_get_record (row) == NULL)
        continue;
      g_ptr_array_add (order->found, row);
      g_hash_table_add (kept, row);
    }
  if (order->found->len > 0)
    g_array_append_val (order->runs, ((Run){ 0, order->found->len }));
}

/* Rows that came are put among those that stay, which keep their places even where they were edited
 * since they were sorted. */
static void
items_changed_cb (GhRecordOrder *order, guint position, guint removed, guint added)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);
  gboolean was_sorting = order->sorting != 0;
  guint first;

  g_ptr_array_set_size (order->found, 0);
  g_array_set_size (order->runs, 0);
  keep_rows (order, kept);
  first = order->found->len;
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GhRecordRow) row = g_list_model_get_item (G_LIST_MODEL (order->rows), i);
      if (!g_hash_table_contains (kept, row) && order->wanted (row, order->data))
        g_ptr_array_add (order->found, row);
    }
  add_run (order, first);
  if (order->runs->len > 1)
    merge_last (order);
  take_list (order, own_found (order));
  if (was_sorting)
    gh_record_order_begin (order);
}

/**
 * gh_record_order_new:
 * @wanted: which rows are to be shown; gh_record_order_begin() tells that it answers otherwise
 * @data: passed to @wanted
 *
 * Returns: (transfer full): a list of slots without rows. It emits ::ordered.
 */
GhRecordOrder *
gh_record_order_new (GhRecordWanted wanted, gpointer data)
{
  GhRecordOrder *order = g_object_new (GH_TYPE_RECORD_ORDER, NULL);

  order->wanted = wanted;
  order->data = data;
  return order;
}

/**
 * gh_record_order_set_rows:
 * @order: an order
 * @rows: (nullable): referenced and followed
 *
 * Gives the slots other rows, soon; those that they had are gone at once.
 */
void
gh_record_order_set_rows (GhRecordOrder *order, GhRecordRows *rows)
{
  if (order->rows != NULL)
    g_signal_handlers_disconnect_by_data (order->rows, order);
  g_clear_handle_id (&order->sorting, gh_slices_remove);
  g_set_object (&order->rows, rows);
  take_list (order, g_ptr_array_new_with_free_func (g_object_unref));
  if (rows != NULL)
    g_signal_connect_swapped (rows, "items-changed", G_CALLBACK (items_changed_cb), order);
  gh_record_order_begin (order);
}

/**
 * gh_record_order_set_sorter:
 * @order: an order
 * @sorter: (nullable): of rows; referenced and followed
 *
 * Sets how rows are sorted.
 */
void
gh_record_order_set_sorter (GhRecordOrder *order, GtkSorter *sorter)
{
  if (order->sorter != NULL)
    g_signal_handlers_disconnect_by_data (order->sorter, order);
  g_set_object (&order->sorter, sorter);
  if (sorter != NULL)
    g_signal_connect_swapped (sorter, "changed", G_CALLBACK (gh_record_order_begin), order);
}

/**
 * gh_record_order_count:
 * @order: an order
 *
 * Returns: how many rows are shown; there may be slots more or fewer for a moment
 */
guint
gh_record_order_count (GhRecordOrder *order)
{
  return order->list->len;
}

/**
 * gh_record_order_get_row:
 * @order: an order
 * @position: of a slot
 *
 * Returns: (transfer none) (nullable): the row that is there; %NULL beyond the last
 */
GhRecordRow *
gh_record_order_get_row (GhRecordOrder *order, guint position)
{
  return position < order->list->len ? g_ptr_array_index (order->list, position) : NULL;
}
