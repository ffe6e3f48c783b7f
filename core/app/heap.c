/* Tells the heap of the executable how to ask the kernel for memory.
 * How the executable's heap asks the kernel for memory. Coordinates of a large layer fill hundreds of
 * megabytes, touched once by the process that reads them and again by each process forked for a plugin (see
 * heap_control.c). In pages of 4 kB the kernel is asked for every one, which can take as long as the topology does.
 * jemalloc gets them in pages of 2 MB, and does not hand back what the next stage will ask for. It reads this
 * text before main; its environment variable MALLOC_CONF goes before it. */

extern const char *malloc_conf __attribute__((visibility("default"))); /* jemalloc has to see it */
const char *malloc_conf =
    "thp:always,metadata_thp:always,dirty_decay_ms:-1,muzzy_decay_ms:-1,narenas:1,oversize_threshold:0";
