# Belltower in a container: sources as they are (Node runs TypeScript), run-time packages only, no root.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The development packages hold a Node of their own for checkouts; the image has its own.
RUN npm ci --omit=dev --no-audit --no-fund && npm cache clean --force

FROM node:24-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4180 \
    BELLTOWER_DATA=/data \
    BELLTOWER_STATE=/state \
    LOG_FORMAT=json
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src ./src
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
# The small space for what lives a moment keeps memory at two thirds (docs/operating.md).
ENTRYPOINT ["node", "--max-semi-space-size=16", "--heap-growing-percent=50", "src/main.js"]
CMD ["serve"]
