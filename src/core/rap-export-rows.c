/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-export-rows.h"

#include <string.h>

#include "rap-name-entry.h"
#include "rap-time.h"

#define CHECK_EVERY 1024 /* rows between two looks at the cancellable */

struct _RapExportRows
{
  const RapExportTable *table;
  RapAttribution attribution;
  gboolean exact;
  RapStmt *stmt;
  /* Columns of the statement; -1 where the view has none of the name */
  int rule, tz, names, members, level, id_kind;
  GString *scratch;
  char *zone_name;
  GTimeZone *zone;
  gint64 quarter; /* of an hour since 1970: @offset is known to hold within it */
  gint32 offset;  /* seconds */
};

typedef void (*WriteText) (RapCsvWriter *writer, const char *text, gssize len);

/* The view's columns but names, which their entries tell better, and those that say how to write them */
static char *
make_query (RapDb *db, const RapExportTable *table, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *view = g_strconcat ("export_", table->name, NULL);
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (RapStmt) helpers =
      rap_db_prepare (db, "SELECT name FROM pragma_table_info(?1) WHERE name GLOB '_*'", "s", view);

  for (const RapExportColumn *column = table->columns; column->name != NULL; column++)
    g_string_append_printf (sql, "%s%s", column != table->columns ? "," : "",
                            column->type == RAP_COLUMN_NAMES || column->type == RAP_COLUMN_MEMBERS ? "NULL"
                                                                                                   : column->name);
  while (rap_stmt_step (helpers, &local))
    g_string_append_printf (sql, ",%s", rap_stmt_text (helpers, 0));
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  g_string_append_printf (sql, " FROM %s WHERE %s = ?1", view, table->seminar);
  return g_strdup (sql->str);
}

static int
find_column (RapExportRows *self, const char *name)
{
  sqlite3_stmt *stmt = rap_stmt_handle (self->stmt);

  for (int i = 0; i < sqlite3_column_count (stmt); i++)
    if (strcmp (sqlite3_column_name (stmt, i), name) == 0)
      return i;
  return -1;
}

static RapAttribution
get_rule (RapExportRows *self)
{
  return MAX (rap_attribution_from_string (rap_stmt_text (self->stmt, self->rule)), self->attribution);
}

/* The entries of the row's names, NULL if it has none; byte for byte, for their lengths are of bytes */
static const char *
get_names (RapExportRows *self, gsize *len)
{
  sqlite3_stmt *stmt = rap_stmt_handle (self->stmt);
  const char *names = self->names >= 0 ? (const char *) sqlite3_column_text (stmt, self->names) : NULL;

  *len = names != NULL ? (gsize) sqlite3_column_bytes (stmt, self->names) : 0;
  return names;
}

/* Those names of one letter that the rule allows, into the scratch. Returns: whether the row has any of the letter */
static gboolean
gather_names (RapExportRows *self, char wanted, RapAttribution rule)
{
  gsize len;
  const char *at = get_names (self, &len), *end = at + len;
  RapNameEntry entry;
  gboolean any = FALSE;

  g_string_truncate (self->scratch, 0);
  while (rap_name_entry_next (&at, end, &entry))
    {
      if (entry.letter != wanted)
        continue;
      any = TRUE;
      if (!rap_attribution_allows (rule, entry.level))
        continue;
      g_string_append (self->scratch, self->scratch->len > 0 ? "; " : "");
      g_string_append_len (self->scratch, entry.name, (gssize) entry.len);
    }
  return any;
}

static void
write_names (RapExportRows *self, RapCsvWriter *writer, WriteText write_text, char letter, RapAttribution rule)
{
  if (rap_stmt_is_null (self->stmt, self->names))
    {
      rap_csv_writer_text (writer, NULL, 0);
      return;
    }
  gather_names (self, letter, rule);
  write_text (writer, self->scratch->len > 0 ? self->scratch->str : NULL, (gssize) self->scratch->len);
}

