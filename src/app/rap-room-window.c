/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-room-window.h"

#include <glib/gi18n-lib.h>

#include "rap-fit.h"
#include "rap-keys.h"
#include "rap-room-brief.h"
#include "rap-room-points.h"
#include "rap-room-seats.h"
#include "rap-room.h"
#include "rap-session.h"

#define N_POINTS 12
#define RETRY_MS 500

struct _RapRoomWindow
{
  AdwWindow parent;

  GtkWidget *header;
  AdwViewStack *forms;
  RapFit *seats;
  RapRoomBrief *brief;
  RapRoomPoints *points;

  GtkWindow *owner; /* not owned: this window goes with it */
  RapDiscussion *discussion;
  gint64 session_id;
  gboolean is_wide;
  guint load_id;
};

enum
{
  TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *const form_names[] = { "seats", "brief", "points" };

G_DEFINE_FINAL_TYPE (RapRoomWindow, rap_room_window, ADW_TYPE_WINDOW)

static gboolean load_cb (gpointer data);

/* What the room sees is read when nothing else is to be done: never between Enter and the row. */
static void
load_later (RapRoomWindow *self)
{
  if (self->load_id == 0)
    self->load_id = g_idle_add_full (G_PRIORITY_LOW, load_cb, self, NULL);
}

static gboolean
load (RapRoomWindow *self)
{
  RapStore *store = rap_discussion_get_store (self->discussion);
  g_autoptr (RapSession) session = rap_store_get (store, RAP_TYPE_SESSION, self->session_id);
  g_autoptr (GPtrArray) tables = rap_room_tables (rap_store_db (store), self->session_id);
  g_autoptr (GPtrArray) points = rap_room_points (store, self->session_id, N_POINTS);
  g_autofree char *title = rap_session_title (session->title, session->kind);

  if (tables == NULL || points == NULL)
    return FALSE;
  self->is_wide = gtk_widget_get_width (GTK_WIDGET (self)) >= gtk_widget_get_height (GTK_WIDGET (self));
  rap_fit_set_child (self->seats, rap_room_seats_new (tables, self->is_wide));
  rap_room_brief_show (self->brief, title, session->ask, tables, self->is_wide);
  rap_room_points_show (self->points, points);
  return TRUE;
}

static gboolean
load_cb (gpointer data)
{
  RapRoomWindow *self = data;

  self->load_id = 0;
  if (!load (self)) /* what was shown stays; another program is writing */
    self->load_id = g_timeout_add (RETRY_MS, load_cb, self);
  return G_SOURCE_REMOVE;
}

static void
choose_form (RapRoomWindow *self, int number)
{
  adw_view_stack_set_visible_child_name (self->forms, form_names[number - 1]);
}

static void
toggle_fullscreen (RapRoomWindow *self)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
}

/* The monitor on which the owner is not, if there is one. */
static GdkMonitor *
find_other_monitor (GtkWindow *owner)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (owner));
  GdkDisplay *display = gtk_widget_get_display (GTK_WIDGET (owner));
  GListModel *monitors = gdk_display_get_monitors (display);
  GdkMonitor *own = surface != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;

  for (guint i = 0; own != NULL && i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      if (monitor != own)
        return g_steal_pointer (&monitor);
    }
  return NULL;
}

static void
fullscreened_cb (RapRoomWindow *self)
{
  gtk_widget_set_visible (self->header, !gtk_window_is_fullscreen (GTK_WINDOW (self)));
}

static void
layout_cb (RapRoomWindow *self)
{
  const gboolean is_wide = gtk_widget_get_width (GTK_WIDGET (self)) >= gtk_widget_get_height (GTK_WIDGET (self));

  if (is_wide != self->is_wide)
    load_later (self);
}

static void
discussion_changed_cb (RapRoomWindow *self)
{
  const gint64 session_id = rap_discussion_get_session (self->discussion);

  if (session_id == self->session_id)
    return;
  self->session_id = session_id;
  load_later (self);
}

