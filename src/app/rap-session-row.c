/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-session-row.h"

#include <glib/gi18n-lib.h>

#include "rap-actions.h"
#include "rap-seminar.h"
#include "rap-session-form.h"
#include "rap-sessions.h"
#include "rap-time.h"
#include "rap-voice.h"
#include "rap-window.h"

/* of a title in the row; in the form it is whole */
#define TITLE_CHARS 120
#define SLIP_MINUTES 10

struct _RapSessionRow
{
  AdwExpanderRow parent;

  GtkLabel *start;
  GtkLabel *end;
  GtkImage *icon;
  GtkMenuButton *menu_button;

  RapStore *store;
  RapSession *session;
  RapSessionForm *form; /* once it was opened */
  guint place;
};

G_DEFINE_FINAL_TYPE (RapSessionRow, rap_session_row, ADW_TYPE_EXPANDER_ROW)

static const char *
get_icon_name (const char *kind)
{
  static const char *const icons[RAP_SESSIONS_N_KINDS] = { "audio-input-microphone-symbolic",
                                                           "network-workgroup-symbolic", "system-users-symbolic",
                                                           "preferences-system-time-symbolic" };

  for (guint i = 0; i < RAP_SESSIONS_N_KINDS; i++)
    if (g_strcmp0 (rap_sessions_kinds[i], kind) == 0)
      return icons[i];
  return NULL;
}

static void
show_time (GtkLabel *label, gint64 ms, GTimeZone *zone)
{
  g_autofree char *text = ms != 0 ? rap_time_format_clock (ms, zone) : NULL;

  gtk_label_set_label (label, text != NULL ? text : "");
}

/* “Talk · Hazel Hall, Nils”, “Discussion · 4 syndicates”, with the day if it is not the seminar's. */
static char *
make_subtitle (RapSessionRow *self, RapSeminar *seminar, GTimeZone *zone)
{
  RapDb *db = rap_store_db (self->store);
  const gint64 id = rap_record_get_id (RAP_RECORD (self->session));
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *day = self->session->starts_at != 0 ? rap_time_format_date (self->session->starts_at, zone) : NULL;
  char *speakers = rap_db_text (db,
                                "SELECT group_concat(name, ', ') FROM (SELECT name FROM role"
                                " JOIN attendance ON attendance.id = attendance_id JOIN person ON person.id = person_id"
                                " WHERE role.session_id = ?1 AND role.kind = 'speaker' ORDER BY position, role.id)",
                                "i", id);
  const gint64 syndicates = rap_db_int (db, "SELECT count(*) FROM syndicate WHERE session_id = ?1", "i", id);

  g_ptr_array_add (parts, g_strdup (rap_sessions_kind_name (self->session->kind)));
  if (day != NULL && g_strcmp0 (day, seminar->date) != 0)
    g_ptr_array_add (parts, rap_time_format_day (day));
  if (speakers != NULL)
    g_ptr_array_add (parts, speakers);
  if (syndicates > 0)
    g_ptr_array_add (
        parts, g_strdup_printf (ngettext ("%d syndicate", "%d syndicates", (gulong) syndicates), (int) syndicates));
  if (g_strcmp0 (self->session->attribution, "none") == 0)
    g_ptr_array_add (parts, g_strdup (_ ("Chatham House Rule")));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (char **) parts->pdata);
}

/* The lists that an expander row is made of have no names of their own. */
static void
name_for_readers (RapSessionRow *self, const char *title)
{
  GtkWidget *header = gtk_widget_get_first_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self)));
  GtkWidget *revealer = gtk_widget_get_next_sibling (header);
  g_autofree char *menu = g_strdup_printf (_ ("Actions for “%s”"), title);
  g_autofree char *details = g_strdup_printf (_ ("Details of “%s”"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (header), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (GTK_IS_REVEALER (revealer))
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_revealer_get_child (GTK_REVEALER (revealer))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, details, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, menu, -1);
}

static void
show_session (RapSessionRow *self)
{
  g_autoptr (RapSeminar) seminar = NULL;
  g_autoptr (GTimeZone) zone = NULL;
  g_autofree char *title = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *subtitle = NULL;

  if (rap_record_is_gone (RAP_RECORD (self->session)))
    return;
  seminar = rap_store_get (self->store, RAP_TYPE_SEMINAR, self->session->seminar_id);
  zone = rap_time_zone (seminar->tz);
  title = rap_session_title (self->session->title, self->session->kind);
  shown = g_utf8_strlen (title, -1) > TITLE_CHARS ? g_utf8_substring (title, 0, TITLE_CHARS - 1) : NULL;
  if (shown != NULL)
    {
      char *whole = g_steal_pointer (&shown);
      shown = g_strconcat (g_strchomp (whole), "…", NULL);
      g_free (whole);
    }
  subtitle = make_subtitle (self, seminar, zone);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), shown != NULL ? shown : title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->icon, get_icon_name (self->session->kind));
  show_time (self->start, self->session->starts_at, zone);
  show_time (self->end, self->session->ends_at, zone);
  name_for_readers (self, title);
}

