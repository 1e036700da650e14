/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-line-reader.h"

#include <string.h>

#include "rap-capture.h"
#include "rap-grammar.h"

struct _RapLineReader
{
  RapStore *store;
  gint64 session_id;
  RapLineContext *context;
  gboolean has_points;

  GHashTable *people; /* word → who was chosen of those who are called that */
  char *word;         /* the one chosen for last */
  GArray *candidates; /* of gint64: who is called that */
  guint candidate;
  char *words; /* those after `=` for which a point was chosen */
  gint64 point_id;
};

/* Who was chosen holds also when the archive changes before the line is saved, as long as they are there. */
static void
choose_again (RapLineReader *self)
{
  GHashTableIter iter;
  gpointer word, id;

  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, &word, &id))
    if (rap_line_context_get_person_name (self->context, *(gint64 *) id) != NULL)
      rap_line_context_choose (self->context, word, *(gint64 *) id);
  rap_line_context_choose_point (self->context, self->words, self->point_id);
}

static void
choose_candidate (RapLineReader *self)
{
  gint64 id = g_array_index (self->candidates, gint64, self->candidate);

  g_hash_table_replace (self->people, g_strdup (self->word), g_memdup2 (&id, sizeof id));
  rap_line_reader_renew (self);
}

RapLineReader *
rap_line_reader_new (void)
{
  RapLineReader *self = g_new0 (RapLineReader, 1);

  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
rap_line_reader_free (RapLineReader *self)
{
  rap_line_reader_clear (self);
  rap_line_reader_renew (self);
  g_hash_table_unref (self->people);
  g_clear_object (&self->store);
  g_free (self);
}

void
rap_line_reader_set_session (RapLineReader *self, RapStore *store, gint64 session_id)
{
  g_set_object (&self->store, store);
  self->session_id = session_id;
  rap_line_reader_renew (self);
}

void
rap_line_reader_renew (RapLineReader *self)
{
  g_clear_pointer (&self->context, rap_line_context_free);
}

const RapLineContext *
rap_line_reader_get_context (RapLineReader *self, const char *typed)
{
  const gboolean needs_points = rap_capture_needs_points (typed);

  if (self->store == NULL)
    return NULL;
  if (needs_points && !self->has_points)
    rap_line_reader_renew (self);
  if (self->context == NULL)
    {
      self->context = rap_capture_context (rap_store_db (self->store), self->session_id, needs_points);
      self->has_points = needs_points;
      if (self->context != NULL)
        choose_again (self);
    }
  return self->context;
}

RapLine *
rap_line_reader_read (RapLineReader *self, const char *typed)
{
  const RapLineContext *context = rap_line_reader_get_context (self, typed);

  return context != NULL ? rap_line_parse (typed, context) : NULL;
}

void
rap_line_reader_check (RapLineReader *self, const char *typed)
{
  if ((self->word != NULL && strstr (typed, self->word) == NULL) ||
      (self->words != NULL && strstr (typed, self->words) == NULL))
    rap_line_reader_clear (self);
}

void
rap_line_reader_clear (RapLineReader *self)
{
  if (self->word == NULL && self->words == NULL)
    return;
  g_hash_table_remove_all (self->people);
  g_clear_pointer (&self->word, g_free);
  g_clear_pointer (&self->candidates, g_array_unref);
  g_clear_pointer (&self->words, g_free);
  rap_line_reader_renew (self);
}

void
rap_line_reader_choose_among (RapLineReader *self, const char *word, GArray *candidates)
{
  GArray *those = g_array_copy (candidates);

  g_free (self->word);
  g_clear_pointer (&self->candidates, g_array_unref);
  self->word = g_strdup (word);
  self->candidates = those;
  self->candidate = 0;
  choose_candidate (self);
}

gboolean
rap_line_reader_choose_next (RapLineReader *self)
{
  if (self->word == NULL)
    return FALSE;
  self->candidate = (self->candidate + 1) % self->candidates->len;
  choose_candidate (self);
  return TRUE;
}

void
rap_line_reader_choose_person (RapLineReader *self, gint64 id)
{
  for (guint i = 0; self->word != NULL && i < self->candidates->len; i++)
    if (g_array_index (self->candidates, gint64, i) == id)
      {
        self->candidate = i;
        choose_candidate (self);
        return;
      }
}

gboolean
rap_line_reader_is_choosing (RapLineReader *self, const char *word)
{
  return self->word != NULL && g_str_equal (word, self->word);
}

void
rap_line_reader_choose_point (RapLineReader *self, const char *words, gint64 id)
{
  char *copy = g_strdup (words);

  g_free (self->words);
  self->words = copy;
  self->point_id = id;
  rap_line_reader_renew (self);
}

gboolean
rap_line_reader_has_point (RapLineReader *self, const char *words)
{
  return g_strcmp0 (self->words, words) == 0;
}
