/** A column of a CSV file, joined to features by code. */
#ifndef RENDER_CSV_COLUMN_H
#define RENDER_CSV_COLUMN_H

#include "maps/plan.h"

/** Reads the file that the option "csv" names; "csv_key" is its column with the codes, the first one
 * when unset. Codes that no feature has are reported; features without a row get NAN.
 * \param column its name belongs to `texts`. \return false on failure, reported. */
bool csv_column_read(const PlanContext *context, BcuLevel level, const char *name, double *values,
                     BcuColumn *column, BcuTable *texts);

#endif
