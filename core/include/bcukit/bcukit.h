/** All of bcukit's public interface but the GEOS bridge. */
#ifndef BCUKIT_BCUKIT_H
#define BCUKIT_BCUKIT_H

#include <bcukit/classes.h>
#include <bcukit/colour.h>
#include <bcukit/crs.h>
#include <bcukit/dataset.h>
#include <bcukit/diag.h>
#include <bcukit/export.h>
#include <bcukit/geometry.h>
#include <bcukit/guest.h>
#include <bcukit/json.h>
#include <bcukit/library.h>
#include <bcukit/measure.h>
#include <bcukit/number.h>
#include <bcukit/oklab.h>
#include <bcukit/options.h>
#include <bcukit/palette.h>
#include <bcukit/plugin.h>
#include <bcukit/properties.h>
#include <bcukit/provenance.h>
#include <bcukit/sentences.h>
#include <bcukit/simplify.h>
#include <bcukit/sink.h>
#include <bcukit/table.h>
#include <bcukit/tables.h>
#include <bcukit/validity.h>
#include <bcukit/verify.h>
#include <bcukit/version.h>
#include <bcukit/words.h>

#endif
