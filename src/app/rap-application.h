/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RAP_TYPE_APPLICATION (rap_application_get_type ())
G_DECLARE_FINAL_TYPE (RapApplication, rap_application, RAP, APPLICATION, AdwApplication)

/**
 * rap_application_new:
 *
 * One instance, one window an archive. `--archive FILE` opens that archive in an instance of its own.
 *
 * Returns: (transfer full): the application
 */
RapApplication *rap_application_new (void);

G_END_DECLS
