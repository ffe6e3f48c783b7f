/** Version of the library these headers belong to; generated. */
#ifndef BCUKIT_VERSION_H
#define BCUKIT_VERSION_H

#define BCU_VERSION "0.1.0"
#define BCU_VERSION_MAJOR 0
#define BCU_VERSION_MINOR 1

#endif
