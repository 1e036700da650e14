/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "rap-history.h"
#include "rap-window-private.h"

#define TOAST_S 5
#define UNDO_TOAST_S 8

/* libadwaita 1.2 gives the button that closes a toast a picture and no name. A toast in the queue has no widget yet, so
   it is named when its widget comes. */
static void
toasts_changed (GListModel *children,
                guint position,
                G_GNUC_UNUSED guint removed,
                guint added,
                G_GNUC_UNUSED gpointer user_data)
{
  for (guint i = position; i < position + added; i++)
    {
      g_autoptr (GtkWidget) toast = g_list_model_get_item (children, i);

      for (GtkWidget *part = gtk_widget_get_first_child (toast); part != NULL;
           part = gtk_widget_get_next_sibling (part))
        if (GTK_IS_BUTTON (part) && gtk_widget_has_css_class (part, "circular"))
          gtk_accessible_update_property (GTK_ACCESSIBLE (part), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Close"), -1);
    }
}

static void
watch_toasts (AdwToastOverlay *overlay)
{
  GListModel *children;

  if (g_object_get_data (G_OBJECT (overlay), "rap-children") != NULL)
    return;
  children = gtk_widget_observe_children (GTK_WIDGET (overlay));
  g_signal_connect (children, "items-changed", G_CALLBACK (toasts_changed), NULL);
  g_object_set_data_full (G_OBJECT (overlay), "rap-children", children, g_object_unref);
}

static void
add_toast (RapWindow *self, AdwToast *toast)
{
  /* in Capture they keep off the line: somebody is typing there */
  const gboolean captures =
      self->seminar_id != 0 && g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "capture") == 0;
  AdwToastOverlay *overlay = captures ? rap_capture_page_get_toasts (self->capture) : self->toasts;

  watch_toasts (overlay);
  /* the newest is what matters: a queue of old ones would lag behind what one does */
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (overlay, toast);
}

static AdwToast *
make_toast (const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1); /* a toast's title is markup */
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, TOAST_S);
  return toast;
}

void
rap_window_say (GtkWidget *widget, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (RAP_IS_WINDOW (root))
    add_toast (RAP_WINDOW (root), make_toast (text));
}

void
rap_window_say_undoable (GtkWidget *widget, gint64 before)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  RapWindow *self = RAP_IS_WINDOW (root) ? RAP_WINDOW (root) : NULL;
  const gint64 seq = self != NULL ? rap_store_get_last_step (self->store) : before;

  rap_window_say_step (widget, seq != before ? seq : 0);
}

void
rap_window_say_step (GtkWidget *widget, gint64 seq)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  RapWindow *self = RAP_IS_WINDOW (root) ? RAP_WINDOW (root) : NULL;
  g_autofree char *label = self != NULL && seq != 0 ? rap_history_label (rap_store_db (self->store), seq) : NULL;
  AdwToast *toast;

  if (label == NULL)
    return;
  toast = make_toast (label);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-step");
  adw_toast_set_action_target (toast, "x", seq);
  adw_toast_set_timeout (toast, UNDO_TOAST_S);
  add_toast (self, toast);
}

void
rap_window_say_exported (GtkWidget *widget, GFile *folder, const char *text)
{
  RapWindow *self = RAP_WINDOW (gtk_widget_get_root (widget));
  g_autofree char *uri = g_file_get_uri (folder);
  AdwToast *toast = make_toast (text);

  adw_toast_set_button_label (toast, _ ("_Open Folder"));
  adw_toast_set_action_name (toast, "win.open-folder");
  adw_toast_set_action_target (toast, "s", uri);
  adw_toast_set_timeout (toast, UNDO_TOAST_S);
  add_toast (self, toast);
}
