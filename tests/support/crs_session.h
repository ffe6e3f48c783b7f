/** One CRS session for all that a test program does, without a cache. */
#ifndef TEST_CRS_SESSION_H
#define TEST_CRS_SESSION_H

#include "crs/session.h"

/* Never freed: PROJ's own end comes first. */
static inline BcuCrsSession *test_session(void)
{
    static BcuCrsSession *made;
    if (!made)
        made = bcu_crs_session_new(NULL);
    return made;
}

static inline const BcuCrs *test_crs(const char *definition)
{
    const BcuCrs *crs = bcu_crs_find(test_session(), definition, NULL);
    g_assert_nonnull(crs);
    return crs;
}

#endif
