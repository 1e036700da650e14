/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-record.h"

G_BEGIN_DECLS

#define RAP_TYPE_ATTENDANCE (rap_attendance_get_type ())
G_DECLARE_FINAL_TYPE (RapAttendance, rap_attendance, RAP, ATTENDANCE, RapRecord)

/**
 * RapAttendance:
 *
 * A person in a seminar. The columns are explained in the schema; what comes after them is worked out.
 */
struct _RapAttendance
{
  RapRecord parent;
  gint64 seminar_id;
  gint64 person_id;
  char *affiliation;
  char *status;
  char *consent;

  char *name;
  char *roles; /* `speaker,member 2`: kinds, a member's with the number of the syndicate */
};

G_END_DECLS