static void
expanded_cb (RapSessionRow *self)
{
  if (self->form == NULL && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    self->form = rap_session_form_new (ADW_EXPANDER_ROW (self), self->store, self->session);
}

/* Something was done to the programme: says what, with a button to undo it, or why not. */
static void
say (GtkWidget *window, gint64 before, gboolean good, GError *error)
{
  if (good)
    rap_window_say_undoable (window, before);
  else
    rap_window_say (window, error->message);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapSessionRow *self = RAP_SESSION_ROW (widget);
  g_autoptr (GError) error = NULL;

  if (!rap_sessions_move (self->store, rap_session_row_get_id (self), g_str_equal (name, "item.move-later"), &error))
    rap_window_say (widget, error->message);
}

static void
slip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapSessionRow *self = RAP_SESSION_ROW (widget);
  const gint64 before = rap_store_get_last_step (self->store);
  const int minutes = g_str_equal (name, "item.later") ? SLIP_MINUTES : -SLIP_MINUTES;
  g_autoptr (GError) error = NULL;
  const gboolean good =
      rap_sessions_slip (self->store, self->session->seminar_id, rap_session_row_get_id (self), minutes, &error);

  say (widget, before, good, error);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapSessionRow *self = RAP_SESSION_ROW (widget);
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  GtkWidget *neighbour = gtk_widget_get_next_sibling (widget);
  const gint64 before = rap_store_get_last_step (self->store);
  g_autoptr (GError) error = NULL;
  gboolean good;

  if (neighbour == NULL)
    neighbour = gtk_widget_get_prev_sibling (widget);
  if (neighbour != NULL)
    gtk_widget_child_focus (neighbour, GTK_DIR_TAB_FORWARD);
  good = rap_sessions_delete (self->store, rap_session_row_get_id (self), &error); /* which takes this row away */
  say (window, before, good, error);
}

/* Delete deletes the item only from its own line: within the form one deletes other things. */
static gboolean
delete_cb (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus == NULL || G_OBJECT_TYPE (focus) != ADW_TYPE_ACTION_ROW || !gtk_widget_has_css_class (focus, "header"))
    return FALSE;
  gtk_widget_activate_action (widget, "item.delete", NULL);
  return TRUE;
}

static void
capture_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rap_window_go_to (RAP_WINDOW (gtk_widget_get_root (widget)), rap_session_row_get_id (RAP_SESSION_ROW (widget)), -1);
}

static void
rap_session_row_dispose (GObject *object)
{
  RapSessionRow *self = RAP_SESSION_ROW (object);

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->form);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (rap_session_row_parent_class)->dispose (object);
}

static void
rap_session_row_class_init (RapSessionRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_session_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-session-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapSessionRow, start);
  gtk_widget_class_bind_template_child (widget_class, RapSessionRow, end);
  gtk_widget_class_bind_template_child (widget_class, RapSessionRow, icon);
  gtk_widget_class_bind_template_child (widget_class, RapSessionRow, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
  gtk_widget_class_install_action (widget_class, "item.capture", NULL, capture_action);
  gtk_widget_class_install_action (widget_class, "item.move-earlier", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "item.move-later", NULL, move_action);
  gtk_widget_class_install_action (widget_class, "item.earlier", NULL, slip_action);
  gtk_widget_class_install_action (widget_class, "item.later", NULL, slip_action);
  gtk_widget_class_install_action (widget_class, "item.delete", NULL, delete_action);
  rap_actions_bind (widget_class, "item.move-earlier");
  rap_actions_bind (widget_class, "item.move-later");
  rap_actions_bind (widget_class, "item.capture");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_cb, NULL);
}

static void
rap_session_row_init (RapSessionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
rap_session_row_new (RapStore *store, RapSession *session)
{
  RapSessionRow *self = g_object_new (RAP_TYPE_SESSION_ROW, NULL);

  self->store = g_object_ref (store);
  self->session = g_object_ref (session);
  g_signal_connect_swapped (session, "notify", G_CALLBACK (rap_session_row_refresh), self);
  show_session (self);
  return GTK_WIDGET (self);
}

gint64
rap_session_row_get_id (RapSessionRow *self)
{
  return rap_record_get_id (RAP_RECORD (self->session));
}

void
rap_session_row_set_place (RapSessionRow *self, guint place, guint n)
{
  self->place = place;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "item.move-earlier", place > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "item.move-later", place + 1 < n);
}

guint
rap_session_row_get_place (RapSessionRow *self)
{
  return self->place;
}

void
rap_session_row_refresh (RapSessionRow *self)
{
  show_session (self);
  if (self->form != NULL)
    rap_session_form_refresh (self->form);
}

void
rap_session_row_edit (RapSessionRow *self)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  rap_session_form_focus (self->form);
}
