/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-line.h"

#include "rap-line-context.h"

static const char *const KINDS[] = { "insight", "question", "action", "quote", "example" };
static const char *const RELATIONS[] = { "said", "owns", "mentioned" };

static int
find_word (const char *const *words, guint n_words, const char *word)
{
  for (guint i = 0; i < n_words; i++)
    if (g_strcmp0 (words[i], word) == 0)
      return (int) i;
  return -1;
}

static void
clear_person (gpointer data)
{
  RapLinePerson *person = data;

  g_free (person->as_typed);
}

static void
clear_mark (gpointer data)
{
  RapMark *mark = data;

  g_free (mark->value);
  g_clear_pointer (&mark->candidates, g_array_unref);
}

static gboolean
has_person (const RapLine *self, const RapLinePerson *person)
{
  for (guint i = 0; i < self->people->len; i++)
    {
      const RapLinePerson *other = &g_array_index (self->people, RapLinePerson, i);

      if (other->person_id == person->person_id && other->relation == person->relation &&
          g_str_equal (other->as_typed, person->as_typed))
        return TRUE;
    }
  return FALSE;
}

const char *
rap_point_kind_to_string (RapPointKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (KINDS), KINDS[0]);

  return KINDS[kind];
}

gboolean
rap_point_kind_from_string (const char *word, RapPointKind *kind)
{
  int i = find_word (KINDS, G_N_ELEMENTS (KINDS), word);

  if (i >= 0)
    *kind = (RapPointKind) i;
  return i >= 0;
}

const char *
rap_relation_to_string (RapRelation relation)
{
  g_return_val_if_fail ((guint) relation < G_N_ELEMENTS (RELATIONS), RELATIONS[0]);

  return RELATIONS[relation];
}

gboolean
rap_relation_from_string (const char *word, RapRelation *relation)
{
  int i = find_word (RELATIONS, G_N_ELEMENTS (RELATIONS), word);

  if (i >= 0)
    *relation = (RapRelation) i;
  return i >= 0;
}

RapLine *
rap_line_new (RapPointKind kind, const char *text)
{
  RapLine *self = g_new0 (RapLine, 1);

  self->kind = kind;
  self->text = g_strdup (text != NULL ? text : "");
  self->themes = g_new0 (char *, 1);
  self->people = g_array_new (FALSE, FALSE, sizeof (RapLinePerson));
  g_array_set_clear_func (self->people, clear_person);
  self->marks = g_array_new (FALSE, FALSE, sizeof (RapMark));
  g_array_set_clear_func (self->marks, clear_mark);
  return self;
}

gboolean
rap_line_add_theme (RapLine *self, const char *name)
{
  g_autofree char *key = rap_theme_key (name);
  guint n = g_strv_length (self->themes);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *other = rap_theme_key (self->themes[i]);

      if (g_str_equal (key, other))
        return FALSE;
    }
  self->themes = g_renew (char *, self->themes, n + 2);
  self->themes[n] = g_strdup (name);
  self->themes[n + 1] = NULL;
  return TRUE;
}

gboolean
rap_line_add_person (RapLine *self, gint64 person_id, RapRelation relation, const char *as_typed)
{
  RapLinePerson added = { person_id, relation, (char *) as_typed };

  if (has_person (self, &added))
    return FALSE;
  added.as_typed = g_strdup (as_typed);
  g_array_append_val (self->people, added);
  return TRUE;
}

gboolean
rap_line_equal (const RapLine *a, const RapLine *b)
{
  /* @people is a set, for the archive knows no order of them */
  if (a->kind != b->kind || !g_str_equal (a->text, b->text) || a->starred != b->starred || a->agreed != b->agreed ||
      a->to_check != b->to_check || a->echo_of != b->echo_of || g_strcmp0 (a->due, b->due) != 0 ||
      a->people->len != b->people->len ||
      !g_strv_equal ((const char *const *) a->themes, (const char *const *) b->themes))
    return FALSE;

  for (guint i = 0; i < a->people->len; i++)
    if (!has_person (b, &g_array_index (a->people, RapLinePerson, i)))
      return FALSE;
  return TRUE;
}

void
rap_line_free (RapLine *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_strfreev (self->themes);
  g_array_unref (self->people);
  g_free (self->due);
  g_free (self->kept);
  g_array_unref (self->marks);
  g_free (self);
}
