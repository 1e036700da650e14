/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "rap-capture-page-private.h"
#include "rap-time.h"
#include "rap-window.h"

/* Before the program is ended from outside, lines that wait are tried for a second. */
#define LAST_TRIES 20
#define LAST_TRIES_MS 50

/* How many rows are made when a session is opened, and how many more when somebody scrolls back to them: each takes a
 * millisecond or two, and a screen shows a dozen. */
#define FIRST_ROWS 24
#define MORE_ROWS 100

enum
{
  MOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapCapturePage, rap_capture_page, GTK_TYPE_WIDGET)

/* Showing */

static void
inhibit_end (RapCapturePage *self, gboolean waiting)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkApplication *app = root != NULL ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;

  if (app == NULL || waiting == (self->inhibited != 0))
    return;
  if (waiting)
    self->inhibited =
        gtk_application_inhibit (app, GTK_WINDOW (root), GTK_APPLICATION_INHIBIT_LOGOUT, _ ("Lines are not yet saved"));
  else
    {
      gtk_application_uninhibit (app, self->inhibited);
      self->inhibited = 0;
    }
}

void
rap_capture_page_show_saved (RapCapturePage *self)
{
  inhibit_end (self, g_list_model_get_n_items (G_LIST_MODEL (self->queue)) > 0);
  rap_capture_status_set_saved (self->status, g_list_model_get_n_items (G_LIST_MODEL (self->queue)),
                                rap_capture_queue_get_error (self->queue), rap_capture_line_has_text (self->line),
                                rap_unfinished_is_kept (self->unfinished), self->saved_at);
}

static void
show_stack (RapCapturePage *self)
{
  guint n = self->shown != NULL ? g_list_model_get_n_items (self->shown) : 0;
  const gboolean filtered = !rap_point_filter_is_empty (rap_filter_bar_get_filter (self->filter_bar));

  gtk_label_set_label (self->invitation, filtered ? _ ("No point is like that. Esc shows them all.")
                                                  : _ ("Type what is said. Enter saves it."));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "points" : "empty");
}

void
rap_capture_page_show_badge (RapCapturePage *self)
{
  const RapVoiceEntry *entry = rap_voice_bar_get_active (self->voices);
  const gint64 changed = rap_unfinished_get_changed (self->unfinished);
  g_autoptr (RapPoint) point = changed != 0 ? rap_store_get (self->store, RAP_TYPE_POINT, changed) : NULL;

  if (entry != NULL)
    rap_capture_line_set_badge (self->line, point != NULL ? (int) point->number : entry->number);
}

static void
show_voice (RapCapturePage *self)
{
  const RapVoiceEntry *entry = rap_voice_bar_get_active (self->voices);

  if (entry != NULL)
    rap_capture_line_set_voice (self->line, entry->number, entry->name);
  rap_capture_page_show_badge (self);
  rap_discussion_set_voices (rap_session_bar_get_discussion (self->session), rap_voice_bar_get_entries (self->voices),
                             entry);
}

void
rap_capture_page_show_voices (RapCapturePage *self)
{
  rap_voice_bar_load (self->voices, rap_store_db (self->store), self->session_id);
  show_voice (self);
  rap_capture_status_set_voices (self->status, rap_voice_bar_get_entries (self->voices));
}

static void
show_session (RapCapturePage *self)
{
  g_autoptr (RapSession) session = rap_store_get (self->store, RAP_TYPE_SESSION, self->session_id);

  gtk_widget_set_visible (GTK_WIDGET (self->add_syndicate), session != NULL && g_strcmp0 (session->kind, "talk") != 0);
}

void
rap_capture_page_show_filter (RapCapturePage *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->filter_bar)))
    rap_filter_bar_show_count (self->filter_bar, rap_store_db (self->store), self->session_id);
}

/* Doing */

void
rap_capture_page_close_filter (RapCapturePage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->filter_bar), FALSE);
  rap_filter_bar_clear (self->filter_bar);
}

static void
open_session (RapCapturePage *self)
{
  self->session_id = rap_session_bar_get_session (self->session);
  gtk_widget_set_sensitive (GTK_WIDGET (self->line), self->session_id != 0);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
  rap_point_list_unselect (self->list);
  rap_capture_page_close_filter (self);
  rap_query_set_parameter (self->points, self->session_id);
  show_stack (self);
  rap_capture_line_set_session (self->line, self->store, self->session_id);
  show_session (self);
  rap_capture_page_show_voices (self);
  rap_unfinished_arrive (self->unfinished, self->session_id);
  rap_point_list_scroll_to_end (self->list);
  if (gtk_widget_get_mapped (GTK_WIDGET (self))) /* not from another place, because an item was deleted there */
    rap_capture_line_focus (self->line);
  g_signal_emit (self, signals[MOVED], 0);
}

void
rap_capture_page_report (RapCapturePage *self, GError *error)
{
  if (error != NULL)
    rap_window_say (GTK_WIDGET (self), error->message);
}

