/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rap_csv_is_delimiter:
 * @c: a character
 *
 * Returns: whether it can be a delimiter: a tab or an ASCII sign, but none that quotes, guards or stands in numbers
 * and ids
 */
gboolean rap_csv_is_delimiter (char c);

/**
 * rap_csv_check_kind:
 * @head: the first bytes of a file, 64 KiB of them if it has as many
 * @len: how many they are
 * @error: return location for %RAP_ERROR_BAD_FILE
 *
 * Tells files of another kind that are given in place of CSV (workbooks, PDF, databases, web pages, JSON, pictures, …)
 * by their signatures, and empty ones.
 *
 * Returns: %FALSE, with a reason that says what the file is and what to do, if it is no CSV
 */
gboolean rap_csv_check_kind (const guint8 *head, gsize len, GError **error);

/**
 * rap_csv_check_text:
 * @head: the beginning of the text, in an encoding that has ASCII in it
 * @len: its bytes
 * @utf8: whether it is valid UTF-8, as next to no other data is
 * @error: return location for %RAP_ERROR_BAD_FILE
 *
 * Tells text from other data: text has next to no control characters.
 *
 * Returns: %FALSE if this is no text
 */
gboolean rap_csv_check_text (const guint8 *head, gsize len, gboolean utf8, GError **error);

/**
 * rap_csv_guess_delimiter:
 * @head: the beginning of the text, UTF-8
 * @len: its bytes
 * @complete: whether that is all of it; if not, its last line is not looked at
 *
 * Chooses among comma, semicolon and tab the one that best makes a table of it: the fewest rows that break the rules
 * of quoting, then the most rows of as many cells as the first, then the most cells.
 *
 * Returns: the delimiter; a comma if none occurs in the first row
 */
char rap_csv_guess_delimiter (const char *head, gsize len, gboolean complete);

G_END_DECLS
