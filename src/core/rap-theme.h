/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-record.h"

G_BEGIN_DECLS

#define RAP_TYPE_THEME (rap_theme_get_type ())
G_DECLARE_FINAL_TYPE (RapTheme, rap_theme, RAP, THEME, RapRecord)

/**
 * RapTheme:
 *
 * A named topic, archive-wide. The columns are explained in the schema; what comes after them is worked out.
 */
struct _RapTheme
{
  RapRecord parent;
  char *name;
  char *key;
};

G_END_DECLS
