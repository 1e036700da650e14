/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "rap-history.h"
#include "rap-window-private.h"

#define TOAST_S 5
#define UNDO_TOAST_S 8

static void
add_toast (RapWindow *self, AdwToast *toast)
{
  /* in Capture they keep off the line: somebody is typing there */
  const gboolean captures =
      self->seminar_id != 0 && g_strcmp0 (adw_view_stack_get_visible_child_name (self->pages), "capture") == 0;

  /* the newest is what matters: a queue of old ones would lag behind what one does */
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_overlay_add_toast (captures ? rap_capture_page_get_toasts (self->capture) : self->toasts, toast);
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
  RapWindow *self = RAP_WINDOW (gtk_widget_get_root (widget));
  gint64 seq = rap_store_get_last_step (self->store);
  g_autofree char *label = seq != before ? rap_history_label (rap_store_db (self->store), seq) : NULL;
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
