/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/operation.h"

G_BEGIN_DECLS

GhStrategy gh_operation_find_best (const GhBracket *bracket);
char *gh_operation_answer (const GhComparison *comparison, const GhBracket *bracket);
char *gh_operation_describe_capture (const GhComparison *comparison, const GhBracket *bracket,
                                     GhStrategy strategy);
char *gh_operation_describe_surprises (const GhOperationResult *result);

G_END_DECLS
