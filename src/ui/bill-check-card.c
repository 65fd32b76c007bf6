/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The calculated bill held against the real one: a sentence, the items that differ most first, what
 * could not be compared, and how a real bill gets here. */
#include "bill-check-card.h"

#include <math.h>

#include "bill-dialog.h"
#include "bill-import.h"
#include "bill-words.h"
#include "label-grid.h"
#include "number-text.h"
#include "platform-dialogs.h"
#include "tabular.h"
#include "words.h"

#define GRID_COLUMN_SPACING 18
/* What could not be compared that is told. */
#define MOST_NOTES 12
#define DIM 0.5

struct _GhBillCheckCard
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *months;
  GtkLabel *answer;
  GtkGrid *sums;
  GtkLabel *notes;
  GtkButton *read;
  GtkWidget *remove;

  GhDocument *document; /* (nullable): before there is something to show */
  GhStrategy strategy;
};

static const char *
gh_bill_check_card_get_name (GhTabular *tabular G_GNUC_UNUSED)
{
  return _ ("Real bill");
}

static GhDataTable *
gh_bill_check_card_make_table (GhTabular *tabular)
{
  GhBillCheckCard *card = GH_BILL_CHECK_CARD (tabular);
  GhResults *results = card->document != NULL ? gh_document_get_results (card->document) : NULL;

  return results != NULL ? gh_bill_check_make_table (results, card->strategy) : NULL;
}

static void
gh_bill_check_card_tabular_init (GhTabularInterface *interface)
{
  interface->get_name = gh_bill_check_card_get_name;
  interface->make_table = gh_bill_check_card_make_table;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (GhBillCheckCard, gh_bill_check_card, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GH_TYPE_TABULAR,
                                                      gh_bill_check_card_tabular_init))

static GtkWindow *
get_window (GhBillCheckCard *card)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (card)));
}

static void
bill_chosen (const char *path, gpointer data)
{
  g_autoptr (GhBillCheckCard) card = data;

  if (path != NULL && card->document != NULL && get_window (card) != NULL)
    gh_bill_dialog_show (get_window (card), card->document, path);
}

static void
read_cb (GhBillCheckCard *card)
{
  static const char *const patterns[] = { "*.csv", "*.CSV", "*.json", "*.txt", "*.tsv", NULL };

  gh_dialog_open_file (get_window (card), _ ("Read a Real Bill"), patterns, bill_chosen,
                       g_object_ref (card));
}

static void
template_chosen (const char *path, gpointer data)
{
  g_autoptr (GhBillCheckCard) card = data;
  g_autoptr (GError) error = NULL;

  if (path != NULL && card->document != NULL
      && !gh_document_save_bill_template (card->document, card->strategy, path, &error))
    gh_dialog_show_error (get_window (card), _ ("The template cannot be saved"), error->message);
}

static void
template_cb (GhBillCheckCard *card)
{
  gh_dialog_save_file (get_window (card), _ ("Save a Template for a Real Bill"),
                       _ ("real-bill.csv"), template_chosen, g_object_ref (card));
}

static void
remove_cb (GhBillCheckCard *card)
{
  gh_document_remove_real_bill (card->document);
}

static void
add_row (GhBillCheckCard *card, int row, const GhBillSum *sum)
{
  const char *currency = gh_document_get_currency (card->document);
  g_autofree char *billed = gh_money_format (sum->billed, currency, 2);
  g_autofree char *calculated = gh_money_format (sum->calculated, currency, 2);
  g_autofree char *difference = gh_money_format_signed (sum->calculated - sum->billed, currency, 2);

  gh_label_grid_add (card->sums, 0, row, sum->item, NULL);
  gh_label_grid_add (card->sums, 1, row, billed, NULL);
  gh_label_grid_add (card->sums, 2, row, calculated, NULL);
  gh_label_grid_add (card->sums, 3, row, difference, NULL);
}

static void
fill_sums (GhBillCheckCard *card, const GhBillCheck *check)
{
  int row = 1;

  gh_label_grid_clear (card->sums);
  if (check->sums->len == 0)
    return;
  gh_label_grid_add (card->sums, 0, 0, _ ("Item"), "dim-label");
  gh_label_grid_add (card->sums, 1, 0, _ ("Billed"), "dim-label");
  gh_label_grid_add (card->sums, 2, 0, _ ("Calculated"), "dim-label");
  gh_label_grid_add (card->sums, 3, 0, _ ("Difference"), "dim-label");
  for (guint i = 0; i < check->sums->len; i++)
    {
      const GhBillSum *sum = g_ptr_array_index (check->sums, i);
      add_row (card, row++, sum);
      if (sum->hint != NULL)
        gh_label_grid_add_line (card->sums, row++, sum->hint, "dim-label");
    }
}

