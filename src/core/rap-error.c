/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rap-error.h"

/* Left alone, the name's hyphens become minus signs. */
/* clang-format off */
G_DEFINE_QUARK (rap-error-quark, rap_error)
/* clang-format on */
