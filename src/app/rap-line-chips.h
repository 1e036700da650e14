/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rap-db.h"
#include "rap-line.h"

G_BEGIN_DECLS

/**
 * rap_line_chips_add:
 * @line: what was understood
 * @mark: one of its marks
 *
 * Adds the chip of what was understood, or was not, of a line.
 */
void rap_line_chips_add (GtkBox *box, RapDb *db, const RapLine *line, const RapMark *mark);

/**
 * rap_line_chips_attributes:
 * @line: (nullable): a line as it is understood
 *
 * Returns: (transfer full): how its marks are to be printed where it is typed
 */
PangoAttrList *rap_line_chips_attributes (const RapLine *line);

G_END_DECLS
