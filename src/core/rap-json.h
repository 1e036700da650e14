/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapJson:
 *
 * Writes one JSON text (RFC 8259), UTF-8, piece by piece. Where a @key is taken it is %NULL for an element of an array
 * and for the outermost value.
 */
typedef struct _RapJson RapJson;

/** rap_json_new: Returns: (transfer full): an empty text */
RapJson *rap_json_new (void);

/** rap_json_open: begins an object (@bracket is `{`) or an array (`[`) */
void rap_json_open (RapJson *self, const char *key, char bracket);

/** rap_json_close: ends the innermost object or array that is open */
void rap_json_close (RapJson *self);

/** rap_json_text: adds a string, or null for %NULL; bytes that are no UTF-8 become U+FFFD */
void rap_json_text (RapJson *self, const char *key, const char *text);

/** rap_json_int: adds a number */
void rap_json_int (RapJson *self, const char *key, gint64 value);

/** rap_json_bool: adds true or false */
void rap_json_bool (RapJson *self, const char *key, gboolean value);

/** rap_json_take: Returns: (transfer full): what was written since the last time; a text may be taken in parts */
char *rap_json_take (RapJson *self);

/** rap_json_free: frees it with what was not taken */
void rap_json_free (RapJson *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapJson, rap_json_free)

G_END_DECLS
