/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

G_BEGIN_DECLS

/** workload_act: makes one random step of those an organiser makes. Returns: FALSE with @error set if it was refused */
gboolean workload_act (RapStore *store, GError **error);

/** workload_say: adds a point with a text. Returns: its id, 0 with @error set */
gint64 workload_say (RapStore *store, const char *typed, GError **error);

/**
 * workload_probe:
 * @path: an archive
 * @fault: (out) (transfer full): what is wrong with it, or %NULL
 *
 * Opens an archive with SQLite's own VFS and checks all that must hold: SQLite's and FTS5's integrity checks, foreign
 * keys, that the search index stands for the points and that every step of the history has its parts.
 *
 * Returns: (transfer full): a digest of all rows that make the history, equal for equal archives; "" where there is no
 * archive yet
 */
char *workload_probe (const char *path, char **fault);

/** workload_digest: Returns: (transfer full): the same digest of what an open store sees */
char *workload_digest (RapStore *store);

/** workload_make_folder: Returns: (transfer full): a new folder in memory if there is one */
char *workload_make_folder (void);

/** workload_remove_folder: removes it with the files in it, and frees @folder */
void workload_remove_folder (char *folder);

G_END_DECLS
