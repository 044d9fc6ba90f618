// The HTML parser of libxml2 (Debian: libxml2-dev), without the headers of ICU that its own would bring in:
// Foundation has others of the same names. Nothing here touches what they declare.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