static void
show_notes (GhBillCheckCard *card, const GhFindings *findings)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint count = gh_findings_get_count (findings);

  for (guint i = 0; i < MIN (count, MOST_NOTES); i++)
    {
      g_autofree char *sentence = gh_message_to_sentence (gh_findings_get (findings, i)->message);
      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", sentence);
    }
  if (count > MOST_NOTES)
    g_string_append_printf (text, "\n");
  if (count > MOST_NOTES)
    g_string_append_printf (text,
                            ngettext ("%u more remark", "%u more remarks", count - MOST_NOTES),
                            count - MOST_NOTES);
  gtk_label_set_label (card->notes, text->str);
  gtk_widget_set_visible (GTK_WIDGET (card->notes), count > 0);
}

/**
 * gh_bill_check_card_show:
 * @card: a card
 * @document: whose results are of the study as it is
 * @strategy: one of the compared, with a bill
 *
 * Shows how the bill of a strategy compares with the real one of the study, if it has one.
 */
void
gh_bill_check_card_show (GhBillCheckCard *card, GhDocument *document, GhStrategy strategy)
{
  g_autoptr (GhFindings) findings = gh_findings_new ();
  g_autoptr (GhBillCheck) check
      = gh_results_check_bill (gh_document_get_results (document), strategy, findings);

  g_set_object (&card->document, document);
  card->strategy = strategy;
  gtk_widget_set_visible (card->months, check != NULL);
  gtk_widget_set_visible (GTK_WIDGET (card->sums), check != NULL);
  gtk_widget_set_visible (card->remove, check != NULL);
  gtk_button_set_label (card->read,
                        check != NULL ? _ ("Read Another Bill…") : _ ("Compare with a Real Bill…"));
  show_notes (card, findings);
  if (check != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (card->answer), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (card->answer), "heading");
  if (check == NULL)
    {
      gtk_label_set_label (
          card->answer,
          _ ("A real bill shows how far this one can be trusted, and by which item they differ. "
             "The template is this bill as a table: put the real amounts into it."));
      return;
    }
  gtk_label_set_label (card->answer, check->answer);
  fill_sums (card, check);
}

/**
 * gh_bill_check_card_set_dimmed:
 * @card: a card
 * @dimmed: whether what it shows is of what was and not of what is
 *
 * Lets it look old.
 */
void
gh_bill_check_card_set_dimmed (GhBillCheckCard *card, gboolean dimmed)
{
  gtk_widget_set_opacity (GTK_WIDGET (card->answer), dimmed ? DIM : 1.0);
  gtk_widget_set_opacity (GTK_WIDGET (card->sums), dimmed ? DIM : 1.0);
  gtk_widget_set_opacity (GTK_WIDGET (card->notes), dimmed ? DIM : 1.0);
}

static gboolean
gh_bill_check_card_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (GH_BILL_CHECK_CARD (widget)->read));
}

static void
gh_bill_check_card_dispose (GObject *object)
{
  g_clear_object (&GH_BILL_CHECK_CARD (object)->document);
  gtk_widget_dispose_template (GTK_WIDGET (object), GH_TYPE_BILL_CHECK_CARD);
  G_OBJECT_CLASS (gh_bill_check_card_parent_class)->dispose (object);
}

static void
gh_bill_check_card_class_init (GhBillCheckCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gh_bill_check_card_dispose;
  widget_class->grab_focus = gh_bill_check_card_grab_focus;
  gh_tabular_install (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/gridhearth/Gridhearth/bill-check-card.ui");
  gtk_widget_class_bind_template_child (widget_class, GhBillCheckCard, box);
  gtk_widget_class_bind_template_child (widget_class, GhBillCheckCard, months);
  gtk_widget_class_bind_template_child (widget_class, GhBillCheckCard, answer);
  gtk_widget_class_bind_template_child (widget_class, GhBillCheckCard, sums);
  gtk_widget_class_bind_template_child (widget_class, GhBillCheckCard, notes);
  gtk_widget_class_bind_template_child (widget_class, GhBillCheckCard, read);
  gtk_widget_class_bind_template_child (widget_class, GhBillCheckCard, remove);
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
gh_bill_check_card_init (GhBillCheckCard *card)
{
  gtk_widget_init_template (GTK_WIDGET (card));
  gtk_grid_set_column_spacing (card->sums, GRID_COLUMN_SPACING);
}
