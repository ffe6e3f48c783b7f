/* Puts commas between thousands.
 * Commas between thousands, as figures are printed in a briefing. */
#include "text/thousands.h"
#include <bcukit/number.h>
#include <string.h>

static void write_plain(char *text, BcuValue value, int decimals)
{
    if (value.type == BCU_INTEGER)
        g_snprintf(text, BCU_NUMBER_SIZE, "%" G_GINT64_FORMAT, value.as.integer);
    else if (decimals < 0)
        bcu_number_shortest(text, value.as.real);
    else
        bcu_number_fixed(text, value.as.real, decimals, false);
}

/* \param to room for a third more than the number. */
static void group(char *to, const char *plain)
{
    size_t start = plain[0] == '-';
    size_t whole = strspn(plain + start, "0123456789");
    for (size_t i = 0; plain[i]; i++) {
        *to++ = plain[i];
        size_t left = start + whole - 1 - i;
        if (i >= start && i + 1 < start + whole && left % 3 == 0)
            *to++ = ',';
    }
    *to = '\0';
}

const char *bcu_thousands(BcuThousands *to, double value, int decimals)
{
    char plain[BCU_NUMBER_SIZE];
    G_STATIC_ASSERT(sizeof to->text >= BCU_NUMBER_SIZE + BCU_NUMBER_SIZE / 3 + 1);
    write_plain(plain, (BcuValue){BCU_REAL, {.real = value}}, decimals);
    group(to->text, plain);
    return to->text;
}

void bcu_thousands_append(GString *line, BcuValue value, int decimals)
{
    char plain[BCU_NUMBER_SIZE];
    BcuThousands grouped;
    write_plain(plain, value, decimals);
    group(grouped.text, plain);
    g_string_append(line, grouped.text);
}
