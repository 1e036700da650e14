/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "archive-fixture.h"
#include "rap-import.h"

/* Files of a few lines that are imported, for the tests of all that has to do with it. */

/* As archive_add_seminar(); returns the seminar. */
gint64 import_add_seminar (Archive *archive, int syndicates);

/* Writes points.csv, or people.csv; a @len of -1 is that of the string. */
GFile *import_write_file (Archive *archive, RapImportKind kind, const char *bytes, gssize len);

RapImport *import_open (Archive *archive, RapImportKind kind, gint64 seminar_id, const char *bytes, gssize len);

void import_set_map (RapImport *import, const char *column, const char *field);

/* Checks a file that has to be readable, and that the figures of all rows add up. */
const RapImportCounts *import_check (RapImport *import);

/* import_open() and import_check() */
RapImport *import_check_text (Archive *archive, RapImportKind kind, gint64 seminar_id, const char *text);

/* Writes all that is not rejected. */
void import_write (RapImport *import);

/* All of that. Returns: how many points, or attendances, it added */
guint import_bytes (Archive *archive, RapImportKind kind, gint64 seminar_id, const char *bytes, gssize len);
guint import_text (Archive *archive, RapImportKind kind, gint64 seminar_id, const char *text);

/* The preview of all rows as lines: line, fate, text, what changes. */
char *import_describe (RapImport *import);
void import_assert_preview (RapImport *import, const char *wanted);

void import_assert_rejected (RapImport *import, guint n, guint64 line, const char *column, const char *reason);

/* Everybody in the order of their names: name, e-mail, affiliation, status, consent. */
void import_assert_people (Archive *archive, const char *wanted);

/* Exports a table of a seminar. Returns: the file */
GFile *import_export (Archive *archive, gint64 seminar_id, const char *table, gboolean exact);
