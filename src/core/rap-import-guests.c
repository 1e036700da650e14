/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-guests.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-id.h"
#include "rap-line-context.h"
#include "rap-recognise.h"

#define HALF_KEY 8

/* What a file says of an attendance, in the order of their names in fields[] */
typedef enum
{
  EMAIL,
  AFFILIATION,
  STATUS,
  CONSENT,
  N_FIELDS,
} Field;

static const char *const fields[N_FIELDS] = { "email", "affiliation", "status", "consent" };

/* The higher, the more it says */
static const char *const status_ranks[] = { "cancelled", "registered", "walked_in", "came", NULL };
static const char *const consent_ranks[] = { "no", "anonymously", "by_name", NULL };

/* An attendance of the seminar that rows of the file are about. */
typedef struct
{
  gint64 attendance_id;
  gint64 person_id;
  gboolean is_new; /* so is the attendance */
  gboolean new_person;
  gboolean own;         /* only rows of our own files are about it */
  gint64 own_id;        /* the attendance in such a file */
  gint64 row;           /* the first */
  char *name;           /* as the first row has it */
  char *said[N_FIELDS]; /* by all rows together, NULL if nothing */
  char *has[N_FIELDS];  /* in the archive */
  gboolean changes;
} Guest;

typedef struct
{
  gint64 n;
  gint64 line;
  GBytes *key;
  gint64 role_id;
  gint64 own_id;
  gboolean own;
  char *name;
  char *said[N_FIELDS];
  char *role;
  gint64 session_id;
  gint64 syndicate_id;
  const char *fate; /* once it is known */
  Guest *guest;
} Row;

typedef struct
{
  RapImportStage *stage;
  RapDb *db;
  RapRecognise *recognise;
  GPtrArray *rows;        /* Row */
  GPtrArray *guests;      /* Guest, in the order of their first rows */
  GHashTable *attending;  /* attendance → Guest */
  GHashTable *by_person;  /* person → Guest */
  GHashTable *by_own_id;  /* attendance of our own file → Guest */
  GHashTable *unsure;     /* keys of names in rejected rows */
  GHashTable *duties;     /* roles that are made, as text */
  gboolean registrations; /* a row is not of our own files */
} Resolver;

static void
free_guest (gpointer data)
{
  Guest *guest = data;

  g_free (guest->name);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_free (guest->said[i]);
      g_free (guest->has[i]);
    }
  g_free (guest);
}

static void
free_row (gpointer data)
{
  Row *row = data;

  g_clear_pointer (&row->key, g_bytes_unref);
  g_free (row->name);
  for (guint i = 0; i < N_FIELDS; i++)
    g_free (row->said[i]);
  g_free (row->role);
  g_free (row);
}

static char *
dup_said (const char *text)
{
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

static void
load_rows (Resolver *self)
{
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (self->db,
                      "SELECT n, line, key, role_id, own_id, own, name, email, affiliation, status,"
                      " consent, role, session_id, syndicate_id FROM staging.row ORDER BY n",
                      NULL);
  sqlite3_stmt *handle = rap_stmt_handle (stmt);

  while (rap_stmt_step (stmt, NULL))
    {
      Row *row = g_new0 (Row, 1);
      row->n = rap_stmt_int (stmt, 0);
      row->line = rap_stmt_int (stmt, 1);
      row->key = g_bytes_new (sqlite3_column_blob (handle, 2), (gsize) sqlite3_column_bytes (handle, 2));
      row->role_id = rap_stmt_int (stmt, 3);
      row->own_id = rap_stmt_int (stmt, 4);
      row->own = rap_stmt_int (stmt, 5) != 0;
      row->name = g_strdup (rap_stmt_text (stmt, 6));
      for (guint i = 0; i < N_FIELDS; i++)
        row->said[i] = dup_said (rap_stmt_text (stmt, 7 + (int) i));
      row->role = g_strdup (rap_stmt_text (stmt, 11));
      row->session_id = rap_stmt_int (stmt, 12);
      row->syndicate_id = rap_stmt_int (stmt, 13);
      self->registrations |= !row->own;
      g_ptr_array_add (self->rows, row);
    }
}

/* How a value is compared, so that another spelling of it is no change. */
static char *
make_value_key (Field field, const char *value)
{
  if (value == NULL)
    return g_strdup ("");
  return field == EMAIL ? g_utf8_casefold (value, -1) : rap_theme_key (value);
}

static gboolean
is_same (Field field, const char *a, const char *b)
{
  g_autofree char *left = make_value_key (field, a), *right = make_value_key (field, b);

  return strcmp (left, right) == 0;
}

/* 16 bytes: the first half for what is spoken of, the second for what is said of it. */
static GBytes *
make_key (gint64 about, const char *what, const char *value)
{
  g_autoptr (GChecksum) first = g_checksum_new (G_CHECKSUM_SHA256), second = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32], key[2 * HALF_KEY];
  gsize len = sizeof digest;

  g_checksum_update (first, (const guchar *) &about, sizeof about);
  g_checksum_update (first, (const guchar *) what, -1);
  g_checksum_get_digest (first, digest, &len);
  memcpy (key, digest, HALF_KEY);
  len = sizeof digest;
  g_checksum_update (second, (const guchar *) value, -1);
  g_checksum_get_digest (second, digest, &len);
  memcpy (key + HALF_KEY, digest, HALF_KEY);
  return g_bytes_new (key, sizeof key);
}

