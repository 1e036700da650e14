/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-programme-view.h"

#include "rap-actions.h"
#include "rap-query.h"
#include "rap-session-row.h"
#include "rap-sessions.h"
#include "rap-window.h"

/* around what has the focus */
#define SIGHT_MARGIN 30

struct _RapProgrammeView
{
  RapPage parent;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListBox *list;

  RapQuery *query;
  GHashTable *rows; /* by the item's id; the list owns them */
  guint sight_id;
};

G_DEFINE_FINAL_TYPE (RapProgrammeView, rap_programme_view, RAP_TYPE_PAGE)

/* What has the focus, once it has its place: a viewport that scrolls to a focus does not know a row that is not laid
 * out yet, nor one that unfolds. */
static gboolean
bring_into_sight_cb (gpointer data)
{
  RapProgrammeView *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkWidget *content = gtk_widget_get_first_child (gtk_scrolled_window_get_child (self->scroller));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_rect_t bounds;
  double top, bottom;

  self->sight_id = 0;
  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)) ||
      !gtk_widget_compute_bounds (focus, content, &bounds))
    return G_SOURCE_REMOVE;
  top = bounds.origin.y - SIGHT_MARGIN;
  bottom = bounds.origin.y + bounds.size.height + SIGHT_MARGIN;
  if (bottom - top <= gtk_adjustment_get_page_size (adjustment)) /* a longer text has its cursor somewhere */
    gtk_adjustment_clamp_page (adjustment, MAX (top, 0), bottom);
  return G_SOURCE_REMOVE;
}

/* In the midst of the layout. */
static void
height_changed_cb (RapProgrammeView *self)
{
  if (self->sight_id == 0)
    self->sight_id = g_idle_add (bring_into_sight_cb, self);
}

static int
compare_rows_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  const guint place_a = rap_session_row_get_place ((gpointer) a), place_b = rap_session_row_get_place ((gpointer) b);

  return place_a < place_b ? -1 : place_a > place_b;
}

static void
show_stack (RapProgrammeView *self)
{
  RapPage *page = RAP_PAGE (self);
  const gboolean begun = rap_sessions_is_begun (rap_store_db (rap_page_get_store (page)), rap_page_get_seminar (page));

  gtk_stack_set_visible_child_name (self->stack, begun ? "programme" : "empty");
}

/* A row stays the same when its item changes its place, or it would close and lose the focus. */
static void
items_changed_cb (RapProgrammeView *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->query));
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (rap_query_find (self->query, rap_session_row_get_id (row)) == G_MAXUINT)
      {
        g_hash_table_iter_remove (&iter);
        gtk_list_box_remove (self->list, row);
      }
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RapSession) session = g_list_model_get_item (G_LIST_MODEL (self->query), i);
      const gint64 id = rap_record_get_id (RAP_RECORD (session));
      gboolean made = FALSE;

      row = g_hash_table_lookup (self->rows, &id);
      if (row == NULL)
        {
          row = rap_session_row_new (rap_page_get_store (RAP_PAGE (self)), session);
          g_hash_table_insert (self->rows, g_memdup2 (&id, sizeof id), row);
          made = TRUE;
        }
      rap_session_row_set_place (row, i, n);
      if (made)
        gtk_list_box_append (self->list, row);
    }
  gtk_list_box_invalidate_sort (self->list);
  show_stack (self);
}

/* The item that one is at, or 0. */
static gint64
get_focused (RapProgrammeView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, RAP_TYPE_SESSION_ROW) : NULL;

  return row != NULL ? rap_session_row_get_id (RAP_SESSION_ROW (row)) : 0;
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapProgrammeView *self = RAP_PROGRAMME_VIEW (widget);
  g_autoptr (GError) error = NULL;
  gint64 id = rap_sessions_add (rap_page_get_store (RAP_PAGE (self)), rap_page_get_seminar (RAP_PAGE (self)),
                                g_variant_get_string (parameter, NULL), NULL, get_focused (self), &error);

  if (id == 0)
    {
      rap_window_say (widget, error->message);
      return;
    }
  show_stack (self); /* where the first item became another one, no list has changed */
  rap_session_row_edit (g_hash_table_lookup (self->rows, &id));
}

static void
slip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapPage *page = RAP_PAGE (widget);
  RapStore *store = rap_page_get_store (page);
  const gint64 before = rap_store_get_last_step (store);
  g_autoptr (GError) error = NULL;

  if (rap_sessions_slip (store, rap_page_get_seminar (page), 0, g_variant_get_int32 (parameter), &error))
    rap_window_say_undoable (widget, before);
  else
    rap_window_say (widget, error->message);
}

static void
rap_programme_view_load (RapPage *page)
{
  RapProgrammeView *self = RAP_PROGRAMME_VIEW (page);

  if (self->query == NULL)
    {
      self->query =
          rap_query_new (rap_page_get_store (page), RAP_TYPE_SESSION, RAP_SESSIONS_SQL, rap_page_get_seminar (page));
      g_signal_connect_object (self->query, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
      items_changed_cb (self);
    }
  else
    rap_query_set_parameter (self->query, rap_page_get_seminar (page));
  show_stack (self);
}

static void
rap_programme_view_changed (RapPage *page, RapChanges *changes)
{
  static const char *const tables[] = { "seminar", "role", "attendance", "person", "syndicate" };
  RapProgrammeView *self = RAP_PROGRAMME_VIEW (page);
  GHashTableIter iter;
  gpointer row;
  gboolean touched = FALSE;

  for (guint i = 0; !touched && i < G_N_ELEMENTS (tables); i++)
    touched = rap_changes_touch (changes, tables[i]);
  g_hash_table_iter_init (&iter, self->rows);
  while (touched && g_hash_table_iter_next (&iter, NULL, &row))
    rap_session_row_refresh (row);
  show_stack (self);
}

static void
rap_programme_view_dispose (GObject *object)
{
  RapProgrammeView *self = RAP_PROGRAMME_VIEW (object);

  g_clear_handle_id (&self->sight_id, g_source_remove);
  g_clear_object (&self->query);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (rap_programme_view_parent_class)->dispose (object);
}

static void
rap_programme_view_class_init (RapProgrammeViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_programme_view_dispose;
  RAP_PAGE_CLASS (klass)->load = rap_programme_view_load;
  RAP_PAGE_CLASS (klass)->changed = rap_programme_view_changed;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-programme-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapProgrammeView, stack);
  gtk_widget_class_bind_template_child (widget_class, RapProgrammeView, scroller);
  gtk_widget_class_bind_template_child (widget_class, RapProgrammeView, list);
  gtk_widget_class_install_action (widget_class, "programme.add", "s", add_action);
  gtk_widget_class_install_action (widget_class, "programme.slip", "i", slip_action);
  rap_actions_bind (widget_class, "programme.add::talk");
  rap_actions_bind (widget_class, "programme.add::discussion");
  rap_actions_bind (widget_class, "programme.add::plenary");
  rap_actions_bind (widget_class, "programme.add::other");
}

static void
rap_programme_view_init (RapProgrammeView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "changed",
                           G_CALLBACK (height_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_set_sort_func (self->list, (GtkListBoxSortFunc) compare_rows_cb, NULL, NULL);
}
