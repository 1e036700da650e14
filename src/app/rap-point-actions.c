/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-point-actions.h"

#include <glib/gi18n-lib.h>

#include "rap-capture-merge.h"
#include "rap-capture-points.h"
#include "rap-merge-dialog.h"
#include "rap-window.h"

/* Presses of + and − that follow each other within this are one step. */
#define FAST_US (2 * G_USEC_PER_SEC)

struct _RapPointActions
{
  RapPointList *list;
  RapVoiceBar *voices;
  RapStore *store;
  RapQuery *points;
  GListModel *shown;
  RapCaptureQueue *queue;

  GArray *counted; /* whose hands were counted last, when, and in which step */
  gint64 counted_at;
  gint64 counted_step;
  gint64 before; /* the last step when a merge was begun */
};

typedef gboolean (*ChangePoints) (RapStore *store, const gint64 *ids, guint n, GError **error);

static const struct
{
  const char *name;
  ChangePoints change;
  gboolean is_told; /* what is not seen on a row any more is said, with a button that undoes it */
} actions[] = {
  { "capture.star", rap_capture_star, FALSE },    { "capture.check", rap_capture_check, FALSE },
  { "capture.done", rap_capture_done, FALSE },    { "capture.unmerge", rap_capture_unmerge, TRUE },
  { "capture.delete", rap_capture_delete, TRUE },
};

/* The selected points, the one whose row has the focus, or the last one. */
static GArray *
collect_points (RapPointActions *self)
{
  GArray *ids = rap_point_list_get_selected (self->list);
  gint64 last = rap_point_list_has_selection (self->list) ? 0 : rap_point_actions_get_last (self);

  if (ids->len == 0 && last != 0)
    g_array_append_val (ids, last);
  return ids;
}

static void
report (RapPointActions *self, const GError *error)
{
  if (error != NULL)
    rap_window_say (GTK_WIDGET (self->list), error->message);
}

static void
merged_cb (RapPointActions *self)
{
  rap_window_say_undoable (GTK_WIDGET (self->list), self->before);
}

static gboolean
is_same (const GArray *a, const GArray *b)
{
  return a != NULL && a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0;
}

RapPointActions *
rap_point_actions_new (RapPointList *list,
                       RapVoiceBar *voices,
                       RapStore *store,
                       RapQuery *points,
                       GListModel *shown,
                       RapCaptureQueue *queue)
{
  RapPointActions *self = g_new0 (RapPointActions, 1);

  self->list = list;
  self->voices = voices;
  self->store = g_object_ref (store);
  self->points = g_object_ref (points);
  self->shown = g_object_ref (shown);
  self->queue = g_object_ref (queue);
  return self;
}

void
rap_point_actions_free (RapPointActions *self)
{
  g_clear_pointer (&self->counted, g_array_unref);
  g_object_unref (self->store);
  g_object_unref (self->points);
  g_object_unref (self->shown);
  g_object_unref (self->queue);
  g_free (self);
}

const char *const *
rap_point_actions_get_names (void)
{
  static const char *names[G_N_ELEMENTS (actions) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    names[i] = actions[i].name;
  return names;
}

void
rap_point_actions_run (RapPointActions *self, const char *name, gint64 id)
{
  g_autoptr (GArray) ids = id == 0 ? collect_points (self) : g_array_new (FALSE, FALSE, sizeof id);
  const gint64 before = rap_store_get_last_step (self->store);
  g_autoptr (GError) error = NULL;

  if (id != 0)
    g_array_append_val (ids, id);
  for (guint i = 0; ids->len > 0 && i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, name) &&
        actions[i].change (self->store, (const gint64 *) ids->data, ids->len, &error) && actions[i].is_told)
      rap_window_say_undoable (GTK_WIDGET (self->list), before);
  report (self, error);
}

void
rap_point_actions_move (RapPointActions *self, int number)
{
  const RapVoiceEntry *entry = rap_voice_bar_find (self->voices, number);
  g_autoptr (GArray) ids = collect_points (self);
  g_autoptr (GError) error = NULL;

  if (entry != NULL && ids->len > 0)
    rap_capture_move (self->store, (const gint64 *) ids->data, ids->len, &entry->voice, &error);
  report (self, error);
}

void
rap_point_actions_merge (RapPointActions *self)
{
  g_autoptr (GArray) ids = rap_point_list_get_selected (self->list);
  RapMergeDialog *dialog;

  if (ids->len < 2)
    {
      rap_window_say (GTK_WIDGET (self->list),
                      _ ("Select the points that say the same first: Shift+Tab, then Shift+Up"));
      return;
    }
  self->before = rap_store_get_last_step (self->store);
  dialog = rap_merge_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->list))), self->store, ids);
  g_signal_connect_swapped (dialog, "merged", G_CALLBACK (merged_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
rap_point_actions_unfold (RapPointActions *self, gint64 id, int way)
{
  const gboolean unfolded = rap_point_list_is_unfolded (self->list, id);
  g_autoptr (RapQuery) originals = NULL;

  if (way == 0 ? !unfolded : way > 0)
    originals = rap_query_new (self->store, RAP_TYPE_POINT,
                               "SELECT id FROM point WHERE merged_into = ?1 ORDER BY recorded_at, id", id);
  if ((originals != NULL) != unfolded)
    rap_point_list_set_unfolded (self->list, id, G_LIST_MODEL (originals));
}

gboolean
rap_point_actions_count_hands (RapPointActions *self, int delta)
{
  g_autoptr (GArray) ids = rap_point_list_get_selected (self->list);
  const gint64 now = g_get_monotonic_time (), before = rap_store_get_last_step (self->store);
  const gboolean joins = is_same (self->counted, ids) && now - self->counted_at < FAST_US;
  g_autoptr (GError) error = NULL;

  if (ids->len == 0)
    return rap_point_list_has_selection (self->list);
  if (rap_capture_count_hands (self->store, (const gint64 *) ids->data, ids->len, delta, joins ? self->counted_step : 0,
                               &error) &&
      rap_store_get_last_step (self->store) != before)
    {
      self->counted_step = rap_store_get_last_step (self->store);
      self->counted_at = now;
      g_clear_pointer (&self->counted, g_array_unref);
      self->counted = g_steal_pointer (&ids);
    }
  report (self, error);
  return TRUE;
}

gint64
rap_point_actions_get_last (RapPointActions *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->points));
  gboolean echoed = FALSE;
  gint64 saved = rap_capture_queue_get_saved (self->queue, &echoed);

  if (g_list_model_get_n_items (self->shown) > n) /* something waits */
    return 0;
  if (saved != 0 && rap_query_find (self->points, saved) != G_MAXUINT)
    return echoed ? 0 : saved;
  return n > 0 ? rap_query_get_id (self->points, n - 1) : 0;
}
