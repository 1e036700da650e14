/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-import-map.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "rap-error.h"

#define MAX_EXAMPLES 3
#define EXAMPLE_CHARS 60
#define MAX_LISTED 20
#define TIERS 3

static void
free_column (gpointer data)
{
  RapImportColumn *column = data;

  g_free (column->name);
  g_strfreev (column->examples);
  g_free (column);
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}

/* A name that no other column has: @used counts headers, @names holds what was given. */
static char *
name_column (const char *header, guint number, GHashTable *used, GHashTable *names)
{
  g_autofree char *name = is_blank (header) ? g_strdup_printf ("#%u", number) : g_strdup (header);
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (used, name)) + 1;
  char *unique = count == 1 ? g_strdup (name) : g_strdup_printf ("%s (%u)", name, count);

  while (g_hash_table_contains (names, unique))
    {
      g_free (unique);
      unique = g_strdup_printf ("%s (%u)", name, ++count);
    }
  g_hash_table_insert (used, g_strdup (name), GUINT_TO_POINTER (count));
  g_hash_table_add (names, unique);
  return unique;
}

static const RapImportField *
find_field (const RapImportField *fields, const char *name)
{
  for (; fields->name != NULL; fields++)
    if (strcmp (fields->name, name) == 0)
      return fields;
  return NULL;
}

static const RapImportField *
find_synonym (const RapImportField *fields, const char *folded, guint tier)
{
  for (; fields->name != NULL; fields++)
    {
      g_auto (GStrv) tiers = g_strsplit (fields->synonyms != NULL ? fields->synonyms : "", "|", -1);
      g_auto (GStrv) synonyms = g_strsplit (tier < g_strv_length (tiers) ? tiers[tier] : "", " ", -1);
      if (*folded != '\0' && g_strv_contains ((const char *const *) synonyms, folded))
        return fields;
    }
  return NULL;
}

/* @tier: which of the synonyms to look for; -1 for our own names */
static void
guess_pass (GPtrArray *columns, const RapImportField *fields, int tier)
{
  for (guint i = 0; i < columns->len; i++)
    {
      RapImportColumn *column = columns->pdata[i];
      g_autofree char *folded = rap_import_fold_name (column->name);
      const RapImportField *field =
          tier < 0 ? find_field (fields, folded) : find_synonym (fields, folded, (guint) tier);

      if (column->field == NULL && field != NULL && rap_import_columns_find (columns, field->name) < 0)
        column->field = g_intern_string (field->name);
    }
}

static RapImportColumn *
find_column (GPtrArray *columns, const char *name)
{
  guint64 number;

  for (guint i = 0; i < columns->len; i++)
    if (strcmp (((RapImportColumn *) columns->pdata[i])->name, name) == 0)
      return columns->pdata[i];
  if (*name == '#' && g_ascii_string_to_unsigned (name + 1, 10, 1, columns->len, &number, NULL))
    return columns->pdata[number - 1];
  return NULL;
}

char *
rap_import_fold_name (const char *name)
{
  g_autofree char *lower = g_utf8_strdown (name, -1);
  GString *folded = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      if (!g_unichar_isalnum (c))
        {
          gap = folded->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (folded, '_');
      gap = FALSE;
      g_string_append_unichar (folded, c);
    }
  return g_string_free (folded, FALSE);
}

GStrv
rap_import_columns_list_fields (const RapImportField *fields)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (; fields->name != NULL; fields++)
    if (fields->read != NULL)
      g_strv_builder_add (names, fields->name);
  g_strv_builder_add (names, "ignore");
  return g_strv_builder_end (names);
}

GPtrArray *
rap_import_columns_new (const RapCsvRow *header)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (free_column);
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < header->n_cells; i++)
    {
      RapImportColumn *column = g_new0 (RapImportColumn, 1);
      column->name = name_column (header->cells[i].text, i + 1, used, names);
      column->examples = g_new0 (char *, 1);
      g_ptr_array_add (columns, column);
    }
  return columns;
}

