/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-record.h"

G_BEGIN_DECLS

#define RAP_TYPE_SYNDICATE (rap_syndicate_get_type ())
G_DECLARE_FINAL_TYPE (RapSyndicate, rap_syndicate, RAP, SYNDICATE, RapRecord)

/**
 * RapSyndicate:
 *
 * One group in a discussion. The columns are explained in the schema; what comes after them is worked out.
 */
struct _RapSyndicate
{
  RapRecord parent;
  gint64 session_id;
  gint64 number;
  char *name;
  char *brief;
  gint64 head_count;
  gboolean closed;
};

G_END_DECLS
