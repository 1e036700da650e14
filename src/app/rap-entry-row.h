/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-binding.h"

G_BEGIN_DECLS

#define RAP_TYPE_ENTRY_ROW (rap_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (RapEntryRow, rap_entry_row, RAP, ENTRY_ROW, AdwPreferencesRow)

/**
 * RapEntryRow:
 *
 * A row with a title and a text that is edited in place. (AdwEntryRow of libadwaita 1.2 does not tell screen readers
 * that it has the focus.) Its property `placeholder` is what an empty one says.
 */

/** rap_entry_row_get_entry: Returns: (transfer none): the entry in it */
GtkEntry *rap_entry_row_get_entry (RapEntryRow *self);

/** rap_entry_row_set_reason: shows under the text why it cannot be taken; %NULL: it can */
void rap_entry_row_set_reason (RapEntryRow *self, const char *reason);

/** rap_entry_row_bind: binds its text as rap_binding_attach() does. Returns: (transfer none): the binding */
RapBinding *rap_entry_row_bind (RapEntryRow *self, const RapBindingSpec *spec);

G_END_DECLS
