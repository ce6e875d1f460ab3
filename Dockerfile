# The application image: web, worker, beat and migrate are the same image with another command.

FROM python:3.13-slim AS build
RUN pip install --no-cache-dir uv==0.13.9
ENV UV_CACHE_DIR=/var/cache/uv UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN --mount=type=cache,target=/var/cache/uv uv sync --locked --no-default-groups
COPY . .
# collectstatic reads the settings but reaches nothing; these values exist in this one command only.
RUN DJANGO_SETTINGS_MODULE=wijkaanpak.settings.production \
    SECRET_KEY=only-for-collectstatic-0123456789-abcdefghijklmnopqrstuvwxyz \
    DATABASE_URL=postgresql://wp_app@db.invalid/wijkaanpak REDIS_URL=redis://valkey.invalid:6379/0 \
    BASE_URL=https://wijkaanpak.invalid ALLOWED_HOSTS=wijkaanpak.invalid EMAIL_URL=console: MEDIA_ROOT=/media \
    .venv/bin/python manage.py collectstatic --noinput

FROM python:3.13-slim
# Pango is all that WeasyPrint needs to make PDFs.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin wijkaanpak \
    && install -d -o wijkaanpak -m 750 /media
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=wijkaanpak.settings.production MEDIA_ROOT=/media
USER wijkaanpak
VOLUME /media
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/livez', timeout=4)"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--no-ws", "wijkaanpak.wsgi:application"]
