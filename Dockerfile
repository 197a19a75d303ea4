FROM python:3.12-slim

RUN useradd --create-home --uid 10001 inroad \
    && install -d -o inroad -g inroad -m 0700 /data

WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md LICENSE ./
COPY graph graph
COPY api api
COPY visuals visuals
RUN pip install --no-cache-dir --no-deps --no-build-isolation .

USER inroad
ENV INROAD_STORE=/data/inroad.db
VOLUME /data
HEALTHCHECK --interval=60s --timeout=10s --retries=3 CMD ["inroad", "verify"]
ENTRYPOINT ["inroad"]
CMD ["--help"]
