/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-link.h"
#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_LINK_ROW (rap_link_row_get_type ())
G_DECLARE_FINAL_TYPE (RapLinkRow, rap_link_row, RAP, LINK_ROW, AdwPreferencesRow)

/** rap_link_row_new: Returns: (transfer floating): a row in which a link's title and address are edited in place */
GtkWidget *rap_link_row_new (RapStore *store, RapLink *link);

G_END_DECLS
