/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-record.h"

G_BEGIN_DECLS

#define RAP_TYPE_SESSION (rap_session_get_type ())
G_DECLARE_FINAL_TYPE (RapSession, rap_session, RAP, SESSION, RapRecord)

/**
 * RapSession:
 *
 * An item of a seminar's programme. The columns are explained in the schema; what comes after them is worked out.
 */
struct _RapSession
{
  RapRecord parent;
  gint64 seminar_id;
  double position;
  char *kind;
  char *title;
  gint64 starts_at;
  gint64 ends_at;
  char *attribution;
  gint64 minutes_to_talk;
  gint64 minutes_to_report;
  char *ask;
  char *reporting;
};

G_END_DECLS
