/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-sidebar.h"

#include <glib/gi18n-lib.h>

#include "rap-first-rows.h"
#include "rap-line-context.h"
#include "rap-query.h"
#include "rap-seminar.h"
#include "rap-tooltip.h"
#include "rap-two-lines.h"

/* A year is a row too: GTK 4.8 has no headings in lists. Its id is the year below zero, where no seminar's is. */
#define SEMINARS_AND_YEARS                                                                                             \
  "SELECT id FROM (SELECT id, date FROM seminar UNION ALL"                                                             \
  " SELECT DISTINCT -CAST(substr(date, 1, 4) AS INT), substr(date, 1, 4) || '-99' FROM seminar)"                       \
  " ORDER BY date DESC, id DESC"

struct _RapSidebar
{
  GtkWidget parent;

  GtkMenuButton *menu_button;
  GtkSearchEntry *entry;
  GtkListView *list;

  RapQuery *seminars;
  GtkFilterListModel *filtered;
  RapFirstRows *rows; /* of those */
  GtkSingleSelection *selection;
  char *wanted; /* what was typed, folded; NULL for nothing */
  gint64 chosen;
  gboolean choosing;
  gboolean browsing;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapSidebar, rap_sidebar, GTK_TYPE_WIDGET)

static gboolean
is_wanted (gpointer item, gpointer data)
{
  RapSidebar *self = data;
  g_autofree char *title = NULL;

  if (self->wanted == NULL)
    return TRUE;
  if (rap_record_get_id (item) < 0 || rap_record_is_gone (item))
    return FALSE;
  title = rap_theme_key (RAP_SEMINAR (item)->title);
  return strstr (title, self->wanted) != NULL || g_str_has_prefix (RAP_SEMINAR (item)->date, self->wanted);
}

static guint
find_position (RapSidebar *self, gint64 id)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));

  if (self->wanted == NULL)
    return rap_query_find (self->seminars, id);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapRecord) record = g_list_model_get_item (G_LIST_MODEL (self->filtered), i);
      if (rap_record_get_id (record) == id)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* `19 Jan · 41 points` */
static char *
describe (RapSeminar *seminar)
{
  g_auto (GStrv) parts = g_strsplit (seminar->date != NULL ? seminar->date : "", "-", 3);
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *date = NULL;

  if (g_strv_length (parts) == 3)
    day = g_date_time_new_utc (atoi (parts[0]), atoi (parts[1]), atoi (parts[2]), 12, 0, 0);
  /* Translators: a day within a year, such as 19 Jan */
  date = day != NULL ? g_date_time_format (day, _ ("%-e %b")) : g_strdup ("");
  return g_strdup_printf (ngettext ("%s · %d point", "%s · %d points", seminar->n_points), date,
                          (int) seminar->n_points);
}

static void
show_seminar (GtkWidget *box, RapSeminar *seminar)
{
  GtkWidget *title = gtk_widget_get_first_child (box);
  GtkWidget *details = gtk_widget_get_next_sibling (title);
  GtkWidget *item = gtk_widget_get_parent (box);
  gint64 id = rap_record_get_id (RAP_RECORD (seminar));
  g_autofree char *year = id < 0 ? g_strdup_printf ("%d", (int) -id) : NULL;
  g_autofree char *text = id < 0 ? NULL : describe (seminar);
  const char *name = id < 0 ? year : seminar->title;

  gtk_label_set_label (GTK_LABEL (title), name != NULL ? name : "");
  gtk_label_set_label (GTK_LABEL (details), text != NULL ? text : "");
  rap_tooltip_set (box, id < 0 ? NULL : name);
  gtk_widget_set_visible (details, id > 0);
  /* a year stands close to its seminars */
  gtk_widget_set_valign (box, id < 0 ? GTK_ALIGN_END : GTK_ALIGN_FILL);
  if (id < 0)
    {
      gtk_widget_add_css_class (title, "caption-heading");
      gtk_widget_add_css_class (title, "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (title, "caption-heading");
      gtk_widget_remove_css_class (title, "dim-label");
    }
  if (item != NULL && name != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
notify_cb (RapSeminar *seminar, GParamSpec *pspec, gpointer data)
{
  show_seminar (data, seminar);
}

static void
setup_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = rap_two_lines_new ();

  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "dim-label");
  gtk_list_item_set_child (item, box);
}

static void
bind_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  RapRecord *record = gtk_list_item_get_item (item);
  const gboolean is_year = rap_record_get_id (record) < 0;

  gtk_list_item_set_selectable (item, !is_year);
  gtk_list_item_set_activatable (item, !is_year);
  g_signal_connect_object (record, "notify", G_CALLBACK (notify_cb), box, 0);
  show_seminar (box, RAP_SEMINAR (record));
}

static void
unbind_row_cb (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), notify_cb, gtk_list_item_get_child (item));
}

