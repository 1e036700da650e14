/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-datapackage.h"

#include <glib/gi18n-lib.h>

struct _RapDatapackage
{
  RapDb *db;
  const RapExportOptions *options;
  char *resources; /* a JSON array */
};

/* The types of https://specs.frictionlessdata.io/table-schema/; "any" is any ISO 8601 time, so one with an offset */
static const char *
get_type (RapColumnClass class, const char **format)
{
  *format = "default";
  switch (class)
    {
    case RAP_COLUMN_INT:
      return "integer";
    case RAP_COLUMN_REAL:
      return "number";
    case RAP_COLUMN_FLAG:
      return "boolean";
    case RAP_COLUMN_DAY:
      return "date";
    case RAP_COLUMN_TIME:
      *format = "any";
      return "datetime";
    default:
      return "string";
    }
}

static void
append (RapDatapackage *self, char **array, char *object)
{
  char *longer = rap_db_text (self->db, "SELECT json_insert(?1, '$[#]', json(?2))", "ss", *array, object);

  g_free (object);
  g_free (*array);
  *array = longer;
}

RapDatapackage *
rap_datapackage_new (RapDb *db, const RapExportOptions *options)
{
  RapDatapackage *self = g_new0 (RapDatapackage, 1);

  self->db = db;
  self->options = options;
  self->resources = g_strdup ("[]");
  return self;
}

void
rap_datapackage_add (RapDatapackage *self, const RapExportTable *table, guint64 bytes, const char *digest)
{
  const char delimiter[] = { self->options->delimiter, '\0' };
  g_autofree char *fields = g_strdup ("[]");

  for (const RapExportColumn *column = table->columns; column->name != NULL; column++)
    {
      const char *format, *type = get_type (column->type, &format);
      append (self, &fields,
              rap_db_text (self->db, "SELECT json_object('name', ?1, 'type', ?2, 'format', ?3, 'description', ?4)",
                           "ssss", column->name, type, format, _ (column->description)));
    }
  append (self, &self->resources,
          rap_db_text (self->db,
                       "SELECT json_object('profile', 'tabular-data-resource', 'name', ?1, 'path', ?1 || '.csv',"
                       " 'description', ?2, 'format', 'csv', 'mediatype', 'text/csv', 'encoding', 'utf-8',"
                       " 'bytes', ?3, 'hash', 'sha256:' || ?4,"
                       " 'dialect', json_object('delimiter', ?5, 'lineTerminator', char(13, 10), 'quoteChar', '\"',"
                       "  'doubleQuote', json('true'), 'skipInitialSpace', json('false'), 'header', json('true')),"
                       " 'schema', json_object('fields', json(?6), 'missingValues', json_array(''),"
                       "  'primaryKey', json(?7)))",
                       "ssissss", table->name, _ (table->description), (gint64) bytes, digest, delimiter, fields,
                       table->key));
}

char *
rap_datapackage_to_json (RapDatapackage *self)
{
  return rap_db_text (self->db,
                      "SELECT json_object('profile', 'tabular-data-package', 'name', 'rapporteur-export',"
                      " 'title', ifnull((SELECT title FROM seminar WHERE id = ?1), ?2),"
                      " 'edition', ?3, 'attribution', ?4, 'private', json(?5), 'resources', json(?6)) || char(10)",
                      "isssss", self->options->seminar_id, _ ("All seminars"),
                      self->options->exact ? "exact" : "spreadsheet-safe",
                      rap_attribution_to_string (self->options->attribution),
                      self->options->is_private ? "true" : "false", self->resources);
}

void
rap_datapackage_free (RapDatapackage *self)
{
  if (self == NULL)
    return;
  g_free (self->resources);
  g_free (self);
}
