/** Words of the briefing, in one table. */
#ifndef BRIEF_WORDS_H
#define BRIEF_WORDS_H

#define WORD(name, text) WORD_##name,
typedef enum Word {
#include "words.def"
    WORD_COUNT
} Word;
#undef WORD

/** \return static. */
const char *word(Word which);

#endif
