/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rap-store.h"

G_BEGIN_DECLS

/**
 * RapRoomTable:
 * @number: the syndicate's number
 * @title: what people see as its name
 * @brief: (nullable): its question
 * @facilitators: (nullable): who facilitates, by name, one a line
 * @rapporteurs: (nullable): who reports back, in the same way
 * @members: (array zero-terminated=1): everybody else who sits there, in the order of the alphabet
 * @head_count: how many they are, where they are not known by name; 0 for unknown
 *
 * A syndicate as the room sees it.
 */
typedef struct
{
  gint64 number;
  char *title;
  char *brief;
  char *facilitators;
  char *rapporteurs;
  char **members;
  gint64 head_count;
} RapRoomTable;

/**
 * RapRoomPoint:
 * @number: the voice's number, 0 for the plenary or the floor
 * @voice: (nullable): its name; %NULL where the rule lets nobody be named
 * @kind: the point's kind
 * @text: the point
 *
 * A point as the room may see it.
 */
typedef struct
{
  gint64 number;
  char *voice;
  char *kind;
  char *text;
} RapRoomPoint;

/**
 * rap_room_tables:
 * @session_id: a session
 *
 * Who sits where. Names are shown whatever the attribution rule is, for that binds what was said: this is how people
 * find their seats. Syndicates that were closed are left out, and whoever cancelled.
 *
 * Returns: (transfer full) (element-type RapRoomTable) (nullable): its syndicates by number, %NULL if the archive could
 *   not be read
 */
GPtrArray *rap_room_tables (RapDb *db, gint64 session_id);

/**
 * rap_room_points:
 * @session_id: a session
 * @n: how many
 *
 * The points said last, as an export under the session's own rule has them: names that it does not allow are masked,
 * and nobody is told as the owner of an action. Merged originals are left out.
 *
 * Returns: (transfer full) (element-type RapRoomPoint) (nullable): the oldest of them first, %NULL if the archive could
 *   not be read
 */
GPtrArray *rap_room_points (RapStore *store, gint64 session_id, guint n);

/** rap_room_table_free: frees one table */
void rap_room_table_free (RapRoomTable *self);

/** rap_room_point_free: frees one point */
void rap_room_point_free (RapRoomPoint *self);

G_END_DECLS
