/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-attendance.h"

#define AT(member) G_STRUCT_OFFSET (RapAttendance, member)

static const RapField fields[] = {
  { "seminar_id", RAP_FIELD_REF, AT (seminar_id), NULL },    { "person_id", RAP_FIELD_REF, AT (person_id), NULL },
  { "affiliation", RAP_FIELD_TEXT, AT (affiliation), NULL }, { "status", RAP_FIELD_TEXT, AT (status), NULL },
  { "consent", RAP_FIELD_TEXT, AT (consent), NULL },         { NULL },
};

RAP_DEFINE_RECORD (RapAttendance, rap_attendance, "attendance", NULL)
