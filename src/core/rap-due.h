/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rap_due_find:
 * @text: some text
 * @length: how many bytes of it count
 * @seminar: the seminar's date, or a cleared one
 * @month_first: "2/3" is 3 February, else 2 March
 * @start: (out): where "by" begins
 * @due: (out): the day
 *
 * Looks for a due day at the end of a text: "by" (or its translation) after white space, then a weekday, `today`,
 * `tomorrow`, `2011-02-28`, `28 Feb`, `Feb 28`, `28th February`, `28 Feb 2011`, `28/2`, `28/2/11`, `28.2.` or
 * `28.2.2011`, with names in English or the locale's language, and perhaps a full stop. A day without a year is the
 * next such day on or after the seminar; a year of two digits is the one nearest to it. An impossible day is no day.
 *
 * Returns: whether there is one
 */
gboolean
rap_due_find (const char *text, gsize length, const GDate *seminar, gboolean month_first, gsize *start, GDate *due);

/**
 * rap_due_read:
 * @text: a day alone, as rap_due_find() knows them after "by"
 *
 * Returns: whether it is one
 */
gboolean rap_due_read (const char *text, const GDate *seminar, gboolean month_first, GDate *date);

G_END_DECLS
