# Belltower in a container: the compiled program and its run-time packages, no root.
# The base image is pinned by digest; `docker buildx imagetools inspect node:24-slim` prints the present one.
ARG NODE_IMAGE=node:24-slim@sha256:a9f5f7c91a432850b2a8a7797adf5eadb6c733ceed61167806cee7ea7fbc29df

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Install scripts are not needed: the image has its own Node.
RUN npm ci --include=dev --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY tools/build.ts tools/bundle.ts tools/program.ts ./tools/
COPY src ./src
RUN node tools/build.ts && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE}
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4180 \
    BELLTOWER_DATA=/data \
    BELLTOWER_STATE=/state \
    TRUST_PROXY=private \
    LOG_FORMAT=json
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY package.json LICENSE NOTICE ./
COPY --from=build /app/dist ./dist
COPY data /data
# The program's own files stay root's: it can read them and change none.
RUN mkdir /state && chown node:node /state
USER node
VOLUME ["/data", "/state"]
EXPOSE 4180
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1, so that SIGTERM reaches it: open requests finish, and all that was answered is on disk.
STOPSIGNAL SIGTERM
# The memory flags are explained in docs/operating.md.
ENTRYPOINT ["node", "--max-semi-space-size=16", "--heap-growing-percent=50", "dist/main.js"]
CMD ["serve"]