/* Callbacks */

static gboolean
is_of_session (gpointer item, gpointer data)
{
  return RAP_POINT (item)->session_id == RAP_CAPTURE_PAGE (data)->session_id;
}

static void
session_chosen_cb (RapCapturePage *self)
{
  rap_point_editor_end (self->editor);
  /* a new line may be said in the next item as well, but a point is changed where it is */
  rap_unfinished_leave (self->unfinished, TRUE);
  open_session (self);
}

static void
voice_chosen_cb (RapCapturePage *self)
{
  show_voice (self);
  rap_capture_line_focus (self->line);
  g_signal_emit (self, signals[MOVED], 0);
}

static void
filtered_cb (RapCapturePage *self)
{
  g_autofree char *sql = rap_point_filter_to_sql (rap_filter_bar_get_filter (self->filter_bar));

  if (self->points != NULL)
    rap_query_set_sql (self->points, sql);
  if (self->shown != NULL)
    show_stack (self);
  rap_point_list_scroll_to_end (self->list);
  rap_capture_page_show_filter (self);
}

static void
tried_cb (RapCapturePage *self)
{
  rap_capture_page_show_saved (self);
}

static void
edit_cb (RapCapturePage *self, RapPoint *point)
{
  if (rap_record_get_id (RAP_RECORD (point)) != 0)
    rap_point_editor_open (self->editor, point);
  else
    rap_window_say (GTK_WIDGET (self), _ ("This line is not yet saved; Up in the empty line brings it back"));
}

static void
top_cb (RapCapturePage *self)
{
  rap_query_read_more (self->points, MORE_ROWS);
}

/* Before the list itself hears of it: GTK passes the focus of a row that goes to whatever is next, a frame later, and
 * what is typed by then would go there. */
static void
rows_going_cb (RapCapturePage *self, guint position, guint removed)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  self->was_edited = removed > 0 && focus != NULL &&
                     gtk_widget_is_ancestor (focus, GTK_WIDGET (rap_point_editor_get_line (self->editor)));
  if (removed > 0 && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    rap_capture_line_focus (self->line);
}

static void
items_changed_cb (RapCapturePage *self)
{
  show_stack (self);
  if (self->was_edited) /* and is again, if its row was only put elsewhere */
    rap_point_editor_focus (self->editor);
  self->was_edited = FALSE;
}

static void
store_changed_cb (RapCapturePage *self, RapChanges *changes)
{
  if (changes->seq != 0 && changes->seq == rap_store_get_last_step (self->store))
    {
      self->saved_at = g_get_real_time () / G_USEC_PER_SEC;
      rap_capture_page_show_saved (self);
    }
  if (self->session_id == 0)
    return;
  if (changes->everything || changes->seminar_id == 0 || changes->seminar_id == self->seminar_id)
    rap_capture_page_show_voices (self);
  if (rap_changes_touch (changes, "session"))
    show_session (self);
  rap_capture_page_show_filter (self);
  rap_unfinished_check (self->unfinished, changes);
  rap_capture_page_show_badge (self);
  rap_point_editor_check (self->editor);
}

static void
rap_capture_page_dispose (GObject *object)
{
  RapCapturePage *self = RAP_CAPTURE_PAGE (object);

  g_clear_pointer (&self->editor, rap_point_editor_free);
  g_clear_pointer (&self->actions, rap_point_actions_free);
  g_clear_pointer ((GtkWidget **) &self->clamp, gtk_widget_unparent);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->points);
  g_clear_object (&self->queue);
  g_clear_object (&self->store);
  g_clear_pointer (&self->last_typed, g_free);
  g_clear_pointer (&self->lost, g_free);
  g_clear_pointer (&self->unfinished, rap_unfinished_free);
  G_OBJECT_CLASS (rap_capture_page_parent_class)->dispose (object);
}

