/* Reads lengths and levels of detail.
 * Lengths with units, as people write them: "20 m", "0.5km", "3 mm"; and levels of detail: "20 m", "25 %". */
#include "text/quantity.h"
#include <bcukit/number.h>
#include <string.h>

static double metres_per(const char *unit)
{
    static const struct { const char *name; double metres; } UNITS[] = {
        {"mm", 0.001}, {"cm", 0.01}, {"m", 1}, {"km", 1000},
        {"in", 0.0254}, {"pt", 0.0254 / 72}, {"ft", 0.3048}, {"mi", 1609.344},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(UNITS); i++)
        if (g_ascii_strcasecmp(UNITS[i].name, unit) == 0)
            return UNITS[i].metres;
    return 0;
}

bool bcu_length_parse(const char *text, const char *unit, double *value)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    size_t digits = strspn(trimmed, "0123456789+-.");
    g_autofree char *number = g_strndup(trimmed, digits);
    const char *suffix = g_strchug(trimmed + digits);
    double amount;
    if (!bcu_number_parse(number, &amount))
        return false;
    if (*suffix && g_ascii_strcasecmp(suffix, unit) != 0) {
        double from = metres_per(suffix), to = metres_per(unit);
        if (from == 0 || to == 0)
            return false;
        amount *= from / to;
    }
    *value = amount;
    return true;
}

bool bcu_simplification_parse(const char *text, BcuSimplification *how)
{
    g_autofree char *trimmed = g_strstrip(g_strdup(text));
    size_t length = strlen(trimmed);
    double amount;
    if (length > 0 && trimmed[length - 1] == '%') {
        trimmed[length - 1] = '\0';
        if (!bcu_number_parse(g_strchomp(trimmed), &amount) || !(amount > 0 && amount <= 100))
            return false;
        *how = (BcuSimplification){.keep_share = amount / 100};
        return true;
    }
    if (!bcu_length_parse(trimmed, "m", &amount) || amount < 0)
        return false;
    *how = (BcuSimplification){.tolerance_m = amount};
    return true;
}
