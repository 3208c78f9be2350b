"""The server: SPARQL over HTTP, linked data, and the explorer. It only reads."""