static GBytes *
make_statement_key (const Guest *guest, Field field, const char *value)
{
  g_autofree char *folded = make_value_key (field, value);

  return make_key (guest->attendance_id, fields[field], folded);
}

/* Who a row is in the words of the file, for a later one. */
static GBytes *
make_who_key (Resolver *self, const Row *row)
{
  g_autofree char *name = rap_theme_key (row->name);
  g_autofree char *email = make_value_key (EMAIL, row->said[EMAIL]);
  g_autofree char *affiliation = make_value_key (AFFILIATION, row->said[AFFILIATION]);
  g_autofree char *value =
      *email != '\0' ? g_strdup_printf ("%s\n@%s", name, email) : g_strdup_printf ("%s\n%s", name, affiliation);

  return make_key (self->stage->seminar_id, "who", value);
}

/* What a file said last of a field, or NULL. */
static GBytes *
find_statement (Resolver *self, GBytes *key)
{
  const guint8 *data = g_bytes_get_data (key, NULL);
  guint8 low[2 * HALF_KEY] = { 0 }, high[2 * HALF_KEY];
  g_autoptr (GBytes) from = NULL, to = NULL;
  g_autoptr (RapStmt) stmt = NULL;
  sqlite3_stmt *handle;

  memset (high, 0xff, sizeof high);
  memcpy (low, data, HALF_KEY);
  memcpy (high, data, HALF_KEY);
  from = g_bytes_new (low, sizeof low);
  to = g_bytes_new (high, sizeof high);
  stmt = rap_db_prepare (self->db, "SELECT key FROM came_from WHERE seminar_id = ?1 AND key BETWEEN ?2 AND ?3", "ibb",
                         self->stage->seminar_id, from, to);
  handle = rap_stmt_handle (stmt);
  if (!rap_stmt_step (stmt, NULL))
    return NULL;
  return g_bytes_new (sqlite3_column_blob (handle, 0), (gsize) sqlite3_column_bytes (handle, 0));
}

/* The attendance that a key stands for, or what it was joined to; @deleted if there is none any more. */
static gint64
find_by_key (Resolver *self, GBytes *key, gboolean *deleted)
{
  gint64 id = rap_db_int (self->db, "SELECT row_id FROM came_from WHERE seminar_id = ?1 AND key = ?2", "ib",
                          self->stage->seminar_id, key);

  *deleted = FALSE;
  while (id != 0 && rap_db_int (self->db, "SELECT count(*) FROM attendance WHERE id = ?1", "i", id) == 0)
    {
      id = rap_db_int (self->db, "SELECT became FROM gone WHERE id = ?1", "i", id);
      *deleted = id == 0;
    }
  return id;
}