/* Names under `named`, a number under `syndicate` or where there are no names, nothing under `none` */
static void
write_members (RapExportRows *self, RapCsvWriter *writer, WriteText write_text, char letter, RapAttribution rule)
{
  if (rule == RAP_ATTRIBUTION_NONE)
    rap_csv_writer_text (writer, NULL, 0);
  else if (gather_names (self, letter, rule) && rule == RAP_ATTRIBUTION_NAMED)
    write_text (writer, self->scratch->len > 0 ? self->scratch->str : NULL, (gssize) self->scratch->len);
  else if (rap_stmt_is_null (self->stmt, self->members))
    rap_csv_writer_text (writer, NULL, 0);
  else
    rap_csv_writer_int (writer, rap_stmt_int (self->stmt, self->members));
}

static void
write_masked (RapExportRows *self,
              RapCsvWriter *writer,
              WriteText write_text,
              int column,
              char letter,
              RapAttribution rule)
{
  sqlite3_stmt *stmt = rap_stmt_handle (self->stmt);
  const char *text = (const char *) sqlite3_column_text (stmt, column);
  gsize len = (gsize) sqlite3_column_bytes (stmt, column), names_len;
  const char *names;

  if (text != NULL && letter != 0)
    {
      names = get_names (self, &names_len);
      if (rap_attribution_mask_text (rule, text, len, names, names_len, letter, self->scratch))
        {
          text = self->scratch->str;
          len = self->scratch->len;
        }
    }
  write_text (writer, text, (gssize) len);
}

static void
find_zone (RapExportRows *self)
{
  const char *name = self->tz >= 0 ? rap_stmt_text (self->stmt, self->tz) : NULL;

  if (self->zone != NULL && g_strcmp0 (name, self->zone_name) == 0)
    return;
  g_free (self->zone_name);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone_name = g_strdup (name);
  self->zone = rap_time_zone (name);
  self->quarter = G_MININT64;
}

static char *
put_digits (char *to, int n, gint64 value)
{
  for (int i = n; i-- > 0; value /= 10)
    to[i] = (char) ('0' + value % 10);
  return to + n;
}

static gint64
divide_down (gint64 value, gint64 by)
{
  return value / by - (value % by < 0);
}

/* As rap_time_format(), without its GDateTimes: offsets change at quarters of an hour, so a look-up serves that long.
 * The day from its number is Howard Hinnant's "civil_from_days",
 * https://howardhinnant.github.io/date_algorithms.html#civil_from_days */
static void
write_time (RapExportRows *self, RapCsvWriter *writer, gint64 ms)
{
  const gint64 seconds = divide_down (ms, 1000), quarter = divide_down (seconds, 900);
  gint64 local, day, era, year;
  int of_era, of_year, month, second, rest = (int) (ms - seconds * 1000);
  char text[40], *p = text;

  find_zone (self);
  if (quarter != self->quarter)
    {
      int interval = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, seconds);
      self->offset = interval >= 0 ? g_time_zone_get_offset (self->zone, interval) : 0;
      self->quarter = quarter;
    }
  local = seconds + self->offset;
  day = divide_down (local, 86400);
  second = (int) (local - day * 86400);
  day += 719468; /* since 0000-03-01 */
  era = divide_down (day, 146097);
  of_era = (int) (day - era * 146097);
  year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  of_year = of_era - (int) (365 * year + year / 4 - year / 100);
  month = (5 * of_year + 2) / 153; /* since March */
  year += era * 400 + (month > 9);
  if (year < 1 || year > 9999 || self->offset % 60 != 0)
    {
      g_autofree char *slow = rap_time_format (ms, self->zone);
      rap_csv_writer_text (writer, *slow != '\0' ? slow : NULL, -1);
      return;
    }
  p = put_digits (p, 4, year);
  *p++ = '-';
  p = put_digits (p, 2, month < 10 ? month + 3 : month - 9);
  *p++ = '-';
  p = put_digits (p, 2, of_year - (153 * month + 2) / 5 + 1);
  *p++ = 'T';
  p = put_digits (p, 2, second / 3600);
  *p++ = ':';
  p = put_digits (p, 2, second / 60 % 60);
  *p++ = ':';
  p = put_digits (p, 2, second % 60);
  if (rest != 0)
    {
      *p++ = '.';
      p = put_digits (p, 3, rest);
    }
  *p++ = self->offset < 0 ? '-' : '+';
  p = put_digits (p, 2, ABS (self->offset) / 3600);
  *p++ = ':';
  p = put_digits (p, 2, ABS (self->offset) / 60 % 60);
  rap_csv_writer_text (writer, text, p - text);
}