static void
selected_cb (RapSidebar *self)
{
  RapRecord *record = gtk_single_selection_get_selected_item (self->selection);
  gint64 id = record != NULL ? rap_record_get_id (record) : 0;

  if (self->choosing || id <= 0 || id == self->chosen)
    return;
  self->chosen = id;
  g_signal_emit (self, signals[CHOSEN], 0, self->browsing);
}

static gboolean
select_chosen (RapSidebar *self)
{
  guint position = self->chosen != 0 ? find_position (self, self->chosen) : GTK_INVALID_LIST_POSITION;

  self->choosing = TRUE;
  if (position != GTK_INVALID_LIST_POSITION)
    rap_first_rows_reach (self->rows, position);
  gtk_single_selection_set_selected (self->selection, position);
  self->choosing = FALSE;
  return position != GTK_INVALID_LIST_POSITION;
}

static void
search_changed_cb (RapSidebar *self)
{
  g_autofree char *wanted = rap_theme_key (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  g_free (self->wanted);
  self->wanted = *wanted != '\0' ? g_steal_pointer (&wanted) : NULL;
  self->choosing = TRUE;
  /* no filter while there is nothing to find: it would read every seminar of the archive */
  rap_first_rows_restart (self->rows);
  gtk_filter_list_model_set_filter (self->filtered, NULL);
  if (self->wanted != NULL)
    {
      g_autoptr (GtkFilter) filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
      gtk_filter_list_model_set_filter (self->filtered, filter);
    }
  self->choosing = FALSE;
  select_chosen (self);
}

static void
stop_search_cb (RapSidebar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, signals[CHOSEN], 0, FALSE);
}

/* Chooses the next seminar in that direction; years are passed over. */
static void
choose_next (RapSidebar *self, guint position, int step)
{
  g_autoptr (RapRecord) record = NULL;

  for (;; position += (guint) step)
    {
      g_clear_object (&record);
      record = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);
      if (record == NULL)
        return;
      if (rap_record_get_id (record) > 0)
        break;
    }
  rap_first_rows_reach (self->rows, position);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

/* Enter opens the highlighted seminar, or the first that was found. */
static void
activate_cb (RapSidebar *self)
{
  search_changed_cb (self); /* which the entry puts off */
  if (gtk_single_selection_get_selected_item (self->selection) == NULL)
    choose_next (self, 0, 1);
  else
    g_signal_emit (self, signals[CHOSEN], 0, FALSE);
}

/* Down and Up leaf through the seminars without leaving the entry. */
static gboolean
entry_key_pressed_cb (RapSidebar *self, guint keyval, guint keycode, GdkModifierType state)
{
  const int step = keyval == GDK_KEY_Down ? 1 : -1;
  guint selected;

  if ((keyval != GDK_KEY_Down && keyval != GDK_KEY_Up) || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  search_changed_cb (self);
  selected = gtk_single_selection_get_selected (self->selection);
  self->browsing = TRUE;
  choose_next (self, selected == GTK_INVALID_LIST_POSITION ? 0 : selected + (guint) step, step);
  self->browsing = FALSE;
  return TRUE;
}

static void
rap_sidebar_dispose (GObject *object)
{
  RapSidebar *self = RAP_SIDEBAR (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->rows, rap_first_rows_free);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->seminars);
  g_clear_pointer (&self->wanted, g_free);
  G_OBJECT_CLASS (rap_sidebar_parent_class)->dispose (object);
}

static void
rap_sidebar_class_init (RapSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_sidebar_dispose;
  signals[CHOSEN] =
      g_signal_new ("chosen", RAP_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, RapSidebar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RapSidebar, entry);
  gtk_widget_class_bind_template_child (widget_class, RapSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_pressed_cb);
}

static void
rap_sidebar_init (RapSidebar *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
}

void
rap_sidebar_set_store (RapSidebar *self, RapStore *store)
{
  self->seminars = rap_query_new (store, RAP_TYPE_SEMINAR, SEMINARS_AND_YEARS, 0);
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->seminars)), NULL);
  self->rows = rap_first_rows_new (G_LIST_MODEL (self->filtered), self->list);
  self->selection = gtk_single_selection_new (g_object_ref (rap_first_rows_get_model (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
}

gint64
rap_sidebar_get_seminar (RapSidebar *self)
{
  return self->chosen;
}

gboolean
rap_sidebar_choose (RapSidebar *self, gint64 seminar_id)
{
  self->chosen = seminar_id;
  if (select_chosen (self))
    return TRUE;
  if (self->wanted == NULL || seminar_id == 0)
    return FALSE;
  /* what is open is not to hide behind an old search */
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  search_changed_cb (self);
  return select_chosen (self);
}

void
rap_sidebar_open_menu (RapSidebar *self)
{
  gtk_menu_button_popup (self->menu_button);
}

void
rap_sidebar_find (RapSidebar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}
