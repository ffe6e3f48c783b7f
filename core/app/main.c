#include "app/bcu_main.h"

int main(int argc, char **argv) { return bcu_main(argc, argv); }
