/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define RAP_TYPE_STEP (rap_step_get_type ())
G_DECLARE_FINAL_TYPE (RapStep, rap_step, RAP, STEP, GObject)

/**
 * RapStepState:
 * @RAP_STEP_DONE: what it did holds
 * @RAP_STEP_UNDONE: it was undone, and can be done again
 * @RAP_STEP_PASSED: somebody went back to before it, which is undone as a whole
 *
 * What has become of a step.
 */
typedef enum
{
  RAP_STEP_DONE,
  RAP_STEP_UNDONE,
  RAP_STEP_PASSED,
} RapStepState;

/**
 * RapStep:
 * @seq: its number
 * @at: when, in milliseconds of UTC
 * @origin: who did it
 * @seminar_id: the seminar it is about, or 0
 * @seminar: (nullable): that seminar's title, if there still is such a seminar
 * @label: what was done, without "Undo" and "Redo"
 * @depth: through how many undos and redos it takes a step back: an odd number is an undo, an even one a redo
 * @undoes: the step that it takes back, or 0
 * @tip: the step to take back so that this one is undone, or done again
 * @later: how many steps came after it about the same seminar
 * @state: what has become of it
 *
 * A step as the history list shows it.
 */
struct _RapStep
{
  GObject parent;

  gint64 seq;
  gint64 at;
  char *origin;
  gint64 seminar_id;
  char *seminar;
  char *label;
  int depth;
  gint64 undoes;
  gint64 tip;
  guint later;
  RapStepState state;
};

/** rap_steps_list: Returns: (transfer full) (element-type RapStep): the history, newest first */
GPtrArray *rap_steps_list (RapDb *db);

G_END_DECLS
