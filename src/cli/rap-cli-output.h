/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapOutput:
 *
 * Rows on standard output: a table for people, where long texts end in an ellipsis, CSV, or a JSON array of objects.
 * All three in UTF-8. In CSV texts are guarded as in a spreadsheet-safe file, which the ids in lower case say of it.
 */
typedef struct _RapOutput RapOutput;

typedef enum
{
  RAP_OUTPUT_TABLE,
  RAP_OUTPUT_CSV,
  RAP_OUTPUT_JSON,
} RapOutputFormat;

/**
 * RapOutputColumn:
 * @name: what CSV and JSON call it
 * @title: (nullable): what people call it, to be translated; %NULL leaves the column out of tables
 */
typedef struct
{
  const char *name;
  const char *title;
} RapOutputColumn;

/** RAP_OUTPUT_FORMAT_OPTION: the option that all commands with rows have; @word is a char ** */
#define RAP_OUTPUT_FORMAT_OPTION(word)                                                                                 \
  {                                                                                                                    \
    "format", 0, 0, G_OPTION_ARG_STRING, word, N_ ("How to write it: table, csv or json"), N_ ("FORMAT")               \
  }

/**
 * rap_output_parse_format:
 * @word: (nullable): `table`, `csv`, `json`; %NULL is a table
 *
 * Returns: whether @word is a format; if not, @error says it is wrong usage
 */
gboolean rap_output_parse_format (const char *word, RapOutputFormat *format, GError **error);

/** rap_output_new: Returns: (transfer full): no rows yet; @columns end with one without a name and must stay */
RapOutput *rap_output_new (RapOutputFormat format, const RapOutputColumn *columns);

/** rap_output_id: the next cell is an id, of kind letter @kind; 0 is none */
void rap_output_id (RapOutput *self, char kind, gint64 id);

/** rap_output_text: the next cell is a text, or %NULL for none */
void rap_output_text (RapOutput *self, const char *text);

/** rap_output_int: the next cell is a number */
void rap_output_int (RapOutput *self, gint64 value);

/** rap_output_bool: the next cell is a yes or a no */
void rap_output_bool (RapOutput *self, gboolean value);

/** rap_output_end: writes what was held back. Returns: whether all of it could be written */
gboolean rap_output_end (RapOutput *self, GError **error);

/** rap_output_print: prints on standard output, in UTF-8 whatever the locale */
void rap_output_print (const char *format, ...) G_GNUC_PRINTF (1, 2);

/** rap_output_flush: Returns: whether all that was printed could be written */
gboolean rap_output_flush (GError **error);

/**
 * rap_output_clean:
 * @text: (nullable): any bytes
 *
 * Returns: (transfer full): the same as one line that a terminal can be given: valid UTF-8, blanks for line ends and
 *   tabs, U+FFFD for every other control character and for what turns the writing direction
 */
char *rap_output_clean (const char *text);

/** rap_output_free: frees it; what rap_output_end() did not print is lost */
void rap_output_free (RapOutput *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapOutput, rap_output_free)

G_END_DECLS
