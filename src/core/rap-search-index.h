/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-changes.h"

G_BEGIN_DECLS

/**
 * rap_search_index_connect:
 *
 * Gives a connection what rap_search_index_update() needs: the function `rap_cjk(text)`, which parts the characters of
 * languages written without spaces by blanks and leaves out everything else, and temporary tables.
 */
gboolean rap_search_index_connect (RapDb *db, GError **error);

/** rap_search_index_update: brings the index up to date with what a step changed, in the step's own transaction */
gboolean rap_search_index_update (RapDb *db, RapChanges *changes, GError **error);

/**
 * rap_search_index_tidy:
 *
 * Does a slice of the index's own housekeeping, which is kept out of the capture path: in a transaction of its own, in
 * less time than a frame has. For when nothing else happens.
 *
 * Returns: whether there is more to do
 */
gboolean rap_search_index_tidy (RapDb *db);

/** rap_search_cjk: Returns: (transfer full): the characters of @text that are written without spaces, parted by blanks
 */
char *rap_search_cjk (const char *text);

G_END_DECLS
