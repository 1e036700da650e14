/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapLineContext:
 * @date: the seminar's date, or cleared: a due day without a year is the next such day on or after it; without a date
 *   such a day is text
 * @month_first: "2/3" is 3 February (rap_grammar_default_month_first()), else 2 March
 * @unnamed: the Chatham House Rule binds the session (its attribution is none): no @ is kept
 *
 * What the capture grammar must know about the moment: the seminar's people, the session's points, the archive's
 * themes. Made once, kept while one session is captured; parsing only reads it.
 */
typedef struct
{
  GDate date;
  gboolean month_first;
  gboolean unnamed;
  /*< private >*/
  GArray *people;
  GHashTable *names;
  GHashTable *plain_names;
  GHashTable *full_names;
  GHashTable *choices;
  GArray *points;
  char *echo;
  gint64 echo_id;
  GHashTable *themes;
} RapLineContext;

/**
 * rap_theme_key:
 * @name: a theme's name in any spelling
 *
 * Two names are the same theme when their keys are equal: normalised (NFKC), case folded, white space trimmed and
 * collapsed to one space. Diacritics count.
 *
 * Returns: (transfer full): the key
 */
char *rap_theme_key (const char *name);

/**
 * rap_name_key:
 * @name: a person's name in any spelling
 *
 * Two names are the same when their keys are equal: as with themes, and a typographic apostrophe is a plain one
 * (O’Brien, O'Brien). Diacritics count.
 *
 * Returns: (transfer full): the key
 */
char *rap_name_key (const char *name);

/** rap_name_fold: Returns: (transfer full): rap_name_key() without diacritics, for finding "Zoë" by "zoe" */
char *rap_name_fold (const char *name);

/** rap_line_context_new: Returns: (transfer full): a context that knows nobody and nothing, without a date */
RapLineContext *rap_line_context_new (void);

/** rap_line_context_free: frees it; @self may be %NULL */
void rap_line_context_free (RapLineContext *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapLineContext, rap_line_context_free)

/**
 * rap_line_context_set_date:
 * @iso: (nullable): YYYY-MM-DD; anything else clears the date
 */
void rap_line_context_set_date (RapLineContext *self, const char *iso);

/**
 * rap_line_context_add_person:
 * @id: a person of this seminar
 * @name: the full name; a title at its start ("Dr") is not a first name
 */
void rap_line_context_add_person (RapLineContext *self, gint64 id, const char *name);

/**
 * rap_line_context_add_point:
 * @id: a point of this session, for "= proxies"
 * @text: its text
 */
void rap_line_context_add_point (RapLineContext *self, gint64 id, const char *text);

/**
 * rap_line_context_add_theme:
 * @name: a theme of the archive, so that its mark is not called new
 * @key: (nullable): its rap_theme_key() where that is known, for thousands of them are not folded within a keystroke
 */
void rap_line_context_add_theme (RapLineContext *self, const char *name, const char *key);

/**
 * rap_line_context_choose:
 * @word: the value of an ambiguous or unknown mark
 * @id: the person it means from now on, added before
 *
 * Settles a word that fits several people, or none (Tab in the window): namesakes can be told apart in no other way.
 */
void rap_line_context_choose (RapLineContext *self, const char *word, gint64 id);

/**
 * rap_line_context_choose_point:
 * @words: (nullable): what is typed after "= "
 * @id: the point they mean from now on, added before
 *
 * Settles which point is meant where several fit (Tab in the window).
 */
void rap_line_context_choose_point (RapLineContext *self, const char *words, gint64 id);

/**
 * rap_line_context_get_person_name:
 *
 * Returns: (transfer none) (nullable): the full name of a person of the context
 */
const char *rap_line_context_get_person_name (const RapLineContext *self, gint64 id);

/**
 * rap_line_context_get_point_text:
 *
 * Returns: (transfer none) (nullable): the text of a point of the context
 */
const char *rap_line_context_get_point_text (const RapLineContext *self, gint64 id);

/**
 * rap_line_context_get_theme:
 *
 * Returns: (transfer none) (nullable): the theme of this name as the archive spells it
 */
const char *rap_line_context_get_theme (const RapLineContext *self, const char *name);

/**
 * rap_line_context_find_people:
 * @word: one or several words, without the @
 * @full_first: whether a full name beats first and last names, as it does in quotation marks
 *
 * Finds whom a mark means: the choice made for the word, else everybody whose first, last or full name it is, without
 * regard to case (NFKC); if there is nobody, the same without regard to diacritics ("Zoe" finds "Zoë").
 *
 * Returns: (transfer full) (element-type gint64): ids, each once; empty when nobody fits
 */
GArray *rap_line_context_find_people (const RapLineContext *self, const char *word, gboolean full_first);

/**
 * rap_line_context_complete_people:
 * @begun: the beginning of a first, last or full name
 *
 * Returns: (transfer full) (element-type gint64): who may be meant, by name, without regard to case and diacritics
 */
GArray *rap_line_context_complete_people (const RapLineContext *self, const char *begun);

/**
 * rap_line_context_complete_points:
 * @words: what was typed after "= "
 *
 * Returns: (transfer full) (element-type gint64): what rap_grammar_find_echoes() gives where no choice was made
 */
GArray *rap_line_context_complete_points (const RapLineContext *self, const char *words);

/**
 * rap_line_context_is_full_name:
 *
 * Returns: whether @words are somebody's full name, without regard to case and diacritics
 */
gboolean rap_line_context_is_full_name (const RapLineContext *self, const char *words);

/**
 * rap_grammar_find_echoes:
 * @words: what was typed after "= "
 * @n_best: (out) (optional): how many of the first ones are equally good
 *
 * Finds the points that contain all the words, without regard to case and diacritics, best first: those that are just
 * this text, then those with words that begin so, then those with the letters anywhere; inside each in the order in
 * which they were added; or the one that was chosen for the words. "= " is understood when there is exactly one best.
 *
 * Returns: (transfer full) (element-type gint64): ids of points
 */
GArray *rap_grammar_find_echoes (const RapLineContext *self, const char *words, guint *n_best);

G_END_DECLS
