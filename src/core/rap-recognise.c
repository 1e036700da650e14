/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-recognise.h"

#include "rap-line-context.h"

/* Documents of the search index below this number have no day: people and little else. */
#define FIRST_DAY "16777216"
/* So many names are looked up one by one; then reading all is quicker: 100,000 people take some 0.2 s. */
#define MOST_LOOKED_UP 1000

struct _RapRecognise
{
  RapDb *db;
  GHashTable *people; /* key of a name that was asked for → GPtrArray of Known */
  gboolean has_all;
};

typedef struct
{
  gint64 id;
  GPtrArray *emails;
  GPtrArray *affiliations;
  gboolean looked_up; /* in the archive, for its affiliations */
} Known;

static void
free_known (gpointer data)
{
  Known *known = data;

  g_ptr_array_unref (known->emails);
  g_ptr_array_unref (known->affiliations);
  g_free (known);
}

/* Without regard to case and to white space around it. */
static char *
make_email_key (const char *email)
{
  g_autofree char *key = g_utf8_casefold (email != NULL ? email : "", -1);

  return g_strdup (g_strstrip (key));
}

/* Takes @key; what is empty says nothing. */
static void
keep_key (GPtrArray *keys, char *key)
{
  if (*key == '\0' || g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
    g_free (key);
  else
    g_ptr_array_add (keys, key);
}

static Known *
ensure_known (GPtrArray *namesakes, gint64 id)
{
  Known *known;

  for (guint i = 0; i < namesakes->len; i++)
    if (((Known *) namesakes->pdata[i])->id == id)
      return namesakes->pdata[i];
  known = g_new0 (Known, 1);
  known->id = id;
  known->emails = g_ptr_array_new_with_free_func (g_free);
  known->affiliations = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (namesakes, known);
  return known;
}

static GPtrArray *
ensure_namesakes (RapRecognise *self, const char *key)
{
  GPtrArray *namesakes = g_hash_table_lookup (self->people, key);

  if (namesakes == NULL)
    {
      namesakes = g_ptr_array_new_with_free_func (free_known);
      g_hash_table_insert (self->people, g_strdup (key), namesakes);
    }
  return namesakes;
}

/* Reads people (id, name, e-mail address); of @only this key, if it is given. */
static void
read_people (RapRecognise *self, RapStmt *stmt, const char *only)
{
  while (rap_stmt_step (stmt, NULL))
    {
      g_autofree char *key = rap_name_key (rap_stmt_text (stmt, 1));
      if (only == NULL || g_str_equal (key, only))
        {
          Known *known = ensure_known (ensure_namesakes (self, key), rap_stmt_int (stmt, 0));
          keep_key (known->emails, make_email_key (rap_stmt_text (stmt, 2)));
        }
    }
}

static gboolean
has_word (const char *text)
{
  while (*text != '\0' && !g_unichar_isalnum (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return *text != '\0';
}

/* The index knows more under a name than those who have it, but nobody who has it is missing. That is so of a name as
 * it was written, and as it is compared. */
static void
look_up (RapRecognise *self, const char *name, const char *key)
{
  g_autoptr (GString) raw = g_string_new (name);
  g_autoptr (GString) folded = g_string_new (key);
  g_autofree char *match = NULL;
  g_autoptr (RapStmt) stmt = NULL;

  g_string_replace (raw, "\"", "\"\"", 0);
  g_string_replace (folded, "\"", "\"\"", 0);
  match = g_strdup_printf ("text : (^ \"%s\" OR ^ \"%s\")", raw->str, folded->str);
  stmt = rap_db_prepare (self->db,
                         "SELECT person.id, name, email FROM words CROSS JOIN doc ON docid = words.rowid AND kind = "
                         "'person' CROSS JOIN person ON person.id = ref"
                         " WHERE words MATCH ?1 AND words.rowid < " FIRST_DAY " ORDER BY person.id",
                         "s", match);
  read_people (self, stmt, key);
}

/* Those of a name. What has no letter is in no index. */
static GPtrArray *
find_namesakes (RapRecognise *self, const char *name)
{
  g_autofree char *key = rap_name_key (name);
  GPtrArray *namesakes = g_hash_table_lookup (self->people, key);

  if (namesakes != NULL)
    return namesakes;
  namesakes = ensure_namesakes (self, key);
  if (!self->has_all && has_word (key) && g_hash_table_size (self->people) <= MOST_LOOKED_UP)
    look_up (self, name, key);
  else if (!self->has_all)
    {
      g_autoptr (RapStmt) stmt = rap_db_prepare (self->db, "SELECT id, name, email FROM person ORDER BY id", NULL);
      self->has_all = TRUE;
      read_people (self, stmt, NULL);
    }
  return namesakes;
}

static void
look_up_affiliations (RapRecognise *self, Known *known)
{
  g_autoptr (RapStmt) stmt = NULL;

  if (known->looked_up)
    return;
  known->looked_up = TRUE;
  stmt = rap_db_prepare (self->db,
                         "SELECT DISTINCT affiliation FROM attendance WHERE person_id = ?1 AND affiliation <> ''", "i",
                         known->id);
  while (rap_stmt_step (stmt, NULL))
    keep_key (known->affiliations, rap_theme_key (rap_stmt_text (stmt, 0)));
}

/* Those of @people who have an address, or an affiliation. */
static GPtrArray *
select_people (RapRecognise *self, GPtrArray *people, const char *email, const char *affiliation)
{
  GPtrArray *selected = g_ptr_array_new ();

  for (guint i = 0; i < people->len; i++)
    {
      Known *known = people->pdata[i];
      if (affiliation != NULL)
        look_up_affiliations (self, known);
      if (g_ptr_array_find_with_equal_func (email != NULL ? known->emails : known->affiliations,
                                            email != NULL ? email : affiliation, g_str_equal, NULL))
        g_ptr_array_add (selected, known);
    }
  return selected;
}

static RapRecognition
choose_person (RapRecognise *self, GPtrArray *people, const char *email, const char *affiliation, GPtrArray **chosen)
{
  g_autoptr (GPtrArray) by_email = select_people (self, people, email, NULL);
  g_autoptr (GPtrArray) by_affiliation =
      by_email->len == 1 ? NULL : select_people (self, by_email->len > 0 ? by_email : people, NULL, affiliation);

  if (by_email->len == 1)
    {
      *chosen = g_steal_pointer (&by_email);
      return RAP_RECOGNISED_BY_EMAIL;
    }
  if (by_affiliation->len == 1)
    {
      *chosen = g_steal_pointer (&by_affiliation);
      return by_email->len > 0 ? RAP_RECOGNISED_BY_EMAIL : RAP_RECOGNISED_BY_AFFILIATION;
    }
  *chosen = by_email->len > 0         ? g_steal_pointer (&by_email)
            : by_affiliation->len > 0 ? g_steal_pointer (&by_affiliation)
                                      : g_ptr_array_ref (people);
  return RAP_RECOGNISED_UNSURE;
}

RapRecognise *
rap_recognise_new (RapDb *db)
{
  RapRecognise *self = g_new0 (RapRecognise, 1);

  self->db = db;
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

void
rap_recognise_add (RapRecognise *self, gint64 person_id, const char *name, const char *email, const char *affiliation)
{
  Known *known = ensure_known (find_namesakes (self, name), person_id);

  keep_key (known->emails, make_email_key (email));
  keep_key (known->affiliations, rap_theme_key (affiliation != NULL ? affiliation : ""));
}

RapRecognition
rap_recognise_find (RapRecognise *self,
                    const char *name,
                    const char *email,
                    const char *affiliation,
                    gint64 *person_id,
                    GArray *candidates)
{
  GPtrArray *people = find_namesakes (self, name);
  g_autofree char *email_key = make_email_key (email);
  g_autofree char *affiliation_key = rap_theme_key (affiliation != NULL ? affiliation : "");
  g_autoptr (GPtrArray) chosen = NULL;
  RapRecognition recognition = RAP_RECOGNISED_NOBODY;

  if (people->len > 0)
    recognition = choose_person (self, people, email_key, affiliation_key, &chosen);
  if (person_id != NULL)
    *person_id = chosen != NULL && recognition != RAP_RECOGNISED_UNSURE ? ((Known *) chosen->pdata[0])->id : 0;
  if (candidates != NULL)
    g_array_set_size (candidates, 0);
  for (guint i = 0; candidates != NULL && chosen != NULL && i < chosen->len; i++)
    g_array_append_val (candidates, ((Known *) chosen->pdata[i])->id);
  return recognition;
}

void
rap_recognise_free (RapRecognise *self)
{
  g_hash_table_unref (self->people);
  g_free (self);
}
