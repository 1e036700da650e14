/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-series.h"

#define AT(member) G_STRUCT_OFFSET (RapSeries, member)

static const RapField fields[] = {
  { "name", RAP_FIELD_TEXT, AT (name), NULL },
  { "key", RAP_FIELD_TEXT, AT (key), NULL },
  { NULL },
};

RAP_DEFINE_RECORD (RapSeries, rap_series, "series", "seminar")
