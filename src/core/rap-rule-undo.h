/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-changes.h"

G_BEGIN_DECLS

/**
 * rap_rule_check_undo:
 * @changes: what a step changed that takes others back; it is applied, and not yet committed
 * @undoes: the step that it takes back, or 0 if it goes back over several
 * @error: return location: %RAP_ERROR_CONFLICT if it is no way to go
 *
 * Sees to it that an undo does not walk round the Chatham House Rule (see rap_rule_set()): what was said under it stays
 * under it, and no names come under it, for nothing is erased here.
 *
 * Returns: whether the step may be committed
 */
gboolean rap_rule_check_undo (RapDb *db, RapChanges *changes, gint64 undoes, GError **error);

G_END_DECLS
