/** Where the data come from: what files carry along so that a reader can tell how they were made.
 * Since 1.0. */
#ifndef BCUKIT_PROVENANCE_H
#define BCUKIT_PROVENANCE_H

#include <bcukit/dataset.h>
#include <bcukit/json.h>

BCU_BEGIN_DECLS

/** Adds members to the open JSON object: versions, title, licence, attribution, the inputs with their
 * checksums, and the coordinate operation of each layer. The manifest begins with the same. */
BCU_API void bcu_provenance_put_json(const BcuDataset *dataset, BcuJson *json);

/** Ten hexadecimal digits that stand for all of that: two results have the same when they were made from the same
 * inputs by the same project and program. A document prints them; the manifest has them as "provenance".
 * \return freed with free(). */
BCU_API char *bcu_provenance_hash(const BcuDataset *dataset);

/** Seconds since 1970 that files are dated with: SOURCE_DATE_EPOCH, or 0, so that the same run makes
 * the same bytes. \return whether SOURCE_DATE_EPOCH gave it. */
BCU_API bool bcu_provenance_time(int64_t *seconds);

BCU_END_DECLS
#endif
