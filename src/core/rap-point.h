/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-record.h"

G_BEGIN_DECLS

#define RAP_TYPE_POINT (rap_point_get_type ())
G_DECLARE_FINAL_TYPE (RapPoint, rap_point, RAP, POINT, RapRecord)

/**
 * RapPoint:
 *
 * One thing said, in one session, by one voice. The columns are explained in the schema; what comes after them is
 * worked out.
 */
struct _RapPoint
{
  RapRecord parent;
  gint64 session_id;
  char *voice;
  gint64 syndicate_id;
  gint64 speaker_id;
  char *kind;
  char *text;
  gboolean starred;
  gint64 agreed;
  gboolean to_check;
  char *due;
  gint64 done_at;
  gint64 merged_into;
  gint64 recorded_at;

  gint64 number;
  char *themes;
  char *people;
  char *echoes;
  char *speaker;
};

G_END_DECLS
