/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-record.h"

G_BEGIN_DECLS

#define RAP_TYPE_LINK (rap_link_get_type ())
G_DECLARE_FINAL_TYPE (RapLink, rap_link, RAP, LINK, RapRecord)

/**
 * RapLink:
 *
 * A web address that belongs to a seminar. The columns are explained in the schema; what comes after them is worked
 * out.
 */
struct _RapLink
{
  RapRecord parent;
  gint64 seminar_id;
  double position;
  char *title;
  char *url;
};

G_END_DECLS
