/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-search-index.h"

#include <string.h>

/* Positions of columns in the table seminar on which the rows of all that belongs to it depend. Columns are only ever
 * added at the end of a table, so positions stay. */
#define SEMINAR_SERIES_ID (G_GUINT64_CONSTANT (1) << 1)
#define SEMINAR_DATE (G_GUINT64_CONSTANT (1) << 5)
#define TIDY_PAGES 16 /* 9 ms with 100,000 documents, within one frame; 64 took 24 */
/* Documents at a time, so that the temporary tables stay small; and from how many on FTS5 gets a larger hash: 100,000
 * points then make 7 parts of the index instead of 76, in three quarters of the time */
#define SLICE 16384
#define LARGE 1000
#define LARGE_HASH (8 * 1024 * 1024)
#define HASH (1024 * 1024) /* FTS5's own default */

#define SESSION_SEMINAR_ID (G_GUINT64_CONSTANT (1) << 1)
/* Days since 1970, as the upper part of a document's number; what has no day of its own stands before all others. */
#define DAY "ifnull(max(0, CAST(julianday(seminar.date) - 2440587.5 AS INT)), 0)"
#define TAGS "'y' || substr(seminar.date, 1, 4) || ' s' || seminar.id || ifnull(' r' || seminar.series_id, '')"
#define TOUCHED(kind) " IN (SELECT ref FROM temp.touched WHERE kind = '" kind "')"

/* What is searched: for each kind of row its reference, day, words and tags, for the rows in temp.touched. */
static const struct
{
  const char *table;
  const char *sql;
} kinds[] = {
  { "point",
    "INSERT INTO temp.fresh SELECT 'point', point.id, " DAY ", point.text, " TAGS " || ' k' || point.kind"
    " || CASE WHEN starred THEN ' starred' ELSE '' END || ifnull(' p' || point.speaker_id, '')"
    " || ifnull((SELECT ' ' || group_concat('h' || theme_id, ' ') FROM point_theme WHERE point_id = point.id), '')"
    " || ifnull((SELECT ' ' || group_concat('p' || person_id, ' ') FROM point_person WHERE point_id = point.id"
    "            AND relation = 'said'), '')"
    " FROM point JOIN session ON session.id = session_id JOIN seminar ON seminar.id = seminar_id"
    " WHERE point.id" TOUCHED ("point") },
  { "syndicate", "INSERT INTO temp.fresh SELECT 'syndicate', syndicate.id, " DAY
                 ", trim(ifnull(name, '') || char(10) || ifnull(brief, ''), char(10)), " TAGS
                 " FROM syndicate JOIN session ON session.id = session_id JOIN seminar ON seminar.id = seminar_id"
                 " WHERE coalesce(name, brief) IS NOT NULL AND syndicate.id" TOUCHED ("syndicate") },
  { "session", "INSERT INTO temp.fresh SELECT 'session', session.id, " DAY ", session.title, " TAGS
               " FROM session JOIN seminar ON seminar.id = seminar_id"
               " WHERE session.title IS NOT NULL AND session.id" TOUCHED ("session") },
  { "seminar",
    "INSERT INTO temp.fresh SELECT 'seminar', seminar.id, " DAY
    ", title || ifnull(char(10) || topic, '') || ifnull(char(10) || venue, '') || ifnull(char(10) || host, '')"
    " || ifnull(char(10) || summary, ''), " TAGS " FROM seminar WHERE seminar.id" TOUCHED ("seminar") },
  { "person", "INSERT INTO temp.fresh SELECT 'person', id, 0, name || ifnull(char(10) || bio, ''), 'p' || id"
              " FROM person WHERE id" TOUCHED ("person") },
};

/* Everything that carries the day and series of seminar ?1, or of the seminar of session ?2: indexes into kinds, ids.
 */
static const char below[] = "SELECT 2, id FROM session WHERE seminar_id = ?1"
                            " UNION ALL SELECT 1, syndicate.id FROM syndicate JOIN session ON session.id = session_id"
                            " WHERE seminar_id = ?1 OR session_id = ?2"
                            " UNION ALL SELECT 0, point.id FROM point JOIN session ON session.id = session_id"
                            " WHERE seminar_id = ?1 OR session_id = ?2";

