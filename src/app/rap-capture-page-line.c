/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "rap-capture-page-private.h"
#include "rap-capture.h"
#include "rap-paste-dialog.h"
#include "rap-paste.h"
#include "rap-programme.h"
#include "rap-window.h"

/* "We said that too" adds no row, so it is said which point it was about. */
static void
say_echoed (RapCapturePage *self, gint64 before)
{
  if (rap_store_get_last_step (self->store) != before)
    rap_window_say_undoable (GTK_WIDGET (self), before);
  else
    rap_window_say (GTK_WIDGET (self), _ ("This voice has raised that point already"));
}

/* Callbacks */

static void
entered_cb (RapCapturePage *self, gboolean pass_on)
{
  const RapVoiceEntry *entry = rap_voice_bar_get_active (self->voices);
  RapLine *line = NULL;
  g_autofree char *typed = g_strdup (rap_capture_line_get_text (self->line));
  g_autofree char *kept = NULL;
  const gint64 before = rap_store_get_last_step (self->store);
  gboolean echoed;

  if (entry == NULL) /* the voices could not be read: the line stays */
    {
      rap_capture_page_show_voices (self);
      rap_window_say (GTK_WIDGET (self), _ ("The archive cannot be read just now; the line stays. Press Enter again."));
      return;
    }
  line = rap_capture_line_parse (self->line);
  echoed = line != NULL && line->echo_of != 0;
  if (rap_unfinished_get_changed (self->unfinished) != 0)
    {
      g_autoptr (GError) error = NULL;
      if (line != NULL)
        rap_unfinished_save (self->unfinished, line, &error);
      rap_capture_page_report (self, error);
      g_clear_pointer (&line, rap_line_free);
      return;
    }
  g_free (self->last_typed);
  self->last_typed = rap_capture_line_get_kept (self->line);
  kept = rap_unfinished_enter (self->unfinished);
  rap_capture_line_set_text (self->line, "");
  rap_point_list_unselect (self->list);
  rap_point_list_scroll_to_end (self->list);
  rap_capture_queue_add (self->queue, self->session_id, &entry->voice, entry->number, typed, kept, line);
  if (echoed && g_list_model_get_n_items (G_LIST_MODEL (self->queue)) == 0)
    say_echoed (self, before);
  if (pass_on)
    rap_voice_bar_activate_next (self->voices);
}

static void
lost_cb (gpointer data, const char *typed)
{
  RapCapturePage *self = data;
  const gboolean has_text = rap_capture_line_has_text (self->line);

  g_free (self->lost);
  self->lost = has_text ? g_strdup (typed) : NULL;
  if (!has_text)
    rap_capture_line_set_text (self->line, typed);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    rap_capture_line_focus (self->line);
  rap_window_say (
      GTK_WIDGET (self),
      has_text ? _ ("The change was not saved: its point is gone. Up in the empty line brings back what was typed.")
               : _ ("The change was not saved: its point is gone. What was typed stands in the line."));
}

static void
recall_cb (RapCapturePage *self)
{
  g_autofree char *lost = g_steal_pointer (&self->lost);
  g_autofree char *waiting = lost == NULL ? rap_capture_queue_take_last (self->queue, self->session_id) : NULL;
  gint64 id = waiting == NULL ? rap_point_actions_get_last (self->actions) : 0;
  gboolean echoed = FALSE;

  rap_capture_queue_get_saved (self->queue, &echoed);
  if (waiting != NULL || lost != NULL)
    rap_capture_line_set_text (self->line, lost != NULL ? lost : waiting);
  else if (id != 0)
    rap_unfinished_change (self->unfinished, id,
                           id == rap_capture_queue_get_saved (self->queue, NULL) ? self->last_typed : NULL);
  else if (echoed)
    rap_window_say (GTK_WIDGET (self), _ ("“We said that too” is taken back by Ctrl+Z"));
}

static void
edited_cb (RapCapturePage *self)
{
  if (self->queue == NULL)
    return;
  rap_unfinished_touch (self->unfinished);
  rap_capture_page_show_badge (self);
  rap_capture_page_show_saved (self);
}

static void
stranger_cb (RapCapturePage *self, const char *word)
{
  const gint64 before = rap_store_get_last_step (self->store);
  g_autoptr (GError) error = NULL;

  if (rap_programme_add_person (self->store, self->seminar_id, word, &error) != 0)
    rap_window_say_undoable (GTK_WIDGET (self), before);
  rap_capture_page_report (self, error);
}

static void
pasted_cb (RapCapturePage *self)
{
  rap_point_list_unselect (self->list);
  rap_point_list_scroll_to_end (self->list);
}

static void
several_cb (RapCapturePage *self, const char *text)
{
  const RapVoiceEntry *entry = rap_voice_bar_get_active (self->voices);
  g_auto (GStrv) typed = rap_paste_split (text);
  RapPasteDialog *dialog = entry != NULL ? rap_paste_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                                                 self->store, self->session_id, entry, text)
                                         : NULL;

  if (dialog == NULL)
    {
      rap_window_say (GTK_WIDGET (self), typed[0] == NULL
                                             ? _ ("What was pasted is empty; nothing was recorded.")
                                             : _ ("The archive cannot be read just now; paste the lines again."));
      return;
    }
  g_signal_connect_object (dialog, "recorded", G_CALLBACK (pasted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "destroy", G_CALLBACK (rap_capture_page_focus_line), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
cancelled_cb (RapCapturePage *self)
{
  if (rap_unfinished_get_changed (self->unfinished) == 0)
    rap_capture_page_close_filter (self);
  else
    rap_unfinished_drop_change (self->unfinished, TRUE);
  rap_point_list_unselect (self->list);
}

void
rap_capture_page_bind_line (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, recall_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancelled_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, stranger_cb);
  gtk_widget_class_bind_template_callback (widget_class, several_cb);
}

void
rap_capture_page_make_editor (RapCapturePage *self)
{
  RapCaptureLine *line;

  self->editor = rap_point_editor_new (self->list, self->store, lost_cb, self);
  line = rap_point_editor_get_line (self->editor);
  g_signal_connect_object (line, "stranger", G_CALLBACK (stranger_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "several", G_CALLBACK (several_cb), self, G_CONNECT_SWAPPED);
}
