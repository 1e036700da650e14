/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-window.h"

#include <glib/gi18n-lib.h>

#include "rap-binding.h"
#include "rap-dialogs.h"
#include "rap-history.h"
#include "rap-seminar.h"
#include "rap-time.h"
#include "rap-window-private.h"

/* from what width the header has room for the seminar's title beside the places, and for undo and redo */
#define WIDE 1000
#define MEDIUM 500

/* Before the program is ended from outside, texts that wait are tried for a second. */
#define LAST_TRIES 20
#define LAST_TRIES_MS 50

G_DEFINE_FINAL_TYPE (RapWindow, rap_window, ADW_TYPE_APPLICATION_WINDOW)

static gboolean
show_header_cb (gpointer data)
{
  RapWindow *self = data;
  const gboolean sidebar = adw_flap_get_reveal_flap (self->flap) && !adw_flap_get_folded (self->flap);
  const gboolean open = self->seminar_id != 0;
  const gboolean bar = open && adw_view_switcher_title_get_title_visible (self->switcher);
  const int width = gtk_widget_get_width (GTK_WIDGET (self));

  self->header_id = 0;
  gtk_widget_set_visible (self->heading, open && !sidebar && width >= WIDE);
  gtk_widget_set_visible (self->undo_button, open && width >= MEDIUM);
  gtk_widget_set_visible (self->redo_button, open && width >= MEDIUM);
  adw_header_bar_set_show_start_title_buttons (self->header, !sidebar);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, bar);
  return G_SOURCE_REMOVE;
}

/* What the header has room for follows the window's width. Changed while sizes are being given out, it would be given
 * none: so a moment later. */
static void
show_header (RapWindow *self)
{
  if (self->header_id == 0)
    self->header_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, show_header_cb, self, NULL);
}

static gboolean
is_in_capture (RapWindow *self)
{
  return self->seminar_id != 0 && g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "capture") == 0;
}

static void
focus_place (RapWindow *self)
{
  if (self->seminar_id == 0)
    gtk_widget_grab_focus (self->begin);
  else if (is_in_capture (self))
    rap_capture_page_focus_line (self->capture);
  else if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "plan") == 0)
    rap_plan_page_focus (self->plan);
  else
    gtk_widget_child_focus (adw_view_stack_get_visible_child (self->pages), GTK_DIR_TAB_FORWARD);
}

static gboolean
focus_place_cb (gpointer data)
{
  RapWindow *self = data;

  self->place_id = 0;
  focus_place (self);
  return G_SOURCE_REMOVE;
}

/* At once, not when the window is closed: it may never be. */
static void
remember_place (RapWindow *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  g_settings_set_int64 (self->settings, "last-seminar", self->seminar_id);
  g_settings_set_int64 (self->settings, "last-session", rap_window_get_session (self));
  g_settings_set_int (self->settings, "last-voice", rap_capture_page_get_voice (self->capture));
  g_settings_set_string (self->settings, "last-place", adw_view_stack_get_visible_child_name (self->pages));
}

static void
show_place (RapWindow *self)
{
  remember_place (self);
  /* one goes to a place to do something there; a moment later, when GTK has put the focus where it thinks best */
  if (self->place_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->place_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, focus_place_cb, self, NULL);
}

static void
show_seminar (RapWindow *self)
{
  g_autoptr (RapSeminar) seminar = NULL;
  g_autofree char *date = NULL;
  const gboolean open = self->seminar_id != 0;

  if (open)
    {
      seminar = rap_store_get (self->store, RAP_TYPE_SEMINAR, self->seminar_id);
      date = rap_time_format_day (seminar->date);
      gtk_label_set_label (self->title, seminar->title);
      gtk_label_set_label (self->subtitle, date);
      gtk_widget_set_tooltip_text (self->heading, seminar->title);
    }
  adw_view_switcher_title_set_title (self->switcher, open ? seminar->title : _ ("Rapporteur"));
  adw_view_switcher_title_set_subtitle (self->switcher, date);
  adw_view_switcher_title_set_view_switcher_enabled (self->switcher, open);
  gtk_window_set_title (GTK_WINDOW (self), open ? seminar->title : _ ("Rapporteur"));
  gtk_stack_set_visible_child_name (self->stack, open ? "seminar" : "welcome");
  gtk_widget_set_visible (self->menu_button, open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.export", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.print-programme", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.print-door-list", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.print-sheets", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import-points", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.import-attendees", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.place", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.plan", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.delete-seminar", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.room-screen", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.close-room-screen", self->room != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new-from", open);
  show_header (self);
}

gboolean
rap_window_is_after_deletion (RapWindow *self)
{
  return self->deletion != 0 && self->deletion == rap_store_get_last_step (self->store);
}

/* What can be undone takes a look through the history, which is not for the moment in which a point is painted. */
static gboolean
show_undo_cb (gpointer data)
{
  RapWindow *self = data;
  RapDb *db = rap_store_db (self->store);
  const char *origin = rap_store_get_origin (self->store);

  self->undo_id = 0;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo",
                                 rap_window_is_after_deletion (self) ||
                                     rap_history_to_undo (db, origin, self->seminar_id) != 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo",
                                 self->undone_id != 0 || rap_history_to_redo (db, origin, self->seminar_id) != 0);
  return G_SOURCE_REMOVE;
}