/* An attendance of the archive. */
static Guest *
ensure_attending (Resolver *self, gint64 attendance_id)
{
  Guest *guest = g_hash_table_lookup (self->attending, &attendance_id);
  g_autoptr (RapStmt) stmt = NULL;

  if (guest != NULL)
    return guest;
  stmt = rap_db_prepare (self->db,
                         "SELECT person_id, email, affiliation, status, consent, name FROM attendance"
                         " JOIN person ON person.id = person_id WHERE attendance.id = ?1",
                         "i", attendance_id);
  guest = g_new0 (Guest, 1);
  guest->attendance_id = attendance_id;
  guest->own = TRUE;
  if (rap_stmt_step (stmt, NULL))
    {
      guest->person_id = rap_stmt_int (stmt, 0);
      for (guint i = 0; i < N_FIELDS; i++)
        guest->has[i] = dup_said (rap_stmt_text (stmt, 1 + (int) i));
      guest->name = g_strdup (rap_stmt_text (stmt, 5));
    }
  g_ptr_array_add (self->guests, guest);
  g_hash_table_insert (self->attending, &guest->attendance_id, guest);
  if (!g_hash_table_contains (self->by_person, &guest->person_id))
    g_hash_table_insert (self->by_person, &guest->person_id, guest);
  return guest;
}

/* Somebody who did not attend yet; a @person_id of 0 is somebody new. */
static Guest *
add_guest (Resolver *self, const Row *row, gint64 person_id)
{
  Guest *guest = g_new0 (Guest, 1);

  guest->is_new = TRUE;
  guest->own = TRUE;
  guest->own_id = row->own_id;
  guest->attendance_id = row->own_id != 0 ? row->own_id : rap_id_new ();
  guest->new_person = person_id == 0;
  guest->person_id = guest->new_person ? rap_id_new () : person_id;
  guest->name = g_strdup (row->name);
  if (!guest->new_person)
    guest->has[EMAIL] = rap_db_text (self->db, "SELECT email FROM person WHERE id = ?1", "i", person_id);
  g_ptr_array_add (self->guests, guest);
  g_hash_table_insert (self->attending, &guest->attendance_id, guest);
  g_hash_table_insert (self->by_person, &guest->person_id, guest);
  return guest;
}

static Guest *
ensure_guest (Resolver *self, const Row *row, gint64 person_id)
{
  Guest *guest = g_hash_table_lookup (self->by_person, &person_id);
  gint64 attendance_id;

  if (guest != NULL)
    return guest;
  attendance_id =
      rap_db_int (self->db, "SELECT id FROM attendance WHERE person_id = ?1 AND seminar_id = ?2 ORDER BY id", "ii",
                  person_id, self->stage->seminar_id);
  return attendance_id != 0 ? ensure_attending (self, attendance_id) : add_guest (self, row, person_id);
}

/* The value of two that stands higher, or lower, in @ranks. */
static void
merge_rank (char **into, const char *value, const char *const *ranks, gboolean highest)
{
  int a = -1, b = -1;

  if (value == NULL)
    return;
  for (int i = 0; ranks[i] != NULL; i++)
    {
      a = g_strcmp0 (ranks[i], *into) == 0 ? i : a;
      b = strcmp (ranks[i], value) == 0 ? i : b;
    }
  if (a < 0 || (highest ? b > a : b < a))
    {
      g_free (*into);
      *into = g_strdup (value);
    }
}

/* Puts a row to those of an attendance. */
static void
attach_row (Resolver *self, Row *row, Guest *guest)
{
  row->guest = guest;
  if (guest->row == 0 || row->n < guest->row)
    guest->row = row->n;
  if (row->own_id != 0)
    {
      guest->own_id = row->own_id;
      g_hash_table_insert (self->by_own_id, &guest->own_id, guest);
    }
  guest->own &= row->own;
  if (guest->said[EMAIL] == NULL)
    guest->said[EMAIL] = g_strdup (row->said[EMAIL]);
  rap_recognise_add (self->recognise, guest->person_id, row->name, row->said[EMAIL], row->said[AFFILIATION]);
}

/* Two addresses in one file are two people, whatever else they have in common. */
static gboolean
contradicts (const Row *row, const Guest *guest)
{
  return row->said[EMAIL] != NULL && guest->said[EMAIL] != NULL &&
         !is_same (EMAIL, row->said[EMAIL], guest->said[EMAIL]);
}

