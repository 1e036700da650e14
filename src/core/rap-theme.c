/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-theme.h"

#define AT(member) G_STRUCT_OFFSET (RapTheme, member)

static const RapField fields[] = {
  { "name", RAP_FIELD_TEXT, AT (name), NULL },
  { "key", RAP_FIELD_TEXT, AT (key), NULL },
  { NULL },
};

RAP_DEFINE_RECORD (RapTheme, rap_theme, "theme", NULL)
