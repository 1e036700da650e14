/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-preview-page.h"

#include <glib/gi18n-lib.h>

#include "rap-import-preview-row.h"
#include "rap-import-rows.h"
#include "rap-import-words.h"

struct _RapImportPreviewPage
{
  GtkBox parent;

  GtkLabel *counts;
  GtkLabel *notes;
  GtkDropDown *filter;
  GtkCheckButton *cancel_all;
  GtkListView *list;
  GtkWidget *save_button;
  GtkLabel *said;

  RapImportRows *rows;
  RapImportJob *job;
  RapDb *db;
  GArray *fates; /* of the filter's choices */
  gboolean showing;
};

static const struct
{
  int fate;
  const char *title;
} filters[] = {
  { RAP_IMPORT_FATE_ANY, NC_ ("import", "All rows") },
  { RAP_IMPORT_FATE_REJECTED, NC_ ("import", "Rejected") },
  { RAP_IMPORT_FATE_MISSING, NC_ ("import", "Proposed cancellations") },
  { RAP_IMPORT_FATE_UPDATED, NC_ ("import", "Changes") },
  { RAP_IMPORT_FATE_FRESH, NC_ ("import", "New") },
  { RAP_IMPORT_FATE_KNOWN, NC_ ("import", "Known people, new here") },
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (RapImportPreviewPage, rap_import_preview_page, GTK_TYPE_BOX)

static void
show_counts (RapImportPreviewPage *self)
{
  const RapImportCounts *counts = rap_import_get_counts (rap_import_job_get_import (self->job));
  g_autofree char *text = rap_import_words_counts (counts);
  g_autofree char *notes = rap_import_words_notes (counts);

  gtk_label_set_label (self->counts, text);
  gtk_label_set_label (self->notes, notes);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), *notes != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_all), counts->missing > 0);
  gtk_widget_set_visible (self->save_button, counts->rejected > 0);
  self->showing = TRUE;
  gtk_check_button_set_active (self->cancel_all, counts->missing > 0 && counts->cancelled == counts->missing);
  gtk_check_button_set_inconsistent (self->cancel_all, counts->cancelled > 0 && counts->cancelled < counts->missing);
  self->showing = FALSE;
}

/* Only what there is can be asked for. */
static void
show_filters (RapImportPreviewPage *self)
{
  RapImport *import = rap_import_job_get_import (self->job);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_array_set_size (self->fates, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      const guint n = rap_import_count_preview (import, filters[i].fate);
      /* Translators: which rows are shown, and how many they are */
      g_autofree char *title = g_strdup_printf (_ ("%s (%u)"), g_dpgettext2 (NULL, "import", filters[i].title), n);

      if (i > 0 && n == 0)
        continue;
      gtk_string_list_append (titles, title);
      g_array_append_val (self->fates, filters[i].fate);
    }
  self->showing = TRUE;
  gtk_drop_down_set_model (self->filter, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->filter, 0);
  self->showing = FALSE;
}

/* After a choice: the numbers, and whoever waits for them */
static void
report (RapImportPreviewPage *self, const GError *error)
{
  rap_import_preview_page_say (self, error != NULL ? error->message : NULL);
  show_counts (self);
  g_signal_emit (self, changed_signal, 0);
}

static void
choose (RapImportPreviewPage *self, gint64 choice, gboolean chosen)
{
  g_autoptr (GError) error = NULL;

  if (rap_import_choose (rap_import_job_get_import (self->job), choice, chosen, &error))
    rap_import_rows_choose (self->rows, choice, chosen);
  report (self, error);
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 choice;
  gboolean chosen;

  g_variant_get (parameter, "(xb)", &choice, &chosen);
  choose (RAP_IMPORT_PREVIEW_PAGE (widget), choice, chosen);
}

/* Returns: (nullable): the row that the list's focus is on, itself and nothing in it */
static RapImportPreviewRow *
get_focused_row (RapImportPreviewPage *self)
{
  GtkWidget *list_item = gtk_widget_get_focus_child (GTK_WIDGET (self->list));

  return list_item != NULL && gtk_widget_is_focus (list_item)
             ? RAP_IMPORT_PREVIEW_ROW (gtk_widget_get_first_child (list_item))
             : NULL;
}

static void
filter_cb (RapImportPreviewPage *self)
{
  const guint selected = gtk_drop_down_get_selected (self->filter);

  if (!self->showing && self->job != NULL && selected < self->fates->len)
    rap_import_rows_show (self->rows, self->job, g_array_index (self->fates, int, selected));
}

/* Who a row is changes what becomes of any other. */
static void
person_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapImportPreviewPage *self = RAP_IMPORT_PREVIEW_PAGE (widget);
  g_autoptr (GError) error = NULL;
  guint64 line;
  gint64 person_id;

  g_variant_get (parameter, "(tx)", &line, &person_id);
  rap_import_set_person (rap_import_job_get_import (self->job), line, person_id, &error);
  show_filters (self);
  filter_cb (self);
  report (self, error);
  rap_import_preview_page_focus (self);
}

