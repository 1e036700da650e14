/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-leaks.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-export-task.h"
#include "rap-id.h"
#include "rap-leak-names.h"

#define CHECK_EVERY 1024 /* rows between two looks at the cancellable */
#define TEXT_CHARS 80    /* of a text that is shown */
#define BEFORE_CHARS 30  /* of these before the name, where the text is longer */
#define NEAR 12          /* bytes to the blank at which it is cut rather than within a word */

/* Texts of a seminar that are exported. The columns of @sql: id, text, rule (NULL: the strictest of the seminar's),
 * names that are masked (see RapNameEntry), and a level, if the row is written only as far as that allows. */
typedef struct
{
  const char *where;
  char id_kind;
  const char *tables; /* in any of these they stand, but are not looked for if they also do in @unless */
  const char *unless;
  gboolean is_masked; /* whether the export masks names in it: it is what was said */
  gboolean is_listed; /* whether people.csv tells who may be named */
  const char *sql;
} Source;

typedef struct
{
  guint name;
  gsize start, end;
} Match;

typedef struct
{
  RapDb *db;
  const RapExportOptions *options;
  guint max;
  GCancellable *cancellable;
  GArray *leaks; /* RapLeak */
  guint n_found;
  /* Of one seminar */
  char *seminar;
  RapAttribution strictest;
  RapLeakNames *names;
  /* Of one text */
  GString *masked;
  GArray *matches; /* Match: the first of each name that may not be told */
} Check;

#define OF_SEMINAR " FROM seminar m WHERE m.id = ?1"
#define OF_SYNDICATE                                                                                                   \
  ", ifnull(s.attribution, m.attribution), NULL, NULL FROM seminar m CROSS JOIN session s ON s.seminar_id = m.id"      \
  " CROSS JOIN syndicate y ON y.session_id = s.id WHERE m.id = ?1 ORDER BY s.position, s.id, y.number, y.id"
#define OF_THEME                                                                                                       \
  ", NULL, NULL, NULL FROM seminar_theme c JOIN theme t ON t.id = c.theme_id WHERE c.seminar_id = ?1 ORDER BY "        \
  "c.position"

static const Source sources[] = {
  { N_ ("point"), RAP_ID_POINT, "points", "", TRUE, FALSE,
    "SELECT id, point, _rule, _names, NULL FROM export_points WHERE seminar_id = ?1" },
  { N_ ("point"), RAP_ID_POINT, "actions", "points", TRUE, FALSE,
    "SELECT id, action, _rule, _names, NULL FROM export_actions WHERE seminar_id = ?1" },
  { N_ ("theme"), RAP_ID_THEME, "themes", "points", TRUE, FALSE,
    "SELECT id, first_point, _rule, _names, NULL FROM export_themes WHERE seminar_id = ?1" },
  { N_ ("session"), RAP_ID_SESSION, "points syndicates people", "", FALSE, TRUE,
    "SELECT s.id, s.title, ifnull(s.attribution, m.attribution), NULL, NULL FROM seminar m"
    " JOIN session s ON s.seminar_id = m.id WHERE m.id = ?1 ORDER BY s.position, s.id" },
  { N_ ("syndicate"), RAP_ID_SYNDICATE, "points syndicates themes actions", "", FALSE, FALSE,
    "SELECT y.id, y.name" OF_SYNDICATE },
  { N_ ("brief"), RAP_ID_SYNDICATE, "points syndicates", "", FALSE, FALSE, "SELECT y.id, y.brief" OF_SYNDICATE },
  { N_ ("theme"), RAP_ID_THEME, "points syndicates themes", "", FALSE, FALSE, "SELECT t.id, t.name" OF_THEME },
  { N_ ("headline"), RAP_ID_THEME, "themes", "", FALSE, FALSE, "SELECT t.id, c.headline" OF_THEME },
  { N_ ("affiliation"), RAP_ID_ATTENDANCE, "people", "", FALSE, TRUE,
    "SELECT a.id, a.affiliation, e._rule, NULL, max(e._level) FROM export_people e"
    " LEFT JOIN role r ON r.id = e.id AND e._id_kind = 'r' JOIN attendance a ON a.id = ifnull(r.attendance_id, e.id)"
    " WHERE e.seminar_id = ?1 GROUP BY a.id" },
  { N_ ("seminar"), RAP_ID_SEMINAR, "points syndicates themes actions people seminars", "", FALSE, TRUE,
    "SELECT m.id, m.title, m.attribution, NULL, NULL" OF_SEMINAR },
  { N_ ("venue"), RAP_ID_SEMINAR, "seminars", "", FALSE, TRUE,
    "SELECT m.id, m.venue, m.attribution, NULL, NULL" OF_SEMINAR },
  { N_ ("host"), RAP_ID_SEMINAR, "seminars", "", FALSE, TRUE,
    "SELECT m.id, m.host, m.attribution, NULL, NULL" OF_SEMINAR },
  { N_ ("series"), RAP_ID_SEMINAR, "seminars", "", FALSE, TRUE,
    "SELECT m.id, (SELECT e.name FROM series e WHERE e.id = m.series_id), m.attribution, NULL, NULL" OF_SEMINAR },
};

