/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "rap-error.h"

G_BEGIN_DECLS

/**
 * rap_sqlite_set_error:
 * @handle: the connection on which it happened
 * @path: (nullable): the archive's file; %NULL to ask the connection, which knows it only once it is open
 * @code: the result code
 *
 * Says in one sentence what SQLite reported, about which archive, and that nothing was changed.
 */
void rap_sqlite_set_error (sqlite3 *handle, const char *path, int code, GError **error);

G_END_DECLS
