/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapPointKind:
 *
 * What sort of thing was said. Written to the archive and to CSV as the words of rap_point_kind_to_string().
 */
typedef enum
{
  RAP_POINT_KIND_INSIGHT,
  RAP_POINT_KIND_QUESTION,
  RAP_POINT_KIND_ACTION,
  RAP_POINT_KIND_QUOTE,
  RAP_POINT_KIND_EXAMPLE,
} RapPointKind;

/**
 * RapRelation:
 * @RAP_RELATION_SAID: the person said the point
 * @RAP_RELATION_OWNS: the person owns the action
 * @RAP_RELATION_MENTIONED: the person's name stands in the text
 *
 * How a person belongs to a point. Written to the archive as "said", "owns" and "mentioned".
 */
typedef enum
{
  RAP_RELATION_SAID,
  RAP_RELATION_OWNS,
  RAP_RELATION_MENTIONED,
} RapRelation;

/**
 * RapMarkKind:
 * @RAP_MARK_KIND: what makes the line a question, an action, a quote or an example; the value is the kind's word
 * @RAP_MARK_THEME: a theme; the value is its name, spelled as the archive has it where it is known
 * @RAP_MARK_PERSON: exactly one person of the seminar; the value is the full name, the one candidate the id
 * @RAP_MARK_UNKNOWN_PERSON: an @ that matches nobody and stays text; the value is the word
 * @RAP_MARK_AMBIGUOUS_PERSON: an @ that matches several and stays text; the value is the word, the candidates their
 * ids
 * @RAP_MARK_UNNAMED: an @ under the Chatham House Rule, which is stored nowhere; the value is empty
 * @RAP_MARK_STAR: starred
 * @RAP_MARK_AGREED: so many in the room agreed; the value is the number
 * @RAP_MARK_CHECK: to be checked with the rapporteur
 * @RAP_MARK_DUE: the day an action is due; the value is the ISO date
 * @RAP_MARK_ECHO: "we said that too"; the value is the text of the point, the one candidate its id
 * @RAP_MARK_PLAIN: the backslash that makes the line plain text
 */
typedef enum
{
  RAP_MARK_KIND,
  RAP_MARK_THEME,
  RAP_MARK_PERSON,
  RAP_MARK_UNKNOWN_PERSON,
  RAP_MARK_AMBIGUOUS_PERSON,
  RAP_MARK_UNNAMED,
  RAP_MARK_STAR,
  RAP_MARK_AGREED,
  RAP_MARK_CHECK,
  RAP_MARK_DUE,
  RAP_MARK_ECHO,
  RAP_MARK_PLAIN,
} RapMarkKind;

/**
 * RapMark:
 * @kind: what was understood
 * @start: the first byte of it in the typed line
 * @end: the byte after it; a mark can lie inside the range of a quotation's %RAP_MARK_KIND
 * @value: see #RapMarkKind; never %NULL
 * @candidates: (element-type gint64) (nullable): ids, see #RapMarkKind
 * @is_new: a theme that the context does not know yet
 *
 * One chip: something in the line that was understood, or that looks like a mark and was not.
 */
typedef struct
{
  RapMarkKind kind;
  gsize start;
  gsize end;
  char *value;
  GArray *candidates;
  gboolean is_new;
} RapMark;

/**
 * RapLinePerson:
 * @person_id: a person of the seminar
 * @relation: how the person belongs to the point
 * @as_typed: the words in the text that name the person, "" when the mark stood at the end and was taken off
 *
 * One person of a line. The same person can be there twice: with two relations, or named in two ways.
 */
typedef struct
{
  gint64 person_id;
  RapRelation relation;
  char *as_typed;
} RapLinePerson;

/**
 * RapLine:
 * @kind: the kind of point
 * @text: the text to store, without what was taken off; never %NULL
 * @themes: (array zero-terminated=1): names as typed, in typed order, each once by rap_theme_key(); never %NULL
 * @people: (element-type RapLinePerson): in typed order
 * @starred: ` *`
 * @agreed: ` +3`, or 0
 * @to_check: ` ??`
 * @due: (nullable): an ISO date, of actions only
 * @echo_of: the point that this voice said too, or 0. Then @text is what was typed to find it and no point is to be
 *   made; themes, people, star and hands typed with it are meant for the point that is echoed
 * @empty: nothing was typed but white space
 * @kept: (nullable): how the line was kept before it was entered (rap_unfinished_line_keep()): recorded, it is let go
 * of in the same step
 * @marks: (element-type RapMark): what was understood, in typed order
 *
 * A line as the capture grammar understands it.
 */
typedef struct
{
  RapPointKind kind;
  char *text;
  char **themes;
  GArray *people;
  gboolean starred;
  guint agreed;
  gboolean to_check;
  char *due;
  gint64 echo_of;
  gboolean empty;
  char *kept;
  GArray *marks;
} RapLine;

/**
 * rap_point_kind_to_string:
 *
 * Returns: (transfer none): "insight", "question", "action", "quote" or "example", the words of the CSV contract
 */
const char *rap_point_kind_to_string (RapPointKind kind);

/**
 * rap_point_kind_from_string:
 * @word: (nullable): a word of rap_point_kind_to_string()
 * @kind: (out): the kind; untouched when the word is none
 *
 * Returns: whether @word is a kind
 */
gboolean rap_point_kind_from_string (const char *word, RapPointKind *kind);

/**
 * rap_relation_to_string:
 *
 * Returns: (transfer none): "said", "owns" or "mentioned"
 */
const char *rap_relation_to_string (RapRelation relation);

/**
 * rap_relation_from_string:
 * @word: (nullable): a word of rap_relation_to_string()
 * @relation: (out): the relation; untouched when the word is none
 *
 * Returns: whether @word is a relation
 */
gboolean rap_relation_from_string (const char *word, RapRelation *relation);

/**
 * rap_line_new:
 * @kind: the kind of point
 * @text: its text
 *
 * Makes a line of something in the archive, to be completed and given to rap_line_unparse(). Set the plain fields
 * (due with g_strdup()) and add themes and people with the functions below.
 *
 * Returns: (transfer full): a line without marks
 */
RapLine *rap_line_new (RapPointKind kind, const char *text);

/**
 * rap_line_add_theme:
 *
 * Adds a theme, unless the line has it already by rap_theme_key().
 *
 * Returns: whether it was added
 */
gboolean rap_line_add_theme (RapLine *self, const char *name);

/**
 * rap_line_add_person:
 * @as_typed: the words in the text that name the person, or ""
 *
 * Adds a person, unless the line has the same one with the same relation and words already.
 *
 * Returns: whether it was added
 */
gboolean rap_line_add_person (RapLine *self, gint64 person_id, RapRelation relation, const char *as_typed);

/**
 * rap_line_equal:
 *
 * Returns: whether all that would be stored is the same; how it was typed (the marks, the order of people) is not
 * looked at
 */
gboolean rap_line_equal (const RapLine *a, const RapLine *b);

/** rap_line_free: frees it with its marks and people */
void rap_line_free (RapLine *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapLine, rap_line_free)

G_END_DECLS