void
rap_import_columns_add_examples (GPtrArray *columns, const RapCsvRow *row)
{
  for (guint i = 0; i < MIN (columns->len, row->n_cells); i++)
    {
      RapImportColumn *column = columns->pdata[i];
      guint n = g_strv_length (column->examples);

      if (n == MAX_EXAMPLES || is_blank (row->cells[i].text))
        continue;
      column->examples = g_renew (char *, column->examples, n + 2);
      column->examples[n] = g_utf8_strlen (row->cells[i].text, -1) > EXAMPLE_CHARS
                                ? g_utf8_substring (row->cells[i].text, 0, EXAMPLE_CHARS)
                                : g_strdup (row->cells[i].text);
      column->examples[n + 1] = NULL;
    }
}

void
rap_import_columns_guess (GPtrArray *columns, const RapImportField *fields)
{
  for (int tier = -1; tier < TIERS; tier++)
    guess_pass (columns, fields, tier);
  if (columns->len != 1)
    return;
  while ((fields->flags & RAP_IMPORT_REQUIRED) == 0)
    fields++;
  ((RapImportColumn *) columns->pdata[0])->field = g_intern_string (fields->name);
}

guint
rap_import_columns_count_guesses (GPtrArray *columns, const RapImportField *fields)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  for (guint i = 0; i < columns->len; i++)
    {
      RapImportColumn *copy = g_new0 (RapImportColumn, 1);
      copy->name = ((RapImportColumn *) columns->pdata[i])->name; /* not the copy's own */
      g_ptr_array_add (copies, copy);
    }
  for (int tier = -1; tier < TIERS; tier++)
    guess_pass (copies, fields, tier);
  for (guint i = 0; i < copies->len; i++)
    n += ((RapImportColumn *) copies->pdata[i])->field != NULL;
  return n;
}

gboolean
rap_import_columns_set (GPtrArray *columns,
                        const RapImportField *fields,
                        const char *column_name,
                        const char *field,
                        GError **error)
{
  RapImportColumn *column = find_column (columns, column_name);
  const gboolean ignore = strcmp (field, "ignore") == 0;
  const char *ignored = rap_import_columns_why_ignored (fields, field);
  RapImportColumn *other;
  int index;

  if (column == NULL)
    {
      g_autofree char *list = rap_import_columns_list (columns);
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("the file has no column “%s”; it has %s"), column_name,
                   list);
      return FALSE;
    }
  if (!ignore && find_field (fields, field) == NULL)
    {
      g_auto (GStrv) names = rap_import_columns_list_fields (fields);
      g_autofree char *list = g_strjoinv (", ", names);
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("there is no field “%s”; there are %s"), field, list);
      return FALSE;
    }
  if (ignored != NULL)
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("no column can be %s: %s"), field, ignored);
      return FALSE;
    }
  index = ignore ? -1 : rap_import_columns_find (columns, field);
  other = index >= 0 ? columns->pdata[index] : NULL;
  if (other != NULL && other != column && other->given)
    {
      g_set_error (error, RAP_ERROR, RAP_ERROR_BAD_VALUE, _ ("the columns “%s” and “%s” cannot both be %s"),
                   other->name, column->name, field);
      return FALSE;
    }
  if (other != NULL)
    other->field = NULL;
  column->field = ignore ? NULL : g_intern_string (field);
  column->given = TRUE;
  return TRUE;
}

const char *
rap_import_columns_why_ignored (const RapImportField *fields, const char *name)
{
  const RapImportField *field = name != NULL ? find_field (fields, name) : NULL;

  return field != NULL && field->ignored != NULL ? _ (field->ignored) : NULL;
}

int
rap_import_columns_find (GPtrArray *columns, const char *field)
{
  for (guint i = 0; i < columns->len; i++)
    if (g_strcmp0 (((RapImportColumn *) columns->pdata[i])->field, field) == 0)
      return (int) i;
  return -1;
}

char *
rap_import_columns_list (GPtrArray *columns)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < MIN (columns->len, MAX_LISTED); i++)
    {
      const char *name = ((RapImportColumn *) columns->pdata[i])->name;
      g_autofree char *start =
          g_utf8_strlen (name, -1) > EXAMPLE_CHARS ? g_utf8_substring (name, 0, EXAMPLE_CHARS) : NULL;
      g_string_append_printf (list, start != NULL ? "%s“%s…”" : "%s“%s”", i > 0 ? ", " : "",
                              start != NULL ? start : name);
    }
  if (columns->len > MAX_LISTED)
    g_string_append (list, ", …");
  g_strdelimit (list->str, "\r\n\t", ' ');
  return g_string_free (list, FALSE);
}
