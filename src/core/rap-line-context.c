/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-line-context.h"

#include <stdio.h>
#include <string.h>

/* A person, or a point: what it is called and the same folded for comparing. */
typedef struct
{
  gint64 id;
  char *name;
  char *folded;
} Named;

static const char *const TITLES[] = { "dr", "prof", "professor", "mr",   "mrs",  "ms",  "miss",
                                      "mx", "sir",  "dame",      "lord", "lady", "rev", "reverend" };

static void
clear_named (gpointer data)
{
  Named *named = data;

  g_free (named->name);
  g_free (named->folded);
}

static char *
collapse_space (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *s = text; *s != '\0'; s = g_utf8_next_char (s))
    {
      gunichar c = g_utf8_get_char (s);

      if (!g_unichar_isspace (c))
        g_string_append_unichar (out, c);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
  if (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

static char *
drop_diacritics (const char *key)
{
  g_autofree char *decomposed = g_utf8_normalize (key, -1, G_NORMALIZE_ALL);
  GString *out = g_string_sized_new (strlen (key));

  for (const char *s = decomposed; *s != '\0'; s = g_utf8_next_char (s))
    if (!g_unichar_ismark (g_utf8_get_char (s)))
      g_string_append_unichar (out, g_utf8_get_char (s));
  return g_string_free (out, FALSE);
}

static void
add_id (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;
  g_array_append_val (ids, id);
}

static void
index_name (GHashTable *table, const char *key, gint64 id)
{
  GArray *ids = g_hash_table_lookup (table, key);

  if (*key == '\0')
    return;
  if (ids == NULL)
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (table, g_strdup (key), ids);
    }
  add_id (ids, id);
}

static void
index_person (RapLineContext *self, const char *words, gint64 id, gboolean is_full)
{
  g_autofree char *key = rap_name_key (words);
  g_autofree char *plain = drop_diacritics (key);

  index_name (self->names, key, id);
  index_name (self->plain_names, plain, id);
  if (is_full)
    {
      index_name (self->full_names, key, id);
      index_name (self->full_names, plain, id);
    }
}

static gboolean
is_title (const char *word)
{
  g_autofree char *key = rap_name_key (word);
  gsize length = strlen (key);

  if (length > 0 && key[length - 1] == '.')
    key[length - 1] = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (TITLES); i++)
    if (g_str_equal (key, TITLES[i]))
      return TRUE;
  return FALSE;
}

static const char *
get_name (const GArray *array, gint64 id)
{
  for (guint i = 0; i < array->len; i++)
    if (g_array_index (array, Named, i).id == id)
      return g_array_index (array, Named, i).name;
  return NULL;
}

/* How well a folded text fits folded words: 0 is the very text, 1 words that begin so, 2 letters anywhere, -1 not. */
static int
rank_echo (const char *text, const char *words, char **split)
{
  int rank = 1;

  if (g_str_equal (text, words))
    return 0;
  for (guint i = 0; split[i] != NULL; i++)
    {
      const char *found = strstr (text, split[i]);

      if (found == NULL)
        return -1;
      while (found != NULL && found > text && g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (found))))
        found = strstr (found + 1, split[i]);
      if (found == NULL)
        rank = 2;
    }
  return rank;
}

static GArray *
find_points (const RapLineContext *self, const char *folded, guint *n_best)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) split = g_strsplit (folded, " ", -1);
  guint best = 0;

  for (int rank = 0; rank <= 2 && *folded != '\0'; rank++)
    {
      for (guint i = 0; i < self->points->len; i++)
        {
          const Named *point = &g_array_index (self->points, Named, i);

          if (rank_echo (point->folded, folded, split) == rank)
            g_array_append_val (ids, point->id);
        }
      if (best == 0)
        best = ids->len;
    }
  if (n_best != NULL)
    *n_best = best;
  return ids;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const Named *left = *(Named *const *) a, *right = *(Named *const *) b;

  return strcmp (left->name, right->name);
}

char *
rap_theme_key (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal, -1);
  g_autofree char *again = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);

  return collapse_space (again);
}

char *
rap_name_key (const char *name)
{
  g_autofree char *key = rap_theme_key (name);
  GString *out = g_string_new (key);

  g_string_replace (out, "’", "'", 0);
  return g_string_free (out, FALSE);
}

char *
rap_name_fold (const char *name)
{
  g_autofree char *key = rap_name_key (name);

  return drop_diacritics (key);
}

RapLineContext *
rap_line_context_new (void)
{
  RapLineContext *self = g_new0 (RapLineContext, 1);
  GDestroyNotify unref = (GDestroyNotify) g_array_unref;

  g_date_clear (&self->date, 1);
  self->people = g_array_new (FALSE, FALSE, sizeof (Named));
  g_array_set_clear_func (self->people, clear_named);
  self->points = g_array_new (FALSE, FALSE, sizeof (Named));
  g_array_set_clear_func (self->points, clear_named);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref);
  self->plain_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref);
  self->full_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref);
  self->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->themes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
rap_line_context_free (RapLineContext *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->people);
  g_array_unref (self->points);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->plain_names);
  g_hash_table_unref (self->full_names);
  g_hash_table_unref (self->choices);
  g_hash_table_unref (self->themes);
  g_free (self->echo);
  g_free (self);
}

