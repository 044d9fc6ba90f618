import Documents
import Testing

@Suite struct DocumentReaderTests {}
