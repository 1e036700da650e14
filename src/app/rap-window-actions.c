/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "rap-actions.h"
#include "rap-dialogs.h"
#include "rap-export-dialog.h"
#include "rap-history-dialog.h"
#include "rap-import-dialog.h"
#include "rap-new-seminar-dialog.h"
#include "rap-palette.h"
#include "rap-print.h"
#include "rap-sample.h"
#include "rap-seminar-delete.h"
#include "rap-window-private.h"

static gboolean
has_seminar (RapWindow *self, gint64 id)
{
  return rap_db_int (rap_store_db (self->store), "SELECT count(*) FROM seminar WHERE id = ?1", "i", id) != 0;
}

static void
undo (RapWindow *self)
{
  const gint64 seminar_id = self->seminar_id;
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (rap_window_is_after_deletion (self)) /* which is meant, not what is now shown in its place */
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.undo-step", "x", self->deletion);
      return;
    }
  if (rap_store_undo (self->store, seminar_id, &label, &error))
    {
      text = g_strdup_printf (_ ("Undone: %s"), label);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo", TRUE);
    }
  self->undone_id = self->seminar_id != seminar_id ? seminar_id : 0;
  rap_window_say (GTK_WIDGET (self), text != NULL ? text : error->message);
}

static void
redo (RapWindow *self)
{
  const gint64 seminar_id = self->undone_id;
  g_autofree char *label = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  self->undone_id = 0;
  if (rap_store_redo (self->store, seminar_id != 0 ? seminar_id : self->seminar_id, &label, &error))
    {
      text = g_strdup_printf (_ ("Done again: %s"), label);
      if (seminar_id != 0)
        rap_window_open_seminar (self, seminar_id);
    }
  rap_window_say (GTK_WIDGET (self), text != NULL ? text : error->message);
}

static void
print (RapWindow *self, RapHandoutReader read)
{
  g_autoptr (GError) error = NULL;
  RapHandout *handout = read (rap_store_db (self->store), self->seminar_id, &error);

  if (handout != NULL)
    rap_print_ask (GTK_WINDOW (self), handout);
  else
    rap_window_say (GTK_WIDGET (self), error->message);
}

static void
made_cb (RapWindow *self, gint64 seminar_id)
{
  rap_window_open_seminar (self, seminar_id);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  undo (RAP_WINDOW (widget));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  redo (RAP_WINDOW (widget));
}

static void
undo_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapWindow *self = RAP_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  const gint64 about = rap_db_int (rap_store_db (self->store), "SELECT seminar_id FROM history WHERE seq = ?1", "i",
                                   g_variant_get_int64 (parameter));
  const gboolean was_there = has_seminar (self, about);

  if (!rap_store_undo_step (self->store, g_variant_get_int64 (parameter), NULL, &error))
    rap_window_say (widget, error->message);
  else if (!was_there && has_seminar (self, about)) /* back from being deleted */
    rap_window_open_seminar (self, about);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapWindow *self = RAP_WINDOW (widget);

  gtk_window_present (GTK_WINDOW (rap_export_dialog_new (GTK_WINDOW (self), self->store, self->seminar_id)));
}

static void
print_programme_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  print (RAP_WINDOW (widget), rap_handout_programme);
}

static void
print_door_list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  print (RAP_WINDOW (widget), rap_handout_door_list);
}

static void
print_sheets_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  print (RAP_WINDOW (widget), rap_handout_sheets);
}

static void
show_import (RapWindow *self, RapImportKind kind, GFile *file)
{
  gtk_window_present (GTK_WINDOW (rap_import_dialog_new (self, kind, file)));
}

static void
import_points_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_import (RAP_WINDOW (widget), RAP_IMPORT_POINTS, NULL);
}

static void
import_attendees_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_import (RAP_WINDOW (widget), RAP_IMPORT_ATTENDEES, NULL);
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_window_present (GTK_WINDOW (rap_history_dialog_new (GTK_WINDOW (widget), RAP_WINDOW (widget)->store)));
}

/* Without a question: it can be undone. */
static void
delete_seminar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapWindow *self = RAP_WINDOW (widget);
  const gint64 before = rap_store_get_last_step (self->store);
  g_autoptr (GError) error = NULL;

  if (rap_seminar_delete (self->store, self->seminar_id, &error))
    {
      self->deletion = rap_store_get_last_step (self->store);
      rap_window_say_undoable (widget, before);
    }
  else
    rap_window_say (widget, error->message);
}

static void
new_seminar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapWindow *self = RAP_WINDOW (widget);
  RapNewSeminarDialog *dialog = g_str_equal (name, "win.new-from")
                                    ? rap_new_seminar_dialog_new_from (GTK_WINDOW (self), self->store, self->seminar_id)
                                    : rap_new_seminar_dialog_new (GTK_WINDOW (self), self->store);

  g_signal_connect_object (dialog, "made", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_sample_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapWindow *self = RAP_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  const gint64 before = rap_store_get_last_step (self->store);
  gint64 id = rap_sample_add (self->store, &error);

  if (id == 0)
    {
      rap_window_say (widget, error->message);
      return;
    }
  rap_window_open_seminar (self, id);
  rap_window_say_undoable (widget, before);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapWindow *self = RAP_WINDOW (widget);

  adw_flap_set_reveal_flap (self->flap, TRUE);
  rap_sidebar_find (self->sidebar);
}

