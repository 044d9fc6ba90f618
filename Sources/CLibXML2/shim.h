// The HTML parser of libxml2 (Debian: libxml2-dev).
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
