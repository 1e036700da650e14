/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-attendance.h"

#define AT(member) G_STRUCT_OFFSET (RapAttendance, member)

static const RapField fields[] = {
  { "seminar_id", RAP_FIELD_REF, AT (seminar_id), NULL },
  { "person_id", RAP_FIELD_REF, AT (person_id), NULL },
  { "affiliation", RAP_FIELD_TEXT, AT (affiliation), NULL },
  { "status", RAP_FIELD_TEXT, AT (status), NULL },
  { "consent", RAP_FIELD_TEXT, AT (consent), NULL },
  { "name", RAP_FIELD_TEXT, AT (name), "(SELECT name FROM person WHERE person.id = attendance.person_id)" },
  { "roles", RAP_FIELD_TEXT, AT (roles),
    "(SELECT group_concat(DISTINCT kind || CASE kind WHEN 'member' THEN ' ' || ifnull(number, '') ELSE '' END)"
    " FROM role LEFT JOIN syndicate ON syndicate.id = syndicate_id WHERE attendance_id = attendance.id)" },
  { NULL },
};

RAP_DEFINE_RECORD (RapAttendance, rap_attendance, "attendance", "~person role ~syndicate")
