"""The HTTP API: a request in, a use case of `graph.planning`, an answer out."""
