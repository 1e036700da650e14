/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

/* Text with the frequencies of natural language, the same on every machine. */

/* A number from 0 to @n - 1, of which n is drawn half as often as 2n + 1 (Zipf's law); the same for the same @seed. */
guint bench_zipf (guint64 seed, guint n);

/* Returns (transfer full): @n words in a row. */
char *bench_words (guint64 seed, guint n);

/* Gives SQL bench_words(seed, n) and bench_zipf(seed, n). */
void bench_words_connect (sqlite3 *handle);
