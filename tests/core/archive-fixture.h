/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <string.h>

#include "rap-store.h"
#include "rap-voice.h"

/* A throw-away archive in a folder of its own, for every test that needs one. */
typedef struct
{
  char *folder;
  char *path;
  RapStore *store;
} Archive;

typedef void (*ArchiveTest) (Archive *archive, gconstpointer data);

void archive_test_add (const char *name, ArchiveTest test);

/* Closes the store and opens it again, as a restart does. */
void archive_reopen (Archive *archive);

/* Another process that holds the whole file, out of WAL, so that not even reading is possible; sqlite3_close() ends it.
 */
sqlite3 *archive_hold (Archive *archive);

/* All rows of all recorded tables as text: two dumps are equal when the archives are. */
char *archive_dump (Archive *archive);

/* Asserts what must hold in every archive: SQLite's and FTS5's checks, and that the search index stands for the rows.
 */
void archive_check (Archive *archive);

gint64 archive_count (Archive *archive, const char *table);

/* The single number that a statement without parameters gives. */
gint64 archive_number (Archive *archive, const char *sql);

/* One line of the capture grammar, said now; returns the point. A voice of %NULL is the plenary. */
gint64 archive_say (RapStore *store, gint64 session_id, const RapVoice *voice, const char *typed);

/* A seminar of 19 January 2011 with so many syndicates; returns its session. */
gint64 archive_add_seminar (Archive *archive, int syndicates);

/* The voice of a syndicate. */
RapVoice archive_syndicate (Archive *archive, gint64 session_id, int number);

/* Runs statements outside the history, as another program might. */
void archive_run (Archive *archive, const char *sql);

/* Runs them as a step about a seminar, or 0. */
void archive_change (Archive *archive, gint64 seminar_id, const char *sql);