/* Takes out of the index what is in temp.touched. Not to be run for nothing: to read it, FTS5 first writes out all that
 * it has collected. */
static const char *const forget[] = {
  "DELETE FROM words WHERE rowid IN (SELECT docid FROM temp.touched JOIN doc USING(ref, kind))",
  /* what is gone, or has another day than its number says */
  "DELETE FROM doc WHERE docid IN (SELECT docid FROM temp.touched JOIN doc USING(ref, kind)"
  " LEFT JOIN temp.fresh USING(ref, kind) WHERE fresh.ref IS NULL OR fresh.day <> docid >> 24)",
  NULL,
};

/* Puts into the index what is in temp.fresh; then both tables are empty again. */
static const char *const learn[] = {
  "INSERT INTO doc(docid, kind, ref) SELECT last + fresh.rowid, kind, ref"
  " FROM temp.fresh JOIN (SELECT day, ifnull((SELECT max(docid) FROM doc WHERE docid BETWEEN day << 24"
  " AND (day << 24) + 16777215), day << 24) AS last FROM (SELECT DISTINCT day FROM temp.fresh)) USING(day)"
  " WHERE NOT EXISTS (SELECT 1 FROM doc WHERE doc.ref = fresh.ref AND doc.kind = fresh.kind)",
  "INSERT INTO words(rowid, text, cjk, tag) SELECT docid, text, rap_cjk(text), tag"
  " FROM temp.fresh JOIN doc USING(ref, kind) ORDER BY docid",
  "DELETE FROM temp.touched",
  "DELETE FROM temp.fresh",
  NULL,
};

typedef struct
{
  guint kind; /* an index into kinds */
  gint64 ref;
} Document;

static gboolean
is_cjk (gunichar c)
{
  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
    case G_UNICODE_SCRIPT_TIBETAN:
      return TRUE;
    default:
      return FALSE;
    }
}

static void
cjk_cb (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = (const char *) sqlite3_value_text (values[0]);

  if (text == NULL)
    sqlite3_result_text (context, "", 0, SQLITE_STATIC);
  else
    sqlite3_result_text (context, rap_search_cjk (text), -1, g_free);
}

/* Whether the rows below a seminar or session show where it stands, and that was changed. */
static gboolean
moves_what_is_below (const RapChange *row)
{
  return row->op == SQLITE_UPDATE &&
         ((strcmp (row->table, "seminar") == 0 && (row->columns & (SEMINAR_SERIES_ID | SEMINAR_DATE)) != 0) ||
          (strcmp (row->table, "session") == 0 && (row->columns & SESSION_SEMINAR_ID) != 0));
}

static int
compare_documents_cb (gconstpointer a, gconstpointer b)
{
  const Document *left = a, *right = b;

  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;
  return left->ref < right->ref ? -1 : left->ref > right->ref;
}

