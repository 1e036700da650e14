/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

/* How many points the archive has on which what grows is measured, and its newest session. */
#define BENCH_POINTS 300000
#define BENCH_POINTS_OF_NEWEST 5000

/* A seminar has one discussion with four syndicates; all but the newest have so many points. */
#define BENCH_POINTS_OF_ONE 1000

/* Returns (transfer full): the path of an archive of @n_points points, the same on every machine. It is made when it
 * is first asked for, and again when its recipe or the schema was changed; it must only be read: see bench_copy(). */
char *bench_archive (guint n_points);

/* Returns (transfer full): the store of a copy of that archive; of an archive with one empty seminar if @n_points
 * is 0. */
RapStore *bench_archive_open_copy (guint n_points, const char *name);

/* The session of the newest seminar, and one of BENCH_POINTS_OF_ONE points. */
gint64 bench_archive_newest_session (RapStore *store);
gint64 bench_archive_some_seminar (RapStore *store, guint n);
