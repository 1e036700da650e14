/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "archive-fixture.h"
#include "rap-export.h"

/* Exports into a folder, and what is in them. */

/* The folder beside the archive into which they go. */
char *export_folder (Archive *archive);
void export_remove_folder (const char *folder);

RapExportResult *export_write (Archive *archive, const RapExportOptions *options);

/* The rows of a table as GStrv, the header first. */
GPtrArray *export_read_table (const char *folder, const char *table);
GPtrArray *export_read_delimited (const char *folder, const char *table, char delimiter);

/* 0 if there is no such folder. */
guint export_count_files (const char *folder);

char *export_read_file (const char *folder, const char *name);

/* The cell of a column in the row of an id; NULL if there is no such row. */
const char *export_find_cell (GPtrArray *rows, const char *id, const char *column);
void export_assert_cell (const char *folder,
                         const char *table,
                         char kind,
                         gint64 id,
                         const char *column,
                         const char *expected);

/* Rows come straight into the archive: an export only reads. */
void export_insertf (Archive *archive, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* A seminar with a talk (10) and a discussion (11) of two syndicates (20, 21). People: 1 speaks, 2 consents, 3 does
 * not. */
void export_make_seminar (Archive *archive);
