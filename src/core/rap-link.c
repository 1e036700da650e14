/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-link.h"

#define AT(member) G_STRUCT_OFFSET (RapLink, member)

static const RapField fields[] = {
  { "seminar_id", RAP_FIELD_REF, AT (seminar_id), NULL },
  { "position", RAP_FIELD_REAL, AT (position), NULL },
  { "title", RAP_FIELD_TEXT, AT (title), NULL },
  { "url", RAP_FIELD_TEXT, AT (url), NULL },
  { NULL },
};

RAP_DEFINE_RECORD (RapLink, rap_link, "link", NULL)