/* A row of our own files, by its ids. Returns: whether that tells what becomes of it */
static gboolean
resolve_own (Resolver *self, Row *row)
{
  static const char gone[] = "SELECT count(*) FROM gone WHERE id = ?1 AND became IS NULL";
  gint64 attendance_id =
      row->role_id == 0 ? 0 : rap_db_int (self->db, "SELECT attendance_id FROM role WHERE id = ?1", "i", row->role_id);
  const gboolean has_role = attendance_id != 0;
  gint64 seminar_id;

  if (attendance_id == 0)
    attendance_id = row->own_id;
  seminar_id = rap_db_int (self->db, "SELECT seminar_id FROM attendance WHERE id = ?1", "i", attendance_id);
  if (seminar_id != 0 && seminar_id != self->stage->seminar_id)
    row->fate = "elsewhere";
  else if ((!has_role && row->role_id != 0 && rap_db_int (self->db, gone, "i", row->role_id) != 0) ||
           (seminar_id == 0 && row->own_id != 0 && rap_db_int (self->db, gone, "i", row->own_id) != 0))
    row->fate = "deleted";
  else if (seminar_id != 0)
    attach_row (self, row, ensure_attending (self, attendance_id));
  return row->fate != NULL || row->guest != NULL;
}

static void
resolve_known (Resolver *self, Row *row)
{
  g_autoptr (GBytes) who = NULL;
  gboolean deleted;
  gint64 id;

  if (row->own)
    {
      resolve_own (self, row);
      return;
    }
  id = find_by_key (self, row->key, &deleted);
  if (id == 0 && !deleted)
    {
      who = make_who_key (self, row);
      id = find_by_key (self, who, &deleted);
    }
  if (id != 0 && !contradicts (row, ensure_attending (self, id)))
    attach_row (self, row, ensure_attending (self, id));
  else if (deleted)
    row->fate = "deleted";
}

/* What somebody who looked at the row said. */
static void
resolve_answered (Resolver *self, Row *row)
{
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (self->db, "SELECT person_id FROM staging.answer WHERE line = ?1", "i", row->line);
  gint64 person_id;

  if (!rap_stmt_step (stmt, NULL))
    return;
  person_id = rap_stmt_int (stmt, 0);
  if (person_id == 0)
    attach_row (self, row, add_guest (self, row, 0));
  else if (rap_db_int (self->db, "SELECT count(*) FROM person WHERE id = ?1", "i", person_id) != 0)
    attach_row (self, row, ensure_guest (self, row, person_id));
}

/* Why it is not sure who a row is; @pattern: (out): the format of that */
static char *
say_unsure (const char *name, guint n_candidates, const char **pattern)
{
  if (n_candidates > 1)
    {
      *pattern =
          _ ("several people called “%s” are known, and neither e-mail nor affiliation tells which of them this is");
      return g_strdup_printf (_ ("several people called “%s” are known, and neither e-mail nor affiliation tells which "
                                 "of them this is"),
                              name);
    }
  *pattern = _ ("a person called “%s” is known, and neither e-mail nor affiliation tells whether this is the same one");
  return g_strdup_printf (_ ("a person called “%s” is known, and neither e-mail nor affiliation tells whether this is "
                             "the same one"),
                          name);
}

static gboolean
reject_unsure (Resolver *self, Row *row, GArray *candidates, GError **error)
{
  const char *pattern;
  g_autofree char *reason = say_unsure (row->name, candidates->len, &pattern);
  int column = rap_import_stage_find_column (self->stage, "name");

  if (column < 0)
    column = rap_import_stage_find_column (self->stage, "last_name");
  if (column < 0)
    column = rap_import_stage_find_column (self->stage, "first_name");
  row->fate = "rejected";
  g_hash_table_add (self->unsure, rap_theme_key (row->name));
  for (guint i = 0; i < candidates->len; i++)
    if (!rap_db_run (self->db, error, "INSERT INTO staging.candidate(line, person_id) VALUES(?1, ?2)", "ii", row->line,
                     g_array_index (candidates, gint64, i)))
      return FALSE;
  return rap_import_stage_reject (self->stage, (guint64) row->line, column, g_steal_pointer (&reason), pattern, TRUE,
                                  error);
}

/* Two attendances of our own file are two people. Returns: whether a candidate is not one of those before */
static gboolean
has_unclaimed (Resolver *self, GArray *candidates)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      const Guest *guest = g_hash_table_lookup (self->by_person, &g_array_index (candidates, gint64, i));
      if (guest == NULL || guest->own_id == 0)
        return TRUE;
    }
  return FALSE;
}

