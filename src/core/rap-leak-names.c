/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-leak-names.h"

#include <string.h>

/* How far a name may be told: where an @ may name people, and where the seminar is announced */
typedef struct
{
  int mentioned;
  int listed;
} Levels;

struct _RapLeakNames
{
  RapNames *names;
  GArray *levels;      /* Levels: of each of @names */
  GHashTable *by_word; /* a name, decomposed → its number, counted from 1 */
};

typedef struct
{
  RapLeakNames *names;
  RapAttribution rule;
  gboolean is_listed;
  RapNamesFound found;
  gpointer data;
} Search;

static void
add_word (RapLeakNames *self, const char *word, gsize len, const Levels *levels)
{
  g_autofree char *key = g_utf8_normalize (word, (gssize) len, G_NORMALIZE_ALL);
  const guint known = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_word, key));

  if (known != 0) /* of somebody else too: both must allow it */
    {
      Levels *both = &g_array_index (self->levels, Levels, known - 1);
      *both = (Levels){ MIN (both->mentioned, levels->mentioned), MIN (both->listed, levels->listed) };
      return;
    }
  rap_names_add (self->names, word, (gssize) len);
  g_array_append_val (self->levels, *levels);
  g_hash_table_insert (self->by_word, g_steal_pointer (&key), GUINT_TO_POINTER (self->levels->len));
}

/* A word of a name, if it says enough: three letters, of which wide ones count double, not the "van" of "Ann van Dam"
 */
static void
add_part (RapLeakNames *self, const char *word, gsize len, gboolean has_capitals, const Levels *levels)
{
  guint letters = 0;
  gboolean is_small = FALSE;

  for (const char *p = word; p < word + len; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      letters += g_unichar_isalnum (c) ? (g_unichar_iswide (c) ? 2 : 1) : 0;
      is_small = (is_small || p == word) && (g_unichar_islower (c) || !g_unichar_isalpha (c));
    }
  if (letters >= 3 && !(is_small && has_capitals))
    add_word (self, word, len, levels);
}

/* The parts between blanks, or else (@pieces) between all that is no letter, of which "Anne-Marie" has two */
static void
add_parts (RapLeakNames *self, const char *name, gboolean pieces, gboolean has_capitals, const Levels *levels)
{
  const char *start = NULL, *end = NULL;

  for (const char *p = name;; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        {
          start = start != NULL ? start : p;
          end = g_utf8_next_char (p);
        }
      else if (start != NULL && (pieces || c == 0 || g_unichar_isspace (c)))
        {
          add_part (self, start, (gsize) (end - start), has_capitals, levels);
          start = NULL;
        }
      if (c == 0)
        return;
    }
}

static void
add_name (RapLeakNames *self, const char *name, const Levels *levels)
{
  gboolean has_capitals = FALSE;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    has_capitals = has_capitals || g_unichar_isupper (g_utf8_get_char (p)) || g_unichar_istitle (g_utf8_get_char (p));
  add_word (self, name, strlen (name), levels);
  add_parts (self, name, FALSE, has_capitals, levels);
  add_parts (self, name, TRUE, has_capitals, levels);
}

/* Namesakes may be named as far as each of them where they are mentioned; who is listed under a name is told anyway */
static gboolean
gather_people (RapDb *db, gint64 seminar_id, GHashTable *people, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RapStmt) mentioned =
      rap_db_prepare (db,
                      "SELECT name, min(level) FROM (SELECT p.name, max(l.mentioned) AS level FROM session s"
                      " CROSS JOIN level l ON l.session_id = s.id JOIN person p ON p.id = l.person_id"
                      " WHERE s.seminar_id = ?1 GROUP BY p.id) GROUP BY name",
                      "i", seminar_id);
  g_autoptr (RapStmt) listed = rap_db_prepare (
      db, "SELECT name, max(_level) FROM export_people WHERE seminar_id = ?1 GROUP BY name", "i", seminar_id);

  while (rap_stmt_step (mentioned, &local))
    {
      Levels *levels = g_new0 (Levels, 1);

      levels->mentioned = levels->listed = (int) rap_stmt_int (mentioned, 1);
      g_hash_table_replace (people, g_strdup (rap_stmt_text (mentioned, 0)), levels);
    }
  while (local == NULL && rap_stmt_step (listed, &local))
    {
      Levels *levels = g_hash_table_lookup (people, rap_stmt_text (listed, 0));

      if (levels == NULL)
        g_hash_table_insert (people, g_strdup (rap_stmt_text (listed, 0)), levels = g_new0 (Levels, 1));
      levels->listed = MAX (levels->listed, (int) rap_stmt_int (listed, 1));
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
found_cb (gsize start, gsize end, guint name, gpointer data)
{
  Search *self = data;
  const Levels *levels = &g_array_index (self->names->levels, Levels, name);

  if (!rap_attribution_allows (self->rule, self->is_listed ? levels->listed : levels->mentioned))
    self->found (start, end, name, self->data);
}

RapLeakNames *
rap_leak_names_new (RapDb *db, gint64 seminar_id, GError **error)
{
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  RapLeakNames *self;
  GHashTableIter iter;
  gpointer name, levels;

  if (!gather_people (db, seminar_id, people, error))
    return NULL;
  self = g_new0 (RapLeakNames, 1);
  self->names = rap_names_new ();
  self->levels = g_array_new (FALSE, FALSE, sizeof (Levels));
  self->by_word = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, &name, &levels))
    add_name (self, name, levels);
  return self;
}

gboolean
rap_leak_names_is_empty (RapLeakNames *self)
{
  return self->levels->len == 0;
}

void
rap_leak_names_find (RapLeakNames *self,
                     RapAttribution rule,
                     gboolean is_listed,
                     const char *text,
                     gsize len,
                     RapNamesFound found,
                     gpointer data)
{
  Search search = { self, rule, is_listed, found, data };

  rap_names_find (self->names, text, len, found_cb, &search);
}

void
rap_leak_names_free (RapLeakNames *self)
{
  if (self == NULL)
    return;
  rap_names_free (self->names);
  g_array_unref (self->levels);
  g_hash_table_unref (self->by_word);
  g_free (self);
}