static gboolean
key_pressed_cb (RapRoomWindow *self,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                GtkEventControllerKey *controller)
{
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  const int digit = rap_keys_get_digit (keycode);

  if (modifiers == 0 && digit >= 1 && digit <= (int) G_N_ELEMENTS (form_names))
    choose_form (self, digit);
  else if (modifiers == 0 && keyval == GDK_KEY_Escape)
    gtk_window_close (GTK_WINDOW (self));
  else if (modifiers == 0 && keyval == GDK_KEY_F11)
    toggle_fullscreen (self);
  else if (modifiers == 0 && (keyval == GDK_KEY_Tab || keyval == GDK_KEY_space))
    return FALSE; /* the header's own buttons */
  else if (gdk_keyval_to_unicode (keyval) != 0 || modifiers != 0)
    g_signal_emit (self, signals[TYPED], 0, controller);
  else
    return FALSE;
  return TRUE;
}

static void
rap_room_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rap_room_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (layout_cb), widget,
                           G_CONNECT_SWAPPED);
}

/* The organiser types on: the focus goes back to where it was, when this comes and when it goes. */
static void
rap_room_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rap_room_window_parent_class)->map (widget);
  gtk_window_present (RAP_ROOM_WINDOW (widget)->owner);
}

static gboolean
rap_room_window_close_request (GtkWindow *window)
{
  gtk_window_present (RAP_ROOM_WINDOW (window)->owner);
  return GTK_WINDOW_CLASS (rap_room_window_parent_class)->close_request (window);
}

static void
rap_room_window_dispose (GObject *object)
{
  RapRoomWindow *self = RAP_ROOM_WINDOW (object);

  g_clear_handle_id (&self->load_id, g_source_remove);
  g_clear_object (&self->discussion);
  G_OBJECT_CLASS (rap_room_window_parent_class)->dispose (object);
}

static void
rap_room_window_class_init (RapRoomWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rap_room_window_dispose;
  widget_class->realize = rap_room_window_realize;
  widget_class->map = rap_room_window_map;
  GTK_WINDOW_CLASS (klass)->close_request = rap_room_window_close_request;
  signals[TYPED] = g_signal_new ("typed", RAP_TYPE_ROOM_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 GTK_TYPE_EVENT_CONTROLLER_KEY);
  g_type_ensure (RAP_TYPE_FIT);
  g_type_ensure (RAP_TYPE_ROOM_BRIEF);
  g_type_ensure (RAP_TYPE_ROOM_POINTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/rapporteur/Rapporteur/rap-room-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapRoomWindow, header);
  gtk_widget_class_bind_template_child (widget_class, RapRoomWindow, forms);
  gtk_widget_class_bind_template_child (widget_class, RapRoomWindow, seats);
  gtk_widget_class_bind_template_child (widget_class, RapRoomWindow, brief);
  gtk_widget_class_bind_template_child (widget_class, RapRoomWindow, points);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, fullscreened_cb);
}

static void
rap_room_window_init (RapRoomWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RapRoomWindow *
rap_room_window_new (GtkWindow *owner, RapDiscussion *discussion)
{
  RapRoomWindow *self = g_object_new (RAP_TYPE_ROOM_WINDOW, NULL);
  g_autoptr (GdkMonitor) other = find_other_monitor (owner);

  self->owner = owner;
  self->discussion = g_object_ref (discussion);
  rap_room_brief_set_discussion (self->brief, discussion);
  g_signal_connect_object (discussion, "changed", G_CALLBACK (discussion_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rap_discussion_get_store (discussion), "changed", G_CALLBACK (load_later), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (owner, "destroy", G_CALLBACK (gtk_window_destroy), self, G_CONNECT_SWAPPED);
  discussion_changed_cb (self);
  if (other != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), other);
  /* not presented, which would ask for the focus */
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return self;
}

void
rap_room_window_step (RapRoomWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->forms);

  for (guint i = 0; i < G_N_ELEMENTS (form_names); i++)
    if (g_strcmp0 (name, form_names[i]) == 0)
      {
        choose_form (self, (int) ((i + 1) % G_N_ELEMENTS (form_names)) + 1);
        return;
      }
}