static gboolean
has_any (Check *self, const char *tables)
{
  g_auto (GStrv) names = g_strsplit (tables, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    if (self->options->tables == NULL || g_strv_contains (self->options->tables, names[i]))
      return TRUE;
  return FALSE;
}

/* On one line: blanks for what ends lines or cannot be seen */
static char *
make_line (const char *text, gsize len)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize) len);
  GString *line = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !g_unichar_iscntrl (c))
        g_string_append_unichar (line, c);
      else if (line->len > 0 && line->str[line->len - 1] != ' ')
        g_string_append_c (line, ' ');
    }
  return g_string_free (line, FALSE);
}

/* The text around a name of so many characters, cut at a blank if there is one near */
static char *
shorten (const char *text, gsize len, gsize start, glong name_chars)
{
  g_autofree char *before = make_line (text, start);
  g_autofree char *rest = make_line (text + start, len - start);
  const glong n_before = g_utf8_strlen (before, -1), n_rest = g_utf8_strlen (rest, -1);
  const glong skip = MAX (0, MIN (n_before - BEFORE_CHARS, n_before + n_rest - TEXT_CHARS));
  const glong keep = MIN (MAX (TEXT_CHARS - (n_before - skip), name_chars), n_rest);
  const char *from = g_utf8_offset_to_pointer (before, skip);
  char *to = g_utf8_offset_to_pointer (rest, keep);
  const char *blank = skip > 0 ? memchr (from, ' ', MIN (NEAR, strlen (from))) : NULL;

  if (keep < n_rest)
    for (char *p = to; to - p < NEAR && p > g_utf8_offset_to_pointer (rest, name_chars); p--)
      if (*p == ' ')
        {
          to = p;
          break;
        }
  *to = '\0';
  return g_strconcat (skip > 0 ? "…" : "", blank != NULL ? blank + 1 : from, rest, keep < n_rest ? "…" : "", NULL);
}

static void
found_cb (gsize start, gsize end, guint name, gpointer data)
{
  Check *self = data;
  const Match match = { name, start, end };

  for (guint i = 0; i < self->matches->len; i++)
    if (g_array_index (self->matches, Match, i).name == name)
      return;
  g_array_append_val (self->matches, match);
}

static void
check_text (Check *self, const Source *source, gint64 id, RapAttribution rule, const char *text, gsize len)
{
  g_array_set_size (self->matches, 0);
  rap_leak_names_find (self->names, rule, source->is_listed, text, len, found_cb, self);
  self->n_found += self->matches->len;
  for (guint i = 0; i < self->matches->len && self->leaks->len < self->max; i++)
    {
      const Match *match = &g_array_index (self->matches, Match, i);
      char *name = make_line (text + match->start, match->end - match->start);
      const RapLeak leak = { .name = name,
                             .text = shorten (text, len, match->start, g_utf8_strlen (name, -1)),
                             .where = _ (source->where),
                             .id_kind = source->id_kind,
                             .id = id,
                             .seminar = g_strdup (self->seminar) };

      g_array_append_val (self->leaks, leak);
    }
}

/* The text as the export writes it, if it does */
static void
check_row (Check *self, const Source *source, RapStmt *stmt)
{
  sqlite3_stmt *handle = rap_stmt_handle (stmt);
  const RapAttribution rule = rap_stmt_is_null (stmt, 2) ? self->strictest
                                                         : MAX (rap_attribution_from_string (rap_stmt_text (stmt, 2)),
                                                                self->options->attribution);
  const char *text = (const char *) sqlite3_column_text (handle, 1);
  gsize len = (gsize) sqlite3_column_bytes (handle, 1);

  if (text == NULL || (!rap_stmt_is_null (stmt, 4) && !rap_attribution_allows (rule, (int) rap_stmt_int (stmt, 4))))
    return;
  if (source->is_masked && rap_attribution_mask_text (rule, text, len, (const char *) sqlite3_column_text (handle, 3),
                                                      (gsize) sqlite3_column_bytes (handle, 3), 't', self->masked))
    {
      text = self->masked->str;
      len = self->masked->len;
    }
  check_text (self, source, rap_stmt_int (stmt, 0), rule, text, len);
}