/* Adds what is below a seminar or session. */
static gboolean
add_below (RapDb *db, GArray *documents, const RapChange *row, GError **error)
{
  const gboolean is_seminar = strcmp (row->table, "seminar") == 0;
  g_autoptr (RapStmt) stmt =
      rap_db_prepare (db, below, "rr", is_seminar ? row->id : (gint64) 0, is_seminar ? (gint64) 0 : row->id);
  g_autoptr (GError) local = NULL;

  while (rap_stmt_step (stmt, &local))
    {
      Document document = { (guint) rap_stmt_int (stmt, 0), rap_stmt_int (stmt, 1) };
      g_array_append_val (documents, document);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
add_row (RapDb *db, GArray *documents, const RapChange *row, GError **error)
{
  const char *table = rap_changes_owner (row->table);
  Document document = { 0, row->id };

  while (document.kind < G_N_ELEMENTS (kinds) && strcmp (kinds[document.kind].table, table) != 0)
    document.kind++;
  /* the many rows of one owner stand together */
  if (document.kind < G_N_ELEMENTS (kinds) &&
      (documents->len == 0 ||
       compare_documents_cb (&document, &g_array_index (documents, Document, documents->len - 1)) != 0))
    g_array_append_val (documents, document);
  return !moves_what_is_below (row) || add_below (db, documents, row, error);
}

/* Which documents a step's changes concern, each once, by kind and id: so they are read and written in order. */
static GArray *
collect_documents (RapDb *db, RapChanges *changes, GError **error)
{
  g_autoptr (GArray) documents = g_array_new (FALSE, FALSE, sizeof (Document));
  guint n = 0;

  for (guint i = 0; i < changes->rows->len; i++)
    if (!add_row (db, documents, &g_array_index (changes->rows, RapChange, i), error))
      return NULL;
  g_array_sort (documents, compare_documents_cb);
  for (guint i = 0; i < documents->len; i++)
    if (i == 0 || compare_documents_cb (&g_array_index (documents, Document, n - 1),
                                        &g_array_index (documents, Document, i)) != 0)
      g_array_index (documents, Document, n++) = g_array_index (documents, Document, i);
  g_array_set_size (documents, n);
  return g_steal_pointer (&documents);
}

static gboolean
run_all (RapDb *db, const char *const *statements, GError **error)
{
  for (guint i = 0; statements[i] != NULL; i++)
    if (!rap_db_run (db, error, statements[i], NULL))
      return FALSE;
  return TRUE;
}

static gboolean
update_slice (RapDb *db, const Document *documents, guint n, GError **error)
{
  guint mask = 0;

  for (guint i = 0; i < n; i++)
    {
      mask |= 1u << documents[i].kind;
      if (!rap_db_run (db, error, "INSERT INTO temp.touched VALUES(?1, ?2)", "si", kinds[documents[i].kind].table,
                       documents[i].ref))
        return FALSE;
    }
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    if ((mask & (1u << k)) != 0 && !rap_db_run (db, error, kinds[k].sql, NULL))
      return FALSE;
  if (rap_db_int (db, "SELECT EXISTS (SELECT 1 FROM temp.touched JOIN doc USING(ref, kind))", NULL) != 0 &&
      !run_all (db, forget, error))
    return FALSE;
  return run_all (db, learn, error);
}

/* How many bytes FTS5 collects before it writes them out as one part of the index. */
static gboolean
set_hash_size (RapDb *db, gint64 bytes, GError **error)
{
  return rap_db_run (db, error, "INSERT INTO words(words, rank) VALUES('hashsize', ?1)", "i", bytes);
}

gboolean
rap_search_index_connect (RapDb *db, GError **error)
{
  sqlite3_create_function_v2 (rap_db_handle (db), "rap_cjk", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, cjk_cb, NULL,
                              NULL, NULL);
  return rap_db_exec (
      db,
      "CREATE TEMP TABLE IF NOT EXISTS touched(kind TEXT, ref INT, PRIMARY KEY(ref, kind)) WITHOUT ROWID;"
      "CREATE TEMP TABLE IF NOT EXISTS fresh(kind TEXT, ref INT, day INT, text TEXT, tag TEXT)",
      error);
}

gboolean
rap_search_index_update (RapDb *db, RapChanges *changes, GError **error)
{
  g_autoptr (GArray) documents = collect_documents (db, changes, error);
  gboolean large, done;

  if (documents == NULL)
    return FALSE;
  large = documents->len > LARGE;
  done = !large || set_hash_size (db, LARGE_HASH, error);
  for (guint i = 0; done && i < documents->len; i += SLICE)
    done = update_slice (db, &g_array_index (documents, Document, i), MIN (SLICE, documents->len - i), error);
  return done && (!large || set_hash_size (db, HASH, error));
}

gboolean
rap_search_index_tidy (RapDb *db)
{
  gint64 before = sqlite3_total_changes64 (rap_db_handle (db));

  if (!rap_db_run (db, NULL, "INSERT INTO words(words, rank) VALUES('merge', ?1)", "i", (gint64) TIDY_PAGES))
    return FALSE;
  /* FTS5's documentation: fewer than two changes mean that there was nothing to merge */
  return sqlite3_total_changes64 (rap_db_handle (db)) - before >= 2;
}

char *
rap_search_cjk (const char *text)
{
  GString *out = g_string_new (NULL);

  /* plain ASCII, the common case, has none */
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c;
      if ((guchar) *p < 0x80)
        continue;
      c = g_utf8_get_char (p);
      if (!is_cjk (c))
        continue;
      if (out->len > 0)
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}
