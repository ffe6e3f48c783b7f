/* What PROJ asks of libcurl, answered as where there is no network: bcukit never lets PROJ use one. */
#include <stddef.h>

enum { FAILED = 2 }; /* CURLE_FAILED_INIT in <curl/curl.h> */

void *curl_easy_init(void);
int curl_easy_setopt(void *handle, int option, ...);
int curl_easy_perform(void *handle);
int curl_easy_getinfo(void *handle, int info, ...);
void curl_easy_cleanup(void *handle);

/* PROJ takes this for a network that does not answer; nobody has a handle for the other four. */
void *curl_easy_init(void)
{
    return NULL;
}

int curl_easy_setopt(void *handle, int option, ...)
{
    (void)handle;
    (void)option;
    return FAILED;
}

int curl_easy_perform(void *handle)
{
    (void)handle;
    return FAILED;
}

int curl_easy_getinfo(void *handle, int info, ...)
{
    (void)handle;
    (void)info;
    return FAILED;
}

void curl_easy_cleanup(void *handle)
{
    (void)handle;
}