static gboolean
check_source (Check *self, const Source *source, gint64 seminar_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RapStmt) stmt = rap_db_prepare (self->db, source->sql, "i", seminar_id);

  for (guint n = 1; rap_stmt_step (stmt, &local); n++)
    {
      if (n % CHECK_EVERY == 0 && g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      check_row (self, source, stmt);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
clear_seminar (Check *self)
{
  g_clear_pointer (&self->seminar, g_free);
  g_clear_pointer (&self->names, rap_leak_names_free);
}

/* Its people, and the strictest rule of its sessions */
static gboolean
load_seminar (Check *self, gint64 seminar_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RapStmt) rules =
      rap_db_prepare (self->db,
                      "SELECT DISTINCT ifnull(s.attribution, m.attribution), m.title FROM seminar m"
                      " LEFT JOIN session s ON s.seminar_id = m.id WHERE m.id = ?1",
                      "i", seminar_id);

  clear_seminar (self);
  self->strictest = self->options->attribution;
  while (rap_stmt_step (rules, &local))
    {
      self->strictest = MAX (self->strictest, rap_attribution_from_string (rap_stmt_text (rules, 0)));
      g_free (self->seminar);
      self->seminar = g_strdup (rap_stmt_text (rules, 1));
    }
  if (local == NULL)
    return (self->names = rap_leak_names_new (self->db, seminar_id, error)) != NULL;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
check_seminar (Check *self, gint64 seminar_id, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error) || !load_seminar (self, seminar_id, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sources) && !rap_leak_names_is_empty (self->names); i++)
    if (has_any (self, sources[i].tables) && (*sources[i].unless == '\0' || !has_any (self, sources[i].unless)) &&
        !check_source (self, &sources[i], seminar_id, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_all (Check *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (RapStmt) seminars = rap_db_prepare (
      self->db, "SELECT id FROM seminar WHERE id = ?1 OR ?1 = 0 ORDER BY date, id", "i", self->options->seminar_id);

  while (rap_stmt_step (seminars, &local))
    if (!check_seminar (self, rap_stmt_int (seminars, 0), error))
      return FALSE;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
clear_leak (RapLeak *leak)
{
  g_free (leak->name);
  g_free (leak->text);
  g_free (leak->seminar);
}

static gpointer
find_cb (RapDb *db, const RapExportOptions *options, gpointer data, GCancellable *cancellable, GError **error)
{
  return rap_leaks_find (db, options, GPOINTER_TO_UINT (data), cancellable, error);
}

void
rap_leaks_free (RapLeaks *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_items; i++)
    clear_leak (&self->items[i]);
  g_free (self->items);
  g_free (self);
}

RapLeaks *
rap_leaks_find (RapDb *db, const RapExportOptions *options, guint max, GCancellable *cancellable, GError **error)
{
  Check self = { .db = db, .options = options, .max = max, .cancellable = cancellable };
  RapLeaks *leaks;
  gboolean done;

  g_return_val_if_fail (db != NULL && options != NULL, NULL);

  leaks = g_new0 (RapLeaks, 1);
  self.leaks = g_array_new (FALSE, FALSE, sizeof (RapLeak));
  self.masked = g_string_new (NULL);
  self.matches = g_array_new (FALSE, FALSE, sizeof (Match));
  done = check_all (&self, error);
  leaks->n_found = self.n_found;
  leaks->n_items = self.leaks->len;
  leaks->items = (RapLeak *) (gpointer) g_array_free (self.leaks, FALSE);
  clear_seminar (&self);
  g_string_free (self.masked, TRUE);
  g_array_unref (self.matches);
  if (done)
    return leaks;
  rap_leaks_free (leaks);
  return NULL;
}

void
rap_leaks_find_async (const char *path,
                      const RapExportOptions *options,
                      guint max,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  rap_export_task_run (path, options, find_cb, GUINT_TO_POINTER (max), NULL, (GDestroyNotify) rap_leaks_free,
                       cancellable, callback, data);
}

RapLeaks *
rap_leaks_find_finish (GAsyncResult *async, GError **error)
{
  return rap_export_task_finish (async, error);
}
