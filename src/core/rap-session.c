/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-session.h"

#define AT(member) G_STRUCT_OFFSET (RapSession, member)

static const RapField fields[] = {
  { "seminar_id", RAP_FIELD_REF, AT (seminar_id), NULL },
  { "position", RAP_FIELD_REAL, AT (position), NULL },
  { "kind", RAP_FIELD_TEXT, AT (kind), NULL },
  { "title", RAP_FIELD_TEXT, AT (title), NULL },
  { "starts_at", RAP_FIELD_REF, AT (starts_at), NULL },
  { "ends_at", RAP_FIELD_REF, AT (ends_at), NULL },
  { "attribution", RAP_FIELD_TEXT, AT (attribution), NULL },
  { "minutes_to_talk", RAP_FIELD_REF, AT (minutes_to_talk), NULL },
  { "minutes_to_report", RAP_FIELD_REF, AT (minutes_to_report), NULL },
  { "ask", RAP_FIELD_TEXT, AT (ask), NULL },
  { "reporting", RAP_FIELD_TEXT, AT (reporting), NULL },
  { NULL },
};

RAP_DEFINE_RECORD (RapSession, rap_session, "session", NULL)
