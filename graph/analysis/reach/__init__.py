"""How far influence reaches, and who adds most to it: numbers of people and arrays alone.

From stated arrows (`drawing`) or dated events (`graph.analysis.events`) come reverse-reachable
sets, on which `ranking` chooses. `kept_worlds` can be asked what if.
"""
