// The dossiers of this folder, as they are compiled into the binary.

/// What a new knowledge base knows from the start: dossiers in the format that users write too.
public let seedDossiers = embeddedFiles
