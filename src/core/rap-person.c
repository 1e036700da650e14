/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-person.h"

#define AT(member) G_STRUCT_OFFSET (RapPerson, member)

static const RapField fields[] = {
  { "name", RAP_FIELD_TEXT, AT (name), NULL },
  { "email", RAP_FIELD_TEXT, AT (email), NULL },
  { "bio", RAP_FIELD_TEXT, AT (bio), NULL },
  { "url", RAP_FIELD_TEXT, AT (url), NULL },
  { NULL },
};

RAP_DEFINE_RECORD (RapPerson, rap_person, "person", NULL)
