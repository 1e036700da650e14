/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-record.h"

G_BEGIN_DECLS

#define RAP_TYPE_SERIES (rap_series_get_type ())
G_DECLARE_FINAL_TYPE (RapSeries, rap_series, RAP, SERIES, RapRecord)

/**
 * RapSeries:
 *
 * Seminars that belong together. The columns are explained in the schema; what comes after them is worked out.
 */
struct _RapSeries
{
  RapRecord parent;
  char *name;
  char *key;
};

G_END_DECLS
