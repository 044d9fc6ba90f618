// The HTML parser of libxml2 (Debian: libxml2-dev).
#include <libxml/xmlversion.h>
// Debian's libxml2 converts encodings with ICU and includes its headers, which clash with Foundation's own
// copy of them. What they add is one struct's private fields, which nothing here looks at.
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
