/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-db.h"

/* Adds rows of every sort of value that a column of the table takes: whole numbers of every size, NULLs where they may
 * be, texts and blobs empty, short, long, with NULs and of any characters. A row with the key of another is left out.
 * What is checked of rows, such as foreign keys, must be off. */
void random_rows_add (RapDb *db, const char *table, guint n);
