# The lab as a server. What it needs is fetched when the image is made, so that
# it runs without a network:
#
#   docker build -t auth-ladder .
#   docker run -p 127.0.0.1:8000:8000 -v ladder:/app/data auth-ladder
FROM denoland/deno:debian-2.9.6

WORKDIR /app
RUN mkdir data && chown deno:deno /app data
USER deno
COPY --chown=deno:deno . .
RUN deno task build && deno cache --frozen main.ts

ENV HOST=0.0.0.0
EXPOSE 8000
VOLUME /app/data
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["deno", "eval", "if (!(await fetch('http://127.0.0.1:8000/healthz')).ok) Deno.exit(1)"]
CMD ["deno", "run", "--cached-only", "--no-prompt", "-P=start", "main.ts"]
