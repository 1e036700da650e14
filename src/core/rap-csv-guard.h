/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rap_csv_guard_needed:
 * @text: (array length=len): a cell
 * @len: its bytes, or -1 if it ends with a NUL
 *
 * Whether a spreadsheet could run the cell as a formula, or could have been kept from it by us: whether it matches
 * `^'*[=+\-@\t\r\n＝＋－＠]`. Such a text gets one leading `'` in a spreadsheet-safe file. That texts which begin
 * with apostrophes count too is what makes the guard reversible: guarding maps the matching texts one to one onto
 * those matching texts that begin with `'`, and leaves every other text alone.
 *
 * Returns: %TRUE if the guard puts a `'` before it
 */
gboolean rap_csv_guard_needed (const char *text, gssize len);

/**
 * rap_csv_guard_strip:
 * @text: (inout): a cell of a spreadsheet-safe file of ours
 * @len: (inout): its bytes; never -1
 *
 * Takes the guard off: if the cell is a `'` and then a text that needs the guard, moves @text past that one `'`.
 * Only for files whose ids say that they are safe editions (see rap_id_parse()): in other people's files a leading
 * apostrophe is theirs.
 *
 * Returns: %TRUE if a guard was taken off
 */
gboolean rap_csv_guard_strip (const char **text, gsize *len);

G_END_DECLS
