/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-points.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-attribution.h"
#include "rap-csv-guard.h"
#include "rap-error.h"
#include "rap-id.h"
#include "rap-import-row.h"
#include "rap-line.h"
#include "rap-programme.h"

struct _RapImportPoints
{
  RapImportRow *row; /* that is being read */
  gint64 now;
  GPtrArray *columns;
  int *column_of; /* a field's column, or -1 */

  const RapImportPlace *fixed; /* for all rows */
  const RapImportPlace *usual; /* for a row that names none */
  GError *no_usual;            /* why there is none: a reason */
  GHashTable *seen;            /* key → how many rows had it */
  guint names_dropped;

  guint names; /* in the row, that are left out */
  GString *struck;
  GString *scratch;
  GString *hashed;
};

static gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

static gboolean
is_white (const char *text, gsize len)
{
  for (const char *p = text; p < text + len; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

/* Takes off the guard and white space as the field has it; @text keeps a NUL at its end. */
static void
prepare_cell (RapImportPoints *self, const RapImportField *field, const char **text, gsize *len)
{
  if (self->row->point.own && !self->row->exact && (field->flags & RAP_IMPORT_TEXT) != 0)
    rap_csv_guard_strip (text, len);
  if ((field->flags & RAP_IMPORT_VERBATIM) != 0)
    return;
  for (; *len > 0 && is_space (**text); (*len)--)
    (*text)++;
  if (*len == 0 || !is_space ((*text)[*len - 1]))
    return;
  while (is_space ((*text)[*len - 1]))
    (*len)--;
  g_string_truncate (self->scratch, 0);
  g_string_append_len (self->scratch, *text, (gssize) *len);
  *text = self->scratch->str;
}

/* Reads one cell. Returns: why it cannot be read, or NULL */
static char *
read_cell (RapImportPoints *self, const RapImportField *field, const RapCsvCell *cell)
{
  const char *text = cell->text;
  gsize len = cell->len;

  if (memchr (text, '\0', len) != NULL)
    return rap_import_row_say (self->row, _ ("the cell holds a NUL character"));
  prepare_cell (self, field, &text, &len);
  if (len == 0)
    return NULL;
  if ((field->flags & RAP_IMPORT_NAMES) != 0 && self->row->place->unnamed)
    {
      self->names++;
      return NULL;
    }
  g_string_append (self->hashed, field->name);
  g_string_append_c (self->hashed, '\0');
  g_string_append_len (self->hashed, text, (gssize) len + 1);
  return field->read (self->row, text, len);
}

/* Reads the fields of which FIRST is @first. Returns: the column that cannot be read, -1 if none */
static int
read_fields (RapImportPoints *self, const RapCsvRow *row, gboolean first, char **reason)
{
  for (guint i = 0; rap_import_row_fields[i].name != NULL; i++)
    {
      const int column = self->column_of[i];

      if (column < 0 || (guint) column >= row->n_cells || rap_import_row_fields[i].read == NULL ||
          row->cells[column].len == 0 || ((rap_import_row_fields[i].flags & RAP_IMPORT_FIRST) != 0) != first)
        continue;
      *reason = read_cell (self, &rap_import_row_fields[i], &row->cells[column]);
      if (*reason != NULL)
        return column;
    }
  return -1;
}

static guint
key_hash (gconstpointer key)
{
  guint hash;

  memcpy (&hash, key, sizeof hash);
  return hash;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, 16) == 0;
}

/* 16 bytes for what the row says, then how many rows said the same before it, if any. */
static void
make_key (RapImportPoints *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  RapImportPoint *point = &self->row->point;
  guint8 digest[32];
  gsize digest_len = sizeof digest;
  guint count;

  g_checksum_update (checksum, (const guchar *) self->hashed->str, (gssize) self->hashed->len);
  g_checksum_get_digest (checksum, digest, &digest_len);
  memcpy (point->key, digest, 16);
  point->key_len = 16;
  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, digest));
  g_hash_table_insert (self->seen, g_memdup2 (digest, 16), GUINT_TO_POINTER (count + 1));
  for (; count > 0; count >>= 8)
    point->key[point->key_len++] = (guint8) count;
}

static void
begin_row (RapImportPoints *self)
{
  RapImportPoint *point = &self->row->point;
  GArray *people = point->people;

  g_array_set_size (people, 0);
  memset (point, 0, sizeof *point);
  point->people = people;
  point->kind = rap_point_kind_to_string (RAP_POINT_KIND_INSIGHT);
  point->recorded_at = self->now;
  self->names = 0;
  self->row->numbered = FALSE;
  self->row->place = self->fixed;
  g_string_truncate (self->hashed, 0);
  g_string_append_len (self->hashed, (const char *) &self->row->seminar_id, sizeof self->row->seminar_id);
}

static gboolean
settle_place (RapImportPoints *self, GError **error)
{
  if (self->row->place == NULL)
    self->row->place = self->usual;
  if (self->row->place == NULL && error != NULL)
    *error = g_error_copy (self->no_usual);
  return self->row->place != NULL;
}

