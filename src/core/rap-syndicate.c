/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-syndicate.h"

#define AT(member) G_STRUCT_OFFSET (RapSyndicate, member)

static const RapField fields[] = {
  { "session_id", RAP_FIELD_REF, AT (session_id), NULL },
  { "number", RAP_FIELD_INT, AT (number), NULL },
  { "name", RAP_FIELD_TEXT, AT (name), NULL },
  { "brief", RAP_FIELD_TEXT, AT (brief), NULL },
  { "head_count", RAP_FIELD_REF, AT (head_count), NULL },
  { "closed", RAP_FIELD_BOOL, AT (closed), NULL },
  { NULL },
};

RAP_DEFINE_RECORD (RapSyndicate, rap_syndicate, "syndicate", NULL)
