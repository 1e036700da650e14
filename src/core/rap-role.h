/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-record.h"

G_BEGIN_DECLS

#define RAP_TYPE_ROLE (rap_role_get_type ())
G_DECLARE_FINAL_TYPE (RapRole, rap_role, RAP, ROLE, RapRecord)

/**
 * RapRole:
 *
 * What an attendance does in a seminar. The columns are explained in the schema; what comes after them is worked out.
 */
struct _RapRole
{
  RapRecord parent;
  gint64 attendance_id;
  char *kind;
  gint64 session_id;
  gint64 syndicate_id;
  double position;
  gboolean placed;
};

G_END_DECLS