static void
show_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapWindow *self = RAP_WINDOW (widget);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

/* What is typed into the room screen is meant for the line. */
static void
typed_cb (RapWindow *self, GtkEventControllerKey *controller)
{
  gtk_window_present (GTK_WINDOW (self));
  if (gtk_root_get_focus (GTK_ROOT (self)) == NULL)
    rap_capture_page_focus_line (self->capture);
  gtk_event_controller_key_forward (controller, gtk_root_get_focus (GTK_ROOT (self)));
}

static void
room_closed_cb (RapWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.close-room-screen", FALSE);
}

static void
room_screen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapWindow *self = RAP_WINDOW (widget);

  if (g_str_equal (name, "win.close-room-screen"))
    {
      if (self->room != NULL)
        gtk_window_close (GTK_WINDOW (self->room));
      return;
    }
  if (self->room != NULL)
    {
      rap_room_window_step (self->room);
      return;
    }
  g_set_weak_pointer (&self->room,
                      rap_room_window_new (GTK_WINDOW (self), rap_capture_page_get_discussion (self->capture)));
  g_signal_connect_object (self->room, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->room, "destroy", G_CALLBACK (room_closed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_action_set_enabled (widget, "win.close-room-screen", TRUE);
}

static void
place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapWindow *self = RAP_WINDOW (widget);
  GtkWidget *page;

  adw_view_stack_set_visible_child_name (self->pages, g_variant_get_string (parameter, NULL));
  page = adw_view_stack_get_visible_child (self->pages);
  if (page == GTK_WIDGET (self->plan))
    rap_plan_page_focus (self->plan);
  else
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
plan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapWindow *self = RAP_WINDOW (widget);

  rap_plan_page_show (self->plan, g_variant_get_string (parameter, NULL));
  gtk_widget_activate_action (widget, "win.place", "s", "plan");
}

/* Actions are done where the focus is if that is in the place one sees, or else in that place. */
static void
palette_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapWindow *self = RAP_WINDOW (widget);
  GtkWidget *page = adw_view_stack_get_visible_child (self->pages);
  GtkWidget *place = self->seminar_id == 0             ? widget
                     : page == GTK_WIDGET (self->plan) ? rap_plan_page_get_part (self->plan)
                                                       : page;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));
  GtkWidget *from = focus != NULL && gtk_widget_is_ancestor (focus, place) ? focus : place;

  gtk_window_present (GTK_WINDOW (rap_palette_new (self, from)));
}

static void
open_folder_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) folder = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  rap_dialogs_open_folder (GTK_WINDOW (widget), folder);
}

gboolean
rap_window_take_files (RapWindow *self, GdkFileList *files)
{
  GSList *list = gdk_file_list_get_files (files); /* its container is ours, the files are not */
  const gboolean one = g_slist_length (list) == 1;
  GFile *file = list != NULL ? list->data : NULL;

  if (one)
    show_import (self, RAP_IMPORT_POINTS, file);
  else
    rap_window_say (GTK_WIDGET (self), _ ("Drop one file at a time."));
  g_slist_free (list);
  return one;
}

void
rap_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.undo-step", "x", undo_step_action);
  gtk_widget_class_install_action (widget_class, "win.history", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "win.delete-seminar", NULL, delete_seminar_action);
  gtk_widget_class_install_action (widget_class, "win.import-points", NULL, import_points_action);
  gtk_widget_class_install_action (widget_class, "win.import-attendees", NULL, import_attendees_action);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "win.print-programme", NULL, print_programme_action);
  gtk_widget_class_install_action (widget_class, "win.print-door-list", NULL, print_door_list_action);
  gtk_widget_class_install_action (widget_class, "win.print-sheets", NULL, print_sheets_action);
  gtk_widget_class_install_action (widget_class, "win.new-seminar", NULL, new_seminar_action);
  gtk_widget_class_install_action (widget_class, "win.new-from", NULL, new_seminar_action);
  gtk_widget_class_install_action (widget_class, "win.open-sample", NULL, open_sample_action);
  gtk_widget_class_install_action (widget_class, "win.room-screen", NULL, room_screen_action);
  gtk_widget_class_install_action (widget_class, "win.close-room-screen", NULL, room_screen_action);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find_action);
  gtk_widget_class_install_action (widget_class, "win.show-sidebar", NULL, show_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.open-folder", "s", open_folder_action);
  gtk_widget_class_install_action (widget_class, "win.palette", NULL, palette_action);
  gtk_widget_class_install_action (widget_class, "win.place", "s", place_action);
  gtk_widget_class_install_action (widget_class, "win.plan", "s", plan_action);
  /* Not accelerators of the application, which would come before the line's own undo of typing. */
  rap_actions_bind (widget_class, "win.undo");
  rap_actions_bind (widget_class, "win.redo");
}
