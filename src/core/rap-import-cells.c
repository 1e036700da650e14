/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-cells.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-csv-guard.h"

static gboolean
is_space (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Takes off the guard and white space as the field has it; @text keeps a NUL at its end. */
static void
prepare_cell (RapImportCells *self, const RapImportField *field, const char **text, gsize *len)
{
  if (self->guarded && (field->flags & RAP_IMPORT_TEXT) != 0)
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
read_cell (RapImportCells *self, const RapImportField *field, const RapCsvCell *cell)
{
  const char *text = cell->text;
  gsize len = cell->len;

  if (memchr (text, '\0', len) != NULL)
    return rap_import_cells_say (self, _ ("the cell holds a NUL character"));
  prepare_cell (self, field, &text, &len);
  if (len == 0)
    return NULL;
  if ((field->flags & RAP_IMPORT_NAMES) != 0 && self->unnamed)
    {
      self->names++;
      return NULL;
    }
  g_string_append (self->hashed, field->name);
  g_string_append_c (self->hashed, '\0');
  g_string_append_len (self->hashed, text, (gssize) len + 1);
  return field->read (self->target, text, len);
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

const char *
rap_import_show_cell (const char *text, char shown[RAP_IMPORT_SHOWN_BYTES])
{
  const gboolean whole = g_utf8_strlen (text, -1) <= RAP_IMPORT_SHOWN_CHARS;

  g_utf8_strncpy (shown, text, RAP_IMPORT_SHOWN_CHARS);
  if (!whole)
    strcat (shown, "…");
  return g_strdelimit (shown, "\r\n\t", ' ');
}

char *
rap_import_cells_say (RapImportCells *self, const char *reason)
{
  self->pattern = reason;
  return g_strdup (reason);
}

void
rap_import_cells_init (RapImportCells *self, const RapImportField *fields, GPtrArray *columns, gpointer target)
{
  guint n_fields = 0;

  *self = (RapImportCells){ .fields = fields, .columns = columns, .target = target };
  while (fields[n_fields].name != NULL)
    n_fields++;
  self->column_of = g_new (int, n_fields);
  for (guint i = 0; i < n_fields; i++)
    self->column_of[i] = rap_import_columns_find (columns, fields[i].name);
  self->seen = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
  self->scratch = g_string_new (NULL);
  self->hashed = g_string_new (NULL);
}

void
rap_import_cells_begin (RapImportCells *self, gint64 seminar_id)
{
  self->guarded = FALSE;
  self->unnamed = FALSE;
  self->names = 0;
  g_string_truncate (self->hashed, 0);
  g_string_append_len (self->hashed, (const char *) &seminar_id, sizeof seminar_id);
}

int
rap_import_cells_read (RapImportCells *self, const RapCsvRow *row, gboolean first, char **reason)
{
  for (guint i = 0; self->fields[i].name != NULL; i++)
    {
      const int column = self->column_of[i];

      if (column < 0 || (guint) column >= row->n_cells || self->fields[i].read == NULL || row->cells[column].len == 0 ||
          ((self->fields[i].flags & RAP_IMPORT_FIRST) != 0) != first)
        continue;
      *reason = read_cell (self, &self->fields[i], &row->cells[column]);
      if (*reason != NULL)
        return column;
    }
  return -1;
}

int
rap_import_cells_find_surplus (RapImportCells *self, const RapCsvRow *row, char **reason)
{
  for (guint i = self->columns->len; i < row->n_cells; i++)
    if (row->cells[i].len > 0)
      {
        *reason = rap_import_cells_say (self, _ ("the row has more cells than the header has"));
        return (int) i;
      }
  return -1;
}

gsize
rap_import_cells_make_key (RapImportCells *self, guint8 key[20])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize len = sizeof digest;
  guint count;

  g_checksum_update (checksum, (const guchar *) self->hashed->str, (gssize) self->hashed->len);
  g_checksum_get_digest (checksum, digest, &len);
  memcpy (key, digest, len = 16);
  count = GPOINTER_TO_UINT (g_hash_table_lookup (self->seen, digest));
  g_hash_table_insert (self->seen, g_memdup2 (digest, 16), GUINT_TO_POINTER (count + 1));
  for (; count > 0; count >>= 8)
    key[len++] = (guint8) count;
  return len;
}

void
rap_import_cells_clear (RapImportCells *self)
{
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->column_of, g_free);
  if (self->scratch != NULL)
    g_string_free (g_steal_pointer (&self->scratch), TRUE);
  if (self->hashed != NULL)
    g_string_free (g_steal_pointer (&self->hashed), TRUE);
}
