/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-role.h"

#define AT(member) G_STRUCT_OFFSET (RapRole, member)

static const RapField fields[] = {
  { "attendance_id", RAP_FIELD_REF, AT (attendance_id), NULL },
  { "kind", RAP_FIELD_TEXT, AT (kind), NULL },
  { "session_id", RAP_FIELD_REF, AT (session_id), NULL },
  { "syndicate_id", RAP_FIELD_REF, AT (syndicate_id), NULL },
  { "position", RAP_FIELD_REAL, AT (position), NULL },
  { "placed", RAP_FIELD_BOOL, AT (placed), NULL },
  { NULL },
};

RAP_DEFINE_RECORD (RapRole, rap_role, "role", NULL)
