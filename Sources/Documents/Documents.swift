// Reading documents: from the bytes of a file to the text that a reader sees.
