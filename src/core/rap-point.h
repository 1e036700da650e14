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
 * worked out: themes and people one a line (a line end within a name is a blank there), a person after the relation and
 * a blank. A merged point knows how many originals it stands for, how many syndicates raised it and of how many.
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
  gint64 originals;
  gint64 raised_by;
  gint64 syndicates;
};

/**
 * RAP_POINT_MAX_CHARS:
 *
 * How many characters a text may have: what is exported can then be read by everybody. Python's csv module refuses
 * cells of more than 131,072 unless it is told otherwise.
 */
#define RAP_POINT_MAX_CHARS 100000

/** rap_point_is_too_long: Returns: whether @text, of @len bytes in UTF-8, has more than RAP_POINT_MAX_CHARS characters
 */
gboolean rap_point_is_too_long (const char *text, gsize len);

G_END_DECLS
