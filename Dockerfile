# The site alone; compose.yaml puts a search cluster and a database beside it.
FROM python:3.12-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 ARCHIVE_DATA_DIR=/data
WORKDIR /khizana
COPY requirements.txt .
RUN pip install -r requirements.txt "psycopg[binary]==3.3.9"
COPY manage.py pyproject.toml ./
COPY archive archive
COPY templates templates
COPY static static
COPY docs/handbook.ar.md docs/
# the base word table, and a user who owns nothing but the data
RUN python manage.py compile_stems --base && rm -rf /data && useradd --system --create-home khizana && install -d -o khizana /data
USER khizana
VOLUME /data
EXPOSE 8000
CMD ["sh", "-c", "python manage.py prepare && exec python manage.py serve --host 0.0.0.0 --workers ${WORKERS:-3}"]