/* Among the people of the archive and those of the rows before; at first only where that needs no other rows. */
static gboolean
resolve_person (Resolver *self, Row *row, gboolean first_pass, GArray *candidates, GError **error)
{
  gint64 person_id;
  RapRecognition recognition =
      rap_recognise_find (self->recognise, row->name, row->said[EMAIL], row->said[AFFILIATION], &person_id, candidates);
  Guest *guest = g_hash_table_lookup (self->by_person, &person_id);
  Guest *same = row->own_id != 0 ? g_hash_table_lookup (self->by_own_id, &row->own_id) : NULL;

  if (first_pass && recognition != RAP_RECOGNISED_BY_EMAIL && same == NULL)
    return TRUE;
  if (same != NULL)
    {
      attach_row (self, row, same);
      return TRUE;
    }
  if (row->own_id != 0 && !has_unclaimed (self, candidates))
    recognition = RAP_RECOGNISED_NOBODY;
  if (recognition != RAP_RECOGNISED_NOBODY && guest != NULL && contradicts (row, guest))
    recognition = RAP_RECOGNISED_UNSURE;
  if (recognition == RAP_RECOGNISED_UNSURE && !self->stage->new_people)
    return reject_unsure (self, row, candidates, error);
  if (recognition == RAP_RECOGNISED_NOBODY || recognition == RAP_RECOGNISED_UNSURE)
    attach_row (self, row, add_guest (self, row, 0));
  else
    attach_row (self, row, ensure_guest (self, row, person_id));
  return TRUE;
}

static gboolean
resolve_people (Resolver *self, GError **error)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->rows->len; i++)
    resolve_known (self, self->rows->pdata[i]);
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      if (row->guest == NULL && row->fate == NULL)
        resolve_answered (self, row);
    }
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->rows->len; i++)
      {
        Row *row = self->rows->pdata[i];
        if (row->guest == NULL && row->fate == NULL && !resolve_person (self, row, pass == 0, candidates, error))
          return FALSE;
      }
  return TRUE;
}

/* In the order of the file, whoever of its rows was recognised first, so that it says the same when it comes again. */
static void
merge_rows (Resolver *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = self->rows->pdata[i];
      Guest *guest = row->guest;

      if (guest == NULL)
        continue;
      if (guest->said[AFFILIATION] == NULL)
        guest->said[AFFILIATION] = g_strdup (row->said[AFFILIATION]);
      merge_rank (&guest->said[STATUS], row->said[STATUS], status_ranks, TRUE);
      merge_rank (&guest->said[CONSENT], row->said[CONSENT], consent_ranks, FALSE);
    }
}

/* Remembers what the file says. */
static gboolean
say (Resolver *self, GBytes *key, gint64 attendance_id, GError **error)
{
  return rap_db_run (self->db, error, "INSERT OR IGNORE INTO staging.said(key, row_id) VALUES(?1, ?2)", "bi", key,
                     attendance_id);
}

