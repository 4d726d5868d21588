# pgpivot alone, for a ClickHouse server elsewhere: docker-compose.yml runs both.
FROM debian:12 AS build
WORKDIR /source
COPY . .
RUN scripts/install.sh build \
    && meson setup /build --buildtype=release -Dwerror=false -Dtests=false \
    && ninja -C /build src/pgpivot datagen/pgpivot-datagen \
    && strip /build/src/pgpivot /build/datagen/pgpivot-datagen

FROM debian:12-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        libcurl4 libev4 libinih1 libpg-query1504.0 libssl3 postgresql-client-15 tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --no-create-home pgpivot
COPY --from=build /build/src/pgpivot /build/datagen/pgpivot-datagen /usr/local/bin/
USER pgpivot
EXPOSE 5432
ENTRYPOINT ["pgpivot"]
CMD ["serve", "--config", "/etc/pgpivot/pgpivot.conf"]
