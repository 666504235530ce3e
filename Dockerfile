# Marsad in an image: what it needs is in it, what it writes is in the volume /data.
#
#   docker build --tag marsad .
#   docker run --detach --name marsad --restart unless-stopped --env-file marsad.env --volume marsad:/data marsad
#
# A base that never changes is named by its digest, which `docker buildx imagetools inspect python:3.13-slim` prints:
#
#   docker build --tag marsad --build-arg BASE=python:3.13-slim@sha256:… .
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /src
# The dependencies alone first: a change of code or facts does not install them again.
COPY deploy/requirements.txt deploy/requirements-build.txt deploy/
RUN python -m venv /venv && /venv/bin/pip install --require-hashes --requirement deploy/requirements.txt
RUN python -m venv /tools && /tools/bin/pip install --require-hashes --requirement deploy/requirements-build.txt
COPY . .
RUN /tools/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . \
    && /venv/bin/pip install --no-deps /wheels/*.whl \
    && cd / && /venv/bin/marsad kb check

FROM ${BASE}
LABEL org.opencontainers.image.title="Marsad" \
      org.opencontainers.image.description="A Telegram bot that answers from curated, cited facts" \
      org.opencontainers.image.licenses="MIT"
# A number, so that whoever runs it need not look into the image to know that it is not root.
RUN useradd --system --uid 10001 --user-group --home-dir /data --no-create-home marsad \
    && install --directory --owner 10001 --group 10001 --mode 700 /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 MARSAD_DATA=/data
WORKDIR /data
USER 10001:10001
VOLUME /data
# Asks the running bot through /data, no port is needed.
HEALTHCHECK --interval=30s --timeout=10s --start-period=120s --retries=3 CMD ["marsad", "health"]
STOPSIGNAL SIGTERM
# SIGTERM ends it within ten seconds, which is what `docker stop` waits. Without a token it ends with 2.
ENTRYPOINT ["marsad"]
CMD ["run", "--telegram", "--no-open"]
