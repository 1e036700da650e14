/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-recognise.h"

#include "rap-line-context.h"

struct _RapRecognise
{
  RapDb *db;
  GHashTable *people; /* key of the name → GPtrArray of Known */
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
ensure_known (RapRecognise *self, gint64 id, const char *name)
{
  g_autofree char *key = rap_theme_key (name);
  GPtrArray *namesakes = g_hash_table_lookup (self->people, key);
  Known *known;

  if (namesakes == NULL)
    {
      namesakes = g_ptr_array_new_with_free_func (free_known);
      g_hash_table_insert (self->people, g_steal_pointer (&key), namesakes);
    }
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
  g_autoptr (RapStmt) stmt = rap_db_prepare (db, "SELECT id, name, email FROM person ORDER BY id", NULL);

  self->db = db;
  self->people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  while (rap_stmt_step (stmt, NULL))
    {
      Known *known = ensure_known (self, rap_stmt_int (stmt, 0), rap_stmt_text (stmt, 1));
      keep_key (known->emails, make_email_key (rap_stmt_text (stmt, 2)));
    }
  return self;
}

void
rap_recognise_add (RapRecognise *self, gint64 person_id, const char *name, const char *email, const char *affiliation)
{
  Known *known = ensure_known (self, person_id, name);

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
  g_autofree char *key = rap_theme_key (name);
  g_autofree char *email_key = make_email_key (email);
  g_autofree char *affiliation_key = rap_theme_key (affiliation != NULL ? affiliation : "");
  GPtrArray *people = g_hash_table_lookup (self->people, key);
  g_autoptr (GPtrArray) chosen = NULL;
  RapRecognition recognition = RAP_RECOGNISED_NOBODY;

  if (people != NULL)
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
