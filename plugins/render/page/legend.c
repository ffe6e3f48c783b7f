/* Entries of a legend. */
#include "page/legend.h"

static void entry_clear(void *entry)
{
    g_free(((LegendEntry *)entry)->label);
    g_free(((LegendEntry *)entry)->detail);
}

static void stop_clear(void *stop)
{
    g_free(((RampStop *)stop)->label);
}

void legend_init(Legend *legend)
{
    legend->title = NULL;
    legend->ramp = g_array_new(false, false, sizeof(RampStop));
    legend->entries = g_array_new(false, false, sizeof(LegendEntry));
    g_array_set_clear_func(legend->ramp, stop_clear);
    g_array_set_clear_func(legend->entries, entry_clear);
}

void legend_clear(Legend *legend)
{
    g_free(legend->title);
    g_array_unref(legend->ramp);
    g_array_unref(legend->entries);
}

void legend_add(Legend *legend, Swatch swatch, BcuColour colour, double size_mm, const char *label,
                const char *detail)
{
    LegendEntry entry = {swatch, colour, size_mm, g_strdup(label), g_strdup(detail)};
    g_array_append_val(legend->entries, entry);
}

void legend_add_stop(Legend *legend, double at, BcuColour colour, const char *label)
{
    RampStop stop = {at, colour, g_strdup(label)};
    g_array_append_val(legend->ramp, stop);
}

int legend_stop_order(const void *a, const void *b)
{
    const RampStop *x = a, *y = b;
    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->label == NULL) - (y->label == NULL);
}