static void
rap_capture_page_class_init (RapCapturePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_capture_page_dispose;
  signals[MOVED] =
      g_signal_new ("moved", RAP_TYPE_CAPTURE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (RAP_TYPE_SESSION_BAR);
  g_type_ensure (RAP_TYPE_VOICE_BAR);
  g_type_ensure (RAP_TYPE_CAPTURE_STATUS);
  g_type_ensure (RAP_TYPE_CAPTURE_LINE);
  g_type_ensure (RAP_TYPE_POINT_LIST);
  g_type_ensure (RAP_TYPE_FILTER_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-capture-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RapCapturePage, clamp);
  gtk_widget_class_bind_template_child (widget_class, RapCapturePage, toasts);
  gtk_widget_class_bind_template_child (widget_class, RapCapturePage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, RapCapturePage, session);
  gtk_widget_class_bind_template_child (widget_class, RapCapturePage, voices);
  gtk_widget_class_bind_template_child (widget_class, RapCapturePage, add_syndicate);
  gtk_widget_class_bind_template_child (widget_class, RapCapturePage, stack);
  gtk_widget_class_bind_template_child (widget_class, RapCapturePage, invitation);
  gtk_widget_class_bind_template_child (widget_class, RapCapturePage, list);
  gtk_widget_class_bind_template_child (widget_class, RapCapturePage, line);
  gtk_widget_class_bind_template_child (widget_class, RapCapturePage, status);
  gtk_widget_class_bind_template_callback (widget_class, session_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, voice_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
  gtk_widget_class_bind_template_callback (widget_class, filtered_cb);
  gtk_widget_class_bind_template_callback (widget_class, top_cb);
  rap_capture_page_bind_line (widget_class);
  rap_capture_page_install_actions (widget_class);
}

static void
rap_capture_page_init (RapCapturePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rap_capture_page_set_store (RapCapturePage *self, RapStore *store)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GtkFilterListModel) waiting = NULL;
  g_autofree char *sql = rap_point_filter_to_sql (rap_filter_bar_get_filter (self->filter_bar));

  self->store = g_object_ref (store);
  self->queue = rap_capture_queue_new (store);
  self->unfinished = rap_unfinished_new (self->line, store, (void (*) (gpointer)) rap_capture_page_show_saved, self);
  rap_session_bar_set_store (self->session, store);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "clock",
                                  rap_discussion_get_actions (rap_session_bar_get_discussion (self->session)));
  self->points = rap_query_new (store, RAP_TYPE_POINT, sql, 0);
  rap_query_set_window (self->points, FIRST_ROWS);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_of_session, self, NULL));
  waiting = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->queue)), g_object_ref (self->filter));
  g_list_store_append (parts, self->points);
  g_list_store_append (parts, waiting);
  self->shown = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (rows_going_cb), self, G_CONNECT_SWAPPED);
  rap_point_list_set_model (self->list, self->shown);
  self->actions = rap_point_actions_new (self->list, self->voices, store, self->points, self->shown, self->queue);
  rap_capture_page_make_editor (self);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "tried", G_CALLBACK (tried_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  rap_capture_page_show_saved (self);
}

void
rap_capture_page_set_seminar (RapCapturePage *self, gint64 seminar_id)
{
  RapDb *db = rap_store_db (self->store);
  g_autofree char *tz = rap_db_text (db, "SELECT tz FROM seminar WHERE id = ?1", "i", seminar_id);
  g_autoptr (GTimeZone) zone = rap_time_zone (tz);

  rap_point_editor_end (self->editor);
  rap_unfinished_leave (self->unfinished, FALSE);
  self->seminar_id = seminar_id;
  rap_point_list_set_zone (self->list, zone);
  rap_session_bar_set_seminar (self->session, seminar_id, zone);
  open_session (self);
}

int
rap_capture_page_get_voice (RapCapturePage *self)
{
  const RapVoiceEntry *entry = rap_voice_bar_get_active (self->voices);

  return entry != NULL ? entry->number : -1;
}

gint64
rap_capture_page_get_session (RapCapturePage *self)
{
  return self->session_id;
}

void
rap_capture_page_go_to (RapCapturePage *self, gint64 session_id, int number)
{
  rap_session_bar_choose (self->session, session_id);
  if (number >= 0 && self->session_id == session_id)
    rap_voice_bar_activate (self->voices, number);
  rap_capture_line_focus (self->line);
}

guint
rap_capture_page_get_n_waiting (RapCapturePage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->queue));
}

const char *
rap_capture_page_get_problem (RapCapturePage *self)
{
  return rap_capture_queue_get_error (self->queue);
}

char *
rap_capture_page_get_unsaved (RapCapturePage *self)
{
  if (!rap_point_editor_leave (self->editor))
    return rap_db_text (rap_store_db (self->store), "SELECT title FROM seminar WHERE id = ?1", "i", self->seminar_id);
  return rap_unfinished_keep (self->unfinished);
}

void
rap_capture_page_save_waiting (RapCapturePage *self)
{
  gboolean done = FALSE;

  rap_point_editor_leave (self->editor);
  for (int i = 0; i < LAST_TRIES && !done; i++)
    {
      g_autofree char *unsaved = NULL;

      if (i > 0)
        g_usleep (LAST_TRIES_MS * 1000);
      if (rap_capture_page_get_n_waiting (self) > 0)
        rap_capture_queue_try (self->queue);
      unsaved = rap_unfinished_keep (self->unfinished);
      done = unsaved == NULL && rap_capture_page_get_n_waiting (self) == 0;
    }
}

AdwToastOverlay *
rap_capture_page_get_toasts (RapCapturePage *self)
{
  return self->toasts;
}

RapDiscussion *
rap_capture_page_get_discussion (RapCapturePage *self)
{
  return rap_session_bar_get_discussion (self->session);
}

void
rap_capture_page_focus_line (RapCapturePage *self)
{
  rap_capture_line_focus (self->line);
}