/* A cell that no column of the header stands over must not get lost. Returns: its index, -1 if there is none */
static int
find_surplus (RapImportPoints *self, const RapCsvRow *row)
{
  for (guint i = self->columns->len; i < row->n_cells; i++)
    if (row->cells[i].len > 0)
      return (int) i;
  return -1;
}

/* Under the Chatham House Rule no @ is stored, as capture has it. */
static void
strike_names (RapImportPoints *self)
{
  RapImportPoint *point = &self->row->point;

  g_string_truncate (self->struck, 0);
  if (!self->row->place->unnamed || !rap_attribution_mask_marks (point->text, point->text_len, self->struck))
    return;
  self->names++;
  point->text = self->struck->str;
  point->text_len = self->struck->len;
}

const RapImportField *
rap_import_points_fields (void)
{
  return rap_import_row_fields;
}

RapImportPoints *
rap_import_points_new (RapDb *db, gint64 seminar_id, gint64 session_id, GPtrArray *columns)
{
  RapImportPoints *self = g_new0 (RapImportPoints, 1);
  gint64 usual;
  guint n_fields = 0;

  self->row = rap_import_row_new (db, seminar_id);
  self->now = g_get_real_time () / 1000;
  self->columns = columns;
  while (rap_import_row_fields[n_fields].name != NULL)
    n_fields++;
  self->column_of = g_new (int, n_fields);
  for (guint i = 0; i < n_fields; i++)
    self->column_of[i] = rap_import_columns_find (columns, rap_import_row_fields[i].name);
  usual = session_id != 0 ? session_id : rap_programme_find_session (db, seminar_id, 0, NULL);
  self->usual = rap_import_places_by_id (self->row->places, usual);
  self->fixed = session_id != 0 ? self->usual : NULL;
  if (usual == 0)
    self->no_usual = g_error_new_literal (
        RAP_ERROR, RAP_ERROR_AMBIGUOUS,
        _ ("the seminar has no discussion, or several; say which session the points are of, as in --session N"));
  else if (self->usual == NULL)
    self->no_usual = g_error_new_literal (RAP_ERROR, RAP_ERROR_NOT_FOUND, _ ("the seminar has no such session"));
  self->seen = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
  self->scratch = g_string_new (NULL);
  self->struck = g_string_new (NULL);
  self->hashed = g_string_new (NULL);
  return self;
}

gboolean
rap_import_points_read (RapImportPoints *self,
                        const RapCsvRow *row,
                        const RapImportPoint **point,
                        RapImportRejected **rejected,
                        GError **error)
{
  RapImportPoint *read = &self->row->point;
  char *reason = NULL;
  int column = find_surplus (self, row);

  *point = NULL;
  *rejected = NULL;
  begin_row (self);
  if (column >= 0)
    reason = rap_import_row_say (self->row, _ ("the row has more cells than the header has"));
  else
    column = read_fields (self, row, TRUE, &reason);
  if (reason == NULL && !settle_place (self, error))
    return FALSE;
  if (reason == NULL)
    column = read_fields (self, row, FALSE, &reason);
  if (reason == NULL && (read->text == NULL || is_white (read->text, read->text_len)))
    {
      column = rap_import_columns_find (self->columns, "point");
      reason = rap_import_row_say (self->row, _ ("the point is empty"));
    }
  if (reason != NULL)
    {
      *rejected = rap_import_rejected_new (row->line, self->columns, column, reason, self->row->pattern);
      return TRUE;
    }
  if (!read->own)
    {
      read->id = rap_id_new ();
      make_key (self);
    }
  strike_names (self);
  read->session_id = self->row->place->session_id;
  self->names_dropped += self->names;
  *point = read;
  return TRUE;
}

GArray *
rap_import_points_themes (RapImportPoints *self)
{
  return self->row->themes;
}

guint
rap_import_points_names_dropped (RapImportPoints *self)
{
  return self->names_dropped;
}

RapImportRejected *
rap_import_rejected_new (guint64 line, GPtrArray *columns, int column, char *reason, const char *pattern)
{
  RapImportRejected *self = g_new0 (RapImportRejected, 1);

  self->line = line;
  self->reason = reason;
  self->pattern = pattern;
  if (column >= (int) columns->len)
    self->column = g_strdup_printf ("#%d", column + 1);
  else if (column >= 0)
    {
      self->column = g_strdup (((RapImportColumn *) columns->pdata[column])->name);
      self->field = ((RapImportColumn *) columns->pdata[column])->field;
    }
  return self;
}

void
rap_import_rejected_free (RapImportRejected *self)
{
  g_free (self->column);
  g_free (self->reason);
  g_free (self);
}

void
rap_import_points_free (RapImportPoints *self)
{
  g_clear_error (&self->no_usual);
  rap_import_row_free (self->row);
  g_hash_table_unref (self->seen);
  g_string_free (self->scratch, TRUE);
  g_string_free (self->struck, TRUE);
  g_string_free (self->hashed, TRUE);
  g_free (self->column_of);
  g_free (self);
}
