/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-attribution.h"
#include "rap-db.h"
#include "rap-names.h"

G_BEGIN_DECLS

/**
 * RapLeakNames:
 *
 * The names of a seminar's people, and how far each may be told. A name is the full name or a word of it of three
 * letters or more: two in Han, Kana and Hangul, and none of small letters beside others with capitals ("van").
 */
typedef struct _RapLeakNames RapLeakNames;

/** rap_leak_names_new: Returns: (transfer full): the names of those who attend @seminar_id or have a role in it, or
 * %NULL with @error set */
RapLeakNames *rap_leak_names_new (RapDb *db, gint64 seminar_id, GError **error);

/** rap_leak_names_is_empty: Returns: whether nobody is known there */
gboolean rap_leak_names_is_empty (RapLeakNames *self);

/**
 * rap_leak_names_find:
 * @rule: the rule that holds
 * @is_listed: whether the text announces the seminar, where those may be named who stand in people.csv; elsewhere they
 *   may be as far as an `@` may name them
 * @found: called as by rap_names_find(), for names alone that may not be told. A word of a longer name that may be is
 *   none; of a name of two people both must be such as may be told.
 */
void rap_leak_names_find (RapLeakNames *self,
                          RapAttribution rule,
                          gboolean is_listed,
                          const char *text,
                          gsize len,
                          RapNamesFound found,
                          gpointer data);

/** rap_leak_names_free: frees it with what it holds */
void rap_leak_names_free (RapLeakNames *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapLeakNames, rap_leak_names_free)

G_END_DECLS
