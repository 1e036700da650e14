/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-actions.h"
#include "rap-capture-page-private.h"
#include "rap-keys.h"
#include "rap-programme.h"

static void
points_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rap_point_actions_run (RAP_CAPTURE_PAGE (widget)->actions, name, 0);
}

static void
star_point_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rap_point_actions_run (RAP_CAPTURE_PAGE (widget)->actions, "capture.star", g_variant_get_int64 (parameter));
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rap_point_actions_merge (RAP_CAPTURE_PAGE (widget)->actions);
}

static void
unfold_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rap_point_actions_unfold (RAP_CAPTURE_PAGE (widget)->actions, g_variant_get_int64 (parameter), 0);
}

static void
filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapCapturePage *self = RAP_CAPTURE_PAGE (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self->filter_bar)))
    {
      rap_capture_page_close_filter (self);
      rap_capture_line_focus (self->line);
      return;
    }
  rap_filter_bar_load (self->filter_bar, rap_store_db (self->store), self->session_id,
                       rap_voice_bar_get_entries (self->voices));
  gtk_widget_set_visible (GTK_WIDGET (self->filter_bar), TRUE);
  rap_capture_page_show_filter (self);
  gtk_widget_child_focus (GTK_WIDGET (self->filter_bar), GTK_DIR_TAB_FORWARD);
}

static void
add_syndicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RapCapturePage *self = RAP_CAPTURE_PAGE (widget);
  g_autoptr (GError) error = NULL;

  rap_programme_add_syndicate (self->store, self->session_id, &error);
  rap_capture_page_report (self, error);
}

void
rap_capture_page_install_actions (GtkWidgetClass *widget_class)
{
  for (const char *const *name = rap_point_actions_get_names (); *name != NULL; name++)
    gtk_widget_class_install_action (widget_class, *name, NULL, points_action);
  rap_actions_bind (widget_class, "capture.star");
  rap_actions_bind (widget_class, "capture.check");
  rap_actions_bind (widget_class, "capture.done");
  rap_actions_bind (widget_class, "capture.unmerge");
  gtk_widget_class_install_action (widget_class, "capture.merge", NULL, merge_action);
  rap_actions_bind (widget_class, "capture.merge");
  gtk_widget_class_install_action (widget_class, "capture.filter", NULL, filter_action);
  rap_actions_bind (widget_class, "capture.filter");
  gtk_widget_class_install_action (widget_class, "capture.unfold", "x", unfold_action);
  gtk_widget_class_install_action (widget_class, "capture.star-point", "x", star_point_action);
  gtk_widget_class_install_action (widget_class, "capture.add-syndicate", NULL, add_syndicate_action);
  rap_actions_bind (widget_class, "clock.toggle");
  rap_actions_bind (widget_class, "clock.report");
}

gboolean
rap_capture_page_press (RapCapturePage *self,
                        GtkEventControllerKey *controller,
                        guint keyval,
                        guint keycode,
                        GdkModifierType state)
{
  const GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  const gboolean elsewhere = focus == NULL || !GTK_IS_EDITABLE (focus);
  const gunichar c = gdk_keyval_to_unicode (keyval);
  const int digit = rap_keys_get_digit (keycode);
  const gboolean on_row = elsewhere && rap_point_list_get_focused (self->list) != NULL;

  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return FALSE;
  if (modifiers == GDK_ALT_MASK && digit >= 0)
    return rap_voice_bar_activate (self->voices, digit);
  if (modifiers == GDK_CONTROL_MASK && digit >= 0)
    {
      rap_point_actions_move (self->actions, digit);
      return TRUE;
    }
  if (modifiers == GDK_ALT_MASK && (keyval == GDK_KEY_Page_Up || keyval == GDK_KEY_KP_Page_Up))
    {
      rap_session_bar_step (self->session, -1);
      return TRUE;
    }
  if (modifiers == GDK_ALT_MASK && (keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_KP_Page_Down))
    {
      rap_session_bar_step (self->session, 1);
      return TRUE;
    }
  /* among the rows these go to another without selecting it */
  if (!on_row && modifiers == GDK_CONTROL_MASK && (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up))
    return gtk_widget_activate_action (GTK_WIDGET (self), "clock.more", NULL);
  if (!on_row && modifiers == GDK_CONTROL_MASK && (keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down))
    return gtk_widget_activate_action (GTK_WIDGET (self), "clock.less", NULL);
  if (!elsewhere)
    return FALSE;
  if (keyval == GDK_KEY_a && modifiers == GDK_CONTROL_MASK) /* all are to be selected, then all have to be there */
    rap_query_read_more (self->points, G_MAXINT / 2);
  if (keyval == GDK_KEY_Escape && modifiers == 0)
    {
      if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->filter_bar)))
        rap_capture_page_close_filter (self);
      rap_point_list_unselect (self->list);
      rap_capture_line_focus (self->line);
      return TRUE;
    }
  if (on_row && modifiers == GDK_SHIFT_MASK && (keyval == GDK_KEY_Up || keyval == GDK_KEY_Down))
    rap_point_list_begin_selection (self->list);
  if (on_row && modifiers == 0 && (keyval == GDK_KEY_Left || keyval == GDK_KEY_Right))
    {
      const gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
      RapPoint *point = rap_point_list_get_focused (self->list);
      if (g_strcmp0 (point->voice, "merged") == 0)
        {
          rap_point_actions_unfold (self->actions, rap_record_get_id (RAP_RECORD (point)),
                                    (keyval == GDK_KEY_Right) != rtl ? 1 : -1);
          return TRUE;
        }
    }
  if (on_row && (modifiers & ~GDK_SHIFT_MASK) == 0 && (c == '+' || c == '-') &&
      rap_point_actions_count_hands (self->actions, c == '+' ? 1 : -1))
    return TRUE;
  /* what is typed while a button or a row has the focus is meant for the line all the same; a space presses */
  if ((modifiers & ~GDK_SHIFT_MASK) == 0 && c != 0 && c != ' ' && g_unichar_isprint (c))
    {
      rap_capture_line_focus (self->line);
      return gtk_event_controller_key_forward (controller,
                                               gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
    }
  return FALSE;
}
