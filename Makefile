# Short names for `python3 run.py …`, and how the pins and the API's description are renewed.
.PHONY: demo test bench lock describe

demo test bench:
	python3 run.py $@

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
		--no-header --extra build pyproject.toml --output-file requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
		--no-header --extra build --extra dev --extra bench pyproject.toml \
		--constraint requirements/run.txt --output-file requirements/dev.txt

# Refuses what breaks callers; where that is meant: make describe SINCE=
SINCE = --since docs/openapi.json
describe:
	python3 run.py inroad serve --describe $(SINCE) > docs/openapi.new
	mv docs/openapi.new docs/openapi.json
