/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-record.h"

G_BEGIN_DECLS

#define RAP_TYPE_SEMINAR (rap_seminar_get_type ())
G_DECLARE_FINAL_TYPE (RapSeminar, rap_seminar, RAP, SEMINAR, RapRecord)

/**
 * RapSeminar:
 *
 * One seminar. The columns are explained in the schema; what comes after them is worked out.
 */
struct _RapSeminar
{
  RapRecord parent;
  gint64 series_id;
  gint64 follows_id;
  char *title;
  char *topic;
  char *date;
  char *end_date;
  char *tz;
  char *venue;
  char *host;
  char *summary;
  char *attribution;
  gint64 starts_at;
  gint64 ends_at;

  gint64 n_points;
};

G_END_DECLS
