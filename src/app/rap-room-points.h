/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAP_TYPE_ROOM_POINTS (rap_room_points_get_type ())
G_DECLARE_FINAL_TYPE (RapRoomPoints, rap_room_points, RAP, ROOM_POINTS, GtkWidget)

/**
 * RapRoomPoints:
 *
 * The points as they come: the newest large at the bottom, above it as many of those before as there is room for.
 */

/** rap_room_points_show: (element-type RapRoomPoint): shows these, of which the last is the newest */
void rap_room_points_show (RapRoomPoints *self, GPtrArray *points);

G_END_DECLS
