# The bot as an image: docs/running.md says how to run it. Everything it writes is in /data.

# What the lock names, in an environment of its own.
FROM python:3.11-slim-bookworm AS libraries
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock /
# setuptools is in the lock for installing the bot itself, which is not done here.
RUN python -m venv --without-pip /venv \
    && pip --python /venv/bin/python install --require-hashes --only-binary :all: -r /requirements.lock \
    && pip --python /venv/bin/python uninstall --yes setuptools

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --user-group --no-create-home --home-dir /data \
        --shell /usr/sbin/nologin biztalk \
    && install --directory --mode 700 --owner biztalk --group biztalk /data
WORKDIR /app
COPY --from=libraries /venv /venv
COPY LICENSE ./
COPY content content
COPY migrations migrations
COPY bot bot
COPY cogs cogs
RUN /venv/bin/python -m compileall -q bot cogs
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/data/cache \
    ORT_DISABLE_TELEMETRY=1 \
    BIZTALK_DATABASE=/data/biztalk.db \
    BIZTALK_HEALTH_PORT=8080
USER 10001:10001
VOLUME /data
HEALTHCHECK --interval=30s --timeout=5s --start-period=180s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['BIZTALK_HEALTH_PORT'] + '/healthz', timeout=3)"]
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
