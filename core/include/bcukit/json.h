/** A streaming JSON writer: commas, escapes and indentation, one pass, constant memory.
 * Strings that are not valid UTF-8 have each bad byte replaced by U+FFFD.
 * Since 1.0. */
#ifndef BCUKIT_JSON_H
#define BCUKIT_JSON_H

#include <bcukit/geometry.h>
#include <bcukit/table.h>

BCU_BEGIN_DECLS

typedef struct BcuJson BcuJson;

/** \param indent spaces per level; 0 for one line. The writer buffers 64 KiB before calling write.
 * \return freed by bcu_json_free(). */
BCU_API BcuJson *bcu_json_new(int indent, BcuWrite write, void *closure);
/** Flushes and frees. \return false when any write failed. Accepts NULL (returns false). */
BCU_API bool bcu_json_close(BcuJson *json);

/** Hands on what the writer still holds, so that what is written past it comes behind. */
BCU_API void bcu_json_flush(BcuJson *json);

/** Opens an object: as a value of an array, or behind a key. */
BCU_API void bcu_json_begin_object(BcuJson *json);
/** Ends the object that was opened last. */
BCU_API void bcu_json_end_object(BcuJson *json);
/** Opens an array, likewise. */
BCU_API void bcu_json_begin_array(BcuJson *json);
/** Ends the array that was opened last. */
BCU_API void bcu_json_end_array(BcuJson *json);
/** The key of the value that comes next. */
BCU_API void bcu_json_key(BcuJson *json, const char *key);
/** NULL writes null. */
BCU_API void bcu_json_text(BcuJson *json, const char *value);
/** An integer, all digits. */
BCU_API void bcu_json_integer(BcuJson *json, int64_t value);
/** Shortest form when decimals is -1, else that many with zeros trimmed; not finite writes null. */
BCU_API void bcu_json_real(BcuJson *json, double value, int decimals);
/** true or false. */
BCU_API void bcu_json_bool(BcuJson *json, bool value);
/** null. */
BCU_API void bcu_json_null(BcuJson *json);
/** A cell of a table by its type; `decimals` as for bcu_json_real. */
BCU_API void bcu_json_value(BcuJson *json, BcuValue value, int decimals);
/** A position as GeoJSON has them, [x,y], with its numbers as bcu_json_real writes them; not indented.
 * \param point finite. \param decimals 0 to 17. */
BCU_API void bcu_json_point(BcuJson *json, BcuPoint point, int decimals);
/** An array of positions, [[x,y],…]: a ring or a line, without holding its text in memory. */
BCU_API void bcu_json_points(BcuJson *json, const BcuPoint *points, size_t count, int decimals);
/** Ready-made JSON as one value, written as it is. */
BCU_API void bcu_json_raw(BcuJson *json, const char *bytes, size_t count);
/** More of the value that bcu_json_raw began, for values too long to be held in memory. */
BCU_API void bcu_json_append(BcuJson *json, const char *bytes, size_t count);
/** A key with its value. */
BCU_API void bcu_json_put_text(BcuJson *json, const char *key, const char *value);
/** A key with its value. */
BCU_API void bcu_json_put_integer(BcuJson *json, const char *key, int64_t value);
/** Bytes outside of any structure, such as the line end between records of JSON lines. */
BCU_API void bcu_json_newline(BcuJson *json);

BCU_END_DECLS
#endif
