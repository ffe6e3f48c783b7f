/* Words what a briefing says in its own name; see words.def. */
#include "words.h"

#define WORD(name, text) text,
static const char *const WORDS[] = {
#include "words.def"
};
#undef WORD

const char *word(Word which)
{
    return WORDS[which];
}