static void
show_undo_later (RapWindow *self)
{
  if (self->undo_id == 0)
    self->undo_id = g_idle_add_full (G_PRIORITY_LOW, show_undo_cb, self, NULL);
}

static gint64
find_newest_seminar (RapWindow *self)
{
  return rap_db_int (rap_store_db (self->store), "SELECT id FROM seminar ORDER BY date DESC, id DESC LIMIT 1", NULL);
}

static gboolean
has_seminar (RapWindow *self, gint64 id)
{
  return rap_db_int (rap_store_db (self->store), "SELECT count(*) FROM seminar WHERE id = ?1", "i", id) != 0;
}

static void
changed_cb (RapWindow *self, RapChanges *changes)
{
  /* a key that comes before that look is not to be lost */
  if (changes->seq != 0 && changes->seq == rap_store_get_last_step (self->store))
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo", TRUE);
  show_undo_later (self);
  if (!rap_changes_touch (changes, "seminar"))
    return;
  if (self->seminar_id != 0 && has_seminar (self, self->seminar_id))
    show_seminar (self);
  else
    rap_window_open_seminar (self, find_newest_seminar (self));
}

static void
seminar_chosen_cb (RapWindow *self, gboolean browsing)
{
  gint64 id = rap_sidebar_get_seminar (self->sidebar);

  if (adw_flap_get_folded (self->flap) && !browsing)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  if (id != self->seminar_id)
    rap_window_open_seminar (self, id);
  if (browsing)
    rap_sidebar_find (self->sidebar);
  else
    focus_place (self);
}

static gboolean
key_pressed_cb (RapWindow *self, guint keyval, guint keycode, GdkModifierType state, GtkEventControllerKey *controller)
{
  return is_in_capture (self) && rap_capture_page_press (self->capture, controller, keyval, keycode, state);
}

/* In its place, and not before: GTK finds no monitor for a menu that would be outside the screen. */
static gboolean
open_menu_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  RapWindow *self = RAP_WINDOW (widget);
  graphene_rect_t place;

  if (!adw_flap_get_reveal_flap (self->flap))
    return G_SOURCE_REMOVE;
  if (adw_flap_get_reveal_progress (self->flap) < 1 ||
      !gtk_widget_compute_bounds (GTK_WIDGET (self->sidebar), widget, &place) || place.origin.x < 0 ||
      place.origin.x + place.size.width > (float) gtk_widget_get_width (widget))
    return G_SOURCE_CONTINUE;
  rap_sidebar_open_menu (self->sidebar);
  return G_SOURCE_REMOVE;
}

/* GTK opens the main menu with F10 where it is shown. Where the sidebar is away, it comes with it. */
static gboolean
menu_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  RapWindow *self = RAP_WINDOW (widget);

  if (adw_flap_get_reveal_flap (self->flap))
    return FALSE;
  adw_flap_set_reveal_flap (self->flap, TRUE);
  gtk_widget_add_tick_callback (widget, open_menu_cb, NULL, NULL);
  return TRUE;
}

/* Before the line and the entries, which would take a file's name for text. */
static GdkDragAction
drag_cb (RapWindow *self)
{
  return self->seminar_id != 0 ? GDK_ACTION_COPY : 0;
}

static gboolean
dropped_cb (RapWindow *self, const GValue *value)
{
  return rap_window_take_files (self, g_value_get_boxed (value));
}

static void
close_anyway_cb (RapWindow *self)
{
  self->closing = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

/* Where one was last, if that still is there. */
static void
return_to_last (RapWindow *self)
{
  const gint64 last = g_settings_get_int64 (self->settings, "last-seminar");
  const gint64 session_id = g_settings_get_int64 (self->settings, "last-session");
  g_autofree char *place = g_settings_get_string (self->settings, "last-place");

  if (last == 0 || !has_seminar (self, last))
    {
      adw_view_stack_set_visible_child_name (self->pages, "capture");
      rap_window_open_seminar (self, find_newest_seminar (self));
      return;
    }
  adw_view_stack_set_visible_child_name (self->pages, place);
  rap_window_open_seminar (self, last);
  if (session_id != 0)
    rap_capture_page_go_to (self->capture, session_id, g_settings_get_int (self->settings, "last-voice"));
}

static void
remember_size (RapWindow *self)
{
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (!gtk_window_is_maximized (GTK_WINDOW (self)))
    {
      int width, height;
      gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  if (!adw_flap_get_folded (self->flap))
    g_settings_set_boolean (self->settings, "sidebar-shown", adw_flap_get_reveal_flap (self->flap));
}

static gboolean
rap_window_close_request (GtkWindow *window)
{
  RapWindow *self = RAP_WINDOW (window);
  const guint n_lines = rap_capture_page_get_n_waiting (self->capture);
  const guint n = n_lines + rap_binding_save_all (self->store);
  g_autofree char *unsaved = rap_capture_page_get_unsaved (self->capture);

  if (n > 0 && !self->closing)
    {
      g_autofree char *question =
          g_strdup_printf (ngettext ("%u line is not yet saved", "%u lines are not yet saved", n), n);
      g_autofree char *explanation = g_strdup_printf (
          _ ("The reason: %s. Keep this window open and they will be saved as soon as that is over."),
          n_lines > 0 ? rap_capture_page_get_problem (self->capture) : _ ("another program is using the archive"));
      rap_dialogs_confirm (window, question, explanation, _ ("_Lose and Close"), G_CALLBACK (close_anyway_cb), self);
      return TRUE;
    }
  if (unsaved != NULL && !self->closing)
    {
      g_autofree char *explanation =
          g_strdup_printf (_ ("Text stands in the line of “%s”, and the archive cannot be written just now."), unsaved);
      rap_dialogs_confirm (window, _ ("The line is not saved"), explanation, _ ("_Lose and Close"),
                           G_CALLBACK (close_anyway_cb), self);
      return TRUE;
    }
  remember_size (self);
  return GTK_WINDOW_CLASS (rap_window_parent_class)->close_request (window);
}

static void
rap_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rap_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (show_header), widget,
                           G_CONNECT_SWAPPED);
}

