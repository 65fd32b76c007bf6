/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "findings.h"
#include "json-writer.h"

G_BEGIN_DECLS

void gh_findings_write_json (const GhFindings *findings, GhJsonWriter *writer);

G_END_DECLS