static gboolean
add_change (Resolver *self,
            Guest *guest,
            const char *field,
            const char *old,
            const char *value,
            gboolean by_hand,
            GError **error)
{
  guest->changes = TRUE;
  return rap_db_run (self->db, error,
                     "INSERT INTO staging.change(attendance_id, person_id, field, old, new, by_hand)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                     "iisssi", guest->attendance_id, guest->person_id, field, old, value, (gint64) by_hand);
}

/* Whether a status that a file says can follow that of the archive. */
static gboolean
may_follow (Field field, const char *has, gboolean implied, gboolean by_hand)
{
  if (field != STATUS)
    return TRUE;
  if (g_strcmp0 (has, "came") == 0 || g_strcmp0 (has, "walked_in") == 0)
    return FALSE;
  return !implied || !by_hand;
}

static gboolean
compare_field (Resolver *self, Guest *guest, Field field, GError **error)
{
  const gboolean implied = field == STATUS && guest->said[STATUS] == NULL;
  const char *value = implied ? "registered" : guest->said[field];
  g_autoptr (GBytes) key = NULL, last = NULL, had = NULL;
  gboolean by_hand;

  if (value == NULL)
    return TRUE;
  key = make_statement_key (guest, field, value);
  had = make_statement_key (guest, field, guest->has[field]);
  last = find_statement (self, key);
  by_hand = guest->has[field] != NULL && (last == NULL || !g_bytes_equal (last, had));
  if (last != NULL && !g_bytes_equal (last, key) &&
      !rap_db_run (self->db, error, "INSERT OR IGNORE INTO staging.unsaid(key) VALUES(?1)", "b", last))
    return FALSE;
  if (!say (self, key, guest->attendance_id, error))
    return FALSE;
  if ((guest->is_new && (field != EMAIL || guest->new_person)) || is_same (field, value, guest->has[field]) ||
      (last != NULL && g_bytes_equal (last, key)) || !may_follow (field, guest->has[field], implied, by_hand))
    return TRUE;
  return add_change (self, guest, fields[field], guest->has[field], value, by_hand, error);
}

static gboolean
compare_guests (Resolver *self, GError **error)
{
  for (guint i = 0; i < self->guests->len; i++)
    {
      Guest *guest = self->guests->pdata[i];

      for (guint field = 0; !guest->own && field < N_FIELDS; field++)
        if (!compare_field (self, guest, (Field) field, error))
          return FALSE;
      if (guest->is_new &&
          !rap_db_run (
              self->db, error,
              "INSERT INTO staging.guest(attendance_id, person_id, new_person, name, email, affiliation, status,"
              " consent) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ifnull(?7, 'registered'), ifnull(?8, 'no'))",
              "iiisssss", guest->attendance_id, guest->person_id, (gint64) guest->new_person, guest->name,
              guest->said[EMAIL], guest->said[AFFILIATION], guest->said[STATUS], guest->said[CONSENT]))
        return FALSE;
    }
  return TRUE;
}

/* The role of a row, unless the attendance has it, or had it from an earlier file. */
static gboolean
add_duty (Resolver *self, Row *row, GError **error)
{
  Guest *guest = row->guest;
  g_autofree char *duty = g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, row->role,
                                           row->syndicate_id != 0 ? 0 : row->session_id, row->syndicate_id);
  g_autofree char *whose = g_strdup_printf ("%" G_GINT64_FORMAT " %s", guest->attendance_id, duty);
  g_autoptr (GBytes) key = make_key (guest->attendance_id, duty, "");
  g_autoptr (GBytes) last = NULL;

  if (row->role == NULL || g_hash_table_contains (self->duties, whose))
    return TRUE;
  last = row->own ? NULL : find_statement (self, key);
  if (!row->own && !say (self, key, guest->attendance_id, error))
    return FALSE;
  if (last != NULL || rap_db_int (self->db,
                                  "SELECT count(*) FROM role WHERE attendance_id = ?1 AND kind = ?2 AND"
                                  " (?4 <> 0 OR session_id IS nullif(?3, 0)) AND syndicate_id IS nullif(?4, 0)",
                                  "isii", guest->attendance_id, row->role, row->session_id, row->syndicate_id) != 0)
    return TRUE;
  g_hash_table_add (self->duties, g_steal_pointer (&whose));
  if (!guest->is_new && !add_change (self, guest, "role", NULL, row->role, FALSE, error))
    return FALSE;
  return rap_db_run (self->db, error,
                     "INSERT INTO staging.duty(id, attendance_id, kind, session_id, syndicate_id, position)"
                     " VALUES(?1, ?2, ?3, ?4, ?5, ?6)",
                     "iisrri", row->role_id != 0 ? row->role_id : rap_id_new (), guest->attendance_id, row->role,
                     row->syndicate_id != 0 ? 0 : row->session_id, row->syndicate_id, row->n);
}

static gboolean
settle_row (Resolver *self, Row *row, GError **error)
{
  Guest *guest = row->guest;
  g_autoptr (GBytes) who = NULL;

  if (guest != NULL && !row->own)
    {
      who = make_who_key (self, row);
      if (!say (self, row->key, guest->attendance_id, error) || !say (self, who, guest->attendance_id, error))
        return FALSE;
    }
  if (guest != NULL)
    row->fate = guest->row != row->n ? "present"
                : guest->new_person  ? "fresh"
                : guest->is_new      ? "known"
                : guest->changes     ? "updated"
                                     : "present";
  return rap_db_run (self->db, error, "UPDATE staging.row SET fate = ?2, attendance_id = ?3 WHERE n = ?1", "isr",
                     row->n, row->fate, guest != NULL ? guest->attendance_id : 0);
}

