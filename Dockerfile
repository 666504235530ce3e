# Marsad in an image: code, facts and seeds are in it, what it writes is in the volume /data.
#
#   docker build -t marsad .
#   docker run -d --name marsad --restart on-failure --env-file marsad.env -v marsad:/data marsad
FROM python:3.13-slim AS build
WORKDIR /srv/marsad
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
# The dependencies alone first: a change of code or facts does not install them again.
COPY pyproject.toml constraints.txt README.md LICENSE ./
RUN mkdir bot handlers knowledge && touch bot/__init__.py handlers/__init__.py knowledge/__init__.py \
    && pip install --constraint constraints.txt --editable '.[postgres]'
COPY . .
RUN python -m compileall -q bot handlers knowledge && marsad kb check

FROM python:3.13-slim
RUN useradd --system --uid 1000 --home-dir /data marsad \
    && install --directory --owner marsad --group marsad --mode 700 /data
COPY --from=build /venv /venv
COPY --from=build /srv/marsad /srv/marsad
WORKDIR /srv/marsad
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 MARSAD_DATA=/data
USER marsad
VOLUME /data
# SIGTERM ends it within ten seconds, which is what `docker stop` waits.
ENTRYPOINT ["marsad"]
CMD ["run", "--no-open"]
