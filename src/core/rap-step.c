/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-step.h"

/* Every step with how many undos and redos it is away from the one it is about; one whose own was dropped from the
 * history counts as an undo. */
#define STEPS                                                                                                          \
  "WITH RECURSIVE chain(seq, depth) AS ("                                                                              \
  " SELECT seq, undoes IS NOT NULL FROM history WHERE undoes IS NULL OR undoes NOT IN (SELECT seq FROM history)"       \
  " UNION ALL SELECT history.seq, depth + 1 FROM chain JOIN history ON undoes = chain.seq) "                           \
  "SELECT seq, at, origin, seminar_id, title, label, depth, undoes, back_to FROM chain JOIN history USING(seq)"        \
  " LEFT JOIN seminar ON seminar.id = seminar_id ORDER BY seq DESC"

/* From one step back to another, in a seminar */
typedef struct
{
  gint64 from;
  gint64 to;
  gint64 seminar_id;
} Range;

G_DEFINE_FINAL_TYPE (RapStep, rap_step, G_TYPE_OBJECT)

static gboolean
was_passed (RapStep *step, GArray *ranges)
{
  for (guint i = 0; i < ranges->len; i++)
    {
      const Range *range = &g_array_index (ranges, Range, i);
      if (range->seminar_id == step->seminar_id && range->from > step->seq && range->to < step->seq)
        return TRUE;
    }
  return FALSE;
}

static RapStep *
make_step (RapStmt *stmt)
{
  RapStep *step = g_object_new (RAP_TYPE_STEP, NULL);

  step->seq = rap_stmt_int (stmt, 0);
  step->at = rap_stmt_int (stmt, 1);
  step->origin = g_strdup (rap_stmt_text (stmt, 2));
  step->seminar_id = rap_stmt_int (stmt, 3);
  step->seminar = g_strdup (rap_stmt_text (stmt, 4));
  step->label = g_strdup (rap_stmt_text (stmt, 5));
  step->depth = (int) rap_stmt_int (stmt, 6);
  step->undoes = rap_stmt_int (stmt, 7);
  step->tip = step->seq;
  return step;
}

static void
rap_step_finalize (GObject *object)
{
  RapStep *self = RAP_STEP (object);

  g_free (self->origin);
  g_free (self->seminar);
  g_free (self->label);
  G_OBJECT_CLASS (rap_step_parent_class)->finalize (object);
}

static void
rap_step_class_init (RapStepClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rap_step_finalize;
}

static void
rap_step_init (RapStep *self)
{
}

GPtrArray *
rap_steps_list (RapDb *db)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) undone_by = g_hash_table_new (g_int64_hash, g_int64_equal); /* seq → the step that undid it */
  g_autoptr (GHashTable) counts = g_hash_table_new (g_int64_hash, g_int64_equal);    /* seminar → steps so far */
  g_autoptr (GArray) ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  g_autoptr (RapStmt) stmt = rap_db_prepare (db, STEPS, NULL);

  /* from the newest on: what undoes a step is known before the step is looked at */
  while (rap_stmt_step (stmt, NULL))
    {
      RapStep *step = make_step (stmt);
      const Range range = { step->seq, rap_stmt_int (stmt, 8), step->seminar_id };
      RapStep *by = g_hash_table_lookup (undone_by, &step->seq);

      step->later = GPOINTER_TO_UINT (g_hash_table_lookup (counts, &step->seminar_id));
      g_hash_table_insert (counts, &step->seminar_id, GUINT_TO_POINTER (step->later + 1));
      /* an undo that somebody went back behind is none */
      if (by != NULL && by->state == RAP_STEP_PASSED)
        by = NULL;
      if (by != NULL)
        step->tip = by->tip;
      if (step->undoes != 0 && !g_hash_table_contains (undone_by, &step->undoes))
        g_hash_table_insert (undone_by, &step->undoes, step);
      if (was_passed (step, ranges))
        step->state = RAP_STEP_PASSED;
      else
        step->state = by != NULL && by->state == RAP_STEP_DONE ? RAP_STEP_UNDONE : RAP_STEP_DONE;
      if (step->state == RAP_STEP_DONE && range.to != 0)
        g_array_append_val (ranges, range);
      g_ptr_array_add (steps, step);
    }
  return steps;
}