static void
write_value (RapExportRows *self, RapCsvWriter *writer, const RapExportColumn *column, int i)
{
  char real[G_ASCII_DTOSTR_BUF_SIZE];
  const char *kind;

  if (rap_stmt_is_null (self->stmt, i))
    {
      rap_csv_writer_text (writer, NULL, 0);
      return;
    }
  switch (column->type)
    {
    case RAP_COLUMN_ID:
      kind = column->letter != 0 ? &column->letter : rap_stmt_text (self->stmt, self->id_kind);
      rap_csv_writer_id (writer, *kind, rap_stmt_int (self->stmt, i), self->exact);
      break;
    case RAP_COLUMN_INT:
      rap_csv_writer_int (writer, rap_stmt_int (self->stmt, i));
      break;
    case RAP_COLUMN_REAL:
      rap_csv_writer_text (writer, g_ascii_dtostr (real, sizeof real, rap_stmt_double (self->stmt, i)), -1);
      break;
    case RAP_COLUMN_FLAG:
      if (rap_stmt_int (self->stmt, i) != 0)
        rap_csv_writer_text (writer, "true", 4);
      else
        rap_csv_writer_text (writer, "false", 5);
      break;
    case RAP_COLUMN_TIME:
      write_time (self, writer, rap_stmt_int (self->stmt, i));
      break;
    default:
      g_return_if_reached ();
    }
}

static void
write_row (RapExportRows *self, RapCsvWriter *writer, RapAttribution rule)
{
  const WriteText write_text = self->exact ? rap_csv_writer_text : rap_csv_writer_guarded;
  const RapExportColumn *column = self->table->columns;

  for (int i = 0; column[i].name != NULL; i++)
    switch (column[i].type)
      {
      case RAP_COLUMN_TEXT:
      case RAP_COLUMN_DAY: /* a text, should it be something else after all */
        write_masked (self, writer, write_text, i, column[i].letter, rule);
        break;
      case RAP_COLUMN_NAMES:
        write_names (self, writer, write_text, column[i].letter, rule);
        break;
      case RAP_COLUMN_MEMBERS:
        write_members (self, writer, write_text, column[i].letter, rule);
        break;
      default:
        write_value (self, writer, &column[i], i);
      }
}

RapExportRows *
rap_export_rows_new (RapDb *db, const RapExportTable *table, RapAttribution attribution, gboolean exact, GError **error)
{
  g_autofree char *sql = make_query (db, table, error);
  RapExportRows *self;

  if (sql == NULL)
    return NULL;
  self = g_new0 (RapExportRows, 1);
  self->table = table;
  self->attribution = attribution;
  self->exact = exact;
  self->stmt = rap_db_prepare (db, sql, NULL);
  self->rule = find_column (self, "_rule");
  self->tz = find_column (self, "_tz");
  self->names = find_column (self, "_names");
  self->members = find_column (self, "_members");
  self->level = find_column (self, "_level");
  self->id_kind = find_column (self, "_id_kind");
  self->scratch = g_string_new (NULL);
  return self;
}

gboolean
rap_export_rows_write_header (RapExportRows *self, RapCsvWriter *writer, GError **error)
{
  for (const RapExportColumn *column = self->table->columns; column->name != NULL; column++)
    rap_csv_writer_guarded (writer, column->name, -1);
  return rap_csv_writer_row_end (writer, error);
}

gboolean
rap_export_rows_write (RapExportRows *self,
                       RapCsvWriter *writer,
                       gint64 seminar_id,
                       guint64 *rows,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GError) local = NULL;

  rap_stmt_rebind (self->stmt, "i", seminar_id);
  while (rap_stmt_step (self->stmt, &local))
    {
      const RapAttribution rule = get_rule (self);

      if (self->level >= 0 && !rap_attribution_allows (rule, (int) rap_stmt_int (self->stmt, self->level)))
        continue;
      write_row (self, writer, rule);
      if (!rap_csv_writer_row_end (writer, error))
        return FALSE;
      if (++*rows % CHECK_EVERY == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  if (local == NULL)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

void
rap_export_rows_free (RapExportRows *self)
{
  if (self == NULL)
    return;
  rap_stmt_free (self->stmt);
  g_string_free (self->scratch, TRUE);
  g_free (self->zone_name);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self);
}
