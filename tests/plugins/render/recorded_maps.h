/** Maps of a project with options as a user sets them, recorded instead of written. */
#ifndef TEST_RENDER_RECORDED_MAPS_H
#define TEST_RENDER_RECORDED_MAPS_H

#include "recording.h"

/** Draws all maps of a kind, one page each, of a project file.
 * \param settings "render.key=value" or any other --set, ended by NULL; may be NULL.
 * \param messages set to the warnings and errors, one a line; may be NULL. */
Recording *recorded_maps(const char *project, const char *kind, const char *const *settings, char **messages);

/** The same for the shipped project, which must warn of nothing. */
Recording *recorded_shipped(const char *kind, const char *const *settings);

#endif
