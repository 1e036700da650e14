/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-seminar.h"

#define AT(member) G_STRUCT_OFFSET (RapSeminar, member)

static const RapField fields[] = {
  { "series_id", RAP_FIELD_REF, AT (series_id), NULL },
  { "follows_id", RAP_FIELD_REF, AT (follows_id), NULL },
  { "title", RAP_FIELD_TEXT, AT (title), NULL },
  { "topic", RAP_FIELD_TEXT, AT (topic), NULL },
  { "date", RAP_FIELD_TEXT, AT (date), NULL },
  { "end_date", RAP_FIELD_TEXT, AT (end_date), NULL },
  { "tz", RAP_FIELD_TEXT, AT (tz), NULL },
  { "venue", RAP_FIELD_TEXT, AT (venue), NULL },
  { "host", RAP_FIELD_TEXT, AT (host), NULL },
  { "summary", RAP_FIELD_TEXT, AT (summary), NULL },
  { "attribution", RAP_FIELD_TEXT, AT (attribution), NULL },
  { "starts_at", RAP_FIELD_REF, AT (starts_at), NULL },
  { "ends_at", RAP_FIELD_REF, AT (ends_at), NULL },
  { "n_points", RAP_FIELD_INT, AT (n_points),
    "(SELECT count(*) FROM session JOIN point ON session_id=session.id WHERE seminar_id=seminar.id AND "
    "voice<>'merged')" },
  { NULL },
};

RAP_DEFINE_RECORD (RapSeminar, rap_seminar, "seminar", "point session syndicate series")
