/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapNames:
 *
 * Words that name people, to be found in texts: as words of their own (so also in "Hazel's"), in capitals and small
 * letters as they are given, or hazel trees would go with Hazel, composed or decomposed. Where a script writes without
 * blanks or glues endings to names (Han, Kana, Hangul, Thai, …) a name is found inside longer words too: rather a word
 * too many than a name.
 */
typedef struct _RapNames RapNames;

/**
 * RapNamesFound:
 * @start: the byte of the text at which the name begins
 * @end: the byte after it
 * @name: which it is of the names, in the order of adding; of two that are the same the later
 *
 * Called for a name in a text.
 */
typedef void (*RapNamesFound) (gsize start, gsize end, guint name, gpointer data);

/** rap_names_new: Returns: (transfer full): no names yet */
RapNames *rap_names_new (void);

/** rap_names_add: adds a name of @len bytes, -1 if it ends with a NUL. An empty one is never found. */
void rap_names_add (RapNames *self, const char *name, gssize len);

/**
 * rap_names_find:
 * @text: (array length=len): any bytes
 *
 * Calls @found for each place where a name stands, from left to right: for the longest that begins there, and only if
 * it goes beyond those before it. Its start may lie within the one before ("Anna Bell" and "Bell Tower"). The time
 * it takes grows with the text, and hardly with the number of names.
 */
void rap_names_find (RapNames *self, const char *text, gsize len, RapNamesFound found, gpointer data);

/** rap_names_free: frees it with what it holds */
void rap_names_free (RapNames *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapNames, rap_names_free)

G_END_DECLS