void
rap_line_context_set_date (RapLineContext *self, const char *iso)
{
  int year, month, day;

  g_date_clear (&self->date, 1);
  if (iso != NULL && sscanf (iso, "%4d-%2d-%2d", &year, &month, &day) == 3 && year > 0 && month > 0 && day > 0 &&
      g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    g_date_set_dmy (&self->date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

void
rap_line_context_add_person (RapLineContext *self, gint64 id, const char *name)
{
  g_autofree char *clean = collapse_space (name);
  g_auto (GStrv) words = g_strsplit (clean, " ", -1);
  guint n = g_strv_length (words), first = 0;
  Named person = { id, g_steal_pointer (&clean), NULL };

  index_person (self, person.name, id, TRUE);
  while (first + 1 < n && is_title (words[first]))
    first++;
  if (first > 0)
    {
      g_autofree char *untitled = g_strjoinv (" ", words + first);

      index_person (self, untitled, id, TRUE);
    }
  for (guint i = 0; i < n; i++) /* "Hall, Hazel": the comma is no part of the name */
    if (g_str_has_suffix (words[i], ","))
      words[i][strlen (words[i]) - 1] = '\0';
  if (n > 0)
    {
      index_person (self, words[first], id, FALSE);
      index_person (self, words[n - 1], id, FALSE);
    }
  g_array_append_val (self->people, person);
}

void
rap_line_context_add_point (RapLineContext *self, gint64 id, const char *text)
{
  Named point = { id, g_strdup (text), rap_name_fold (text) };

  g_array_append_val (self->points, point);
}

void
rap_line_context_add_theme (RapLineContext *self, const char *name, const char *key)
{
  g_hash_table_replace (self->themes, key != NULL ? g_strdup (key) : rap_theme_key (name), g_strdup (name));
}

void
rap_line_context_choose (RapLineContext *self, const char *word, gint64 id)
{
  g_hash_table_replace (self->choices, rap_name_key (word), g_memdup2 (&id, sizeof id));
}

void
rap_line_context_choose_point (RapLineContext *self, const char *words, gint64 id)
{
  g_free (self->echo);
  self->echo = words != NULL ? rap_name_fold (words) : NULL;
  self->echo_id = id;
}

const char *
rap_line_context_get_person_name (const RapLineContext *self, gint64 id)
{
  return get_name (self->people, id);
}

const char *
rap_line_context_get_point_text (const RapLineContext *self, gint64 id)
{
  return get_name (self->points, id);
}

const char *
rap_line_context_get_theme (const RapLineContext *self, const char *name)
{
  g_autofree char *key = rap_theme_key (name);

  return g_hash_table_lookup (self->themes, key);
}

GArray *
rap_line_context_find_people (const RapLineContext *self, const char *word, gboolean full_first)
{
  g_autofree char *key = rap_name_key (word);
  const gint64 *choice = g_hash_table_lookup (self->choices, key);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const GArray *found = NULL;

  if (choice != NULL)
    {
      g_array_append_val (ids, *choice);
      return ids;
    }
  if (full_first)
    found = g_hash_table_lookup (self->full_names, key);
  if (found == NULL || found->len != 1)
    found = g_hash_table_lookup (self->names, key);
  if (found == NULL)
    {
      g_autofree char *plain = drop_diacritics (key);

      found = g_hash_table_lookup (self->plain_names, plain);
    }
  if (found != NULL)
    g_array_append_vals (ids, found->data, found->len);
  return ids;
}

gboolean
rap_line_context_is_full_name (const RapLineContext *self, const char *words)
{
  g_autofree char *plain = rap_name_fold (words);

  return g_hash_table_contains (self->full_names, plain);
}

GArray *
rap_line_context_complete_people (const RapLineContext *self, const char *begun)
{
  g_autofree char *folded = rap_name_fold (begun);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->plain_names);
  while (g_hash_table_iter_next (&iter, &key, &value))
    for (guint i = 0; g_str_has_prefix (key, folded) && i < ((GArray *) value)->len; i++)
      g_hash_table_add (seen, &g_array_index ((GArray *) value, gint64, i));
  for (guint i = 0; i < self->people->len; i++)
    if (g_hash_table_contains (seen, &g_array_index (self->people, Named, i).id))
      g_ptr_array_add (found, &g_array_index (self->people, Named, i));
  g_ptr_array_sort (found, compare_names);
  for (guint i = 0; i < found->len; i++)
    g_array_append_val (ids, ((Named *) found->pdata[i])->id);
  return ids;
}

GArray *
rap_line_context_complete_points (const RapLineContext *self, const char *words)
{
  g_autofree char *folded = rap_name_fold (words);

  return find_points (self, folded, NULL);
}

GArray *
rap_grammar_find_echoes (const RapLineContext *self, const char *words, guint *n_best)
{
  g_autofree char *folded = rap_name_fold (words);

  if (self->echo != NULL && g_str_equal (self->echo, folded) &&
      rap_line_context_get_point_text (self, self->echo_id) != NULL)
    {
      GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (ids, self->echo_id);
      if (n_best != NULL)
        *n_best = 1;
      return ids;
    }
  return find_points (self, folded, n_best);
}