static void
rap_window_dispose (GObject *object)
{
  RapWindow *self = RAP_WINDOW (object);

  g_clear_handle_id (&self->undo_id, g_source_remove);
  g_clear_handle_id (&self->header_id, g_source_remove);
  g_clear_handle_id (&self->place_id, g_source_remove);
  g_clear_weak_pointer (&self->toast);
  g_clear_weak_pointer (&self->room);
  if (self->store != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->store, self);
      rap_store_follow (self->store, FALSE);
    }
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (rap_window_parent_class)->dispose (object);
  g_clear_object (&self->store);
}

static void
rap_window_class_init (RapWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = rap_window_close_request;
  widget_class->realize = rap_window_realize;
  g_type_ensure (RAP_TYPE_SIDEBAR);
  g_type_ensure (RAP_TYPE_PLAN_PAGE);
  g_type_ensure (RAP_TYPE_CAPTURE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, flap);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, header);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, title);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, subtitle);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, begin);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, plan);
  gtk_widget_class_bind_template_child (widget_class, RapWindow, capture);
  gtk_widget_class_bind_template_callback (widget_class, show_header);
  gtk_widget_class_bind_template_callback (widget_class, show_place);
  gtk_widget_class_bind_template_callback (widget_class, remember_place);
  gtk_widget_class_bind_template_callback (widget_class, seminar_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, 0, menu_cb, NULL);
  rap_window_install_actions (widget_class);
}

static void
rap_window_init (RapWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drop), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (drop, "enter", G_CALLBACK (drag_cb), self);
  g_signal_connect_swapped (drop, "motion", G_CALLBACK (drag_cb), self);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  self->settings = g_settings_new (RAP_APP_ID);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  if (!g_settings_get_boolean (self->settings, "sidebar-shown"))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

RapWindow *
rap_window_new (GtkApplication *app, RapStore *store)
{
  RapWindow *self = g_object_new (RAP_TYPE_WINDOW, "application", app, NULL);

  self->store = g_object_ref (store);
  rap_sidebar_set_store (self->sidebar, store);
  rap_page_set_store (RAP_PAGE (self->plan), store);
  rap_capture_page_set_store (self->capture, store);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (changed_cb), self);
  rap_store_follow (store, TRUE);
  return_to_last (self);
  return self;
}

RapStore *
rap_window_get_store (RapWindow *self)
{
  return self->store;
}

gint64
rap_window_get_seminar (RapWindow *self)
{
  return self->seminar_id;
}

gint64
rap_window_get_session (RapWindow *self)
{
  return self->seminar_id != 0 ? rap_capture_page_get_session (self->capture) : 0;
}

void
rap_window_go_to (RapWindow *self, gint64 session_id, int number)
{
  adw_view_stack_set_visible_child_name (self->pages, "capture");
  rap_capture_page_go_to (self->capture, session_id, number);
}

void
rap_window_end (RapWindow *self)
{
  rap_capture_page_save_waiting (self->capture);
  for (int i = 0; i < LAST_TRIES && rap_binding_save_all (self->store) > 0; i++)
    g_usleep (LAST_TRIES_MS * 1000);
  remember_size (self);
}

void
rap_window_open_seminar (RapWindow *self, gint64 seminar_id)
{
  if (seminar_id != self->seminar_id)
    self->undone_id = self->deletion = 0;
  self->seminar_id = seminar_id;
  rap_sidebar_choose (self->sidebar, seminar_id);
  rap_page_set_seminar (RAP_PAGE (self->plan), seminar_id);
  if (seminar_id != 0)
    rap_capture_page_set_seminar (self->capture, seminar_id);
  show_seminar (self);
  show_undo_later (self);
  focus_place (self);
}
