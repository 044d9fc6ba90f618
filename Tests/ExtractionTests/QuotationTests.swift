import Extraction
import Testing

@Suite struct QuotationTests {}