static gboolean
settle_rows (Resolver *self, GError **error)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (((Row *) self->rows->pdata[i])->guest != NULL && !add_duty (self, self->rows->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (!settle_row (self, self->rows->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
add_missing (Resolver *self, gint64 attendance_id, GError **error)
{
  const Guest guest = { .attendance_id = attendance_id };
  g_autoptr (GBytes) key = make_statement_key (&guest, STATUS, "cancelled");
  g_autoptr (GBytes) last = find_statement (self, key);

  return rap_db_run (self->db, error, "INSERT INTO staging.missing(attendance_id, key, last) VALUES(?1, ?2, ?3)", "ibb",
                     attendance_id, key, last);
}

/* Who came from an earlier file, is still registered, and is not in this one. */
static gboolean
find_missing (Resolver *self, GError **error)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (
      self->db,
      "SELECT attendance.id, name FROM attendance JOIN person ON person.id = person_id WHERE seminar_id = ?1"
      " AND status = 'registered' AND attendance.id IN (SELECT row_id FROM came_from WHERE seminar_id = ?1)"
      " ORDER BY name, attendance.id",
      "i", self->stage->seminar_id);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (rap_stmt_step (stmt, NULL))
    {
      const gint64 id = rap_stmt_int (stmt, 0);
      g_autofree char *name = rap_theme_key (rap_stmt_text (stmt, 1));
      if (!g_hash_table_contains (self->attending, &id) && !g_hash_table_contains (self->unsure, name))
        g_array_append_val (found, id);
    }
  for (guint i = 0; i < found->len; i++)
    if (!add_missing (self, g_array_index (found, gint64, i), error))
      return FALSE;
  return TRUE;
}

static void
load_unsure (Resolver *self)
{
  g_autoptr (RapStmt) stmt = rap_db_prepare (self->db, "SELECT name FROM staging.unread", NULL);

  while (rap_stmt_step (stmt, NULL))
    g_hash_table_add (self->unsure, rap_theme_key (rap_stmt_text (stmt, 0)));
}

static gboolean
resolve (Resolver *self, GError **error)
{
  if (!rap_db_exec (self->db,
                    "DELETE FROM staging.guest; DELETE FROM staging.change; DELETE FROM staging.duty;"
                    "DELETE FROM staging.said; DELETE FROM staging.unsaid; DELETE FROM staging.missing;"
                    "DELETE FROM staging.candidate",
                    error))
    return FALSE;
  load_rows (self);
  load_unsure (self);
  if (!resolve_people (self, error))
    return FALSE;
  merge_rows (self);
  if (!compare_guests (self, error) || !settle_rows (self, error))
    return FALSE;
  if (self->registrations && !find_missing (self, error))
    return FALSE;
  /* what is remembered already; the rows of a large import are added without looking */
  return rap_db_run (self->db, error,
                     "DELETE FROM staging.said WHERE EXISTS (SELECT 1 FROM came_from WHERE seminar_id = ?1 AND"
                     " came_from.key = said.key)",
                     "i", self->stage->seminar_id);
}

gboolean
rap_import_guests_resolve (RapImportStage *stage, GError **error)
{
  Resolver self = { .stage = stage, .db = stage->db };
  gboolean done;

  rap_db_take_unasked (stage->db, NULL);
  if (!rap_db_exec (stage->db, "BEGIN", error))
    return FALSE;
  self.recognise = rap_recognise_new (stage->db);
  self.rows = g_ptr_array_new_with_free_func (free_row);
  self.guests = g_ptr_array_new_with_free_func (free_guest);
  self.attending = g_hash_table_new (g_int64_hash, g_int64_equal);
  self.by_person = g_hash_table_new (g_int64_hash, g_int64_equal);
  self.by_own_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  self.unsure = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.duties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  /* what could not be read must not look as if it were not there */
  done = resolve (&self, error) && !rap_db_take_unasked (stage->db, error) && rap_db_exec (stage->db, "COMMIT", error);
  if (!done && !sqlite3_get_autocommit (rap_db_handle (stage->db)))
    rap_db_exec (stage->db, "ROLLBACK", NULL);
  rap_recognise_free (self.recognise);
  g_hash_table_unref (self.duties);
  g_hash_table_unref (self.unsure);
  g_hash_table_unref (self.by_own_id);
  g_hash_table_unref (self.by_person);
  g_hash_table_unref (self.attending);
  g_ptr_array_unref (self.guests);
  g_ptr_array_unref (self.rows);
  return done;
}
