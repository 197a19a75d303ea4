"""The store on a Neo4j server. This file imports nothing: the command line reads the settings, and
so starts, without the driver."""
