/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"

G_BEGIN_DECLS

/**
 * RapSearchHit:
 * @kind: an interned string: `point`, `syndicate`, `session`, `seminar` or `person`
 * @id: that row's id
 * @seminar_id: the seminar it belongs to, 0 for a person
 * @date: (nullable): its seminar's day
 * @seminar: (nullable): its seminar's title
 * @where: (nullable): a point's session and voice, a syndicate's session
 * @text: what was found: a point's text, a syndicate's name and brief, a title, a person's name and what is known of
 * them
 *
 * Something that a search found.
 */
typedef struct
{
  const char *kind;
  gint64 id;
  gint64 seminar_id;
  char *date;
  char *seminar;
  char *where;
  char *text;
} RapSearchHit;

/**
 * rap_search_expression:
 * @query: what was typed: words, all of which must be there; `"several words"` in a row; `-word` and `-"several words"`
 *   must not be there. The last word may be the beginning of one, unless a blank follows it.
 *
 * Writes a query for the search index (FTS5's MATCH). Case and diacritics do not count. Characters of languages that
 * are written without spaces are found anywhere, in the order typed. Nothing in @query is syntax of FTS5.
 *
 * Returns: (transfer full) (nullable): the expression; %NULL if there is no word that must be there
 */
char *rap_search_expression (const char *query);

/**
 * rap_search_run:
 * @query: as for rap_search_expression()
 * @limit: how many hits at most
 *
 * Searches the whole archive, newest seminar first; people come last.
 *
 * Returns: (transfer full) (element-type RapSearchHit): the hits, none for a query without words; %NULL with @error set
 */
GPtrArray *rap_search_run (RapDb *db, const char *query, guint limit, GError **error);

/** rap_search_hit_free: frees one hit */
void rap_search_hit_free (RapSearchHit *self);

G_END_DECLS