static void
cancel_all_cb (RapImportPreviewPage *self)
{
  const gboolean all = gtk_check_button_get_active (self->cancel_all);
  g_autoptr (GError) error = NULL;
  RapImport *import;
  guint n;

  if (self->showing || self->job == NULL)
    return;
  import = rap_import_job_get_import (self->job);
  n = rap_import_count_preview (import, RAP_IMPORT_FATE_MISSING);
  /* one by one, for each of whom something else may have been said */
  if (rap_import_choose (import, 0, all, &error))
    {
      g_autoptr (GPtrArray) missing = rap_import_get_preview (import, RAP_IMPORT_FATE_MISSING, 0, n, &error);
      for (guint i = 0; missing != NULL && i < missing->len; i++)
        {
          const RapImportRowPreview *row = missing->pdata[i];
          if (row->chosen != all && !rap_import_choose (import, row->choice, all, &error))
            break;
        }
    }
  filter_cb (self);
  report (self, error);
}

/* GTK's Tab goes from row to row, through thousands; here it goes past the rest of the list. */
static void
leave_list (RapImportPreviewPage *self, GtkDirectionType direction)
{
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), FALSE);
  g_signal_emit_by_name (gtk_widget_get_root (GTK_WIDGET (self)), "move-focus", direction);
  gtk_widget_set_can_focus (GTK_WIDGET (self->list), TRUE);
}

/* A key does what it does for the row that has the keyboard; in its open menu it is the menu's. */
static gboolean
key_cb (RapImportPreviewPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  RapImportPreviewRow *row = get_focused_row (self);

  if (row == NULL)
    return FALSE;
  if (modifiers == 0 && (keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space))
    return rap_import_preview_row_toggle (row);
  if ((modifiers == 0 && keyval == GDK_KEY_Menu) || (modifiers == GDK_ALT_MASK && keyval == GDK_KEY_Down))
    return rap_import_preview_row_ask_who (row);
  if ((keyval != GDK_KEY_Tab && keyval != GDK_KEY_ISO_Left_Tab) || (modifiers & ~GDK_SHIFT_MASK) != 0)
    return FALSE;
  leave_list (self, modifiers == 0 ? GTK_DIR_TAB_FORWARD : GTK_DIR_TAB_BACKWARD);
  return TRUE;
}

static void
activate_cb (RapImportPreviewPage *self, guint position)
{
  RapImportPreviewRow *row = get_focused_row (self);

  if (row != NULL && !rap_import_preview_row_ask_who (row))
    rap_import_preview_row_toggle (row);
}

static void
setup_row_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  gtk_list_item_set_child (list_item, g_object_new (RAP_TYPE_IMPORT_PREVIEW_ROW, NULL));
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  RapImportPreviewPage *self = data;

  rap_import_preview_row_show (RAP_IMPORT_PREVIEW_ROW (gtk_list_item_get_child (list_item)),
                               gtk_list_item_get_item (list_item), self->db);
}

static void
unbind_row_cb (GtkListItemFactory *factory, GtkListItem *list_item, gpointer data)
{
  rap_import_preview_row_show (RAP_IMPORT_PREVIEW_ROW (gtk_list_item_get_child (list_item)), NULL, NULL);
}

static void
rap_import_preview_page_dispose (GObject *object)
{
  RapImportPreviewPage *self = RAP_IMPORT_PREVIEW_PAGE (object);

  self->showing = TRUE;
  g_clear_object (&self->job);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (rap_import_preview_page_parent_class)->dispose (object);
}

static void
rap_import_preview_page_finalize (GObject *object)
{
  g_array_unref (RAP_IMPORT_PREVIEW_PAGE (object)->fates);
  G_OBJECT_CLASS (rap_import_preview_page_parent_class)->finalize (object);
}

static void
rap_import_preview_page_class_init (RapImportPreviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_import_preview_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = rap_import_preview_page_finalize;
  changed_signal =
      g_signal_new ("changed", RAP_TYPE_IMPORT_PREVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/rapporteur/Rapporteur/rap-import-preview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapImportPreviewPage, counts);
  gtk_widget_class_bind_template_child (widget_class, RapImportPreviewPage, notes);
  gtk_widget_class_bind_template_child (widget_class, RapImportPreviewPage, filter);
  gtk_widget_class_bind_template_child (widget_class, RapImportPreviewPage, cancel_all);
  gtk_widget_class_bind_template_child (widget_class, RapImportPreviewPage, list);
  gtk_widget_class_bind_template_child (widget_class, RapImportPreviewPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, RapImportPreviewPage, said);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_install_action (widget_class, "preview.choose", "(xb)", choose_action);
  gtk_widget_class_install_action (widget_class, "preview.person", "(tx)", person_action);
}

static void
rap_import_preview_page_init (RapImportPreviewPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkNoSelection *selection;

  self->fates = g_array_new (FALSE, FALSE, sizeof (int));
  self->rows = rap_import_rows_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* the button inside would be read as a class */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->filter))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Which rows are shown"), -1);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE); /* before the list selects with Space */
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

void
rap_import_preview_page_show (RapImportPreviewPage *self, RapImportJob *job, RapDb *db)
{
  self->db = db;
  g_set_object (&self->job, job);
  rap_import_rows_show (self->rows, job, RAP_IMPORT_FATE_ANY);
  rap_import_preview_page_say (self, NULL);
  if (job == NULL)
    return;
  show_filters (self);
  show_counts (self);
}

void
rap_import_preview_page_say (RapImportPreviewPage *self, const char *text)
{
  gtk_label_set_label (self->said, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->said), text != NULL);
}

void
rap_import_preview_page_focus (RapImportPreviewPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}
