/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rap-store.h"

G_BEGIN_DECLS

#define RAP_TYPE_PAGE (rap_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (RapPage, rap_page, RAP, PAGE, AdwBin)

/**
 * RapPageClass:
 * @load: shows the seminar; called when the page is on the screen and the seminar is another one than before, never
 *   for no seminar. Records and queries follow the archive by themselves, so most pages need no more.
 * @changed: (nullable): something was changed, in whatever seminar; only called after @load
 *
 * A page about one seminar. It does nothing until one looks at it.
 */
struct _RapPageClass
{
  AdwBinClass parent_class;

  void (*load) (RapPage *self);
  void (*changed) (RapPage *self, RapChanges *changes);
};

/** rap_page_set_store: the archive; once, before anything else */
void rap_page_set_store (RapPage *self, RapStore *store);

/** rap_page_set_seminar: which seminar the page is about; 0 for none */
void rap_page_set_seminar (RapPage *self, gint64 seminar_id);

/** rap_page_get_store: Returns: (transfer none) (nullable): the archive */
RapStore *rap_page_get_store (RapPage *self);

/** rap_page_get_seminar: Returns: the seminar's id, or 0 */
gint64 rap_page_get_seminar (RapPage *self);

G_END_DECLS
